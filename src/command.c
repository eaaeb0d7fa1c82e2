#include "command.h"

#include "base/file.h"
#include "base/paths.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How an option is taken into the field that is its own; false when its value is no use. */
typedef bool taker(void *field, const char *value);
static taker take_once, take_last, take_listed, take_jobs, take_dump, take_stage, take_switch;

#define FIELD(name) offsetof(struct command_line, name)

/* Every option of every command. value: what stands behind it in the help; NULL for a switch. */
static const struct {
    const char *name, *value, *help;
    taker *take;
    size_t field;
} options[OPT_COUNT] = {
    [OPT_NOTICE] = {"notice", "FILE", N_("the work plan"), take_once, FIELD(order.notice)},
    [OPT_QUARTER] = {"quarter", "FILE", N_("the figures of the quarter"), take_once, FIELD(order.quarter)},
    [OPT_ISSUE] = {"issue", "FILE", N_("the particulars of issue: numbers, dates, addressees"), take_once,
                   FIELD(order.issue)},
    [OPT_EARLIER] = {"earlier", "FILE", N_("figures of an earlier quarter; may be repeated"), take_listed,
                     FIELD(order.earlier)},
    [OPT_OUT] = {"out", "DIR", N_("the output folder"), take_once, FIELD(order.out)},
    [OPT_ONLY] = {"only", "PART",
                  N_("make only bulletin, letters or a unit's letter (its id); may be repeated"), take_listed,
                  FIELD(order.only)},
    [OPT_INPUT] = {"input", "DIR", N_("the folder with all input files"), take_once, FIELD(input)},
    [OPT_FILE] = {"output", "FILE", N_("the PDF to write (also -o)"), take_once, FIELD(file)},
    [OPT_JOBS] = {"jobs", "N", N_("worker processes (default: one a core)"), take_jobs, FIELD(settings.jobs)},
    [OPT_TEMPLATES] = {"templates", "DIR", N_("other templates than those installed"), take_last,
                       FIELD(settings.templates)},
    [OPT_FONTS] = {"fonts", "DIR", N_("another font folder than that installed"), take_last,
                   FIELD(settings.fonts)},
    [OPT_LOG] = {"log", "FILE", N_("append messages to this file too"), take_once, FIELD(settings.log)},
    [OPT_QUIET] = {"quiet", NULL, N_("no progress bar, no notes"), take_switch, FIELD(settings.quiet)},
    [OPT_PARTIAL] = {"partial", NULL, N_("publish what could be made when a document failed"), take_switch,
                     FIELD(settings.partial)},
    [OPT_FORCE] = {"force", NULL, N_("remake an issued quarter also for new program, fonts or wording"),
                   take_switch, FIELD(settings.force)},
    [OPT_DUMP] = {"dump", "STAGE",
                  N_("show report, document, lines or pages as text instead of making files"), take_dump,
                  FIELD(settings.dump)},
    [OPT_STAGE] = {"dump", "STAGE", N_("show document, lines or pages as text instead of making the file"),
                   take_stage, FIELD(settings.dump)},
    [OPT_HELP] = {"help", NULL, N_("this help"), take_switch, FIELD(help)},
};

bool command_help(const struct command *command, struct diag *diag)
{
    printf("tongbao %s %s%s%s\n%s\n\n", command->name, _("[OPTION]..."), *command->rest ? " " : "",
           command->rest, _(command->help));
    for (int i = 0; i < OPT_COUNT; i++) {
        if (!((command->takes | BIT(OPT_HELP)) & BIT(i)))
            continue;
        char left[40];
        snprintf(left, sizeof left, "--%s%s%s", options[i].name, options[i].value ? " " : "",
                 options[i].value ? options[i].value : "");
        printf("  %-18s %s%s\n", left, _(options[i].help), command->needs & BIT(i) ? _(" (needed)") : "");
    }
    return file_end_output(diag);
}

/* ---- reading the line ---- */

static bool take_last(void *field, const char *value)
{
    *(const char **)field = value;
    return true;
}

static bool take_once(void *field, const char *value)
{
    return !*(const char **)field && take_last(field, value);
}

static bool take_listed(void *field, const char *value)
{
    struct list *list = field;
    list->word[list->count++] = value;
    return true;
}

static bool take_jobs(void *field, const char *value)
{
    char *end;
    long n = strtol(value, &end, 10);
    *(int *)field = (int)n;
    return *value && !*end && n >= 1 && n <= 256;
}

