#include "draw/truetype.h"

#include "base/fatal.h"

#include <stdlib.h>
#include <string.h>

/* Flags of a composite glyph's component (glyf table). */
enum {
    ARGS_ARE_WORDS = 0x0001,
    HAS_SCALE = 0x0008,
    MORE_COMPONENTS = 0x0020,
    HAS_TWO_SCALES = 0x0040,
    HAS_MATRIX = 0x0080,
};

/*
 * The bytes of outlines that a subset may have, several times those of the largest fonts. A composite brings
 * its components once each, but many glyphs of a broken font may share one huge composite, so that a small
 * font would become gigabytes.
 */
enum { MOST_OUTLINES = 64 << 20 };

/* The subset while it grows: its glyphs' old ids and widths, components behind the given ones. */
struct subset {
    const struct truetype *font;
    struct program_glyph *glyph;
    int count, capacity;
    int *place; /* of a component by its old id; 0: not there yet */
};

bool truetype_open(struct truetype *font)
{
    font->glyph_count = span_u16(font->maxp, 4);
    return font->head.size >= 54 && font->hhea.size >= 36 && font->maxp.size >= 6 && font->glyph_count &&
           span_u16(font->hhea, 34) && font->loca.size && font->glyf.size;
}

static struct span glyph_of(const struct truetype *font, uint32_t gid)
{
    bool wide = span_u16(font->head, 50);
    size_t from =
        wide ? span_uint(font->loca, (size_t)gid * 4, 4) : 2 * (size_t)span_u16(font->loca, (size_t)gid * 2);
    size_t to = wide ? span_uint(font->loca, (size_t)gid * 4 + 4, 4)
                     : 2 * (size_t)span_u16(font->loca, (size_t)gid * 2 + 2);
    struct span none = {0};
    if (gid >= font->glyph_count || from >= to || to - from < 10)
        return none;
    return span_sub(font->glyf, from, to - from);
}

static int left_bearing(const struct truetype *font, uint32_t gid)
{
    uint32_t full = span_u16(font->hhea, 34);
    size_t at = gid < full ? (size_t)gid * 4 + 2 : (size_t)full * 4 + (size_t)(gid - full) * 2;
    return span_i16(font->hmtx, at);
}

static int width_of(const struct truetype *font, uint32_t gid)
{
    uint32_t full = span_u16(font->hhea, 34);
    return span_u16(font->hmtx, 4 * (size_t)(gid < full ? gid : full - 1));
}

/* The new id of a component, which joins the subset where it isn't in it as a component. */
static int add_component(struct subset *s, uint32_t gid)
{
    if (gid >= s->font->glyph_count)
        return 0;
    if (s->place[gid])
        return s->place[gid];
    if (s->count == s->capacity) {
        s->capacity = s->capacity * 2 + 16;
        s->glyph = must_realloc(s->glyph, (size_t)s->capacity * sizeof *s->glyph);
    }
    s->glyph[s->count] = (struct program_glyph){gid, width_of(s->font, gid)};
    return s->place[gid] = s->count++;
}

/* Copies a glyph, padded to four bytes; components get their new ids. */
static void put_glyph(struct subset *s, uint32_t gid, struct buffer *out)
{
    struct span glyph = glyph_of(s->font, gid);
    size_t start = out->size, at = 10, size;
    unsigned flags = MORE_COMPONENTS;
    if (!glyph.size)
        return;
    buffer_add(out, glyph.data, glyph.size);
    for (; span_i16(glyph, 0) < 0 && flags & MORE_COMPONENTS; at += size) {
        flags = span_u16(glyph, at);
        size = flags & ARGS_ARE_WORDS ? 8 : 6;
        size += flags & HAS_SCALE ? 2 : flags & HAS_TWO_SCALES ? 4 : flags & HAS_MATRIX ? 8 : 0;
        if (at > glyph.size || glyph.size - at < size) {
            out->size = start;
            return;
        }
        int component = add_component(s, span_u16(glyph, at + 2));
        out->data[start + at + 2] = (char)(component >> 8);
        out->data[start + at + 3] = (char)(component & 0xFF);
    }
    while (out->size % 4)
        buffer_putc(out, 0);
}

/* ---- the file ---- */

static void put16(struct buffer *out, unsigned value)
{
    buffer_putc(out, (char)(value >> 8 & 0xFF));
    buffer_putc(out, (char)(value & 0xFF));
}

static void put32(struct buffer *out, uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
}

static void set16(struct buffer *table, size_t at, unsigned value)
{
    table->data[at] = (char)(value >> 8 & 0xFF);
    table->data[at + 1] = (char)(value & 0xFF);
}

