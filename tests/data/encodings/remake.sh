#!/bin/sh
# Makes the other files of this folder out of utf-8.xml and big5-utf-8.xml; the bytes are kept in the tree, so this is run
# only when those two change. All files but the two of Big5 hold the same notice; the declaration alone differs.
# 镕 is outside GB 2312 and 𠮷 (U+20BB7) outside GBK: files so labelled hold GB 18030 in fact, as editors write them.
set -eu
cd "$(dirname "$0")"

# labelled FROM LABEL: the file with another encoding in its declaration, still in UTF-8
labelled() { sed "1s/UTF-8/$2/" "$1"; }

sed 1d utf-8.xml >utf-8-undeclared.xml
{ printf '\357\273\277'; cat utf-8.xml; } >utf-8-bom.xml
{ printf '\377\376'; labelled utf-8.xml UTF-16 | iconv -f UTF-8 -t UTF-16LE; } >utf-16le-bom.xml
{ printf '\376\377'; labelled utf-8.xml UTF-16 | iconv -f UTF-8 -t UTF-16BE; } >utf-16be-bom.xml
labelled utf-8.xml GB18030 | iconv -f UTF-8 -t GB18030 >gb18030.xml
{ printf '\204\061\225\063'; cat gb18030.xml; } >gb18030-bom.xml
labelled utf-8.xml GBK | iconv -f UTF-8 -t GB18030 >gbk.xml
labelled utf-8.xml gb2312 | iconv -f UTF-8 -t GB18030 >gb2312.xml
labelled big5-utf-8.xml Big5 | iconv -f UTF-8 -t BIG5 >big5.xml
