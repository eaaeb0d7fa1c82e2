/*
 * The memory of the whole program, libraries and all: what can't be had ends the process with a message.
 *
 * libxml2 takes an allocator from us, but HarfBuzz, ICU, Little CMS and the C++ of libqpdf call malloc, and
 * some of them go on without what they couldn't have: HarfBuzz then shapes as if the font had no such table,
 * and a document that looks almost right would be issued. Defined in the program, these functions stand
 * before the C library's for everybody. They are no part of the library that tests and fuzzers link; the
 * sanitizer's allocator ends the process by itself.
 */
#include "base/fatal.h"
#include "base/sanitized.h"

#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

#if !SANITIZED_ADDRESS

/* The function of that name that would have been called without us; found at the first call. */
static void find(void *function, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        fatal("the C library has no allocator");
    memcpy(function, &found, sizeof found);
}

static void *need(void *memory, size_t size)
{
    if (!memory && size)
        fatal_memory();
    return memory;
}

void *malloc(size_t size)
{
    static void *(*real)(size_t);
    if (!real)
        find(&real, "malloc");
    return need(real(size), size);
}

void *calloc(size_t count, size_t size)
{
    static void *(*real)(size_t, size_t);
    if (!real)
        find(&real, "calloc");
    return need(real(count, size), count && size);
}

void *realloc(void *old, size_t size)
{
    static void *(*real)(void *, size_t);
    if (!real)
        find(&real, "realloc");
    return need(real(old, size), size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    static void *(*real)(size_t, size_t);
    if (!real)
        find(&real, "aligned_alloc");
    return need(real(alignment, size), size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    static int (*real)(void **, size_t, size_t);
    if (!real)
        find(&real, "posix_memalign");
    int error = real(memory, alignment, size);
    if (error == ENOMEM)
        fatal_memory();
    return error;
}

#endif
