#include "draw/pdf_font.h"

#include "base/fatal.h"
#include "base/text.h"
#include "draw/program.h"
#include "draw/truetype.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

/* Above this size type is display type (the red head, the watermark), whose outlines are drawn on a finer
 * grid. */
static const length largest_text = PT(26);

/* What a code stands for. */
struct use {
    uint32_t gid;
    const char *text;
    int text_size;
    int extra;
    int width;   /* in the program's units, extra included, */
    int advance; /* and in thousandths of the em */
    int next;    /* the next code of the same glyph; 0: none */
};

/* What is known of a glyph. */
struct first {
    unsigned document; /* which the code is of; another one: there is none */
    int code;          /* the glyph's first; 0: none */
    int units, width;  /* its advance in the program's units and in thousandths of the em */
};

/* A font as long as the drawer lives. */
struct cached_font {
    hb_face_t *face; /* with purpose the key; referenced */
    enum purpose purpose;
    struct program *program;
    struct pdf_font *current; /* this font in the current document; NULL: not used yet */
    uint16_t *place;          /* by glyph id: which of the following is the glyph's; 0: none yet */
    struct first *first;
    int count, capacity;
    char name[64];
    bool restricted; /* fsType forbids embedding */
    int bbox[4], ascent, descent, cap_height, stem;
};

struct font_cache {
    struct cached_font **font;
    int count;
    unsigned documents; /* drawn so far */
};

struct pdf_font {
    struct pdf *pdf;
    struct cached_font *cached;
    HPDF_Dict object;
    struct use *use; /* by code; 0 is .notdef */
    int count, capacity;
    int em;
    uint32_t glyphs; /* that the font has */
    unsigned document;
};

struct pdf_fonts {
    struct pdf *pdf;
    struct font_cache *cache;
    struct pdf_font **font;
    int count, capacity;
};

/* ---- the drawer's fonts ---- */

struct font_cache *font_cache_new(void)
{
    struct font_cache *cache = must_malloc(sizeof *cache);
    *cache = (struct font_cache){0};
    return cache;
}

static void free_cached(struct cached_font *cached)
{
    program_free(cached->program);
    hb_face_destroy(cached->face);
    free(cached->place);
    free(cached->first);
    free(cached);
}

void font_cache_free(struct font_cache *cache)
{
    if (!cache)
        return;
    for (int i = 0; i < cache->count; i++)
        free_cached(cache->font[i]);
    free(cache->font);
    free(cache);
}

static int per_mille(int units, int em)
{
    int64_t twice = 2000 * (int64_t)units;
    return (int)((twice + (twice < 0 ? -em : em)) / (2 * em));
}

static hb_position_t metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value;
}

/* The count signed 16-bit numbers at an offset of a table; zeros where the table is too short. */
static void read_table(hb_face_t *face, hb_tag_t tag, size_t at, int16_t *out, int count)
{
    unsigned size;
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    const char *data = hb_blob_get_data(blob, &size);
    for (int i = 0; i < count; i++)
        out[i] = span_i16((struct span){(const uint8_t *)data, data ? size : 0}, at + 2 * (size_t)i);
    hb_blob_destroy(blob);
}

/* What the font descriptor tells of the font (ISO 32000-1, table 122). */
static void describe(struct cached_font *cached, const struct font *font)
{
    int16_t box[4], weight, licence;
    read_table(font->face, HB_TAG('h', 'e', 'a', 'd'), 36, box, 4);
    read_table(font->face, HB_TAG('O', 'S', '/', '2'), 4, &weight, 1);
    read_table(font->face, HB_TAG('O', 'S', '/', '2'), 8, &licence, 1);
    for (int i = 0; i < 4; i++)
        cached->bbox[i] = per_mille(box[i], font->upem);
    cached->ascent = per_mille(metric(font->hb, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER), font->upem);
    cached->descent = per_mille(metric(font->hb, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER), font->upem);
    cached->cap_height = per_mille(metric(font->hb, HB_OT_METRICS_TAG_CAP_HEIGHT), font->upem);
    /* Nothing in a font states its stems; readers use them only to choose a substitute. */
    cached->stem = 10 + 220 * ((weight > 0 && weight <= 1000 ? weight : 400) - 50) / 900;
    cached->restricted = (licence & 0x000F) == 0x0002 || (licence & 0x0200);
    snprintf(cached->name, sizeof cached->name, "%s", font->name);
}

