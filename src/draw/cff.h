/*
 * cff.h - reading the Compact Font Format (Adobe Technical Note 5176), name-keyed or CID-keyed, and writing a
 * CID-keyed subset of it.
 *
 * Reads straight from the mapped font, one glyph at a time, so that the size of the font doesn't matter. The
 * font file isn't trusted.
 */
#ifndef TONGBAO_DRAW_CFF_H
#define TONGBAO_DRAW_CFF_H

#include "base/buffer.h"
#include "draw/span.h"

/* An INDEX (section 5). */
struct cff_index {
    struct span offsets, data;
    uint32_t count;
    int width; /* of an offset */
};

/* A Font DICT with its Private DICT; a name-keyed font counts as having one. */
struct cff_fd {
    struct span matrix;       /* FontMatrix operands; empty: none */
    struct span private_dict; /* as in the font */
    struct cff_index subrs;
};

struct cff {
    struct cff_index charstrings, subrs; /* subrs: the global ones */
    struct span matrix;                  /* the Top DICT's FontMatrix operands; empty: none */
    struct cff_fd *fd;
    uint32_t fd_count;
    struct span fdselect; /* empty: all glyphs in fd 0 */
};

/* Reads the `CFF ` table into cff; lends from it. False when it can't be used. Release with cff_close. */
bool cff_open(struct cff *cff, struct span table);
void cff_close(struct cff *cff);
/* The item i of an INDEX; empty when there is none. */
struct span cff_item(const struct cff_index *index, uint32_t i);
/* The Font DICT of a glyph, always below fd_count. */
uint32_t cff_fd_of(const struct cff *cff, uint32_t gid);

/* Adds an integer of 16 bits as DICTs and charstrings both spell it. */
void cff_put_number(struct buffer *out, int value);

/* A glyph of the subset to be written. */
struct cff_glyph {
    struct span outline; /* charstring without width and without subroutines */
    uint32_t fd;
    int width;   /* font units */
    int same_as; /* an earlier glyph with the same outline; -1: none */
};
/*
 * Writes a CID-keyed CFF of the glyphs; glyph i gets CID i, so glyph 0 must be .notdef. matrix and fd (with
 * fd_count) come from the font that the outlines are of. em: font units an em, the width that needs no word
 * of its own.
 */
void cff_write(const struct cff *from, int em, const char *name, const struct cff_glyph *glyph, int count,
               struct buffer *out);

#endif
