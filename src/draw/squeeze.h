/*
 * squeeze.h - deflate (RFC 1950, RFC 1951) for the streams of a PDF; outlines go another way, see huffman.h.
 *
 * A squeezer keeps its working memory from one stream to the next, since setting that up costs more than a
 * short stream. What it makes of some bytes depends on the bytes only.
 */
#ifndef TONGBAO_DRAW_SQUEEZE_H
#define TONGBAO_DRAW_SQUEEZE_H

#include "base/buffer.h"

struct squeezer;

/* A new squeezer; release with squeezer_free (takes NULL). */
struct squeezer *squeezer_new(void);
void squeezer_free(struct squeezer *squeezer);
/* The size bytes as a zlib stream, lent until the next one; its length goes to *packed_size. */
const void *squeeze(struct squeezer *squeezer, const void *bytes, size_t size, size_t *packed_size);
/* The same, added to a buffer, to be kept: it gets room for what came out, not for the most that could have.
 */
void squeeze_into(struct squeezer *squeezer, const void *bytes, size_t size, struct buffer *out);

#endif
