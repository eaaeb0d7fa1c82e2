#include "typeset/typeset.h"

#include "typeset/setter.h"

/* Page 1 shows at least so many lines of the text, 7.3.2. */
enum { TEXT_ON_FIRST_PAGE = 2 };

/* Whether what the strip holds leaves room on its first page for some text. */
static bool leaves_room(const struct strip *strip)
{
    length used = TEXT_ON_FIRST_PAGE * GRID_PITCH;
    for (int i = 0; i < strip->count; i++) {
        const struct box *box = strip->box[i];
        length after = i + 1 < strip->count && strip->box[i + 1]->before > box->after
                           ? strip->box[i + 1]->before
                           : box->after;
        used += box->height + after;
    }
    return used <= strip->depth;
}

/*
 * 主送机关, 7.3.2: flush left, one blank line below the title. Too many of them go to the imprint, so that
 * page 1 shows some of the text; returns whether they did.
 */
static bool addressees_set(struct setter *s, struct strip *strip)
{
    const struct document *d = s->document;
    int boxes = strip->count, nodes = s->node_count;
    if (d->to.run_count == 0)
        return false;
    int first =
        strip_para(s, strip, node_add(s, ROLE_PARAGRAPH, 0), &d->to, text_style(TEXT_TO), 0, strip->measure);
    if (!leaves_room(strip) && d->to_imprint_label) {
        strip->count = boxes;
        s->node_count = nodes;
        return true;
    }
    for (int i = first; i < strip->count; i++)
        strip->box[i]->keep = i + 1 == strip->count ? KEEP_TITLE : strip->box[i]->keep;
    return false;
}

/* The main text as one strip; returns whether the addressees moved to the imprint. */
static bool text_set(struct setter *s)
{
    const struct document *d = s->document;
    struct strip *strip = strip_new(s, false);
    head_set(s, strip);
    title_set(s, strip, 0, &d->title, 0, false);
    bool moved = addressees_set(s, strip);
    flow_set(s, strip, 0, &d->body);
    attachment_note_set(s, strip, 0);
    signature_set(s, strip, 0);
    keep_headings(strip);
    paginate(s, strip);
    return moved;
}

const struct pages *typeset(const struct document *document, struct fontset *fonts, struct arena *arena,
                            struct diag *diag)
{
    struct setter s = {.document = document,
                       .format = format_rules(document->format),
                       .fonts = fonts,
                       .arena = arena,
                       .diag = diag};
    int errors = diag_errors(diag);
    node_add(&s, ROLE_DOCUMENT, -1);
    bool moved = text_set(&s);
    for (int i = 0; i < document->attachment_count; i++)
        paginate(&s, attachment_set(&s, &document->attachment[i]));
    if (s.page_count == 0)
        page_new(&s, false, true);
    imprint_set(&s, moved ? &document->to : NULL);
    nodes_finish(&s);
    if (diag_errors(diag) > errors)
        return NULL;
    struct pages *pages = arena_alloc(arena, sizeof *pages);
    *pages = (struct pages){s.page, s.page_count, s.node, s.node_count, document};
    return pages;
}
