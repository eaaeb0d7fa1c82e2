#include "intake/doubt.h"
#include "intake/fold.h"
#include "intake/measure_word.h"
#include "intake/reader.h"

#include <string.h>

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

/* The figures of a quarter that have a value, to be found by target. */
struct figures {
    const struct quarter *quarter; /* NULL: there is none, and no figure */
    struct entry *entry;
    int count;
};

static struct figures figures_of(struct arena *arena, const struct quarter *quarter)
{
    struct figures figures = {.quarter = quarter};
    int all = quarter ? quarter->actual_count : 0;
    figures.entry = arena_array(arena, (size_t)all + 1, sizeof *figures.entry);
    for (int i = 0; i < all; i++)
        if (!quarter->actual[i].na)
            figures.entry[figures.count++] =
                (struct entry){.id = quarter->actual[i].target, .at = quarter->actual[i].at, .index = i};
    index_sort(figures.entry, figures.count);
    return figures;
}

/* The figure of a target; NULL: it has none. */
static const struct actual *figure_of(const struct figures *figures, const char *target)
{
    int i = index_find(figures->entry, figures->count, target);
    return i < 0 ? NULL : &figures->quarter->actual[i];
}

/* A figure beside its target and the one of the quarter before, if there is one. */
struct pair {
    const struct plan *plan;
    const struct target *target;
    const struct actual *now, *then;
};

/* value / by, in per cent or not. */
static struct rational over(struct decimal value, struct decimal by, int64_t times)
{
    return rational_mul(rational_div(rational_from(value), rational_from(by)), rational_of(times, 1));
}

static const char *printed(const struct doubts *doubts, const struct pair *p, struct decimal value)
{
    return tree_quote(doubts->arena, arena_printf(doubts->arena, "%s%s", decimal_print(doubts->arena, value),
                                                  p->target->unit));
}

static struct measured words_of(const struct doubts *doubts, const struct pair *p)
{
    return measured_words_of(doubts->arena, p->plan, p->target);
}

static bool doubt_below_zero(const struct doubts *doubts, const struct pair *p)
{
    bool count = p->target->measure == MEASURE_COUNT, level = p->target->measure == MEASURE_LEVEL;
    if (!(count || level) || p->now->value.units >= 0)
        return false;
    const struct measured words = words_of(doubts, p);
    if (measured_signed(&words))
        return false;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at,
            count ? _("a count below zero for target \"%s\": %s")
                  : _("a level below zero for target \"%s\": %s"),
            tree_quote(doubts->arena, p->target->id), printed(doubts, p, p->now->value));
    return true;
}

/* A fall that got a sign of its own. There are rises too where a fall is asked for, but they are mostly less
 * than two thirds of it. */
static bool doubt_fall(const struct doubts *doubts, const struct pair *p)
{
    bool moves = p->target->measure == MEASURE_GROWTH || p->target->measure == MEASURE_GAIN;
    if (!moves || p->now->value.units >= 0 ||
        rational_cmp(over(p->now->value, p->target->value, 3), rational_of(-2, 1)) > 0)
        return false;
    const struct measured words = words_of(doubts, p);
    const char *fall = measured_fall(&words);
    if (fall)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at,
                _("%s for target \"%s\", which asks for \"%s\" by %s; below zero it is told as a rise"),
                printed(doubts, p, p->now->value), tree_quote(doubts->arena, p->target->id), fall,
                printed(doubts, p, p->target->value));
    return fall;
}

static bool is_whole(struct decimal d)
{
    return rational_from(d).den == 1;
}

/* A part of what comes in wholes; targets that have one themselves know why. */
static bool doubt_part(const struct doubts *doubts, const struct pair *p)
{
    const struct target *target = p->target;
    if (target->measure != MEASURE_COUNT || is_whole(p->now->value) || !is_whole(target->value) ||
        !measured_in_wholes(doubts->arena, target->unit))
        return false;
    const struct measured words = words_of(doubts, p);
    if (measured_mean(&words))
        return false;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at,
            _("%s for target \"%s\" is no whole number; is the value in \"%s\"?"),
            printed(doubts, p, p->now->value), tree_quote(doubts->arena, target->id),
            tree_quote(doubts->arena, target->unit));
    return true;
}

