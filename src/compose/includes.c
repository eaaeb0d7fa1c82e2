#include "compose/includes.h"

#include "base/file.h"

#include <libxml/uri.h>
#include <libxslt/xsltutils.h>
#include <string.h>

/* What a stylesheet counts for beside its size, and what all may come to: a thousand small ones, or as many
 * bytes as a single file may have. */
enum { EACH = 16 << 10, MOST = FILE_MOST };

static bool is_include(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && IS_XSLT_ELEM(node) &&
           (IS_XSLT_NAME(node, "include") || IS_XSLT_NAME(node, "import"));
}

/* The name of what an include leads to, as libxslt asks for it; NULL: nothing. */
static const char *name_of(xmlNode *node, struct arena *arena)
{
    xmlChar *href = xmlGetNsProp(node, BAD_CAST "href", NULL), *base = xmlNodeGetBase(node->doc, node);
    xmlChar *uri = href ? xmlBuildURI(href, base) : NULL;
    char *name = uri ? xmlURIUnescapeString((const char *)uri, 0, NULL) : NULL;
    const char *copy = arena_strdup(arena, name);
    xmlFree(name);
    xmlFree(uri);
    xmlFree(base);
    xmlFree(href);
    return copy;
}

static int find_sheet(const struct includes *in, const char *name)
{
    for (int i = 0; name && i < in->sheet_count; i++)
        if (strcmp(in->sheet[i].name, name) == 0)
            return i;
    return -1;
}

/* Adds up what a sheet comes to, at most a little more than MOST; one that includes itself comes to more. */
static size_t add_up(struct includes *in, int i)
{
    struct sheet *sheet = &in->sheet[i];
    if (sheet->begun)
        return MOST + 1;
    if (sheet->whole)
        return sheet->whole;
    size_t sum = sheet->size + EACH;
    sheet->begun = true;
    for (int k = sheet->first; k < sheet->first + sheet->count && sum <= MOST; k++)
        sum += in->include[k].sheet < 0 ? EACH : add_up(in, in->include[k].sheet);
    sheet->begun = false;
    sheet->whole = sum <= MOST ? sum : MOST + 1;
    return sheet->whole;
}

/* Notes what a new sheet includes, and that it is what others include. As many as are too much will do. */
static void note(struct includes *in, int i, xmlDoc *doc, struct arena *arena)
{
    struct sheet *sheet = &in->sheet[i];
    const xmlNode *root = xmlDocGetRootElement(doc);
    sheet->first = in->include_count;
    for (xmlNode *node = root ? root->children : NULL; node && sheet->count <= MOST / EACH;
         node = node->next) {
        if (!is_include(node))
            continue;
        struct include *include =
            arena_push(arena, &in->include, &in->include_count, &in->include_capacity, sizeof *include);
        include->name = name_of(node, arena);
        include->sheet = find_sheet(in, include->name);
        sheet->count++;
    }
    for (int k = 0; k < sheet->first; k++)
        if (in->include[k].name && strcmp(in->include[k].name, sheet->name) == 0)
            in->include[k].sheet = i;
}

bool includes_add(struct includes *includes, const char *name, xmlDoc *doc, size_t size, struct arena *arena)
{
    if (find_sheet(includes, name) >= 0)
        return true; /* imported again, and added up before */
    struct sheet *sheet =
        arena_push(arena, &includes->sheet, &includes->sheet_count, &includes->sheet_capacity, sizeof *sheet);
    *sheet = (struct sheet){.name = arena_strdup(arena, name), .size = size};
    note(includes, includes->sheet_count - 1, doc, arena);
    for (int i = 0; i < includes->sheet_count; i++)
        includes->sheet[i].whole = 0;
    return add_up(includes, 0) <= MOST;
}
