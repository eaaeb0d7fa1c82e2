# Reissues in a row with random edits to the inputs: after each, files, manifest and SHA256SUMS agree, what a run has nothing to
# change in it leaves alone, nothing is left lying about, and the last ones take no more memory than the first. REISSUES=1000 runs more than the usual 60; SEED= others.
. tests/lib.sh
. tests/faults/lib.sh
WORK=$(cd "$WORK" && pwd)
all=${REISSUES:-60} seed=${SEED:-1}
: >"$WORK/faults"
fresh_inputs
rm "$WORK"/in/*q3.xml "$WORK"/in/*q4.xml
cp "$WORK/in/notice.xml" "$WORK/notice.plain"
random=$seed
pick() { # N: a number below N into $picked
    random=$(((random * 1103515245 + 12345) % 2147483648))
    picked=$((random / 65536 % $1))
}
reissue() {
    sh -c 'ulimit -v 4194304 2>/dev/null; exec "$@"' sh "$BUILD/tools/measure" "$WORK/cost" "$TONGBAO" reissue --input "$WORK/in" --out "$WORK/out" \
        --jobs 2 >"$WORK/said" 2>"$WORK/err"
}
case $BUILD in
*sanitize) # it reserves more than that, and keeps what was freed
    reissue() { "$TONGBAO" reissue --input "$WORK/in" --out "$WORK/out" --jobs 2 >"$WORK/said" 2>"$WORK/err"; }
    ;;
esac

swap_lines() { # PATTERN FILE: the first line that fits goes behind the second
    awk -v pattern="$1" '$0 ~ pattern && !held {held = $0; next} {print} $0 ~ pattern {print held}' "$2" >"$WORK/swapped"
    mv "$WORK/swapped" "$2"
}

# One edit; sets $edit to what it was and $same to yes when nobody should see a difference.
targets='2.1-2 2.1-3 2.2-1 2.2-2 2.2-3 2.3-1 2.3-4'
edit_inputs() {
    pick 2
    q=$((picked + 1)) same=no
    pick 12
    edit=$picked
    case $edit in
    0 | 1 | 2 | 3 | 4) # a figure
        pick 7
        # shellcheck disable=SC2086  # one target a word
        target=$(echo $targets | cut -d' ' -f $((picked + 1)))
        pick 90
        sed -i "s|target=\"$target\" value=\"[^\"]*\"|target=\"$target\" value=\"$picked.$((picked % 7))\"|" "$WORK/in/q$q.xml"
        ;;
    5) # a figure no longer reported, or again
        if grep -q 'target="2.3-3"' "$WORK/in/q$q.xml"; then
            sed -i '/target="2.3-3"/d' "$WORK/in/q$q.xml"
        else
            sed -i 's|</quarter>|<actual target="2.3-3" value="1"/>\n</quarter>|' "$WORK/in/q$q.xml"
        fi
        ;;
    6) touch "$WORK"/in/*.xml && same=yes ;;
    7) # comments, and white space between elements
        sed -i 's|\(<actual target="2.1-3"\)|<!-- looked at -->\n    \1|' "$WORK/in/q$q.xml" && same=yes
        ;;
    8) swap_lines 'target="2.2-[12]"' "$WORK/in/q$q.xml" && same=yes ;;
    9) swap_lines '<unit id="(swt|zx)"' "$WORK/in/notice.xml" ;; # files are renamed
    10) cp "$WORK/notice.plain" "$WORK/in/notice.xml" ;;
    11) # other particulars
        pick 9
        sed -i "s|reply-by=\"[^\"]*\"|reply-by=\"2025-0$((q * 3 + 1))-2$((picked + 1))\"|" "$WORK/in/issue-q$q.xml"
        ;;
    esac
}

# Sums of a set's files, as sha256sum prints them; of a file that was there before, and is the same, as they were found then.
: >"$WORK/known"
sums() {
    find . -type f ! -name manifest.xml ! -name SHA256SUMS -printf '%i-%T@-%s  %P\n' | sort >"$WORK/there"
    cut -d' ' -f1 "$WORK/known" | sort -u | join -v 1 "$WORK/there" - | cut -d' ' -f 1 >"$WORK/fresh"
    while read -r id; do
        file=$(grep -F "$id  " "$WORK/there" | head -n 1 | cut -d' ' -f 3-)
        echo "$id $(sha256sum <"$file" | cut -d' ' -f 1)" >>"$WORK/known"
    done <"$WORK/fresh"
    awk 'NR == FNR {sum[$1] = $2; next} {id = $1; sub(/^[^ ]*  /, ""); print sum[id] "  " $0}' "$WORK/known" "$WORK/there" | sort
}

agrees() { # N
    for set in "$WORK"/out/2025Q?; do
        name=$(basename "$set")
        (cd "$set" && sums) >"$WORK/files"
        sort "$set/SHA256SUMS" | diff - "$WORK/files" >"$WORK/err" || complain "reissue $1, edit $edit: $name: files and SHA256SUMS differ"
        sed -n 's/.*<\(file\|replaced\) .*path="\([^"]*\)".* sha256="\([^"]*\)".*/\3  \2/p' "$set/manifest.xml" | sort |
            diff - "$WORK/files" >"$WORK/err" || complain "reissue $1, edit $edit: $name: files and manifest differ"
        [ $(($1 % 20)) -ne 0 ] || whole "$set" || complain "reissue $1: $name not whole: $(head -n 3 "$WORK/whole")"
    done
    left=$(ls -A "$WORK/out" | tr '\n' ' ')
    [ "$left" = '.lock 2025Q1 2025Q2 ' ] || complain "reissue $1: left over: $left"
}

