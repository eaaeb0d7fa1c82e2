/* What comes out of PDFs of other people's making, and of such as are made to fill the memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "diag_text.h"
#include "draw_fixture.h"

#include <cmocka.h>
#include <zlib.h>

static const char words[] = "<report>2024</report>";

/* Deflates bytes, so many times one in the other. */
static struct buffer deflated(const void *bytes, size_t size, int layers)
{
    struct buffer in = {0};
    buffer_add(&in, bytes, size);
    for (; layers > 0; layers--) {
        struct buffer out = {0};
        uLongf packed = compressBound(in.size);
        assert_int_equal(
            compress((Bytef *)buffer_room(&out, packed), &packed, (const Bytef *)in.data, in.size), Z_OK);
        buffer_take(&out, packed);
        buffer_free(&in);
        in = out;
    }
    return in;
}

/* The message about a PDF in which the stream is embedded, with keys in its dictionary; what came out is in
 * out. */
static const char *extracted(struct arena *arena, const char *keys, const struct buffer *stream,
                             struct buffer *out)
{
    struct buffer pdf = {0};
    buffer_puts(&pdf, "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>\nendobj\n"
                      "2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
                      "3 0 obj\n<</Type/Filespec/F(a)/EF<</F 4 0 R>>>>\nendobj\n");
    buffer_printf(&pdf, "4 0 obj\n<<%s/Length %zu>>stream\n", keys, stream->size);
    buffer_add(&pdf, stream->data, stream->size);
    buffer_puts(&pdf, "\nendstream\nendobj\ntrailer<</Size 5/Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    const char *path = sheet_save(arena, pdf.data, pdf.size, ".pdf");
    struct diag *diag = diag_new();
    bool done = draw_extract(path, out, diag);
    assert_int_equal(diag_status(diag), done ? 0 : 65);
    const char *text = diag_text(diag);
    unlink(path);
    diag_free(diag);
    buffer_free(&pdf);
    return text;
}

#define FLATE "/Filter/FlateDecode"

static void what_is_deflated_comes_out(void **state)
{
    static const struct {
        const char *keys;
        int layers;
    } cases[] = {
        {"", 0},
        {"/Filter null", 0},
        {"/Filter[]", 0},
        {FLATE, 1},
        {FLATE "/DecodeParms null", 1},
        {FLATE "/DecodeParms<<>>", 1},
        {FLATE "/DecodeParms<</Predictor 1>>", 1},
        {"/Filter[/FlateDecode]/DecodeParms[null]", 1},
        {"/Filter[/FlateDecode/FlateDecode]", 2},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer stream = deflated(words, sizeof words, cases[i].layers), out = {0};
        assert_string_equal(extracted(arena, cases[i].keys, &stream, &out), "");
        assert_int_equal(out.size, sizeof words);
        assert_memory_equal(out.data, words, sizeof words);
        buffer_free(&stream);
        buffer_free(&out);
    }
    arena_free(arena);
}

/* Data that we would have to give out packed, or that say gigabytes, aren't given out at all. */
static void what_is_packed_otherwise_is_refused(void **state)
{
    static const char *const keys[] = {
        "/Filter/JBIG2Decode",
        "/Filter/Crypt/DecodeParms<</Name/Foo>>",
        "/Filter[/FlateDecode/LZWDecode]",
        "/Filter[/FlateDecode/FlateDecode/FlateDecode/FlateDecode/FlateDecode]",
        FLATE "/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32/BitsPerComponent 16>>",
        "/Filter[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 2147483647>>]",
    };
    struct arena *arena = arena_new();
    struct buffer stream = deflated(words, sizeof words, 1), out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        assert_non_null(
            strstr(extracted(arena, keys[i], &stream, &out), "can't be taken out: they are packed"));
        assert_int_equal(out.size, 0);
    }
    buffer_free(&stream);
    arena_free(arena);
}

static void what_would_fill_the_memory_is_refused(void **state)
{
    struct arena *arena = arena_new();
    const size_t size = ((size_t)256 << 20) + 1;
    char *zeros = calloc(size, 1);
    struct buffer stream = deflated(zeros, size, 2), out = {0};
    (void)state;
    assert_true(stream.size < 10000);
    assert_non_null(
        strstr(extracted(arena, "/Filter[/FlateDecode/FlateDecode]", &stream, &out),
               "can't be taken out: they are packed otherwise than by deflate, or larger than 256 MiB"));
    assert_int_equal(out.size, 0);
    free(zeros);
    buffer_free(&stream);
    arena_free(arena);
}

static void what_is_cut_short_is_refused(void **state)
{
    struct arena *arena = arena_new();
    struct buffer stream = deflated(words, sizeof words, 1), out = {0};
    (void)state;
    for (stream.size--; stream.size > 0; stream.size--)
        assert_non_null(strstr(extracted(arena, FLATE, &stream, &out), "are damaged"));
    assert_int_equal(out.size, 0);
    buffer_free(&stream);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_deflated_comes_out),
        cmocka_unit_test(what_is_packed_otherwise_is_refused),
        cmocka_unit_test(what_would_fill_the_memory_is_refused),
        cmocka_unit_test(what_is_cut_short_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
