#!/bin/sh
# An office changes one sentence of a template and sees it in the PDF; a template that is broken is named with its line.
cp -r templates "$WORK/templates"
sed -i 's/特此函达。/专此函告。/' "$WORK/templates/letter.xsl"
build() {
    "$TONGBAO" build --notice tests/data/second/notice.xml --quarter tests/data/second/q1.xml \
        --issue tests/data/second/issue-q1.xml --out "$WORK/out" --templates "$WORK/templates" --quiet --only swt 2>"$WORK/err"
}
if build && pdftotext -layout "$WORK"/out/2025Q1/letters/01-*.pdf "$WORK/letter.txt" &&
    grep -q '专此函告。' "$WORK/letter.txt" && ! grep -q '特此函达' "$WORK/letter.txt"; then
    echo 'ok template-change'
else
    cat "$WORK/err"
    echo 'FAIL template-change: the new sentence is not in the letter'
fi
rm -rf "$WORK/out"
sed -i 's|<p>专此函告。</p>|<q>专此函告。</q>|' "$WORK/templates/letter.xsl"
build
status=$?
if [ $status -eq 65 ] && [ ! -e "$WORK/out/2025Q1" ] && grep -q 'letter\.xsl.*error' "$WORK/err"; then
    echo 'ok template-refused'
else
    cat "$WORK/err"
    echo "FAIL template-refused: status $status for a template that makes what no document may hold"
fi
