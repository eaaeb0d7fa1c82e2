/*
 * 署名 and 成文日期, 7.3.5, and 附注, 7.3.6.
 *
 * Unsealed: one blank line below the text; the name two characters in from the right, the date on the next
 * line two characters right of the name's first character; a date longer than the name takes the right edge
 * and the name moves left with it. Sealed: the date four characters in, the names centred above it, and as
 * many rows are left blank that the seal, whose lower middle they stand in, keeps within one line below the
 * text.
 */
#include "typeset/image.h"
#include "typeset/setter.h"

#include <string.h>

/* A name wider than this is broken into lines. */
#define NAME_MEASURE (AREA_WIDTH - 6 * LENGTH_ZI)
/* The pair of name and date stands this part of the seal's height below its centre, by looks. */
enum { SEAL_LOW_TENTHS = 1 };

struct signature_lines {
    const struct lines **name;
    int name_count;
    length name_width; /* of the widest line */
    const struct line *date;
    length date_width;
};

static struct signature_lines measure(struct setter *s)
{
    const struct signature *g = &s->document->signature;
    const struct style *style = &text_style(TEXT_SIGNATURE)->type;
    struct signature_lines m = {.name = arena_array(s->arena, (size_t)g->by_count + 1, sizeof *m.name)};
    for (int i = 0; i < g->by_count; i++) {
        struct para para = para_of(g->by[i], s->arena);
        const struct lines *lines = m.name[m.name_count++] = set_lines(s, &para, style, NAME_MEASURE);
        for (int l = 0; l < lines->count; l++)
            if (lines->line[l].width > m.name_width)
                m.name_width = lines->line[l].width;
    }
    m.date = g->date ? set_text(s, g->date, style) : NULL;
    m.date_width = m.date ? m.date->width : 0;
    return m;
}

/* Where names and date go, from the frame's left. */
struct places {
    length name, date;
    bool centred; /* names are centred on `name`, else begin there */
};

static struct places unsealed(const struct signature_lines *m)
{
    if (m->date_width > m->name_width) {
        length date = AREA_WIDTH - UNSEALED_INDENT - m->date_width;
        return (struct places){date - UNSEALED_INDENT, date, false};
    }
    length name = AREA_WIDTH - UNSEALED_INDENT - m->name_width;
    return (struct places){name, name + UNSEALED_INDENT, false};
}

/* A name too wide to be centred on the date within the type area takes the date with it to the left. */
static struct places sealed(const struct signature_lines *m)
{
    length centre = AREA_WIDTH - SEALED_DATE_INDENT - m->date_width / 2;
    if (centre + m->name_width / 2 > AREA_WIDTH)
        centre = AREA_WIDTH - m->name_width / 2;
    return (struct places){centre, centre - m->date_width / 2, true};
}

static void add_row(struct setter *s, struct strip *strip, int node, const struct line *line, length x)
{
    const struct block_style *style = text_style(TEXT_SIGNATURE);
    struct box *box = strip_add(s, strip, style->type.size);
    box->after = LEADING;
    box->grid = true;
    box->keep = KEEP_SIGNATURE;
    box_add_line(s, box, node, line, &style->type, x - line->left, 0, true);
}

static void add_rows(struct setter *s, struct strip *strip, int parent, const struct signature_lines *m,
                     struct places at)
{
    for (int i = 0; i < m->name_count; i++) {
        int node = node_add(s, ROLE_PARAGRAPH, parent);
        for (int l = 0; l < m->name[i]->count; l++) {
            const struct line *line = &m->name[i]->line[l];
            add_row(s, strip, node, line, at.centred ? at.name - line->width / 2 : at.name);
        }
    }
    if (m->date)
        add_row(s, strip, node_add(s, ROLE_PARAGRAPH, parent), m->date, at.date);
}

/* Beneath the box's text, which a picture without transparency must not hide. */
static void add_beneath(struct setter *s, struct box *box, struct item item)
{
    box_add_item(s, box, item);
    memmove(box->item + 1, box->item, (size_t)(box->item_count - 1) * sizeof *box->item);
    box->item[0] = item;
}

/*
 * Puts the seal on the rows from box `first` on and leaves as many blank rows above them as it needs. Its top
 * is at most one line below the text's em boxes, and never above them.
 */
static void add_seal(struct setter *s, struct strip *strip, int parent, int first, length centre)
{
    const struct signature *g = &s->document->signature;
    length width = length_scale(MM(1), g->seal_width, 100), height = 0;
    int rows = strip->count - first;
    if (rows == 0 || width <= 0 || !image_height(g->seal_image, width, &height, s->diag))
        return;
    length pair = (rows - 1) * GRID_PITCH + LENGTH_ZI;
    length above = height / 2 + length_scale(height, SEAL_LOW_TENTHS, 10) - pair / 2;
    strip->box[first]->before = strip->box[first]->clear = above > LEADING ? above : LEADING;
    struct item seal = {.kind = ITEM_IMAGE,
                        .node = node_add(s, ROLE_FIGURE, parent),
                        .x = centre - width / 2,
                        .y = -above,
                        .width = width,
                        .height = height,
                        .image = g->seal_image};
    s->node[seal.node].alt = g->by_count > 0 ? g->by[0] : "";
    add_beneath(s, strip->box[first], seal);
}

static void note_set(struct setter *s, struct strip *strip, int parent)
{
    if (!s->document->note)
        return;
    struct para para = para_of(s->document->note, s->arena);
    int first =
        strip_para(s, strip, node_add(s, ROLE_NOTE, parent), &para, text_style(TEXT_NOTE), 0, strip->measure);
    for (int i = first; i < strip->count - 1; i++)
        strip->box[i]->keep = KEEP_SIGNATURE;
}

void signature_set(struct setter *s, struct strip *strip, int parent)
{
    const struct signature *g = &s->document->signature;
    struct signature_lines m = measure(s);
    int first = strip->count;
    struct places at = g->seal_image ? sealed(&m) : unsealed(&m);
    add_rows(s, strip, parent, &m, at);
    if (strip->count > first) {
        strip->box[first]->before = LEADING + BLANK_LINE;
        if (g->seal_image)
            add_seal(s, strip, parent, first, at.date + m.date_width / 2);
        keep_signature(strip, first);
        if (!s->document->note)
            strip->box[strip->count - 1]->keep = KEEP_NONE;
    }
    note_set(s, strip, parent);
}
