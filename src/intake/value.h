/*
 * value.h - the kinds of values that attributes and typed elements take: what is accepted, how the reader
 * calls it, and what somebody probably meant who wrote something else. The schemas state the same kinds as
 * datatypes; a test holds the two to agree.
 */
#ifndef TONGBAO_INTAKE_VALUE_H
#define TONGBAO_INTAKE_VALUE_H

#include "base/arena.h"
#include "base/rational.h"

#include <stdbool.h>

enum value {
    VALUE_TEXT,     /* anything but white space alone */
    VALUE_ID,       /* one word without white space, at most 64 characters */
    VALUE_WORD,     /* one of a list */
    VALUE_DECIMAL,  /* base/rational.h */
    VALUE_POSITIVE, /* a decimal above zero */
    VALUE_SHARE,    /* a decimal from zero on */
    VALUE_DATE,     /* base/date.h */
    VALUE_YEAR,     /* 1900 to 2999 */
    VALUE_QUARTER,  /* 1 to 4 */
    VALUE_NUMBER,   /* 1 to 999999 */
    VALUE_DIGITS,   /* 1 to 10 digits, leading zeros kept */
    VALUE_SCHEDULE, /* four decimals from zero on */
    VALUE_PATTERN,  /* text with {n} in it once, and no other braces */
    VALUE_FILE      /* name of a file beside this one or below it */
};

/* Whether text, without white space at its ends, is a value of the kind; words is VALUE_WORD's list, closed
 * by NULL. */
bool value_accepts(enum value kind, const char *const *words, const char *text);
/* What is allowed, in words of the user's language; in the arena or static. */
const char *value_allowed(enum value kind, const char *const *words, struct arena *arena);
/* An accepted value that text was probably meant to be, in the arena or of the list; NULL for no idea. */
const char *value_meant(enum value kind, const char *const *words, const char *text, struct arena *arena);
/* The number in Chinese digits, below 10000, that text begins with, *end behind it; -1: none. */
int value_spelled(const char *text, const char **end);
/* Whether text stands for a figure that there isn't: a dash, N/A, 无. */
bool value_is_nothing(const char *text);
/* Whether text has the form of a date, of a day that doesn't exist. */
bool value_is_no_day(const char *text);
/* Reads the four numbers of a schedule; false when text is none. */
bool value_schedule(const char *text, struct decimal due[4]);
/* The place of text in words; -1 when it isn't there. */
int value_index(const char *const *words, const char *text);

#endif
