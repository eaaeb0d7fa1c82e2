/*
 * table.h - a table measured: its cells on a grid of rows and columns with their widths, heights and lines.
 * Working state between table_layout.c and table_widths.c, which measure, and table.c, which makes boxes of
 * rows.
 */
#ifndef TONGBAO_TYPESET_TABLE_H
#define TONGBAO_TYPESET_TABLE_H

#include "typeset/setter.h"

struct table_cell {
    const struct cell *cell;
    int row, column, rowspan, colspan; /* clamped to the table */
    const struct block_style *style;
    enum align align; /* resolved: the cell's, the column's, or by what the column holds */
    length least;     /* width of the widest piece that is never broken */
    length wish;      /* and of what is better not broken: a short label, half a head */
    length natural;   /* on one line */
    const struct lines *lines;
    length shift;   /* of the lines' left edge into the cell */
    int *name;      /* a list of names: how many characters each has */
    int name_count; /* 0: it is none */
};

struct table_layout {
    const struct table *table;
    struct table_cell *cell; /* in the order of the document: by row, then column */
    int cell_count, cell_capacity;
    int columns, rows, head; /* the first `head` rows come again on each page */
    int number;              /* of its first row among those of the strip's tables, from 1 */
    length x;                /* of the left edge in the frame */
    length *column_x;        /* columns + 1 edges, from the table's left */
    length *point;           /* by column: where decimal points stand, from the column's left */
    length *figure;          /* by column: width of its figures, aligned on their points */
    length *row_height;
    enum keep *keep;     /* by row: why it mayn't be parted from the next: KEEP_NONE, KEEP_CELL, KEEP_SPAN */
    length pad_x, pad_y; /* blank between rule and content */
    length depth;        /* of the frame */
    int64_t head_height; /* of the head's rows … */
    length heading;      /* … and of the highest row that comes again with them */
};

/* Places, measures and breaks all cells of a table that comes next in the strip; lives in the arena. */
struct table_layout *table_measure(struct setter *s, const struct table *table, const struct strip *strip);
/* table_widths.c: the columns' edges from the table's left, columns + 1 of them, for a table `total` wide. */
length *table_widths(struct setter *s, const struct table_layout *t, length total);
/* Height of count rows from row `from` on together. */
int64_t table_rows_height(const struct table_layout *t, int from, int count);
/* table_list.c: finds out whether the cell is a list of names, divided by 、. */
void list_find(struct setter *s, struct table_cell *c);
/* table_list.c: width of its longest name, but no more than is reasonable; 0 for no list. */
length list_wish(const struct table_cell *c);
/* table_list.c: lines that the list takes when names stay whole; 0 when one of them is too long for that. */
int list_lines(const struct table_cell *c, length measure);
/* table_list.c: the list set with whole names, unless that takes more than half as many lines more. */
const struct lines *list_set(struct setter *s, const struct table_cell *c, const struct style *style,
                             length measure);
/* Whether the cell stands across the table and heads the rows below it; whether it comes again with the
 * table's head on each page that these go on to. */
bool cell_heads_rows(const struct table_layout *t, const struct table_cell *c);
bool cell_comes_again(const struct table_layout *t, const struct table_cell *c);
/* Whether the cell is a figure, to be aligned on its decimal point. */
bool cell_is_figure(const struct cell *cell);
/* Whether the cell is set as a head; one that heads its row is set as data. */
bool cell_is_head(const struct cell *cell);

#endif
