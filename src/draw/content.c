/*
 * Text is shown by codes with adjustments between them (TJ). Each glyph's place comes from typeset; the pen's
 * place follows from the widths that the reader knows, which are whole thousandths of the em; the difference
 * is the adjustment, always taken from the true place, so that rounding never adds up along a line.
 *
 * Where a gap or an overlap is so wide that readers would take it for a space between words or a new line
 * (from a tenth of the em on, poppler), the glyph before it gets a code of its own that is as much wider or
 * narrower, in steps of an eighth of the em. Thus copied text has no spaces between Han and western
 * characters.
 */
#include "draw/content.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    NO_MARK = -2,        /* no marked content is open */
    ARTIFACT = -1,       /* an artifact is */
    NOTICED_GAP = 90,    /* thousandths of the em */
    GAP_STEP = 120,      /* thousandths of the em */
    WIDEST_GAP = 1000,   /* what is wider separates: columns, spread characters */
    USUAL = 8000,        /* bytes of a page's stream: few have more */
    PRINTED_TWICE = 100, /* poppler takes what begins so near behind another for it, and parts there */
};

/* What the page's graphics state and open brackets are at this point of the stream. */
struct state {
    const struct content *content;
    const struct page *page;
    int index;
    struct buffer out;
    int mark; /* node of the open marked content */
    bool text, turned;
    int64_t x, y; /* origin of the current line in an open text object, thousandths of a point */
    const struct font *typeface;
    struct pdf_font *font; /* the typeface's at this size */
    length size, rise;
    int condense;
    struct colour fill;
    enum { SHOWS_NOTHING, SHOWS_ARRAY, SHOWS_STRING } shows; /* what is open: a TJ's array, a string in it */
};

static void put_numbers(struct state *s, int count, const int64_t *milli, const char *op)
{
    for (int i = 0; i < count; i++) {
        put_thousandths(&s->out, milli[i]);
        buffer_putc(&s->out, ' ');
    }
    buffer_puts(&s->out, op);
    buffer_putc(&s->out, '\n');
}

#define PUT(s, op, ...)                                                                                      \
    put_numbers(s, (int)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)), (int64_t[]){__VA_ARGS__}, op)

/* Up from the foot of the page, as PDF counts. */
static int64_t up(const struct state *s, length y)
{
    return milli_points(s->page->height - y);
}

/* ---- marks and state ---- */

static void end_text(struct state *s)
{
    if (s->text)
        buffer_puts(&s->out, "ET\n");
    s->text = false;
}

static void end_mark(struct state *s)
{
    end_text(s);
    if (s->mark != NO_MARK)
        buffer_puts(&s->out, "EMC\n");
    s->mark = NO_MARK;
}

static void begin_content(struct state *s, const char *tag, int mark)
{
    buffer_putc(&s->out, '/');
    buffer_puts(&s->out, tag);
    buffer_puts(&s->out, "<</MCID ");
    buffer_int(&s->out, mark);
    buffer_puts(&s->out, ">>BDC\n");
}

static void begin_mark(struct state *s, int node)
{
    struct structure *structure = s->content->structure;
    if (structure_is_artifact(structure, node))
        node = ARTIFACT;
    if (s->mark == node)
        return;
    end_mark(s);
    if (node == ARTIFACT)
        buffer_puts(&s->out, "/Artifact BMC\n");
    else
        begin_content(s, structure_tag(structure, node), structure_mark(structure, s->index, node));
    s->mark = node;
}

static void set_fill(struct state *s, struct colour c)
{
    if (!memcmp(&s->fill, &c, sizeof c))
        return;
    s->fill = c;
    if (c.r == c.g && c.g == c.b) /* black on the black plate only */
        PUT(s, "g", (c.r * 1000 + 127) / 255);
    else
        PUT(s, "rg", (c.r * 1000 + 127) / 255, (c.g * 1000 + 127) / 255, (c.b * 1000 + 127) / 255);
}

static void set_font(struct state *s, const struct font *typeface, length size)
{
    if (s->typeface == typeface && s->size == size)
        return;
    struct pdf_font *font = pdf_fonts_use(s->content->fonts, typeface, size);
    bool same = s->font == font && s->size == size;
    s->typeface = typeface;
    s->font = font;
    s->size = size;
    if (same)
        return;
    leaves_put_font(s->content->leaves, pdf_font_object(font), &s->out);
    buffer_putc(&s->out, ' ');
    PUT(s, "Tf", milli_points(size));
}

