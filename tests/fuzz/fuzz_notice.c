/*
 * A notice: read, checked, and judged with itself. Figures and particulars are made for it, so that a plan of
 * whatever shape goes as far as its set.
 */
#include "mutate.h"

/* A figure for the target in the quarter: over the targets and quarters what is promised, a part of it, the
 * upper end of a range, nothing, less than nothing, and none. */
static struct actual figure(const struct plan *plan, int target, int quarter)
{
    const struct target *t = &plan->target[target];
    struct actual actual = {.target = t->id, .value = t->value, .unit = t->unit, .at = t->at};
    switch ((target + quarter) % 6) {
    case 0:
        actual.value.units = actual.value.units * quarter / 4;
        break;
    case 1:
        actual.value = t->bound == BOUND_RANGE ? t->max : t->value;
        break;
    case 2:
        actual.na = true;
        break;
    case 3:
        actual.value.units = quarter % 2 ? 0 : -actual.value.units;
        break;
    default:
        break;
    }
    return actual;
}

/* Figures for most targets, words for every second task. */
static struct quarter *figures(const struct plan *plan, int number, struct arena *arena)
{
    static const int last_day[4] = {31, 30, 30, 31};
    struct quarter *quarter = arena_alloc(arena, sizeof *quarter);
    *quarter = (struct quarter){
        .notice = plan->id,
        .year = plan->year,
        .number = number,
        .asof = {plan->year, 3 * number, last_day[number - 1]},
        .actual = arena_array(arena, (size_t)plan->target_count + 1, sizeof *quarter->actual),
        .words = arena_array(arena, (size_t)plan->task_count + 1, sizeof *quarter->words),
        .at = plan->at,
    };
    for (int i = 0; i < plan->target_count; i++)
        if ((i + number) % 6 != 5)
            quarter->actual[quarter->actual_count++] = figure(plan, i, number);
    for (int i = number % 2; i < plan->task_count; i += 2)
        quarter->words[quarter->words_count++] =
            (struct words){plan->task[i].id, plan->part[plan->task[i].part].text, plan->task[i].at};
    return quarter;
}

/* Numbers stated for some of the letters, one of them a number that an earlier quarter has given. */
static struct stated_number *stated(const struct plan *plan, struct arena *arena, int *count)
{
    struct stated_number *stated = arena_array(arena, (size_t)plan->unit_count + 1, sizeof *stated);
    *count = 0;
    for (int u = 0; u < plan->unit_count; u += 2)
        if (!plan->unit[u].self)
            stated[(*count)++] = (struct stated_number){plan->unit[u].id, 3 + u, plan->unit[u].at};
    return stated;
}

/* Every input of a year is made after the notice: they agree with it, and the set of each quarter can be
 * worked out. */
static void judge(const struct input *notice, struct arena *arena)
{
    const struct plan *plan = notice->plan;
    const struct quarter *quarter[4];
    struct issuance issuance = *good_inputs()->issuance;
    issuance.notice = plan->id;
    issuance.year = plan->year;
    issuance.dated = (struct date){2999, 12, 31};
    issuance.stated = stated(plan, arena, &issuance.stated_count);
    for (int q = 0; q < 4; q++) {
        quarter[q] = figures(plan, q + 1, arena);
        issuance.quarter = q + 1;
        struct input input[] = {*notice,
                                {.kind = INPUT_QUARTER, .path = notice->path, .quarter = quarter[q]},
                                {.kind = INPUT_ISSUE, .path = notice->path, .issuance = &issuance}};
        must(inputs_agree(input, 3));
        if (q == 0 || q == 3)
            make_set(&(struct order_of_set){plan, quarter[q], quarter, q, &issuance});
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct trial trial;
    trial_open(&trial, data, size);
    trial_check_crowd(&trial);
    if (trial.input.plan)
        judge(&trial.input, trial.arena);
    trial_close(&trial);
    return 0;
}
