#include "intake/conform.h"
#include "schema/schema.h"

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

bool conform_schema(struct tree *tree, const char *name)
{
    struct first_fault first = {tree, false};
    bool good = schema_validate(name, tree->doc, on_fault, &first);
    if (!good && !first.told)
        tree_fault(tree, MESSAGE_NOT_VALID, (struct where){tree->path, 0}, NULL);
    return good;
}
