/*
 * The report as text, for people who want to know how a light came about, and for the golden tests. Plain
 * English whatever the locale; figures are shown as reckoned, rounded only where printed.
 */
#include "intake/vocabulary.h"
#include "progress/judge.h"
#include "progress/report.h"
#include "progress/rollup.h"

static const char *const bound_names[] = {"at least", "about", "at most", "exactly", "range"};

struct dump {
    const struct report *report;
    struct arena *arena; /* for printed numbers */
    struct buffer *out;
};

static const char *share(const struct dump *d, struct rational value)
{
    return rational_print(d->arena, value, 1);
}

static const char *exact(const struct dump *d, struct rational value)
{
    return rational_print_exact(d->arena, value);
}

static const char *decimal(const struct dump *d, struct decimal value)
{
    return decimal_print(d->arena, value);
}

/* " (file:line)" */
static void put_place(const struct dump *d, struct where at)
{
    if (at.file)
        buffer_printf(d->out, " (%s:%d)", at.file, at.line);
    buffer_putc(d->out, '\n');
}

/* ---- one target ------------------------------------------------------------------------------------------
 */

static void put_target(const struct dump *d, const struct target *t)
{
    buffer_printf(d->out, "  target   %s: %s", t->phrase, bound_names[t->bound]);
    if (t->bound == BOUND_RANGE)
        buffer_printf(d->out, " %s to %s", decimal(d, t->min), decimal(d, t->max));
    else
        buffer_printf(d->out, " %s", decimal(d, t->value));
    buffer_printf(d->out, " %s", t->unit);
    if (t->about && t->bound != BOUND_ABOUT)
        buffer_puts(d->out, ", about");
    buffer_printf(d->out, ", %s", words_measure[t->measure]);
    if (t->measure == MEASURE_GAIN)
        buffer_puts(d->out, t->base == BASE_AVERAGE ? " over the average" : " over last year");
    if (t->period == PERIOD_QUARTER)
        buffer_puts(d->out, ", due anew each quarter");
    if (t->strive)
        buffer_puts(d->out, ", striven for");
    put_place(d, t->at);
}

static void put_value(const struct dump *d, const struct target *t, const struct figure *f)
{
    static const char *const states[] = {NULL, "none due for this quarter (na)", "not reported"};
    if (f->state == STATE_REPORTED)
        buffer_printf(d->out, "  value    %s %s", decimal(d, f->actual->value), t->unit);
    else
        buffer_printf(d->out, "  value    %s", states[f->state]);
    if (f->actual)
        put_place(d, f->actual->at);
    else
        buffer_putc(d->out, '\n');
}

static void put_share(const struct dump *d, const struct target *t, const struct figure *f)
{
    if (f->state != STATE_REPORTED)
        return;
    const char *value = decimal(d, f->actual->value), *target = decimal(d, t->value);
    if (f->has_share)
        buffer_printf(d->out, "  share    %s / %s = %s %%%s\n", value, target, share(d, f->share),
                      f->ceiling ? " of the ceiling used" : "");
    else
        buffer_printf(d->out, "  share    none: %s of %s\n", value, target);
}

static void put_due(const struct dump *d, const struct target *t, const struct figure *f)
{
    buffer_printf(d->out, "  due      %s %%", share(d, f->due));
    if (target_is_scheduled(t))
        buffer_printf(d->out, " by the schedule of quarter %d", d->report->quarter->number);
    if (f->ceiling && t->measure == MEASURE_COUNT)
        buffer_printf(d->out, ": %s x %s %% = %s %s", decimal(d, t->value), exact(d, f->due),
                      exact(d, judge_allowance(t, f->due)), t->unit);
    buffer_putc(d->out, '\n');
}

static void put_lead(const struct dump *d, const struct figure *f)
{
    if (f->state != STATE_REPORTED || f->ceiling)
        return;
    if (f->has_share)
        buffer_printf(d->out, "  lead     %s - %s = %s points\n", share(d, f->share), share(d, f->due),
                      share(d, f->lead));
    else
        buffer_printf(d->out, "  lead     %s points\n", share(d, f->lead));
}

static void put_change(const struct dump *d, const struct target *t, const struct figure *f, int target)
{
    const struct report *r = d->report;
    if (!r->earlier_count)
        return;
    const struct figure *before = &r->earlier_figure[r->earlier_count - 1][target];
    int number = r->earlier[r->earlier_count - 1]->number;
    if (f->has_change)
        buffer_printf(d->out, "  change   %s - %s = %s %s since quarter %d", decimal(d, f->actual->value),
                      decimal(d, before->actual->value), exact(d, f->change), t->unit, number);
    else
        buffer_printf(d->out, "  change   none: no value in %s quarter",
                      f->state != STATE_REPORTED ? "this" : "the earlier");
    if (before->actual && f->state == STATE_REPORTED)
        put_place(d, before->actual->at);
    else
        buffer_putc(d->out, '\n');
}

static void put_reached(const struct dump *d, const struct target *t, const struct figure *f)
{
    if (f->state != STATE_REPORTED)
        return;
    const struct rules *rules = &d->report->plan->rules;
    buffer_printf(d->out, "  reached  %s: %s ", f->reached ? "yes" : "no",
                  f->ceiling ? "at most" : "at least");
    if (t->about)
        buffer_printf(d->out, "%s %c %s %% = ", decimal(d, t->value), f->ceiling ? '+' : '-',
                      decimal(d, rules->about));
    buffer_printf(d->out, "%s %s%s\n", exact(d, judge_limit(rules, t)), t->unit,
                  f->ceiling ? ", at the end of the period" : "");
}

