/*
 * bound_word.h - the words beside a number that tell of what kind a target is (以上, 左右, 不超过), and which
 * bounds go with them.
 */
#ifndef TONGBAO_INTAKE_BOUND_WORD_H
#define TONGBAO_INTAKE_BOUND_WORD_H

#include "intake/plan.h"

enum bound_kind { KIND_LEAST, KIND_MOST, KIND_ABOUT };

struct bound_word {
    const char *word;
    bool behind; /* it stands behind the number and its unit, else before */
    bool alone;  /* it is one only where nothing stands before it: 约 is a part of 签约 */
    enum bound_kind kind;
};

/* The word that text begins with, of those that stand behind a number; NULL: none. */
const struct bound_word *bound_word_begins(const char *text);
/* The word of either kind that text, a unit of measure, begins or ends with; NULL: none. */
const struct bound_word *bound_word_at_edge(const char *text);
/* The word that ends text, which goes up to a number; from is where the target's own phrase begins in it.
 * NULL: none. */
const struct bound_word *bound_word_ends(const char *text, const char *from);
/* Whether text ends in a word of the kind that stands before a number. */
bool bound_word_closes(const char *text, enum bound_kind kind);
/* Whether a word of the kind stands anywhere in text. */
bool bound_word_within(const char *text, enum bound_kind kind);
/* Whether a target may have the bound that it has beside a word of that kind. */
bool bound_word_fits(enum bound_kind kind, const struct target *target);

#endif
