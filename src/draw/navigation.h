/*
 * navigation.h - finding one's way in a PDF: bookmarks, links and page labels (ISO
 * 32000-1, 12.3.3, 12.5.6.5, 12.4.2).
 */
#ifndef TONGBAO_DRAW_NAVIGATION_H
#define TONGBAO_DRAW_NAVIGATION_H

#include "draw/structure.h"

/* The ways through one document. */
struct navigation;

/* Knows the document's ids, and its page objects; lives in the document's arena. */
struct navigation *navigation_new(struct pdf *pdf, const struct pages *pages, struct leaves *leaves);
/* Bookmarks for all nodes with a title: attachments and the document's headings, nested by level. */
void navigation_bookmarks(const struct navigation *navigation);
/* Tells the structure, before anything is drawn, which links lead nowhere: their target isn't among the
 * nodes, or is on no page. An element Link must have an annotation (ISO 14289-1, 7.18.5). */
void navigation_unlink(const struct navigation *navigation, struct structure *structure);
/* The links of page i as annotations, those that lead nowhere left out. */
void navigation_links(const struct navigation *navigation, int i, struct structure *structure);
/* Page labels: the numbers that the pages count as, printed or not. */
void navigation_labels(const struct navigation *navigation);

#endif
