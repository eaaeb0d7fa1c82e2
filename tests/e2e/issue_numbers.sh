# No number is given twice, whatever was changed, replaced or lost in between; a set is that of the quarter that its folder is called
# after, or nothing is made beside it.
. tests/lib.sh
in=$WORK/in out=$WORK/out
cp -r tests/data/second "$in"
run() { "$TONGBAO" reissue --input "$in" --out "$out" --jobs 2 >"$WORK/line" 2>"$WORK/said"; }
cp "$in/issue-q4.xml" "$WORK/issue-q4.xml"
rm "$in/issue-q4.xml"
run || { cat "$WORK/said"; echo 'FAIL issue-numbers: the first run'; exit 1; }
cp -a "$out" "$WORK/kept"
refused() { # NAME STATUS PATTERN: the fourth quarter isn't made
    run
    status=$?
    : >"$WORK/faults"
    [ $status -eq "$2" ] || echo "status $status, expected $2" >>"$WORK/faults"
    grep -qE "$3" "$WORK/said" || { echo "said nothing of $3:"; cat "$WORK/said"; } >>"$WORK/faults"
    [ ! -e "$out/2025Q4" ] || echo 'issued' >>"$WORK/faults"
    verdict "$1" "$WORK/faults"
    rm -rf "$out"
    cp -a "$WORK/kept" "$out"
}
bulletin() { sed "s/<bulletin number=\"[^\"]*\"/<bulletin number=\"$1\"/" "$WORK/issue-q4.xml" >"$in/issue-q4.xml"; }
own=$(sed -n 's/.*<bulletin number="\([^"]*\)".*/\1/p' "$in/issue-q2.xml")
letters=$(sed -n 's/.*<letters.*number="\([^"]*\)".*/\1/p' "$in/issue-q2.xml")

# The bulletin of the second quarter gets another number; its first one stays its own.
sed -i.kept "s/$own/岚水网办发〔2025〕99号/" "$in/issue-q2.xml"
run || cat "$WORK/said"
grep -q "<replaced revision=\"1\" path=\"revisions/bulletin-1.pdf\" number=\"$own\"" "$out/2025Q2/manifest.xml" && echo 'ok number-of-a-revision' ||
    echo 'FAIL number-of-a-revision'
rm -rf "$WORK/kept" && cp -a "$out" "$WORK/kept"
bulletin "$own"
refused number-of-a-replaced-bulletin 65 "issue-q4.xml:[0-9]*: error: contradiction: number=\"$own\" in <bulletin> was given in 2025Q2"
# Spelled otherwise it is the same number.
bulletin "$(echo "$own" | sed 's/〔/ 〔/; s/〕/〕第/')"
refused number-spelled-otherwise 65 "issue-q4.xml:[0-9]*: error: contradiction: number=\".* in <bulletin> was given in 2025Q2 to the bulletin, as \"$own\""
sed "s/<letters number=\"[^\"]*\"/<letters number=\"$(echo "$letters" | sed 's/〔/ 〔/; s/{n}/0{n}/')\"/; s/first=\"[0-9]*\"/first=\"3\"/" "$WORK/issue-q4.xml" >"$in/issue-q4.xml"
refused numbers-of-a-pattern-spelled-otherwise 65 'first="3" in <letters>: the number "岚水网办函 〔2025〕03号" was given in 2025Q2 to the unit "[a-z]*", as "岚水网办函〔2025〕3号"'
# Its letters get another pattern; the old one doesn't begin anew.
sed -i 's/岚水网办函〔2025〕{n}号/岚水网办函改〔2025〕{n}号/' "$in/issue-q2.xml"
run || cat "$WORK/said"
rm -rf "$WORK/kept" && cp -a "$out" "$WORK/kept"
sed "s/<letters number=\"[^\"]*\"/<letters number=\"$letters\"/; s/first=\"[0-9]*\"/first=\"3\"/" "$WORK/issue-q4.xml" >"$in/issue-q4.xml"
refused numbers-of-an-old-pattern 65 'issue-q4.xml:[0-9]*: error: contradiction: first="3" in <letters>: the number "岚水网办函〔2025〕3号" was given in 2025Q2 to the unit "[a-z]*"'
# The notice's own number, and a letter's of the same issue.
bulletin "$(sed -n 's|.*<number>\(.*\)</number>.*|\1|p' "$in/notice.xml" | head -n 1)"
refused number-of-the-notice 65 'issue-q4.xml:[0-9]*: error: contradiction: number=.* in <bulletin> is that of the notice'
bulletin '岚水网办函〔2026〕7号'
refused number-of-a-stated-letter 65 'issue-q4.xml:[0-9]*: error: contradiction: number 7 for the unit "zx" is that of the bulletin'

# Where a set can't be read nobody knows what it has given.
cp "$WORK/issue-q4.xml" "$in/issue-q4.xml"
rm "$out/2025Q1/manifest.xml"
refused a-set-without-its-manifest 65 'error: not an issued set: 2025Q1: it holds no manifest'
mv "$out/2025Q1" "$WORK/moved"
ln -s ../moved "$out/2025Q1"
refused a-link-in-the-place-of-a-set 65 'error: not an issued set: 2025Q1: '
# A set copied to another quarter's name isn't that quarter's.
cp -a "$out/2025Q2" "$out/2025Q3"
"$TONGBAO" verify "$out" >"$WORK/said" 2>&1
[ $? -eq 65 ] && grep -q '2025Q3: error: not as the manifest says: manifest.xml is that of 2025Q2' "$WORK/said" && echo 'ok verify-other-quarter' ||
    { cat "$WORK/said"; echo 'FAIL verify-other-quarter'; }
(cd "$out/2025Q3" && "$TONGBAO" verify .) >"$WORK/said" 2>&1
[ $? -eq 65 ] && echo 'ok verify-other-quarter-from-within' || echo 'FAIL verify-other-quarter-from-within'
refused a-set-of-another-quarter 65 '2025Q3: error: not as the manifest says: manifest.xml is that of 2025Q2'
# A revision that can't be counted on is refused, before it is made worse.
cp "$out/2025Q2/manifest.xml" "$WORK/manifest.xml"
sed -i '/path="bulletin.pdf"/s/ revision="[0-9]*"/ revision="1073741823"/' "$out/2025Q2/manifest.xml"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="77"/' "$in/q2.xml"
refused a-revision-beyond-counting 65 '2025Q2: error: .*manifest.xml is damaged'
# And with all of it right, the fourth quarter is made.
run || cat "$WORK/said"
[ -e "$out/2025Q4" ] && echo 'ok made-at-last' || { cat "$WORK/said"; echo 'FAIL made-at-last'; }
