/*
 * The grammar walked over the tree. The schema says the same; but libxml2's words for what a schema refuses
 * name neither the attribute nor what would be right.
 */
#include "compose/vocabulary.h"

#include "base/text.h"
#include "compose/choices.h"
#include "compose/grammar.h"

#include <libxml/hash.h>
#include <string.h>

enum { MAX_DEPTH = 256 };

/* The names of a content or of an attribute list as words: "b, light, blank". */
static const char *listed(const struct reading *r, const char *list)
{
    char *out = arena_alloc(r->arena, strlen(list) * 2 + 1), *to = out;
    for (const char *p = list; *(p += strspn(p, "|?*+! "));) {
        size_t n = strcspn(p, "|?*+!= ");
        to += sprintf(to, "%s%.*s", to == out ? "" : ", ", (int)n, p);
        p += n;
        if (*p == '!' || *p == '=')
            p += strcspn(p, " ");
    }
    return out;
}

/* ---- values ----------------------------------------------------------------------------------------------
 */

/* The beginning of a text for a message: one line, not long. */
static const char *excerpt(const struct reading *r, const char *text)
{
    enum { MOST = 40 }; /* characters */
    const char *from = text + strspn(text, TEXT_SPACE), *to = from;
    int count = 0;
    while (*to && *to != '\n' && *to != '\r' && count++ < MOST)
        text_next(&to);
    return arena_printf(r->arena, "%.*s%s", (int)(to - from), from, *to && count > MOST ? "..." : "");
}

static void check_value(const struct reading *r, const xmlNode *node, const xmlAttr *a,
                        const struct type *type)
{
    const char *value = value_lent(r, a);
    if (!grammar_allows(type, value))
        reading_fault(r, MESSAGE_BAD_VALUE, node, _("%s=\"%s\" in <%s>; allowed: %s"), (const char *)a->name,
                      excerpt(r, value), (const char *)node->name,
                      type->allowed ? _(type->allowed) : listed(r, type->choices));
}

static void refuse_attribute(const struct reading *r, const xmlNode *node, const char *name,
                             const struct element *element)
{
    if (*element->attributes)
        reading_fault(r, MESSAGE_UNKNOWN_ATTRIBUTE, node, _("%s in <%s>; allowed: %s"), name, element->name,
                      listed(r, element->attributes));
    else
        reading_fault(r, MESSAGE_UNKNOWN_ATTRIBUTE, node, _("%s in <%s>; none is allowed"), name,
                      element->name);
}

static void check_attributes(const struct reading *r, const xmlNode *node, const struct rule *rule)
{
    unsigned seen = 0;
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        int i = grammar_attribute(rule, (const char *)a->name);
        if (i < 0 || a->ns)
            refuse_attribute(r, node, (const char *)a->name, rule->element);
        else
            check_value(r, node, a, rule->attribute[i].type);
        seen |= i < 0 ? 0 : 1u << i;
    }
    for (int i = 0; i < rule->attribute_count; i++)
        if (rule->attribute[i].needed && !(seen & 1u << i))
            reading_fault(r, MESSAGE_MISSING_ATTRIBUTE, node, _("%s in <%s>"),
                          arena_strndup(r->arena, rule->attribute[i].name, rule->attribute[i].size),
                          rule->element->name);
}

/* ---- content ---------------------------------------------------------------------------------------------
 */

static bool is_blank(const xmlNode *text)
{
    return !text->content || text_is_blank((const char *)text->content);
}

static bool is_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static void check_text(const struct reading *r, const xmlNode *node, const struct element *element)
{
    bool any = false;
    for (const xmlNode *n = node->children; n; n = n->next) {
        if (!is_text(n) || is_blank(n))
            continue;
        any = true;
        if (element->text == NO_TEXT)
            reading_fault(r, MESSAGE_STRAY_TEXT, n->prev ? n->prev : node, _("\"%s\" in <%s>"),
                          excerpt(r, (const char *)n->content), element->name);
    }
    if (element->text == WORDS && !any)
        reading_fault(r, MESSAGE_BAD_VALUE, node, _("<%s> is empty"), element->name);
}

/* Where in a content the check of an element's children stands. */
struct cursor {
    const struct step *step, *end;
    int count; /* of what the step names */
};

/* What the content wants and the children so far lack, at the step where the cursor stands. */
static void check_lack(const struct reading *r, const xmlNode *node, const struct cursor *c)
{
    if (c->step->needed && c->count == 0)
        reading_fault(r, MESSAGE_MISSING_ELEMENT, node, _("%s in <%s>"),
                      listed(r, arena_strndup(r->arena, c->step->names, c->step->size)),
                      (const char *)node->name);
}

