/*
 * arena.h - memory that lives and dies together: one arena a document, one for the inputs.
 *
 * The arena owns all it hands out; nothing in it is freed singly. Running out of memory ends the process with
 * a message and exit status 70 (see fatal.h), so no result is ever NULL.
 */
#ifndef TONGBAO_BASE_ARENA_H
#define TONGBAO_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena; release it with arena_free. */
struct arena *arena_new(void);
/* Frees the arena and all that was taken from it; takes NULL. */
void arena_free(struct arena *arena);
/* Empties the arena, which may be filled again; what was taken from it is gone. Keeps one block. */
void arena_reset(struct arena *arena);

/* size bytes as they come, aligned for any type, for who fills them all. */
void *arena_take(struct arena *arena, size_t size);
/* size zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
/* count zeroed elements of size bytes each; a product that overflows ends the process. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* A copy of the len bytes at text with a NUL after them. */
char *arena_strndup(struct arena *arena, const char *text, size_t len);
/* A copy of text; NULL gives NULL. */
char *arena_strdup(struct arena *arena, const char *text);
/* As sprintf, into the arena. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/*
 * Grows an array that is built element by element: makes room for one more element behind *count, doubling
 * the capacity as needed, zeroes it, counts it and returns it. array is the address of the array's pointer.
 */
void *arena_push(struct arena *arena, void *array, int *count, int *capacity, size_t size);

#endif
