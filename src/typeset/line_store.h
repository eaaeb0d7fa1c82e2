/*
 * line_store.h - paragraphs that were set before: the wording of a task stands in the letter of each of its
 * units, so most paragraphs of a letter have been set for another one already.
 *
 * What it answers is what line.h would, for the same text, style and measure; only sooner. It lives as long
 * as its owner wants, over many documents, and is bounded: what it holds is let go between two documents when
 * it has grown too much.
 */
#ifndef TONGBAO_TYPESET_LINE_STORE_H
#define TONGBAO_TYPESET_LINE_STORE_H

#include "typeset/line.h"

struct line_store;

/* An empty store for paragraphs in the fonts of one set; release with line_store_free (takes NULL). */
struct line_store *line_store_new(void);
void line_store_free(struct line_store *store);
/* To be called before each document, whose lines are lent until the next call. */
void line_store_begin(struct line_store *store);

/*
 * The functions of line.h, answered from the store where they can be. What is reported to diag isn't stored,
 * so that every document is told of its own. With NULL for a store they set the paragraph anew.
 */
const struct lines *line_store_set(struct line_store *store, const struct para *para,
                                   const struct style *style, length measure, struct fontset *fonts,
                                   struct arena *arena, struct diag *diag);
length line_store_natural(struct line_store *store, const struct para *para, const struct style *style,
                          struct fontset *fonts, struct arena *arena, struct diag *diag);
length line_store_least(struct line_store *store, const struct para *para, const struct style *style,
                        struct fontset *fonts, struct arena *arena, struct diag *diag);

#endif
