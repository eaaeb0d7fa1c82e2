#include "compose/reading.h"

#include <string.h>

struct where reading_where(const struct reading *reading, const xmlNode *node)
{
    return (struct where){reading->path, reading->composed || !node ? 0 : (int)xmlGetLineNo(node)};
}

void reading_fault(const struct reading *reading, enum message code, const xmlNode *node, const char *detail,
                   ...)
{
    va_list args;
    va_start(args, detail);
    const char *text = arena_vprintf(reading->arena, detail, args);
    va_end(args);
    diag_at(reading->diag, reading->composed ? MESSAGE_BAD_DOCUMENT : code, reading_where(reading, node),
            "%s", text);
}

bool is_element(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

const xmlNode *next_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *child(const xmlNode *parent, const char *name)
{
    const xmlNode *node = next_element(parent->children);
    while (node && !is_element(node, name))
        node = next_element(node->next);
    return node;
}

int count_children(const xmlNode *parent, const char *name)
{
    int count = 0;
    for (const xmlNode *node = parent->children; node; node = node->next)
        count += is_element(node, name);
    return count;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *attribute(const struct reading *reading, const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp((xmlNodePtr)node, BAD_CAST name);
    if (!value)
        return NULL;
    const char *from = (const char *)value, *to = from + strlen(from);
    while (is_space(*from))
        from++;
    while (to > from && is_space(to[-1]))
        to--;
    const char *kept = arena_strndup(reading->arena, from, (size_t)(to - from));
    xmlFree(value);
    return kept;
}

bool number_parse(const char *text, bool whole, double *out)
{
    bool negative = *text == '-';
    text += *text == '-' || *text == '+';
    double value = 0, place = 1;
    int digits = 0;
    for (; *text >= '0' && *text <= '9'; text++, digits++)
        value = value * 10 + (*text - '0');
    if (*text == '.' && !whole)
        for (text++; *text >= '0' && *text <= '9'; text++, digits++)
            value += (*text - '0') * (place /= 10);
    *out = negative ? -value : value;
    return digits > 0 && !*text;
}

double number_attribute(const struct reading *reading, const xmlNode *node, const char *name, double or_else)
{
    const char *text = attribute(reading, node, name);
    double value;
    return text && number_parse(text, false, &value) ? value : or_else;
}

int scaled_attribute(const struct reading *reading, const xmlNode *node, const char *name, int scale)
{
    double value = number_attribute(reading, node, name, 0) * scale; /* bounded by the schema */
    return (int)(value < 0 ? value - 0.5 : value + 0.5);
}
