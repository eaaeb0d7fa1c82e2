# Where things stand on the page, measured in the rendered picture. All expected lengths are GB/T 9704-2012's, in mm, clause
# beside each: 字 = 156 / 28 = 5.571, 行 = 15/8 字 = 10.446. Half a pixel of 300 dpi is 0.04.
. tests/lib.sh
INK=$BUILD/tools/ink

page() { pdftoppm -r 300 -f "$2" -l "$2" -singlefile "$1" "$WORK/$3"; }                # FILE PAGE NAME
ink() { picture=$1; shift; "$INK" "$WORK/$picture.ppm" 300 "$@"; }                      # NAME box|rows|cols COLOUR [REGION]
within() { # NAME VALUE LEAST MOST
    if [ -n "$2" ] && echo "$2 $3 $4" | awk '{exit !($1 >= $2 && $1 <= $3)}'; then
        echo "ok $1"
    else
        echo "FAIL $1: ${2:-nothing there}, expected $3 to $4 mm"
    fi
}
near() { within "$1" "$2" "$(echo "$3" | awk '{print $1 - 0.13}')" "$(echo "$3" | awk '{print $1 + 0.13}')"; }
field() { awk -v n="$1" '{print $n}'; }

# ---- the grid: 22 lines of 28 characters fill the type area (5.2.1, 5.2.2) ----
text=$(printf '%0.s国' $(seq $((28 * 25))))
echo "<document xmlns=\"urn:tongbao:document\" format=\"plain\"><p indent=\"none\">$text</p></document>" >"$WORK/grid.xml"
"$TONGBAO" typeset "$WORK/grid.xml" -o "$WORK/grid.pdf" || echo 'FAIL grid: typeset'
page "$WORK/grid.pdf" 1 grid
ink grid rows black 0 30 210 262.3 >"$WORK/rows"
ink grid cols black 0 37 210 42.6 >"$WORK/all-cols"
# 国 is one closed frame, so each character is one run of columns in the fonts used here, or a few that start with it.
awk -v zi=$(echo 156 28 | awk '{print $1 / $2}') '{n = int(($1 - 28) / zi + 0.02); if (n != last || NR == 1) {count++; last = n}} END {print count}' \
    "$WORK/all-cols" >"$WORK/count"
if [ "$(wc -l <"$WORK/rows")" -eq 22 ]; then echo 'ok 22-lines'; else echo "FAIL 22-lines: $(wc -l <"$WORK/rows")"; fi
if [ "$(cat "$WORK/count")" -eq 28 ]; then echo 'ok 28-characters'; else echo "FAIL 28-characters: $(cat "$WORK/count")"; fi
first=$(head -n 1 "$WORK/rows" | field 1)
last=$(tail -n 1 "$WORK/rows" | field 1)
near 'line-pitch' "$(echo "$first" "$last" | awk '{print ($2 - $1) / 21 * 10}')" 104.46
within 'first-line-top' "$first" 37 38
within 'last-line-foot' "$(tail -n 1 "$WORK/rows" | field 2)" 261 262.1
within 'left-edge' "$(ink grid box black 0 30 210 262.3 | field 1)" 28 28.9
within 'right-edge' "$(ink grid box black 0 30 210 262.3 | field 3)" 183.1 184

# ---- 文件格式: head (7.2), title and body (7.3), page number (7.5) ----
demo_set "$WORK/out"
page "$WORK/out/2024Q3/bulletin.pdf" 1 file
mark=$(ink file box red 0 0 210 100)
near 'mark-35-below-type-area' "$(echo "$mark" | field 2)" 72
near 'mark-centred' "$(echo "$mark" | awk '{print ($1 + $3) / 2}')" 106
line=$(ink file box red 0 100 210 150)
near 'red-line-left' "$(echo "$line" | field 1)" 28
near 'red-line-right' "$(echo "$line" | field 3)" 184
number=$(ink file box black 0 90 210 "$(echo "$line" | field 2)")
two=$(echo 585 56 | awk '{print 2 * $1 / $2}') # what two blank lines are high; the number's ink begins 0.1 to 0.7 below its em box's top
within 'number-two-lines-below-mark' "$(echo "$number" "$mark" "$two" | awk '{print $2 - $8 - $9}')" 0 0.7
within 'red-line-4-below-number' "$(echo "$number" "$line" | awk '{print $6 - $4}')" 3.5 4.3
ink file rows black 0 "$(echo "$line" | field 4)" 210 262.3 >"$WORK/rows"
# Two blank lines: the first row of the title is the third below the red line, at 22 pt.
within 'title-two-lines-below' "$(head -n 1 "$WORK/rows" | awk -v line="$(echo "$line" | field 4)" '{print $1 - line}')" 20.3 22.5
# Title rows are 7 mm high and more; behind them every row stands on the grid. Brackets and commas hang below the em box by up to 0.4.
awk '$2 - $1 < 6.3 {
        body++
        n = int(($1 - 37) / 10.446 + 0.05)
        from = 37 + n * 10.446
        if ($1 < from - 0.1 || $2 > from + 5.571 + 0.5) print "row from " $1 " to " $2 " is off the grid line at " from
    }
    END {if (body < 4) print "only " body + 0 " body rows"}' "$WORK/rows" >"$WORK/faults"
