# Nothing is ever written outside the output folder: links planted in it, and names of units that look like paths. And names of files
# that look like options.
. tests/lib.sh
. tests/faults/lib.sh
fresh_inputs
out=$WORK/out outside=$WORK/outside

# A folder that isn't ours, with a file; it must stay as it is.
lay_out() {
    rm -rf "$outside" "$out"
    mkdir -p "$outside/letters" "$out"
    echo theirs >"$outside/bulletin.pdf"
    echo theirs >"$outside/letters/theirs"
    tree "$outside" >"$WORK/before"
}
untouched() { # WHAT
    tree "$outside" | cmp -s - "$WORK/before" || complain "$1: the folder that the link leads to was changed"
}
# A run that may refuse the folder or replace the link, but not more; $2 are the statuses allowed.
run() { # WHAT STATUSES
    build 1 "$out" >"$WORK/err" 2>&1
    status=$?
    case " $2 " in *" $status "*) ;; *) complain "$1: status $status" ;; esac
    rm -f "$out"/2025Q1/*.kept "$out"/2025Q1/letters/*.kept # the link itself, which isn't ours to lose
    [ $status -eq 0 ] || grep -q 'error:' "$WORK/err" || complain "$1: no message"
    [ $status -ne 0 ] || whole "$out/2025Q1" || complain "$1: not whole: $(cat "$WORK/whole")"
    untouched "$1"
}
change() { sed -i "s/target=\"2.1-2\" value=\"[^\"]*\"/target=\"2.1-2\" value=\"$1\"/" "$WORK/in/q1.xml"; }

: >"$WORK/faults"
for planted in 2025Q1 .2025Q1.new .2025Q1.old .lock; do
    lay_out
    ln -s ../outside "$out/$planted"
    run "a link $planted" '0 65 73 74'
    case $planted in 2025Q1 | .lock) grep -q "$planted: it is a link$" "$WORK/err" || complain "a link $planted: not told to be one" ;; esac
done
lay_out
ln -s ../outside "$out/2024Q4"
run 'a link in the place of another set' 65
grep -q '2024Q4: it is a link$' "$WORK/err" || complain 'a link in the place of another set: not told to be one'
"$TONGBAO" verify "$out" >"$WORK/err" 2>&1
grep -q '2024Q4: error: .*: it is a link$' "$WORK/err" || complain 'a link in the place of another set: verify'
lay_out
ln -s ../outside/made-by-us "$out/.lock"
run 'a link .lock to nothing' '0 65 73 74'
# In a set that is issued, before a change that renews all of it.
for planted in letters bulletin.pdf index.html manifest.xml SHA256SUMS revisions letters/01-省水务厅.pdf; do
    lay_out
    change 2
    build 1 "$out" 2>"$WORK/err"
    change 5
    build 1 "$out" 2>"$WORK/err"
    rm -rf "${out:?}/2025Q1/$planted"
    case $planted in
    letters/*) ln -s ../../../outside/bulletin.pdf "$out/2025Q1/$planted" ;;
    letters | revisions) ln -s ../../outside "$out/2025Q1/$planted" ;;
    *) ln -s ../../outside/bulletin.pdf "$out/2025Q1/$planted" ;;
    esac
    change 6
    run "a link $planted" '0 65 73 74'
done
# A file that somebody changed by hand is kept as such.
lay_out
build 1 "$out" 2>"$WORK/err"
echo 'a stamp' >>"$out/2025Q1/bulletin.pdf"
change 2
run 'a file changed by hand' 0
tail -n 1 "$out/2025Q1/revisions/bulletin-1.pdf" | grep -q 'a stamp' || complain 'a file changed by hand: lost'
# Leftovers of a run that somebody put links into.
lay_out
mkdir -p "$out/.2025Q1.new"
ln -s ../../outside "$out/.2025Q1.new/letters"
ln -s ../../outside/bulletin.pdf "$out/.2025Q1.new/bulletin.pdf"
run 'leftovers with links' 0
[ ! -e "$out/.2025Q1.new" ] || complain 'leftovers with links: not cleared away'
verdict faults-links "$WORK/faults"

# ---- names of units ----
# Each name in the place of the first unit's; the file is one plain name below letters/, and the run goes through, or the input
# is refused.
: >"$WORK/faults"
long=$(printf '水%.0s' $(seq 300))
lay_out
named() { # NAME-AS-XML STATUS: status may be a list
    rm -rf "$out"
    NAME="name=\"$1\"" awk '{i = index($0, was); if (i) $0 = substr($0, 1, i - 1) ENVIRON["NAME"] substr($0, i + length(was)); print}' \
        was='name="省水务厅"' tests/data/second/notice.xml >"$WORK/in/notice.xml"
    grep -qF "name=\"$1\"" "$WORK/in/notice.xml" || complain "$1: the test didn't name the unit"
    build 1 "$out" >"$WORK/err" 2>&1
    status=$?
    case " $2 " in *" $status "*) ;; *) complain "$1: status $status" ;; esac
    untouched "$1"
    if [ $status -eq 0 ]; then
        find "$WORK/out" -type f | LC_ALL=C grep -vE '^[^[:cntrl:]]*/out/(\.lock|2025Q1/(bulletin\.pdf|index\.html|manifest\.xml|SHA256SUMS|letters/0[123]-[^/[:cntrl:]]*\.pdf))$' \
            >"$WORK/strange"
        [ ! -s "$WORK/strange" ] || complain "$1: $(cat "$WORK/strange")"
        [ "$(find "$WORK/out" -name '0*.pdf' | wc -l)" -eq 3 ] || complain "$1: not three letters"
        whole "$out/2025Q1" || complain "$1: not whole: $(cat "$WORK/whole")"
    fi
}
named '../../etc/cron.d/x' 0
named '/etc/cron.d/x' 0
named 'a/b' 0
named '.' 0
named '..' 0
named '...' 0
named '-rf' 0
named 'a\b:c*?&quot;&lt;>|' 0
named 'con' 0
named "$long" 0
named '&#x202E;fdp.exe' '0 65'
named '&#9;水&#10;务' '0 65'
named '&#1;' 65
named '' 65
# The name of another unit.
named '岚州省𠮷河𫗧湖流域水资源统一调度和生态流量监测预警联合服务中心（省水网数据中心）' '0 65'
# An id is as hostile as a name.
for id in ../../x a/b . ..; do
    sed "s|\"swt\"|\"$id\"|g" tests/data/second/notice.xml >"$WORK/in/notice.xml"
    rm -rf "$out"
    build 1 "$out" >"$WORK/err" 2>&1
    status=$?
    case $status in
    0) whole "$out/2025Q1" || complain "id $id: not whole" ;;
    65) ;;
    *) complain "id $id: status $status" ;;
    esac
    untouched "id $id"
done
verdict faults-names "$WORK/faults"

# A file whose name begins as an option's does is named as it is written, with how it is given.
: >"$WORK/faults"
cp tests/data/second/notice.xml "$WORK/in/-q3.xml"
(cd "$WORK/in" && "$TONGBAO" check q1.xml -q3.xml) >"$WORK/err" 2>&1
grep -q 'unknown option -q3.xml; if the file is meant, write ./-q3.xml$' "$WORK/err" || complain 'a file -q3.xml'
verdict faults-hyphen "$WORK/faults"
