/*
 * Every unit's glyphs. Western text goes through HarfBuzz where its font kerns or marks combine; glyphs.c
 * does the rest. chws, halt, palt and ligatures are off: the squeeze is ours.
 */
#include "base/text.h"
#include "typeset/line_int.h"

enum {
    RUN_UNITS = 1000, /* of western text that are shaped together, at most */
    FONTS_TRIED = 4,  /* for a character and its marks, which may be many */
};

static const hb_feature_t features[] = {
    {HB_TAG('k', 'e', 'r', 'n'), 1, 0, (unsigned)-1}, {HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1},
    {HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1}, {HB_TAG('c', 'h', 'w', 's'), 0, 0, (unsigned)-1},
    {HB_TAG('h', 'a', 'l', 't'), 0, 0, (unsigned)-1}, {HB_TAG('p', 'a', 'l', 't'), 0, 0, (unsigned)-1},
};

static void fill_buffer(hb_buffer_t *buffer, const struct paragraph *p, int first, int end)
{
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE); /* text may only be added to text */
    for (int i = first; i < end; i++) {
        const struct unit *u = &p->unit[i];
        if (!u->marked) {
            hb_buffer_add(buffer, unit_drawn(u), (unsigned)i);
            continue;
        }
        int before = (int)hb_buffer_get_length(buffer);
        hb_buffer_add_utf8(buffer, u->text, u->size, 0, u->size);
        unsigned count;
        hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
        for (unsigned k = (unsigned)before; k < count; k++)
            info[k].cluster = (unsigned)i;
    }
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
}

/* The first of the unit's combining marks that the font lacks. */
static uint32_t lacking_mark(const struct unit *u, const struct font *font)
{
    const char *next = u->text, *end = u->text + u->size;
    uint32_t mark = u->c, glyph;
    for (text_next(&next); next < end;) {
        uint32_t c = text_next(&next);
        if (class_of(c) != CLASS_MARK)
            continue;
        mark = c;
        if (!hb_font_get_nominal_glyph(font->hb, c, &glyph))
            break;
    }
    return mark;
}

/* The shaped glyphs become their units'; what has been merged into a neighbour leaves its text with that. */
static void take_glyphs(struct paragraph *p, hb_buffer_t *buffer, const struct font *font, int first, int end)
{
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, NULL);
    const struct unit *faulty = NULL;
    for (unsigned k = 0; k < count; k++) {
        struct unit *u = &p->unit[info[k].cluster];
        u->font = font;
        if (info[k].codepoint == 0) { /* a combining mark that the font lacks */
            if (u != faulty)          /* of which there may be many */
                unit_tell_missing(p, u, lacking_mark(u, font));
            faulty = u;
            continue;
        }
        struct font_char served = {.font = font, .glyph = info[k].codepoint};
        served.advance = font_width(font, hb_font_get_glyph_h_advance(font->hb, served.glyph));
        struct glyph *g = unit_add_glyph(p, u, &served);
        g->dx = u->cell + across(p, font, font_place(font, place[k].x_offset));
        g->dy = -length_scale(p->style->size, font_place(font, place[k].y_offset), font->upem);
        length cell = length_capped((int64_t)u->cell + across(p, font, font_place(font, place[k].x_advance)));
        u->cell = cell > 0 ? cell : 0;
    }
    for (int i = end - 1; i > first; i--)
        if (p->unit[i].glyphs == 0 && p->unit[i - 1].text + p->unit[i - 1].size == p->unit[i].text)
            p->unit[i - 1].size += p->unit[i].size;
    for (int i = first; i < end; i++)
        if (p->unit[i].glyphs > 0)
            p->glyph[p->unit[i].glyph].text_size = p->unit[i].size;
}

static hb_buffer_t *shaped(const struct paragraph *p, int first, int end, const struct font *font)
{
    hb_buffer_t *buffer = hb_buffer_create();
    fill_buffer(buffer, p, first, end);
    hb_shape(font->hb, buffer, features, sizeof features / sizeof features[0]);
    return buffer;
}

