/*
 * oddity.h - characters that can't be seen, leftovers of another program's escapes (&amp;nbsp;), and marks
 * and digits of the wrong width, in the texts of an input: they'd be printed, or hide in a name. Allowed, but
 * hardly ever meant.
 */
#ifndef TONGBAO_INTAKE_ODDITY_H
#define TONGBAO_INTAKE_ODDITY_H

#include "intake/tree.h"

struct oddity {
    struct where at;
    const char *in;       /* "name of <unit>", "<p>" */
    const char *before;   /* the end of what stands before it */
    unsigned character;   /* 0: a leftover; a mark of ASCII, a full-width digit, else what can't be seen */
    const char *leftover; /* "&nbsp;" */
};

/* The oddities of one file, so many at most; lives in the arena that it was gathered into. */
enum { ODDITIES_MOST = 100, WIDTHS_MOST = 3 };
struct oddities {
    struct oddity *item;
    int count, capacity;
    struct oddity width[WIDTHS_MOST]; /* the first of those of the wrong width */
    int widths;                       /* how many texts have such */
};

/* Gathers those of the whole tree, one of either sort of each text. */
struct oddities oddities_of(struct tree *tree, struct arena *arena);

#endif
