#include "compose/origin.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Latin, punctuation, symbols, the first block of ideographs, full-width forms: every Chinese font has these.
 */
static bool is_rare(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } usual[] = {
        {0x0000, 0x00FF}, {0x2000, 0x206F}, {0x2100, 0x27BF}, {0x3000, 0x303F},
        {0x4E00, 0x9FA5}, {0xFF00, 0xFF5E}, {0xFFE0, 0xFFE6},
    };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (c >= usual[i].first && c <= usual[i].last)
            return false;
    return true;
}

/*
 * Whether a character of three bytes, of which these are the first two, is plainly usual: an ideograph from
 * U+4E00 to U+9F7F, punctuation from U+3000, a full-width form up to U+FF3F.
 */
static bool is_usual(unsigned char first, unsigned char second)
{
    return (first >= 0xE5 && first <= 0xE8) || (first == 0xE4 && second >= 0xB8) ||
           (first == 0xE9 && second <= 0xBD) || (first == 0xE3 && second == 0x80) ||
           (first == 0xEF && second == 0xBC);
}

/* Where text goes on behind what need not be looked at closely. */
static const char *skip_usual(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    while (*s && (*s < 0x80 || is_usual(s[0], s[1])))
        s += *s < 0x80 ? 1 : 3;
    return (const char *)s;
}

static uint32_t first_rare(const struct run *run, int count)
{
    for (int i = 0; i < count; i++) {
        const char *text = skip_usual(run[i].text ? run[i].text : "");
        for (uint32_t c; (c = text_next(&text)) != 0; text = skip_usual(text))
            if (is_rare(c))
                return c;
    }
    return 0;
}

/* Reads "FILE:LINE". */
static struct where parse_place(const struct reading *r, const char *text)
{
    const char *colon = strrchr(text, ':');
    if (!colon)
        return (struct where){NULL, 0};
    return (struct where){arena_strndup(r->arena, text, (size_t)(colon - text)), atoi(colon + 1)};
}

/*
 * The place of the innermost element around node that has one. A figure's note comes from the quarter's file,
 * the rest of it from the plan.
 */
static struct where place_of(const struct reading *r, const xmlNode *node, const xmlAttr *in)
{
    if (in && xmlStrEqual(in->name, BAD_CAST "note") && is_element(node, "figure"))
        return (struct where){attribute(r, node, "file"), (int)number_attribute(r, node, "line", 0)};
    for (; node; node = node->parent) {
        const char *at = node->type == XML_ELEMENT_NODE ? attribute(r, node, "at") : NULL;
        if (at)
            return parse_place(r, at);
    }
    return (struct where){NULL, 0};
}

/* The next node of the whole tree in document order. */
static const xmlNode *walk(const xmlNode *node)
{
    if (node->children)
        return node->children;
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

/* The place of a character's first element that has one; where that isn't known yet, its file is NULL. */
static struct where *slot_of(const struct reading *r, uint32_t c)
{
    struct where **page = &r->origins->page[c / ORIGINS_PAGE];
    if (!*page)
        *page = arena_array(r->arena, ORIGINS_PAGE, sizeof **page);
    return &(*page)[c % ORIGINS_PAGE];
}

/* Notes the place of the rare characters in a text of the node or in an attribute of it that weren't met
 * before. */
static void note_text(const struct reading *r, const xmlNode *node, const xmlAttr *in, const xmlNode *text)
{
    const char *next = text && text->content ? skip_usual((const char *)text->content) : "";
    struct where at = {NULL, 0};
    bool sought = false;
    for (uint32_t c; (c = text_next(&next)) != 0; next = skip_usual(next)) {
        struct where *slot = is_rare(c) ? slot_of(r, c) : NULL;
        if (!slot || slot->file)
            continue;
        if (!sought)
            at = place_of(r, node, in);
        sought = true;
        *slot = at;
    }
}

static void note_all(const struct reading *r)
{
    r->origins->page = arena_array(r->arena, 0x110000 / ORIGINS_PAGE, sizeof *r->origins->page);
    for (const xmlNode *node = xmlDocGetRootElement(r->report); node; node = walk(node)) {
        if (node->type == XML_TEXT_NODE)
            note_text(r, node, NULL, node);
        for (const xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties : NULL; a; a = a->next)
            note_text(r, node, a, a->children);
    }
}

struct where origin_of_runs(const struct reading *reading, const xmlNode *node, const struct run *run,
                            int count)
{
    uint32_t rare = reading->report ? first_rare(run, count) : 0;
    if (rare && !reading->origins->page)
        note_all(reading);
    const struct where *at = rare ? slot_of(reading, rare) : NULL;
    return at && at->file ? *at : reading_where(reading, node);
}
