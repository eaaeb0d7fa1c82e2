/*
 * slip_fixture.h - a notice, two quarters and their particulars that are right, and slips of the pen in them:
 * each is told once, in the file it was made in, and nothing else is.
 */
#ifndef TONGBAO_TESTS_SLIP_FIXTURE_H
#define TONGBAO_TESTS_SLIP_FIXTURE_H

#include "intake_fixture.h"

enum { NOTICE, Q1, Q2, ISSUE1, ISSUE2, FILES };

static const char *const right[FILES] = {
    [NOTICE] =
        "<notice xmlns='urn:tongbao:notice' id='n' year='2025'><issuance><issuer>岚州省水网办</issuer>"
        "<number>岚水网办发〔2025〕2号</number><title>题</title><to>各市人民政府</to><p>文。</p>"
        "<dated>2025-01-20</dated></issuance><units>\n"
        "<unit id='a' name='省水务厅' full='岚州省水务厅'/><unit id='b' name='省住房厅' "
        "full='岚州省住房厅'/>\n"
        "<unit id='z' name='水网办' full='岚州省水网办' self='true'/></units>\n"
        "<rules yellow='10' red='30'/><plan title='要点'><part id='1' title='一'><task id='1.1' title='事'>"
        "<text>新建泵站<target id='t1' name='新建泵站' value='7' unit='座' bound='about' measure='count'>"
        "7座左右</target>，用水量控制在<target id='t2' name='用水量' value='38.6' unit='亿立方米' "
        "bound='at-most' "
        "measure='count'>38.6亿立方米以内</target>，投资增长<target id='t3' name='投资增长' value='8' "
        "unit='%' "
        "bound='at-least' measure='growth'>8%以上</target>，达标率达到<target id='t4' name='达标率' "
        "value='75' "
        "unit='%' bound='at-least' measure='level'>75%</target>，培训<target id='t5' name='培训' value='1.2' "
        "unit='万人次' bound='exact' measure='count'>1.2万人次</target>。</text>"
        "<lead unit='a'/><support unit='b'/></task></part></plan></notice>",
    [Q1] = "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' quarter='1' asof='2025-03-31'>"
           "<actual target='t1' value='2'/><actual target='t2' value='9.1'/><actual target='t3' value='7.9'/>"
           "<actual target='t4' value='71.2'/><actual target='t5' value='0.3'/></quarter>",
    [Q2] =
        "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' quarter='2' asof='2025-06-30'>"
        "<actual target='t1' value='3'/><actual target='t2' value='18.3'/><actual target='t3' value='8.4'/>"
        "<actual target='t4' value='72.5'/><actual target='t5' value='0.7' note='注'/>"
        "<progress task='1.1'><p>开工3座。</p></progress></quarter>",
    [ISSUE1] = "<issue xmlns='urn:tongbao:issue' notice='n' year='2025' quarter='1' dated='2025-04-18'>"
               "<bulletin number='岚水网办发〔2025〕6号'><to>各市人民政府</to></bulletin>\n"
               "<letters number='岚水网办函〔2025〕{n}号' first='20'/>\n"
               "<contact office='综合组' phone='1'/></issue>",
    [ISSUE2] =
        "<issue xmlns='urn:tongbao:issue' notice='n' year='2025' quarter='2' dated='2025-07-18'>\n"
        "<bulletin "
        "number='岚水网办发〔2025〕9号'><urgency>特急</urgency><to>各市人民政府</to><cc>省委办公厅</cc>"
        "</bulletin>\n"
        "<letters number='岚水网办函〔2025〕{n}号' first='30' reply-by='2025-07-31'/>\n"
        "<letter unit='a' number='60'/>\n"
        "<contact office='综合组' phone='1'/><imprint office='水网办' date='2025-07-21'/></issue>",
};

struct slip {
    int file;
    const char *from, *to; /* what is replaced, once */
    const char *told;      /* NULL: nothing */
    bool error;            /* else a doubt */
};

static inline const char *replaced(struct fixture *fixture, const char *text, const struct slip *slip)
{
    const char *at = strstr(text, slip->from);
    if (!at)
        fail_msg("not there: %s", slip->from);
    return arena_printf(fixture->arena, "%.*s%s%s", (int)(at - text), text, slip->to,
                        at + strlen(slip->from));
}

static inline char *said_of(struct fixture *fixture, const struct slip *slip)
{
    struct input input[FILES];
    for (int i = 0; i < FILES; i++)
        input[i] = read_from(fixture, i == slip->file ? replaced(fixture, right[i], slip) : right[i]);
    intake_check(input, FILES, fixture->diag);
    intake_doubt(input, FILES, fixture->diag);
    return strdup(diag_text(fixture->diag));
}

/* Each slip alone, told in one message. */
static inline void expect_told(void **state, const struct slip *slip, size_t count)
{
    for (size_t i = 0; i < count; i++, slip++) {
        struct fixture *fixture = *state;
        char *said = said_of(fixture, slip);
        int lines = 0;
        for (const char *p = said; *p; p++)
            lines += *p == '\n';
        if (lines != (slip->told != NULL) || (slip->told && !strstr(said, slip->told)) ||
            diag_errors(fixture->diag) != (slip->told && slip->error))
            fail_msg("%s for %s: expected %s\nsaid: %s", slip->to, slip->from, slip->told, said);
        free(said);
        tear_down(state);
        set_up(state);
    }
}

#define EXPECT_TOLD(state, slips) expect_told(state, slips, sizeof slips / sizeof slips[0])

/* The notice with some words replaced, and both quarters with figures of its first targets. */
static inline char *said_of_changed(struct fixture *fixture, const struct slip *slip, size_t count,
                                    const char *figures)
{
    const char *notice = right[NOTICE];
    for (size_t i = 0; i < count; i++)
        notice = replaced(fixture, notice, &slip[i]);
    const struct input input[] = {
        read_from(fixture, notice),
        read_from(fixture, arena_printf(fixture->arena,
                                        "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' "
                                        "quarter='1' asof='2025-03-31'>%s</quarter>",
                                        figures)),
        read_from(fixture, arena_printf(fixture->arena,
                                        "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' "
                                        "quarter='2' asof='2025-06-30'>%s</quarter>",
                                        figures)),
    };
    intake_doubt(input, 3, fixture->diag);
    return helper_messages(fixture->diag);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
