#include "base/fatal.h"
#include "compose/canonical.h"
#include "compose/compose.h"
#include "compose/origin.h"
#include "compose/read.h"
#include "compose/reading.h"
#include "compose/sandbox.h"
#include "progress/report.h"

#include <libxslt/xsltutils.h>
#include <stdlib.h>
#include <string.h>

static const char *const template_files[TEMPLATE_COUNT] = {
    [TEMPLATE_BULLETIN] = "bulletin.xsl",
    [TEMPLATE_LETTER] = "letter.xsl",
    [TEMPLATE_OVERVIEW] = "overview.xsl",
};

#define NO_NUMBER N_("NaN: a number was to be worked out of what is none, or isn't there")

struct composer {
    struct sandbox *sandbox;
    xsltStylesheetPtr style[TEMPLATE_COUNT];
};

struct composer *composer_open(const char *folder, struct diag *diag)
{
    struct composer *composer = must_malloc(sizeof *composer);
    *composer = (struct composer){.sandbox = sandbox_new(folder)};
    bool whole = true;
    for (int t = 0; t < TEMPLATE_COUNT; t++) {
        composer->style[t] = sandbox_compile(composer->sandbox, template_files[t], diag);
        whole &= composer->style[t] != NULL;
    }
    if (whole && sandbox_check(composer->sandbox, composer->style, TEMPLATE_COUNT, diag))
        return composer;
    composer_free(composer);
    return NULL;
}

void composer_free(struct composer *composer)
{
    if (!composer)
        return;
    for (int t = 0; t < TEMPLATE_COUNT; t++)
        xsltFreeStylesheet(composer->style[t]);
    sandbox_free(composer->sandbox);
    free(composer);
}

/* Whether what the template made is one document that says something; what it writes beside it would be
 * lost. */
static bool is_one_document(const struct reading *reading, const xmlDoc *doc, const struct document *document)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (const xmlNode *node = doc->children; node; node = node->next)
        if (node != root && node->type == XML_ELEMENT_NODE) {
            reading_fault(reading, MESSAGE_BAD_DOCUMENT, root, "%s", _("a second element beside <document>"));
            return false;
        }
    if (document->body.count || document->attachment_count)
        return true;
    reading_fault(reading, MESSAGE_BAD_DOCUMENT, root, "%s", _("it is empty"));
    return false;
}

/* What XSLT makes of a number that was to be worked out of something that is none. */
static const char no_number[] = "NaN";

static bool says_no_number(const struct buffer *text)
{
    return strstr(buffer_text(text), no_number) != NULL;
}

/* Whether the text says so, and not because an office did. */
static bool lacks_number(const struct buffer *text, const xmlDoc *report)
{
    if (!says_no_number(text))
        return false;
    struct buffer source = {0};
    report_save(report, &source);
    bool written = says_no_number(&source);
    buffer_free(&source);
    return !written;
}

/* The innermost element that says so. */
static const xmlNode *without_number(const xmlNode *element)
{
    for (const xmlNode *n = element->children; n; n = n->next) {
        const xmlNode *found = n->type == XML_ELEMENT_NODE ? without_number(n) : NULL;
        if (found)
            return found;
        if (n->type == XML_TEXT_NODE && strstr((const char *)n->content, no_number))
            return element;
    }
    return NULL;
}

/* Adds the canonical form of what was read; false with a message, and nothing added, when a number is
 * wanting. */
static bool add_canonical(const struct reading *reading, const xmlDoc *doc, struct buffer *xml)
{
    const xmlNode *root = xmlDocGetRootElement(doc), *place;
    canonical_add(doc, xml);
    if (!lacks_number(xml, reading->report))
        return true;
    buffer_clear(xml);
    place = without_number(root);
    reading_fault(reading, MESSAGE_BAD_DOCUMENT, place ? place : root, "%s", _(NO_NUMBER));
    return false;
}

const struct document *compose_document(struct composer *composer, enum template template,
                                        const xmlDoc *report, const char *unit, struct arena *arena,
                                        struct buffer *xml, struct diag *diag)
{
    xmlDocPtr doc = sandbox_run(composer->sandbox, composer->style[template], report, unit, diag);
    if (!doc)
        return NULL;
    const struct where at = sandbox_where(composer->sandbox, template_files[template], 0);
    struct origins origins = {NULL};
    const struct reading reading = {.path = arena_strdup(arena, at.file), /* outlives the composer */
                                    .composed = true,
                                    .style = composer->style[template],
                                    .report = report,
                                    .origins = &origins,
                                    .arena = arena,
                                    .diag = diag};
    const struct document *document = read_document(&reading, doc);
    if (document && !is_one_document(&reading, doc, document))
        document = NULL;
    if (document && !add_canonical(&reading, doc, xml))
        document = NULL;
    xmlFreeDoc(doc);
    return document;
}

bool compose_overview(struct composer *composer, const xmlDoc *report, struct buffer *html, struct diag *diag)
{
    xsltStylesheetPtr style = composer->style[TEMPLATE_OVERVIEW];
    xmlDocPtr doc = sandbox_run(composer->sandbox, style, report, NULL, diag);
    if (!doc)
        return false;
    xmlChar *bytes = NULL;
    int size = 0;
    bool saved = xsltSaveResultToString(&bytes, &size, doc, style) == 0 && bytes && size > 0;
    if (saved)
        buffer_add(html, bytes, (size_t)size);
    bool good = saved && !lacks_number(html, report);
    if (!good)
        diag_at(diag, MESSAGE_BAD_TEMPLATE,
                sandbox_where(composer->sandbox, template_files[TEMPLATE_OVERVIEW], 0), "%s",
                saved ? _(NO_NUMBER) : _("it made an empty page"));
    xmlFree(bytes);
    xmlFreeDoc(doc);
    return good;
}