/* More than all of a whole. */
static bool doubt_whole(const struct doubts *doubts, const struct pair *p)
{
    const struct rational hundred = rational_of(100, 1);
    if (p->target->measure != MEASURE_LEVEL || rational_cmp(rational_from(p->now->value), hundred) <= 0 ||
        rational_cmp(rational_from(p->target->value), hundred) > 0 ||
        strcmp(fold_plain(doubts->arena, p->target->unit), "%") != 0)
        return false;
    const struct measured words = words_of(doubts, p);
    if (!measured_share(&words))
        return false;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at,
            _("%s for target \"%s\", \"%s\": more than all, 100%%"), printed(doubts, p, p->now->value),
            tree_quote(doubts->arena, p->target->id), tree_quote(doubts->arena, p->target->name));
    return true;
}

static bool doubt_falling(const struct doubts *doubts, const struct pair *p)
{
    if (!p->then || !target_is_scheduled(p->target) ||
        rational_cmp(rational_from(p->now->value), rational_from(p->then->value)) >= 0)
        return false;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at,
            _("%s for target \"%s\" is less than %s a quarter earlier (%s:%d); counts are year to date"),
            decimal_print(doubts->arena, p->now->value), tree_quote(doubts->arena, p->target->id),
            decimal_print(doubts->arena, p->then->value), p->then->at.file, p->then->at.line);
    return true;
}

/* An index, which goes by 100, instead of the rate: it is about what the target would make of last year. */
static bool doubt_rate(const struct doubts *doubts, const struct pair *p)
{
    struct rational value = rational_from(p->now->value), asked = rational_from(p->target->value);
    if (p->target->measure != MEASURE_GROWTH || rational_cmp(value, rational_of(90, 1)) < 0 ||
        rational_cmp(asked, rational_of(30, 1)) >= 0 ||
        rational_cmp(value, rational_add(asked, rational_of(110, 1))) > 0)
        return false;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at,
            _("%s of growth for target \"%s\", which asks for %s; is it an index, with last year as "
              "100?"),
            printed(doubts, p, p->now->value), tree_quote(doubts->arena, p->target->id),
            printed(doubts, p, p->target->value));
    return true;
}

/* What else a figure may be that is so many times its target. */
static const char *const taken_for[] = {
    [MEASURE_COUNT] = N_("%s for target \"%s\" is %s %% of the target, %s; is the value in \"%s\"?"),
    [MEASURE_LEVEL] = N_("%s for target \"%s\" is %s %% of the target, %s; is the value in \"%s\"?"),
    [MEASURE_GROWTH] = N_("%s for target \"%s\" is %s %% of the target, %s; is it the growth on last year?"),
    [MEASURE_GAIN] =
        N_("%s for target \"%s\" is %s %% of the target, %s; is it the difference, not the rate?"),
};

/* So many times the target is mostly a figure in another unit, or with a point lost. Of few things there are
 * easily three times as many, and a small rate is easily three times as high: by how many points it must be
 * above, too. */
static bool is_far(const struct target *target, struct rational value, struct rational share)
{
    static const int points[] = {[MEASURE_GROWTH] = 30, [MEASURE_GAIN] = 20};
    bool count = target->measure == MEASURE_COUNT, level = target->measure == MEASURE_LEVEL;
    struct rational asked = rational_from(target->value);
    bool few =
        rational_cmp(value, rational_of(10, 1)) < 0 || (count && rational_cmp(asked, rational_of(5, 1)) < 0);
    if (count || level)
        return rational_cmp(share, rational_of(few ? 1000 : 300, 1)) >= 0;
    return rational_cmp(share, rational_of(300, 1)) >= 0 &&
           rational_cmp(rational_sub(value, asked), rational_of(points[target->measure], 1)) >= 0;
}

static bool doubt_share(const struct doubts *doubts, const struct pair *p)
{
    struct rational share = over(p->now->value, p->target->value, 100);
    if (!is_far(p->target, rational_from(p->now->value), share))
        return false;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at, _(taken_for[p->target->measure]),
            printed(doubts, p, p->now->value), tree_quote(doubts->arena, p->target->id),
            rational_print(doubts->arena, share, 1), printed(doubts, p, p->target->value),
            tree_quote(doubts->arena, p->target->unit));
    return true;
}

/* What has become ten times as much since, or a tenth. A count may well do so in the year's first quarters,
 * unless it passes its target by that. */
