/*
 * includes.h - how much a template includes. Inside compose only.
 *
 * libxslt compiles a stylesheet anew wherever it is included, be it read only once, and has no limit: thirty
 * files of which each includes the next twice are a billion. So each stylesheet that is read is noted with
 * what it includes, and all that is to be compiled is added up before libxslt goes on.
 */
#ifndef TONGBAO_COMPOSE_INCLUDES_H
#define TONGBAO_COMPOSE_INCLUDES_H

#include "base/arena.h"

#include <libxml/tree.h>
#include <stdbool.h>

struct sheet {
    const char *name;
    size_t size;      /* its own */
    size_t whole;     /* with all that it includes, as often as it does; 0: not added up */
    int first, count; /* of its includes */
    bool begun;       /* it is being added up */
};

struct include {
    const char *name;
    int sheet; /* -1: not read yet */
};

/* Of one template, the first sheet; all zero to begin with. */
struct includes {
    struct sheet *sheet;
    struct include *include;
    int sheet_count, sheet_capacity, include_count, include_capacity;
};

/* Notes the stylesheet doc of so many bytes, called name. False when with it the template includes too much,
 * or a stylesheet itself: then compiling must come to an end. Everything lives in arena. */
bool includes_add(struct includes *includes, const char *name, xmlDoc *doc, size_t size, struct arena *arena);

#endif
