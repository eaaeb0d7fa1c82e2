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
#include <string.h>

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

/* Makes room for more elements of an array that is full, twice as many as it has. For arena_push. */
void arena_grow(struct arena *arena, void *array, int *capacity, size_t size);
/*
 * Grows an array that is built element by element: makes room for one more element behind *count, doubling
 * the capacity as needed, zeroes it, counts it and returns it. array is the address of the array's pointer.
 * Inline because where it is called the size is a constant, and zeroing then a few stores or, if the element
 * is written at once, nothing.
 */
static inline void *arena_push(struct arena *arena, void *array, int *count, int *capacity, size_t size)
{
    char *elements;
    if (*count == *capacity)
        arena_grow(arena, array, capacity, size);
    memcpy(&elements, array, sizeof elements);
    return memset(elements + (size_t)(*count)++ * size, 0, size);
}

#endif
