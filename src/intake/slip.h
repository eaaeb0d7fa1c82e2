/*
 * slip.h - what was probably meant where a file isn't well-formed XML.
 *
 * libxml2 tells where it could go on no longer, in words for those who know XML. Here the text around that
 * place is read again, as somebody would who looks for the slip of a pen: a mark left out, a full-width or
 * invisible character, a file cut off.
 */
#ifndef TONGBAO_INTAKE_SLIP_H
#define TONGBAO_INTAKE_SLIP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Where and why the parser stopped. */
struct stop {
    const char *text; /* the whole file in valid UTF-8, ended by a NUL */
    size_t at;        /* how far it was read */
    int code;         /* of xmlParserErrors */
    const char *name; /* what libxml2 names first in its message, or "" */
    size_t open;      /* where the element begins that is open at that place */
    bool encloses;    /* an end tag doesn't fit that element, yet one around it */
    bool repeated;    /* the element stands right in one of the same name */
};

struct slip {
    const char *words; /* in arena, translated */
    size_t at;         /* the place to look at */
};

/* Looks at the text up to the stop and to the end of the tag there: for one error a file. */
struct slip slip_find(const struct stop *stop, struct arena *arena);

/* What the file is, in words, when it begins as a web page, or holds nothing but white space; or NULL. */
const char *slip_no_xml(const char *text);

#endif
