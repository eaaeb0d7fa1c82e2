/*
 * font_tables.h - font files put together by hand, table by table, and a TrueType font made so.
 */
#ifndef TONGBAO_TESTS_FONT_TABLES_H
#define TONGBAO_TESTS_FONT_TABLES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "typeset/font.h"

#include <hb.h>

/* A font file of tables, as a face. */
static inline hb_face_t *face_of(const char *const *tag, const struct buffer *table, int count)
{
    hb_face_t *builder = hb_face_builder_create();
    for (int i = 0; i < count; i++) {
        hb_blob_t *blob =
            hb_blob_create(table[i].data, (unsigned)table[i].size, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
        hb_face_builder_add_table(builder, HB_TAG(tag[i][0], tag[i][1], tag[i][2], tag[i][3]), blob);
        hb_blob_destroy(blob);
    }
    hb_blob_t *file = hb_face_reference_blob(builder);
    hb_face_t *face = hb_face_create(file, 0);
    hb_blob_destroy(file);
    hb_face_destroy(builder);
    return face;
}

static inline void put16(struct buffer *out, int value)
{
    buffer_putc(out, (char)(value >> 8 & 0xFF));
    buffer_putc(out, (char)(value & 0xFF));
}

static inline void put_zeros(struct buffer *out, int count)
{
    while (count--)
        buffer_putc(out, 0);
}

enum { SQUARE = 1, PAIR = 2, LOOP = 3, HAND_GLYPHS = 4 };

/* A TrueType font of these outlines and their places, which are halved; all glyphs are 1200 wide, and 300
 * bytes are instructions. */
static inline struct font *font_of_outlines(struct arena *arena, const struct buffer *glyf,
                                            const struct buffer *loca, int glyphs, struct buffer *file)
{
    static const char *const tag[] = {"fpgm", "head", "hhea", "hmtx", "maxp", "OS/2", "glyf", "loca"};
    struct buffer table[8] = {[6] = *glyf, [7] = *loca};
    put_zeros(&table[0], 300);
    buffer_add(&table[1], "\0\1\0\0\0\0\0\0\0\0\0\0", 12);
    buffer_add(&table[1], "\x5F\x0F\x3C\xF5\0\0", 6);
    put16(&table[1], 1000);
    put_zeros(&table[1], 34);
    buffer_add(&table[2], "\0\1\0\0", 4);
    put_zeros(&table[2], 30);
    put16(&table[2], 1);
    put16(&table[3], 1200);
    put_zeros(&table[3], 2 * glyphs);
    buffer_add(&table[4], "\0\1\0\0", 4);
    put16(&table[4], glyphs);
    put_zeros(&table[4], 26);
    put_zeros(&table[5], 8);
    put16(&table[5], 0x0002); /* fsType: not to be embedded */
    put_zeros(&table[5], 86);
    hb_face_t *face = face_of(tag, table, 8);
    for (int i = 0; i < 6; i++)
        buffer_free(&table[i]);
    unsigned size;
    hb_blob_t *blob = hb_face_reference_blob(face);
    const char *bytes = hb_blob_get_data(blob, &size);
    buffer_add(file, bytes, size);
    struct font *font = arena_alloc(arena, sizeof *font);
    *font =
        (struct font){.name = "Hand", .blob = blob, .face = face, .hb = hb_font_create(face), .upem = 1000};
    return font;
}

/* A square; two of it side by side; and a composite of itself. */
static inline struct font *hand_made(struct arena *arena, struct buffer *file)
{
    struct buffer glyf = {0}, loca = {0};
    int start[HAND_GLYPHS + 1] = {0};
    static const int square[] = {1, 0, 0, 500, 500, 3, 0, 0x0101, 0x0101, 0, 0, 500, 0, 0, 500, 0, -500};
    /* contours, box, end point, no instructions, four flags, x: 0 0 500 0, y: 0 500 0 -500 */
    for (size_t i = 0; i < sizeof square / sizeof *square; i++)
        put16(&glyf, square[i]);
    start[2] = (int)glyf.size;
    static const int pair[] = {-1, 0, 0, 1100, 500, 0x0023, SQUARE, 0, 0, 0x0003, SQUARE, 600, 0};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        put16(&glyf, pair[i]);
    start[3] = (int)glyf.size;
    static const int loop[] = {-1, 0, 0, 500, 500, 0x0003, LOOP, 0, 0};
    for (size_t i = 0; i < sizeof loop / sizeof *loop; i++)
        put16(&glyf, loop[i]);
    start[4] = (int)glyf.size;
    for (int i = 0; i <= HAND_GLYPHS; i++)
        put16(&loca, start[i] / 2);
    struct font *font = font_of_outlines(arena, &glyf, &loca, HAND_GLYPHS, file);
    buffer_free(&glyf);
    buffer_free(&loca);
    return font;
}

#endif
