#include "draw/fit.h"

#include <math.h>

enum { ROUNDS = 3 }; /* of fitting */

static float distance(struct outline_point a, struct outline_point b)
{
    return sqrtf((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

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

/* The control points that bring the curve nearest to the samples at their parameters; false when there are
 * none. */
static bool solve(const struct stretch *s, const float *t, struct outline_piece *piece)
{
    const struct outline_point *q = s->sample, a = piece->p[0], d = piece->p[3];
    struct outline_point r1 = {0, 0}, r2 = {0, 0};
    float c11 = 0, c12 = 0, c22 = 0;
    for (int i = 1; i < s->count - 1; i++) {
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
    if (!(det > 1e-6f))
        return false;
    float x1 = (r1.x * c22 - r2.x * c12) / det, y1 = (r1.y * c22 - r2.y * c12) / det;
    float x2 = (r2.x * c11 - r1.x * c12) / det, y2 = (r2.y * c11 - r1.y * c12) / det;
    piece->p[1] = (struct outline_point){outline_round(x1), outline_round(y1)};
    piece->p[2] = (struct outline_point){outline_round(x2), outline_round(y2)};
    return true;
}

/* Moves each parameter towards the point of the curve nearest to its sample; returns the largest square of a
 * distance then. */
static float improve(const struct stretch *s, const struct outline_piece *piece, float *t)
{
    const struct outline_point *p = piece->p, *q = s->sample;
    float worst = 0;
    for (int i = 1; i < s->count - 1; i++) {
        float m = 1 - t[i], a = 3 * m * m, b = 6 * m * t[i], c = 3 * t[i] * t[i];
        struct outline_point at = piece_at(piece, t[i]);
        float dx = a * (p[1].x - p[0].x) + b * (p[2].x - p[1].x) + c * (p[3].x - p[2].x);
        float dy = a * (p[1].y - p[0].y) + b * (p[2].y - p[1].y) + c * (p[3].y - p[2].y);
        float x = at.x - q[i].x, y = at.y - q[i].y, off = x * x + y * y;
        float along = x * dx + y * dy, square = dx * dx + dy * dy;
        if (square > 0) {
            t[i] -= along / square;
            t[i] = t[i] < 0 ? 0 : t[i] > 1 ? 1 : t[i];
            if (along * along <= square) { /* a step of a unit at most: the curve is as its tangent there */
                off -= along * along / square;
            } else {
                at = piece_at(piece, t[i]);
                off = (at.x - q[i].x) * (at.x - q[i].x) + (at.y - q[i].y) * (at.y - q[i].y);
            }
        }
        worst = off > worst ? off : worst;
    }
    return worst;
}

/* Whether the curve is about as long as the way that it replaces. */
static bool is_tame(const struct outline_piece *piece, float way)
{
    const struct outline_point *p = piece->p;
    return distance(p[0], p[1]) + distance(p[1], p[2]) + distance(p[2], p[3]) < 1.5f * way;
}

/* The first guess of the samples' parameters: as the way is long. */
static void guess(const struct stretch *s, float *t)
{
    float whole = s->way[s->count - 1] - s->way[0];
    for (int i = 0; i < s->count; i++)
        t[i] = (s->way[i] - s->way[0]) / whole;
}

bool fit_curve(const struct stretch *s, struct outline_piece *piece)
{
    float t[FIT_SAMPLES], limit = s->tolerance * s->tolerance;
    if (s->count < 4)
        return false;
    guess(s, t);
    for (int round = 0; round < ROUNDS; round++) {
        if (!solve(s, t, piece))
            return false;
        float worst = improve(s, piece, t);
        if (worst <= limit)
            return is_tame(piece, s->way[s->count - 1] - s->way[0]);
        if (worst > 36 * limit)
            return false;
    }
    return false;
}

static bool stays_near(const struct stretch *s, const struct outline_piece *piece)
{
    float t[FIT_SAMPLES], worst = 0;
    guess(s, t);
    for (int round = 0; round < ROUNDS; round++)
        worst = improve(s, piece, t);
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
