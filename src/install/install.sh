#!/bin/sh
# Installs what was built, for `make install`: install.sh BUILD-FOLDER, with PREFIX and DESTDIR in the environment. Templates and font
# map are an office's to change where they are installed; those that it changed are kept, and the new one is put beside. Which
# they are is told by the sums that the last installation left.
set -eu
cd "$(dirname "$0")/../.."
umask 022
build=$1
root=$DESTDIR$PREFIX
share=$root/share/tongbao
sums=$share/installed.sha256

put() { install -D -m "${3:-644}" "$1" "$2"; }
fill_in() {
    awk -v prefix="$PREFIX" '{while (i = index($0, "@PREFIX@")) $0 = substr($0, 1, i - 1) prefix substr($0, i + 8); print}' "$1" \
        >"$build/filled-in"
    put "$build/filled-in" "$2"
}

sum() { sha256sum <"$1" | cut -d ' ' -f 1; }
offer() {
    echo "install: $2 was changed and is kept; the new one is $2.new" >&2
    put "$1" "$2.new"
}
# put_kept FILE PATH: a file that may have been changed at that path below $share. What the last installation put or offered
# already isn't offered again.
put_kept() {
    to=$share/$2
    if [ ! -e "$to" ] || cmp -s "$1" "$to" || grep -qsxF "$(sum "$to")  $2" "$sums"; then
        put "$1" "$to"
        rm -f "$to.new"
    elif ! grep -qsxF "$(sum "$1")  $2" "$sums"; then
        offer "$1" "$to"
    fi
    echo "$(sum "$1")  $2" >>"$sums.new"
}

put "$build/tongbao" "$root/bin/tongbao" 755
install -d "$share"
: >"$sums.new"
for file in templates/*.xsl; do
    put_kept "$file" "$file"
done
put_kept fonts/fontmap fonts/fontmap
mv "$sums.new" "$sums"
# The office's own fonts, and those that were fetched.
put fonts/README.md "$share/fonts/README.md"
for file in fonts/* build/fonts/*; do
    case $file in
    *.[OoTt][Tt][FfCc]) put "$file" "$share/fonts/${file##*/}" ;;
    esac
done
for file in src/schema/*.rng; do
    put "$file" "$share/schema/${file##*/}"
done
put src/install/tongbao.1 "$root/share/man/man1/tongbao.1"
put src/install/tongbao@.timer "$root/lib/systemd/system/tongbao@.timer"
fill_in src/install/tongbao@.service.in "$root/lib/systemd/system/tongbao@.service"
fill_in src/install/crontab.example.in "$root/share/doc/tongbao/crontab.example"
for file in src/po/*.po; do
    locale=locale/$(basename "$file" .po)/LC_MESSAGES
    put "build/$locale/tongbao.mo" "$root/share/$locale/tongbao.mo"
done
