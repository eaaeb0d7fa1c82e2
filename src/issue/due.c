#include "base/text.h"
#include "intake/near.h"
#include "issue/seal.h"
#include "issue/set.h"
#include "issue/subject.h"

#include <errno.h>
#include <string.h>

/* Whether --only asks for the document; without it everything is wanted. */
static bool asked_for(const struct due *due, const char *const *only, int only_count)
{
    for (int i = 0; i < only_count; i++)
        if ((due->kind == TEMPLATE_BULLETIN && strcmp(only[i], "bulletin") == 0) ||
            (due->kind == TEMPLATE_LETTER && strcmp(only[i], "letters") == 0) ||
            text_equal(due->unit_id, only[i]))
            return true;
    return only_count == 0;
}

static struct due *add(struct set *set, enum template kind, int unit, const char *path, const char *number)
{
    struct due *due =
        arena_push(set->arena, &set->due, &set->due_count, &set->due_capacity, sizeof *set->due);
    due->kind = kind;
    due->unit = unit;
    due->unit_id = unit < 0 ? NULL : set->in->plan->unit[unit].id;
    due->path = path;
    due->number = number;
    due->old = manifest_lookup(set->old, kind, due->unit_id);
    return due;
}

/* Everything that a set holds, the longest work first. */
static void add_all(struct set *set)
{
    struct subject whole = subject_of_whole(set->report, &set->seal);
    add(set, TEMPLATE_BULLETIN, -1, "bulletin.pdf", set->in->issuance->bulletin.number)->subject = whole;
    for (int u = 0; u < set->in->plan->unit_count; u++) {
        const char *number = set->numbering.number[u];
        add(set, TEMPLATE_LETTER, u, set->numbering.file[u], number)->subject =
            subject_of_letter(set->report, u, number, &set->seal);
    }
    add(set, TEMPLATE_OVERVIEW, -1, "index.html", NULL)->subject = whole;
}

/* What a word of --only was probably meant to be; NULL for no idea. */
static const char *meant_by(const struct plan *plan, const char *word)
{
    int called = plan_unit_called(plan, word);
    struct near near = {.word = word};
    near_offer(&near, "bulletin");
    near_offer(&near, "letters");
    for (int i = 0; i < plan->unit_count; i++)
        near_offer(&near, plan->unit[i].id);
    return called < 0 ? near.best : plan->unit[called].id;
}

/* Every word of --only must mean something. */
static bool check_only(const struct set *set, const char *const *only, int only_count)
{
    const struct plan *plan = set->in->plan;
    bool good = true;
    for (int i = 0; i < only_count; i++) {
        if (strcmp(only[i], "bulletin") == 0 || strcmp(only[i], "letters") == 0 ||
            plan_unit(plan, only[i]) >= 0)
            continue;
        const char *meant = meant_by(plan, only[i]);
        diag_say(set->diag, MESSAGE_USAGE, _("--only %s: the notice has no such unit%s"), only[i],
                 meant ? arena_printf(set->arena, _("; did you mean \"%s\"?"), meant) : "");
        good = false;
    }
    return good;
}

/* The bytes of the seal's image count as data. */
static bool sum_seal(struct set *set)
{
    struct buffer image = {0};
    bool good = seal_read(set->in->issuance, &image, set->diag);
    set->seal = sum_of(image.data, image.size);
    buffer_free(&image);
    return good;
}

static struct sum sum_inputs(const struct set *set)
{
    struct summing s;
    summing_start(&s);
    for (int i = 0; i < set->now.source_count; i++)
        summing_sum(&s, &set->now.source[i].data);
    return summing_end(&s);
}

/* Whether the list of sums is there as it was written. */
static bool sums_stand(const struct set *set)
{
    struct buffer list = {0};
    struct sum found;
    manifest_write_sums(set->old, &list);
    const struct sum wanted = sum_of(list.data, list.size);
    buffer_free(&list);
    return sum_of_file(set->published, SUMS_NAME, &found, NULL) && sum_equal(&found, &wanted);
}

struct _xmlDoc *due_xml(const struct set *set, const struct due *due, const struct numbering *numbering)
{
    return due->kind == TEMPLATE_LETTER ? report_xml_letter(set->report, numbering, due->unit)
                                        : report_xml(set->report, numbering);
}

bool due_list(struct set *set, const char *const *only, int only_count)
{
    const struct material *in = set->in;
    if (!check_only(set, only, only_count) || !sum_seal(set) ||
        !naming_numbers(in->plan, in->issuance, set->old, set->others, set->other_count, set->arena,
                        &set->numbers, set->diag))
        return false;
    set->numbering = naming_print(in->plan, in->issuance, &set->numbers, set->arena);
    set->report =
        progress_report(in->plan, in->quarter, in->earlier, in->earlier_count, in->issuance, set->arena);
    history_record(set);
    set->data = sum_inputs(set);
    add_all(set);
    for (int i = 0; i < set->due_count; i++) {
        struct due *due = &set->due[i];
        due->wanted = asked_for(due, only, only_count);
        due->found = FOUND_NOTHING;
    }
    return true;
}

bool due_look(struct set *set)
{
    struct sum sum;
    bool good = true;
    for (int i = 0; i < set->due_count; i++) {
        struct due *due = &set->due[i];
        if (!due->wanted || !due->old || due->old->withdrawn)
            continue;
        due->found = sum_hold(set->published, due->old->path, &due->old->sum, &sum);
        if (due->found == FOUND_UNREADABLE)
            good = stage_refuse(&set->stage, due->old->path, strerror(errno), set->diag);
    }
    set->sums_stand = set->old && sums_stand(set);
    return good;
}

bool due_is_met(const struct set *set)
{
    if (!set->old || !set->old->whole || !set->sums_stand || !sum_equal(&set->old->data, &set->data))
        return false;
    int live = 0;
    for (int i = 0; i < set->old->entry_count; i++)
        live += !set->old->entry[i].withdrawn;
    for (int i = 0; i < set->due_count; i++) {
        const struct due *due = &set->due[i];
        if (!due->old || due->old->withdrawn || strcmp(due->old->path, due->path) != 0 ||
            (due->wanted && due->found != FOUND_SAME))
            return false;
    }
    return live == set->due_count && set->old->given_count == set->numbers.count;
}
