#!/bin/sh
# Collects every message of the source into tongbao.pot and carries the translations of each language over; given a file name,
# collects only, into that file.
set -eu
cd "$(dirname "$0")/../.."
pot=${1:-src/po/tongbao.pot}
sources=$(ls src/*.[ch] src/*/*.[ch] 2>/dev/null | grep -v '^src/po/')
# shellcheck disable=SC2086  # one word a file
xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --add-comments=TRANSLATORS \
    --package-name=tongbao --copyright-holder='The tongbao authors' --sort-by-file --no-wrap \
    --add-location=file -o "$pot.new" $sources
# The date of extraction would make a difference where there is none.
sed -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/' "$pot.new" >"$pot"
rm "$pot.new"
[ $# -eq 0 ] || exit 0
for po in src/po/*.po; do
    [ -e "$po" ] || continue
    msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap "$po" src/po/tongbao.pot
done
