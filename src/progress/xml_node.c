#include "progress/xml_node.h"

#include <string.h>

xmlNodePtr xml_add(xmlNodePtr parent, const char *name)
{
    return xmlNewChild(parent, NULL, BAD_CAST name, NULL);
}

void xml_text(xmlNodePtr node, const char *content)
{
    if (content && *content)
        xmlAddChild(node, xmlNewDocText(node->doc, BAD_CAST content));
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
    if (value)
        xmlNewProp(node, BAD_CAST name, BAD_CAST value);
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
    xml_set(node, name, printed);
}

void xml_set_int(struct arena *arena, xmlNodePtr node, const char *name, int value)
{
    xml_set_decimal(arena, node, name, (struct decimal){value, 0});
}

void xml_set_decimal(struct arena *arena, xmlNodePtr node, const char *name, struct decimal value)
{
    xml_set(node, name, decimal_print(arena, value));
}

void xml_set_share(struct arena *arena, xmlNodePtr node, const char *name, struct rational value)
{
    xml_set(node, name, rational_print(arena, value, 1));
}

void xml_set_place(struct arena *arena, xmlNodePtr node, struct where at)
{
    if (!at.file)
        return;
    const char *line = decimal_print(arena, (struct decimal){at.line, 0});
    size_t file_size = strlen(at.file), line_size = strlen(line);
    char *place = arena_alloc(arena, file_size + 1 + line_size + 1);
    memcpy(place, at.file, file_size);
    place[file_size] = ':';
    memcpy(place + file_size + 1, line, line_size);
    xml_set(node, "at", place);
}
