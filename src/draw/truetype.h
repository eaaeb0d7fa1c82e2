/*
 * truetype.h - a subset of a font with TrueType outlines (OpenType 1.9: glyf, loca, head, hhea, hmtx, maxp).
 */
#ifndef TONGBAO_DRAW_TRUETYPE_H
#define TONGBAO_DRAW_TRUETYPE_H

#include "base/buffer.h"
#include "base/span.h"
#include "draw/program.h"

/* The tables that a PDF needs, lent from the font. */
struct truetype {
    struct span head, hhea, hmtx, maxp, loca, glyf;
    struct span cvt, fpgm, prep; /* instructions: some Chinese fonts put their strokes in place by them */
    uint32_t glyph_count;
};

/* Checks the tables that are set in font and counts its glyphs; false when it can't be used. */
bool truetype_open(struct truetype *font);
/*
 * Writes a font file of the glyphs; glyph i gets glyph id i, so glyph 0 must be .notdef. Components of
 * composite glyphs follow behind them. A broken glyph comes out empty. False when there would be more than
 * FONT_GLYPHS glyphs, or more outlines than any sound font has.
 */
bool truetype_write(const struct truetype *font, const struct program_glyph *glyph, int count,
                    struct buffer *out);

#endif
