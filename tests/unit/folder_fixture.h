/*
 * folder_fixture.h - a folder of its own for each test of what works on folders: `top`, open as `root`, with
 * `diag` for messages; gone, with all that is in it, afterwards.
 */
#ifndef TESTS_FOLDER_FIXTURE_H
#define TESTS_FOLDER_FIXTURE_H

#include "base/diag.h"
#include "issue/folder.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char top[] = "/tmp/tongbao-test-XXXXXX";
static int root;
static struct diag *diag;

static inline int set_up(void **state)
{
    (void)state;
    strcpy(top + strlen(top) - 6, "XXXXXX");
    if (!mkdtemp(top))
        return -1;
    root = folder_open_root(top, false);
    diag = diag_new();
    return root < 0 ? -1 : 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    close(root);
    diag_free(diag);
    int tmp = folder_open_root("/tmp", false);
    bool gone = folder_remove(tmp, strrchr(top, '/') + 1);
    close(tmp);
    return gone ? 0 : -1;
}

#endif
