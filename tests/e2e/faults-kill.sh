# SIGKILL at every call that changes the file system, one run a call: what is published is then whole, the old set or the new
# one, and the next run ends in the same bytes as one that nobody disturbed.
. tests/lib.sh
. tests/faults/lib.sh
gone_through=0

run_now() { # LACKS [struck HOW N]
    lacks=$1
    shift
    [ $# -gt 0 ] || set -- struck kills 0
    export FAULTS_LACKS="$lacks"
    "$@" build 2 "$WORK/out" 2>"$WORK/err"
}

restore() {
    rm -rf "$WORK/out"
    [ ! -e "$WORK/base" ] || cp -a "$WORK/base" "$WORK/out"
}

# After a kill at call N: the published set is one of the two; then the next run. A state of the folder that was tried before
# needs no second try.
after_kill() { # N LACKS
    call="call $1 ($(what_was_struck))"
    tree "$WORK/out/2025Q2" >"$WORK/now"
    if [ -e "$WORK/out/2025Q2" ] || [ -e "$WORK/base/2025Q2" ]; then
        if ! cmp -s "$WORK/now" "$WORK/old" && ! cmp -s "$WORK/now" "$WORK/new" &&
            ! { [ ! -e "$WORK/out/2025Q2" ] && [ -e "$WORK/out/.2025Q2.old" ] && [ "$2" = 'exchange links' ]; }; then
            complain "$call: neither the old set nor the new one is published"
        fi
    fi
    state=$(tree "$WORK/out" | sha256sum)
    grep -qF "$state" "$WORK/seen" && return
    echo "$state" >>"$WORK/seen"
    [ ! -e "$WORK/out/2025Q2" ] || whole "$WORK/out/2025Q2" || complain "$call: not whole: $(cat "$WORK/whole")"
    run_now "$2" || complain "$call: the next run ends with $?"
    tree "$WORK/out" | cmp -s - "$WORK/undisturbed" || {
        tree "$WORK/out" | diff - "$WORK/undisturbed" >"$WORK/err"
        complain "$call: the next run ends in other bytes"
    }
}

# go_through NAME LACKS: kills the run at each of its calls, from the state in $WORK/base.
go_through() {
    : >"$WORK/faults"
    : >"$WORK/seen"
    tree "$WORK/base/2025Q2" >"$WORK/old"
    restore
    run_now "$2" || complain "the undisturbed run ends with $?"
    calls=$(counted)
    tree "$WORK/out/2025Q2" >"$WORK/new"
    tree "$WORK/out" >"$WORK/undisturbed"
    whole "$WORK/out/2025Q2" || complain "not whole: $(cat "$WORK/whole")"
    n=1
    while [ "$n" -le "$calls" ]; do
        restore
        run_now "$2" struck kill "$n" >/dev/null 2>&1
        status=$?
        [ $status -eq 137 ] || complain "call $n: not killed, but status $status"
        after_kill "$n" "$2"
        n=$((n + 1))
    done
    gone_through=$((gone_through + calls))
    echo "$1: killed at each of $calls calls"
    verdict "faults-$1" "$WORK/faults"
}

fresh_inputs
rm -rf "$WORK/base"
go_through kill-first ''

# The second issue: another figure, and two units have changed places.
restore
run_now ''
mv "$WORK/out" "$WORK/base"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="5"/' "$WORK/in/q2.xml"
sed -i '/<unit id="swt"/{h;d};/<unit id="zx"/{G}' "$WORK/in/notice.xml"
go_through kill-again ''
go_through kill-plain-file-system 'exchange links'

# Killed between the two renames: the run that finishes the swap is killed itself.
n=$calls
while :; do
    restore
    run_now 'exchange links' struck kill "$n" >/dev/null 2>&1
    [ -e "$WORK/out/2025Q2" ] || break
    n=$((n - 1))
    if [ "$n" -eq 0 ]; then
        echo 'FAIL faults-kill-recovery: no call leaves the set between two names'
        exit 1
    fi
done
rm -rf "$WORK/base.old"
mv "$WORK/base" "$WORK/base.old"
mv "$WORK/out" "$WORK/base"
go_through kill-recovery 'exchange links'

if [ "$gone_through" -ge 50 ]; then
    echo "killed at $gone_through calls in all"
    echo 'ok faults-kill-calls'
else
    echo "FAIL faults-kill-calls: only $gone_through calls were gone through"
fi
