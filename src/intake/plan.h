/*
 * plan.h - the work plan of a notice as typed data: what intake hands on. Filled once by read_notice, then
 * const.
 *
 * Everything lives in the arena given to the reader. Lists are arrays in document order; units, tasks and
 * targets refer to each other by index into the plan's arrays, -1 for none. Every element carries the place
 * in the file where it stands.
 */
#ifndef TONGBAO_INTAKE_PLAN_H
#define TONGBAO_INTAKE_PLAN_H

#include "base/arena.h"
#include "base/date.h"
#include "base/rational.h"
#include "base/where.h"

struct strings {
    const char **item;
    int count;
};

enum bound { BOUND_AT_LEAST, BOUND_ABOUT, BOUND_AT_MOST, BOUND_EXACT, BOUND_RANGE };
enum measure { MEASURE_COUNT, MEASURE_LEVEL, MEASURE_GROWTH, MEASURE_GAIN };
enum gain_base { BASE_LAST_YEAR, BASE_AVERAGE };
enum period { PERIOD_YEAR, PERIOD_QUARTER };

/* A unit (单位) in protocol order. */
struct unit {
    const char *id, *name;
    const char *full; /* full name; the name where the file gives none */
    bool self;        /* the issuing office itself */
    struct where at;
};

/* A quantified target, one <target>. */
struct target {
    const char *id, *name;
    const char *unit;        /* as printed: "家", "%", "万辆" */
    const char *phrase;      /* as printed in the task's text: "7家左右" */
    struct decimal value;    /* BOUND_RANGE: the same as min */
    struct decimal min, max; /* BOUND_RANGE only */
    enum bound bound;
    bool about; /* 左右: bound="about", or about="true" beside another bound */
    enum measure measure;
    enum gain_base base; /* MEASURE_GAIN only */
    enum period period;
    struct decimal due[4]; /* per cent of a yearly count due by the end of each quarter */
    bool strive;           /* 争创, 力争: printed, changes no light */
    int task;              /* index of the task in which it stands */
    struct where at;
};

/* A stretch of a task's text with the targets around it: none (-1, -1), one, or one directly inside another.
 */
struct piece {
    const char *text;
    int outer, inner; /* target indices; inner is -1 unless two targets share the phrase */
};

struct task {
    const char *id, *title;
    int part, area;      /* area -1: the task stands straight in the part */
    int ordinal;         /* 1, 2, … within its area, or within its part when it stands straight in it */
    struct piece *piece; /* the notice's wording after the title */
    int piece_count;
    int *lead, *support; /* unit indices, as listed */
    int lead_count, support_count;
    bool others;                    /* the list closes with 等 */
    int first_target, target_count; /* its targets in plan->target */
    struct where at;
};

struct area {
    const char *id, *title;
    int part;
    int ordinal;                /* 1, 2, … within its part */
    int first_task, task_count; /* in plan->task */
    struct where at;
};

struct part {
    const char *id, *title;
    int ordinal;
    struct strings text;
    int first_area, area_count;
    int first_task, task_count; /* all tasks of the part, those in its areas among them */
    struct where at;
};

/* The notice's own issuance: how the plan was issued. */
struct promulgation {
    const char *issuer, *number, *title;
    struct strings to, text;
    struct date dated;
    const char *note; /* 附注 without brackets; NULL for none */
    struct where number_at;
};

/* How lights are judged, in points of share. */
struct rules {
    struct decimal about, yellow, red;
};

struct plan {
    const char *id; /* the notice's id */
    int year;
    const char *title;   /* of the plan itself */
    struct strings text; /* the plan's opening paragraphs */
    struct promulgation promulgation;
    struct rules rules;
    struct where rules_at; /* where the file states them */
    struct unit *unit;
    struct part *part;
    struct area *area;
    struct task *task;
    struct target *target;
    int unit_count, part_count, area_count, task_count, target_count;
    struct where at;
};

/* Index of a unit by its id; -1 when there is none. */
int plan_unit(const struct plan *plan, const char *id);
/* Index of a unit by its name, short or full; -1 when none is called so. */
int plan_unit_called(const struct plan *plan, const char *name);
/* For each unit of the plan whether a task names it, lead or support. In the arena. */
bool *plan_units_named(const struct plan *plan, struct arena *arena);
/* Whether it falls due bit by bit, by its schedule: what adds up over the year. All else is due whole. */
bool target_is_scheduled(const struct target *target);

#endif
