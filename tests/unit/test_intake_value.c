/* What was probably meant: near words, and numbers and dates as they are often typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "intake/near.h"
#include "intake/value.h"
#include "intake/vocabulary.h"

static void suggests_near_words(void **state)
{
    (void)state;
    static const char *const candidates[] = {"kjt", "fgw", "gxt",     "measure", "y",
                                             "zb",  "由",  "2.1.1-1", "2.1.1-2", NULL};
    static const struct {
        const char *found, *meant;
    } cases[] = {
        {"kjtt", "kjt"},
        {"KJT", "kjt"},
        {"ktj", "kjt"},
        {"abc", NULL},
        {"mesure", "measure"},
        {"mesaure", "measure"},
        {"", NULL},
        {"x", NULL}, /* as near to every other letter */
        {"Y", "y"},
        {"甲", NULL}, /* one byte off */
        {"z", "zb"},
        {"2.1.1_2", "2.1.1-2"}, /* the same digits */
        {"2.1.1-3", NULL},      /* another target, not a slip */
        {"ｋｊｔ", "kjt"},
        {"２．１．１－２", "2.1.1-2"},
        {"measure that is much too long to be one of them", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct near near = {.word = cases[i].found};
        for (int k = 0; candidates[k]; k++)
            near_offer(&near, candidates[k]);
        assert_true(text_equal(near.best, cases[i].meant));
    }
}

static void guesses_what_was_typed(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct {
        enum value kind;
        const char *found, *meant;
    } cases[] = {
        {VALUE_DECIMAL, "93.5%", "93.5"},
        {VALUE_DECIMAL, "９３．５％", "93.5"},
        {VALUE_DECIMAL, "+1,200", "1200"},
        {VALUE_DECIMAL, "十二", "12"},
        {VALUE_DECIMAL, "一百零五家", "105"},
        {VALUE_DECIMAL, "六", "6"},
        {VALUE_DECIMAL, "6家", "6"},
        {VALUE_DECIMAL, "约6", "6"},
        {VALUE_DECIMAL, "-0.4个百分点", "-0.4"},
        {VALUE_DECIMAL, "１２.5万", NULL}, /* in another unit */
        {VALUE_DECIMAL, "二〇二四", NULL},
        {VALUE_DECIMAL, "六万", NULL},
        {VALUE_DECIMAL, "1O", NULL},
        {VALUE_DECIMAL, "6-8家", NULL},
        {VALUE_DECIMAL, "1.2.3", NULL},
        {VALUE_DECIMAL, "无", NULL},
        {VALUE_QUARTER, "第三季度", "3"},
        {VALUE_QUARTER, "Q3", "3"},
        {VALUE_QUARTER, "5", NULL},
        {VALUE_QUARTER, "2024Q3", NULL},
        {VALUE_YEAR, "2024年", "2024"},
        {VALUE_NUMBER, "第51号", "51"},
        {VALUE_DECIMAL, "1.2e1", NULL},
        {VALUE_POSITIVE, "-5", NULL},
        {VALUE_DATE, "2024年5月31日", "2024-05-31"},
        {VALUE_DATE, "2024/5/31", "2024-05-31"},
        {VALUE_DATE, "２０２４-5-1", "2024-05-01"},
        {VALUE_DATE, "2024-02-30", NULL},
        {VALUE_DATE, "2024年5月", NULL},
        {VALUE_DATE, "1 2 3 4", NULL},
        {VALUE_DECIMAL, "下降1.2%", NULL},
        {VALUE_DECIMAL, "负1.2", NULL},
        {VALUE_DECIMAL, "减少3家", NULL},
        {VALUE_DECIMAL, "提高一倍", NULL},
        {VALUE_DECIMAL, "一半", NULL},
        {VALUE_DECIMAL, "五成", NULL},
        {VALUE_DECIMAL, "完成6家", "6"},
        {VALUE_DECIMAL, "12,345", "12345"},
        {VALUE_DECIMAL, "1，234，567.5", "1234567.5"},
        {VALUE_DECIMAL, "3,5", NULL}, /* three and a half is as likely */
        {VALUE_DECIMAL, "3，5", NULL},
        {VALUE_DECIMAL, "3 5", NULL},
        {VALUE_YEAR, "２０２４", "2024"},
        {VALUE_TEXT, "", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (!text_equal(value_meant(cases[i].kind, NULL, cases[i].found, arena), cases[i].meant))
            fail_msg("%s: %s", cases[i].found, value_meant(cases[i].kind, NULL, cases[i].found, arena));
    assert_string_equal(value_meant(VALUE_WORD, words_bound, "atleast", arena), "at-least");
    assert_null(value_meant(VALUE_WORD, words_bound, "over", arena));
    static const char *const truths[] = {"false", "true", NULL};
    static const char *const yes[] = {"yes", "Y", "1", "是", "TRUE"}, *const no[] = {"no", "0", "否",
                                                                                     "False"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        assert_string_equal(value_meant(VALUE_WORD, truths, yes[i], arena), "true");
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        assert_string_equal(value_meant(VALUE_WORD, truths, no[i], arena), "false");
    assert_null(value_meant(VALUE_WORD, truths, "maybe", arena));
    static const char *const nothing[] = {"—", "——", "-", "/", "N/A", "无", "暂无", "未报送", "null"};
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
        assert_true(value_is_nothing(nothing[i]));
    assert_false(value_is_nothing("0"));
    assert_false(value_is_nothing("-5"));
    assert_true(value_is_no_day("2024-02-30"));
    assert_false(value_is_no_day("2024-02-29"));
    assert_false(value_is_no_day("2024/02/30"));
    assert_false(value_is_no_day("1024-05-31")); /* it is the year that is wrong */
    assert_string_equal(value_allowed(VALUE_WORD, words_period, arena), "year, quarter");
    arena_free(arena);
}

static void reads_schedules(void **state)
{
    (void)state;
    struct decimal due[4];
    assert_true(value_schedule(" 0 12.5\n50  100 ", due));
    assert_int_equal(due[0].units, 0);
    assert_int_equal(due[1].units, 125);
    assert_int_equal(due[1].scale, 1);
    assert_int_equal(due[3].units, 100);
    assert_false(value_schedule("25 50 75", due));
    assert_false(value_schedule("25 50 75 100 100", due));
    assert_false(value_schedule("25 -50 75 100", due));
    assert_false(value_schedule("", due));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suggests_near_words),
        cmocka_unit_test(guesses_what_was_typed),
        cmocka_unit_test(reads_schedules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