static bool take_dump(void *field, const char *value)
{
    static const char *const names[] = {[DUMP_REPORT] = "report",
                                        [DUMP_DOCUMENT] = "document",
                                        [DUMP_LINES] = "lines",
                                        [DUMP_PAGES] = "pages"};
    for (int i = DUMP_REPORT; i <= DUMP_PAGES; i++)
        if (strcmp(value, names[i]) == 0) {
            *(enum dump *)field = (enum dump)i;
            return true;
        }
    return false;
}

static bool take_stage(void *field, const char *value)
{
    return take_dump(field, value) && *(enum dump *)field != DUMP_REPORT;
}

static bool take_switch(void *field, const char *value)
{
    (void)value;
    *(bool *)field = true;
    return true;
}

/* Says that an option is unknown, or lacks its value. Of "-abc" getopt has read but the first letter. */
static void refuse(int got, char **argv, const struct command *command, struct diag *diag)
{
    const char *word = argv[optind - 1];
    if (got == '?' && optopt > 0 && optopt < 256 && (word[0] != '-' || word[1] != optopt || word[2]))
        word = argv[optind];
    if (got == '?' && access(word, F_OK) == 0)
        diag_say(diag, MESSAGE_USAGE, _("unknown option %s; if the file is meant, write ./%s"), word, word);
    else
        diag_say(diag, MESSAGE_USAGE,
                 got == '?' ? _("unknown option %s; see tongbao %s --help")
                            : _("%s needs a value; see tongbao %s --help"),
                 word, command->name);
}

static void needs(const struct command *command, unsigned seen, const struct command_line *line,
                  struct diag *diag)
{
    for (int i = 0; i < OPT_COUNT; i++)
        if (command->needs & BIT(i) & ~seen)
            diag_say(diag, MESSAGE_USAGE, _("--%s is needed; see tongbao %s --help"), options[i].name,
                     command->name);
    if (line->rest_count < command->least_rest)
        diag_say(diag, MESSAGE_USAGE, _("%s is needed; see tongbao %s --help"), command->rest, command->name);
    else if (line->rest_count > command->most_rest)
        diag_say(diag, MESSAGE_USAGE, _("\"%s\" is too much; see tongbao %s --help"),
                 line->rest[command->most_rest], command->name);
}

/* getopt's table for a command; getopt answers with the flag's number above all characters. */
static struct option *getopt_table(const struct command *command, struct arena *arena)
{
    struct option *table = arena_array(arena, OPT_COUNT + 1, sizeof *table);
    int count = 0;
    for (int i = 0; i < OPT_COUNT; i++)
        if ((command->takes | BIT(OPT_HELP)) & BIT(i))
            table[count++] = (struct option){
                options[i].name, options[i].value ? required_argument : no_argument, NULL, 256 + i};
    return table;
}

/* The folder that the program came with, where the line names none. */
static void default_folder(const char **folder, const char *sub, struct arena *arena)
{
    char path[4096];
    if (*folder)
        return;
    paths_data_dir(sub, path, sizeof path); /* a missing folder is reported by whoever opens it */
    *folder = arena_strdup(arena, path);
}

static void defaults(struct command_line *line, struct arena *arena)
{
    default_folder(&line->settings.templates, "templates", arena);
    default_folder(&line->settings.fonts, "fonts", arena);
    if (line->settings.jobs == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        line->settings.jobs = cores < 1 ? 1 : cores > 64 ? 64 : (int)cores;
    }
}

bool command_read(const struct command *command, int argc, char **argv, struct command_line *line,
                  struct arena *arena, struct diag *diag)
{
    const struct option *table = getopt_table(command, arena);
    unsigned seen = 0;
    line->order.earlier.word = arena_array(arena, (size_t)argc, sizeof *line->order.earlier.word);
    line->order.only.word = arena_array(arena, (size_t)argc, sizeof *line->order.only.word);
    opterr = 0;
    for (int got;
         (got = getopt_long(argc, argv, command->takes & BIT(OPT_FILE) ? ":o:" : ":", table, NULL)) != -1;) {
        if (got == '?' || got == ':') {
            refuse(got, argv, command, diag);
            return false;
        }
        enum flag flag = got == 'o' ? OPT_FILE : (enum flag)(got - 256);
        seen |= BIT(flag);
        bool empty = optarg && !*optarg;
        if (empty || !options[flag].take((char *)line + options[flag].field, optarg))
            diag_say(diag, MESSAGE_USAGE,
                     !empty && options[flag].take == take_once ? _("--%s is given twice, now with \"%s\"")
                                                               : _("--%s: \"%s\" is no use here"),
                     options[flag].name, optarg);
    }
    line->rest = (const char **)argv + optind;
    line->rest_count = argc - optind;
    if (!line->help)
        needs(command, seen, line, diag);
    defaults(line, arena);
    return diag_errors(diag) == 0;
}
