/*
 * outline.h - a glyph's outline as lines and cubic curves: taken from HarfBuzz, said with fewer of them, and
 * written as a Type 2 charstring (Adobe Technical Note 5177).
 */
#ifndef TONGBAO_DRAW_OUTLINE_H
#define TONGBAO_DRAW_OUTLINE_H

#include "base/buffer.h"

#include <hb.h>
#include <math.h>
#include <stdbool.h>

/* How far from zero points are at most, whatever a broken font says: no step between two, even moved by a few
 * units, then takes more than the 16 bits that a charstring's numbers have. */
enum { OUTLINE_MOST = 16000 };

/* A point, y up, in units that the taker chooses. */
struct outline_point {
    float x, y;
};

/* The step from one point to another, */
static inline struct outline_point outline_step(struct outline_point from, struct outline_point to)
{
    return (struct outline_point){to.x - from.x, to.y - from.y};
}

/* the product of two steps, */
static inline float outline_dot(struct outline_point a, struct outline_point b)
{
    return a.x * b.x + a.y * b.y;
}

/* and how far two points are apart. */
static inline float outline_distance(struct outline_point a, struct outline_point b)
{
    struct outline_point step = outline_step(a, b);
    return sqrtf(outline_dot(step, step));
}

/* A line from point 0 to point 3, or a curve with control points 1 and 2. */
struct outline_piece {
    struct outline_point p[4];
    bool line;
};

/* The point of a piece at a parameter from 0 to 1. */
static inline struct outline_point outline_at(const struct outline_piece *piece, float t)
{
    float m = 1 - t;
    const struct outline_point *p = piece->p;
    if (piece->line)
        return (struct outline_point){m * p[0].x + t * p[3].x, m * p[0].y + t * p[3].y};
    float a = m * m * m, b = 3 * m * m * t, c = 3 * m * t * t, d = t * t * t;
    return (struct outline_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                  a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

/* An outline: pieces, in contours that each end where they began. */
struct outline {
    struct outline_piece *piece;
    int count, capacity;
    int *contour; /* index of each contour's first piece */
    int contour_count, contour_capacity;
};

/* Frees what the outline holds and makes it empty. */
void outline_free(struct outline *outline);
/* Makes the outline empty and keeps the room. */
void outline_clear(struct outline *outline);
/* Begins a contour, */
void outline_begin(struct outline *outline);
/* and adds a piece to it. */
void outline_add(struct outline *outline, const struct outline_piece *piece);
/* The nearest whole unit; 0 for what is no number or far too large. */
float outline_round(float value);
/* The index behind a contour's last piece. */
int outline_end(const struct outline *outline, int contour);
/* Adds the outline of a glyph as HarfBuzz draws it, whatever its format, scaled. */
void outline_take(struct outline *outline, hb_font_t *font, uint32_t gid, float scale);
/*
 * Adds to out what the outline says, in fewer pieces, whose points are on whole units. What is between nodes
 * stays within the tolerance (units) but for rounding; a corner may go a fifth farther, to where its lines
 * meet.
 */
void outline_simplify(const struct outline *outline, float tolerance, struct outline *out);
/* Adds to out a charstring that draws the outline, without width and hints; points must be on whole units. */
void outline_write(const struct outline *outline, struct buffer *out);

enum { OUTLINE_LEAST_COST = 25 };
/* Quarters of a bit that a number takes in a charstring after packing, on average over fonts: of fours up to
 * 108, and beyond. */
static inline int outline_number_cost(float value)
{
    enum { MOST = 27 };
    static const uint8_t costs[MOST + 1] = {25, 25, 25, 29, 29, 29, 33, 33, 33, 33, 33, 33, 38, 38,
                                            38, 38, 38, 38, 38, 38, 38, 38, 38, 38, 38, 38, 38, 60};
    unsigned fours = (unsigned)(int)fabsf(value) / 4;
    return costs[fours < MOST ? fours : MOST];
}

#endif
