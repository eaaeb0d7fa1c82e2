#include "draw/fit.h"

#include <math.h>
#include <stdint.h>

enum { ROUNDS = 3 }; /* of fitting */

struct outline_point piece_at(const struct outline_piece *piece, float t)
{
    float m = 1 - t;
    const struct outline_point *p = piece->p;
    if (piece->line)
        return (struct outline_point){m * p[0].x + t * p[3].x, m * p[0].y + t * p[3].y};
    float a = m * m * m, b = 3 * m * m * t, c = 3 * m * t * t, d = t * t * t;
    return (struct outline_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                  a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

/* ---- samples, four at a time ---- */

enum { LANES = 4, GROUPS = (FIT_SAMPLES - 2 + LANES - 1) / LANES };

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t lane_masks __attribute__((vector_size(LANES * sizeof(int32_t))));

/* The samples between the first and the last, and their parameters on the curve. What fills the last group up
 * lies where the curve begins, at 0, and so counts nowhere. */
struct samples {
    lanes x[GROUPS], y[GROUPS], t[GROUPS];
    int groups;
};

static lanes choose(lane_masks which, lanes yes, lanes no)
{
    return (lanes)(((lane_masks)yes & which) | ((lane_masks)no & ~which));
}

static float sum(lanes v)
{
    return (v[0] + v[1]) + (v[2] + v[3]);
}

static float largest(lanes v)
{
    float a = v[0] > v[1] ? v[0] : v[1], b = v[2] > v[3] ? v[2] : v[3];
    return a > b ? a : b;
}

/* The first guess of the parameters: as the way is long. */
static void take_samples(const struct stretch *s, struct outline_point begin, struct samples *out)
{
    int inner = s->count - 2;
    float scale = 1 / (s->way[s->count - 1] - s->way[0]);
    out->groups = (inner + LANES - 1) / LANES;
    for (int i = 0; i < out->groups * LANES; i++) {
        int group = i / LANES, lane = i % LANES;
        bool real = i < inner;
        out->x[group][lane] = real ? s->sample[i + 1].x : begin.x;
        out->y[group][lane] = real ? s->sample[i + 1].y : begin.y;
        out->t[group][lane] = real ? (s->way[i + 1] - s->way[0]) * scale : 0;
    }
}

/* ---- fitting ---- */

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
    float k11 = sum(c11), k12 = sum(c12), k22 = sum(c22), det = k11 * k22 - k12 * k12;
    if (!(det > 1e-6f))
        return false;
    struct outline_point r1 = {sum(x1), sum(y1)}, r2 = {sum(x2), sum(y2)};
    piece->p[1] = (struct outline_point){outline_round((r1.x * k22 - r2.x * k12) / det),
                                         outline_round((r1.y * k22 - r2.y * k12) / det)};
    piece->p[2] = (struct outline_point){outline_round((r2.x * k11 - r1.x * k12) / det),
                                         outline_round((r2.y * k11 - r1.y * k12) / det)};
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
        t -= choose(square > none, along / square, none);
        t = choose(t < none, none, choose(t > one, one, t));
        lanes x = value(&px, t) - s->x[i], y = value(&py, t) - s->y[i], off = x * x + y * y;
        worst = choose(off > worst, off, worst);
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
    float limit = s->tolerance * s->tolerance;
    if (s->count < 4)
        return false;
    take_samples(s, piece->p[0], &samples);
    for (int round = 0; round < ROUNDS; round++) {
        if (!solve(&samples, piece))
            return false;
        float worst = improve(&samples, piece);
        if (worst <= limit)
            return is_in_bounds(piece->p[1]) && is_in_bounds(piece->p[2]) &&
                   is_tame(piece, s->way[s->count - 1] - s->way[0]);
        if (worst > 36 * limit)
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
