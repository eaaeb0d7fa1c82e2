/*
 * rollup.h - gathers the figures of a task, area, part, unit or the whole plan. Inside progress only.
 */
#ifndef TONGBAO_PROGRESS_ROLLUP_H
#define TONGBAO_PROGRESS_ROLLUP_H

#include "progress/mean.h"
#include "progress/report.h"

/* A set being gathered; start with {0}. */
struct rollup {
    struct tally tally;
    struct mean share; /* of the reported counts; one without a share counts as 0 */
    struct mean lead;  /* of all reported targets */
};                     /* ceilings are in no average */

/* Counts one target's figure into the set. */
void rollup_add(struct rollup *set, const struct target *target, const struct figure *figure,
                struct arena *arena);
/* The tally of what was added, with its mean and its light. */
struct tally rollup_tally(const struct rollup *set);
/* How many of the tally's targets have a reported value. */
int tally_reported(const struct tally *tally);

#endif
