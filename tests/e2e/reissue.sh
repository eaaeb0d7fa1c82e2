# Reissue from cron: finds the quarters, makes what is out of date, says one line or nothing; a bad file holds up its own quarters.
. tests/lib.sh
WORK=$PWD/$WORK
in=$WORK/in
out=$WORK/out
mkdir -p "$in/plan" "$in/figures/2025"
cp tests/data/second/notice.xml "$in/plan/"
cp tests/data/second/q*.xml "$in/figures/2025/"
cp tests/data/second/issue-*.xml "$in/"
cp tests/data/second/*.png "$in/" 2>/dev/null
echo 'not ours' >"$in/readme.txt"
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >"$in/picture.xml"
# Nothing of a user's environment: no home, no terminal, no locale, an odd mask, another folder.
reissue() {
    (cd / && umask 077 && exec env -i HOME=/nonexistent LANG=C PATH=/usr/bin:/bin "$TONGBAO" reissue --input "$in" --out "$out" "$@") \
        >"$WORK/line" 2>"$WORK/said" </dev/null
}
state() { (cd "$out" && find . -mindepth 1 ! -name .lock -printf '%p %i %T@ %s\n' | sort); }
pass() { # NAME CONDITION…
    name=$1
    shift
    if "$@"; then echo "ok $name"; else
        cat "$WORK/line" "$WORK/said"
        echo "FAIL $name"
    fi
}
quarters=$(ls tests/data/second/issue-*.xml | wc -l)
reissue
pass first-run [ $? -eq 0 ]
pass one-line [ "$(wc -l <"$WORK/line")" -eq 1 ]
pass all-quarters [ "$(ls -d "$out"/2025Q? | wc -l)" -eq "$quarters" ]
pass verified "$TONGBAO" verify "$out"
# The same bytes as the build command makes.
d=tests/data/second
build() { quarter_set $d 1 "$WORK/built" --quiet "$@" >"$WORK/said" 2>&1; }
build
pass as-build diff -r -x manifest.xml "$WORK/built/2025Q1" "$out/2025Q1"
# Nothing is to be made, and a folder that isn't there is told all the same.
for folder in templates fonts; do
    reissue "--$folder" "$WORK/nowhere"
    pass "reissue-no-$folder" [ "$? $(cat "$WORK/said")" = "66 $WORK/nowhere: error: no such file" ]
    build "--$folder" "$WORK/nowhere"
    pass "build-no-$folder" [ "$? $(cat "$WORK/said")" = "66 $WORK/nowhere: error: no such file" ]
done

state >"$WORK/before"
chmod -R a-w "$in"
reissue --log "$WORK/log"
pass nothing-to-do [ $? -eq 0 ]
chmod -R u+w "$in"
state | diff "$WORK/before" - >"$WORK/faults"
cat "$WORK/line" "$WORK/said" >>"$WORK/faults"
[ ! -s "$WORK/log" ] || cat "$WORK/log" >>"$WORK/faults"
verdict silent-and-untouched "$WORK/faults"

# Quarter 4 gets a fault, quarter 1 a new figure: the one stays, the other is corrected (and with it what shows it later).
cp "$in/figures/2025/q4.xml" "$WORK/q4.xml"
sed -i 's|</quarter>|<actual target="none" value="1"/></quarter>|' "$in/figures/2025/q4.xml"
sed -i '0,/value="\([0-9]*\)"/s//value="99"/' "$in/figures/2025/q1.xml"
(cd "$out/2025Q4" && find . -type f -printf '%p %i %T@\n' | sort) >"$WORK/q4.before"
reissue --log "$WORK/log"
pass fault-status [ $? -eq 65 ]
pass fault-is-named grep -q 'q4.xml:[0-9]*: error' "$WORK/said"
(cd "$out/2025Q4" && find . -type f -printf '%p %i %T@\n' | sort) | diff "$WORK/q4.before" - >"$WORK/faults"
verdict faulty-quarter-is-left "$WORK/faults"
pass other-quarter-is-made grep -q '2025Q1: ' "$WORK/line"
pass logged grep -qE '^20[0-9-]+T[0-9:]+\+0000 .*q4.xml:[0-9]*: error' "$WORK/log"
# The log goes on in a new file when it is moved away.
mv "$WORK/log" "$WORK/log.1"
reissue --log "$WORK/log"
pass log-rotation [ -s "$WORK/log" ]

# A file cut off in the middle, which doesn't say what it is, holds up the sets that were made from it.
cp "$WORK/q4.xml" "$in/figures/2025/q4.xml"
reissue
pass mended [ $? -eq 0 ]
state >"$WORK/before"
echo '<?xml version="1.0"?><quar' >"$in/figures/2025/q1.xml"
reissue
pass torn-status [ $? -eq 65 ]
state | diff "$WORK/before" - >"$WORK/faults"
verdict torn-file-changes-nothing "$WORK/faults"

pass no-input-folder sh -c '"$0" reissue --input /nonexistent --out "$1" 2>/dev/null; [ $? -eq 66 ]' "$TONGBAO" "$out"

# Files are known by what they say, their names' ending in capitals or not. A link to a file is followed, and one to a folder of
# other files is told; one to what is found anyway isn't worth a word.
in=$WORK/second
out=$WORK/second.out
mkdir -p "$in/figures" "$WORK/elsewhere"
cp $d/*.png "$in"
cp $d/notice.xml "$in/Notice.XML"
cp $d/issue-q1.xml "$in/issue-q1.Xml"
cp $d/q1.xml "$WORK/elsewhere/q1.xml"
ln -s ../../elsewhere/q1.xml "$in/figures/Q1.XML"
ln -s figures "$in/now"
reissue --quiet
pass capitals [ $? -eq 0 ]
pass links-to-files "$TONGBAO" verify "$out/2025Q1"
pass links-inside [ ! -s "$WORK/said" ]
ln -s ../elsewhere "$in/elsewhere"
reissue --quiet
pass links-outside [ $? -eq 0 ]
pass links-are-told grep -q "^$in/elsewhere: warning: is this meant: what is in there isn't read" "$WORK/said"
pass links-once [ "$(wc -l <"$WORK/said")" -eq 1 ]
