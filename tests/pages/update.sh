#!/bin/sh
# Renders the README's picture, page one of the bulletin and page one of a letter of out/2024Q3 side by side: bulletin.png and
# letter.png, with poppler, eight bits of grey being too few for the red.
set -eu
cd "$(dirname "$0")/../.."
set_dir=out/2024Q3
letter=$(find "$set_dir/letters" -name '*.pdf' | sort | sed -n 6p)
pdftoppm -r 72 -f 1 -l 1 -singlefile -png "$set_dir/bulletin.pdf" tests/pages/bulletin
pdftoppm -r 72 -f 1 -l 1 -singlefile -png "$letter" tests/pages/letter
