/*
 * huffman.h - deflate without matches: one dynamic Huffman block of literals (RFC 1951, 3.2.7) in a zlib
 * stream (RFC 1950).
 *
 * For outlines, in which matches save nothing (a thousandth at most), at a quarter of the time that zlib
 * takes with Z_HUFFMAN_ONLY.
 */
#ifndef TONGBAO_DRAW_HUFFMAN_H
#define TONGBAO_DRAW_HUFFMAN_H

#include <stddef.h>

/* Room that the packed form of size bytes needs at most. */
size_t huffman_bound(size_t size);
/* Packs the size bytes into out and returns the length of what was written. */
size_t huffman_pack(const void *bytes, size_t size, void *out);

#endif
