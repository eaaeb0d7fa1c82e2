/* Changes, roll-ups, trend and ranking on a small plan; expected numbers are worked out by hand beside each
 * case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "small_plan.h"

static const char *one_decimal(struct rational r)
{
    return rational_print(arena, r, 1);
}

static void earlier_quarters_are_those_of_the_year_ascending(void **state)
{
    (void)state;
    assert_int_equal(report->earlier_count, 2);
    assert_ptr_equal(report->earlier[0], &quarters[0]);
    assert_ptr_equal(report->earlier[1], &quarters[1]);
    assert_true(report->sample); /* the second quarter is made up */
}

static void a_change_is_against_the_latest_earlier_quarter_only(void **state)
{
    (void)state;
    assert_true(report->figure[HOMES].has_change);
    assert_string_equal(rational_print_exact(arena, report->figure[HOMES].change), "1.9"); /* 6 - 4.1 */
    assert_string_equal(rational_print_exact(arena, report->figure[CARS].change), "20");
    assert_false(report->figure[SHARE].has_change); /* the first quarter has it, the second hasn't */
    assert_false(report->figure[TRADE].has_change); /* na now */
    assert_false(report->figure[MEALS].has_change);
}

static void figures_not_reported_differ_from_those_not_due(void **state)
{
    (void)state;
    assert_int_equal(report->figure[TRADE].state, STATE_NA);
    assert_int_equal(report->figure[MEALS].state, STATE_MISSING);
    assert_int_equal(report->total.count[LIGHT_GREY], 2);
    assert_int_equal(report->total.na, 1);
}

/*
 * Third quarter, due 75: homes 6/7 = 85.7 green; roads 0.4/1 = 40, 35 behind, red; share 75/75 green; coal
 * 3390 > 3360 red; trade na; cars 500/500 green; meals missing.
 */
static void sets_are_tallied(void **state)
{
    (void)state;
    const struct tally *t = &report->total;
    assert_int_equal(t->total, 7);
    assert_int_equal(t->count[LIGHT_GREEN], 3);
    assert_int_equal(t->count[LIGHT_YELLOW], 0);
    assert_int_equal(t->count[LIGHT_RED], 2);
    assert_int_equal(t->reached, 2); /* share and cars */
    assert_int_equal(t->light, LIGHT_RED);
    assert_true(t->has_mean);
    assert_string_equal(one_decimal(t->mean), "75.2"); /* (85.714… + 40 + 100) / 3 = 75.238… */
    assert_string_equal(one_decimal(report->task[BUILD].mean), "62.9"); /* (85.714… + 40) / 2 = 62.857… */
    assert_false(report->task[BURN].has_mean);                          /* a ceiling and na */
    assert_int_equal(report->task[BURN].light, LIGHT_RED);
    assert_int_equal(report->task[TALK].light, LIGHT_NONE);
    assert_int_equal(report->task[DRIVE].light, LIGHT_GREEN); /* grey counts only if all are */
    assert_int_equal(report->area[0].total, 3);
    assert_int_equal(report->area[1].total, 2);
    assert_int_equal(report->part[0].total, 5);
    assert_int_equal(report->part[1].total, 2);
    assert_int_equal(report->part[1].light, LIGHT_GREEN);
}

