#include "base/fatal.h"
#include "intake/conform.h"
#include "schema/schema.h"

#include <libxml/relaxng.h>

/* The first fault that libxml2 tells; the others may be its consequences. */
struct first_fault {
    struct tree *tree;
    bool told;
};

static void on_fault(void *data, xmlErrorPtr error)
{
    struct first_fault *first = data;
    if (first->told)
        return;
    first->told = true;
    const xmlNode *node = error->node;
    struct where at = node ? tree_where(first->tree, node) : (struct where){first->tree->path, error->line};
    tree_fault(first->tree, MESSAGE_NOT_VALID, at, "%s",
               tree_quote(first->tree->arena, error->message ? error->message : ""));
}

static void on_defect(void *data, xmlErrorPtr error)
{
    struct tree *tree = data;
    diag_say(tree->diag, MESSAGE_DEFECT, "%s", tree_quote(tree->arena, error->message ? error->message : ""));
}

bool conform_schema(struct tree *tree, const char *name)
{
    const struct schema *source = schema_lookup(name);
    struct first_fault first = {tree, false};
    int result = -1;
    xmlRelaxNGParserCtxtPtr reader =
        source ? xmlRelaxNGNewMemParserCtxt((const char *)source->data, (int)source->size) : NULL;
    if (!reader)
        fatal("a schema is missing in the program");
    xmlRelaxNGSetParserStructuredErrors(reader, on_defect, tree);
    xmlRelaxNGPtr schema = xmlRelaxNGParse(reader);
    xmlRelaxNGValidCtxtPtr validator = schema ? xmlRelaxNGNewValidCtxt(schema) : NULL;
    if (validator) {
        xmlRelaxNGSetValidStructuredErrors(validator, on_fault, &first);
        result = xmlRelaxNGValidateDoc(validator, tree->doc);
    }
    if (result > 0 && !first.told)
        tree_fault(tree, MESSAGE_NOT_VALID, (struct where){tree->path, 0}, NULL);
    xmlRelaxNGFreeValidCtxt(validator);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(reader);
    return result == 0;
}
