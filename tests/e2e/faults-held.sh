# What can't be removed from a set: attributes, the sticky bit, what is mounted there. The set isn't replaced then, and that is told;
# what is held only behind the exchange is told, and blocks no later run.
. tests/lib.sh
. tests/faults/lib.sh
WORK=$(cd "$WORK" && pwd) COUNTER=$WORK/counter
out=$WORK/out set=$WORK/out/2025Q2
fresh_inputs
figure() { sed -i "s/target=\"2.1-2\" value=\"[^\"]*\"/target=\"2.1-2\" value=\"$1\"/" "$WORK/in/q2.xml"; }
issued() { grep -q "figure quarter=\"2\" target=\"2.1-2\" value=\"$1\"" "$set/manifest.xml" || complain "$case: $1 isn't issued"; }
figure 3
build 2 "$out" 2>"$WORK/err" || echo "FAIL faults-held: status $?"
cp -a "$out" "$WORK/kept"
begin() { # CASE: the set as issued, and a figure that makes all of it anew
    case=$1
    rm -rf "$out"
    cp -a "$WORK/kept" "$out"
    figure 4
}
run() { $as build 2 "$out" "$@" >"$WORK/err" 2>&1; }
as=
# refuses FILE WHY: the run ends with 73, says that of the file, and leaves the set as it is.
refuses() {
    tree "$set" >"$WORK/before"
    run
    status=$?
    [ $status -eq 73 ] || complain "$case: status $status"
    grep -q "2025Q2$1: error: can't create: the set can't be replaced.*: $2" "$WORK/err" || complain "$case: no word of it"
    tree "$set" | cmp -s - "$WORK/before" || complain "$case: the set was changed"
    [ "$(ls -A "$out" | tr '\n' ' ')" = '.lock 2025Q2 ' ] || complain "$case: left over: $(ls -A "$out")"
}
# goes_through: what was in the way is taken away.
goes_through() {
    run || complain "$case, and now isn't: status $?"
    issued 4
}

# meanwhile COMMAND FILE WHY: it runs while the disk is waited for; the set is issued, and that of the old one is told.
meanwhile() {
    export FAULTS_MEANWHILE="$1"
    struck kills 0 run || complain "$case: status $?"
    unset FAULTS_MEANWHILE
    grep -q "out/.2025Q2.old/$2: warning: .* can't be removed: $3" "$WORK/err" || complain "$case: not told"
    issued 4
}

# ---- attributes ----
: >"$WORK/faults"
touch "$WORK/file"
if chattr +i "$WORK/file" 2>/dev/null && chattr -i "$WORK/file"; then
    for held in '+i bulletin.pdf' '+a bulletin.pdf' '+i letters' '+a letters' '+i .' '+a .'; do
        file=${held#* }
        begin "$held"
        chattr "${held% *}" "$set/$file"
        case $file in
        letters) refuses /letters 'an attribute keeps it from being removed' ;;
        .) refuses '' 'an attribute keeps it from being removed' ;;
        *) refuses "/$file" 'an attribute keeps it from being removed' ;;
        esac
        chattr -ia "$set/$file"
        goes_through
    done
    begin 'attribute set while the disk is waited for'
    meanwhile "chattr +i '$set/bulletin.pdf'" bulletin.pdf 'an attribute'
    run || complain "$case, again: status $?"
    chattr -i "$out/.2025Q2.left-1/bulletin.pdf" || complain "$case: not set aside"
    verdict held-attributes "$WORK/faults"
else
    echo 'skip held-attributes: no attributes can be set here'
fi

# ---- the sticky bit ----
: >"$WORK/faults"
nobody() { setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; }
as_nobody() { UNDER='setpriv --reuid=nobody --regid=nogroup --clear-groups' "$@"; }
if [ "$(id -u)" -eq 0 ] && nobody sh -c "cat '$WORK/in/notice.xml' && '$TONGBAO' --version" >"$WORK/said" 2>&1; then
    begin 'a scan in a folder with the sticky bit'
    chown -R nobody:nogroup "$out"
    chown root "$set/letters"
    chmod 1777 "$set/letters"
    echo scan >"$set/letters/scan.pdf"
    chown daemon "$set/letters/scan.pdf"
    as=as_nobody
    refuses /letters/scan.pdf "it is somebody else's, in a folder with the sticky bit"
    chown nobody "$set/letters/scan.pdf"
    goes_through
    as=
    verdict held-sticky "$WORK/faults"

    # ---- once by root ----
    # What root makes in somebody's folder is that somebody's; what is root's already is told to be.
    : >"$WORK/faults"
    case='once by root'
    rm -rf "$out"
    mkdir "$out"
    chown nobody:nogroup "$out"
    figure 3
    run || complain "$case: status $?"
    others=$(find "$out" ! '(' -user nobody -group nogroup ')')
    [ -z "$others" ] || complain "$case: not handed over: $others"
    figure 4
    as=as_nobody
    goes_through
    as=
    run || complain "$case, again: status $?"
    chown root "$set"
    as=as_nobody
    figure 3
    refuses '' 'Permission denied, it belongs to user 0'
    chown root "$out/.lock"
    run
    status=$?
    [ $status -eq 73 ] && grep -q "can't create: .lock: Permission denied, it belongs to user 0" "$WORK/err" || complain "$case: the lock"
    as=
    # So are the folders of a new year, and the log.
    mkdir "$WORK/year"
    chown nobody:nogroup "$WORK/year"
    build 2 "$WORK/year/sets/2026" --log "$WORK/year/log" >"$WORK/said" 2>"$WORK/err" ||
        complain "$case, a new folder: status $?"
    others=$(find "$WORK/year" ! '(' -user nobody -group nogroup ')')
    [ -z "$others" ] && [ -e "$WORK/year/sets/2026/.lock" ] && [ -e "$WORK/year/log" ] || complain "$case, a new folder: not handed over: $others"
    verdict held-by-root "$WORK/faults"
