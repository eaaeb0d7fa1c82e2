/*
 * docnumber.h - document numbers (发文字号): how they are written, and which two are the same.
 */
#ifndef TONGBAO_INTAKE_DOCNUMBER_H
#define TONGBAO_INTAKE_DOCNUMBER_H

#include "base/arena.h"

#include <stdbool.h>

/*
 * The number, or a pattern with {n}, as the standard writes it (GB/T 9704, 7.2.5): without blanks and what
 * can't be seen, digits narrow and without zeros before them, the year alone and in tortoise-shell brackets,
 * no 第 behind it. Two numbers that come out the same are one number. In the arena.
 */
const char *docnumber_plain(struct arena *arena, const char *number);
/* A letter's number as it is printed: the pattern with the number in the place of {n}. NULL for NULL. */
char *docnumber_print(struct arena *arena, const char *pattern, int number);
/* The number by which a plain pattern makes the plain number; 0: it doesn't. */
int docnumber_in(const char *pattern, const char *plain);
/* Whether a plain number has all its parts and nothing else: whose it is, 〔, four digits, 〕, a number or
 * {n}, 号. */
bool docnumber_is_whole(const char *plain);
/* The year that a plain number names in its brackets; 0: it has no brackets. */
int docnumber_year(const char *plain);
/* Whether a plain number lacks the number itself: there is no digit before 号. */
bool docnumber_is_blank(const char *plain);

#endif
