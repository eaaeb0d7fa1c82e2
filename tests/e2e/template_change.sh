#!/bin/sh
# An office changes one sentence of a template and sees it in the PDF; a template that is broken is named with its line.
. tests/lib.sh
cp -r templates "$WORK/templates"
sed -i 's/特此函达。/专此函告。/' "$WORK/templates/letter.xsl"
build() {
    quarter_set tests/data/second 1 "$WORK/out" --templates "$WORK/templates" --quiet "$@" 2>"$WORK/err"
}
if build --only swt && pdftotext -layout "$WORK"/out/2025Q1/letters/01-*.pdf "$WORK/letter.txt" &&
    grep -q '专此函告。' "$WORK/letter.txt" && ! grep -q '特此函达' "$WORK/letter.txt"; then
    echo 'ok template-change'
else
    cat "$WORK/err"
    echo 'FAIL template-change: the new sentence is not in the letter'
fi
rm -rf "$WORK/out"
sed -i 's|<p>专此函告。</p>|<q>专此函告。</q>|' "$WORK/templates/letter.xsl"
build --only swt
status=$?
if [ $status -eq 65 ] && [ ! -e "$WORK/out/2025Q1" ] && grep -q 'letter\.xsl.*error' "$WORK/err"; then
    echo 'ok template-refused'
else
    cat "$WORK/err"
    echo "FAIL template-refused: status $status for a template that makes what no document may hold"
fi

# Templates may be divided as one likes: a sentence that stands in another folder, in a file of another name or behind a link is made
# anew by --force as well.
: >"$WORK/faults"
rm -rf "$WORK/out"
cp templates/letter.xsl "$WORK/templates/letter.xsl"
mkdir -p "$WORK/templates/parts/more"
for part in parts/closing.txt parts/more/closing.xsl parts/link.xsl; do
    cat >"$WORK/closing" <<-'END'
	<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
	  <xsl:template name="closing">特此函达。</xsl:template>
	</xsl:stylesheet>
	END
    case $part in
    *link*) cp "$WORK/closing" "$WORK/templates/parts/.closing" && ln -s .closing "$WORK/templates/$part" ;;
    *) cp "$WORK/closing" "$WORK/templates/$part" ;;
    esac
    sed "s|特此函达。|<xsl:call-template name=\"closing\"/>|; s|^\( *\)<xsl:include href=\"letter-attachments.xsl\"/>|&\n\1<xsl:include href=\"$part\"/>|" templates/letter.xsl \
        >"$WORK/templates/letter.xsl"
    build --force || { echo "$part: not built"; cat "$WORK/err"; } >>"$WORK/faults"
    sed -i --follow-symlinks 's/特此函达。/专此函告。/' "$WORK/templates/$part"
    build --force || { echo "$part: not built again"; cat "$WORK/err"; } >>"$WORK/faults"
    pdftotext -layout "$WORK"/out/2025Q1/letters/01-*.pdf "$WORK/letter.txt"
    grep -q '专此函告。' "$WORK/letter.txt" || echo "$part: the new sentence is not in the letter" >>"$WORK/faults"
done
if [ -s "$WORK/faults" ]; then
    cat "$WORK/faults"
    echo 'FAIL template-in-parts'
else
    echo 'ok template-in-parts'
fi
