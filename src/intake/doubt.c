/*
 * What is allowed, yet mostly a slip at the desk. Told by `tongbao check` and by a build; reissue, which runs
 * unattended, stays silent about what it can do.
 */
#include "base/text.h"
#include "intake/intake.h"
#include "intake/tree.h"

#include <stdlib.h>
#include <string.h>

struct doubts {
    const struct input *input;
    int count;
    struct arena *arena;
    struct diag *diag;
};

/* ---- a notice ---- */

/* A phrase as plain characters: full-width ASCII narrow, without spaces and commas. */
static const char *plain(struct arena *arena, const char *phrase)
{
    char *out = arena_alloc(arena, strlen(phrase) + 1), *to = out;
    while (*phrase) {
        char one[5];
        uint32_t c = text_next(&phrase);
        if (c > 0xFF00 && c < 0xFF5F)
            c -= 0xFEE0;
        if (c == ' ' || c == ',' || c == 0x3000)
            continue;
        int size = text_put(c, one);
        memcpy(to, one, (size_t)size);
        to += size;
    }
    return out;
}

/* Whether one of the numbers in phrase is d; *any tells whether there is a number at all. */
static bool names_number(struct arena *arena, const char *phrase, struct decimal d, bool *any)
{
    static const char digits[] = "0123456789";
    for (const char *p = phrase; *(p += strcspn(p, digits));) {
        size_t size = strspn(p, digits);
        if (p[size] == '.' && strspn(p + size + 1, digits))
            size += 1 + strspn(p + size + 1, digits);
        struct decimal found;
        *any = true;
        if (decimal_parse(arena_strndup(arena, p, size), &found) &&
            rational_cmp(rational_from(found), rational_from(d)) == 0)
            return true;
        p += size;
    }
    return false;
}

static void doubt_phrase(const struct doubts *doubts, const struct target *target)
{
    struct arena *arena = doubts->arena;
    const char *phrase = plain(arena, target->phrase);
    bool any = false, named = names_number(arena, phrase, target->value, &any);
    if (target->bound == BOUND_RANGE)
        named = named && names_number(arena, phrase, target->max, &any);
    if (any && !named)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" is %s, but its words are \"%s\""), tree_quote(arena, target->id),
                target->bound == BOUND_RANGE ? arena_printf(arena, "%s-%s", decimal_print(arena, target->min),
                                                            decimal_print(arena, target->max))
                                             : decimal_print(arena, target->value),
                tree_quote(arena, target->phrase));
    if (any && !strstr(phrase, plain(arena, target->unit)))
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" has the unit \"%s\", but its words are \"%s\""),
                tree_quote(arena, target->id), tree_quote(arena, target->unit),
                tree_quote(arena, target->phrase));
}

static int by_name(const void *a, const void *b)
{
    const struct unit *x = *(const struct unit *const *)a, *y = *(const struct unit *const *)b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x > y) - (x < y);
}

static void doubt_units(const struct doubts *doubts, const struct plan *plan)
{
    size_t count = (size_t)plan->unit_count;
    bool *used = arena_array(doubts->arena, count + 1, sizeof *used);
    const struct unit **units = arena_array(doubts->arena, count + 1, sizeof(const struct unit *));
    for (int i = 0; i < plan->task_count; i++) {
        const struct task *task = &plan->task[i];
        for (int k = 0; k < task->lead_count; k++)
            used[task->lead[k]] = true;
        for (int k = 0; k < task->support_count; k++)
            used[task->support[k]] = true;
    }
    for (size_t i = 0; i < count; i++) {
        units[i] = &plan->unit[i];
        if (!used[i] && !units[i]->self)
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, units[i]->at,
                    _("unit \"%s\" neither leads nor supports any task"),
                    tree_quote(doubts->arena, units[i]->id));
    }
    qsort(units, count, sizeof(const struct unit *), by_name);
    for (size_t i = 1; i < count; i++)
        if (strcmp(units[i - 1]->name, units[i]->name) == 0)
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, units[i]->at,
                    _("unit \"%s\" has the name of unit \"%s\" on line %d"),
                    tree_quote(doubts->arena, units[i]->id), tree_quote(doubts->arena, units[i - 1]->id),
                    units[i - 1]->at.line);
}

static void doubt_plan(const struct doubts *doubts, const struct plan *plan)
{
    for (int i = 0; i < plan->target_count; i++)
        doubt_phrase(doubts, &plan->target[i]);
    doubt_units(doubts, plan);
    const struct date dated = plan->promulgation.dated;
    if (dated.year != plan->year && dated.year != plan->year - 1)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, plan->at, _("year=\"%d\", but the notice is dated %d"),
                plan->year, dated.year);
}

/* ---- figures ---- */

static const struct plan *plan_of(const struct doubts *doubts, const char *id)
{
    for (int i = 0; i < doubts->count; i++)
        if (doubts->input[i].plan && strcmp(doubts->input[i].plan->id, id) == 0)
            return doubts->input[i].plan;
    return NULL;
}

/* The figures of the latest quarter before this one, of the same year and notice. */
static const struct quarter *quarter_before(const struct doubts *doubts, const struct quarter *quarter)
{
    const struct quarter *before = NULL;
    for (int i = 0; i < doubts->count; i++) {
        const struct quarter *other = doubts->input[i].quarter;
        if (other && other->year == quarter->year && other->number < quarter->number &&
            (!before || other->number > before->number) && strcmp(other->notice, quarter->notice) == 0)
            before = other;
    }
    return before;
}

