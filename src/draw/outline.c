/*
 * Simplification. Free Chinese fonts are traced or converted and spend 500 bytes a glyph on curves a hair
 * long, where 150 would draw the same to the eye; and three quarters of a letter are font data, which deflate
 * can hardly shrink. So before a glyph is written, runs of pieces are each replaced by one line or curve
 * wherever that stays within the tolerance. On FandolFang (351 characters of a notice) bytes after deflate,
 * by grid and tolerance in thousandths of the em: as they are 149 000; grid 1, tolerance 1: 89 000, 1.5: 79
 * 000; grid 2, tolerance 1.5: 70 000, 2: 64 000, 2.5: 60 000, 3: 56 000; grid 3, tolerance 3: 52 000.
 *
 * Method: nodes of the new contour are nodes of the old one; the cheapest way from the first to the last is
 * found by dynamic programming over at most SPAN pieces at a time, a line costing less than a curve. A curve
 * is fitted to samples of the old pieces by least squares over its two control points, their parameters
 * improved by a Newton step between rounds; then the samples' distances decide. Corners need no rule of their
 * own, since no curve fits round one, but marking the clear ones saves most of the trials.
 */
#include "draw/outline.h"

#include "base/fatal.h"
#include "draw/cff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- taking ---- */

void outline_free(struct outline *outline)
{
    free(outline->piece);
    free(outline->contour);
    *outline = (struct outline){0};
}

void outline_clear(struct outline *outline)
{
    outline->count = outline->contour_count = 0;
}

static void add_piece(struct outline *outline, const struct outline_piece *piece)
{
    if (outline->count == outline->capacity) {
        outline->capacity = outline->capacity * 2 + 64;
        outline->piece = must_realloc(outline->piece, (size_t)outline->capacity * sizeof *piece);
    }
    outline->piece[outline->count++] = *piece;
}

static void begin_contour(struct outline *outline)
{
    if (outline->contour_count == outline->contour_capacity) {
        outline->contour_capacity = outline->contour_capacity * 2 + 16;
        outline->contour = must_realloc(outline->contour, (size_t)outline->contour_capacity * sizeof(int));
    }
    outline->contour[outline->contour_count++] = outline->count;
}

/* Where HarfBuzz draws to. */
struct taker {
    struct outline *outline;
    struct outline_point current;
    float scale;
};

static struct outline_point scaled(const struct taker *taker, float x, float y)
{
    return (struct outline_point){x * taker->scale, y * taker->scale};
}

static struct outline_point on_grid(const struct taker *taker, float x, float y)
{
    return (struct outline_point){roundf(x * taker->scale), roundf(y * taker->scale)};
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    struct taker *taker = data;
    (void)funcs, (void)state, (void)user;
    begin_contour(taker->outline);
    taker->current = on_grid(taker, x, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    struct taker *taker = data;
    struct outline_point from = taker->current, to = on_grid(taker, x, y);
    (void)funcs, (void)state, (void)user;
    if (from.x != to.x || from.y != to.y)
        add_piece(taker->outline, &(struct outline_piece){.p = {from, from, to, to}, .line = true});
    taker->current = to;
}

/* HarfBuzz hands on quadratic curves as cubic ones where no function for them is set. */
static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
                     float y2, float x, float y, void *user)
{
    struct taker *taker = data;
    struct outline_point to = on_grid(taker, x, y);
    (void)funcs, (void)state, (void)user;
    add_piece(taker->outline, &(struct outline_piece){
                                  .p = {taker->current, scaled(taker, x1, y1), scaled(taker, x2, y2), to}});
    taker->current = to;
}

void outline_take(struct outline *outline, hb_font_t *font, uint32_t gid, float scale)
{
    struct taker taker = {.outline = outline, .scale = scale};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_font_get_glyph_shape(font, gid, funcs, &taker);
    hb_draw_funcs_destroy(funcs);
}

static int contour_end(const struct outline *outline, int contour)
{
    return contour + 1 < outline->contour_count ? outline->contour[contour + 1] : outline->count;
}

/* ---- simplifying ---- */

enum {
    SPAN = 8,    /* old pieces that one new piece may replace */
    SAMPLES = 4, /* of each old piece, its end included */
    ROUNDS = 3,  /* of fitting */
    LINE_COST = 5,
    CURVE_COST = 13, /* half bytes, about */
};

/* Samples of a contour and, at each, the length of the way so far. */
struct contour {
    const struct outline_piece *piece;
    int count;
    float tolerance;
    struct outline_point *sample; /* count × SAMPLES + 1 */
    float *way;
    bool *corner; /* by node: nothing smooth goes past it */
    /* For each node the cheapest way to it: where its last piece began, and that piece. */
    int *cost, *from;
    struct outline_piece *last;
};