verdict 'body-on-grid' "$WORK/faults"
foot=$(ink file box black 0 263 210 297)
within 'page-number-7-below' "$(echo "$foot" | awk '{print ($2 + $4) / 2}')" 268.6 269.4
within 'odd-number-one-in-from-right' "$(echo "$foot" | field 3)" 177.6 178.5
page "$WORK/out/2024Q3/bulletin.pdf" 2 even
within 'even-number-one-in-from-left' "$(ink even box black 0 263 210 297 | field 1)" 33.5 34.4

# Imprint (7.4): lines as wide as the type area, the last at its foot, 0.35 and 0.25 thick.
last_page=$(pdfinfo "$WORK/out/2024Q3/bulletin.pdf" | awk '/^Pages/ {print $2}')
page "$WORK/out/2024Q3/bulletin.pdf" "$last_page" imprint
# A column near the edge meets only the lines; a pixel is 0.085, so thickness shows to a pixel.
ink imprint rows black 28.2 200 28.8 263 >"$WORK/lines"
if [ "$(wc -l <"$WORK/lines")" -eq 3 ]; then echo 'ok imprint-lines'; else echo "FAIL imprint-lines: $(cat "$WORK/lines")"; fi
near 'imprint-at-the-foot' "$(tail -n 1 "$WORK/lines" | field 2)" 262
within 'imprint-first-line' "$(head -n 1 "$WORK/lines" | awk '{print $2 - $1}')" 0.25 0.44
within 'imprint-middle-line' "$(sed -n 2p "$WORK/lines" | awk '{print $2 - $1}')" 0.16 0.35

# ---- 信函格式 (10.1) ----
letter=$(ls "$WORK"/out/2024Q3/letters/06-*.pdf)
page "$letter" 1 letter
near 'letter-mark-30-from-top' "$(ink letter box red 0 0 210 46 | field 2)" 30
ink letter rows red 15 46 25 290 >"$WORK/lines" # left of the type area only the double lines are red
if [ "$(wc -l <"$WORK/lines")" -eq 4 ]; then echo 'ok double-lines'; else echo "FAIL double-lines: $(cat "$WORK/lines")"; fi
thick() { sed -n "$1"p "$WORK/lines" | awk '{print $2 - $1}'; }
within 'first-line-thick-above-thin' "$(echo "$(thick 1) $(thick 2)" | awk '{print $1 - $2}')" 0.3 2
within 'second-line-thin-above-thick' "$(echo "$(thick 4) $(thick 3)" | awk '{print $1 - $2}')" 0.3 2
thickest=$(sed -n 1p "$WORK/lines" | field 1)
near 'first-line-4-below-mark' "$(ink letter box red 30 0 180 "$(echo "$thickest" | awk '{print $1 - 0.2}')" | awk -v line="$thickest" '{print line - $4}')" 4
near 'second-line-20-from-foot' "$(sed -n 4p "$WORK/lines" | field 2)" 277
near 'double-lines-left' "$(ink letter box red 0 270 210 290 | field 1)" 20
near 'double-lines-right' "$(ink letter box red 0 270 210 290 | field 3)" 190
if ink letter box black 0 263 210 297 >/dev/null; then
    echo 'FAIL letter-first-page-unnumbered: there is ink below the type area'
else
    echo 'ok letter-first-page-unnumbered'
fi
page "$letter" 2 second
within 'letter-second-page-numbered' "$(ink second box black 0 263 210 297 | field 1)" 33.5 34.4

# ---- the watermark: on each page of a sample set, grey of at most 15 % (no ink to the ruler, yet not white) ----
for p in $(seq "$last_page"); do
    area=$(watermark_area "$WORK/out/2024Q3/bulletin.pdf" "$p")
    [ "$area" -gt 2500 ] || echo "page $p: $area pixels"
done >"$WORK/faults"
verdict 'watermark-on-each-page' "$WORK/faults"
