#include "compose/source.h"

#include "base/fatal.h"

#include <libxslt/xsltutils.h>
#include <string.h>

static void visit_nodes(const xmlNode *node, source_visitor *visit, void *context)
{
    for (; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE) {
            visit(context, node);
            visit_nodes(node->children, visit, context);
        }
}

void source_visit_file(const xmlDoc *file, source_visitor *visit, void *context)
{
    visit_nodes(file->children, visit, context);
}

void source_files(const xsltStylesheet *style, source_files_visitor *visit, void *context)
{
    for (; style; style = style->next) {
        visit(context, style->doc);
        for (const xsltDocument *included = style->docList; included; included = included->next)
            visit(context, included->doc);
        source_files(style->imports, visit, context);
    }
}

/* What is called for every element. */
struct visit {
    source_visitor *visit;
    void *context;
};

static void visit_file(void *context, const xmlDoc *file)
{
    const struct visit *visit = context;
    source_visit_file(file, visit->visit, visit->context);
}

void source_visit(const xsltStylesheet *style, source_visitor *visit, void *context)
{
    source_files(style, visit_file, &(struct visit){visit, context});
}

const char *source_value(const xmlAttr *attribute)
{
    if (!attribute)
        return NULL;
    const xmlNode *text = attribute->children;
    return text && text->content ? (const char *)text->content : "";
}

bool source_is(const xmlNode *node, const char *name)
{
    return IS_XSLT_NAME(node, name) && IS_XSLT_ELEM(node); /* the name first, which tells most apart */
}

const char *source_attribute(const xmlNode *node, const char *name)
{
    return source_value(xmlHasNsProp(node, BAD_CAST name, NULL));
}

bool source_is_plain(const char *name)
{
    return !strchr(name, ':');
}

xmlHashTable *source_table(void)
{
    xmlHashTable *table = xmlHashCreate(0);
    if (!table)
        fatal_memory();
    return table;
}

/* ---- the place of an element ---- */

/* What was found so far. */
struct search {
    const xmlNode *wanted;
    const xmlNode *best; /* NULL: nothing, or more than one thing as good */
    int alike; /* attributes that the best has in common with what is wanted; -1: nothing was found */
};

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
        if (!made || (!strchr(source_value(a), '{') && strcmp(source_value(a), source_value(made)) != 0))
            return -1;
        alike++;
    }
    return alike;
}

static void look(void *context, const xmlNode *element)
{
    struct search *search = context;
    int alike = likeness(element, search->wanted);
    if (alike > search->alike)
        *search = (struct search){search->wanted, element, alike};
    else if (alike >= 0 && alike == search->alike)
        search->best = NULL;
}

struct where source_place(const xsltStylesheet *style, const xmlNode *node, struct where otherwise,
                          struct arena *arena)
{
    struct search search = {node, NULL, -1};
    source_visit(style, look, &search);
    if (!search.best || !search.best->doc->URL)
        return otherwise;
    const char *slash = strrchr(otherwise.file, '/');
    int folder = slash ? (int)(slash + 1 - otherwise.file) : 0;
    return (struct where){
        arena_printf(arena, "%.*s%s", folder, otherwise.file, (const char *)search.best->doc->URL),
        (int)xmlGetLineNo(search.best)};
}
