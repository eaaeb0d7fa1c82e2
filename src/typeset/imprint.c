/*
 * 版记, 7.4: the last element of the document, on the foot of its last page.
 *
 * It is set from the top down as one box and placed so that its last rule ends on the type area's lower edge.
 * Where the last page has no room for it, or is a sideways one, it takes a new page. Letters have neither
 * rules nor 印发机关 (10.1).
 */
#include "typeset/setter.h"

#include "base/text.h"

#include <string.h>

/* Blank kept between the text and the imprint. */
#define IMPRINT_GAP LEADING

struct imprint_state {
    struct box *box;
    int part;
    length y;    /* the next row's top */
    bool lines;  /* rules are drawn */
    bool opened; /* the first rule stands */
};

/* A rule above the next row: the first is heavy, those between rows are light. */
static void rule_set(struct setter *s, struct imprint_state *m)
{
    if (m->lines) {
        length weight = m->opened ? IMPRINT_LINE_INNER : IMPRINT_LINE_OUTER;
        box_add_item(s, m->box, rule_item(0, m->y, AREA_WIDTH, weight, ink_colour(INK_BLACK)));
    }
    m->opened = true;
}

/* Names whose lines would be stretched by more than so many thousandths of an em are set ragged: the few of
 * such a list leave lines that no reader takes for a block of text. */
enum { STRETCH_MOST_OF_NAMES = 100 };

static bool is_spread(const struct strip *rows)
{
    for (int i = 0; i < rows->count; i++)
        for (int k = 0; k < rows->box[i]->note_count; k++)
            if (rows->box[i]->note[k].stretch > STRETCH_MOST_OF_NAMES)
                return true;
    return false;
}

/* The names hang after the label, one character in on both sides. */
static struct strip *names_rows(struct setter *s, int node, const char *label, const struct para *names,
                                const struct block_style *style)
{
    struct strip *rows = strip_new(s, false);
    struct para whole = names_whole(s, names, style->type.align != ALIGN_DEFAULT);
    labelled_set(s, rows, node, label, &whole, text_style(TEXT_IMPRINT), style, IMPRINT_INDENT,
                 AREA_WIDTH - IMPRINT_INDENT);
    return rows;
}

/* One of 主送, 抄送. */
static void names_set(struct setter *s, struct imprint_state *m, const char *label, const struct para *names)
{
    const struct block_style *style = text_style(TEXT_IMPRINT);
    int node = node_add(s, ROLE_PARAGRAPH, m->part);
    struct strip *rows = names_rows(s, node, label, names, style);
    if (is_spread(rows)) {
        struct block_style ragged = *style;
        ragged.type.align = ALIGN_LEFT;
        rows = names_rows(s, node, label, names, &ragged);
    }
    length pad = m->lines ? (IMPRINT_ROW - style->type.size) / 2 : 0;
    for (int i = 0; i < rows->count; i++)
        box_append(s, m->box, rows->box[i], 0, length_capped(m->y + pad + (int64_t)i * style->pitch));
    if (rows->count > 0)
        m->y = length_capped((int64_t)m->y + 2 * pad + lines_height(style, rows->count));
    if (!m->lines)
        m->y += style->pitch - style->type.size;
}

/* The office, in as many lines as it needs beside the date, whole words on each. */
static const struct lines *office_lines(struct setter *s, const char *office, const struct style *type,
                                        length room)
{
    struct para para = para_of(office, s->arena);
    struct style style = *type;
    length narrowed;
    style.align = ALIGN_LEFT;
    style.narrow = true;
    return set_balanced(s, &para, &style, set_natural(s, &para, &style), room, &narrowed);
}

/* 印发机关 at the left, 印发日期 at the right, beside the last line of a long name. */
static void issued_set(struct setter *s, struct imprint_state *m)
{
    static const struct lines none = {NULL, 0};
    const struct imprint *p = &s->document->imprint;
    const struct block_style *block = text_style(TEXT_IMPRINT);
    const struct style *style = &block->type;
    const struct line *date = p->issued_date ? set_text(s, p->issued_date, style) : NULL;
    length room = AREA_WIDTH - 2 * IMPRINT_INDENT - (date ? date->width + style->size : 0);
    const struct lines *by = p->issued_by ? office_lines(s, p->issued_by, style, room) : &none;
    length top = m->y + (IMPRINT_ROW - style->size) / 2;
    length turned = by->count > 1 ? length_capped((int64_t)(by->count - 1) * block->pitch) : 0;
    int node = by->count > 0 ? node_add(s, ROLE_PARAGRAPH, m->part) : -1;
    for (int i = 0; i < by->count; i++)
        box_add_line(s, m->box, node, &by->line[i], style, IMPRINT_INDENT,
                     length_capped(top + (int64_t)i * block->pitch), false);
    if (date)
        box_add_line(s, m->box, node_add(s, ROLE_PARAGRAPH, m->part), date, style,
                     AREA_WIDTH - IMPRINT_INDENT - date->width, length_capped((int64_t)top + turned), false);
    m->y = length_capped((int64_t)m->y + IMPRINT_ROW + turned);
}

