/* The palette can be read: contrast on white paper by WCAG 2.1, 1.4.3 (text) and 1.4.11 (shapes). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "typeset/palette.h"

#include <cmocka.h>

/* Relative luminance, WCAG 2.1's definition. */
static double linear(uint8_t value)
{
    double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

static double contrast(struct colour a, struct colour b)
{
    double light = luminance(a), dark = luminance(b);
    return light > dark ? (light + 0.05) / (dark + 0.05) : (dark + 0.05) / (light + 0.05);
}

static const struct colour white = {0xFF, 0xFF, 0xFF};

static void the_measure_is_right(void **state)
{
    (void)state;
    assert_true(fabs(contrast((struct colour){0, 0, 0}, white) - 21) < 0.001);
    assert_true(fabs(contrast((struct colour){0x76, 0x76, 0x76}, white) - 4.54) < 0.01);
    assert_true(contrast((struct colour){0x78, 0x78, 0x78}, white) < 4.5);
}

/* Words are set in each tint, so each must do for text. */
static void words_in_any_light_read_on_white(void **state)
{
    (void)state;
    for (enum tint tint = TINT_BLACK; tint <= TINT_GREY; tint++)
        assert_true(contrast(tint_colour(tint), white) >= 4.5);
}

static void inks_that_carry_meaning_show_on_white(void **state)
{
    (void)state;
    assert_true(contrast(ink_colour(INK_BLACK), white) >= 4.5);
    assert_true(contrast(ink_colour(INK_RED), white) >= 4.5);
}

/* Bars stand before their frame, numbers on bars are white, and text goes over the watermark. */
static void what_stands_on_a_ground_shows_on_it(void **state)
{
    (void)state;
    for (enum tint tint = TINT_GREEN; tint <= TINT_GREY; tint++) {
        assert_true(contrast(tint_colour(tint), ink_colour(INK_FRAME)) >= 3);
        assert_true(contrast(ink_colour(INK_WHITE), tint_colour(tint)) >= 4.5);
        assert_true(contrast(tint_colour(tint), ink_colour(INK_WATERMARK)) >= 3);
    }
    assert_true(contrast(ink_colour(INK_BLACK), ink_colour(INK_WATERMARK)) >= 4.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_measure_is_right),
        cmocka_unit_test(words_in_any_light_read_on_white),
        cmocka_unit_test(inks_that_carry_meaning_show_on_white),
        cmocka_unit_test(what_stands_on_a_ground_shows_on_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
