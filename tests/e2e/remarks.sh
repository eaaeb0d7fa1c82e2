# The dump of pages tells why rows stay blank: on every page of the demonstration set and of the second notice that isn't the last of
# its text or attachment. And no page is less than a quarter full.
. tests/lib.sh
demo_set "$WORK/none" --dump pages >"$WORK/demo.pages"
second_set "$WORK/none" --quiet --dump pages >"$WORK/second.pages"
for set in demo second; do
    awk -v list="$WORK/$set.list" -f tests/e2e/remarks.awk "$WORK/$set.pages" >"$WORK/faults"
    verdict "$set-reasons" "$WORK/faults"
    awk '$3 < 0.25' "$WORK/$set.list" >"$WORK/faults"
    verdict "$set-filled" "$WORK/faults"
    if [ "$(wc -l <"$WORK/$set.list")" -lt 15 ]; then echo "FAIL $set-pages: $(wc -l <"$WORK/$set.list")"; else echo "ok $set-pages"; fi
done
# The test can see: without its remarks the dump of pages is full of faults.
if sed 's/^\(page [^|]*\) | .*/\1/' "$WORK/demo.pages" | awk -f tests/e2e/remarks.awk | grep -q 'no reason given'; then
    echo 'ok sees'
else
    echo 'FAIL sees: no page needs its remark'
fi
