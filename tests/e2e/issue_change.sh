# What a change makes anew, and what it leaves alone: the invented set of three units, quarter 4.
. tests/lib.sh
in=$WORK/in
out=$WORK/out
set=$out/2025Q4
manifest=$set/manifest.xml
cp -r tests/data/second "$in"
cp -r templates "$WORK/templates"
build() {
    quarter_set "$in" 4 "$out" --templates "$WORK/templates" "$@" >"$WORK/said" 2>&1 || {
        cat "$WORK/said"
        echo "FAIL build: status $?"
        exit 1
    }
}
state() { (cd "$set" && find . -type f ! -name manifest.xml ! -name SHA256SUMS -printf '%p %i %T@\n' | sort); }
# The files that the last build made anew or renamed, and no others, are those given.
changed() { # NAME EXPECTED…
    name=$1
    shift
    state >"$WORK/after"
    comm -13 "$WORK/before" "$WORK/after" | cut -d' ' -f1 | sort >"$WORK/changed"
    for path; do echo "./$path"; done | sort | diff - "$WORK/changed" >"$WORK/faults"
    "$TONGBAO" verify "$out" >>"$WORK/faults" 2>&1
    (cd "$set" && sha256sum -c --quiet SHA256SUMS) >>"$WORK/faults" 2>&1
    verdict "$name" "$WORK/faults"
    cp "$WORK/after" "$WORK/before"
}
expect() { # NAME PATTERN FILE
    if grep -qE "$2" "$3"; then echo "ok $1"; else
        cat "$3"
        echo "FAIL $1: $2"
    fi
}
center=$(grep -o 'name="岚州省[^"]*"' "$in/notice.xml" | head -n 1 | cut -d\" -f2)
water=letters/01-省水务厅.pdf

build
state >"$WORK/before"
cp -r "$set" "$WORK/first"

# Only the form of the inputs changes.
for f in "$in"/*.xml; do
    xmllint --format "$f" >"$f.new" && mv "$f.new" "$f"
    echo '<!-- seen -->' >>"$f"
done
awk '/<actual/ {a[++n] = $0; next} /<progress/ && !done {for (i = n; i; i--) print a[i]; done = 1} {print}' "$in/q4.xml" >"$in/q4.new"
mv "$in/q4.new" "$in/q4.xml"
perl -0pi -e 's|(<progress.*?</progress>)(\s*)(<progress.*?</progress>)|$3$2$1|s' "$in/q4.xml"
cp "$manifest" "$WORK/manifest"
build
changed form-changes-nothing
cmp -s "$manifest" "$WORK/manifest" && echo 'ok form-leaves-the-manifest' || echo 'FAIL form-leaves-the-manifest'

# One figure that concerns the centre alone (2.3-1 is led by it, and by nobody else).
sed -i 's|\(target="2.3-1" value="\)2.1"|\12.2"|' "$in/q4.xml"
build
changed a-figure-changes-what-shows-it bulletin.pdf index.html "letters/02-$center.pdf" revisions/bulletin-1.pdf revisions/index-1.html \
    "revisions/letters/02-$center-1.pdf"
cmp "$WORK/first/bulletin.pdf" "$set/revisions/bulletin-1.pdf" >"$WORK/faults" 2>&1
cmp "$WORK/first/letters/02-$center.pdf" "$set/revisions/letters/02-$center-1.pdf" >>"$WORK/faults" 2>&1
verdict revisions-are-what-was-issued "$WORK/faults"
expect revision-is-counted '<file path="bulletin.pdf".* revision="2".* corrected="true"' "$manifest"
expect revision-says-why '<change input="quarter" quarter="4" target="2.3-1" from="2.1" to="2.2"/>' "$manifest"
expect others-stay-first '<file path="letters/01-.* revision="1"' "$manifest"

# Another telephone is a new revision of the letters, but no correction of anything; tried on a copy.
cp -a "$out" "$WORK/kept"
sed -i.kept 's/phone="[^"]*"/phone="0000-1111111"/' "$in/issue-q4.xml"
build
expect particulars-correct-nothing '<file path="letters/01-[^>]* revision="2" dated="2026-01-23" bytes' "$manifest"
expect particulars-keep-a-correction '<file path="letters/02-[^>]* revision="3" dated="2026-01-23" corrected="true"' "$manifest"
rm -rf "$out"
mv "$WORK/kept" "$out"
mv "$in/issue-q4.xml.kept" "$in/issue-q4.xml"
state >"$WORK/before"

# New wording leaves what was issued alone, until it is forced, and corrects nothing.
sed -i 's/特此函达。/专此函告。/' "$WORK/templates/letter.xsl"
build
changed wording-changes-nothing
expect wording-is-noted 'note: kept as issued' "$WORK/said"
build --force
changed forced-wording-changes-letters "$water" "letters/02-$center.pdf" "revisions/$(echo $water | sed 's/\.pdf/-1.pdf/')" \
    "revisions/letters/02-$center-2.pdf"
expect wording-corrects-nothing '<file path="letters/01-[^>]* revision="2" dated="2026-01-23" bytes' "$manifest"
expect wording-keeps-a-correction '<file path="letters/02-[^>]* revision="3" dated="2026-01-23" corrected="true"' "$manifest"
expect wording-says-why '<change input="templates"/>' "$manifest"

# What an installation puts beside a changed template is none.
cp templates/letter.xsl "$WORK/templates/letter.xsl.new"
build
changed new-template-beside-changes-nothing
if [ -s "$WORK/said" ]; then echo "FAIL new-template-beside-is-none: $(cat "$WORK/said")"; else echo 'ok new-template-beside-is-none'; fi
rm "$WORK/templates/letter.xsl.new"

# Units change places: their letters get other names, and are the same revisions. Bulletin and overview list them in their order.
perl -0pi -e 's|(\s*<unit id="swt"[^>]*/>)(\s*<unit id="zx"[^>]*/>)|$2$1|' "$in/notice.xml"
build
changed units-change-places bulletin.pdf index.html "letters/01-$center.pdf" letters/02-省水务厅.pdf revisions/bulletin-2.pdf \
    revisions/index-2.html
