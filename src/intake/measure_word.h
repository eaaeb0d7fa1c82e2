/*
 * measure_word.h - what a target's name, and the clause in which its number stands, say of how it is
 * measured: a growth, a fall, anew each quarter, a mean, a share of a whole.
 */
#ifndef TONGBAO_INTAKE_MEASURE_WORD_H
#define TONGBAO_INTAKE_MEASURE_WORD_H

#include "intake/plan.h"

/* A target's words in plain characters. */
struct measured {
    const char *name;
    const char *clause; /* from the last mark before the number up to it */
};

/* before: the text before the target's phrase. In the arena. */
struct measured measured_words(struct arena *arena, const struct target *target, const char *before);
/* The same, where the text is still to be found. */
struct measured measured_words_of(struct arena *arena, const struct plan *plan, const struct target *target);
/* The word by which it is a growth on last year, not on another time; NULL: there is none. */
const char *measured_growth(const struct measured *words);
/* The word by which its name, which is what sentences go by, tells of a fall. */
const char *measured_fall(const struct measured *words);
/* The word by which it is due each quarter. */
const char *measured_quarterly(const struct measured *words);
/* Whether it is a mean over bodies, or worked out in another way, and so needn't be whole. */
bool measured_mean(const struct measured *words);
/* Whether it is a share of a whole, of which there is no more than all. */
bool measured_share(const struct measured *words);
/* Whether it may well be below zero: a profit, a net increase. */
bool measured_signed(const struct measured *words);
/* Whether there are no parts of what is counted in that unit. */
bool measured_in_wholes(struct arena *arena, const char *unit);

#endif
