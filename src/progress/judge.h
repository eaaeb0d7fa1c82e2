/*
 * judge.h - judges one target in one quarter: share, due share, lead, light. Inside progress only.
 *
 * All rules stand in one table at the head of judge.c; nothing else in the program decides on a light.
 */
#ifndef TONGBAO_PROGRESS_JUDGE_H
#define TONGBAO_PROGRESS_JUDGE_H

#include "progress/report.h"

/* What is judged: one target, with the figure reported for it in quarter 1 to 4, NULL when there is none. */
struct judged {
    const struct rules *rules;
    const struct target *target;
    int quarter;
    const struct actual *actual;
};

/* The figure, but for change, which needs an earlier quarter. The due share is set whatever the state. */
struct figure judge(const struct judged *judged);
/* In plain words, the rule by which a figure got its light; for the dump. Lent, never freed. */
const char *judge_reason(const struct judged *judged, const struct figure *figure);
/*
 * What the value must not fall below, or for a ceiling not exceed, to count as reached: the target itself,
 * with 左右 `about` per cent of it less, or for a ceiling more. In the target's unit.
 */
struct rational judge_limit(const struct rules *rules, const struct target *target);
/* What a ceiling allows by now: the ceiling times the due share; in the target's unit. */
struct rational judge_allowance(const struct target *target, struct rational due);
/* What a light is called in the report XML and the dump, by enum light; LIGHT_NONE has a name in the dump
 * only. */
extern const char *const light_names[];

#endif
