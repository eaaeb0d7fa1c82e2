/*
 * conform.h - holds a tree against the vocabulary's table and against the schema.
 *
 * The table finds all faults and words them: what was found, what is allowed, in which element. The RELAX NG
 * schema is the gate behind it; it is asked only when the table finds nothing, because libxml2's messages on
 * it name neither the attribute nor what is allowed.
 */
#ifndef TONGBAO_INTAKE_CONFORM_H
#define TONGBAO_INTAKE_CONFORM_H

#include "intake/tree.h"
#include "intake/vocabulary.h"

/* Reports all that differs from the table; true when nothing does. The root is the vocabulary's by namespace,
 * its name is checked here. */
bool conform_table(struct tree *tree, const struct vocabulary *vocabulary);
/* Validates against the schema of that name (schema_validate) and reports the first fault; true for none. */
bool conform_schema(struct tree *tree, const char *name);

#endif
