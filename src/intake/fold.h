/*
 * fold.h - white space in what the author wrote, as it is meant.
 *
 * In Chinese text a line break of the file is no space, nor is the indentation behind it: both vanish.
 * Between two western words they are one space. A space that the author typed within a line stays; several
 * are one. At both ends nothing stays, and no ideographic space (U+3000) either: paragraphs are indented by
 * the typesetter.
 */
#ifndef TONGBAO_INTAKE_FOLD_H
#define TONGBAO_INTAKE_FOLD_H

#include "base/arena.h"
#include "intake/plan.h"

/* Text of an element, folded; in the arena. */
const char *fold_text(struct arena *arena, const char *text);
/* The same for an attribute's value, where XML has made spaces of line breaks: several spaces in a row are
 * taken for a line break with its indentation. */
const char *fold_attribute(struct arena *arena, const char *value);
/* A text as plain characters, to be held against others: full-width ASCII narrow, without blanks and commas.
 * In the arena. */
const char *fold_plain(struct arena *arena, const char *text);
/*
 * Folds a text that is divided into count pieces as if it were one, and keeps the division; white space at
 * the edge of a target goes to the text around it. Returns the pieces that are left, their number in *made;
 * never two neighbours with the same targets. In the arena.
 */
struct piece *fold_pieces(struct arena *arena, const struct piece *piece, int count, int *made);

#endif
