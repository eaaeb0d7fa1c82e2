#include "draw/stamp.h"

#include "draw/outline.h"

#include <math.h>

enum { EM = 1000 };

struct stamp {
    const struct font *font;
    uint32_t gid;
    HPDF_Dict object;
};

struct stamps {
    struct pdf *pdf;
    struct stamp *stamp;
    int count, capacity;
};

struct stamps *stamps_new(struct pdf *pdf)
{
    struct stamps *stamps = arena_alloc(pdf->arena, sizeof *stamps);
    stamps->pdf = pdf;
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

static HPDF_Dict write_stamp(struct pdf *pdf, const struct font *font, uint32_t gid)
{
    struct outline outline = {0};
    struct buffer path = {0};
    float left = 0, bottom = 0, right = 0, top = 0;
    outline_take(&outline, font->hb, gid, (float)EM / (float)font->upem);
    for (int i = 0; i < 4 * outline.count; i++) {
        struct outline_point p = outline.piece[i / 4].p[i % 4];
        left = fminf(left, p.x), right = fmaxf(right, p.x);
        bottom = fminf(bottom, p.y), top = fmaxf(top, p.y);
    }
    put_path(&outline, &path);
    HPDF_Dict form = stream_new(pdf, PACK_TEXT, path.data, path.size,
                                "/Type/XObject/Subtype/Form/BBox[%ld %ld %ld %ld]/Resources<<>>",
                                lroundf(left), lroundf(bottom), lroundf(right), lroundf(top));
    form->header.obj_class |= HPDF_OSUBCLASS_XOBJECT; /* as HPDF_Page_GetXObjectName wants it */
    buffer_free(&path);
    outline_free(&outline);
    return form;
}

HPDF_Dict stamps_use(struct stamps *stamps, const struct font *font, uint32_t gid)
{
    for (int i = 0; i < stamps->count; i++)
        if (stamps->stamp[i].font == font && stamps->stamp[i].gid == gid)
            return stamps->stamp[i].object;
    struct stamp *stamp =
        arena_push(stamps->pdf->arena, &stamps->stamp, &stamps->count, &stamps->capacity, sizeof *stamp);
    *stamp = (struct stamp){font, gid, write_stamp(stamps->pdf, font, gid)};
    return stamp->object;
}
