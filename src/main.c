/*
 * The commands: one table of them, and for each the call of the stage that does its work. Exit status after
 * sysexits(3).
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/language.h"
#include "base/pool.h"
#include "command.h"
#include "compose/compose.h"
#include "draw/draw.h"
#include "intake/intake.h"
#include "issue/issue.h"
#include "issue/pipeline.h"
#include "issue/seal.h"

#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define VERSION "1.0"

#define COMMON                                                                                               \
    (BIT(OPT_JOBS) | BIT(OPT_TEMPLATES) | BIT(OPT_FONTS) | BIT(OPT_QUIET) | BIT(OPT_LOG) |                   \
     BIT(OPT_PARTIAL) | BIT(OPT_FORCE))

static bool run_build(const struct command_line *line, struct diag *diag);
static bool run_check(const struct command_line *line, struct diag *diag);
static bool run_reissue(const struct command_line *line, struct diag *diag);
static bool run_verify(const struct command_line *line, struct diag *diag);
static bool run_typeset(const struct command_line *line, struct diag *diag);
static bool run_extract(const struct command_line *line, struct diag *diag);

static const struct command commands[] = {
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

/* ---- commands ---- */

static bool run_build(const struct command_line *line, struct diag *diag)
{
    if (!line->order.out && line->settings.dump == DUMP_NONE) {
        diag_say(diag, MESSAGE_USAGE, _("--%s is needed; see tongbao %s --help"), "out", "build");
        return false;
    }
    return issue_build(&line->order, &line->settings, diag);
}

static bool run_reissue(const struct command_line *line, struct diag *diag)
{
    return issue_reissue(line->input, line->order.out, &line->settings, diag);
}

static bool run_verify(const struct command_line *line, struct diag *diag)
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

static void check_seal(const struct issuance *issuance, struct diag *diag)
{
    struct buffer image = {0};
    seal_read(issuance, &image, diag);
    buffer_free(&image);
}

static bool run_check(const struct command_line *line, struct diag *diag)
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
            check_seal(inputs[i].issuance, diag);
    arena_free(arena);
    return diag_errors(diag) == 0;
}

static bool typeset_tree(const struct command_line *line, xmlDoc *xml, struct product *product,
                         struct diag *diag)
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

static bool run_typeset(const struct command_line *line, struct diag *diag)
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

static bool run_extract(const struct command_line *line, struct diag *diag)
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
    struct command_line line = {0};
    bool done = command_read(command, argc, argv, &line, arena, diag);
    if (done && line.help) {
        done = command_help(command, diag);
    } else if (done) {
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
