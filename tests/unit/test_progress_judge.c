/*
 * Holds the judging of figures against judge_table.tsv, which is worked out by hand, and the table against
 * what it must cover: every bound with every measure, period and quarter, and every kind of value.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/paths.h"
#include "progress/judge.h"

static const char *const bounds[] = {"at-least", "about", "at-most", "exact", "range", NULL};
static const char *const measures[] = {"count", "level", "growth", "gain", NULL};
static const char *const periods[] = {"year", "quarter", NULL};
static const char *const kinds[] = {"over", "equal", "short", "zero", "negative", "missing", "na", NULL};
static const char *const lights[] = {"green", "yellow", "red", "grey", NULL};

enum { BOUNDS = 5, MEASURES = 4, PERIODS = 2, QUARTERS = 4, KINDS = 6 /* na needs no full cover */ };

enum column {
    BOUND,
    MEASURE,
    PERIOD,
    QUARTER,
    TARGET,
    KIND,
    VALUE,
    SHARE,
    DUE,
    LEAD,
    LIGHT,
    REACHED,
    COLUMNS
};

struct row {
    char *column[COLUMNS];
    int line;
};

static const struct rules usual_rules = {{5, 0}, {10, 0}, {30, 0}};
static bool covered[BOUNDS][MEASURES][PERIODS][QUARTERS][KINDS];
static int held, faults;
static struct arena *arena;

static int index_of(const char *const *names, const char *name, size_t size)
{
    for (int i = 0; names[i]; i++)
        if (strlen(names[i]) == size && strncmp(names[i], name, size) == 0)
            return i;
    fail_msg("the table has an unknown word: %s", name);
    return -1;
}

static struct decimal number(const char *text)
{
    struct decimal d;
    if (!decimal_parse(text, &d))
        fail_msg("the table has no number here: %s", text);
    return d;
}

static void hold(const struct row *row, const char *what, const char *found, const char *expected)
{
    if (strcmp(expected, "*") == 0 || strcmp(found, expected) == 0)
        return;
    print_error("judge_table.tsv:%d: %s is %s, %s expected\n", row->line, what, found, expected);
    faults++;
}

/* One figure of a row. */
static void judge_one(const struct row *row, const struct target *target, int quarter)
{
    const char *value = row->column[VALUE];
    struct actual actual = {.na = strcmp(row->column[KIND], "na") == 0};
    if (*value != '-' || value[1])
        actual.value = number(value);
    bool missing = strcmp(row->column[KIND], "missing") == 0;
    struct figure f = judge(&(struct judged){&usual_rules, target, quarter, missing ? NULL : &actual});
    bool reported = f.state == STATE_REPORTED;
    hold(row, "share", f.has_share ? rational_print(arena, f.share, 1) : "-", row->column[SHARE]);
    hold(row, "due", rational_print(arena, f.due, 1), row->column[DUE]);
    hold(row, "lead", reported ? rational_print(arena, f.lead, 1) : "-", row->column[LEAD]);
    hold(row, "light", lights[f.light], row->column[LIGHT]);
    hold(row, "reached", f.reached ? "yes" : "no", row->column[REACHED]);
    assert_int_equal(f.ceiling, target->bound == BOUND_AT_MOST);
    held++;
}

/* The next word of a list of words separated by commas; NULL at its end. */
static const char *next_word(const char **list, size_t *size)
{
    const char *word = *list;
    if (!*word)
        return NULL;
    *size = strcspn(word, ",");
    *list = word + *size + (word[*size] == ',');
    return word;
}

static struct target target_of(const struct row *row, const char *bound, size_t size)
{
    bool about = bound[size - 1] == '+';
    struct target t = {
        .bound = (enum bound)index_of(bounds, bound, size - about),
        .value = number(row->column[TARGET]),
        .due = {{25, 0}, {50, 0}, {75, 0}, {100, 0}},
    };
    t.about = about || t.bound == BOUND_ABOUT;
    t.min = t.value;
    t.max = (struct decimal){t.value.units * 3, t.value.scale};
    return t;
}

