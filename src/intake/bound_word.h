/*
 * bound_word.h - the words beside a number that tell of what kind a target is (以上, 左右, 不超过), and which
 * bounds go with them.
 */
#ifndef TONGBAO_INTAKE_BOUND_WORD_H
#define TONGBAO_INTAKE_BOUND_WORD_H

#include "intake/plan.h"

enum bound_kind { KIND_LEAST, KIND_MOST, KIND_ABOUT };

struct bound_word {
    const char *word; /* with what denies it; NULL: there is none */
    enum bound_kind kind;
    bool behind; /* it stands behind the number and its unit, else before */
    bool weak;   /* one behind the number decides over it: 控制在 */
    bool loose;  /* it goes with any bound but the contrary: 突破 is also what is done with techniques */
};

/* The word that text begins with, of those that stand behind a number. */
struct bound_word bound_word_begins(const char *text);
/* The word of either kind that text, a unit of measure, begins or ends with. */
struct bound_word bound_word_at_edge(const char *text);
/* The word that ends text, which goes up to a number; from is where the target's own phrase begins in it.
 * 不得超过 is the contrary of 超过; of one that may be denied nothing is known. */
struct bound_word bound_word_ends(const char *text, const char *from);
/* Whether text, which goes up to a number, ends in a word that tells of about so much. */
bool bound_word_nearly_before(const char *text);
/* Whether such a word stands anywhere in text. */
bool bound_word_nearly_within(const char *text);
/* Whether a target may have the bound that it has beside such a word. */
bool bound_word_fits(const struct bound_word *word, const struct target *target);

#endif
