/*
 * intake_fixture.h - what the tests of reading and checking share: memory and messages anew for each, inputs
 * read from a text, and what was said of them.
 */
#ifndef TONGBAO_TESTS_INTAKE_FIXTURE_H
#define TONGBAO_TESTS_INTAKE_FIXTURE_H

#include "intake_helper.h"

struct fixture {
    struct arena *arena;
    struct diag *diag;
};

static inline int set_up(void **state)
{
    struct fixture *fixture = malloc(sizeof *fixture);
    if (!fixture)
        return -1;
    *fixture = (struct fixture){arena_new(), diag_new()};
    *state = fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_free(fixture->arena);
    diag_free(fixture->diag);
    free(fixture);
    return 0;
}

static inline struct input read_from(struct fixture *fixture, const char *text)
{
    helper_write(text, strlen(text));
    struct input input = intake_read(helper_path, fixture->arena, fixture->diag);
    helper_remove();
    return input;
}

static inline void expect_said(struct fixture *fixture, const char *expected)
{
    char *said = helper_messages(fixture->diag);
    assert_string_equal(said, expected);
    free(said);
}

#endif
