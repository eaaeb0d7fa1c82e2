#!/bin/sh
# Makes stamp.png, which stands for a signer's stamp (签名章) in order.xml: the words 签名章示例 in a red frame, so that nobody takes
# it for a real one. Run from the top folder after `make`; needs qpdf and pdftoppm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/stamp.xml" <<'XML'
<document xmlns="urn:tongbao:document" format="plain">
  <table font="body" width="7"><tbody><tr height="1"><td align="center"><light value="red">签名章示例</light></td></tr></tbody></table>
</document>
XML
build/tongbao typeset "$work/stamp.xml" -o "$work/stamp.pdf" --quiet
# The table's black rules take the colour of the words. The table is 39 x 10.5 mm, its corner 86.5 and 37 mm from the paper's.
qpdf --qdf --object-streams=disable "$work/stamp.pdf" - | sed 's/^0 g$/.769 .086 .11 rg/' >"$work/red.pdf"
pdftoppm -r 254 -x 865 -y 370 -W 390 -H 105 -png -singlefile "$work/red.pdf" tests/examples/stamp
