#include "intake/conform.h"

#include "base/buffer.h"
#include "base/text.h"
#include "intake/near.h"

#include <string.h>

static const char *name_of(const xmlNode *node)
{
    return (const char *)node->name;
}

/* A list built for a message, handed over to the tree's arena. */
static const char *settle(struct tree *tree, struct buffer *list)
{
    const char *copy = arena_strdup(tree->arena, buffer_text(list));
    buffer_free(list);
    return copy;
}

/* "; did you mean …?", or nothing. The form holds one %s. */
static const char *suggestion(struct tree *tree, const char *form, const char *meant)
{
    return meant ? arena_printf(tree->arena, form, meant) : "";
}

/* ---- attributes and values ---- */

static const char *attributes_of(struct tree *tree, const struct element *element)
{
    struct buffer list = {0};
    for (const struct attribute *a = element->attribute; a && a->name; a++)
        buffer_printf(&list, "%s%s", a == element->attribute ? "" : ", ", a->name);
    return list.size ? settle(tree, &list) : _("none");
}

static const struct attribute *attribute_of(const struct element *element, const char *name)
{
    for (const struct attribute *a = element->attribute; a && a->name; a++)
        if (strcmp(a->name, name) == 0)
            return a;
    return NULL;
}

static const char *near_attribute(const struct element *element, const char *name)
{
    struct near near = {.word = name};
    for (const struct attribute *a = element->attribute; a && a->name; a++)
        near_offer(&near, a->name);
    return near.best;
}

static const struct child *child_of(const struct element *element, const char *name)
{
    for (const struct child *c = element->child; c && c->element; c++)
        if (strcmp(c->element->name, name) == 0)
            return c;
    return NULL;
}

/* The elements straight in this one that have a child called so, "<bulletin>, <letters>"; NULL: none has. */
static const char *homes_of(struct tree *tree, const struct element *element, const char *name)
{
    struct buffer list = {0};
    for (const struct child *c = element->child; c && c->element; c++)
        if (child_of(c->element, name))
            buffer_printf(&list, "%s<%s>", list.size ? ", " : "", c->element->name);
    return list.size ? settle(tree, &list) : NULL;
}

/* What to write in the place of an attribute: an element that is called so, or another attribute. */
static const char *attribute_advice(struct tree *tree, const struct element *element, const char *name)
{
    const struct child *child = child_of(element, name);
    const char *meant = near_attribute(element, name), *homes = homes_of(tree, element, name);
    if (child && child->element->content == CONTENT_NONE)
        return arena_printf(tree->arena, _("; write it as an element: <%s .../>"), name);
    if (child)
        return arena_printf(tree->arena, _("; write it as an element: <%s>...</%s>"), name, name);
    if (!meant && homes)
        return arena_printf(tree->arena, _("; write it as an element, <%s> in %s"), name, homes);
    return suggestion(tree, _("; did you mean \"%s\"?"), meant);
}

/* The same for an element that isn't allowed; near is the name of one that is. */
static const char *element_advice(struct tree *tree, const struct element *element, const char *name,
                                  const char *near)
{
    const char *homes = homes_of(tree, element, name);
    if (attribute_of(element, name))
        return arena_printf(tree->arena, _("; write it as an attribute: <%s %s=\"...\">"), element->name,
                            name);
    if (homes)
        return arena_printf(tree->arena, _("; it stands in %s"), homes);
    return suggestion(tree, _("; did you mean <%s>?"), near);
}

static void unknown_attribute(struct tree *tree, const xmlNode *node, const xmlAttr *attribute,
                              const struct element *element)
{
    const char *name = (const char *)attribute->name;
    const char *shown = tree_quote(tree->arena, name);
    if (attribute->ns)
        shown = arena_printf(
            tree->arena, "%s:%s",
            attribute->ns->prefix ? tree_quote(tree->arena, (const char *)attribute->ns->prefix) : "", shown);
    tree_fault(tree, MESSAGE_UNKNOWN_ATTRIBUTE, tree_where_attribute(tree, node, shown),
               _("\"%s\" in <%s>; allowed: %s%s"), shown, element->name, attributes_of(tree, element),
               attribute->ns ? "" : attribute_advice(tree, element, name));
}

