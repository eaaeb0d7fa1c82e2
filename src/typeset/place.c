/*
 * A line out of a range: what is too much or too little is shared out in the steps of clreq, each step used
 * up before the next begins, and within a step evenly over the line. Shares are differences of a running
 * total, so that they add up to the unit and right edges are exactly equal.
 */
#include "typeset/line_int.h"

#include <string.h>

/* An amount to be dealt out in proportion to what each taker can take. */
struct share {
    int64_t amount, total; /* to deal out; sum of all takers' limits */
    int64_t seen, given;
};

struct placing {
    struct paragraph *p;
    struct range range;
    struct line *line;
    struct share squeeze[SQUEEZE_STEPS], space, gap, places;
    enum stretch stretched; /* the least kind of place that places goes to */
    bool spread;            /* every place between units that aren't western */
    length x;               /* from the line's left */
    length most_shrink, most_stretch;
    int glyph_capacity, run_capacity, x_capacity, link_capacity, blank_capacity;
    int link_look; /* look of the link under way, -1: none */
};

static length deal(struct share *share, int64_t limit)
{
    if (share->amount == 0 || limit == 0)
        return 0;
    share->seen += limit;
    int64_t due = share->amount * share->seen / share->total;
    length part = (length)(due - share->given);
    share->given = due;
    return part;
}

/* Sets aside of need what the share can give, at most its total. */
static int64_t assign(struct share *share, int64_t total, int64_t need)
{
    share->total = total;
    share->amount = need < total ? need : total;
    return need - share->amount;
}

static void plan_squeeze(struct placing *w, int64_t need)
{
    const struct gives gives = range_gives(w->p, w->range);
    for (int i = 0; i < SQUEEZE_STEPS; i++)
        need = assign(&w->squeeze[i], gives.step[i], need);
}

/* Leaves the line short where it needs too much. */
static void plan_stretch(struct placing *w, int64_t need)
{
    const struct takes takes = range_takes(w->p, w->range);
    if (stretch_needed(w->p, &takes, need) > STRETCH_MOST)
        return;
    need = assign(&w->space, takes.space, need);
    need = assign(&w->gap, takes.gap, need);
    int places;
    w->stretched = stretch_places(w->p, &takes, need, &places);
    w->places.total = places;
    w->places.amount = w->places.total > 0 ? need : 0;
}

static bool is_spread_place(const struct paragraph *p, int i)
{
    return !class_rules[p->unit[i].class].western || !class_rules[p->unit[i + 1].class].western;
}

/* 均排: equal gaps between all characters, western words whole; a single one in the middle. */
static void plan_spread(struct placing *w, int64_t need)
{
    w->spread = true;
    for (int i = w->range.first; i + 1 < w->range.end; i++)
        w->places.total += is_spread_place(w->p, i);
    w->places.amount = w->places.total > 0 ? need : 0;
    if (w->places.total == 0)
        w->line->left += (length)(need / 2);
}

