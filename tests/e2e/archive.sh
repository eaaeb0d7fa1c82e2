# What a PDF says beside its ink, by readers of others (qpdf's JSON, poppler): the structure tree has the document's words in its
# order and nothing else, charts tell their figures, cells their heads; properties, profile, id and embedded data are right.
. tests/lib.sh
demo_set "$WORK/demo"
second_set "$WORK/second" --quiet
demo_set "$WORK/demo" --dump document >"$WORK/demo.dump"
second_set "$WORK/second" --quiet --dump document >"$WORK/second.dump"

for fault in text links levels figures heads catalogue properties profile data ids; do : >"$WORK/$fault"; done
for set in demo second; do
    awk -f tests/e2e/document_text.awk "$WORK/$set.dump" | tr -d ' ' >"$WORK/$set.words"
    (cd "$WORK/$set"/*/ && find . -name '*.pdf' -not -path './revisions/*' | sed "s|^./|$set\t$PWD\t|") >>"$WORK/files"
done

# Where two texts part, with what stands around.
compare() {
    cmp -s "$1" "$2" && return
    at=$(cmp "$1" "$2" 2>&1 | sed -n 's/.*byte \([0-9]*\).*/\1/p')
    from=$((${at:-1} > 60 ? ${at:-1} - 60 : 1))
    for text in "$1" "$2"; do
        tail -c "+$from" "$text" | head -c 200 | iconv -c -f UTF-8 2>/dev/null
        echo
    done | paste -d'|' - - | sed 's/^/tags say: /; s/|/; the document: /'
}

