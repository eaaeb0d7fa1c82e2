#include "schema/schema.h"

#include "base/fatal.h"

#include <libxml/relaxng.h>
#include <string.h>

const struct schema *schema_lookup(const char *name)
{
    for (const struct schema *s = schemas; s->name; s++)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

bool schema_validate(const char *name, const xmlDoc *doc, xmlStructuredErrorFunc tell, void *context)
{
    const struct schema *source = schema_lookup(name);
    xmlRelaxNGParserCtxtPtr reader =
        source ? xmlRelaxNGNewMemParserCtxt((const char *)source->data, (int)source->size) : NULL;
    xmlRelaxNGPtr schema = reader ? xmlRelaxNGParse(reader) : NULL;
    if (!schema)
        fatal("a schema of the program is missing or faulty");
    xmlRelaxNGValidCtxtPtr validator = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidStructuredErrors(validator, tell, context);
    int result = xmlRelaxNGValidateDoc(validator, (xmlDocPtr)doc);
    xmlRelaxNGFreeValidCtxt(validator);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(reader);
    return result == 0;
}
