/*
 * What units take up together: the squeeze between marks that meet, the gaps between Han and western text,
 * how far everything may shrink or stretch; laid down as sums, so that any range of the paragraph is measured
 * by two look-ups and its edges.
 *
 * Pair squeeze and edge trimming belong to the natural width, before any justification: they move the breaks.
 */
#include "typeset/line_int.h"

enum { /* thousandths of em */
       GAP_NATURAL = 250,
       GAP_LEAST = 125,
       GAP_MOST = 333,
       SPACE_LEAST = 250,
       SPACE_MOST = 500,
       STOP_GIVES = 250, /* a full stop keeps three quarters of its cell */
       PLACE_BEARS = 250,

       NUMBER_LONG = 6, /* units that hold a number at a paragraph's head */
};

static void cut_left(struct unit *u)
{
    u->cell -= u->left;
    u->skip += u->left;
    u->left = 0;
}

static void cut_right(struct unit *u)
{
    u->cell -= u->right;
    u->right = 0;
}

static bool is_cry(const struct unit *u)
{
    return u->c == 0xFF1F || u->c == 0xFF01;
}

/* Exactly two of ？ and ！ in a row share one em, GB/T 15834 5.1.2. */
static void squeeze_cries(struct paragraph *p)
{
    for (int i = 0, end; i < p->count; i = end) {
        for (end = i; end < p->count && is_cry(&p->unit[end]); end++)
            ;
        if (end - i == 2)
            cut_right(&p->unit[end - 1]);
        if (end == i)
            end++;
    }
}

static void squeeze_pairs(struct paragraph *p)
{
    for (int i = 0; i + 1 < p->count; i++) {
        struct unit *a = &p->unit[i], *b = a + 1;
        int side = a->forced ? 0 : class_pair(a->class, b->class);
        if (side == RIGHT_SIDE)
            cut_right(a);
        else if (side == LEFT_SIDE)
            cut_left(b);
    }
    squeeze_cries(p);
}

static bool takes_gap(const struct unit *a, const struct unit *b)
{
    if (a->forced || a->wish == WISH_JOIN)
        return false;
    return (a->class == CLASS_HAN && (class_rules[b->class].west & LEFT_SIDE)) ||
           (b->class == CLASS_HAN && (class_rules[a->class].west & RIGHT_SIDE));
}

static enum stretch stretch_between(const struct unit *a, const struct unit *b)
{
    const struct class_rule *left = &class_rules[a->class], *right = &class_rules[b->class];
    bool whole = a->penalty == BREAK_MEASURE || (a->penalty >= BREAK_APART && a->penalty != BREAK_FORCED);
    bool west_left = left->western || left->rigid, west_right = right->western || right->rigid;
    if (a->class == CLASS_SPACE)
        return STRETCH_LAST;
    if (a->wish == WISH_JOIN && a->class == CLASS_HAN && b->class == CLASS_HAN)
        return STRETCH_FREE;
    if (whole || (west_left && west_right) || b->class == CLASS_SPACE)
        return STRETCH_NONE;
    if (a->gap > 0 || left->rigid || right->rigid || a->class == CLASS_OPEN || b->class == CLASS_CLOSE)
        return STRETCH_LAST;
    return STRETCH_FREE;
}

/* What of a mark's blank side the step may take. */
static length giveable(const struct paragraph *p, const struct unit *u, length blank)
{
    length most = class_rules[u->class].step == SQUEEZE_STOP ? thousandths(p, STOP_GIVES) : blank;
    return blank < most ? blank : most;
}

length unit_gives(const struct paragraph *p, const struct unit *u)
{
    if (u->class == CLASS_SPACE)
        return u->cell > thousandths(p, SPACE_LEAST) ? u->cell - thousandths(p, SPACE_LEAST) : 0;
    return giveable(p, u, u->left + u->right);
}

length unit_takes(const struct paragraph *p, const struct unit *u)
{
    if (u->class != CLASS_SPACE || u->cell >= thousandths(p, SPACE_MOST))
        return 0;
    return thousandths(p, SPACE_MOST) - u->cell;
}

length gap_gives(const struct unit *u)
{
    return u->gap - length_scale(u->gap, GAP_LEAST, GAP_NATURAL);
}

length gap_takes(const struct unit *u)
{
    return length_scale(u->gap, GAP_MOST, GAP_NATURAL) - u->gap;
}

