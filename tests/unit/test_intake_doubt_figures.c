/* Figures that are hardly meant: each slip is told once, and what only looks like one isn't. */
#include "slip_fixture.h"

static void tells_figures(void **state)
{
    static const struct slip slips[] = {
        {Q2, "value='0.7'", "value='7000'",
         "7000万人次 for target \"t5\" is 583333.3 % of the target, 1.2万人次; is the value in \"万人次\"?",
         false},
        {Q2, "value='72.5'", "value='0.725'",
         "0.725% for target \"t4\" is 1.0 % of what it was a quarter earlier, 71.2% (", false},
        {Q2, "'t1' value='3'", "'t1' value='20'",
         "20座 for target \"t1\" is 1000.0 % of what it was a quarter", false},
        {Q2, "'t1' value='3'", "'t1' value='19'", NULL, false},
        {Q1, "value='0.3'", "value='0.05'", NULL, false}, /* a slow beginning */
        {Q2, "'t3' value='8.4'", "'t3' value='95'", "is it an index", false},
        {Q2, "'t3' value='8.4'", "'t3' value='37.9'", NULL, false},
        {Q2, "'t3' value='8.4'", "'t3' value='38'",
         "38% for target \"t3\" is 475.0 % of the target, 8%; is it the growth on last year?", false},
        {Q2, "'t3' value='8.4'", "'t3' value='160'", "160% for target \"t3\" is 2000.0 % of the target, 8%;",
         false},
        {Q1, "'t2' value='9.1'", "'t2' value='91000' unit='万立方米'", "whose unit is \"亿立方米\"", true},
        {Q2, "'t2' value='18.3'", "'t2' value='2' unit='万立方米'",
         "unit=\"万立方米\" in <actual> of target \"t2\", whose unit is \"亿立方米\"",
         true}, /* not: less than */
        {Q2, "'t1' value='3'", "'t1' value='21'", "21座 for target \"t1\" is 300.0 % of the target, 7座",
         false},
        {Q2, "value='8.4'", "value='108.4'",
         "108.4% of growth for target \"t3\", which asks for 8%; is it an index", false},
        {Q2, "'t1' value='3'", "'t1' value='1'", "1 for target \"t1\" is less than 2 a quarter earlier",
         false},
        {Q2, "asof='2025-06-30'", "asof='2025-05-31'",
         "asof=\"2025-05-31\" is before the last month of quarter 2", false},
        {Q2, "asof='2025-06-30'", "asof='2025-06-01'", NULL, false},
        {Q2,
         "value='3'/><actual target='t2' value='18.3'/><actual target='t3' value='8.4'/><actual target='t4' "
         "value='72.5'/><actual target='t5' value='0.7' note='注'/>",
         "value='2.0'/><actual target='t2' value='9.1'/><actual target='t3' value='7.9'/>",
         "all 3 figures are those of quarter 1 (", false},
        {Q2,
         "value='3'/><actual target='t2' value='18.3'/><actual target='t3' value='8.4'/><actual target='t4' "
         "value='72.5'/><actual target='t5' value='0.7' note='注'/>",
         "value='2'/><actual target='t2' value='9.1'/>", NULL, false},
    };
    EXPECT_TOLD(state, slips);
}

/* Levels may well stay as they are, and so may what is done. */
static void tells_copies_only_of_what_moves(void **state)
{
    static const struct slip levels[] = {
        {NOTICE, "bound='about' measure='count'", "bound='about' measure='level'", NULL, false},
    };
    static const char same[] = "<actual target='t1' value='7'/><actual target='t3' value='8'/>"
                               "<actual target='t4' value='75'/>";
    char *said = said_of_changed(*state, levels, 1, same);
    assert_string_equal(said, "");
    free(said);
    said = said_of_changed(*state, levels, 0, same); /* a count that is reached */
    assert_string_equal(said, "");
    free(said);
    said = said_of_changed(*state, levels, 0,
                           "<actual target='t1' value='6'/><actual target='t3' value='8'/>"
                           "<actual target='t4' value='75'/>");
    assert_non_null(strstr(said, "all 3 figures are those of quarter 1"));
    free(said);
}

