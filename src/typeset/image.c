#include "typeset/image.h"

#include "base/file.h"
#include "base/span.h"

#include <string.h>
#include <unistd.h>

/* A seal is a small picture; more than this is a mistake. */
enum { IMAGE_BYTES_MOST = 16 << 20, RATIO_MOST = 10 };

struct extent {
    uint32_t width, height; /* 0: not known */
};

/* PNG, section 11.2.2: IHDR comes first, width and height in it. */
static struct extent png_extent(struct span file)
{
    static const unsigned char signature[] = "\x89PNG\r\n\x1a\n";
    if (file.size < 24 || memcmp(file.data, signature, 8) != 0 || memcmp(file.data + 12, "IHDR", 4) != 0)
        return (struct extent){0, 0};
    return (struct extent){span_uint(file, 16, 4), span_uint(file, 20, 4)};
}

/* Start-of-frame markers hold the extent: C0 to CF but for DHT, JPG and DAC. */
static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* JPEG, ITU T.81 annex B: segments of marker and length until the frame header. */
static struct extent jpeg_extent(struct span file)
{
    if (span_u16(file, 0) != 0xFFD8)
        return (struct extent){0, 0};
    for (size_t at = 2; at + 9 <= file.size && file.data[at] == 0xFF; at += 2 + span_u16(file, at + 2)) {
        if (is_frame(file.data[at + 1]))
            return (struct extent){span_u16(file, at + 7), span_u16(file, at + 5)};
    }
    return (struct extent){0, 0};
}

static bool plausible(struct extent e)
{
    return e.width > 0 && e.height > 0 && e.width <= INT32_MAX / RATIO_MOST &&
           e.height <= INT32_MAX / RATIO_MOST && e.width <= RATIO_MOST * e.height &&
           e.height <= RATIO_MOST * e.width;
}

bool image_height(const char *path, length width, length *height, struct diag *diag)
{
    if (access(path, R_OK) != 0) {
        diag_at(diag, MESSAGE_NO_IMAGE, (struct where){path, 0}, NULL);
        return false;
    }
    struct buffer bytes = {0};
    bool read = file_read(path, IMAGE_BYTES_MOST, &bytes, diag);
    const struct span file = {(const uint8_t *)bytes.data, read ? bytes.size : 0};
    struct extent e = png_extent(file);
    if (e.width == 0)
        e = jpeg_extent(file);
    buffer_free(&bytes);
    if (!read)
        return false;
    if (!plausible(e)) {
        diag_at(diag, MESSAGE_BAD_IMAGE, (struct where){path, 0}, "%s",
                _("neither a PNG nor a JPEG of sensible proportions"));
        return false;
    }
    *height = length_scale(width, e.height, e.width);
    return true;
}
