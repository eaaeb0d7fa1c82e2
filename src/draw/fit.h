/*
 * fit.h - one cubic curve in the place of many: fitting to samples of an outline.
 */
#ifndef TONGBAO_DRAW_FIT_H
#define TONGBAO_DRAW_FIT_H

#include "draw/outline.h"

enum {
    FIT_SAMPLES = 73, /* the most that a stretch may have; simplify.c sees to it */
    FIT_SPARE = 3,
};

/* A stretch of an outline: samples, at each of which the length of the way so far is known. Behind the last
 * one numbers for FIT_SPARE more can be read, whatever they are. */
struct stretch {
    const float *x, *y, *way;
    int count;
    float tolerance;
};

/*
 * Finds control points on whole units with which a curve between the piece's ends stays within the tolerance
 * of all samples but the first and the last, near which the piece begins and ends. False when none were
 * found, or one would be farther out than OUTLINE_MOST.
 */
bool fit_curve(const struct stretch *stretch, struct outline_piece *piece);
/*
 * Lays arms that are almost along an axis onto it, where the curve stays within the tolerance: operators for
 * such curves take fewer numbers, and an extreme stays one.
 */
void fit_level(const struct stretch *stretch, struct outline_piece *piece);

#endif
