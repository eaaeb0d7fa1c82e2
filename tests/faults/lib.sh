# For the tests of faults: `. tests/faults/lib.sh` in the top folder. Everything works on the invented second notice, which
# has three letters, in the folder $WORK/in, so that inputs can be changed.
CALLS=$BUILD/tools/calls.so MEMORY=$BUILD/tools/memory.so
COUNTER=$WORK/counter
case $BUILD in
*sanitize) export ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 ;;
esac
case $CALLS in /*) ;; *) CALLS=$PWD/$CALLS MEMORY=$PWD/$MEMORY ;; esac
for shim in "$CALLS" "$MEMORY"; do
    [ -r "$shim" ] || {
        echo "FAIL faults: $shim is not built"
        exit 1
    }
done

fresh_inputs() { # [FOLDER]
    mkdir -p "${1:-$WORK/in}"
    cp tests/data/second/*.xml tests/data/second/seal.png "${1:-$WORK/in}"
}

# build QUARTER OUT [OPTION…]: the set of a quarter of 2025 from $IN (default $WORK/in), with all earlier quarters, by one worker.
build() {
    build_quarter=$1 build_out=$2 build_in=${IN:-$WORK/in}
    shift 2
    for q in 1 2 3; do
        [ $q -lt "$build_quarter" ] && set -- "$@" --earlier "$build_in/q$q.xml"
    done
    $UNDER "$TONGBAO" build --notice "$build_in/notice.xml" --quarter "$build_in/q$build_quarter.xml" \
        --issue "$build_in/issue-q$build_quarter.xml" --out "$build_out" --jobs 1 --quiet "$@"
}

# struck HOW N COMMAND…: runs the command with call N struck in the way HOW; N = 0 only counts.
struck() {
    struck_how=$1 struck_at=$2
    shift 2
    rm -f "$COUNTER"
    UNDER="env FAULTS_COUNTER=$COUNTER FAULTS_AT=$struck_at FAULTS_DO=$struck_how LD_PRELOAD=$CALLS" "$@"
}
# How many calls the last struck run made, and which was struck.
counted() { head -n 1 "$COUNTER" | tr -d ' '; }
what_was_struck() { sed -n 2p "$COUNTER" | tr -d '\0'; }

# tree FOLDER: every name in it with the sum of what it holds; clock times taken out of manifests.
tree() {
    (
        cd "$1" 2>/dev/null || exit 0
        find . -name manifest.xml -type f -exec sed 's/ \(made\|on\)="[0-9][^"]*T[^"]*Z"//g' {} + | sha256sum
        find . -type f ! -name manifest.xml -exec sha256sum {} + | sort -k 2
        find . ! -type f | sort
        find . -name manifest.xml
    )
}

# A set published whole: its sums are right, and verify has nothing to tell but that a run left something.
whole() { # SET
    (cd "$1" && sha256sum --check --quiet --strict SHA256SUMS) >"$WORK/whole" 2>&1 || return 1
    "$TONGBAO" verify "$1" >"$WORK/whole" 2>&1 || ! grep -av 'a run left something here' "$WORK/whole" | grep -q .
}

# complain TEXT: a fault found, for `verdict NAME "$WORK/faults"`, with what the program said.
complain() {
    echo "$*" >>"$WORK/faults"
    head -n 3 "$WORK/err" 2>/dev/null | sed 's/^/    /' >>"$WORK/faults"
}
