/*
 * structure.h - the logical structure of a PDF (ISO 32000-1, 14.7 and 14.8): a tree of elements from the
 * pages' nodes, to which each piece of page content belongs by a marked-content id.
 *
 * Content tells which node it draws (structure_mark); the tree is written when all pages are done. Elements
 * follow one another in the order of the nodes; where an element has content of its own, its children stand
 * where their first content stands. Nodes that nothing was drawn for are left out, all but the document and
 * the rows and cells of tables.
 */
#ifndef TONGBAO_DRAW_STRUCTURE_H
#define TONGBAO_DRAW_STRUCTURE_H

#include "draw/leaf.h"
#include "typeset/pages.h"

struct structure;

/* A tree without content yet, in the document's arena. */
struct structure *structure_new(struct pdf *pdf, const struct pages *pages, const struct leaves *leaves);
/* Whether there is no such node (-1), so that what is drawn for it is an artifact. */
bool structure_is_artifact(const struct structure *structure, int node);
/* The name of a node's element, for marked content. */
const char *structure_tag(const struct structure *structure, int node);
/* Makes a link's node, of which nothing was drawn yet, one that leads nowhere: a mere stretch of text. */
void structure_unlink(struct structure *structure, int node);
/* A new piece of content of a node on a page; returns its marked-content id. */
int structure_mark(struct structure *structure, int page, int node);
/* The figure that a node is or belongs to; -1: none. */
int structure_figure(const struct structure *structure, int node);
/* Notes a rectangle of the page as drawn for a figure, for its bounding box; points × 1000, y up. */
void structure_extend(struct structure *structure, int page, int figure, int64_t left, int64_t bottom,
                      int64_t right, int64_t top);
/* Notes an annotation of a node; returns its /StructParent. */
int structure_annotate(struct structure *structure, int page, int node, HPDF_Dict annotation);
/* Writes the tree and ties the catalog to it. */
void structure_write(struct structure *structure);

#endif
