/*
 * xml_node.h - writing the nodes of the report XML. Inside progress only.
 *
 * An attribute or element whose value is absent (NULL, false, no date, no place) isn't written. Names and
 * texts are lent as long as the document lives; numbers are printed into its arena.
 */
#ifndef TONGBAO_PROGRESS_XML_NODE_H
#define TONGBAO_PROGRESS_XML_NODE_H

#include "base/arena.h"
#include "base/rational.h"
#include "base/where.h"
#include "intake/plan.h"

#include <libxml/tree.h>

/* The root of a new document, of a namespace that it declares. The document keeps the arena, for all its
 * nodes; xml_free, and no function of libxml2's, frees both. */
xmlNodePtr xml_begin(struct arena *arena, const char *name, const char *uri);
void xml_free(xmlDocPtr doc);

/* Adds an element, in the parent's namespace. */
xmlNodePtr xml_add(xmlNodePtr parent, const char *name);
/* Adds text to an element. */
void xml_text(xmlNodePtr node, const char *content);
/* Adds an element with text, or one for each of several. */
void xml_add_text(xmlNodePtr parent, const char *name, const char *content);
void xml_add_texts(xmlNodePtr parent, const char *name, const struct strings *content);

/* Adds an attribute. A share, or points of share, has one decimal; a place is "FILE:LINE", called `at`. */
void xml_set(xmlNodePtr node, const char *name, const char *value);
void xml_set_true(xmlNodePtr node, const char *name, bool value);
void xml_set_date(xmlNodePtr node, const char *name, struct date date);
void xml_set_int(xmlNodePtr node, const char *name, int value);
void xml_set_decimal(xmlNodePtr node, const char *name, struct decimal value);
void xml_set_share(xmlNodePtr node, const char *name, struct rational value);
void xml_set_place(xmlNodePtr node, struct where at);

#endif
