#include "draw/picture.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/text.h"
#include "draw/png.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST = 64 << 20 }; /* bytes of a picture file */

/* A picture, compressed, ready for any document. */
struct picture {
    char *path;
    const char *fault; /* why it can't be used; NULL: it can */
    uint32_t width, height;
    int channels;
    const char *filter;
    struct buffer pixel, alpha; /* alpha empty: opaque */
};

struct picture_store {
    struct picture *picture;
    int count;
};

struct pictures {
    struct pdf *pdf;
    struct picture_store *store;
    HPDF_Dict *object; /* by picture of the store; NULL: not in this document yet */
    int count, capacity;
};

struct picture_store *picture_store_new(void)
{
    struct picture_store *store = must_malloc(sizeof *store);
    *store = (struct picture_store){0};
    return store;
}

void picture_store_free(struct picture_store *store)
{
    if (!store)
        return;
    for (int i = 0; i < store->count; i++) {
        free(store->picture[i].path);
        buffer_free(&store->picture[i].pixel);
        buffer_free(&store->picture[i].alpha);
    }
    free(store->picture);
    free(store);
}

struct pictures *pictures_new(struct pdf *pdf, struct picture_store *store)
{
    struct pictures *pictures = arena_alloc(pdf->arena, sizeof *pictures);
    pictures->pdf = pdf;
    pictures->store = store;
    return pictures;
}

/* ---- files ---- */

static void pack(struct squeezer *squeezer, const void *bytes, size_t size, struct buffer *out)
{
    struct arena *arena = arena_new();
    size_t packed;
    const void *data = squeeze(squeezer, bytes, size, arena, &packed);
    buffer_add(out, data, packed);
    arena_free(arena);
}

static const char *take_png(struct picture *p, struct squeezer *squeezer, struct span file)
{
    struct png png;
    const char *fault = png_read(file, &png);
    if (fault)
        return fault;
    size_t pixels = (size_t)png.width * png.height;
    p->width = png.width;
    p->height = png.height;
    p->channels = png.channels;
    p->filter = "/FlateDecode";
    pack(squeezer, png.pixel, pixels * (size_t)png.channels, &p->pixel);
    if (png.alpha)
        pack(squeezer, png.alpha, pixels, &p->alpha);
    png_free(&png);
    return NULL;
}

/* What a frame header of a JPEG (ITU-T T.81, B.2.2) tells; false where a PDF reader needn't know the kind. */
static bool take_frame(struct picture *p, int marker, struct span segment)
{
    p->height = span_u16(segment, 3);
    p->width = span_u16(segment, 5);
    p->channels = (int)span_uint(segment, 7, 1);
    return marker <= 0xC2 && span_uint(segment, 2, 1) == 8 && p->width && p->height;
}

/* JPEG goes into a PDF as it is; only its frame is looked at. */
static const char *take_jpeg(struct picture *p, struct span file)
{
    for (size_t at = 2; at + 4 <= file.size;) {
        int marker = file.data[at + 1];
        struct span segment = span_sub(file, at + 2, span_u16(file, at + 2));
        if (file.data[at] != 0xFF || segment.size < 2)
            return _("the file is broken");
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC &&
            !take_frame(p, marker, segment))
            return _("this kind of JPEG isn't supported; save it as baseline or progressive, 8 bits");
        if (marker == 0xDA)
            break;
        at += 2 + segment.size;
    }
    if (!p->width || file.data[file.size - 2] != 0xFF || file.data[file.size - 1] != 0xD9)
        return _("the file is cut short");
    if (p->channels != 1 && p->channels != 3)
        return _("its colours are CMYK; save it as RGB");
    p->filter = "/DCTDecode";
    buffer_add(&p->pixel, file.data, file.size);
    return NULL;
}

static void read_picture(struct picture *p, struct pdf *pdf)
{
    struct buffer file = {0};
    if (access(p->path, F_OK) < 0) {
        diag_say(pdf->diag, MESSAGE_NO_IMAGE, "%s", p->path);
        p->fault = "";
    } else if (!file_read(p->path, LARGEST, &file, pdf->diag)) {
        p->fault = "";
    } else {
        struct span bytes = {(const uint8_t *)file.data, file.size};
        if (png_is(bytes))
            p->fault = take_png(p, pdf->squeezer, bytes);
        else if (file.size > 4 && span_u16(bytes, 0) == 0xFFD8)
            p->fault = take_jpeg(p, bytes);
        else
            p->fault = _("neither PNG nor JPEG");
    }
    buffer_free(&file);
}

static int find_picture(struct pictures *pictures, const char *path)
{
    struct picture_store *store = pictures->store;
    for (int i = 0; i < store->count; i++)
        if (text_equal(store->picture[i].path, path))
            return i;
    store->picture = must_realloc(store->picture, ((size_t)store->count + 1) * sizeof *store->picture);
    struct picture *p = &store->picture[store->count];
    *p = (struct picture){.path = must_strdup(path)};
    read_picture(p, pictures->pdf);
    return store->count++;
}

/* ---- objects ---- */

static HPDF_Dict write_picture(struct pdf *pdf, const struct picture *p)
{
    static const char format[] =
        "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s/BitsPerComponent 8%s";
    const char *mask = "", *space = p->channels == 1 ? "DeviceGray" : "DeviceRGB";
    if (p->alpha.size) {
        HPDF_Dict alpha = stream_packed(pdf, "/FlateDecode", p->alpha.data, p->alpha.size, format, p->width,
                                        p->height, "DeviceGray", "");
        mask = arena_printf(pdf->arena, "/SMask %d 0 R", object_number(alpha));
    }
    HPDF_Dict image =
        stream_packed(pdf, p->filter, p->pixel.data, p->pixel.size, format, p->width, p->height, space, mask);
    image->header.obj_class |= HPDF_OSUBCLASS_XOBJECT; /* as HPDF_Page_GetXObjectName wants it */
    return image;
}

HPDF_Dict pictures_use(struct pictures *pictures, const char *path)
{
    if (!path)
        return NULL;
    int i = find_picture(pictures, path);
    const struct picture *p = &pictures->store->picture[i];
    if (p->fault) {
        if (*p->fault)
            diag_say(pictures->pdf->diag, MESSAGE_BAD_IMAGE, "%s: %s", path, p->fault);
        else
            diag_say(pictures->pdf->diag, MESSAGE_NO_IMAGE, "%s", path);
        return NULL;
    }
    while (pictures->count <= i)
        arena_push(pictures->pdf->arena, &pictures->object, &pictures->count, &pictures->capacity,
                   sizeof(HPDF_Dict));
    if (!pictures->object[i])
        pictures->object[i] = write_picture(pictures->pdf, p);
    return pictures->object[i];
}
