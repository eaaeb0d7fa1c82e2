#include "compose/path.h"

#include "base/diag.h"
#include "base/text.h"
#include "progress/report.h"

#include <ctype.h>
#include <string.h>

/* A path that is being read. */
struct cursor {
    const char *p;
    const xmlNode *node;   /* the element that it stands in */
    place base;            /* current() */
    bool pattern;          /* it is a match */
    const char *attribute; /* that the last path ended with; NULL: it didn't */
};

static place read_expression(struct asked *a, struct cursor *r, place from);

/* ---- what is told ----------------------------------------------------------------------------------------
 */

static void say(struct asked *a, const struct cursor *r, const char *words, enum name_kind kind, place from,
                const char *name)
{
    const char *meant = report_names_near(a->names, kind, from, name);
    const char *hint = meant ? arena_printf(a->arena, _("; did you mean \"%s\"?"), meant) : "";
    if (a->tell)
        a->tell(a->context, r->node, arena_printf(a->arena, "%s%s", words, hint));
}

/* The namespace of a prefix where the path stands; NULL: none. */
static const char *namespace_of(const struct cursor *r, const char *prefix)
{
    const xmlNs *ns = xmlSearchNs(r->node->doc, (xmlNodePtr)r->node, BAD_CAST prefix);
    return ns ? (const char *)ns->href : NULL;
}

/* A step to elements called so, of the report's namespace. */
static place step_to(struct asked *a, const struct cursor *r, place from, const char *name)
{
    const char *found = report_names_find(a->names, NAME_ELEMENT, from, name);
    if (found)
        return found;
    say(a, r,
        from && *from ? arena_printf(a->arena, _("<%s> of a report holds no <%s>"), from, name)
                      : arena_printf(a->arena, _("a report has no <%s> there"), name),
        NAME_ELEMENT, from, name);
    return NULL;
}

/* An attribute, which where it can't be told of what may also be one that a template wrote. */
static void look_for_attribute(struct asked *a, const struct cursor *r, place from, const char *name)
{
    if (report_names_find(a->names, NAME_ATTRIBUTE, from, name) ||
        (!from && (a->others || xmlHashLookup(a->made, BAD_CAST name))))
        return;
    say(a, r,
        from && *from ? arena_printf(a->arena, _("<%s> of a report has no %s=\"…\""), from, name)
                      : arena_printf(a->arena, _("nothing in a report has %s=\"…\""), name),
        NAME_ATTRIBUTE, from, name);
}

/*
 * A step to elements of no namespace, of which the report has none: it finds nothing from the report on, and
 * from elsewhere only what a template has built.
 */
static void miss_prefix(struct asked *a, const struct cursor *r, place from, const char *name)
{
    const xmlNs *ns = xmlSearchNsByHref(r->node->doc, (xmlNodePtr)r->node, BAD_CAST REPORT_NAMESPACE);
    const char *prefix = ns && ns->prefix ? (const char *)ns->prefix : "r";
    bool element = report_names_find(a->names, NAME_ELEMENT, from, name) != NULL;
    if (!a->tell || (!from && (!element || a->others || xmlHashLookup(a->built, BAD_CAST name))))
        return;
    a->tell(a->context, r->node,
            element ? arena_printf(a->arena,
                                   _("\"%s\" finds nothing: elements of a report need their prefix, "
                                     "as in %s:%s; an attribute is @%s"),
                                   name, prefix, name, name)
                    : arena_printf(a->arena, _("\"%s\" finds nothing: an attribute is @%s, a variable $%s"),
                                   name, name, name));
}

/* ---- words of a path -------------------------------------------------------------------------------------
 */

