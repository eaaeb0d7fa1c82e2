/*
 * The report as a whole on a small plan: changes, roll-ups, ranking, the XML for the templates and the dump.
 * Expected numbers are worked out by hand beside each case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "progress/mean.h"
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
    {"b", "Office B", "Office B",     false, {"plan.xml", 4}},
    {"c", "Office C", "Office C",     false, {"plan.xml", 5}},
    {"d", "Office D", "Office D",     false, {"plan.xml", 6}},
    {"e", "Office E", "Office E",     false, {"plan.xml", 7}},
    {"s", "Issuer",   "Issuer",       true,  {"plan.xml", 8}},
};

/* id, name, unit, phrase, value, range, bound, 左右, measure, base, period, schedule, strive, task, place */
static struct target targets[TARGETS] = {
    {"1.1-1",
     "homes", "home",
     "some 7 homes",       {7, 0},
     {0, 0},
     {0, 0},
     BOUND_ABOUT,    true,
     MEASURE_COUNT, 0,
     PERIOD_YEAR,    SCHEDULE,
     true,  BUILD,
     {"plan.xml", 20}},
    {"1.1-2",
     "roads", "km",
     "1-3 km",             {1, 0},
     {1, 0},
     {3, 0},
     BOUND_RANGE,    false,
     MEASURE_COUNT, 0,
     PERIOD_YEAR,    SCHEDULE,
     false, BUILD,
     {"plan.xml", 21}},
    {"1.1-3",
     "share", "%",
     "75%",                {75, 0},
     {0, 0},
     {0, 0},
     BOUND_AT_LEAST, false,
     MEASURE_LEVEL, 0,
     PERIOD_YEAR,    SCHEDULE,
     false, BUILD,
     {"plan.xml", 22}},
    {"1.2-1",
     "coal",  "t",
     "within some 3200 t", {3200, 0},
     {0, 0},
     {0, 0},
     BOUND_AT_MOST,  true,
     MEASURE_COUNT, 0,
     PERIOD_YEAR,    SCHEDULE,
     false, BURN,
     {"plan.xml", 30}},
    {"1.2-2",
     "trade", "points",
     "2 points",           {2, 0},
     {0, 0},
     {0, 0},
     BOUND_EXACT,    false,
     MEASURE_GAIN,  BASE_AVERAGE,
     PERIOD_YEAR,    SCHEDULE,
     false, BURN,
     {"plan.xml", 31}},
    {"2.2-1",
     "cars",  "car",
     "500",                {500, 0},
     {0, 0},
     {0, 0},
     BOUND_EXACT,    false,
     MEASURE_COUNT, 0,
     PERIOD_QUARTER, SCHEDULE,
     false, DRIVE,
     {"plan.xml", 40}},
    {"2.2-2",
     "meals", "meal",
     "1.20",               {120, 2},
     {0, 0},
     {0, 0},
     BOUND_EXACT,    false,
     MEASURE_COUNT, 0,
     PERIOD_YEAR,    SCHEDULE,
     false, DRIVE,
     {"plan.xml", 41}},
};

static struct piece build_text[] = {
    {"Build ",      -1,    -1   },
    {"some ",       HOMES, -1   },
    {"7",           HOMES, ROADS},
    {" homes",      HOMES, -1   },
    {" & a share ", -1,    -1   },
    {"75%",         SHARE, -1   },
    {".",           -1,    -1   },
};
static struct piece plain_text[] = {
    {"Text.", -1, -1}
};

static int lead_ab[] = {A, B}, lead_b[] = {B}, lead_c[] = {C}, lead_d[] = {D}, support_c[] = {C};

