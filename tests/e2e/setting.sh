# How pieces of a text hold together on the page, measured with poppler's word boxes (in pt; 字 = 15.79): what no page may part,
# and what stands close to what.
. tests/lib.sh
DOC='<document xmlns="urn:tongbao:document" format="plain">'

# typeset NAME BODY: the document and, as NAME.words, a line a word: page, x from and to, y from and to, word.
typeset() {
    echo "$DOC$2</document>" >"$WORK/$1.xml"
    "$TONGBAO" typeset "$WORK/$1.xml" -o "$WORK/$1.pdf" --quiet || echo "FAIL $1: typeset"
    pdftotext -bbox "$WORK/$1.pdf" - | awk -F'"' '
        /<page / {page++}
        /<word / {word = $9; sub(/^>/, "", word); sub(/<.*/, "", word); print page, $2, $6, $4, $8, word}' >"$WORK/$1.words"
}
say() { if [ "$2" = "$3" ]; then echo "ok $1"; else echo "FAIL $1: $2, expected $3"; fi; } # NAME FOUND EXPECTED
lines() { for _ in $(seq "$1"); do printf '%0.s国' $(seq 28); done; }                   # so many full lines

# A paragraph that ends in a colon goes over with two lines of what it announces.
typeset announced "<p indent=\"none\">$(lines 20)</p><p>分列如下：</p><p indent=\"none\">$(lines 4)</p>"
say 'colon-with-what-it-announces' "$(awk '$6 ~ /^分列如下/ {print $1}' "$WORK/announced.words")" 2

# Every part of a parted chart has the scale below its last bar.
bars=$(for i in $(seq 60); do echo "<bar label=\"目标$i\" value=\"50\" text=\"半\" light=\"green\"/>"; done)
typeset chart "<chart kind=\"progress\" alt=\"图\">$bars</chart>"
pages=$(pdfinfo "$WORK/chart.pdf" | awk '/^Pages/ {print $2}')
awk -v pages="$pages" '
    $6 ~ /^目标/ && $5 > last[$1] {last[$1] = $5}
    $6 == "50%" {scale[$1] = $4; x[$1] = $2}
    END {
        if (pages < 2) print "the chart is on one page"
        for (p = 1; p <= pages; p++) {
            if (!(p in scale)) print "page " p " has no scale"
            else if (scale[p] < last[p] - 2 || scale[p] > last[p] + 12) print "page " p ": scale at " scale[p] ", last bar to " last[p]
            if (x[p] != x[1]) print "page " p ": 50% at " x[p] ", on page 1 at " x[1]
        }
    }' "$WORK/chart.words" >"$WORK/faults"
verdict 'scale-below-each-part' "$WORK/faults"

# ′ and ″ leave no hole, and what follows them stands where it would after a figure and a little ink.
typeset primes '<p>北纬25°44′30″，东经</p><p>北纬25°4430，东经</p>'
awk '{width[++n] = $3 - $2} END {d = width[1] - width[2]; if (d < 5 || d > 18) print "′ and ″ take up " d " pt"}' \
    "$WORK/primes.words" >"$WORK/faults"
verdict 'primes' "$WORK/faults"

# 10⁸ is one word to a reader, its figure smaller; and a table above the last line stays where it has room.
typeset power '<p>达到4.89×10⁸吨</p>'
say 'superior-is-text' "$(pdftotext "$WORK/power.pdf" - | grep -c '4.89×10⁸吨')" 1
rows=$(for i in $(seq 4); do echo "<tr><td>行$i</td><td>值</td></tr>"; done)
items=$(for i in $(seq 4); do echo "<item number=\"$i.\">名单</item>"; done)
typeset table "<p indent=\"none\">$(lines 14)</p><table><tbody>$rows</tbody></table><p>特此通知。</p>
    <attachment-note label=\"附件：\">$items</attachment-note><signature><by>云溪省数据局</by><date>2025年12月1日</date></signature>"
say 'table-stays' "$(awk '$6 ~ /^行4/ {print $1}' "$WORK/table.words")" 1
say 'one-line-goes-over' "$(awk '$6 ~ /^特此通知/ {print $1}' "$WORK/table.words")" 2
