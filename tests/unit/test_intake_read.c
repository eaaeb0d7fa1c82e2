/* From a tree to typed data. */
#include "intake_fixture.h"

#include "base/buffer.h"

static void assert_decimal(struct decimal d, int64_t units, int scale)
{
    assert_int_equal(d.units, units);
    assert_int_equal(d.scale, scale);
}

/* ---- the shipped notice ---- */

static const struct target *target_of(const struct plan *plan, const char *id)
{
    for (int i = 0; i < plan->target_count; i++)
        if (strcmp(plan->target[i].id, id) == 0)
            return &plan->target[i];
    fail_msg("no target %s", id);
    return NULL;
}

static const struct task *task_of(const struct plan *plan, const char *id)
{
    for (int i = 0; i < plan->task_count; i++)
        if (strcmp(plan->task[i].id, id) == 0)
            return &plan->task[i];
    fail_msg("no task %s", id);
    return NULL;
}

static void reads_the_shipped_notice(void **state)
{
    struct fixture *fixture = *state;
    struct input input = intake_read("input/2024/notice.xml", fixture->arena, fixture->diag);
    assert_int_equal(input.kind, INPUT_NOTICE);
    const struct plan *plan = input.plan;
    assert_non_null(plan);
    assert_int_equal(plan->year, 2024);
    assert_int_equal(plan->unit_count, 23);
    assert_int_equal(plan->part_count, 3);
    assert_int_equal(plan->area_count, 6);
    assert_int_equal(plan->task_count, 27);
    assert_int_equal(plan->target_count, 61);
    assert_string_equal(plan->promulgation.number, "鲁制造强省办〔2024〕1号");
    assert_int_equal(plan->promulgation.to.count, 3);
    assert_int_equal(plan->promulgation.dated.month, 5);
    assert_string_equal(plan->promulgation.note, "此件公开发布");
    assert_string_equal(plan->title, "实施先进制造业“2024 攻坚提质年”工作方案");
    assert_int_equal(plan->text.count, 1);
    assert_decimal(plan->rules.about, 5, 0);
    assert_decimal(plan->rules.red, 30, 0);
    int self = 0;
    for (int i = 0; i < plan->unit_count; i++)
        self += plan->unit[i].self;
    assert_int_equal(self, 1);
    assert_string_equal(plan->unit[plan_unit(plan, "kjt")].full, "山东省科学技术厅");
    assert_string_equal(plan->unit[plan_unit(plan, "rmyh")].full, "中国人民银行山东省分行");
    expect_said(fixture, "");
}

static void reads_places_of_tasks(void **state)
{
    struct fixture *fixture = *state;
    const struct plan *plan = intake_read("input/2024/notice.xml", fixture->arena, fixture->diag).plan;
    const struct part *part = &plan->part[1];
    assert_int_equal(part->ordinal, 2);
    assert_int_equal(part->area_count, 6);
    assert_int_equal(part->task_count, 23);
    const struct area *area = &plan->area[part->first_area + 1];
    assert_int_equal(area->ordinal, 2);
    assert_int_equal(area->task_count, 5);
    const struct task *task = task_of(plan, "2.2.4");
    assert_int_equal(task->ordinal, 4);
    assert_int_equal(task->lead_count, 4);
    assert_string_equal(plan->unit[task->lead[3]].id, "scj");
    assert_false(task->others);
    assert_true(task_of(plan, "2.2.5")->others);
    const struct task *straight = &plan->task[plan->part[2].first_task];
    assert_string_equal(straight->id, "3.1");
    assert_int_equal(straight->area, -1);
    assert_int_equal(straight->ordinal, 1);
    assert_int_equal(plan_unit(plan, ""), -1);
}

