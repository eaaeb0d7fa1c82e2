# What a job started by cron may find: any mask, an input folder that nobody may write to, standard streams that are closed or
# full, a working folder that is gone, a log that can't be written, an output folder that can't.
. tests/lib.sh
. tests/faults/lib.sh
WORK=$(cd "$WORK" && pwd) COUNTER=$WORK/counter
fresh_inputs
rm "$WORK"/in/*q[234].xml
bare() { env -i LANG=C "$TONGBAO" reissue --input "$WORK/in" --out "$WORK/out" --jobs 1 "$@"; }
change() { sed -i "s/target=\"2.1-2\" value=\"[^\"]*\"/target=\"2.1-2\" value=\"$1\"/" "$WORK/in/q1.xml"; }
figure() { sed -n 's/.*<figure quarter="1" target="2.1-2" value="\([^"]*\)".*/\1/p' "$WORK/out/2025Q1/manifest.xml"; }
issued() { # VALUE WHAT: that figure is published, in a whole set
    [ "$(figure)" = "$1" ] || complain "$2: the figure issued is $(figure), not $1"
    whole "$WORK/out/2025Q1" || complain "$2: not whole: $(cat "$WORK/whole")"
}

# ---- masks ----
: >"$WORK/faults"
for mask in 000 022 027 077 777; do
    rm -rf "$WORK/out"
    (umask $mask && bare) >"$WORK/said" 2>"$WORK/err" || complain "umask $mask: status $?"
    tree "$WORK/out" >"$WORK/now"
    [ $mask = 000 ] && cp "$WORK/now" "$WORK/open"
    cmp -s "$WORK/now" "$WORK/open" || complain "umask $mask: another set"
    change 9
    (umask $mask && bare) >"$WORK/said" 2>"$WORK/err" || complain "umask $mask, again: status $?"
    issued 9 "umask $mask"
    change 2
    case $mask in # what others may do with the published files is what the mask says
    000) mode=666 ;;
    022) mode=644 ;;
    027) mode=640 ;;
    *) mode=600 ;;
    esac
    others=$(find "$WORK/out" -type f ! -perm $mode)
    [ -z "$others" ] || complain "umask $mask: not of mode $mode: $(echo "$others" | head -n 1)"
done
verdict faults-masks "$WORK/faults"

# ---- an input folder that can't be written to; root is told so by a file system mounted read-only ----
: >"$WORK/faults"
rm -rf "$WORK/out"
tree "$WORK/in" >"$WORK/before"
if unshare -Urm true 2>/dev/null; then
    # shellcheck disable=SC2016  # for the other shell
    IN=$WORK/in OUT=$WORK/out unshare -Urm sh -c 'mount --bind "$IN" "$IN" && mount -o remount,ro,bind "$IN" || exit 9
        ! touch "$IN/x" 2>/dev/null || exit 9
        exec env -i LANG=C "$TONGBAO" reissue --input "$IN" --out "$OUT" --jobs 1' >"$WORK/said" 2>"$WORK/err" ||
        complain "read-only input: status $?"
else
    echo 'no name space of our own may be had here: the folder is closed by its mode only'
    chmod -R a-w "$WORK/in"
    bare >"$WORK/said" 2>"$WORK/err" || complain "read-only input: status $?"
    chmod -R u+w "$WORK/in"
fi
issued 2 'read-only input'
tree "$WORK/in" | cmp -s - "$WORK/before" || complain 'read-only input: changed'
verdict faults-input-read-only "$WORK/faults"

# ---- standard streams ----
: >"$WORK/faults"
change 3
bare >&- 2>&- <&- || [ $? -eq 74 ] || complain "closed streams: status $?"
issued 3 'closed streams'
bare >"$WORK/said" 2>&1 || complain "after closed streams: status $?"
[ ! -s "$WORK/said" ] || complain "after closed streams: $(cat "$WORK/said")"
# No file that is opened gets the number of a closed stream, and with it what is printed.
change 10
bare 0<&- 1>&- 2>"$WORK/err"
status=$?
[ $status -eq 74 ] && grep -q 'error: writing failed: standard output' "$WORK/err" || complain "closed output: status $status"
[ ! -s "$WORK/out/.lock" ] || complain "closed output: in the lock: $(cat "$WORK/out/.lock")"
issued 10 'closed output'
if [ -c /dev/full ]; then
    change 4
    bare >/dev/full 2>"$WORK/err"
    status=$?
    [ $status -eq 74 ] && grep -q 'error: writing failed: standard output' "$WORK/err" || complain "full output: status $status"
    issued 4 'full output'
    for command in --help --version 'build --help' "extract $WORK/out/2025Q1/bulletin.pdf" \
        "build --dump=report --notice $WORK/in/notice.xml --quarter $WORK/in/q1.xml --issue $WORK/in/issue-q1.xml"; do
        # shellcheck disable=SC2086  # words
        "$TONGBAO" $command >/dev/full 2>"$WORK/err"
        status=$?
        [ $status -eq 74 ] && grep -q 'error: writing failed: standard output' "$WORK/err" || complain "full output: $command: status $status"
    done
    change 5
    bare >"$WORK/said" 2>/dev/full || complain "full standard error: status $?"
    issued 5 'full standard error'
    change 6
    bare --log /dev/full >"$WORK/said" 2>"$WORK/err"
    status=$?
    [ $status -eq 74 ] && grep -q '/dev/full: error: writing failed' "$WORK/err" || complain "full log: status $status"
    issued 6 'full log'
    [ "$(wc -l <"$WORK/said")" -eq 1 ] || complain 'full log: no summary line'