expect moved-is-no-revision '<file path="letters/02-省水务厅.pdf"[^>]* number="岚水网办函〔2026〕1号"[^>]* revision="2"' "$manifest"

# Asked for one letter only, it speaks of the same inputs as the rest, but the set is whole no longer: nobody looked whether the others
# would come out as they are with the new wording; tried on a copy.
is_whole() { grep -qE '<manifest .* data="' "$manifest"; }
cp -a "$out" "$WORK/kept"
cp "$WORK/templates/letter.xsl" "$WORK/letter.kept"
is_whole && echo 'ok all-is-whole' || echo 'FAIL all-is-whole'
sed -i 's/专此函告。/特此函达。/' "$WORK/templates/letter.xsl"
build --force --only zx
if is_whole; then echo 'FAIL only-is-not-whole'; else echo 'ok only-is-not-whole'; fi
build --force --only swt
if is_whole; then echo 'FAIL only-after-only-is-not-whole'; else echo 'ok only-after-only-is-not-whole'; fi
if grep -q '<record' "$manifest"; then echo 'FAIL only-has-the-same-record'; else echo 'ok only-has-the-same-record'; fi
rm -rf "$out"
mv "$WORK/kept" "$out"
mv "$WORK/letter.kept" "$WORK/templates/letter.xsl"
state >"$WORK/before"

# Asked for one letter only, the run leaves what else the change concerns to the next; tried on a copy.
cp -a "$out" "$WORK/kept"
cp "$in/q4.xml" "$in/q4.kept"
sed -i 's|\(target="2.3-1" value="\)2.2"|\12.3"|' "$in/q4.xml"
build --only zx
changed only-makes-what-it-says "letters/01-$center.pdf" "revisions/letters/01-$center-3.pdf"
if is_whole; then echo 'FAIL only-of-new-figures-is-not-whole'; else echo 'ok only-of-new-figures-is-not-whole'; fi
build
changed only-leaves-the-rest-due bulletin.pdf index.html revisions/bulletin-3.pdf revisions/index-3.html
# Each says of itself what changed since it was made, whatever run that was.
sed -i 's|\(target="2.3-1" value="\)2.3"|\12.35"|' "$in/q4.xml"
build --only zx
sed -i 's|\(target="2.3-1" value="\)2.35"|\12.4"|' "$in/q4.xml"
build
reasons() { sed -n "\\|<file path=\"$1|,\\|</file>|p" "$manifest" | sed -n 's/.*target="2.3-1" \(from.*\)\/>/\1/p' | tr '\n' ';'; }
[ "$(reasons letters/01)" = 'from="2.1" to="2.2";from="2.2" to="2.3";from="2.3" to="2.35";from="2.35" to="2.4";' ] &&
    [ "$(reasons bulletin)" = 'from="2.1" to="2.2";from="2.2" to="2.3";from="2.3" to="2.4";' ] && echo 'ok each-says-why' ||
    { reasons letters/01; reasons bulletin; echo; echo 'FAIL each-says-why'; }
