# Each letter holds its unit's tasks, whole, with their targets, and nobody else's; poppler and mupdf must both find them.
. tests/lib.sh
demo_set "$WORK/out"

# From the notice itself: unit, task, the task's text, all in one piece.
cat >"$WORK/tasks.xsl" <<'XSL'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:n="urn:tongbao:notice">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:for-each select="//n:unit">
      <xsl:variable name="unit" select="@id"/>
      <xsl:variable name="place" select="position()"/>
      <xsl:for-each select="//n:task">
        <xsl:value-of select="concat(format-number($place, '00'), '&#9;', @id, '&#9;')"/>
        <xsl:choose>
          <xsl:when test="n:lead/@unit = $unit">lead</xsl:when>
          <xsl:when test="n:support/@unit = $unit">support</xsl:when>
          <xsl:otherwise>-</xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat('&#9;', translate(normalize-space(n:text), ' ', ''), '&#10;')"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
XSL
xsltproc "$WORK/tasks.xsl" input/2024/notice.xml >"$WORK/tasks"
units=$(cut -f1 "$WORK/tasks" | sort -u)
if [ "$(echo "$units" | wc -l)" -eq 23 ] && [ "$(wc -l <"$WORK/tasks")" -eq $((23 * 27)) ]; then
    echo 'ok letters-expected'
else
    echo 'FAIL letters-expected: the notice has 23 units and 27 tasks'
fi

for reader in poppler mupdf; do
    : >"$WORK/faults"
    for place in $units; do
        pdf=$(ls "$WORK"/out/2024Q3/letters/"$place"-*.pdf 2>/dev/null)
        if [ "$(echo "$pdf" | grep -c .)" -ne 1 ]; then
            echo "$place: not one letter: $pdf" >>"$WORK/faults"
            continue
        fi
        plain_text "$pdf" $reader >"$WORK/text"
        awk -F'\t' -v place="$place" -v pdf="$(basename "$pdf")" '
            FILENAME ~ /text$/ {text = text $0; next}
            $1 != place {next}
            {here = index(text, $4) > 0}
            $3 == "-" && here {print pdf ": holds task " $2 ", which is not the unit'"'"'s"}
            $3 != "-" && !here {print pdf ": task " $2 " (" $3 ") is not there, whole"}
        ' "$WORK/text" "$WORK/tasks" >>"$WORK/faults"
    done
    verdict "letters-tasks-$reader" "$WORK/faults"
done
