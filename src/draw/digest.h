/*
 * digest.h - MD5, the checksum that PDF has for embedded files (ISO 32000-1, table 46). It tells damage, and
 * keeps nobody from anything.
 */
#ifndef TONGBAO_DRAW_DIGEST_H
#define TONGBAO_DRAW_DIGEST_H

#include <stddef.h>

enum { DIGEST_SIZE = 16 };

/* The checksum of size bytes. */
void digest(const void *data, size_t size, unsigned char out[DIGEST_SIZE]);

#endif
