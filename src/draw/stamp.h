/*
 * stamp.h - glyphs as shapes: for large type that is no content, such as a watermark, so that no reader takes
 * it for text.
 */
#ifndef TONGBAO_DRAW_STAMP_H
#define TONGBAO_DRAW_STAMP_H

#include "draw/object.h"
#include "typeset/pages.h"

/* The shapes that a drawer has made, for any document. */
struct stamp_store;
/* A new, empty store; release with stamp_store_free (takes NULL). */
struct stamp_store *stamp_store_new(void);
void stamp_store_free(struct stamp_store *store);

/* The stamps of one document. */
struct stamps;

/* None yet; lives in the document's arena. */
struct stamps *stamps_new(struct pdf *pdf, struct stamp_store *store);
/* The form XObject that fills the outline of a glyph in the current colour, a unit to the em. */
HPDF_Dict stamps_use(struct stamps *stamps, const struct font *font, uint32_t gid);

#endif
