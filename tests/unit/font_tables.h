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

/* A square; two of it side by side; and a composite of itself. All with instructions of the font's, 300 bytes
 * of them. */
static inline struct font *hand_made(struct arena *arena, struct buffer *file)
{
    static const char *const tag[] = {"fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "OS/2"};
    struct buffer table[8] = {0};
    put_zeros(&table[0], 300);
    int start[HAND_GLYPHS + 1] = {0};
    static const int square[] = {1, 0, 0, 500, 500, 3, 0, 0x0101, 0x0101, 0, 0, 500, 0, 0, 500, 0, -500};
    /* contours, box, end point, no instructions, four flags, x: 0 0 500 0, y: 0 500 0 -500 */
    for (size_t i = 0; i < sizeof square / sizeof *square; i++)
        put16(&table[1], square[i]);
    start[2] = (int)table[1].size;
    static const int pair[] = {-1, 0, 0, 1100, 500, 0x0023, SQUARE, 0, 0, 0x0003, SQUARE, 600, 0};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        put16(&table[1], pair[i]);
    start[3] = (int)table[1].size;
    static const int loop[] = {-1, 0, 0, 500, 500, 0x0003, LOOP, 0, 0};
    for (size_t i = 0; i < sizeof loop / sizeof *loop; i++)
        put16(&table[1], loop[i]);
    start[4] = (int)table[1].size;
    buffer_add(&table[2], "\0\1\0\0\0\0\0\0\0\0\0\0", 12);
    buffer_add(&table[2], "\x5F\x0F\x3C\xF5\0\0", 6);
    put16(&table[2], 1000);
    put_zeros(&table[2], 34);
    buffer_add(&table[3], "\0\1\0\0", 4);
    put_zeros(&table[3], 30);
    put16(&table[3], 1);
    put16(&table[4], 1200);
    put_zeros(&table[4], 2 * HAND_GLYPHS);
    for (int i = 0; i <= HAND_GLYPHS; i++)
        put16(&table[5], start[i] / 2);
    buffer_add(&table[6], "\0\1\0\0", 4);
    put16(&table[6], HAND_GLYPHS);
    put_zeros(&table[6], 26);
    put_zeros(&table[7], 8);
    put16(&table[7], 0x0002); /* fsType: not to be embedded */
    put_zeros(&table[7], 86);
    hb_face_t *face = face_of(tag, table, 8);
    for (int i = 0; i < 8; i++)
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

#endif
