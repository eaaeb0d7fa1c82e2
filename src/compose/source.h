/*
 * source.h - where in the templates an element of a document comes from. What libxslt makes doesn't tell.
 */
#ifndef TONGBAO_COMPOSE_SOURCE_H
#define TONGBAO_COMPOSE_SOURCE_H

#include "base/arena.h"
#include "base/where.h"

#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>

/*
 * The place of the element in the templates that node was made from, where there is one only that can be
 * meant: of its name, and with the same attributes as far as they are written out. Else `otherwise`. The
 * file's name stands in the folder of that of otherwise, in arena.
 */
struct where source_place(const xsltStylesheet *style, const xmlNode *node, struct where otherwise,
                          struct arena *arena);

#endif