static struct first *add_first(struct cached_font *cached)
{
    if (cached->count == cached->capacity) {
        cached->capacity = cached->capacity * 2 + 64;
        cached->first = must_realloc(cached->first, (size_t)cached->capacity * sizeof *cached->first);
    }
    struct first *first = &cached->first[cached->count++];
    *first = (struct first){0};
    return first;
}

static struct cached_font *find_cached(struct font_cache *cache, const struct font *font,
                                       enum purpose purpose)
{
    for (int i = 0; i < cache->count; i++)
        if (cache->font[i]->face == font->face && cache->font[i]->purpose == purpose)
            return cache->font[i];
    struct cached_font *cached = must_malloc(sizeof *cached);
    *cached = (struct cached_font){
        .face = hb_face_reference(font->face), .purpose = purpose, .program = program_open(font, purpose)};
    cached->place = must_calloc((size_t)program_glyph_count(cached->program) + 1, sizeof *cached->place);
    add_first(cached); /* which stands for all glyphs of which nothing is known */
    describe(cached, font);
    cache->font = must_realloc(cache->font, ((size_t)cache->count + 1) * sizeof *cache->font);
    return cache->font[cache->count++] = cached;
}

/* ---- the document's fonts ---- */

struct pdf_fonts *pdf_fonts_new(struct pdf *pdf, struct font_cache *cache)
{
    struct pdf_fonts *fonts = arena_alloc(pdf->arena, sizeof *fonts);
    fonts->pdf = pdf;
    fonts->cache = cache;
    cache->documents++;
    for (int i = 0; i < cache->count; i++)
        cache->font[i]->current = NULL;
    return fonts;
}

static struct pdf_font *add_font(struct pdf_fonts *fonts, struct cached_font *cached, const struct font *font)
{
    struct pdf *pdf = fonts->pdf;
    struct pdf_font *added = arena_alloc(pdf->arena, sizeof *added);
    *added = (struct pdf_font){.pdf = pdf,
                               .cached = cached,
                               .object = object_reserve(pdf),
                               .em = program_em(cached->program),
                               .glyphs = program_glyph_count(cached->program),
                               .document = fonts->cache->documents};
    struct use *none =
        arena_push(pdf->arena, &added->use, &added->count, &added->capacity, sizeof *added->use);
    none->width = program_width(cached->program, 0);
    none->advance = per_mille(none->width, added->em);
    *(struct pdf_font **)arena_push(pdf->arena, &fonts->font, &fonts->count, &fonts->capacity,
                                    sizeof *fonts->font) = added;
    cached->current = added;
    if (cached->restricted)
        diag_say(pdf->diag, MESSAGE_FONT_LICENCE, "%s", font->path);
    return added;
}

bool pdf_font_is_display(length size)
{
    return size > largest_text;
}

struct pdf_font *pdf_fonts_use(struct pdf_fonts *fonts, const struct font *font, length size)
{
    struct cached_font *cached = find_cached(fonts->cache, font, PURPOSE_TEXT);
    if (pdf_font_is_display(size) &&
        program_is_cff(cached->program)) /* TrueType programs are whole for any purpose */
        cached = find_cached(fonts->cache, font, PURPOSE_DISPLAY);
    return cached->current ? cached->current : add_font(fonts, cached, font);
}

HPDF_Dict pdf_font_object(const struct pdf_font *font)
{
    return font->object;
}

/* What is known of a glyph, when it is asked for in a document for the first time. Apart, so that first_of is
 * short enough to be inlined. */
