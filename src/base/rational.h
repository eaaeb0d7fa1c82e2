/*
 * rational.h - exact numbers. A figure is read as a decimal of at most 12 digits before and 6 behind the
 * point, and what is worked out from one figure and its target fits a fraction of two 128-bit numbers, so
 * nothing here rounds or overflows; what adds up many fractions (a mean) uses GMP.
 */
#ifndef TONGBAO_BASE_RATIONAL_H
#define TONGBAO_BASE_RATIONAL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 int128;

/* A decimal as written: units / 10^scale; 1.20 is {120, 2}. */
struct decimal {
    int64_t units;
    int scale; /* 0 to 6 */
};

/* num / den, den > 0, in lowest terms. */
struct rational {
    int128 num, den;
};

/* Reads "-12.50": optional sign (- or U+2212), 1 to 12 digits, optionally a point and 1 to 6 digits, nothing
 * else. */
bool decimal_parse(const char *text, struct decimal *out);
/* As written, with the digits behind the point that were written; in the arena. */
char *decimal_print(struct arena *arena, struct decimal d);

/* Arithmetic on the fractions; the result is in lowest terms. den is above zero. */
struct rational rational_of(int64_t num, int64_t den);
struct rational rational_from(struct decimal d);
struct rational rational_add(struct rational a, struct rational b);
struct rational rational_sub(struct rational a, struct rational b);
struct rational rational_mul(struct rational a, struct rational b);
/* b must not be zero. */
struct rational rational_div(struct rational a, struct rational b);
/* -1, 0 or 1. */
int rational_cmp(struct rational a, struct rational b);
int rational_sign(struct rational a);
/*
 * Printed with the given number of decimals, rounded half up, trailing zeros kept: 2/3 of 100 with one
 * decimal is "66.7", -21.25 is "-21.2", so that share 28.75 less due 50 still add up as printed. No negative
 * zero. In the arena.
 */
char *rational_print(struct arena *arena, struct rational r, int decimals);
/* Exactly, without trailing zeros, where at most 6 decimals suffice ("0.3"); else as rational_print with 6.
 */
char *rational_print_exact(struct arena *arena, struct rational r);

#endif
