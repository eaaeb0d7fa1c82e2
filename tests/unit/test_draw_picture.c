/* Pictures: every kind of PNG against its pixels, faults in words, and whatever bytes there are without harm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "draw/png.h"
#include "draw_fixture.h"
#include "typeset/image.h"

#include <cmocka.h>
#include <zlib.h>

static void put32(struct buffer *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_putc(out, (char)(value >> shift & 0xFF));
}

static void put_chunk(struct buffer *out, const char *name, const void *bytes, size_t size)
{
    put32(out, (uint32_t)size);
    size_t start = out->size;
    buffer_add(out, name, 4);
    buffer_add(out, size ? bytes : "", size);
    put32(out, (uint32_t)crc32(0, (const Bytef *)out->data + start, (uInt)(size + 4)));
}

/* A PNG of rows that are given with their filter bytes. */
static struct buffer make_png(uint32_t width, uint32_t height, int depth, int type, int interlace,
                              const char *palette, size_t palette_size, const char *clear, size_t clear_size,
                              const void *rows, size_t size)
{
    struct buffer out = {0}, header = {0};
    Bytef packed[4096];
    uLongf got = sizeof packed;
    buffer_add(&out, "\x89PNG\r\n\x1A\n", 8);
    put32(&header, width);
    put32(&header, height);
    const char tail[] = {(char)depth, (char)type, 0, 0, (char)interlace};
    buffer_add(&header, tail, sizeof tail);
    put_chunk(&out, "IHDR", header.data, header.size);
    if (palette)
        put_chunk(&out, "PLTE", palette, palette_size);
    if (clear)
        put_chunk(&out, "tRNS", clear, clear_size);
    compress(packed, &got, rows, size);
    put_chunk(&out, "IDAT", packed, got / 2);
    put_chunk(&out, "IDAT", packed + got / 2, got - got / 2);
    put_chunk(&out, "IEND", NULL, 0);
    buffer_free(&header);
    return out;
}

static const char *decode(const struct buffer *file, struct png *png)
{
    return png_read((struct span){(const uint8_t *)file->data, file->size}, png);
}

static void kinds_are_decoded(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        uint32_t width, height;
        int depth, type, interlace;
        const char *palette, *clear;
        size_t palette_size, clear_size;
        const char *rows;
        size_t size;
        int channels;
        const char *pixel, *alpha; /* alpha NULL: opaque */
    } cases[] = {
        {"1 bit grey", 10, 1, 1, 0, 0, NULL, NULL, 0, 0, "\0\xAA\x40", 3, 1, "\xFF\0\xFF\0\xFF\0\xFF\0\0\xFF",
         NULL},
        {"2 bit grey", 4, 1, 2, 0, 0, NULL, NULL, 0, 0, "\0\x1B", 2, 1, "\0\x55\xAA\xFF", NULL},
        {"4 bit grey, filter sub", 2, 1, 4, 0, 0, NULL, NULL, 0, 0, "\1\x0F", 2, 1, "\0\xFF", NULL},
        {"16 bit grey", 1, 1, 16, 0, 0, NULL, NULL, 0, 0, "\0\x12\x34", 3, 1, "\x12", NULL},
        {"grey with a clear value", 2, 1, 8, 0, 0, NULL, "\0\x07", 0, 2, "\0\x07\x08", 3, 1, "\x07\x08",
         "\0\xFF"},
        {"grey and alpha", 2, 1, 8, 4, 0, NULL, NULL, 0, 0, "\0\1\2\3\4", 5, 1, "\1\3", "\2\4"},
        {"rgb, filters up, average, paeth", 1, 4, 8, 2, 0, NULL, NULL, 0, 0,
         "\0\1\2\3\2\1\1\1\3\4\4\4\4\1\1\1", 16, 3, "\1\2\3\2\3\4\5\5\6\6\6\7", NULL},
        {"rgb and alpha", 1, 1, 8, 6, 0, NULL, NULL, 0, 0, "\0\1\2\3\4", 5, 3, "\1\2\3", "\4"},
        {"palette", 4, 1, 2, 3, 0, "\1\2\3\4\5\6\7\10\11", "\200", 9, 1, "\0\x18", 2, 3,
         "\1\2\3\4\5\6\7\10\11\1\2\3", "\200\xFF\xFF\200"},
        {"interlaced", 3, 3, 8, 0, 1, NULL, NULL, 0, 0, "\0\1\0\3\0\7\11\0\2\0\10\0\4\5\6", 15, 1,
         "\1\2\3\4\5\6\7\10\11", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer file = make_png(cases[i].width, cases[i].height, cases[i].depth, cases[i].type,
                                      cases[i].interlace, cases[i].palette, cases[i].palette_size,
                                      cases[i].clear, cases[i].clear_size, cases[i].rows, cases[i].size);
        struct png png;
        const char *fault = decode(&file, &png);
        if (fault)
            fail_msg("%s: %s", cases[i].what, fault);
        size_t pixels = (size_t)cases[i].width * cases[i].height;
        assert_int_equal(png.channels, cases[i].channels);
        assert_memory_equal(png.pixel, cases[i].pixel, pixels * (size_t)png.channels);
        if (cases[i].alpha)
            assert_memory_equal(png.alpha, cases[i].alpha, pixels);
        else
            assert_null(png.alpha);
        png_free(&png);
        buffer_free(&file);
    }
}

