/*
 * Rows that share what is left of their pages: those of a form that is filled in by hand.
 *
 * Where the pages end is settled first, by one height for all these rows: the largest at which the strip
 * takes no page more than with rows as low as they can be. Then those of each page share its own rest. Either
 * way they are alike, but for one whose text needs more, or that may not get so high. There is no formula for
 * such a height; it is found by halving, and boxes' heights are all that counts for that.
 */
#include "typeset/setter.h"

/* How near a height comes to the largest: a hundredth of a line of the grid. */
enum { NEAR = GRID_PITCH / 100 };

struct growth {
    struct setter *s;
    struct strip *strip;
    const length *least; /* by box: what it needs */
    int pages;           /* that the strip may take, with one for an imprint that finds no room on the last */
    struct plan plan;
    struct page_plan *page; /* the one that is being filled; NULL: the strip is being planned */
};

/* How high the highest row may get; 0: none may grow. */
static length highest(const struct strip *strip)
{
    length most = 0;
    for (int i = 0; i < strip->count; i++)
        if (strip->box[i]->most > strip->box[i]->height)
            most = length_max(most, strip->box[i]->most);
    return most;
}

/* The rows among the boxes [from, to). */
static void set_rows(const struct growth *g, int from, int to, length level)
{
    for (int i = from; i < to; i++) {
        struct box *box = g->strip->box[i];
        box->height = length_max(g->least[i], box->most < level ? box->most : level);
    }
}

/* How far down the page may be used. */
static length page_room(const struct growth *g)
{
    length depth = g->strip->depth, clear = AREA_HEIGHT - g->strip->tail;
    bool imprint = g->page->to == g->strip->count && !g->plan.imprint_alone;
    return imprint && clear < depth ? clear : depth;
}

/* Whether a page parts rows that have no room for their cell's text but together. */
static bool parts_cell(const struct growth *g)
{
    for (int p = 0; p + 1 < g->plan.count; p++)
        if (g->strip->box[g->plan.page[p].to - 1]->keep == KEEP_SPAN)
            return true;
    return false;
}

/* Whether the rows of the page, or of all pages, may be so high; they are so then. */
static bool fits(struct growth *g, length level)
{
    if (g->page) {
        set_rows(g, g->page->from, g->page->to, level);
        page_measure(g->strip, g->page);
        return g->page->used <= page_room(g);
    }
    set_rows(g, 0, g->strip->count, level);
    g->plan = plan_pages(g->s, g->strip, NULL);
    return g->plan.count + g->plan.imprint_alone <= g->pages && !parts_cell(g);
}

/* Sets these rows as high as they may be, but no higher than `high`. */
static void fill(struct growth *g, length high)
{
    if (fits(g, high))
        return;
    length low = 0;
    while (high - low > NEAR) {
        length level = low + (high - low) / 2;
        if (fits(g, level))
            low = level;
        else
            high = level;
    }
    fits(g, low);
}

static const length *heights_by_row(struct setter *s, const struct strip *strip)
{
    length *height = arena_array(s->arena, (size_t)strip->rows + 1, sizeof *height);
    for (int i = 0; i < strip->count; i++)
        height[strip->box[i]->row] = strip->box[i]->height;
    return height;
}

const length *grown_rows(struct setter *s, struct strip *strip, length tail, struct plan *plan)
{
    length high = highest(strip);
    if (high == 0)
        return NULL;
    length *least = arena_array(s->arena, (size_t)strip->count, sizeof *least);
    for (int i = 0; i < strip->count; i++)
        least[i] = strip->box[i]->height;
    strip->tail = tail;
    struct growth g = {.s = s, .strip = strip, .least = least, .plan = plan_pages(s, strip, NULL)};
    g.pages = g.plan.count + g.plan.imprint_alone;
    fill(&g, high);
    for (int p = 0; p < g.plan.count; p++) {
        g.page = &g.plan.page[p];
        fill(&g, high);
    }
    *plan = g.plan;
    return heights_by_row(s, strip);
}
