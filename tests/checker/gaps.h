/*
 * gaps.h - the blanks between the characters of a line, held against what is natural.
 */
#ifndef CHECKER_GAPS_H
#define CHECKER_GAPS_H

#include "stext.h"

/* A gap stretched by more, in em, is loose; one by more than GAPING is never right. */
#define LOOSE 0.10
#define GAPING 0.25

enum kind { HAN, OPEN, CLOSE, LETTER, SUFFIX, PREFIX, WEST_MARK, TWO_EM, UNMEASURED };

struct row {
    struct character *c; /* from left to right */
    int count, page;
    double left, right;
    bool goes_on;                        /* with the next row of the list, in the same paragraph */
    double track;                        /* between characters, where 7.3.5.5 was used; mm */
    double shrink, stretch, han_stretch; /* em; the last one between Han characters only */
    int gaping_marks;                    /* pairs of marks looser than the line, by LOOSE */
};

enum kind row_kind(const struct row *row, int i);
/* Forgets the widths of western characters; learns them from a row. Before any of a file's rows is measured,
 * all have to be learned from. */
void widths_forget(void);
void widths_learn(const struct row *row);
/* Fills in shrink, stretch, han_stretch and gaping_marks. */
void row_measure(struct row *row);
/* What stands between Han characters of a paragraph's last row, mm, which is natural: nothing, unless 7.3.5.5
 * was used. */
double row_track(const struct row *last);

#endif
