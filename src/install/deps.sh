#!/bin/sh
# Installs what tongbao needs and the system lacks: deps.sh GROUP… with the groups `build` (libraries, compiler, fonts), `test`
# (what only the tests use) and `fuzz`. Says what it installs and why; does nothing, and says nothing, when all is there.
# apt-get is run through sudo when we aren't root; what it says goes to build/deps.log, and to the screen when it fails.
set -eu
cd "$(dirname "$0")/../.."

packages='
build gcc                 compiles the program
build libc6-dev           headers of the C library, gettext and iconv among them
build pkg-config          finds the libraries
build libhpdf-dev         libharu: writes the PDF files
build libxml2-dev         reads the XML inputs and checks them against the schemas
build libxslt1-dev        runs the templates
build libharfbuzz-dev     shapes the text and reads the outlines of fonts
build libicu-dev          word boundaries and line-breaking classes
build liblcms2-dev        the colour profile
build libqpdf-dev         reads embedded data back out of a PDF
build zlib1g-dev          unpacks PNG pictures and embedded data
build libdeflate-dev      compresses what goes into a PDF
build libgmp-dev          exact means of many figures
build nettle-dev          SHA-256: whether a file is still the same
build gettext             compiles the Chinese messages
build fonts-noto-cjk      Noto Serif CJK SC: titles, and the first fallback
build fonts-babelstone-han  BabelStone Han: rare characters
test  libcmocka-dev       unit tests
test  libxml2-utils       xmllint
test  xsltproc            flattens the notice for comparison with its text
test  poppler-utils       reads our PDFs back: text, fonts, pictures
test  qpdf                checks the structure of our PDFs
test  mupdf-tools         reads our PDFs back, a second opinion
test  fonts-urw-base35    a name-keyed CFF font to draw with
test  valgrind            memory errors
test  locales             messages by locale
test  clang-format        the house style
fuzz  clang               compiles the fuzz targets
fuzz  libclang-rt-14-dev  libFuzzer and the sanitizers for it
fuzz  libharfbuzz-bin     hb-subset: makes small fonts to begin with
'
fandol='FandolFang-Regular FandolHei-Regular FandolKai-Regular FandolSong-Regular FandolSong-Bold'
fandol_package=texlive-lang-chinese
fandol_folder=./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

log=build/deps.log

say() { echo "deps: $*"; }
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# Asks for the password, if one is needed, once and when it has been said what for.
can_be_root() { [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo true; }; }

# What the command says goes to the log; its end is shown when it fails.
logged() {
    mkdir -p build
    echo "--- $*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null && return
    tail -n 15 "$log"
    return 1
}

# Package lists older than a day name versions that the mirror may have dropped. The files bear the mirror's dates, so the
# folder that apt-get update works in tells.
lists_fresh() {
    ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 && find /var/lib/apt/lists/partial -prune -mtime -1 | grep -q .
}
update_lists() {
    lists_fresh && return
    say 'fetching the package lists (apt-get update)'
    logged as_root apt-get update -q || say 'warning: the package lists could not be renewed; trying with the old ones'
}

missing_packages() {
    want=$(echo "$packages" | awk -v groups=" $* " 'NF && index(groups, " " $1 " ") {print $2}')
    # shellcheck disable=SC2086  # one word a package
    have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $want 2>/dev/null | awk '$1 == "installed" {print $2}')
    printf '%s\n' "$have" "" "$want" | awk '!gap {if ($0 == "") gap = 1; else have[$0] = 1; next} NF && !have[$0]'
}

install_packages() {
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    say 'needed from Debian:'
    for p in $missing; do
        echo "$packages" | awk -v p="$p" '$2 == p {$1 = ""; $2 = sprintf("  %-22s", $2); print}'
    done
    if ! can_be_root; then
        say 'error: nothing can be installed without being root; as root, run (for the tests too)'
        echo "  apt-get update && apt-get install --no-install-recommends" $(missing_packages build test "$@")
        exit 1
    fi
    update_lists
    say 'installing them (apt-get install), which may take some minutes'
    # shellcheck disable=SC2086
    logged as_root apt-get install -q -y --no-install-recommends $missing || {
        say "error: they could not be installed; all that apt-get said is in $log"
        exit 1
    }
}

missing_fonts() {
    for f in $fandol; do
        [ -s "build/fonts/$f.otf" ] || echo "$f"
    done
}

# TeX isn't needed, only these files out of one of its packages.
fetch_fonts() {
    [ -n "$(missing_fonts)" ] || return 0
    say "fetching the Fandol fonts (fangsong, heiti, kaiti, songti) out of Debian's $fandol_package, 49 MB, into build/fonts"
    lists_fresh || ! can_be_root || update_lists
    mkdir -p build/fonts
    work=$(mktemp -d build/fonts/fetch.XXXXXX)
    trap 'rm -rf "$work"' EXIT
    logged download_fonts "$work" || {
        say "error: they could not be fetched. If the package lists are missing or old, run apt-get update as root; or put"
        say "$(missing_fonts | sed 's/$/.otf/' | paste -sd ' ') into build/fonts by hand"
        exit 1
    }
    mv "$work"/*.otf build/fonts/
}
download_fonts() {
    (cd "$1" && apt-get download -q -o APT::Sandbox::User=root "$fandol_package") || return
    members=
    for f in $fandol; do
        members="$members $fandol_folder/$f.otf"
    done
    # shellcheck disable=SC2086
    dpkg-deb --fsys-tarfile "$1"/*.deb | tar -x -C "$1" --strip-components=9 -f - $members
}

if ! command -v dpkg-query >/dev/null; then
    say 'error: this is not a Debian system; install by hand what these packages hold, and the fonts that fonts/README.md names:'
    echo "$packages" | awk -v groups=" $* " 'NF && index(groups, " " $1 " ") {$1 = ""; print " " $0}'
    exit 1
fi
install_packages "$@"
fetch_fonts
