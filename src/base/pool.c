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

enum { STEP = 16, STEPS = 33 /* up to 512 bytes */, CHUNK = 64 * 1024 };

/* Stands before what is handed out, so that that is aligned for any type. */
struct head {
    alignas(max_align_t) union {
        size_t step;       /* in use */
        struct head *next; /* free: the next of its step */
    };
};

static struct {
    struct head *idle[STEPS + 1];
    char *chunk; /* what is left of the chunk being cut up */
    size_t left;
} pool;

/* A new piece of that many steps. */
static struct head *cut(size_t step)
{
    size_t size = step * STEP;
    if (pool.left < size) {
        pool.chunk = must_malloc(CHUNK);
        pool.left = CHUNK;
    }
    struct head *head = (struct head *)(void *)pool.chunk;
    pool.chunk += size;
    pool.left -= size;
    return head;
}

static void *large(struct head *old, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct head))
        fatal_memory();
    struct head *head = must_realloc(old, sizeof *head + size);
    head->step = 0;
    return head + 1;
}

void *pool_malloc(size_t size)
{
    size_t step = (size + sizeof(struct head) + STEP - 1) / STEP;
    if (size > STEPS * STEP - sizeof(struct head))
        return large(NULL, size);
    struct head *head = pool.idle[step];
    if (head) {
        pool.idle[step] = head->next;
        __builtin_prefetch(head->next, 1); /* or the next request of this step waits for it */
    } else {
        head = cut(step);
    }
    head->step = step;
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
