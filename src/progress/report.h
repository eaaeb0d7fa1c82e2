/*
 * report.h - what is done against what was due: what progress hands on.
 *
 * All judged on exact rationals; a rational printed in the report XML or a dump has one decimal, half up. The
 * report lives in the arena given to progress_report and refers to plan, quarters and issuance, which must
 * outlive it.
 */
#ifndef TONGBAO_PROGRESS_REPORT_H
#define TONGBAO_PROGRESS_REPORT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/rational.h"
#include "intake/issuance.h"
#include "intake/plan.h"
#include "intake/quarter.h"

/* 绿 黄 红 灰, from best to worst; grey is no judgement. LIGHT_NONE: nothing to judge (a task without
 * targets). */
enum light { LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED, LIGHT_GREY, LIGHT_NONE };

enum state { STATE_REPORTED, STATE_NA, STATE_MISSING };

/* One target in one quarter. Share, lead, change and reached are void (zero) unless state is STATE_REPORTED.
 */
struct figure {
    enum state state;
    const struct actual *actual; /* NULL when missing */
    bool has_share;              /* false: value <= 0, printed as a dash */
    struct rational share;       /* per cent: 85.714…; without a share 0, which it counts as in a mean */
    struct rational due;         /* per cent due by the end of the quarter */
    struct rational lead;        /* share - due, points; without a share 0 - due */
    bool has_change;
    struct rational change; /* against the latest earlier quarter of the year, in the target's unit */
    bool reached;           /* a ceiling only when its period is over */
    bool ceiling;           /* at-most: share is what was used of the ceiling; in no average */
    enum light light;
};

/* Lights of a set of targets. */
struct tally {
    int total;    /* all targets of the set */
    int count[4]; /* by enum light; grey: not reported and na together */
    int na;       /* of the grey ones */
    int reached;
    bool has_mean;        /* at least one reported yearly or quarterly count, ceilings apart */
    struct rational mean; /* their mean share, rounded to one decimal half up; none counts as 0 */
    enum light light;     /* the worst; grey only if all are; LIGHT_NONE without targets */
};

struct unit_report {
    struct tally lead;    /* targets of the tasks that it leads */
    struct tally support; /* targets of the tasks that it supports */
    int lead_tasks, support_tasks;
    int *task; /* both kinds, ascending */
    int task_count, task_capacity;
    bool has_mean_lead;        /* it leads a reported target that is no ceiling */
    struct rational mean_lead; /* of the targets that it leads, points, rounded to one decimal half up */
    int rank;                  /* among lead units; equal figures share a rank; 0: nothing to rank */
};

struct report {
    const struct plan *plan;
    const struct quarter *quarter; /* the quarter reported on */
    const struct issuance *issuance;
    const struct quarter *const *earlier; /* same year, ascending */
    int earlier_count;
    bool sample;                          /* the quarter or any earlier one is made up */
    struct figure *figure;                /* by target */
    struct figure *const *earlier_figure; /* [earlier][target] */
    const struct words **words;           /* by task; NULL where none were given */
    struct tally total;
    struct tally *trend; /* [earlier]: total at that quarter */
    struct tally *part, *area, *task;
    struct unit_report *unit; /* by unit */
    int issuer;               /* the unit that is the issuing office itself; -1: none is */
    int *ranking;             /* unit indices in order of rank, those with nothing to rank last */
    int ranking_count;        /* all units that lead a task */
};

/*
 * Works out the report of a quarter. earlier: earlier quarters' figures in any order; those of another year
 * or not earlier are left out. The inputs must have passed intake_check. Never fails.
 */
const struct report *progress_report(const struct plan *plan, const struct quarter *quarter,
                                     const struct quarter *const *earlier, int earlier_count,
                                     const struct issuance *issuance, struct arena *arena);

/* Numbers and file names that the issue stage gave to the units' letters, by unit; an entry may be NULL. */
struct numbering {
    const char **number; /* 发文字号 in full: "鲁制造强省办函〔2024〕21号"; NULL for the issuer itself */
    const char **file; /* "letters/01-省委组织部.pdf", relative to the set's folder */
    bool correction;   /* the documents replace what was issued before (更正) */
    bool no_bulletin;  /* there is none, since it couldn't be made; of such a letter file is NULL */
};

#define REPORT_NAMESPACE "urn:tongbao:report"

/*
 * The report as XML, of REPORT_NAMESPACE: the templates' only input. The vocabulary is described in
 * report-xml.md beside this header. An xmlDoc, so named that the seam doesn't need libxml2, and only to be
 * read: its texts are lent from the report and the numbering. Release with report_free.
 */
struct _xmlDoc *report_xml(const struct report *report, const struct numbering *numbering);
/*
 * The part of it that the letter of unit u is about: the unit; the tasks that it leads or supports, in their
 * parts and areas; of the issuer and the units named in these tasks only how they are called; no totals and
 * no ranking. So a letter can't hold what is others', and making one takes no longer for there being many.
 */
struct _xmlDoc *report_xml_letter(const struct report *report, const struct numbering *numbering, int u);
/*
 * Adds the report XML as text, which goes into the PDF. A figure can be traced to the name of its file and
 * the line in it; in which folder of which machine that file was read is no reader's business, and would make
 * the same document come out otherwise elsewhere: of paths only the file's name is written.
 */
void report_save(const struct _xmlDoc *xml, struct buffer *out);
/* Takes NULL. */
void report_free(struct _xmlDoc *xml);
/* --dump=report: every figure with how it came about, its file and line, as text. */
void report_dump(const struct report *report, struct buffer *out);

#endif
