# What somebody else has in an issued set, or puts there while a run is at work, is never lost: files that can't be read, links and
# folders in the place of issued files, scans that come in between.
. tests/lib.sh
. tests/faults/lib.sh
WORK=$(cd "$WORK" && pwd) COUNTER=$WORK/counter
out=$WORK/out set=$WORK/out/2025Q2 letter=letters/01-省水务厅.pdf
fresh_inputs
figure() { sed -i "s/target=\"2.1-2\" value=\"[^\"]*\"/target=\"2.1-2\" value=\"$1\"/" "$WORK/in/q2.xml"; }
figure 3
build 2 "$out" 2>"$WORK/err" || echo "FAIL faults-kept: status $?"
cp -a "$out" "$WORK/kept"
begin() { # CASE: the set as issued, and a figure that makes all of it anew
    case=$1
    chmod -R u+rwx "$out"
    rm -rf "$out"
    cp -a "$WORK/kept" "$out"
    figure 4
}
run() { build 2 "$out" "$@" >"$WORK/err" 2>&1; }
# refuses PATTERN COMMAND…: the run ends with 73, says that, and leaves the set as it is.
refuses() {
    pattern=$1
    shift
    tree "$set" >"$WORK/before"
    "$@"
    status=$?
    [ $status -eq 73 ] || complain "$case: status $status"
    grep -qE "$pattern" "$WORK/err" || complain "$case: no word of $pattern"
    tree "$set" | cmp -s - "$WORK/before" || complain "$case: the set was changed"
    [ "$(ls -A "$out" | tr '\n' ' ')" = '.lock 2025Q2 ' ] || complain "$case: left over: $(ls -A "$out")"
}

# ---- what can't be read ----
: >"$WORK/faults"
without_override() { "$@"; }
[ "$(id -u)" -ne 0 ] || without_override() { setpriv --bounding-set -dac_override,-dac_read_search "$@"; }
export UNDER
for file in bulletin.pdf "$letter"; do
    begin "closed $file"
    chmod 0 "$set/$file"
    if without_override cat "$set/$file" >/dev/null 2>&1; then
        echo 'nobody can be kept out of a file here'
        continue
    fi
    [ "$(id -u)" -ne 0 ] || UNDER='setpriv --bounding-set -dac_override,-dac_read_search'
    run
    status=$?
    UNDER=
    [ $status -eq 73 ] || complain "$case: status $status"
    grep -q "$file: error: can't create: the set can't be replaced while this is in it: Permission denied" "$WORK/err" || complain "$case"
    chmod 644 "$set/$file"
    cmp -s "$set/$file" "$WORK/kept/2025Q2/$file" || complain "$case: lost"
done
begin 'a file on a bad disk'
export FAULTS_UNREADABLE=bulletin.pdf
refuses 'bulletin.pdf: error: .*: Input/output error' struck errors 0 run
unset FAULTS_UNREADABLE
# Lost is only what isn't there.
begin 'a file that is gone'
rm "$set/bulletin.pdf"
run || complain "$case: status $?"
grep -q '<replaced revision="1" number="[^"]*" dated' "$set/manifest.xml" || complain "$case: not recorded as lost"
whole "$set" || complain "$case: $(cat "$WORK/whole")"
verdict kept-unreadable "$WORK/faults"

# ---- what is no file ----
: >"$WORK/faults"
for file in bulletin.pdf "$letter" SHA256SUMS; do
    for change in 4 3; do
        begin "a link in the place of $file"
        figure $change
        mv "$set/$file" "$WORK/signed.pdf"
        ln -s "$WORK/signed.pdf" "$set/$file"
        run || complain "$case: status $?"
        [ "$(readlink "$set/$file.kept")" = "$WORK/signed.pdf" ] || complain "$case: the link is lost"
        grep -q "$file: warning: .*: it is kept as $file.kept" "$WORK/err" || complain "$case: not told"
        rm "$set/$file.kept"
        whole "$set" || complain "$case: $(cat "$WORK/whole")"
    done
    begin "a folder in the place of $file"
    rm "$set/$file"
    mkdir "$set/$file"
    echo scan >"$set/$file/scan"
    refuses "$file: error: can't create: the set can't be replaced while this is in it: a folder in the place of a file" run
    "$TONGBAO" verify "$set" >"$WORK/err" 2>&1
    grep -q "$file: error: .*: it is not a regular file" "$WORK/err" || complain "$case: verify"