static void tells_shares_of_many(void **state)
{
    char *said = said_of_changed(*state, NULL, 0, "<actual target='t5' value='3.7'/>");
    assert_string_equal(said, "");
    free(said);
    said = said_of_changed(*state, NULL, 0, "<actual target='t5' value='12'/>");
    assert_non_null(strstr(said, "is 1000.0 % of the target"));
    free(said);
}

/* A target's words, a figure for it, and what is told of the two. */
struct reported {
    const char *words, *attributes, *phrase; /* the target is called as the words are */
    const char *value;
    const char *told; /* NULL: nothing */
};

static void expect_reported(void **state, const struct reported *row, size_t count)
{
    for (size_t i = 0; i < count; i++, row++) {
        struct fixture *fixture = *state;
        const char *from = strstr(right[NOTICE], "<text>"), *behind = strstr(from, "</text>");
        const char *notice = arena_printf(
            fixture->arena, "%.*s<text>甲，乙%s<target id='t' name='%s' bound='at-least' %s>%s</target>。%s",
            (int)(from - right[NOTICE]), right[NOTICE], row->words, row->words, row->attributes, row->phrase,
            behind);
        const struct input input[] = {
            read_from(fixture, notice),
            read_from(fixture, arena_printf(fixture->arena,
                                            "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' "
                                            "quarter='1' asof='2025-03-31'><actual target='t' "
                                            "value='%s'/></quarter>",
                                            row->value)),
        };
        intake_doubt(input, 2, fixture->diag);
        char *said = helper_messages(fixture->diag);
        if (diag_errors(fixture->diag) || (row->told ? !strstr(said, row->told) : *said) ||
            (*said && strchr(said, '\n')[1]))
            fail_msg("%s %s: expected %s\nsaid: %s", row->words, row->value, row->told, said);
        free(said);
        tear_down(state);
        set_up(state);
    }
}

#define EXPECT_REPORTED(state, rows) expect_reported(state, rows, sizeof rows / sizeof rows[0])

#define OF(number, unit, measure)                                                                            \
    "value='" number "' unit='" unit "' measure='" measure "'", number unit "以上"

static void tells_parts_of_wholes(void **state)
{
    static const struct reported rows[] = {
        {"新建泵站", OF("7", "座", "count"), "2.5",
         "2.5座 for target \"t\" is no whole number; is the value in \"座\"?"},
        {"每季度组织活动", "value='4' unit='场' measure='count' period='quarter'", "4场以上", "2.5",
         "is no whole number"},
        {"新建泵站", OF("7", "座", "count"), "2.0", NULL},
        {"新建泵站", OF("7.5", "座", "count"), "2.5", NULL},
        {"新建基站", OF("2", "万座", "count"), "0.5", NULL},
        {"新建基站", OF("2", "公里", "count"), "0.5", NULL},
        {"每个开发区打造集群", OF("7", "个", "count"), "2.5", NULL}, /* a mean */
        {"平均入户走访", OF("7", "次", "count"), "2.5", NULL},
        {"每万人拥有基站数", OF("7", "个", "level"), "6.5", NULL},
    };
    EXPECT_REPORTED(state, rows);
}

static void tells_more_than_all(void **state)
{
    static const struct reported rows[] = {
        {"事项网办率", OF("96", "%", "level"), "104",
         "104% for target \"t\", \"事项网办率\": more than all, 100%"},
        {"用户占比", OF("96", "%", "level"), "100.1", "more than all"},
        {"企业占全部的比重", OF("96", "%", "level"), "104", "more than all"},
        {"事项网办率", OF("96", "%", "level"), "100", NULL},
        {"投资完成率", OF("96", "%", "level"), "104", NULL},
        {"毛入学率", OF("96", "%", "level"), "104", NULL},
        {"拨备覆盖率", OF("96", "%", "level"), "180", NULL},
        {"保障率", OF("110", "%", "level"), "104", NULL},
        {"死亡率", OF("6", "‰", "level"), "15", NULL},
    };
    EXPECT_REPORTED(state, rows);
}

