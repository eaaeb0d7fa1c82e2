# A single document: whatever becomes of the run, FILE is the old one or the new one, whole, and what lies beside it is nothing, or
# the one name that the next run clears.
. tests/lib.sh
. tests/faults/lib.sh
folder=$WORK/single
file=$folder/letter.pdf
typeset() { $UNDER "$TONGBAO" typeset tests/examples/letter.xml -o "$file" 2>"$WORK/err"; }
lay_out() { # old|none
    rm -rf "$folder"
    mkdir "$folder"
    [ "$1" = none ] || cp "$WORK/$1" "$file"
}
beside() { (cd "$folder" && find . -mindepth 1 ! -path ./letter.pdf) | tr '\n' ' '; }
next_run() { # WHAT
    typeset || complain "$1: the next run ends with $?"
    cmp -s "$file" "$WORK/new" || complain "$1: the next run makes other bytes"
    [ -z "$(beside)" ] || complain "$1: still beside it after the next run: $(beside)"
}
echo before >"$WORK/old"
: >"$WORK/faults"
lay_out none
typeset || complain "status $?"
cp "$file" "$WORK/new"

# ---- killed at each call ----
all=0
for lacks in '' nameless; do
    for before in none old; do
        export FAULTS_LACKS="$lacks"
        lay_out $before
        struck kills 0 typeset || complain "undisturbed: status $?"
        calls=$(counted) left=0 n=1
        all=$((all + calls))
        while [ "$n" -le "$calls" ]; do
            lay_out $before
            struck kill "$n" typeset 2>/dev/null
            status=$?
            call="call $n ($(what_was_struck)), file of $before, lacks '$lacks'"
            [ $status -eq 137 ] || complain "$call: not killed, but status $status"
            case $before-$([ -e "$file" ] && echo there) in
            none-) ;;
            *) cmp -s "$file" "$WORK/$before" || cmp -s "$file" "$WORK/new" || complain "$call: neither the old file nor the new one" ;;
            esac
            case $(beside) in
            '') ;;
            './.letter.pdf.new ') left=$((left + 1)) ;;
            *) complain "$call: beside it: $(beside)" ;;
            esac
            next_run "$call"
            n=$((n + 1))
        done
        # Where files can be without a name, one call has to find the file under another: the one that puts it over an old one.
        case $lacks-$before in
        -none) most=0 ;;
        -old) most=1 ;;
        *) most=$calls ;;
        esac
        [ $left -le $most ] || complain "lacks '$lacks', file of $before: a file lay beside it $left times"
        echo "typeset: killed at each of $calls calls, file left beside it $left times"
    done
done
[ $all -ge 20 ] || complain "only $all calls"
verdict faults-typeset-kill "$WORK/faults"

# ---- errors at each call ----
# The folder is synced last: when that fails the new file is in place, and yet may not be after a loss of power.
: >"$WORK/faults"
for lacks in '' nameless; do
    export FAULTS_LACKS="$lacks"
    lay_out old
    struck errors 0 typeset || complain "status $?"
    calls=$(counted)
    [ "$calls" -ge 5 ] || complain "only $calls calls"
    late=0
    for error in 'ENOSPC No space left on device' 'EACCES Permission denied'; do
        n=1
        while [ "$n" -le "$calls" ]; do
            lay_out old
            struck "${error%% *}" "$n" typeset
            status=$?
            call="call $n ($(what_was_struck)) ${error%% *}, lacks '$lacks'"
            [ -z "$(beside)" ] || complain "$call: left over: $(beside)"
            if [ $status -eq 0 ] && [ "$(what_was_struck)" = close ]; then # it was on the disk before
                cmp -s "$file" "$WORK/new" || complain "$call: status 0, and not the new file"
            else
                [ $status -eq 73 ] || [ $status -eq 74 ] || complain "$call: status $status"
                grep -q "error: .*${error#* }" "$WORK/err" || complain "$call: no message"
                if [ "$(what_was_struck)" = fsync ] && cmp -s "$file" "$WORK/new"; then
                    late=$((late + 1))
                    [ $status -eq 74 ] || complain "$call: status $status"
                    [ "$(counted)" -eq "$calls" ] || complain "$call: something is done to the folder after that"
                else
                    cmp -s "$file" "$WORK/old" || complain "$call: the old file is gone"
                fi
            fi
            n=$((n + 1))
        done
    done
    [ $late -eq 2 ] || complain "lacks '$lacks': the folder was synced $late times in two runs"
    echo "typeset: errors at $calls calls"
