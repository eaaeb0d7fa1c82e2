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

/* A mark of ASCII between two Chinese characters, or a digit of full width; NULL: there is none. */
static const char *first_width(const char *text)
{
    uint32_t last = 0;
    for (const char *p = text; *p;) {
        const char *from = p;
        uint32_t c = text_next(&p);
        const char *next = p;
        if (c >= 0xFF10 && c <= 0xFF19)
            return from;
        if (c < 0x80 && strchr(",;()", (int)c) && last && !text_is_spaced(last) && *p &&
            !text_is_spaced(text_next(&next)))
            return from;
        last = c;
    }
    return NULL;
}

/* Whether an attribute holds words, no number, date or name by which something is found. */
static bool holds_words(const char *attribute)
{
    static const char *const words[] = {"name", "full", "title", "note", "office", "phone"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(attribute, words[i]) == 0)
            return true;
    return false;
}

/* Whether a text straight in an element does. */
static bool is_words(const char *element)
{
    static const char *const others[] = {"number", "dated", "copy-number"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(element, others[i]) == 0)
            return false;
    return true;
}

static struct oddity oddity_at(struct gathering *g, const char *text, const char *odd, struct where at,
                               const char *in)
{
    const char *leftover = leftover_at(odd), *end = odd;
    return (struct oddity){at, in, before(g->arena, text, odd), leftover ? 0 : (unsigned)text_next(&end),
                           leftover};
}

/* Where a text stands; attribute NULL: straight in the element. */
static struct where where_of(struct gathering *g, const xmlNode *element, const char *attribute)
{
    return attribute ? tree_where_attribute(g->tree, element, attribute) : tree_where(g->tree, element);
}

static const char *in_words(struct gathering *g, const char *element, const char *attribute)
{
    return attribute ? arena_printf(g->arena, _("%s of <%s>"), attribute, element)
                     : arena_printf(g->arena, "<%s>", element);
}

static void look(struct gathering *g, const xmlNode *element, const char *attribute, const char *text)
{
    const char *name = (const char *)element->name, *odd = first_oddity(text);
    if (odd && g->all.count < ODDITIES_MOST)
        *(struct oddity *)arena_push(g->arena, &g->all.item, &g->all.count, &g->all.capacity,
                                     sizeof *g->all.item) =
            oddity_at(g, text, odd, where_of(g, element, attribute), in_words(g, name, attribute));
    odd = (attribute ? holds_words(attribute) : is_words(name)) ? first_width(text) : NULL;
    if (odd && g->all.widths++ < WIDTHS_MOST)
        g->all.width[g->all.widths - 1] =
            oddity_at(g, text, odd, where_of(g, element, attribute), in_words(g, name, attribute));
}

static void walk(struct gathering *g, const xmlNode *element)
{
    for (const xmlAttr *a = element->properties; a; a = a->next) {
        const char *attribute = (const char *)a->name, *value = tree_attribute(g->tree, element, attribute);
        if (value)
            look(g, element, attribute, value);
    }
    for (const xmlNode *c = element->children; c; c = c->next) {
        const char *text = (const char *)c->content;
        if (c->type == XML_ELEMENT_NODE)
            walk(g, c);
        else if (c->type == XML_TEXT_NODE && text)
            look(g, element, NULL, text);
    }
}

struct oddities oddities_of(struct tree *tree, struct arena *arena)
{
    struct gathering g = {tree, arena, {0}};
    walk(&g, xmlDocGetRootElement(tree->doc));
    return g.all;
}
