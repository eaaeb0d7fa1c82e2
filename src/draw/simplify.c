/*
 * Simplification. Free Chinese fonts are traced or converted and spend 500 bytes a glyph on curves a hair
 * long, where 120 draw the same to the eye; and fonts are most of a letter, which packing can hardly shrink.
 * So before a glyph is written, runs of pieces are each replaced by one line or curve wherever that stays
 * within the tolerance.
 *
 * Which: nodes are chosen among the old ones; the cheapest way through them, in bits after packing, is found
 * by dynamic programming over at most SPAN pieces at a time, first with lines only. That shows where a curve
 * could save anything, and only there one is fitted (fit.h). A line may replace what lies in a strip two
 * tolerances wide.
 *
 * Where: a line lies in the middle of its strip, not on the chord, which would make all bulges thinner; nodes
 * go to where the lines meet, on that of the four grid points around which is nearest to both. So corners
 * that were cut become whole. The hard case are stems: their edges often end in small flares, which would
 * tilt them, or meet near-parallel curves. So an edge that is level or upright in the font stays so, in place
 * but for rounding, and what can't follow it isn't joined to it.
 *
 * FandolFang, bytes a glyph after packing (401 glyphs of a letter), with the root of the mean square of what
 * points move, in thousandths of the em. With nodes on old nodes and lines on chords: grid 2, tolerance 2.5:
 * 175, 0.86; grid 3, tolerance 3: 153, 1.05; grid 4, tolerance 3: 147, 1.03. Now, without regard to stems'
 * edges: grid 3, tolerance 3, strips two thirds as wide: 134, 1.09; four fifths: 128, 1.22; whole: 119, 1.43.
 * With it: 120.
 *
 * Rejected: strokes that cross drawn as contours of their own, for which their edges needn't be cut, saves 1
 * to 3 % only, since most edges bend there anyway. A coarser grid gives way what stems' widths have in
 * common.
 */
#include "draw/outline.h"

#include "base/arena.h"
#include "draw/contour.h"
#include "draw/fit.h"
#include "draw/lanes.h"

#include <math.h>

enum {
    SPAN = 12, /* old pieces that one new piece may replace */
    /* Quarters of a bit. A curve's operator is its own, but it looks better than the lines that would do. */
    LINE_COST = 2,
    CURVE_COST = -20,
    CURVE_LEAST = CURVE_COST + 6 * OUTLINE_LEAST_COST, /* of its six numbers */
};
_Static_assert(FIT_SAMPLES == SPAN * CONTOUR_SAMPLES + 1, "fit.h has room for the samples of a span");
_Static_assert((int)FIT_SPARE < CONTOUR_SAMPLES, "samples have room behind them (contour.h)");

static const float mitre = 1.2f; /* tolerances: how far a node may go to where its lines meet */

/* The best way to a node: what it costs (-1: none is known yet), where its last piece begins, and whether
 * that is a line, or else a curve. */
struct step {
    int cost, from;
    bool line;
    bool anew; /* found since lines from there were tried */
};

/* A contour on its way to a new one. */
struct drawing {
    struct contour old;
    struct step *step;           /* by node, */
    struct outline_piece *curve; /* the curve that it ends with, */
    int *straight;               /* and the last one that a line reaches from it */
    int *chain;                  /* the nodes of the new contour */
    int length;
    struct support *support;    /* of each new piece */
    struct outline_point *node; /* where the new nodes are */
};

/* ---- choosing ---- */

static struct outline_point sample(const struct contour *c, int i)
{
    return (struct outline_point){c->x[i], c->y[i]};
}

/* The edge among the pieces between two nodes that comes first, or NULL. */
static const struct support *find_edge(const struct contour *c, int from, int to)
{
    int edge = c->next_edge[from];
    return edge < to ? &c->edge[edge] : NULL;
}

/* Whether all samples between two nodes are near an edge among them, if there is one. */
static bool is_at_edge(const struct contour *c, int from, int to)
{
    const struct support *edge = find_edge(c, from, to);
    for (int i = c->at[from]; edge && i <= c->at[to]; i++)
        if (fabsf(edge->along - outline_dot(edge->normal, sample(c, i))) > c->tolerance)
            return false;
    return true;
}

/* Whether a line parallel to the chord passes near all samples between two nodes, and theirs is no way back.
 */
