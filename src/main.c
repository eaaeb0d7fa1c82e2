/*
 * The command line: one table of commands, one of options; each command says which options it takes. Nothing
 * is done here but reading the line, setting locale and defaults, and calling the stage that does the work.
 * Exit status after sysexits(3).
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/language.h"
#include "base/paths.h"
#include "base/pool.h"
#include "compose/compose.h"
#include "draw/draw.h"
#include "intake/intake.h"
#include "issue/issue.h"
#include "issue/pipeline.h"
#include "issue/seal.h"

#include <fcntl.h>
#include <getopt.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define VERSION "1.0"

/* What the command line said; its lists have room for every word of it. */
struct line {
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

/* How an option is taken into the field that is its own; false when its value is no use. */
typedef bool taker(void *field, const char *value);
static taker take_once, take_last, take_listed, take_jobs, take_dump, take_stage, take_switch;

#define FIELD(name) offsetof(struct line, name)

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

#define BIT(flag) (1u << (flag))
#define COMMON                                                                                               \
    (BIT(OPT_JOBS) | BIT(OPT_TEMPLATES) | BIT(OPT_FONTS) | BIT(OPT_QUIET) | BIT(OPT_LOG) |                   \
     BIT(OPT_PARTIAL) | BIT(OPT_FORCE))

static bool run_build(const struct line *line, struct diag *diag);
static bool run_check(const struct line *line, struct diag *diag);
static bool run_reissue(const struct line *line, struct diag *diag);
static bool run_verify(const struct line *line, struct diag *diag);
static bool run_typeset(const struct line *line, struct diag *diag);
static bool run_extract(const struct line *line, struct diag *diag);

static const struct command {
    const char *name;
    unsigned takes, needs;     /* options, as bits */
    int least_rest, most_rest; /* how many file names */
    const char *rest, *help;
    bool (*run)(const struct line *line, struct diag *diag);
} commands[] = {
    {"build",
     COMMON | BIT(OPT_NOTICE) | BIT(OPT_QUARTER) | BIT(OPT_ISSUE) | BIT(OPT_EARLIER) | BIT(OPT_OUT) |
         BIT(OPT_ONLY) | BIT(OPT_DUMP),
     BIT(OPT_NOTICE) | BIT(OPT_QUARTER) | BIT(OPT_ISSUE), 0, 0, "",
     N_("make the bulletin and the letters of one quarter"), run_build},
    {"check", 0, 0, 1, 1000000, "FILE...", N_("validate inputs, each and against each other; write nothing"),
     run_check},
    {"reissue", COMMON | BIT(OPT_INPUT) | BIT(OPT_OUT), BIT(OPT_INPUT) | BIT(OPT_OUT), 0, 0, "",
     N_("for cron: find every quarter in a folder and make what is out of date"), run_reissue},
    {"verify", 0, 0, 1, 1, "DIR", N_("hold an issued set against its manifest"), run_verify},
    {"typeset", BIT(OPT_FILE) | BIT(OPT_FONTS) | BIT(OPT_STAGE) | BIT(OPT_QUIET), 0, 1, 1, "DOCUMENT.xml",
     N_("typeset one document"), run_typeset},
    {"extract", 0, 0, 1, 1, "FILE.pdf", N_("write the data embedded in a PDF to standard output"),
     run_extract},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

/* ---- help ---- */

static bool help(struct diag *diag)
{
    printf("%s\n\n",
           _("tongbao: progress bulletins and task letters in the official Chinese style, from XML"));
    for (int i = 0; i < COMMAND_COUNT; i++)
        printf("  tongbao %-8s  %s\n", commands[i].name, _(commands[i].help));
    printf("\n%s\n",
           _("tongbao COMMAND --help tells the options of a command; tongbao --version the version."));
    return file_end_output(diag);
}

static bool version(struct diag *diag)
{
    printf("tongbao %s\n", VERSION);
    return file_end_output(diag);
}

static bool help_on(const struct command *command, struct diag *diag)
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

static void needs(const struct command *command, unsigned seen, const struct line *line, struct diag *diag)
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

/* Reads the options of command behind its name. False with messages. */
static bool read_line(const struct command *command, int argc, char **argv, struct line *line,
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
    return diag_errors(diag) == 0;
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

static void defaults(struct line *line, struct arena *arena)
{
    default_folder(&line->settings.templates, "templates", arena);
    default_folder(&line->settings.fonts, "fonts", arena);
    if (line->settings.jobs == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        line->settings.jobs = cores < 1 ? 1 : cores > 64 ? 64 : (int)cores;
    }
}

/* ---- commands ---- */

static bool run_build(const struct line *line, struct diag *diag)
{
    if (!line->order.out && line->settings.dump == DUMP_NONE) {
        diag_say(diag, MESSAGE_USAGE, _("--%s is needed; see tongbao %s --help"), "out", "build");
        return false;
    }
    return issue_build(&line->order, &line->settings, diag);
}

static bool run_reissue(const struct line *line, struct diag *diag)
{
    return issue_reissue(line->input, line->order.out, &line->settings, diag);
}

static bool run_verify(const struct line *line, struct diag *diag)
{
    return issue_verify(line->rest[0], diag);
}

static void check_document(const char *path, struct arena *arena, struct diag *diag)
{
    xmlDoc *xml = intake_open_xml(path, diag);
    if (xml)
        document_read(xml, path, arena, diag);
    xmlFreeDoc(xml);
}

static bool run_check(const struct line *line, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct input *inputs = arena_array(arena, (size_t)line->rest_count, sizeof *inputs);
    for (int i = 0; i < line->rest_count; i++) {
        inputs[i] = intake_read(line->rest[i], arena, diag);
        if (inputs[i].kind == INPUT_DOCUMENT)
            check_document(line->rest[i], arena, diag);
    }
    intake_check(inputs, line->rest_count, diag);
    intake_doubt(inputs, line->rest_count, diag);
    for (int i = 0; i < line->rest_count; i++)
        if (inputs[i].issuance)
            seal_look(inputs[i].issuance, diag);
    arena_free(arena);
    return diag_errors(diag) == 0;
}

static bool typeset_tree(const struct line *line, xmlDoc *xml, struct product *product, struct diag *diag)
{
    struct workshop workshop;
    struct arena *arena = arena_new();
    bool made = false;
    if (workshop_open(&workshop, NULL, line->settings.fonts, diag)) {
        const struct document *document = document_read(xml, line->rest[0], arena, diag);
        document_save(xml, &product->source);
        made = document && pipeline_finish(&workshop, document, line->settings.dump, product, arena, diag);
    }
    workshop_close(&workshop);
    arena_free(arena);
    return made;
}

static bool run_typeset(const struct line *line, struct diag *diag)
{
    if (!line->file && line->settings.dump == DUMP_NONE) {
        diag_say(diag, MESSAGE_USAGE, _("%s is needed; see tongbao %s --help"), "-o FILE.pdf", "typeset");
        return false;
    }
    if (line->file && line->settings.dump == DUMP_NONE && file_same(line->file, line->rest[0])) {
        diag_say(diag, MESSAGE_USAGE, _("-o %s: that is the document itself"), line->file);
        return false;
    }
    xmlDoc *xml = intake_open_xml(line->rest[0], diag);
    struct product product = {0};
    bool done = xml && typeset_tree(line, xml, &product, diag);
    if (done)
        done = line->settings.dump == DUMP_NONE
                   ? file_replace(line->file, product.data.data, product.data.size, diag)
                   : file_put_output(buffer_text(&product.data), product.data.size, diag);
    product_free(&product);
    xmlFreeDoc(xml);
    return done;
}

static bool run_extract(const struct line *line, struct diag *diag)
{
    struct buffer data = {0};
    bool done =
        draw_extract(line->rest[0], &data, diag) && file_put_output(buffer_text(&data), data.size, diag);
    buffer_free(&data);
    return done;
}

/* ---- the program ---- */

/* A standard stream that is closed would be the number of the next file opened, and what is printed would go
 * into that. In its place comes something that can't be used as the stream is: writing fails, and is told. */
static void hold_standard_streams(void)
{
    static const int useless[] = {
        [STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY};
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", useless[fd]) != fd)
            fatal("the standard streams are closed");
}

static const struct command *command_named(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* Fonts are mapped, not read: one that is cut short meanwhile ends whoever looks behind its end. */
static const char *cut_short = N_("a font file was cut short while it was read");

static void tell_cut_short(int signal_number)
{
    (void)signal_number;
    fatal(cut_short);
}

static bool run(const struct command *command, int argc, char **argv, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct line line = {0};
    bool done = read_line(command, argc, argv, &line, arena, diag);
    if (done && line.help) {
        done = help_on(command, diag);
    } else if (done) {
        defaults(&line, arena);
        if (line.settings.quiet)
            diag_hush(diag);
        done = command->run(&line, diag);
    }
    arena_free(arena);
    return done;
}

/* What is asked of the program itself, with nothing behind it. */
static bool run_alone(bool (*tell)(struct diag *diag), int argc, char **argv, struct diag *diag)
{
    if (argc == 2)
        return tell(diag);
    diag_say(diag, MESSAGE_USAGE, _("\"%s\" is too much; nothing may follow %s"), argv[2], argv[1]);
    return false;
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    signal(SIGXFSZ, SIG_IGN); /* a file larger than allowed is an error like any other, not the end */
    signal(SIGBUS, tell_cut_short);
    language_set();
    cut_short = _(cut_short);
    xmlMemSetup(pool_free, pool_malloc, pool_realloc, pool_strdup); /* before it has any memory */
    xmlInitParser();
    struct diag *diag = diag_new();
    const struct command *command = argc > 1 ? command_named(argv[1]) : NULL;
    bool done = true;
    if (command)
        done = run(command, argc - 1, argv + 1, diag);
    else if (argc > 1 && strcmp(argv[1], "--help") == 0)
        done = run_alone(help, argc, argv, diag);
    else if (argc > 1 && strcmp(argv[1], "--version") == 0)
        done = run_alone(version, argc, argv, diag);
    else if (argc > 1)
        diag_say(diag, MESSAGE_USAGE, _("there is no command \"%s\"; see tongbao --help"), argv[1]);
    else
        diag_say(diag, MESSAGE_USAGE, "%s", _("a command is needed; see tongbao --help"));
    diag_print(diag, stderr);
    int status = diag_status(diag);
    diag_free(diag);
    xmlCleanupParser();
    return status ? status : done ? EX_OK : EX_SOFTWARE;
}
