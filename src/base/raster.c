#include "base/raster.h"

#include <string.h>

bool png_is(struct span file)
{
    static const uint8_t signature[PNG_SIGNATURE] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    return file.size >= sizeof signature && !memcmp(file.data, signature, sizeof signature);
}

bool jpeg_is(struct span file)
{
    return span_u16(file, 0) == 0xFFD8;
}

/* Where the marker is that ends the scan whose data begin at an offset: neither a stuffed byte nor a restart.
 */
static size_t skip_scan(struct span file, size_t at)
{
    for (; at < file.size; at++) {
        const uint8_t *found = memchr(file.data + at, 0xFF, file.size - at);
        at = found ? (size_t)(found - file.data) : file.size;
        int next = (int)span_uint(file, at + 1, 1);
        if (next && (next < 0xD0 || next > 0xD7))
            break;
    }
    return at;
}

/* C0 to CF but for DHT, JPG and DAC. */
static bool is_frame(int marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

enum jpeg_state jpeg_read(struct span file, size_t *at, struct jpeg_segment *segment)
{
    enum { SCAN = 0xDA };
    while (span_u16(file, *at) == 0xFFFF) /* any marker may have fill bytes before it */
        ++*at;
    if (*at + 2 > file.size)
        return JPEG_CUT_SHORT;
    int marker = file.data[*at + 1];
    struct span data = {0};
    if (marker != JPEG_END)
        data = span_sub(file, *at + 2, span_u16(file, *at + 2));
    if (file.data[*at] != 0xFF || (marker != JPEG_END && data.size < 2))
        return JPEG_BROKEN;
    *segment = (struct jpeg_segment){.marker = marker,
                                     .data = data,
                                     .frame = is_frame(marker),
                                     .width = span_u16(data, 5),
                                     .height = span_u16(data, 3),
                                     .channels = (int)span_uint(data, 7, 1),
                                     .depth = (int)span_uint(data, 2, 1)};
    *at += 2 + data.size;
    if (marker == SCAN)
        *at = skip_scan(file, *at);
    return JPEG_WHOLE;
}
