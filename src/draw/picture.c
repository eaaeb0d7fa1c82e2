#include "draw/picture.h"

#include "base/fatal.h"
#include "base/raster.h"
#include "base/text.h"
#include "draw/png.h"
#include "typeset/image.h"

#include <stdlib.h>
#include <string.h>

/* A picture, compressed, ready for any document. */
struct picture {
    char *path;
    struct diag *faults; /* why it can't be used; NULL: it can */
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
    struct object_list objects; /* by picture of the store */
};

struct picture_store *picture_store_new(void)
{
    return must_calloc(1, sizeof(struct picture_store));
}

void picture_store_free(struct picture_store *store)
{
    if (!store)
        return;
    for (int i = 0; i < store->count; i++) {
        free(store->picture[i].path);
        diag_free(store->picture[i].faults);
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
    squeeze_into(squeezer, png.pixel, pixels * (size_t)png.channels, &p->pixel);
    if (png.alpha)
        squeeze_into(squeezer, png.alpha, pixels, &p->alpha);
    png_free(&png);
    return NULL;
}

/* What a frame header of a JPEG tells; false where a PDF reader needn't know the kind. */
static bool take_frame(struct picture *p, const struct jpeg_segment *frame)
{
    p->height = frame->height;
    p->width = frame->width;
    p->channels = frame->channels;
    return frame->marker <= 0xC2 && frame->depth == 8 && p->width && p->height;
}

/* Goes over the segments and scans and tells where the image ends. */
static const char *walk_jpeg(struct picture *p, struct span file, size_t *end)
{
    struct jpeg_segment segment;
    enum jpeg_state state;
    *end = JPEG_FIRST;
    while ((state = jpeg_read(file, end, &segment)) == JPEG_WHOLE) {
        if (segment.marker == JPEG_END)
            return NULL;
        if (segment.frame && !take_frame(p, &segment))
            return _("this kind of JPEG isn't supported; save it as baseline or progressive, 8 bits");
    }
    return state == JPEG_BROKEN ? _("the file is broken") : _("the file is cut short");
}

/* JPEG goes into a PDF as it is; only its frame is looked at, and where the image ends: what phones put
 * behind that, a smaller picture or a film, stays out. */
static const char *take_jpeg(struct picture *p, struct span file)
{
    size_t end;
    const char *fault = walk_jpeg(p, file, &end);
    if (fault)
        return fault;
    if (!p->width)
        return _("the file is broken");
    if (p->channels != 1 && p->channels != 3)
        return _("its colours are CMYK; save it as RGB");
    p->filter = "/DCTDecode";
    buffer_add(&p->pixel, file.data, end);
    return NULL;
}

static const char *take_file(struct picture *p, struct squeezer *squeezer, const struct buffer *file)
{
    struct span bytes = {(const uint8_t *)file->data, file->size};
    if (png_is(bytes))
        return take_png(p, squeezer, bytes);
    if (jpeg_is(bytes))
        return take_jpeg(p, bytes);
    return _("neither PNG nor JPEG");
}

/* What is wrong is kept, for each document to tell. */
static void read_picture(struct picture *p, struct squeezer *squeezer)
{
    struct buffer file = {0};
    struct diag *faults = diag_new();
    const char *fault = image_read(p->path, &file, faults) ? take_file(p, squeezer, &file) : NULL;
    if (fault)
        diag_at(faults, MESSAGE_BAD_IMAGE, (struct where){p->path, 0}, "%s", fault);
    if (diag_is_empty(faults))
        diag_free(faults);
    else
        p->faults = faults;
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
    read_picture(p, pictures->pdf->squeezer);
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
    return stream_packed(pdf, p->filter, p->pixel.data, p->pixel.size, format, p->width, p->height, space,
                         mask);
}

HPDF_Dict pictures_use(struct pictures *pictures, const char *path)
{
    if (!path)
        return NULL;
    int i = find_picture(pictures, path);
    const struct picture *p = &pictures->store->picture[i];
    if (p->faults) {
        diag_add(pictures->pdf->diag, p->faults);
        pictures->pdf->faulty = true;
        return NULL;
    }
    HPDF_Dict *object = object_at(pictures->pdf, &pictures->objects, i);
    if (!*object)
        *object = write_picture(pictures->pdf, p);
    return *object;
}