static __attribute__((noinline)) struct first *meet(const struct pdf_font *font, uint32_t gid)
{
    struct cached_font *cached = font->cached;
    if (!cached->place[gid]) {
        int units = program_width(cached->program, gid);
        cached->place[gid] = (uint16_t)cached->count;
        *add_first(cached) = (struct first){.units = units, .width = per_mille(units, font->em)};
    }
    struct first *first = &cached->first[cached->place[gid]];
    first->document = font->document;
    first->code = 0;
    return first;
}

/* What is known of a glyph; gid must be one of the font's. Lent until the next call. */
static struct first *first_of(const struct pdf_font *font, uint32_t gid)
{
    const struct cached_font *cached = font->cached;
    struct first *first = &cached->first[cached->place[gid]];
    return first->document == font->document ? first : meet(font, gid);
}

int pdf_font_width(const struct pdf_font *font, uint32_t gid)
{
    return gid < font->glyphs ? first_of(font, gid)->width : 0;
}

static bool same_use(const struct use *use, const char *text, int size, int extra)
{
    return use->extra == extra && use->text_size == size &&
           (use->text == text || !memcmp(use->text, text, (size_t)size));
}

int pdf_font_code(struct pdf_font *font, uint32_t gid, const char *text, int size, int extra)
{
    if (gid >= font->glyphs)
        return 0;
    struct first *first = first_of(font, gid);
    int *link = &first->code;
    while (*link) {
        struct use *use = &font->use[*link];
        if (same_use(use, text, size, extra))
            return *link;
        link = &use->next;
    }
    if (font->count > FONT_GLYPHS) /* one more than fit, so that writing tells */
        return first->code;
    int code = *link = font->count; /* before the array may move */
    struct use *use = arena_push(font->pdf->arena, &font->use, &font->count, &font->capacity, sizeof *use);
    int width = program_bounded(font->cached->program, first->units + (int64_t)extra * font->em / 1000);
    *use = (struct use){.gid = gid,
                        .text = text,
                        .text_size = size,
                        .extra = extra,
                        .width = width,
                        .advance = per_mille(width, font->em)};
    return code;
}

int pdf_font_advance(const struct pdf_font *font, int code)
{
    return font->use[code].advance;
}

/* ---- writing ---- */

/* Widths that aren't a full em (/DW 1000), as "first [w w …]" a run of codes. */
static void put_widths(const struct pdf_font *font, struct buffer *out)
{
    bool open = false;
    for (int code = 0; code < font->count; code++) {
        int width = pdf_font_advance(font, code);
        if (width == 1000) {
            buffer_puts(out, open ? "]" : "");
            open = false;
            continue;
        }
        if (!open)
            buffer_int(out, code);
        buffer_putc(out, open ? ' ' : '[');
        buffer_int(out, width);
        open = true;
    }
    buffer_puts(out, open ? "]" : "");
}

static void put_unit(struct buffer *out, uint16_t unit)
{
    static const char digits[] = "0123456789ABCDEF";
    const char hex[] = {digits[unit >> 12 & 0xF], digits[unit >> 8 & 0xF], digits[unit >> 4 & 0xF],
                        digits[unit & 0xF]};
    buffer_add(out, hex, sizeof hex);
}

static void put_unicode(const struct use *use, struct buffer *out)
{
    const char *text = use->text, *end = text + use->text_size;
    buffer_putc(out, '<');
    if (text == end)
        put_unit(out, 0x200B); /* a further glyph of one text: no width, no break, no letter of its own */
    while (text < end) {
        uint16_t unit[2];
        int count = text_utf16(text_next(&text), unit);
        for (int i = 0; i < count; i++)
            put_unit(out, unit[i]);
    }
    buffer_putc(out, '>');
}

