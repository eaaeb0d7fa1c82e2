/*
 * compose.h - from the report to documents: runs the templates and reads what they make.
 *
 * A template is an XSLT 1.0 stylesheet under the templates folder: bulletin.xsl, letter.xsl, overview.xsl;
 * they may xsl:include and document() only files of that folder, write nothing and open no network. Of EXSLT
 * they have exsl:node-set and exsl:object-type. Runaway templates are stopped by libxslt's limits; what
 * remains unbounded is the memory that a string may take, which is for the process to limit.
 */
#ifndef TONGBAO_COMPOSE_COMPOSE_H
#define TONGBAO_COMPOSE_COMPOSE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "compose/document.h"

enum template { TEMPLATE_BULLETIN, TEMPLATE_LETTER, TEMPLATE_OVERVIEW, TEMPLATE_COUNT };

struct _xmlDoc; /* libxml2's tree; to hand it on its headers aren't needed */
struct composer;

/* Parses the three templates in folder; NULL with messages when one is missing or faulty. Release with
 * composer_free (takes NULL). */
struct composer *composer_open(const char *folder, struct diag *diag);
void composer_free(struct composer *composer);

/*
 * Makes one document from the report XML, made by report_xml or, for a letter, by report_xml_letter. unit:
 * the unit's id for TEMPLATE_LETTER, else NULL; the template gets it as parameter `unit`. The document XML as
 * the template made it is appended to xml, in canonical form: the key of the document. NULL with messages
 * when the template fails or makes what document-xml.md doesn't allow.
 */
const struct document *compose_document(struct composer *composer, enum template template,
                                        const struct _xmlDoc *report, const char *unit, struct arena *arena,
                                        struct buffer *xml, struct diag *diag);
/* Makes the overview page: HTML bytes into html. False with messages. */
bool compose_overview(struct composer *composer, const struct _xmlDoc *report, struct buffer *html,
                      struct diag *diag);
/*
 * Reads the XML tree of a lone document, from intake_open_xml; path names it in messages. NULL with messages.
 */
const struct document *document_read(const struct _xmlDoc *xml, const char *path, struct arena *arena,
                                     struct diag *diag);
/* Adds the tree of a lone document as text, which goes into the PDF. */
void document_save(struct _xmlDoc *xml, struct buffer *out);
/* --dump=document: the typed document as text, a line a block. */
void document_dump(const struct document *document, struct buffer *out);

#endif
