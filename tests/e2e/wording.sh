#!/bin/sh
# The sentences that the templates make of figures, names of offices, dates and ordinals, against those written down by hand
# in tests/data/wording.xml; once as the third quarter, once as the fourth, where the result of the year is told, what the
# lights' rules say where yellow or red begins at once, and how titles that hold a title are cited.
cases=tests/data/wording.xml
sed 's/quarter="3"/quarter="4"/' $cases >"$WORK/fourth.xml"
xsltproc --nonet tests/e2e/wording.xsl $cases
xsltproc --nonet tests/e2e/wording.xsl "$WORK/fourth.xml"
sed 's/yellow="10"/yellow="0"/' $cases >"$WORK/zero.xml"
xsltproc --nonet tests/e2e/wording.xsl "$WORK/zero.xml" | grep quarter-3-rule
for quarter in 3 4; do
    sed "s/yellow=\"10\" red=\"30\"/yellow=\"0\" red=\"0\"/; s/quarter=\"3\"/quarter=\"$quarter\"/" $cases >"$WORK/none.xml"
    xsltproc --nonet tests/e2e/wording.xsl "$WORK/none.xml" | grep -E 'quarter-.-(rule|words)'
done
for title in '“十五五”《规划》实施方案' '落实《规划》二十条' '落实〈规划〉二十条' '乙事三年行动计划（2029—2031年）' '乙事任务清单（第一批）(试行)' \
    '乙事管理办法（2031年修订（试行））' 促进乙事若干措施 乙事发展规划纲要 2031年乙事工作安排 '（试行）乙事指导意见' '乙事二十条（试行）'; do
    sed "s/<plan title=\"[^\"]*\"/<plan title=\"$title\"/" $cases >"$WORK/title.xml"
    xsltproc --nonet tests/e2e/wording.xsl "$WORK/title.xml" | grep quarter-3-citation
done
# The comparison itself must be able to fail.
sed 's/says="煤耗3390/says="煤耗3391/' $cases >"$WORK/wrong.xml"
if xsltproc --nonet tests/e2e/wording.xsl "$WORK/wrong.xml" | grep -q '^FAIL quarter-3-figure-24'; then
    echo 'ok wording-sees'
else
    echo 'FAIL wording-sees: a wrong sentence passed'
fi
