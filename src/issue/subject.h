/*
 * subject.h - sums over typed data: what the inputs say, and what of it a document is about.
 *
 * They are taken over the data as read, so that touching, reformatting or commenting a file changes none of
 * them, nor does the order of what has none: a quarter's figures and words, the numbers of letters. A
 * document's own sum is taken over more than it prints rather than less: whether it is out of date is told by
 * its composed text (verdict.h); this sum only tells whether a changed text comes from the data or from a new
 * template.
 */
#ifndef TONGBAO_ISSUE_SUBJECT_H
#define TONGBAO_ISSUE_SUBJECT_H

#include "issue/sum.h"
#include "progress/report.h"

/* What a document is about. */
struct subject {
    struct sum facts; /* plan, figures and words: a change of these is a correction (更正) */
    struct sum data;  /* the same and how it is issued */
};

/* What a whole input says. */
struct sum subject_of_plan(const struct plan *plan);
struct sum subject_of_quarter(const struct quarter *quarter);
/* seal: the sum of the seal's image, or of nothing. */
struct sum subject_of_issuance(const struct issuance *issuance, const struct sum *seal);
/* What the bulletin and the overview are about: everything but what concerns the letters alone. */
struct subject subject_of_whole(const struct report *report, const struct sum *seal);
/* What the letter of unit u is about: its tasks, their figures and words, and how letters are issued. */
struct subject subject_of_letter(const struct report *report, int u, const char *number,
                                 const struct sum *seal);

#endif
