# A file system that really fills up, at every size from nothing to enough: a tmpfs of our own where a user may have one, else
# a limit on the size of files. What is published stays whole, and when there is room again the next run goes through.
. tests/lib.sh
. tests/faults/lib.sh

# One run into $1/out, which is too small by now or not; then, with room made by `$2`, another.
try() { # FOLDER MAKE-ROOM WHAT
    build 2 "$1/out" 2>"$WORK/err"
    status=$?
    $2
    tree "$1/out/2025Q2" >"$WORK/now"
    case $status in
    0) cmp -s "$WORK/now" "$WORK/new" || complain "$3: status 0, and not the new set" ;;
    73 | 74)
        full=$((full + 1))
        grep -qE 'error: .*(No space left on device|File too large)' "$WORK/err" || complain "$3: no message says why"
        cmp -s "$WORK/now" "$WORK/old" || complain "$3: the old set isn't there any more"
        ;;
    *) complain "$3: status $status" ;;
    esac
    build 2 "$1/out" 2>"$WORK/err" || complain "$3: with room again, status $?"
    tree "$1/out/2025Q2" | cmp -s - "$WORK/new" || complain "$3: with room again, not the new set"
}

# As root of a name space of its own: tmpfs of so many KiB beyond what the old set takes.
on_tmpfs() {
    mkdir -p "$WORK/small"
    full=0
    size=$(du -sk --apparent-size "$WORK/base" | cut -f1)
    for more in 4 16 32 64 100 160 200 260 320 380 440 500 560 2000; do
        mount -t tmpfs -o "size=$((size + 24 + more))k" tmpfs "$WORK/small" || exit 9
        cp -a "$WORK/base" "$WORK/small/out" || exit 9
        try "$WORK/small" "mount -o remount,size=64m $WORK/small" "a disk with $more KiB left"
        umount "$WORK/small"
    done
    echo "a disk full in $full of 14 runs"
    [ $full -ge 5 ] || complain "the disk was full only $full times"
}
by_limit() {
    full=0
    for blocks in 4 8 40 100 200 300 350 10000; do
        rm -rf "$WORK/small"
        mkdir "$WORK/small"
        cp -a "$WORK/base" "$WORK/small/out"
        hard=$(ulimit -H -f)
        ulimit -S -f $blocks
        try "$WORK/small" "ulimit -S -f $hard" "files of at most $blocks blocks"
    done
    echo "files too large in $full of 8 runs"
    [ $full -ge 3 ] || complain "a file was too large only $full times"
}

# Inside a name space of its own this script calls itself.
if [ "${1-}" = inside ]; then
    on_tmpfs
    exit
fi
fresh_inputs
build 2 "$WORK/base" 2>"$WORK/err"
tree "$WORK/base/2025Q2" >"$WORK/old"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="5"/' "$WORK/in/q2.xml"
cp -a "$WORK/base" "$WORK/roomy"
build 2 "$WORK/roomy" 2>"$WORK/err"
tree "$WORK/roomy/2025Q2" >"$WORK/new"
: >"$WORK/faults"
if unshare -Urm true 2>/dev/null; then
    unshare -Urm sh "$0" inside || complain "the small disk: status $?"
else
    echo 'no name space of our own may be had here: the limit on the size of files must do'
fi
by_limit
verdict faults-full "$WORK/faults"
