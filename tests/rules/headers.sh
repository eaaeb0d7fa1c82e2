# Every header says what it is for before anything else, and every function in it stands under a comment. Functions that follow one
# another without an empty line share one.
for h in $(find src -name '*.h' | sort); do
    awk '
        FNR == 1 && !/^\/\*/ {print FILENAME ":1: no comment at the head"}
        # Braces (of structs, enums, inline functions) hide what is inside them.
        {line = $0; open = depth; depth += gsub(/\{/, "", line) - gsub(/\}/, "", line)}
        /\*\/ *$/ && /^ ?(\/\*|\*)/ {commented = 1; next}
        /^ ?\*|^\/\*/ {next}
        /^$/ {commented = 0; next}
        /^#/ {next}
        open == 0 && /^[a-z].*[a-z0-9_]\(/ && !commented {print FILENAME ":" FNR ": no comment above: " $0}
    ' "$h"
done >"$WORK/faults"
if [ -s "$WORK/faults" ]; then
    cat "$WORK/faults"
    echo "FAIL headers: $(wc -l <"$WORK/faults") places without a comment"
else
    echo 'ok headers'
fi
