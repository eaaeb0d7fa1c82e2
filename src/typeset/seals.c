/*
 * Seals and 签名章, 7.3.5.1 and 7.3.5.3.
 *
 * Sealed: names stand over their seals, at most three a row, all rows ending above the date, which stands
 * four characters in. One seal alone covers all names and the date. The seals of a row are level; their
 * common middle lies a little above that of the lines under them, so that these stand in the seals' lower
 * middle. A row's first line stands so far down that the seals' tops keep below the text, or the seals of the
 * row above, and no further than the grid's next row: within one line of it. The rows of seals follow each
 * other in even steps.
 *
 * 签名章: two blank lines below the text, four characters in; the office two characters left of it, centred
 * in height, which puts it off the grid; the date on the row nearest to one blank line below.
 */
#include "typeset/image.h"
#include "typeset/signature.h"

#include <stdlib.h>
#include <string.h>

/* Names and date stand this part of the seal's height below its middle, by looks. */
enum { SEAL_LOW_TENTHS = 1, SEALS_A_ROW = 3 };
/* Blank between two seals, which must neither cross nor touch; and between two names. */
#define SEAL_GAP MM(1.5)
#define NAME_GAP LENGTH_ZI
#define SHIFT_MOST (GRID_PITCH / 2) /* of a row of seals for the sake of even steps, by looks */
#define CLOSEST_PITCH ((GRID_DEPTH - LENGTH_ZI) / (ADJUSTED_LINES_MOST - 1))

/* Names over one seal. */
struct sealing {
    const struct line **line;
    int count;
    const char *alt;
    const struct picture *seal;
    length width, height; /* of the seal; 0: it couldn't be read */
};

/* All of them, in rows of `columns`, the last row ending with the last. */
struct sealings {
    struct sealing *sealing;
    int count, columns, rows;
    length step;   /* between the middles of two columns */
    length middle; /* of the last column, that of the date */
};

static void add_lines(struct sealing *g, const struct lines *lines)
{
    for (int i = 0; i < lines->count; i++)
        g->line[g->count++] = &lines->line[i];
}

static int all_lines(const struct signature_lines *m)
{
    int count = 0;
    for (int i = 0; i < m->name_count; i++)
        count += m->name[i]->count;
    return count;
}

/* Which names stand over which seal: one over all, or to each its own. */
static struct sealings gather(struct setter *s, const struct signature_lines *m)
{
    const struct signature *g = &s->document->signature;
    struct sealings all = {.count = g->seal_count};
    all.sealing = arena_array(s->arena, (size_t)all.count, sizeof *all.sealing);
    for (int i = 0; i < all.count; i++) {
        struct sealing *one = &all.sealing[i];
        int lines = all.count == 1 ? all_lines(m) : i < m->name_count ? m->name[i]->count : 0;
        one->line = arena_array(s->arena, (size_t)lines + 1, sizeof(struct line *));
        one->seal = &g->seal[i];
        one->alt = i < g->by_count ? g->by[i] : "";
        int first = all.count == 1 ? 0 : i, end = all.count == 1 ? m->name_count : i + 1;
        for (int n = first; n < end && n < m->name_count; n++)
            add_lines(one, m->name[n]);
        length width = length_scale(MM(1), one->seal->width, 100);
        if (image_height(one->seal->path, width, &one->height, s->diag))
            one->width = width;
    }
    return all;
}

/* As many columns as find room left of the date's middle; the last name may move date and all to the left. */
static void arrange(struct sealings *all, const struct signature_lines *m)
{
    length seal = 0;
    for (int i = 0; i < all->count; i++)
        seal = length_max(seal, all->sealing[i].width);
    length wide = length_max(seal, m->name_width);
    all->middle = AREA_WIDTH - SEALED_DATE_INDENT - m->date_width / 2;
    if (all->middle + wide / 2 > AREA_WIDTH)
        all->middle = AREA_WIDTH - wide / 2;
    all->step = length_max(seal + SEAL_GAP, m->name_width + NAME_GAP);
    all->columns = all->count < SEALS_A_ROW ? all->count : SEALS_A_ROW;
    while (all->columns > 1 && all->middle - (all->columns - 1) * all->step < wide / 2)
        all->columns--;
    all->rows = (all->count + all->columns - 1) / all->columns;
    all->columns = (all->count + all->rows - 1) / all->rows;
}

/* Beneath the box's text, which a picture without transparency must not hide. */
static void add_beneath(struct setter *s, struct box *box, struct item item)
{
    box_add_item(s, box, item);
    memmove(box->item + 1, box->item, (size_t)(box->item_count - 1) * sizeof *box->item);
    box->item[0] = item;
}

