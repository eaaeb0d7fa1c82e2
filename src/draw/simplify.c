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
#include "draw/fit.h"

#include <math.h>

enum {
    SPAN = 12,   /* old pieces that one new piece may replace */
    SAMPLES = 6, /* of each old piece at most, its end included */
    /* Quarters of a bit. A curve's operator is its own, but it looks better than the lines that would do. */
    LINE_COST = 2,
    CURVE_COST = -20,
    /* A little less than any costs, for where one can't be fitted, nothing longer is tried (find_curves). */
    CURVE_LEAST = CURVE_COST + 6 * OUTLINE_LEAST_COST - 10,
};
_Static_assert(FIT_SAMPLES == SPAN * SAMPLES + 1, "fit.h has room for the samples of a span");

static const float mitre = 1.2f; /* tolerances: how far a node may go to where its lines meet */
/* Units, whatever the tolerance: how long a stem's edge is at least, and how far from level or upright at
 * most. */
static const float edge_least = 12, edge_slant = 0.4f;

/* A line that a straight piece lies on: the points whose product with the normal is along. */
struct support {
    struct outline_point normal; /* 0 0: none */
    float along;
    bool edge; /* a stem's */
};

/* The best way to a node: what it costs (-1: none is known yet), where its last piece begins, and whether
 * that is a line, or else which curve. */
struct step {
    int cost, from;
    bool line;
    struct outline_piece curve;
};

struct contour {
    float tolerance;
    int count; /* pieces, and nodes but for the first one, which comes again as the last */
    struct outline_piece *piece;
    struct outline_point *sample;
    float *way; /* at each sample, the length so far */
    int *at;    /* each node's sample */
    bool *corner;
    struct support *edge; /* by piece */
    struct step *step;    /* by node, */
    int *straight;        /* and the last one that a line reaches from it */
    int *chain;           /* the nodes of the new contour */
    int length;
    struct support *support;    /* of each new piece */
    struct outline_point *node; /* where the new nodes are */
};

static struct outline_point minus(struct outline_point a, struct outline_point b)
{
    return (struct outline_point){a.x - b.x, a.y - b.y};
}

static float dot(struct outline_point a, struct outline_point b)
{
    return a.x * b.x + a.y * b.y;
}

/* ---- the old contour ---- */

/* A clear corner: both pieces are longer than what may be smoothed away, and the way turns by more than 37°.
 */
static bool turns(const struct outline_piece *a, const struct outline_piece *b, float tolerance)
{
    float least = 4 * tolerance;
    if (outline_distance(a->p[0], a->p[3]) < least || outline_distance(b->p[0], b->p[3]) < least)
        return false;
    struct outline_point in = minus(a->p[3], a->line ? a->p[0] : piece_at(a, 0.75f));
    struct outline_point out = minus(b->line ? b->p[3] : piece_at(b, 0.25f), b->p[0]);
    return dot(in, out) < 0.8f * sqrtf(dot(in, in) * dot(out, out));
}

/* Takes the contour's pieces so that it begins at a clear corner, which stays a node. */
static void take_pieces(struct contour *c, const struct outline_piece *piece, int count)
{
    int first = 0;
    while (first < count && !turns(&piece[first ? first - 1 : count - 1], &piece[first], c->tolerance))
        first++;
    for (int i = 0; i < count; i++)
        c->piece[i] = piece[(first + i) % count];
    c->count = count;
    for (int i = 1; i < count; i++)
        c->corner[i] = turns(&c->piece[i - 1], &c->piece[i], c->tolerance);
}

static void take_samples(struct contour *c)
{
    int n = 0;
    c->sample[0] = c->piece[0].p[0];
    c->way[0] = 0;
    c->at[0] = 0;
    for (int i = 0; i < c->count; i++) {
        const struct outline_piece *piece = &c->piece[i];
        float steps = 1 + outline_distance(piece->p[0], piece->p[3]) / (6 * c->tolerance);
        int count = steps < SAMPLES ? (int)steps : SAMPLES;
        count += !piece->line && count < 2;
        for (int k = 1; k <= count; k++) {
            n++;
            c->sample[n] = k == count ? piece->p[3] : piece_at(piece, (float)k / (float)count);
            c->way[n] = c->way[n - 1] + outline_distance(c->sample[n], c->sample[n - 1]);
        }
        c->at[i + 1] = n;
    }
}