/* What to write in the place of a value, or nothing. */
static const char *advice(struct tree *tree, enum value type, const char *const *words, const char *value)
{
    if (type == VALUE_DATE && value_is_no_day(value))
        return _("; there is no such day");
    return suggestion(tree, _("; did you mean \"%s\"?"), value_meant(type, words, value, tree->arena));
}

/* The same of an attribute: where there is no figure an attribute of its own says so, or nothing does. */
static const char *advice_on(struct tree *tree, const xmlNode *node, const struct attribute *rule,
                             const char *value)
{
    if (strcmp(name_of(node), "actual") == 0 && strcmp(rule->name, "value") == 0 && value_is_nothing(value))
        return _(
            "; where there is no figure yet, leave the whole line out, or write na=\"true\" in the place of "
            "value");
    struct decimal number;
    if (strcmp(name_of(node), "target") == 0 && rule->type == VALUE_POSITIVE &&
        decimal_parse(value, &number) && number.units == 0)
        return _("; what is reached is a share of the target: a goal of zero is written as a task without "
                 "<target>, or as a level such as 100 %");
    return advice(tree, rule->type, rule->words, value);
}

static void check_attribute(struct tree *tree, const xmlNode *node, const struct attribute *rule)
{
    const char *value = tree_attribute(tree, node, rule->name);
    if (!value || value_accepts(rule->type, rule->words, value))
        return;
    tree_fault(tree, MESSAGE_BAD_VALUE, tree_where_attribute(tree, node, rule->name),
               _("%s=\"%s\" in <%s>; allowed: %s%s"), rule->name, tree_quote(tree->arena, value),
               name_of(node), value_allowed(rule->type, rule->words, tree->arena),
               advice_on(tree, node, rule, value));
}

/* Whether a misspelt attribute of node was probably meant to be name: then it isn't reported as missing too.
 */
static bool misspelt(const xmlNode *node, const struct element *element, const char *name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (!a->ns && !attribute_of(element, (const char *)a->name)) {
            const char *meant = near_attribute(element, (const char *)a->name);
            if (meant && strcmp(meant, name) == 0)
                return true;
        }
    return false;
}

static bool present(const xmlNode *node, const struct element *element, const char *name)
{
    return xmlHasNsProp(node, BAD_CAST name, NULL) || misspelt(node, element, name);
}

/* Names of the attributes with a need, "a and b", and how many of them node has. */
static const char *alternative(struct tree *tree, const xmlNode *node, const struct element *element,
                               enum need need, int *there, int *all)
{
    struct buffer list = {0};
    *there = *all = 0;
    for (const struct attribute *a = element->attribute; a && a->name; a++) {
        if (a->need != need)
            continue;
        buffer_printf(&list, "%s\"%s\"", list.size ? _(" and ") : "", a->name);
        *there += present(node, element, a->name);
        ++*all;
    }
    return settle(tree, &list);
}

static void check_alternatives(struct tree *tree, const xmlNode *node, const struct element *element)
{
    int there, all, other_there, other_all;
    const char *either = alternative(tree, node, element, EITHER, &there, &all);
    const char * or = alternative(tree, node, element, OR, &other_there, &other_all);
    if (all == 0 || (there == all && other_there == 0) || (there == 0 && other_there == other_all))
        return;
    if (there && other_there)
        tree_fault(tree, MESSAGE_CONTRADICTION, tree_where(tree, node),
                   _("<%s> has either %s or %s, not both"), element->name, either, or);
    else if (other_there)
        tree_fault(tree, MESSAGE_MISSING_ATTRIBUTE, tree_where(tree, node), _("<%s> needs both %s"),
                   element->name, or);
    else
        tree_fault(tree, MESSAGE_MISSING_ATTRIBUTE, tree_where(tree, node), _("<%s> needs %s, or else %s"),
                   element->name, either, or);
}

