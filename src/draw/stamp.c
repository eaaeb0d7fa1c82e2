#include "draw/stamp.h"

#include "base/fatal.h"
#include "draw/outline.h"

#include <math.h>
#include <stdlib.h>

enum { EM = 1000, TOLERANCE = 1 /* of these units that a shape may be off */ };

/* A shape, compressed; the font's face, which is referenced, and the glyph are the key. */
struct shape {
    hb_face_t *face;
    uint32_t gid;
    long left, bottom, right, top;
    struct buffer packed;
};

struct stamp_store {
    struct shape *shape;
    int count;
};

struct stamps {
    struct pdf *pdf;
    struct stamp_store *store;
    struct object_list objects; /* by shape of the store */
};

struct stamp_store *stamp_store_new(void)
{
    return must_calloc(1, sizeof(struct stamp_store));
}

void stamp_store_free(struct stamp_store *store)
{
    if (!store)
        return;
    for (int i = 0; i < store->count; i++) {
        hb_face_destroy(store->shape[i].face);
        buffer_free(&store->shape[i].packed);
    }
    free(store->shape);
    free(store);
}

struct stamps *stamps_new(struct pdf *pdf, struct stamp_store *store)
{
    struct stamps *stamps = arena_alloc(pdf->arena, sizeof *stamps);
    stamps->pdf = pdf;
    stamps->store = store;
    return stamps;
}

static void put_point(struct buffer *out, struct outline_point p)
{
    buffer_int(out, (int)lroundf(p.x));
    buffer_putc(out, ' ');
    buffer_int(out, (int)lroundf(p.y));
    buffer_putc(out, ' ');
}

static void put_path(const struct outline *outline, struct buffer *out)
{
    int contour = 0;
    for (int i = 0; i < outline->count; i++) {
        const struct outline_piece *piece = &outline->piece[i];
        if (contour < outline->contour_count && outline->contour[contour] == i) {
            put_point(out, piece->p[0]);
            buffer_puts(out, "m\n");
            while (contour < outline->contour_count && outline->contour[contour] == i)
                contour++;
        }
        for (int k = piece->line ? 3 : 1; k < 4; k++)
            put_point(out, piece->p[k]);
        buffer_puts(out, piece->line ? "l\n" : "c\n");
    }
    buffer_puts(out, "f\n");
}

static struct shape make_shape(struct pdf *pdf, const struct font *font, uint32_t gid)
{
    struct shape shape = {.face = hb_face_reference(font->face), .gid = gid};
    struct outline outline = {0}, drawn = {0};
    struct buffer path = {0};
    float left = 0, bottom = 0, right = 0, top = 0;
    outline_take(&drawn, font->hb, gid, (float)EM / (float)font->upem);
    outline_simplify(&drawn, TOLERANCE, &outline);
    outline_free(&drawn);
    for (int i = 0; i < 4 * outline.count; i++) {
        struct outline_point p = outline.piece[i / 4].p[i % 4];
        left = fminf(left, p.x), right = fmaxf(right, p.x);
        bottom = fminf(bottom, p.y), top = fmaxf(top, p.y);
    }
    shape.left = lroundf(left), shape.bottom = lroundf(bottom);
    shape.right = lroundf(right), shape.top = lroundf(top);
    put_path(&outline, &path);
    squeeze_into(pdf->squeezer, path.data, path.size, &shape.packed);
    buffer_free(&path);
    outline_free(&outline);
    return shape;
}

/* The place of a shape in the store, made where it isn't there yet. */
static int find_shape(struct stamps *stamps, const struct font *font, uint32_t gid)
{
    struct stamp_store *store = stamps->store;
    for (int i = 0; i < store->count; i++)
        if (store->shape[i].face == font->face && store->shape[i].gid == gid)
            return i;
    store->shape = must_realloc(store->shape, ((size_t)store->count + 1) * sizeof *store->shape);
    store->shape[store->count] = make_shape(stamps->pdf, font, gid);
    return store->count++;
}

static HPDF_Dict write_shape(struct pdf *pdf, const struct shape *shape)
{
    return stream_packed(pdf, "/FlateDecode", shape->packed.data, shape->packed.size,
                         "/Type/XObject/Subtype/Form/BBox[%ld %ld %ld %ld]"
                         "/Matrix[.001 0 0 .001 0 0]/Resources<<>>",
                         shape->left, shape->bottom, shape->right, shape->top);
}

HPDF_Dict stamps_use(struct stamps *stamps, const struct font *font, uint32_t gid)
{
    int i = find_shape(stamps, font, gid);
    HPDF_Dict *object = object_at(stamps->pdf, &stamps->objects, i);
    if (!*object)
        *object = write_shape(stamps->pdf, &stamps->store->shape[i]);
    return *object;
}