static int by_target(const void *a, const void *b)
{
    const struct actual *x = *(const struct actual *const *)a, *y = *(const struct actual *const *)b;
    return strcmp(x->target, y->target);
}

/* The figures with a value, sorted by target. */
static const struct actual **sorted(struct arena *arena, const struct quarter *quarter, size_t *count)
{
    const struct actual **all =
        arena_array(arena, (size_t)quarter->actual_count + 1, sizeof(const struct actual *));
    *count = 0;
    for (int i = 0; i < quarter->actual_count; i++)
        if (!quarter->actual[i].na)
            all[(*count)++] = &quarter->actual[i];
    qsort(all, *count, sizeof(const struct actual *), by_target);
    return all;
}

static void doubt_quarter(const struct doubts *doubts, const struct quarter *quarter)
{
    const struct plan *plan = plan_of(doubts, quarter->notice);
    const struct quarter *before = quarter_before(doubts, quarter);
    size_t count = 0, earlier = 0;
    const struct actual **now = sorted(doubts->arena, quarter, &count);
    const struct actual **then = before ? sorted(doubts->arena, before, &earlier) : NULL;
    for (int i = 0; plan && i < plan->target_count; i++) {
        const struct target *target = &plan->target[i];
        const struct actual key = {.target = target->id}, *sought = &key;
        const struct actual *const *a = bsearch(&sought, now, count, sizeof *now, by_target);
        const struct actual *const *b =
            then ? bsearch(&sought, then, earlier, sizeof *then, by_target) : NULL;
        if (!a || target->measure != MEASURE_COUNT)
            continue;
        if ((*a)->value.units < 0)
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, (*a)->at, _("a count below zero for target \"%s\""),
                    tree_quote(doubts->arena, target->id));
        if (b && target->period == PERIOD_YEAR &&
            rational_cmp(rational_from((*a)->value), rational_from((*b)->value)) < 0)
            diag_at(
                doubts->diag, MESSAGE_DOUBTFUL, (*a)->at,
                _("%s for target \"%s\" is less than %s a quarter earlier (%s:%d); counts are year to date"),
                decimal_print(doubts->arena, (*a)->value), tree_quote(doubts->arena, target->id),
                decimal_print(doubts->arena, (*b)->value), (*b)->at.file, (*b)->at.line);
    }
}

/* ---- particulars ---- */

/* A document number names the year in tortoise-shell brackets (GB/T 9704, 7.2.5); it must be that of the
 * date. */
static void doubt_number(const struct doubts *doubts, const struct issuance *issuance, const char *number)
{
    static const char open[] = "\xE3\x80\x94"; /* U+3014 */
    const char *bracket = strstr(number, open);
    int year = bracket ? atoi(bracket + strlen(open)) : 0;
    if (bracket && year != issuance->dated.year)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->at,
                _("the number \"%s\" is not of %d, the year of its date"), tree_quote(doubts->arena, number),
                issuance->dated.year);
    if (!bracket)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->at,
                _("the number \"%s\" has no year in \xE3\x80\x94\xE3\x80\x95 brackets"),
                tree_quote(doubts->arena, number));
}

/* 签发人 is for documents that go up (7.2.6); the letter format shows none. */
static void doubt_signer(const struct doubts *doubts, const struct issuance *issuance)
{
    if (issuance->letters.signer)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->at,
                _("<signer> in <letters>: letters have no place for it and go without"));
}

/* The letters of two quarters in one series of numbers, of which some would be given twice. */
static void doubt_series(const struct doubts *doubts, const struct issuance *a, const struct issuance *b)
{
    const struct plan *plan = plan_of(doubts, a->notice);
    if (!plan || strcmp(a->notice, b->notice) != 0 || !text_equal(a->letters.number, b->letters.number))
        return;
    int letters = plan->unit_count;
    for (int i = 0; i < plan->unit_count; i++)
        letters -= plan->unit[i].self;
    if (abs(a->first_letter - b->first_letter) < letters)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, b->at,
                _("%d letters from number %d on share numbers with those from %d on (%s)"), letters,
                b->first_letter, a->first_letter, a->at.file);
}

void intake_doubt(const struct input *inputs, int count, struct diag *diag)
{
    struct doubts doubts = {inputs, count, arena_new(), diag};
    for (int i = 0; i < count; i++) {
        if (inputs[i].plan)
            doubt_plan(&doubts, inputs[i].plan);
        if (inputs[i].quarter)
            doubt_quarter(&doubts, inputs[i].quarter);
        if (!inputs[i].issuance)
            continue;
        doubt_number(&doubts, inputs[i].issuance, inputs[i].issuance->bulletin.number);
        doubt_number(&doubts, inputs[i].issuance, inputs[i].issuance->letters.number);
        doubt_signer(&doubts, inputs[i].issuance);
        for (int j = 0; j < i; j++)
            if (inputs[j].issuance)
                doubt_series(&doubts, inputs[j].issuance, inputs[i].issuance);
    }
    arena_free(doubts.arena);
}
