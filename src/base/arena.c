#include "base/arena.h"

#include "base/fatal.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A block serves many small requests; a large request gets a block of its own behind the current one. An
 * arena begins small, since many hold only a message or two, and its blocks double. Memory is zeroed as it is
 * handed out, not by the block: of most blocks much is never asked for.
 */
enum { FIRST_BLOCK = 2 * 1024, BLOCK_SIZE = 64 * 1024 };
/* What a growing array begins with, or one element, if that is more: most hold but one or two. */
enum { FIRST_ROOM = 128 };

struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) char data[];
};

struct arena {
    struct block *block; /* the one being filled; older ones follow */
    size_t next_size;    /* of the next one */
};

static struct block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct block))
        fatal_memory();
    struct block *block = must_malloc(sizeof *block + size);
    *block = (struct block){.size = size};
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = must_malloc(sizeof *arena);
    arena->block = block_new(FIRST_BLOCK);
    arena->next_size = FIRST_BLOCK * 2;
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *block = arena->block, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

void arena_reset(struct arena *arena)
{
    struct block *kept = arena->block;
    for (struct block *block = kept->next, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    kept->next = NULL;
    kept->used = 0;
}

/* What a request takes of a block. */
static size_t aligned(size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        fatal_memory();
    return (size + align - 1) / align * align;
}

/* Memory that the current block has no room for. Kept out of arena_take, which is short without it. */
static __attribute__((noinline)) void *take_anew(struct arena *arena, size_t size)
{
    struct block *block = arena->block;
    if (size > BLOCK_SIZE / 4) {
        struct block *own = block_new(size); /* so that the current block stays in use */
        own->used = size;
        own->next = block->next;
        block->next = own;
        return own->data;
    }
    while (arena->next_size < BLOCK_SIZE && arena->next_size < size * 4)
        arena->next_size *= 2;
    struct block *fresh = block_new(arena->next_size);
    fresh->used = size;
    fresh->next = block;
    arena->block = fresh;
    if (arena->next_size < BLOCK_SIZE)
        arena->next_size *= 2;
    return fresh->data;
}

void *arena_take(struct arena *arena, size_t size)
{
    size = aligned(size);
    struct block *block = arena->block;
    if (block->size - block->used < size)
        return take_anew(arena, size);
    void *memory = block->data + block->used;
    block->used += size;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        fatal_memory();
    return arena_alloc(arena, count * size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
    if (len > SIZE_MAX / 2)
        fatal_memory();
    char *copy = arena_take(arena, len + 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    char usual[400]; /* most texts are shorter: print once, and again if not */
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(usual, sizeof usual, format, again);
    va_end(again);
    if (size < 0)
        fatal("a text can't be formatted");
    if ((size_t)size < sizeof usual)
        return arena_strndup(arena, usual, (size_t)size);
    char *text = arena_alloc(arena, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, args);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

/* Makes the last thing that was taken larger where it lies; false where it isn't the last or has no room. */
static bool widen(struct arena *arena, const void *memory, size_t size, size_t wanted)
{
    struct block *block = arena->block;
    const char *end = block->data + block->used;
    if (!memory || (const char *)memory + aligned(size) != end)
        return false;
    size_t more = aligned(wanted) - aligned(size);
    if (block->size - block->used < more)
        return false;
    block->used += more;
    return true;
}

void arena_grow(struct arena *arena, void *array, int *capacity, size_t size)
{
    void *old;
    memcpy(&old, array, sizeof old);
    if (*capacity > INT32_MAX / 2)
        fatal_memory();
    int first = size && size < FIRST_ROOM ? (int)(FIRST_ROOM / size) : 1;
    int wanted = *capacity ? *capacity * 2 : first;
    if (size && (size_t)wanted > SIZE_MAX / 2 / size)
        fatal_memory();
    size_t full = (size_t)*capacity * size;
    *capacity = wanted;
    if (widen(arena, old, full, (size_t)wanted * size))
        return;
    void *grown = arena_take(arena, (size_t)wanted * size);
    if (full)
        memcpy(grown, old, full);
    memcpy(array, &grown, sizeof grown);
}