static void tells_what_is_below_zero(void **state)
{
    static const struct reported rows[] = {
        {"新建泵站", OF("7", "座", "count"), "-1", "a count below zero for target \"t\": -1座"},
        {"事项网办率", OF("96", "%", "level"), "-1", "a level below zero for target \"t\": -1%"},
        {"净增企业", OF("7", "家", "count"), "-1", NULL},
        {"利润总额", OF("7", "亿元", "count"), "-1", NULL},
        {"人口自然增长率", OF("6", "‰", "level"), "-1", NULL},
        {"投资增长", OF("8", "%", "growth"), "-7", NULL},
        {"单位能耗下降", OF("3.5", "%", "growth"), "-3.1",
         "-3.1% for target \"t\", which asks for \"下降\" by 3.5%; below zero it is told as a rise"},
        {"单位能耗下降", OF("3.5", "%", "growth"), "-1.2", NULL}, /* that may well be a rise */
        {"单位能耗降低率", OF("3", "%", "growth"), "-3", "which asks for \"降低\" by 3%"},
        {"减少排放", OF("3", "%", "growth"), "-2", "which asks for \"减少\" by 3%"},
        {"降低成本的企业增长", OF("3", "%", "growth"), "-2", NULL},
        {"压缩空气产量", OF("3", "%", "growth"), "-2", NULL},
        {"单位能耗", "value='3' unit='%' measure='growth'", "下降3%以上", "-2",
         NULL}, /* sentences go by the name, which says no fall */
        {"亏损面下降", OF("1.5", "个百分点", "gain"), "-1", "which asks for \"下降\" by 1.5个百分点"},
    };
    EXPECT_REPORTED(state, rows);
}

static void tells_rates_far_from_theirs(void **state)
{
    static const struct reported rows[] = {
        {"覆盖率提高", OF("1.5", "个百分点", "gain"), "60",
         "60个百分点 for target \"t\" is 4000.0 % of the target, 1.5个百分点; is it the difference, not the "
         "rate?"},
        {"覆盖率提高", OF("1.5", "个百分点", "gain"), "21", NULL},
        {"人才倍增", OF("100", "%", "growth"), "290", NULL},
        {"合同成交额增长", OF("15", "%", "growth"), "420", "420% for target \"t\" is 2800.0 % of the target"},
        {"合同成交额增长", OF("15", "%", "growth"), "50", "50% for target \"t\" is 333.3 % of the target"},
        {"外贸增长", OF("5", "%", "growth"), "28", NULL},
    };
    EXPECT_REPORTED(state, rows);
}

/* What a target's words say of its measure and period. */
static void tells_measures(void **state)
{
    static const struct reported rows[] = {
        {"成交额增长", OF("15", "%", "level"), "9",
         "target \"t\" has measure=\"level\", but its words say \"增长\", which is measure=\"growth\""},
        {"成交额同比提高", OF("15", "%", "count"), "9", "has measure=\"count\", but its words say \"同比\""},
        {"成交额较上年增长", OF("15", "%", "level"), "9", "but its words say \"增长\""},
        {"成交额较2020年增长", OF("15", "%", "level"), "9", NULL},
        {"成交额年均增长", OF("15", "%", "level"), "9", NULL},
        {"用户占比", "value='35' unit='%' measure='level'", "同比提高到35%以上", "9", NULL},
        {"成交额", "value='35' unit='%' measure='level'", "同比增长达到35%以上", "9",
         "but its words say \"同比\""},
        {"增长贡献率", OF("15", "%", "level"), "9", NULL},
        {"占比增速", OF("15", "%", "level"), "9", "but its words say \"增速\""},
        {"新增企业增长", OF("15", "家", "count"), "9", NULL},
        {"成交额增长", OF("15", "%", "growth"), "9", NULL},
        {"亏损面下降", OF("1.5", "个百分点", "growth"), "1",
         "has measure=\"growth\" and the unit \"个百分点\"; what is told in points is measure=\"gain\""},
        {"每季度组织活动", OF("4", "场", "count"), "1",
         "target \"t\" is of the year, but its words say \"每季度\"; what is due anew each quarter has"},
        {"活动", "value='4' unit='场' measure='count'", "每季4场以上", "1", "but its words say \"每季\""},
        {"每季度组织活动", "value='4' unit='场' measure='count' period='quarter'", "4场以上", "1", NULL},
        {"每月组织活动", OF("4", "场", "count"), "1", NULL},
    };
    EXPECT_REPORTED(state, rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tells_figures),
        TEST(tells_copies_only_of_what_moves),
        TEST(tells_shares_of_many),
        TEST(tells_parts_of_wholes),
        TEST(tells_more_than_all),
        TEST(tells_what_is_below_zero),
        TEST(tells_rates_far_from_theirs),
        TEST(tells_measures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