/* Draws an XObject. */
static void put_object(struct state *s, HPDF_Dict object)
{
    leaves_put_drawing(s->content->leaves, object, &s->out);
    buffer_puts(&s->out, " Do\n");
}

/* Opens a text object where none is open and moves to the run's origin. */
static void begin_run(struct state *s, const struct item *item)
{
    int64_t x = milli_points(item->x), y = up(s, item->y);
    if (!s->text) {
        buffer_puts(&s->out, "BT\n");
        s->text = true;
        s->turned = false;
        s->x = s->y = 0;
    }
    if (item->turned)
        PUT(s, "Tm", 0, 1000, -1000, 0, x, y);
    else if (s->turned)
        PUT(s, "Tm", 1000, 0, 0, 1000, x, y);
    else
        PUT(s, "Td", x - s->x, y - s->y);
    s->turned = item->turned;
    s->x = x;
    s->y = y;
}

/* ---- text ---- */

/* A code that is shown behind what stands in the array. */
static void show_code(struct state *s, int code)
{
    enum { MOST = 6 /* brackets and two bytes, each behind a backslash */ };
    char *to = buffer_room(&s->out, MOST), *end = to;
    if (s->shows == SHOWS_NOTHING)
        *end++ = '[';
    if (s->shows != SHOWS_STRING)
        *end++ = '(';
    s->shows = SHOWS_STRING;
    end = put_string_byte(end, (char)(code >> 8));
    end = put_string_byte(end, (char)code);
    buffer_take(&s->out, (size_t)(end - to));
}

/* Moves the pen back by so many thousandths of the em. */
static void move_back(struct state *s, int64_t by)
{
    if (s->shows != SHOWS_ARRAY)
        buffer_putc(&s->out, s->shows == SHOWS_NOTHING ? '[' : ')');
    s->shows = SHOWS_ARRAY;
    buffer_int(&s->out, by);
}

/* Closes the array. */
static void show(struct state *s)
{
    if (s->shows != SHOWS_NOTHING)
        buffer_puts(&s->out, s->shows == SHOWS_STRING ? ")]TJ\n" : "]TJ\n");
    s->shows = SHOWS_NOTHING;
}

/* A place along the run in thousandths of its em, before horizontal scaling. */
static int64_t place(const struct glyph_run *run, length dx)
{
    int64_t whole = (int64_t)run->size * run->condense, part = (int64_t)dx * 1000000;
    return (part + (part < 0 ? -whole : whole) / 2) / whole;
}

/* The node whose text goes on: a link's is its paragraph's. */
static int text_node(const struct node *node, int i)
{
    return node[i].role == ROLE_LINK ? node[i].parent : i;
}

/* Whether a piece of a line leads into the next one: a heading into the paragraph that it runs into, a list's
 * caption and an item's label into what they stand before. */
static bool leads_into(const struct node *node, int a, int b)
{
    if (node[a].role == ROLE_CAPTION || node[a].role == ROLE_LABEL)
        return node[b].role == ROLE_LABEL || node[b].role == ROLE_LIST_BODY;
    return node[a].role == ROLE_HEADING && node[b].role == ROLE_PARAGRAPH && node[a].parent == node[b].parent;
}

/* Whether the next item goes on with the line of this one: same base line, and the same paragraph or one that
 * this leads into. */
static bool continues(const struct state *s, const struct item *item, const struct item *next)
{
    const struct node *node = s->content->pages->node;
    if (next->kind != ITEM_GLYPHS || next->turned != item->turned || item->node < 0 || next->node < 0)
        return false;
    if (item->turned ? next->x != item->x : next->y != item->y)
        return false;
    int a = text_node(node, item->node), b = text_node(node, next->node);
    return a == b || leads_into(node, a, b);
}

/* Where what follows the last glyph of a run begins, in its thousandths; the glyph's own end where nothing
 * does. */
static int64_t place_behind(const struct state *s, const struct item *item, int64_t end)
{
    const struct item *next = item + 1;
    if (next == s->page->item + s->page->item_count || !continues(s, item, next) || !next->run.count)
        return end;
    length distance = item->turned ? item->y - next->y : next->x - item->x;
    return place(&item->run, distance + next->run.glyph[0].dx);
}