static bool is_straight(const struct contour *c, int from, int to)
{
    const float *x = c->x + c->at[from], *y = c->y + c->at[from];
    int count = c->at[to] - c->at[from], i = count;
    struct outline_point chord = {x[count] - x[0], y[count] - y[0]};
    float square = outline_dot(chord, chord), length = sqrtf(square), past = c->tolerance * length;
    int lately = c->at[to - 1] - c->at[from]; /* what turned off mostly did so there */
    if (fabsf((x[lately] - x[0]) * chord.y - (y[lately] - y[0]) * chord.x) > 2 * past)
        return false;
    lane_masks real = lane_index < count; /* of the only group, where there are so few */
    lanes left = {0}, right = {0}, ahead = {0}, back = {0};
    while (i > 1) {
        i = i > LANES ? i - LANES : 0;
        lanes dx = lanes_from(x + i) - x[0], dy = lanes_from(y + i) - y[0];
        lanes off = dx * chord.y - dy * chord.x, along = dx * chord.x + dy * chord.y;
        off = lanes_choose(real, off, (lanes){0});
        along = lanes_choose(real, along, (lanes){0});
        left = lanes_most(left, -off);
        right = lanes_most(right, off);
        ahead = lanes_most(ahead, along);
        back = lanes_most(back, -along);
    }
    lanes most = lanes_mosts(left, right, ahead, back);
    return length > 0 && most[0] + most[1] <= 2 * past && most[2] <= square + past && most[3] <= past &&
           is_at_edge(c, from, to);
}

static int vector_cost(struct outline_point from, struct outline_point to)
{
    return outline_number_cost(to.x - from.x) + outline_number_cost(to.y - from.y);
}

/* Takes the way over a node to another, if it is better than what is known; true: it is. */
static bool reach(struct drawing *d, int from, int to, int cost)
{
    struct step *step = &d->step[to];
    cost += d->step[from].cost;
    if (step->cost >= 0 && cost >= step->cost)
        return false;
    *step = (struct step){.cost = cost, .from = from, .line = true, .anew = true};
    return true;
}

static void reach_by_line(struct drawing *d, int from, int to)
{
    const struct contour *c = &d->old;
    reach(d, from, to, LINE_COST + vector_cost(sample(c, c->at[from]), sample(c, c->at[to])));
}

static void reach_by_curve(struct drawing *d, int from, int to, const struct outline_piece *curve)
{
    const struct outline_point *p = curve->p;
    int cost = CURVE_COST + vector_cost(p[0], p[1]) + vector_cost(p[1], p[2]) + vector_cost(p[2], p[3]);
    if (reach(d, from, to, cost)) {
        d->step[to].line = false;
        d->curve[to] = *curve;
    }
}

static struct outline_piece between(struct outline_point a, struct outline_point b)
{
    return (struct outline_piece){.p = {a, a, b, b}, .line = true};
}

/* A piece as it was. */
static void take_piece(struct drawing *d, int i)
{
    const struct outline_piece *piece = &d->old.piece[i];
    if (piece->line)
        reach_by_line(d, i, i + 1);
    else
        reach_by_curve(d, i, i + 1, piece);
}

/* Finds the best ways that take lines only, and old curves where they must. */
static void find_lines(struct drawing *d)
{
    const struct contour *c = &d->old;
    for (int i = 1; i <= c->count; i++)
        d->step[i].cost = -1;
    d->step[0].cost = 0;
    for (int i = 0; i < c->count; i++) {
        int to = i;
        while (to < c->count && to < i + SPAN && is_straight(c, i, to + 1)) {
            to++;
            reach_by_line(d, i, to);
        }
        d->straight[i] = to;
        d->step[i].anew = false;
        if (to == i)
            take_piece(d, i);
    }
}

static struct stretch stretch(const struct contour *c, int from, int to)
{
    int first = c->at[from];
    return (struct stretch){c->x + first, c->y + first, c->way + first, c->at[to] - first + 1, c->tolerance};
}

/* One curve from node to node, if there can be one. */
static bool find_curve(const struct contour *c, int from, int to, struct outline_piece *piece)
{
    if (to == from + 1) {
        *piece = c->piece[from];
        return !piece->line;
    }
    struct stretch s = stretch(c, from, to);
    *piece = between(sample(c, c->at[from]), sample(c, c->at[to]));
    piece->line = false;
    return fit_curve(&s, piece);
}