static void refuse_child(const struct reading *r, const xmlNode *node, const struct element *element)
{
    const char *name = (const char *)node->name;
    if (!is_ours(node, NULL) && *element->content)
        reading_fault(r, MESSAGE_UNKNOWN_ELEMENT, node,
                      _("<%s> of the namespace \"%s\" in <%s>; allowed: %s"), name,
                      node->ns ? excerpt(r, (const char *)node->ns->href) : "", element->name,
                      listed(r, element->content));
    else if (grammar_lists(element->content, strlen(element->content), name))
        reading_fault(r, MESSAGE_UNKNOWN_ELEMENT, node,
                      _("<%s> in <%s>: one too many, or too late; the order is %s"), name, element->name,
                      listed(r, element->content));
    else if (*element->content)
        reading_fault(r, MESSAGE_UNKNOWN_ELEMENT, node, _("<%s> in <%s>; allowed: %s"), name, element->name,
                      listed(r, element->content));
    else
        reading_fault(r, MESSAGE_UNKNOWN_ELEMENT, node, _("<%s> in <%s>; none is allowed"), name,
                      element->name);
}

/* Whether there is text before the child, and not only white space. */
static bool follows_text(const xmlNode *child)
{
    for (child = child->prev; child; child = child->prev)
        if (is_text(child) && !is_blank(child))
            return true;
    return false;
}

/* Moves the cursor to the step that takes the child; false, with the cursor where it was, when none does.
 * What may stand but once in a text begins it. */
static bool place_child(const struct reading *r, const xmlNode *child, const struct rule *kid,
                        const struct element *element, struct cursor *c)
{
    const struct step *to = c->step;
    bool full = to < c->end && c->count > 0 && !to->repeats;
    for (to += full; to < c->end && !(to->set & kid->bit);)
        to++;
    if (to == c->end || (element->text == TEXT && !to->repeats && follows_text(child)))
        return false;
    for (; c->step < to; c->step++, c->count = 0)
        check_lack(r, child->parent, c);
    c->count++;
    return true;
}

static void check_element(const struct reading *r, const xmlNode *node, const struct rule *rule, int depth)
{
    check_attributes(r, node, rule);
    check_text(r, node, rule->element);
    if (depth > MAX_DEPTH) {
        reading_fault(r, MESSAGE_TOO_DEEP, node, _("at most %d are allowed"), MAX_DEPTH);
        return;
    }
    bool chart = is_element(node, "chart");
    const char *context = chart ? attribute_lent(r, node, "kind") : rule->element->name;
    if (chart && choice_of(KINDS, context) < 0)
        return; /* told already; and what it may hold depends on its kind */
    struct cursor cursor = {.step = rule->step, .end = rule->step + rule->step_count};
    for (const xmlNode *kid = next_element(node->children); kid; kid = next_element(kid->next)) {
        const struct rule *kid_rule =
            is_ours(kid, node) ? grammar_rule((const char *)kid->name, context) : NULL;
        if (!kid_rule || !place_child(r, kid, kid_rule, rule->element, &cursor))
            refuse_child(r, kid, rule->element);
        else
            check_element(r, kid, kid_rule, depth + 1);
    }
    for (; cursor.step < cursor.end; cursor.step++, cursor.count = 0)
        check_lack(r, node, &cursor);
}

/* ---- ids and links ---------------------------------------------------------------------------------------
 */

/* The next element of the tree below top in document order, NULL at the end. */
static const xmlNode *walk(const xmlNode *node, const xmlNode *top)
{
    const xmlNode *next = next_element(node->children);
    while (!next && node != top) {
        next = next_element(node->next);
        node = node->parent;
    }
    return next;
}

static void gather_ids(const struct reading *r, const xmlNode *root, xmlHashTablePtr ids)
{
    for (const xmlNode *node = root; node; node = walk(node, root)) {
        const char *id = attribute_lent(r, node, "id");
        if (!id)
            continue;
        const xmlNode *first = xmlHashLookup(ids, BAD_CAST id);
        if (!first)
            xmlHashAddEntry(ids, BAD_CAST id, (void *)node);
        else if (r->composed)
            reading_fault(r, MESSAGE_DUPLICATE_ID, node, _("id=\"%s\" twice"), id);
        else
            reading_fault(r, MESSAGE_DUPLICATE_ID, node, _("%s, first in line %ld"), id, xmlGetLineNo(first));
    }
}

static void check_links(const struct reading *r, const xmlNode *root)
{
    xmlHashTablePtr ids = xmlHashCreate(64);
    gather_ids(r, root, ids);
    for (const xmlNode *node = root; node; node = walk(node, root)) {
        const char *to = attribute_lent(r, node, "to");
        if (to && !xmlHashLookup(ids, BAD_CAST to))
            reading_fault(r, MESSAGE_UNKNOWN_ID, node, _("to=\"%s\" in <%s>"), to, (const char *)node->name);
    }
    xmlHashFree(ids, NULL);
}

/* ---- the whole -------------------------------------------------------------------------------------------
 */

bool vocabulary_check(const struct reading *reading, const xmlDoc *doc)
{
    int before = diag_errors(reading->diag);
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (!root || !is_ours(root, NULL) || !is_element(root, "document")) {
        reading_fault(reading, MESSAGE_UNKNOWN_ELEMENT, root, _("<%s>; allowed: %s"),
                      root ? (const char *)root->name : "", "<document xmlns=\"" DOCUMENT_NAMESPACE "\">");
        return false;
    }
    check_element(reading, root, grammar_rule("document", NULL), 1);
    bool readable = diag_errors(reading->diag) == before;
    check_links(reading, root);
    return readable;
}
