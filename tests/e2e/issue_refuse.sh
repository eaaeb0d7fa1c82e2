# What must not be published isn't, and the set that was there stays whole: bad input, another notice, a second run, planted links.
. tests/lib.sh
in=$WORK/in
out=$WORK/out
cp -r tests/data/second "$in"
build() {
    "$TONGBAO" build --notice "$in/notice.xml" --quarter "$in/q4.xml" --issue "$in/issue-q4.xml" --earlier "$in/q3.xml" \
        --out "$out" --quiet "$@" >"$WORK/said" 2>&1
}
state() { (cd "$out" && find . -mindepth 1 ! -name .lock -printf '%p %i %T@ %s %l\n' | sort); }
# The run ends with that status, says that, and leaves the output as it was.
refused() { # NAME STATUS PATTERN COMMAND…
    name=$1 wanted=$2 pattern=$3
    shift 3
    state >"$WORK/before"
    "$@"
    status=$?
    state >"$WORK/after"
    diff "$WORK/before" "$WORK/after" >"$WORK/faults"
    [ $status -eq "$wanted" ] || echo "status $status, expected $wanted" >>"$WORK/faults"
    grep -qE "$pattern" "$WORK/said" || { echo "said nothing of $pattern:"; cat "$WORK/said"; } >>"$WORK/faults"
    verdict "$name" "$WORK/faults"
}
build || { cat "$WORK/said"; echo 'FAIL build'; exit 1; }

sed -i.good 's|target="2.3-1" value="2.1"|target="2.3-9" value="x"|' "$in/q4.xml"
refused bad-input 65 'q4\.xml:[0-9]+: error: ' build
mv "$in/q4.xml.good" "$in/q4.xml"
refused only-a-name 64 'wrong use: --only 省水务厅: the notice has no such unit; did you mean "swt"' build --only 省水务厅
refused only-a-letter 64 'wrong use: --only letter: the notice has no such unit; did you mean "letters"' build --only letter
refused no-input 66 'q9\.xml.*error: ' build --earlier "$in/q9.xml"
of_others() { "$TONGBAO" build --notice "$in/notice.xml" --out "$out" "$@" >"$WORK/said" 2>&1; }
refused particulars-of-another-quarter 65 'issue-q2\.xml:[0-9]+: error: .*quarter 2 of 2025.*q4\.xml.*quarter 4 of 2025' \
    of_others --quarter "$in/q4.xml" --issue "$in/issue-q2.xml" --earlier "$in/q2.xml"
refused later-figures-as-earlier 65 'q4\.xml:[0-9]+: error: .*quarter 4.*--earlier.*q2\.xml.*quarter 2' \
    of_others --quarter "$in/q2.xml" --issue "$in/issue-q2.xml" --earlier "$in/q4.xml"
refused only-nobody 64 'no such unit' build --only nobody

# A character that no font has: only that letter can't be made, and nothing is published; with --partial the others are.
sed -i.good 's|full="岚州省水务厅"|full="岚州省水务厅\&#x10FFFD;"|' "$in/notice.xml"
refused no-glyph 65 'U\+10FFFD' build
mv "$in/notice.xml.good" "$in/notice.xml"

# The folder belongs to one notice.
sed 's/id="lz-2025"/id="other"/' "$in/notice.xml" >"$WORK/other.xml"
for f in q4 q3 issue-q4; do sed 's/notice="lz-2025"/notice="other"/' "$in/$f.xml" >"$WORK/other-$f.xml"; done
other() {
    "$TONGBAO" build --notice "$WORK/other.xml" --quarter "$WORK/other-q4.xml" --issue "$WORK/other-issue-q4.xml" --earlier \
        "$WORK/other-q3.xml" --out "$out" >"$WORK/said" 2>&1
}
refused another-notice 65 'belongs to another notice.*lz-2025.*takes an output folder of its own' other

# A second run while one holds the lock; the kernel's lock, so any program may hold it.
perl -e 'use Fcntl; open F, "+>>", $ARGV[0] or die; my $l = pack "s s x![q] q q i", F_WRLCK, 0, 0, 0, 0;
    fcntl(F, F_SETLK, $l) or die; $| = 1; print "held\n"; sleep 60' "$out/.lock" >"$WORK/held" &
holder=$!
while [ ! -s "$WORK/held" ] && kill -0 $holder 2>/dev/null; do sleep 0.05; done
refused second-run 75 "another run is at work: process $holder" build
# The lock comes first: what was read before another run was done might be old by then.
cp "$in/q4.xml" "$WORK/q4.xml"
echo '<quar' >"$in/q4.xml"
refused lock-before-inputs 75 "another run is at work: process $holder" build
grep -q 'q4.xml' "$WORK/said" && echo 'FAIL lock-before-inputs-alone: the input was read'
mv "$WORK/q4.xml" "$in/q4.xml"
kill $holder
wait $holder 2>/dev/null

# Links planted in the output lead nowhere.
mkdir "$WORK/outside"
echo precious >"$WORK/outside/precious"
mv "$out/2025Q4" "$WORK/set"
ln -s "$WORK/outside" "$out/2025Q4"
refused planted-set 65 '2025Q4' build
rm "$out/2025Q4"
mv "$WORK/set" "$out/2025Q4"
ln -s "$WORK/outside" "$out/.2025Q4.new"
ln -s "$WORK/outside" "$out/2025Q4/more"
rm -r "$out/2025Q4/letters"
ln -s "$WORK/outside" "$out/2025Q4/letters"
build || { cat "$WORK/said"; echo 'FAIL planted-links: not built'; }
if [ "$(cat "$WORK/outside/precious")" = precious ] && [ "$(ls "$WORK/outside")" = precious ] && [ ! -L "$out/2025Q4/letters" ]; then
    echo 'ok planted-links'
