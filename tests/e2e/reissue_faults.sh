# What is faulty never changes what was issued: a fault in an early quarter holds up every quarter that reads it, whatever it is that
# makes the file, or the set, of no use. Every edit is made to a copy, after all quarters were issued.
. tests/lib.sh
WORK=$(cd "$WORK" && pwd)
in=$WORK/in out=$WORK/out
mkdir "$in"
cp tests/data/second/*.xml tests/data/second/*.png "$in"
# Particulars for the third quarter, which the data have none of.
sed 's/quarter="2"/quarter="3"/; s/2025-07/2025-10/g; s/8号/11号/; s/first="3"/first="21"/' "$in/issue-q2.xml" >"$in/issue-q3.xml"
reissue() { "$TONGBAO" reissue --input "$in" --out "$out" --jobs 2 >"$WORK/line" 2>"$WORK/said" </dev/null; }
reissue || { cat "$WORK/said"; echo 'FAIL reissue-faults: the first run'; exit 1; }
cp -a "$out" "$WORK/out.kept"
cp -a "$in" "$WORK/in.kept"
state() { (cd "$1" && find . -mindepth 1 ! -name .lock -printf '%p %T@ %s\n' | sort); }
: >"$WORK/faults"
case=
begin() { # CASE
    case=$1
    rm -rf "$in" "$out"
    cp -a "$WORK/in.kept" "$in"
    cp -a "$WORK/out.kept" "$out"
}
# held STATUS PATTERN QUARTER…: the run ends so, says that, and the sets of the quarters stay as they are.
held() {
    wanted=$1 pattern=$2
    shift 2
    for q; do state "$out/2025Q$q" >"$WORK/before.$q"; done
    reissue
    status=$?
    [ $status -eq "$wanted" ] || echo "$case: status $status, expected $wanted" >>"$WORK/faults"
    grep -qE "$pattern" "$WORK/said" || { echo "$case: said nothing of $pattern:"; cat "$WORK/said"; } >>"$WORK/faults"
    for q; do
        state "$out/2025Q$q" | cmp -s - "$WORK/before.$q" || { echo "$case: quarter $q was changed:"; cat "$WORK/line"; } >>"$WORK/faults"
    done
}
# A figure of the quarter, and so something to issue in it and all later ones.
news() { sed -i "s|\(target=\"2.1-3\" value=\"\)[^\"]*|\17.5|" "$in/q$1.xml"; }

# ---- found once, and meant for all ----
begin 'a unit that is not the target'\''s'
sed -i 's|target="2.1-2" value="2"|target="2.1-2" value="9" unit="km"|' "$in/q1.xml"
held 65 'q1.xml:[0-9]+: error: contradiction' 1 2 3 4
begin 'a damaged manifest'
news 2
echo '<manifest/>' >"$out/2025Q1/manifest.xml"
held 65 '2025Q1: error: .*damaged' 1 2 3 4
begin 'a set of another notice'
news 2
sed -i 's/notice="lz-2025"/notice="other"/' "$out/2025Q1/manifest.xml"
held 65 '2025Q1: error: .*another notice' 1 2 3 4
verdict reissue-same-fault-again "$WORK/faults"

# ---- an early quarter's file that doesn't say, or says wrongly, what it is ----
: >"$WORK/faults"
root() { # CASE STATUS PATTERN SED: quarter 2's root, edited so
    begin "$1"
    news 1
    sed -i "$4" "$in/q2.xml"
    held "$2" "$3" 2 3 4
    "$TONGBAO" verify "$out" >"$WORK/err" 2>&1 || { echo "$case: not whole"; cat "$WORK/err"; } >>"$WORK/faults"
}
root 'a letter in the year' 65 'q2.xml:2: error: value not allowed' 's/year="2025"/year="2O25"/'
root 'a digit too many' 65 'q2.xml:2: error: value not allowed' 's/year="2025"/year="20255"/'
root 'no year' 65 'q2.xml:2: error: attribute missing' 's/year="2025"//'
root 'the year before, asof as it was' 65 'q2.xml:2: error: contradiction' 's/year="2025"/year="2024"/'
root 'the year before, asof too' 65 'q2.xml:2: error: contradiction: year="2024", yet' 's/year="2025"/year="2024"/; s/asof="2025/asof="2024/'
root 'a quarter too many' 65 'q2.xml:2: error: value not allowed' 's/quarter="2"/quarter="5"/'
root 'another quarter' 66 'q2.xml:2: error: ' 's/quarter="2"/quarter="4"/'
root 'a notice that is not there' 66 'q2.xml:2: error: no such file: no notice "lz-2052" below' 's/notice="lz-2025"/notice="lz-2052"/'
root 'no notice' 65 'q2.xml:2: error: attribute missing' 's/notice="lz-2025"//'
root 'another namespace' 65 'q2.xml:2: error: element not allowed here: .*; did you mean <quarter xmlns="urn:tongbao:quarter">' 's/urn:tongbao:quarter/urn:tongbao:quarters/'
root 'no namespace' 65 'q2.xml:2: error: element not allowed here: .*; did you mean' 's/ xmlns="urn:tongbao:quarter"//'
root 'a namespace of other people' 66 '2025Q[34]: error: no such file: it was made with the figures of quarter 2 from .*q2.xml, which has them no longer' \
    's|urn:tongbao:quarter|http://example.org/quarter|'
root 'torn' 65 'q2.xml:[0-9]+: error: not well-formed' 's/<actual/</'
begin 'a file that is gone'
news 1
rm "$in/q2.xml"
held 66 '2025Q3: error: no such file: it was made with the figures of quarter 2 \(.*q2.xml\)' 2 3 4
# An issue file that is none any more, or gone, ends its quarter's corrections; so that is told.
issue() { # CASE STATUS PATTERN SED: its root, edited so
    begin "$1"
    news 2
    sed -i "$4" "$in/issue-q2.xml"
    held "$2" "$3" 2
}
issue 'an issue of a near namespace' 66 'issue-q2.xml:2: error: element not allowed here: .*; did you mean <issue' 's/urn:tongbao:issue/urn:tongbao:isue/'
issue 'an issue of no namespace' 66 '2025Q2: error: no such file: it was issued from .*issue-q2.xml, which is no issue file of its quarter any more' \
    's/ xmlns="urn:tongbao:issue"//'
issue 'an issue of other people' 66 '2025Q2: error: no such file: it was issued from .*issue-q2.xml' 's|urn:tongbao:issue|http://example.org/issue|'
issue 'an issue of another root' 65 'issue-q2.xml:2: error: ' 's/<issue /<isssue /; s/<.issue>/<\/isssue>/'
begin 'an issue file that is gone'
news 2
rm "$in/issue-q2.xml"
held 0 '2025Q2: warning: is this meant: it was issued from .*issue-q2.xml, which is no longer below ' 2
grep -q '2025Q4: ' "$WORK/line" || echo "$case: quarter 4 wasn't made" >>"$WORK/faults"
begin 'a file by another name'
news 1
mv "$in/q2.xml" "$in/second.xml"
held 0 '' # anything else than the name would be told
cmp -s "$out/2025Q2/bulletin.pdf" "$WORK/out.kept/2025Q2/bulletin.pdf" && echo "$case: quarter 2 was left" >>"$WORK/faults"
# Faults that don't reach the first quarter, whose figures are new, leave it be.
begin 'quarter 1 goes on'
news 1
sed -i 's/year="2025"/year="2O25"/' "$in/q2.xml"
held 65 ''
grep -q '2025Q1: ' "$WORK/line" || echo "$case: not made" >>"$WORK/faults"
verdict reissue-root-faults "$WORK/faults"
# Not issued yet, a quarter waits for the figures before it just as well.
: >"$WORK/faults"
begin 'first issue'
rm -r "$out/2025Q3" "$out/2025Q4"
sed -i 's/year="2025"/year="2O25"/' "$in/q2.xml"
held 65 ''
[ ! -e "$out/2025Q3" ] && [ ! -e "$out/2025Q4" ] || echo "$case: issued without quarter 2" >>"$WORK/faults"
verdict reissue-root-faults-before-issue "$WORK/faults"

# ---- a number that another quarter has ----
: >"$WORK/faults"
begin "a bulletin's number, copied with the file"
rm -r "$out/2025Q3"
sed -i 's/11号/8号/' "$in/issue-q3.xml"
held 65 'issue-q3.xml:3: error: contradiction: number="岚水网办发〔2025〕8号" in <bulletin> was given in 2025Q2' 1 2 4
[ ! -e "$out/2025Q3" ] || echo "$case: issued" >>"$WORK/faults"
begin "a letter's number as the bulletin's"
rm -r "$out/2025Q3"
sed -i 's/岚水网办发〔2025〕11号/岚水网办函〔2025〕4号/' "$in/issue-q3.xml"
held 65 'issue-q3.xml:3: error: contradiction: number="岚水网办函〔2025〕4号" in <bulletin> was given in 2025Q2' 1 2 4
begin 'the number that it has itself'
news 3
held 0 '' 1 2
verdict reissue-bulletin-number "$WORK/faults"

# ---- folders that we may not read ----
: >"$WORK/faults"
without_override() { "$@"; }
[ "$(id -u)" -ne 0 ] || without_override() { setpriv --bounding-set -dac_override,-dac_read_search "$@"; }
reissue() { without_override "$TONGBAO" reissue --input "$in" --out "$out" --jobs 2 >"$WORK/line" 2>"$WORK/said" </dev/null; }
begin 'a closed folder'
mkdir "$in/more" "$in/more/closed" "$in/.git" "$in/more/.hidden"
chmod 0 "$in/.git" "$in/more/.hidden"
if without_override ls "$in/.git" >/dev/null 2>&1; then
    echo 'nobody can be kept out of a folder here'
else
    news 1
    held 0 ''
    [ "$(grep -c 'error' "$WORK/said")" -eq 0 ] || { echo "$case, hidden:"; cat "$WORK/said"; } >>"$WORK/faults"
    grep -q '2025Q1: ' "$WORK/line" || echo "$case, hidden: nothing was made" >>"$WORK/faults"
    chmod 0 "$in/more/closed"
    sed -i 's|\(target="2.1-3" value="\)[^"]*|\18.5|' "$in/q1.xml"
    held 66 "/in/more/closed: error: the file can't be read: Permission denied" 1 2 3 4
    [ "$(wc -l <"$WORK/said")" -eq 1 ] || { echo "$case: more than one message:"; cat "$WORK/said"; } >>"$WORK/faults"
fi
chmod 755 "$in/.git" "$in/more/closed" "$in/more/.hidden"
verdict reissue-closed-folders "$WORK/faults"
