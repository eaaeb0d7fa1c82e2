#include "issue/subject.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static void add_strings(struct summing *s, const struct strings *strings)
{
    summing_number(s, strings->count);
    for (int i = 0; i < strings->count; i++)
        summing_text(s, strings->item[i]);
}

/* ---- the plan ---- */

static void add_target(struct summing *s, const struct target *t)
{
    summing_text(s, t->id);
    summing_text(s, t->name);
    summing_text(s, t->unit);
    summing_text(s, t->phrase);
    summing_decimal(s, t->value);
    summing_decimal(s, t->min);
    summing_decimal(s, t->max);
    const int choices[] = {(int)t->bound, t->about, (int)t->measure, (int)t->base, (int)t->period, t->strive};
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        summing_number(s, choices[i]);
    for (int q = 0; q < 4; q++)
        summing_decimal(s, t->due[q]);
}

static void add_units(struct summing *s, const struct plan *plan, const int *unit, int count)
{
    summing_number(s, count);
    for (int i = 0; i < count; i++)
        summing_text(s, plan->unit[unit[i]].name);
}

static void add_task(struct summing *s, const struct plan *plan, const struct task *t)
{
    summing_text(s, t->id);
    summing_text(s, t->title);
    summing_number(s, t->ordinal);
    summing_number(s, t->others);
    summing_text(s, plan->part[t->part].title);
    summing_number(s, t->area < 0 ? 0 : plan->area[t->area].ordinal);
    summing_text(s, t->area < 0 ? NULL : plan->area[t->area].title);
    for (int i = 0; i < t->piece_count; i++) {
        const struct piece *p = &t->piece[i];
        summing_text(s, p->text);
        summing_number(s, p->outer < 0 ? -1 : p->outer - t->first_target);
        summing_number(s, p->inner < 0 ? -1 : p->inner - t->first_target);
    }
    add_units(s, plan, t->lead, t->lead_count);
    add_units(s, plan, t->support, t->support_count);
    for (int i = 0; i < t->target_count; i++)
        add_target(s, &plan->target[t->first_target + i]);
}

static void add_unit(struct summing *s, const struct unit *unit)
{
    summing_text(s, unit->id);
    summing_text(s, unit->name);
    summing_text(s, unit->full);
    summing_number(s, unit->self);
}

/* What every document cites of the plan. */
static void add_frame(struct summing *s, const struct plan *plan)
{
    const struct promulgation *p = &plan->promulgation;
    summing_text(s, plan->id);
    summing_number(s, plan->year);
    summing_text(s, plan->title);
    summing_text(s, p->issuer);
    summing_text(s, p->number);
    summing_text(s, p->title);
    summing_date(s, p->dated);
    summing_text(s, p->note);
    summing_decimal(s, plan->rules.about);
    summing_decimal(s, plan->rules.yellow);
    summing_decimal(s, plan->rules.red);
}

static void add_plan(struct summing *s, const struct plan *plan)
{
    add_frame(s, plan);
    add_strings(s, &plan->text);
    add_strings(s, &plan->promulgation.to);
    add_strings(s, &plan->promulgation.text);
    for (int i = 0; i < plan->unit_count; i++)
        add_unit(s, &plan->unit[i]);
    for (int i = 0; i < plan->part_count; i++) {
        summing_text(s, plan->part[i].id);
        summing_text(s, plan->part[i].title);
        add_strings(s, &plan->part[i].text);
    }
    for (int i = 0; i < plan->area_count; i++) {
        summing_text(s, plan->area[i].id);
        summing_text(s, plan->area[i].title);
        summing_number(s, plan->area[i].part);
    }
    for (int i = 0; i < plan->task_count; i++)
        add_task(s, plan, &plan->task[i]);
}

/* ---- a quarter ---- */

static void add_actual(struct summing *s, const struct actual *a)
{
    summing_text(s, a->target);
    summing_number(s, a->na);
    if (!a->na)
        summing_decimal(s, a->value);
    summing_text(s, a->note); /* the unit is the target's, whether stated or not */
}

static void add_words(struct summing *s, const struct words *w)
{
    summing_text(s, w->task);
    add_strings(s, &w->text);
}

static void add_quarter_frame(struct summing *s, const struct quarter *quarter)
{
    summing_text(s, quarter->notice);
    summing_number(s, quarter->year);
    summing_number(s, quarter->number);
    summing_date(s, quarter->asof);
    summing_number(s, quarter->sample);
}

/* The members of an array, each of size bytes, in an order of its own: what order compares is pointers to
 * them. */
static const void **sorted(struct arena *arena, const void *array, int count, size_t size,
                           int (*order)(const void *, const void *))
{
    const void **member = arena_array(arena, (size_t)count + 1, sizeof *member);
    for (int i = 0; i < count; i++)
        member[i] = (const char *)array + (size_t)i * size;
    qsort(member, (size_t)count, sizeof *member, order);
    return member;
}

static int by_target(const void *a, const void *b)
{
    return strcmp((*(const struct actual *const *)a)->target, (*(const struct actual *const *)b)->target);
}

static int by_task(const void *a, const void *b)
{
    return strcmp((*(const struct words *const *)a)->task, (*(const struct words *const *)b)->task);
}