else
    complain '/dev/full is missing here'
fi
verdict faults-streams "$WORK/faults"

# ---- a log that is moved away again and again ----
# Each run has one message, and none of them is lost.
: >"$WORK/faults"
mkdir "$WORK/logs"
cp "$WORK/in/q1.xml" "$WORK/q1.kept"
echo '<?xml version="1.0"?><quar' >"$WORK/in/q1.xml"
(
    trap 'exit 0' TERM
    i=0
    while :; do
        mv "$WORK/logs/log" "$WORK/logs/log.$i" 2>/dev/null && i=$((i + 1))
        sleep 0.05
    done
) &
rotation=$!
runs=0
while [ $runs -lt 30 ]; do
    bare --log "$WORK/logs/log" >"$WORK/said" 2>"$WORK/err" || [ $? -eq 65 ] || complain "run $runs: status $?"
    runs=$((runs + 1))
done
kill $rotation
wait $rotation 2>/dev/null
lines=$(cat "$WORK"/logs/* | grep -cE '^20[0-9-]+T[0-9:]+[+-][0-9]{4} .*q1.xml:2: error: ')
[ "$lines" -eq $runs ] && [ "$(cat "$WORK"/logs/* | wc -l)" -eq $runs ] || complain "$lines lines logged in $runs runs"
moved=$(ls "$WORK/logs" | wc -l)
[ "$moved" -ge 3 ] && [ "$moved" -lt "$runs" ] || complain "$moved logs of $runs runs"
mv "$WORK/q1.kept" "$WORK/in/q1.xml"
verdict faults-log-rotation "$WORK/faults"

# ---- folders ----
: >"$WORK/faults"
change 7
mkdir "$WORK/gone"
(cd "$WORK/gone" && rmdir "$WORK/gone" && bare) >"$WORK/said" 2>"$WORK/err" || complain "working folder gone: status $?"
issued 7 'working folder gone'
change 8
env -i "$TONGBAO" reissue --input "$WORK/in" --out "$WORK/out" --log "$WORK/no/such/folder/log" >"$WORK/said" 2>"$WORK/err"
status=$?
[ $status -eq 73 ] && grep -q "log: error: can't create" "$WORK/err" || complain "log in no folder: status $status"
issued 8 'log in no folder'
env -i "$TONGBAO" reissue --input "$WORK/in" --out "$WORK/out" --log "$WORK/no/such/folder/log" >"$WORK/said" 2>"$WORK/err"
status=$?
[ $status -eq 73 ] && [ ! -s "$WORK/said" ] || complain "log in no folder, and nothing to do: status $status"
echo 'a file' >"$WORK/file"
env -i "$TONGBAO" reissue --input "$WORK/in" --out "$WORK/file" >"$WORK/said" 2>"$WORK/err"
status=$?
[ $status -eq 73 ] && grep -q "error: can't create" "$WORK/err" || complain "output is a file: status $status"
env -i "$TONGBAO" reissue --input "$WORK/none" --out "$WORK/out" >"$WORK/said" 2>"$WORK/err"
status=$?
[ $status -eq 66 ] && grep -q 'error: no such file' "$WORK/err" || complain "no input folder: status $status"
issued 8 'no input folder'
# A mapped file that is cut short while it is read: the signal is told. (Sent from outside, while the run waits for its log.)
change 9
mkfifo "$WORK/pipe"
env -i LANG=C "$TONGBAO" reissue --input "$WORK/in" --out "$WORK/out" --log "$WORK/pipe" >"$WORK/said" 2>"$WORK/err" &
run=$!
tries=0
while [ "$(figure)" != 9 ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -BUS $run
wait $run
status=$?
[ $status -eq 70 ] && grep -q 'error: a font file was cut short while it was read' "$WORK/err" || complain "cut short: status $status"
issued 9 'cut short'
# A name that is no UTF-8, blanks and line breaks in names.
odd=$(printf 'odd \377 \001 \n "<&name')
cp -r "$WORK/in" "$WORK/$odd"
env -i "$TONGBAO" reissue --input "$WORK/$odd" --out "$WORK/$odd.out" >"$WORK/said" 2>"$WORK/err" || complain "odd names: status $?"
whole "$WORK/$odd.out/2025Q1" || complain "odd names: not whole: $(cat "$WORK/whole")"
"$TONGBAO" verify "$WORK/$odd.out" >"$WORK/err" 2>&1 || complain "odd names: verify says $?"
verdict faults-folders "$WORK/faults"
