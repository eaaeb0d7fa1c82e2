/*
 * issue.h - the last stage: which documents are due, making them, publishing whole sets. What the command
 * line calls.
 *
 * A set is made in a folder beside the published one (unchanged files hard-linked), synced, and swapped in
 * whole: a reader sees the old set or the new one. Where any input is bad nothing is published.
 */
#ifndef TONGBAO_ISSUE_ISSUE_H
#define TONGBAO_ISSUE_ISSUE_H

#include "base/diag.h"
#include "issue/pipeline.h"

/* What holds for any command that makes documents. Paths as the user gave them, defaults filled in. */
struct settings {
    const char *templates, *fonts; /* folders */
    const char *log;               /* a file that messages are appended to as well; NULL: none */
    int jobs;                      /* worker processes, at least 1 */
    bool quiet, partial, force;
    enum dump dump;
};

/* Words of the command line. */
struct list {
    const char **word;
    int count;
};

/* One set to make: one quarter of one notice. */
struct order {
    const char *notice, *quarter, *issue; /* files */
    struct list earlier;                  /* earlier quarters' files */
    const char *out;                      /* the output folder, DIR; the set goes to DIR/2024Q3 */
    struct list only;                     /* "bulletin", "letters" or unit ids; none: everything */
};

/*
 * Makes what is out of date in the set and publishes it. With settings->dump the stage's text goes to stdout
 * instead and nothing is written. Messages into diag, whose status is the result; true when there was no
 * error.
 */
bool issue_build(const struct order *order, const struct settings *settings, struct diag *diag);
/*
 * For cron: finds every notice, quarter and issue file below the folder input and builds what is out of date
 * under out. Prints one summary line to stdout when something was made. A bad file blocks only the quarters
 * that read it.
 */
bool issue_reissue(const char *input, const char *out, const struct settings *settings, struct diag *diag);
/* Holds the files of the issued set in folder, or of all sets in it, against their manifests: missing,
 * changed, foreign (MISMATCH, one message each). What is called like a set must be one. Where a run is at
 * work and something is amiss it is waited for, some seconds at most (LOCKED). */
bool issue_verify(const char *folder, struct diag *diag);

#endif
