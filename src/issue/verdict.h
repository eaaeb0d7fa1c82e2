/*
 * verdict.h - whether an issued document is out of date, and why: one table of cases, no I/O.
 *
 *   composed text     made with          the verdict
 *   the same          the same           keep
 *   the same          others             stale
 *   another           the same           correct when its facts changed (plan, figures, words), else again:
 *                                        only particulars changed (a number, a telephone), and that is no
 *                                        correction of anything
 *   another           others             correct when its facts changed, again when only particulars did,
 *                                        else stale
 *
 * Again is make, or correct where the document as issued already says that it is a correction. Stale
 * documents are kept as they were issued; only when the run is forced, or the file is gone or damaged, they
 * are made again.
 */
#ifndef TONGBAO_ISSUE_VERDICT_H
#define TONGBAO_ISSUE_VERDICT_H

#include "issue/manifest.h"

enum verdict {
    VERDICT_KEEP,    /* up to date */
    VERDICT_STALE,   /* a new program, font or template would change it; kept */
    VERDICT_MAKE,    /* to be made: new, or again without a change of facts */
    VERDICT_CORRECT, /* to be made and to say that it is a correction (更正) */
};

/* A document as the inputs ask for it now. */
struct claim {
    const struct entry *old; /* as issued; NULL: never */
    bool intact;             /* the issued file is there and unchanged */
    struct sum document;     /* of its composed text, without the word that it is a correction */
    struct subject subject;
    const struct tools *tools;
    bool force;
};

/* The verdict on a claim, after the table above. Never fails. */
enum verdict verdict_of(const struct claim *claim);

#endif