static void reads_targets(void **state)
{
    struct fixture *fixture = *state;
    const struct plan *plan = intake_read("input/2024/notice.xml", fixture->arena, fixture->diag).plan;
    const struct target *t = target_of(plan, "2.1.1-3");
    assert_decimal(t->value, 200, 0);
    assert_decimal(t->due[1], 30, 0);
    assert_true(t->about && t->strive);
    t = target_of(plan, "2.2.1-1");
    assert_decimal(t->value, 12, 1);
    assert_decimal(t->due[2], 75, 0);
    assert_string_equal(t->unit, "万个");
    assert_string_equal(t->phrase, "1.2万个左右");
    t = target_of(plan, "2.2.5-1");
    assert_int_equal(t->bound, BOUND_AT_MOST);
    assert_true(t->about);
    t = target_of(plan, "2.6.3-1");
    assert_int_equal(t->period, PERIOD_QUARTER);
    t = target_of(plan, "2.5.1-2");
    assert_int_equal(t->bound, BOUND_RANGE);
    assert_decimal(t->value, 3, 0);
    assert_decimal(t->max, 5, 0);
    assert_int_equal(t->base, BASE_AVERAGE);
    assert_false(t->about);
    /* Two on one phrase: the piece knows both. */
    const struct task *task = &plan->task[t->task];
    int both = 0;
    for (int i = 0; i < task->piece_count; i++)
        if (task->piece[i].inner >= 0) {
            both++;
            assert_ptr_equal(&plan->target[task->piece[i].outer], t);
            assert_string_equal(plan->target[task->piece[i].inner].id, "2.5.1-3");
            assert_string_equal(task->piece[i].text, "3-5 个百分点");
        }
    assert_int_equal(both, 1);
    assert_string_equal(target_of(plan, "2.5.1-3")->phrase, "3-5 个百分点");
    assert_string_equal(t->phrase, "3-5 个百分点");
    assert_int_equal(task->target_count, 3);
}

/* ---- figures and particulars ---- */

static void reads_figures(void **state)
{
    struct fixture *fixture = *state;
    struct input input =
        read_from(fixture, "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' quarter='2'\n"
                           "asof='2025-06-30' sample='true'>\n"
                           "<progress task='1'><p>\n甲\n乙</p><p>丙</p></progress>\n"
                           "<actual target='b' value='\xE2\x88\x92"
                           "1.50' unit=' 家 ' note='d'/>"
                           "<actual target='a' na='true'/></quarter>");
    const struct quarter *q = input.quarter;
    assert_int_equal(input.kind, INPUT_QUARTER);
    assert_non_null(q);
    assert_int_equal(q->number, 2);
    assert_true(q->sample);
    assert_int_equal(q->asof.day, 30);
    assert_int_equal(q->actual_count, 2);
    assert_string_equal(q->actual[0].target, "b");
    assert_decimal(q->actual[0].value, -150, 2);
    assert_string_equal(q->actual[0].unit, "家");
    assert_int_equal(q->actual[0].at.line, 6);
    assert_true(q->actual[1].na);
    assert_null(q->actual[1].unit);
    assert_int_equal(q->words_count, 1);
    assert_int_equal(q->words[0].text.count, 2);
    assert_string_equal(q->words[0].text.item[0], "甲乙");
}

static void reads_particulars(void **state)
{
    struct fixture *fixture = *state;
    struct input input = intake_read("tests/data/second/issue-q4.xml", fixture->arena, fixture->diag);
    const struct issuance *issue = input.issuance;
    assert_non_null(issue);
    assert_int_equal(issue->dated.year, 2026);
    assert_string_equal(issue->bulletin.copy_number, "000012");
    assert_string_equal(issue->bulletin.secrecy_term, "1年");
    assert_string_equal(issue->bulletin.note, "此件发至县级");
    assert_int_equal(issue->bulletin.to.count, 2);
    assert_string_equal(issue->letters.number, "岚水网办函〔2026〕{n}号");
    assert_string_equal(issue->letters.urgency, "加急");
    assert_null(issue->letters.signer);
    assert_int_equal(issue->first_letter, 1);
    assert_int_equal(issue->stated_count, 1);
    assert_int_equal(issue->stated[0].number, 7);
    assert_int_equal(issue->imprint_date.day, 24);
    assert_null(issue->seal_image);
    issue = intake_read("tests/data/second/issue-q2.xml", fixture->arena, fixture->diag).issuance;
    assert_string_equal(issue->seal_image, "tests/data/second/seal.png");
    assert_decimal(issue->seal_width, 42, 0);
    assert_int_equal(issue->imprint_date.year, 0);
    expect_said(fixture, "");
}

/* ---- many faults, one run ---- */

