/* What a document is about: what the letters and the whole depend on, and what they don't. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "issue/subject.h"

/* ---- a plan of one task, with figures and particulars ---- */

static int lead[] = {0}, support[] = {1};
static const char *plan_text[] = {"opening"}, *part_text[] = {"of the part"}, *notice_to[] = {"towns"};
static const char *said[] = {"said"}, *said_of_another[] = {"said of another"}, *to[] = {"to"},
                  *letters_cc[] = {"cc"};
static struct unit units[] = {
    {.id = "a", .name = "A", .full = "The A"}, {.id = "b", .name = "B"}, {.id = "c"}};
static struct part part = {.id = "1", .title = "part", .ordinal = 1, .text = {part_text, 1}};
static struct area area = {.id = "1.1", .title = "area", .ordinal = 1};
static struct piece piece = {"text", 0, -1};
static struct target target = {.id = "t", .name = "name", .unit = "km", .phrase = "5 km", .value = {5, 0}};
static struct task tasks[] = {{.id = "1.1.1",
                               .title = "task",
                               .ordinal = 1,
                               .piece = &piece,
                               .piece_count = 1,
                               .lead = lead,
                               .lead_count = 1,
                               .support = support,
                               .support_count = 1,
                               .target_count = 1},
                              {.id = "1.1.2", .title = "another's", .ordinal = 2}};
static struct plan plan = {.id = "n",
                           .year = 2024,
                           .title = "plan",
                           .text = {plan_text, 1},
                           .promulgation = {.issuer = "issuer", .number = "No. 1", .to = {notice_to, 1}},
                           .unit = units,
                           .part = &part,
                           .area = &area,
                           .task = tasks,
                           .target = &target,
                           .unit_count = 3,
                           .part_count = 1,
                           .area_count = 1,
                           .task_count = 2,
                           .target_count = 1};
static struct actual first_actual = {.target = "t", .value = {1, 0}},
                     actuals[] = {{.target = "t", .value = {2, 0}, .note = "note"}, {.target = "u"}};
static struct words words[] = {{"1.1.1", {said, 1}, {NULL, 0}}, {"1.1.2", {said_of_another, 1}, {NULL, 0}}};
static struct quarter first = {.notice = "n",
                               .year = 2024,
                               .number = 1,
                               .actual = &first_actual,
                               .actual_count = 1},
                      quarter = {.notice = "n",
                                 .year = 2024,
                                 .number = 2,
                                 .actual = actuals,
                                 .actual_count = 2,
                                 .words = words,
                                 .words_count = 2};
static struct issuance issuance = {.notice = "n",
                                   .year = 2024,
                                   .quarter = 2,
                                   .dated = {2024, 7, 18},
                                   .bulletin = {.number = "No. 9", .to = {to, 1}},
                                   .letters = {.number = "L{n}", .cc = {letters_cc, 1}},
                                   .first_letter = 1,
                                   .reply_by = {2024, 7, 31},
                                   .seal_image = "seal.png",
                                   .seal_width = {42, 0}};
static struct sum seal;
static const char *number = "L1";

static struct subject of_letter(void)
{
    struct figure figure = {.actual = &actuals[0]}, figure_before = {.actual = &first_actual};
    const struct quarter *earlier[] = {&first};
    struct figure *earlier_figure[] = {&figure_before};
    const struct words *by_task[] = {&words[0], &words[1]};
    struct unit_report unit = {.task = lead, .task_count = 1};
    struct report report = {.plan = &plan,
                            .quarter = &quarter,
                            .issuance = &issuance,
                            .earlier = earlier,
                            .earlier_count = 1,
                            .figure = &figure,
                            .earlier_figure = earlier_figure,
                            .words = by_task,
                            .unit = &unit};
    return subject_of_letter(&report, 0, number, &seal);
}

static struct subject of_whole(void)
{
    const struct quarter *earlier[] = {&first};
    struct report report = {
        .plan = &plan, .quarter = &quarter, .issuance = &issuance, .earlier = earlier, .earlier_count = 1};
    return subject_of_whole(&report, &seal);
}

/* ---- one change at a time ---- */

