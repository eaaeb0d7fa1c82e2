/*
 * ink.h - where the ink of set glyphs is, for what the standard measures from the print and not from the em
 * box: the upper edge of the mark, the dashes of the page number.
 */
#ifndef TONGBAO_TYPESET_INK_H
#define TONGBAO_TYPESET_INK_H

#include "typeset/line.h"

struct ink_extent {
    length above,
        below; /* the base line: upper edge above it, lower edge below it (negative: also above it) */
};

/* The ink of the run's glyphs [from, to). A run without ink has the em box's extent. */
struct ink_extent run_ink(const struct glyph_run *run, int from, int to);
/* The ink of a whole line; where it has no glyphs, the em box's extent at that size. */
struct ink_extent line_ink(const struct line *line, length size);

#endif
