#include "base/text.h"
#include "intake/doubt.h"
#include "intake/fold.h"
#include "intake/measure_word.h"
#include "intake/tree.h"
#include "intake/value.h"
#include "intake/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* ---- targets ---- */

/* Each is held against those before it; more of one task are not. */
enum { TARGETS_COMPARED = 200 };

/* Of more alike one line tells. */
enum { TOLD_SINGLY = 3 };

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

/* Whether one of the numbers in Chinese words in phrase is d, or all of it is meant, a hundred per cent. */
static bool spells_number(const char *phrase, struct decimal d)
{
    static const char *const whole[] = {"\u5168\u8986\u76D6", "\u5168\u90E8"}; /* 全覆盖, 全部 */
    static const char per_cent[] = "\u767E\u5206";                             /* 百分 is no hundred */
    struct rational sought = rational_from(d);
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        if (strstr(phrase, whole[i]) && rational_cmp(sought, rational_of(100, 1)) == 0)
            return true;
    for (const char *p = phrase, *end; *p; p = end) {
        if (text_starts(p, per_cent)) {
            end = p + strlen(per_cent);
            continue;
        }
        int number = value_spelled(p, &end);
        if (number >= 0 && rational_cmp(sought, rational_of(number, 1)) == 0)
            return true;
        if (end == p)
            text_next(&end);
    }
    return false;
}

/* Whether a target's words hold no number, neither in digits nor the target's own in words. */
static bool is_wordless(const struct doubts *doubts, const struct target *target)
{
    const char *phrase = fold_plain(doubts->arena, target->phrase);
    if (strpbrk(phrase, "0123456789"))
        return false;
    return !spells_number(phrase, target->value) ||
           (target->bound == BOUND_RANGE && !spells_number(phrase, target->max));
}

/* A notice may have all its numbers in words: then once is enough. */
static void doubt_wordless(const struct doubts *doubts, const struct plan *plan)
{
    struct arena *arena = doubts->arena;
    const struct target **wordless = arena_array(arena, (size_t)plan->target_count + 1, sizeof *wordless);
    int count = 0;
    for (int i = 0; i < plan->target_count; i++)
        if (is_wordless(doubts, &plan->target[i]))
            wordless[count++] = &plan->target[i];
    if (count > TOLD_SINGLY)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, wordless[0]->at,
                _("the words of %d targets hold no number in digits, the first \"%s\" with \"%s\""), count,
                tree_quote(arena, wordless[0]->id), tree_quote(arena, wordless[0]->phrase));
    for (int i = 0; i < count && count <= TOLD_SINGLY; i++)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, wordless[i]->at,
                _("target \"%s\" is %s, but its words \"%s\" hold no number in digits"),
                tree_quote(arena, wordless[i]->id), decimal_print(arena, wordless[i]->value),
                tree_quote(arena, wordless[i]->phrase));
}

/* A phrase without 余 and 多, which stand between a number and its unit: 5万余册. */
static const char *unrounded(struct arena *arena, const char *phrase)
{
    static const char *const words[] = {"\u4F59", "\u591A"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        for (const char *at; (at = strstr(phrase, words[i]));)
            phrase = arena_printf(arena, "%.*s%s", (int)(at - phrase), phrase, at + strlen(words[i]));
    return phrase;
}

static void doubt_phrase(const struct doubts *doubts, const struct target *target)
{
    struct arena *arena = doubts->arena;
    const char *phrase = fold_plain(arena, target->phrase);
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
    const char *unit = fold_plain(arena, target->unit);
    if (any && !strstr(phrase, unit) && !strstr(unrounded(arena, phrase), unit))
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" has the unit \"%s\", but its words are \"%s\""),
                tree_quote(arena, target->id), tree_quote(arena, target->unit),
                tree_quote(arena, target->phrase));
}