static void add_seal(struct setter *s, struct box *box, int parent, const struct sealing *one, length x,
                     length middle)
{
    if (one->width == 0)
        return;
    struct item seal = {.kind = ITEM_IMAGE,
                        .node = node_add(s, ROLE_FIGURE, parent),
                        .x = x - one->width / 2,
                        .y = middle - one->height / 2,
                        .width = one->width,
                        .height = one->height,
                        .image = one->seal->path};
    s->node[seal.node].alt = one->alt;
    add_beneath(s, box, seal);
}

/* Where the n-th of all stands, from the frame's left. */
static length middle_of(const struct sealings *all, int n)
{
    int row = n / all->columns, in_row = n % all->columns;
    int members = row + 1 < all->rows ? all->columns : all->count - row * all->columns;
    return all->middle - (members - 1 - in_row) * all->step;
}

struct row_extent {
    int first, end;     /* its sealings */
    int lines;          /* of the names in it */
    length text, seals; /* heights: of names and date, of the highest seal */
    length closest;     /* of names and date where lines stand as close as 7.3.5.5 may set them */
    length middle;      /* of the seals, from the first line's top */
    length before;      /* blank that they want above the first line */
};

static struct row_extent extent_of(const struct sealings *all, int row, bool dated)
{
    struct row_extent e = {.first = row * all->columns};
    e.end = row + 1 < all->rows ? e.first + all->columns : all->count;
    for (int i = e.first; i < e.end; i++) {
        e.lines = all->sealing[i].count > e.lines ? all->sealing[i].count : e.lines;
        e.seals = length_max(e.seals, all->sealing[i].height);
    }
    if (e.lines + dated == 0) /* a seal by itself takes a row all the same */
        e.lines = 1;
    e.text = length_capped((int64_t)(e.lines + dated - 1) * GRID_PITCH + LENGTH_ZI);
    e.closest = length_capped((int64_t)(e.lines + dated - 1) * CLOSEST_PITCH + LENGTH_ZI);
    e.middle = e.text / 2 - length_scale(e.seals, SEAL_LOW_TENTHS, 10);
    return e;
}

/* How far the row's seals reach below its last line, and above its first one. */
static length over_of(const struct row_extent *e)
{
    return length_max(e->middle + e->seals / 2 - e->closest, 0);
}

static length above_of(const struct row_extent *e)
{
    return e->seals / 2 - e->middle;
}

/* The last row has the date below its names, which brings its seals half a line closer: those between the
 * first row and it are moved by so much that all follow each other in even steps, where that is little. */
static void even_steps(struct row_extent *e, int64_t *middle, int rows, length room)
{
    int64_t step = rows > 1 ? (middle[rows - 1] - middle[0]) / (rows - 1) : 0;
    bool little = step >= room;
    for (int r = 1; r < rows; r++) {
        middle[r] = middle[0] + r * step - middle[r]; /* what it lacks of an even step */
        little = little && llabs(middle[r]) <= SHIFT_MOST;
    }
    for (int r = 1; little && r < rows - 1; r++)
        e[r].middle += (length)middle[r];
}

/* The rows of seals one below the other. */
static struct row_extent *extents(struct setter *s, const struct sealings *all, bool dated)
{
    struct row_extent *e = arena_array(s->arena, (size_t)all->rows, sizeof *e);
    int64_t *middle = arena_array(s->arena, (size_t)all->rows, sizeof *middle), y = 0;
    length room = 0;
    for (int r = 0; r < all->rows; r++) {
        e[r] = extent_of(all, r, dated && r + 1 == all->rows);
        e[r].before = length_max(above_of(&e[r]) + (r > 0 ? over_of(&e[r - 1]) + SEAL_GAP : 0), LEADING);
        y += r > 0 ? ((int64_t)e[r].before + LENGTH_ZI + GRID_PITCH - 1) / GRID_PITCH * GRID_PITCH : 0;
        middle[r] = y + e[r].middle;
        y += (int64_t)(e[r].lines - 1) * GRID_PITCH;
        room = length_max(room, e[r].seals + SEAL_GAP);
    }
    even_steps(e, middle, all->rows, room);
    return e;
}

/* The names of a row of seals, each on the lowest of the row's lines. */
static void add_names(struct setter *s, struct strip *strip, int parent, const struct sealings *all,
                      const struct row_extent *e)
{
    int *node = arena_array(s->arena, (size_t)(e->end - e->first), sizeof *node);
    for (int i = e->first; i < e->end; i++)
        node[i - e->first] = all->sealing[i].count > 0 ? node_add(s, ROLE_PARAGRAPH, parent) : -1;
    for (int l = 0; l < e->lines; l++) {
        struct box *box = signature_row(s, strip);
        for (int i = e->first; i < e->end; i++) {
            const struct sealing *one = &all->sealing[i];
            int at = l - (e->lines - one->count);
            if (at >= 0)
                signature_line(s, box, node[i - e->first], one->line[at],
                               middle_of(all, i) - one->line[at]->width / 2);
        }
    }
}

