/*
 * fatal.h - the end of the process when going on makes no sense: memory exhausted or a defect of the program.
 * Plain malloc stands behind the arena; the same functions are handed to the libraries that take an
 * allocator.
 */
#ifndef TONGBAO_BASE_FATAL_H
#define TONGBAO_BASE_FATAL_H

#include <stddef.h>

/* Prints "tongbao: error: what" to stderr without allocating, and ends the process with status 70. */
_Noreturn void fatal(const char *what);
/* As malloc, realloc and strdup, but never NULL for a size above zero: exhaustion is fatal. Release with
 * free. */
void *must_malloc(size_t size);
void *must_realloc(void *old, size_t size);
char *must_strdup(const char *text);

#endif
