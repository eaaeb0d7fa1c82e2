/*
 * pipeline.h - the way of one document through all stages: compose, typeset, draw.
 *
 * A workshop holds what every document needs (templates, fonts, drawer) and is opened once per process,
 * before any worker is started. It owns them all.
 */
#ifndef TONGBAO_ISSUE_PIPELINE_H
#define TONGBAO_ISSUE_PIPELINE_H

#include "base/buffer.h"
#include "base/diag.h"
#include "compose/compose.h"
#include "draw/draw.h"
#include "typeset/typeset.h"

/* Which stage's product is shown as text instead of files being written; DUMP_NONE: none. */
enum dump { DUMP_NONE, DUMP_REPORT, DUMP_DOCUMENT, DUMP_LINES, DUMP_PAGES };

struct workshop {
    struct composer *composer; /* NULL where templates aren't needed */
    struct fontset *fonts;
    struct line_store *lines; /* set in these fonts */
    struct drawer *drawer;
};

/* Opens templates (NULL: none needed) and fonts from their folders. False with messages; close it all the
 * same. */
bool workshop_open(struct workshop *workshop, const char *templates, const char *fonts, struct diag *diag);
void workshop_close(struct workshop *workshop);

/* What one document came out as. The holder frees the buffers. */
struct product {
    struct buffer xml; /* the document XML that it was set from, canonical */
    struct buffer
        source; /* the XML that it was made from, embedded in the PDF: the report, or a lone document */
    struct buffer data; /* the PDF, or the HTML of the overview; with a dump: the dump's text */
    int pages;
};

/* Empties the product; free gives up its buffers' room, too. */
void product_clear(struct product *product);
void product_free(struct product *product);

/* Asked once a document is composed, and before it is set: whether to go on. */
typedef bool pipeline_question(void *context, const struct product *product);

/*
 * Makes one document: composes it, sets it, draws it, each stage only if the one before had no error. unit:
 * for TEMPLATE_LETTER. With dump, product->data is that stage's text. go_on is asked on the way with context,
 * unless it is NULL; where it says no, that is no error. False with messages.
 */
bool pipeline_make(struct workshop *workshop, enum template template, const struct _xmlDoc *report,
                   const char *unit, enum dump dump, pipeline_question *go_on, void *context,
                   struct product *product, struct diag *diag);
/* The second half, for a document that is there already: typeset and draw. product->source, which may be
 * empty, is embedded in the PDF. */
bool pipeline_finish(struct workshop *workshop, const struct document *document, enum dump dump,
                     struct product *product, struct arena *arena, struct diag *diag);

#endif
