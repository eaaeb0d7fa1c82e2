/*
 * intake_helper.h - for the tests of the readers: inputs written to a temporary file, and what is said about
 * them as text. Faults come back with the file's name taken off.
 */
#ifndef TONGBAO_TESTS_INTAKE_HELPER_H
#define TONGBAO_TESTS_INTAKE_HELPER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "diag_text.h"
#include "intake/intake.h"

/* Where the test's input stands; one at a time. */
static char helper_path[] = "/tmp/test_intake_XXXXXX";

/* Writes the file, anew each time. */
static inline void helper_write(const void *bytes, size_t size)
{
    strcpy(helper_path + strlen(helper_path) - 6, "XXXXXX");
    int fd = mkstemp(helper_path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), (ssize_t)size);
    close(fd);
}

static inline void helper_remove(void)
{
    unlink(helper_path);
}

/* All messages as one text, in which the path of the temporary file is left out. Free it. */
static inline char *helper_messages(struct diag *diag)
{
    char *text = strdup(diag_text(diag));
    for (char *p; (p = strstr(text, helper_path));)
        memmove(p, p + strlen(helper_path), strlen(p + strlen(helper_path)) + 1);
    return text;
}

#endif
