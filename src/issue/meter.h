/*
 * meter.h - what a run shows of itself: a bar on a terminal while it works, and its messages, in the log too.
 */
#ifndef TONGBAO_ISSUE_METER_H
#define TONGBAO_ISSUE_METER_H

#include "base/diag.h"
#include "issue/issue.h"

struct meter {
    bool on;
    int shown; /* the width of the bar as last drawn; -1: not yet */
};

/* A bar on stderr, if that is a terminal and the run isn't quiet. */
struct meter meter_open(const struct settings *settings);
/* done of all things are done. */
void meter_show(struct meter *meter, int done, int all);
/* Wipes the bar away. */
void meter_close(struct meter *meter);

/* Whether the log may be appended to: false with a message (USAGE) when it is there and an input or a PDF, by
 * how it begins, which a slip on the command line would spoil. Then nothing is to be told to it. */
bool meter_log_fits(const struct settings *settings, struct diag *diag);
/*
 * Tells the messages gathered so far: to stderr, and with the time before each line to the log, if there is
 * one. The log is opened anew each time, so that it may be rotated at any moment.
 */
void meter_tell(const struct settings *settings, struct diag *diag);
/* Writes a result line to stdout and to the log. */
void meter_result(const struct settings *settings, const char *line, struct diag *diag);

#endif
