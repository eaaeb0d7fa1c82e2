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
static place leads_to(struct asked *a, const xmlNode *node, const char *attribute, place from)
{
    const char *text = source_attribute(node, attribute);
    lint_tell *tell = a->tell;
    a->tell = NULL;
    place found = text ? path_read(a, node, text, from, NULL) : NULL;
    a->tell = tell;
    return found;
}

/* What an instruction selects by its match or select; what a template that is called by name, too, is called
 * at nobody can tell. */
static place select_of(struct asked *a, const xmlNode *node)
{
    if (source_is(node, "template"))
        return source_attribute(node, "name") ? NULL : leads_to(a, node, "match", NULL);
    if (source_is(node, "key"))
        return leads_to(a, node, "match", NULL);
    return leads_to(a, node, "select", scope_of(a, node));
}

/* The same, which is often asked for; what needs itself leads nowhere. */
static place selects(struct asked *a, const xmlNode *node)
{
    size_t at = (uintptr_t)node / sizeof *node % (sizeof a->learnt / sizeof a->learnt[0]);
    if (a->learnt[at].node == node)
        return a->learnt[at].place;
    a->learnt[at].node = node;
    a->learnt[at].place = NULL;
    place found = select_of(a, node);
    a->learnt[at].node = node;
    a->learnt[at].place = found;
    return found;
}

static bool is_declaration(const xmlNode *node)
{
    return source_is(node, "variable") || source_is(node, "param");
}

/* Where a path of an element begins: at what its loop or template is at, and for what stands between the
 * templates at the document. */
static place scope_of(struct asked *a, const xmlNode *node)
{
    const xmlNode *scope = node->parent, *inner = node;
    if (source_is(node, "sort") && source_is(scope, "apply-templates"))
        return selects(a, scope);
    for (; scope->parent; inner = scope, scope = scope->parent) {
        if (source_is(scope, "for-each") || source_is(scope, "template"))
            return selects(a, scope);
        if (!scope->parent->parent)
            return is_declaration(inner) ? "" : NULL;
    }
    return NULL;
}

/* The variable or parameter that a name means at an element; NULL: there is none. */
static const xmlNode *declaration(struct asked *a, const xmlNode *node, const char *name)
{
    for (const xmlNode *n = node; n->parent && n->parent->parent && n->parent->parent->parent; n = n->parent)
        for (const xmlNode *s = n->prev; s && a->steps++ < PATH_STEPS; s = s->prev)
            if (is_declaration(s) && text_equal(source_attribute(s, "name"), name))
                return s;
    return xmlHashLookup(a->variables, BAD_CAST name);
}

place asked_variable(struct asked *asked, const xmlNode *node, const char *name)
{
    const xmlNode *variable = declaration(asked, node, name);
    if (!variable && asked->tell)
        path_tell(asked, node, arena_printf(asked->arena, _("there is no variable \"%s\" here"), name), NULL);
    if (!variable || !source_is(variable, "variable") || asked->depth >= PATH_DEEPEST)
        return NULL;
    return selects(asked, variable);
}

place asked_key(struct asked *asked, const xmlNode *node, const char *name)
{
    name = text_trimmed(arena_strdup(asked->arena, name));
    const xmlNode *key = xmlHashLookup(asked->keys, BAD_CAST name);
    if (!key && asked->tell && source_is_plain(name))
        path_tell(asked, node,
                  arena_printf(asked->arena, _("there is no <xsl:key> of the name \"%s\""), name), NULL);
    bool several = xmlHashLookup(asked->more_keys, BAD_CAST name) != NULL;
    return key && !several ? selects(asked, key) : NULL;
}

/* ---- all of them -----------------------------------------------------------------------------------------
 */

/* What makes a stylesheet read something else than the report. */
static bool reads_others(const char *expression)
{
    static const char *const calls[] = {"document", "node-set"};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        for (const char *p = expression; (p = strstr(p, calls[i]));) {
            p += strlen(calls[i]);
            if (p[strspn(p, TEXT_SPACE)] == '(')
                return true;
        }
    return false;
}

static void look_for_others(void *context, const xmlNode *node)
{
    bool *others = context;
    for (const xmlAttr *attr = node->properties; attr && !*others; attr = attr->next)
        *others = reads_others(source_value(attr));
}

static void collect(void *context, const xmlNode *node)
{
    struct asked *a = context;
    if (!node->parent->parent || node->parent->parent->parent)
        return; /* declared in a template, for that one only */
    const char *name = source_attribute(node, "name");
    if (!name)
        return;
    if (source_is(node, "key") && xmlHashAddEntry(a->keys, BAD_CAST name, (void *)node) != 0)
        xmlHashAddEntry(a->more_keys, BAD_CAST name, (void *)node);
    if (is_declaration(node))
        xmlHashAddEntry(a->variables, BAD_CAST name, (void *)node);
}

/* The attributes of instructions that are paths; those of match, count and from are patterns. */
static const char *const paths[] = {"select", "test", "use", "value", "match", "count", "from"};
enum { PATTERNS = 4, PATHS = sizeof paths / sizeof paths[0] };

/* The paths in braces of what is otherwise text. */
static void check_braces(struct asked *a, const xmlNode *node, const char *text)
{
    while ((text = strchr(text, '{'))) {
        if (*++text == '{')
            text++;
        else
            path_read(a, node, text, scope_of(a, node), &text);
    }
}

static void check(void *context, const xmlNode *node)
{
    struct asked *a = context;
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        const char *text = source_value(attr);
        int i = IS_XSLT_ELEM(node) ? 0 : PATHS;
        while (i < PATHS && strcmp(paths[i], (const char *)attr->name) != 0)
            i++;
        if (i == PATHS)
            check_braces(a, node, text);
        else
            path_read(a, node, text,
                      i >= PATTERNS            ? NULL
                      : source_is(node, "key") ? selects(a, node)
                                               : scope_of(a, node),
                      NULL);
    }
}

static void check_file(void *context, const xmlDoc *doc)
{
    struct asked *a = context;
    const xmlChar *file = doc->URL ? doc->URL : BAD_CAST "";
    int before = a->told;
    if (xmlHashLookup(a->clean, file))
        return;
    source_visit_file(doc, check, a);
    if (a->told == before)
        xmlHashAddEntry(a->clean, file, a);
}

struct asked *asked_new(void)
{
    struct asked *asked = must_calloc(1, sizeof *asked);
    asked->names = report_names_new();
    asked->clean = source_table();
    return asked;
}

void asked_free(struct asked *asked)
{
    if (!asked)
        return;
    report_names_free(asked->names);
    xmlHashFree(asked->clean, NULL);
    free(asked);
}

void asked_check(struct asked *asked, const xsltStylesheet *style, lint_tell *tell, void *context)
{
    bool others = false;
    source_visit(style, look_for_others, &others);
    if (others)
        return;
    asked->keys = source_table();
    asked->more_keys = source_table();
    asked->variables = source_table();
    asked->arena = arena_new();
    asked->tell = tell;
    asked->context = context;
    memset(asked->learnt, 0, sizeof asked->learnt);
    source_visit(style, collect, asked);
    source_files(style, check_file, asked);
    xmlHashFree(asked->keys, NULL);
    xmlHashFree(asked->more_keys, NULL);
    xmlHashFree(asked->variables, NULL);
    arena_free(asked->arena);
}