static void add_quarter(struct summing *s, const struct quarter *quarter)
{
    struct arena *arena = arena_new();
    const void **actual =
        sorted(arena, quarter->actual, quarter->actual_count, sizeof *quarter->actual, by_target);
    const void **words = sorted(arena, quarter->words, quarter->words_count, sizeof *quarter->words, by_task);
    add_quarter_frame(s, quarter);
    for (int i = 0; i < quarter->actual_count; i++)
        add_actual(s, actual[i]);
    for (int i = 0; i < quarter->words_count; i++)
        add_words(s, words[i]);
    arena_free(arena);
}

/* ---- the issuance ---- */

static void add_head(struct summing *s, const struct head_matter *h)
{
    const char *const texts[] = {h->copy_number, h->secrecy_level, h->secrecy_term, h->urgency,
                                 h->signer,      h->mark,          h->note};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        summing_text(s, texts[i]);
    add_strings(s, &h->to);
    add_strings(s, &h->cc);
}

/* What the bulletin and the letters share. */
static void add_issuance_frame(struct summing *s, const struct issuance *issuance, const struct sum *seal)
{
    summing_text(s, issuance->notice);
    summing_number(s, issuance->year);
    summing_number(s, issuance->quarter);
    summing_date(s, issuance->dated);
    summing_text(s, issuance->contact_office);
    summing_text(s, issuance->contact_phone);
    summing_text(s, issuance->imprint_office);
    summing_date(s, issuance->imprint_date);
    summing_sum(s, seal);
    summing_number(s, issuance->seal_image != NULL);
    if (issuance->seal_image)
        summing_decimal(s, issuance->seal_width);
}

static int by_unit(const void *a, const void *b)
{
    return strcmp((*(const struct stated_number *const *)a)->unit,
                  (*(const struct stated_number *const *)b)->unit);
}

static void add_stated_numbers(struct summing *s, const struct issuance *issuance)
{
    struct arena *arena = arena_new();
    const void **stated =
        sorted(arena, issuance->stated, issuance->stated_count, sizeof *issuance->stated, by_unit);
    for (int i = 0; i < issuance->stated_count; i++) {
        const struct stated_number *number = stated[i];
        summing_text(s, number->unit);
        summing_number(s, number->number);
    }
    arena_free(arena);
}

/* ---- sums ---- */

struct sum subject_of_plan(const struct plan *plan)
{
    struct summing s;
    summing_start(&s);
    add_plan(&s, plan);
    return summing_end(&s);
}

struct sum subject_of_quarter(const struct quarter *quarter)
{
    struct summing s;
    summing_start(&s);
    add_quarter(&s, quarter);
    return summing_end(&s);
}

struct sum subject_of_issuance(const struct issuance *issuance, const struct sum *seal)
{
    struct summing s;
    summing_start(&s);
    add_issuance_frame(&s, issuance, seal);
    summing_text(&s, issuance->bulletin.number);
    add_head(&s, &issuance->bulletin);
    summing_text(&s, issuance->letters.number);
    add_head(&s, &issuance->letters);
    summing_date(&s, issuance->reply_by);
    summing_number(&s, issuance->first_letter);
    add_stated_numbers(&s, issuance);
    return summing_end(&s);
}

/* The sum so far is of the facts; how they are issued goes on in s. */
static struct sum facts_of(const struct summing *s)
{
    struct summing copy = *s;
    return summing_end(&copy);
}

struct subject subject_of_whole(const struct report *report, const struct sum *seal)
{
    struct summing s;
    summing_start(&s);
    add_plan(&s, report->plan);
    add_quarter(&s, report->quarter);
    for (int q = 0; q < report->earlier_count; q++)
        add_quarter(&s, report->earlier[q]);
    struct sum facts = facts_of(&s);
    add_issuance_frame(&s, report->issuance, seal);
    summing_text(&s, report->issuance->bulletin.number);
    add_head(&s, &report->issuance->bulletin);
    return (struct subject){facts, summing_end(&s)};
}

/* A task with what was reported on it. */
static void add_task_report(struct summing *s, const struct report *report, int t)
{
    const struct task *task = &report->plan->task[t];
    add_task(s, report->plan, task);
    if (report->words[t])
        add_words(s, report->words[t]);
    for (int i = task->first_target; i < task->first_target + task->target_count; i++) {
        if (report->figure[i].actual)
            add_actual(s, report->figure[i].actual);
        for (int q = 0; q < report->earlier_count; q++)
            if (report->earlier_figure[q][i].actual)
                add_actual(s, report->earlier_figure[q][i].actual);
    }
}

struct subject subject_of_letter(const struct report *report, int u, const char *number,
                                 const struct sum *seal)
{
    struct summing s;
    summing_start(&s);
    add_frame(&s, report->plan);
    add_unit(&s, &report->plan->unit[u]);
    add_quarter_frame(&s, report->quarter);
    for (int q = 0; q < report->earlier_count; q++)
        add_quarter_frame(&s, report->earlier[q]);
    const struct unit_report *unit = &report->unit[u];
    for (int i = 0; i < unit->task_count; i++)
        add_task_report(&s, report, unit->task[i]);
    struct sum facts = facts_of(&s);
    add_issuance_frame(&s, report->issuance, seal);
    add_head(&s, &report->issuance->letters);
    summing_date(&s, report->issuance->reply_by);
    summing_text(&s, number);
    return (struct subject){facts, summing_end(&s)};
}
