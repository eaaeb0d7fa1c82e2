#!/bin/sh
# Writes the C file that holds the schemas given as arguments (see schema.h) to stdout.
set -eu
echo '#include "schema/schema.h"'
i=0
for file; do
    printf 'static const unsigned char data%d[] = {\n' "$i"
    od -An -v -tx1 "$file" | sed 's/\([0-9a-f][0-9a-f]\) */0x\1,/g'
    echo '};'
    i=$((i + 1))
done
echo 'const struct schema schemas[] = {'
i=0
for file; do
    printf '    {"%s", data%d, sizeof data%d},\n' "$(basename "$file" .rng)" "$i" "$i"
    i=$((i + 1))
done
echo '    {NULL, NULL, 0},'
echo '};'
