/*
 * length.h - the one length type of the typesetter.
 *
 * GB/T 9704-2012 measures in millimetres, in 字 (the width of one 3号 character) and in 行 (15/8 字). With
 * 28 字 to the type area of 156 mm, 字 is 39/7 mm and 行 is 585/56 mm, so the unit is 1/56000 mm: all three
 * are whole numbers and no sum of them ever rounds. An A0 sheet still fits 32 bits. Floats appear
 * only where a PDF operand is printed.
 */
#ifndef TONGBAO_BASE_LENGTH_H
#define TONGBAO_BASE_LENGTH_H

#include <stdint.h>

typedef int32_t length; /* 1/56000 mm */

enum {
    LENGTH_MM = 56000,    /* one millimetre */
    LENGTH_ZI = 312000,   /* 一字, 3.2: 156 mm / 28 */
    LENGTH_HANG = 585000, /* 一行, 3.3: 15/8 字 */
};

/* Further than anything that is printed, yet so short that sums of a few are lengths: see length_capped. */
#define LENGTH_MOST (INT32_MAX / 8)

/* Millimetres, which may be a fraction, as a length; for constants. */
#define MM(x) ((length)((x)*LENGTH_MM + ((x) < 0 ? -0.5 : 0.5)))
/* Desktop points (1/72 inch) as a length; for type sizes that the standard gives as 字号. */
#define PT(x) ((length)((x)*25.4 / 72 * LENGTH_MM + 0.5))
/* Multiples of 字 and 行; fractions are fine. */
#define ZI(x) ((length)((x)*LENGTH_ZI))
#define HANG(x) ((length)((x)*LENGTH_HANG))

/* A length in PDF user space (1/72 inch). */
static inline double length_to_pt(length l)
{
    return (double)l / LENGTH_MM * 72 / 25.4;
}

/* A length in millimetres; for dumps and messages. */
static inline double length_to_mm(length l)
{
    return (double)l / LENGTH_MM;
}

/* The longer of two. */
static inline length length_max(length a, length b)
{
    return a > b ? a : b;
}

/* A sum that may be longer than any paper, cut down to what further sums bear. */
static inline length length_capped(int64_t l)
{
    return (length)(l > LENGTH_MOST ? LENGTH_MOST : l < -LENGTH_MOST ? -LENGTH_MOST : l);
}

/* part/whole of l, rounded half away from zero; whole > 0. Font units to lengths: length_scale(size, advance,
 * upem). */
static inline length length_scale(length l, int64_t part, int64_t whole)
{
    int64_t product = (int64_t)l * part;
    return (length)((product + (product < 0 ? -whole : whole) / 2) / whole);
}

#endif
