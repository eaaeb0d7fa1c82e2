# With the address sanitizer, of gcc or of clang, memory is the sanitizer's alone: the pool gives each block back to it, so that use
# after free is seen, and the program brings no malloc of its own.
cat >"$WORK/use.c" <<'END'
#include "base/pool.h"
int main(void)
{
    volatile char *text = pool_strdup("gone");
    pool_free((void *)text);
    return text[1];
}
END
for cc in gcc clang; do
    if ! command -v $cc >/dev/null; then
        echo "skip sanitized-$cc: it is not installed (make fuzz brings clang)"
        continue
    fi
    flags='-std=c17 -D_GNU_SOURCE -Isrc -g -fsanitize=address'
    # shellcheck disable=SC2086  # one word a flag
    $cc $flags -o "$WORK/use" "$WORK/use.c" src/base/pool.c src/base/fatal.c && $cc $flags -c -o "$WORK/memory.o" src/memory.c || {
        echo "FAIL sanitized-$cc: it doesn't compile"
        continue
    }
    "$WORK/use" >"$WORK/said" 2>&1
    if ! grep -q heap-use-after-free "$WORK/said"; then
        echo "FAIL sanitized-$cc: the pool hides use after free"
    elif nm "$WORK/memory.o" | grep -q ' T .*alloc'; then
        echo "FAIL sanitized-$cc: malloc is the program's own"
    else
        echo "ok sanitized-$cc"
    fi
done
