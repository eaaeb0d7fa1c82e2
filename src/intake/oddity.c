#include "intake/oddity.h"

#include "base/text.h"

#include <string.h>

/* How much of a text is shown before the place. */
enum { SHOWN = 8 };

struct gathering {
    struct tree *tree;
    struct arena *arena;
    struct oddities all;
};

/* What is left of escapes that were escaped once more; NULL: none begins here. */
static const char *leftover_at(const char *text)
{
    static const char *const known[] = {"&amp;", "&nbsp;", "&lt;", "&gt;", "&quot;", "&#"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (text_starts(text, known[i]))
            return known[i];
    return NULL;
}

/* The last characters of text before end. */
static const char *before(struct arena *arena, const char *text, const char *end)
{
    const char *from = text;
    for (size_t left = text_count(arena_strndup(arena, text, (size_t)(end - text))); left > SHOWN; left--)
        text_next(&from);
    return arena_strndup(arena, from, (size_t)(end - from));
}

/* Where the first oddity of a text is; NULL: there is none. Each begins with one of a few bytes, which every
 * file is looked through for. */
static const char *first_oddity(const char *text)
{
    for (const char *p = text; (p = strpbrk(p, "&\xC2\xE2\xEF"));) {
        const char *from = p;
        if (text_is_unseen(text_next(&p)) || leftover_at(from))
            return from;
    }
    return NULL;
}

static void keep(struct gathering *g, const char *text, const char *odd, struct where at, const char *in)
{
    if (g->all.count >= ODDITIES_MOST)
        return;
    const char *leftover = leftover_at(odd), *end = odd;
    const struct oddity found = {at, in, before(g->arena, text, odd),
                                 leftover ? 0 : (unsigned)text_next(&end), leftover};
    *(struct oddity *)arena_push(g->arena, &g->all.item, &g->all.count, &g->all.capacity, sizeof found) =
        found;
}

static void walk(struct gathering *g, const xmlNode *element)
{
    const char *name = (const char *)element->name, *odd;
    for (const xmlAttr *a = element->properties; a; a = a->next) {
        const char *attribute = (const char *)a->name, *value = tree_attribute(g->tree, element, attribute);
        if (value && (odd = first_oddity(value)))
            keep(g, value, odd, tree_where_attribute(g->tree, element, attribute),
                 arena_printf(g->arena, _("%s of <%s>"), attribute, name));
    }
    for (const xmlNode *c = element->children; c; c = c->next) {
        const char *text = (const char *)c->content;
        if (c->type == XML_ELEMENT_NODE)
            walk(g, c);
        else if (c->type == XML_TEXT_NODE && text && (odd = first_oddity(text)))
            keep(g, text, odd, tree_where(g->tree, element), arena_printf(g->arena, "<%s>", name));
    }
}

struct oddities oddities_of(struct tree *tree, struct arena *arena)
{
    struct gathering g = {tree, arena, {0}};
    walk(&g, xmlDocGetRootElement(tree->doc));
    return g.all;
}