static void check_attributes(struct tree *tree, const xmlNode *node, const struct element *element)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (a->ns || !attribute_of(element, (const char *)a->name))
            unknown_attribute(tree, node, a, element);
    for (const struct attribute *a = element->attribute; a && a->name; a++) {
        check_attribute(tree, node, a);
        if (a->need == REQUIRED && !present(node, element, a->name))
            tree_fault(tree, MESSAGE_MISSING_ATTRIBUTE, tree_where(tree, node), _("\"%s\" in <%s>"), a->name,
                       element->name);
    }
    check_alternatives(tree, node, element);
}

/* ---- what stands in an element ---- */

static const char *children_of(struct tree *tree, const struct element *element)
{
    struct buffer list = {0};
    for (const struct child *c = element->child; c && c->element; c++)
        buffer_printf(&list, "%s<%s>", c == element->child ? "" : ", ", c->element->name);
    return list.size ? settle(tree, &list) : _("none");
}

static const struct child *near_child(const struct element *element, const char *name)
{
    struct near near = {.word = name};
    for (const struct child *c = element->child; c && c->element; c++)
        near_offer(&near, c->element->name);
    return near.best ? child_of(element, near.best) : NULL;
}

/* The rule for a child element. One that isn't allowed is reported; the rule is then that of the element it
 * was probably meant to be, or NULL. */
static const struct child *identify(struct tree *tree, const xmlNode *node, const struct element *parent)
{
    const char *name = name_of(node);
    bool own = tree_is_own(tree, node);
    const struct child *rule = own ? child_of(parent, name) : NULL;
    if (rule)
        return rule;
    if (own)
        rule = near_child(parent, name);
    if (own)
        tree_fault(tree, MESSAGE_UNKNOWN_ELEMENT, tree_where(tree, node), _("<%s> in <%s>; allowed: %s%s"),
                   tree_quote(tree->arena, name), parent->name, children_of(tree, parent),
                   element_advice(tree, parent, name, rule ? rule->element->name : NULL));
    else
        tree_fault(tree, MESSAGE_UNKNOWN_ELEMENT, tree_where(tree, node),
                   _("<%s> of the namespace \"%s\" in <%s>; allowed: %s"), tree_quote(tree->arena, name),
                   node->ns ? tree_quote(tree->arena, (const char *)node->ns->href) : "", parent->name,
                   children_of(tree, parent));
    return rule;
}

static void stray_text(struct tree *tree, const xmlNode *node, const struct element *element)
{
    tree_fault(tree, MESSAGE_STRAY_TEXT, tree_where(tree, node), _("\"%s\" in <%s>; allowed there: %s"),
               tree_quote(tree->arena, (const char *)node->content), element->name,
               element->content == CONTENT_PHRASE ? _("either text or one <target>")
                                                  : children_of(tree, element));
}

/* What was seen among the children of one element. */
struct seen {
    int count[16];  /* by place in element->child */
    int rank;       /* of the child before: out of order is what ranks below its neighbour */
    const char *of; /* and its name */
};

static void note_child(struct tree *tree, const xmlNode *node, const struct element *parent,
                       const struct child *rule, struct seen *seen)
{
    const char *name = rule->element->name;
    int count = ++seen->count[rule - parent->child];
    if (rule->most == 1 && count == 2)
        tree_fault(tree, MESSAGE_UNKNOWN_ELEMENT, tree_where(tree, node), _("a second <%s> in <%s>"), name,
                   parent->name);
    else if (rule->most != MANY && count == rule->most + 1)
        tree_fault(tree, MESSAGE_TOO_LARGE, tree_where(tree, node), _("more than %d of <%s> in <%s>"),
                   rule->most, name, parent->name);
    else if (rule->rank < seen->rank)
        tree_fault(tree, MESSAGE_UNKNOWN_ELEMENT, tree_where(tree, node),
                   _("<%s> behind <%s> in <%s>; it must stand before it"), name, seen->of, parent->name);
    seen->rank = rule->rank;
    seen->of = name;
}

