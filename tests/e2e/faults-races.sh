# Two runs at once, inputs replaced while they are read, a clock that is set back: never a mixed set.
. tests/lib.sh
. tests/faults/lib.sh
fresh_inputs
mkdir "$WORK/a" "$WORK/b"
fresh_inputs "$WORK/a"
fresh_inputs "$WORK/b"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="2.75"/' "$WORK/a/q1.xml"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="5.25"/' "$WORK/b/q1.xml"

# The published set is whole, and its bulletin of the figures that its manifest records; $1 begins the complaint.
agrees() {
    whole "$WORK/out/2025Q1" || complain "$1: not whole: $(cat "$WORK/whole")"
    value=$(sed -n 's/.*<figure quarter="1" target="2.1-2" value="\([^"]*\)".*/\1/p' "$WORK/out/2025Q1/manifest.xml")
    "$TONGBAO" extract "$WORK/out/2025Q1/bulletin.pdf" >"$WORK/data.xml" 2>"$WORK/err"
    grep -q "\"$value\"" "$WORK/data.xml" || complain "$1: the bulletin isn't of the figure recorded, $value"
    values="$values $value"
}
values=

# ---- two runs ----
# One issues the figures of a, the other those of b, both forced to do so; each ends well or finds the folder locked. What is
# there then is a whole set, of one of the two.
: >"$WORK/faults"
run() { # a|b
    IN=$WORK/$1 build 1 "$WORK/out" >"$WORK/said-$1" 2>&1
    echo $? >"$WORK/status-$1"
}
turns=0 locked=0
while [ $turns -lt 100 ]; do
    turns=$((turns + 1))
    run a &
    run b
    wait
    for who in a b; do
        case $(cat "$WORK/status-$who") in
        0) ;;
        75)
            locked=$((locked + 1))
            grep -q 'error: another run is at work: process [0-9]' "$WORK/said-$who" ||
                grep -q 'error: another run is at work$' "$WORK/said-$who" || complain "turn $turns: no word of the other run"
            ;;
        *) complain "turn $turns: status $(cat "$WORK/status-$who"): $(head -n 1 "$WORK/said-$who")" ;;
        esac
    done
    [ "$(cat "$WORK/status-a")$(cat "$WORK/status-b")" != 7575 ] || complain "turn $turns: both found it locked"
    agrees "turn $turns"
    [ "$(ls -A "$WORK/out" | tr '\n' ' ')" = '.lock 2025Q1 ' ] || complain "turn $turns: left over: $(ls -A "$WORK/out")"
    [ $((turns % 10)) -eq 0 ] && rm -rf "$WORK/out/2025Q1" # revisions would pile up
done
echo "$turns turns, $locked times locked"
[ $locked -ge 5 ] || complain "the runs met only $locked times"
verdict faults-two-runs "$WORK/faults"

# ---- inputs replaced by an editor ----
# The editor puts now one figure and now the other in place, again and again; each set issued is of one of them. One that writes
# aside and renames never disturbs a run; one that writes over the file may show a run half of it, which is refused.
replace_inputs() { # aside|over
    trap 'exit 0' TERM
    while :; do
        for who in a b; do
            if [ "$1" = aside ]; then
                cp "$WORK/$who/q1.xml" "$WORK/in/.q1.new"
                mv "$WORK/in/.q1.new" "$WORK/in/q1.xml"
            else
                half=$(($(wc -c <"$WORK/$who/q1.xml") / 2))
                head -c $half "$WORK/$who/q1.xml" >"$WORK/in/q1.xml"
                tail -c "+$((half + 1))" "$WORK/$who/q1.xml" >>"$WORK/in/q1.xml"
            fi
        done
    done
}
while_replaced() { # HOW RUNS MOST; more runs than RUNS where none was refused yet
    rm -rf "$WORK/out"
    values=' ' refused=0
    fresh_inputs
    build 1 "$WORK/out" >"$WORK/err" 2>&1 || complain "$1: status $?"
    replace_inputs "$1" &
    editor=$!
    i=0
    while [ $i -lt "$2" ] || { [ $refused -eq 0 ] && [ $i -lt "$3" ]; }; do
        i=$((i + 1))
        build 1 "$WORK/out" >"$WORK/err" 2>&1
        status=$?
        case $1-$status in
        *-0) ;;
        over-65) refused=$((refused + 1)) ;;
        *) complain "$1, run $i: status $status" ;;
        esac
        agrees "$1, run $i"
    done
    kill $editor
    wait $editor 2>/dev/null
}
: >"$WORK/faults"
while_replaced aside 20 20
for value in 2.75 5.25; do
    case "$values " in *" $value "*) ;; *) complain "no run read $value" ;; esac
done
while_replaced over 10 300
echo "an editor that writes over the file: $refused of $i runs refused"
[ $refused -ge 1 ] || complain 'no run saw half a file'
verdict faults-replaced-inputs "$WORK/faults"

# ---- the clock ----
# Set back by years, it changes neither bytes nor what is out of date.
: >"$WORK/faults"
rm -rf "$WORK/out" "$WORK/back"
fresh_inputs
build 1 "$WORK/out" 2>"$WORK/err"
export FAULTS_CLOCK=-999999999
struck kills 0 build 1 "$WORK/back" 2>"$WORK/err" || complain "status $?"
tree "$WORK/out" >"$WORK/now"
tree "$WORK/back" | cmp -s - "$WORK/now" || complain 'other bytes by another clock'
[ "$(grep -o ' made="....' "$WORK/back/2025Q1/manifest.xml")" != "$(grep -o ' made="....' "$WORK/out/2025Q1/manifest.xml")" ] ||
    complain 'the clock was not set back'
before=$(stat -c %Y-%i "$WORK/out/2025Q1/bulletin.pdf")
struck kills 0 build 1 "$WORK/out" 2>"$WORK/err" || complain "nothing to do: status $?"
[ "$before" = "$(stat -c %Y-%i "$WORK/out/2025Q1/bulletin.pdf")" ] || complain 'made again since the clock was set back'
cp "$WORK/b/q1.xml" "$WORK/in"
struck kills 0 build 1 "$WORK/out" 2>"$WORK/err" || complain "a change: status $?"
grep -q 'kind="bulletin".* revision="2"' "$WORK/out/2025Q1/manifest.xml" || complain 'a change went unnoticed'
whole "$WORK/out/2025Q1" || complain "not whole: $(cat "$WORK/whole")"
unset FAULTS_CLOCK
verdict faults-clock "$WORK/faults"
