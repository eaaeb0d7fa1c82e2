#include "draw/navigation.h"

#include <stdlib.h>
#include <string.h>

struct navigation {
    struct pdf *pdf;
    const struct pages *pages;
    struct leaves *leaves;
    const struct node **target; /* the nodes that have an id, sorted by it, equals as they stand */
    int count, capacity;
};

/* A bookmark; index 0 is the outline itself. */
struct bookmark {
    const struct node *node;
    int depth;
    int parent, first, last, before, after; /* 0: none */
    int below;                              /* descendants */
    HPDF_Dict object;
};

/* Attachments stand beside the headings of the first level, their own headings below them. */
static int depth_of(const struct pages *pages, const struct node *node)
{
    int depth = node->role == ROLE_HEADING ? node->level : 1;
    for (int p = node->parent; p >= 0; p = pages->node[p].parent)
        depth += pages->node[p].title != NULL;
    return depth;
}

/* Adds where a node begins, as a destination. */
static void put_destination(const struct navigation *n, const struct node *node, struct buffer *out)
{
    put_reference(out, "/Dest[", leaves_page(n->leaves, node->page));
    buffer_puts(out, "/XYZ null ");
    put_thousandths(out, milli_points(n->pages->page[node->page].height - node->y));
    buffer_puts(out, " null]");
}

static int by_id(const void *a, const void *b)
{
    const struct node *x = *(const struct node *const *)a, *y = *(const struct node *const *)b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x > y) - (x < y);
}

struct navigation *navigation_new(struct pdf *pdf, const struct pages *pages, struct leaves *leaves)
{
    struct navigation *n = arena_alloc(pdf->arena, sizeof *n);
    *n = (struct navigation){.pdf = pdf, .pages = pages, .leaves = leaves};
    for (int i = 0; i < pages->node_count; i++)
        if (pages->node[i].id)
            *(const struct node **)arena_push(pdf->arena, &n->target, &n->count, &n->capacity,
                                              sizeof(const struct node *)) = &pages->node[i];
    if (n->count)
        qsort(n->target, (size_t)n->count, sizeof(const struct node *), by_id);
    return n;
}

static bool has_place(const struct pages *pages, const struct node *node)
{
    return node->page >= 0 && node->page < pages->count;
}

/* Hangs bookmark i into the tree behind those before it. */
static void hang(struct bookmark *mark, int i)
{
    int parent = i - 1;
    while (parent && mark[parent].depth >= mark[i].depth)
        parent = mark[parent].parent;
    mark[i].parent = parent;
    mark[i].before = mark[parent].last;
    if (mark[i].before)
        mark[mark[i].before].after = i;
    else
        mark[parent].first = i;
    mark[parent].last = i;
    for (int up = i; up; up = mark[up].parent)
        mark[mark[up].parent].below++;
}

static void put_bookmark(struct buffer *out, const char *key, const struct bookmark *mark, int i)
{
    if (i)
        put_reference(out, key, mark[i].object);
}

static void write_bookmark(const struct navigation *n, const struct bookmark *mark, int i)
{
    const struct bookmark *m = &mark[i];
    struct buffer out = {0};
    buffer_puts(&out, "/Title");
    put_text(&out, m->node->title);
    put_reference(&out, "/Parent ", mark[m->parent].object);
    put_bookmark(&out, "/First ", mark, m->first);
    put_bookmark(&out, "/Last ", mark, m->last);
    put_bookmark(&out, "/Prev ", mark, m->before);
    put_bookmark(&out, "/Next ", mark, m->after);
    if (m->below) {
        buffer_puts(&out, "/Count ");
        buffer_int(&out, m->below);
    }
    put_destination(n, m->node, &out);
    object_set_text(n->pdf, m->object, &out);
    buffer_free(&out);
}