static void doubt_leap(const struct doubts *doubts, const struct pair *p)
{
    bool count = p->target->measure == MEASURE_COUNT, level = p->target->measure == MEASURE_LEVEL;
    if (!p->then || !(count || level) || p->now->value.units <= 0 || p->then->value.units <= 0)
        return;
    struct rational times = over(p->now->value, p->then->value, 1), ten = rational_of(10, 1);
    bool passed = rational_cmp(rational_from(p->now->value), rational_from(p->target->value)) > 0;
    bool up = rational_cmp(times, ten) >= 0 && (level || passed);
    if (!up && rational_cmp(times, rational_of(1, 10)) > 0)
        return;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, p->now->at,
            _("%s for target \"%s\" is %s %% of what it was a quarter earlier, %s (%s:%d); is the value in "
              "\"%s\"?"),
            printed(doubts, p, p->now->value), tree_quote(doubts->arena, p->target->id),
            rational_print(doubts->arena, over(p->now->value, p->then->value, 100), 1),
            printed(doubts, p, p->then->value), p->then->at.file, p->then->at.line,
            tree_quote(doubts->arena, p->target->unit));
}

static void doubt_figure(const struct doubts *doubts, const struct pair *p)
{
    /* Of what is hardly a figure in the target's unit one doubt is enough, and of what is certainly none the
     * error says it all. */
    if (!actual_is_in_unit(p->now, p->target, doubts->arena) || doubt_part(doubts, p))
        return;
    bool told = doubt_below_zero(doubts, p);
    told |= doubt_falling(doubts, p);
    if (!told && !doubt_fall(doubts, p) && !doubt_whole(doubts, p) && !doubt_rate(doubts, p) &&
        !doubt_share(doubts, p))
        doubt_leap(doubts, p);
}

/* ---- a quarter as a whole ---- */

/* Fewer figures may well be the same by chance. */
enum { COPIED_LEAST = 3 };

/* Whether the figures are all those of the quarter before. */
static bool is_copy(const struct figures *now, const struct figures *then)
{
    for (int i = 0; i < now->count; i++) {
        const struct actual *a = &now->quarter->actual[now->entry[i].index], *b = figure_of(then, a->target);
        if (!b || rational_cmp(rational_from(a->value), rational_from(b->value)) != 0)
            return false;
    }
    return now->count >= COPIED_LEAST;
}

/* Whether figures may not well be the same in two quarters: levels stay at 100 %, and so does what is done.
 */
static bool moves(const struct plan *plan, const struct figures *now)
{
    int counts = 0;
    for (int i = 0; plan && i < plan->target_count; i++) {
        const struct target *target = &plan->target[i];
        const struct actual *a = figure_of(now, target->id);
        if (!a || target->measure != MEASURE_COUNT)
            continue;
        counts++;
        if (rational_cmp(rational_from(a->value), rational_from(target->value)) != 0)
            return true;
    }
    return !plan || counts >= COPIED_LEAST;
}

/* Figures up to a day before the last month are hardly those of the quarter. */
static void doubt_asof(const struct doubts *doubts, const struct quarter *quarter)
{
    char asof[11];
    if (quarter->asof.month >= quarter_day(quarter->year, quarter->number, true).month)
        return;
    date_print(quarter->asof, asof);
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, quarter->at,
            _("asof=\"%s\" is before the last month of quarter %d"), asof, quarter->number);
}

void doubt_quarter(const struct doubts *doubts, const struct quarter *quarter)
{
    const struct plan *plan = input_plan(doubts->input, doubts->count, quarter->notice);
    const struct quarter *before = quarter_before(doubts, quarter);
    const struct figures now = figures_of(doubts->arena, quarter), then = figures_of(doubts->arena, before);
    doubt_asof(doubts, quarter);
    if (before && is_copy(&now, &then) && moves(plan, &now))
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, quarter->at,
                _("all %d figures are those of quarter %d (%s); was it copied and not filled in?"), now.count,
                before->number, before->at.file);
    for (int i = 0; plan && i < plan->target_count; i++) {
        struct pair pair = {plan, &plan->target[i], figure_of(&now, plan->target[i].id),
                            figure_of(&then, plan->target[i].id)};
        if (pair.then && !actual_is_in_unit(pair.then, pair.target, doubts->arena))
            pair.then = NULL;
        if (pair.now)
            doubt_figure(doubts, &pair);
    }
}
