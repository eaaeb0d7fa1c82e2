/*
 * source.h - the templates that a stylesheet was compiled from, and where in them an element of a document
 * comes from. What libxslt makes doesn't tell.
 */
#ifndef TONGBAO_COMPOSE_SOURCE_H
#define TONGBAO_COMPOSE_SOURCE_H

#include "base/arena.h"
#include "base/where.h"

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>
#include <stdbool.h>

/* Calls visit for every file of a stylesheet's templates: the one that was asked for, what it includes, then
 * what it imports. */
typedef void source_files_visitor(void *context, const xmlDoc *file);
void source_files(const xsltStylesheet *style, source_files_visitor *visit, void *context);
/* Calls visit for every element of a file, or of all files of a stylesheet. */
typedef void source_visitor(void *context, const xmlNode *element);
void source_visit_file(const xmlDoc *file, source_visitor *visit, void *context);
void source_visit(const xsltStylesheet *style, source_visitor *visit, void *context);

/* Whether an element is the instruction xsl:name. */
bool source_is(const xmlNode *node, const char *name);
/* What an attribute of a template says; NULL for none. */
const char *source_value(const xmlAttr *attribute);
/* The same of an element's attribute without namespace; NULL when it isn't there. */
const char *source_attribute(const xmlNode *node, const char *name);
/* Whether a name means the same everywhere; one with a prefix may stand with another one elsewhere. */
bool source_is_plain(const char *name);
/* A new table by names, of elements of templates; release with xmlHashFree. */
xmlHashTable *source_table(void);

/*
 * The place of the element in the templates that node was made from, where there is one only that can be
 * meant: of its name, and with the same attributes as far as they are written out. Else `otherwise`. The
 * file's name stands in the folder of that of otherwise, in arena.
 */
struct where source_place(const xsltStylesheet *style, const xmlNode *node, struct where otherwise,
                          struct arena *arena);

#endif
