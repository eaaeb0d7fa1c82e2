# No Chinese wording in the program: it stands in templates/ and, for messages, in src/po/.
files=$(find src -name '*.[ch]' | sort)
found=$(awk -f tests/rules/uncomment.awk $files | grep -P '[\p{Han}\x{3000}-\x{303F}\x{FF01}-\x{FF5E}]')
if [ -n "$found" ]; then
    echo "$found"
    echo 'FAIL no-han: Chinese outside comments in src/'
else
    echo 'ok no-han'
fi
# The rule itself must be able to see: a string counts, a comment doesn't.
printf '/* 通报 */ int a; // 函\nchar *s = "// 通报"; /*\n 通 */\n' >"$WORK/sample.c"
seen=$(awk -f tests/rules/uncomment.awk "$WORK/sample.c" | grep -cP '\p{Han}')
if [ "$seen" -eq 1 ]; then
    echo 'ok no-han-sees-strings'
else
    echo "FAIL no-han-sees-strings: $seen lines of the sample, 1 expected"
fi
