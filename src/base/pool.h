/*
 * pool.h - memory for very many small things that come and go: what libxml2 and libharu make, nodes, names
 * and buffers of the one, dictionaries of the other.
 *
 * What is given back is kept by size for the next request and never returned to the system. A request costs
 * some ten instructions, where the C library's malloc and free cost two hundred once more than a few things
 * of a size are free. Large things are the C library's. For one thread. Exhaustion is fatal (see fatal.h), so
 * no result is NULL. With the address sanitizer all of it is the C library's, so that it sees every block.
 */
#ifndef TONGBAO_BASE_POOL_H
#define TONGBAO_BASE_POOL_H

#include <stddef.h>

/* As malloc, realloc, free and strdup of the C library; each knows only what came from the others. */
void *pool_malloc(size_t size);
void *pool_realloc(void *old, size_t size);
void pool_free(void *memory);
char *pool_strdup(const char *text);

#endif
