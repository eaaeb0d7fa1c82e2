/*
 * Glyphs and cells of what is set character by character. A Han character is one glyph of one em, looked up
 * in fontset's table, which has the regional form; no feature that we want reaches over two of them (a test
 * holds this against HarfBuzz).
 *
 * Fonts disagree about where a mark stands in its cell and how wide it is; the line doesn't. The ink is moved
 * to where GB/T 15834 wants it, so that every mark has half an em of blank on the side that its class says.
 */
#include "base/text.h"
#include "typeset/line_int.h"

enum {
    HALF_TOLERANCE = 530, /* thousandths of em that a mark may fill and still count as half wide */
    BOX_CENTRE = 380,     /* the middle of the em box above the base line, see line_ascent */
    DASH_BEARING = 20,    /* blank at either end of —— */
    DASH_OVERLAP = 20,    /* of its two strokes */
    DASH_WIDEST = 10000,  /* thousandths to which they may be widened; a font's dash is a dash */
    DOTS_WIDEST = 1250,   /* thousandths to which the dots of …… may be widened */
    LINK_LONG = 860,      /* of — between figures */
    INK_BEARING = 60,     /* blank beside what is cut to its ink */
};

enum { YUAN = 0xA5, YUAN_WIDE = 0xFFE5, IDEOGRAPHIC_FIRST = 0xE0100 /* variation selectors of Han */ };

struct glyph *unit_add_glyph(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    struct glyph *g = arena_push(p->arena, &p->glyph, &p->glyph_count, &p->glyph_capacity, sizeof *p->glyph);
    if (u->glyphs++ == 0)
        u->glyph = p->glyph_count - 1;
    g->id = served->glyph;
    g->advance = across(p, served->font, served->advance);
    g->text = u->text;
    g->text_size = u->glyphs == 1 ? u->size : 0;
    g->head = p->look[u->look].head;
    return g;
}

/* The code point whose glyph stands for the unit. */
uint32_t unit_drawn(const struct unit *u)
{
    switch (u->class) {
    case CLASS_SPACE:
    case CLASS_FIXED_SPACE:
    case CLASS_WIDE_SPACE:
        return ' ';
    case CLASS_INTERPUNCT:
        return 0xB7;
    case CLASS_DASH:
        return 0x2014;
    case CLASS_ELLIPSIS:
        return 0x2026;
    default:
        return u->c;
    }
}

/* How many bytes of a unit a message shows: of one with thousands of marks the first few. */
static int shown(const struct unit *u)
{
    enum { MOST = 40 };
    return (int)text_whole(u->text, (size_t)u->size, MOST);
}

/* c: the unit's character that isn't in its own font, perhaps one of its marks. */
void unit_tell_fallback(const struct paragraph *p, const struct unit *u, uint32_t c, const struct font *own)
{
    diag_say(p->diag, MESSAGE_FALLBACK_GLYPH, _("%.*s (U+%04X) is not in %s, taken from %s"), shown(u),
             u->text, (unsigned)c, own->name, u->font->name);
}

void unit_tell_missing(const struct paragraph *p, const struct unit *u, uint32_t c)
{
    diag_at(p->diag, MESSAGE_NO_GLYPH, p->para->at, "%.*s (U+%04X)", shown(u), u->text, (unsigned)c);
}

static struct ink_box ink_of(const struct font_char *served)
{
    struct ink_box ink;
    font_ink(served->font, served->glyph, &ink);
    return ink;
}

const struct font_char *unit_serve(struct paragraph *p, struct unit *u)
{
    enum face face = p->look[u->look].face;
    const struct font_char *served = fontset_char(p->fonts, face, unit_drawn(u), u->variation);
    if (u->c == YUAN_WIDE) { /* in the free Fandol fonts that code point shows a dollar */
        const struct font_char *narrow = fontset_char(p->fonts, face, YUAN, 0);
        if (narrow->font && !narrow->fallback)
            served = narrow;
    }
    if (!served->font) {
        unit_tell_missing(p, u, u->c);
        return NULL;
    }
    u->font = served->font;
    if (u->variation >= IDEOGRAPHIC_FIRST && !served->varied)
        diag_say(p->diag, MESSAGE_NO_VARIATION, "%.*s (U+%04X U+%04X)", u->size, u->text, (unsigned)u->c,
                 (unsigned)u->variation);
    if (served->fallback)
        unit_tell_fallback(p, u, u->c, fontset_face(p->fonts, face));
    return served;
}

