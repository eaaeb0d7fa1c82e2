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

/* Whether the node's own text or one of its attributes, which is then *in, holds the character. */
static bool node_has(const xmlNode *node, const char *character, const xmlAttr **in)
{
    *in = NULL;
    if (node->type == XML_TEXT_NODE)
        return node->content && strstr((const char *)node->content, character);
    for (const xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties : NULL; a; a = a->next)
        if (a->children && a->children->content && strstr((const char *)a->children->content, character)) {
            *in = a;
            return true;
        }
    return false;
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

static struct where find(const struct reading *r, uint32_t c)
{
    char character[5];
    text_put(c, character);
    const xmlAttr *in;
    for (const xmlNode *node = xmlDocGetRootElement(r->report); node; node = walk(node))
        if (node_has(node, character, &in)) {
            struct where at = place_of(r, node, in);
            if (at.file)
                return at;
        }
    return (struct where){NULL, 0};
}

struct where origin_of_runs(const struct reading *reading, const xmlNode *node, const struct run *run,
                            int count)
{
    uint32_t rare = reading->report ? first_rare(run, count) : 0;
    struct where at = rare ? find(reading, rare) : (struct where){NULL, 0};
    return at.file ? at : reading_where(reading, node);
}
