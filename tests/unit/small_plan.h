/*
 * A small plan of four tasks, seven targets and six units, with figures for three quarters, and the report on
 * the third: for the tests of progress.
 */
#ifndef TONGBAO_TESTS_SMALL_PLAN_H
#define TONGBAO_TESTS_SMALL_PLAN_H

#include "progress/report.h"

/* ---- a plan of four tasks, seven targets, six units ------------------------------------------------------
 */

enum { A, B, C, D, E, SELF, UNITS };
enum { HOMES, ROADS, SHARE, COAL, TRADE, CARS, MEALS, TARGETS };
enum { BUILD, BURN, TALK, DRIVE, TASKS };

#define SCHEDULE                                                                                             \
    {                                                                                                        \
        {25, 0}, {50, 0}, {75, 0},                                                                           \
        {                                                                                                    \
            100, 0                                                                                           \
        }                                                                                                    \
    }

static struct unit units[UNITS] = {
    {"a", "Office A", "The Office A", false, {"plan.xml", 3}},
    {"b", "Office B", "Office B", false, {"plan.xml", 4}},
    {"c", "Office C", "Office C", false, {"plan.xml", 5}},
    {"d", "Office D", "Office D", false, {"plan.xml", 6}},
    {"e", "Office E", "Office E", false, {"plan.xml", 7}},
    {"s", "Issuer", "Issuer", true, {"plan.xml", 8}},
};

/* id, name, unit, phrase, value, range, bound, 左右, measure, base, period, schedule, strive, task, place */
static struct target targets[TARGETS] = {
    {"1.1-1",
     "homes",
     "home",
     "some 7 homes",
     {7, 0},
     {0, 0},
     {0, 0},
     BOUND_ABOUT,
     true,
     MEASURE_COUNT,
     0,
     PERIOD_YEAR,
     SCHEDULE,
     true,
     BUILD,
     {"plan.xml", 20}},
    {"1.1-2",
     "roads",
     "km",
     "1-3 km",
     {1, 0},
     {1, 0},
     {3, 0},
     BOUND_RANGE,
     false,
     MEASURE_COUNT,
     0,
     PERIOD_YEAR,
     SCHEDULE,
     false,
     BUILD,
     {"plan.xml", 21}},
    {"1.1-3",
     "share",
     "%",
     "75%",
     {75, 0},
     {0, 0},
     {0, 0},
     BOUND_AT_LEAST,
     false,
     MEASURE_LEVEL,
     0,
     PERIOD_YEAR,
     SCHEDULE,
     false,
     BUILD,
     {"plan.xml", 22}},
    {"1.2-1",
     "coal",
     "t",
     "within some 3200 t",
     {3200, 0},
     {0, 0},
     {0, 0},
     BOUND_AT_MOST,
     true,
     MEASURE_COUNT,
     0,
     PERIOD_YEAR,
     SCHEDULE,
     false,
     BURN,
     {"plan.xml", 30}},
    {"1.2-2",
     "trade",
     "points",
     "2 points",
     {2, 0},
     {0, 0},
     {0, 0},
     BOUND_EXACT,
     false,
     MEASURE_GAIN,
     BASE_AVERAGE,
     PERIOD_YEAR,
     SCHEDULE,
     false,
     BURN,
     {"plan.xml", 31}},
    {"2.2-1",
     "cars",
     "car",
     "500",
     {500, 0},
     {0, 0},
     {0, 0},
     BOUND_EXACT,
     false,
     MEASURE_COUNT,
     0,
     PERIOD_QUARTER,
     SCHEDULE,
     false,
     DRIVE,
     {"plan.xml", 40}},
    {"2.2-2",
     "meals",
     "meal",
     "1.20",
     {120, 2},
     {0, 0},
     {0, 0},
     BOUND_EXACT,
     false,
     MEASURE_COUNT,
     0,
     PERIOD_YEAR,
     SCHEDULE,
     false,
     DRIVE,
     {"plan.xml", 41}},
};

static struct piece build_text[] = {
    {"Build ", -1, -1},      {"some ", HOMES, -1}, {"7", HOMES, ROADS}, {" homes", HOMES, -1},
    {" & a share ", -1, -1}, {"75%", SHARE, -1},   {".", -1, -1},
};
static struct piece plain_text[] = {{"Text.", -1, -1}};

static int lead_ab[] = {A, B}, lead_b[] = {B}, lead_c[] = {C}, lead_d[] = {D}, support_c[] = {C};

