#include "base/fatal.h"
#include "compose/canonical.h"
#include "compose/compose.h"
#include "compose/origin.h"
#include "compose/read.h"
#include "compose/reading.h"
#include "compose/sandbox.h"

#include <libxslt/xsltutils.h>
#include <stdlib.h>

static const char *const template_files[TEMPLATE_COUNT] = {
    [TEMPLATE_BULLETIN] = "bulletin.xsl",
    [TEMPLATE_LETTER] = "letter.xsl",
    [TEMPLATE_OVERVIEW] = "overview.xsl",
};

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
    if (whole)
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
                                    .report = report,
                                    .origins = &origins,
                                    .arena = arena,
                                    .diag = diag};
    const struct document *document = read_document(&reading, doc);
    if (document && !is_one_document(&reading, doc, document))
        document = NULL;
    if (document)
        canonical_add(doc, xml);
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
    else
        diag_at(diag, MESSAGE_BAD_TEMPLATE,
                sandbox_where(composer->sandbox, template_files[TEMPLATE_OVERVIEW], 0), "%s",
                _("it made an empty page"));
    xmlFree(bytes);
    xmlFreeDoc(doc);
    return saved;
}
