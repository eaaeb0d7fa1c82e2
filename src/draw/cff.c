/*
 * Always CID-keyed, with CID = glyph id = the code in the page's text. So the charset is one range, encodings
 * and glyph names vanish. Outlines come without subroutines: hardly any stroke is the same in two glyphs of
 * one letter, and without them no numbering has to be kept; only outlines that glyphs of several widths share
 * are called. One Font DICT has no hints and one width, the em's; every other width is written with its
 * glyph. Offsets in DICTs are written in the five-byte form, so that the sizes are known before the values.
 */
#include "draw/cff.h"

#include "base/fatal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* DICT operators; two-byte ones (12 n) as 1200 + n. */
enum {
    OP_CHARSET = 15,
    OP_CHARSTRINGS = 17,
    OP_PRIVATE = 18,
    OP_DEFAULT_WIDTH = 20,
    OP_FONT_MATRIX = 1207,
    OP_ROS = 1230,
    OP_CID_COUNT = 1234,
    OP_FD_ARRAY = 1236,
    OP_FD_SELECT = 1237,
};

static void put_uint(struct buffer *out, uint32_t value, int width)
{
    while (width--)
        buffer_putc(out, (char)(value >> 8 * width & 0xFF));
}

void cff_put_number(struct buffer *out, int value)
{
    int beyond = (value < 0 ? -value : value) - 108;
    if (beyond < 0) {
        put_uint(out, (uint32_t)(value + 139), 1);
    } else if (beyond < 1024) {
        put_uint(out, (uint32_t)((value < 0 ? 251 : 247) + beyond / 256), 1);
        put_uint(out, (uint32_t)beyond % 256, 1);
    } else {
        put_uint(out, 28, 1);
        put_uint(out, (uint32_t)value & 0xFFFF, 2);
    }
}

static void put_offset(struct buffer *out, size_t value)
{
    put_uint(out, 29, 1);
    put_uint(out, (uint32_t)value, 4);
}

static void put_op(struct buffer *out, int op)
{
    if (op >= 1200)
        put_uint(out, 12, 1);
    put_uint(out, (uint32_t)(op % 1200), 1);
}

/* A number of nine decimals, 0 < n < 10^9 of them, as a DICT's real (Technical Note 5176, table 5). */
static void put_real(struct buffer *out, uint32_t billionths)
{
    uint8_t nibble[12] = {0xA};
    for (int i = 9; i > 0; i--, billionths /= 10)
        nibble[i] = (uint8_t)(billionths % 10);
    nibble[10] = nibble[11] = 0xF;
    put_uint(out, 30, 1);
    for (size_t i = 0; i < 6; i++)
        put_uint(out, (uint32_t)nibble[2 * i] << 4 | nibble[2 * i + 1], 1);
}

/* Font units an em, as the matrix that scales to it. */
static void put_matrix(struct buffer *out, int em)
{
    uint32_t scale = (uint32_t)((1000000000 + em / 2) / em);
    for (int i = 0; i < 6; i++)
        if (i == 0 || i == 3)
            put_real(out, scale);
        else
            cff_put_number(out, 0);
    put_op(out, OP_FONT_MATRIX);
}

/* An INDEX of count items, whose bytes are data cut at ends. */
static void put_index(struct buffer *out, const struct buffer *data, const uint32_t *ends, uint32_t count)
{
    put_uint(out, count, 2);
    if (!count)
        return;
    int width = data->size < 0xFF ? 1 : data->size < 0xFFFF ? 2 : data->size < 0xFFFFFF ? 3 : 4;
    put_uint(out, (uint32_t)width, 1);
    put_uint(out, 1, width);
    for (uint32_t i = 0; i < count; i++)
        put_uint(out, ends[i] + 1, width);
    buffer_add(out, data->data, data->size);
}

static void put_single(struct buffer *out, const void *bytes, size_t size)
{
    struct buffer one = {0};
    uint32_t end = (uint32_t)size;
    buffer_add(&one, bytes, size);
    put_index(out, &one, &end, 1);
    buffer_free(&one);
}

enum { CS_CALLGSUBR = 29 };

/* What is added to a subroutine's number (Technical Note 5177, 4.7). */
static int bias(int subrs)
{
    return subrs < 1240 ? 107 : subrs < 33900 ? 1131 : 32768;
}

/* Outlines that several glyphs share, as global subroutines; gives each such glyph its number, the others -1.
 */
static int put_shared(struct buffer *out, const struct cff_glyph *glyph, int count, int *subr)
{
    struct buffer data = {0};
    uint32_t *ends = must_malloc((size_t)count * sizeof *ends);
    int subrs = 0;
    for (int i = 0; i < count; i++) {
        int first = glyph[i].same_as;
        subr[i] = -1;
        if (first < 0)
            continue;
        if (subr[first] < 0) {
            buffer_add(&data, glyph[first].outline.data, glyph[first].outline.size);
            ends[subrs] = (uint32_t)data.size;
            subr[first] = subrs++;
        }
        subr[i] = subr[first];
    }
    put_index(out, &data, ends, (uint32_t)subrs);
    free(ends);
    buffer_free(&data);
    return subrs;
}

