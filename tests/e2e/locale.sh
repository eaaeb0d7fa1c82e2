# Whatever the user's locale says of characters, it doesn't touch what is read. In Turkish, I is not the capital of i; here no letter
# but A has another form.
. tests/lib.sh
sed 's/encoding="UTF-8"/encoding="gbk"/' input/2024/notice.xml | iconv -f UTF-8 -t GBK >"$WORK/notice.xml"
mkdir "$WORK/fonts"
ln -s "$PWD"/build/fonts/*.otf "$WORK/fonts"
tr 'A-Z' 'a-z' <fonts/fontmap >"$WORK/fonts/fontmap"
cat >"$WORK/odd" <<'END'
LC_CTYPE
upper <U0041>
lower <U0061>
toupper (<U0061>,<U0041>)
tolower (<U0041>,<U0061>)
END LC_CTYPE
END
localedef --force --quiet --inputfile="$WORK/odd" "$WORK/xx_XX" 2>"$WORK/said"
export LOCPATH="$WORK" LC_ALL=xx_XX
if locale 2>&1 >/dev/null | grep . >>"$WORK/said"; then
    cat "$WORK/said"
    echo 'skip locale: none can be made'
    exit 0
fi

in_odd_locale() { # NAME COMMAND…: it is done, and says nothing
    name=$1
    shift
    "$@" >"$WORK/faults" 2>&1 || echo "status $?" >>"$WORK/faults"
    verdict "locale-$name" "$WORK/faults"
}
in_odd_locale label "$TONGBAO" check "$WORK/notice.xml"
in_odd_locale fontmap "$TONGBAO" typeset --quiet --fonts "$WORK/fonts" tests/examples/letter.xml -o "$WORK/letter.pdf"
