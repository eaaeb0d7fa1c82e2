#include "typeset/image.h"

#include "base/file.h"
#include "base/raster.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { RATIO_MOST = 10 };

struct extent {
    uint32_t width, height; /* 0: not known */
};

/* PNG, section 11.2.2: IHDR comes first, width and height in it. */
static struct extent png_extent(struct span file)
{
    if (file.size < 24 || memcmp(file.data + 12, "IHDR", 4) != 0)
        return (struct extent){0, 0};
    return (struct extent){span_uint(file, 16, 4), span_uint(file, 20, 4)};
}

static struct extent jpeg_extent(struct span file)
{
    struct jpeg_segment segment = {0};
    size_t at = JPEG_FIRST;
    while (!segment.frame)
        if (jpeg_read(file, &at, &segment) != JPEG_WHOLE || segment.marker == JPEG_END)
            return (struct extent){0, 0};
    return (struct extent){segment.width, segment.height};
}

static struct extent extent_of(struct span file)
{
    if (png_is(file))
        return png_extent(file);
    return jpeg_is(file) ? jpeg_extent(file) : (struct extent){0, 0};
}

static bool plausible(struct extent e)
{
    return e.width > 0 && e.height > 0 && e.width <= INT32_MAX / RATIO_MOST &&
           e.height <= INT32_MAX / RATIO_MOST && e.width <= RATIO_MOST * e.height &&
           e.height <= RATIO_MOST * e.width;
}

bool image_read(const char *path, struct buffer *out, struct diag *diag)
{
    if (access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR))
        return file_read(path, RASTER_BYTES_MOST, out, diag);
    diag_at(diag, MESSAGE_NO_IMAGE, (struct where){path, 0}, NULL);
    return false;
}

bool image_scale(const struct buffer *image, length width, length *height)
{
    const struct extent e = extent_of((struct span){(const uint8_t *)image->data, image->size});
    if (!plausible(e))
        return false;
    *height = length_scale(width, e.height, e.width);
    return true;
}

bool image_height(const char *path, length width, length *height, struct diag *diag)
{
    struct buffer image = {0};
    bool read = image_read(path, &image, diag), good = read && image_scale(&image, width, height);
    buffer_free(&image);
    if (read && !good)
        diag_at(diag, MESSAGE_BAD_IMAGE, (struct where){path, 0}, "%s",
                _("neither a PNG nor a JPEG of sensible proportions"));
    return good;
}
