#include "base/fatal.h"

#include "base/diag.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static struct {
    void (*tidy)(void *context);
    void *context;
} last;

void fatal_tidy(void (*tidy)(void *context), void *context)
{
    last.tidy = tidy;
    last.context = context;
}

/* Translated beforehand: while memory is short, be it within gettext, nothing can be looked up. */
static const char *shortage = N_("out of memory");

void fatal_translate(void)
{
    shortage = _(shortage);
}

void fatal_memory(void)
{
    fatal(shortage);
}

void fatal(const char *what)
{
    static const char head[] = "tongbao: error: ";
    /* Nothing can be done about a failing write here; the exit status still tells. */
    bool told = write(STDERR_FILENO, head, sizeof head - 1) > 0 &&
                write(STDERR_FILENO, what, strlen(what)) > 0 && write(STDERR_FILENO, "\n", 1) > 0;
    (void)told;
    if (last.tidy)
        last.tidy(last.context);
    _exit(EX_SOFTWARE);
}

static void *need(void *memory, bool some)
{
    if (!memory && some)
        fatal_memory();
    return memory;
}

void *must_malloc(size_t size)
{
    return need(malloc(size), size);
}

void *must_calloc(size_t count, size_t size)
{
    return need(calloc(count, size), count && size);
}

void *must_realloc(void *old, size_t size)
{
    return need(realloc(old, size), size);
}

char *must_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(must_malloc(size), text, size);
}
