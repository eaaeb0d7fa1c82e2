#include "compose/asked.h"

#include "base/diag.h"
#include "base/fatal.h"
#include "base/text.h"
#include "compose/path.h"
#include "compose/source.h"

#include <libxslt/xsltutils.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static place scope_of(struct asked *a, const xmlNode *node);

/* ---- where paths begin -----------------------------------------------------------------------------------
 */

/* Where what an attribute of an instruction selects lies; nothing is told of it here. */
static place leads_to(struct asked *a, const xmlNode *node, const char *attribute, place from, bool pattern)
{
    const char *text = source_attribute(node, attribute);
    lint_tell *tell = a->tell;
    a->tell = NULL;
    place found = text ? path_read(a, node, text, from, pattern, NULL) : NULL;
    a->tell = tell;
    return found;
}

/* The same of an instruction that selects by match or by select, which is often asked for. */
static place selects(struct asked *a, const xmlNode *node)
{
    size_t at = (uintptr_t)node / sizeof *node % (sizeof a->learnt / sizeof a->learnt[0]);
    if (a->learnt[at].node == node)
        return a->learnt[at].place;
    bool pattern = source_is(node, "template") || source_is(node, "key");
    place found = pattern ? leads_to(a, node, "match", NULL, true)
                          : leads_to(a, node, "select", scope_of(a, node), false);
    a->learnt[at].node = node;
    a->learnt[at].place = found;
    return found;
}

/* Where a path of an element begins. */
static place scope_of(struct asked *a, const xmlNode *node)
{
    const xmlNode *scope = node->parent;
    if (source_is(node, "sort") && source_is(scope, "apply-templates"))
        return selects(a, scope);
    while (scope && !source_is(scope, "for-each") && !source_is(scope, "template"))
        scope = scope->parent;
    return scope ? selects(a, scope) : NULL;
}

/* The variable or parameter that a name means at an element; NULL: none that is known. */
static const xmlNode *declaration(const struct asked *a, const xmlNode *node, const char *name)
{
    for (const xmlNode *n = node; n->parent && n->parent->parent && n->parent->parent->parent; n = n->parent)
        for (const xmlNode *s = n->prev; s; s = s->prev)
            if ((source_is(s, "variable") || source_is(s, "param")) &&
                text_equal(source_attribute(s, "name"), name))
                return s;
    return xmlHashLookup(a->variables, BAD_CAST name);
}

place asked_variable(struct asked *asked, const xmlNode *node, const char *name)
{
    const xmlNode *variable = declaration(asked, node, name);
    if (!variable || !source_is(variable, "variable") || asked->depth >= PATH_DEEPEST)
        return NULL;
    return selects(asked, variable);
}

place asked_key(struct asked *asked, const xmlNode *node, const char *name)
{
    const xmlNode *key = xmlHashLookup(asked->keys, BAD_CAST name);
    if (!key && asked->tell)
        asked->tell(asked->context, node,
                    arena_printf(asked->arena, _("there is no <xsl:key> of the name \"%s\""), name));
    return key ? selects(asked, key) : NULL;
}

/* ---- all of them -----------------------------------------------------------------------------------------
 */

static void note(xmlHashTable *table, const char *name, const xmlNode *node)
{
    if (name)
        xmlHashAddEntry(table, BAD_CAST name, (void *)node);
}

static void collect(void *context, const xmlNode *node)
{
    struct asked *a = context;
    const char *name = source_attribute(node, "name");
    bool global = node->parent->parent && !node->parent->parent->parent;
    if (source_is(node, "key"))
        note(a->keys, name, node);
    else if (source_is(node, "attribute"))
        note(a->made, name, node);
    else if (global && (source_is(node, "variable") || source_is(node, "param")))
        note(a->variables, name, node);
    if (!node->ns)
        note(a->built, (const char *)node->name, node);
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        a->others |= strstr(source_value(attr), "document(") != NULL;
        if (!IS_XSLT_ELEM(node))
            note(a->made, (const char *)attr->name, node);
    }
}

/* How an attribute of an instruction is to be read. */
static const struct {
    const char *name;
    bool pattern;
} paths[] = {{"select", false}, {"test", false}, {"use", false}, {"value", false},
             {"match", true},   {"count", true}, {"from", true}};

/* The paths in braces of what is otherwise text. */
static void check_braces(struct asked *a, const xmlNode *node, const char *text)
{
    while ((text = strchr(text, '{'))) {
        if (*++text == '{')
            text++;
        else
            path_read(a, node, text, scope_of(a, node), false, &text);
    }
}

static void check(void *context, const xmlNode *node)
{
    struct asked *a = context;
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        const char *text = source_value(attr), *name = (const char *)attr->name;
        size_t i = 0, count = IS_XSLT_ELEM(node) ? sizeof paths / sizeof paths[0] : 0;
        while (i < count && !text_equal(paths[i].name, name))
            i++;
        if (i == count) {
            check_braces(a, node, text);
            continue;
        }
        place from = paths[i].pattern ? NULL : source_is(node, "key") ? selects(a, node) : scope_of(a, node);
        path_read(a, node, text, from, paths[i].pattern, NULL);
    }
}

/* Of a file that was looked over with a stylesheet before there is nothing more to tell. */
static void check_new(void *context, const xmlNode *node)
{
    struct asked *a = context;
    const xmlChar *file = node->doc->URL ? node->doc->URL : BAD_CAST "";
    const void *with = xmlHashLookup(a->seen, file);
    if (!with)
        xmlHashAddEntry(a->seen, file, node->doc);
    if (!with || with == node->doc)
        check(a, node);
}

struct asked *asked_new(void)
{
    struct asked *asked = must_calloc(1, sizeof *asked);
    asked->names = report_names_new();
    asked->seen = source_table();
    return asked;
}

void asked_free(struct asked *asked)
{
    if (!asked)
        return;
    report_names_free(asked->names);
    xmlHashFree(asked->seen, NULL);
    free(asked);
}

void asked_check(struct asked *asked, const xsltStylesheet *style, lint_tell *tell, void *context)
{
    struct asked a = {.names = asked->names,
                      .seen = asked->seen,
                      .made = source_table(),
                      .built = source_table(),
                      .keys = source_table(),
                      .variables = source_table(),
                      .arena = arena_new(),
                      .tell = tell,
                      .context = context};
    source_visit(style, collect, &a);
    source_visit(style, check_new, &a);
    xmlHashFree(a.made, NULL);
    xmlHashFree(a.built, NULL);
    xmlHashFree(a.keys, NULL);
    xmlHashFree(a.variables, NULL);
    arena_free(a.arena);
}
