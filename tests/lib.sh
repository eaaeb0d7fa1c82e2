# For the end-to-end tests: `. tests/lib.sh` in the top folder.

# The set of quarter $2 with the inputs of folder $1, earlier quarters among them, into folder $3, with further options.
quarter_set() {
    set_in=$1 set_quarter=$2 set_out=$3
    shift 3
    for set_earlier in 1 2 3; do
        [ "$set_earlier" -ge "$set_quarter" ] || set -- --earlier "$set_in/q$set_earlier.xml" "$@"
    done
    "$TONGBAO" build --notice "$set_in/notice.xml" --quarter "$set_in/q$set_quarter.xml" \
        --issue "$set_in/issue-q$set_quarter.xml" --out "$set_out" "$@"
}

# The 2024 third-quarter set into folder $1, with further options. Ends the test when it can't be made.
demo_set() {
    quarter_set input/2024 3 "$@" --quiet || {
        echo "FAIL demo-set: status $?"
        exit 1
    }
}

# The invented set of another province, fourth quarter of 2025, into folder $1.
second_set() {
    quarter_set tests/data/second 4 "$@" || {
        echo "FAIL second-set: status $?"
        exit 1
    }
}

# The text of PDF $1 as reader $2 (poppler or mupdf) finds it, in one piece: no white space, no page numbers, and no watermark,
# whose two characters poppler finds between the lines that they stand behind.
plain_text() {
    case $2 in
    poppler) pdftotext -enc UTF-8 "$1" - ;;
    mupdf) mutool draw -q -F txt "$1" ;;
    esac 2>/dev/null | tr '\f' '\n' | grep -vE '^ *(— ?[0-9]+ ?—|样|例|样例) *$' | squash | sed 's/样例//g'
}
# Takes out white space, the ideographic space and soft joints among it.
squash() { tr -d ' \t\r\n\f' | sed 's/　//g; s/\xC2\xA0//g; s/\xE2\x80\x8B//g'; }

# ok NAME, or FAIL NAME: what the file $2 holds, when it holds something.
verdict() {
    if [ -s "$2" ]; then
        head -n 40 "$2"
        echo "FAIL $1: $(wc -l <"$2") faults"
    else
        echo "ok $1"
    fi
}

# How many pixels of page $2 of PDF $1 have the commonest of the light greys: a large even area is the watermark, the soft edges of
# type spread over all greys. Lighter than a tint of 15 %, darker than 4 %.
watermark_area() {
    pdftoppm -r 36 -gray -f "$2" -l "$2" "$1" | tail -c +15 | od -An -v -tu1 -w1 |
        awk '$1 >= 216 && $1 < 245 {n[$1]++} END {for (g in n) if (n[g] > most) most = n[g]; print most + 0}'
}
