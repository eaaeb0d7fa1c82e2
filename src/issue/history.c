/*
 * Why a revision was replaced. The manifest keeps the inputs' sums and all figures as they were when a
 * document was last held against them; held against those of now, they tell which input changed, and of the
 * figures that it is about, which went from what to what.
 */
#include "base/text.h"
#include "issue/set.h"
#include "issue/subject.h"

#include <stdlib.h>
#include <string.h>

static void add_source(struct set *set, const char *input, int quarter, const char *path, struct sum data)
{
    *(struct source *)arena_push(set->arena, &set->now.source, &set->now.source_count,
                                 &set->now.source_capacity, sizeof *set->now.source) =
        (struct source){input, quarter, path ? path : "", data};
}

static void add_quarter(struct set *set, const struct quarter *quarter)
{
    add_source(set, "quarter", quarter->number, quarter->at.file, subject_of_quarter(quarter));
    for (int i = 0; i < quarter->actual_count; i++) {
        const struct actual *actual = &quarter->actual[i];
        *(struct reported *)arena_push(set->arena, &set->now.reported, &set->now.reported_count,
                                       &set->now.reported_capacity, sizeof *set->now.reported) =
            (struct reported){quarter->number, actual->target,
                              actual->na ? "na" : decimal_print(set->arena, actual->value)};
    }
}

static int by_figure(const void *a, const void *b)
{
    const struct reported *x = a, *y = b;
    int order = (x->quarter > y->quarter) - (x->quarter < y->quarter);
    return order ? order : strcmp(x->target, y->target);
}

void history_record(struct set *set)
{
    const struct report *report = set->report;
    add_source(set, "notice", 0, report->plan->at.file, subject_of_plan(report->plan));
    add_source(set, "issue", 0, report->issuance->at.file, subject_of_issuance(report->issuance, &set->seal));
    for (int q = 0; q < report->earlier_count; q++)
        add_quarter(set, report->earlier[q]);
    add_quarter(set, report->quarter);
    if (set->now.reported_count)
        qsort(set->now.reported, (size_t)set->now.reported_count, sizeof *set->now.reported, by_figure);
}

/* ---- comparing ---- */

struct comparison {
    const struct set *set;
    const struct record *before;
    const struct due *due; /* NULL: of no document in particular */
    struct replaced *replaced;
};

static void add_change(const struct comparison *c, const struct change change)
{
    *(struct change *)arena_push(c->set->arena, &c->replaced->change, &c->replaced->change_count,
                                 &c->replaced->change_capacity, sizeof change) = change;
}

static const struct source *source_like(const struct record *record, const struct source *like)
{
    for (int i = 0; i < record->source_count; i++)
        if (strcmp(record->source[i].input, like->input) == 0 && record->source[i].quarter == like->quarter)
            return &record->source[i];
    return NULL;
}

/* A figure as it is recorded, in order of quarter and target; NULL when it wasn't reported. */
static const char *value_of(const struct record *record, int quarter, const char *target)
{
    const struct reported key = {quarter, target, NULL};
    const struct reported *found =
        record->reported_count
            ? bsearch(&key, record->reported, (size_t)record->reported_count, sizeof key, by_figure)
            : NULL;
    return found ? found->value : NULL;
}

/* Whether the document is about the target. */
static bool concerns(const struct comparison *c, int target)
{
    if (!c->due || c->due->kind != TEMPLATE_LETTER)
        return true;
    const struct unit_report *unit = &c->set->report->unit[c->due->unit];
    int task = c->set->in->plan->target[target].task;
    for (int i = 0; i < unit->task_count; i++)
        if (unit->task[i] == task)
            return true;
    return false;
}

/* The figures of a quarter that differ; how many. */
static int compare_figures(const struct comparison *c, int quarter)
{
    const struct plan *plan = c->set->in->plan;
    int count = 0;
    for (int t = 0; t < plan->target_count; t++) {
        const char *id = plan->target[t].id;
        if (!concerns(c, t))
            continue;
        const char *from = value_of(c->before, quarter, id), *to = value_of(&c->set->now, quarter, id);
        if (text_equal(from, to))
            continue;
        add_change(c, (struct change){"quarter", quarter, id, from, to});
        count++;
    }
    return count;
}

/* An input that is new, gone or different; with its figures, where it is a quarter's. */
static void compare_source(const struct comparison *c, const struct source *source,
                           const struct source *other)
{
    if (other && sum_equal(&source->data, &other->data))
        return;
    if (source->quarter == 0 || compare_figures(c, source->quarter) == 0)
        add_change(c, (struct change){source->input, source->quarter, NULL, NULL, NULL});
}

static void compare_tools(const struct comparison *c, const struct tools *before, const struct tools *now)
{
    const struct {
        const char *name, *before, *now;
    } rows[] = {
        {"program", before->program, now->program},
        {"fonts", before->fonts, now->fonts},
        {"templates", before->templates, now->templates},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (!text_equal(rows[i].before, rows[i].now))
            add_change(c, (struct change){rows[i].name, 0, NULL, NULL, NULL});
}

void history_explain(const struct set *set, const struct entry *old, const struct due *due,
                     const struct tools *tools, struct replaced *replaced)
{
    const struct comparison c = {set, old->record, due, replaced};
    const struct record *now = &set->now, *before = old->record;
    for (int i = 0; i < now->source_count; i++)
        compare_source(&c, &now->source[i], source_like(before, &now->source[i]));
    for (int i = 0; i < before->source_count; i++)
        if (!source_like(now, &before->source[i]))
            compare_source(&c, &before->source[i], NULL);
    if (due)
        compare_tools(&c, &old->tools, tools);
}
