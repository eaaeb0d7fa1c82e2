#include "base/text.h"
#include "intake/decode.h"
#include "intake/tree.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

enum { FAULT_LIMIT = 1000, QUOTE_LIMIT = 40 };

/* ---- places ---- */

static const struct mark *mark_of(const struct tree *tree, const xmlNode *node)
{
    intptr_t number = (intptr_t)node->_private;
    return number > 0 && number <= tree->mark_count ? &tree->mark[number - 1] : NULL;
}

/* Behind white space, comments and processing instructions, where a text's first word stands. */
static const char *first_word(const char *p)
{
    for (;;) {
        p += strspn(p, TEXT_SPACE);
        const char *end = text_starts(p, "<!--") ? strstr(p, "-->")
                          : text_starts(p, "<?") ? strstr(p, "?>")
                                                 : NULL;
        if (!end)
            return p;
        p = end + (end[0] == '-' ? 3 : 2);
    }
}

struct where tree_where(const struct tree *tree, const xmlNode *node)
{
    const struct mark *mark = mark_of(tree, node);
    struct where at = {tree->path, mark ? mark->line : 0};
    if (mark && node->type == XML_TEXT_NODE) {
        const char *from = tree->text.data + mark->offset;
        at.line += decode_lines(from, (size_t)(first_word(from) - from));
    }
    return at;
}

struct where tree_where_attribute(const struct tree *tree, const xmlNode *element, const char *name)
{
    const struct mark *mark = mark_of(tree, element);
    struct where at = tree_where(tree, element);
    if (!mark)
        return at;
    const char *tag = tree->text.data + mark->offset;
    for (const char *p = tag + strcspn(tag, " \t\r\n/>"); *p && *p != '>' && *p != '/';) {
        p += strspn(p, TEXT_SPACE);
        size_t length = strcspn(p, " \t\r\n=/>");
        if (length == strlen(name) && memcmp(p, name, length) == 0) {
            at.line += decode_lines(tag, (size_t)(p - tag));
            break;
        }
        p += strcspn(p, "\"'>");
        const char *close = *p == '"' || *p == '\'' ? strchr(p + 1, *p) : NULL;
        if (!close)
            break;
        p = close + 1;
    }
    return at;
}

/* ---- faults ---- */

void tree_fault(struct tree *tree, enum message code, struct where at, const char *detail, ...)
{
    va_list args;
    if (++tree->faults > FAULT_LIMIT) {
        if (tree->faults == FAULT_LIMIT + 1)
            diag_at(tree->diag, code, at, _("and more; the first %d faults of the file are told"),
                    FAULT_LIMIT);
        return;
    }
    va_start(args, detail);
    const char *text = detail ? arena_vprintf(tree->arena, detail, args) : NULL;
    va_end(args);
    diag_at(tree->diag, code, at, text ? "%s" : NULL, text);
}

bool tree_is_told(const struct tree *tree)
{
    return tree->faults > FAULT_LIMIT;
}

const char *tree_quote(struct arena *arena, const char *text)
{
    char *quoted = arena_alloc(arena, QUOTE_LIMIT * 4 + 4), *to = quoted;
    text += strspn(text, TEXT_SPACE);
    for (int i = 0; *text; i++) {
        char one[5];
        uint32_t c = text_next(&text);
        if (i == QUOTE_LIMIT) {
            memcpy(to, "\xE2\x80\xA6", 4); /* an ellipsis */
            break;
        }
        if (text_steers(c) && text_is_blank(text))
            break;
        to += text_put(text_steers(c) ? ' ' : c, one);
        memcpy(to - strlen(one), one, strlen(one) + 1);
    }
    return quoted;
}

/* ---- going about ---- */

bool tree_is_own(const struct tree *tree, const xmlNode *node)
{
    const xmlNode *root = xmlDocGetRootElement(tree->doc);
    if (node->type != XML_ELEMENT_NODE)
        return false;
    if (!node->ns || !root->ns)
        return node->ns == root->ns;
    return node->ns == root->ns || xmlStrEqual(node->ns->href, root->ns->href);
}

static xmlNode *find(const struct tree *tree, xmlNode *node, const char *name)
{
    while (node && !(tree_is_own(tree, node) && xmlStrEqual(node->name, BAD_CAST name)))
        node = node->next;
    return node;
}

xmlNode *tree_first(const struct tree *tree, const xmlNode *parent, const char *name)
{
    return parent ? find(tree, parent->children, name) : NULL;
}

xmlNode *tree_next(const struct tree *tree, const xmlNode *node, const char *name)
{
    return find(tree, node->next, name);
}

char *tree_attribute(const struct tree *tree, const xmlNode *element, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(element, BAD_CAST name);
    if (!value)
        return NULL;
    char *copy = text_trimmed(arena_strdup(tree->arena, (const char *)value));
    xmlFree(value);
    return copy;
}

char *tree_text(const struct tree *tree, const xmlNode *element)
{
    struct buffer text = {0};
    for (const xmlNode *node = element->children; node; node = node->next)
        if (node->type == XML_TEXT_NODE && node->content)
            buffer_puts(&text, (const char *)node->content);
    char *copy = arena_strdup(tree->arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}
