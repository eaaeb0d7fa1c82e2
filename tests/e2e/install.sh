# make install puts everything where the installed program looks for it, and the program runs from there, moved or not.
# (With the prefix that the program was built with: another one would link it anew under the feet of other tests.)
make -s install DESTDIR="$WORK/stage" build="$(basename "$BUILD")" >"$WORK/log" 2>&1 || {
    cat "$WORK/log"
    echo 'FAIL install: make install failed'
    exit 1
}
root=$WORK/stage$(cat "$BUILD/prefix")
missing=
for f in bin/tongbao share/tongbao/fonts/fontmap share/man/man1/tongbao.1 share/locale/zh_CN/LC_MESSAGES/tongbao.mo \
    share/tongbao/templates/bulletin.xsl lib/systemd/system/tongbao.service lib/systemd/system/tongbao.timer \
    share/doc/tongbao/crontab.example; do
    [ -s "$root/$f" ] || missing="$missing $f"
done
if [ -z "$missing" ]; then echo 'ok install-files'; else echo "FAIL install-files: missing:$missing"; fi
# What systemd and cron start is the program that was installed.
started=$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$root/lib/systemd/system/tongbao.service")
if [ -x "$WORK/stage$started" ] && grep -q "$started reissue" "$root/share/doc/tongbao/crontab.example"; then
    echo 'ok install-schedules'
else
    echo "FAIL install-schedules: $started"
fi

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
