# For the tests that kill a run at each of its calls, beside tests/faults/lib.sh: the set of quarter 2 in $WORK/out is made from the
# state in $WORK/base, by so many workers as $jobs says and with $options, and how the run is struck $how.
gone_through=0 jobs=1 options='' how=kill

run_now() { # LACKS [struck HOW N]
    lacks=$1
    shift
    [ $# -gt 0 ] || set -- struck kills 0
    export FAULTS_LACKS="$lacks"
    # shellcheck disable=SC2086  # one option a word
    "$@" build 2 "$WORK/out" --jobs $jobs $options 2>"$WORK/err"
}

restore() {
    rm -rf "$WORK/out"
    [ ! -e "$WORK/base" ] || cp -a "$WORK/base" "$WORK/out"
}

# run_and_outlive COMMAND…: then waits for the end of every process of it. They all hold a lock that only their end releases.
run_and_outlive() {
    exec 9>"$WORK/alive"
    flock 9
    "$@"
    outlived=$?
    exec 9>&-
    flock -w 10 "$WORK/alive" true || complain "a process of the run lives on"
    return $outlived
}

# The state of the output folder. Of what one of several workers was at, in whatever order, the names must do.
state() {
    if [ $jobs -eq 1 ]; then
        tree "$WORK/out"
    else
        (cd "$WORK/out" && find . | sort)
        tree "$WORK/out/2025Q2"
    fi | sha256sum
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
    left=$(state)
    grep -qF "$left" "$WORK/seen" && return
    echo "$left" >>"$WORK/seen"
    [ ! -e "$WORK/out/2025Q2" ] || whole "$WORK/out/2025Q2" || complain "$call: not whole: $(cat "$WORK/whole")"
    run_now "$2" || complain "$call: the next run ends with $?"
    tree "$WORK/out" | cmp -s - "$WORK/undisturbed" || {
        tree "$WORK/out" | diff - "$WORK/undisturbed" >"$WORK/err"
        complain "$call: the next run ends in other bytes"
    }
}

# measure_up LACKS: a run that nobody disturbs, from the state in $WORK/base; how many calls it makes is then in $calls.
measure_up() {
    : >"$WORK/faults"
    : >"$WORK/seen"
    tree "$WORK/base/2025Q2" >"$WORK/old"
    restore
    run_now "$1" || complain "the undisturbed run ends with $?"
    calls=$(counted)
    tree "$WORK/out/2025Q2" >"$WORK/new"
    tree "$WORK/out" >"$WORK/undisturbed"
    whole "$WORK/out/2025Q2" || complain "not whole: $(cat "$WORK/whole")"
}

# kill_at N LACKS: kills the run at that call, and looks what it left.
kill_at() {
    restore
    run_and_outlive run_now "$2" struck $how "$1" >/dev/null 2>&1
    status=$?
    [ $status -eq 137 ] || complain "call $1: not killed, but status $status"
    after_kill "$1" "$2"
}

# go_through NAME LACKS: kills the run at each of its calls.
go_through() {
    measure_up "$2"
    n=1
    while [ "$n" -le "$calls" ]; do
        kill_at "$n" "$2"
        n=$((n + 1))
    done
    gone_through=$((gone_through + calls))
    echo "$1: killed at each of $calls calls"
    verdict "faults-$1" "$WORK/faults"
}