done
unset FAULTS_LACKS
verdict faults-typeset-errors "$WORK/faults"

# ---- others at work, and what others put there ----
: >"$WORK/faults"
lay_out old
: >"$folder/.letter.pdf.new"
flock "$folder/.letter.pdf.new" "$TONGBAO" typeset tests/examples/letter.xml -o "$file" 2>"$WORK/err"
status=$?
[ $status -eq 75 ] && grep -q 'error: another run is at work' "$WORK/err" || complain "another run: status $status"
cmp -s "$file" "$WORK/old" || complain 'another run: the old file is gone'
[ -e "$folder/.letter.pdf.new" ] || complain 'another run: its file is gone'
next_run 'another run, dead by now'
echo theirs >"$WORK/theirs"
ln -s ../theirs "$folder/.letter.pdf.new"
typeset
status=$?
[ $status -eq 73 ] || complain "a link: status $status"
rm "$folder/.letter.pdf.new"
[ "$(cat "$WORK/theirs")" = theirs ] || complain 'a link was followed'
mkfifo "$folder/pipe"
"$TONGBAO" typeset tests/examples/letter.xml -o "$folder/pipe" 2>"$WORK/err"
status=$?
[ $status -eq 73 ] && [ -p "$folder/pipe" ] || complain "a pipe in the place of the file: status $status"
rm "$folder/pipe"
# What was taken from others stays taken.
for lacks in '' nameless; do
    lay_out old
    chmod 600 "$file"
    FAULTS_LACKS="$lacks" struck kills 0 typeset || complain "a file of one's own, lacks '$lacks': status $?"
    [ "$(stat -c %a "$file")" = 600 ] || complain "a file of one's own, lacks '$lacks': has $(stat -c %a "$file")"
done
# A link is followed, not replaced, and where it leads to no file nothing is done.
echo theirs >"$WORK/theirs"
ln -s ../theirs "$folder/link"
"$TONGBAO" typeset tests/examples/letter.xml -o "$folder/link" 2>"$WORK/err" || complain "a link to a file: status $?"
[ -L "$folder/link" ] && cmp -s "$WORK/theirs" "$WORK/new" || complain 'a link to a file: not what it leads to is replaced'
for aim in /dev/null ../nowhere /proc/self/fd/1; do
    ln -sf "$aim" "$folder/link"
    "$TONGBAO" typeset tests/examples/letter.xml -o "$folder/link" 2>"$WORK/err" | cat >"$WORK/piped"
    [ "$(readlink "$folder/link")" = "$aim" ] && grep -q 'not a regular file' "$WORK/err" || complain "a link to $aim"
done
rm "$folder/link"
# A name as long as a file system allows leaves no room for more.
file=$folder/$(printf '水%.0s' $(seq 83)).a.pdf
for lacks in '' nameless; do
    for turn in new old; do
        FAULTS_LACKS=$lacks struck errors 0 typeset || complain "a long name, $turn, lacks '$lacks': status $?: $(cat "$WORK/err")"
        cmp -s "$file" "$WORK/new" || complain "a long name, $turn, lacks '$lacks': not the new file"
    done
    rm -f "$file"
done
[ -z "$(beside)" ] || complain "a long name: left over: $(beside)"
file=$folder/letter.pdf
turns=0
while [ $turns -lt 20 ]; do
    turns=$((turns + 1))
    "$TONGBAO" typeset tests/examples/letter.xml -o "$file" 2>"$WORK/said" &
    typeset
    status=$?
    wait $! || [ $? -eq 75 ] || complain "turn $turns: the other: $(cat "$WORK/said")"
    [ $status -eq 0 ] || [ $status -eq 75 ] || complain "turn $turns: status $status"
    cmp -s "$file" "$WORK/new" || complain "turn $turns: not the new file"
    [ -z "$(beside)" ] || complain "turn $turns: left over: $(beside)"
    [ $((turns % 2)) -eq 0 ] || rm "$file"
done
verdict faults-typeset-others "$WORK/faults"
