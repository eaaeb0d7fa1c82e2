/*
 * fixture.h - what most tests need, anew for each: memory, and somebody to report to.
 */
#ifndef TONGBAO_TESTS_FIXTURE_H
#define TONGBAO_TESTS_FIXTURE_H

#include "base/arena.h"
#include "base/diag.h"

static struct arena *arena;
static struct diag *diag;

static inline int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    diag = diag_new();
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    diag_free(diag);
    return 0;
}

#endif