static void lay_sums(struct paragraph *p)
{
    struct sums s = {0};
    p->sums = arena_take(p->arena, ((size_t)p->count + 1) * sizeof *p->sums);
    for (int i = 0; i < p->count; i++) {
        const struct unit *u = &p->unit[i];
        p->sums[i] = s;
        s.width += u->cell + u->gap + u->track;
        s.squeeze[class_rules[u->class].step] += unit_gives(p, u);
        s.squeeze[SQUEEZE_GAP] += gap_gives(u);
        s.space += unit_takes(p, u);
        s.gap += gap_takes(u);
        s.places += u->behind == STRETCH_FREE;
        s.last_places += u->behind == STRETCH_LAST;
    }
    p->sums[p->count] = s;
}

/* （一） and 一、 are as wide in one heading as in the next. */
static void keep_number(struct paragraph *p)
{
    for (int i = 0; i < p->count && i < NUMBER_LONG; i++)
        if (p->unit[i].ends_number)
            p->unit[i].right = 0;
}

void paragraph_measure(struct paragraph *p)
{
    bool figures = p->style->align == ALIGN_DECIMAL; /* a column of figures keeps its cells */
    if (!figures)
        squeeze_pairs(p);
    keep_number(p);
    for (int i = 0; i + 1 < p->count; i++) {
        struct unit *u = &p->unit[i];
        if (!figures && takes_gap(u, u + 1))
            u->gap = thousandths(p, GAP_NATURAL);
        if (!class_rules[u->class].western || !class_rules[u[1].class].western)
            u->track = p->style->track;
        u->behind = stretch_between(u, u + 1);
    }
    lay_sums(p);
}

static bool is_blank(const struct unit *u)
{
    return u->class == CLASS_SPACE || u->class == CLASS_WIDE_SPACE;
}

struct range range_trim(const struct paragraph *p, struct range range)
{
    while (range.end > range.first && is_blank(&p->unit[range.end - 1]))
        range.end--;
    while (range.first < range.end && p->unit[range.first].class == CLASS_SPACE)
        range.first++;
    return range;
}

int64_t range_width(const struct paragraph *p, struct range range)
{
    if (range.first >= range.end)
        return 0;
    const struct unit *first = &p->unit[range.first], *last = &p->unit[range.end - 1];
    return p->sums[range.end].width - p->sums[range.first].width - first->left - last->right - last->gap -
           last->track;
}

struct gives range_gives(const struct paragraph *p, struct range range)
{
    struct gives gives = {0};
    if (range.first >= range.end)
        return gives;
    const struct unit *first = &p->unit[range.first], *last = &p->unit[range.end - 1];
    const struct sums *a = &p->sums[range.first], *b = &p->sums[range.end];
    for (int i = 0; i < SQUEEZE_STEPS; i++)
        gives.step[i] = b->squeeze[i] - a->squeeze[i];
    gives.step[class_rules[first->class].step] -= giveable(p, first, first->left);
    gives.step[class_rules[last->class].step] -= giveable(p, last, last->right);
    gives.step[SQUEEZE_GAP] -= gap_gives(last);
    return gives;
}

struct takes range_takes(const struct paragraph *p, struct range range)
{
    if (range.first >= range.end)
        return (struct takes){0};
    const struct unit *last = &p->unit[range.end - 1];
    const struct sums *a = &p->sums[range.first], *b = &p->sums[range.end];
    return (struct takes){
        .space = b->space - a->space,
        .gap = b->gap - a->gap - gap_takes(last),
        .places = b->places - a->places - (last->behind == STRETCH_FREE),
        .last_places = b->last_places - a->last_places - (last->behind == STRETCH_LAST),
    };
}

enum stretch stretch_places(const struct paragraph *p, const struct takes *t, int64_t rest, int *places)
{
    *places = t->places;
    if (rest <= (int64_t)t->places * thousandths(p, PLACE_BEARS))
        return STRETCH_FREE;
    *places += t->last_places;
    return STRETCH_LAST;
}

int64_t stretch_needed(const struct paragraph *p, const struct takes *t, int64_t need)
{
    int64_t rest = need - t->space - t->gap, em = p->em ? p->em : 1;
    int places;
    if (rest <= 0)
        return 0;
    stretch_places(p, t, rest, &places);
    return places > 0 ? rest * 1000 / places / em : STRETCH_ENDLESS;
}
