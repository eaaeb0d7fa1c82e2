/*
 * stamp.h - glyphs as shapes: for large type that is no content, such as a watermark, so that no reader takes
 * it for text.
 */
#ifndef TONGBAO_DRAW_STAMP_H
#define TONGBAO_DRAW_STAMP_H

#include "draw/object.h"
#include "typeset/pages.h"

/* The stamps of one document. */
struct stamps;

/* None yet; lives in the document's arena. */
struct stamps *stamps_new(struct pdf *pdf);
/* The form XObject that fills the outline of a glyph in the current colour, a thousand units to the em. */
HPDF_Dict stamps_use(struct stamps *stamps, const struct font *font, uint32_t gid);

#endif