static struct buffer seal(void)
{
    static const char rows[] = "\0\xFF\0\0\xFF\xFF\0\0\x80\0\xFF\0\0\0\xFF\0\0\xFF";
    return make_png(2, 2, 8, 6, 0, NULL, 0, NULL, 0, rows, 18);
}

/* Any single byte changed or any end cut off is noticed: by the checksums, or by the shape. */
static void faults_are_noticed(void **state)
{
    (void)state;
    struct buffer file = seal();
    struct png png;
    assert_null(decode(&file, &png));
    png_free(&png);
    for (size_t size = 0; size < file.size; size++)
        assert_non_null(png_read((struct span){(const uint8_t *)file.data, size}, &png));
    for (size_t at = 8; at < file.size; at++) {
        file.data[at] ^= 0x10;
        assert_non_null(decode(&file, &png));
        file.data[at] ^= 0x10;
    }
    buffer_free(&file);
}

static void false_promises_are_noticed(void **state)
{
    (void)state;
    static const struct {
        uint32_t width, height;
        int depth, type, interlace;
        size_t size;
    } cases[] = {
        {3, 2, 8, 6, 0, 18},                   /* less data than pixels */
        {1, 2, 8, 6, 0, 18},                   /* more */
        {2, 2, 8, 5, 0, 18},                   /* no such kind */
        {2, 2, 3, 0, 0, 4},                    /* no such depth */
        {2, 2, 8, 3, 0, 6},                    /* a palette is missing */
        {0, 2, 8, 6, 0, 18},                   /* no pixels */
        {2000000000, 2000000000, 8, 6, 0, 18}, /* too many */
        {2, 2, 8, 6, 2, 18},                   /* no such interlacing */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static const char rows[18];
        struct png png;
        struct buffer file = make_png(cases[i].width, cases[i].height, cases[i].depth, cases[i].type,
                                      cases[i].interlace, NULL, 0, NULL, 0, rows, cases[i].size);
        assert_non_null(decode(&file, &png));
        buffer_free(&file);
    }
    struct png png;
    struct buffer wrong = make_png(1, 1, 8, 0, 0, NULL, 0, NULL, 0, "\5\0", 2); /* no such filter */
    assert_non_null(decode(&wrong, &png));
    buffer_free(&wrong);
}

/* ---- on a page ---- */

/* A page with the picture at path. */
static struct sheet sheet_of(struct arena *arena, const char *path)
{
    struct sheet s = sheet_new(arena);
    sheet_page(&s);
    int document = sheet_node(&s, ROLE_DOCUMENT, -1), figure = sheet_node(&s, ROLE_FIGURE, document);
    s.pages.node[figure].alt = "印章";
    struct item *item = sheet_item(&s, ITEM_IMAGE, figure);
    item->x = item->y = MM(100);
    item->width = item->height = MM(42);
    item->image = path;
    return s;
}

static void hear(struct diag *diag, struct buffer *said)
{
    FILE *stream = tmpfile();
    char line[512];
    diag_print(diag, stream);
    rewind(stream);
    while (fgets(line, sizeof line, stream))
        buffer_puts(said, line);
    fclose(stream);
}

/* Draws a page with the picture of these bytes; returns what became of it as pdfimages tells, or NULL with
 * messages. */