static void shape_run(struct paragraph *p, int first, int end, const struct font *font)
{
    hb_buffer_t *buffer = shaped(p, first, end, font);
    take_glyphs(p, buffer, font, first, end);
    hb_buffer_destroy(buffer);
}

/* Whether the font has unit i with all its marks, be it as one glyph. */
static bool sets_whole(const struct paragraph *p, int i, const struct font *font)
{
    unsigned count;
    hb_buffer_t *buffer = shaped(p, i, i + 1, font);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    bool whole = true;
    for (unsigned k = 0; k < count; k++)
        whole = whole && info[k].codepoint != 0;
    hb_buffer_destroy(buffer);
    return whole;
}

/* The font of unit i, which has marks: that of its character, or where this lacks a mark one that has both;
 * where none has, that of its character all the same. */
static const struct font *marked_font(struct paragraph *p, int i, const struct font *own)
{
    const struct unit *u = &p->unit[i];
    const char *next = u->text, *end = u->text + u->size;
    const struct font *tried = own;
    if (sets_whole(p, i, own))
        return own;
    text_next(&next);
    for (int tries = 0; next < end && tries < FONTS_TRIED;) {
        uint32_t mark = text_next(&next);
        const struct font *other = fontset_char(p->fonts, p->look[u->look].face, mark, 0)->font;
        if (!other || other == own || other == tried)
            continue;
        if (sets_whole(p, i, other))
            return other;
        tried = other;
        tries++;
    }
    return own;
}

/* The font of a unit that is set as it comes from HarfBuzz: western text of a font that kerns, and combining
 * marks. NULL for all others, and when no font has it. */
static const struct font *shaping_font(struct paragraph *p, int i)
{
    const struct unit *u = &p->unit[i];
    if (!u->marked && (!class_rules[u->class].western || u->c > 0x2000 || unit_is_script(p, u)))
        return NULL;
    const struct font *font =
        fontset_char(p->fonts, p->look[u->look].face, unit_drawn(u), u->variation)->font;
    if (font && u->marked)
        return marked_font(p, i, font);
    return font && font->kern ? font : NULL;
}

/* Units that got no glyph, because no font has the character or it was merged into its neighbour, are no
 * more. */
static void drop_empty(struct paragraph *p)
{
    int to = 0;
    for (int i = 0; i < p->count; i++) {
        const struct unit *u = &p->unit[i];
        if (u->glyphs > 0 || u->class == CLASS_BLANK)
            p->unit[to++] = *u;
        else if (to > 0)
            p->unit[to - 1].forced = p->unit[to - 1].forced || u->forced;
    }
    p->count = to;
}

/* Tells what is to be told of a unit that is set from a font, which may be its marks' only. */
static void serve_from(struct paragraph *p, struct unit *u, const struct font *font)
{
    unit_serve(p, u);
    const struct font *own = u->font;
    u->font = font;
    if (u->marked && own != font)
        unit_tell_fallback(p, u, lacking_mark(u, own), own);
}

static void shape_units(struct paragraph *p)
{
    for (int i = 0, end; i < p->count; i = end) {
        end = i + 1;
        if (p->unit[i].class == CLASS_BLANK)
            continue;
        const struct font *font = shaping_font(p, i);
        if (!font) {
            unit_set(p, &p->unit[i]);
            continue;
        }
        while (end < p->count && end - i < RUN_UNITS && p->unit[end].look == p->unit[i].look &&
               shaping_font(p, end) == font)
            end++;
        for (int k = i; k < end; k++)
            serve_from(p, &p->unit[k], font);
        shape_run(p, i, end, font);
    }
}

void paragraph_shape(struct paragraph *p)
{
    shape_units(p);
    drop_empty(p);
}
