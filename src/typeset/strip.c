#include "typeset/setter.h"

#include "base/text.h"

#include <string.h>

struct strip *strip_new(struct setter *s, bool sideways)
{
    struct strip *strip = arena_alloc(s->arena, sizeof *strip);
    strip->sideways = sideways;
    strip->measure = sideways ? AREA_HEIGHT : AREA_WIDTH;
    strip->depth = sideways ? SIDEWAYS_DEPTH : GRID_DEPTH;
    return strip;
}

struct box *box_new(struct setter *s, length height)
{
    struct box *box = arena_alloc(s->arena, sizeof *box);
    box->height = height;
    return box;
}

void strip_push(struct setter *s, struct strip *strip, struct box *box)
{
    struct box **slot = arena_push(s->arena, &strip->box, &strip->count, &strip->capacity, sizeof *slot);
    *slot = box;
}

struct box *strip_add(struct setter *s, struct strip *strip, length height)
{
    struct box *box = box_new(s, height);
    strip_push(s, strip, box);
    return box;
}

void box_add_item(struct setter *s, struct box *box, struct item item)
{
    struct item *slot = arena_push(s->arena, &box->item, &box->item_count, &box->item_capacity, sizeof *slot);
    *slot = item;
}

struct item rule_item(length x, length y, length width, length height, struct colour colour)
{
    return (struct item){
        .kind = ITEM_BOX, .node = -1, .x = x, .y = y, .width = width, .height = height, .colour = colour};
}

/* A rule to write on stands at the foot of the em box, where a pen's line is expected. */
static void add_blanks(struct setter *s, struct box *box, const struct line *line, length size, length x,
                       length y)
{
    for (int i = 0; i < line->blank_count; i++)
        box_add_item(s, box,
                     rule_item(x + line->left + line->blank[i].x, y + size, line->blank[i].width, RULE_INNER,
                               ink_colour(INK_BLACK)));
}

/* Adds a node for each link of the line, below `node`, and the links to the box; returns the first link's
 * node. */
static int add_links(struct setter *s, struct box *box, int node, const struct line *line, length size,
                     length x, length y)
{
    int first = s->node_count;
    for (int i = 0; i < line->link_count; i++) {
        struct link *link =
            arena_push(s->arena, &box->link, &box->link_count, &box->link_capacity, sizeof *link);
        *link = (struct link){.x = x + line->left + line->link[i].x,
                              .y = y,
                              .width = line->link[i].width,
                              .height = size,
                              .to = line->link[i].to,
                              .node = node_add(s, ROLE_LINK, node)};
    }
    return first;
}

/* What a glyph belongs to: a link of its line, the paragraph's run-in heading, or the paragraph. */
static int glyph_node(const struct setter *s, const struct glyph *glyph, int node, int first_link)
{
    if (glyph->link > 0)
        return first_link + glyph->link - 1;
    return s->run_in && glyph->head ? s->run_in_node : node;
}

/* The glyphs [from, to) of a run as a run of their own; *shift is how far its origin moves. */
static struct glyph_run part_of(struct setter *s, const struct glyph_run *run, int from, int to,
                                length *shift)
{
    struct glyph_run part = *run;
    part.count = to - from;
    *shift = 0;
    if (from == 0)
        return part;
    struct glyph *glyph = arena_array(s->arena, (size_t)part.count, sizeof *glyph);
    *shift = run->glyph[from].dx;
    for (int i = 0; i < part.count; i++) {
        glyph[i] = run->glyph[from + i];
        glyph[i].dx -= *shift;
    }
    part.glyph = glyph;
    return part;
}

