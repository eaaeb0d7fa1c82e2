# The words of each document of a --dump=document in reading order, as one line `name<TAB>words` a document; charts speak through
# their alternative text and are left out. With -v paragraphs=1 a line each heading, paragraph and note instead.
function bare(text) {
    gsub(/\{blank [0-9.]+\}/, "", text)
    gsub(/\{br\}/, "", text)
    gsub(/\{(b|h[0-9]|green|yellow|red|grey|black|mark-red) /, "", text)
    gsub(/->[^{}]*\}/, "", text)
    gsub(/[{}]/, "", text)
    gsub(/\342\201\240/, "", text) # U+2060 holds a line together and is no text
    return text
}
# What stands between the quotes behind name= in the line, cut from it; names may come more than once.
function attribute(name, from, rest) {
    from = index($0, " " name "=\"")
    if (!from)
        return ""
    rest = substr($0, from + length(name) + 3)
    $0 = substr($0, 1, from - 1) substr(rest, index(rest, "\"") + 1)
    return substr(rest, 1, index(rest, "\"") - 1)
}
function all(name, text, list) {
    while ((text = attribute(name)) != "")
        list = list text
    return list
}
function say(text) {
    text = bare(text)
    if (paragraphs && text != "" && (kind ~ /^(h[1-4]|p|title|to|labelled|note)$/))
        print name "\t" text
    words = words text
}
function finish() {
    if (name != "" && !paragraphs)
        print name "\t" words
    words = ""
    first_item = 1
}
/^==> / {
    finish()
    name = $2
    next
}
/^document / {
    letter = $2 == "letter"
    next
}
/^(meta|to-imprint-label|table|chart|  key|  bar|  columns|imprint even)/ {next}
/^  (head|row) / {
    sub(/^[^|]*\|/, "")
    count = split($0, cell, / \|/)
    kind = "cell"
    for (i = 1; i <= count; i++) {
        gsub(/^[!#]? /, "", cell[i])
        sub(/^\[[0-9]+x[0-9]+\] /, "", cell[i])
        sub(/^\[[a-z]+\] /, "", cell[i])
        say(cell[i])
    }
    next
}
{
    kind = $1
    sub(/:$/, "", kind)
}
kind == "head" {
    mark = all("mark")
    mark = mark attribute("suffix")
    term = attribute("term")
    marginal = attribute("copy-number") attribute("secrecy") (term == "" ? "" : "★" term) attribute("urgency")
    say(letter ? mark marginal : marginal mark)
    say(all("signer-label") all("signer"))
    say(attribute("number"))
    next
}
kind == "signature" {
    say(all("by"))
    say(attribute("date"))
    next
}
kind == "imprint" && / issued-by=/ {
    say(attribute("issued-by"))
    say(attribute("date"))
    next
}
kind == "attachment" {
    say(attribute("label"))
    next
}
kind == "attachment-item" {
    label = attribute("label")
    say((first_item ? label : "") attribute("number"))
    first_item = 0
}
kind == "labelled" || kind == "imprint" {
    say(attribute("label"))
}
{
    sub(/^ *[a-z0-9-]+[^:]*: /, "")
    say($0)
}
END {finish()}
