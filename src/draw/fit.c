#include "draw/fit.h"

#include "draw/lanes.h"

#include <math.h>

enum { ROUNDS = 3 }; /* of bringing parameters nearer */

/* How far off a curve may be to be worth a further round, as the square of tolerances: at first, and half of
 * it after each. That gives up one fit of forty that would come near at last, for a third of all rounds. */
static const float promising = 4;

enum { GROUPS = (FIT_SAMPLES - 2 + LANES - 1) / LANES };

/* The samples between the first and the last, and their parameters on the curve. What fills the last group up
 * lies where the curve begins, at 0, and so counts nowhere. */
struct samples {
    lanes x[GROUPS], y[GROUPS], t[GROUPS];
    int groups;
};

/* The first guess of the parameters: as the way is long. */
static void take_samples(const struct stretch *s, struct outline_point begin, struct samples *out)
{
    int inner = s->count - 2, last = (inner - 1) / LANES;
    float scale = 1 / (s->way[s->count - 1] - s->way[0]);
    for (int i = 0; i <= last; i++) {
        out->x[i] = lanes_from(&s->x[1 + i * LANES]);
        out->y[i] = lanes_from(&s->y[1 + i * LANES]);
        out->t[i] = (lanes_from(&s->way[1 + i * LANES]) - s->way[0]) * scale;
    }
    const lanes none = {0};
    lane_masks real = lane_index < inner - last * LANES;
    out->x[last] = lanes_choose(real, out->x[last], none + begin.x);
    out->y[last] = lanes_choose(real, out->y[last], none + begin.y);
    out->t[last] = lanes_choose(real, out->t[last], none);
    out->groups = last + 1;
}

/* ---- fitting ---- */

/* As outline_round. */
static lanes rounded(lanes v)
{
    const float most = 1000000;
    const lanes none = {0}, half = none + 0.5f;
    v = lanes_choose((v > -most) & (v < most), v, none);
    v += lanes_choose(v < none, -half, half);
    return __builtin_convertvector(__builtin_convertvector(v, lane_masks), lanes);
}

/* The control points that bring the curve nearest to the samples at their parameters; false when there are
 * none. */
static bool solve(const struct samples *s, struct outline_piece *piece)
{
    const struct outline_point a = piece->p[0], d = piece->p[3];
    lanes c11 = {0}, c12 = {0}, c22 = {0}, x1 = {0}, y1 = {0}, x2 = {0}, y2 = {0};
    for (int i = 0; i < s->groups; i++) {
        lanes t = s->t[i], m = 1 - t, b1 = 3 * m * m * t, b2 = 3 * m * t * t, b0 = m * m * m, b3 = t * t * t;
        lanes x = s->x[i] - b0 * a.x - b3 * d.x, y = s->y[i] - b0 * a.y - b3 * d.y;
        c11 += b1 * b1;
        c12 += b1 * b2;
        c22 += b2 * b2;
        x1 += b1 * x, y1 += b1 * y;
        x2 += b2 * x, y2 += b2 * y;
    }
    lanes c = lanes_sums(c11, c12, c22, c22), r = lanes_sums(x1, y1, x2, y2);
    float det = c[0] * c[2] - c[1] * c[1];
    if (!(det > 1e-6f))
        return false;
    lanes own = __builtin_shufflevector(c, c, 2, 2, 0, 0), other = __builtin_shufflevector(r, r, 2, 3, 0, 1);
    lanes control = rounded((r * own - other * c[1]) / det);
    piece->p[1] = (struct outline_point){control[0], control[1]};
    piece->p[2] = (struct outline_point){control[2], control[3]};
    return true;
}

/* One coordinate of a curve as a polynomial of the parameter. */
struct polynomial {
    float cubic, square, linear, constant;
};

static struct polynomial polynomial(float a, float b, float c, float d)
{
    return (struct polynomial){(d - a) + 3 * (b - c), 3 * ((a - b) + (c - b)), 3 * (b - a), a};
}

static lanes value(const struct polynomial *p, lanes t)
{
    return ((p->cubic * t + p->square) * t + p->linear) * t + p->constant;
}

static lanes slope(const struct polynomial *p, lanes t)
{
    return (3 * p->cubic * t + 2 * p->square) * t + p->linear;
}

static float largest(lanes v)
{
    float a = v[0] > v[1] ? v[0] : v[1], b = v[2] > v[3] ? v[2] : v[3];
    return a > b ? a : b;
}

/* Moves each parameter towards the point of the curve nearest to its sample; returns the largest square of a
 * distance then. */
static float improve(struct samples *s, const struct outline_piece *piece)
{
    const struct outline_point *p = piece->p;
    struct polynomial px = polynomial(p[0].x, p[1].x, p[2].x, p[3].x),
                      py = polynomial(p[0].y, p[1].y, p[2].y, p[3].y);
    const lanes none = {0}, one = none + 1;
    lanes worst = none;
    for (int i = 0; i < s->groups; i++) {
        lanes t = s->t[i], dx = slope(&px, t), dy = slope(&py, t), square = dx * dx + dy * dy;
        lanes along = (value(&px, t) - s->x[i]) * dx + (value(&py, t) - s->y[i]) * dy;
        t -= lanes_choose(square > none, along / square, none);
        t = lanes_most(none, lanes_least(one, t));
        lanes x = value(&px, t) - s->x[i], y = value(&py, t) - s->y[i], off = x * x + y * y;
        worst = lanes_most(off, worst);
        s->t[i] = t;
    }
    return largest(worst);
}

/* Whether the curve is about as long as the way that it replaces. */
static bool is_tame(const struct outline_piece *piece, float way)
{
    const struct outline_point *p = piece->p;
    return outline_distance(p[0], p[1]) + outline_distance(p[1], p[2]) + outline_distance(p[2], p[3]) <
           1.5f * way;
}

static bool is_in_bounds(struct outline_point p)
{
    return fabsf(p.x) <= OUTLINE_MOST && fabsf(p.y) <= OUTLINE_MOST;
}

bool fit_curve(const struct stretch *s, struct outline_piece *piece)
{
    struct samples samples;
    float limit = s->tolerance * s->tolerance, most = promising * limit;
    if (s->count < 4)
        return false;
    take_samples(s, piece->p[0], &samples);
    for (int round = 0; round < ROUNDS; round++, most /= 2) {
        if (!solve(&samples, piece))
            return false;
        float worst = improve(&samples, piece);
        if (worst <= limit)
            return is_in_bounds(piece->p[1]) && is_in_bounds(piece->p[2]) &&
                   is_tame(piece, s->way[s->count - 1] - s->way[0]);
        if (worst > most)
            return false;
    }
    return false;
}

static bool stays_near(const struct stretch *s, const struct outline_piece *piece)
{
    struct samples samples;
    float worst = 0;
    take_samples(s, piece->p[0], &samples);
    for (int round = 0; round < ROUNDS; round++)
        worst = improve(&samples, piece);
    return worst <= s->tolerance * s->tolerance;
}

void fit_level(const struct stretch *s, struct outline_piece *piece)
{
    const float most = 2; /* units off the axis */
    for (int k = 0; k < 2; k++) {
        struct outline_piece level = *piece;
        struct outline_point *arm = &level.p[k ? 2 : 1], end = level.p[k ? 3 : 0];
        float dx = fabsf(arm->x - end.x), dy = fabsf(arm->y - end.y);
        if (dx <= most && dy >= 2 * dx)
            arm->x = end.x;
        else if (dy <= most && dx >= 2 * dy)
            arm->y = end.y;
        else
            continue;
        if (stays_near(s, &level))
            *piece = level;
    }
}
