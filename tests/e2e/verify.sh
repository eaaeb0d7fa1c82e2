# verify, held against a set that somebody was at: each thing that is missing, changed, foreign or half done is named, and nothing
# else; what is half done the next run clears away.
. tests/lib.sh
. tests/faults/lib.sh
out=$WORK/out set=$WORK/out/2025Q2
fresh_inputs
build 2 "$out" 2>"$WORK/err"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="5"/' "$WORK/in/q2.xml"
build 2 "$out" 2>"$WORK/err"
[ -e "$set/revisions/bulletin-1.pdf" ] || echo 'FAIL verify: no revision to look at'
cp -a "$out" "$WORK/kept"

# says FOLDER LINE…: verify names each LINE, `path: why`, and nothing else, with status 65; of nothing it says nothing, with 0.
says() {
    folder=$1
    shift
    for line; do echo "$out/$line"; done | sort >"$WORK/wanted"
    "$TONGBAO" verify "$folder" >"$WORK/said" 2>&1
    status=$?
    [ $status -eq $(($# ? 65 : 0)) ] || complain "$case: status $status"
    sed 's/: error: not as the manifest says: /: /' "$WORK/said" | sort | diff - "$WORK/wanted" >"$WORK/err" || complain "$case"
}
missing='the file is missing' changed='the file was changed' foreign="the file isn't part of the set"
broken='a run left something here; the next one clears it up, or sets it aside'
letter=letters/01-省水务厅.pdf
damage() { # CASE: afterwards the set is as it was
    rm -rf "$out"
    cp -a "$WORK/kept" "$out"
    case=$1
}

: >"$WORK/faults"
damage nothing
says "$set"
says "$out"
for file in bulletin.pdf index.html SHA256SUMS "$letter" revisions/bulletin-1.pdf; do
    damage "missing $file"
    rm "$set/$file"
    says "$set" "2025Q2/$file: $missing"
    damage "longer $file"
    echo >>"$set/$file"
    says "$out" "2025Q2/$file: $changed"
    damage "other bytes in $file"
    printf X | dd of="$set/$file" bs=1 seek=20 conv=notrunc 2>/dev/null
    says "$set" "2025Q2/$file: $changed"
done
damage 'two letters in each other'\''s place'
mv "$set/$letter" "$WORK/letter"
mv "$set"/letters/02-* "$set/$letter"
says "$set" "2025Q2/$letter: $changed" "2025Q2/$(cd "$WORK/kept/2025Q2" && ls letters/02-*): $missing"
damage 'all letters gone'
rm -r "$set/letters"
(cd "$WORK/kept/2025Q2" && ls letters/*) | sed "s/.*/2025Q2\/&: $missing/" >"$WORK/lines"
IFS='
'
# shellcheck disable=SC2046  # one line a word
says "$set" $(cat "$WORK/lines")
unset IFS
damage 'a sum in the manifest'
sed -i '/path="bulletin.pdf"/s/ sha256="./ sha256="x/' "$set/manifest.xml"
"$TONGBAO" verify "$set" >"$WORK/said" 2>&1
[ $? -eq 65 ] && grep -q 'manifest.xml' "$WORK/said" || complain "$case: $(head -n 1 "$WORK/said")"
damage 'a good sum of another file in the manifest'
sum=$(sha256sum <"$set/index.html" | cut -d' ' -f1)
sed -i "/path=\"bulletin.pdf\"/s/ sha256=\"[^\"]*/ sha256=\"$sum/" "$set/manifest.xml"
says "$set" "2025Q2/bulletin.pdf: $changed" "2025Q2/SHA256SUMS: $changed"
damage strangers
mkdir "$set/scans"
echo scan >"$set/scans/page"
echo hidden >"$set/.hidden"
ln -s bulletin.pdf "$set/link"
mkfifo "$set/letters/pipe"
says "$set" "2025Q2/scans/page: $foreign" "2025Q2/.hidden: $foreign" "2025Q2/link: $foreign" "2025Q2/letters/pipe: $foreign"
damage 'a link in the place of a file'
mv "$set/bulletin.pdf" "$WORK/bulletin.pdf"
ln -s ../../bulletin.pdf "$set/bulletin.pdf"
"$TONGBAO" verify "$set" >"$WORK/said" 2>&1
[ $? -eq 65 ] && grep -q '2025Q2/bulletin.pdf: error' "$WORK/said" || complain "$case: $(head -n 1 "$WORK/said")"
verdict verify-damage "$WORK/faults"

# ---- half done ----
: >"$WORK/faults"
for name in .2025Q2.new .2025Q2.old .2025Q1.new; do
    damage "half done $name"
    cp -a "$set" "$out/$name"
    rm "$out/$name/manifest.xml"
    case $name in
    .2025Q2.*) says "$set" "2025Q2: $broken" ;;
    esac
    "$TONGBAO" verify "$out" >"$WORK/said" 2>&1
    [ $? -eq 65 ] && grep -q "$name: error: .*$broken" "$WORK/said" || complain "$case: not named: $(cat "$WORK/said")"
    quarter=${name#.2025Q}
    build "${quarter%%.*}" "$out" 2>"$WORK/err" || complain "$case: the next run ends with $?"
    [ ! -e "$out/$name" ] || complain "$case: not cleared"
    says "$out"
    tree "$set" >"$WORK/now"
    tree "$WORK/kept/2025Q2" | cmp -s - "$WORK/now" || complain "$case: the set is another"
done
verdict verify-half-done "$WORK/faults"

# ---- folders that are called like a set and hold none ----
: >"$WORK/faults"
build 1 "$out" 2>"$WORK/err"
rm -rf "$WORK/kept"
cp -a "$out" "$WORK/kept"
damage 'a manifest that is gone'
rm "$out/2025Q1/manifest.xml"
says "$out" "2025Q1/manifest.xml: $missing"
damage 'an emptied set'
rm -r "$out"/2025Q1/*
says "$out" "2025Q1/manifest.xml: $missing"
damage 'nothing but emptied sets'
rm -r "$out"/2025Q?/*
says "$out" "2025Q1/manifest.xml: $missing" "2025Q2/manifest.xml: $missing"
damage 'a link in the place of a set'
mv "$out/2025Q1" "$WORK/moved"
ln -s ../moved "$out/2025Q1"
"$TONGBAO" verify "$out" >"$WORK/said" 2>&1
[ $? -eq 65 ] && grep -q '2025Q1: error: ' "$WORK/said" || complain "$case: $(cat "$WORK/said")"
rm -r "$WORK/moved"
damage 'a set that is closed to us'
chmod 0 "$out/2025Q1"
without_override() { "$@"; }
[ "$(id -u)" -ne 0 ] || without_override() { setpriv --bounding-set -dac_override,-dac_read_search "$@"; }
if without_override ls "$out/2025Q1" >/dev/null 2>&1; then
    echo 'nobody can be kept out of a folder here'
else
    without_override "$TONGBAO" verify "$out" >"$WORK/said" 2>&1
    [ $? -eq 65 ] && grep -q '2025Q1: error: .*Permission denied' "$WORK/said" || complain "$case: $(cat "$WORK/said")"
fi
chmod 755 "$out/2025Q1"
damage 'a folder of another name'
mkdir "$out/notes"
says "$out"
case='a file in the place of a folder'
"$TONGBAO" verify "$out/2025Q1/bulletin.pdf" >"$WORK/said" 2>&1
[ $? -eq 66 ] && grep -q "bulletin.pdf: error: the file can't be read: it is no folder" "$WORK/said" || complain "$case: $(cat "$WORK/said")"
verdict verify-no-sets "$WORK/faults"

# ---- beside a run ----
# The kernel's lock is what makes a run, so any program may play one; it lasts so many seconds.
: >"$WORK/faults"
run_for() { # SECONDS
    rm -f "$WORK/held"
    perl -e 'use Fcntl; open F, "+>>", $ARGV[0] or die; my $l = pack "s s x![q] q q i", F_WRLCK, 0, 0, 0, 0;
        fcntl(F, F_SETLK, $l) or die; $| = 1; print "held\n"; select undef, undef, undef, $ARGV[1]' "$out/.lock" "$1" >"$WORK/held" &
    holder=$!
    while [ ! -s "$WORK/held" ] && kill -0 $holder 2>/dev/null; do sleep 0.05; done
}
for folder in "$out" "$out/2025Q2"; do
    damage 'a run that is at work'
    run_for 60
    says "$folder"
    mkdir "$out/.2025Q2.new"
    "$TONGBAO" verify "$folder" >"$WORK/said" 2>&1
    status=$?
    [ $status -eq 75 ] && [ "$(cat "$WORK/said")" = "$folder: error: another run is at work: process $holder" ] ||
        complain "$case: status $status: $(cat "$WORK/said")"
    kill $holder
    wait $holder 2>/dev/null
    "$TONGBAO" verify "$folder" >"$WORK/said" 2>&1
    [ $? -eq 65 ] && grep -q "$broken" "$WORK/said" || complain "$case, and was killed: $(cat "$WORK/said")"
    damage 'a run that is soon done'
    mkdir "$out/.2025Q2.new"
    run_for 1
    (sleep 0.5; rmdir "$out/.2025Q2.new") &
    says "$folder"
    wait
done
verdict verify-beside-a-run "$WORK/faults"
