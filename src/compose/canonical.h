/*
 * canonical.h - a document as bytes of which there is one form only. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_CANONICAL_H
#define TONGBAO_COMPOSE_CANONICAL_H

#include "base/buffer.h"

#include <libxml/tree.h>

/*
 * Adds the tree to out in exclusive canonical form without comments (XML-EXC-C14N), where only names that are
 * used declare a namespace.
 */
void canonical_add(const xmlDoc *doc, struct buffer *out);

#endif