static bool same_colour(struct colour a, struct colour b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* How the unit's glyphs look, as an empty run. */
static struct glyph_run look_of(const struct paragraph *p, const struct unit *u)
{
    const struct style *style = p->style;
    struct glyph_run run = {.font = u->font, .size = style->size, .condense = style->condense};
    run.colour = p->look[u->look].colour;
    if (u->tall)
        run.size = length_scale(run.size, u->tall, 1000);
    if (u->wide)
        run.condense = length_scale(run.condense, u->wide, u->tall ? u->tall : 1000);
    return run;
}

/* The run that the unit's glyphs go to: the last one, or a new one where they look different. */
static struct glyph_run *run_for(struct placing *w, const struct unit *u)
{
    struct line *line = w->line;
    struct glyph_run look = look_of(w->p, u);
    if (line->run_count > 0) {
        struct glyph_run *last = &line->run[line->run_count - 1];
        if (last->font == look.font && last->size == look.size && last->condense == look.condense &&
            same_colour(last->colour, look.colour))
            return last;
    }
    struct glyph_run *run =
        arena_push(w->p->keep, &line->run, &line->run_count, &w->run_capacity, sizeof *line->run);
    int xs = line->run_count - 1;
    length *x = arena_push(w->p->keep, &line->run_x, &xs, &w->x_capacity, sizeof *line->run_x);
    *x = line->left + w->x;
    *run = look;
    w->glyph_capacity = 0;
    return run;
}

/* The unit's glyphs, its left edge (before skip) at x; link: of the line, from 1 on, or 0. */
static void put_glyphs(struct placing *w, const struct unit *u, length x, int link)
{
    if (u->glyphs == 0)
        return;
    struct glyph_run *run = run_for(w, u);
    length origin = w->line->run_x[w->line->run_count - 1] - w->line->left;
    struct glyph *glyphs = (struct glyph *)(uintptr_t)run->glyph;
    for (int i = 0; i < u->glyphs; i++) {
        struct glyph *g = arena_push(w->p->keep, &glyphs, &run->count, &w->glyph_capacity, sizeof *glyphs);
        *g = w->p->glyph[u->glyph + i];
        g->dx += x - origin;
        g->link = (unsigned short)link; /* a line has no more than a thousand units */
    }
    run->glyph = glyphs;
}

static void note(length *most, length amount)
{
    if (amount > *most)
        *most = amount;
}

/* The link that the unit, which begins at start, belongs to: its number on the line, 0 for none. A link goes
 * on as long as the target stays the same, and ends with the last unit that has it. */
static int link_of(struct placing *w, const struct unit *u, length start)
{
    const char *to = w->p->look[u->look].to;
    struct line *line = w->line;
    if (!to) {
        w->link_look = -1;
        return 0;
    }
    if (w->link_look < 0 || w->p->look[w->link_look].to != to) {
        struct line_link *link =
            arena_push(w->p->keep, &line->link, &line->link_count, &w->link_capacity, sizeof *line->link);
        *link = (struct line_link){.x = start, .to = to};
        w->link_look = u->look;
    }
    return line->link_count;
}

static void note_blank(struct placing *w, const struct unit *u, length start)
{
    if (u->class != CLASS_BLANK)
        return;
    struct line_blank *blank = arena_push(w->p->keep, &w->line->blank, &w->line->blank_count,
                                          &w->blank_capacity, sizeof *w->line->blank);
    *blank = (struct line_blank){start, w->x - start};
}

/* The glue behind a unit that isn't the line's last. */
static void put_glue(struct placing *w, int i)
{
    const struct unit *u = &w->p->unit[i];
    length shrink = deal(&w->squeeze[SQUEEZE_GAP], gap_gives(u));
    length stretch = deal(&w->gap, gap_takes(u));
    if (w->spread ? is_spread_place(w->p, i) : u->behind >= w->stretched)
        stretch += deal(&w->places, 1);
    note(&w->most_shrink, shrink);
    note(&w->most_stretch, stretch);
    w->x += u->gap + u->track - shrink + stretch;
}

static void put_unit(struct placing *w, int i)
{
    struct unit u = w->p->unit[i];
    length start = w->x;
    if (i == w->range.first) { /* the blank half of a mark at the line's edge is no part of the line */
        u.cell -= u.left;
        u.skip += u.left;
        u.left = 0;
    }
    if (i == w->range.end - 1) {
        u.cell -= u.right;
        u.right = 0;
    }
    length shrink = deal(&w->squeeze[class_rules[u.class].step], unit_gives(w->p, &u));
    length stretch = deal(&w->space, unit_takes(w->p, &u));
    note(&w->most_shrink, shrink);
    note(&w->most_stretch, stretch);
    int link = link_of(w, &u, start);
    put_glyphs(w, &u, w->x - u.skip - (u.left > 0 ? shrink : 0), link);
    w->x += u.cell - shrink + stretch;
    if (link > 0)
        w->line->link[link - 1].width = w->x - w->line->link[link - 1].x;
    note_blank(w, &u, start);
    if (i < w->range.end - 1)
        put_glue(w, i);
}

static length left_edge(const struct paragraph *p, length measure, length indent, length width)
{
    switch (p->style->align) {
    case ALIGN_CENTER:
        return indent + (measure - indent - width) / 2;
    case ALIGN_RIGHT:
        return measure - width;
    default:
        return indent;
    }
}

static const char *range_text(const struct paragraph *p, struct range range)
{
    size_t size = 0;
    for (int i = range.first; i < range.end; i++)
        size += (size_t)p->unit[i].size;
    char *text = arena_alloc(p->keep, size + 1), *to = text;
    for (int i = range.first; i < range.end; i++) {
        memcpy(to, p->unit[i].text, (size_t)p->unit[i].size);
        to += p->unit[i].size;
    }
    return text;
}

static int in_thousandths(const struct paragraph *p, length l)
{
    return p->em > 0 ? (int)(((int64_t)l * 1000 + p->em / 2) / p->em) : 0;
}

void paragraph_place(struct paragraph *p, struct range range, length measure, length indent, bool full,
                     struct line *out)
{
    struct placing w = {.p = p, .range = range, .line = out, .link_look = -1};
    int64_t width = range_width(p, range), need = measure - indent - width;
    bool filled = need < 0 || full;
    out->left = left_edge(p, measure, indent, (length)(filled ? measure - indent : width));
    if (need < 0)
        plan_squeeze(&w, -need);
    else if (p->style->align == ALIGN_SPREAD)
        plan_spread(&w, need);
    else if (full)
        plan_stretch(&w, need);
    for (int i = range.first; i < range.end; i++)
        put_unit(&w, i);
    out->width = w.x;
    out->text = range_text(p, range);
    out->shrink = in_thousandths(p, w.most_shrink);
    out->stretch = in_thousandths(p, w.most_stretch);
}
