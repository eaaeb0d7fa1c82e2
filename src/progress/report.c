#include "progress/report.h"

#include "progress/judge.h"
#include "progress/rank.h"

#include <stdlib.h>
#include <string.h>

/* An id of the plan with its place there. A big plan's are sought too often for one after another. */
struct place {
    const char *id;
    int index;
};

/* What is being worked out; the arrays are by index as in the plan. */
struct work {
    struct arena *arena;
    const struct plan *plan;
    struct report *report;
    struct place *target, *task; /* sorted by id */
};

/* ---- places ---- */

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct place *)a)->id, ((const struct place *)b)->id);
}

static void sort_places(struct work *w)
{
    const struct plan *plan = w->plan;
    w->target = arena_array(w->arena, (size_t)plan->target_count + 1, sizeof *w->target);
    w->task = arena_array(w->arena, (size_t)plan->task_count + 1, sizeof *w->task);
    for (int i = 0; i < plan->target_count; i++)
        w->target[i] = (struct place){plan->target[i].id, i};
    for (int i = 0; i < plan->task_count; i++)
        w->task[i] = (struct place){plan->task[i].id, i};
    qsort(w->target, (size_t)plan->target_count, sizeof *w->target, by_id);
    qsort(w->task, (size_t)plan->task_count, sizeof *w->task, by_id);
}

/* The index of id in the plan; -1 when it isn't there. */
static int find(const struct place *places, int count, const char *id)
{
    const struct place key = {id, 0}, *found = bsearch(&key, places, (size_t)count, sizeof key, by_id);
    return found ? found->index : -1;
}

/* ---- figures ---- */

/* The figures that a quarter's file gives, by target; NULL where it gives none. */
static const struct actual **actuals_by_target(const struct work *w, const struct quarter *quarter)
{
    const struct actual **found = arena_array(w->arena, (size_t)w->plan->target_count + 1, sizeof *found);
    for (int i = 0; i < quarter->actual_count; i++) {
        int target = find(w->target, w->plan->target_count, quarter->actual[i].target);
        if (target >= 0 && !found[target])
            found[target] = &quarter->actual[i];
    }
    return found;
}

static struct figure *judge_all(const struct work *w, const struct quarter *quarter)
{
    const struct actual **actual = actuals_by_target(w, quarter);
    struct figure *figure = arena_array(w->arena, (size_t)w->plan->target_count + 1, sizeof *figure);
    for (int t = 0; t < w->plan->target_count; t++)
        figure[t] = judge(&(struct judged){&w->plan->rules, &w->plan->target[t], quarter->number, actual[t]});
    return figure;
}

static int by_number(const void *a, const void *b)
{
    const struct quarter *const *x = a, *const *y = b;
    return ((*x)->number > (*y)->number) - ((*x)->number < (*y)->number);
}

/* Keeps what is earlier in the same year, ascending, one file a quarter. */
static void choose_earlier(const struct work *w, const struct quarter *const *given, int count)
{
    struct report *r = w->report;
    const struct quarter **kept = arena_array(w->arena, (size_t)count + 1, sizeof *kept);
    int n = 0;
    for (int i = 0; i < count; i++)
        if (given[i]->year == r->quarter->year && given[i]->number < r->quarter->number)
            kept[n++] = given[i];
    qsort(kept, (size_t)n, sizeof *kept, by_number);
    int unique = 0;
    for (int i = 0; i < n; i++)
        if (unique == 0 || kept[unique - 1]->number != kept[i]->number)
            kept[unique++] = kept[i];
    r->earlier = kept;
    r->earlier_count = unique;
}

static void judge_quarters(const struct work *w)
{
    struct report *r = w->report;
    struct figure **earlier = arena_array(w->arena, (size_t)r->earlier_count + 1, sizeof *earlier);
    r->sample = r->quarter->sample;
    for (int q = 0; q < r->earlier_count; q++) {
        earlier[q] = judge_all(w, r->earlier[q]);
        r->sample |= r->earlier[q]->sample;
    }
    r->earlier_figure = earlier;
    r->figure = judge_all(w, r->quarter);
}

/* The change is against the latest earlier quarter whether or not it has the figure. */
static void reckon_changes(const struct report *r)
{
    if (!r->earlier_count)
        return;
    const struct figure *before = r->earlier_figure[r->earlier_count - 1];
    for (int t = 0; t < r->plan->target_count; t++) {
        struct figure *now = &r->figure[t];
        now->has_change = now->state == STATE_REPORTED && before[t].state == STATE_REPORTED;
        if (now->has_change)
            now->change =
                rational_sub(rational_from(now->actual->value), rational_from(before[t].actual->value));
    }
}

static void take_words(const struct work *w)
{
    struct report *r = w->report;
    r->words = arena_array(w->arena, (size_t)r->plan->task_count + 1, sizeof *r->words);
    for (int i = 0; i < r->quarter->words_count; i++) {
        int task = find(w->task, r->plan->task_count, r->quarter->words[i].task);
        if (task >= 0 && !r->words[task])
            r->words[task] = &r->quarter->words[i];
    }
}

