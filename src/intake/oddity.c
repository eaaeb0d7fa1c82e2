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

/* The first oddity of a text. at: of the element or attribute. */
static void gather(struct gathering *g, const char *text, struct where at, const char *in)
{
    for (const char *p = text, *from = p; *p && g->all.count < ODDITIES_MOST; from = p) {
        const char *leftover = leftover_at(p);
        uint32_t c = text_next(&p);
        if (!leftover && !text_is_unseen(c))
            continue;
        struct oddity *oddity =
            arena_push(g->arena, &g->all.item, &g->all.count, &g->all.capacity, sizeof *oddity);
        *oddity = (struct oddity){at, arena_strdup(g->arena, in), before(g->arena, text, from),
                                  leftover ? 0 : (unsigned)c, leftover};
        return;
    }
}

static void walk(struct gathering *g, const xmlNode *element)
{
    struct arena *arena = g->tree->arena;
    const char *name = (const char *)element->name;
    for (const xmlAttr *a = element->properties; a; a = a->next) {
        const char *attribute = (const char *)a->name, *value = tree_attribute(g->tree, element, attribute);
        if (value)
            gather(g, value, tree_where_attribute(g->tree, element, attribute),
                   arena_printf(arena, _("%s of <%s>"), attribute, name));
    }
    for (const xmlNode *c = element->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            walk(g, c);
        else if (c->type == XML_TEXT_NODE && c->content)
            gather(g, (const char *)c->content, tree_where(g->tree, element),
                   arena_printf(arena, "<%s>", name));
}

struct oddities oddities_of(struct tree *tree, struct arena *arena)
{
    struct gathering g = {tree, arena, {0}};
    walk(&g, xmlDocGetRootElement(tree->doc));
    return g.all;
}
