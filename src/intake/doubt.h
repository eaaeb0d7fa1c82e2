/*
 * doubt.h - what is allowed, yet mostly a slip at the desk, by the file it stands in. Told by `tongbao check`
 * and by a build; reissue, which runs unattended, stays silent about what it can do.
 */
#ifndef TONGBAO_INTAKE_DOUBT_H
#define TONGBAO_INTAKE_DOUBT_H

#include "intake/intake.h"

/* The inputs that are held against one another. */
struct doubts {
    const struct input *input;
    int count;
    struct arena *arena;
    struct diag *diag;
};

/* A document number that isn't written as the standard has it, or not of that year (0: of any). */
void doubt_number(const struct doubts *doubts, struct where at, const char *number, int year);

/* A name that stands twice in a list of children of an element. */
void doubt_twice(const struct doubts *doubts, struct where at, const struct strings *names, const char *child,
                 const char *element);

/* What is odd within a file, and what figures have against those of the quarter before. */
void doubt_plan(const struct doubts *doubts, const struct plan *plan);
/* Words beside a target's number that contradict its bound; before and behind: the text around its phrase. */
void doubt_bound(const struct doubts *doubts, const struct target *target, const char *before,
                 const char *behind);
void doubt_quarter(const struct doubts *doubts, const struct quarter *quarter);
void doubt_issuance(const struct doubts *doubts, const struct issuance *issuance);
/* The letters of two quarters in one series of numbers, of which some would be given twice. */
void doubt_series(const struct doubts *doubts, const struct issuance *a, const struct issuance *b);

#endif