static uint32_t checksum(const void *bytes, size_t size)
{
    struct span s = {bytes, size};
    uint32_t sum = 0;
    for (size_t at = 0; at < size; at += 4)
        sum += size - at >= 4 ? span_uint(s, at, 4)
                              : span_uint(s, at, (int)(size - at)) << 8 * (4 - (size - at));
    return sum;
}

/* The tables in the order of their tags, which is the order of the file. */
enum { CVT, FPGM, GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, PREP, TABLES };
static const char tags[TABLES][5] = {"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"};

static void put_file(struct buffer table[TABLES], struct buffer *out)
{
    unsigned count = 0, power = 1, log = 0;
    size_t start = out->size, head = 0;
    for (int i = 0; i < TABLES; i++)
        count += table[i].size > 0;
    while (power * 2 <= count) {
        power *= 2;
        log++;
    }
    put32(out, 0x00010000);
    put16(out, count);
    put16(out, power * 16);
    put16(out, log);
    put16(out, (count - power) * 16);
    size_t at = 12 + 16 * (size_t)count;
    for (int i = 0; i < TABLES; i++) {
        if (!table[i].size)
            continue;
        buffer_add(out, tags[i], 4);
        put32(out, checksum(table[i].data, table[i].size));
        put32(out, (uint32_t)at);
        put32(out, (uint32_t)table[i].size);
        head = i == HEAD ? start + at : head;
        at += (table[i].size + 3) / 4 * 4;
    }
    for (int i = 0; i < TABLES; i++) {
        buffer_add(out, table[i].data ? table[i].data : "", table[i].size);
        while ((out->size - start) % 4)
            buffer_putc(out, 0);
    }
    uint32_t adjustment = 0xB1B0AFBA - checksum(out->data + start, out->size - start);
    set16(out, head + 8, adjustment >> 16);
    set16(out, head + 10, adjustment & 0xFFFF);
}

static void copy(struct buffer *table, struct span from)
{
    buffer_add(table, from.data ? from.data : (const uint8_t *)"", from.size);
}

/* Outlines and their places; while it goes on, components join the subset. False when they get too many. */
static bool put_glyphs(struct subset *s, struct buffer table[TABLES])
{
    for (int i = 0; i < s->count; i++) {
        put32(&table[LOCA], (uint32_t)table[GLYF].size);
        put_glyph(s, s->glyph[i].gid, &table[GLYF]);
        if (s->count > FONT_GLYPHS || table[GLYF].size > MOST_OUTLINES)
            return false;
    }
    put32(&table[LOCA], (uint32_t)table[GLYF].size);
    if (!table[GLYF].size)
        put32(&table[GLYF], 0); /* blanks only: the table must be there */
    return true;
}

static void put_metrics(const struct subset *s, struct buffer table[TABLES])
{
    for (int i = 0; i < s->count; i++) {
        put16(&table[HMTX], (unsigned)s->glyph[i].width & 0xFFFF);
        put16(&table[HMTX], (unsigned)left_bearing(s->font, s->glyph[i].gid) & 0xFFFF);
    }
    copy(&table[HEAD], s->font->head);
    set16(&table[HEAD], 8, 0); /* checkSumAdjustment, known at the end */
    set16(&table[HEAD], 10, 0);
    set16(&table[HEAD], 50, 1); /* long offsets in loca */
    copy(&table[HHEA], s->font->hhea);
    set16(&table[HHEA], 34, (unsigned)s->count);
    copy(&table[MAXP], s->font->maxp);
    set16(&table[MAXP], 4, (unsigned)s->count);
    copy(&table[CVT], s->font->cvt);
    copy(&table[FPGM], s->font->fpgm);
    copy(&table[PREP], s->font->prep);
}

bool truetype_write(const struct truetype *font, const struct program_glyph *glyph, int count,
                    struct buffer *out)
{
    struct buffer table[TABLES] = {0};
    struct subset s = {.font = font, .count = count, .capacity = count};
    s.glyph = must_malloc((size_t)count * sizeof *glyph);
    memcpy(s.glyph, glyph, (size_t)count * sizeof *glyph);
    s.place = must_malloc(font->glyph_count * sizeof *s.place);
    memset(s.place, 0, font->glyph_count * sizeof *s.place);
    bool fits = put_glyphs(&s, table);
    if (fits) {
        put_metrics(&s, table);
        put_file(table, out);
    }
    for (int i = 0; i < TABLES; i++)
        buffer_free(&table[i]);
    free(s.place);
    free(s.glyph);
    return fits;
}
