#include "compose/extract.h"

#include "base/arena.h"
#include "compose/reading.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

/* What the report has for one unit, in the report's order. */
struct entry {
    const xmlNode *unit;
    const xmlNode **task;
    int task_count, task_capacity;
};

struct extracts {
    struct arena *arena;
    const xmlNode *root, *self; /* self: the issuer among the units, or NULL */
    xmlHashTablePtr entries;    /* by unit id */
};

static const xmlChar *value_of(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (xmlStrEqual(a->name, BAD_CAST name))
            return a->children ? a->children->content : BAD_CAST "";
    return NULL;
}

/* ---- the index -------------------------------------------------------------------------------------------
 */

static void index_units(struct extracts *x, const xmlNode *units)
{
    for (const xmlNode *n = next_element(units->children); n; n = next_element(n->next)) {
        struct entry *entry = arena_alloc(x->arena, sizeof *entry);
        entry->unit = n;
        xmlHashAddEntry(x->entries, value_of(n, "id"), entry);
        if (value_of(n, "self"))
            x->self = n;
    }
}

static void index_task(struct extracts *x, const xmlNode *task)
{
    for (const xmlNode *n = next_element(task->children); n; n = next_element(n->next)) {
        if (!is_element(n, "lead") && !is_element(n, "support"))
            continue;
        struct entry *entry = xmlHashLookup(x->entries, value_of(n, "unit"));
        if (!entry || (entry->task_count && entry->task[entry->task_count - 1] == task))
            continue;
        const xmlNode **slot = arena_push(x->arena, &entry->task, &entry->task_count, &entry->task_capacity,
                                          sizeof *entry->task);
        *slot = task;
    }
}

/* Tasks stand in parts and in the areas of parts. */
static void index_tasks(struct extracts *x, const xmlNode *parent)
{
    for (const xmlNode *n = next_element(parent->children); n; n = next_element(n->next)) {
        if (is_element(n, "task"))
            index_task(x, n);
        else if (is_element(n, "part") || is_element(n, "area"))
            index_tasks(x, n);
    }
}

struct extracts *extracts_new(const xmlDoc *report)
{
    struct arena *arena = arena_new();
    struct extracts *x = arena_alloc(arena, sizeof *x);
    x->arena = arena;
    x->root = xmlDocGetRootElement(report);
    x->entries = xmlHashCreate(256);
    index_units(x, child(x->root, "units"));
    index_tasks(x, child(x->root, "plan"));
    return x;
}

void extracts_free(struct extracts *extracts)
{
    if (!extracts)
        return;
    xmlHashFree(extracts->entries, NULL);
    arena_free(extracts->arena);
}

/* ---- one extract -----------------------------------------------------------------------------------------
 */

static xmlNodePtr copy(const xmlNode *node, xmlNodePtr parent, bool whole)
{
    xmlNodePtr made =
        xmlDocCopyNode((xmlNodePtr)node, parent->doc, whole ? 1 : 2); /* 2: with attributes only */
    return xmlAddChild(parent, made);
}

/* Of another unit only how it is called. */
static void add_name(const xmlNode *unit, xmlNodePtr units)
{
    static const char *const kept[] = {"id", "name", "full", "self", "place", "at"};
    xmlNodePtr node = xmlNewChild(units, NULL, unit->name, NULL);
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        const xmlChar *value = value_of(unit, kept[i]);
        if (value)
            xmlNewProp(node, BAD_CAST kept[i], value);
    }
}

/* Adds the units that the tasks name, each once, in the order in which they are named. */
static void add_units(const struct extracts *x, const struct entry *own, xmlNodePtr units)
{
    xmlHashTablePtr seen = xmlHashCreate(32);
    if (own) {
        copy(own->unit, units, true);
        xmlHashAddEntry(seen, value_of(own->unit, "id"), units);
    }
    if (x->self && xmlHashAddEntry(seen, value_of(x->self, "id"), units) == 0)
        add_name(x->self, units);
    for (int t = 0; own && t < own->task_count; t++)
        for (const xmlNode *n = next_element(own->task[t]->children); n; n = next_element(n->next)) {
            const struct entry *named = xmlHashLookup(x->entries, value_of(n, "unit"));
            if (named && xmlHashAddEntry(seen, value_of(n, "unit"), units) == 0)
                add_name(named->unit, units);
        }
    xmlHashFree(seen, NULL);
}

/* Where the task goes: the copy of its part or area, made when its first task comes. */
static xmlNodePtr place_for(const xmlNode *original, xmlNodePtr plan, const xmlNode **last,
                            xmlNodePtr *last_copy, int level)
{
    if (is_element(original, "plan"))
        return plan;
    xmlNodePtr parent = place_for(original->parent, plan, last, last_copy, level - 1);
    if (last[level] != original) {
        last[level] = original;
        last_copy[level] = copy(original, parent, false);
    }
    return last_copy[level];
}

static void add_tasks(const struct entry *own, xmlNodePtr plan)
{
    const xmlNode *last[2] = {NULL, NULL}; /* part, area */
    xmlNodePtr last_copy[2] = {NULL, NULL};
    for (int t = 0; t < own->task_count; t++) {
        const xmlNode *parent = own->task[t]->parent;
        copy(own->task[t], place_for(parent, plan, last, last_copy, is_element(parent, "area")), true);
    }
}

/* Which quarters there are figures for, without the totals, which aren't the unit's. */
static void add_trend(const xmlNode *trend, xmlNodePtr root)
{
    xmlNodePtr made = copy(trend, root, false);
    for (const xmlNode *n = next_element(trend->children); n; n = next_element(n->next))
        copy(n, made, false);
}

xmlDocPtr extract_for(const struct extracts *x, const char *unit)
{
    static const char *const whole[] = {"rules", "promulgation", "issuance"};
    const struct entry *own = xmlHashLookup(x->entries, BAD_CAST unit);
    xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNodePtr root = xmlDocCopyNode((xmlNodePtr)x->root, doc, 2);
    xmlDocSetRootElement(doc, root);
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        const xmlNode *node = child(x->root, whole[i]);
        if (node)
            copy(node, root, true);
    }
    add_units(x, own, copy(child(x->root, "units"), root, false));
    xmlNodePtr plan = copy(child(x->root, "plan"), root, false);
    if (own)
        add_tasks(own, plan);
    add_trend(child(x->root, "trend"), root);
    return doc;
}