else
    ls -lR "$WORK/outside"
    echo 'FAIL planted-links'
fi
# They aren't ours to lose, though.
if [ -L "$out/2025Q4/more" ] && [ -L "$out/2025Q4/letters.kept" ]; then echo 'ok planted-links-kept'; else echo 'FAIL planted-links-kept'; fi
rm -f "$out/2025Q4/more" "$out/2025Q4/letters.kept"
rm -f "$out/.lock"
ln -s "$WORK/outside/lock" "$out/.lock"
refused planted-lock 73 'lock' build
rm "$out/.lock"

# A folder that isn't a set of ours is left alone.
mkdir "$out/2025Q3"
echo mine >"$out/2025Q3/file"
mine() {
    "$TONGBAO" build --notice "$in/notice.xml" --quarter "$in/q3.xml" --issue "$WORK/issue-q3.xml" --out "$out" >"$WORK/said" 2>&1
}
sed 's/quarter="4"/quarter="3"/; s/first="1"/first="101"/; s/<letter .*//; s/1号"/3号"/' "$in/issue-q4.xml" >"$WORK/issue-q3.xml"
refused not-a-set 65 'holds no manifest' mine
rm -r "$out/2025Q3"
echo '<manifest/>' >"$WORK/broken.xml"
cp "$out/2025Q4/manifest.xml" "$WORK/manifest.xml"
cp "$WORK/broken.xml" "$out/2025Q4/manifest.xml"
refused broken-manifest 65 'manifest.xml is damaged' build
cp "$WORK/manifest.xml" "$out/2025Q4/manifest.xml"

# What a killed run left is named by verify and cleared by the next run.
mkdir "$out/.2025Q4.new"
"$TONGBAO" verify "$out" >"$WORK/said" 2>&1 && echo 'FAIL verify-leftovers' || echo 'ok verify-leftovers'
build && [ ! -e "$out/.2025Q4.new" ] && "$TONGBAO" verify "$out" && echo 'ok leftovers-are-cleared' || echo 'FAIL leftovers-are-cleared'

# Names that would lead elsewhere stay names; the same name twice makes two files.
sed 's|name="省水务厅"|name="../../../precious"|; s|name="岚州省𠮷[^"]*"|name="../../../precious"|' "$in/notice.xml" >"$WORK/evil.xml"
"$TONGBAO" build --notice "$WORK/evil.xml" --quarter "$in/q4.xml" --issue "$in/issue-q4.xml" --out "$WORK/evil" --quiet >"$WORK/said" 2>&1 ||
    { cat "$WORK/said"; echo 'FAIL evil-names: not built'; }
(cd "$WORK/evil/2025Q4/letters" && ls | LC_ALL=C sort) >"$WORK/names"
printf '%s\n' 01-_.._.._precious.pdf 02-_.._.._precious.pdf 03-省水网建设指挥部办公室.pdf | diff - "$WORK/names" >"$WORK/faults"
verdict evil-names "$WORK/faults"

# Another quarter's numbers aren't given twice: 7 is the centre's in quarter 4.
sed -i 's/first="101"/first="7"/' "$WORK/issue-q3.xml"
refused number-of-another-quarter 65 '2025Q4' mine
sed -i 's/first="7"/first="6"/' "$WORK/issue-q3.xml"
mine || { cat "$WORK/said"; echo 'FAIL free-number: not built'; }
if grep -q 'unit="zx" number="岚水网办函〔2026〕8号"' "$out/2025Q3/manifest.xml"; then echo 'ok free-number'; else echo 'FAIL free-number'; fi

# A folder isn't made for nothing.
nowhere() { # NAME STATUS COMMAND…
    name=$1 wanted=$2
    shift 2
    "$@" >"$WORK/said" 2>&1
    status=$?
    [ $status -eq "$wanted" ] && [ ! -e "$WORK/new" ] && echo "ok $name" || { cat "$WORK/said"; echo "FAIL $name: status $status"; }
    rm -rf "$WORK/new"
}
nowhere no-folder-for-no-input 66 "$TONGBAO" reissue --input "$WORK/none" --out "$WORK/new"
mkdir "$WORK/empty"
nowhere no-folder-for-nothing-due 0 "$TONGBAO" reissue --input "$WORK/empty" --out "$WORK/new"
grep -q "empty: warning: is this meant: there is no notice" "$WORK/said" && echo 'ok empty-folder-is-told' || echo 'FAIL empty-folder-is-told'
nowhere no-folder-for-bad-input 65 "$TONGBAO" build --notice "$in/notice.xml" --quarter "$in/issue-q4.xml" --issue "$in/issue-q4.xml" --out "$WORK/new"
nowhere no-folder-for-a-dump 0 "$TONGBAO" build --notice "$in/notice.xml" --quarter "$in/q4.xml" --issue "$in/issue-q4.xml" --out "$WORK/new" \
    --dump=report --quiet
# A log isn't written into an input.
cp "$in/q4.xml" "$WORK/q4.xml"
refused log-into-an-input 64 'q4.xml: it is no log, but a document' build --log "$in/q4.xml"
cmp -s "$in/q4.xml" "$WORK/q4.xml" && echo 'ok input-without-log' || echo 'FAIL input-without-log'