done
begin 'a link in the place of a folder'
mv "$set/letters" "$WORK/letters"
ln -s "$WORK/letters" "$set/letters"
run || complain "$case: status $?"
[ "$(readlink "$set/letters.kept")" = "$WORK/letters" ] || complain "$case: the link is lost"
grep -q '2025Q2/letters: warning: something stood in the place.*: it is kept as letters.kept' "$WORK/err" || complain "$case: not told"
run || complain "$case, again: status $?"
[ ! -s "$WORK/err" ] || complain "$case, again: still told"
verdict kept-no-files "$WORK/faults"

# ---- rights ----
# What was taken from others stays taken: a set, a file, a folder made new is like the one before; what there was none of is like the
# set's folder.
: >"$WORK/faults"
begin 'rights that were narrowed'
group=$(id -G | tr ' ' '\n' | grep -vx "$(id -g)" | head -n 1)
[ "$(id -u)" -ne 0 ] || group=4711
[ -z "$group" ] || chgrp "$group" "$set"
chmod 2750 "$set"
chmod 600 "$set/bulletin.pdf" "$set/manifest.xml"
chmod 700 "$set/letters"
mode() { stat -c %a "$set/$1"; }
(umask 022 && run) || complain "$case: status $?"
for wanted in '2750 .' '600 bulletin.pdf' '600 revisions/bulletin-1.pdf' '600 manifest.xml' '700 letters' '700 revisions/letters' \
    '2750 revisions' '644 index.html'; do
    [ "$(mode "${wanted#* }")" = "${wanted%% *}" ] || complain "$case: ${wanted#* } has $(mode "${wanted#* }"), not ${wanted%% *}"
done
[ -z "$group" ] || [ "$(stat -c %g "$set")" = "$group" ] || complain "$case: the group was lost"
begin 'a file that is new in a set with rights'
rm "$set/index.html"
chmod 750 "$set"
(umask 022 && run) || complain "$case: status $?"
[ "$(mode index.html)" = 640 ] || complain "$case: $(mode index.html)"
begin 'setgid that a service may not set'
chmod 2750 "$set" "$set/letters"
export FAULTS_LACKS=setgid
struck kills 0 run || complain "$case: status $?"
unset FAULTS_LACKS
[ "$(mode .)$(mode letters)" = 750750 ] || complain "$case: $(mode .) $(mode letters)"
verdict kept-rights "$WORK/faults"

# ---- what comes in between ----
: >"$WORK/faults"
for lacks in '' exchange 'exchange links'; do
    begin "while the disk is waited for, without '$lacks'"
    export FAULTS_LACKS="$lacks" FAULTS_MEANWHILE="
        echo scan >'$set/signed.pdf'
        mkdir -p '$set/scans/more'
        echo page >'$set/scans/more/page'
        cp '$set/bulletin.pdf' '$set/new' && echo stamped >>'$set/new' && mv '$set/new' '$set/bulletin.pdf'"
    struck kills 0 run || complain "$case: status $?"
    unset FAULTS_LACKS FAULTS_MEANWHILE
    [ "$(cat "$set/signed.pdf")" = scan ] && [ "$(cat "$set/scans/more/page")" = page ] || complain "$case: lost"
    [ "$(tail -n 1 "$set/bulletin.pdf.kept")" = stamped ] || complain "$case: what was put in the place of a file is lost"
    cmp -s "$set/revisions/bulletin-1.pdf" "$WORK/kept/2025Q2/bulletin.pdf" || complain "$case: what was issued is lost"
    [ "$(ls -A "$out" | tr '\n' ' ')" = '.lock 2025Q2 ' ] || complain "$case: left over: $(ls -A "$out")"
    rm -r "$set/signed.pdf" "$set/scans" "$set/bulletin.pdf.kept"
    whole "$set" || complain "$case: $(cat "$WORK/whole")"
done
# A run killed behind the exchange leaves it to the next one.
begin 'killed behind the exchange'
run || complain "$case: status $?"
cp -al "$set" "$out/.2025Q2.old"
rm "$out/.2025Q2.old/manifest.xml"
cp "$WORK/kept/2025Q2/manifest.xml" "$out/.2025Q2.old"
echo scan >"$out/.2025Q2.old/letters/signed.pdf"
run || complain "$case: the next run ends with $?"
[ "$(cat "$set/letters/signed.pdf")" = scan ] || complain "$case: lost"
[ "$(ls -A "$out" | tr '\n' ' ')" = '.lock 2025Q2 ' ] || complain "$case: left over: $(ls -A "$out")"
verdict kept-in-between "$WORK/faults"
