#!/bin/sh
# How the same text is set by tongbao, by XeLaTeX with ctex and by LibreOffice, where they are installed, each as it comes: the
# notice's paragraphs of more than one line, FandolFang of 3号 in 28 characters on a pitch of 15/8, justified. All three PDFs are
# measured by the same checker, tests/checker/linecheck.c, which tells what the columns mean. Usage: compare.sh BUILD-FOLDER
#
# What suits the others has been chosen: LibreOffice, which knows tenths of a point only, gets the type size that it can have and a
# measure of 28 times that; its punctuation is compressed, doesn't hang, and text and figures stand apart. In XeLaTeX letters and
# figures are of the same font, and lines are as tall as everybody's. All gaps are held against the same: a quarter em between Chinese
# characters and figures, whereas xeCJK takes a word space there, a third of an em in this font; and a closing mark at the end of
# a line is half an em wide, whereas xeCJK and LibreOffice cut it otherwise, which shows as uneven right edges.
set -eu
B=$1
W=$B/compare
font=FandolFang-Regular
fonts=$PWD/build/fonts
rm -rf "$W"
mkdir -p "$W"
LC_ALL=C.UTF-8
export LC_ALL

xsltproc --nonet --stringparam what text tests/e2e/notice_flat.xsl input/2024/notice.xml | grep -E '.{30}' >"$W/text"
sed 's/&/\&amp;/g; s/</\&lt;/g' "$W/text" >"$W/escaped"

write_tongbao() {
    echo '<document xmlns="urn:tongbao:document" format="plain" lang="zh-CN">'
    sed 's|.*|<p>&</p>|' "$W/escaped"
    echo '</document>'
}

write_tex() {
    cat <<EOF
\\documentclass{article}
\\usepackage[a4paper,left=28mm,width=156mm,top=37mm,height=225mm]{geometry}
\\usepackage[UTF8,fontset=none]{ctex}
\\setCJKmainfont[Path=$fonts/]{$font.otf}
\\setmainfont[Path=$fonts/]{$font.otf}
\\linespread{1}
\\pagestyle{empty}
\\begin{document}
\\fontsize{15.793bp}{29.612bp}\\selectfont
EOF
    sed 's/[%&#_$]/\\&/g; s/$/\n/' "$W/text"
    echo '\end{document}'
}

write_odf() {
    cat <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office"
  office:mimetype="application/vnd.oasis.opendocument.text">
<office:settings><config:config-item-set config:name="ooo:configuration-settings">
  <config:config-item config:name="CharacterCompressionType" config:type="short">1</config:config-item>
</config:config-item-set></office:settings>
<office:font-face-decls><style:font-face style:name="body" svg:font-family="FandolFang"/></office:font-face-decls>
<office:styles>
  <style:default-style style:family="paragraph">
    <style:paragraph-properties style:text-autospace="ideograph-alpha" style:punctuation-wrap="simple" style:line-break="strict"/>
    <style:text-properties style:font-name="body" style:font-name-asian="body" fo:font-size="15.8pt" style:font-size-asian="15.8pt"
      fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="CN"/>
  </style:default-style>
  <style:style style:name="Standard" style:family="paragraph">
    <style:paragraph-properties fo:text-align="justify" fo:text-indent="31.6pt" fo:line-height="29.6pt"/>
  </style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="210mm"
  fo:page-height="297mm" fo:margin-left="79.4pt" fo:margin-right="73.5pt" fo:margin-top="37mm" fo:margin-bottom="35mm"/>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"/></office:master-styles>
<office:body><office:text>
EOF
    sed 's|.*|<text:p text:style-name="Standard">&</text:p>|' "$W/escaped"
    echo '</office:text></office:body></office:document>'
}

row() { # NAME FILE: measured, or why not
    if [ -s "$2" ]; then
        "$B/linecheck" --row "$1" "$2"
    else
        printf '%-16s made no PDF\n' "$1"
    fi
}

echo "the notice's $(wc -l <"$W/text") paragraphs of more than one line, set by"
"$B/linecheck" --head
write_tongbao >"$W/tongbao.xml"
"$B/tongbao" typeset "$W/tongbao.xml" -o "$W/tongbao.pdf" --quiet
row tongbao "$W/tongbao.pdf"

if command -v xelatex >/dev/null && kpsewhich ctex.sty >/dev/null; then
    write_tex >"$W/xelatex.tex"
    (cd "$W" && xelatex -no-shell-escape -interaction=batchmode xelatex.tex) >/dev/null 2>&1 || true
    row 'XeLaTeX, ctex' "$W/xelatex.pdf"
else
    printf '%-16s not installed\n' 'XeLaTeX, ctex'
fi

if command -v soffice >/dev/null; then
    write_odf >"$W/libreoffice.fodt"
    # A user folder and a list of fonts of its own: nothing of the user's is read or changed.
    cat >"$W/fonts.conf" <<EOF
<fontconfig><dir>$fonts</dir><cachedir>$PWD/$W/cache</cachedir></fontconfig>
EOF
    FONTCONFIG_FILE=$PWD/$W/fonts.conf soffice "-env:UserInstallation=file://$PWD/$W/user" --headless --convert-to pdf \
        --outdir "$W" "$W/libreoffice.fodt" >/dev/null 2>&1 || true
    row LibreOffice "$W/libreoffice.pdf"
else
    printf '%-16s not installed\n' LibreOffice
fi