/* ---- superiors and inferiors ---- */

/* ⁸ and ₂ of fonts that have none, drawn by the character itself; by looks. */
enum { SCRIPT_SIZE = 600, SCRIPT_RAISED = 330, SCRIPT_LOWERED = 120 }; /* thousandths */

static const struct script_range {
    uint32_t from, to, base; /* base: of `from` */
    bool raised;
} scripts[] = {
    {0xB2, 0xB3, '2', true},      {0xB9, 0xB9, '1', true},      {0x2070, 0x2070, '0', true},
    {0x2074, 0x2079, '4', true},  {0x207A, 0x207A, '+', true},  {0x207B, 0x207B, 0x2212, true},
    {0x2080, 0x2089, '0', false}, {0x208A, 0x208A, '+', false}, {0x208B, 0x208B, 0x2212, false},
};

static const struct script_range *script_of(uint32_t c)
{
    for (size_t i = sizeof scripts / sizeof scripts[0]; i > 0 && c <= scripts[i - 1].to; i--)
        if (c >= scripts[i - 1].from)
            return &scripts[i - 1];
    return NULL;
}

bool unit_is_script(const struct paragraph *p, const struct unit *u)
{
    if (!script_of(u->c))
        return false;
    const struct font_char *own = fontset_char(p->fonts, p->look[u->look].face, u->c, 0);
    return !own->font || own->fallback;
}

static void set_script(struct paragraph *p, struct unit *u)
{
    const struct script_range *script = script_of(u->c);
    enum face face = p->look[u->look].face;
    uint32_t base = script->base + u->c - script->from;
    const struct font_char *served = fontset_char(p->fonts, face, base, 0);
    if (!served->font) {
        unit_tell_missing(p, u, u->c);
        return;
    }
    u->font = served->font;
    if (served->fallback)
        unit_tell_fallback(p, u, base, fontset_face(p->fonts, face));
    u->wide = u->tall = SCRIPT_SIZE;
    struct glyph *g = unit_add_glyph(p, u, served);
    g->advance = length_scale(g->advance, SCRIPT_SIZE, 1000);
    g->dy = length_scale(p->style->size, script->raised ? -SCRIPT_RAISED : SCRIPT_LOWERED, 1000);
    u->cell = g->advance;
}

/* ---- marks ---- */

/* One stroke of two em: the font's two dashes, made as wide as it takes for them to overlap. */
static void set_dash(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    const struct ink_box ink = ink_of(served);
    length left = across(p, served->font, ink.left), right = across(p, served->font, ink.right);
    length bearing = thousandths(p, DASH_BEARING);
    length needed = (u->cell + thousandths(p, DASH_OVERLAP)) / 2 - bearing;
    int64_t wide = right > left && right - left < needed ? (int64_t)needed * 1000 / (right - left) + 1 : 1000;
    u->wide = wide < DASH_WIDEST ? (int)wide : DASH_WIDEST;
    for (int i = 0; i < 2; i++) {
        struct glyph *g = unit_add_glyph(p, u, served);
        g->advance = length_scale(g->advance, u->wide, 1000);
        g->dx = i == 0 ? bearing - length_scale(left, u->wide, 1000)
                       : u->cell - bearing - length_scale(right, u->wide, 1000);
        if (u->chars == 2) {
            g->text = u->text + i * (u->size / 2);
            g->text_size = u->size / 2;
        }
    }
}

/* By how much a glyph of three dots must be widened for six dots in a row to stand evenly, thousandths. A dot
 * is as wide as the ink is high. */
