/*
 * odd.h - characters that stand in a tag for one that is meant: full-width, typographic or invisible ones.
 */
#ifndef TONGBAO_INTAKE_ODD_H
#define TONGBAO_INTAKE_ODD_H

#include "base/arena.h"

#include <stdbool.h>

/* What the character at p is meant for outside values: an ASCII character, "" for none at all; NULL when it
 * is not odd. */
const char *odd_meant(const char *p);
/* Whether the character at p is a quotation mark other than the two straight ones; a full-width semicolon. */
bool odd_is_quote(const char *p);
bool odd_is_semicolon(const char *p);
/* Whether it is a mark that can be seen and stands for a blank: a comma, 、. */
bool odd_is_mark(const char *p);
/* Says that the character at `at` in text is to be deleted, or replaced by what is meant; in arena. */
const char *odd_words(struct arena *arena, const char *text, const char *at, const char *meant);
/* Says that it stands within a name. */
const char *odd_words_in_name(struct arena *arena, const char *text, const char *at);

#endif