/* ISO 32000-1, 9.10.3: ranges may not cross a multiple of 256, and a block holds at most a hundred. */
static void put_to_unicode(const struct pdf_font *font, struct buffer *out)
{
    int ranges = (font->count - 1) / 256 + 1;
    buffer_puts(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (int r = 0; r < ranges; r++) {
        int from = r ? r * 256 : 1, to = r == ranges - 1 ? font->count - 1 : r * 256 + 255;
        if (from > to)
            continue;
        if (r % 100 == 0)
            buffer_printf(out, "%d beginbfrange\n", ranges - r < 100 ? ranges - r : 100);
        buffer_printf(out, "<%04X> <%04X> [", (unsigned)from, (unsigned)to);
        for (int code = from; code <= to; code++)
            put_unicode(&font->use[code], out);
        buffer_puts(out, r % 100 == 99 || r == ranges - 1 ? "]\nendbfrange\n" : "]\n");
    }
    buffer_puts(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* The name of the subset: six letters from what it holds, then the font's (ISO 32000-1, 9.6.4). */
static const char *subset_name(const struct pdf_font *font)
{
    uint64_t hash = 0xcbf29ce484222325 ^ (uint64_t)font->em;
    char tag[7] = "";
    for (int i = 0; i < font->count; i++)
        hash = (hash ^ ((uint64_t)font->use[i].gid << 16) ^ (uint64_t)(font->use[i].extra + 0x8000)) *
               0x100000001b3;
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return arena_printf(font->pdf->arena, "%s+%s", tag, font->cached->name);
}

static HPDF_Dict write_program(const struct pdf_font *font, const char *name)
{
    struct program *program = font->cached->program;
    struct pdf *pdf = font->pdf;
    struct buffer file = {0};
    struct program_glyph *glyph = arena_array(pdf->arena, (size_t)font->count, sizeof *glyph);
    for (int i = 0; i < font->count; i++)
        glyph[i] = (struct program_glyph){font->use[i].gid, font->use[i].width};
    if (!program_subset(program, glyph, font->count, name, &file)) {
        diag_say(pdf->diag, MESSAGE_BAD_FONT, _("%s: what the document needs of it is too large to embed"),
                 font->cached->name);
        pdf->faulty = true;
    }
    HPDF_Dict stream =
        program_is_cff(program)
            ? stream_packed(pdf, "/FlateDecode", file.data, file.size, "/Subtype/CIDFontType0C")
            : stream_new(pdf, file.data, file.size, "/Length1 %zu", file.size);
    buffer_free(&file);
    return stream;
}

static HPDF_Dict write_descriptor(const struct pdf_font *font, const char *name)
{
    enum { SYMBOLIC = 4 };
    const struct cached_font *c = font->cached;
    HPDF_Dict file = write_program(font, name);
    return object_new(font->pdf,
                      "/Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle 0"
                      "/Ascent %d/Descent %d/CapHeight %d/StemV %d/%s %d 0 R",
                      name, SYMBOLIC, c->bbox[0], c->bbox[1], c->bbox[2], c->bbox[3], c->ascent, c->descent,
                      c->cap_height, c->stem, program_is_cff(c->program) ? "FontFile3" : "FontFile2",
                      object_number(file));
}

static void write_font(struct pdf_font *font)
{
    struct buffer widths = {0}, map = {0};
    const char *name = subset_name(font);
    bool cff = program_is_cff(font->cached->program);
    put_widths(font, &widths);
    put_to_unicode(font, &map);
    HPDF_Dict descriptor = write_descriptor(font, name);
    HPDF_Dict to_unicode = stream_new(font->pdf, map.data, map.size, "%s", "");
    HPDF_Dict descendant =
        object_new(font->pdf,
                   "/Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                   "/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W[%s]%s",
                   cff ? "CIDFontType0" : "CIDFontType2", name, object_number(descriptor),
                   buffer_text(&widths), cff ? "" : "/CIDToGIDMap/Identity");
    object_set(font->pdf, font->object,
               "/Type/Font/Subtype/Type0/BaseFont/%s%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
               "/ToUnicode %d 0 R",
               name, cff ? "-Identity-H" : "", object_number(descendant), object_number(to_unicode));
    buffer_free(&widths);
    buffer_free(&map);
}

void pdf_fonts_write(struct pdf_fonts *fonts)
{
    for (int i = 0; i < fonts->count; i++)
        write_font(fonts->font[i]);
}
