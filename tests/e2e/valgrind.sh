# valgrind finds no error and no memory lost in a whole run: reading, judging, composing, typesetting, drawing, publishing.
if nm "$TONGBAO" 2>/dev/null | grep -q __asan_init; then
    echo 'skip valgrind: a program built with sanitizers does not run under it'
    exit 0
fi
d=tests/data/second
check() { # NAME STATUS ARGUMENT…
    name=$1
    expected=$2
    shift 2
    valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --child-silent-after-fork=no \
        "$TONGBAO" "$@" >"$WORK/log" 2>&1
    status=$?
    if [ $status -eq "$expected" ] && ! grep -q '^==' "$WORK/log"; then
        echo "ok valgrind-$name"
    else
        head -n 60 "$WORK/log"
        echo "FAIL valgrind-$name: status $status, expected $expected"
    fi
}
check build 0 build --notice $d/notice.xml --quarter $d/q4.xml --issue $d/issue-q4.xml --earlier $d/q2.xml --out "$WORK/out" \
    --jobs 1 --quiet
check verify 0 verify "$WORK/out/2025Q4"
check extract 0 extract "$WORK/out/2025Q4/bulletin.pdf"
check typeset 0 typeset tests/examples/file-sealed.xml -o "$WORK/sealed.pdf" --quiet
check refuse 65 check tests/data/bad/*.xml
