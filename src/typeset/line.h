/*
 * line.h - a paragraph into lines: the inner seam of typeset, between the line (classes, shaping, breaking,
 * justification) and the page (blocks, tables, charts, formats).
 *
 * A paragraph is shaped once; a line is a range of its glyphs with their places worked out. A line knows
 * nothing of the page.
 */
#ifndef TONGBAO_TYPESET_LINE_H
#define TONGBAO_TYPESET_LINE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/length.h"
#include "compose/document.h"
#include "typeset/font.h"
#include "typeset/pages.h"

/* How a paragraph is set. */
struct style {
    enum face face;
    enum face strong; /* for RUN_STRONG */
    length size;
    struct colour colour;
    enum align align; /* ALIGN_DEFAULT: justified, last line natural; LEFT CENTER RIGHT: ragged at natural
                         width; SPREAD: 均排 */
    length indent;    /* of the first line, not negative */
    length track;     /* added between characters that aren't both western; negative: taken away */
    int condense;     /* thousandths; 1000 for none */
    bool balance;     /* title: whole words, trapezoid or diamond; needs align CENTER */
    bool narrow;      /* a cell: never justified, whatever align says */
    const char *kind; /* for the dumps: "p", "h1", "title", "cell" */
};

/* A link's extent on a line. */
struct line_link {
    length x, width; /* x from the line's left, see struct line */
    const char *to;
};

/* A blank to write on. */
struct line_blank {
    length x, width; /* x from the line's left */
};

struct line {
    struct glyph_run *run; /* glyphs' dx count from run_x */
    length *run_x;         /* each run's origin from the left edge of the measure */
    int run_count;
    length
        left; /* where the ink box of the line begins, from the left edge of the measure (indent, centring) */
    length width; /* from left to the right end of the last em box, trimmed mark edges left out */
    length point; /* ALIGN_DECIMAL: from left to where the decimal point stands (or would stand) */
    bool last;    /* of the paragraph, or before the author's break: never stretched */
    struct line_link *link;
    int link_count;
    struct line_blank *blank;
    int blank_count;
    const char *text;    /* the logical text, for dumps */
    int shrink, stretch; /* thousandths of em, of the most changed gap */
};

struct lines {
    struct line *line;
    int count;
};

/*
 * Sets para into lines of at most measure. The em box of a line is size high; its base line lies
 * line_ascent(size) below the em box's top. A character that no font has is reported (NO_GLYPH, with
 * para->at) and left out; a fallback is noted; a line that sticks out because not even one unit fits is
 * warned of (TOO_WIDE).
 */
const struct lines *lines_set(const struct para *para, const struct style *style, length measure,
                              struct fontset *fonts, struct arena *arena, struct diag *diag);
/* Natural width of para on one line without breaking; for column widths and centring. */
length lines_natural(const struct para *para, const struct style *style, struct fontset *fonts,
                     struct arena *arena, struct diag *diag);
/* The least measure in which para can be set without an emergency break: its widest unbreakable piece. */
length lines_least(const struct para *para, const struct style *style, struct fontset *fonts,
                   struct arena *arena, struct diag *diag);
/* A para of one plain run, for texts that come as a string. Lives in arena. */
struct para para_of(const char *text, struct arena *arena);
/* The other way round: the characters of para as one line. Where the author broke it there is a blank between
 * western words, and none in Chinese. Lives in arena. */
const char *para_text(const struct para *para, struct arena *arena);
/* From the em box's top to the base line: 880/1000 of the size, the ideographic box of all Chinese fonts in
 * use. */
static inline length line_ascent(length size)
{
    return length_scale(size, 880, 1000);
}

#endif