static struct task tasks[TASKS] = {
    {"1.1", "Build", 0, 0,  1, build_text, 7, lead_ab, support_c, 2, 1, true,  HOMES, 3, {"plan.xml", 19}},
    {"1.2", "Burn",  0, 1,  1, plain_text, 1, lead_b,  NULL,      1, 0, false, COAL,  2, {"plan.xml", 29}},
    {"2.1", "Talk",  1, -1, 1, plain_text, 1, lead_c,  NULL,      1, 0, false, CARS,  0, {"plan.xml", 35}},
    {"2.2", "Drive", 1, -1, 2, plain_text, 1, lead_d,  NULL,      1, 0, false, CARS,  2, {"plan.xml", 39}},
};
static struct area areas[] = {
    {"1.1", "Building", 0, 1, BUILD, 1, {"plan.xml", 18}},
    {"1.2", "Burning",  0, 2, BURN,  1, {"plan.xml", 28}},
};
static const char *paragraph[] = {"Words <of> progress."};
static struct part parts[] = {
    {"1", "Work",  1, {NULL, 0},      0, 2, BUILD, 2, {"plan.xml", 17}},
    {"2", "Means", 2, {paragraph, 1}, 2, 0, TALK,  2, {"plan.xml", 34}},
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
    .rules = {{5, 0},     {10, 0}, {30, 0}},
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
    {"1.1-1", false, {2, 0},   NULL, NULL, {"q1.xml", 2}},
    {"1.2-1", false, {700, 0}, NULL, NULL, {"q1.xml", 3}},
    {"1.1-3", false, {70, 0},  NULL, NULL, {"q1.xml", 4}},
};
static struct actual second[] = {
    {"1.1-1", false, {41, 1},  NULL, NULL, {"q2.xml", 2}},
    {"2.2-1", false, {480, 0}, NULL, NULL, {"q2.xml", 3}},
    {"1.2-2", false, {-3, 1},  NULL, NULL, {"q2.xml", 4}},
};
static struct actual third[] = {
    {"2.2-1", false, {500, 0},  NULL, NULL,   {"q3.xml", 2}},
    {"1.1-1", false, {6, 0},    NULL, "late", {"q3.xml", 3}},
    {"1.1-2", false, {4, 1},    NULL, NULL,   {"q3.xml", 4}},
    {"1.1-3", false, {75, 0},   NULL, NULL,   {"q3.xml", 5}},
    {"1.2-1", false, {3390, 0}, NULL, NULL,   {"q3.xml", 6}},
    {"1.2-2", true,  {0, 0},    NULL, "none", {"q3.xml", 7}},
};
static struct words words[] = {
    {"2.1", {paragraph, 1}, {"q3.xml", 9}}
};

