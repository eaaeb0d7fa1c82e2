/*
 * draw.h - from finished pages to the bytes of a PDF.
 *
 * A drawer lives as long as the process and keeps, per font, the outlines that documents have used so far,
 * simplified and encoded, so that a further document copies them; likewise pictures and the shapes of stamps.
 * It holds references to the fonts' faces, so that fonts needn't outlive it. The bytes of a document never
 * depend on what was drawn before it.
 */
#ifndef TONGBAO_DRAW_DRAW_H
#define TONGBAO_DRAW_DRAW_H

#include "base/buffer.h"
#include "base/diag.h"
#include "typeset/pages.h"

struct drawer;

/* A new drawer; release with drawer_free (takes NULL). */
struct drawer *drawer_new(void);
void drawer_free(struct drawer *drawer);

/* Draws pages as a PDF, appended to out. source: the XML that the document was made from, embedded in it as
 * source.xml; NULL or empty for none. False with messages. */
bool draw_pdf(struct drawer *drawer, const struct pages *pages, const struct buffer *source,
              struct buffer *out, struct diag *diag);
/*
 * Puts into out, which must be empty, what draw_pdf embedded in the PDF at path (any valid PDF will do, as
 * long as its data are deflated or as they are). False with a message, and nothing in out, when there is
 * none, or it is damaged or larger than 256 MiB.
 */
bool draw_extract(const char *path, struct buffer *out, struct diag *diag);

#endif
