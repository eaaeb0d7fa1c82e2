/*
 * How a light comes about.
 *
 * Most targets are floors: more is better, and the share is value / target. The light of quarters 1 to 3 goes
 * by the points of share behind what was due, that of quarter 4 by the result. A ceiling (at-most) is judged
 * by what it allows; its share is what was used of it.
 *
 * Hard cases, each with its row below or a line in share() and reached():
 * - nothing done (0) or going backwards (a growth of -2 %) has no share, and is red; of a ceiling it uses
 *   nothing, which is no fault; targets themselves are above zero, which intake sees to;
 * - nothing done of a count of which nothing is due yet isn't behind;
 * - whoever is not behind is green, also where yellow begins at 0 points;
 * - a ceiling counts as kept only when its period is over, since until then it can still be broken;
 * - 左右 widens the ceiling itself, above which red begins, not the part of it that is due by now: a count
 *   between the two is yellow.
 */
#include "progress/judge.h"

const char *const light_names[] = {"green", "yellow", "red", "grey", "none"};

enum kind { FLOOR = 1, CEILING = 2, ANY = FLOOR | CEILING };
enum when { RUNNING = 1, FINAL = 2, ALWAYS = RUNNING | FINAL }; /* quarters 1 to 3; quarter 4 */

typedef bool condition(const struct judged *j, const struct figure *f);

static condition not_reported, over_the_ceiling, count_over_allowance, no_share, reached_now,
    short_within_yellow, nothing_due, not_behind, behind_less_than_yellow, behind_within_red, otherwise;

/* The rules: the first row whose kind, time and condition hold gives the light. */
static const struct rule {
    enum kind kind;
    enum when when;
    condition *holds;
    enum light light;
    const char *reason;
} rules[] = {
    {ANY, ALWAYS, not_reported, LIGHT_GREY, "no figure"},
    {CEILING, ALWAYS, over_the_ceiling, LIGHT_RED, "above the ceiling"},
    {CEILING, ALWAYS, count_over_allowance, LIGHT_YELLOW, "above the part of the ceiling due by now"},
    {CEILING, ALWAYS, otherwise, LIGHT_GREEN, "within the ceiling"},
    {FLOOR, RUNNING, nothing_due, LIGHT_GREEN, "nothing is due yet"},
    {FLOOR, ALWAYS, no_share, LIGHT_RED, "no share: value not above zero"},
    {FLOOR, FINAL, reached_now, LIGHT_GREEN, "reached"},
    {FLOOR, FINAL, short_within_yellow, LIGHT_YELLOW, "short by no more than the points of yellow"},
    {FLOOR, FINAL, otherwise, LIGHT_RED, "short by more than the points of yellow"},
    {FLOOR, RUNNING, not_behind, LIGHT_GREEN, "not behind"},
    {FLOOR, RUNNING, behind_less_than_yellow, LIGHT_GREEN, "behind by less than the points of yellow"},
    {FLOOR, RUNNING, behind_within_red, LIGHT_YELLOW, "behind by the points of yellow to those of red"},
    {FLOOR, RUNNING, otherwise, LIGHT_RED, "behind by more than the points of red"},
};

static const struct rational hundred = {100, 1};

static bool is_ceiling(const struct target *t)
{
    return t->bound == BOUND_AT_MOST;
}

static struct rational percent_of(struct rational of, struct rational percent)
{
    return rational_div(rational_mul(of, percent), hundred);
}

struct rational judge_limit(const struct rules *r, const struct target *target)
{
    struct rational value = rational_from(target->value);
    if (!target->about)
        return value;
    struct rational width = percent_of(value, rational_from(r->about));
    return is_ceiling(target) ? rational_add(value, width) : rational_sub(value, width);
}

struct rational judge_allowance(const struct target *target, struct rational due)
{
    return percent_of(rational_from(target->value), due);
}

/* ---- conditions ------------------------------------------------------------------------------------------
 */

static bool not_reported(const struct judged *j, const struct figure *f)
{
    (void)j;
    return f->state != STATE_REPORTED;
}

