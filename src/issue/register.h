/*
 * register.h - every number (发文字号) that was ever given in an output folder, as it is printed, and what
 * has it: an issued document, one that was replaced or withdrawn, a unit whose letter is still to be made,
 * the notice itself. One number isn't given twice, whatever the patterns of the series are and
 * however it is spelled.
 */
#ifndef TONGBAO_ISSUE_REGISTER_H
#define TONGBAO_ISSUE_REGISTER_H

#include "issue/manifest.h"

/* What has a number. Of the notice the year is 0. */
struct holder {
    const char *number;
    int year, quarter;
    enum template kind;
    const char *unit;  /* of a letter, else NULL */
    const char *plain; /* the number as docnumber_plain has it, from registry_add */
};

struct registry {
    struct arena *arena;
    struct holder *holder; /* sorted by plain number once registry_sort was called */
    int count, capacity;
};

/* Adds a holder; adds all of a set. */
void registry_add(struct registry *registry, struct holder holder);
void registry_add_set(struct registry *registry, const struct manifest *manifest);
void registry_sort(struct registry *registry);
/* Who else than that holder has its number; NULL: nobody. */
const struct holder *registry_other(const struct registry *registry, const struct holder *own);

#endif
