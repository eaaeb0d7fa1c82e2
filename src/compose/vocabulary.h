/*
 * vocabulary.h - holds a document XML tree against what document-xml.md allows, in words that help whoever
 * wrote it. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_VOCABULARY_H
#define TONGBAO_COMPOSE_VOCABULARY_H

#include "compose/reading.h"

/*
 * Checks the whole tree: elements, their order and number, attributes and their values, ids unique, links
 * leading somewhere. All faults are reported; true when it can be read, be it with ids and links that are
 * faulty.
 */
bool vocabulary_check(const struct reading *reading, const xmlDoc *doc);

#endif
