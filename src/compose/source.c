#include "compose/source.h"

#include <string.h>

/* What was found so far. */
struct search {
    const xmlNode *wanted;
    const xmlNode *best; /* NULL: nothing, or more than one thing as good */
    int alike; /* attributes that the best has in common with what is wanted; -1: nothing was found */
};

static const char *value_of(const xmlAttr *a)
{
    return a->children && a->children->content ? (const char *)a->children->content : "";
}

/* How many attributes an element of a template and what is wanted have in common, of those that it writes
 * out; -1: what is wanted can't be made of it. */
static int likeness(const xmlNode *element, const xmlNode *wanted)
{
    int alike = 0;
    if (!xmlStrEqual(element->name, wanted->name) || !element->ns || !wanted->ns ||
        !xmlStrEqual(element->ns->href, wanted->ns->href))
        return -1;
    for (const xmlAttr *a = element->properties; a; a = a->next) {
        const xmlAttr *made = xmlHasProp(wanted, a->name);
        if (a->ns)
            continue;
        if (!made || (!strchr(value_of(a), '{') && strcmp(value_of(a), value_of(made)) != 0))
            return -1;
        alike++;
    }
    return alike;
}

static void look(struct search *search, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        int alike = likeness(node, search->wanted);
        if (alike > search->alike)
            *search = (struct search){search->wanted, node, alike};
        else if (alike >= 0 && alike == search->alike)
            search->best = NULL;
        look(search, node->children);
    }
}

struct where source_place(const xsltStylesheet *style, const xmlNode *node, struct where otherwise,
                          struct arena *arena)
{
    struct search search = {node, NULL, -1};
    look(&search, style->doc->children);
    for (const xsltDocument *included = style->docList; included; included = included->next)
        look(&search, included->doc->children);
    if (!search.best || !search.best->doc->URL)
        return otherwise;
    const char *slash = strrchr(otherwise.file, '/');
    int folder = slash ? (int)(slash + 1 - otherwise.file) : 0;
    return (struct where){
        arena_printf(arena, "%.*s%s", folder, otherwise.file, (const char *)search.best->doc->URL),
        (int)xmlGetLineNo(search.best)};
}
