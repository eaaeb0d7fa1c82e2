/* What several files together tell, and what is doubtful. */
#include "intake_fixture.h"

static void finds_the_shipped_files_fit(void **state)
{
    struct fixture *fixture = *state;
    static const char *const files[] = {"notice", "q1", "q2", "q3", "issue-q1", "issue-q2", "issue-q3"};
    struct input input[7];
    for (int i = 0; i < 7; i++)
        input[i] = intake_read(arena_printf(fixture->arena, "input/2024/%s.xml", files[i]), fixture->arena,
                               fixture->diag);
    intake_check(input, 7, fixture->diag);
    intake_doubt(input, 7, fixture->diag);
    expect_said(fixture, "");
}

#define NOTICE                                                                                                  \
    "<notice xmlns='urn:tongbao:notice' id='n' year='2025'><issuance><issuer>a</issuer><number>b</number>"      \
    "<title>c</title><dated>2025-01-20</dated></issuance><units><unit id='x' name='X'/><unit id='y' "           \
    "name='X'/><unit id='z' name='Z' self='true'/></units><plan title='t'><part id='1' title='v'>"              \
    "<task id='1.1' title='T'><text>"                                                                           \
    "<target id='1.1-1' name='N' value='70' unit='家' bound='exact' measure='count'>7家</target>、\n"        \
    "<target id='1.1-2' name='N' value='1000' unit='个' bound='exact' measure='count'>1,０00 家</target>、" \
    "<target id='1.1-3' name='N' value='10' unit='个' bound='exact' measure='level'>九家</target>"           \
    "</text><lead unit='x'/></task></part></plan></notice>"
#define QUARTER(number, asof, figures)                                                                       \
    "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' quarter='" number "' asof='" asof "'>"      \
    "<actual target='1.1-1' value='" figures "'/></quarter>"
#define ISSUE(number, dated, first, head)                                                                    \
    NUMBERED("B〔2025〕" number "号", "L〔2025〕{n}号", number, dated, first, head)
#define NUMBERED(bulletin, letters, number, dated, first, head)                                              \
    "<issue xmlns='urn:tongbao:issue' notice='n' year='2025' quarter='" number "' dated='" dated "'>"        \
    "<bulletin number='" bulletin "'><to>t</to></bulletin><letters number='" letters "' first='" first       \
    "'>" head "</letters>"                                                                                   \
    "<contact office='o' phone='p'/></issue>"

static void doubts_what_is_odd(void **state)
{
    struct fixture *fixture = *state;
    struct input input[] = {
        read_from(fixture, NOTICE),
        read_from(fixture, QUARTER("1", "2025-03-31", "5")),
        read_from(fixture, QUARTER("2", "2025-06-30", "-1")),
        read_from(fixture, ISSUE("1", "2025-04-18", "1", "")),
        read_from(fixture, ISSUE("2", "2026-06-18", "2", "<signer>甲</signer>")),
    };
    intake_check(input, 5, fixture->diag);
    assert_int_equal(diag_errors(fixture->diag), 0);
    intake_doubt(input, 5, fixture->diag);
    assert_int_equal(diag_status(fixture->diag), 0);
    char *said = helper_messages(fixture->diag);
    static const char *const expected[] = {
        "target \"1.1-1\" is 70, but its words are \"7家\"",
        "target \"1.1-2\" has the unit \"个\", but its words are \"1,０00 家\"",
        "target \"1.1-2\" has the name of target \"1.1-1\" of the same task, \"N\"",
        "target \"1.1-3\" has the name of target \"1.1-1\" of the same task, \"N\"",
        "target \"1.1-3\" is 10, but its words \"九家\" hold no number in digits",
        "the number \"b\" has no year in 〔〕 brackets",
        "unit \"y\" has the name of unit \"x\"",
        "unit \"y\" neither leads nor supports any task",
        "the digit \"０\" of full width, behind \"1,\" in <target>",
        "a count below zero for target \"1.1-1\": -1家",
        "-1 for target \"1.1-1\" is less than 5 a quarter earlier",
        "the number \"B〔2025〕2号\" is not of 2026",
        "the number \"L〔2025〕{n}号\" is not of 2026",
        "<signer> in <letters>",
        "2 letters from number 2 on share numbers with those from 1 on",
    };
    int count = 0;
    for (const char *p = said; (p = strstr(p, "warning: is this meant: ")); p++)
        count++;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        if (!strstr(said, expected[i]))
            fail_msg("not told: %s\nbut: %s", expected[i], said);
    assert_int_equal(count, sizeof expected / sizeof expected[0]);
    free(said);
}

/* What is dated the same day isn't before it, and a series may begin where the other ends. */
static void finds_no_fault_at_the_edges(void **state)
{
    struct fixture *fixture = *state;
    struct input input[] = {
        read_from(fixture, NOTICE),
        read_from(fixture, QUARTER("1", "2025-01-20", "5")),
        read_from(fixture, QUARTER("2", "2025-06-30", "5")),
        read_from(fixture, ISSUE("1", "2025-01-20", "1", "")),
        read_from(fixture, ISSUE("2", "2025-06-30", "3", "")),
        read_from(fixture, NUMBERED("B〔2025〕3号", "M〔2025〕{n}号", "3", "2025-10-18", "3", "")),
        read_from(fixture, QUARTER("3", "2025-09-30", "5")),
    };
    intake_check(input, 7, fixture->diag);
    expect_said(fixture, "");
    intake_doubt(input, 7, fixture->diag);
    char *said = helper_messages(fixture->diag);
    assert_null(strstr(said, "share numbers"));
    free(said);
}

