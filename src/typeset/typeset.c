#include "typeset/typeset.h"

#include "typeset/setter.h"

/* Page 1 shows at least so many lines of the text, 7.3.2. */
enum { TEXT_ON_FIRST_PAGE = 2 };

/* Whether what the strip holds leaves room on its first page for some text. */
static bool leaves_room(const struct strip *strip)
{
    int64_t used = TEXT_ON_FIRST_PAGE * GRID_PITCH;
    for (int i = 0; i < strip->count; i++) {
        const struct box *box = strip->box[i];
        length after = i + 1 < strip->count && strip->box[i + 1]->before > box->after
                           ? strip->box[i + 1]->before
                           : box->after;
        used += box->height + after;
    }
    return used <= strip->depth;
}

/* 主送机关, 7.3.2: flush left, one blank line below the title. */
static void addressees_set(struct setter *s, struct strip *strip)
{
    const struct document *d = s->document;
    if (d->to.run_count == 0)
        return;
    int first =
        strip_para(s, strip, node_add(s, ROLE_PARAGRAPH, 0), &d->to, text_style(TEXT_TO), 0, strip->measure);
    if (first < strip->count)
        strip->box[strip->count - 1]->keep = KEEP_TITLE;
}

/* What stands above the text, on a strip of its own; forgets what an earlier try left. */
static struct strip *opening_set(struct setter *s, bool with_addressees)
{
    s->node_count = 1;
    struct strip *strip = strip_new(s, false);
    head_set(s, strip);
    title_set(s, strip, 0, &s->document->title, 0, false);
    if (with_addressees)
        addressees_set(s, strip);
    return strip;
}

/*
 * Page 1 must show some of the text: the marks of a joint issue get lower until it does (7.2.4), else the
 * addressees move to the imprint where the document has a label for them there (7.3.2).
 */
static struct strip *fitted_opening_set(struct setter *s)
{
    s->joint_height = JOINT_HEIGHT_MOST;
    s->to_moved = false;
    struct strip *strip = opening_set(s, true);
    while (!leaves_room(strip) && s->document->head.mark_count > 1 && s->joint_height > JOINT_HEIGHT_LEAST) {
        s->joint_height -= MM(10);
        strip = opening_set(s, true);
    }
    if (!leaves_room(strip) && s->document->to_imprint_label && s->document->to.run_count > 0) {
        s->to_moved = true;
        strip = opening_set(s, false);
    }
    return strip;
}

/* The addressees where they stand in the imprint; else NULL. */
static const struct para *moved_addressees(const struct setter *s)
{
    return s->to_moved ? &s->document->to : NULL;
}

/* The main text as one strip. */
static struct strip *text_strip(struct setter *s)
{
    struct strip *strip = fitted_opening_set(s);
    strip->opening = strip->count;
    if (s->document->attachment_count == 0)
        strip->tail = imprint_room(s, moved_addressees(s));
    flow_set(s, strip, 0, &s->document->body);
    attachment_note_set(s, strip, 0);
    signature_set(s, strip, 0);
    keep_headings(strip);
    return strip;
}

/* What may be done to charts of the text that leave the page before them empty, the least first. */
static const struct {
    int tight;
    bool parted;
    const char *remark;
} chart_ways[] = {{0, false, NULL},
                  {5, false, "charts set closer by 5%: no page stays empty before one"},
                  {10, false, "charts set closer by 10%: no page stays empty before one"},
                  {0, true, "charts parted: no page stays empty before one"}};
enum { CHART_WAYS = sizeof chart_ways / sizeof chart_ways[0] };

/* So many rows may stay empty before a chart in the text; in an attachment it would be torn from its table.
 */
enum { GAP_MOST = 6, GAP_MOST_IN_ATTACHMENT = 2 };

static struct strip *text_in_way(struct setter *s, int way, struct plan *plan)
{
    s->tight = chart_ways[way].tight;
    s->charts_parted = chart_ways[way].parted;
    return adjusted_strip(s, text_strip, plan);
}

/* Page 1 must show some of the text; addressees are what takes its room. */
static void check_first_page(struct setter *s, const struct strip *strip, const struct plan *plan)
{
    bool shown = plan->count < 2 || plan->page[0].to > strip->opening;
    if (!shown && s->document->to.run_count > 0 && !s->to_moved)
        diag_at(s->diag, MESSAGE_NO_TEXT, s->document->to.at, "%s",
                _("<to imprint-label=\"…\"> lets the addressees stand in the imprint"));
}