/* Finds better ways with curves. Only where one may be cheaper than the ways known so far it is fitted at
 * all, and a way with lines may be cheaper for a curve before it. */
static void find_curves(struct drawing *d)
{
    const struct contour *c = &d->old;
    for (int i = 0; i < c->count; i++) {
        struct outline_piece piece;
        int last = c->smooth[i] < i + SPAN ? c->smooth[i] : i + SPAN;
        for (int to = i + 1; d->step[i].anew && to <= d->straight[i]; to++)
            reach_by_line(d, i, to);
        for (int to = i + 1; to <= last; to++) {
            if (d->step[i].cost + CURVE_LEAST >= d->step[to].cost)
                continue;
            if (find_curve(c, i, to, &piece))
                reach_by_curve(d, i, to, &piece);
            else if (to > i + 1)
                break;
        }
    }
}

static void find_chain(struct drawing *d)
{
    d->length = 0;
    for (int node = d->old.count; node > 0; node = d->step[node].from)
        d->length++;
    int node = d->old.count;
    for (int k = d->length; k >= 0; k--) {
        d->chain[k] = node;
        node = node ? d->step[node].from : 0;
    }
}

/* ---- placing ---- */

/* The line through the middle of the samples between two nodes, parallel to their chord; or along an axis, on
 * a whole unit, where an edge is or the samples are so; none where the chord has no direction. */
static struct support find_support(const struct contour *c, int from, int to)
{
    const struct outline_point begin = sample(c, c->at[from]);
    struct outline_point chord = outline_step(begin, sample(c, c->at[to])), low = begin, high = begin;
    float length = sqrtf(outline_dot(chord, chord)), least = 0, most = 0;
    if (!(length > 0))
        return (struct support){0};
    struct outline_point normal = {-chord.y / length, chord.x / length};
    for (int i = c->at[from] + 1; i <= c->at[to]; i++) {
        struct outline_point q = sample(c, i);
        float off = outline_dot(outline_step(begin, q), normal);
        least = off < least ? off : least;
        most = off > most ? off : most;
        low.x = q.x < low.x ? q.x : low.x;
        low.y = q.y < low.y ? q.y : low.y;
        high.x = q.x > high.x ? q.x : high.x;
        high.y = q.y > high.y ? q.y : high.y;
    }
    float level = length < 8 ? 0.1f * length : 0.8f;
    const struct support *edge = find_edge(c, from, to);
    if (edge)
        return (struct support){edge->normal, outline_round(edge->along), true};
    if (high.x - low.x <= level || chord.x == 0)
        return (struct support){{1, 0}, outline_round((low.x + high.x) / 2), false};
    if (high.y - low.y <= level || chord.y == 0)
        return (struct support){{0, 1}, outline_round((low.y + high.y) / 2), false};
    return (struct support){normal, outline_dot(begin, normal) + (least + most) / 2, false};
}

static bool is_line(const struct support *s)
{
    return s->normal.x != 0 || s->normal.y != 0;
}

/* How far a point is off a line; on none it never is. */
static float off(const struct support *s, struct outline_point p)
{
    return s->along - outline_dot(s->normal, p);
}

static lanes offs(const struct support *s, lanes x, lanes y)
{
    return s->along - (s->normal.x * x + s->normal.y * y);
}

static struct outline_point moved(struct outline_point p, const struct support *s, float by)
{
    return (struct outline_point){p.x + s->normal.x * by, p.y + s->normal.y * by};
}

/* Where a node would best be: where the lines meet that it ends, or else near the old place. */
static struct outline_point meeting(struct outline_point p, const struct support *a, const struct support *b,
                                    float most)
{
    float da = off(a, p), db = off(b, p), det = a->normal.x * b->normal.y - a->normal.y * b->normal.x;
    if (!is_line(a) || !is_line(b))
        return moved(moved(p, a, da), b, db);
    if (fabsf(det) > 0.1f) {
        struct outline_point d = {(da * b->normal.y - db * a->normal.y) / det,
                                  (db * a->normal.x - da * b->normal.x) / det};
        if (outline_dot(d, d) <= most * most)
            return (struct outline_point){p.x + d.x, p.y + d.y};
    }
    return moved(moved(p, a, da / 2), b, db / 2);
}