else
    for name in held-sticky held-by-root; do
        echo "skip $name: for root only, in a folder that user nobody may enter"
    done
fi

# ---- what is mounted ----
# In a name space of their own, where there is a root.
: >"$WORK/faults"
mkdir "$WORK/theirs"
echo scan >"$WORK/theirs/scan.pdf"
with_mount() { # FOLDER COMMAND…
    # shellcheck disable=SC2016  # for the other shell
    on=$1 FROM=$WORK/theirs unshare -Urm sh -c 'on=$1 && shift && mount --bind "$FROM" "$on" && exec "$@"' sh "$@"
}
mkdir "$WORK/mount"
if with_mount "$WORK/mount" true 2>/dev/null; then
    begin 'a mount in the set'
    mkdir "$set/scans"
    UNDER="with_mount $set/scans"
    refuses /scans 'something is mounted there'
    UNDER=
    goes_through
    # What is held by a set that a dead run left is neither taken along nor emptied, and the set is put out of the way.
    begin 'a mount in a set that was left'
    cp -a "$set" "$out/.2025Q2.old"
    mkdir "$out/.2025Q2.old/scans"
    UNDER="with_mount $out/.2025Q2.old/scans"
    run || complain "$case: status $?"
    UNDER=
    grep -q "out/.2025Q2.left-1/scans: warning: .* can't be removed: something is mounted there" "$WORK/err" || complain "$case: not told"
    issued 4
    begin 'a mount in a set begun'
    mkdir -p "$out/.2025Q2.new/scans"
    UNDER="with_mount $out/.2025Q2.new/scans"
    run || complain "$case: status $?"
    UNDER=
    grep -q "out/.2025Q2.left-1: warning: .* can't be removed" "$WORK/err" || complain "$case: not told"
    issued 4
    [ "$(cat "$WORK/theirs/scan.pdf")" = scan ] || complain 'what was mounted is lost'
    verdict held-mounts "$WORK/faults"
else
    echo 'skip held-mounts: nothing may be mounted here'
fi

# ---- what lies below in an overlay ----
# Such a set can't be renamed; its copy can.
: >"$WORK/faults"
mkdir "$WORK/upper" "$WORK/work" "$WORK/over"
# shellcheck disable=SC2016  # for the other shell
over() { # COMMAND…
    WORK=$WORK unshare -Urm sh -c 'mount -t overlay -o "userxattr,lowerdir=$WORK/kept,upperdir=$WORK/upper,workdir=$WORK/work" x "$WORK/over" &&
        exec "$@"' sh "$@"
}
if over true 2>/dev/null; then
    case='below in an overlay'
    figure 4
    out=$WORK/over set=$WORK/over/2025Q2 UNDER=over
    run
    status=$?
    if [ $status -eq 0 ]; then
        echo 'skip held-overlay: overlays rename what lies below here'
    else
        [ $status -eq 74 ] && grep -q "2025Q2: the file system can't rename it where it lies" "$WORK/err" || complain "$case: status $status"
        over sh -c "cp -a $set $set.copy && rm -r $set && mv $set.copy $set"
        run || complain "$case, and now isn't: status $?"
        grep -q 'value="4"' "$WORK/upper/2025Q2/manifest.xml" || complain "$case: not issued"
        verdict held-overlay "$WORK/faults"
    fi
    out=$WORK/out set=$WORK/out/2025Q2 UNDER=
else
    echo 'skip held-overlay: nothing may be mounted here'
fi

# ---- what is held behind the exchange ----
: >"$WORK/faults"
[ "$(id -u)" -ne 0 ] || as=without_override
without_override() { UNDER="$UNDER setpriv --bounding-set -dac_override,-dac_read_search" "$@"; }
begin 'a folder closed while the disk is waited for'
meanwhile "chmod 555 '$set/letters'" 'letters/0.*' 'Permission denied'
"$TONGBAO" verify "$out" >"$WORK/err" 2>&1 && complain "$case: verify has nothing to tell"
run || complain "$case, again: status $?"
grep -q 'out/.2025Q2.left-1/letters/0.*: warning: .* removed: Permission denied' "$WORK/err" || complain "$case: not told again"
figure 5
run || complain "$case, a third time: status $?"
[ ! -s "$WORK/err" ] || complain "$case: still told"
issued 5
"$TONGBAO" verify "$out" >"$WORK/err" 2>&1 || complain "$case: verify ends with $?"
[ "$(ls -A "$out" | tr '\n' ' ')" = '.2025Q2.left-1 .lock 2025Q2 ' ] || complain "$case: there is $(ls -A "$out")"
[ -z "$(find "$set" -name '*.kept')" ] || complain "$case: taken along though accounted for"
cp -a "$out/.2025Q2.left-1" "$out/.2025Q2.old"
run || complain "$case, once more: status $?"
[ -d "$out/.2025Q2.left-2" ] || complain "$case, once more: not set aside"
chmod -R u+w "$out"
verdict held-behind "$WORK/faults"
