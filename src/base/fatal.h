/*
 * fatal.h - the end of the process when going on makes no sense: memory exhausted or a defect of the program.
 * Plain malloc stands behind the arena. What the program's own malloc (memory.c) does for libraries, these
 * functions do in tests too.
 */
#ifndef TONGBAO_BASE_FATAL_H
#define TONGBAO_BASE_FATAL_H

#include <stddef.h>

/* Prints "tongbao: error: what" to stderr without allocating, tidies up, and ends the process with status 70.
 */
_Noreturn void fatal(const char *what);
/* The same, since memory can't be had; and to be called once the language of messages is known. */
_Noreturn void fatal_memory(void);
void fatal_translate(void);
/* Names what fatal() is to tidy up with: called with context, it must not allocate. NULL: nothing any more.
 */
void fatal_tidy(void (*tidy)(void *context), void *context);
/* As malloc, calloc, realloc and strdup, but never NULL for a size above zero: exhaustion is fatal. Release
 * with free. */
void *must_malloc(size_t size);
void *must_calloc(size_t count, size_t size);
void *must_realloc(void *old, size_t size);
char *must_strdup(const char *text);

#endif
