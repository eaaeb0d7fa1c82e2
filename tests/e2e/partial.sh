# With --partial what could be made is published, what couldn't is named, and the overview doesn't lead to what there isn't; where
# nothing could be made nothing is published.
. tests/lib.sh
WORK=$(cd "$WORK" && pwd)
out=$WORK/out
cp -r templates "$WORK/mended"
# faulty TEMPLATE TEST: that template ends itself where the test is true.
faulty() {
    rm -rf "$WORK/templates"
    cp -r templates "$WORK/templates"
    sed -i "s|<xsl:template match=\"/\">|&<xsl:if test=\"$2\"><xsl:message terminate=\"yes\">not today</xsl:message></xsl:if>|" "$WORK/templates/$1"
    cmp -s "templates/$1" "$WORK/templates/$1" && echo "$1 is unchanged" >>"$WORK/faults"
}
build() { # TEMPLATES [OPTION…]
    set_templates=$WORK/$1
    shift
    d=tests/data/second
    "$TONGBAO" build --notice "$WORK/notice.xml" --quarter "$WORK/q1.xml" --issue $d/issue-q1.xml --out "$out" --quiet \
        --templates "$set_templates" "$@" >"$WORK/said" 2>&1
    status=$?
}
cp tests/data/second/notice.xml tests/data/second/q1.xml "$WORK"
state() { (cd "$out" 2>/dev/null && find . -mindepth 1 ! -name .lock -printf '%p %i %T@ %s\n' | sort); }
ended() { [ $status -eq "$1" ] || { echo "status $status, expected $1"; cat "$WORK/said"; } >>"$WORK/faults"; }
says() { grep -qxF -- "$1" "$WORK/said" || { echo "not said: $1"; cat "$WORK/said"; } >>"$WORK/faults"; }
# So many errors are told, so many documents are missing, and all others that the overview leads to are there.
finds() { # ERRORS MISSING
    page=$out/2025Q1/index.html
    [ "$(grep -c 'error: ' "$WORK/said")" -eq "$1" ] || { echo "not $1 errors:"; cat "$WORK/said"; } >>"$WORK/faults"
    [ "$(grep -o '（暂缺）' "$page" | wc -l)" -eq "$2" ] || echo "the overview doesn't tell of $2 missing documents" >>"$WORK/faults"
    grep -o 'href="[^"#]*"' "$page" | sed 's/href="//; s/"$//' | perl -pe 's/%(..)/chr hex $1/ge' >"$WORK/links"
    [ "$(wc -l <"$WORK/links")" -eq $((4 - $2)) ] || echo "other links than to the bulletin and three letters, less $2" >>"$WORK/faults"
    while read -r link; do
        [ -s "$out/2025Q1/$link" ] || echo "a dead link: $link" >>"$WORK/faults"
    done <"$WORK/links"
    "$TONGBAO" verify "$out" >>"$WORK/faults" 2>&1
}
letter=2025Q1/letters/01-省水务厅.pdf

: >"$WORK/faults"
faulty letter.xsl "\$unit = 'swt'"
build templates
ended 65
says "$letter: error: not made"
[ -z "$(state)" ] || echo 'a set is published' >>"$WORK/faults"
build templates --partial
ended 65
says "$letter: error: not made: it is missing from the set"
finds 2 1
[ ! -e "$out/$letter" ] || echo "$letter is there" >>"$WORK/faults"
state >"$WORK/before"
build templates --partial
ended 65
state | diff "$WORK/before" - >>"$WORK/faults"
verdict partial-letter "$WORK/faults"

# Once the template is mended the letter is made, and with it the overview, though all others are left as they were issued.
: >"$WORK/faults"
build mended
ended 0
finds 0 0
[ "$(grep -c 'revision="2"' "$out/2025Q1/manifest.xml")" -eq 1 ] || echo 'more than the overview was made again' >>"$WORK/faults"
grep -q 'path="index.html".* revision="2"' "$out/2025Q1/manifest.xml" || echo 'the overview was not' >>"$WORK/faults"
verdict partial-mended "$WORK/faults"

# What was issued before stays, and the overview leads to it.
: >"$WORK/faults"
sed -i 's/target="2.1-2" value="[^"]*"/target="2.1-2" value="9"/' "$WORK/q1.xml"
cp -p "$out/$letter" "$WORK/letter.pdf"
build templates --partial
ended 65
says "$letter: error: not made: it stays as it was issued"
finds 2 0
cmp "$out/$letter" "$WORK/letter.pdf" >>"$WORK/faults" 2>&1
verdict partial-issued "$WORK/faults"

: >"$WORK/faults"
rm -rf "$out"
faulty bulletin.xsl 'true()'
build templates --partial
ended 65
says '2025Q1/bulletin.pdf: error: not made: it is missing from the set'
finds 2 1
verdict partial-bulletin "$WORK/faults"

# Where there is nothing to publish, no number is given either, and one message says all.
: >"$WORK/faults"
rm -rf "$out"
faulty letter.xsl 'true()'
build templates --partial --only letters
ended 65
[ -z "$(state)" ] && [ "$(wc -l <"$WORK/said")" -eq 1 ] || { state; cat "$WORK/said"; } >>"$WORK/faults"
verdict partial-nothing "$WORK/faults"
