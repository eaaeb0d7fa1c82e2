#include "compose/path.h"

#include "base/diag.h"
#include "base/text.h"
#include "progress/report.h"

#include <ctype.h>
#include <string.h>

/* A path that is being read. */
struct cursor {
    const char *p;
    const xmlNode *node; /* the element that it stands in */
    place base;          /* current() */
};

/* What stands on one side of an operator. */
struct operand {
    place at;
    const char *attribute; /* the path's last step, of elements at owner; NULL: it is none */
    place owner;
    const char *literal; /* NULL: it is none */
};

static place read_expression(struct asked *a, struct cursor *r, place from);

/* ---- what is told ----------------------------------------------------------------------------------------
 */

void path_tell(struct asked *asked, const xmlNode *node, const char *words, const char *meant)
{
    const char *hint = meant ? arena_printf(asked->arena, _("; did you mean \"%s\"?"), meant) : "";
    if (!asked->tell || asked->steps > PATH_STEPS)
        return;
    asked->tell(asked->context, node, arena_printf(asked->arena, "%s%s", words, hint));
    asked->told++;
}

/* A step to elements called so, of the report's namespace. */
static place step_to(struct asked *a, const struct cursor *r, place from, const char *name)
{
    const char *found = report_names_find(a->names, NAME_ELEMENT, from, name);
    if (found || !a->tell)
        return found;
    path_tell(a, r->node,
              from && *from ? arena_printf(a->arena, _("<%s> of a report holds no <%s>"), from, name)
                            : arena_printf(a->arena, _("a report has no <%s> there"), name),
              report_names_near(a->names, NAME_ELEMENT, from, name));
    return NULL;
}

static void look_for_attribute(struct asked *a, const struct cursor *r, place from, const char *name)
{
    if (!a->tell || report_names_find(a->names, NAME_ATTRIBUTE, from, name))
        return;
    path_tell(a, r->node,
              !from   ? arena_printf(a->arena, _("nothing in a report has %s=\"…\""), name)
              : *from ? arena_printf(a->arena, _("<%s> of a report has no %s=\"…\""), from, name)
                      : arena_printf(a->arena, _("@%s finds nothing here, before the root <report>"), name),
              report_names_near(a->names, NAME_ATTRIBUTE, from, name));
}

/* A step to elements of no namespace, of which the report has none. */
static void miss_prefix(struct asked *a, const struct cursor *r, place from, const char *name)
{
    if (!a->tell)
        return;
    const xmlNs *ns = xmlSearchNsByHref(r->node->doc, (xmlNodePtr)r->node, BAD_CAST REPORT_NAMESPACE);
    const char *prefix = ns && ns->prefix ? (const char *)ns->prefix : "r";
    bool element = report_names_find(a->names, NAME_ELEMENT, from, name) != NULL;
    path_tell(a, r->node,
              element ? arena_printf(a->arena,
                                     _("\"%s\" finds nothing: elements of a report need their prefix, "
                                       "as in %s:%s; an attribute is @%s"),
                                     name, prefix, name, name)
                      : arena_printf(a->arena, _("\"%s\" finds nothing: an attribute is @%s, a variable $%s"),
                                     name, name, name),
              NULL);
}

/* Elements of a prefix: of the report's namespace, or in vain. */
static place step_with(struct asked *a, const struct cursor *r, place from, const char *prefix,
                       const char *name)
{
    const xmlNs *ns = xmlSearchNs(r->node->doc, (xmlNodePtr)r->node, BAD_CAST prefix);
    const char *uri = ns && ns->href ? (const char *)ns->href : NULL;
    if (text_equal(uri, REPORT_NAMESPACE))
        return step_to(a, r, from, name);
    if (a->tell)
        path_tell(a, r->node,
                  uri ? arena_printf(
                            a->arena,
                            _("%s:%s finds nothing: the prefix is \"%s\", the report's namespace is \"%s\""),
                            prefix, name, uri, REPORT_NAMESPACE)
                      : arena_printf(a->arena, _("the prefix \"%s\" is not declared"), prefix),
                  NULL);
    return NULL;
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
    if (!begins_name(*r->p))
        return "";
    while (begins_name(*r->p) || isdigit((unsigned char)*r->p) || *r->p == '-' || *r->p == '.')
        r->p++;
    return arena_strndup(a->arena, from, (size_t)(r->p - from));
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

/* ---- functions -------------------------------------------------------------------------------------------
 */

/* Those of XPath 1.0 and XSLT 1.0. */
static const char *const functions[] = {
    "boolean",
    "ceiling",
    "concat",
    "contains",
    "count",
    "current",
    "document",
    "element-available",
    "false",
    "floor",
    "format-number",
    "function-available",
    "generate-id",
    "id",
    "key",
    "lang",
    "last",
    "local-name",
    "name",
    "namespace-uri",
    "normalize-space",
    "not",
    "number",
    "position",
    "round",
    "starts-with",
    "string",
    "string-length",
    "substring",
    "substring-after",
    "substring-before",
    "sum",
    "system-property",
    "translate",
    "true",
    "unparsed-entity-uri",
};

static void look_for_function(struct asked *a, const struct cursor *r, const char *name)
{
    if (!a->tell)
        return;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i], name) == 0)
            return;
    path_tell(a, r->node, arena_printf(a->arena, _("there is no function %s()"), name), NULL);
}