/* What a target's words say of how it is measured, against its measure and period. */
static void doubt_measure(const struct doubts *doubts, const struct target *target, const char *before)
{
    static const char points[] = "\u767E\u5206\u70B9"; /* 百分点 */
    struct arena *arena = doubts->arena;
    const struct measured words = measured_words(arena, target, before);
    const char *growth = measured_growth(&words), *quarterly = measured_quarterly(&words);
    bool rate = target->measure == MEASURE_GROWTH || target->measure == MEASURE_GAIN;
    if (!rate && growth && strcmp(fold_plain(arena, target->unit), "%") == 0)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" has measure=\"%s\", but its words say \"%s\", which is measure=\"growth\""),
                tree_quote(arena, target->id), words_measure[target->measure], growth);
    if (target->measure == MEASURE_GROWTH && strstr(target->unit, points))
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" has measure=\"growth\" and the unit \"%s\"; what is told in points is "
                  "measure=\"gain\""),
                tree_quote(arena, target->id), tree_quote(arena, target->unit));
    if (target->period == PERIOD_YEAR && quarterly)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" is of the year, but its words say \"%s\"; what is due anew each quarter has "
                  "period=\"quarter\""),
                tree_quote(arena, target->id), quarterly);
}

/* Each target's words, and two targets of one task that can't be told apart. */
static void doubt_task(const struct doubts *doubts, const struct plan *plan, const struct task *task)
{
    if (!task->target_count)
        return;
    const struct target *target = &plan->target[task->first_target];
    for (int i = 0; i < task->piece_count; i++) {
        const int of[] = {task->piece[i].outer, task->piece[i].inner};
        const char *before = i > 0 ? task->piece[i - 1].text : "";
        const char *behind = i + 1 < task->piece_count ? task->piece[i + 1].text : "";
        for (int k = 0; k < 2; k++)
            if (of[k] >= 0) {
                doubt_bound(doubts, &plan->target[of[k]], before, behind);
                doubt_measure(doubts, &plan->target[of[k]], before);
            }
    }
    for (int i = 0; i < task->target_count; i++)
        doubt_phrase(doubts, &target[i]);
    for (int i = 1; i < task->target_count && i < TARGETS_COMPARED; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(target[i].name, target[k].name) == 0) {
                diag_at(doubts->diag, MESSAGE_DOUBTFUL, target[i].at,
                        _("target \"%s\" has the name of target \"%s\" of the same task, \"%s\""),
                        tree_quote(doubts->arena, target[i].id), tree_quote(doubts->arena, target[k].id),
                        tree_quote(doubts->arena, target[k].name));
                break;
            }
}

/* ---- units ---- */

/* A unit's names without blanks, which tell no two names apart. */
struct called {
    const struct unit *unit;
    const char *name, *full;
};

static int by_name(const void *a, const void *b)
{
    const struct called *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->unit > y->unit) - (x->unit < y->unit);
}

static int by_full(const void *a, const void *b)
{
    const struct called *x = a, *y = b;
    int order = strcmp(x->full, y->full);
    return order ? order : (x->unit > y->unit) - (x->unit < y->unit);
}

/* A blank between two characters neither of which is of a script that has blanks. */
static void doubt_blank(const struct doubts *doubts, const struct unit *unit, const char *name)
{
    uint32_t before = 0;
    for (const char *p = name; *p;) {
        uint32_t c = text_next(&p);
        const char *next = p;
        uint32_t behind = text_next(&next);
        if (text_is_gap(c) && before && behind && !text_is_spaced(before) && !text_is_spaced(behind)) {
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, unit->at,
                    _("unit \"%s\" is called \"%s\", with a blank (U+%04X) inside"),
                    tree_quote(doubts->arena, unit->id), tree_quote(doubts->arena, name), (unsigned)c);
            return;
        }
        before = c;
    }
}

/* Two units that are called alike. */
static void doubt_names(const struct doubts *doubts, const struct plan *plan)
{
    size_t count = (size_t)plan->unit_count;
    struct called *units = arena_array(doubts->arena, count + 1, sizeof *units);
    for (size_t i = 0; i < count; i++) {
        const struct unit *unit = &plan->unit[i];
        units[i] = (struct called){unit, fold_plain(doubts->arena, unit->name),
                                   fold_plain(doubts->arena, unit->full)};
        doubt_blank(doubts, unit, unit->name);
        if (unit->full != unit->name)
            doubt_blank(doubts, unit, unit->full);
    }
    qsort(units, count, sizeof *units, by_full);
    for (size_t i = 1; i < count; i++)
        if (strcmp(units[i - 1].full, units[i].full) == 0 && strcmp(units[i - 1].name, units[i].name) != 0)
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, units[i].unit->at,
                    _("unit \"%s\" has the full name of unit \"%s\" on line %d"),
                    tree_quote(doubts->arena, units[i].unit->id),
                    tree_quote(doubts->arena, units[i - 1].unit->id), units[i - 1].unit->at.line);
    qsort(units, count, sizeof *units, by_name);
    for (size_t i = 1; i < count; i++)
        if (strcmp(units[i - 1].name, units[i].name) == 0)
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, units[i].unit->at,
                    _("unit \"%s\" has the name of unit \"%s\" on line %d"),
                    tree_quote(doubts->arena, units[i].unit->id),
                    tree_quote(doubts->arena, units[i - 1].unit->id), units[i - 1].unit->at.line);
}

