/*
 * png.h - reading a PNG picture (W3C PNG, second edition) without trusting it. libharu's own reader ends the
 * process on a broken file.
 */
#ifndef TONGBAO_DRAW_PNG_H
#define TONGBAO_DRAW_PNG_H

#include "base/span.h"

/* A decoded picture, 8 bits a sample. */
struct png {
    uint32_t width, height;
    int channels;   /* 1: grey; 3: sRGB */
    uint8_t *pixel; /* width × height × channels */
    uint8_t *alpha; /* width × height; NULL: opaque throughout */
};

/* Decodes a PNG file into png, to be released with png_free. NULL, or what is wrong with it, in words. */
const char *png_read(struct span file, struct png *png);
void png_free(struct png *png);

#endif
