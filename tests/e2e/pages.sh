# The pages of the demonstration set, of the second notice and of every example, held to GB/T 9704-2012 by another reader's
# positions (tests/checker/pagecheck.c). The checker must also see: a page pushed down, a page with other type.
set -u
. tests/lib.sh
demo_set "$WORK/demo"
second_set "$WORK/second" --quiet
mkdir -p "$WORK/examples"
for f in tests/examples/*.xml; do
    "$TONGBAO" typeset "$f" -o "$WORK/examples/$(basename "$f" .xml).pdf" --quiet || echo "FAIL typeset $f"
done

check() { # NAME FILE...
    name=$1
    shift
    if "$BUILD/pagecheck" --quiet "$@" >"$WORK/$name.log"; then
        echo "ok $name: $(tail -n 1 "$WORK/$name.log")"
    else
        grep '^fault' "$WORK/$name.log" | sed "s|$WORK/||" | head -n 40
        echo "FAIL $name: $(tail -n 1 "$WORK/$name.log")"
    fi
}
check demo "$WORK"/demo/*/*.pdf "$WORK"/demo/*/letters/*.pdf
check second "$WORK"/second/*/*.pdf "$WORK"/second/*/letters/*.pdf
check examples "$WORK"/examples/*.pdf

# What another reader says of them all: no word from qpdf, poppler or mupdf.
for f in "$WORK"/*/*.pdf "$WORK"/*/*/*.pdf "$WORK"/*/*/letters/*.pdf; do
    [ -f "$f" ] || continue
    qpdf --check "$f" >"$WORK/qpdf" 2>&1 || { cat "$WORK/qpdf"; echo "$f"; }
    pdftotext "$f" /dev/null 2>&1
    mutool draw -q -F text -o /dev/null "$f" 2>&1
done | grep -v 'ICC support is not available' >"$WORK/readers"
if [ -s "$WORK/readers" ]; then
    head -n 20 "$WORK/readers"
    echo 'FAIL readers: qpdf, poppler or mupdf had something to say'
else
    echo 'ok readers'
fi

# The checker can see: one page moved down by 3 mm is off the grid and out of the type area.
f=$WORK/examples/file.pdf
qpdf --qdf --object-streams=disable "$f" - | sed '0,/^\/MediaBox/! b' | sed 's/841\.8[0-9]*/833.4/' >"$WORK/moved.pdf" 2>/dev/null
if "$BUILD/pagecheck" --quiet "$WORK/moved.pdf" >/dev/null 2>&1; then
    echo 'FAIL sees: a page moved by 3 mm went unnoticed'
else
    echo 'ok sees'
fi
