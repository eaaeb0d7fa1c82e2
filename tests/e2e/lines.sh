# How evenly the lines of the demonstration are filled, measured from the PDFs by another reader (tests/checker/linecheck.c):
# at most 2 % of the full lines with a gap stretched by more than 0.1 em, none by more than 0.25.
# The dump of lines must tell the same of each of them to 0.02 em. And the checker must see: gaps that are too wide, and a
# dump that says something else.
set -u
. tests/lib.sh
demo_set "$WORK/demo"

if "$BUILD/linecheck" "$WORK"/demo/*/*.pdf "$WORK"/demo/*/letters/*.pdf >"$WORK/log"; then
    echo "ok demo: $(tail -n 1 "$WORK/log")"
else
    sed "s|$WORK/||" "$WORK/log" | head -n 40
    echo "FAIL demo: $(tail -n 1 "$WORK/log")"
fi

# compare DUMP FILE.pdf: prints the lines that differ, and as the last line how many were compared.
compare() {
    "$BUILD/linecheck" --lines "$2" >"$WORK/measured"
    awk '
        function differs(a, b) {return a - b > 20 || b - a > 20}
        FNR == NR && /^page/ {page = $2}
        FNR == NR && /^  / { # kind, marks, x, base line, width, changes | text
            places = shrink = stretch = 0
            for (i = 2; $i != "|" && i <= NF; i++)
                if ($i ~ /^-[0-9]+$/) shrink = -$i
                else if ($i ~ /^\+/) stretch = $i + 0
                else if ($i ~ /^[0-9]/ && ++places == 2) y = $i
            n++; page_of[n] = page; y_of[n] = y; shrink_of[n] = shrink; stretch_of[n] = stretch
        }
        FNR != NR {
            for (i = 1; i <= n; i++)
                if (page_of[i] == $2 && y_of[i] - $3 < 0.03 && $3 - y_of[i] < 0.03) break
            if (i > n) print "not in the dump: " $0
            else if (differs(-$4, shrink_of[i]) || differs($5 + 0, stretch_of[i]))
                print "dump says -" shrink_of[i] " +" stretch_of[i] ": " $0
            compared++
        }
        END {print compared + 0}' "$1" "$WORK/measured"
}

# All documents of the demonstration, each against its part of the dump.
demo_set "$WORK/none" --dump lines >"$WORK/dump"
awk -v folder="$WORK" '/^==> / {file = $0; gsub(/^==> (.*\/)?| <==$/, "", file); next} {print >folder "/" file ".lines"}' "$WORK/dump"
compared=0
for f in "$WORK"/demo/*/*.pdf "$WORK"/demo/*/letters/*.pdf; do
    compare "$WORK/${f##*/}.lines" "$f" >"$WORK/result"
    compared=$((compared + $(tail -n 1 "$WORK/result")))
    sed '$d' "$WORK/result"
done >"$WORK/differences"
verdict dump-tells-the-truth "$WORK/differences"
if [ "$compared" -ge 1000 ]; then echo "ok dump-compared: $compared lines"; else echo "FAIL dump-compared: $compared lines only"; fi

# A light and its name stand on one line; and that there are such lights on the pages must be seen.
pdftotext -enc UTF-8 "$WORK/demo/2024Q3/bulletin.pdf" "$WORK/bulletin.txt"
grep -nE '.[●▲■]$|[●▲■][绿黄红]$' "$WORK/bulletin.txt" >"$WORK/torn"
grep -q '▲黄灯）' "$WORK/bulletin.txt" || echo 'no light in the bulletin' >>"$WORK/torn"
verdict lights-with-their-names "$WORK/torn"

# A word of twelve Chinese characters that may not be cut leaves twenty for a line of 26: gaps of 0.3 em, which must be seen.
word=$(printf '%s' 十一二三四五六七八九十一 | sed 's/./&\xE2\x81\xA0/g')
printf '<document xmlns="urn:tongbao:document"><p>%s%s</p></document>\n' 一二三四五六七八九十一二三四五六七八九十 "$word" >"$WORK/gaps.xml"
"$TONGBAO" typeset "$WORK/gaps.xml" -o "$WORK/gaps.pdf" --quiet
if "$BUILD/linecheck" "$WORK/gaps.pdf" >"$WORK/gaps.log"; then
    echo "FAIL sees-gaps: $(tail -n 1 "$WORK/gaps.log")"
elif grep -q 'stretched by 0.3' "$WORK/gaps.log"; then
    echo 'ok sees-gaps'
else
    echo "FAIL sees-gaps: $(head -n 1 "$WORK/gaps.log")"
fi
# A dump that is off by 0.05 em in every line.
sed 's/^  \([^|]*\) |/  \1 +50 |/' "$WORK/bulletin.pdf.lines" >"$WORK/false.lines"
compare "$WORK/false.lines" "$WORK/demo/2024Q3/bulletin.pdf" >"$WORK/result"
if [ "$(wc -l <"$WORK/result")" -gt 100 ]; then echo 'ok sees-a-false-dump'; else echo 'FAIL sees-a-false-dump'; fi