/* One item for each piece of the run that belongs to one node: mostly all of it. */
static void add_run(struct setter *s, struct box *box, int node, const struct line *line, int r, length x,
                    length base, int first_link)
{
    const struct glyph_run *run = &line->run[r];
    bool whole = line->link_count == 0 && !s->run_in;
    for (int from = 0, to; from < run->count; from = to) {
        int owner = whole ? node : glyph_node(s, &run->glyph[from], node, first_link);
        for (to = whole ? run->count : from + 1; to < run->count; to++)
            if (glyph_node(s, &run->glyph[to], node, first_link) != owner)
                break;
        length shift;
        struct glyph_run part = part_of(s, run, from, to, &shift);
        box_add_item(
            s, box,
            (struct item){
                .kind = ITEM_GLYPHS, .node = owner, .x = x + line->run_x[r] + shift, .y = base, .run = part});
    }
}

void box_add_line(struct setter *s, struct box *box, int node, const struct line *line,
                  const struct style *style, length x, length y, bool body)
{
    length base = y + line_ascent(style->size);
    int first_link = add_links(s, box, node, line, style->size, x, y);
    for (int i = 0; i < line->run_count; i++)
        add_run(s, box, node, line, i, x, base, first_link);
    add_blanks(s, box, line, style->size, x, y);
    struct line_note *note =
        arena_push(s->arena, &box->note, &box->note_count, &box->note_capacity, sizeof *note);
    *note = (struct line_note){.x = x + line->left,
                               .y = base,
                               .width = line->width,
                               .size = style->size,
                               .body = body,
                               .last = line->last,
                               .kind = style->kind,
                               .text = line->text,
                               .shrink = line->shrink,
                               .stretch = line->stretch};
}

struct item item_shifted(struct setter *s, struct item item, length x, length y)
{
    item.x += x;
    item.y += y;
    if (item.kind == ITEM_SHAPE) {
        struct point *moved = arena_array(s->arena, (size_t)item.point_count, sizeof *moved);
        for (int i = 0; i < item.point_count; i++)
            moved[i] = (struct point){x + item.point[i].x, y + item.point[i].y};
        item.point = moved;
    }
    return item;
}

void box_append(struct setter *s, struct box *box, const struct box *part, length x, length y)
{
    for (int i = 0; i < part->item_count; i++)
        box_add_item(s, box, item_shifted(s, part->item[i], x, y));
    for (int i = 0; i < part->note_count; i++) {
        struct line_note *note =
            arena_push(s->arena, &box->note, &box->note_count, &box->note_capacity, sizeof *note);
        *note = part->note[i];
        note->x += x;
        note->y += y;
    }
    for (int i = 0; i < part->link_count; i++) {
        struct link *link =
            arena_push(s->arena, &box->link, &box->link_count, &box->link_capacity, sizeof *link);
        *link = part->link[i];
        link->x += x;
        link->y += y;
    }
}

void box_prepend_line(struct setter *s, struct box *box, int node, const struct line *line,
                      const struct style *style, length x, bool body)
{
    struct box rest = *box;
    box->item = NULL;
    box->note = NULL;
    box->link = NULL;
    box->item_count = box->note_count = box->link_count = 0;
    box->item_capacity = box->note_capacity = box->link_capacity = 0;
    box_add_line(s, box, node, line, style, x, 0, body);
    box_append(s, box, &rest, 0, 0);
}

length set_natural(struct setter *s, const struct para *para, const struct style *style)
{
    return line_store_natural(s->lines, para, style, s->fonts, s->arena, s->diag);
}

const struct lines *set_lines(struct setter *s, const struct para *para, const struct style *style,
                              length measure)
{
    return line_store_set(s->lines, para, style, measure, s->fonts, s->arena, s->diag);
}

/* The first characters of a text, for a message. */
static const char *beginning(struct setter *s, const char *text)
{
    const char *end = text;
    for (int i = 0; i < 20 && *end; i++)
        text_next(&end);
    return arena_strndup(s->arena, text, (size_t)(end - text));
}

void box_keep(struct box *box, enum keep why)
{
    if (box->keep < why)
        box->keep = why;
}

