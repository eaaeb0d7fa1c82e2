/* Outlines that no font should have, drawn all the same: in bounds and on whole units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "draw/fit.h"
#include "draw/outline.h"

#include <stdint.h>

#include <cmocka.h>
#include <math.h>

/* Samples of a curve that stays in bounds, while its control points don't. */
static void control_points_stay_in_bounds(void **state)
{
    (void)state;
    for (int k = 0; k < 2; k++) {
        const float out = k ? 17500 : 15000;
        struct outline_piece curve = {.p = {{9000, -12000}, {out, -12000}, {out, 12000}, {9000, 12000}}};
        float x[FIT_SAMPLES + FIT_SPARE] = {0}, y[FIT_SAMPLES + FIT_SPARE] = {0};
        float way[FIT_SAMPLES + FIT_SPARE] = {0};
        for (int i = 0; i < FIT_SAMPLES; i++) {
            struct outline_point p = outline_at(&curve, (float)i / (FIT_SAMPLES - 1));
            x[i] = p.x;
            y[i] = p.y;
            if (i)
                way[i] = way[i - 1] + hypotf(x[i] - x[i - 1], y[i] - y[i - 1]);
        }
        struct stretch stretch = {x, y, way, FIT_SAMPLES, 1000};
        assert_int_equal(fit_curve(&stretch, &curve), !k);
    }
}

/* A contour that is so small that the square of its size is nothing. */
static void what_has_no_length_is_drawn_in_whole_units(void **state)
{
    (void)state;
    static const struct outline_point p[] = {{0, 0}, {1e-25f, 2e-25f}, {2e-25f, 5e-25f}};
    struct outline tiny = {0}, out = {0};
    outline_begin(&tiny);
    for (int i = 0; i < 3; i++)
        outline_add(&tiny,
                    &(struct outline_piece){.p = {p[i], p[i], p[(i + 1) % 3], p[(i + 1) % 3]}, .line = true});
    outline_simplify(&tiny, 1, &out);
    assert_true(out.count > 0);
    for (int i = 0; i < 4 * out.count; i++)
        assert_true(out.piece[i / 4].p[i % 4].x == 0 && out.piece[i / 4].p[i % 4].y == 0);
    outline_free(&tiny);
    outline_free(&out);
}

/* A line that is upright but for what a float can hold, through the middle of a bulge: of variable fonts. */
static void what_is_nearly_upright_is_drawn_in_whole_units(void **state)
{
    (void)state;
    static const struct outline_point p[] = {{100.001f, 100}, {101.5f, 50}, {100, 0}, {0, 0}, {0, 100}};
    enum { POINTS = sizeof p / sizeof p[0] };
    struct outline bowed = {0}, out = {0};
    outline_begin(&bowed);
    for (int i = 0; i < POINTS; i++) {
        struct outline_point to = p[(i + 1) % POINTS];
        outline_add(&bowed, &(struct outline_piece){.p = {p[i], p[i], to, to}, .line = true});
    }
    outline_simplify(&bowed, 1, &out);
    assert_int_equal(out.count, 4);
    for (int i = 0; i < 4 * out.count; i++) {
        struct outline_point at = out.piece[i / 4].p[i % 4];
        assert_true(at.x == outline_round(at.x) && at.y == outline_round(at.y));
    }
    outline_free(&bowed);
    outline_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_points_stay_in_bounds),
        cmocka_unit_test(what_has_no_length_is_drawn_in_whole_units),
        cmocka_unit_test(what_is_nearly_upright_is_drawn_in_whole_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
