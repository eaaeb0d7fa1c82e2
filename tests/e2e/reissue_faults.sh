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
