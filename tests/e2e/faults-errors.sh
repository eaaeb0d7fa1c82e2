# ENOSPC, EIO, EDQUOT and EACCES at every call that changes the file system, one run a call; and a worker killed at each of
# its own. Either the run fails with a message that names the error, with status 73 or 74, and the old set stands whole, or
# it was at tidying up and the new set stands whole.
. tests/lib.sh
. tests/faults/lib.sh
gone_through=0 synced=0

run_now() { build 2 "$WORK/out" --log "$WORK/log" 2>"$WORK/err"; }

published() { # old|new: whether that set is published, which was found to be whole
    tree "$WORK/out/2025Q2" | cmp -s - "$WORK/$1"
}

# After a run with call N struck in the way HOW, which ended with STATUS.
judge() { # N HOW STATUS TEXT
    call="call $1 ($(what_was_struck)) $2"
    [ "$(what_was_struck)" != fsync ] || synced=$((synced + 1))
    if [ "$3" -eq 0 ]; then
        published new || complain "$call: status 0, and the new set isn't published, or was changed"
        case $(what_was_struck) in
        unlinkat | rmdir) ;;
        *) complain "$call: status 0" ;;
        esac
        return
    fi
    if [ "$3" -ne 73 ] && [ "$3" -ne 74 ]; then
        complain "$call: status $3"
    elif ! grep -q "error: .*$4" "$WORK/err"; then
        complain "$call: no message says '$4'"
    fi
    # The log comes last, when the set is published.
    if ! grep 'error:' "$WORK/err" | grep -qv "^$WORK/log: "; then
        published new || complain "$call: the log failed, and the new set isn't published, or was changed"
    else
        published old || complain "$call: status $3, and the old set isn't there, or was changed"
    fi
}

restore() {
    rm -rf "$WORK/out" "$WORK/log"
    cp -a "$WORK/base" "$WORK/out"
}

fresh_inputs
run_now
mv "$WORK/out" "$WORK/base"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="5"/' "$WORK/in/q2.xml"
tree "$WORK/base/2025Q2" >"$WORK/old"
restore
struck errors 0 run_now
calls=$(counted)
tree "$WORK/out/2025Q2" >"$WORK/new"
: >"$WORK/faults"
whole "$WORK/base/2025Q2" || complain "the old set: $(cat "$WORK/whole")"
whole "$WORK/out/2025Q2" || complain "the new set: $(cat "$WORK/whole")"
verdict faults-errors-sets "$WORK/faults"
restore

# Each error at one call; EIO from that call on, as of a disk that is gone.
go_through() { # NAME HOW TEXT
    : >"$WORK/faults"
    n=1
    while [ "$n" -le "$calls" ]; do
        struck "$2" "$n" run_now
        judge "$n" "$2" $? "$3"
        published old || restore
        n=$((n + 1))
    done
    gone_through=$((gone_through + n - 1))
    verdict "faults-$1" "$WORK/faults"
}
go_through ENOSPC ENOSPC 'No space left on device'
go_through EDQUOT EDQUOT 'Disk quota exceeded'
go_through EACCES EACCES 'Permission denied'
export FAULTS_FROM=1
go_through EIO EIO 'Input/output error'
unset FAULTS_FROM
echo "errors at $calls calls, $gone_through runs"
# Each of the three that strike once has met the output folder when it was to go to the disk with the new set in it.
if [ $synced -ge 3 ]; then echo 'ok faults-errors-sync'; else echo "FAIL faults-errors-sync: the folder was synced $synced times"; fi
set_calls=$calls

# A worker that dies at a call of its own is named, and nothing is published.
: >"$WORK/faults"
workers=0
restore
struck kills 0 run_now
calls=$(counted)
n=1
while [ "$n" -le "$calls" ]; do
    restore
    struck killone "$n" run_now 2>/dev/null
    status=$?
    if [ $status -eq 70 ]; then
        workers=$((workers + 1))
        grep -q '2025Q2/.*error: a document could not be made: its worker was ended by signal 9' "$WORK/err" ||
            complain "call $n: the document isn't named"
        published old || complain "call $n: the old set isn't there, or was changed"
        [ ! -e "$WORK/out/.2025Q2.new" ] || complain "call $n: the new set was left lying about"
    elif [ $status -ne 137 ]; then
        complain "call $n ($(what_was_struck)): status $status"
    fi
    n=$((n + 1))
done
[ $workers -ge 10 ] || echo "only $workers calls of workers" >>"$WORK/faults"
echo "workers killed at $workers calls"
verdict faults-killed-worker "$WORK/faults"

if [ "$set_calls" -ge 40 ]; then echo 'ok faults-errors-calls'; else echo "FAIL faults-errors-calls: only $set_calls calls"; fi
