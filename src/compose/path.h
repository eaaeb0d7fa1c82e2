/*
 * path.h - an XPath of a template, followed in the report as far as one can tell beforehand where it leads.
 * For asked.c only.
 */
#ifndef TONGBAO_COMPOSE_PATH_H
#define TONGBAO_COMPOSE_PATH_H

#include "base/arena.h"
#include "compose/lint.h"
#include "compose/report_names.h"

#include <libxml/hash.h>

/*
 * Where a path leads: to elements of the report of a name that report_names keeps; "" is the report's
 * document; NULL is somewhere in it that can't be told.
 */
typedef const char *place;

/* A stylesheet whose paths are looked over. It reads nothing but the report. */
struct asked {
    struct report_names *names;
    xmlHashTable *clean; /* files in which nothing was found, with the stylesheets before */
    xmlHashTable *keys, *more_keys, *variables; /* of the whole stylesheet, by name: their elements */
    struct arena *arena;
    lint_tell *tell; /* NULL: a path is followed to learn where it leads, and nothing is told */
    void *context;
    int told;
    struct {
        const xmlNode *node; /* a variable or key, and where it leads; a template or loop, and where it is */
        place place;
    } learnt[4096]; /* by the node's address; what was learnt last of those that fall together */
    int depth;      /* brackets in brackets, variables by variables */
    int steps;      /* taken so far */
};

/* Beyond that nothing is told, so that no template makes it take long. */
enum { PATH_DEEPEST = 32, PATH_STEPS = 1000000 };

/*
 * Reads the expression at text, or the pattern of a match, which stands in node and begins at from, up to its
 * end or a brace; tells what it asks for in vain. Returns where it leads, if it is one path or several to one
 * place; what follows it goes to *end unless that is NULL.
 */
place path_read(struct asked *asked, const xmlNode *node, const char *text, place from, const char **end);

/* Tells of a node; with a hint where something was probably meant. */
void path_tell(struct asked *asked, const xmlNode *node, const char *words, const char *meant);

/* What asked.c knows: where the variable or the key's elements are that a name means at an element. One that
 * there isn't is told. */
place asked_variable(struct asked *asked, const xmlNode *node, const char *name);
place asked_key(struct asked *asked, const xmlNode *node, const char *name);

#endif