# A set that is replaced is another folder.
published() { stat -c %i-%Z "$WORK"/out/2025Q? 2>/dev/null; }

# Memory that a run with changes took at most, in KiB; of the first ten and the last ten.
costs() {
    [ ! -s "$WORK/cost" ] || cut -d' ' -f 3 "$WORK/cost" >>"$WORK/costs"
}
most() { sort -n | tail -n 1; }

n=0 changed=0 idle=0
while [ "$n" -lt "$all" ]; do
    before=$(published)
    reissue || complain "reissue $n: status $?"
    agrees "$n"
    if [ "$before" = "$(published)" ]; then
        idle=$((idle + 1))
        [ ! -s "$WORK/said" ] || complain "reissue $n: nothing changed, and it said: $(cat "$WORK/said")"
    else
        changed=$((changed + 1))
        costs
        [ "$(wc -l <"$WORK/said")" -eq 1 ] || complain "reissue $n: not one line: $(cat "$WORK/said")"
        [ "$n" -eq 0 ] || [ $same = no ] || complain "reissue $n: edit $edit changes nothing, and the set is another"
    fi
    edit_inputs
    n=$((n + 1))
    [ $((n % 100)) -ne 0 ] || echo "$n reissues"
done
for set in "$WORK"/out/2025Q?; do
    whole "$set" || complain "in the end: $(basename "$set") not whole: $(head -n 3 "$WORK/whole")"
done
"$TONGBAO" verify "$WORK/out" >"$WORK/err" 2>&1 || complain "verify: status $?"
echo "seed $seed: $n reissues, $changed with changes, $idle with none; $(find "$WORK/out" -type f | wc -l) files"
[ "$changed" -ge $((all / 3)) ] && [ "$idle" -ge $((all / 10)) ] || complain "too few changes, or too many"
if [ -s "$WORK/costs" ]; then
    early=$(head -n 10 "$WORK/costs" | most) late=$(tail -n 10 "$WORK/costs" | most)
    echo "memory: $early KiB in the first runs, $late in the last"
    [ "$late" -le $((early + early / 10)) ] || complain "memory grows: from $early to $late KiB"
fi
verdict faults-reissues "$WORK/faults"
