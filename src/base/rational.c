/*
 * Sums and products stay within 128 bits for all figures that decimal_parse lets in (rational.h); an overflow
 * would be a defect and ends the process rather than give a wrong number. Comparison goes by continued
 * fractions, which can't overflow.
 */
#include "base/rational.h"

#include "base/fatal.h"

#include <string.h>

enum { MAX_WHOLE = 12, MAX_SCALE = 6 };

bool decimal_parse(const char *text, struct decimal *out)
{
    static const char minus[] = "\xE2\x88\x92"; /* U+2212 */
    bool negative = false;
    if (*text == '-') {
        negative = true;
        text++;
    } else if (strncmp(text, minus, 3) == 0) {
        negative = true;
        text += 3;
    }
    struct decimal d = {0, 0};
    int whole = 0;
    for (; *text >= '0' && *text <= '9'; text++, whole++) {
        if (whole == MAX_WHOLE)
            return false;
        d.units = d.units * 10 + (*text - '0');
    }
    if (whole == 0)
        return false;
    if (*text == '.') {
        for (text++; *text >= '0' && *text <= '9'; text++, d.scale++) {
            if (d.scale == MAX_SCALE)
                return false;
            d.units = d.units * 10 + (*text - '0');
        }
        if (d.scale == 0)
            return false;
    }
    if (*text)
        return false;
    if (negative)
        d.units = -d.units;
    *out = d;
    return true;
}

/* Takes the last digit off a number that isn't negative; most fit the machine's own division. */
static char take_digit(int128 *n)
{
    int digit = (int)(*n <= INT64_MAX ? (int64_t)*n % 10 : *n % 10);
    *n = *n <= INT64_MAX ? (int64_t)*n / 10 : *n / 10;
    return (char)('0' + digit);
}

/* n / 10^scale as text. */
static char *put_point(struct arena *arena, bool negative, int128 n, int scale)
{
    char text[48], *end = text + sizeof text, *at = end;
    negative = negative && n;
    for (int count = 0; n > 0 || count <= scale; count++) {
        if (scale && count == scale)
            *--at = '.';
        *--at = take_digit(&n);
    }
    if (negative)
        *--at = '-';
    return arena_strndup(arena, at, (size_t)(end - at));
}

char *decimal_print(struct arena *arena, struct decimal d)
{
    int128 n = d.units;
    return put_point(arena, n < 0, n < 0 ? -n : n, d.scale);
}

static int64_t power_of_ten(int n)
{
    int64_t power = 1;
    while (n-- > 0)
        power *= 10;
    return power;
}

static int128 gcd(int128 a, int128 b)
{
    while (b) {
        int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static struct rational reduced(int128 num, int128 den)
{
    int128 g = gcd(num, den);
    if (g > 1) {
        num /= g;
        den /= g;
    }
    return den < 0 ? (struct rational){-num, -den} : (struct rational){num, den};
}

static int128 mul(int128 a, int128 b)
{
    int128 product;
    if (__builtin_mul_overflow(a, b, &product))
        fatal("a figure is too large to be reckoned with");
    return product;
}

struct rational rational_of(int64_t num, int64_t den)
{
    return reduced(num, den);
}

struct rational rational_from(struct decimal d)
{
    return reduced(d.units, power_of_ten(d.scale));
}

struct rational rational_add(struct rational a, struct rational b)
{
    int128 g = gcd(a.den, b.den), sum;
    if (__builtin_add_overflow(mul(a.num, b.den / g), mul(b.num, a.den / g), &sum))
        fatal("a figure is too large to be reckoned with");
    return reduced(sum, mul(a.den, b.den / g));
}

struct rational rational_sub(struct rational a, struct rational b)
{
    return rational_add(a, (struct rational){-b.num, b.den});
}

struct rational rational_mul(struct rational a, struct rational b)
{
    struct rational x = reduced(a.num, b.den),
                    y = reduced(b.num, a.den); /* crosswise first: smaller products */
    return reduced(mul(x.num, y.num), mul(x.den, y.den));
}

struct rational rational_div(struct rational a, struct rational b)
{
    struct rational inverse = b.num < 0 ? (struct rational){-b.den, -b.num} : (struct rational){b.den, b.num};
    return rational_mul(a, inverse);
}

/* Quotient rounded towards minus infinity; den > 0. */
static int128 floor_div(int128 num, int128 den)
{
    int128 q = num / den;
    return num % den < 0 ? q - 1 : q;
}

int rational_cmp(struct rational a, struct rational b)
{
    for (int sign = 1;; sign = -sign) {
        int128 p = floor_div(a.num, a.den), q = floor_div(b.num, b.den);
        if (p != q)
            return p < q ? -sign : sign;
        int128 r = a.num - p * a.den, s = b.num - q * b.den; /* the rests, 0 <= r/a.den < 1 */
        if (r == 0 || s == 0)
            return r == s ? 0 : r == 0 ? -sign : sign;
        a = (struct rational){a.den, r}; /* compare the inverses, the other way round */
        b = (struct rational){b.den, s};
    }
}

int rational_sign(struct rational a)
{
    return (a.num > 0) - (a.num < 0);
}

char *rational_print(struct arena *arena, struct rational r, int decimals)
{
    bool negative = r.num < 0;
    int128 n = mul(negative ? -r.num : r.num, power_of_ten(decimals));
    int128 q = n / r.den, rest = n % r.den;
    if (rest > r.den - rest || (rest == r.den - rest && !negative))
        q++;
    return put_point(arena, negative, q, decimals);
}

char *rational_print_exact(struct arena *arena, struct rational r)
{
    for (int decimals = 0; decimals < MAX_SCALE; decimals++)
        if (power_of_ten(decimals) % r.den == 0)
            return rational_print(arena, r, decimals);
    return rational_print(arena, r, MAX_SCALE);
}
