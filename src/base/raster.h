/*
 * raster.h - PNG and JPEG files as far as both who measures and who draws a picture must understand them:
 * what they are, and a JPEG's segments. No file is trusted.
 */
#ifndef TONGBAO_BASE_RASTER_H
#define TONGBAO_BASE_RASTER_H

#include "base/span.h"

#include <stdbool.h>

/* A seal is a small picture; a file of more bytes is a mistake. */
enum { RASTER_BYTES_MOST = 16 << 20 };

/* Every PNG file begins with so many bytes (W3C PNG, 5.2). */
enum { PNG_SIGNATURE = 8 };

/* Whether the bytes begin as a PNG or a JPEG file does. */
bool png_is(struct span file);
bool jpeg_is(struct span file);

/* Where the first segment of a JPEG file begins. */
enum { JPEG_FIRST = 2 };

/* A segment of a JPEG file (ITU-T T.81, B.1.1), and what its frame header says (B.2.2). */
struct jpeg_segment {
    int marker;       /* its second byte; JPEG_END */
    struct span data; /* from its length on; empty at the end */
    bool frame;       /* it is a frame header, */
    uint32_t width, height;
    int channels, depth; /* which says this */
};

enum { JPEG_END = 0xD9 };
enum jpeg_state { JPEG_WHOLE, JPEG_BROKEN, JPEG_CUT_SHORT };

/*
 * Reads the segment at *at, before which there may be fill bytes, and moves *at behind it and the data of its
 * scan. Anything but JPEG_WHOLE: there is no segment.
 */
enum jpeg_state jpeg_read(struct span file, size_t *at, struct jpeg_segment *segment);

#endif
