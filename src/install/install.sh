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
fill_in() { sed "s|@PREFIX@|$PREFIX|" "$1" | put /dev/stdin "$2"; }

sum() { sha256sum <"$1" | cut -d ' ' -f 1; }
# put_kept FILE PATH: a file that may have been changed at that path below $share.
put_kept() {
    to=$share/$2
    if [ -e "$to" ] && ! cmp -s "$1" "$to" && ! grep -qsxF "$(sum "$to")  $2" "$sums"; then
        echo "install: $to was changed and is kept; the new one is $to.new" >&2
        put "$1" "$to.new"
    else
        put "$1" "$to"
        rm -f "$to.new"
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
