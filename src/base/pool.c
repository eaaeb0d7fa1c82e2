/*
 * Each piece of memory has its step before it, which is what a free one is kept by: a step is sixteen bytes,
 * the head among them. Pieces are cut from chunks. A large one has step 0 and is the C library's, head and
 * all.
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
    STEP = 16,
    MOST = 4096, /* larger than a buffer of libxml2's is large */
    STEPS = MOST / STEP + 1,
    CHUNK = 64 * 1024
};

/* Stands before what is handed out, so that that is aligned for any type. */
struct head {
    alignas(max_align_t) size_t step; /* 0: large */
    struct head *next;                /* free: the next of its step */
};

static struct {
    struct head *idle[STEPS + 1];
    char *chunk; /* what is left of the chunk being cut up */
    size_t left;
} pool;

static size_t step_of(size_t size)
{
    return (size + sizeof(struct head) + STEP - 1) / STEP;
}

static void *large(struct head *old, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct head))
        fatal_memory();
    struct head *head = must_realloc(old, sizeof *head + size);
    head->step = 0;
    return head + 1;
}

/* A piece where none of its step is idle. Kept out of pool_malloc, which is short without it. */
static __attribute__((noinline)) void *fresh(size_t size)
{
    if (size > MOST)
        return large(NULL, size);
    size_t step = step_of(size);
    if (pool.left < step * STEP) {
        pool.chunk = must_malloc(CHUNK);
        pool.left = CHUNK;
    }
    struct head *head = (struct head *)(void *)pool.chunk;
    pool.chunk += step * STEP;
    pool.left -= step * STEP;
    head->step = step;
    return head + 1;
}

void *pool_malloc(size_t size)
{
    size_t step = step_of(size);
    struct head *head = size <= MOST ? pool.idle[step] : NULL;
    if (!head)
        return fresh(size);
    pool.idle[step] = head->next;
    __builtin_prefetch(head->next, 1); /* or the next request of this step waits for it */
    return head + 1;
}

void pool_free(void *memory)
{
    if (!memory)
        return;
    struct head *head = (struct head *)memory - 1;
    size_t step = head->step;
    if (!step) {
        free(head);
        return;
    }
    head->next = pool.idle[step];
    pool.idle[step] = head;
}

void *pool_realloc(void *old, size_t size)
{
    if (!old)
        return pool_malloc(size);
    struct head *head = (struct head *)old - 1;
    if (!head->step)
        return large(head, size);
    size_t room = head->step * STEP - sizeof *head;
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
