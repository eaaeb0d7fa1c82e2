/*
 * read.h - a document XML tree, checked and read: the common part of composed documents and those of
 * `typeset`. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_READ_H
#define TONGBAO_COMPOSE_READ_H

#include "compose/vocabulary.h"

/* Checks the tree against the vocabulary's tables and reads it into structs in the reading's arena. NULL with
 * messages. */
const struct document *read_document(const struct reading *reading, const xmlDoc *doc);

#endif
