# SIGKILL at every call that changes the file system, one run a call: what is published is then whole, the old set or the new
# one, and the next run ends in the same bytes as one that nobody disturbed.
. tests/lib.sh
. tests/faults/lib.sh
. tests/faults/kill.sh

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