static const char *drawn(struct arena *arena, const struct buffer *file, const char *suffix,
                         struct buffer *said)
{
    struct drawer *drawer = drawer_new();
    struct diag *diag = diag_new();
    struct buffer out = {0};
    const char *path = sheet_save(arena, file->data, file->size, suffix), *told = NULL;
    struct sheet s = sheet_of(arena, path);
    if (draw_pdf(drawer, &s.pages, NULL, &out, diag)) {
        const char *pdf = sheet_save(arena, out.data, out.size, ".pdf");
        told = sheet_run(arena, "pdfimages -list FILE | awk 'NR > 2 {print $3, $4, $5, $6, $9}'", pdf);
        unlink(pdf);
    }
    hear(diag, said);
    unlink(path);
    buffer_free(&out);
    diag_free(diag);
    drawer_free(drawer);
    return told;
}

static void seals_are_drawn(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = seal(), said = {0};
    assert_string_equal(drawn(arena, &file, ".png", &said), "image 2 2 rgb image\nsmask 2 2 gray image\n");
    assert_int_equal(said.size, 0);
    buffer_free(&file);
    arena_free(arena);
}

/* A JPEG's frame header is all that is read of it. */
static struct buffer jpeg(int marker, int depth, int channels, bool whole)
{
    struct buffer out = {0};
    const char frame[] = {'\xFF', (char)marker, 0, 8, (char)depth, 0, 30, 0, 40, (char)channels};
    buffer_add(&out, "\xFF\xD8\xFF\xE0\0\4xy", 8);
    buffer_add(&out, frame, sizeof frame);
    buffer_add(&out, "\xFF\xDA\0\2\x12\x34", 6);
    buffer_add(&out, "\xFF\xD9", whole ? 2 : 0);
    return out;
}