/* Addressees end in a colon above the text; here in a full stop, like those of 抄送. */
static struct para ended(struct setter *s, const struct para *to)
{
    static const char colon[] = "\uFF1A", stop[] = "\u3002";
    struct para para = *to;
    const struct run *last = &to->run[to->run_count - 1];
    if (!last->text || !text_ends(last->text, colon))
        return para;
    para.run = arena_array(s->arena, (size_t)to->run_count, sizeof *para.run);
    memcpy(para.run, to->run, (size_t)to->run_count * sizeof *para.run);
    para.run[to->run_count - 1].text =
        arena_printf(s->arena, "%.*s%s", (int)(strlen(last->text) - strlen(colon)), last->text, stop);
    return para;
}

static struct box *imprint_box(struct setter *s, const struct para *to)
{
    const struct imprint *p = &s->document->imprint;
    struct imprint_state m = {
        .box = box_new(s, 0), .part = node_add(s, ROLE_PART, 0), .lines = s->format->imprint_lines};
    if (to || p->line_count > 0)
        rule_set(s, &m);
    if (to) {
        struct para names = ended(s, to);
        names_set(s, &m, s->document->to_imprint_label, &names);
    }
    for (int i = 0; i < p->line_count; i++)
        names_set(s, &m, p->line[i].label, &p->line[i].names);
    if (m.lines && (p->issued_by || p->issued_date)) {
        rule_set(s, &m);
        issued_set(s, &m);
    }
    if (m.lines)
        box_add_item(
            s, m.box,
            rule_item(0, m.y - IMPRINT_LINE_OUTER, AREA_WIDTH, IMPRINT_LINE_OUTER, ink_colour(INK_BLACK)));
    else
        m.y -= text_style(TEXT_IMPRINT)->pitch - text_style(TEXT_IMPRINT)->type.size;
    m.box->height = m.y;
    return m.box;
}

static bool has_imprint(const struct setter *s, const struct para *to)
{
    const struct imprint *p = &s->document->imprint;
    return to || p->line_count > 0 || (s->format->imprint_lines && (p->issued_by || p->issued_date));
}

static bool has_room(const struct setter *s, length height)
{
    return !s->last_sideways && s->filled + IMPRINT_GAP + height <= AREA_HEIGHT;
}

static length measured_height(struct setter *s, const struct para *to)
{
    int nodes = s->node_count;
    length height = imprint_box(s, to)->height;
    s->node_count = nodes;
    return height;
}

static length room_below(struct setter *s, const struct para *to)
{
    return length_capped((int64_t)measured_height(s, to) + IMPRINT_GAP);
}

length imprint_room(struct setter *s, const struct para *to)
{
    return has_imprint(s, to) && !s->document->imprint.even ? room_below(s, to) : 0;
}

bool imprint_fits(struct setter *s, const struct para *to)
{
    return !has_imprint(s, to) || has_room(s, measured_height(s, to));
}

length imprint_room_found(struct setter *s, const struct para *to)
{
    bool even = s->document->imprint.even && s->page_count % 2 == 0;
    return even && has_imprint(s, to) && imprint_fits(s, to) ? room_below(s, to) : 0;
}

/* The page that the imprint stands on; a blank one before it, and its own after that, carry no number. */
static void open_page(struct setter *s, length height)
{
    bool even = !s->document->imprint.even || s->page_count % 2 == 0;
    if (has_room(s, height) && even)
        return;
    bool blank = s->document->imprint.even && s->page_count % 2 == 0;
    if (blank)
        page_new(s, false, false);
    page_new(s, false, !blank);
}

void imprint_set(struct setter *s, const struct para *to)
{
    if (!has_imprint(s, to))
        return;
    const struct box *box = imprint_box(s, to);
    open_page(s, box->height);
    if (box->height > AREA_HEIGHT)
        say_off_page(s, first_note(box));
    place_box(s, box, AREA_LEFT, AREA_BOTTOM - box->height);
}