/* Marks the pieces that are edges of level or upright stems: they stay in place but for rounding. */
static void find_edges(struct contour *c)
{
    for (int i = 0; i < c->count; i++) {
        const struct outline_point *p = c->piece[i].p;
        struct outline_point d = minus(p[3], p[0]);
        c->edge[i] = (struct support){{0, 0}, 0, false};
        if (!c->piece[i].line)
            continue;
        if (fabsf(d.x) <= edge_slant && fabsf(d.y) >= edge_least)
            c->edge[i] = (struct support){{1, 0}, (p[0].x + p[3].x) / 2, true};
        else if (fabsf(d.y) <= edge_slant && fabsf(d.x) >= edge_least)
            c->edge[i] = (struct support){{0, 1}, (p[0].y + p[3].y) / 2, true};
    }
}

static bool is_edge(const struct contour *c, int piece)
{
    return c->edge[piece].edge;
}

/* Whether a piece may not become part of a curve: few samples can't hold it to a long line. */
static bool stays_line(const struct contour *c, int piece)
{
    return is_edge(c, piece) || (c->piece[piece].line && c->at[piece + 1] - c->at[piece] == SAMPLES);
}

/* The first edge among the pieces between two nodes, or NULL. */
static const struct support *find_edge(const struct contour *c, int from, int to)
{
    for (int i = from; i < to; i++)
        if (is_edge(c, i))
            return &c->edge[i];
    return NULL;
}

/* ---- choosing ---- */

/* Whether a line parallel to the chord passes near all samples between two nodes, and theirs is no way back.
 */
static bool is_straight(const struct contour *c, int from, int to)
{
    const struct outline_point *q = c->sample + c->at[from];
    int count = c->at[to] - c->at[from];
    struct outline_point chord = minus(q[count], q[0]);
    float square = dot(chord, chord), length = sqrtf(square), past = c->tolerance * length;
    float low = 0, high = 0, most = 2 * past;
    for (int i = count - 1; i > 0; i--) { /* what turned off did so lately */
        struct outline_point d = minus(q[i], q[0]);
        float off = d.x * chord.y - d.y * chord.x, along = dot(d, chord);
        low = off < low ? off : low;
        high = off > high ? off : high;
        if (high - low > most || along < -past || along > square + past)
            return false;
    }
    const struct support *edge = find_edge(c, from, to);
    for (int i = 0; edge && i <= count; i++)
        if (fabsf(edge->along - dot(edge->normal, q[i])) > c->tolerance)
            return false;
    return length > 0;
}

static int vector_cost(struct outline_point from, struct outline_point to)
{
    return outline_number_cost(to.x - from.x) + outline_number_cost(to.y - from.y);
}

/* Takes the way over a node to another, if it is better than what is known; true: it is. */
static bool reach(struct contour *c, int from, int to, int cost)
{
    struct step *step = &c->step[to];
    cost += c->step[from].cost;
    if (step->cost >= 0 && cost >= step->cost)
        return false;
    step->cost = cost;
    step->from = from;
    return true;
}

static void reach_by_line(struct contour *c, int from, int to)
{
    if (reach(c, from, to, LINE_COST + vector_cost(c->sample[c->at[from]], c->sample[c->at[to]])))
        c->step[to].line = true;
}

static void reach_by_curve(struct contour *c, int from, int to, const struct outline_piece *curve)
{
    const struct outline_point *p = curve->p;
    int cost = CURVE_COST + vector_cost(p[0], p[1]) + vector_cost(p[1], p[2]) + vector_cost(p[2], p[3]);
    if (reach(c, from, to, cost)) {
        c->step[to].line = false;
        c->step[to].curve = *curve;
    }
}

static struct outline_piece between(struct outline_point a, struct outline_point b)
{
    return (struct outline_piece){.p = {a, a, b, b}, .line = true};
}

/* A piece as it was. */
static void take_piece(struct contour *c, int i)
{
    if (c->piece[i].line)
        reach_by_line(c, i, i + 1);
    else
        reach_by_curve(c, i, i + 1, &c->piece[i]);
}

