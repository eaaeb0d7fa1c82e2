# What finished sets say of other plans, units and rules than the shipped ones: inputs of tests/data, changed here and there.
. tests/lib.sh

# made NAME DATA QUARTER [SED-SCRIPT]: the set of tests/data/DATA, its inputs changed by the script, becomes $WORK/NAME; its documents'
# text lies beside them.
made() {
    in=$WORK/$1.in
    set=$WORK/$1
    cp -r "tests/data/$2" "$in"
    sed -i "${4:-}" "$in"/*.xml
    "$TONGBAO" build --notice "$in/notice.xml" --quarter "$in/q$3.xml" --issue "$in/issue-q$3.xml" --out "$WORK/out-$1" --quiet \
        2>"$WORK/err" || echo "FAIL $1: build: $(cat "$WORK/err")"
    mv "$WORK/out-$1"/* "$set"
    for pdf in "$set"/bulletin.pdf "$set"/letters/*.pdf; do
        plain_text "$pdf" poppler >"${pdf%.pdf}.txt"
    done
}
# says NAME FILE TEXT: the file in the set made last holds the text; lacks: it doesn't.
says() {
    if grep -qF "$3" "$set"/$2; then echo "ok $1"; else echo "FAIL $1: not in $2: $3"; fi
}
lacks() {
    if grep -qF "$3" "$set"/$2; then echo "FAIL $1: in $2: $3"; else echo "ok $1"; fi
}

# ---- a year that only ends several isn't the year of the plan ----
year() { # PLAN-TITLE BULLETIN-TITLE
    title=$((title + 1))
    made "title-$title" few 2 "s/<plan title=\"[^\"]*\"/<plan title=\"$1\"/"
    says "title-$title" bulletin.txt "关于《$1》$2重点任务进展情况的通报"
}
year '清淤三年行动计划（2029—2031年）' 2031年上半年
year '清淤三年行动计划（2029年至2031年）' 2031年上半年
year '到2031年清淤目标任务' 2031年上半年
year '清淤行动（2031-2033年）实施方案' 2031年上半年
year '清淤规划（2029—2031年）2031年工作要点' 上半年
year '2031年清淤要点' 上半年

# ---- letters address whom they are sent to, by the full name where the short one doesn't tell ----
made places few 2 's/name="县水利局"/name="丁州" full="丁州市人民政府"/; s/name="县财政局"/name="甲海关"/; s/name="县融媒体中心"/name="县科协"/'
says full-name 'letters/01-*.txt' '按照任务分工，贵市承担'
says customs 'letters/02-*.txt' '按照任务分工，贵关承担'
says association 'letters/03-*.txt' '按照任务分工，贵会承担'

# ---- nothing is asked of supporting units where there are none ----
made support mixed 3
says support bulletin.txt '牵头单位要主动做好统筹协调，配合单位要按照职责分工积极支持。重要情况'
says support-of-red bulletin.txt '红灯目标的牵头单位要会同配合单位逐项查明原因'
made joint mixed 3 's| *<support unit="."/>||'
says joint bulletin.txt '切实加强协作配合。共同牵头的单位要加强沟通协调，合力推进任务落实。重要情况'
made alone mixed 3 's| *<support unit="."/>||; s|<lead unit="\(.\)"/> <lead unit="."/>|<lead unit="\1"/>|'
says alone bulletin.txt '及时报告重要情况。工作推进中的重要情况和需要协调解决的问题，请随时报送'
says alone-red bulletin.txt '红灯目标的牵头单位要逐项查明原因'
lacks alone-support bulletin.txt '配合'
made alone-year mixed 4 's| *<support unit="."/>||'
says alone-year bulletin.txt '未完成目标的牵头单位要认真分析原因'

# ---- the overview tells of tasks that no target measures, also beside others in their area, and of those that nobody reported ----
made tasks bare 1
says silent-is-a-problem index.html '宣传护河尚未报送进展情况。<p class="faint">牵头单位：<span class="whole">甲州大学</span>'
says silent-in-its-area index.html '<th scope="row">宣传护河</th><td data-label="进展情况"><span>未报送</span>'
made words bare 2
lacks not-silent index.html 'id="problems"'
says words-in-its-area index.html '<th scope="row">宣传护河</th><td data-label="进展情况"><span>印发《手册》'

# ---- areas of a further part keep their places ----
made areas bare 1
says areas bulletin.txt '（二）保障措施落实情况1.宣传教育（1）宣传护河。'

# ---- parts of which each is of the plan's substance are equals; what supports them follows ----
equals='s/title="主要任务"/title="管好用水"/; s/title="保障措施"/title="管好用地"/'
made equals mixed 3 "$equals; s|</plan>|<part id=\"3\" title=\"强化组织保障\"><task id=\"3.1\" title=\"压实责任\"><text>压实责任。</text><lead unit=\"c\"/></task></part></plan>|"
says equals bulletin.txt '二、重点任务进展'
says equals-first bulletin.txt '（一）管好用水1.清查水井。'
says equals-area bulletin.txt '2.用水管理（1）控制用水。'
says equals-second bulletin.txt '（二）管好用地1.资金保障（1）落实资金。'
says equals-support bulletin.txt '（三）强化组织保障落实情况1.压实责任。'
says equals-annex bulletin.txt '（二）管好用地：1.资金保障'
made second-measured mixed 3 ":a;N;\$!ba;s/title=\"保障措施\"/title=\"管好用地\"/; s|<actual target=\"1[^>]*>||g
    s|<part id=\"1\".*<part id=\"2\"|<part id=\"1\" title=\"摸清底数\"><task id=\"1.1\" title=\"普查\"><text>普查。</text><lead unit=\"c\"/></task></part><part id=\"2\"|"
says second-measured bulletin.txt '（一）摸清底数落实情况1.普查。'
says second-measured-annex bulletin.txt '（二）管好用地：1.资金保障'
made one-main mixed 3 's/title="主要任务"/title="管好用水"/'
says one-main bulletin.txt '二、管好用水进展'
says one-main-support bulletin.txt '（五）保障措施落实情况'
made one-measured mixed 3 "$equals; s|<target id=\"2[^>]*>\([^<]*\)</target>|\1|; s|<actual target=\"2.*||"
says one-measured bulletin.txt '二、管好用水进展'
says one-measured-other bulletin.txt '（五）管好用地落实情况'

# ---- of a single count there is no average; what is reached already isn't asked for again ----
made single few 2
says single bulletin.txt '数量类目标完成率62.5%。'
lacks single-average bulletin.txt 平均完成率
made reached few 2 's/value="25"/value="45"/'
says all-reached bulletin.txt '巩固已有工作成果。各牵头单位要细化后续工作安排，逐项抓好落实，巩固和扩大已有成果。'

# ---- who reports for a task led together, also where no target measures it ----
made together few 2 's|<lead unit="c"/> <support unit="b"/>|<lead unit="c"/> <lead unit="b"/>|; s|<progress.*</progress>||'
says together 'letters/02-*.txt' '尚未报送的进展情况，由列首位的牵头单位（县融媒体中心）汇总报送，请予配合。'
says together-first 'letters/03-*.txt' '补报1项任务的进展情况'

# ---- who else leads targets of one task is told once of those that follow each other ----
made joint-missing mixed 3 's|<actual target="1\.2\.1-.*||'
says joint-missing bulletin.txt '尚未报送数据：用水总量；用电总量（以上2个目标均与市水利局共同牵头）。'

# ---- of what nobody reported there is no result to sum up ----
made nothing few 2 's/quarter="2"/quarter="4"/; s/2031-06-30/2031-12-31/; s/"2031-07/"2032-01/; s/<target[^>]*>\([^<]*\)<\/target>/\1/; s/<actual.*//; s/<progress.*//'
lacks nothing bulletin.txt 总结有效做法

# ---- the imprint doesn't stand alone behind a table set sideways ----
made upright few 2
last=$(pdfinfo "$set/bulletin.pdf" | awk '/^Pages/ {print $2}')
pdftotext -enc UTF-8 -f "$last" "$set/bulletin.pdf" - | squash >"$set/last.txt"
says upright-table last.txt '清理河道'
says upright-imprint last.txt '2031年7月10日印发'

# ---- a title may be as long as it likes ----
long=$(awk 'BEGIN {for (i = 0; i < 7000; i++) printf "清理河道"}')
made long few 2 "s/title=\"清理河道\"/title=\"$long\"/"
says long 'letters/01-*.txt' 清理河道清理河道

# ---- the reply form stays on its page where heads of rows and its title are long: other rows make room ----
ten=一二三四五六七八九十
task=$ten$ten$ten$ten$ten$ten
made form mixed 3 "s/title=\"清查水井\"/title=\"$task\"/; s/title=\"修复渠道\"/title=\"$task\"/; s/<plan title=\"[^\"]*\"/<plan title=\"$ten$ten$ten二十条\"/"
last=$(pdfinfo "$set"/letters/01-*.pdf | awk '/^Pages/ {print $2}')
pdftotext -enc UTF-8 -f "$last" "$set"/letters/01-*.pdf - | squash >"$set/last.txt"
says form-title last.txt '任务落实情况回执'
says form-end last.txt '填报单位（盖章）'

# ---- quarters stand in the trend as far apart as they are ----
places() { # EARLIER-QUARTER...: where the names of the quarters stand when the fourth has these before it
    d=tests/data/second
    earlier=
    for q; do earlier="$earlier --earlier $d/q$q.xml"; done
    # shellcheck disable=SC2086  # words
    "$TONGBAO" build --notice $d/notice.xml --quarter $d/q4.xml --issue $d/issue-q4.xml $earlier --out "$WORK/trend" --force --quiet \
        2>/dev/null
    sed 's/<text /\n&/g' "$WORK/trend/2025Q4/index.html" | sed -n 's/^<text x="\([0-9]*\)" y="168"[^>]*>\([^<]*\).*/\2\1/p' | tr '\n' ' '
}
placed() { # NAME PLACES EARLIER-QUARTER...
    name=$1 wanted=$2
    shift 2
    got=$(places "$@")
    if [ "$got" = "$wanted$wanted" ]; then echo "ok $name"; else echo "FAIL $name: $got, expected twice $wanted"; fi
}
placed trend '一季度40 上半年120 前三季度200 全年280 ' 1 2 3
placed trend-skips '一季度40 上半年120 全年280 ' 1 2
placed trend-ends '前三季度80 全年240 ' 3
