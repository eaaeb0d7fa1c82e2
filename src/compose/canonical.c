/*
 * What our templates make is of one namespace without a prefix, and of elements, attributes and text: that is
 * written here, in a fifth of the time. Whatever else a template may have put into its tree is libxml2's,
 * which knows the whole recommendation.
 */
#include "compose/canonical.h"

#include "base/fatal.h"
#include "compose/reading.h"

#include <libxml/c14n.h>
#include <string.h>

enum { MAX_ATTRIBUTES = 16, MAX_DEPTH = 256 };

static void add_text(struct buffer *out, const xmlChar *text)
{
    static const char *const with[] = {"&amp;", "&lt;", "&gt;", "&#xD;"};
    if (text)
        buffer_escape(out, (const char *)text, "&<>\r", with);
}

/* Of an attribute in no namespace, and with a text or nothing in it. */
static bool add_attribute(struct buffer *out, const xmlAttr *a)
{
    static const char *const with[] = {"&amp;", "&lt;", "&quot;", "&#x9;", "&#xA;", "&#xD;"};
    const xmlNode *text = a->children;
    if (text && (text->next || text->type != XML_TEXT_NODE || !text->content))
        return false;
    buffer_putc(out, ' ');
    buffer_puts(out, (const char *)a->name);
    buffer_puts(out, "=\"");
    if (text)
        buffer_escape(out, (const char *)text->content, "&<\"\t\n\r", with);
    buffer_putc(out, '"');
    return true;
}

/* In the order of their names. */
static bool add_attributes(struct buffer *out, const xmlNode *node)
{
    const xmlAttr *sorted[MAX_ATTRIBUTES];
    int count = 0;
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        if (a->ns || count == MAX_ATTRIBUTES)
            return false;
        int i = count++;
        for (; i > 0 && strcmp((const char *)a->name, (const char *)sorted[i - 1]->name) < 0; i--)
            sorted[i] = sorted[i - 1];
        sorted[i] = a;
    }
    for (int i = 0; i < count; i++)
        if (!add_attribute(out, sorted[i]))
            return false;
    return true;
}

/* Adds the element; false, with something of it added, where there is more to it than is known here. */
static bool add_element(struct buffer *out, const xmlNode *node, int depth)
{
    if (!is_ours(node, depth ? node->parent : NULL) || node->ns->prefix || depth > MAX_DEPTH)
        return false;
    buffer_putc(out, '<');
    buffer_puts(out, (const char *)node->name);
    if (depth == 0)
        buffer_puts(out, " xmlns=\"" DOCUMENT_NAMESPACE "\"");
    if (!add_attributes(out, node))
        return false;
    buffer_putc(out, '>');
    for (const xmlNode *n = node->children; n; n = n->next)
        if (n->type == XML_TEXT_NODE)
            add_text(out, n->content);
        else if (n->type != XML_COMMENT_NODE &&
                 (n->type != XML_ELEMENT_NODE || !add_element(out, n, depth + 1)))
            return false;
    buffer_puts(out, "</");
    buffer_puts(out, (const char *)node->name);
    buffer_putc(out, '>');
    return true;
}

/* Whether beside the root there are at most comments. */
static bool is_alone(const xmlNode *root)
{
    for (const xmlNode *n = root->doc->children; n; n = n->next)
        if (n != root && n->type != XML_COMMENT_NODE)
            return false;
    return true;
}

static void add_by_libxml(const xmlDoc *doc, struct buffer *out)
{
    xmlChar *bytes = NULL;
    int size = xmlC14NDocDumpMemory((xmlDocPtr)doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &bytes);
    if (size < 0)
        fatal("a document has no canonical form");
    buffer_add(out, bytes, (size_t)size);
    xmlFree(bytes);
}

void canonical_add(const xmlDoc *doc, struct buffer *out)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    size_t before = out->size;
    if (root && is_alone(root) && add_element(out, root, 0))
        return;
    out->size = before;
    add_by_libxml(doc, out);
}
