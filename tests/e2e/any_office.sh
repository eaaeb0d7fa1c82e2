# Another province, year and quarter goes the whole way by the same program: nothing of the shipped plan is wired in, rare
# characters are kept in file names and text, and a set that isn't a sample has no watermark.
. tests/lib.sh
second_set "$WORK/out" 2>"$WORK/notes"
set=$WORK/out/2025Q4
name='岚州省𠮷河𫗧湖流域水资源统一调度和生态流量监测预警联合服务中心（省水网数据中心）'

if [ -s "$set/letters/02-$name.pdf" ]; then echo 'ok rare-file-name'; else echo 'FAIL rare-file-name'; fi
for reader in poppler mupdf; do
    for pdf in "$set/letters/02-"*.pdf "$set/bulletin.pdf"; do
        plain_text "$pdf" $reader | grep -qF "$name" || echo "$(basename "$pdf" .pdf): the name isn't found"
    done >"$WORK/faults"
    verdict "rare-name-$reader" "$WORK/faults"
done
# Each fallback is told once, with the code point.
for code in U+20BB7 U+2B5E7; do
    [ "$(grep -c "$code.*FandolFang" "$WORK/notes")" -eq 1 ] || echo "$code: not told once: $(cat "$WORK/notes")"
done >"$WORK/untold"
# Not with --quiet.
second_set "$WORK/quiet" --quiet >"$WORK/said" 2>&1
verdict 'quiet-tells-no-notes' "$WORK/said"
if ls fonts/*.[ot]t[fc] >/dev/null 2>&1; then
    echo "skip rare-told-once: the office's own fonts are in fonts/"
else
    verdict 'rare-told-once' "$WORK/untold"
fi

for pdf in "$set"/bulletin.pdf "$set"/letters/*.pdf; do
    plain_text "$pdf" mupdf
done >"$WORK/text"
if grep -oE '山东|鲁制造|制造强省|2024年' "$WORK/text" "$set/index.html" >"$WORK/faults"; then :; fi
verdict 'nothing-wired-in' "$WORK/faults"
if grep -q '2025年' "$WORK/text" && grep -q '未完成' "$WORK/text"; then
    echo 'ok fourth-quarter-tells-the-result'
else
    echo 'FAIL fourth-quarter-tells-the-result: 2025年, 未完成'
fi

d=tests/data/second
quarter_set $d 1 "$WORK/plain" --quiet 2>/dev/null ||
    echo 'FAIL first-quarter: build'
plain=$(watermark_area "$WORK/plain/2025Q1/bulletin.pdf" 1)
sample=$(watermark_area "$set/bulletin.pdf" 1)
if [ "$plain" -lt 1000 ] && [ "$sample" -gt 2500 ]; then
    echo 'ok watermark-only-on-samples'
else
    echo "FAIL watermark-only-on-samples: $plain grey pixels without sample, $sample with"
fi

# 份号 has six digits, however it was written; the full name of the unit is told in a letter's keywords.
: >"$WORK/faults"
mkdir "$WORK/in"
cp $d/notice.xml $d/q4.xml $d/issue-q4.xml "$WORK/in"
sed -i 's|<copy-number>000012<|<copy-number>12<|' "$WORK/in/issue-q4.xml"
"$TONGBAO" build --notice "$WORK/in/notice.xml" --quarter "$WORK/in/q4.xml" --issue "$WORK/in/issue-q4.xml" --only bulletin --quiet \
    --dump=document >"$WORK/copy" 2>&1
grep -q 'copy-number="000012"' "$WORK/copy" || head -n 5 "$WORK/copy" >>"$WORK/faults"
pdfinfo "$set"/letters/01-*.pdf | grep -q '^Keywords: .*，岚州省水务厅，' || pdfinfo "$set"/letters/01-*.pdf >>"$WORK/faults"
verdict 'copy-number-and-full-name' "$WORK/faults"
