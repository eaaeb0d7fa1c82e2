/*
 * 7.3.5.5: where what is left of a page can't hold the signature, line pitch and character pitch are adjusted
 * until text and signature share a page.
 *
 * Without it the keep rule would take two lines of text to the next page and leave up to five rows blank.
 * Instead the last one or two pages of the text are tried with every number of rows, and if need be of
 * characters, that geometry.h allows; the try that looks least changed wins: few blank rows first, then a
 * pitch near the standard's, then one page rather than two. Where none does away with the gap, one that
 * halves it is taken, else the pages keep the standard's grid. Each page is even in itself from top to foot.
 *
 * The same is tried where one line would stand alone on the last page, and where the imprint would have to
 * take rows along that leave a gap, so as not to be alone there: see paginate.c.
 *
 * A paragraph has one character pitch, so that pitch changes with the first paragraph that begins on the
 * pages concerned. Pages before them never change.
 */
#include "typeset/setter.h"

#include <stdlib.h>

/* So many rows may stay blank before the signature's page without any adjustment. */
enum { BLANK_MOST = 2 };

/* The costs by which tries are compared, by looks. */
enum { COST_BLANK = 12, COST_ROW = 5, COST_COLUMN = 20, COST_GAP = 1000 };

/* How many rows the page before the last leaves blank. */
static int blank_before_last(const struct plan *plan)
{
    return plan->count > 1 ? plan->page[plan->count - 2].blank : 0;
}

/* Whether that is the signature's doing: text that would have found room was pushed over to be with it. */
static bool parted_by_signature(const struct strip *strip, const struct plan *plan)
{
    if (blank_before_last(plan) <= BLANK_MOST)
        return false;
    const struct page_plan *page = &plan->page[plan->count - 2];
    for (int i = page->to; i < page->fitted; i++)
        if (strip->box[i]->keep == KEEP_SIGNATURE)
            return true;
    return false;
}

/* Whether the page begins inside a paragraph with one line of it, or leaves one behind. */
static bool is_torn(const struct strip *strip, const struct page_plan *page)
{
    return page->from > 0 && strip->box[page->from - 1]->keep == KEEP_LINES;
}

/* Whether the page holds lines of text and nothing else, and whether one. */
static bool is_text(const struct strip *strip, const struct page_plan *page)
{
    for (int i = page->from; i < page->to; i++)
        if (!strip->box[i]->block)
            return false;
    return true;
}

static bool is_lone(const struct strip *strip, const struct page_plan *page)
{
    return page->to - page->from == 1 && is_text(strip, page);
}

/* Whether one line of text stands alone on the last page, or is parted there from its paragraph, or the
 * imprint stands alone, or what it took along leaves a gap. */
static bool ends_poorly(const struct strip *strip, const struct plan *plan)
{
    if (plan->count < 2)
        return plan->imprint_alone;
    const struct page_plan *last = &plan->page[plan->count - 1];
    bool carried = plan->page[plan->count - 2].carries && blank_before_last(plan) > BLANK_MOST;
    return is_lone(strip, last) || carried || plan->imprint_alone || is_torn(strip, last);
}

/* The first paragraph that begins on the page. */
static const struct block *first_block(const struct strip *strip, const struct page_plan *page)
{
    for (int i = page->from; i < page->to; i++) {
        const struct block *block = strip->box[i]->block;
        if (block && (i == 0 || strip->box[i - 1]->block != block))
            return block;
    }
    return NULL;
}

/* What the plan costs: blank rows on the pages from `first` on but the last, and the changes. */
static int cost_of(const struct strip *strip, const struct plan *plan, const struct fitting *f)
{
    int cost = f->columns != GRID_COLUMNS ? COST_COLUMN : 0;
    if (blank_before_last(plan) > BLANK_MOST || ends_poorly(strip, plan))
        cost += COST_GAP;
    for (int i = f->page; i < plan->count; i++) {
        cost += COST_ROW * abs(f->rows - GRID_LINES);
        /* in rows of the standard's grid: wider ones aren't fewer blanks */
        cost += i + 1 < plan->count ? COST_BLANK * plan->page[i].blank * (GRID_LINES - 1) / (f->rows - 1) : 0;
    }
    return cost;
}

/* Whether a try is worth its changes: nothing is poor any more, or half of the gap is gone at least. A table
 * isn't parted to give company to a line. */
static bool helps(const struct strip *strip, const struct plan *before, const struct plan *after)
{
    int gap = blank_before_last(after), was = blank_before_last(before);
    if (is_lone(strip, &before->page[before->count - 1]) && after->count == before->count &&
        !is_text(strip, &after->page[after->count - 1]))
        return false;
    if (ends_poorly(strip, after))
        return !after->imprint_alone && 2 * gap <= was;
    return gap <= BLANK_MOST || 2 * gap <= was || (ends_poorly(strip, before) && gap <= was);
}

/* Tries every number of rows on the strip as it is set for f's columns; keeps the best in *best. standard: as
 * the strip is without any adjustment. */
static void try_rows(struct setter *s, const struct strip *strip, const struct plan *standard,
                     struct fitting f, struct fitting *best, int *best_cost)
{
    for (f.rows = ADJUSTED_LINES_LEAST; f.rows <= ADJUSTED_LINES_MOST; f.rows++) {
        struct plan plan = plan_pages(s, strip, &f);
        int cost = cost_of(strip, &plan, &f);
        if (cost < *best_cost && helps(strip, standard, &plan)) {
            *best = f;
            *best_cost = cost;
        }
    }
}

/* The best way to set the last two or three pages of the strip, which is as it is without any adjustment,
 * with no fewer and no more characters to a line than so many; what it costs goes into *best_cost. */
static struct fitting best_fitting(struct setter *s, struct strip *(*build)(struct setter *s),
                                   const struct strip *strip, const struct plan *plan, int least, int most,
                                   int *best_cost)
{
    int last = plan->count - 1, from = last > 0 ? last - 1 : 0; /* of a single page, that itself */
    struct fitting best = {GRID_LINES, from, GRID_COLUMNS, NULL};
    *best_cost = cost_of(strip, plan, &best);
    for (int page = from; page >= 0 && page >= last - 2; page--)
        for (int columns = least; columns <= most; columns++) {
            struct fitting f = {GRID_LINES, page, columns, first_block(strip, &plan->page[page])};
            s->fitting = f;
            try_rows(s, columns == GRID_COLUMNS ? strip : build(s), plan, f, &best, best_cost);
        }
    return best;
}

struct strip *adjusted_strip(struct setter *s, struct strip *(*build)(struct setter *s), struct plan *plan)
{
    s->fitting = fitting_none;
    struct strip *strip = build(s);
    *plan = plan_pages(s, strip, NULL);
    if (!parted_by_signature(strip, plan) && !ends_poorly(strip, plan))
        return strip;
    int cost;
    struct fitting best = best_fitting(s, build, strip, plan, GRID_COLUMNS, GRID_COLUMNS, &cost);
    if (cost >= COST_COLUMN) { /* else other columns, which mean setting the text anew, can't be better */
        best = best_fitting(s, build, strip, plan, ADJUSTED_COLUMNS_LEAST, ADJUSTED_COLUMNS_MOST, &cost);
        s->fitting = best;
        strip = build(s);
    }
    struct fitting *kept = arena_alloc(s->arena, sizeof *kept);
    *kept = best;
    bool adjusted = best.rows != GRID_LINES || best.columns != GRID_COLUMNS;
    *plan = plan_pages(s, strip, adjusted ? kept : NULL);
    s->fitting = fitting_none;
    return strip;
}
