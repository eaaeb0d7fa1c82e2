/* Our own deflate, read back by zlib: whatever the bytes, and never longer than was promised. */
#include "draw/huffman.h"
#include "draw/squeeze.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

static void comes_back(const uint8_t *bytes, size_t size)
{
    size_t room = huffman_bound(size);
    uint8_t *packed = malloc(room + 1), *back = malloc(size + 1);
    packed[room] = 0xA5;
    size_t length = huffman_pack(bytes, size, packed);
    assert_true(length <= room);
    assert_int_equal(packed[room], 0xA5);
    uLongf got = size + 1;
    assert_int_equal(uncompress(back, &got, packed, length), Z_OK);
    assert_int_equal(got, size);
    assert_memory_equal(back, bytes, size);
    free(packed);
    free(back);
}

/* A generator of our own, so that the test is the same everywhere. */
static uint32_t next(uint32_t *seed)
{
    return *seed = *seed * 1664525 + 1013904223;
}

static void any_bytes_come_back(void **state)
{
    (void)state;
    uint8_t bytes[5000];
    uint32_t seed = 1;
    for (int kind = 0; kind < 4; kind++)
        for (size_t size = 0; size < sizeof bytes; size = size * 3 / 2 + 1) {
            for (size_t i = 0; i < size; i++) {
                uint32_t r = next(&seed) >> 8;
                bytes[i] = (uint8_t)(kind == 0   ? r
                                     : kind == 1 ? 7
                                     : kind == 2 ? r % 3
                                                 : (r & r >> 8 & r >> 16));
            }
            comes_back(bytes, size);
        }
}

/* Fibonacci weights make the deepest tree there is; codes of more than 15 bits must be avoided. */
static void no_code_is_too_long(void **state)
{
    (void)state;
    size_t size = 0, a = 1, b = 1;
    uint8_t *bytes = malloc(1 << 20);
    for (int symbol = 0; symbol < 27; symbol++) {
        memset(bytes + size, symbol, a);
        size += a;
        size_t c = a + b;
        a = b;
        b = c;
    }
    comes_back(bytes, size);
    free(bytes);
}

static void every_packing_comes_back(void **state)
{
    (void)state;
    static const char text[] = "BT /F1 16 Tf 79.37 728.5 Td (text text text) Tj ET";
    struct squeezer *squeezer = squeezer_new();
    struct arena *arena = arena_new();
    for (int packing = PACK_TEXT; packing <= PACK_FONT; packing++) {
        size_t size, again;
        char back[sizeof text];
        const void *packed = squeeze(squeezer, (enum packing)packing, text, sizeof text, arena, &size);
        uLongf got = sizeof back;
        assert_int_equal(uncompress((Bytef *)back, &got, packed, size), Z_OK);
        assert_memory_equal(back, text, sizeof text);
        const void *second = squeeze(squeezer, (enum packing)packing, text, sizeof text, arena, &again);
        assert_int_equal(again, size);
        assert_memory_equal(second, packed, size);
    }
    arena_free(arena);
    squeezer_free(squeezer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_come_back),
        cmocka_unit_test(no_code_is_too_long),
        cmocka_unit_test(every_packing_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
