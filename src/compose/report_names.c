#include "compose/report_names.h"

#include "base/arena.h"
#include "base/fatal.h"
#include "base/text.h"
#include "intake/near.h"
#include "schema/schema.h"

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* That a parent may hold something of the name. */
struct entry {
    enum name_kind kind;
    const char *parent, *name;
};

struct report_names {
    struct arena *arena;
    struct entry *entry;
    int count, capacity;
    xmlHashTable *table; /* names by kind, parent, name; those of any parent by "*" */
    xmlDocPtr schema;    /* while it is read */
};

static const char *const kind_keys[] = {"element", "attribute", "value"};
static const char any[] = "*";
static const char free_value[] = "*"; /* an attribute has it that may have any value */

static const char *lookup(const struct report_names *names, enum name_kind kind, const char *parent,
                          const char *name)
{
    return xmlHashLookup3(names->table, BAD_CAST name, BAD_CAST parent, BAD_CAST kind_keys[kind]);
}

static void add(struct report_names *names, enum name_kind kind, const char *parent, const char *name)
{
    if (lookup(names, kind, parent, name))
        return;
    struct entry *entry =
        arena_push(names->arena, &names->entry, &names->count, &names->capacity, sizeof *entry);
    *entry = (struct entry){kind, parent, name};
    xmlHashAddEntry3(names->table, BAD_CAST name, BAD_CAST parent, BAD_CAST kind_keys[kind], (void *)name);
}

/* ---- reading the schema ----------------------------------------------------------------------------------
 */

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && text_equal((const char *)node->name, name);
}

static const char *name_of(const struct report_names *names, const xmlNode *node)
{
    xmlChar *name = xmlGetNoNsProp((xmlNodePtr)node, BAD_CAST "name");
    const char *kept = arena_strdup(names->arena, name ? (const char *)name : "");
    xmlFree(name);
    return kept;
}

static const xmlNode *definition(const struct report_names *names, const char *name)
{
    for (const xmlNode *n = xmlDocGetRootElement(names->schema)->children; n; n = n->next)
        if (is(n, "define") && text_equal(name_of(names, n), name))
            return n;
    fatal("a schema of the program is missing or faulty");
}

/* Takes the values that a pattern of an attribute allows, where it lists them. */
static void take_values(struct report_names *names, const xmlNode *pattern, const char *attribute)
{
    bool listed = false;
    for (const xmlNode *n = pattern->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        listed = true;
        if (is(n, "choice"))
            take_values(names, n, attribute);
        else if (is(n, "ref"))
            take_values(names, definition(names, name_of(names, n)), attribute);
        else if (is(n, "value"))
            add(names, NAME_VALUE, attribute,
                arena_strdup(names->arena, n->children ? (const char *)n->children->content : ""));
        else
            listed = false;
        if (!listed)
            break;
    }
    if (!listed)
        add(names, NAME_VALUE, attribute, free_value);
}

/* Takes what a pattern lets an element hold, up to the elements in it, which are taken with what they hold
 * where they stand in the schema and not where something refers to them. */
static void take(struct report_names *names, const xmlNode *pattern, const char *parent, bool referred)
{
    for (const xmlNode *n = pattern->children; n; n = n->next) {
        bool element = is(n, "element");
        if (element || is(n, "attribute")) {
            const char *name = name_of(names, n);
            enum name_kind kind = element ? NAME_ELEMENT : NAME_ATTRIBUTE;
            if (parent) {
                add(names, kind, parent, name);
                add(names, kind, any, name);
            }
            if (element && !referred)
                take(names, n, name, false);
            if (!element)
                take_values(names, n, name);
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
    struct report_names *names = must_malloc(sizeof *names);
    *names = (struct report_names){
        .arena = arena_new(),
        .table = xmlHashCreate(0),
        .schema = schema ? xmlReadMemory((const char *)schema->data, (int)schema->size, NULL, NULL, 0) : NULL,
    };
    if (!names->schema || !names->table)
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
    xmlHashFree(names->table, NULL);
    arena_free(names->arena);
    free(names);
}

/* ---- asking ----------------------------------------------------------------------------------------------
 */

const char *report_names_find(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name)
{
    if (kind != NAME_VALUE)
        return lookup(names, kind, parent ? parent : any, name);
    bool few = !lookup(names, kind, parent, free_value);
    return !few ? NULL : name ? lookup(names, kind, parent, name) : parent;
}

const char *report_names_near(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name)
{
    struct near near = {.word = name};
    for (int i = 0; i < names->count; i++)
        if (names->entry[i].kind == kind && text_equal(names->entry[i].parent, parent ? parent : any))
            near_offer(&near, names->entry[i].name);
    return near.best;
}
