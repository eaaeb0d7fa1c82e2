/*
 * contour.h - a contour of an outline as simplification sees it: pieces between nodes, samples of them, and
 * what must stay as it is.
 */
#ifndef TONGBAO_DRAW_CONTOUR_H
#define TONGBAO_DRAW_CONTOUR_H

#include "base/arena.h"
#include "draw/outline.h"

enum { CONTOUR_SAMPLES = 6 }; /* of each piece at most, its end included */

/* A line that a straight piece lies on: the points whose product with the normal is along. Of none all is 0.
 */
struct support {
    struct outline_point normal;
    float along;
    bool edge; /* a stem's */
};

struct contour {
    float tolerance; /* units that what is said anew may be off */
    int count;       /* pieces, and nodes but for the first one, which comes again as the last */
    struct outline_piece *piece;
    float *x, *y;         /* samples; behind the last one there is room for more (fit.h) */
    float *way;           /* at each sample, the length so far */
    int *at;              /* each node's sample */
    int *smooth;          /* by node: the last one that a curve from there can reach */
    int *next_edge;       /* by node: the next piece that is a stem's edge, itself included; count: none */
    struct support *edge; /* by piece, where it is one */
};

/* Makes room for contours of so many pieces. */
void contour_open(struct contour *contour, int pieces, float tolerance, struct arena *arena);
/* Takes a contour's pieces, at least one, so that it begins at a clear corner, which stays a node. */
void contour_take(struct contour *contour, const struct outline_piece *piece, int count);

#endif
