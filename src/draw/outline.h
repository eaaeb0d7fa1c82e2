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

/* How far two points are apart. */
static inline float outline_distance(struct outline_point a, struct outline_point b)
{
    return sqrtf((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

/* A line from point 0 to point 3, or a curve with control points 1 and 2. */
struct outline_piece {
    struct outline_point p[4];
    bool line;
};

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

/* Quarters of a bit that a number takes in a charstring after packing, on average over fonts; and the least
 * of them. */
enum { OUTLINE_LEAST_COST = 25 };
int outline_number_cost(float value);

#endif