static void check_element(struct tree *tree, const xmlNode *node, const struct element *element);

static void check_children(struct tree *tree, const xmlNode *node, const struct element *element)
{
    struct seen seen = {.rank = -1};
    bool text = element->content == CONTENT_MIXED || element->content == CONTENT_VALUE ||
                (element->content == CONTENT_PHRASE && !xmlFirstElementChild((xmlNode *)node));
    for (const xmlNode *child = node->children; child && !tree_is_told(tree); child = child->next) {
        if (child->type == XML_TEXT_NODE) {
            if (!text && !text_is_blank((const char *)child->content))
                stray_text(tree, child, element);
            continue;
        }
        const struct child *rule = identify(tree, child, element);
        if (!rule)
            continue;
        note_child(tree, child, element, rule, &seen);
        check_element(tree, child, rule->element);
    }
    for (const struct child *c = element->child; c && c->element; c++)
        if (seen.count[c - element->child] < c->least)
            tree_fault(tree, MESSAGE_MISSING_ELEMENT, tree_where(tree, node), _("<%s> in <%s>"),
                       c->element->name, element->name);
}

/* Text that must be there, and the value it must be. */
static void check_text(struct tree *tree, const xmlNode *node, const struct element *element)
{
    enum value type = element->content == CONTENT_VALUE ? element->type : VALUE_TEXT;
    const char *text = text_trimmed(tree_text(tree, node));
    if (xmlFirstElementChild((xmlNode *)node) || value_accepts(type, NULL, text))
        return;
    if (!*text)
        tree_fault(tree, MESSAGE_BAD_VALUE, tree_where(tree, node), _("<%s> is empty; allowed: %s"),
                   element->name, value_allowed(type, NULL, tree->arena));
    else
        tree_fault(tree, MESSAGE_BAD_VALUE, tree_where(tree, node), _("\"%s\" in <%s>; allowed: %s%s"),
                   tree_quote(tree->arena, text), element->name, value_allowed(type, NULL, tree->arena),
                   advice(tree, type, NULL, text));
}

/* The first attribute that an element without content lacks, when there is text between its tags; NULL: none.
 * That is where the text belongs. */
static const char *displaced(struct tree *tree, const xmlNode *node, const struct element *element)
{
    int there = 0;
    if (element->content != CONTENT_NONE || text_is_blank(tree_text(tree, node)))
        return NULL;
    for (const struct attribute *a = element->attribute; a && a->name; a++)
        there += a->need != REQUIRED && a->need != OPTIONAL && present(node, element, a->name);
    for (const struct attribute *a = element->attribute; a && a->name; a++)
        if (a->need == REQUIRED ? !present(node, element, a->name) : a->need == EITHER && !there)
            return a->name;
    return NULL;
}

static void check_element(struct tree *tree, const xmlNode *node, const struct element *element)
{
    const char *attribute = displaced(tree, node, element);
    if (attribute) {
        const char *text = tree_quote(tree->arena, text_trimmed(tree_text(tree, node)));
        tree_fault(tree, MESSAGE_STRAY_TEXT, tree_where(tree, node),
                   _("\"%s\" in <%s>; it belongs in the tag, as %s=\"%s\""), text, element->name, attribute,
                   text);
        return;
    }
    check_attributes(tree, node, element);
    check_children(tree, node, element);
    if (element->content != CONTENT_NONE && element->content != CONTENT_ELEMENTS)
        check_text(tree, node, element);
}

bool conform_table(struct tree *tree, const struct vocabulary *vocabulary)
{
    int before = tree->faults;
    const xmlNode *root = xmlDocGetRootElement(tree->doc);
    if (strcmp(name_of(root), vocabulary->root->name) != 0)
        tree_fault(tree, MESSAGE_UNKNOWN_ELEMENT, tree_where(tree, root),
                   _("<%s> as the root; allowed with this namespace: <%s>"),
                   tree_quote(tree->arena, name_of(root)), vocabulary->root->name);
    else
        check_element(tree, root, vocabulary->root);
    return tree->faults == before;
}
