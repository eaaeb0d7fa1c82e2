/*
 * trial.h - what the targets of the three readers share: an input read and held against the good ones of
 * tests/data/second, in which every bound, measure and period stands, and a set worked out from it as far as
 * that goes without templates, fonts and an output folder. What must hold whatever an input says is checked
 * on the way; abort() is a finding.
 */
#ifndef TONGBAO_TESTS_TRIAL_H
#define TONGBAO_TESTS_TRIAL_H

#include "fuzz.h"

#include "base/fatal.h"
#include "base/text.h"
#include "intake/intake.h"
#include "issue/manifest.h"
#include "issue/naming.h"
#include "issue/pipeline.h"
#include "issue/subject.h"
#include "progress/report.h"

#include <libxml/parser.h>
#include <string.h>

/* The good inputs: a notice, the figures of its four quarters, the particulars of the fourth. */
enum { NOTICE, FIRST_QUARTER, ISSUE = FIRST_QUARTER + 4, GOOD_COUNT };

struct good {
    struct input input[GOOD_COUNT];
    const struct plan *plan;
    const struct quarter *quarter[4];
    const struct issuance *issuance;
};

/* One run: the fuzzed file, read. */
struct trial {
    char path[64];
    int fd;
    struct arena *arena;
    struct diag *diag;
    struct input input;
};

/* What must hold, or it is a finding. Not assert(), since some of it does the work. */
#define must(holds) ((holds) ? (void)0 : broken(#holds, __LINE__))

static inline void broken(const char *what, int line)
{
    fprintf(stderr, "trial.h or the target, line %d: doesn't hold: %s\n", line, what);
    abort();
}

/* fatal() leaves by _exit, which the fuzzer would take for its own end. */
static inline void trial_die(void *context)
{
    (void)context;
    abort();
}

/* Reads the good inputs once. Nothing frees them. */
static inline const struct good *good_inputs(void)
{
    static const char *const path[GOOD_COUNT] = {
        "tests/data/second/notice.xml", "tests/data/second/q1.xml", "tests/data/second/q2.xml",
        "tests/data/second/q3.xml",     "tests/data/second/q4.xml", "tests/data/second/issue-q4.xml",
    };
    static struct good good;
    static struct arena *arena;
    if (arena)
        return &good;
    fatal_tidy(trial_die, NULL);
    arena = arena_new();
    struct diag *diag = diag_new();
    for (int i = 0; i < GOOD_COUNT; i++)
        good.input[i] = intake_read(path[i], arena, diag);
    intake_check(good.input, GOOD_COUNT, diag);
    diag_print(diag, stderr);
    must(diag_errors(diag) == 0);
    diag_free(diag);
    good.plan = good.input[NOTICE].plan;
    for (int q = 0; q < 4; q++)
        good.quarter[q] = good.input[FIRST_QUARTER + q].quarter;
    good.issuance = good.input[ISSUE].issuance;
    return &good;
}

/* ---- messages ---- */

/* What a line says behind its place, which never holds text of the input; NULL when it isn't of the form of
 * diag.h. */
static inline const char *behind_place(const char *line)
{
    static const char *const severity[] = {": error: ", ": warning: ", ": note: "};
    for (int i = 0; i < 3; i++) {
        const char *found = strstr(line, severity[i]);
        if (found)
            return found + strlen(severity[i]);
    }
    return NULL;
}

/*
 * Every message is one line of printable text, and none is of the program itself being wrong. The schema must
 * have nothing to say where the reader's own table has not; of a document it is the only judge.
 */
static inline void check_messages(struct diag *diag, enum input_kind kind)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    must(stream != NULL);
    diag_print(diag, stream);
    fclose(stream);
    must(diag_status(diag) == 0 || diag_status(diag) == 65);
    must(text_valid(text, size));
    for (char *line = text, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        must(end != NULL);
        *end = '\0';
        for (const char *c = line; *c;)
            must(!text_steers(text_next(&c)));
        const char *said = behind_place(line);
        must(said != NULL);
        must(kind == INPUT_DOCUMENT || !text_starts(said, "not as the schema allows"));
    }
    free(text);
}

/* ---- reading ---- */

/* Reads the bytes as an input file: typed data come out, or a word why not. End it with trial_close. */
static inline void trial_open(struct trial *trial, const uint8_t *data, size_t size)
{
    good_inputs();
    *trial = (struct trial){.arena = arena_new(), .diag = diag_new()};
    trial->fd = memory_file(data, size, trial->path);
    trial->input = intake_read(trial->path, trial->arena, trial->diag);
    const struct input *in = &trial->input;
    int typed = (in->plan != NULL) + (in->quarter != NULL) + (in->issuance != NULL);
    bool good = diag_errors(trial->diag) == 0;
    must(typed == (good && in->kind != INPUT_DOCUMENT));
    check_messages(trial->diag, in->kind);
}

static inline void trial_close(struct trial *trial)
{
    diag_free(trial->diag);
    arena_free(trial->arena);
    close(trial->fd);
}

/* Checks the inputs against each other; whether they agree. */
static inline bool inputs_agree(const struct input *input, int count)
{
    struct diag *diag = diag_new();
    intake_check(input, count, diag);
    bool agree = diag_errors(diag) == 0;
    intake_doubt(input, count, diag);
    check_messages(diag, INPUT_OTHER);
    diag_free(diag);
    return agree;
}

