# Two workers at a time, one of them or all of the run killed at each call of a worker. One of them: its document is named and not
# made; nothing is published, or with --partial all others. The run: no worker lives on, even one that would never end by itself,
# and the next run ends in the same bytes.
. tests/lib.sh
. tests/faults/lib.sh
. tests/faults/kill.sh
jobs=2

fresh_inputs
restore
run_now ''
mv "$WORK/out" "$WORK/base"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="5"/' "$WORK/in/q2.xml"
rm -rf "$WORK/out"
run_now ''
mv "$WORK/out/2025Q2" "$WORK/first-issue"
measure_up ''
mv "$WORK/out/2025Q2" "$WORK/second-issue"

# The document that the last run says it couldn't make; the only one that it names.
named() {
    sed -n 's|^2025Q2/\(.*\): error: a document could not be made: its worker was ended by signal 9.*|\1|p' "$WORK/err" >"$WORK/named"
    [ "$(wc -l <"$WORK/named")" -eq 1 ] && [ "$(grep -c 'error:' "$WORK/err")" -eq 1 ] || complain "$call: not one document is named"
    cat "$WORK/named"
}
# Sums of a set's documents, without the named one: that is as it was, made all the same, or missing where it never was; the
# overview says so then.
overview=none
others() { grep -vF -e "  $document" -e "  $overview" "$1/SHA256SUMS" | grep -v '  revisions/' | sort; }

# ---- one worker ----
# Nothing is published; with --partial, every other time, all but the named one, on what was issued before or on nothing.
refused() {
    named >/dev/null
    tree "$WORK/out" >"$WORK/now"
    tree "$WORK/base" | cmp -s - "$WORK/now" || complain "$call: something was published, or is left over"
}
went_without() {
    document=$(named)
    if [ ! -e "$WORK/out/2025Q2/$document" ]; then
        overview=index.html
        [ "$document" = index.html ] || grep -q '（暂缺）' "$WORK/out/2025Q2/index.html" || complain "$call: the overview doesn't say what is missing"
    fi
    whole "$WORK/out/2025Q2" || complain "$call: not whole: $(cat "$WORK/whole")"
    others "$WORK/out/2025Q2" >"$WORK/now"
    others "$issue" | cmp -s - "$WORK/now" || complain "$call: not all others were published"
    options=
    run_now '' || complain "$call: the next run ends with $?"
    document=none overview=none
    others "$WORK/out/2025Q2" >"$WORK/now"
    others "$issue" | cmp -s - "$WORK/now" || complain "$call: the next run doesn't make what is missing"
    [ "$(ls -A "$WORK/out" | tr '\n' ' ')" = '.lock 2025Q2 ' ] || complain "$call: left over: $(ls -A "$WORK/out")"
}
first=0 last=0 n=1
while [ "$n" -le "$calls" ]; do
    restore
    case $((n % 4)) in
    1) issue=$WORK/second-issue options=--partial after=went_without ;;
    3) issue=$WORK/first-issue options=--partial after=went_without && rm -rf "$WORK/out/2025Q2" ;;
    *) options='' after=refused ;;
    esac
    run_now '' struck killone "$n" >/dev/null 2>&1
    status=$?
    call="call $n ($(what_was_struck)) $options"
    if [ $status -eq 70 ]; then
        [ $first -ne 0 ] || first=$n
        last=$n
        $after
    else
        [ $status -eq 137 ] || complain "$call: status $status"
        [ $first -eq 0 ] || break # the workers are through
    fi
    n=$((n + 1))
done
options=
echo "one of two workers killed at each of the calls $first to $last"
[ $((last - first)) -ge 20 ] || complain 'too few calls of workers'
verdict faults-crew-worker "$WORK/faults"

# ---- the run ----
: >"$WORK/faults"
how=orphan n=$first
while [ "$n" -le $((last + 1)) ]; do
    kill_at "$n" ''
    ! grep -q 'lives on' "$WORK/faults" || break
    n=$((n + 1))
done
echo "the run killed at $((n - first)) calls"
verdict faults-crew-run "$WORK/faults"
