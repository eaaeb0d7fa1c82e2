#include "schema/schema.h"

#include <string.h>

const struct schema *schema_lookup(const char *name)
{
    for (const struct schema *s = schemas; s->name; s++)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}
