# Other people's readers have nothing to complain of: qpdf, poppler and mupdf, on every file of both sets.
. tests/lib.sh
demo_set "$WORK/demo"
second_set "$WORK/second"
find "$WORK" -name '*.pdf' -not -path '*/revisions/*' | sort >"$WORK/files"

count=$(wc -l <"$WORK/files")
if [ "$count" -eq $((24 + 4)) ]; then echo 'ok pdf-count'; else echo "FAIL pdf-count: $count files, 28 expected"; fi

: >"$WORK/qpdf"
: >"$WORK/poppler"
: >"$WORK/mupdf"
: >"$WORK/fonts"
: >"$WORK/info"
while read -r pdf; do
    name=${pdf#"$WORK"/}
    qpdf --check "$pdf" >"$WORK/log" 2>&1 || echo "$name: status $?" >>"$WORK/qpdf"
    grep -E '^(WARNING|ERROR)' "$WORK/log" | sed "s|^|$name: |" >>"$WORK/qpdf"
    pdftotext -enc UTF-8 "$pdf" - 2>"$WORK/log" >"$WORK/text"
    pdftoppm -r 20 -gray "$pdf" "$WORK/page" 2>>"$WORK/log"
    sed "s|^|$name: |" "$WORK/log" >>"$WORK/poppler"
    grep -qP '\p{Han}{4}' "$WORK/text" || echo "$name: no text" >>"$WORK/poppler"
    mutool draw -q -r 20 -F ppm -o /dev/null "$pdf" 2>"$WORK/log" || echo "$name: status $?" >>"$WORK/mupdf"
    # Debian's mupdf comes without colour management and says so whenever a file has a colour profile.
    grep -v 'ICC support is not available' "$WORK/log" | sed "s|^|$name: |" >>"$WORK/mupdf"
    # name, type, encoding, emb, sub, uni: all fonts embedded, as subsets, with ToUnicode
    pdffonts "$pdf" | awk -v name="$name" 'NR > 2 && !/yes +yes +yes +[0-9]+ +[0-9]+$/ {print name ": " $0} END {if (NR < 4) print name ": no fonts"}' >>"$WORK/fonts"
    pdfinfo "$pdf" >"$WORK/log" 2>&1
    for field in Title Author Subject Keywords; do
        grep -q "^$field: *[^ ]" "$WORK/log" || echo "$name: no $field" >>"$WORK/info"
    done
    grep -q '^Page size: *595.276 x 841.89 pts' "$WORK/log" || echo "$name: not A4" >>"$WORK/info"
    grep -q '^PDF version: *1.7' "$WORK/log" || echo "$name: not PDF 1.7" >>"$WORK/info"
done <"$WORK/files"
for what in qpdf poppler mupdf fonts info; do
    verdict "pdf-$what" "$WORK/$what"
done
