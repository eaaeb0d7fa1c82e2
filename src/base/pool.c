/*
 * Each piece of memory has its step in the word before it, which is what a free one is kept by: a step is
 * sixteen bytes, that word among them. A free piece is linked by its own first word, so that nothing else is
 * touched when it is taken again. Pieces are cut from chunks. A large one has step 0 and is the C library's.
 */
#include "base/pool.h"

#include "base/fatal.h"
#include "base/sanitized.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if !SANITIZED_ADDRESS

enum {
    STEP = alignof(max_align_t), /* what is handed out is aligned for any type */
    WORD = sizeof(size_t),
    MOST = 4096, /* larger than a buffer of libxml2's is large */
    STEPS = (MOST + WORD + STEP - 1) / STEP,
    CHUNK = 64 * 1024
};

struct idle {
    struct idle *next; /* of the same step */
};

static struct {
    struct idle *idle[STEPS + 1];
    char *chunk; /* what is left of the chunk being cut up: a word less than aligned */
    size_t left;
} pool;

static size_t step_of(size_t size)
{
    return (size + WORD + STEP - 1) / STEP;
}

static size_t *step_before(void *memory)
{
    return (size_t *)memory - 1;
}

/* Its word is the last of what takes a step before it. */
static void *large(void *old, size_t size)
{
    if (size > SIZE_MAX - STEP)
        fatal_memory();
    char *memory = (char *)must_realloc(old ? (char *)old - STEP : NULL, STEP + size) + STEP;
    *step_before(memory) = 0;
    return memory;
}

/* A piece where none of its step is idle. Kept out of pool_malloc, which is short without it. */
static __attribute__((noinline)) void *fresh(size_t size)
{
    if (size > MOST)
        return large(NULL, size);
    size_t step = step_of(size);
    if (pool.left < step * STEP) {
        pool.chunk = (char *)must_malloc(CHUNK) + STEP - WORD;
        pool.left = CHUNK - STEP;
    }
    char *memory = pool.chunk + WORD;
    pool.chunk += step * STEP;
    pool.left -= step * STEP;
    *step_before(memory) = step;
    return memory;
}

void *pool_malloc(size_t size)
{
    size_t step = step_of(size);
    struct idle *piece = size <= MOST ? pool.idle[step] : NULL;
    if (!piece)
        return fresh(size);
    pool.idle[step] = piece->next;
    __builtin_prefetch(piece->next, 1); /* or the next request of this step waits for it */
    return piece;
}

void pool_free(void *memory)
{
    if (!memory)
        return;
    size_t step = *step_before(memory);
    if (!step) {
        free((char *)memory - STEP);
        return;
    }
    struct idle *piece = memory;
    piece->next = pool.idle[step];
    pool.idle[step] = piece;
}

void *pool_realloc(void *old, size_t size)
{
    if (!old)
        return pool_malloc(size);
    size_t step = *step_before(old);
    if (!step)
        return large(old, size);
    size_t room = step * STEP - WORD;
    if (size <= room)
        return old;
    void *grown = memcpy(pool_malloc(size), old, room);
    pool_free(old);
    return grown;
}

#else

void *pool_malloc(size_t size)
{
    return must_malloc(size);
}

void pool_free(void *memory)
{
    free(memory);
}

void *pool_realloc(void *old, size_t size)
{
    return must_realloc(old, size);
}

#endif

char *pool_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(pool_malloc(size), text, size);
}
