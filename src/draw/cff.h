/*
 * cff.h - writing a font in the Compact Font Format (Adobe Technical Note 5176).
 */
#ifndef TONGBAO_DRAW_CFF_H
#define TONGBAO_DRAW_CFF_H

#include "draw/huffman.h"

/* Adds an integer of 16 bits as DICTs and charstrings both spell it. */
void cff_put_number(struct buffer *out, int value);

/* A glyph of the subset to be written. */
struct cff_glyph {
    const struct encoded *outline; /* charstring without width and without subroutines */
    int width;                     /* font units */
    int same_as;                   /* an earlier glyph with the same outline; -1: none */
};
/*
 * Writes a CID-keyed CFF of the glyphs, at most FONT_GLYPHS; glyph i gets CID i, so glyph 0 must be .notdef.
 * em: font units an em, the width that needs no word of its own. store: of the outlines. Adds the table to
 * out as a zlib stream.
 */
void cff_write(int em, const char *name, const struct cff_glyph *glyph, int count, const struct buffer *store,
               struct buffer *out);

#endif
