/*
 * The report XML as text. libxml2 writes the same, byte for byte, in three times the time; but the report is
 * only elements, attributes and text, of one namespace that the root declares.
 */
#include "base/file.h"
#include "progress/report.h"

#include <libxml/tree.h>
#include <string.h>

/* Whether the attribute holds a path, and so is to say the file only. */
static bool is_path(const xmlNode *node, const char *name)
{
    return strcmp(name, "at") == 0 ||
           (strcmp(name, "file") == 0 && strcmp((const char *)node->name, "figure") == 0);
}

static void save_attributes(const xmlNode *node, struct buffer *out)
{
    static const char *const with[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#10;", "&#13;", "&#9;"};
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        const char *value = a->children ? (const char *)a->children->content : NULL;
        buffer_putc(out, ' ');
        buffer_puts(out, name);
        buffer_puts(out, "=\"");
        if (value)
            buffer_escape(out, is_path(node, name) ? file_name(value) : value, "&<>\"\n\r\t", with);
        buffer_putc(out, '"');
    }
}

static void save_node(const xmlNode *node, struct buffer *out)
{
    static const char *const with[] = {"&amp;", "&lt;", "&gt;", "&#13;"};
    if (node->type == XML_TEXT_NODE) {
        buffer_escape(out, (const char *)node->content, "&<>\r", with);
        return;
    }
    buffer_putc(out, '<');
    buffer_puts(out, (const char *)node->name);
    if (node->nsDef) {
        buffer_puts(out, " xmlns=\"");
        buffer_puts(out, (const char *)node->nsDef->href);
        buffer_putc(out, '"');
    }
    save_attributes(node, out);
    if (!node->children) {
        buffer_puts(out, "/>");
        return;
    }
    buffer_putc(out, '>');
    for (const xmlNode *n = node->children; n; n = n->next)
        save_node(n, out);
    buffer_puts(out, "</");
    buffer_puts(out, (const char *)node->name);
    buffer_putc(out, '>');
}

void report_save(const xmlDoc *xml, struct buffer *out)
{
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    save_node(xmlDocGetRootElement(xml), out);
    buffer_putc(out, '\n');
}