static void text_pages(struct setter *s)
{
    struct plan plan;
    struct strip *strip = text_in_way(s, 0, &plan);
    int best = 0, tried = 0;
    for (int fewest = plan_gaps(strip, &plan, GAP_MOST + 1); fewest > 0 && tried + 1 < CHART_WAYS;) {
        strip = text_in_way(s, ++tried, &plan);
        int gaps = plan_gaps(strip, &plan, GAP_MOST + 1);
        best = gaps < fewest ? tried : best;
        fewest = gaps < fewest ? gaps : fewest;
    }
    if (best != tried)
        strip = text_in_way(s, best, &plan);
    paginate(s, strip, &plan);
    check_pages(s, strip, &plan);
    check_first_page(s, strip, &plan);
    page_remark(s, chart_ways[best].remark);
    s->tight = 0;
}

/* Whether the pages from index `first` on end poorly: a chart is torn from what stands before it, the last
 * one holds less than a quarter beside others, or the imprint, which follows the last attachment, would have
 * to stand on a page with nothing else. */
static bool ends_poorly(struct setter *s, const struct strip *strip, const struct plan *plan, int first,
                        const struct para *to, bool last)
{
    bool sparse = s->page_count - first > 1 && s->filled < strip->depth / 4;
    bool torn = plan_gaps(strip, plan, GAP_MOST_IN_ATTACHMENT + 1) > 0;
    return sparse || torn || (last && !imprint_fits(s, to));
}

/* An attachment that goes on the pages from index `first` on, with the nodes from `nodes` on; forgets what an
 * earlier try left. */
static struct strip *attachment_afresh(struct setter *s, const struct attachment *attachment, int first,
                                       int nodes)
{
    s->page_count = first;
    s->node_count = nodes;
    return attachment_set(s, attachment);
}

/* An attachment on its pages. Where these end poorly its tables and charts are set closer, if that helps;
 * else the last rows go over to an imprint that would be alone. Rows that may grow then share what is left.
 */
static void attachment_pages(struct setter *s, const struct attachment *attachment, const struct para *to,
                             bool last)
{
    static const int tight[] = {0, 5, 10, 15, 0}; /* per cent; as it was where nothing helps */
    enum { ATTEMPTS = sizeof tight / sizeof tight[0] };
    int pages = s->page_count, nodes = s->node_count;
    length room = last && !attachment->sideways ? imprint_room(s, to) : 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        bool final = attempt + 1 == ATTEMPTS;
        s->tight = tight[attempt];
        struct strip *strip = attachment_afresh(s, attachment, pages, nodes);
        strip->tail = final ? room : 0;
        struct plan plan = plan_pages(s, strip, NULL);
        paginate(s, strip, &plan);
        if (!final && ends_poorly(s, strip, &plan, pages, to, last))
            continue;
        length kept = last && room == 0 ? imprint_room_found(s, to) : room;
        s->row_height = grown_rows(s, strip, kept, &plan);
        if (s->row_height) {
            strip = attachment_afresh(s, attachment, pages, nodes);
            paginate(s, strip, &plan);
        }
        check_pages(s, strip, &plan);
        break;
    }
    if (s->tight > 0)
        page_remark(s,
                    arena_printf(s->arena, "tables set closer by %d%%: no page with little on it", s->tight));
    s->tight = 0;
    s->row_height = NULL;
}

const struct pages *typeset(const struct document *document, struct fontset *fonts, struct line_store *lines,
                            struct arena *arena, struct diag *diag)
{
    struct setter s = {.document = document,
                       .format = format_rules(document->format),
                       .fonts = fonts,
                       .lines = lines,
                       .arena = arena,
                       .diag = diag,
                       .fitting = fitting_none};
    int errors = diag_errors(diag);
    line_store_begin(lines);
    node_add(&s, ROLE_DOCUMENT, -1);
    text_pages(&s);
    const struct para *to = moved_addressees(&s);
    for (int i = 0; i < document->attachment_count; i++)
        attachment_pages(&s, &document->attachment[i], to, i + 1 == document->attachment_count);
    if (s.page_count == 0)
        page_new(&s, false, true);
    imprint_set(&s, to);
    nodes_finish(&s);
    if (diag_errors(diag) > errors)
        return NULL;
    struct pages *pages = arena_alloc(arena, sizeof *pages);
    *pages = (struct pages){s.page, s.page_count, s.node, s.node_count, document};
    return pages;
}
