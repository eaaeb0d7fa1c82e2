/*
 * A tree of libxml2's whose nodes are not: it is only built, read and let go, and so they stand in an arena
 * that goes with the document, and their texts are lent. libxml2 would take an attribute in four pieces of
 * memory, each copied and given back by itself.
 */
#include "progress/xml_node.h"

#include <libxml/parserInternals.h>
#include <string.h>

/* An element, and where its next attribute goes, which libxml2 looks for from the first one on. */
struct element {
    xmlNode node;
    xmlAttr *last_attribute;
};

/* An attribute and its value. */
struct attribute {
    xmlAttr attribute;
    xmlNode text;
};

static struct arena *arena_of(const xmlNode *node)
{
    return node->doc->_private;
}

/* Hangs a node under its parent, behind what is there. */
static void hang(xmlNodePtr node, xmlNodePtr parent)
{
    node->doc = parent->doc;
    node->parent = parent;
    node->prev = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
}

static xmlNodePtr new_element(xmlNodePtr parent, const char *name, xmlNsPtr ns)
{
    struct element *element = arena_take(arena_of(parent), sizeof *element);
    *element = (struct element){.node = {.type = XML_ELEMENT_NODE, .name = BAD_CAST name, .ns = ns}};
    hang(&element->node, parent);
    return &element->node;
}

xmlNodePtr xml_begin(struct arena *arena, const char *name, const char *uri)
{
    xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNsPtr ns = arena_take(arena, sizeof *ns);
    *ns = (xmlNs){.type = XML_LOCAL_NAMESPACE, .href = BAD_CAST uri};
    doc->_private = arena;
    xmlNodePtr root = new_element((xmlNodePtr)doc, name, ns);
    root->nsDef = ns;
    return root;
}

void xml_free(xmlDocPtr doc)
{
    struct arena *arena = doc->_private;
    doc->children = doc->last = NULL;
    xmlFreeDoc(doc);
    arena_free(arena);
}

xmlNodePtr xml_add(xmlNodePtr parent, const char *name)
{
    return new_element(parent, name, parent->ns);
}

static xmlNode text_node(const char *content)
{
    return (xmlNode){.type = XML_TEXT_NODE, .name = xmlStringText, .content = BAD_CAST content};
}

void xml_text(xmlNodePtr node, const char *content)
{
    struct arena *arena = arena_of(node);
    xmlNodePtr last = node->last;
    if (!content || !*content)
        return;
    if (last && last->type == XML_TEXT_NODE) { /* one text, as it would be read */
        last->content = BAD_CAST arena_printf(arena, "%s%s", (const char *)last->content, content);
        return;
    }
    xmlNodePtr text = arena_take(arena, sizeof *text);
    *text = text_node(content);
    hang(text, node);
}

void xml_add_text(xmlNodePtr parent, const char *name, const char *content)
{
    if (content)
        xml_text(xml_add(parent, name), content);
}

void xml_add_texts(xmlNodePtr parent, const char *name, const struct strings *content)
{
    for (int i = 0; i < content->count; i++)
        xml_add_text(parent, name, content->item[i]);
}

void xml_set(xmlNodePtr node, const char *name, const char *value)
{
    if (!value)
        return;
    struct element *element = (struct element *)node;
    struct attribute *a = arena_take(arena_of(node), sizeof *a);
    a->attribute = (xmlAttr){.type = XML_ATTRIBUTE_NODE,
                             .name = BAD_CAST name,
                             .children = &a->text,
                             .last = &a->text,
                             .parent = node,
                             .prev = element->last_attribute,
                             .doc = node->doc};
    a->text = text_node(value);
    a->text.parent = (xmlNodePtr)&a->attribute;
    a->text.doc = node->doc;
    if (element->last_attribute)
        element->last_attribute->next = &a->attribute;
    else
        node->properties = &a->attribute;
    element->last_attribute = &a->attribute;
}

void xml_set_true(xmlNodePtr node, const char *name, bool value)
{
    xml_set(node, name, value ? "true" : NULL);
}

void xml_set_date(xmlNodePtr node, const char *name, struct date date)
{
    char printed[11];
    if (!date.year)
        return;
    date_print(date, printed);
    xml_set(node, name, arena_strdup(arena_of(node), printed));
}

void xml_set_int(xmlNodePtr node, const char *name, int value)
{
    xml_set_decimal(node, name, (struct decimal){value, 0});
}

void xml_set_decimal(xmlNodePtr node, const char *name, struct decimal value)
{
    xml_set(node, name, decimal_print(arena_of(node), value));
}

void xml_set_share(xmlNodePtr node, const char *name, struct rational value)
{
    xml_set(node, name, rational_print(arena_of(node), value, 1));
}

void xml_set_place(xmlNodePtr node, struct where at)
{
    if (!at.file)
        return;
    const char *line = decimal_print(arena_of(node), (struct decimal){at.line, 0});
    size_t file_size = strlen(at.file), line_size = strlen(line);
    char *place = arena_alloc(arena_of(node), file_size + 1 + line_size + 1);
    memcpy(place, at.file, file_size);
    place[file_size] = ':';
    memcpy(place + file_size + 1, line, line_size);
    xml_set(node, "at", place);
}
