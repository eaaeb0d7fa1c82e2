#include "issue/pipeline.h"

#include "progress/report.h"
#include "typeset/line_store.h"

bool workshop_open(struct workshop *workshop, const char *templates, const char *fonts, struct diag *diag)
{
    *workshop = (struct workshop){0};
    if (templates)
        workshop->composer = composer_open(templates, diag);
    workshop->fonts = fontset_open(fonts, diag);
    workshop->lines = line_store_new();
    workshop->drawer = drawer_new();
    return (workshop->composer || !templates) && workshop->fonts;
}

void workshop_close(struct workshop *workshop)
{
    drawer_free(workshop->drawer);
    line_store_free(workshop->lines);
    fontset_free(workshop->fonts);
    composer_free(workshop->composer);
    *workshop = (struct workshop){0};
}

void product_clear(struct product *product)
{
    buffer_clear(&product->xml);
    buffer_clear(&product->source);
    buffer_clear(&product->data);
    product->pages = 0;
}

void product_free(struct product *product)
{
    buffer_free(&product->xml);
    buffer_free(&product->source);
    buffer_free(&product->data);
    product->pages = 0;
}

bool pipeline_finish(struct workshop *workshop, const struct document *document, enum dump dump,
                     struct product *product, struct arena *arena, struct diag *diag)
{
    if (dump == DUMP_DOCUMENT) {
        document_dump(document, &product->data);
        return true;
    }
    const struct pages *pages = typeset(document, workshop->fonts, workshop->lines, arena, diag);
    if (!pages)
        return false;
    product->pages = pages->count;
    switch (dump) {
    case DUMP_LINES:
        lines_dump(pages, &product->data);
        return true;
    case DUMP_PAGES:
        pages_dump(pages, &product->data);
        return true;
    default:
        break;
    }
    return draw_pdf(workshop->drawer, pages, &product->source, &product->data, diag);
}

bool pipeline_make(struct workshop *workshop, enum template template, const struct _xmlDoc *report,
                   const char *unit, enum dump dump, pipeline_question *go_on, void *context,
                   struct product *product, struct diag *diag)
{
    if (template == TEMPLATE_OVERVIEW) {
        bool composed = compose_overview(workshop->composer, report, &product->data, diag);
        if (composed && go_on)
            go_on(context, product);
        return composed;
    }
    struct arena *arena = arena_new();
    const struct document *document =
        compose_document(workshop->composer, template, report, unit, arena, &product->xml, diag);
    bool made = document != NULL;
    if (made && (!go_on || go_on(context, product))) {
        buffer_clear(&product->source);
        report_save(report, &product->source);
        made = pipeline_finish(workshop, document, dump, product, arena, diag);
    }
    arena_free(arena);
    return made;
}
