# The structure tree of a PDF in reading order, from `qpdf --json=2 --json-key=qpdf FILE`: a line an element with its depth, type,
# id, heads (separated by blanks), alternative text and scope, separated by tabs; then lines of what the catalogue says,
# and `links`, how many annotations lead to a page. Knows nothing of the program that wrote the file.
function unquoted(text) {
    sub(/,$/, "", text)
    if (text ~ /^"/)
        text = substr(text, 2, length(text) - 2)
    sub(/^u:/, "", text)
    return text
}
# The object that holds a dictionary at a place: another one or this; sets base to the place in it.
function holder(object, place) {
    if (value[object, place] ~ /^[0-9]+ 0 R$/) {
        base = ""
        return value[object, place]
    }
    base = place
    return object
}
function scope(object, o) {
    o = holder(object, "./A")
    return value[o, base "./Scope"]
}
function heads(object, o, b, i, list) {
    o = holder(object, "./A")
    b = base
    for (i = 0; (o, b "./Headers." i) in value; i++)
        list = list (i ? " " : "") value[o, b "./Headers." i]
    return list
}
function walk(object, depth, i) {
    if (!((object, "./S") in value) || depth > 40)
        return
    print depth "\t" value[object, "./S"] "\t" value[object, "./ID"] "\t" heads(object) "\t" value[object, "./Alt"] "\t" scope(object)
    if ((object, "./K") in value)
        walk(value[object, "./K"], depth + 1)
    for (i = 0; (object, "./K." i) in value; i++)
        walk(value[object, "./K." i], depth + 1)
}
{
    line = $0
    sub(/^ +/, "", line)
    if (line ~ /^[\]}]/) {
        depth--
        next
    }
    if (match(line, /^"([^"\\]|\\.)*": /)) {
        key = substr(line, 2, RLENGTH - 4)
        line = substr(line, RLENGTH + 1)
    } else {
        key = count[depth]++
    }
    if (line ~ /^[{[]$/) {
        depth++
        count[depth] = 0
        if (key ~ /^obj:/) {
            object = substr(key, 5)
            top = depth
            path[depth] = ""
        } else if (key == "trailer") {
            object = key
            top = depth
            path[depth] = ""
        } else {
            path[depth] = depth == top + 1 ? "" : path[depth - 1] "." key
        }
    } else if (object != "") {
        value[object, path[depth] "." key] = unquoted(line)
    }
}
END {
    root = value["trailer", "./Root"]
    walk(value[value[root, "./StructTreeRoot"], "./K"], 0)
    for (place in value)
        if (place ~ /\.\/Dest\.0$/ && value[value[place], "./Type"] == "/Page") {
            split(place, part, SUBSEP)
            links += value[part[1], "./Subtype"] == "/Link"
        }
    print "links\t" links + 0
    print "lang\t" value[root, "./Lang"]
    print "marked\t" value[root, "./MarkInfo./Marked"]
    spec = value[root, "./AF.0"]
    print "af\t" value[spec, "./AFRelationship"] "\t" value[spec, "./UF"]
    print "intent\t" value[root, "./OutputIntents.0./S"] "\t" value[root, "./OutputIntents.0./DestOutputProfile"]
    print "title\t" value[root, "./ViewerPreferences./DisplayDocTitle"]
    print "id\t" value["trailer", "./ID.0"] "\t" value["trailer", "./ID.1"]
}
