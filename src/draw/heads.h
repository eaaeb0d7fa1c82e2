/*
 * heads.h - the head cells that each data cell of a table answers to (ISO 32000-1, 14.8.5.7, Headers), so
 * that a screen reader can say them before the cell.
 *
 * Found as HTML finds them (HTML Living Standard, 4.9.12.2): a cell's column heads are those above any column
 * that it covers, its row heads those at its left in any row that it covers, or the first at its right where
 * there is none. A head that stands behind data begins anew and takes the place of the earlier ones of its
 * size, so that the head of a group of rows holds until the next.
 */
#ifndef TONGBAO_DRAW_HEADS_H
#define TONGBAO_DRAW_HEADS_H

#include "base/arena.h"
#include "typeset/pages.h"

/* Nodes of head cells, the column heads from the top down and then the row heads. */
struct head_list {
    const int *node;
    int count;
    int first;  /* the first of the cells below one another that have this same list */
    int shared; /* how many they are; counted in the first one's list */
};

/* One list a node of the pages, empty for all but data cells; in the arena. */
const struct head_list *heads_find(struct arena *arena, const struct pages *pages);

#endif
