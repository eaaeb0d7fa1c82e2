/* The exact mean: rounded half up once, whatever the denominators, and in no time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "progress/mean.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const char *mean_of(int count, const struct rational *term)
{
    struct mean mean = {0};
    for (int i = 0; i < count; i++)
        mean_add(&mean, term[i], arena);
    return rational_print(arena, mean_rounded(&mean), 1);
}

static void means_are_exact(void **state)
{
    (void)state;
    assert_string_equal(mean_of(1, (struct rational[]){{1, 20}}), "0.1");
    assert_string_equal(mean_of(1, (struct rational[]){{49999, 1000000}}), "0.0");
    assert_string_equal(mean_of(1, (struct rational[]){{-1, 20}}), "0.0");
    assert_string_equal(mean_of(1, (struct rational[]){{-51, 1000}}), "-0.1");
    assert_string_equal(mean_of(3, (struct rational[]){{200, 3}, {200, 3}, {200, 3}}), "66.7");
    assert_string_equal(mean_of(3, (struct rational[]){{1, 10}, {1, 10}, {1, 10}}), "0.1");
    assert_string_equal(mean_of(2, (struct rational[]){{-1, 3}, {1, 3}}), "0.0");
    const int128 huge = (int128)1000000000000000000 * 100;
    assert_string_equal(mean_of(2, (struct rational[]){{huge, 1}, {huge + 1, 1}}), "100000000000000000000.5");
    struct mean harmonic = {0}; /* the sum of 1000/k up to k = 40 is 4278.54…, a fortieth of it 106.96… */
    for (int k = 1; k <= 40; k++)
        mean_add(&harmonic, rational_of(1000, k), arena);
    assert_string_equal(rational_print(arena, mean_rounded(&harmonic), 1), "107.0");
    struct mean empty = {0};
    assert_string_equal(rational_print(arena, mean_rounded(&empty), 1), "0.0");
}

/* Tens of thousands of unlike denominators: the sum of 1/(k(k+1)) is 1 - 1/(n+1). */
static void means_of_many_take_no_time(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct mean mean = {0};
    for (int k = 1; k <= N; k++)
        mean_add(&mean, rational_of(N * 10LL, (int64_t)k * (k + 1)), arena);
    assert_string_equal(rational_print(arena, mean_rounded(&mean), 1), "10.0"); /* 10 - 10/20001 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_exact),
        cmocka_unit_test(means_of_many_take_no_time),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
