/*
 * The RELAX NG schemas, compiled into the program by embed.sh: the gate of every input must not depend on
 * files that somebody may have moved or edited. The table and its bytes live as long as the program; nobody
 * frees them.
 */
#ifndef TONGBAO_SCHEMA_SCHEMA_H
#define TONGBAO_SCHEMA_SCHEMA_H

#include <libxml/xmlerror.h>
#include <stdbool.h>
#include <stddef.h>

/* One schema file: src/schema/NAME.rng, byte for byte. */
struct schema {
    const char *name;          /* file name without .rng */
    const unsigned char *data; /* not closed by a NUL */
    size_t size;               /* bytes */
};

/* All schemas in the order of their names, closed by an entry whose name is NULL. */
extern const struct schema schemas[];

/* Lends the schema called `name`, or NULL when there is none. */
const struct schema *schema_lookup(const char *name);
/* Holds doc against the schema called `name`; true when it is as that allows. Each fault is told to tell, in
 * libxml2's words. */
bool schema_validate(const char *name, const xmlDoc *doc, xmlStructuredErrorFunc tell, void *context);

#endif
