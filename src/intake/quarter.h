/*
 * quarter.h - the figures of one quarter as typed data. Filled by read_quarter, then const; lives in the
 * reader's arena. Ids are as written; progress looks them up in the plan (cross-checked before).
 */
#ifndef TONGBAO_INTAKE_QUARTER_H
#define TONGBAO_INTAKE_QUARTER_H

#include "intake/plan.h"

/* The figure reported for one target. */
struct actual {
    const char *target;
    bool na; /* no figure is due for the quarter; value is void */
    struct decimal value;
    const char *unit, *note; /* NULL when not given */
    struct where at;
};

/* Whether a figure is in its target's unit, as far as it says. */
bool actual_is_in_unit(const struct actual *actual, const struct target *target, struct arena *arena);

/* Words of progress for one task. */
struct words {
    const char *task;
    struct strings text;
    struct where at;
};

struct quarter {
    const char *notice; /* id of the notice */
    int year, number;   /* quarter 1 to 4 */
    struct date asof;
    bool sample; /* made-up figures: watermark on every page */
    struct actual *actual;
    int actual_count;
    struct words *words;
    int words_count;
    struct where at;
};

#endif
