# Memory that can't be had, at the first requests of each command and of each stage, at requests spread over all of them and at the
# last, in the program or whatever library: status 70 with a message, no signal, nothing left lying about, the old set untouched. The C library
# itself can do without some of what it asks for (a cache, a buffer); then everything must have come out as if undisturbed.
. tests/lib.sh
. tests/faults/lib.sh
case $BUILD in
*sanitize)
    echo 'skip faults-memory: the sanitizer has an allocator of its own, which ends the process by itself'
    exit
    ;;
esac

starved() { # HOW N COMMAND…
    how=$1 at=$2
    shift 2
    rm -f "$COUNTER"
    UNDER="env FAULTS_COUNTER=$COUNTER FAULTS_AT=$at FAULTS_DO=$how LD_PRELOAD=$MEMORY" "$@" >"$WORK/said" 2>"$WORK/err"
}

# Numbers from 1 to $1: the first 40, 25 spread over all, 15 among the last 300, and 20 about each of the requests in $2, with which
# stages begin: what a command makes in all that ends with the stage before, and shows it, which takes some requests of its own.
numbers() {
    awk -v all="$1" -v begins="$2" 'BEGIN {
        for (i = 1; i <= 40; i++) print i
        for (k = split(begins, begin, " "); k; k--) for (i = -5; i < 15; i++) print begin[k] + i
        for (i = 1; i <= 25; i++) print int(all * i / 26)
        for (i = 0; i < 15; i++) print all - 20 * i
    }' | awk -v all="$1" '$1 >= 1 && $1 <= all' | sort -nu
}

# How many requests a command makes.
requests_of() {
    starved count 0 "$@"
    counted
}

# Whether the output folder is as after the command. When memory fails behind the exchange, the new set is published whole and the
# old one still lies aside, since nobody can tell any more what came into it; then the next run must clear it away.
is_as_after() { # COMMAND…
    cmp -s "$WORK/now" "$WORK/after" && return
    [ -d "$WORK/out/.2025Q1.old" ] || return
    tree "$WORK/out/2025Q1" >"$WORK/now"
    cmp -s "$WORK/now" "$WORK/after-set" || return
    "$@" >/dev/null 2>&1
    tree "$WORK/out" >"$WORK/now"
    cmp -s "$WORK/now" "$WORK/after"
}

# go_through NAME BEGINS COMMAND…: once a number each, and for some of them with nothing to be had from there on. $prepare makes the
# output folder as it was before the command.
runs=0 prepare=:
go_through() {
    name=$1 begins=$2
    shift 2
    : >"$WORK/faults"
    starved count 0 "$@"
    status=$?
    [ $status -eq 0 ] || complain "undisturbed: status $status"
    requests=$(counted)
    tree "$WORK/out" >"$WORK/after"
    tree "$WORK/out/2025Q1" >"$WORK/after-set"
    mv "$WORK/said" "$WORK/result"
    $prepare
    tree "$WORK/out" >"$WORK/before"
    [ "${begins##* }" -lt "$requests" ] || complain "a stage begins at one of $begins, of $requests in all"
    for n in $(numbers "$requests" "$begins"); do
        how=once
        [ $((n % 5)) -eq 0 ] && how=on
        starved $how "$n" "$@"
        status=$?
        if [ $status -eq 0 ] && [ "$(counted)" -lt "$n" ]; then
            $prepare
            continue # runs differ by a few requests; this one ended before
        fi
        if [ $status -eq 0 ]; then
            tree "$WORK/out" >"$WORK/now"
            cmp -s "$WORK/said" "$WORK/result" && cmp -s "$WORK/now" "$WORK/after" ||
                complain "request $n ($how): status 0 with another result"
            $prepare
            runs=$((runs + 1))
            continue
        fi
        [ $status -eq 70 ] || complain "request $n ($how): status $status"
        grep -q 'error: ' "$WORK/err" || complain "request $n ($how): no message"
        tree "$WORK/out" >"$WORK/now"
        if ! cmp -s "$WORK/now" "$WORK/before"; then
            # What comes last are messages; by then the new set is published.
            is_as_after "$@" || complain "request $n ($how): the output folder is neither as before nor as after"
            $prepare
        fi
        runs=$((runs + 1))
    done
    echo "$name: $requests requests, stages begin at $begins"
    verdict "faults-memory-$name" "$WORK/faults"
}
restore() {
    rm -rf "$WORK/out"
    cp -a "$WORK/base" "$WORK/out"
}
tongbao() { $UNDER "$TONGBAO" "$@"; }

fresh_inputs
build 1 "$WORK/base" 2>"$WORK/err"
restore
check() { tongbao check "$WORK/in/notice.xml" "$WORK/in/q1.xml" "$WORK/in/issue-q1.xml"; }
letter() { tongbao typeset tests/examples/letter.xml "$@"; }
go_through read 1 check
stages="$(requests_of check) $(requests_of build 1 "$WORK/none" --only swt --dump=report)"
go_through compose "$stages" build 1 "$WORK/none" --only swt --dump=document
go_through typeset "$(requests_of letter --dump=document)" letter --dump=pages
go_through draw "$(requests_of letter --dump=pages)" letter -o "$WORK/out/2025Q1/letter.pdf"
rm "$WORK/out/2025Q1/letter.pdf"
go_through extract 1 tongbao extract "$WORK/out/2025Q1/bulletin.pdf"
go_through verify 1 tongbao verify "$WORK/out/2025Q1"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="5"/' "$WORK/in/q1.xml"
prepare=restore
go_through issue "$stages" build 1 "$WORK/out"
echo "$runs runs"

# The last message is in the user's language, too, with nothing to be had any more.
: >"$WORK/faults"
checked() { $UNDER "$TONGBAO" check "$WORK/in/notice.xml"; }
requests=$(requests_of checked)
export LANGUAGE=zh_CN
starved on $((requests / 2)) checked
status=$?
[ $status -eq 70 ] && [ "$(cat "$WORK/err")" = 'tongbao: error: 内存不足' ] || complain "in Chinese: status $status"
verdict faults-memory-language "$WORK/faults"
