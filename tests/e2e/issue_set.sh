# A set as it is published: complete, as its manifest says, the same bytes whoever makes it; a second run touches nothing.
. tests/lib.sh
demo_set "$WORK/one" --jobs 1
demo_set "$WORK/three" --jobs 3
set=$WORK/one/2024Q3

(cd "$set" && ls bulletin.pdf index.html SHA256SUMS manifest.xml letters/*.pdf) >"$WORK/list"
if [ "$(wc -l <"$WORK/list")" -eq 27 ] && [ -z "$(find "$WORK/one" -mindepth 1 -maxdepth 1 ! -name 2024Q3 ! -name .lock)" ]; then
    echo 'ok complete'
else
    cat "$WORK/list"
    echo 'FAIL complete: 23 letters, bulletin, overview, sums and manifest expected, and nothing beside the set'
fi

# The program's sums are the system's, for every file but the manifest.
(cd "$set" && sha256sum -c --quiet SHA256SUMS) >"$WORK/faults" 2>&1
(cd "$set" && find . -type f ! -name SHA256SUMS ! -name manifest.xml | sed 's|^\./||' | sort) >"$WORK/files"
cut -c67- "$set/SHA256SUMS" | sort | diff "$WORK/files" - >>"$WORK/faults"
verdict sums "$WORK/faults"

# What the manifest says of each file, held against the file by other readers.
xmllint --noout "$set/manifest.xml" >"$WORK/faults" 2>&1
sed -n 's/^  <file path="\([^"]*\)".*/\1/p' "$set/manifest.xml" | while read -r path; do
    line=$(grep -F "<file path=\"$path\"" "$set/manifest.xml")
    value() { echo "$line" | sed -n "s/.* $1=\"\([^\"]*\)\".*/\1/p"; }
    [ "$(value sha256)" = "$(sha256sum <"$set/$path" | cut -d' ' -f1)" ] || echo "$path: sha256"
    [ "$(value bytes)" -eq "$(stat -c %s "$set/$path")" ] || echo "$path: bytes"
    [ "$(value revision)" -eq 1 ] || echo "$path: revision"
    case $path in
    *.pdf) [ "$(value pages)" -eq "$(pdfinfo "$set/$path" 2>/dev/null | sed -n 's/^Pages: *//p')" ] || echo "$path: pages" ;;
    esac
    number=$(value number)
    [ -z "$number" ] || plain_text "$set/$path" mupdf | grep -qF "$(echo "$number" | squash)" || echo "$path: $number isn't in it"
done >>"$WORK/faults"
verdict manifest "$WORK/faults"
"$TONGBAO" verify "$set" >"$WORK/faults" 2>&1
verdict verify "$WORK/faults"

diff -r -x manifest.xml "$WORK/one" "$WORK/three" >"$WORK/faults"
verdict same-bytes-for-any-jobs "$WORK/faults"

for unit in kjt gxt; do
    demo_set "$WORK/alone" --only "$unit"
done
(cd "$WORK/alone/2024Q3" && find . -name '*.pdf') >"$WORK/alone.list"
while read -r pdf; do
    cmp "$WORK/alone/2024Q3/$pdf" "$set/$pdf" 2>&1
done <"$WORK/alone.list" >"$WORK/faults"
[ "$(wc -l <"$WORK/alone.list")" -eq 2 ] || cat "$WORK/alone.list" >>"$WORK/faults"
verdict same-bytes-alone "$WORK/faults"
# Made alone first, the letters keep their numbers, so the whole set is that of a single run.
demo_set "$WORK/alone"
diff -r -x manifest.xml "$WORK/one" "$WORK/alone" >"$WORK/faults"
verdict completed-later "$WORK/faults"

state() { (cd "$1" && find . -printf '%p %i %T@ %C@ %s\n' | sort); }
state "$WORK/one" >"$WORK/before"
from=$(date +%s%N)
demo_set "$WORK/one"
to=$(date +%s%N)
state "$WORK/one" >"$WORK/after"
diff "$WORK/before" "$WORK/after" >"$WORK/faults"
[ $((to - from)) -lt 1000000000 ] || echo "$(((to - from) / 1000000)) ms" >>"$WORK/faults"
verdict second-run-touches-nothing "$WORK/faults"
demo_set "$WORK/one" --force
state "$WORK/one" | diff "$WORK/before" - >"$WORK/faults"
verdict force-touches-what-changed-only "$WORK/faults"

# A seal in a folder below is that one, whatever stands beside the issue file under the same name.
cp -r tests/data/second "$WORK/in"
mkdir "$WORK/in/seals"
mv "$WORK/in/seal.png" "$WORK/in/seals/"
sed -i 's|image="seal.png"|image="seals/seal.png"|' "$WORK/in/issue-q2.xml"
sealed() {
    "$TONGBAO" build --notice "$WORK/in/notice.xml" --quarter "$WORK/in/q2.xml" --issue "$WORK/in/issue-q2.xml" --out "$WORK/$1" \
        --only bulletin --quiet >>"$WORK/faults" 2>&1
}
: >"$WORK/faults"
sealed below
echo 'no picture' >"$WORK/in/seal.png"
sealed beside
cmp "$WORK/below/2025Q2/bulletin.pdf" "$WORK/beside/2025Q2/bulletin.pdf" >>"$WORK/faults" 2>&1
pdfimages -list "$WORK/below/2025Q2/bulletin.pdf" | grep -q ' image ' || echo 'no seal in the bulletin' >>"$WORK/faults"
verdict seal-in-a-folder "$WORK/faults"

# One that can't be a seal is told where it is named, by check as by a build.
no_seal() { # NAME STATUS MESSAGE
    : >"$WORK/faults"
    for command in "check $WORK/in/issue-q2.xml" \
        "build --notice $WORK/in/notice.xml --quarter $WORK/in/q2.xml --issue $WORK/in/issue-q2.xml --out $WORK/unsealed"; do
        # shellcheck disable=SC2086  # words
        "$TONGBAO" $command >"$WORK/said" 2>&1
        status=$?
        [ $status -eq "$2" ] || echo "$command: status $status, expected $2" >>"$WORK/faults"
        grep -qF "issue-q2.xml:6: error: $3" "$WORK/said" || { echo "$command said nothing of $3:"; cat "$WORK/said"; } >>"$WORK/faults"
        [ "$(wc -l <"$WORK/said")" -eq 1 ] || cat "$WORK/said" >>"$WORK/faults"
    done
    verdict "$1" "$WORK/faults"
}
mv "$WORK/in/seals/seal.png" "$WORK/in/seals/other.png"
no_seal seal-missing 66 'image missing: <seal image="seals/seal.png">: no such file'
cp "$WORK/in/notice.xml" "$WORK/in/seals/seal.png"
no_seal seal-of-no-picture 65 'image can'\''t be used: <seal image="seals/seal.png">: neither a PNG nor a JPEG'
rm "$WORK/in/seals/seal.png"
mkdir "$WORK/in/seals/seal.png"
no_seal seal-of-a-folder 66 'image missing: <seal image="seals/seal.png">: it is no file that can be read'
