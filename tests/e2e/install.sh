# make install puts everything where the installed program looks for it, and the program runs from there, moved or not.
# (With the prefix that the program was built with: another one would link it anew under the feet of other tests.)
. tests/lib.sh
make -s install DESTDIR="$WORK/stage" build="$(basename "$BUILD")" >"$WORK/log" 2>&1 || {
    cat "$WORK/log"
    echo 'FAIL install: make install failed'
    exit 1
}
root=$WORK/stage$(cat "$BUILD/prefix")
missing=
for f in bin/tongbao share/tongbao/fonts/fontmap share/man/man1/tongbao.1 share/locale/zh_CN/LC_MESSAGES/tongbao.mo \
    share/tongbao/templates/bulletin.xsl lib/systemd/system/tongbao@.service lib/systemd/system/tongbao@.timer \
    share/doc/tongbao/crontab.example; do
    [ -s "$root/$f" ] || missing="$missing $f"
done
if [ -z "$missing" ]; then echo 'ok install-files'; else echo "FAIL install-files: missing:$missing"; fi
# What systemd and cron start is the program that was installed.
started=$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$root/lib/systemd/system/tongbao@.service")
if [ -x "$WORK/stage$started" ] && grep -q "$started reissue" "$root/share/doc/tongbao/crontab.example"; then
    echo 'ok install-schedules'
else
    echo "FAIL install-schedules: $started"
fi
# An output folder belongs to one year's notice: the service has an instance a year, with folders of its own.
for key in 'ExecStart=.* --input /etc/tongbao/%i --out /var/lib/tongbao/%i' 'StateDirectory=tongbao/%i'; do
    grep -qx "$key" "$root/lib/systemd/system/tongbao@.service" || echo "no $key"
done >"$WORK/faults"
if command -v systemd-analyze >/dev/null; then
    for unit in service timer; do
        sed "s|$started|/bin/true|" "$root/lib/systemd/system/tongbao@.$unit" >"$WORK/tongbao@.$unit"
        cp "$WORK/tongbao@.$unit" "$WORK/tongbao@2025.$unit"
    done
    systemd-analyze verify --man=no "$WORK/tongbao@2025.timer" "$WORK/tongbao@2025.service" 2>&1 | grep tongbao >>"$WORK/faults"
fi
verdict install-each-year "$WORK/faults"

# From another folder, with a bare environment, far from the source tree.
moved=$(mktemp -d)
trap 'rm -rf "$moved"' EXIT
cp -a "$root" "$moved/elsewhere"
input=$PWD/input/2024
(cd / && env -i PATH=/usr/bin:/bin "$moved/elsewhere/bin/tongbao" build --notice "$input/notice.xml" \
    --quarter "$input/q1.xml" --issue "$input/issue-q1.xml" --out "$moved/out" --only kjt --quiet) >"$WORK/log" 2>&1
status=$?
if [ $status -eq 0 ] && ls "$moved"/out/2024Q1/letters/*.pdf >/dev/null 2>&1; then
    echo 'ok install-runs-anywhere'
else
    cat "$WORK/log"
    echo "FAIL install-runs-anywhere: status $status"
fi

speaks() { # LANGUAGE LC_ALL: the message for a missing file
    env -i PATH=/usr/bin:/bin LANGUAGE="$1" LC_ALL="$2" "$moved/elsewhere/bin/tongbao" check /no-such-file.xml 2>&1
}
if speaks zh_CN C.UTF-8 | grep -q 'error: 没有这个文件'; then
    echo 'ok install-speaks-chinese'
else
    speaks zh_CN C.UTF-8
    echo 'FAIL install-speaks-chinese: LANGUAGE=zh_CN under C.UTF-8'
fi
if speaks zh_CN C | grep -q 'error: no such file' && speaks '' C.UTF-8 | grep -q 'error: no such file'; then
    echo 'ok install-speaks-english'
else
    echo 'FAIL install-speaks-english: LANG=C, or no language'
fi

# ---- installing again ----
# From a copy of the source with a font of the office's own, under a mask, into a folder with a blank in its name.
WORK=$(cd "$WORK" && pwd)
tree=$WORK/tree place="$WORK/a place"
share=$place/opt/share/tongbao
mkdir "$tree"
cp -r src templates fonts "$tree"
ln -s "$PWD/build" "$tree/build"
echo 'a font of the house' >"$tree/fonts/FZXBSJW.TTF"
install_again() {
    (umask 077 && DESTDIR=$place PREFIX=/opt sh "$tree/src/install/install.sh" "$BUILD") >"$WORK/log" 2>&1 || echo "status $?" >>"$WORK/faults"
}
: >"$WORK/faults"
install_again
[ ! -s "$WORK/log" ] || echo "it says: $(cat "$WORK/log")" >>"$WORK/faults"
cmp "$tree/fonts/FZXBSJW.TTF" "$share/fonts/FZXBSJW.TTF" >>"$WORK/faults" 2>&1
find "$place" -mindepth 1 \( -type f ! -perm -444 -o -type d ! -perm -555 \) >>"$WORK/faults"
[ "$(find "$place" -type f | wc -l)" -ge 20 ] || echo 'files are missing' >>"$WORK/faults"
verdict install-for-everybody "$WORK/faults"
# A new version of all; three files were changed where they are installed, one of them as in the new version.
: >"$WORK/faults"
for file in letter.xsl bulletin.xsl common.xsl; do
    echo '<!-- new -->' >>"$tree/templates/$file"
done
echo '# new' >>"$tree/fonts/fontmap"
for file in templates/letter.xsl fonts/fontmap; do
    echo 'of the house' >>"$share/$file"
    cp "$share/$file" "$WORK/kept-${file##*/}"
done
cp "$tree/templates/common.xsl" "$share/templates"
for round in 1 2; do
    install_again
    for file in templates/letter.xsl fonts/fontmap; do
        cmp "$WORK/kept-${file##*/}" "$share/$file" >>"$WORK/faults" 2>&1
        cmp "$tree/$file" "$share/$file.new" >>"$WORK/faults" 2>&1
        [ $round -eq 2 ] || grep -qxF "install: $share/$file was changed and is kept; the new one is $share/$file.new" "$WORK/log" ||
            echo "nothing is said of $file"
    done >>"$WORK/faults"
    for file in bulletin.xsl common.xsl; do
        cmp "$tree/templates/$file" "$share/templates/$file" >>"$WORK/faults" 2>&1
    done
    # The same version has nothing new to offer.
    [ "$(wc -l <"$WORK/log")" -eq $((2 * (2 - round))) ] || echo "round $round says: $(cat "$WORK/log")" >>"$WORK/faults"
done
verdict install-keeps-changes "$WORK/faults"
# Once the change is taken over, or given up, there is nothing left to keep.
: >"$WORK/faults"
cp "$share/templates/letter.xsl" "$tree/templates/letter.xsl"
mv "$share/fonts/fontmap.new" "$share/fonts/fontmap"
install_again
[ ! -s "$WORK/log" ] || echo "it says: $(cat "$WORK/log")" >>"$WORK/faults"
find "$place" -name '*.new' >>"$WORK/faults"
verdict install-forgets-changes "$WORK/faults"