/* Finds the best ways that take lines only, and old curves where they must. */
static void find_lines(struct contour *c)
{
    for (int i = 1; i <= c->count; i++)
        c->step[i].cost = -1;
    c->step[0].cost = 0;
    for (int i = 0; i < c->count; i++) {
        int to = i;
        while (to < c->count && to < i + SPAN && is_straight(c, i, to + 1)) {
            to++;
            reach_by_line(c, i, to);
        }
        c->straight[i] = to;
        if (to == i)
            take_piece(c, i);
    }
}

static struct stretch stretch(const struct contour *c, int from, int to)
{
    int first = c->at[from];
    return (struct stretch){c->sample + first, c->way + first, c->at[to] - first + 1, c->tolerance};
}

/* One curve from node to node, if there can be one. */
static bool find_curve(const struct contour *c, int from, int to, struct outline_piece *piece)
{
    if (to == from + 1) {
        *piece = c->piece[from];
        return !piece->line;
    }
    struct stretch s = stretch(c, from, to);
    *piece = between(s.sample[0], s.sample[s.count - 1]);
    piece->line = false;
    return fit_curve(&s, piece);
}

/* Finds better ways with curves. Only where one may be cheaper than the ways known so far it is fitted at
 * all, and a way with lines may be cheaper for a curve before it. */
static void find_curves(struct contour *c)
{
    for (int i = 0; i < c->count; i++) {
        struct outline_piece piece;
        for (int to = i + 1; to <= c->straight[i]; to++)
            reach_by_line(c, i, to);
        for (int to = i + 1; to <= c->count && to <= i + SPAN; to++) {
            if (stays_line(c, to - 1) || (to > i + 1 && c->corner[to - 1]))
                break;
            if (c->step[i].cost + CURVE_LEAST >= c->step[to].cost)
                continue;
            if (find_curve(c, i, to, &piece))
                reach_by_curve(c, i, to, &piece);
            else if (to > i + 1)
                break;
        }
    }
}

static void find_chain(struct contour *c)
{
    c->length = 0;
    for (int node = c->count; node > 0; node = c->step[node].from)
        c->length++;
    int node = c->count;
    for (int k = c->length; k >= 0; k--) {
        c->chain[k] = node;
        node = node ? c->step[node].from : 0;
    }
}

/* ---- placing ---- */

/* The line through the middle of the samples between two nodes, parallel to their chord; or along an axis, on
 * a whole unit, where an edge is or the samples are so; none where the chord has no direction. */
static struct support find_support(const struct contour *c, int from, int to)
{
    const struct outline_point *q = c->sample + c->at[from];
    int count = c->at[to] - c->at[from];
    struct outline_point chord = minus(q[count], q[0]), low = q[0], high = q[0];
    float length = sqrtf(dot(chord, chord)), least = 0, most = 0;
    if (!(length > 0))
        return (struct support){0};
    struct outline_point normal = {-chord.y / length, chord.x / length};
    for (int i = 1; i <= count; i++) {
        float off = dot(minus(q[i], q[0]), normal);
        least = off < least ? off : least;
        most = off > most ? off : most;
        low.x = q[i].x < low.x ? q[i].x : low.x;
        low.y = q[i].y < low.y ? q[i].y : low.y;
        high.x = q[i].x > high.x ? q[i].x : high.x;
        high.y = q[i].y > high.y ? q[i].y : high.y;
    }
    float level = length < 8 ? 0.1f * length : 0.8f;
    const struct support *edge = find_edge(c, from, to);
    if (edge)
        return (struct support){edge->normal, outline_round(edge->along), true};
    if (high.x - low.x <= level || chord.x == 0)
        return (struct support){{1, 0}, outline_round((low.x + high.x) / 2), false};
    if (high.y - low.y <= level || chord.y == 0)
        return (struct support){{0, 1}, outline_round((low.y + high.y) / 2), false};
    return (struct support){normal, dot(q[0], normal) + (least + most) / 2, false};
}

static bool is_line(const struct support *s)
{
    return s->normal.x != 0 || s->normal.y != 0;
}

/* How far a point is off a line; on none it never is. */
static float off(const struct support *s, struct outline_point p)
{
    return is_line(s) ? s->along - dot(s->normal, p) : 0;
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
        if (dot(d, d) <= most * most)
            return (struct outline_point){p.x + d.x, p.y + d.y};
    }
    return moved(moved(p, a, da / 2), b, db / 2);
}

