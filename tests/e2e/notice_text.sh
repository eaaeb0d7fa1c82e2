#!/bin/sh
# The shipped notice, input/2024/notice.xml, says what the printed notice says, and marks what the table of targets marks.
#
# Flattened, one paragraph a line and no blank lines, the XML must equal tests/data/notice-2024-mended.txt byte for byte:
#   title / number / the <to> joined by ， and closed by ： / each <p> / issuer / date as 2024年5月31日 / note in （）,
#   then the plan: its title / each <p> / and in order
#   part      一、 + title
#   area      （一） + title
#   task      1. in an area, （一） straight in a part, + title + 。 + <text> without its tags +
#             （牵头单位： + names joined by 、 [+ ；配合单位： + names joined by 、] [+ 等, where others="true"] + ）
# Only task 2.6.2 has ， before 配合单位, as printed. White space inside a paragraph counts: the notice has some of its own.
# The mended text is the notice as published, without the web page's line 发布日期, without the stray ** around
# some numbers, and with three sentences rejoined that a page break had cut (达到|140GWh, 高成|长企业, 日韩、欧|洲).
#
# The targets, as a table with - for what isn't set, must equal tests/golden/targets-2024.tsv line for line.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
flat=tests/e2e/notice_flat.xsl
mended=tests/data/notice-2024-mended.txt
golden=tests/golden/targets-2024.tsv
failed=0

# same NAME EXPECTED NOTICE WHAT: prints what differs, and counts it
same()
{
    if xsltproc --nonet --stringparam what "$4" "$flat" "$3" >"$work/$4" && diff -u "$2" "$work/$4"; then
        echo "ok   $1"
    else
        echo "FAIL $1"
        failed=1
    fi
}

# caught NAME SED-SCRIPT EXPECTED WHAT: a notice changed by the script must be told from the real one
caught()
{
    sed "$2" input/2024/notice.xml >"$work/changed.xml"
    if cmp -s input/2024/notice.xml "$work/changed.xml" ||
        { xsltproc --nonet --stringparam what "$4" "$flat" "$work/changed.xml" | cmp -s - "$3"; }; then
        echo "FAIL $1 goes unnoticed"
        failed=1
    else
        echo "ok   $1 is noticed"
    fi
}

same "the notice's text is the printed one" "$mended" input/2024/notice.xml text
same "the notice's targets are those of the table" "$golden" input/2024/notice.xml targets
caught "a changed character" 's/抢抓/抓抢/' "$mended" text
caught "a lost space" 's/“3830” 集群/“3830”集群/' "$mended" text
caught "a supporting unit too many" '/<support unit="gzw"\/>/s/$/ <support unit="fgw"\/>/' "$mended" text
caught "a changed bound" '/2.5.2-1/s/bound="at-least"/bound="about"/' "$golden" targets

if grep -q '\*' "$mended" || [ "$(awk 'END { print NR - 1 }' "$golden")" -ne 61 ]; then
    echo "FAIL the expected files themselves"
    failed=1
fi
exit $failed