void say_off_page(struct setter *s, const struct line_note *first)
{
    diag_say(s->diag, MESSAGE_OFF_PAGE, "%s: %s", first ? first->kind : "",
             first ? beginning(s, first->text) : "");
}

/* Room for a text that must stay on one line; nothing sensible is longer. */
#define TEXT_MEASURE (4 * PAPER_HEIGHT)

const struct line *set_text(struct setter *s, const char *text, const struct style *style)
{
    struct para para = para_of(text, s->arena);
    const struct lines *lines = set_lines(s, &para, style, TEXT_MEASURE);
    if (lines->count > 1) /* the others aren't set */
        diag_say(s->diag, MESSAGE_OFF_PAGE, "%s: %s", style->kind, beginning(s, text));
    return lines->count > 0 ? &lines->line[0] : NULL;
}

length lines_height(const struct block_style *style, int count)
{
    return count > 0 ? length_capped(style->type.size + (int64_t)(count - 1) * style->pitch) : 0;
}

int64_t boxes_height(const struct strip *strip, int first)
{
    int64_t height = 0;
    for (int i = first; i < strip->count; i++)
        height += strip->box[i]->height;
    return height;
}

/* White around a figure gives way before the figure does: four times as much of it. */
static length figure_gap(const struct setter *s, length gap)
{
    return length_scale(gap, 100 - 4 * s->tight, 100);
}

void strip_frame(const struct setter *s, struct strip *strip, int first)
{
    strip->box[first]->before = figure_gap(s, FIGURE_BEFORE);
    strip->box[strip->count - 1]->after = figure_gap(s, FIGURE_AFTER);
    if (first > 0 && strip->box[first - 1]->keep == KEEP_TITLE)
        strip->box[first - 1]->after = figure_gap(s, FIGURE_TITLE);
}

/* The narrowest measure from `least` on in which para takes no more lines than so many; of what these trials
 * say nothing is told. */
static length narrowest(struct setter *s, const struct para *para, const struct style *style, int lines,
                        length least, length measure)
{
    struct diag *told = s->diag;
    length m = length_max(least, style->size);
    s->diag = diag_new();
    while (m < measure && set_lines(s, para, style, m)->count > lines)
        m += style->size / 2;
    diag_free(s->diag);
    s->diag = told;
    return m < measure ? m : measure;
}

const struct lines *set_balanced(struct setter *s, const struct para *para, const struct style *style,
                                 length natural, length measure, length *narrowed)
{
    const struct lines *lines = set_lines(s, para, style, measure);
    *narrowed = measure;
    if (lines->count < 2)
        return lines;
    *narrowed = narrowest(s, para, style, lines->count, natural / lines->count, measure);
    return set_lines(s, para, style, *narrowed);
}

length line_advance(const struct line *line)
{
    length end = line->left;
    for (int i = 0; i < line->run_count; i++) {
        const struct glyph_run *run = &line->run[i];
        const struct glyph *last = run->count > 0 ? &run->glyph[run->count - 1] : NULL;
        if (last && line->run_x[i] + last->dx + last->advance > end)
            end = line->run_x[i] + last->dx + last->advance;
    }
    return end - line->left;
}

int strip_para(struct setter *s, struct strip *strip, int node, const struct para *para,
               const struct block_style *style, length x, length measure)
{
    int first = strip->count;
    const struct lines *lines = set_lines(s, para, &style->type, measure);
    for (int i = 0; i < lines->count; i++) {
        struct box *box = strip_add(s, strip, style->type.size);
        box->after = style->pitch - style->type.size;
        box->grid = style->grid;
        /* Neither the first line alone at a page's foot nor the last alone at a head. */
        if (lines->count > 1 && (i == 0 || i == lines->count - 2))
            box->keep = KEEP_LINES;
        box_add_line(s, box, node, &lines->line[i], &style->type, x, 0, style->grid);
    }
    return first;
}
