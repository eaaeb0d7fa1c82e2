# Each catalogue holds every message of the source, translated, and says the same with the same % directives.
ids() { msgcat --no-wrap --no-location --sort-output "$1" | awk '/^msgid / {on = 1} /^msgstr/ {on = 0} on && !/^#/' | grep .; }

sh src/po/update.sh "$WORK/now.pot" || exit 1
ids "$WORK/now.pot" >"$WORK/now"
ids src/po/tongbao.pot >"$WORK/kept"
if diff "$WORK/kept" "$WORK/now"; then
    echo 'ok catalogue-current'
else
    echo 'FAIL catalogue-current: messages were added or taken away: make catalogue, then translate'
fi
for po in src/po/*.po; do
    language=$(basename "$po" .po)
    msgattrib --no-obsolete --no-wrap "$po" >"$WORK/po"
    ids "$WORK/po" | diff "$WORK/now" - >"$WORK/open"
    msgattrib --untranslated --no-wrap "$WORK/po" | grep -A9 '^#: ' >>"$WORK/open"
    msgattrib --only-fuzzy --no-wrap "$WORK/po" | grep -A9 '^#: ' >>"$WORK/open"
    msgfmt --check -o /dev/null "$po" 2>>"$WORK/open" && [ ! -s "$WORK/open" ]
    if [ $? -eq 0 ]; then
        echo "ok catalogue-$language"
    else
        cat "$WORK/open"
        echo "FAIL catalogue-$language: missing, untranslated or fuzzy messages"
    fi
done
