#include "draw/png.h"

#include "base/diag.h"
#include "base/fatal.h"
#include "base/raster.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };
enum { LARGEST = 40000000 }; /* pixels */

/* What the chunks say. */
struct file {
    uint32_t width, height;
    int depth, type, interlace;
    struct span palette, transparent;
    uint8_t *packed; /* the IDAT chunks put together */
    size_t packed_size;
};

/* One pass over the picture: all of it, or every so many columns and rows (section 8.2). */
struct pass {
    uint32_t x, y, step_x, step_y;
};
static const struct pass whole[] = {{0, 0, 1, 1}};
static const struct pass adam7[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                    {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

void png_free(struct png *png)
{
    free(png->pixel);
    free(png->alpha);
    *png = (struct png){0};
}

/* ---- chunks ---- */

static const char *read_header(struct file *f, struct span chunk)
{
    static const uint8_t depths[] = {
        [GREY] = 0x1F, [RGB] = 0x18, [PALETTE] = 0x0F, [GREY_ALPHA] = 0x18, [RGB_ALPHA] = 0x18};
    f->width = span_uint(chunk, 0, 4);
    f->height = span_uint(chunk, 4, 4);
    f->depth = (int)span_uint(chunk, 8, 1);
    f->type = (int)span_uint(chunk, 9, 1);
    f->interlace = (int)span_uint(chunk, 12, 1);
    if (chunk.size != 13 || f->type > RGB_ALPHA || f->interlace > 1 || span_uint(chunk, 10, 2))
        return _("the header is broken");
    int log = f->depth == 1    ? 0
              : f->depth == 2  ? 1
              : f->depth == 4  ? 2
              : f->depth == 8  ? 3
              : f->depth == 16 ? 4
                               : 7;
    if (!(depths[f->type] >> log & 1))
        return _("the header is broken");
    if (!f->width || !f->height || (uint64_t)f->width * f->height > LARGEST)
        return _("it has no pixels, or more than 40 million");
    return NULL;
}

static void add_data(struct file *f, struct span chunk)
{
    f->packed = must_realloc(f->packed, f->packed_size + chunk.size + 1);
    memcpy(f->packed + f->packed_size, chunk.data, chunk.size);
    f->packed_size += chunk.size;
}

static const char *read_chunks(struct file *f, struct span file)
{
    for (size_t at = PNG_SIGNATURE;;) {
        uint32_t size = span_uint(file, at, 4);
        struct span name = span_sub(file, at + 4, 4), chunk = span_sub(file, at + 8, size);
        if (!name.data || !chunk.data || file.size - (at + 8) - size < 4)
            return _("the file is cut short");
        if (crc32(crc32(0, NULL, 0), name.data, size + 4) != span_uint(file, at + 8 + size, 4))
            return _("a checksum is wrong");
        const char *fault = NULL;
        if (!memcmp(name.data, "IHDR", 4))
            fault = read_header(f, chunk);
        else if (!f->width)
            fault = _("the header is broken");
        else if (!memcmp(name.data, "PLTE", 4))
            f->palette = chunk;
        else if (!memcmp(name.data, "tRNS", 4))
            f->transparent = chunk;
        else if (!memcmp(name.data, "IDAT", 4))
            add_data(f, chunk);
        else if (!memcmp(name.data, "IEND", 4))
            return f->packed ? NULL : _("the picture's data are broken");
        if (fault)
            return fault;
        at += 12 + (size_t)size;
    }
}

/* ---- pixels ---- */

static int channels_of(int type)
{
    return type == RGB ? 3 : type == RGB_ALPHA ? 4 : type == GREY_ALPHA ? 2 : 1;
}

static uint32_t pass_size(uint32_t size, uint32_t from, uint32_t step)
{
    return size > from ? (size - from + step - 1) / step : 0;
}

static size_t row_size(const struct file *f, uint32_t width)
{
    return ((size_t)width * (size_t)channels_of(f->type) * (size_t)f->depth + 7) / 8;
}

static int paeth(int left, int above, int corner)
{
    int p = left + above - corner, a = abs(p - left), b = abs(p - above), c = abs(p - corner);
    return a <= b && a <= c ? left : b <= c ? above : corner;
}

/* Undoes the filter of a row (section 9); above is the row before it or NULL. */
static bool unfilter(int filter, uint8_t *row, const uint8_t *above, size_t size, size_t step)
{
    if (filter > 4)
        return false;
    for (size_t i = 0; i < size; i++) {
        int left = i >= step ? row[i - step] : 0, up = above ? above[i] : 0;
        int corner = above && i >= step ? above[i - step] : 0;
        const int guess[] = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
        row[i] = (uint8_t)(row[i] + guess[filter]);
    }
    return true;
}

/* Sample k of a row as it stands, without scaling. */
static int sample(const struct file *f, const uint8_t *row, size_t k)
{
    if (f->depth == 16)
        return row[2 * k] << 8 | row[2 * k + 1];
    if (f->depth == 8)
        return row[k];
    size_t bit = k * (size_t)f->depth;
    return row[bit / 8] >> (8 - f->depth - (int)(bit % 8)) & ((1 << f->depth) - 1);
}

static uint8_t scale(const struct file *f, int value)
{
    return (uint8_t)(f->depth == 16 ? value >> 8 : value * 255 / ((1 << f->depth) - 1));
}

/* Pixel x of a row into the picture's place i; returns its alpha. */
static uint8_t put_pixel(const struct file *f, const uint8_t *row, uint32_t x, struct png *png, size_t i)
{
    int channels = channels_of(f->type), colours = channels > 2 ? 3 : 1;
    uint8_t *to = png->pixel + i * (size_t)png->channels;
    int value[4];
    bool keyed = f->transparent.size >= 2 * (size_t)colours;
    for (int c = 0; c < channels; c++)
        value[c] = sample(f, row, (size_t)x * (size_t)channels + (size_t)c);
    if (f->type == PALETTE) {
        for (size_t c = 0; c < 3; c++)
            to[c] = (uint8_t)span_uint(f->palette, 3 * (size_t)value[0] + c, 1);
        return (size_t)value[0] < f->transparent.size ? f->transparent.data[value[0]] : 255;
    }
    for (int c = 0; c < colours; c++) {
        to[c] = scale(f, value[c]);
        keyed = keyed && value[c] == span_u16(f->transparent, 2 * (size_t)c);
    }
    return channels % 2 ? (keyed ? 0 : 255) : scale(f, value[channels - 1]);
}

static bool put_pass(const struct file *f, const struct pass *pass, uint8_t **raw, struct png *png)
{
    uint32_t width = pass_size(f->width, pass->x, pass->step_x),
             height = pass_size(f->height, pass->y, pass->step_y);
    size_t size = row_size(f, width), step = ((size_t)channels_of(f->type) * (size_t)f->depth + 7) / 8;
    const uint8_t *above = NULL;
    if (!width)
        return true;
    for (uint32_t y = 0; y < height; y++) {
        uint8_t *row = *raw + 1;
        if (!unfilter((*raw)[0], row, above, size, step))
            return false;
        for (uint32_t x = 0; x < width; x++) {
            size_t i = (size_t)(pass->y + y * pass->step_y) * f->width + pass->x + x * pass->step_x;
            png->alpha[i] = put_pixel(f, row, x, png, i);
        }
        above = row;
        *raw = row + size;
    }
    return true;
}

/* Inflates into exactly the room that the passes need; NULL where there is less or more. */
static uint8_t *unpack(const struct file *f, const struct pass *pass, int passes)
{
    size_t size = 0;
    for (int i = 0; i < passes; i++) {
        uint32_t width = pass_size(f->width, pass[i].x, pass[i].step_x);
        uint32_t height = pass_size(f->height, pass[i].y, pass[i].step_y);
        size += width ? (1 + row_size(f, width)) * height : 0;
    }
    uint8_t *raw = must_malloc(size);
    uLongf got = size;
    if (uncompress(raw, &got, f->packed, f->packed_size) == Z_OK && got == size)
        return raw;
    free(raw);
    return NULL;
}

static const char *decode(const struct file *f, struct png *png)
{
    const struct pass *pass = f->interlace ? adam7 : whole;
    int passes = f->interlace ? 7 : 1;
    size_t pixels = (size_t)f->width * f->height;
    uint8_t *raw = unpack(f, pass, passes), *at = raw;
    if (!raw || (f->type == PALETTE && f->palette.size < 3)) {
        free(raw);
        return _("the picture's data are broken");
    }
    png->width = f->width;
    png->height = f->height;
    png->channels = f->type == GREY || f->type == GREY_ALPHA ? 1 : 3;
    png->pixel = must_malloc(pixels * (size_t)png->channels);
    png->alpha = must_malloc(pixels);
    bool good = true, opaque = true;
    for (int i = 0; good && i < passes; i++)
        good = put_pass(f, &pass[i], &at, png);
    for (size_t i = 0; good && opaque && i < pixels; i++)
        opaque = png->alpha[i] == 255;
    if (opaque) {
        free(png->alpha);
        png->alpha = NULL;
    }
    free(raw);
    return good ? NULL : _("the picture's data are broken");
}

const char *png_read(struct span file, struct png *png)
{
    struct file f = {0};
    *png = (struct png){0};
    const char *fault = read_chunks(&f, file);
    if (!fault)
        fault = decode(&f, png);
    if (fault)
        png_free(png);
    free(f.packed);
    return fault;
}
