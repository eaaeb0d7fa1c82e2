/*
 * grid.h - the rows of body type on a page, and the even grid that they stand on.
 */
#ifndef CHECKER_GRID_H
#define CHECKER_GRID_H

#include "stext.h"

/* GB/T 9704-2012: all in mm; the type area and what is measured by it stand in stext.h. */
#define TOP 37.0
#define BOTTOM 262.0
#define BASE (0.88 * ZI) /* from the em box's top to the base line */
#define LINES 22
#define LINES_LEAST 20 /* near a signature, 7.3.5.5 */
#define LINES_MOST 23

struct row {
    double y, left, right;
    const struct character *first, *last;
    int han;
    uint32_t text[80]; /* how it begins */
    int count;
    bool heading;
};

enum { MOST_ROWS = 200 };

struct page {
    struct stext_page text;
    struct row row[MOST_ROWS];
    int rows;
    double title_y; /* base line of the last row of title type; 0: none */
    int lines;      /* of the even grid on which all its rows stand: 22, else 20 to 23 */
    double from;    /* base line of the row with which that grid begins … */
    int above;      /* … and how many rows are above it */
    bool signing;   /* a date stands at the right, here or on one of the next two pages */
};

/* Gathers the characters of body size into rows by their base line, and finds the last row of title type;
 * without one the head ends with 发文字号. */
void page_gather(struct page *page);
/* Finds for each page the grid that its rows stand on. */
void pages_find_grids(struct page *pages, int count);
/* The distance of the grid's rows, in mm. */
double page_pitch(const struct page *page);
/* The grid row (from 1) of a base line, rounded; *off is how far it lies from it in mm. */
int page_grid_row(const struct page *page, double y, double *off);
/* The signer's stamp (签名章) beside a row, which is all left of it and between its edges; NULL: none. */
const struct image *page_stamp_beside(const struct page *page, const struct row *row);
/* Whether a row must stand on the grid: of body type below the title, since what stands above it, head
 * matter, has measures of its own; so has the office beside a stamp. */
bool page_holds(const struct page *page, const struct row *row);

#endif