if grep -q '<record' "$manifest"; then echo 'FAIL one-record-when-whole'; else echo 'ok one-record-when-whole'; fi
rm -rf "$out"
mv "$WORK/kept" "$out"
mv "$in/q4.kept" "$in/q4.xml"
state >"$WORK/before"

# A new unit gets the next free number, the others keep theirs.
perl -0pi -e 's|(\s*<unit id="zx")|\n    <unit id="new" name="省新机构"/>$1|; s|<lead unit="zhb"/>|<lead unit="zhb"/><support unit="new"/>|' "$in/notice.xml"
build
expect new-unit-next-number '<file path="letters/01-省新机构.pdf"[^>]* number="岚水网办函〔2026〕2号"' "$manifest"
expect old-unit-same-number '<file path="letters/02-[^>]* number="岚水网办函〔2026〕7号"' "$manifest"
# And leaves again: its letter is kept as a revision, its number is not given away.
perl -0pi -e 's|\n    <unit id="new" name="省新机构"/>||; s|<support unit="new"/>||' "$in/notice.xml"
build
expect withdrawn '<withdrawn path="letters/01-省新机构.pdf"' "$manifest"
expect number-is-kept '<given unit="new" number="2"/>' "$manifest"
[ -s "$set/revisions/letters/01-省新机构-1.pdf" ] && [ ! -e "$set/letters/01-省新机构.pdf" ] && echo 'ok withdrawn-is-kept' ||
    echo 'FAIL withdrawn-is-kept'

# A file that was lost or damaged comes back as it was.
state >"$WORK/before"
cp "$set/letters/02-省水务厅.pdf" "$WORK/letter.pdf"
rm "$set/letters/02-省水务厅.pdf"
echo x >>"$set/bulletin.pdf"
if "$TONGBAO" verify "$set" >"$WORK/said" 2>&1; then echo 'FAIL verify-sees: nothing'; else
    grep -c 'missing\|changed' "$WORK/said" | grep -qx 2 && echo 'ok verify-sees' || { cat "$WORK/said"; echo 'FAIL verify-sees'; }
fi
build
cmp "$WORK/letter.pdf" "$set/letters/02-省水务厅.pdf" >"$WORK/faults" 2>&1
"$TONGBAO" verify "$set" >>"$WORK/faults" 2>&1
verdict lost-files-come-back "$WORK/faults"

# What somebody made of one revision is kept as often as it happens, under names that tell what the files are.
revisions() { (cd "$set/revisions" && ls); }
revisions >"$WORK/before"
index=index-$(sed -n 's/.*<file path="index.html".* revision="\([0-9]*\)".*/\1/p' "$manifest")
for turn in one two three; do
    echo $turn >>"$set/index.html"
    build
done
revisions | comm -13 "$WORK/before" - | tr '\n' ' ' >"$WORK/said"
expect each-change-is-kept "^$index-2.html $index-3.html $index.html \$" "$WORK/said"
expect changes-are-in-order two "$set/revisions/$index-2.html"

# A revision that was lost or changed is told of when the set is made anew, and otherwise left as it is.
rm "$set/revisions/bulletin-1.pdf"
echo x >>"$set/revisions/index-1.html"
sed -i 's|\(target="2.3-1" value="\)2.2"|\12.25"|' "$in/q4.xml"
build
expect lost-revision-is-told 'revisions/bulletin-1.pdf: warning: an issued file was changed by somebody: the file is missing' "$WORK/said"
expect changed-revision-is-told 'revisions/index-1.html: warning: an issued file was changed by somebody: it was replaced before' "$WORK/said"
[ "$(tail -n 1 "$set/revisions/index-1.html")" = x ] && echo 'ok changed-revision-is-kept' || echo 'FAIL changed-revision-is-kept'
sed -i 's|\(target="2.3-1" value="\)2.25"|\12.2"|' "$in/q4.xml"
build

# What somebody else put there isn't lost.
mkdir "$set/signed"
echo scan >"$set/signed/scan.pdf"
"$TONGBAO" verify "$set" 2>&1 | grep -q 'signed/scan.pdf' && echo 'ok verify-names-strangers' || echo 'FAIL verify-names-strangers'
sed -i 's|\(target="2.3-1" value="\)2.2"|\12.4"|' "$in/q4.xml"
build
expect strangers-are-kept scan "$set/signed/scan.pdf"
