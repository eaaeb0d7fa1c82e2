#include "typeset/pages.h"

static const char *const roles[] = {
    [ROLE_DOCUMENT] = "document",   [ROLE_PART] = "part",
    [ROLE_TITLE] = "title",         [ROLE_HEADING] = "heading",
    [ROLE_PARAGRAPH] = "paragraph", [ROLE_NOTE] = "note",
    [ROLE_TABLE] = "table",         [ROLE_ROW] = "row",
    [ROLE_HEADER_CELL] = "header",  [ROLE_CELL] = "cell",
    [ROLE_FIGURE] = "figure",       [ROLE_LINK] = "link",
    [ROLE_LIST] = "list",           [ROLE_CAPTION] = "caption",
    [ROLE_LIST_ITEM] = "item",      [ROLE_LABEL] = "label",
    [ROLE_LIST_BODY] = "body",
};
_Static_assert(sizeof roles / sizeof roles[0] == ROLE_COUNT, "every role has a name");

/* A length in mm with two decimals, but never "-0.00". */
static void mm(struct buffer *out, length l)
{
    double value = length_to_mm(l);
    buffer_printf(out, " %.2f", value > -0.005 && value < 0 ? 0 : value);
}

static void colour(struct buffer *out, struct colour c)
{
    buffer_printf(out, " #%02x%02x%02x", c.r, c.g, c.b);
}

static void glyphs(struct buffer *out, const struct item *item)
{
    const struct glyph_run *run = &item->run;
    buffer_printf(out, "%s", item->turned ? "sideways" : "text");
    mm(out, item->x);
    mm(out, item->y);
    buffer_printf(out, " %.2fpt", length_to_pt(run->size));
    if (run->condense != 1000)
        buffer_printf(out, "*%d", run->condense);
    buffer_printf(out, " %s", run->font->name);
    colour(out, run->colour);
    buffer_puts(out, " ");
    for (int i = 0; i < run->count; i++)
        buffer_add(out, run->glyph[i].text, (size_t)run->glyph[i].text_size);
}

static void placed(struct buffer *out, const struct item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        glyphs(out, item);
        break;
    case ITEM_BOX:
    case ITEM_IMAGE:
        buffer_puts(out, item->kind == ITEM_BOX ? "box" : "image");
        mm(out, item->x);
        mm(out, item->y);
        mm(out, item->width);
        mm(out, item->height);
        if (item->kind == ITEM_BOX)
            colour(out, item->colour);
        break;
    case ITEM_SHAPE:
        buffer_puts(out, "shape");
        for (int i = 0; i < item->point_count; i++) {
            mm(out, item->point[i].x);
            mm(out, item->point[i].y);
        }
        colour(out, item->colour);
        break;
    }
}

static void page_head(struct buffer *out, const struct page *page)
{
    buffer_printf(out, "page %d", page->number);
    mm(out, page->width);
    mm(out, page->height);
    buffer_printf(out, "%s%s%s\n", page->printed ? "" : " unnumbered", page->remark ? " | " : "",
                  page->remark ? page->remark : "");
}

static void links(struct buffer *out, const struct page *page)
{
    for (int i = 0; i < page->link_count; i++) {
        const struct link *l = &page->link[i];
        buffer_puts(out, "  link");
        mm(out, l->x);
        mm(out, l->y);
        mm(out, l->width);
        mm(out, l->height);
        buffer_printf(out, " to %s\n", l->to);
    }
}

static void nodes(struct buffer *out, const struct pages *pages)
{
    for (int i = 0; i < pages->node_count; i++) {
        const struct node *n = &pages->node[i];
        buffer_printf(out, "node %d in %d %s", i, n->parent, roles[n->role]);
        if (n->level)
            buffer_printf(out, " level %d", n->level);
        if (n->page >= 0) {
            buffer_printf(out, " page %d at", pages->page[n->page].number);
            mm(out, n->y);
        }
        if (n->id)
            buffer_printf(out, " id %s", n->id);
        if (n->title)
            buffer_printf(out, " | %s", n->title);
        buffer_puts(out, "\n");
    }
}

void pages_dump(const struct pages *pages, struct buffer *out)
{
    for (int p = 0; p < pages->count; p++) {
        const struct page *page = &pages->page[p];
        page_head(out, page);
        for (int i = 0; i < page->item_count; i++) {
            buffer_printf(out, "  %d ", page->item[i].node);
            placed(out, &page->item[i]);
            buffer_puts(out, "\n");
        }
        links(out, page);
    }
    nodes(out, pages);
}

void lines_dump(const struct pages *pages, struct buffer *out)
{
    for (int p = 0; p < pages->count; p++) {
        const struct page *page = &pages->page[p];
        page_head(out, page);
        for (int i = 0; i < page->line_count; i++) {
            const struct line_note *l = &page->line[i];
            buffer_printf(out, "  %s%s%s", l->kind, l->sideways ? " sideways" : "", l->last ? " last" : "");
            mm(out, l->x);
            mm(out, l->y);
            mm(out, l->width);
            if (l->shrink)
                buffer_printf(out, " -%d", l->shrink);
            if (l->stretch)
                buffer_printf(out, " +%d", l->stretch);
            buffer_printf(out, " | %s\n", l->text);
        }
    }
}
