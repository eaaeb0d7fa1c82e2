#include "compose/reading.h"

#include "base/text.h"
#include "compose/source.h"

#include <string.h>

struct where reading_where(const struct reading *reading, const xmlNode *node)
{
    return (struct where){reading->path, reading->composed || !node ? 0 : (int)xmlGetLineNo(node)};
}

/* The same for a fault, which is worth searching the templates. */
static struct where fault_place(const struct reading *reading, const xmlNode *node)
{
    struct where at = reading_where(reading, node);
    return reading->style && node ? source_place(reading->style, node, at, reading->arena) : at;
}

void reading_fault(const struct reading *reading, enum message code, const xmlNode *node, const char *detail,
                   ...)
{
    va_list args;
    va_start(args, detail);
    const char *text = arena_vprintf(reading->arena, detail, args);
    va_end(args);
    if (!reading->composed || code == MESSAGE_BAD_DOCUMENT)
        diag_at(reading->diag, code, fault_place(reading, node), "%s", text);
    else
        diag_at(reading->diag, MESSAGE_BAD_DOCUMENT, fault_place(reading, node), "%s: %s", message_text(code),
                text);
}

bool is_ours(const xmlNode *node, const xmlNode *ours)
{
    return (ours && node->ns == ours->ns) ||
           (node->ns && xmlStrEqual(node->ns->href, BAD_CAST DOCUMENT_NAMESPACE));
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

static const xmlAttr *find_attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *a = node->properties;
    while (a && (a->ns || strcmp((const char *)a->name, name) != 0))
        a = a->next;
    return a;
}

/* What an attribute of several pieces (a parser may make such) says, in the arena. */
static const char *gathered(const struct reading *reading, const xmlAttr *a)
{
    xmlChar *value = xmlNodeGetContent((const xmlNode *)a);
    const char *kept = arena_strdup(reading->arena, value ? (const char *)value : "");
    xmlFree(value);
    return kept;
}

const char *value_lent(const struct reading *reading, const xmlAttr *a)
{
    const xmlNode *text = a->children;
    if (!text)
        return "";
    bool whole = !text->next && text->type == XML_TEXT_NODE && text->content;
    const char *value = whole ? (const char *)text->content : gathered(reading, a);
    size_t size;
    const char *from = text_trim(value, &size);
    return from[size] ? arena_strndup(reading->arena, from, size) : from;
}

const char *attribute_lent(const struct reading *reading, const xmlNode *node, const char *name)
{
    const xmlAttr *a = find_attribute(node, name);
    return a ? value_lent(reading, a) : NULL;
}

const char *attribute(const struct reading *reading, const xmlNode *node, const char *name)
{
    return arena_strdup(reading->arena, attribute_lent(reading, node, name));
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
    const char *text = attribute_lent(reading, node, name);
    double value;
    return text && number_parse(text, false, &value) ? value : or_else;
}

int scaled_attribute(const struct reading *reading, const xmlNode *node, const char *name, int scale)
{
    double value = number_attribute(reading, node, name, 0) * scale; /* bounded by the schema */
    return (int)(value < 0 ? value - 0.5 : value + 0.5);
}
