# What somebody else put into a set isn't lost when the set is replaced: it goes along, whatever it is, or the set isn't replaced and
# a message says why; and no later run is held up by it.
. tests/lib.sh
. tests/faults/lib.sh
WORK=$(cd "$WORK" && pwd)
out=$WORK/out set=$WORK/out/2025Q2
fresh_inputs
change() { sed -i "s/target=\"2.1-2\" value=\"[^\"]*\"/target=\"2.1-2\" value=\"$1\"/" "$WORK/in/q2.xml"; }
names() { (cd "$set" && find . -mindepth 1 ! -path './revisions/*' ! -name '*.pdf' -printf '%P %y %m %l\n' | sort); }
build 2 "$out" 2>"$WORK/err"
cp -a "$out" "$WORK/kept"
begin() { # CASE
    case=$1
    rm -rf "$out"
    cp -a "$WORK/kept" "$out"
    change 3
}
# carried FIGURE: a new figure is issued, and the names beside the documents stay, or are those in $WORK/wanted.
carried() {
    change "$1"
    build 2 "$out" 2>"$WORK/err" || complain "$case: status $?"
    names | grep -v '^revisions d' >"$WORK/now"
    diff "$WORK/wanted" "$WORK/now" >"$WORK/err" || complain "$case: other names"
    [ "$(ls -A "$out" | tr '\n' ' ')" = '.lock 2025Q2 ' ] || complain "$case: left over: $(ls -A "$out")"
    grep -q "figure quarter=\"2\" target=\"2.1-2\" value=\"$1\"" "$set/manifest.xml" || complain "$case: not issued"
}
# refused PATTERN: it isn't, a message says why, and the set is as it was.
refused() {
    tree "$out" >"$WORK/before"
    change 4
    $with build 2 "$out" 2>"$WORK/said"
    status=$?
    [ $status -eq 73 ] && grep -q "$1" "$WORK/said" || complain "$case: status $status: $(cat "$WORK/said")"
    tree "$out" | cmp -s - "$WORK/before" || complain "$case: something was changed"
}

: >"$WORK/faults"
for lacks in '' links; do
    export FAULTS_LACKS="$lacks" UNDER="env LD_PRELOAD=$CALLS"
    begin "all kinds, lacks '$lacks'"
    mkdir -p "$set/scans/empty" "$set/letters/signed"
    chmod 750 "$set/scans" && chmod 2770 "$set/scans/empty"
    echo scan >"$set/scans/page"
    echo scan >"$set/letters/signed/page"
    chmod 600 "$set/letters/signed/page"
    ln -s ../bulletin.pdf "$set/scans/link"
    ln -s /nonexistent "$set/nowhere"
    mkfifo "$set/letters/pipe"
    names >"$WORK/wanted"
    carried 5
    carried 6
    [ "$(cat "$set/scans/page" "$set/letters/signed/page" | tr '\n' ' ')" = 'scan scan ' ] || complain "$case: not the same"
done
unset FAULTS_LACKS UNDER
begin 'a file called revisions'
echo mine >"$set/revisions"
{ names | sed 's/^revisions f/revisions.kept f/'; } | sort >"$WORK/wanted"
carried 5
[ "$(cat "$set/revisions.kept")" = mine ] || complain "$case: lost"
[ -s "$set/revisions/bulletin-1.pdf" ] || complain "$case: no revision"
carried 6
begin 'another in the place of what is new'
mv "$set/index.html" "$set/letters/index.html"
mkdir -p "$set/revisions"
echo mine >"$set/revisions/bulletin-1.pdf"
change 5
build 2 "$out" 2>"$WORK/err" || complain "$case: status $?"
[ "$(cat "$set/revisions/bulletin-1.pdf.kept")" = mine ] || complain "$case: lost"
whole "$WORK/kept/2025Q2" || complain "$case: not whole"
verdict strangers-go-along "$WORK/faults"

: >"$WORK/faults"
with=
begin 'folders nested too deeply'
deep=$(printf 'd/%.0s' $(seq 40))
mkdir -p "$set/$deep"
echo mine >"$set/${deep}file"
refused '2025Q2/d/.*/d: error: .*nested too deeply'
rm -r "$set/d/d/d"
change 5
build 2 "$out" 2>"$WORK/err" || complain "$case, and now aren't: status $?"
begin 'left by a dead run, and nested too deeply'
mkdir -p "$out/.2025Q2.new/$deep"
change 5
build 2 "$out" 2>"$WORK/err" || complain "$case: status $?"
[ ! -e "$out/.2025Q2.new" ] || complain "$case: still there"
begin 'a folder in the place of a file'
rm "$set/bulletin.pdf"
mkdir "$set/bulletin.pdf"
refused '2025Q2/bulletin.pdf: error: .*in the place of a file'
with=without_override
without_override() { "$@"; }
[ "$(id -u)" -ne 0 ] || without_override() {
    UNDER='setpriv --bounding-set -dac_override,-dac_read_search,-fowner' "$@"
}
for mode in 0 555; do
    for folder in scans letters .; do
        [ $mode$folder != 0. ] && [ $mode$folder != 0letters ] || continue # those aren't read, or are no set
        begin "$folder of mode $mode"
        mkdir "$set/scans"
        echo scan >"$set/scans/page"
        chmod $mode "$set/$folder"
        refused 'error: .*Permission denied'
        chmod 755 "$set/$folder"
        build 2 "$out" 2>"$WORK/err" || complain "$case, and now isn't: status $?"
    done
done
verdict strangers-are-refused "$WORK/faults"

# A document that somebody changed, to sign it perhaps, is made again, but theirs is kept and told of; so is the list of sums.
: >"$WORK/faults"
begin changed
change 2.5
build 2 "$out" 2>"$WORK/err"
letter=$(cd "$set" && ls letters/*.pdf | head -n 1)
cp "$set/$letter" "$WORK/issued.pdf"
echo signed >>"$set/$letter"
cp "$set/$letter" "$WORK/signed.pdf"
told() { # WHERE: the warning names the changed letter and the file that it is kept as, which is theirs
    at=$(sed -n "s|.*$letter: warning: an issued file was changed by somebody: it is kept as ||p" "$WORK/err")
    [ -n "$at" ] && cmp -s "$set/$at" "$WORK/signed.pdf" || complain "$case: $at is not theirs: $(cat "$WORK/err")"
    "$TONGBAO" verify "$out" >>"$WORK/faults" 2>&1 || complain "$case: verify ends with $?"
}
build 2 "$out" 2>"$WORK/err" || complain "$case: status $?"
told
cmp -s "$set/$letter" "$WORK/issued.pdf" || complain "$case: the issued one is not there again"
case='changed once more, and then other data'
cp "$WORK/signed.pdf" "$set/$letter"
change 2.6
build 2 "$out" 2>"$WORK/err" || complain "$case: status $?"
told
case='sums'
for damage in 'rm' 'truncate -s 10'; do
    cp "$set/SHA256SUMS" "$WORK/sums"
    $damage "$set/SHA256SUMS"
    build 2 "$out" 2>"$WORK/err" || complain "$case: status $?"
    cmp -s "$set/SHA256SUMS" "$WORK/sums" || complain "$case: not mended after $damage"
done
"$TONGBAO" verify "$out" >>"$WORK/faults" 2>&1 || complain "$case: verify ends with $?"
verdict strangers-changed "$WORK/faults"
