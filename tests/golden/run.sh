# Holds what the program says against files written down here. A case is NAME.args: the arguments, words divided by blanks, run in the
# top folder. NAME.out is the expected stdout, NAME.err the expected stderr, NAME.status the expected exit status (0 when
# there is no such file); a file's presence enables its check. `sh tests/golden/run.sh --update NAME…` writes the files that exist
# anew (with the environment of tests/run): read the difference before you commit it.
update=
if [ "${1-}" = --update ]; then
    update=1
    shift
    WORK=$(mktemp -d)
    trap 'rm -rf "$WORK"' EXIT
    TONGBAO=${TONGBAO:-build/tongbao}
    export LC_ALL=C.UTF-8 LANGUAGE= TZ=UTC
fi

one() {
    name=$1
    base=tests/golden/$name
    # shellcheck disable=SC2046  # words
    "$TONGBAO" $(cat "$base.args") >"$WORK/out" 2>"$WORK/err"
    echo $? >"$WORK/status"
    [ -e "$base.status" ] || echo 0 >"$WORK/expected"
    [ ! -e "$base.status" ] || cp "$base.status" "$WORK/expected"
    bad=
    for part in out err; do
        [ -e "$base.$part" ] || continue
        if [ -n "$update" ]; then
            cp "$WORK/$part" "$base.$part"
        elif ! diff -u "$base.$part" "$WORK/$part" >"$WORK/diff"; then
            head -n 20 "$WORK/diff"
            bad="$bad $part"
        fi
    done
    if [ -n "$update" ]; then
        [ ! -e "$base.status" ] || cp "$WORK/status" "$base.status"
    elif ! cmp -s "$WORK/status" "$WORK/expected"; then
        echo "status $(cat "$WORK/status"), expected $(cat "$WORK/expected")"
        head -n 20 "$WORK/err"
        bad="$bad status"
    fi
    if [ -n "$bad" ]; then echo "FAIL $name: other$bad"; else echo "ok $name"; fi
}

[ $# -gt 0 ] || set -- $(ls tests/golden/ | sed -n 's|\.args$||p')
[ $# -gt 0 ] || echo 'skip golden: no case written down yet'
for name; do
    one "$name"
done
