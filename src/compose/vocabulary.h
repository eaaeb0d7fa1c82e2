/*
 * vocabulary.h - holds a document XML tree against what document-xml.md allows, in words that help whoever
 * wrote it, and then against the schema, which is the gate. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_VOCABULARY_H
#define TONGBAO_COMPOSE_VOCABULARY_H

#include "compose/reading.h"

struct gate;

/* The compiled schema document.rng. Release with gate_free (takes NULL). */
struct gate *gate_new(void);
void gate_free(struct gate *gate);

/*
 * Checks the whole tree: elements, their order and number, attributes and their values, ids unique, links
 * leading somewhere. All faults are reported; true when there was none. Without a gate (NULL) the schema
 * isn't asked: for what our own templates make, many times over, the tables are enough, and a test holds the
 * two to agree.
 */
bool vocabulary_check(const struct reading *reading, const xmlDoc *doc, const struct gate *gate);

#endif