/* Five counts: 0 is reported, so it is part of what is told of all reported ones. */
static void a_count_of_none_is_in_the_mean_as_none(void **state)
{
    (void)state;
    static const struct {
        int value[5], of[5];
        enum bound bound; /* of the last one */
        const char *mean;
    } cases[] = {
        /* (50 + 50 + 46.533… + 0 + 50) / 5 = 39.306… */
        {{20, 30, 584, 0, 10}, {40, 60, 1255, 10, 20}, BOUND_EXACT, "39.3"},
        {{-5, 100, 0, 0, 0}, {10, 100, 10, 10, 10}, BOUND_EXACT, "20.0"}, /* less than none is none */
        {{0, 0, 0, 0, 0}, {10, 10, 10, 10, 10}, BOUND_EXACT, "0.0"},
        /* a ceiling stays out: 200 / 4 */
        {{100, 100, 0, 0, 0}, {100, 100, 10, 10, 10}, BOUND_AT_MOST, "50.0"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        static const char *const ids[] = {"1", "2", "3", "4", "5"};
        struct target target[5];
        struct actual actual[5];
        for (int i = 0; i < 5; i++) {
            target[i] = (struct target){
                .id = ids[i], .value = {cases[c].of[i], 0}, .bound = BOUND_EXACT, .due = SCHEDULE};
            actual[i] = (struct actual){.target = ids[i], .value = {cases[c].value[i], 0}};
        }
        target[4].bound = cases[c].bound;
        struct task task = {.id = "1", .area = -1};
        const struct plan counts = {.rules = plan.rules,
                                    .task = &task,
                                    .task_count = 1,
                                    .part = parts,
                                    .part_count = 1,
                                    .target = target,
                                    .target_count = 5};
        const struct quarter quarter = {.year = 2024, .number = 3, .actual = actual, .actual_count = 5};
        const struct report *r = progress_report(&counts, &quarter, NULL, 0, &issuance, arena);
        assert_true(r->total.has_mean);
        assert_string_equal(one_decimal(r->total.mean), cases[c].mean);
    }
}

static void a_target_counts_once_for_each_of_its_units(void **state)
{
    (void)state;
    assert_int_equal(report->unit[A].lead.total, 3);
    assert_int_equal(report->unit[B].lead.total, 5);
    assert_int_equal(report->unit[B].lead_tasks, 2);
    assert_int_equal(report->unit[C].support.total, 3);
    assert_int_equal(report->unit[C].lead_tasks, 1);
    assert_int_equal(report->unit[C].support_tasks, 1);
    assert_int_equal(report->unit[E].lead.total + report->unit[E].support.total, 0);
}

static void the_trend_judges_each_quarter_by_its_own_due(void **state)
{
    (void)state;
    /* first: homes 2/7 = 28.6 of 25 green; coal 700 of 800 green; share 70/75 = 93.3 green */
    assert_int_equal(report->trend[0].count[LIGHT_GREEN], 3);
    assert_int_equal(report->trend[0].count[LIGHT_GREY], 4);
    assert_string_equal(one_decimal(report->trend[0].mean), "28.6");
    /* second: homes 4.1/7 = 58.6 of 50 green; cars 480/500 green; trade -0.3 red */
    assert_int_equal(report->trend[1].count[LIGHT_GREEN], 2);
    assert_int_equal(report->trend[1].count[LIGHT_RED], 1);
    assert_string_equal(one_decimal(report->trend[1].mean), "77.3"); /* (58.571… + 96) / 2 = 77.285… */
}

/*
 * D: 1 of 1 green. A: 2 of 3 green. B: 2 of 4. C leads a task without targets: nothing to rank. Mean leads:
 * A: (10.714… - 35 + 0) / 3 = -8.095…; B the same, since its ceiling is in no average.
 */
static void lead_units_are_ranked(void **state)
{
    (void)state;
    static const int order[] = {D, A, B, C};
    assert_int_equal(report->ranking_count, 4);
    for (int i = 0; i < 4; i++)
        assert_int_equal(report->ranking[i], order[i]);
    assert_int_equal(report->unit[D].rank, 1);
    assert_int_equal(report->unit[A].rank, 2);
    assert_int_equal(report->unit[B].rank, 3);
    assert_int_equal(report->unit[C].rank, 0);
    assert_string_equal(one_decimal(report->unit[A].mean_lead), "-8.1");
    assert_string_equal(one_decimal(report->unit[B].mean_lead), "-8.1");
    assert_false(report->unit[C].has_mean_lead);
}

/* ---- ties ------------------------------------------------------------------------------------------------
 */

/* Five units with a task and some targets each; every target is an exact count of 100 of this quarter alone.
 */
struct tie {
    const char *what;
    int value[5][3]; /* by unit; -1: no target; 0 is red */
    int rank[5];
    int order[5];
};

static const struct tie ties[] = {
    {"equal figures share a rank, and the next rank counts them",
     {{100, -1, -1}, {120, 80, 100}, {100, 100, -1}, {90, -1, -1}, {100, -1, -1}},
     {1, 4, 1, 5, 1},
     {0, 2, 4, 1, 3}},
    {"equal shares of green out of unlike numbers, then the mean lead",
     {{100, 50, -1}, {100, 55, -1}, {-1, -1, -1}, {100, 45, -1}, {100, 50, -1}},
     {2, 1, 0, 4, 2},
     {1, 0, 4, 3, 2}},
    {"then fewer red", /* all 1 of 3 green and -20/3 points: two red, or one red and one yellow */
     {{150, 65, 65}, {150, 50, 80}, {-1, -1, -1}, {150, 60, 70}, {-1, -1, -1}},
     {3, 1, 0, 1, 0},
     {1, 3, 0, 2, 4}},
};

static void rank_ties(const struct tie *tie)
{
    struct target target[15];
    struct task task[5];
    struct actual actual[15];
    int lead[5], count = 0;
    for (int u = 0; u < 5; u++) {
        lead[u] = u;
        task[u] = (struct task){.id = units[u].id, .area = -1, .lead = &lead[u], .lead_count = 1};
        for (int i = 0; i < 3 && tie->value[u][i] >= 0; i++, count++) {
            const char *id = arena_printf(arena, "%d", count);
            target[count] = (struct target){
                .id = id, .value = {100, 0}, .bound = BOUND_EXACT, .period = PERIOD_QUARTER, .task = u};
            actual[count] = (struct actual){.target = id, .value = {tie->value[u][i], 0}};
        }
    }
    const struct plan tied = {.rules = plan.rules,
                              .unit = units,
                              .unit_count = 5,
                              .task = task,
                              .task_count = 5,
                              .part = parts,
                              .part_count = 1,
                              .target = target,
                              .target_count = count};
    const struct quarter quarter = {.year = 2024, .number = 2, .actual = actual, .actual_count = count};
    const struct report *r = progress_report(&tied, &quarter, NULL, 0, &issuance, arena);
    assert_int_equal(r->ranking_count, 5);
    for (int i = 0; i < 5; i++) {
        if (r->unit[i].rank != tie->rank[i])
            fail_msg("%s: unit %d has rank %d, not %d", tie->what, i, r->unit[i].rank, tie->rank[i]);
        if (r->ranking[i] != tie->order[i])
            fail_msg("%s: place %d is unit %d's, not %d's", tie->what, i, r->ranking[i], tie->order[i]);
    }
}

static void ties_are_broken_in_the_order_of_the_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ties / sizeof ties[0]; i++)
        rank_ties(&ties[i]);
}