void sealed_set(struct setter *s, struct strip *strip, int parent, const struct signature_lines *m)
{
    struct sealings all = gather(s, m);
    arrange(&all, m);
    const struct row_extent *extent = extents(s, &all, m->date);
    for (int r = 0; r < all.rows; r++) {
        struct row_extent e = extent[r];
        int first = strip->count;
        add_names(s, strip, parent, &all, &e);
        if (m->date && r + 1 == all.rows)
            signature_line(s, signature_row(s, strip), node_add(s, ROLE_PARAGRAPH, parent), m->date,
                           all.middle - m->date_width / 2);
        for (int i = e.first; i < e.end; i++)
            add_seal(s, strip->box[first], parent, &all.sealing[i], middle_of(&all, i), e.middle);
        length over = r > 0 ? over_of(&extent[r - 1]) + SEAL_GAP : 0;
        strip->box[first]->before = e.before;
        strip->box[first]->clear = length_max(above_of(&e) + over, LEADING);
        strip->box[first]->above = length_max(above_of(&e), 0);
        strip->box[strip->count - 1]->below = over_of(&e);
        for (int i = first; i < strip->count - 1; i++)
            strip->box[i]->keep = KEEP_SPAN;
    }
}

/* How far the seal, whose box stands so many lines above the signature's last one, reaches below that, where
 * lines stand as close as 7.3.5.5 may set them. */
static int64_t reach_below(const struct item *seal, int lines)
{
    return (int64_t)seal->y + seal->height - ((int64_t)lines * CLOSEST_PITCH + LENGTH_ZI);
}

static bool beside(const struct item *seal, const struct line_note *line)
{
    return line->x >= seal->x + seal->width || line->x + line->width <= seal->x;
}

void seals_clear(struct strip *strip, int first, int note)
{
    struct box *last = strip->box[note - 1], *end = strip->box[strip->count - 1];
    int64_t lowest = 0, after = last->after;
    for (int i = first; i < note; i++)
        for (int k = 0; k < strip->box[i]->item_count; k++) {
            const struct item *item = &strip->box[i]->item[k];
            int64_t reach = item->kind == ITEM_IMAGE ? reach_below(item, note - 1 - i) : 0;
            lowest = reach > lowest ? reach : lowest;
            for (int l = note; l < strip->count; l++, reach -= CLOSEST_PITCH)
                if (reach > after && !beside(item, first_note(strip->box[l])))
                    after = reach;
        }
    last->after = length_capped(after);
    lowest -= after + (strip->count - 1 - note) * (int64_t)CLOSEST_PITCH + LENGTH_ZI;
    end->below = lowest > 0 ? length_capped(lowest) : 0;
}

/* ---- 签名章 ---- */

static length widest_stamp(const struct signature *g)
{
    int widest = 0;
    for (int i = 0; i < g->stamp_count; i++)
        widest = g->stamp[i].image.width > widest ? g->stamp[i].image.width : widest;
    return length_scale(MM(1), widest, 100);
}

/* One office and its stamp, the stamp's left edge at x. */
static void stamp_set(struct setter *s, struct strip *strip, int parent, const struct signer_stamp *stamp,
                      length x)
{
    const struct style *style = &text_style(TEXT_SIGNATURE)->type;
    length width = length_scale(MM(1), stamp->image.width, 100), height;
    if (!image_height(stamp->image.path, width, &height, s->diag))
        return;
    struct box *box = strip_add(s, strip, length_max(height, style->size));
    box->keep = KEEP_SIGNATURE;
    box->before = BLANK_LINE;
    const struct line *office = set_text(s, stamp->office, style);
    if (office)
        box_add_line(s, box, node_add(s, ROLE_PARAGRAPH, parent), office, style,
                     x - STAMP_OFFICE_GAP - office->width - office->left, (box->height - style->size) / 2,
                     false);
    struct item item = {.kind = ITEM_IMAGE,
                        .node = node_add(s, ROLE_FIGURE, parent),
                        .x = x,
                        .y = (box->height - height) / 2,
                        .width = width,
                        .height = height,
                        .image = stamp->image.path};
    s->node[item.node].alt = stamp->office;
    box_add_item(s, box, item);
}

void stamped_set(struct setter *s, struct strip *strip, int parent, const struct signature_lines *m)
{
    const struct signature *g = &s->document->signature;
    int first = strip->count;
    length x = AREA_WIDTH - STAMP_INDENT - widest_stamp(g);
    for (int i = 0; i < g->stamp_count; i++)
        stamp_set(s, strip, parent, &g->stamp[i], x);
    if (strip->count > first)
        strip->box[first]->before = LEADING + 2 * BLANK_LINE;
    if (!m->date)
        return;
    struct box *date = signature_row(s, strip);
    date->before = BLANK_LINE / 2;
    signature_line(s, date, node_add(s, ROLE_PARAGRAPH, parent), m->date,
                   AREA_WIDTH - SEALED_DATE_INDENT - m->date_width);
}
