# What is copied from a page or found by a search is what was written: every paragraph whole in poppler's and in mupdf's plain text,
# words broken over lines too, rare characters as themselves, and no space where Han and western text only stand apart.
. tests/lib.sh
demo_set "$WORK/demo"
second_set "$WORK/second" --quiet
demo_set "$WORK/demo" --dump document >"$WORK/demo.dump"
second_set "$WORK/second" --quiet --dump document >"$WORK/second.dump"
mkdir -p "$WORK/examples/x"
for example in line letter file; do
    "$TONGBAO" typeset "tests/examples/$example.xml" -o "$WORK/examples/x/$example.pdf" --quiet
    echo "==> $example.pdf <=="
    "$TONGBAO" typeset "tests/examples/$example.xml" --dump document --quiet
done >"$WORK/examples.dump"

# A paragraph as it should come out: the spaces at Han characters were the author's way to type, not text. Bytes from 0x80 on are Han
# or full-width here.
cat >"$WORK/lines.awk" <<'AWK'
function squashed(text) {gsub(/[ \t]|　/, "", text); return text}
BEGIN {FS = "\t"}
FNR == NR {
    whole = whole $2 "\n"
    $2 = squashed($2)
    flat = flat $2 "\n"
    wanted[++count] = $2
    next
}
{
    line = $0
    sub(/ +$/, "", line)
    sub(/^( |　)+/, "", line)
    text = text squashed(line)
    if (line ~ / / && length(squashed(line)) > 20 && index(flat, squashed(line)) && !index(whole, line))
        print name ": a space that was not written: " line
}
END {
    for (i = 1; i <= count; i++)
        if (!index(text, wanted[i]))
            print name ": not whole: " wanted[i]
    if (!count)
        print name ": no paragraphs"
}
AWK

# mupdf spells the two UTF-16 halves of a variation selector (U+E0100 and following) where it belongs to the character before.
halves='s/\xed\xad\x80\xed\xb4\([\x80-\xaf]\)/\xf3\xa0\x84\1/g'

for reader in poppler mupdf; do
    : >"$WORK/$reader.faults"
    for set in demo second examples; do
        awk -v paragraphs=1 -f tests/e2e/document_text.awk "$WORK/$set.dump" |
            LC_ALL=C sed 's/\([\x80-\xff]\) */\1/g; s/ *\([\x80-\xff]\)/\1/g' >"$WORK/$set.paragraphs"
        # The bulletin and one letter of the sets; the others are made the same way.
        for name in $(cut -f1 "$WORK/$set.paragraphs" | sort -u | grep -vE 'letters/(0[4-9]|[12])'); do
            awk -F'\t' -v name="$name" '$1 == name' "$WORK/$set.paragraphs" >"$WORK/paragraphs"
            case $reader in
            poppler) pdftotext -enc UTF-8 "$WORK/$set"/*/"$name" - ;;
            mupdf) mutool draw -q -F txt "$WORK/$set"/*/"$name" | LC_ALL=C sed "$halves" ;;
            esac 2>/dev/null | tr '\f' '\n' | grep -avE '^ *(— ?[0-9]+ ?—|样|例|样例) *$' | sed 's/样例//g' >"$WORK/text"
            awk -v name="$name" -f "$WORK/lines.awk" "$WORK/paragraphs" "$WORK/text" >>"$WORK/$reader.faults"
        done
    done
    verdict "extraction-$reader" "$WORK/$reader.faults"
done

# The rare characters of the second set: beyond U+FFFF, and one that only a fallback font has.
pdftotext -enc UTF-8 "$WORK"/second/*/bulletin.pdf - | tr -d '\n' >"$WORK/text"
mutool draw -q -F txt "$WORK"/second/*/bulletin.pdf 2>/dev/null | tr -d '\n' >>"$WORK/text"
for character in 镕 𠮷 𫗧; do
    [ "$(grep -o "$character" "$WORK/text" | wc -l)" -ge 2 ] || echo "no $character"
done >"$WORK/rare"
verdict extraction-rare "$WORK/rare"