static void jpegs_go_in_as_they_are(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct {
        int marker, depth, channels;
        bool whole;
        const char *told, *fault;
    } cases[] = {
        {0xC0, 8, 3, true, "image 40 30 rgb jpeg\n", NULL},
        {0xC2, 8, 1, true, "image 40 30 gray jpeg\n", NULL},
        {0xC0, 8, 4, true, NULL, "CMYK"},
        {0xC0, 12, 3, true, NULL, "supported"},
        {0xC3, 8, 3, true, NULL, "supported"},
        {0xC0, 8, 3, false, NULL, "short"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer file = jpeg(cases[i].marker, cases[i].depth, cases[i].channels, cases[i].whole),
                      said = {0};
        const char *told = drawn(arena, &file, ".jpg", &said);
        if (cases[i].told)
            assert_string_equal(told, cases[i].told);
        else
            assert_null(told);
        if (cases[i].fault)
            assert_non_null(strstr(buffer_text(&said), cases[i].fault));
        buffer_free(&file);
        buffer_free(&said);
    }
    arena_free(arena);
}

/* What stands between and behind the parts of a JPEG: fill bytes before markers, restarts and stuffed bytes
 * in scans, a second scan, an end of another image within a segment, and what phones put behind the end. */
static void jpegs_are_read_to_their_end(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct drawer *drawer = drawer_new();
#define FRAME "\xFF\xC2\0\10\10\0\36\0\50\1"
#define SCAN "\xFF\xDA\0\2"
#define BYTES(text)                                                                                          \
    {                                                                                                        \
        text, sizeof text - 1                                                                                \
    }
    static const struct {
        struct {
            const char *bytes;
            size_t size;
        } part;
        size_t beyond; /* how many bytes aren't the image's */
        const char *fault;
    } cases[] = {
        {BYTES("\xFF\xD8" FRAME SCAN "\x12\xFF\0\x34\xFF\xD3\x56\xFF\xD9"), 0, NULL},
        {BYTES("\xFF\xD8\xFF" FRAME "\xFF\xFF" SCAN "\x12\xFF\xFF\xFF\xD9"), 0, NULL},
        {BYTES("\xFF\xD8" FRAME SCAN "\x12\xFF\xC4\0\4\xFF\xD9" SCAN "\x34\xFF\xD9"), 0, NULL},
        {BYTES("\xFF\xD8" FRAME SCAN "\x12\xFF\xD9"
               "ftypmp42\xFF\xD9"),
         10, NULL},
        {BYTES("\xFF\xD8" FRAME SCAN "\x12\xFF\xD9\xFF"), 1, NULL},
        {BYTES("\xFF\xD8" FRAME SCAN "\x12\xFF"), 0, "cut short"},
        {BYTES("\xFF\xD8" FRAME SCAN "\x12\xFF\xC4\0\4\xFF\xD9"), 0, "cut short"},
        {BYTES("\xFF\xD8" FRAME SCAN "\x12\xFF\xC4\0\6\xFF\xD9"), 0, "broken"},
        {BYTES("\xFF\xD8" FRAME "xy" SCAN "\x12\xFF\xD9"), 0, "broken"},
        {BYTES("\xFF\xD8\xFF\xD9"), 0, "broken"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = {0}, said = {0}, stream = {0};
        struct diag *diag = diag_new();
        const char *path = sheet_save(arena, cases[i].part.bytes, cases[i].part.size, ".jpg");
        struct sheet s = sheet_of(arena, path);
        size_t size = cases[i].part.size - cases[i].beyond;
        buffer_printf(&stream, "/Length %zu/Filter/DCTDecode>>\nstream\n", size);
        buffer_add(&stream, cases[i].part.bytes, size);
        length height = 0; /* the typesetter understands what the drawer does */
        if (!cases[i].fault && (!image_height(path, MM(40), &height, diag) || height != MM(30)))
            fail_msg("case %zu: height %d", i, (int)height);
        bool done = draw_pdf(drawer, &s.pages, NULL, &out, diag);
        hear(diag, &said);
        if (done == (cases[i].fault != NULL) || !strstr(buffer_text(&said), done ? "" : cases[i].fault) ||
            (done && !memmem(out.data, out.size, stream.data, stream.size)))
            fail_msg("case %zu: %d %s", i, done, buffer_text(&said));
        unlink(path);
        diag_free(diag);
        buffer_free(&out);
        buffer_free(&said);
        buffer_free(&stream);
    }
    drawer_free(drawer);
    arena_free(arena);
}

#define LONG_NAME                                                                                            \
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"   \
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"   \
    "01234567890123456789012345678901234567890123456789012345.png"

/* A document with a picture that can't be had fails as often as it is drawn, and one message says why, the
 * same as where its proportions are wanted. */
static void missing_pictures_fail_each_time(void **state)
{
    (void)state;
    static const struct {
        const char *path, *said;
    } cases[] = {
        {"/no/such.png", "/no/such.png: error: image missing\n"},
        {"/" LONG_NAME, "/" LONG_NAME ": error: the file can't be read: File name too long\n"},
        {"/", "/: error: the file can't be read: it is a folder\n"},
    };
    struct arena *arena = arena_new();
    struct drawer *drawer = drawer_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet s = sheet_of(arena, cases[i].path);
        struct buffer out = {0}, said = {0}, again = {0}, before = {0};
        struct diag *diag = diag_new(), *other = diag_new(), *first = diag_new();
        length height;
        assert_false(image_height(cases[i].path, MM(40), &height, first));
        assert_false(draw_pdf(drawer, &s.pages, NULL, &out, diag));
        assert_false(draw_pdf(drawer, &s.pages, NULL, &out, diag));
        assert_false(draw_pdf(drawer, &s.pages, NULL, &out, other));
        hear(diag, &said);
        hear(other, &again);
        hear(first, &before);
        assert_string_equal(buffer_text(&before), cases[i].said);
        assert_string_equal(buffer_text(&said), cases[i].said);
        assert_string_equal(buffer_text(&again), cases[i].said);
        diag_free(diag);
        diag_free(other);
        diag_free(first);
        buffer_free(&before);
        buffer_free(&out);
        buffer_free(&said);
        buffer_free(&again);
    }
    drawer_free(drawer);
    arena_free(arena);
}

static void what_is_no_picture_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = {0}, said = {0};
    buffer_puts(&file, "GIF89a");
    assert_null(drawn(arena, &file, ".gif", &said));
    assert_non_null(strstr(buffer_text(&said), "error: image can't be used: "));
    assert_non_null(strstr(buffer_text(&said), "neither PNG nor JPEG"));
    buffer_free(&file);
    buffer_free(&said);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_decoded),
        cmocka_unit_test(faults_are_noticed),
        cmocka_unit_test(false_promises_are_noticed),
        cmocka_unit_test(seals_are_drawn),
        cmocka_unit_test(jpegs_go_in_as_they_are),
        cmocka_unit_test(jpegs_are_read_to_their_end),
        cmocka_unit_test(missing_pictures_fail_each_time),
        cmocka_unit_test(what_is_no_picture_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