/* As many targets and figures as files of the greatest size hold. */
static void a_big_plan_takes_no_long_time(void **state)
{
    enum { MANY = 100000 };
    (void)state;
    struct target *target = arena_array(arena, MANY, sizeof *target);
    struct actual *actual = arena_array(arena, MANY, sizeof *actual);
    for (int i = 0; i < MANY; i++) {
        const char *id = arena_printf(arena, "target-of-the-plan-%d", i);
        target[i] = (struct target){.id = id, .value = {100, 0}, .period = PERIOD_QUARTER};
        actual[MANY - 1 - i] = (struct actual){.target = id, .value = {i, 0}};
    }
    struct task task = {.id = "1", .area = -1};
    const struct plan big = {.rules = plan.rules,
                             .task = &task,
                             .task_count = 1,
                             .part = parts,
                             .part_count = 1,
                             .target = target,
                             .target_count = MANY};
    const struct quarter quarter = {.year = 2024, .number = 2, .actual = actual, .actual_count = MANY};
    alarm(20);
    const struct report *r = progress_report(&big, &quarter, NULL, 0, &issuance, arena);
    alarm(0);
    assert_ptr_equal(r->figure[7].actual, &actual[MANY - 8]);
    assert_int_equal(r->total.reached, MANY - 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(earlier_quarters_are_those_of_the_year_ascending),
        cmocka_unit_test(a_change_is_against_the_latest_earlier_quarter_only),
        cmocka_unit_test(figures_not_reported_differ_from_those_not_due),
        cmocka_unit_test(sets_are_tallied),
        cmocka_unit_test(a_count_of_none_is_in_the_mean_as_none),
        cmocka_unit_test(a_target_counts_once_for_each_of_its_units),
        cmocka_unit_test(the_trend_judges_each_quarter_by_its_own_due),
        cmocka_unit_test(lead_units_are_ranked),
        cmocka_unit_test(ties_are_broken_in_the_order_of_the_rules),
        cmocka_unit_test(a_big_plan_takes_no_long_time),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