static struct task tasks[TASKS] = {
    {"1.1", "Build", 0, 0, 1, build_text, 7, lead_ab, support_c, 2, 1, true, HOMES, 3, {"plan.xml", 19}},
    {"1.2", "Burn", 0, 1, 1, plain_text, 1, lead_b, NULL, 1, 0, false, COAL, 2, {"plan.xml", 29}},
    {"2.1", "Talk", 1, -1, 1, plain_text, 1, lead_c, NULL, 1, 0, false, CARS, 0, {"plan.xml", 35}},
    {"2.2", "Drive", 1, -1, 2, plain_text, 1, lead_d, NULL, 1, 0, false, CARS, 2, {"plan.xml", 39}},
};
static struct area areas[] = {
    {"1.1", "Building", 0, 1, BUILD, 1, {"plan.xml", 18}},
    {"1.2", "Burning", 0, 2, BURN, 1, {"plan.xml", 28}},
};
static const char *paragraph[] = {"Words <of> progress."};
static struct part parts[] = {
    {"1", "Work", 1, {NULL, 0}, 0, 2, BUILD, 2, {"plan.xml", 17}},
    {"2", "Means", 2, {paragraph, 1}, 2, 0, TALK, 2, {"plan.xml", 34}},
};
static const char *addressees[] = {"Towns", "Counties"};
static const struct plan plan = {
    .id = "n",
    .year = 2024,
    .title = "Plan",
    .promulgation = {.issuer = "Issuing Office",
                     .number = "No. 1",
                     .title = "Notice",
                     .to = {addressees, 2},
                     .dated = {2024, 5, 31}},
    .rules = {{5, 0}, {10, 0}, {30, 0}},
    .unit = units,
    .part = parts,
    .area = areas,
    .task = tasks,
    .target = targets,
    .unit_count = UNITS,
    .part_count = 2,
    .area_count = 2,
    .task_count = TASKS,
    .target_count = TARGETS,
};

/* ---- three quarters of it --------------------------------------------------------------------------------
 */

static struct actual first[] = {
    {"1.1-1", false, {2, 0}, NULL, NULL, {"q1.xml", 2}},
    {"1.2-1", false, {700, 0}, NULL, NULL, {"q1.xml", 3}},
    {"1.1-3", false, {70, 0}, NULL, NULL, {"q1.xml", 4}},
};
static struct actual second[] = {
    {"1.1-1", false, {41, 1}, NULL, NULL, {"q2.xml", 2}},
    {"2.2-1", false, {480, 0}, NULL, NULL, {"q2.xml", 3}},
    {"1.2-2", false, {-3, 1}, NULL, NULL, {"q2.xml", 4}},
};
static struct actual third[] = {
    {"2.2-1", false, {500, 0}, NULL, NULL, {"q3.xml", 2}},
    {"1.1-1", false, {6, 0}, NULL, "late", {"q3.xml", 3}},
    {"1.1-2", false, {4, 1}, NULL, NULL, {"q3.xml", 4}},
    {"1.1-3", false, {75, 0}, NULL, NULL, {"q3.xml", 5}},
    {"1.2-1", false, {3390, 0}, NULL, NULL, {"q3.xml", 6}},
    {"1.2-2", true, {0, 0}, NULL, "none", {"q3.xml", 7}},
};
static struct words words[] = {{"2.1", {paragraph, 1}, {"q3.xml", 9}}};

static const struct quarter quarters[] = {
    {"n", 2024, 1, {2024, 3, 31}, false, first, 3, NULL, 0, {"q1.xml", 1}},
    {"n", 2024, 2, {2024, 6, 30}, true, second, 3, NULL, 0, {"q2.xml", 1}},
    {"n", 2024, 3, {2024, 9, 30}, false, third, 6, words, 1, {"q3.xml", 1}},
    {"n", 2023, 1, {2023, 3, 31}, true, first, 3, NULL, 0, {"old.xml", 1}},
};
static const char *ccs[] = {"Archive"};
static const struct issuance issuance = {
    .notice = "n",
    .year = 2024,
    .quarter = 3,
    .dated = {2024, 10, 18},
    .bulletin = {.number = "No. 9", .to = {addressees, 2}, .note = "Open"},
    .letters = {.number = "L {n}", .cc = {ccs, 1}, .urgency = "urgent"},
    .reply_by = {2024, 10, 31},
};

static struct arena *arena;
static const struct report *report;

static int set_up(void **state)
{
    (void)state;
    /* the third quarter with the earlier two out of order, another year's, the third itself and one twice */
    const struct quarter *earlier[] = {&quarters[1], &quarters[3], &quarters[2], &quarters[0], &quarters[1]};
    arena = arena_new();
    report = progress_report(&plan, &quarters[2], earlier, 5, &issuance, arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

#endif