static void put_figure(const struct dump *d, int target)
{
    const struct report *r = d->report;
    const struct target *t = &r->plan->target[target];
    const struct figure *f = &r->figure[target];
    const struct judged judged = {&r->plan->rules, t, r->quarter->number, f->actual};
    buffer_printf(d->out, "figure %s %s\n", t->id, t->name);
    put_target(d, t);
    put_value(d, t, f);
    put_share(d, t, f);
    put_due(d, t, f);
    put_lead(d, f);
    put_change(d, t, f, target);
    put_reached(d, t, f);
    buffer_printf(d->out, "  light    %s: %s\n", light_names[f->light], judge_reason(&judged, f));
    for (int q = 0; q < r->earlier_count; q++) {
        const struct figure *e = &r->earlier_figure[q][target];
        buffer_printf(d->out, "  quarter %d %s, %s\n", r->earlier[q]->number,
                      e->state == STATE_REPORTED ? decimal(d, e->actual->value) : "-", light_names[e->light]);
    }
}

/* ---- sets of targets -------------------------------------------------------------------------------------
 */

static void put_tally(const struct dump *d, const struct tally *t)
{
    if (!t->total) {
        buffer_puts(d->out, "no targets\n");
        return;
    }
    buffer_printf(d->out, "%d targets, ", t->total);
    for (int light = LIGHT_GREEN; light <= LIGHT_GREY; light++)
        buffer_printf(d->out, "%d %s, ", t->count[light], light_names[light]);
    buffer_printf(d->out, "of these %d na and %d missing; %d reached; ", t->na, t->count[LIGHT_GREY] - t->na,
                  t->reached);
    if (t->has_mean)
        buffer_printf(d->out, "mean share %s %%; ", share(d, t->mean));
    buffer_printf(d->out, "%s\n", light_names[t->light]);
}

static void put_places_of_the_plan(const struct dump *d)
{
    const struct report *r = d->report;
    const struct plan *plan = r->plan;
    for (int i = 0; i < plan->part_count; i++) {
        buffer_printf(d->out, "part %s: ", plan->part[i].id);
        put_tally(d, &r->part[i]);
    }
    for (int i = 0; i < plan->area_count; i++) {
        buffer_printf(d->out, "area %s: ", plan->area[i].id);
        put_tally(d, &r->area[i]);
    }
    for (int i = 0; i < plan->task_count; i++) {
        buffer_printf(d->out, "task %s: ", plan->task[i].id);
        put_tally(d, &r->task[i]);
    }
}

static void put_units(const struct dump *d)
{
    const struct report *r = d->report;
    for (int u = 0; u < r->plan->unit_count; u++) {
        const struct unit_report *unit = &r->unit[u];
        buffer_printf(d->out, "unit %s %s\n", r->plan->unit[u].id, r->plan->unit[u].name);
        buffer_printf(d->out, "  leads %d tasks: ", unit->lead_tasks);
        put_tally(d, &unit->lead);
        buffer_printf(d->out, "  supports %d tasks: ", unit->support_tasks);
        put_tally(d, &unit->support);
    }
}

/* The ranking with what it goes by: green of reported, mean lead, red. */
static void put_ranking(const struct dump *d)
{
    const struct report *r = d->report;
    buffer_puts(d->out, "ranking by green of reported, then mean lead, then fewer red\n");
    for (int i = 0; i < r->ranking_count; i++) {
        const struct unit_report *unit = &r->unit[r->ranking[i]];
        const char *id = r->plan->unit[r->ranking[i]].id;
        if (!unit->rank) {
            buffer_printf(d->out, "  - %s: nothing to rank\n", id);
            continue;
        }
        buffer_printf(d->out, "  %d %s: %d of %d, ", unit->rank, id, unit->lead.count[LIGHT_GREEN],
                      tally_reported(&unit->lead));
        if (unit->has_mean_lead)
            buffer_printf(d->out, "%s points, ", share(d, unit->mean_lead));
        else
            buffer_puts(d->out, "only ceilings, ");
        buffer_printf(d->out, "%d red\n", unit->lead.count[LIGHT_RED]);
    }
}

static void put_head(const struct dump *d)
{
    const struct report *r = d->report;
    char asof[11];
    date_print(r->quarter->asof, asof);
    buffer_printf(d->out, "report on %s, %d quarter %d, as of %s%s\n", r->plan->id, r->quarter->year,
                  r->quarter->number, asof, r->sample ? ", sample figures" : "");
    buffer_printf(d->out, "rules: about %s %%, yellow %s points, red %s points\n",
                  decimal(d, r->plan->rules.about), decimal(d, r->plan->rules.yellow),
                  decimal(d, r->plan->rules.red));
}

void report_dump(const struct report *report, struct buffer *out)
{
    const struct dump d = {report, arena_new(), out};
    put_head(&d);
    for (int t = 0; t < report->plan->target_count; t++)
        put_figure(&d, t);
    put_places_of_the_plan(&d);
    put_units(&d);
    put_ranking(&d);
    for (int q = 0; q < report->earlier_count; q++) {
        buffer_printf(out, "quarter %d: ", report->earlier[q]->number);
        put_tally(&d, &report->trend[q]);
    }
    buffer_printf(out, "quarter %d: ", report->quarter->number);
    put_tally(&d, &report->total);
    arena_free(d.arena);
}