/* What a change makes of an issued document: nothing, a new revision, or a correction. */
enum kind { NOTHING, REVISION, CORRECTION };

struct edit {
    const char *what, **text; /* gets other words */
    void *number;             /* a number or a choice, gets the next value or the one before */
    enum kind letter, whole;
};

#define TEXT(place, letter, whole)                                                                           \
    {                                                                                                        \
#place, &(place), NULL, letter, whole                                                                \
    }
#define NUMBER(place, letter, whole)                                                                         \
    {                                                                                                        \
#place, NULL, &(place), letter, whole                                                                \
    }

static const struct edit edits[] = {
    TEXT(plan.title, CORRECTION, CORRECTION),
    TEXT(plan.promulgation.issuer, CORRECTION, CORRECTION),
    TEXT(plan.promulgation.number, CORRECTION, CORRECTION),
    TEXT(plan.promulgation.title, CORRECTION, CORRECTION),
    TEXT(plan.promulgation.note, CORRECTION, CORRECTION),
    NUMBER(plan.promulgation.dated.day, CORRECTION, CORRECTION),
    NUMBER(plan.rules.about.units, CORRECTION, CORRECTION),
    NUMBER(plan.rules.yellow.units, CORRECTION, CORRECTION),
    NUMBER(plan.rules.red.units, CORRECTION, CORRECTION),
    TEXT(plan_text[0], NOTHING, CORRECTION),
    TEXT(notice_to[0], NOTHING, CORRECTION),
    TEXT(units[0].name, CORRECTION, CORRECTION),
    TEXT(units[0].full, CORRECTION, CORRECTION),
    TEXT(units[1].name, CORRECTION, CORRECTION), /* supports the task */
    TEXT(units[2].name, NOTHING, CORRECTION),
    NUMBER(units[2].self, NOTHING, CORRECTION),
    TEXT(part.title, CORRECTION, CORRECTION),
    TEXT(part_text[0], NOTHING, CORRECTION),
    TEXT(area.title, CORRECTION, CORRECTION),
    NUMBER(area.ordinal, CORRECTION, CORRECTION), /* an area put before it; the place of a task is printed */
    TEXT(tasks[0].title, CORRECTION, CORRECTION),
    NUMBER(tasks[0].ordinal, CORRECTION, CORRECTION),
    NUMBER(tasks[0].others, CORRECTION, CORRECTION),
    TEXT(piece.text, CORRECTION, CORRECTION),
    NUMBER(piece.outer, CORRECTION, CORRECTION),
    TEXT(tasks[1].title, NOTHING, CORRECTION),
    TEXT(target.name, CORRECTION, CORRECTION),
    TEXT(target.unit, CORRECTION, CORRECTION),
    TEXT(target.phrase, CORRECTION, CORRECTION),
    NUMBER(target.value.units, CORRECTION, CORRECTION),
    NUMBER(target.min.units, CORRECTION, CORRECTION),
    NUMBER(target.max.units, CORRECTION, CORRECTION),
    NUMBER(target.bound, CORRECTION, CORRECTION),
    NUMBER(target.about, CORRECTION, CORRECTION),
    NUMBER(target.measure, CORRECTION, CORRECTION),
    NUMBER(target.base, CORRECTION, CORRECTION),
    NUMBER(target.period, CORRECTION, CORRECTION),
    NUMBER(target.strive, CORRECTION, CORRECTION),
    NUMBER(target.due[3].units, CORRECTION, CORRECTION),
    NUMBER(quarter.asof.day, CORRECTION, CORRECTION),
    NUMBER(quarter.sample, CORRECTION, CORRECTION),
    NUMBER(first.asof.day, CORRECTION, CORRECTION),
    NUMBER(actuals[0].value.units, CORRECTION, CORRECTION),
    NUMBER(actuals[0].na, CORRECTION, CORRECTION),
    TEXT(actuals[0].note, CORRECTION, CORRECTION),
    NUMBER(actuals[1].value.units, NOTHING, CORRECTION),
    NUMBER(first_actual.value.units, CORRECTION, CORRECTION),
    TEXT(said[0], CORRECTION, CORRECTION),
    TEXT(said_of_another[0], NOTHING, CORRECTION),
    NUMBER(issuance.dated.day, REVISION, REVISION),
    TEXT(issuance.contact_office, REVISION, REVISION),
    TEXT(issuance.contact_phone, REVISION, REVISION),
    TEXT(issuance.imprint_office, REVISION, REVISION),
    NUMBER(issuance.imprint_date.day, REVISION, REVISION),
    NUMBER(issuance.seal_width.units, REVISION, REVISION),
    NUMBER(seal, REVISION, REVISION),
    TEXT(issuance.bulletin.number, NOTHING, REVISION),
    TEXT(issuance.bulletin.urgency, NOTHING, REVISION),
    TEXT(to[0], NOTHING, REVISION),
    TEXT(issuance.letters.urgency, REVISION, NOTHING),
    TEXT(issuance.letters.secrecy_level, REVISION, NOTHING),
    TEXT(issuance.letters.secrecy_term, REVISION, NOTHING),
    TEXT(issuance.letters.mark, REVISION, NOTHING),
    TEXT(issuance.letters.note, REVISION, NOTHING),
    TEXT(letters_cc[0], REVISION, NOTHING),
    TEXT(number, REVISION, NOTHING),
    NUMBER(issuance.reply_by.day, REVISION, NOTHING),
};