static struct outline_point point_at(const struct outline_piece *piece, float t)
{
    float m = 1 - t;
    const struct outline_point *p = piece->p;
    if (piece->line)
        return (struct outline_point){m * p[0].x + t * p[3].x, m * p[0].y + t * p[3].y};
    float a = m * m * m, b = 3 * m * m * t, c = 3 * m * t * t, d = t * t * t;
    return (struct outline_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                  a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static float distance(struct outline_point a, struct outline_point b)
{
    return sqrtf((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

static void take_samples(struct contour *c)
{
    c->sample[0] = c->piece[0].p[0];
    c->way[0] = 0;
    for (int i = 0; i < c->count; i++)
        for (int k = 1; k <= SAMPLES; k++) {
            int at = i * SAMPLES + k;
            c->sample[at] = k == SAMPLES ? c->piece[i].p[3] : point_at(&c->piece[i], (float)k / SAMPLES);
            c->way[at] = c->way[at - 1] + distance(c->sample[at], c->sample[at - 1]);
        }
}

/* A clear corner: both pieces are longer than what may be smoothed away, and the way turns by more than 37°.
 */
static bool turns(const struct contour *c, int node)
{
    const struct outline_piece *a = &c->piece[node - 1], *b = &c->piece[node];
    struct outline_point in = c->sample[node * SAMPLES - 1], at = b->p[0],
                         out = c->sample[node * SAMPLES + 1];
    float least = 4 * c->tolerance;
    if (distance(a->p[0], a->p[3]) < least || distance(b->p[0], b->p[3]) < least)
        return false;
    float x1 = at.x - in.x, y1 = at.y - in.y, x2 = out.x - at.x, y2 = out.y - at.y;
    return x1 * x2 + y1 * y2 < 0.8f * distance(in, at) * distance(at, out);
}

static float square_to_line(struct outline_point p, struct outline_point a, struct outline_point b)
{
    float dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    float t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    float x = p.x - a.x - t * dx, y = p.y - a.y - t * dy;
    return x * x + y * y;
}

static bool fit_line(const struct contour *c, int from, int to, struct outline_piece *piece)
{
    const struct outline_point *q = c->sample;
    int a = from * SAMPLES, b = to * SAMPLES;
    for (int i = a + 1; i < b; i++)
        if (square_to_line(q[i], q[a], q[b]) > c->tolerance * c->tolerance)
            return false;
    *piece = (struct outline_piece){.p = {q[a], q[a], q[b], q[b]}, .line = true};
    return true;
}

/* The control points that bring the curve nearest to the samples at their parameters; false when there are
 * none. */
static bool solve(const struct outline_point *q, const float *t, int count, struct outline_piece *piece)
{
    struct outline_point a = q[0], d = q[count - 1], r1 = {0, 0}, r2 = {0, 0};
    float c11 = 0, c12 = 0, c22 = 0;
    for (int i = 1; i < count - 1; i++) {
        float m = 1 - t[i], b0 = m * m * m, b1 = 3 * m * m * t[i], b2 = 3 * m * t[i] * t[i],
              b3 = t[i] * t[i] * t[i];
        float x = q[i].x - b0 * a.x - b3 * d.x, y = q[i].y - b0 * a.y - b3 * d.y;
        c11 += b1 * b1;
        c12 += b1 * b2;
        c22 += b2 * b2;
        r1.x += b1 * x, r1.y += b1 * y;
        r2.x += b2 * x, r2.y += b2 * y;
    }
    float det = c11 * c22 - c12 * c12;
    if (!(fabsf(det) > 1e-6f))
        return false;
    *piece = (struct outline_piece){
        .p = {a,
              {roundf((r1.x * c22 - r2.x * c12) / det), roundf((r1.y * c22 - r2.y * c12) / det)},
              {roundf((r2.x * c11 - r1.x * c12) / det), roundf((r2.y * c11 - r1.y * c12) / det)},
              d}};
    return true;
}

/* Moves each parameter towards the point of the curve nearest to its sample; returns the largest square of a
 * distance. */
static float improve(const struct outline_piece *piece, const struct outline_point *q, float *t, int count)
{
    const struct outline_point *p = piece->p;
    float worst = 0;
    for (int i = 1; i < count - 1; i++) {
        float m = 1 - t[i], a = 3 * m * m, b = 6 * m * t[i], c = 3 * t[i] * t[i];
        struct outline_point at = point_at(piece, t[i]);
        float dx = a * (p[1].x - p[0].x) + b * (p[2].x - p[1].x) + c * (p[3].x - p[2].x);
        float dy = a * (p[1].y - p[0].y) + b * (p[2].y - p[1].y) + c * (p[3].y - p[2].y);
        float square = dx * dx + dy * dy;
        if (square > 0) {
            t[i] -= ((at.x - q[i].x) * dx + (at.y - q[i].y) * dy) / square;
            t[i] = t[i] < 0 ? 0 : t[i] > 1 ? 1 : t[i];
            at = point_at(piece, t[i]);
        }
        float x = at.x - q[i].x, y = at.y - q[i].y;
        worst = fmaxf(worst, x * x + y * y);
    }
    return worst;
}

static bool fit_curve(const struct contour *c, int from, int to, struct outline_piece *piece)
{
    int first = from * SAMPLES, count = (to - from) * SAMPLES + 1;
    const struct outline_point *q = c->sample + first;
    float t[SPAN * SAMPLES + 1], whole = c->way[first + count - 1] - c->way[first];
    float limit = c->tolerance * c->tolerance;
    for (int i = 0; i < count; i++)
        t[i] = (c->way[first + i] - c->way[first]) / whole;
    for (int round = 0; round < ROUNDS; round++) {
        if (!solve(q, t, count, piece))
            return false;
        float worst = improve(piece, q, t, count);
        if (worst <= limit)
            return true;
        if (worst > 64 * limit)
            return false;
    }
    return false;
}

/* One piece for all from node to node; false when none stays within the tolerance. */
static bool join(const struct contour *c, int from, int to, struct outline_piece *piece)
{
    if (fit_line(c, from, to, piece))
        return true;
    if (to == from + 1) {
        *piece = c->piece[from];
        return true;
    }
    return fit_curve(c, from, to, piece);
}

static void find_ways(struct contour *c)
{
    for (int i = 1; i <= c->count; i++)
        c->cost[i] = c->from[i] = -1;
    c->cost[0] = 0;
    for (int i = 0; i < c->count; i++)
        for (int to = i + 1; to <= c->count && to <= i + SPAN; to++) {
            struct outline_piece piece;
            if ((to > i + 1 && c->corner[to - 1]) || !join(c, i, to, &piece))
                break;
            int cost = c->cost[i] + (piece.line ? LINE_COST : CURVE_COST);
            if (c->cost[to] < 0 || cost < c->cost[to]) {
                c->cost[to] = cost;
                c->from[to] = i;
                c->last[to] = piece;
            }
        }
}

static void simplify_contour(struct contour *c, struct outline *out)
{
    take_samples(c);
    for (int i = 1; i < c->count; i++)
        c->corner[i] = turns(c, i);
    find_ways(c);
    begin_contour(out);
    int start = out->count;
    for (int node = c->count; node > 0; node = c->from[node])
        add_piece(out, &c->last[node]);
    for (int a = start, b = out->count - 1; a < b; a++, b--) {
        struct outline_piece swapped = out->piece[a];
        out->piece[a] = out->piece[b];
        out->piece[b] = swapped;
    }
}

void outline_simplify(const struct outline *outline, float tolerance, struct outline *out)
{
    size_t nodes = (size_t)outline->count + 1, samples = nodes * SAMPLES;
    struct contour c = {.tolerance = tolerance,
                        .sample = must_malloc(samples * sizeof *c.sample),
                        .way = must_malloc(samples * sizeof *c.way),
                        .corner = must_malloc(nodes * sizeof *c.corner),
                        .cost = must_malloc(nodes * sizeof *c.cost),
                        .from = must_malloc(nodes * sizeof *c.from),
                        .last = must_malloc(nodes * sizeof *c.last)};
    for (int i = 0; i < outline->contour_count; i++) {
        c.count = contour_end(outline, i) - outline->contour[i];
        if (c.count < 2)
            continue; /* a glyph of empty contours has no pieces at all */
        c.piece = outline->piece + outline->contour[i];
        simplify_contour(&c, out);
    }
    free(c.sample);
    free(c.way);
    free(c.corner);
    free(c.cost);
    free(c.from);
    free(c.last);
}

/* ---- writing ---- */

enum {
    CS_RLINETO = 5,
    CS_HLINETO = 6,
    CS_VLINETO = 7,
    CS_RRCURVETO = 8,
    CS_ENDCHAR = 14,
    CS_RMOVETO = 21,
    CS_RCURVELINE = 24,
    CS_RLINECURVE = 25,
    CS_VVCURVETO = 26,
    CS_HHCURVETO = 27,
    CS_VHCURVETO = 30,
    CS_HVCURVETO = 31,
    ARGUMENTS = 48, /* that the stack holds */
};

/* A charstring being written: an operator follows its arguments, so it is held back while more may join. */
struct writer {
    struct buffer *out;
    int x, y;  /* the current point */
    int op;    /* held back; 0: none */
    int count; /* its arguments so far */
    int then;  /* alternating operators: which direction the next piece must start in, 'h' or 'v' */
};

static void flush(struct writer *w)
{
    if (w->op)
        buffer_putc(w->out, (char)w->op);
    w->op = w->count = 0;
}

static void put_arguments(struct writer *w, const int *argument, int count)
{
    for (int i = 0; i < count; i++)
        cff_put_number(w->out, argument[i]);
    w->count += count;
}

/* Starts the operator, or goes on with it where it is held back and has room. */
static void begin(struct writer *w, int op, int count)
{
    if (w->op != op || w->count + count > ARGUMENTS)
        flush(w);
    w->op = op;
}

static void write_line(struct writer *w, int dx, int dy)
{
    int start = dx ? 'h' : 'v';
    if (dx && dy) {
        if (w->op == CS_RRCURVETO && w->count + 2 <= ARGUMENTS)
            w->op = CS_RCURVELINE;
        else
            begin(w, CS_RLINETO, 2);
        put_arguments(w, (int[]){dx, dy}, 2);
        if (w->op == CS_RCURVELINE)
            flush(w);
        return;
    }
    if ((w->op != CS_HLINETO && w->op != CS_VLINETO) || w->then != start || w->count == ARGUMENTS) {
        flush(w);
        w->op = dx ? CS_HLINETO : CS_VLINETO;
    }
    put_arguments(w, (int[]){dx + dy}, 1);
    w->then = start == 'h' ? 'v' : 'h';
}

/* A curve that starts along one axis and ends along the other; v: starts vertically. */
static void write_quarter(struct writer *w, bool v, const int *d)
{
    int start = v ? 'v' : 'h';
    if ((w->op != CS_HVCURVETO && w->op != CS_VHCURVETO) || w->then != start || w->count + 4 > ARGUMENTS) {
        flush(w);
        w->op = v ? CS_VHCURVETO : CS_HVCURVETO;
    }
    put_arguments(w, (int[]){v ? d[1] : d[0], d[2], d[3], v ? d[4] : d[5]}, 4);
    w->then = v ? 'h' : 'v';
}

/* A curve that ends along an axis; whatever way it starts is an extra argument, for the operator's first
 * curve only. */
static void write_flat(struct writer *w, bool v, const int *d)
{
    int op = v ? CS_VVCURVETO : CS_HHCURVETO, aside = v ? d[0] : d[1];
    if (w->op != op || aside || w->count + 4 > ARGUMENTS)
        flush(w);
    w->op = op;
    if (aside)
        put_arguments(w, &aside, 1);
    put_arguments(w, (int[]){v ? d[1] : d[0], d[2], d[3], v ? d[5] : d[4]}, 4);
}

/* d: the steps dx1 dy1 dx2 dy2 dx3 dy3. */
static void write_curve(struct writer *w, const int *d)
{
    if (!d[1] && !d[4]) {
        write_quarter(w, false, d);
    } else if (!d[0] && !d[5]) {
        write_quarter(w, true, d);
    } else if (!d[5]) {
        write_flat(w, false, d);
    } else if (!d[4]) {
        write_flat(w, true, d);
    } else {
        bool after_lines = w->op == CS_RLINETO && w->count + 6 <= ARGUMENTS;
        if (after_lines)
            w->op = CS_RLINECURVE;
        else
            begin(w, CS_RRCURVETO, 6);
        put_arguments(w, d, 6);
        if (after_lines)
            flush(w);
    }
}

static void write_piece(struct writer *w, const struct outline_piece *piece)
{
    int step[6], x = w->x, y = w->y;
    for (int i = 0; i < 3; i++) {
        int to_x = (int)lroundf(piece->p[i + 1].x), to_y = (int)lroundf(piece->p[i + 1].y);
        step[2 * i] = to_x - x;
        step[2 * i + 1] = to_y - y;
        x = to_x;
        y = to_y;
    }
    int dx = x - w->x, dy = y - w->y;
    if (!piece->line)
        write_curve(w, step);
    else if (dx || dy)
        write_line(w, dx, dy);
    w->x = x;
    w->y = y;
}

void outline_write(const struct outline *outline, struct buffer *out)
{
    struct writer w = {.out = out};
    for (int i = 0; i < outline->contour_count; i++) {
        int from = outline->contour[i], to = contour_end(outline, i);
        if (from == to)
            continue;
        int x = (int)lroundf(outline->piece[from].p[0].x), y = (int)lroundf(outline->piece[from].p[0].y);
        flush(&w);
        put_arguments(&w, (int[]){x - w.x, y - w.y}, 2);
        w.op = CS_RMOVETO;
        flush(&w);
        w.x = x;
        w.y = y;
        if (outline->piece[to - 1].line) /* contours close by themselves */
            to--;
        for (int k = from; k < to; k++)
            write_piece(&w, &outline->piece[k]);
    }
    flush(&w);
    buffer_putc(out, CS_ENDCHAR);
}
