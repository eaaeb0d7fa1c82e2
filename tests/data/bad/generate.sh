#!/bin/sh
# Writes a notice that is too deep, too big or too faulty to stdout; see README.md. Usage: generate.sh KIND NUMBER
set -eu
case ${1-} in
depth | size | attributes | laughs | faults | names) ;;
*)
    echo "usage: generate.sh depth|size|attributes|laughs|faults|names NUMBER" >&2
    exit 64
    ;;
esac
awk -v kind="$1" -v n="$2" 'BEGIN {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    printf "<notice xmlns=\"urn:tongbao:notice\" id=\"big\" year=\"2025\""
    if (kind == "attributes") for (i = 0; i < n; i++) printf " a%d=\"%d\"", i, i
    print ">"
    if (kind == "depth") {
        for (i = 1; i < n; i++) print "<part>"
        for (i = 1; i < n; i++) print "</part>"
    }
    if (kind == "size") {
        line = sprintf("%1024s", "")
        gsub(/ /, "x", line)
        for (i = 0; i < 1024 * n; i++) print "<p>" line "</p>"
    }
    if (kind == "laughs") {
        for (i = 0; i < n; i++) printf "&ha;"
        print ""
    }
    if (kind == "names") for (i = 0; i < n; i++) print "<fault" i "/>"
    if (kind == "faults") for (i = 0; i < n; i++) print "<fault/>"
    print "</notice>"
}'