static int dots_widening(const struct ink_box *ink, int upem)
{
    int pitch = (ink->right - ink->left - (ink->top - ink->bottom)) / 2;
    int wide = pitch > 0 ? upem * 1000 / 3 / pitch : 1000;
    return wide < 1000 || wide > DOTS_WIDEST ? 1000 : wide;
}

/* Dots in the middle of the line, half of them in each em. */
static void set_ellipsis(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    const struct ink_box ink = ink_of(served);
    length pitch = u->cell / u->chars;
    u->wide = dots_widening(&ink, served->font->upem);
    for (int i = 0; i < u->chars; i++) {
        struct glyph *g = unit_add_glyph(p, u, served);
        g->advance = length_scale(g->advance, u->wide, 1000);
        g->dx = pitch * i + pitch / 2 -
                length_scale(across(p, served->font, ink.left + ink.right), u->wide, 2000);
        g->dy = length_scale(p->style->size, (ink.top + ink.bottom) / 2, served->font->upem) -
                length_scale(p->style->size, BOX_CENTRE, 1000);
        g->text = u->text + i * (u->size / u->chars);
        g->text_size = u->size / u->chars;
    }
}

/* The wave of a range stands at the height of the dash; some fonts draw it as high as an accent. */
static void set_wave(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    struct glyph *g = unit_add_glyph(p, u, served);
    g->dx = (u->cell - g->advance) / 2;
    const struct font_char *dash = fontset_char(p->fonts, p->look[u->look].face, 0x2014, 0);
    if (dash->font != served->font)
        return;
    const struct ink_box wave = ink_of(served), line = ink_of(dash);
    g->dy = length_scale(p->style->size, (wave.top + wave.bottom - line.top - line.bottom) / 2,
                         served->font->upem);
}

static bool is_between_figures(const struct paragraph *p, const struct unit *u)
{
    if (u == p->unit || u + 1 == p->unit + p->count)
        return false;
    return class_rules[u[-1].class].western && class_rules[u[1].class].western;
}

/* The dash of a range or a standard's number, 2020—2025: its ink keeps off the figures. */
static void set_link(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    const struct ink_box ink = ink_of(served);
    int width = ink.right - ink.left, most = LINK_LONG * served->font->upem / 1000;
    if (width > most && is_between_figures(p, u))
        u->wide = most * 1000 / width;
    int wide = u->wide ? u->wide : 1000;
    struct glyph *g = unit_add_glyph(p, u, served);
    g->advance = length_scale(g->advance, wide, 1000);
    g->dx = u->cell / 2 - length_scale(across(p, served->font, ink.left + ink.right), wide, 2000);
}

/* A mark with a blank half: its ink in the half that its class says, the other half free to go. */
static void set_mark(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    const struct ink_box ink = ink_of(served);
    length left = across(p, served->font, ink.left), right = across(p, served->font, ink.right);
    length half = u->cell / 2, limit = thousandths(p, HALF_TOLERANCE), shift = 0;
    bool opens = class_rules[u->class].slack == LEFT_SIDE;
    bool placed = opens ? left >= u->cell - limit && right <= u->cell : left >= 0 && right <= limit;
    if (!placed && right - left <= limit)
        shift = (opens ? half + half / 2 : half / 2) - (left + right) / 2;
    else if (!placed)
        shift = (u->cell - right - left) / 2;
    struct glyph *g = unit_add_glyph(p, u, served);
    g->dx = shift;
    length blank = opens ? left + shift : u->cell - right - shift;
    blank = blank > half || right - left <= limit ? half : blank > 0 ? blank : 0;
    u->left = opens ? blank : 0;
    u->right = opens ? 0 : blank;
}

/* The cell no wider than the ink of its glyph and a little blank beside it. */
static void cut_to_ink(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    const struct ink_box ink = ink_of(served);
    length bearing = thousandths(p, INK_BEARING);
    p->glyph[u->glyph].dx = bearing - across(p, served->font, ink.left);
    u->cell = across(p, served->font, ink.right - ink.left) + 2 * bearing;
}