static const struct quarter quarters[] = {
    {"n", 2024, 1, {2024, 3, 31}, false, first,  3, NULL,  0, {"q1.xml", 1} },
    {"n", 2024, 2, {2024, 6, 30}, true,  second, 3, NULL,  0, {"q2.xml", 1} },
    {"n", 2024, 3, {2024, 9, 30}, false, third,  6, words, 1, {"q3.xml", 1} },
    {"n", 2023, 1, {2023, 3, 31}, true,  first,  3, NULL,  0, {"old.xml", 1}},
};
static const char *ccs[] = {"Archive"};
static const struct issuance issuance = {
    .notice = "n",
    .year = 2024,
    .quarter = 3,
    .dated = {2024,              10,                    18                 },
    .bulletin = {.number = "No. 9", .to = {addressees, 2}, .note = "Open"     },
    .letters = {.number = "L {n}", .cc = {ccs, 1},        .urgency = "urgent"},
    .reply_by = {2024,              10,                    31                 },
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
    {"then fewer red",                                                  /* all 1 of 3 green and -20/3 points: two red, or one red and one yellow */
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
                .id = id, .value = {100, 0},
                     .bound = BOUND_EXACT, .period = PERIOD_QUARTER, .task = u
            };
            actual[count] = (struct actual){
                .target = id, .value = {tie->value[u][i], 0}
            };
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

/* ---- the exact mean --------------------------------------------------------------------------------------
 */

static const char *mean_of(int count, const struct rational *term)
{
    struct mean mean = {0};
    for (int i = 0; i < count; i++)
        mean_add(&mean, term[i], arena);
    return one_decimal(mean_rounded(&mean));
}

static void means_are_exact(void **state)
{
    (void)state;
    assert_string_equal(mean_of(1,
                                (struct rational[]){
                                    {1, 20}
    }),
                        "0.1");
    assert_string_equal(mean_of(1,
                                (struct rational[]){
                                    {49999, 1000000}
    }),
                        "0.0");
    assert_string_equal(mean_of(1,
                                (struct rational[]){
                                    {-1, 20}
    }),
                        "-0.1");
    assert_string_equal(mean_of(3,
                                (struct rational[]){
                                    {200, 3},
                                    {200, 3},
                                    {200, 3}
    }),
                        "66.7");
    assert_string_equal(mean_of(3,
                                (struct rational[]){
                                    {1, 10},
                                    {1, 10},
                                    {1, 10}
    }),
                        "0.1");
    assert_string_equal(mean_of(2,
                                (struct rational[]){
                                    {-1, 3},
                                    {1,  3}
    }),
                        "0.0");
    const int128 huge = (int128)1000000000000000000 * 100;
    assert_string_equal(mean_of(2,
                                (struct rational[]){
                                    {huge,     1},
                                    {huge + 1, 1}
    }),
                        "100000000000000000000.5");
    struct mean harmonic = {0}; /* the sum of 1000/k up to k = 40 is 4278.54…, a fortieth of it 106.96… */
    for (int k = 1; k <= 40; k++)
        mean_add(&harmonic, rational_of(1000, k), arena);
    assert_string_equal(one_decimal(mean_rounded(&harmonic)), "107.0");
    struct mean empty = {0};
    assert_string_equal(one_decimal(mean_rounded(&empty)), "0.0");
}

/* Tens of thousands of unlike denominators: the sum of 1/(k(k+1)) is 1 - 1/(n+1). */
static void means_of_many_take_no_time(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct mean mean = {0};
    for (int k = 1; k <= N; k++)
        mean_add(&mean, rational_of(N * 10LL, (int64_t)k * (k + 1)), arena);
    assert_string_equal(one_decimal(mean_rounded(&mean)), "10.0"); /* 10 - 10/20001 */
}

/* ---- XML and dump ----------------------------------------------------------------------------------------
 */

/* The value of an XPath over the report XML, as text. */
static const char *find(xmlDocPtr doc, const char *path)
{
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(context, BAD_CAST "r", BAD_CAST "urn:tongbao:report");
    xmlXPathObjectPtr result = xmlXPathEvalExpression(BAD_CAST path, context);
    assert_non_null(result);
    xmlChar *value = xmlXPathCastToString(result);
    const char *kept = arena_strdup(arena, (const char *)value);
    xmlFree(value);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    return kept;
}

static const struct {
    const char *path, *value;
} xml_facts[] = {
    {"/r:report/@notice",                                                            "n"                                },
    {"/r:report/@quarter",                                                           "3"                                },
    {"/r:report/@asof",                                                              "2024-09-30"                       },
    {"/r:report/@sample",                                                            "true"                             },
    {"/r:report/r:rules/@red",                                                       "30"                               },
    {"count(/r:report/r:promulgation/r:to)",                                         "2"                                },
    {"/r:report/r:issuance/r:bulletin/@number",                                      "No. 9"                            },
    {"count(/r:report/r:issuance/r:letters/@number)",                                "0"                                },
    {"/r:report/r:issuance/r:letters/@urgency",                                      "urgent"                           },
    {"/r:report/r:issuance/r:letters/r:cc",                                          "Archive"                          },
    {"/r:report/r:issuance/r:imprint/@office",                                       "Issuing Office"                   },
    {"/r:report/r:issuance/r:imprint/@date",                                         "2024-10-18"                       },
    {"/r:report/r:issuance/@reply-by",                                               "2024-10-31"                       },
    {"count(//r:seal | //r:contact)",                                                "0"                                },
    {"//r:unit[@id='a']/@full",                                                      "The Office A"                     },
    {"//r:unit[@id='a']/@number",                                                    "L 1"                              },
    {"//r:unit[@id='a']/@file",                                                      "letters/01.pdf"                   },
    {"//r:unit[@id='a']/@mean-lead",                                                 "-8.1"                             },
    {"//r:unit[@id='a']/@green-share",                                               "66.7"                             },
    {"count(//r:unit[@id='b']/@number)",                                             "0"                                },
    {"//r:unit[@id='s']/@self",                                                      "true"                             },
    {"//r:unit[@id='s']/@place",                                                     "6"                                },
    {"count(//r:unit[@id='s']/@rank)",                                               "0"                                },
    {"//r:unit[@id='b']/r:lead/r:tally/@total",                                      "5"                                },
    {"//r:plan/r:part[1]/r:area[1]/r:task/r:text",                                   "Build some 7 homes & a share 75%."},
    {"count(//r:task[@id='1.1']/r:text/r:target)",                                   "2"                                },
    {"//r:text/r:target[@ref='1.1-1']",                                              "some 7 homes"                     },
    {"//r:text/r:target[@ref='1.1-1']/r:target[@ref='1.1-2']",                       "7"                                },
    {"count(//r:part[2]/r:task)",                                                    "2"                                },
    {"//r:part[2]/r:p",                                                              "Words <of> progress."             },
    {"//r:task[@id='2.1']/r:words/r:p",                                              "Words <of> progress."             },
    {"//r:task[@id='2.1']/r:tally/@total",                                           "0"                                },
    {"count(//r:task[@id='2.1']/r:tally/@light)",                                    "0"                                },
    {"//r:task[@id='1.1']/@others",                                                  "true"                             },
    {"count(//r:task[@id='1.2']/@others)",                                           "0"                                },
    {"count(//r:task[@id='1.1']/r:lead)",                                            "2"                                },
    {"//r:figure[@target='1.1-1']/@share",                                           "85.7"                             },
    {"//r:figure[@target='1.1-1']/@due",                                             "75.0"                             },
    {"//r:figure[@target='1.1-1']/@lead",                                            "10.7"                             },
    {"count(//r:figure[@target='1.1-1']/@behind)",                                   "0"                                },
    {"//r:figure[@target='1.1-1']/@change",                                          "1.9"                              },
    {"//r:figure[@target='1.1-1']/@about",                                           "true"                             },
    {"//r:figure[@target='1.1-1']/@note",                                            "late"                             },
    {"//r:figure[@target='1.1-1']/@line",                                            "3"                                },
    {"count(//r:figure[@target='1.1-1']/r:earlier)",                                 "2"                                },
    {"//r:figure[@target='1.1-1']/r:earlier[2]/@value",                              "4.1"                              },
    {"//r:figure[@target='1.1-1']/r:earlier[2]/@share",                              "58.6"                             },
    {"//r:figure[@target='1.1-2']/@target-max",                                      "3"                                },
    {"//r:figure[@target='1.1-2']/@behind",                                          "35.0"                             },
    {"count(//r:figure[@target='1.1-2']/@target-value)",                             "0"                                },
    {"//r:figure[@target='1.1-2']/r:earlier[1]/@state",                              "missing"                          },
    {"//r:figure[@target='1.1-3']/@reached",                                         "true"                             },
    {"//r:figure[@target='1.2-1']/@ceiling",                                         "true"                             },
    {"count(//r:figure[@target='1.2-1']/@lead)",                                     "0"                                },
    {"//r:figure[@target='1.2-1']/@bar",                                             "105.9"                            },
    {"//r:figure[@target='1.2-2']/@state",                                           "na"                               },
    {"//r:figure[@target='1.2-2']/@base",                                            "average"                          },
    {"count(//r:figure[@target='1.2-2']/@value)",                                    "0"                                },
    {"//r:figure[@target='2.2-2']/@state",                                           "missing"                          },
    {"//r:figure[@target='2.2-2']/@target-value",                                    "1.20"                             },
    {"count(//r:figure[@target='2.2-2']/@share | //r:figure[@target='2.2-2']/@bar)", "0"                                },
    {"//r:total/r:tally/@mean",                                                      "75.2"                             },
    {"//r:total/r:tally/@missing",                                                   "1"                                },
    {"//r:total/r:tally/@reported",                                                  "5"                                },
    {"count(//r:trend/r:quarter)",                                                   "3"                                },
    {"//r:trend/r:quarter[3]/r:tally/@green",                                        "3"                                },
    {"//r:ranking/r:rank[1]/@unit",                                                  "d"                                },
    {"count(//r:ranking/r:rank[4]/@rank)",                                           "0"                                },
    {"count(//*[namespace-uri() != 'urn:tongbao:report'])",                          "0"                                },
};

static void the_xml_says_what_the_templates_need(void **state)
{
    (void)state;
    const char *number[UNITS] = {"L 1"}, *file[UNITS] = {"letters/01.pdf"};
    xmlDocPtr doc = report_xml(report, &(struct numbering){number, file});
    int faults = 0;
    for (size_t i = 0; i < sizeof xml_facts / sizeof xml_facts[0]; i++) {
        const char *found = find(doc, xml_facts[i].path);
        if (strcmp(found, xml_facts[i].value) != 0) {
            print_error("%s is \"%s\", not \"%s\"\n", xml_facts[i].path, found, xml_facts[i].value);
            faults++;
        }
    }
    xmlFreeDoc(doc);
    assert_int_equal(faults, 0);
}

static void the_dump_tells_how_a_figure_came_about(void **state)
{
    (void)state;
    struct buffer dump = {0};
    report_dump(report, &dump);
    static const char homes[] = "figure 1.1-1 homes\n"
                                "  target   some 7 homes: about 7 home, count (plan.xml:20)\n"
                                "  value    6 home (q3.xml:3)\n"
                                "  share    6 / 7 = 85.7 %\n"
                                "  due      75.0 % by the schedule of quarter 3\n"
                                "  lead     85.7 - 75.0 = 10.7 points\n"
                                "  change   6 - 4.1 = 1.9 home since quarter 2 (q2.xml:2)\n"
                                "  reached  no: at least 7 - 5 % = 6.65 home\n"
                                "  light    green: behind by less than the points of yellow\n";
    static const char coal[] = "  value    3390 t (q3.xml:6)\n"
                               "  share    3390 / 3200 = 105.9 % of the ceiling used\n"
                               "  due      75.0 % by the schedule of quarter 3: 3200 x 75 % = 2400 t\n"
                               "  change   none: no value in the earlier quarter\n"
                               "  reached  no: at most 3200 + 5 % = 3360 t, at the end of the period\n"
                               "  light    red: above the ceiling\n";
    assert_non_null(strstr(buffer_text(&dump), homes));
    assert_non_null(strstr(buffer_text(&dump), coal));
    assert_non_null(strstr(buffer_text(&dump), "  value    none due for this quarter (na) (q3.xml:7)\n"));
    assert_non_null(strstr(buffer_text(&dump), "task 2.1: no targets\n"));
    buffer_free(&dump);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(earlier_quarters_are_those_of_the_year_ascending),
        cmocka_unit_test(a_change_is_against_the_latest_earlier_quarter_only),
        cmocka_unit_test(figures_not_reported_differ_from_those_not_due),
        cmocka_unit_test(sets_are_tallied),
        cmocka_unit_test(a_target_counts_once_for_each_of_its_units),
        cmocka_unit_test(the_trend_judges_each_quarter_by_its_own_due),
        cmocka_unit_test(lead_units_are_ranked),
        cmocka_unit_test(ties_are_broken_in_the_order_of_the_rules),
        cmocka_unit_test(means_are_exact),
        cmocka_unit_test(means_of_many_take_no_time),
        cmocka_unit_test(the_xml_says_what_the_templates_need),
        cmocka_unit_test(the_dump_tells_how_a_figure_came_about),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