/* What is in round brackets behind a function's name. */
static void read_arguments(struct asked *a, struct cursor *r, place from)
{
    take_mark(r, "(");
    while (!take_mark(r, ")") && *r->p && *r->p != ']' && *r->p != '}') {
        read_expression(a, r, from);
        take_mark(r, ",");
    }
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

/* ---- steps -----------------------------------------------------------------------------------------------
 */

enum axis { AXIS_CHILD, AXIS_ATTRIBUTE, AXIS_NAMESPACE, AXIS_OTHER };

/* A step's name, in the axis that was read. */
static struct operand read_test(struct asked *a, struct cursor *r, place from, enum axis axis)
{
    skip_blanks(r);
    const char *name = read_name(a, r), *prefix = NULL;
    if (r->p[0] == ':' && r->p[1] != ':') {
        r->p++;
        prefix = name;
        name = read_name(a, r);
    }
    if (!*name) {
        take_mark(r, "*");
        return (struct operand){0};
    }
    if (is_called(*r)) { /* node(), text() … */
        read_arguments(a, r, NULL);
        return (struct operand){0};
    }
    if (axis == AXIS_NAMESPACE || (axis == AXIS_ATTRIBUTE && prefix))
        return (struct operand){0};
    if (axis == AXIS_ATTRIBUTE) {
        look_for_attribute(a, r, from, name);
        return (struct operand){.attribute = name, .owner = from};
    }
    from = axis == AXIS_CHILD ? from : NULL;
    if (prefix)
        return (struct operand){.at = step_with(a, r, from, prefix, name)};
    miss_prefix(a, r, from, name);
    return (struct operand){0};
}

static struct operand read_step(struct asked *a, struct cursor *r, place from)
{
    a->steps++;
    if (take_mark(r, ".."))
        return (struct operand){.at = report_names_parent(a->names, from)};
    if (take_mark(r, "."))
        return (struct operand){.at = from};
    if (take_mark(r, "@"))
        return read_test(a, r, from, AXIS_ATTRIBUTE);
    struct cursor ahead = *r;
    const char *axis = read_name(a, &ahead);
    if (!*axis || !take_mark(&ahead, "::"))
        return read_test(a, r, from, AXIS_CHILD);
    *r = ahead;
    return read_test(a, r, from,
                     text_equal(axis, "child")       ? AXIS_CHILD
                     : text_equal(axis, "attribute") ? AXIS_ATTRIBUTE
                     : text_equal(axis, "namespace") ? AXIS_NAMESPACE
                                                     : AXIS_OTHER);
}

/* ---- paths and expressions -------------------------------------------------------------------------------
 */

static bool begins_step(const struct cursor *r)
{
    return begins_name(*r->p) || (*r->p && strchr("*@.", *r->p));
}

/* Whether a name that is called is a function's, and no test of a kind of node. */
static bool is_function(const char *name)
{
    static const char *const kinds[] = {"node", "text", "comment", "processing-instruction"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_equal(name, kinds[i]))
            return false;
    return true;
}

/* A function, or else a step, which both begin with a name. */
static struct operand read_named(struct asked *a, struct cursor *r, place from)
{
    struct cursor ahead = *r;
    const char *name = read_name(a, &ahead);
    bool prefixed = ahead.p[0] == ':' && begins_name(ahead.p[1]);
    if (prefixed) {
        ahead.p++;
        read_name(a, &ahead);
    }
    if (!*name || !is_called(ahead) || !is_function(name))
        return read_step(a, r, from);
    if (!prefixed)
        look_for_function(a, r, name);
    *r = ahead;
    return (struct operand){.at = read_function(a, r, from, prefixed ? "" : name)};
}

/* The first part of a path: a step, or what may stand before steps. */
static struct operand read_first(struct asked *a, struct cursor *r, place from)
{
    const char *literal = read_literal(a, r);
    if (literal)
        return (struct operand){.literal = literal};
    if (isdigit((unsigned char)*r->p) || (*r->p == '.' && isdigit((unsigned char)r->p[1]))) {
        r->p += strspn(r->p, "0123456789.");
        return (struct operand){0};
    }
    if (take_mark(r, "(")) {
        place found = read_expression(a, r, from);
        take_mark(r, ")");
        return (struct operand){.at = found};
    }
    if (take_mark(r, "$")) {
        const char *name = read_name(a, r);
        if (*r->p == ':' && begins_name(r->p[1])) { /* whose prefix may have another name elsewhere */
            r->p++;
            read_name(a, r);
            return (struct operand){0};
        }
        return (struct operand){.at = asked_variable(a, r->node, name)};
    }
    if (take_mark(r, "//"))
        return read_step(a, r, NULL);
    if (!take_mark(r, "/"))
        return read_named(a, r, from);
    skip_blanks(r);
    return begins_step(r) ? read_step(a, r, "") : (struct operand){.at = ""};
}

static struct operand read_path(struct asked *a, struct cursor *r, place from)
{
    while (take_mark(r, "-"))
        continue;
    a->steps++;
    struct operand found = read_first(a, r, from);
    for (;;) {
        if (take_mark(r, "[")) {
            read_expression(a, r, found.at);
            take_mark(r, "]");
        } else if (take_mark(r, "//")) {
            found = read_step(a, r, NULL);
        } else if (take_mark(r, "/")) {
            found = read_step(a, r, found.at);
        } else {
            return found;
        }
    }
}

/* An attribute that has a few values only, and what it is compared with; '' says that it isn't there. */
static void look_at_comparison(struct asked *a, const struct cursor *r, const struct operand *left,
                               const struct operand *right)
{
    const struct operand *tested = left->attribute ? left : right;
    const char *value = left->literal ? left->literal : right->literal;
    if (!a->tell || !tested->attribute || !value || !*value ||
        !report_names_lists(a->names, tested->owner, tested->attribute) ||
        report_names_value(a->names, tested->owner, tested->attribute, value))
        return;
    path_tell(a, r->node,
              tested->owner
                  ? arena_printf(a->arena, _("%s of <%s> of a report is never \"%s\""), tested->attribute,
                                 tested->owner, value)
                  : arena_printf(a->arena, _("in a report %s is never \"%s\""), tested->attribute, value),
              report_names_near_value(a->names, tested->owner, tested->attribute, value));
}

/* What stands between two operands: whether they are compared for being equal. */
static bool read_operator(struct asked *a, struct cursor *r)
{
    if (begins_name(*r->p)) /* and, or, div, mod */
        read_name(a, r);
    else if (take_mark(r, "=") || take_mark(r, "!="))
        return true;
    else if (!is_end(*r->p) && strchr("|<>+-*", *r->p))
        r->p += r->p[1] == '=' ? 2 : 1;
    return false;
}

/* An expression up to the mark that ends it: where it leads if it is one path, or several to one place. */
static place read_expression(struct asked *a, struct cursor *r, place from)
{
    place found = NULL;
    struct operand before = {0};
    bool first = true, joined = false, compared = false;
    if (++a->depth > PATH_DEEPEST || a->steps > PATH_STEPS)
        r->p += strlen(r->p);
    while (skip_blanks(r), !is_end(*r->p)) {
        const char *begin = r->p;
        struct operand next = read_path(a, r, from);
        if (compared)
            look_at_comparison(a, r, &before, &next);
        found = first || (joined && next.at == found) ? next.at : NULL;
        before = next;
        first = false;
        skip_blanks(r);
        joined = *r->p == '|';
        compared = read_operator(a, r);
        if (r->p == begin)
            r->p += strlen(r->p); /* nothing that one can read */
    }
    a->depth--;
    return found;
}

place path_read(struct asked *asked, const xmlNode *node, const char *text, place from, const char **end)
{
    struct cursor r = {.p = text, .node = node, .base = from};
    place found = read_expression(asked, &r, from);
    if (end)
        *end = r.p;
    return found;
}