/* A curved quotation mark in western text: the font's own when that is narrow, else cut to its ink. */
static void set_west_quote(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    u->cell = unit_add_glyph(p, u, served)->advance;
    if (u->c >= 0x2018 && u->c <= 0x201D && u->cell >= thousandths(p, 900))
        cut_to_ink(p, u, served);
}

/* A sign of a unit stands close to its figure and to what follows; ′ and ″ of most Chinese fonts have but a
 * stroke in their em. */
static void set_suffix(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    const struct ink_box ink = ink_of(served);
    u->cell = unit_add_glyph(p, u, served)->advance;
    if (u->cell - across(p, served->font, ink.right - ink.left) > thousandths(p, HALF_TOLERANCE))
        cut_to_ink(p, u, served);
}

/* Signs that some fonts draw larger than their em, and out of its middle. */
static const struct sign_range {
    uint32_t from, to;
    int largest; /* thousandths of em */
} signs[] = {
    {0x2460, 0x24FF, 920}, /* ① */
    {0x25A0, 0x25FF, 820}, /* ■ ▲ ◆ ● */
    {0x2605, 0x2606, 920}, /* ★ */
};

static int largest_sign(uint32_t c)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (c >= signs[i].from && c <= signs[i].to)
            return signs[i].largest;
    return 0;
}

/* A sign in the middle of its cell and no larger than it should be. */
static void set_sign(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    const struct ink_box ink = ink_of(served);
    int most = largest_sign(u->c) * served->font->upem / 1000;
    int width = ink.right - ink.left, height = ink.top - ink.bottom;
    int size = width > height ? width : height;
    if (size > most)
        u->wide = u->tall = most * 1000 / size;
    int scale = u->tall ? u->tall : 1000;
    u->cell = across(p, served->font, served->advance);
    struct glyph *g = unit_add_glyph(p, u, served);
    g->advance = length_scale(g->advance, scale, 1000);
    g->dx = u->cell / 2 - length_scale(across(p, served->font, ink.left + ink.right), scale, 2000);
    g->dy =
        length_scale(length_scale(p->style->size, ink.top + ink.bottom, served->font->upem), scale, 2000) -
        length_scale(p->style->size, BOX_CENTRE, 1000);
}

static void set_plain(struct paragraph *p, struct unit *u, const struct font_char *served)
{
    struct glyph *g = unit_add_glyph(p, u, served);
    if (u->cell == 0)
        u->cell = g->advance;
    else
        g->dx = (u->cell - g->advance) / 2;
}

void unit_set(struct paragraph *p, struct unit *u)
{
    if (unit_is_script(p, u)) {
        set_script(p, u);
        return;
    }
    const struct font_char *served = unit_serve(p, u);
    if (!served)
        return;
    u->cell = thousandths(p, class_rules[u->class].cell);
    switch (u->class) {
    case CLASS_DASH:
        set_dash(p, u, served);
        break;
    case CLASS_ELLIPSIS:
        u->cell = thousandths(p, 1000 * u->chars);
        set_ellipsis(p, u, served);
        break;
    case CLASS_OPEN:
    case CLASS_CLOSE:
    case CLASS_PAUSE:
    case CLASS_STOP:
        set_mark(p, u, served);
        break;
    case CLASS_SYMBOL:
        if (largest_sign(u->c))
            set_sign(p, u, served);
        else
            set_plain(p, u, served);
        break;
    case CLASS_WEST_OPEN:
    case CLASS_WEST_CLOSE:
        set_west_quote(p, u, served);
        break;
    case CLASS_LINK:
        if (u->c == 0xFF5E || u->c == 0x301C)
            set_wave(p, u, served);
        else
            set_link(p, u, served);
        break;
    case CLASS_SUFFIX:
        set_suffix(p, u, served);
        break;
    case CLASS_LETTER:
        set_west_quote(p, u, served); /* an apostrophe may be among them */
        break;
    default:
        set_plain(p, u, served);
    }
}