/* ---- roll-up ---------------------------------------------------------------------------------------------
 */

/* The sets that figures are gathered into. */
struct sets {
    struct rollup total;
    struct rollup *part, *area, *task, *lead, *support;
};

static struct rollup *new_sets(const struct work *w, int count)
{
    return arena_array(w->arena, (size_t)count + 1, sizeof(struct rollup));
}

/* Gathers one target: once in the plan and in each place above it, once for every unit of its task. */
static void gather_target(const struct work *w, struct sets *sets, int target)
{
    const struct target *t = &w->plan->target[target];
    const struct figure *f = &w->report->figure[target];
    const struct task *task = &w->plan->task[t->task];
    rollup_add(&sets->total, t, f, w->arena);
    rollup_add(&sets->part[task->part], t, f, w->arena);
    if (task->area >= 0)
        rollup_add(&sets->area[task->area], t, f, w->arena);
    rollup_add(&sets->task[t->task], t, f, w->arena);
    for (int i = 0; i < task->lead_count; i++)
        rollup_add(&sets->lead[task->lead[i]], t, f, w->arena);
    for (int i = 0; i < task->support_count; i++)
        rollup_add(&sets->support[task->support[i]], t, f, w->arena);
}

static struct tally *tallies(const struct work *w, const struct rollup *set, int count)
{
    struct tally *tally = arena_array(w->arena, (size_t)count + 1, sizeof *tally);
    for (int i = 0; i < count; i++)
        tally[i] = rollup_tally(&set[i]);
    return tally;
}

static void give_task(struct arena *arena, struct unit_report *unit, int task)
{
    *(int *)arena_push(arena, &unit->task, &unit->task_count, &unit->task_capacity, sizeof *unit->task) =
        task;
}

/* Which tasks each unit leads or supports. No unit does both with one task. */
static void share_out_tasks(const struct work *w)
{
    struct unit_report *unit = w->report->unit;
    for (int t = 0; t < w->plan->task_count; t++) {
        const struct task *task = &w->plan->task[t];
        for (int i = 0; i < task->lead_count; i++) {
            unit[task->lead[i]].lead_tasks++;
            give_task(w->arena, &unit[task->lead[i]], t);
        }
        for (int i = 0; i < task->support_count; i++) {
            unit[task->support[i]].support_tasks++;
            give_task(w->arena, &unit[task->support[i]], t);
        }
    }
}

static void report_units(const struct work *w, const struct sets *sets)
{
    const struct plan *plan = w->plan;
    struct report *r = w->report;
    r->unit = arena_array(w->arena, (size_t)plan->unit_count + 1, sizeof *r->unit);
    r->issuer = -1;
    for (int u = 0; u < plan->unit_count; u++) {
        if (plan->unit[u].self)
            r->issuer = u;
        r->unit[u].lead = rollup_tally(&sets->lead[u]);
        r->unit[u].support = rollup_tally(&sets->support[u]);
        r->unit[u].has_mean_lead = sets->lead[u].lead.count > 0;
        r->unit[u].mean_lead = mean_rounded(&sets->lead[u].lead);
    }
    share_out_tasks(w);
    r->ranking = arena_array(w->arena, (size_t)plan->unit_count + 1, sizeof *r->ranking);
    r->ranking_count = rank_units(plan, sets->lead, r->unit, r->ranking);
}

static void roll_up(const struct work *w)
{
    const struct plan *plan = w->plan;
    struct report *r = w->report;
    struct sets sets = {
        .part = new_sets(w, plan->part_count),
        .area = new_sets(w, plan->area_count),
        .task = new_sets(w, plan->task_count),
        .lead = new_sets(w, plan->unit_count),
        .support = new_sets(w, plan->unit_count),
    };
    for (int t = 0; t < plan->target_count; t++)
        gather_target(w, &sets, t);
    r->total = rollup_tally(&sets.total);
    r->part = tallies(w, sets.part, plan->part_count);
    r->area = tallies(w, sets.area, plan->area_count);
    r->task = tallies(w, sets.task, plan->task_count);
    report_units(w, &sets);
}

static void reckon_trend(const struct work *w)
{
    struct report *r = w->report;
    struct rollup *set = new_sets(w, r->earlier_count);
    for (int q = 0; q < r->earlier_count; q++)
        for (int t = 0; t < r->plan->target_count; t++)
            rollup_add(&set[q], &r->plan->target[t], &r->earlier_figure[q][t], w->arena);
    r->trend = tallies(w, set, r->earlier_count);
}

const struct report *progress_report(const struct plan *plan, const struct quarter *quarter,
                                     const struct quarter *const *earlier, int earlier_count,
                                     const struct issuance *issuance, struct arena *arena)
{
    struct report *report = arena_alloc(arena, sizeof *report);
    struct work work = {.arena = arena, .plan = plan, .report = report};
    report->plan = plan;
    report->quarter = quarter;
    report->issuance = issuance;
    sort_places(&work);
    choose_earlier(&work, earlier, earlier_count);
    judge_quarters(&work);
    reckon_changes(report);
    take_words(&work);
    roll_up(&work);
    reckon_trend(&work);
    return report;
}
