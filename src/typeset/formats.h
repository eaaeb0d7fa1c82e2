/*
 * formats.h - what distinguishes the formats of GB/T 9704-2012: one row a format.
 */
#ifndef TONGBAO_TYPESET_FORMATS_H
#define TONGBAO_TYPESET_FORMATS_H

#include "base/length.h"
#include "compose/document.h"

struct format_rules {
    length mark_top;        /* upper edge of the mark's ink from the paper's; 0: no head */
    length number_gap;      /* mark to number */
    length red_line_gap;    /* number to red line; 0: no red line */
    length title_gap;       /* last element of the head to the title */
    bool number_on_grid;    /* the number stands on the body's grid, where no line parts them */
    bool double_lines;      /* red double lines of the letter, on page 1 */
    bool number_first_page; /* page 1 carries its number */
    bool imprint_lines;     /* rules around the imprint, 印发机关 and 印发日期 */
};

/* The rules of a format; live for ever. */
const struct format_rules *format_rules(enum format format);

#endif