/* Checks the fuzzed input before and behind all good ones, as a folder may hold it; something is always wrong
 * then. */
static inline void trial_check_crowd(const struct trial *trial)
{
    struct input input[GOOD_COUNT + 2];
    input[0] = input[GOOD_COUNT + 1] = trial->input;
    memcpy(input + 1, good_inputs()->input, sizeof good_inputs()->input);
    inputs_agree(input, GOOD_COUNT + 2);
}

/* ---- a set, as far as its files ---- */

/* Everything from which a set is made. */
struct order_of_set {
    const struct plan *plan;
    const struct quarter *quarter;
    const struct quarter *const *earlier;
    int earlier_count;
    const struct issuance *issuance;
};

/* The text is XML that can be read back. */
static inline void check_xml(const struct buffer *text)
{
    xmlDocPtr doc = xmlReadMemory(text->data, (int)text->size, "made.xml", NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    must(doc != NULL);
    xmlFreeDoc(doc);
}

/* Takes the tree as a PDF would embed it. */
static inline void check_report_xml(xmlDocPtr xml)
{
    struct buffer text = {0};
    report_save(xml, &text);
    check_xml(&text);
    buffer_free(&text);
    report_free(xml);
}

static inline void check_manifest(const struct manifest *manifest)
{
    struct buffer text = {0};
    manifest_write(manifest, &text);
    check_xml(&text);
    buffer_free(&text);
}

/* The same numbers come out again when the set was issued before, and no two letters share one. */
static inline void check_numbers(const struct order_of_set *set, const struct numbers *numbers,
                                 struct arena *arena)
{
    static const struct record nothing = {0};
    struct diag *diag = diag_new();
    struct manifest old = {
        .record = &nothing,
        .notice = set->plan->id,
        .year = set->issuance->year,
        .quarter = set->issuance->quarter,
        .pattern = set->issuance->letters.number,
        .given = numbers->given,
        .given_count = numbers->count,
    };
    struct numbers again;
    must(naming_numbers(set->plan, set->issuance, &old, NULL, 0, arena, &again, diag));
    must(again.count == numbers->count);
    for (int i = 0; i < numbers->count; i++) {
        must(strcmp(again.given[i].unit, numbers->given[i].unit) == 0);
        must(again.given[i].number == numbers->given[i].number);
        for (int k = 0; k < i; k++)
            must(numbers->given[k].number != numbers->given[i].number);
    }
    check_manifest(&old);
    diag_free(diag);
}

/* Numbers the letters beside an earlier quarter that has given some numbers of the same series, or after they
 * were issued so before. */
static inline void number_beside(const struct order_of_set *set, bool issued, struct arena *arena)
{
    struct given given[] = {{"swt", 2}, {"zx", 3}};
    struct manifest before = {
        .pattern = good_inputs()->issuance->letters.number, .given = given, .given_count = 2};
    const struct manifest *const others[] = {&before};
    struct diag *diag = diag_new();
    struct numbers numbers;
    bool good = naming_numbers(set->plan, set->issuance, issued ? &before : NULL, others, !issued, arena,
                               &numbers, diag);
    must(good == (diag_errors(diag) == 0));
    check_messages(diag, INPUT_OTHER);
    diag_free(diag);
}

/* Numbers the letters alone, when nothing can stand against it. */
static inline struct numbers number_letters(const struct order_of_set *set, struct arena *arena)
{
    struct diag *diag = diag_new();
    struct numbers numbers;
    number_beside(set, false, arena);
    number_beside(set, true, arena);
    must(naming_numbers(set->plan, set->issuance, NULL, NULL, 0, arena, &numbers, diag));
    check_numbers(set, &numbers, arena);
    diag_free(diag);
    return numbers;
}

/* A letter's file has a name that any file system takes. */
static inline void check_file_name(const char *path)
{
    must(text_starts(path, "letters/") && text_ends(path, ".pdf"));
    const char *name = path + strlen("letters/");
    must(strlen(name) <= NAME_MOST && !strchr(name, '/') && text_valid(name, strlen(name)));
}

/* Judges the quarter, names and numbers the letters, and writes what templates and readers get of it. The
 * inputs must agree. */
static inline void make_set(const struct order_of_set *set)
{
    struct arena *arena = arena_new();
    struct numbers numbers = number_letters(set, arena);
    struct numbering numbering = naming_print(set->plan, set->issuance, &numbers, arena);
    const struct report *report =
        progress_report(set->plan, set->quarter, set->earlier, set->earlier_count, set->issuance, arena);
    struct buffer dump = {0};
    report_dump(report, &dump);
    must(dump.size > 0 && text_valid(dump.data, dump.size));
    buffer_free(&dump);
    struct sum seal = sum_of(NULL, 0);
    subject_of_plan(set->plan);
    subject_of_quarter(set->quarter);
    subject_of_issuance(set->issuance, &seal);
    subject_of_whole(report, &seal);
    check_report_xml(report_xml(report, &numbering));
    for (int u = 0; u < set->plan->unit_count; u++)
        check_file_name(numbering.file[u]);
    for (int u = 0; u < set->plan->unit_count; u += 1 + set->plan->unit_count / 4) { /* some: it takes long */
        subject_of_letter(report, u, numbering.number[u], &seal);
        check_report_xml(report_xml_letter(report, &numbering, u));
    }
    arena_free(arena);
}

#endif
