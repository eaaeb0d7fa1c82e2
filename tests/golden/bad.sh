# What `tongbao check` says about the faulty inputs of tests/data/bad, word by word: bad/NAME.err holds it, with the folder's name
# taken off and the middle of a long list left out. Each must end with status 65, write nothing to stdout, within ten seconds, whatever it contains.
# `sh tests/golden/bad.sh --update` writes the files anew (with the environment of tests/run): read the difference before you
# commit it.
folder=tests/data/bad
golden=tests/golden/bad
update=
if [ "${1-}" = --update ]; then
    update=1
    WORK=$(mktemp -d)
    trap 'rm -rf "$WORK"' EXIT
    TONGBAO=${TONGBAO:-build/tongbao}
    export LC_ALL=C.UTF-8 LANGUAGE= TZ=UTC
    mkdir -p "$golden"
fi

check() { # NAME FILE…: runs it; stdout, stderr and status go to WORK
    name=$1
    shift
    timeout 10 "$TONGBAO" check "$@" >"$WORK/out" 2>"$WORK/raw"
    status=$?
    sed "s|$folder/||g; s|$WORK/||g" "$WORK/raw" |
        awk '{line[NR] = $0} END {
            for (i = 1; i <= NR; i++)
                if (NR <= 40 || i <= 3 || i == NR) print line[i]
                else if (i == 4) print "(" NR - 4 " lines)"
        }' >"$WORK/err"
    bad=
    [ "$status" -eq 65 ] || bad="$bad status=$status"
    [ ! -s "$WORK/out" ] || bad="$bad stdout"
    if [ -n "$update" ]; then
        cp "$WORK/err" "$golden/$name.err"
    elif ! diff -u "$golden/$name.err" "$WORK/err" >"$WORK/diff"; then
        head -n 20 "$WORK/diff"
        bad="$bad words"
    fi
    if [ -n "$bad" ]; then echo "FAIL bad/$name:$bad"; else echo "ok bad/$name"; fi
}

for file in "$folder"/*.xml; do
    name=$(basename "$file" .xml)
    case $name in
    notice-* | document-*) set -- ;;
    quarter-same-*) set -- "$folder/good/notice.xml" "$folder/good/quarter.xml" ;;
    quarter-*) set -- "$folder/good/notice.xml" ;;
    issue-*) set -- "$folder/good/notice.xml" "$folder/good/quarter.xml" ;;
    esac
    check "$name" "$@" "$file"
done

# Too big, too deep or too faulty to be kept in the tree.
for kind in 'depth 257' 'depth 500000' 'size 17' 'size 100' 'attributes 500000' 'laughs 1000000' 'faults 300000' 'names 900000'; do
    name=made-$(echo "$kind" | tr ' ' -)
    # shellcheck disable=SC2086
    sh "$folder/generate.sh" $kind >"$WORK/$name.xml"
    check "$name" "$WORK/$name.xml"
    rm "$WORK/$name.xml"
done

# And nothing is said about good ones.
"$TONGBAO" check "$folder"/good/*.xml >"$WORK/out" 2>&1
if [ $? -eq 0 ] && [ ! -s "$WORK/out" ]; then echo 'ok bad/good'; else cat "$WORK/out"; echo 'FAIL bad/good: not silent'; fi