static void tells_all_faults_in_one_run(void **state)
{
    struct fixture *fixture = *state;
    struct input input =
        read_from(fixture, "<quarter xmlns='urn:tongbao:quarter' notice='n' year='25'\n"
                           "  quarter='2' asof='2025年6月30日' smaple='true'>\n"
                           "stray\n"
                           "<actual target='a' vaule='1'/>\n"
                           "<actual target='a' value='93.5%'/>\n"
                           "<actul target='b' value='x'/>\n"
                           "<progress task='1'><p> </p></progress>\n"
                           "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='/etc/hostname'/>\n"
                           "</quarter>");
    assert_null(input.quarter);
    assert_int_equal(input.kind, INPUT_QUARTER);
    expect_said(
        fixture,
        ":1: error: value not allowed: year=\"25\" in <quarter>; allowed: a year such as 2024\n"
        ":2: error: attribute not allowed here: \"smaple\" in <quarter>; allowed: notice, year, quarter, "
        "asof, "
        "sample; did you mean \"sample\"?\n"
        ":2: error: value not allowed: asof=\"2025年6月30日\" in <quarter>; allowed: a date such as "
        "2024-05-31; "
        "did you mean \"2025-06-30\"?\n"
        ":3: error: text not allowed here: \"stray\" in <quarter>; allowed there: <actual>, <progress>\n"
        ":4: error: attribute not allowed here: \"vaule\" in <actual>; allowed: target, value, na, unit, "
        "note; "
        "did you mean \"value\"?\n"
        ":5: error: value not allowed: value=\"93.5%\" in <actual>; allowed: a number such as 12 or 3.5, at "
        "most "
        "12 digits before and 6 behind the point; did you mean \"93.5\"?\n"
        ":5: error: the same id twice: figure for target \"a\"; the first is on line 4\n"
        ":6: error: element not allowed here: <actul> in <quarter>; allowed: <actual>, <progress>; did you "
        "mean "
        "<actual>?\n"
        ":6: error: value not allowed: value=\"x\" in <actul>; allowed: a number such as 12 or 3.5, at most "
        "12 "
        "digits before and 6 behind the point\n"
        ":7: error: value not allowed: <p> is empty; allowed: some text\n"
        ":8: error: element not allowed here: <include> of the namespace \"http://www.w3.org/2001/XInclude\" "
        "in "
        "<quarter>; allowed: <actual>, <progress>\n");
}

static void stops_at_a_thousand_faults(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    buffer_puts(&text,
                "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' quarter='2' asof='2025-06-30'>");
    for (int i = 0; i < 3000; i++)
        buffer_puts(&text, "\n<fault/>");
    buffer_puts(&text, "</quarter>");
    read_from(fixture, buffer_text(&text));
    buffer_free(&text);
    assert_int_equal(diag_errors(fixture->diag), 1001);
    char *said = helper_messages(fixture->diag);
    assert_non_null(
        strstr(said, "\n:1002: error: element not allowed here: and more; the first 1000 faults"));
    free(said);
}

/* ---- several files ---- */

/* What a hostile file could make take hours: an attempt of few seconds must be enough. */
static void a_crowd_takes_no_long_time(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    alarm(60);
    buffer_puts(&text,
                "<issue xmlns='urn:tongbao:issue' notice='n' year='2025' quarter='2' dated='2025-07-18'>"
                "<bulletin number='5'/><letters number='{n}' first='1'/>");
    for (int i = 1; i <= 150000; i++)
        buffer_printf(&text, "<letter unit='u%d' number='%d'/>", i, i);
    buffer_puts(&text, "<contact office='o' phone='p'/></issue>");
    assert_null(read_from(fixture, buffer_text(&text)).issuance);
    expect_said(fixture, ":1: error: the file is too large: more than 5000 of <letter> in <issue>\n");
    buffer_clear(&text);
    buffer_puts(&text, "<notice xmlns='urn:tongbao:notice' id='n' year='2025'><issuance><issuer>a</issuer>"
                       "<number>b</number><title>c</title><dated>2025-01-20</dated></issuance><units>");
    for (int i = 0; i < 100000; i++)
        buffer_printf(&text, "<unit id='u%d' name='U'/>", i);
    buffer_puts(&text,
                "</units><plan title='t'><part id='1' title='v'><task id='1.1' title='T'><text>a</text>");
    for (int i = 0; i < 100000; i++)
        buffer_printf(&text, "<lead unit='v%d'/>", i);
    buffer_puts(&text, "</task></part></plan></notice>");
    assert_null(read_from(fixture, buffer_text(&text)).plan);
    alarm(0);
    buffer_free(&text);
    assert_int_equal(diag_errors(fixture->diag), 1002);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_the_shipped_notice),
        TEST(reads_places_of_tasks),
        TEST(reads_targets),
        TEST(reads_figures),
        TEST(reads_particulars),
        TEST(tells_all_faults_in_one_run),
        TEST(stops_at_a_thousand_faults),
        TEST(a_crowd_takes_no_long_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
