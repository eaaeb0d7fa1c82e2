/*
 * typeset.h - from a document to finished pages, in one call.
 */
#ifndef TONGBAO_TYPESET_TYPESET_H
#define TONGBAO_TYPESET_TYPESET_H

#include "base/arena.h"
#include "base/diag.h"
#include "compose/document.h"
#include "typeset/pages.h"

struct line_store; /* line_store.h */

/*
 * Sets the document. NULL with messages when a character is in no font or an image can't be used; characters
 * taken from a fallback font are noted once each. lines: of these fonts, NULL for none. The pages live in
 * arena, refer to document, fonts and lines, and are gone when the next document is set with the same lines.
 */
const struct pages *typeset(const struct document *document, struct fontset *fonts, struct line_store *lines,
                            struct arena *arena, struct diag *diag);

#endif