static void put_charstrings(struct buffer *out, int em, const struct cff_glyph *glyph, int count,
                            const int *subr, int subrs)
{
    struct buffer data = {0};
    uint32_t *ends = must_malloc((size_t)count * sizeof *ends);
    for (int i = 0; i < count; i++) {
        if (glyph[i].width != em)
            cff_put_number(&data, glyph[i].width);
        if (subr[i] < 0) {
            buffer_add(&data, glyph[i].outline.data, glyph[i].outline.size);
        } else {
            cff_put_number(&data, subr[i] - bias(subrs));
            put_uint(&data, CS_CALLGSUBR, 1);
        }
        ends[i] = (uint32_t)data.size;
    }
    put_index(out, &data, ends, (uint32_t)count);
    free(ends);
    buffer_free(&data);
}

/* The Private DICT, then the FDArray of the Font DICT that points to it; returns the offset of the latter. */
static size_t put_font_dict(struct buffer *out, int em)
{
    struct buffer dict = {0};
    size_t at = out->size;
    cff_put_number(out, em);
    put_op(out, OP_DEFAULT_WIDTH);
    put_offset(&dict, out->size - at);
    put_offset(&dict, at);
    put_op(&dict, OP_PRIVATE);
    at = out->size;
    put_single(out, dict.data, dict.size);
    buffer_free(&dict);
    return at;
}

/* Where the parts of the table begin. */
struct layout {
    size_t charset, fdselect, charstrings, fdarray;
};

/* The Top DICT; its length doesn't depend on the layout. */
static void put_top(struct buffer *out, int em, int count, const struct layout *at)
{
    enum { SID_ADOBE = 391, SID_IDENTITY = 392 }; /* the first two behind the standard strings */
    struct buffer top = {0};
    cff_put_number(&top, SID_ADOBE);
    cff_put_number(&top, SID_IDENTITY);
    cff_put_number(&top, 0);
    put_op(&top, OP_ROS);
    put_offset(&top, (size_t)count);
    put_op(&top, OP_CID_COUNT);
    put_offset(&top, at->charset);
    put_op(&top, OP_CHARSET);
    put_offset(&top, at->fdselect);
    put_op(&top, OP_FD_SELECT);
    put_offset(&top, at->charstrings);
    put_op(&top, OP_CHARSTRINGS);
    put_offset(&top, at->fdarray);
    put_op(&top, OP_FD_ARRAY);
    put_matrix(&top, em); /* last: some parsers leave ROS's operands on their stack */
    put_single(out, top.data, top.size);
    buffer_free(&top);
}

static void put_front(struct buffer *out, int em, const char *name, int count, const struct layout *at)
{
    static const char strings[] = "AdobeIdentity";
    static const uint32_t ends[] = {5, 13};
    const struct buffer data = {.data = (char[]){"AdobeIdentity"}, .size = sizeof strings - 1};
    put_uint(out, 0x01000404, 4); /* version 1.0, header of 4 bytes */
    put_single(out, name, strlen(name));
    put_top(out, em, count, at);
    put_index(out, &data, ends, 2);
}

/* FDSelect: all glyphs are of the one Font DICT. */
static void put_fdselect(struct buffer *out, int count)
{
    put_uint(out, 3, 1); /* format 3: ranges */
    put_uint(out, 1, 2);
    put_uint(out, 0, 2); /* from glyph 0 on Font DICT 0, */
    put_uint(out, 0, 1);
    put_uint(out, (uint32_t)count, 2); /* up to the last */
}

void cff_write(int em, const char *name, const struct cff_glyph *glyph, int count, struct buffer *out)
{
    struct buffer table = {0};
    struct layout at = {0};
    int *subr = must_malloc((size_t)count * sizeof *subr);
    put_front(&table, em, name, count, &at);
    int subrs = put_shared(&table, glyph, count, subr);
    at.charset = table.size;
    put_uint(&table, 2, 1); /* format 2: ranges; here one, from CID 1 on */
    if (count > 1) {
        put_uint(&table, 1, 2);
        put_uint(&table, (uint32_t)count - 2, 2);
    }
    at.fdselect = table.size;
    put_fdselect(&table, count);
    at.charstrings = table.size;
    put_charstrings(&table, em, glyph, count, subr, subrs);
    free(subr);
    at.fdarray = put_font_dict(&table, em);
    struct buffer front = {0};
    put_front(&front, em, name, count, &at);
    memcpy(table.data, front.data, front.size);
    buffer_add(out, table.data, table.size);
    buffer_free(&front);
    buffer_free(&table);
}
