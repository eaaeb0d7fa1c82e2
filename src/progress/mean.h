/*
 * mean.h - the exact mean of many fractions. Inside progress only.
 *
 * Shares have denominators as various as the targets are, so their sum soon outgrows 128 bits; GMP takes it.
 */
#ifndef TONGBAO_PROGRESS_MEAN_H
#define TONGBAO_PROGRESS_MEAN_H

#include "base/arena.h"
#include "base/rational.h"

#include <gmp.h>

/* The terms of a mean; start with {0}. They live in the arena given to mean_add. */
struct mean {
    struct rational *term;
    int count, capacity;
};

/* Adds one term. */
void mean_add(struct mean *mean, struct rational term, struct arena *arena);
/* The mean itself into out, which the caller has initialised and clears; 0 without terms. */
void mean_exact(const struct mean *mean, mpq_t out);
/* The mean rounded to one decimal, half up; 0 without terms. */
struct rational mean_rounded(const struct mean *mean);

#endif
