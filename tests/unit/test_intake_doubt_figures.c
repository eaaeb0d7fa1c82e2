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
        {Q2, "'t3' value='8.4'", "'t3' value='60'", NULL, false},
        {Q2, "'t3' value='8.4'", "'t3' value='160'", NULL, false},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tells_figures),
        TEST(tells_copies_only_of_what_moves),
        TEST(tells_shares_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
