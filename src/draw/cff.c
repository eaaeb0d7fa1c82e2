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

/* The head of an INDEX of count items that end at ends; their bytes, all, follow. */
static void put_index_head(struct buffer *out, const uint32_t *ends, uint32_t count)
{
    put_uint(out, count, 2);
    if (!count)
        return;
    uint32_t size = ends[count - 1];
    int width = size < 0xFF ? 1 : size < 0xFFFF ? 2 : size < 0xFFFFFF ? 3 : 4;
    put_uint(out, (uint32_t)width, 1);
    put_uint(out, 1, width);
    for (uint32_t i = 0; i < count; i++)
        put_uint(out, ends[i] + 1, width);
}

static void put_single(struct buffer *out, const void *bytes, size_t size)
{
    uint32_t end = (uint32_t)size;
    put_index_head(out, &end, 1);
    buffer_add(out, bytes, size);
}

enum { CS_CALLGSUBR = 29 };

/* What is added to a subroutine's number (Technical Note 5177, 4.7). */
static int bias(int subrs)
{
    return subrs < 1240 ? 107 : subrs < 33900 ? 1131 : 32768;
}

/* A table on its way: its parts in order, of which outlines lie encoded in a store. */
struct table {
    const struct cff_glyph *glyph;
    int count;
    int *subr;   /* by glyph: the number of the subroutine that it calls; -1: it has its own outline */
    int *shared; /* by subroutine: the glyph whose outline it is */
    int subrs;
    size_t shared_size, charstrings_size;
    struct buffer front;  /* up to the subroutines' bytes */
    struct buffer middle; /* up to the charstrings' */
    struct buffer own;    /* what stands in the charstrings besides outlines */
    uint32_t *own_end;    /* by glyph: where its part of own ends */
};

/* Outlines that several glyphs share become global subroutines. */
static void find_shared(struct table *t)
{
    for (int i = 0; i < t->count; i++)
        t->subr[i] = -1;
    for (int i = 0; i < t->count; i++) {
        int first = t->glyph[i].same_as;
        if (first < 0)
            continue;
        if (t->subr[first] < 0) {
            t->shared[t->subrs] = first;
            t->subr[first] = t->subrs++;
        }
        t->subr[i] = t->subr[first];
    }
}

static void put_shared_head(struct table *t, struct buffer *out)
{
    uint32_t *ends = must_malloc(((size_t)t->subrs + 1) * sizeof *ends), end = 0;
    for (int i = 0; i < t->subrs; i++)
        ends[i] = end += (uint32_t)t->glyph[t->shared[i]].outline->size;
    put_index_head(out, ends, (uint32_t)t->subrs);
    t->shared_size = end;
    free(ends);
}

/* The charstrings but for the outlines: widths other than the em, and calls. */
static void put_charstrings_head(struct table *t, int em, struct buffer *out)
{
    uint32_t *ends = must_malloc((size_t)t->count * sizeof *ends), end = 0;
    for (int i = 0; i < t->count; i++) {
        size_t before = t->own.size;
        if (t->glyph[i].width != em)
            cff_put_number(&t->own, t->glyph[i].width);
        if (t->subr[i] >= 0) {
            cff_put_number(&t->own, t->subr[i] - bias(t->subrs));
            put_uint(&t->own, CS_CALLGSUBR, 1);
        } else {
            end += (uint32_t)t->glyph[i].outline->size;
        }
        end += (uint32_t)(t->own.size - before);
        t->own_end[i] = (uint32_t)t->own.size;
        ends[i] = end;
    }
    put_index_head(out, ends, (uint32_t)t->count);
    t->charstrings_size = end;
    free(ends);
}

/* The Private DICT, then the FDArray of the Font DICT that points to it; out begins at base of the table.
 * Returns the offset of the latter. */
static size_t put_font_dict(struct buffer *out, size_t base, int em)
{
    struct buffer dict = {0};
    size_t at = out->size;
    cff_put_number(out, em);
    put_op(out, OP_DEFAULT_WIDTH);
    put_offset(&dict, out->size - at);
    put_offset(&dict, base + at);
    put_op(&dict, OP_PRIVATE);
    at = base + out->size;
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

static void put_front(struct table *t, int em, const char *name, const struct layout *at)
{
    static const char strings[] = "AdobeIdentity";
    static const uint32_t ends[] = {5, 13};
    struct buffer *out = &t->front;
    buffer_clear(out);
    put_uint(out, 0x01000404, 4); /* version 1.0, header of 4 bytes */
    put_single(out, name, strlen(name));
    put_top(out, em, t->count, at);
    put_index_head(out, ends, 2);
    buffer_puts(out, strings);
    put_shared_head(t, out);
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

/* Everything between the subroutines and the charstrings. */
static void put_middle(struct table *t, int em, struct layout *at)
{
    struct buffer *out = &t->middle;
    size_t base = t->front.size + t->shared_size;
    at->charset = base;
    put_uint(out, 2, 1); /* format 2: ranges; here one, from CID 1 on */
    if (t->count > 1) {
        put_uint(out, 1, 2);
        put_uint(out, (uint32_t)t->count - 2, 2);
    }
    at->fdselect = base + out->size;
    put_fdselect(out, t->count);
    at->fdarray = put_font_dict(out, base, em);
    at->charstrings = base + out->size;
    put_charstrings_head(t, em, out);
}

static void write_table(const struct table *t, const struct buffer *store, struct buffer *out)
{
    struct literals literals;
    uint32_t own = 0;
    buffer_room(out,
                t->front.size + t->shared_size + t->middle.size + t->charstrings_size); /* or less, packed */
    literals_begin(&literals, out);
    literals_add(&literals, t->front.data, t->front.size);
    for (int i = 0; i < t->subrs; i++)
        literals_append(&literals, t->glyph[t->shared[i]].outline, store);
    literals_add(&literals, t->middle.data, t->middle.size);
    for (int i = 0; i < t->count; own = t->own_end[i++]) {
        if (t->own_end[i] > own)
            literals_add(&literals, t->own.data + own, t->own_end[i] - own);
        if (t->subr[i] < 0)
            literals_append(&literals, t->glyph[i].outline, store);
    }
    literals_end(&literals);
}

void cff_write(int em, const char *name, const struct cff_glyph *glyph, int count, const struct buffer *store,
               struct buffer *out)
{
    struct layout at = {0};
    struct table t = {.glyph = glyph,
                      .count = count,
                      .subr = must_malloc((size_t)count * sizeof *t.subr),
                      .shared = must_malloc((size_t)count * sizeof *t.shared),
                      .own_end = must_malloc((size_t)count * sizeof *t.own_end)};
    find_shared(&t);
    put_front(&t, em, name, &at); /* for its size */
    put_middle(&t, em, &at);
    put_front(&t, em, name, &at);
    write_table(&t, store, out);
    buffer_free(&t.front);
    buffer_free(&t.middle);
    buffer_free(&t.own);
    free(t.subr);
    free(t.shared);
    free(t.own_end);
}