static void skip_blanks(struct cursor *r)
{
    while (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r')
        r->p++;
}

static bool begins_name(char c)
{
    return isalpha((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The name at the place, which is behind it afterwards; "" where there is none. */
static const char *read_name(struct asked *a, struct cursor *r)
{
    const char *from = r->p;
    if (begins_name(*r->p))
        while (begins_name(*r->p) || isdigit((unsigned char)*r->p) || *r->p == '-' || *r->p == '.')
            r->p++;
    return arena_strndup(a->arena, from, (size_t)(r->p - from));
}

static bool take_mark(struct cursor *r, const char *mark)
{
    skip_blanks(r);
    if (!text_starts(r->p, mark))
        return false;
    r->p += strlen(mark);
    return true;
}

/* Behind a name: what makes it a function, or a test of a kind of node. */
static bool is_called(struct cursor r)
{
    skip_blanks(&r);
    return *r.p == '(';
}

static bool is_end(char c)
{
    return !c || strchr(")],}", c);
}

/* ---- steps -----------------------------------------------------------------------------------------------
 */

/* What is in round brackets behind a function's name. */
static void read_arguments(struct asked *a, struct cursor *r, place from)
{
    take_mark(r, "(");
    while (!take_mark(r, ")") && *r->p && *r->p != ']' && *r->p != '}') {
        read_expression(a, r, from);
        take_mark(r, ",");
    }
}

/* A text in quotation marks, which is behind it afterwards; NULL where there is none. */
static const char *read_literal(struct asked *a, struct cursor *r)
{
    skip_blanks(r);
    if (*r->p != '\'' && *r->p != '"')
        return NULL;
    const char *from = r->p + 1, *end = strchr(from, *r->p);
    r->p = end ? end + 1 : r->p + strlen(r->p);
    return arena_strndup(a->arena, from, end ? (size_t)(end - from) : strlen(from));
}

static place read_function(struct asked *a, struct cursor *r, place from, const char *name)
{
    struct cursor ahead = *r;
    take_mark(&ahead, "(");
    const char *first = read_literal(a, &ahead);
    read_arguments(a, r, from);
    if (text_equal(name, "key") && first)
        return asked_key(a, r->node, first);
    return text_equal(name, "current") ? r->base : NULL;
}

/* A step's name, in the axis that was read; attributes lead nowhere. */
static place read_test(struct asked *a, struct cursor *r, place from, bool attribute, bool child)
{
    const char *name = read_name(a, r), *prefix = NULL;
    if (r->p[0] == ':' && r->p[1] != ':') {
        r->p++;
        prefix = name;
        name = read_name(a, r);
    }
    if (!*name) {
        take_mark(r, "*");
        return NULL;
    }
    if (is_called(*r)) { /* node(), text() … */
        read_arguments(a, r, NULL);
        return NULL;
    }
    if (attribute) {
        if (!prefix)
            look_for_attribute(a, r, from, name);
        r->attribute = prefix ? NULL : name;
        return NULL;
    }
    if (prefix && text_equal(namespace_of(r, prefix), REPORT_NAMESPACE))
        return step_to(a, r, child ? from : NULL, name);
    if (!prefix)
        miss_prefix(a, r, child ? from : NULL, name);
    return NULL;
}

static place read_step(struct asked *a, struct cursor *r, place from)
{
    r->attribute = NULL;
    if (take_mark(r, ".."))
        return NULL;
    if (take_mark(r, "."))
        return from;
    if (take_mark(r, "@"))
        return read_test(a, r, from, true, false);
    struct cursor ahead = *r;
    const char *axis = read_name(a, &ahead);
    if (*axis && take_mark(&ahead, "::")) {
        *r = ahead;
        skip_blanks(r);
        return read_test(a, r, from, text_equal(axis, "attribute"), text_equal(axis, "child"));
    }
    return read_test(a, r, from, false, true);
}

/* ---- paths and expressions -------------------------------------------------------------------------------
 */

/* The first part of a path: a step, or what may stand before steps. */
static place read_first(struct asked *a, struct cursor *r, place from)
{
    if (read_literal(a, r))
        return NULL;
    if (isdigit((unsigned char)*r->p) || (*r->p == '.' && isdigit((unsigned char)r->p[1]))) {
        r->p += strspn(r->p, "0123456789.");
        return NULL;
    }
    if (take_mark(r, "(")) {
        place found = read_expression(a, r, from);
        take_mark(r, ")");
        return found;
    }
    if (take_mark(r, "$"))
        return asked_variable(a, r->node, read_name(a, r));
    if (take_mark(r, "//"))
        return read_step(a, r, NULL);
    if (take_mark(r, "/")) {
        place root = from || r->pattern ? "" : NULL; /* the report's, and not what document() read */
        skip_blanks(r);
        return begins_name(*r->p) || *r->p == '*' || *r->p == '@' ? read_step(a, r, root) : root;
    }
    struct cursor ahead = *r;
    const char *name = read_name(a, &ahead);
    if (ahead.p[0] == ':' && begins_name(ahead.p[1])) {
        ahead.p++;
        read_name(a, &ahead);
    }
    static const char *const kinds[] = {"node", "text", "comment", "processing-instruction"};
    bool kind = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        kind |= text_equal(name, kinds[i]);
    if (!*name || kind || !is_called(ahead))
        return read_step(a, r, from);
    *r = ahead;
    return read_function(a, r, from, name);
}

static place read_path(struct asked *a, struct cursor *r, place from)
{
    while (take_mark(r, "-"))
        continue;
    r->attribute = NULL;
    place at = read_first(a, r, from);
    for (;;) {
        if (take_mark(r, "[")) {
            read_expression(a, r, at);
            take_mark(r, "]");
        } else if (take_mark(r, "//")) {
            at = read_step(a, r, NULL);
        } else if (take_mark(r, "/")) {
            at = read_step(a, r, at);
        } else {
            return at;
        }
    }
}

/* What is compared with an attribute that has a few values only. */
static void look_at_comparison(struct asked *a, const struct cursor *r, const char *attribute)
{
    struct cursor ahead = *r;
    const char *value = read_literal(a, &ahead);
    if (!value || report_names_find(a->names, NAME_VALUE, attribute, value) ||
        !report_names_find(a->names, NAME_VALUE, attribute, NULL))
        return;
    say(a, r, arena_printf(a->arena, _("in a report %s is never \"%s\""), attribute, value), NAME_VALUE,
        attribute, value);
}

/* What stands between two operands. */
static void read_operator(struct asked *a, struct cursor *r)
{
    const char *attribute = r->attribute;
    skip_blanks(r);
    if (begins_name(*r->p)) /* and, or, div, mod */
        read_name(a, r);
    else if (take_mark(r, "=") || take_mark(r, "!=")) {
        if (attribute)
            look_at_comparison(a, r, attribute);
    } else if (!is_end(*r->p) && strchr("|<>+-*", *r->p))
        r->p += r->p[1] == '=' ? 2 : 1;
}

/* An expression up to the mark that ends it: where it leads if it is one path, or several to one place. */
static place read_expression(struct asked *a, struct cursor *r, place from)
{
    place found = NULL;
    bool first = true, joined = false;
    if (++a->depth > PATH_DEEPEST || ++a->read > PATH_MOST)
        r->p += strlen(r->p);
    while (skip_blanks(r), !is_end(*r->p)) {
        const char *begin = r->p;
        place at = read_path(a, r, from);
        found = first || (joined && at == found) ? at : NULL;
        first = false;
        skip_blanks(r);
        joined = *r->p == '|';
        read_operator(a, r);
        if (r->p == begin)
            r->p += strlen(r->p); /* nothing that one can read */
    }
    a->depth--;
    return found;
}

place path_read(struct asked *asked, const xmlNode *node, const char *text, place from, bool pattern,
                const char **end)
{
    struct cursor r = {.p = text, .node = node, .base = from, .pattern = pattern};
    place found = read_expression(asked, &r, from);
    if (end)
        *end = r.p;
    return found;
}
