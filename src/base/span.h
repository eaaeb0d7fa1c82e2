/*
 * span.h - reading the big-endian data of fonts and pictures without trusting it: every access is checked
 * against the span's end, and what lies outside reads as zero or as an empty span.
 */
#ifndef TONGBAO_BASE_SPAN_H
#define TONGBAO_BASE_SPAN_H

#include <stddef.h>
#include <stdint.h>

/* Bytes lent from somewhere. */
struct span {
    const uint8_t *data;
    size_t size;
};

/* The size bytes from offset at, or an empty span where they aren't all there. */
static inline struct span span_sub(struct span s, size_t at, size_t size)
{
    if (at > s.size || size > s.size - at)
        return (struct span){0};
    return (struct span){s.data + at, size};
}

/* The unsigned number of width bytes (1 to 4) at an offset; 0 outside. */
static inline uint32_t span_uint(struct span s, size_t at, int width)
{
    if (at > s.size || (size_t)width > s.size - at)
        return 0;
    uint32_t value = 0;
    for (int i = 0; i < width; i++)
        value = value << 8 | s.data[at + (size_t)i];
    return value;
}

/* The unsigned 16-bit number at an offset; 0 outside. */
static inline uint16_t span_u16(struct span s, size_t at)
{
    return (uint16_t)span_uint(s, at, 2);
}

/* The same, signed. */
static inline int16_t span_i16(struct span s, size_t at)
{
    return (int16_t)span_uint(s, at, 2);
}

#endif
