/*
 * memory.c - a library to be preloaded: the n-th request for memory of a run fails, in the program and in
 * whatever library.
 *
 * FAULTS_DO=on: all requests from the n-th on fail; else only that one.
 * Requests for nothing are served and not counted, since NULL is a good answer to them; so are requests
 * before the program proper has begun, made by the loader.
 */
#include "shim.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static struct tally *tally;
static int at;
static bool on;

__attribute__((constructor)) static void start(void)
{
    const char *what = getenv("FAULTS_DO");
    at = number_from("FAULTS_AT");
    on = what && strcmp(what, "on") == 0;
    tally = tally_open();
}

static bool fails(void)
{
    if (!tally)
        return false;
    int count = atomic_fetch_add(&tally->count, 1) + 1;
    tally_show(tally, count);
    if (!at || (on ? count < at : count != at))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return size && fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return count && size && fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return size && fails() ? NULL : __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    void *memory = memalign(alignment, size);
    if (!memory)
        return ENOMEM;
    *out = memory;
    return 0;
}