/* Each of so many faults was told, and no other. */
static void expect_all(struct fixture *fixture, const char *said, const char *const *expected, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strstr(said, expected[i]))
            fail_msg("not told: %s\nbut: %s", expected[i], said);
    assert_int_equal(diag_errors(fixture->diag), count);
}

static void finds_files_that_differ(void **state)
{
    struct fixture *fixture = *state;
    struct input input[] = {
        read_from(fixture, NOTICE),
        read_from(fixture, NOTICE),
        read_from(fixture, QUARTER("2", "2025-06-30", "1")),
        read_from(fixture, QUARTER("2", "2025-04-01", "1")),
        read_from(fixture, ISSUE("2", "2025-06-29", "1", "")),
        read_from(fixture, ISSUE("2", "2025-07-18", "1", "")),
        read_from(fixture, QUARTER("3", "2025-09-30", "1")),
        read_from(fixture, NUMBERED("B〔2025〕2号", "L〔2025〕{n}号", "3", "2025-10-18", "9", "")),
        {.path = "no typed data", .kind = INPUT_NOTICE},
    };
    assert_int_equal(diag_errors(fixture->diag), 0);
    intake_check(input, 9, fixture->diag);
    char *said = helper_messages(fixture->diag);
    static const char *const expected[] = {
        "a second file with the notice \"n\"",
        "a second file with the figures of quarter 2 of 2025",
        "a second file with the particulars of quarter 2 of 2025",
        "dated=\"2025-06-29\" is before the day of the figures, 2025-06-30",
        "number=\"B〔2025〕2号\" in <bulletin> is that of the bulletin (",
        "number=\"B〔2025〕2号\" in <bulletin> is that of the bulletin (",
    };
    expect_all(fixture, said, expected, sizeof expected / sizeof expected[0]);
    free(said);
}

/* Its own faults and those against the notice in one run; what is faulty itself isn't held against it. */
static void holds_faulty_files_against_the_notice(void **state)
{
    struct fixture *fixture = *state;
    struct input input[] = {
        read_from(fixture, NOTICE),
        read_from(fixture,
                  "<quarter xmlns='urn:tongbao:quarter' notice='n' year='20x5' quarter='1' "
                  "asof='2025-03-31'>\n<actual target='1.1-1' value='x' unit='个'/>\n"
                  "<actual target='1.1 1' value='1'/>\n<progress task='1.2'><p>w</p></progress></quarter>"),
        read_from(fixture, "<issue xmlns='urn:tongbao:issue' notice='n' year='2025' quarter='1' dated='soon'>"
                           "<bulletin number='B'/>\n<letters number='L〔2025〕{n}号' first='1'/>\n"
                           "<letter unit='w' number='7'/><contact office='o' phone='p'/></issue>"),
    };
    assert_null(input[1].quarter);
    assert_null(input[2].issuance);
    intake_check(input, 3, fixture->diag);
    char *said = helper_messages(fixture->diag);
    static const char *const expected[] = {
        ":1: error: value not allowed: year=\"20x5\" in <quarter>",
        ":2: error: value not allowed: value=\"x\" in <actual>",
        ":2: error: contradiction: unit=\"个\" in <actual> of target \"1.1-1\", whose unit is \"家\"",
        ":3: error: value not allowed: target=\"1.1 1\" in <actual>",
        ":4: error: id that points nowhere: task \"1.2\" in <progress>",
        ":1: error: value not allowed: dated=\"soon\" in <issue>",
        ":3: error: id that points nowhere: unit \"w\" in <letter>",
    };
    expect_all(fixture, said, expected, sizeof expected / sizeof expected[0]);
    free(said);
}

/* What can't be read may be the figures that seem to lack. */
static void blames_no_file_for_another(void **state)
{
    struct fixture *fixture = *state;
    static const char *const broken[] = {"<quarter xmlns='urn:tongbao:quarter' notice='n",
                                         "<quarter xmlns='urn:tongbao:quartr'/>",
                                         "<quarter xmlns='urn:tongbao:quarter' notice='n' x='1'/>"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct input input[] = {
            read_from(fixture, NOTICE),
            read_from(fixture, QUARTER("1", "2025-03-31", "1")),
            read_from(fixture, ISSUE("2", "2025-07-18", "1", "")),
            read_from(fixture, broken[i]),
        };
        int errors = diag_errors(fixture->diag);
        intake_check(input, 4, fixture->diag);
        assert_int_equal(diag_errors(fixture->diag), errors);
        intake_check(input, 3, fixture->diag);
        assert_int_equal(diag_errors(fixture->diag), errors + 1);
    }
}
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(finds_the_shipped_files_fit),           TEST(doubts_what_is_odd),
        TEST(finds_no_fault_at_the_edges),           TEST(finds_files_that_differ),
        TEST(holds_faulty_files_against_the_notice), TEST(blames_no_file_for_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