# Alternative texts against the bars of the dump: `name<TAB>alt` in file 1, the dump in file 2. Each chart's is the dump's word for
# word, and names every bar, with all of the bar's figures and what was due in the same clause; of lights the counts, those that
# are grey in sum.
cat >"$WORK/figures.awk" <<'AWK'
function fault(text) {print name ": " text}
function number(text) {return match(text, /[0-9]+(\.[0-9]+)?/) ? substr(text, RSTART, RLENGTH) : ""}
# Whether the text holds the number, not as part of a longer one.
function holds(text, wanted, from, before, behind) {
    while ((from = index(text, wanted))) {
        before = substr(text, from - 1, from > 1)
        behind = substr(text, from + length(wanted))
        if (before !~ /[0-9.]/ && behind !~ /^[0-9]/ && behind !~ /^\.[0-9]/)
            return 1
        text = behind
    }
    return 0
}
function sum(text, total) {
    while (number(text) != "") {
        total += number(text)
        text = substr(text, index(text, number(text)) + length(number(text)))
    }
    return total + 0
}
FNR == NR {expected[++alts] = $0; next}
/^==> / {name = $2; next}
/^chart / {
    kind = $2
    alt = $0
    sub(/^chart [a-z]+ alt="/, "", alt)
    sub(/"( due-key=".*")?$/, "", alt)
    rest = alt
    if (expected[++chart] != name "\t" alt)
        fault("alternative text of chart " chart " is not the document's")
    next
}
/^  bar / {
    bars++
    split($0, part, "\"")
    from = index(rest, part[2])
    if (!from) {
        fault("no " part[2] " in the alternative text")
        next
    }
    rest = substr(rest, from + length(part[2]))
    ends = index(rest, "；")
    clause = ends ? substr(rest, 1, ends - 1) : rest
    if (kind == "lights" && sum(clause) != sum(part[4]))
        fault(part[2] ": " clause " does not sum to " part[4])
    figures = part[4]
    while ((figure = number(figures)) != "") {
        skip = index(figures, figure) - 1
        grey = index(figures, "○") && index(figures, "○") < index(figures, figure) && kind == "lights"
        if (!grey && !holds(clause, figure))
            fault(part[2] ": no " figure " in " clause)
        figures = substr(figures, skip + 1 + length(figure))
        checked++
    }
    if (match(part[5], /due [0-9.]+/)) {
        due = sprintf("%.1f", substr(part[5], RSTART + 4, RLENGTH - 4))
        if (!holds(clause, due))
            fault(part[2] ": no " due ", what was due")
    }
}
END {
    if (chart != alts)
        fault(alts " figures in the tags, " chart " charts in the document")
    if (checked < bars)
        fault("only " checked " figures of " bars " bars")
}
AWK

# The tree itself: `depth type id heads alt scope`. Each TD names the head of its row; below a row that is one head, a group's, that
# head too, and one of its column.
cat >"$WORK/tree.awk" <<'AWK'
function fault(text) {print file ": " text}
BEGIN {FS = "\t"}
$1 !~ /^[0-9]+$/ {next}
$2 ~ /^\/H[1-6]$/ {
    level = substr($2, 3)
    if (level > last + 1)
        fault("H" level " behind H" last + 0)
    last = level
}
$3 != "" && id[$3]++ {fault("id " $3 " twice")}
$2 == "/TR" {row++}
$2 == "/TH" || $2 == "/TD" {inside[row]++}
$2 == "/TH" {
    head[$3] = table
    scope[$3] = $6
    one[row] = $3
    if ($6 == "/Row") {
        rows[table]++
        row_head[row] = row_head[row] " " $3
    }
}
$2 == "/TH" && $3 == "" {fault("a TH without id")}
$2 == "/Table" {table++}
$2 == "/TD" {
    cells++
    wanted[cells] = $4
    of[cells] = table
    at[cells] = row
    if ($4 == "")
        fault("a TD of table " table " without heads")
}
END {
    for (i = r = 1; i <= cells; i++) {
        named = by_row = by_column = 0
        if (of[i] != of[i - 1])
            group = ""
        for (; r <= at[i]; r++)
            if (inside[r] == 1 && one[r] && scope[one[r]] == "/Column" && head[one[r]] == of[i]) {
                group = one[r]
                groups++
            }
        count = split(wanted[i], name, " ")
        for (k = 1; k <= count; k++) {
            if (head[name[k]] != of[i])
                fault("a TD of table " of[i] " is headed by " name[k] ", no TH of it")
            named += name[k] == group
            by_row += index(row_head[at[i]] " ", " " name[k] " ") > 0
            by_column += scope[name[k]] == "/Column" && name[k] != group
        }
        if (group && !(named && by_column))
            fault("a TD of table " of[i] ", row " at[i] ", names not the head of its group and one of its column")
        if (!by_row)
            fault("a TD of table " of[i] ", row " at[i] ", names not the head of its row")
    }
    if (file ~ /bulletin/)
        print "attachment: " groups + 0 " " rows[1] + 0
    if (table && !cells)
        fault("tables without a TD")
}
AWK

property() { xmllint --xpath "string(//*[local-name()='$1'])" "$WORK/xmp" | sed 's/^ *//; s/ *$//' | grep .; }

: >"$WORK/alts.demo"
: >"$WORK/alts.second"
while IFS="$(printf '\t')" read -r set folder name; do
    pdf=$folder/$name
    pdfinfo -struct-text "$pdf" 2>&1 | awk -f tests/e2e/tagged_text.awk | tr -d ' \n' >"$WORK/tagged"
    awk -F'\t' -v name="$name" '$1 == name {printf "%s", $2}' "$WORK/$set.words" >"$WORK/words"
    [ -s "$WORK/words" ] || echo "$name: not in the dump" >>"$WORK/text"
    compare "$WORK/tagged" "$WORK/words" | sed "s|^|$name: |" >>"$WORK/text"

    qpdf --json=2 --json-key=qpdf "$pdf" | awk -f tests/e2e/structure.awk >"$WORK/tree"
    awk -v file="$name" -f "$WORK/tree.awk" "$WORK/tree" >"$WORK/found"
    grep ' behind H' "$WORK/found" >>"$WORK/levels"
    grep -v ' behind H\|^attachment: ' "$WORK/found" >>"$WORK/heads"
    sed -n 's/^attachment: //p' "$WORK/found" >>"$WORK/tables"
    awk -F'\t' -v name="$name" '$2 == "/Figure" {print name "\t" $5}' "$WORK/tree" >>"$WORK/alts.$set"

    # A link that goes over two lines is two; one whose target is nowhere is none.
    refs=$(awk -v name="$name" '/^==> / {here = $2 == name} here {n += gsub(/->[^{}]*}/, "") + /^attachment-item.* to="/}
        END {print n + 0}' "$WORK/$set.dump")
    links=$(awk -F'\t' '$1 == "links" {print $2}' "$WORK/tree")
    tagged=$(awk -F'\t' '$2 == "/Link"' "$WORK/tree" | wc -l)
    [ "$links" -ge "$refs" ] && [ "$links" -eq "$tagged" ] ||
        echo "$name: $refs references, $links links, $tagged of them in the tree" >>"$WORK/links"

    # 附件说明 of several attachments is a list, whose items have a label and a body.
    items=$(awk -v name="$name" '/^==> / {here = $2 == name} here && /^attachment-item/ {n++} END {print n + 0}' "$WORK/$set.dump")
    awk -F'\t' -v file="$name" -v items="$items" '
        $1 ~ /^[0-9]+$/ {
            type[$1] = $2
            above = type[$1 - 1]
            count[$2]++
            if ($2 == "/LI" && above != "/L" || $2 ~ /^\/(Lbl|LBody)$/ && above != "/LI" || above == "/L" && $2 !~ /^\/(Caption|LI)$/)
                print file ": " $2 " in " above
        }
        END {
            if (items == 1)
                items = 0
            if (count["/LI"] != items || count["/Lbl"] != items || count["/LBody"] != items || count["/L"] != (items > 0))
                print file ": " items " attachments, " count["/LI"] " items in " count["/L"] " lists"
        }' "$WORK/tree" >>"$WORK/lists"

    for line in "lang	zh-CN" "marked	true" "title	true" "af	/Source	source.xml"; do
        grep -qxF "$line" "$WORK/tree" || echo "$name: not $line" >>"$WORK/catalogue"
    done
    awk -F'\t' -v name="$name" '$1 == "id" {print $2; if ($2 != $3 || length($2) != 34) print name >"/dev/stderr"}' "$WORK/tree" \
        >>"$WORK/all-ids" 2>>"$WORK/ids"

    # ICC.1: size, signature at byte 36, colour space at 16; sRGB's name stands in the description.
    profile=$(awk -F'\t' '$1 == "intent" && $2 == "/GTS_PDFA1" {print $3 + 0}' "$WORK/tree")
    qpdf --show-object="${profile:-0}" --filtered-stream-data "$pdf" >"$WORK/icc" 2>&1
    [ "$(tail -c +37 "$WORK/icc" | head -c 4)$(tail -c +17 "$WORK/icc" | head -c 4)" = 'acspRGB ' ] &&
        [ "$(od -An -tu1 -N4 "$WORK/icc" | awk '{print (($1 * 256 + $2) * 256 + $3) * 256 + $4}')" -eq "$(wc -c <"$WORK/icc")" ] &&
        tr -d '\000' <"$WORK/icc" | grep -aq sRGB || echo "$name: no sRGB profile as output intent" >>"$WORK/profile"

    pdfinfo -isodates "$pdf" >"$WORK/info"
    pdfinfo -meta "$pdf" >"$WORK/xmp"
    for pair in Title:title Author:creator Subject:description Keywords:Keywords Producer:Producer Creator:CreatorTool; do
        said=$(sed -n "s/^${pair%:*}: *//p" "$WORK/info")
        [ -n "$said" ] && [ "$said" = "$(property "${pair#*:}")" ] || echo "$name: $pair, $said" >>"$WORK/properties"
    done
    for pair in CreationDate:CreateDate ModDate:ModifyDate; do
        said=$(sed -n "s/^${pair%:*}: *//p" "$WORK/info" )
        xmp=$(property "${pair#*:}")
        [ -n "$said" ] && [ "$said:00" = "$xmp" ] || echo "$name: $pair, $said and $xmp" >>"$WORK/properties"
    done
    [ "$(property part)" = 3 ] && [ "$(property conformance)" = A ] && grep -q '<pdfuaid:part>1<' "$WORK/xmp" ||
        echo "$name: says not PDF/A-3a and PDF/UA-1" >>"$WORK/properties"

    "$TONGBAO" extract "$pdf" >"$WORK/extracted" 2>>"$WORK/data" || echo "$name: nothing to extract" >>"$WORK/data"
    pdfdetach -save 1 -o "$WORK/detached" "$pdf" 2>>"$WORK/data"
    cmp "$WORK/extracted" "$WORK/detached" >>"$WORK/data" 2>&1
    vocabulary=document
    grep -q '<report [^>]*xmlns="urn:tongbao:report"' "$WORK/extracted" && vocabulary=report
    xmllint --noout --relaxng "src/schema/$vocabulary.rng" "$WORK/extracted" 2>&1 | grep -v ' validates$' >>"$WORK/data"
done <"$WORK/files"

# What a letter was made from is the same when it is made alone, and the bulletin's data tell file and line of each figure.
demo_set "$WORK/alone" --only jyt
"$TONGBAO" extract "$(ls "$WORK"/alone/*/letters/05-*.pdf)" >"$WORK/alone.xml" 2>>"$WORK/data"
"$TONGBAO" extract "$(ls "$WORK"/demo/*/letters/05-*.pdf)" | cmp - "$WORK/alone.xml" >>"$WORK/data" 2>&1
"$TONGBAO" extract "$WORK"/demo/*/bulletin.pdf | grep -o '<figure [^>]*>' >"$WORK/origins"
awk -F'"' '
    function of(name, i) {
        for (i = 1; i < NF; i += 2)
            if ($i ~ "(^| )" name "=$")
                return $(i + 1)
    }
    FNR == NR {line[FNR] = $0; next}
    of("state") == "reported" {
        traced++
        origin = line[of("line")]
        if (of("file") != "q3.xml" || !index(origin, "\"" of("target") "\"") || !index(origin, "\"" of("value") "\""))
            print of("target") ": not at line " of("line") " of " of("file")
    }
    END {if (traced != 56 || FNR != 61) print traced + 0 " figures traced, " FNR " in all"}' input/2024/q3.xml "$WORK/origins" >>"$WORK/data"

# From the table of lead units to where their tasks stand (those without targets share a row), from the letters' words to what is
# attached.
awk '/^==> / {bulletin = $2 == "bulletin.pdf"; file = $2}
    /^attachment / {here = bulletin && /id="att2"/}
    here && /^  row / && /\|! / && !/\|! \[[0-9]+x1\]/ {rows++; if (!/\|! [^|]*->(unit|task)-/) print "no link: " $0}
    /^p: / && /[（见]附件/ {print file ": attachment without link: " $0}
    END {if (!rows) print "no rows of units"}' "$WORK/demo.dump" >>"$WORK/links"

# The table of targets: each of them heads a row, below areas that head theirs.
grep -qxE '[1-9][0-9]* 61' "$WORK/tables" || sed "s/^/the bulletin's groups and rows that have a head: /" "$WORK/tables" >>"$WORK/heads"

for set in demo second; do
    # The files were read in the order of the folder; the dump has its own.
    sed -n 's/^==> \(.*\) <==$/\1/p' "$WORK/$set.dump" | while read -r name; do
        awk -F'\t' -v name="$name" '$1 == name' "$WORK/alts.$set"
    done >"$WORK/alts"
    [ -s "$WORK/alts" ] || echo "$set: no figures" >>"$WORK/figures"
    awk -f "$WORK/figures.awk" "$WORK/alts" "$WORK/$set.dump" >>"$WORK/figures"
done
sort "$WORK/all-ids" | uniq -d | sed 's/^/twice: /' >>"$WORK/ids"
[ "$(sort -u "$WORK/all-ids" | wc -l)" -eq $((24 + 4)) ] || echo 'not 28 ids' >>"$WORK/ids"

verdict archive-text-and-order "$WORK/text"
verdict archive-links "$WORK/links"
verdict archive-heading-levels "$WORK/levels"
verdict archive-lists "$WORK/lists"
verdict archive-figures-tell-their-figures "$WORK/figures"
verdict archive-cells-and-heads "$WORK/heads"
verdict archive-catalogue "$WORK/catalogue"
verdict archive-properties-agree "$WORK/properties"
verdict archive-output-intent "$WORK/profile"
verdict archive-ids "$WORK/ids"
verdict archive-data-come-back "$WORK/data"
