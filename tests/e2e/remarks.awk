# Reads --dump=pages. For each page: how much of it is in use, and, where grid rows stay blank although more of the same text or
# attachment follows, whether the dump tells why. A part (head, attachment, imprint) begins on the page that its node names.
function finish(    p, left) {
    for (p = 1; p < pages; p++) {
        left = int((full[p] - used[p]) / 10.446 + 0.005)
        if (left >= 1 && !(p + 1 in begins) && remark[p] == "")
            print file " page " p ": " left " rows blank, no reason given"
        if (remark[p] != "" && remark[p] !~ /^([0-9]+ blank: |adjusted for the signature \(7\.3\.5\.5\)|tables set closer|charts )/)
            print file " page " p ": a reason of no known form: " remark[p]
    }
    for (p = 1; p <= pages && list; p++)
        print file, p, used[p] / full[p], remark[p] > list
    delete used; delete full; delete begins; delete remark
    pages = 0
}
/^==> / {finish(); file = $2}
/^page / {
    pages = $2
    used[pages] = 0
    full[pages] = 225
    if (i = index($0, " | ")) remark[pages] = substr($0, i + 3)
    next
}
/^node .* in 0 part (level [0-9]+ )?page / {for (i = 1; i < NF; i++) if ($i == "page") begins[$(i + 1)] = 1}
/^node / || /^  link / || /#eaeaea/ {next}
$2 == "sideways" {full[pages] = 156; if ($3 - 28 + 1 > used[pages]) used[pages] = $3 - 28 + 1}
$2 == "text" && $4 < 262.1 && $4 - 37 + 0.6 > used[pages] {used[pages] = $4 - 37 + 0.6}
$2 == "box" || $2 == "image" {
    if (full[pages] == 156 && $3 + $5 - 28 > used[pages] && $3 + $5 < 184.1) used[pages] = $3 + $5 - 28
    if (full[pages] == 225 && $4 + $6 - 37 > used[pages] && $4 + $6 < 262.1) used[pages] = $4 + $6 - 37
}
END {finish()}
