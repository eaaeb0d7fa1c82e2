#include "compose/report_names.h"

#include "base/arena.h"
#include "base/fatal.h"
#include "base/text.h"
#include "intake/near.h"
#include "schema/schema.h"

#include <libxml/dict.h>
#include <libxml/hash.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* That an element holds another one or an attribute, or that its attribute has a value. */
enum { VALUE = NAME_ATTRIBUTE + 1, KINDS };
struct entry {
    int kind;
    const char *parent, *name;
    const char *attribute; /* whose value it is; else "" */
};

struct report_names {
    struct arena *arena;
    xmlDictPtr dict; /* each name once */
    struct entry *entry;
    int count, capacity;
    xmlHashTable *table[KINDS]; /* names by name, parent, attribute; those of any parent by "*" */
    xmlDocPtr schema;           /* while it is read */
};

static const char any[] = "*";
static const char free_value[] = "*"; /* an attribute has it that may have any value */

static const char *lookup(const struct report_names *names, int kind, const char *parent, const char *name,
                          const char *attribute)
{
    return xmlHashLookup3(names->table[kind], BAD_CAST name, BAD_CAST parent, BAD_CAST attribute);
}

static void add(struct report_names *names, int kind, const char *parent, const char *name,
                const char *attribute)
{
    if (lookup(names, kind, parent, name, attribute))
        return;
    struct entry *entry =
        arena_push(names->arena, &names->entry, &names->count, &names->capacity, sizeof *entry);
    *entry = (struct entry){kind, parent, name, attribute};
    xmlHashAddEntry3(names->table[kind], BAD_CAST name, BAD_CAST parent, BAD_CAST attribute, (void *)name);
}

/* ---- reading the schema ----------------------------------------------------------------------------------
 */

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && text_equal((const char *)node->name, name);
}

static const char *kept(const struct report_names *names, const xmlChar *name)
{
    return (const char *)xmlDictLookup(names->dict, name ? name : BAD_CAST "", -1);
}

static const char *name_of(const struct report_names *names, const xmlNode *node)
{
    xmlChar *name = xmlGetNoNsProp((xmlNodePtr)node, BAD_CAST "name");
    const char *once = kept(names, name);
    xmlFree(name);
    return once;
}

static const xmlNode *definition(const struct report_names *names, const char *name)
{
    for (const xmlNode *n = xmlDocGetRootElement(names->schema)->children; n; n = n->next)
        if (is(n, "define") && name_of(names, n) == name)
            return n;
    fatal("a schema of the program is missing or faulty");
}

/* Takes the values that a pattern allows an attribute, where it lists them; else that it may have any. */
static void take_values(struct report_names *names, const xmlNode *pattern, const char *element,
                        const char *attribute)
{
    bool listed = false;
    for (const xmlNode *n = pattern->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        listed = true;
        if (is(n, "choice"))
            take_values(names, n, element, attribute);
        else if (is(n, "ref"))
            take_values(names, definition(names, name_of(names, n)), element, attribute);
        else if (is(n, "value") && n->children)
            add(names, VALUE, element, kept(names, n->children->content), attribute);
        else
            listed = false;
    }
    if (!listed)
        add(names, VALUE, element, free_value, attribute);
}

/* Takes what a pattern lets an element hold, up to the elements in it, which are taken with what they hold
 * where they stand in the schema and not where something refers to them. */
static void take(struct report_names *names, const xmlNode *pattern, const char *parent, bool referred)
{
    for (const xmlNode *n = pattern->children; n; n = n->next) {
        bool element = is(n, "element");
        if (element || is(n, "attribute")) {
            const char *name = name_of(names, n);
            int kind = element ? NAME_ELEMENT : NAME_ATTRIBUTE;
            if (parent) {
                add(names, kind, parent, name, "");
                add(names, kind, any, name, "");
            }
            if (parent && !element) {
                take_values(names, n, parent, name);
                take_values(names, n, any, name);
            }
            if (element && !referred)
                take(names, n, name, false);
        } else if (is(n, "ref")) {
            if (parent)
                take(names, definition(names, name_of(names, n)), parent, true);
        } else {
            take(names, n, is(n, "start") ? "" : is(n, "define") ? NULL : parent, referred);
        }
    }
}

struct report_names *report_names_new(void)
{
    const struct schema *schema = schema_lookup("report");
    struct report_names *names = must_calloc(1, sizeof *names);
    names->arena = arena_new();
    names->dict = xmlDictCreate();
    for (int kind = 0; kind < KINDS; kind++)
        names->table[kind] = xmlHashCreate(0);
    names->schema =
        schema ? xmlReadMemory((const char *)schema->data, (int)schema->size, NULL, NULL, 0) : NULL;
    if (!names->schema)
        fatal("a schema of the program is missing or faulty");
    take(names, xmlDocGetRootElement(names->schema), NULL, false);
    xmlFreeDoc(names->schema);
    names->schema = NULL;
    return names;
}

void report_names_free(struct report_names *names)
{
    if (!names)
        return;
    for (int kind = 0; kind < KINDS; kind++)
        xmlHashFree(names->table[kind], NULL);
    xmlDictFree(names->dict);
    arena_free(names->arena);
    free(names);
}

/* ---- asking ----------------------------------------------------------------------------------------------
 */

static const char *nearest(const struct report_names *names, int kind, const char *parent,
                           const char *attribute, const char *name)
{
    struct near near = {.word = name};
    for (int i = 0; i < names->count; i++) {
        const struct entry *entry = &names->entry[i];
        if (entry->kind == kind && text_equal(entry->parent, parent) &&
            text_equal(entry->attribute, attribute))
            near_offer(&near, entry->name);
    }
    return near.best;
}

const char *report_names_find(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name)
{
    return lookup(names, (int)kind, parent ? parent : any, name, "");
}

const char *report_names_near(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name)
{
    return nearest(names, (int)kind, parent ? parent : any, "", name);
}

const char *report_names_parent(const struct report_names *names, const char *name)
{
    const char *parent = NULL;
    for (int i = 0; name && i < names->count; i++) {
        const struct entry *entry = &names->entry[i];
        if (entry->kind != NAME_ELEMENT || entry->parent == any || !text_equal(entry->name, name))
            continue;
        if (parent)
            return NULL;
        parent = entry->parent;
    }
    return parent;
}

bool report_names_lists(const struct report_names *names, const char *element, const char *attribute)
{
    return report_names_find(names, NAME_ATTRIBUTE, element, attribute) &&
           !lookup(names, VALUE, element ? element : any, free_value, attribute);
}

bool report_names_value(const struct report_names *names, const char *element, const char *attribute,
                        const char *value)
{
    return lookup(names, VALUE, element ? element : any, value, attribute) != NULL;
}

const char *report_names_near_value(const struct report_names *names, const char *element,
                                    const char *attribute, const char *value)
{
    return nearest(names, VALUE, element ? element : any, attribute, value);
}