static void judge_row(const struct row *row)
{
    int kind = index_of(kinds, row->column[KIND], strlen(row->column[KIND]));
    const char *b, *m, *p, *q, *bs = row->column[BOUND], *ms, *ps, *qs;
    size_t size;
    while ((b = next_word(&bs, &size))) {
        struct target t = target_of(row, b, size);
        for (ms = row->column[MEASURE]; (m = next_word(&ms, &size));) {
            t.measure = (enum measure)index_of(measures, m, size);
            for (ps = row->column[PERIOD]; (p = next_word(&ps, &size));) {
                t.period = (enum period)index_of(periods, p, size);
                for (qs = row->column[QUARTER]; (q = next_word(&qs, &size));) {
                    judge_one(row, &t, *q - '0');
                    if (kind < KINDS)
                        covered[t.bound][t.measure][t.period][*q - '1'][kind] = true;
                }
            }
        }
    }
}

static void read_table(struct buffer *out)
{
    char folder[4096], path[4200];
    assert_true(paths_data_dir("tests/unit", folder, sizeof folder));
    snprintf(path, sizeof path, "%s/judge_table.tsv", folder);
    struct diag *diag = diag_new();
    assert_true(file_read(path, 0, out, diag));
    diag_free(diag);
}

static void every_row_of_the_table_holds(void **state)
{
    (void)state;
    struct buffer table = {0};
    read_table(&table);
    char *rest = table.data;
    for (int number_of_line = 1; *rest; number_of_line++) {
        char *line = strsep(&rest, "\n");
        struct row row = {.line = number_of_line};
        if (!*line || *line == '#')
            continue;
        for (int i = 0; i < COLUMNS; i++) {
            row.column[i] = strsep(&line, "\t");
            if (!row.column[i] || !*row.column[i])
                fail_msg("judge_table.tsv:%d: a column is missing", row.line);
        }
        judge_row(&row);
        if (!rest)
            break;
    }
    buffer_free(&table);
    assert_true(held > 960);
    assert_int_equal(faults, 0);
}

static void the_table_covers_every_case(void **state)
{
    (void)state;
    int gaps = 0;
    for (int b = 0; b < BOUNDS; b++)
        for (int m = 0; m < MEASURES; m++)
            for (int p = 0; p < PERIODS; p++)
                for (int q = 0; q < QUARTERS; q++)
                    for (int k = 0; k < KINDS; k++)
                        if (!covered[b][m][p][q][k]) {
                            print_error("no row: %s %s %s quarter %d %s\n", bounds[b], measures[m],
                                        periods[p], q + 1, kinds[k]);
                            gaps++;
                        }
    assert_int_equal(gaps, 0);
}

