# Same inputs, same bytes: the demonstration once more with another time zone, locale, order of the earlier quarters, number of jobs,
# umask, working folder and way to name the files, and at another second of the clock. The manifest tells when and from what paths it
# was made, so only its sums are compared.
. tests/lib.sh
top=$PWD
(
    umask 022
    TZ=Asia/Shanghai LC_ALL=C.UTF-8 LANGUAGE='' demo_set "$WORK/one" --jobs 1
) || exit 1
sleep 1
mkdir -p "$WORK/elsewhere/deep"
ln -s "$top/input/2024" "$WORK/elsewhere/given"
chinese=$(locale -a | grep -ixE 'zh_CN\.utf-?8' | head -n 1)
(
    cd "$WORK/elsewhere/deep" || exit 1
    umask 077
    TZ=America/Los_Angeles LC_ALL=${chinese:-C} LANG=zh_CN.UTF-8 LANGUAGE=zh_CN \
        "$TONGBAO" build --jobs 4 --earlier ../given/q2.xml --quarter ../given/q3.xml --earlier ../given/q1.xml \
        --issue ../given/issue-q3.xml --notice ../given/notice.xml --out ../../two --quiet
) >"$WORK/log" 2>&1 || {
    cat "$WORK/log"
    echo 'FAIL deterministic: the second run failed'
    exit 1
}
for run in one two; do
    (cd "$WORK/$run" && find . -type f -not -name .lock | LC_ALL=C sort) >"$WORK/$run.files"
done
diff "$WORK/one.files" "$WORK/two.files" >"$WORK/faults"
grep -v manifest.xml "$WORK/one.files" | while read -r file; do
    cmp "$WORK/one/$file" "$WORK/two/$file" >>"$WORK/faults" 2>&1
done
pdfs=$(grep -c '\.pdf$' "$WORK/one.files")
[ "$pdfs" -eq 24 ] && grep -q 'index\.html$' "$WORK/one.files" && grep -q 'SHA256SUMS$' "$WORK/one.files" ||
    echo "only $pdfs PDFs, or no overview or sums" >>"$WORK/faults"
for run in one two; do
    grep -o 'sha256="[0-9a-f]*"' "$WORK/$run/2024Q3/manifest.xml" >"$WORK/$run.sums"
done
[ "$(wc -l <"$WORK/one.sums")" -ge 25 ] && cmp "$WORK/one.sums" "$WORK/two.sums" >>"$WORK/faults" 2>&1 ||
    echo 'the manifests have other sums' >>"$WORK/faults"
verdict deterministic "$WORK/faults"
: >"$WORK/faults"

# What ought to change the bytes does: the test above could otherwise compare a file with itself.
cp -r input/2024 "$WORK/in"
sed 's/省政府督查室/省政府办公厅/' input/2024/issue-q3.xml >"$WORK/in/issue-q3.xml"
quarter_set "$WORK/in" 3 "$WORK/three" --quiet --only zzb || echo 'the third run failed' >>"$WORK/faults"
for run in one three; do
    qpdf --show-object=trailer "$(ls "$WORK/$run"/2024Q3/letters/01-*.pdf)" 2>&1 | grep -o '/ID \[[^]]*\]' >"$WORK/$run.id"
done
[ -s "$WORK/one.id" ] && ! cmp -s "$WORK/one.id" "$WORK/three.id" || echo 'another content, the same id' >>"$WORK/faults"
verdict deterministic-id-of-content "$WORK/faults"
