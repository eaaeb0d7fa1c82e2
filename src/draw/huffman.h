/*
 * huffman.h - deflate without matches: one dynamic Huffman block of literals (RFC 1951, 3.2.7) in a zlib
 * stream (RFC 1950), always by the same code.
 *
 * For outlines, in which matches save nothing (a hundredth at most). Since the code is fixed, made for the
 * outlines of Chinese fonts, a glyph's outline is encoded once; in a further document its bits are only
 * appended. That takes a twentieth of the time of counting and encoding anew, for one to two per cent more
 * bytes than a code of each stream's own.
 */
#ifndef TONGBAO_DRAW_HUFFMAN_H
#define TONGBAO_DRAW_HUFFMAN_H

#include "base/buffer.h"

#include <stdint.h>

/* Some bytes, encoded: bits that lie in a store of the holder's. */
struct encoded {
    size_t at, bits; /* offset of the first byte of the bits in the store, and how many there are */
    size_t size;     /* of what they stand for, in bytes, */
    uint32_t sum;    /* and its Adler-32 */
};

/* A stream that is being written. */
struct literals {
    struct buffer *out;
    uint64_t held; /* bits not written yet, the first one lowest, */
    int count;     /* and how many */
    uint32_t sum;  /* Adler-32 of what was added so far */
};

/* Encodes the bytes, adds the bits to store and says in *encoded where they are. */
void huffman_encode(const void *bytes, size_t size, struct buffer *store, struct encoded *encoded);

/* Begins a stream at the end of out; then bytes and encoded parts in any order; then its end. */
void literals_begin(struct literals *literals, struct buffer *out);
void literals_add(struct literals *literals, const void *bytes, size_t size);
void literals_append(struct literals *literals, const struct encoded *encoded, const struct buffer *store);
void literals_end(struct literals *literals);

#endif