static void lay_on_axis(struct outline_point *p, const struct support *s)
{
    if (s->normal.x == 1)
        p->x = s->along;
    if (s->normal.y == 1)
        p->y = s->along;
}

/* A node's place on the grid: of the four around the best one that nearest to the lines that meet in it. */
static struct outline_point place(struct outline_point p, const struct support *a, const struct support *b,
                                  float most)
{
    struct outline_point goal = meeting(p, a, b, most), best = goal;
    float least = INFINITY, x = outline_round(goal.x - 0.5f), y = outline_round(goal.y - 0.5f);
    for (int k = 0; k < 4; k++) {
        struct outline_point q = {x + (float)(k % 2), y + (float)(k / 2)}, d = minus(q, goal);
        float da = off(a, q), db = off(b, q), badness = da * da + db * db + 0.1f * dot(d, d);
        if (badness < least) {
            least = badness;
            best = q;
        }
    }
    lay_on_axis(&best, a->edge ? b : a);
    lay_on_axis(&best, a->edge ? a : b);
    return best;
}

static void place_nodes(struct contour *c)
{
    int n = c->length;
    for (int k = 0; k < n; k++)
        c->support[k] = c->step[c->chain[k + 1]].line ? find_support(c, c->chain[k], c->chain[k + 1])
                                                      : (struct support){{0, 0}, 0, false};
    for (int k = 0; k < n; k++)
        c->node[k] = place(c->sample[c->at[c->chain[k]]], &c->support[k ? k - 1 : n - 1], &c->support[k],
                           mitre * c->tolerance);
    c->node[n] = c->node[0];
}

static struct outline_point carried(struct outline_point p, struct outline_point from,
                                    struct outline_point to)
{
    return (struct outline_point){outline_round(p.x + to.x - from.x), outline_round(p.y + to.y - from.y)};
}

/* The curve between two placed nodes: fitted anew, or as it was with its ends carried along. */
static struct outline_piece place_curve(const struct contour *c, int k)
{
    int from = c->chain[k], to = c->chain[k + 1];
    struct outline_piece piece = between(c->node[k], c->node[k + 1]), old = c->step[to].curve;
    struct stretch s = stretch(c, from, to);
    piece.line = false;
    if (to == from + 1 || !fit_curve(&s, &piece)) {
        piece.p[1] = carried(old.p[1], old.p[0], piece.p[0]);
        piece.p[2] = carried(old.p[2], old.p[3], piece.p[3]);
    }
    fit_level(&s, &piece);
    return piece;
}

static void simplify_contour(struct contour *c, struct outline *out)
{
    take_samples(c);
    find_edges(c);
    find_lines(c);
    find_curves(c);
    find_chain(c);
    place_nodes(c);
    outline_begin(out);
    for (int k = 0; k < c->length; k++) {
        bool line = c->step[c->chain[k + 1]].line;
        struct outline_piece piece = line ? between(c->node[k], c->node[k + 1]) : place_curve(c, k);
        outline_add(out, &piece);
    }
}

void outline_simplify(const struct outline *outline, float tolerance, struct outline *out)
{
    size_t nodes = (size_t)outline->count + 1, samples = nodes * SAMPLES;
    struct arena *work = arena_new();
    struct contour c = {.tolerance = tolerance,
                        .piece = arena_take(work, nodes * sizeof *c.piece),
                        .sample = arena_take(work, samples * sizeof *c.sample),
                        .way = arena_take(work, samples * sizeof *c.way),
                        .at = arena_take(work, nodes * sizeof *c.at),
                        .corner = arena_take(work, nodes * sizeof *c.corner),
                        .edge = arena_take(work, nodes * sizeof *c.edge),
                        .step = arena_take(work, nodes * sizeof *c.step),
                        .straight = arena_take(work, nodes * sizeof *c.straight),
                        .chain = arena_take(work, nodes * sizeof *c.chain),
                        .support = arena_take(work, nodes * sizeof *c.support),
                        .node = arena_take(work, nodes * sizeof *c.node)};
    for (int i = 0; i < outline->contour_count; i++) {
        int from = outline->contour[i], count = outline_end(outline, i) - from;
        if (count < 2)
            continue; /* a glyph of empty contours has no pieces at all */
        take_pieces(&c, outline->piece + from, count);
        simplify_contour(&c, out);
    }
    arena_free(work);
}