/* Whether the run ends here and the page goes on in another size. */
static bool is_resized(const struct state *s, const struct item *item)
{
    return item + 1 < s->page->item + s->page->item_count && item[1].run.size != item->run.size;
}

/*
 * How much wider the glyph's code is to be than the glyph, so that no gap is noticed behind it. Where the
 * size changes readers notice a third of what they do otherwise.
 */
static int widening(int64_t gap, int width, bool resized)
{
    int noticed = resized ? NOTICED_GAP / 3 : NOTICED_GAP, step = resized ? GAP_STEP / 3 : GAP_STEP;
    if ((gap > -noticed && gap < noticed) || gap > WIDEST_GAP || gap < -width)
        return 0;
    if (gap + width < PRINTED_TWICE)
        return (int)gap; /* no rest may look like a space */
    int steps = (int)((llabs(gap) + step / 2) / step);
    return gap < 0 ? -steps * step : steps * step;
}

static void set_rise(struct state *s, length dy)
{
    if (s->rise == -dy)
        return;
    show(s);
    s->rise = -dy;
    PUT(s, "Ts", milli_points(-dy));
}

/* Where the reader's pen is and where the next glyph stands, in thousandths of the em along the run. */
struct pen {
    int64_t is, due;
};

/* Adds glyph i of the item's run, which is due where the pen says. */
static void add_glyph(struct state *s, const struct item *item, int i, struct pen *pen)
{
    const struct glyph *glyph = &item->run.glyph[i];
    int64_t at = pen->due;
    int width = pdf_font_width(s->font, glyph->id);
    bool last = i == item->run.count - 1;
    set_rise(s, glyph->dy);
    if (at != pen->is)
        move_back(s, pen->is - at);
    pen->due = last ? place_behind(s, item, at + width) : place(&item->run, glyph[1].dx);
    int extra = widening(pen->due - at - width, width, last && is_resized(s, item));
    int code = pdf_font_code(s->font, glyph->id, glyph->text, glyph->text_size, extra);
    show_code(s, code);
    pen->is = at + pdf_font_advance(s->font, code);
}

/* Whether a character of the glyph's text is one of private use, whose meaning no standard gives. */
static bool has_private_use(const struct glyph *glyph)
{
    for (const char *next = glyph->text, *end = next + glyph->text_size; next < end;) {
        if ((unsigned char)*next < 0xEE) /* all of them begin with this byte or a higher one, */
            next += (unsigned char)*next < 0xE0 ? 1 : 3; /* and from here on characters have three bytes */
        else if (text_is_private(text_next(&next)))
            return true;
    }
    return false;
}

/*
 * Readers take the text from here. So it is for several glyphs of one text, which can't be shared out among
 * codes; and so the standard wants it for characters of private use (ISO 19005-3, 6.2.11.7.3), for which
 * there is nothing better to say than themselves, and copied text stays what was written.
 */
static void begin_actual_text(struct state *s, const struct glyph *glyph)
{
    struct arena *arena = s->content->pdf->arena;
    show(s);
    buffer_puts(&s->out, "/Span<</ActualText");
    put_text(&s->out, arena_strndup(arena, glyph->text, (size_t)glyph->text_size));
    buffer_puts(&s->out, ">>BDC\n");
}

static void end_actual_text(struct state *s)
{
    show(s);
    buffer_puts(&s->out, "EMC\n");
}

static void show_glyphs(struct state *s, const struct item *item)
{
    const struct glyph_run *run = &item->run;
    struct pen pen = {0, place(run, run->glyph[0].dx)};
    bool told = false;
    for (int i = 0; i < run->count; i++) {
        const struct glyph *glyph = &run->glyph[i];
        if (glyph->text_size) {
            if (told)
                end_actual_text(s);
            told = (i + 1 < run->count && !glyph[1].text_size) || has_private_use(glyph);
            if (told)
                begin_actual_text(s, glyph);
        }
        add_glyph(s, item, i, &pen);
    }
    if (told)
        end_actual_text(s);
    set_rise(s, 0);
    show(s);
}

static void note_extent(struct state *s, const struct item *item, length left, length top, length right,
                        length bottom)
{
    struct structure *structure = s->content->structure;
    int figure = structure_figure(structure, item->node);
    if (figure >= 0)
        structure_extend(structure, s->index, figure, milli_points(left), up(s, bottom), milli_points(right),
                         up(s, top));
}