static bool over_the_ceiling(const struct judged *j, const struct figure *f)
{
    (void)f;
    return rational_cmp(rational_from(j->actual->value), judge_limit(j->rules, j->target)) > 0;
}

static bool count_over_allowance(const struct judged *j, const struct figure *f)
{
    return j->target->measure == MEASURE_COUNT &&
           rational_cmp(rational_from(j->actual->value), judge_allowance(j->target, f->due)) > 0;
}

static bool no_share(const struct judged *j, const struct figure *f)
{
    (void)j;
    return !f->has_share;
}

static bool nothing_due(const struct judged *j, const struct figure *f)
{
    return rational_sign(f->due) == 0 && rational_sign(rational_from(j->actual->value)) >= 0;
}

static bool reached_now(const struct judged *j, const struct figure *f)
{
    (void)j;
    return f->reached;
}

static bool short_within_yellow(const struct judged *j, const struct figure *f)
{
    return rational_cmp(rational_sub(hundred, f->share), rational_from(j->rules->yellow)) <= 0;
}

/* -1, 0 or 1 as the points behind are fewer than, equal to or more than the limit. */
static int compare_behind(const struct figure *f, struct decimal limit)
{
    return rational_cmp(rational_sub(f->due, f->share), rational_from(limit));
}

static bool not_behind(const struct judged *j, const struct figure *f)
{
    (void)j;
    return rational_sign(f->lead) >= 0;
}

static bool behind_less_than_yellow(const struct judged *j, const struct figure *f)
{
    return compare_behind(f, j->rules->yellow) < 0;
}

static bool behind_within_red(const struct judged *j, const struct figure *f)
{
    return compare_behind(f, j->rules->red) <= 0;
}

static bool otherwise(const struct judged *j, const struct figure *f)
{
    (void)j, (void)f;
    return true;
}

/* ---- the figure ------------------------------------------------------------------------------------------
 */

static const struct rule *rule_for(const struct judged *j, const struct figure *f)
{
    enum kind kind = is_ceiling(j->target) ? CEILING : FLOOR;
    enum when when = j->quarter == 4 ? FINAL : RUNNING;
    const struct rule *rule = rules;
    while (!(rule->kind & kind && rule->when & when && rule->holds(j, f)))
        rule++; /* ends at an `otherwise` at the latest: every kind and time has one */
    return rule;
}

const char *judge_reason(const struct judged *judged, const struct figure *figure)
{
    return rule_for(judged, figure)->reason;
}

static struct rational due_share(const struct target *t, int quarter)
{
    return target_is_scheduled(t) ? rational_from(t->due[quarter - 1]) : hundred;
}

/* Whether the limit is kept. The end of a ceiling's period is its quarter or the fourth one. */
static bool reached(const struct judged *j, struct rational value)
{
    int order = rational_cmp(value, judge_limit(j->rules, j->target));
    if (is_ceiling(j->target))
        return order <= 0 && (j->quarter == 4 || j->target->period == PERIOD_QUARTER);
    return order >= 0 && rational_sign(value) > 0; /* 左右 may allow everything */
}

/* Share, and the lead that goes with it; without a share the target counts as not begun. */
static void reckon_share(struct figure *f, struct rational value, struct rational target)
{
    f->has_share = rational_sign(value) > 0;
    f->share = f->has_share ? rational_div(rational_mul(value, hundred), target) : rational_of(0, 1);
    f->lead = rational_sub(f->share, f->due);
}

struct figure judge(const struct judged *judged)
{
    const struct target *t = judged->target;
    const struct rational zero = {0, 1};
    struct figure f = {
        .actual = judged->actual,
        .due = due_share(t, judged->quarter),
        .ceiling = is_ceiling(t),
        .share = zero,
        .lead = zero,
        .change = zero,
    };
    f.state = !judged->actual ? STATE_MISSING : judged->actual->na ? STATE_NA : STATE_REPORTED;
    if (f.state == STATE_REPORTED) {
        struct rational value = rational_from(judged->actual->value);
        f.reached = reached(judged, value);
        reckon_share(&f, value, rational_from(t->value));
    }
    f.light = rule_for(judged, &f)->light;
    return f;
}
