/*
 * program.h - font programs: what of a font goes into a PDF, whichever outlines the font has.
 *
 * A program is opened once for a font and keeps the outlines that were asked for, without subroutines, so
 * that a further document copies bytes. Subsets depend on the glyphs asked for only.
 */
#ifndef TONGBAO_DRAW_PROGRAM_H
#define TONGBAO_DRAW_PROGRAM_H

#include "base/buffer.h"
#include "typeset/font.h"

#include <stdint.h>

struct program;

/* What a program is for: type of reading sizes, or large type, whose outlines are drawn on a finer grid. */
enum purpose { PURPOSE_TEXT, PURPOSE_DISPLAY };

/* The most glyphs that a font can have, whose count is a number of 16 bits; codes of a PDF's text are too. */
enum { FONT_GLYPHS = 65535 };

/* A glyph of a subset: its id in the font, its advance in the program's units. */
struct program_glyph {
    uint32_t gid;
    int width;
};

/* Opens the program of a font; never NULL. Keeps a reference to the font's face and hb_font. Release with
 * program_free (takes NULL). */
struct program *program_open(const struct font *font, enum purpose purpose);
void program_free(struct program *program);
/* Whether subsets are bare CFF tables (FontFile3, CIDFontType0C), else TrueType files (FontFile2). */
bool program_is_cff(const struct program *program);
/* The program's units an em; the font may have others. */
int program_em(const struct program *program);
/* Of the advances that the program can say the nearest to a number of its units. */
int program_bounded(const struct program *program, int64_t width);
/* The advance of a glyph in the program's units, so bounded. */
int program_width(const struct program *program, uint32_t gid);
/* Number of glyphs in the font. */
uint32_t program_glyph_count(const struct program *program);
/*
 * Adds a subset to out, named name (PostScript): CFF as a zlib stream, TrueType as it is. Glyph i gets glyph
 * id and CID i; glyph 0 must be .notdef. False when it would be larger than any sound font needs: more glyphs
 * than FONT_GLYPHS, or a composite of everything again and again.
 */
bool program_subset(struct program *program, const struct program_glyph *glyph, int count, const char *name,
                    struct buffer *out);

#endif