/* Large type that is no content. */
static void draw_stamps(struct state *s, const struct item *item)
{
    const struct glyph_run *run = &item->run;
    int64_t tall = milli_points(run->size), wide = tall * run->condense / 1000;
    end_text(s);
    for (int i = 0; i < run->count; i++) {
        const struct glyph *glyph = &run->glyph[i];
        length x = item->turned ? item->x + glyph->dy : item->x + glyph->dx;
        length y = item->turned ? item->y - glyph->dx : item->y + glyph->dy;
        HPDF_Dict stamp = stamps_use(s->content->stamps, run->font, glyph->id);
        buffer_puts(&s->out, "q\n");
        if (item->turned)
            PUT(s, "cm", 0, wide, -tall, 0, milli_points(x), up(s, y));
        else
            PUT(s, "cm", wide, 0, 0, tall, milli_points(x), up(s, y));
        put_object(s, stamp);
        buffer_puts(&s->out, "Q\n");
    }
}

static void draw_glyphs(struct state *s, const struct item *item)
{
    const struct glyph_run *run = &item->run;
    if (!run->count || run->size <= 0 || run->condense <= 0)
        return;
    if (s->mark == ARTIFACT && pdf_font_is_display(run->size)) {
        set_fill(s, run->colour);
        draw_stamps(s, item);
        return;
    }
    set_fill(s, run->colour);
    set_font(s, run->font, run->size);
    if (s->condense != run->condense) {
        s->condense = run->condense;
        PUT(s, "Tz", s->condense * 100);
    }
    begin_run(s, item);
    show_glyphs(s, item);
    const struct glyph *last = &run->glyph[run->count - 1];
    length along = last->dx + last->advance, rise = run->size * 7 / 8, drop = run->size / 8;
    if (item->turned)
        note_extent(s, item, item->x - rise, item->y - along, item->x + drop, item->y);
    else
        note_extent(s, item, item->x, item->y - rise, item->x + along, item->y + drop);
}

/* ---- shapes and images ---- */

static void draw_box(struct state *s, const struct item *item)
{
    end_text(s);
    set_fill(s, item->colour);
    int64_t left = milli_points(item->x), top = up(s, item->y);
    PUT(s, "re", left, up(s, item->y + item->height), milli_points(item->x + item->width) - left,
        top - up(s, item->y + item->height));
    buffer_puts(&s->out, "f\n");
    note_extent(s, item, item->x, item->y, item->x + item->width, item->y + item->height);
}

static void draw_shape(struct state *s, const struct item *item)
{
    if (item->point_count < 3)
        return;
    end_text(s);
    set_fill(s, item->colour);
    for (int i = 0; i < item->point_count; i++) {
        const struct point *p = &item->point[i];
        PUT(s, i ? "l" : "m", milli_points(p->x), up(s, p->y));
        note_extent(s, item, p->x, p->y, p->x, p->y);
    }
    buffer_puts(&s->out, "f\n");
}

static void draw_image(struct state *s, const struct item *item)
{
    HPDF_Dict image = pictures_use(s->content->pictures, item->image);
    if (!image)
        return;
    end_text(s);
    buffer_puts(&s->out, "q\n");
    PUT(s, "cm", milli_points(item->width), 0, 0, milli_points(item->height), milli_points(item->x),
        up(s, item->y + item->height));
    put_object(s, image);
    buffer_puts(&s->out, "Q\n");
    note_extent(s, item, item->x, item->y, item->x + item->width, item->y + item->height);
}

static void (*const draw[])(struct state *, const struct item *) = {
    [ITEM_GLYPHS] = draw_glyphs,
    [ITEM_BOX] = draw_box,
    [ITEM_SHAPE] = draw_shape,
    [ITEM_IMAGE] = draw_image,
};

void content_draw(const struct content *content, int i)
{
    struct state s = {
        .content = content, .page = &content->pages->page[i], .index = i, .mark = NO_MARK, .condense = 1000};
    buffer_room(&s.out, USUAL);
    for (int k = 0; k < s.page->item_count; k++) {
        begin_mark(&s, s.page->item[k].node);
        draw[s.page->item[k].kind](&s, &s.page->item[k]);
    }
    end_mark(&s);
    leaves_fill(content->leaves, i, s.out.data, s.out.size);
    buffer_free(&s.out);
}
