/*
 * The sum is taken by halves, and reduced once at the end: adding term by term would reduce a growing
 * fraction every time, which takes minutes for tens of thousands of unlike denominators; this takes a moment.
 */
#include "progress/mean.h"

#include "base/fatal.h"

#include <stdlib.h>

void mean_add(struct mean *mean, struct rational term, struct arena *arena)
{
    struct rational *slot = arena_push(arena, &mean->term, &mean->count, &mean->capacity, sizeof *mean->term);
    *slot = term;
}

static void *grow(void *old, size_t old_size, size_t size)
{
    (void)old_size;
    return must_realloc(old, size);
}

static void release(void *memory, size_t size)
{
    (void)size;
    free(memory);
}

/* Has GMP end the process with our message when memory runs out. All its memory is malloc's before and after.
 */
static void prepare(void)
{
    mp_set_memory_functions(must_malloc, grow, release);
}

static void set_int128(mpz_t out, int128 value)
{
    __extension__ unsigned __int128 size = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
    uint64_t words[2] = {(uint64_t)size, (uint64_t)(size >> 64)};
    mpz_import(out, 2, -1, sizeof words[0], 0, 0, words);
    if (value < 0)
        mpz_neg(out, out);
}

/* Ends the process where the value needs more than 127 bits, which no mean of figures does. */
static int128 get_int128(const mpz_t value)
{
    if (mpz_sizeinbase(value, 2) > 127)
        fatal("a mean is too large to be reckoned with");
    uint64_t words[2] = {0, 0};
    mpz_export(words, NULL, -1, sizeof words[0], 0, 0, value);
    int128 size = (int128)words[1] << 64 | words[0];
    return mpz_sgn(value) < 0 ? -size : size;
}

/* num / den = the sum of count terms, count > 0, not reduced. */
static void sum(const struct rational *term, int count, mpz_t num, mpz_t den)
{
    if (count == 1) {
        set_int128(num, term->num);
        set_int128(den, term->den);
        return;
    }
    mpz_t other_num, other_den;
    mpz_inits(other_num, other_den, NULL);
    sum(term, count / 2, num, den);
    sum(term + count / 2, count - count / 2, other_num, other_den);
    if (mpz_cmp(den, other_den) == 0) {
        mpz_add(num, num, other_num);
    } else {
        mpz_mul(num, num, other_den);
        mpz_addmul(num, other_num, den);
        mpz_mul(den, den, other_den);
    }
    mpz_clears(other_num, other_den, NULL);
}

void mean_exact(const struct mean *mean, mpq_t out)
{
    prepare();
    mpq_set_ui(out, 0, 1);
    if (!mean->count)
        return;
    sum(mean->term, mean->count, mpq_numref(out), mpq_denref(out));
    mpz_mul_ui(mpq_denref(out), mpq_denref(out), (unsigned long)mean->count);
    mpq_canonicalize(out);
}

struct rational mean_rounded(const struct mean *mean)
{
    mpq_t exact;
    mpz_t tenths;
    prepare();
    mpq_init(exact);
    mpz_init(tenths);
    mean_exact(mean, exact);
    /* mean * 10 + 1/2, rounded down: (20 num + den) / (2 den) */
    mpz_mul_ui(tenths, mpq_numref(exact), 20);
    mpz_add(tenths, tenths, mpq_denref(exact));
    mpz_fdiv_q(tenths, tenths, mpq_denref(exact));
    mpz_fdiv_q_2exp(tenths, tenths, 1);
    struct rational rounded = {get_int128(tenths), 1};
    mpq_clear(exact);
    mpz_clear(tenths);
    return rational_div(rounded, rational_of(10, 1));
}
