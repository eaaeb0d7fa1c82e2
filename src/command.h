/*
 * command.h - the command line: the options that there are, which of them a command takes, and what a line
 * says.
 */
#ifndef TONGBAO_COMMAND_H
#define TONGBAO_COMMAND_H

#include "base/arena.h"
#include "base/diag.h"
#include "issue/issue.h"

/* What the command line said; its lists have room for every word of it. */
struct command_line {
    struct settings settings;
    struct order order;
    const char *input, *file; /* --input, -o */
    const char **rest;        /* what follows the options */
    int rest_count;
    bool help;
};

enum flag {
    OPT_NOTICE,
    OPT_QUARTER,
    OPT_ISSUE,
    OPT_EARLIER,
    OPT_OUT,
    OPT_ONLY,
    OPT_INPUT,
    OPT_FILE,
    OPT_JOBS,
    OPT_TEMPLATES,
    OPT_FONTS,
    OPT_LOG,
    OPT_QUIET,
    OPT_PARTIAL,
    OPT_FORCE,
    OPT_DUMP,
    OPT_STAGE, /* --dump of a lone document, which has no report */
    OPT_HELP,
    OPT_COUNT
};

#define BIT(flag) (1u << (flag))
/* A command; its table is main.c's. */
struct command {
    const char *name;
    unsigned takes, needs;     /* options, as bits */
    int least_rest, most_rest; /* how many file names */
    const char *rest, *help;
    bool (*run)(const struct command_line *line, struct diag *diag);
};

/* Reads the options of command behind its name, argv[0]; what isn't said gets its default. False with
 * messages. */
bool command_read(const struct command *command, int argc, char **argv, struct command_line *line,
                  struct arena *arena, struct diag *diag);
/* Prints the help on a command to standard output. False with a message when that can't be written. */
bool command_help(const struct command *command, struct diag *diag);

#endif