static void lay_on_axis(struct outline_point *p, const struct support *s)
{
    if (s->normal.x == 1)
        p->x = outline_round(s->along);
    if (s->normal.y == 1)
        p->y = outline_round(s->along);
}

/* A node's place on the grid: of the four around the best one that nearest to the lines that meet in it. */
static struct outline_point place(struct outline_point p, const struct support *a, const struct support *b,
                                  float most)
{
    struct outline_point goal = meeting(p, a, b, most);
    lanes x = outline_round(goal.x - 0.5f) + (lanes){0, 1, 0, 1},
          y = outline_round(goal.y - 0.5f) + (lanes){0, 0, 1, 1};
    lanes da = offs(a, x, y), db = offs(b, x, y), dx = x - goal.x, dy = y - goal.y;
    lanes badness = da * da + db * db + 0.1f * (dx * dx + dy * dy);
    int k = 0;
    for (int i = 1; i < LANES; i++)
        k = badness[i] < badness[k] ? i : k;
    struct outline_point best = {x[k], y[k]};
    lay_on_axis(&best, a->edge ? b : a);
    lay_on_axis(&best, a->edge ? a : b);
    return best;
}

static void place_nodes(struct drawing *d)
{
    const struct contour *c = &d->old;
    int n = d->length;
    for (int k = 0; k < n; k++)
        d->support[k] = d->step[d->chain[k + 1]].line ? find_support(c, d->chain[k], d->chain[k + 1])
                                                      : (struct support){{0, 0}, 0, false};
    for (int k = 0; k < n; k++)
        d->node[k] = place(sample(c, c->at[d->chain[k]]), &d->support[k ? k - 1 : n - 1], &d->support[k],
                           mitre * c->tolerance);
    d->node[n] = d->node[0];
}

static struct outline_point carried(struct outline_point p, struct outline_point from,
                                    struct outline_point to)
{
    return (struct outline_point){outline_round(p.x + to.x - from.x), outline_round(p.y + to.y - from.y)};
}

/* The curve between two placed nodes: fitted anew, or as it was with its ends carried along. */
static struct outline_piece place_curve(const struct drawing *d, int k)
{
    int from = d->chain[k], to = d->chain[k + 1];
    struct outline_piece piece = between(d->node[k], d->node[k + 1]), old = d->curve[to];
    struct stretch s = stretch(&d->old, from, to);
    piece.line = false;
    if (to == from + 1 || !fit_curve(&s, &piece)) {
        piece.p[1] = carried(old.p[1], old.p[0], piece.p[0]);
        piece.p[2] = carried(old.p[2], old.p[3], piece.p[3]);
    }
    fit_level(&s, &piece);
    return piece;
}

static void draw_contour(struct drawing *d, struct outline *out)
{
    find_lines(d);
    find_curves(d);
    find_chain(d);
    place_nodes(d);
    outline_begin(out);
    for (int k = 0; k < d->length; k++) {
        bool line = d->step[d->chain[k + 1]].line;
        struct outline_piece piece = line ? between(d->node[k], d->node[k + 1]) : place_curve(d, k);
        outline_add(out, &piece);
    }
}

void outline_simplify(const struct outline *outline, float tolerance, struct outline *out)
{
    size_t nodes = (size_t)outline->count + 1;
    struct arena *work = arena_new();
    struct drawing d = {.step = arena_take(work, nodes * sizeof *d.step),
                        .curve = arena_take(work, nodes * sizeof *d.curve),
                        .straight = arena_take(work, nodes * sizeof *d.straight),
                        .chain = arena_take(work, nodes * sizeof *d.chain),
                        .support = arena_take(work, nodes * sizeof *d.support),
                        .node = arena_take(work, nodes * sizeof *d.node)};
    contour_open(&d.old, outline->count, tolerance, work);
    for (int i = 0; i < outline->contour_count; i++) {
        int from = outline->contour[i], count = outline_end(outline, i) - from;
        if (count < 2)
            continue; /* a glyph of empty contours has no pieces at all */
        contour_take(&d.old, outline->piece + from, count);
        draw_contour(&d, out);
    }
    arena_free(work);
}