void navigation_bookmarks(const struct navigation *navigation)
{
    struct pdf *pdf = navigation->pdf;
    const struct pages *pages = navigation->pages;
    struct bookmark *mark = NULL;
    int count = 0, capacity = 0;
    arena_push(pdf->arena, &mark, &count, &capacity, sizeof *mark);
    for (int i = 0; i < pages->node_count; i++) {
        const struct node *node = &pages->node[i];
        if (!node->title || !has_place(pages, node))
            continue;
        struct bookmark *m = arena_push(pdf->arena, &mark, &count, &capacity, sizeof *mark);
        m->node = node;
        m->depth = depth_of(pages, node);
        hang(mark, count - 1);
    }
    if (count == 1)
        return;
    for (int i = 0; i < count; i++)
        mark[i].object = object_reserve(pdf);
    for (int i = 1; i < count; i++)
        write_bookmark(navigation, mark, i);
    object_set(pdf, mark[0].object, "/Type/Outlines/First %d 0 R/Last %d 0 R/Count %d",
               object_number(mark[mark[0].first].object), object_number(mark[mark[0].last].object),
               mark[0].below);
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "Outlines", mark[0].object));
    pdf_check(pdf, HPDF_Dict_AddName(pdf->doc->catalog, "PageMode", "UseOutlines"));
}

/* ---- links ---- */

/* The first node with an id; NULL where there is none, or where it isn't on a page. */
static const struct node *find_target(const struct navigation *n, const char *id)
{
    int from = 0, to = id ? n->count : 0;
    while (from < to) {
        int middle = from + (to - from) / 2;
        if (strcmp(n->target[middle]->id, id) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    if (!id || from == n->count || strcmp(n->target[from]->id, id) != 0)
        return NULL;
    return has_place(n->pages, n->target[from]) ? n->target[from] : NULL;
}

void navigation_unlink(const struct navigation *navigation, struct structure *structure)
{
    for (int i = 0; i < navigation->pages->count; i++)
        for (int k = 0; k < navigation->pages->page[i].link_count; k++) {
            const struct link *link = &navigation->pages->page[i].link[k];
            if (!structure_is_artifact(structure, link->node) && !find_target(navigation, link->to))
                structure_unlink(structure, link->node);
        }
}

/* What a link says, read aloud in place of it (ISO 14289-1, 7.18.5): its own text, or its target's title. */
static void put_words(const struct page *page, const struct link *link, const struct node *target,
                      struct buffer *out)
{
    struct buffer words = {0};
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->item[i];
        for (int g = 0; item->kind == ITEM_GLYPHS && item->node == link->node && g < item->run.count; g++)
            buffer_add(&words, item->run.glyph[g].text ? item->run.glyph[g].text : "",
                       (size_t)item->run.glyph[g].text_size);
    }
    put_text(out, words.size && link->node >= 0 ? words.data : target->title ? target->title : link->to);
    buffer_free(&words);
}

static HPDF_Dict write_link(const struct navigation *n, int i, const struct link *link,
                            const struct node *target, struct structure *structure)
{
    const struct page *on = &n->pages->page[i];
    HPDF_Dict object = object_reserve(n->pdf);
    struct buffer out = {0};
    const int64_t edge[] = {milli_points(link->x), milli_points(on->height - link->y - link->height),
                            milli_points(link->x + link->width), milli_points(on->height - link->y)};
    buffer_puts(&out, "/Type/Annot/Subtype/Link/Rect[");
    for (int k = 0; k < 4; k++) {
        put_thousandths(&out, edge[k]);
        buffer_putc(&out, ' ');
    }
    buffer_puts(&out, "]/Border[0 0 0]/F 4/Contents"); /* F 4: it is printed */
    put_words(on, link, target, &out);
    put_destination(n, target, &out);
    if (!structure_is_artifact(structure, link->node)) {
        buffer_puts(&out, "/StructParent ");
        buffer_int(&out, structure_annotate(structure, i, link->node, object));
    }
    object_set_text(n->pdf, object, &out);
    buffer_free(&out);
    return object;
}

void navigation_links(const struct navigation *navigation, int i, struct structure *structure)
{
    for (int k = 0; k < navigation->pages->page[i].link_count; k++) {
        const struct link *link = &navigation->pages->page[i].link[k];
        const struct node *target = find_target(navigation, link->to);
        if (target)
            leaves_annotate(navigation->leaves, i, write_link(navigation, i, link, target, structure));
    }
}

void navigation_labels(const struct navigation *navigation)
{
    struct pdf *pdf = navigation->pdf;
    const struct pages *pages = navigation->pages;
    struct buffer out = {0};
    for (int i = 0; i < pages->count; i++)
        if (!i || pages->page[i].number != pages->page[i - 1].number + 1)
            buffer_printf(&out, "%d<</S/D/St %d>>", i, pages->page[i].number < 1 ? 1 : pages->page[i].number);
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "PageLabels",
                                 object_inline(pdf, "/Nums[%s]", buffer_text(&out))));
    buffer_free(&out);
}
