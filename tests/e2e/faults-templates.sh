# Templates that never end, eat memory, reach for other people's files, or write: each is stopped with a message that names it,
# in bounded time and memory, and nothing is published.
. tests/lib.sh
. tests/faults/lib.sh
fresh_inputs
echo 'a secret of the house' >"$WORK/secret.txt"
echo '<secret xmlns="urn:tongbao:secret">a secret of the house</secret>' >"$WORK/secret.xml"
secret=$(cd "$WORK" && pwd)/secret

# hostile NAME STATUSES WANTED [HEAD]: what is on standard input becomes the beginning of the letter's main template, HEAD of the
# stylesheet. The run ends with one of the statuses and a message that has WANTED in it.
hostile() {
    name=$1 statuses=$2 wanted=$3 head=${4-}
    cat >"$WORK/body"
    echo "$head" >"$WORK/head"
    rm -rf "$WORK/templates" "$WORK/out"
    cp -r templates "$WORK/templates"
    awk -v body="$WORK/body" -v head="$WORK/head" '
        function put(file, line) {while ((getline line <file) > 0) print line}
        {print}
        /<xsl:stylesheet/ {inside = 1}
        inside && />/ {inside = 0; put(head)}
        /<xsl:template match="\/">/ && !done {done = 1; put(body)}
    ' templates/letter.xsl >"$WORK/templates/letter.xsl"
    ln -s "$secret.xml" "$WORK/templates/link.xsl"
    [ -z "$others" ] || cp "$others"/*.xsl "$WORK/templates"
    cmp -s templates/letter.xsl "$WORK/templates/letter.xsl" && complain "$name: the template is unchanged"
    : >"$WORK/faults"
    from=$(date +%s)
    (
        [ -n "$guard" ] && ulimit -v "$guard"
        UNDER='timeout -k 5 60' build 1 "$WORK/out" --templates "$WORK/templates" --only swt >"$WORK/said" 2>"$WORK/err"
    )
    status=$?
    took=$(($(date +%s) - from))
    case " $statuses " in *" $status "*) ;; *) complain "status $status" ;; esac
    grep -E "$wanted" "$WORK/err" | grep -q 'error:' || complain "no message about '$wanted'"
    [ ! -e "$WORK/out/2025Q1" ] || complain 'something was published'
    [ ! -e "$WORK/out/.2025Q1.new" ] || complain 'left over: .2025Q1.new'
    [ $took -le 50 ] || complain "took $took seconds"
    for file in "$WORK"/said "$WORK"/err "$WORK"/out/2025Q1/letters/*.pdf; do
        [ -e "$file" ] || continue
        case $file in *.pdf) pdftotext "$file" - ;; *) cat "$file" ;; esac | grep -q 'a secret of the house' &&
            complain "the secret got out, in $(basename "$file")"
    done
    find "$WORK" . -maxdepth 2 -name '*written.xml' | grep . && complain 'a file was written'
    echo "$name: $took s, status $status: $(grep -m 1 'error:' "$WORK/err")"
    verdict "faults-template-$name" "$WORK/faults"
}
others= # a folder of further stylesheets
# Four GiB of address space for all; the sanitizer reserves more than that and is left alone.
guard=4194304
case $BUILD in *sanitize) guard= ;; esac

loop='<xsl:template name="loop"><xsl:param name="n" select="0"/>%s</xsl:template>'
hostile endless-recursion 65 'letter.xsl' "$(printf "$loop" '<xsl:call-template name="loop"/>')" <<'XSL'
<xsl:call-template name="loop"/>
XSL
hostile growing-text '65 70' 'letter.xsl|letters/' "$(printf "$loop" '<xsl:call-template name="loop"><xsl:with-param name="n" select="concat($n, $n, $n)"/></xsl:call-template>')" <<'XSL'
<xsl:call-template name="loop"><xsl:with-param name="n" select="'水水水水'"/></xsl:call-template>
XSL
hostile endless-work 65 'letter.xsl' <<'XSL'
<xsl:for-each select="//node()"><xsl:for-each select="//node()"><xsl:for-each select="//node()"><xsl:for-each select="//node()">
<p>水</p></xsl:for-each></xsl:for-each></xsl:for-each></xsl:for-each>
XSL
hostile endless-path '65 70' 'letter.xsl|letters/' <<'XSL'
<xsl:value-of select="count(//node()[count(//node()[count(//node()[count(//node()[count(//node()[count(//node()[count(//node()[count(//node()) &gt; 1]) &gt; 1]) &gt; 1]) &gt; 1]) &gt; 1]) &gt; 1]) &gt; 1])"/>
XSL
hostile applies-itself 65 'letter.xsl' '<xsl:template match="*" mode="round"><xsl:apply-templates select="." mode="round"/></xsl:template>' <<'XSL'
<xsl:apply-templates select="*" mode="round"/>
XSL
for where in "file://$secret.xml" "$secret.xml" ../secret.xml http://127.0.0.1:9/secret.xml ftp://127.0.0.1/x.xml; do
    short=$(echo "$where" | sed "s|$secret|secret|; s|[^a-z]|-|g")
    hostile "document-$short" 65 'letter.xsl' <<XSL
<p><xsl:value-of select="document('$where')"/></p>
XSL
done
hostile include-outside 65 'letter.xsl' '<xsl:include href="../secret.xml"/>' <<'XSL'
<xsl:text/>
XSL
hostile document-variable 65 'letter.xsl' '<xsl:variable name="x" select="document(&quot;http://127.0.0.1:9/&quot;)"/>' <<'XSL'
<p><xsl:value-of select="$x"/></p>
XSL
for writer in 'exsl:document href http://exslt.org/common' 'saxon:output file http://icl.com/saxon' \
    'xt:document href http://www.jclark.com/xt' 'redirect:write file http://xml.apache.org/xalan/redirect'; do
    # shellcheck disable=SC2086  # three words
    set -- $writer
    for target in written.xml "$secret-written.xml"; do
        hostile "$(echo "writes-$1-$(basename "$target" .xml)" | tr : -)" 65 'letter.xsl' <<XSL
<$1 $2="$target" xmlns:${1%%:*}="$3" xsl:extension-element-prefixes="${1%%:*}"><x/></$1>
XSL
    done
done
hostile includes-link 65 'letter.xsl' '<xsl:include href="link.xsl"/>' <<'XSL'
<xsl:text/>
XSL
hostile reads-entity 65 'letter.xsl' <<'XSL'
&secret;
XSL
hostile ends-itself 65 'enough' <<'XSL'
<xsl:message terminate="yes">enough</xsl:message>
XSL

# ---- stylesheets that include each other ----
# include HOW FILE…: a stylesheet that does so.
include() {
    how=$1
    shift
    echo '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    [ $# -eq 0 ] || printf "<xsl:$how href=\"%s\"/>\n" "$@"
    echo '</xsl:stylesheet>'
}
others=$WORK/others
mkdir "$others"
for how in include import; do
    # Each the next one twice.
    rm -f "$others"/*
    for i in $(seq 0 30); do
        include $how "n$((i + 1)).xsl" "n$((i + 1)).xsl" >"$others/n$i.xsl"
    done
    include $how >"$others/n31.xsl"
    hostile "twice-each-$how" 65 'n[0-9]+.xsl.*more than can be compiled' "<xsl:include href='n0.xsl'/>" <<'XSL'
<xsl:text/>
XSL
    # Each all others, so that no way is gone twice by the same one.
    rm -f "$others"/*
    for i in $(seq 0 15); do
        # shellcheck disable=SC2046  # words
        include $how $(seq 0 15 | grep -vx "$i" | sed 's/.*/n&.xsl/') >"$others/n$i.xsl"
    done
    hostile "all-others-$how" 65 'n[0-9]+.xsl.*it includes itself' "<xsl:include href='n0.xsl'/>" <<'XSL'
<xsl:text/>
XSL
done
rm -f "$others"/*
include include letter.xsl >"$others/n0.xsl"
hostile includes-itself 65 'n0.xsl.*it includes itself' "<xsl:include href='n0.xsl'/>" <<'XSL'
<xsl:text/>
XSL
# A file that two others include is none of these.
for i in 0 1; do
    include include n2.xsl >"$others/n$i.xsl"
done
include include >"$others/n2.xsl"
hostile ends-itself-all-the-same 65 'enough' "<xsl:include href='n0.xsl'/><xsl:include href='n1.xsl'/>" <<'XSL'
<xsl:message terminate="yes">enough</xsl:message>
XSL
