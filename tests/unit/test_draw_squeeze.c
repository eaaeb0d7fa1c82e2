/* Streams read back by zlib: those of libdeflate, and our own of parts that were encoded before. */
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

static void unpacks_to(const void *packed, size_t length, const void *bytes, size_t size)
{
    uint8_t *back = malloc(size + 1);
    uLongf got = size + 1;
    assert_int_equal(uncompress(back, &got, packed, length), Z_OK);
    assert_int_equal(got, size);
    assert_memory_equal(back, bytes, size);
    free(back);
}

/* A generator of our own, so that the test is the same everywhere. */
static uint32_t next(uint32_t *seed)
{
    return *seed = *seed * 1664525 + 1013904223;
}

/* Bytes of a kind: any, one and the same, few different ones, mostly small ones. */
static void fill(uint8_t *bytes, size_t size, int kind, uint32_t *seed)
{
    for (size_t i = 0; i < size; i++) {
        uint32_t r = next(seed) >> 8;
        bytes[i] = (uint8_t)(kind == 0 ? r : kind == 1 ? 7 : kind == 2 ? r % 3 : (r & r >> 8 & r >> 16));
    }
}

static void any_bytes_come_back(void **state)
{
    (void)state;
    uint8_t bytes[5000];
    uint32_t seed = 1;
    for (int kind = 0; kind < 4; kind++)
        for (size_t size = 0; size < sizeof bytes; size = size * 3 / 2 + 1) {
            struct literals literals;
            struct buffer out = {0};
            fill(bytes, size, kind, &seed);
            literals_begin(&literals, &out);
            literals_add(&literals, bytes, size);
            literals_end(&literals);
            unpacks_to(out.data, out.size, bytes, size);
            buffer_free(&out);
        }
}

/* Parts of every length up to a few words of bits, so that they begin at every bit of a byte, in two streams
 * and in another order each. */
static void encoded_parts_come_back(void **state)
{
    (void)state;
    enum { PARTS = 300 };
    static struct encoded part[PARTS];
    static uint8_t bytes[PARTS][PARTS], plain[PARTS * PARTS];
    struct buffer store = {0}, out = {0};
    uint32_t seed = 2;
    for (size_t i = 0; i < PARTS; i++) {
        fill(bytes[i], i, (int)(i % 4), &seed);
        huffman_encode(bytes[i], i, &store, &part[i]);
        assert_int_equal(part[i].size, i);
    }
    for (int turn = 0; turn < 2; turn++) {
        struct literals literals;
        size_t size = 0;
        buffer_clear(&out);
        literals_begin(&literals, &out);
        for (size_t i = 0; i < PARTS; i++) {
            size_t k = turn ? PARTS - 1 - i : i * 7 % PARTS;
            if (i % 5 == 0)
                literals_add(&literals, bytes[k], k);
            else
                literals_append(&literals, &part[k], &store);
            memcpy(plain + size, bytes[k], k);
            size += k;
        }
        literals_add(&literals, NULL, 0);
        literals_end(&literals);
        unpacks_to(out.data, out.size, plain, size);
    }
    buffer_free(&out);
    buffer_free(&store);
}

static void text_comes_back(void **state)
{
    (void)state;
    static const char text[] = "BT /F1 16 Tf 79.37 728.5 Td (text text text) Tj ET";
    struct squeezer *squeezer = squeezer_new();
    struct buffer first = {0};
    size_t again;
    squeeze_into(squeezer, text, sizeof text, &first);
    unpacks_to(first.data, first.size, text, sizeof text);
    squeeze(squeezer, "other", 5, &again);
    const void *second = squeeze(squeezer, text, sizeof text, &again);
    assert_int_equal(again, first.size);
    assert_memory_equal(second, first.data, first.size);
    buffer_free(&first);
    squeezer_free(squeezer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_come_back),
        cmocka_unit_test(encoded_parts_come_back),
        cmocka_unit_test(text_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
