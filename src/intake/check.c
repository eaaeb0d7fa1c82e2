/*
 * What only several files together can tell. Each figures or particulars file is held against the notice it
 * names, when that is among the inputs, and against the others of its notice; what it can't be held against
 * is passed over without a word, since one may check a file alone.
 */
#include "intake/intake.h"

#include "intake/check_numbers.h"
#include "intake/reader.h"
#include "intake/reference.h"
#include "intake/value.h"

#include <stdlib.h>
#include <string.h>

/* The check under way. */
struct check {
    const struct input *input;
    int count;
    struct arena *arena; /* for messages and indices */
    struct diag *diag;
    int unknown; /* ids so far that no notice has */
};

/* What a quarter's figures and particulars both say of themselves. */
struct header {
    const char *notice;
    int year, quarter;
    struct where at;
};

/* Of whichever of the two is there; false when neither is. */
static bool header_of(const struct quarter *quarter, const struct issuance *issuance, struct header *header)
{
    if (quarter)
        *header = (struct header){quarter->notice, quarter->year, quarter->number, quarter->at};
    else if (issuance)
        *header = (struct header){issuance->notice, issuance->year, issuance->quarter, issuance->at};
    return quarter || issuance;
}

static bool same_quarter(const struct header *a, const struct header *b)
{
    return a->year == b->year && a->quarter == b->quarter && strcmp(a->notice, b->notice) == 0;
}

/* ---- ids of the notice ---- */

/* The plan's ids, sorted, for many look-ups. */
struct indices {
    struct entry *unit, *task, *target;
    int units, tasks, targets;
};

static struct indices index_plan(struct arena *arena, const struct plan *plan)
{
    struct indices all = {
        .units = plan->unit_count, .tasks = plan->task_count, .targets = plan->target_count};
    all.unit = arena_array(arena, (size_t)all.units + 1, sizeof *all.unit);
    all.task = arena_array(arena, (size_t)all.tasks + 1, sizeof *all.task);
    all.target = arena_array(arena, (size_t)all.targets + 1, sizeof *all.target);
    for (int i = 0; i < all.units; i++)
        all.unit[i] = (struct entry){plan->unit[i].id, i, plan->unit[i].at};
    for (int i = 0; i < all.tasks; i++)
        all.task[i] = (struct entry){plan->task[i].id, i, plan->task[i].at};
    for (int i = 0; i < all.targets; i++)
        all.target[i] = (struct entry){plan->target[i].id, i, plan->target[i].at};
    index_sort(all.unit, all.units);
    index_sort(all.task, all.tasks);
    index_sort(all.target, all.targets);
    return all;
}

/* Finds id, or reports that the notice has none; element and what say where it was sought and as what, plan
 * is that of the notice where a unit's name may stand for its id, else NULL. What is no id at all was told
 * when the file was read. */
static int find(struct check *check, const struct entry *entries, int count, const char *id, struct where at,
                const char *element, const char *what, const struct plan *plan)
{
    int found = index_find(entries, count, id);
    if (found < 0 && value_accepts(VALUE_ID, NULL, id))
        diag_at(check->diag, MESSAGE_UNKNOWN_ID, at, _("%s \"%s\" in <%s> is not in the notice%s"), what,
                tree_quote(check->arena, id), element,
                reference_advice(check->arena, id, plan, entries, count, check->unknown++));
    return found;
}

static void check_figures(struct check *check, const struct quarter *quarter, const struct plan *plan,
                          const struct indices *ids)
{
    for (int i = 0; i < quarter->actual_count; i++) {
        const struct actual *actual = &quarter->actual[i];
        int found =
            find(check, ids->target, ids->targets, actual->target, actual->at, "actual", _("target"), NULL);
        if (found >= 0 && !actual_is_in_unit(actual, &plan->target[found], check->arena))
            diag_at(check->diag, MESSAGE_CONTRADICTION, actual->at,
                    _("unit=\"%s\" in <actual> of target \"%s\", whose unit is \"%s\" in the notice"),
                    tree_quote(check->arena, actual->unit), tree_quote(check->arena, actual->target),
                    tree_quote(check->arena, plan->target[found].unit));
    }
    for (int i = 0; i < quarter->words_count; i++)
        find(check, ids->task, ids->tasks, quarter->words[i].task, quarter->words[i].at, "progress",
             _("task"), NULL);
}

static void check_letters(struct check *check, const struct issuance *issuance, const struct plan *plan,
                          const struct indices *ids)
{
    for (int i = 0; i < issuance->stated_count; i++) {
        const struct stated_number *stated = &issuance->stated[i];
        int found = find(check, ids->unit, ids->units, stated->unit, stated->at, "letter", _("unit"), plan);
        if (found >= 0 && plan->unit[found].self)
            diag_at(check->diag, MESSAGE_CONTRADICTION, stated->at,
                    _("unit \"%s\" is the issuer itself and gets no letter with a number"),
                    tree_quote(check->arena, stated->unit));
    }
}

/* ---- years, quarters, dates ---- */