static void change(const struct edit *edit)
{
    if (edit->text)
        *edit->text = "other words";
    else
        *(unsigned char *)edit->number ^= 1;
}

static void assert_kind(const char *what, const char *of, enum kind kind, const struct subject *before,
                        const struct subject *now)
{
    if (sum_equal(&before->facts, &now->facts) != (kind < CORRECTION) ||
        sum_equal(&before->data, &now->data) != (kind == NOTHING))
        fail_msg("%s, in the %s", what, of);
}

static void documents_depend_on_what_they_print(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        const struct edit *edit = &edits[i];
        const struct subject letter = of_letter(), whole = of_whole();
        const char *text = edit->text ? *edit->text : NULL;
        change(edit);
        const struct subject letter_now = of_letter(), whole_now = of_whole();
        assert_kind(edit->what, "letter", edit->letter, &letter, &letter_now);
        assert_kind(edit->what, "whole", edit->whole, &whole, &whole_now);
        if (edit->text)
            *edit->text = text;
        else
            change(edit);
    }
}

/* In which order a quarter's figures and words are listed is nothing to anybody. */
static void the_order_of_a_quarter_s_lines_is_none(void **state)
{
    (void)state;
    const struct sum before = subject_of_quarter(&quarter);
    struct actual turned_actuals[] = {actuals[1], actuals[0]};
    struct words turned_words[] = {words[1], words[0]};
    struct quarter turned = quarter;
    turned.actual = turned_actuals;
    turned.words = turned_words;
    const struct sum now = subject_of_quarter(&turned);
    assert_true(sum_equal(&before, &now));
    turned_words[0].task = "1.1.1";
    turned_words[1].task = "1.1.2";
    const struct sum other = subject_of_quarter(&turned);
    assert_false(sum_equal(&before, &other));
}

static void the_order_of_stated_numbers_is_none(void **state)
{
    (void)state;
    struct stated_number numbers[] = {{.unit = "a", .number = 7}, {.unit = "b", .number = 8}};
    struct stated_number turned[] = {numbers[1], numbers[0]}, others[] = {numbers[0], numbers[1]};
    struct issuance stating = issuance;
    stating.stated = numbers;
    stating.stated_count = 2;
    const struct sum before = subject_of_issuance(&stating, &seal);
    stating.stated = turned;
    const struct sum now = subject_of_issuance(&stating, &seal);
    assert_true(sum_equal(&before, &now));
    others[0].number = 8;
    others[1].number = 7;
    stating.stated = others;
    const struct sum other = subject_of_issuance(&stating, &seal);
    assert_false(sum_equal(&before, &other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_depend_on_what_they_print),
        cmocka_unit_test(the_order_of_a_quarter_s_lines_is_none),
        cmocka_unit_test(the_order_of_stated_numbers_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
