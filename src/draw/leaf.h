/*
 * leaf.h - the leaves of a PDF's page tree: its page objects, and the resources that they share (ISO 32000-1,
 * 7.7.3 and 7.8.3).
 *
 * A font or XObject goes by its object's number on every page, /F45 or /X43, so one dictionary of resources
 * serves all pages and nothing is looked up by name.
 */
#ifndef TONGBAO_DRAW_LEAF_H
#define TONGBAO_DRAW_LEAF_H

#include "draw/object.h"
#include "typeset/pages.h"

/* The page objects of one document. */
struct leaves;

/* One page object for each page, under one root, which becomes the catalogue's; lives in the document's
 * arena. */
struct leaves *leaves_new(struct pdf *pdf, const struct pages *pages);
/* The object of page i, to be referred to; complete after leaves_write. */
HPDF_Dict leaves_page(const struct leaves *leaves, int i);
/* Makes the bytes, compressed, the content of page i. */
void leaves_fill(struct leaves *leaves, int i, const void *bytes, size_t size);
/* Puts an annotation on page i, behind those that are there. */
void leaves_annotate(struct leaves *leaves, int i, HPDF_Dict annotation);
/* Add a font's or an XObject's name to a page's content, and the object to the resources. */
void leaves_put_font(struct leaves *leaves, HPDF_Dict font, struct buffer *out);
void leaves_put_drawing(struct leaves *leaves, HPDF_Dict drawing, struct buffer *out);
/* Writes all page objects; no more content, annotations or resources afterwards. */
void leaves_write(const struct leaves *leaves);

#endif
