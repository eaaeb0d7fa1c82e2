/*
 * diag_text.h - what was reported, as the user would read it.
 */
#ifndef TONGBAO_TESTS_DIAG_TEXT_H
#define TONGBAO_TESTS_DIAG_TEXT_H

#include "base/diag.h"

#include <stdio.h>
#include <stdlib.h>

/* All messages that diag holds, as one text, which lasts until the next one is asked for. */
static inline const char *diag_text(struct diag *diag)
{
    static char *text;
    static size_t size;
    free(text);
    FILE *stream = open_memstream(&text, &size);
    diag_print(diag, stream);
    fclose(stream);
    return text;
}

#endif
