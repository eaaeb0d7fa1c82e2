#include "draw/leaf.h"

struct leaf {
    HPDF_Dict page, content;
    struct object_list annotations;
};

struct leaves {
    struct pdf *pdf;
    const struct pages *pages;
    HPDF_Dict root, resources;
    struct leaf *leaf;                  /* by page */
    struct object_list fonts, drawings; /* that the resources name */
};

struct leaves *leaves_new(struct pdf *pdf, const struct pages *pages)
{
    struct leaves *leaves = arena_alloc(pdf->arena, sizeof *leaves);
    *leaves = (struct leaves){
        .pdf = pdf, .pages = pages, .root = object_reserve(pdf), .resources = object_reserve(pdf)};
    leaves->leaf = arena_array(pdf->arena, (size_t)pages->count, sizeof *leaves->leaf);
    for (int i = 0; i < pages->count; i++)
        leaves->leaf[i].page = object_reserve(pdf);
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "Pages", leaves->root));
    return leaves;
}

HPDF_Dict leaves_page(const struct leaves *leaves, int i)
{
    return leaves->leaf[i].page;
}

void leaves_fill(struct leaves *leaves, int i, const void *bytes, size_t size)
{
    leaves->leaf[i].content = stream_new(leaves->pdf, bytes, size, "%s", "");
}

void leaves_annotate(struct leaves *leaves, int i, HPDF_Dict annotation)
{
    object_add(leaves->pdf, &leaves->leaf[i].annotations, annotation);
}

/* ---- resources ---- */

static void put_name(struct leaves *leaves, struct object_list *list, const char *kind, HPDF_Dict object,
                     struct buffer *out)
{
    int i = 0;
    while (i < list->count && list->object[i] != object)
        i++;
    if (i == list->count)
        object_add(leaves->pdf, list, object);
    buffer_puts(out, kind);
    buffer_int(out, object_number(object));
}

void leaves_put_font(struct leaves *leaves, HPDF_Dict font, struct buffer *out)
{
    put_name(leaves, &leaves->fonts, "/F", font, out);
}

void leaves_put_drawing(struct leaves *leaves, HPDF_Dict drawing, struct buffer *out)
{
    put_name(leaves, &leaves->drawings, "/X", drawing, out);
}

/* The names of one kind with what they stand for. */
static void put_resources(struct buffer *out, const char *key, const char *kind,
                          const struct object_list *list)
{
    buffer_puts(out, key);
    for (int i = 0; i < list->count; i++) {
        buffer_puts(out, kind);
        buffer_int(out, object_number(list->object[i]));
        put_reference(out, " ", list->object[i]);
    }
    buffer_puts(out, ">>");
}

/* ---- writing ---- */

static void write_page(const struct leaves *leaves, int i, struct buffer *out)
{
    const struct leaf *leaf = &leaves->leaf[i];
    const struct page *page = &leaves->pages->page[i];
    buffer_clear(out);
    put_reference(out, "/Type/Page/Parent ", leaves->root);
    buffer_puts(out, "/MediaBox[0 0 ");
    put_thousandths(out, milli_points(page->width));
    buffer_putc(out, ' ');
    put_thousandths(out, milli_points(page->height));
    put_reference(out, "]/Resources ", leaves->resources);
    if (leaf->content)
        put_reference(out, "/Contents ", leaf->content);
    for (int k = 0; k < leaf->annotations.count; k++)
        put_reference(out, k ? " " : "/Annots[", leaf->annotations.object[k]);
    if (leaf->annotations.count)
        buffer_putc(out, ']');
    if (leaves->pages->node_count) { /* they have a structure */
        buffer_puts(out, "/Tabs/S/StructParents ");
        buffer_int(out, i);
    }
    object_set_text(leaves->pdf, leaf->page, out);
}

void leaves_write(const struct leaves *leaves)
{
    struct buffer out = {0};
    int count = leaves->pages->count;
    for (int i = 0; i < count; i++)
        write_page(leaves, i, &out);
    buffer_clear(&out);
    buffer_puts(&out, "/Type/Pages/Count ");
    buffer_int(&out, count);
    buffer_puts(&out, "/Kids[");
    for (int i = 0; i < count; i++)
        put_reference(&out, i ? " " : "", leaves->leaf[i].page);
    buffer_putc(&out, ']');
    object_set_text(leaves->pdf, leaves->root, &out);
    buffer_clear(&out);
    put_resources(&out, "/Font<<", "/F", &leaves->fonts);
    put_resources(&out, "/XObject<<", "/X", &leaves->drawings);
    object_set_text(leaves->pdf, leaves->resources, &out);
    buffer_free(&out);
}
