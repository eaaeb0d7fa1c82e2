/*
 * tag.h - a tag read again by its rules, until something doesn't fit.
 */
#ifndef TONGBAO_INTAKE_TAG_H
#define TONGBAO_INTAKE_TAG_H

#include "intake/slip.h"

/* Reads the tag, or the declaration, whose "<" is at tag within text. The words of what doesn't fit are NULL
 * when all does. */
struct slip tag_read(struct arena *arena, const char *text, const char *tag);
/* The same for the tag that begins last before p; nothing is found where none does. */
struct slip tag_read_before(struct arena *arena, const char *text, const char *p);

/* Behind the name of an element, attribute or entity that begins at p: p itself where there is none. */
const char *tag_behind_name(const char *p);
/* Behind the white space that begins at p, if any does. */
const char *tag_behind_space(const char *p);

/* What stands between from and to, or from `from` to the end of its line, fit for a message. */
const char *tag_quote(struct arena *arena, const char *from, const char *to);
const char *tag_quote_line(struct arena *arena, const char *from);
/* A slip at a place of text. */
struct slip tag_slip(const char *text, const char *at, const char *words);
/* A character at a place of text that must be what is meant. */
struct slip tag_odd(struct arena *arena, const char *text, const char *at, const char *meant);

#endif