static void check_dates(const struct check *check, const struct issuance *issuance, const struct date earlier,
                        const char *what)
{
    char dated[11], before[11];
    if (!issuance->dated.year || date_cmp(issuance->dated, earlier) >= 0)
        return;
    date_print(issuance->dated, dated);
    date_print(earlier, before);
    diag_at(check->diag, MESSAGE_CONTRADICTION, issuance->at, _("dated=\"%s\" is before %s %s"), dated, what,
            before);
}

/* The notice that a file belongs to. Reports when notices were given, but not that one. */
static const struct plan *plan_of(const struct check *check, const struct header *header)
{
    const struct plan *plan = input_plan(check->input, check->count, header->notice), *only = NULL;
    for (int i = 0; i < check->count && !plan; i++)
        if (check->input[i].plan)
            only = check->input[i].plan;
    if (only)
        diag_at(check->diag, MESSAGE_CONTRADICTION, header->at,
                _("notice=\"%s\", yet the notice given (%s) has id=\"%s\""),
                tree_quote(check->arena, header->notice), only->at.file, tree_quote(check->arena, only->id));
    return plan;
}

static void check_against_plan(struct check *check, const struct input *input)
{
    const struct quarter *quarter = input->quarter ? input->quarter : input->quarter_draft;
    const struct issuance *issuance = input->issuance ? input->issuance : input->issuance_draft;
    struct header header;
    if (!header_of(quarter, issuance, &header) || !value_accepts(VALUE_ID, NULL, header.notice))
        return;
    const struct plan *plan = plan_of(check, &header);
    if (!plan)
        return;
    if (header.year && header.year != plan->year)
        diag_at(check->diag, MESSAGE_CONTRADICTION, header.at, _("year=\"%d\", yet the notice (%s) is of %d"),
                header.year, plan->at.file, plan->year);
    struct indices ids = index_plan(check->arena, plan);
    if (quarter) {
        check_figures(check, quarter, plan, &ids);
    } else {
        check_letters(check, issuance, plan, &ids);
        check_dates(check, issuance, plan->promulgation.dated, _("the notice, dated"));
    }
}

/* ---- files beside one another ---- */

/* Reports a second file for what an earlier one holds: the same notice, or a quarter's figures or
 * particulars. */
static void check_second(const struct check *check, const struct input *first, const struct input *second)
{
    struct header a, b;
    if (first->plan && second->plan && strcmp(first->plan->id, second->plan->id) == 0)
        diag_at(check->diag, MESSAGE_CONTRADICTION, second->plan->at,
                _("a second file with the notice \"%s\"; the first is %s"),
                tree_quote(check->arena, second->plan->id), first->path);
    if (first->kind != second->kind || !header_of(first->quarter, first->issuance, &a) ||
        !header_of(second->quarter, second->issuance, &b))
        return;
    if (same_quarter(&a, &b))
        diag_at(check->diag, MESSAGE_CONTRADICTION, b.at,
                first->quarter ? _("a second file with the figures of quarter %d of %d; the first is %s")
                               : _("a second file with the particulars of quarter %d of %d; the first is %s"),
                b.quarter, b.year, first->path);
}

/* Particulars must come behind their figures, and the figures be there when any are and all could be read. */
static void check_issue(const struct check *check, const struct issuance *issuance)
{
    const struct header own = {issuance->notice, issuance->year, issuance->quarter, issuance->at};
    const struct quarter *other = NULL;
    bool unclear = false; /* a faulty file may hold them, and so may one that is no XML yet */
    for (int i = 0; i < check->count; i++) {
        const struct input *input = &check->input[i];
        struct header header;
        unclear = unclear || (input->kind == INPUT_QUARTER && !input->quarter) ||
                  (input->kind == INPUT_OTHER && (!input->xml || input->near));
        if (!header_of(input->quarter, NULL, &header))
            continue;
        if (same_quarter(&own, &header)) {
            check_dates(check, issuance, input->quarter->asof, _("the day of the figures,"));
            return;
        }
        if (strcmp(own.notice, header.notice) == 0)
            other = input->quarter;
    }
    if (other && !unclear)
        diag_at(
            check->diag, MESSAGE_CONTRADICTION, issuance->at,
            _("particulars of quarter %d of %d, but no figures of that quarter; %s has those of quarter %d "
              "of %d"),
            issuance->quarter, issuance->year, other->at.file, other->number, other->year);
}

void intake_check(const struct input *inputs, int count, struct diag *diag)
{
    struct check check = {inputs, count, arena_new(), diag, 0};
    for (int i = 0; i < count; i++) {
        check_against_plan(&check, &inputs[i]);
        if (inputs[i].issuance) {
            check_issue(&check, inputs[i].issuance);
            check_numbers(inputs, count, inputs[i].issuance,
                          input_plan(inputs, count, inputs[i].issuance->notice), check.arena, diag);
        }
        for (int j = 0; j < i; j++)
            check_second(&check, &inputs[j], &inputs[i]);
    }
    arena_free(check.arena);
}