/* The unit that is the issuer by its name where none is marked as it, or -1. */
static int unmarked_self(const struct doubts *doubts, const struct plan *plan)
{
    const char *issuer = fold_plain(doubts->arena, plan->promulgation.issuer);
    int found = -1;
    for (int i = 0; i < plan->unit_count; i++) {
        if (plan->unit[i].self)
            return -1;
        if (strcmp(fold_plain(doubts->arena, plan->unit[i].name), issuer) == 0 ||
            strcmp(fold_plain(doubts->arena, plan->unit[i].full), issuer) == 0)
            found = i;
    }
    return found;
}

static void doubt_idle(const struct doubts *doubts, const struct unit **idle, int count)
{
    struct arena *arena = doubts->arena;
    if (count > TOLD_SINGLY)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, idle[0]->at,
                _("%d units neither lead nor support any task, the first \"%s\", \"%s\" and \"%s\""), count,
                tree_quote(arena, idle[0]->id), tree_quote(arena, idle[1]->id),
                tree_quote(arena, idle[2]->id));
    for (int i = 0; i < count && count <= TOLD_SINGLY; i++)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, idle[i]->at,
                _("unit \"%s\" neither leads nor supports any task"), tree_quote(arena, idle[i]->id));
}

/* Units with nothing to do, and the issuer, which would get a letter from itself. */
static void doubt_roles(const struct doubts *doubts, const struct plan *plan)
{
    int self = unmarked_self(doubts, plan), idle_count = 0;
    const struct unit **idle = arena_array(doubts->arena, (size_t)plan->unit_count + 1, sizeof *idle);
    const bool *used = plan_units_named(plan, doubts->arena);
    for (int i = 0; i < plan->unit_count; i++) {
        const struct unit *unit = &plan->unit[i];
        if (i == self)
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, unit->at,
                    _("unit \"%s\" has the issuer's name, but no self=\"true\"; it would get a letter"),
                    tree_quote(doubts->arena, unit->id));
        else if (!used[i] && !unit->self)
            idle[idle_count++] = unit;
    }
    doubt_idle(doubts, idle, idle_count);
}

/* ---- the whole ---- */

/* Points are per cent: below one they are mostly meant for shares of one. */
static void doubt_rules(const struct doubts *doubts, const struct plan *plan)
{
    const struct rules *rules = &plan->rules;
    const struct rational one = rational_of(1, 1);
    if (rules->yellow.units > 0 && rules->red.units > 0 &&
        rational_cmp(rational_from(rules->yellow), one) < 0 &&
        rational_cmp(rational_from(rules->red), one) < 0)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, plan->rules_at,
                _("yellow=\"%s\" and red=\"%s\" in <rules> are both below one point; 10 is 10 points"),
                decimal_print(doubts->arena, rules->yellow), decimal_print(doubts->arena, rules->red));
}

void doubt_plan(const struct doubts *doubts, const struct plan *plan)
{
    const struct promulgation *issued = &plan->promulgation;
    for (int i = 0; i < plan->task_count; i++)
        doubt_task(doubts, plan, &plan->task[i]);
    doubt_wordless(doubts, plan);
    doubt_names(doubts, plan);
    doubt_roles(doubts, plan);
    doubt_rules(doubts, plan);
    bool far = issued->dated.year != plan->year && issued->dated.year != plan->year - 1;
    doubt_number(doubts, issued->number_at, issued->number, far ? 0 : issued->dated.year);
    doubt_twice(doubts, issued->number_at, &issued->to, "to", "issuance");
    if (far) /* of one slip one doubt */
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, plan->at, _("year=\"%d\", but the notice is dated %d"),
                plan->year, issued->dated.year);
}