/* Rules other than the usual ones, and a schedule of its own. */
static void other_rules_and_schedules_are_followed(void **state)
{
    (void)state;
    const struct rules rules = {{10, 0}, {5, 0}, {125, 1}}; /* 左右 10 %, yellow 5, red 12.5 */
    struct target t = {
        .bound = BOUND_EXACT, .value = {200, 0}, .due = {{10, 0}, {30, 0}, {605, 1}, {100, 0}}};
    static const struct {
        int quarter;
        struct decimal value;
        enum light light;
    } cases[] = {
        {1, {20, 0}, LIGHT_GREEN},   /* 10 % of 10 */
        {1, {10, 0}, LIGHT_YELLOW},  /* 5 points behind */
        {2, {50, 0}, LIGHT_YELLOW},  /* 25 % of 30 */
        {2, {501, 1}, LIGHT_GREEN},  /* 25.05 % */
        {3, {96, 0}, LIGHT_YELLOW},  /* 48 % of 60.5: 12.5 behind */
        {3, {959, 1}, LIGHT_RED},    /* 47.95 % */
        {4, {190, 0}, LIGHT_YELLOW}, /* 95 %: 5 short */
        {4, {1899, 1}, LIGHT_RED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct actual a = {.value = cases[i].value};
        assert_int_equal(judge(&(struct judged){&rules, &t, cases[i].quarter, &a}).light, cases[i].light);
    }
    t.about = true;
    struct actual a = {.value = {180, 0}};
    assert_int_equal(judge(&(struct judged){&rules, &t, 4, &a}).light, LIGHT_GREEN); /* 90 % with 左右 10 */
    a.value = (struct decimal){1799, 1};
    assert_int_equal(judge(&(struct judged){&rules, &t, 4, &a}).light, LIGHT_RED); /* 10.05 short */
    t.bound = BOUND_AT_MOST;
    a.value = (struct decimal){220, 0};
    assert_int_equal(judge(&(struct judged){&rules, &t, 3, &a}).light, LIGHT_YELLOW); /* just 110 % */
    a.value = (struct decimal){2201, 1};
    assert_int_equal(judge(&(struct judged){&rules, &t, 3, &a}).light, LIGHT_RED);
    a.value = (struct decimal){121, 0}; /* 60.5 % of 200 */
    assert_int_equal(judge(&(struct judged){&rules, &t, 3, &a}).light, LIGHT_GREEN);
}

/* Nothing done is nothing reached, also where 左右 allows everything. */
static void nothing_is_never_reached(void **state)
{
    (void)state;
    const struct rules rules = {{100, 0}, {10, 0}, {30, 0}};
    const struct target t = {
        .bound = BOUND_ABOUT, .about = true, .value = {100, 0}, .measure = MEASURE_LEVEL};
    struct actual a = {.value = {0, 0}};
    assert_false(judge(&(struct judged){&rules, &t, 4, &a}).reached);
    a.value = (struct decimal){1, 0};
    assert_true(judge(&(struct judged){&rules, &t, 4, &a}).reached);
}

/* Nothing is behind that isn't due yet; but backwards isn't where it should be. */
static void nothing_done_of_what_is_not_due_is_green(void **state)
{
    (void)state;
    const struct rules rules = {{5, 0}, {0, 0}, {30, 0}};
    const struct target t = {
        .bound = BOUND_EXACT, .value = {2, 0}, .due = {{0, 0}, {1, 1}, {50, 0}, {100, 0}}};
    struct actual a = {.value = {0, 0}};
    const struct figure f = judge(&(struct judged){&rules, &t, 1, &a});
    assert_int_equal(f.light, LIGHT_GREEN);
    assert_false(f.has_share || f.reached);
    assert_int_equal(rational_sign(f.lead), 0);
    assert_int_equal(judge(&(struct judged){&rules, &t, 2, &a}).light, LIGHT_RED);
    a.value = (struct decimal){-1, 0};
    assert_int_equal(judge(&(struct judged){&rules, &t, 1, &a}).light, LIGHT_RED);
}

/* With yellow at 0 points it begins right behind the schedule, which to be on is green. */
static void on_schedule_is_green_whatever_yellow_is(void **state)
{
    (void)state;
    const struct rules rules = {{5, 0}, {0, 0}, {30, 0}};
    const struct target t = {
        .bound = BOUND_EXACT, .value = {100, 0}, .due = {{25, 0}, {50, 0}, {75, 0}, {100, 0}}};
    static const struct {
        int quarter;
        struct decimal value;
        enum light light;
    } cases[] = {
        {3, {75, 0}, LIGHT_GREEN},     {3, {76, 0}, LIGHT_GREEN}, {3, {74999999, 6}, LIGHT_YELLOW},
        {3, {45, 0}, LIGHT_YELLOW},    {3, {44, 0}, LIGHT_RED},   {4, {100, 0}, LIGHT_GREEN},
        {4, {99999999, 6}, LIGHT_RED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct actual a = {.value = cases[i].value};
        assert_int_equal(judge(&(struct judged){&rules, &t, cases[i].quarter, &a}).light, cases[i].light);
    }
}

static void every_light_has_its_reason(void **state)
{
    (void)state;
    const struct target t = {.value = {100, 0}, .measure = MEASURE_LEVEL};
    struct actual a = {.value = {90, 0}};
    struct judged judged = {&usual_rules, &t, 1, &a};
    struct figure f = judge(&judged);
    assert_string_equal(judge_reason(&judged, &f), "behind by the points of yellow to those of red");
    judged.quarter = 4;
    f = judge(&judged);
    assert_string_equal(judge_reason(&judged, &f), "short by no more than the points of yellow");
    judged.actual = NULL;
    f = judge(&judged);
    assert_string_equal(judge_reason(&judged, &f), "no figure");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_the_table_holds),
        cmocka_unit_test(the_table_covers_every_case),
        cmocka_unit_test(other_rules_and_schedules_are_followed),
        cmocka_unit_test(nothing_is_never_reached),
        cmocka_unit_test(nothing_done_of_what_is_not_due_is_green),
        cmocka_unit_test(on_schedule_is_green_whatever_yellow_is),
        cmocka_unit_test(every_light_has_its_reason),
    };
    arena = arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
