/*
 * templates_fixture.h - what the tests of the templates share: the sets of inputs, read, judged and composed,
 * and a document as text.
 */
#ifndef TONGBAO_TESTS_TEMPLATES_FIXTURE_H
#define TONGBAO_TESTS_TEMPLATES_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/tree.h>

#include "base/text.h"
#include "compose/compose.h"
#include "intake/intake.h"
#include "progress/report.h"

#define SHIPPED "input/2024/"
#define SECOND "tests/data/second/"
#define FEW "tests/data/few/"
#define MIXED "tests/data/mixed/"
#define BARE "tests/data/bare/"

/* The inputs of a set: notice, quarter, issue, earlier quarters. */
static const char *const third_quarter[] = {SHIPPED "notice.xml", SHIPPED "q3.xml", SHIPPED "issue-q3.xml",
                                            SHIPPED "q1.xml",     SHIPPED "q2.xml", NULL};
static const char *const first_quarter[] = {SHIPPED "notice.xml", SHIPPED "q1.xml", SHIPPED "issue-q1.xml",
                                            NULL};
static const char *const second_start[] = {SECOND "notice.xml", SECOND "q1.xml", SECOND "issue-q1.xml", NULL};
static const char *const second_year[] = {SECOND "notice.xml",
                                          SECOND "q4.xml",
                                          SECOND "issue-q4.xml",
                                          SECOND "q1.xml",
                                          SECOND "q2.xml",
                                          SECOND "q3.xml",
                                          NULL};
static const char *const few[] = {FEW "notice.xml", FEW "q2.xml", FEW "issue-q2.xml", NULL};
static const char *const mixed_third[] = {MIXED "notice.xml", MIXED "q3.xml", MIXED "issue-q3.xml", NULL};
static const char *const mixed_year[] = {MIXED "notice.xml", MIXED "q4.xml", MIXED "issue-q4.xml",
                                         MIXED "q3.xml", NULL};
static const char *const bare_start[] = {BARE "notice.xml", BARE "q1.xml", BARE "issue-q1.xml", NULL};
static const char *const bare_half[] = {BARE "notice.xml", BARE "q2.xml", BARE "issue-q2.xml", NULL};
static const char *const bare_year[] = {BARE "notice.xml", BARE "q4.xml", BARE "issue-q4.xml", NULL};
static const char *const *const sets[] = {third_quarter, first_quarter, second_start, second_year,
                                          few,           mixed_third,   mixed_year,   bare_start,
                                          bare_half,     bare_year,     NULL};

/* A set read, judged and ready for the templates. */
struct set {
    struct arena *arena;
    struct diag *diag;
    struct composer *composer;
    const struct report *report;
    const struct plan *plan;
    xmlDocPtr xml;
};

static struct numbering number_letters(const struct plan *plan, struct arena *arena)
{
    const size_t units = (size_t)plan->unit_count;
    const struct numbering numbering = {.number = arena_array(arena, units, sizeof(char *)),
                                        .file = arena_array(arena, units, sizeof(char *))};
    for (int u = 0; u < plan->unit_count; u++) {
        numbering.number[u] = plan->unit[u].self ? NULL : arena_printf(arena, "[2031] %d", u + 1);
        numbering.file[u] = arena_printf(arena, "letters/%02d-%s.pdf", u + 1, plan->unit[u].name);
    }
    return numbering;
}

static struct set open_set(const char *const *files)
{
    struct set set = {.arena = arena_new(), .diag = diag_new()};
    struct input input[8];
    const struct quarter *earlier[8];
    int count = 0;
    for (; files[count]; count++) {
        input[count] = intake_read(files[count], set.arena, set.diag);
        if (count >= 3)
            earlier[count - 3] = input[count].quarter;
    }
    intake_check(input, count, set.diag);
    set.composer = composer_open("templates", set.diag);
    diag_print(set.diag, stderr);
    assert_int_equal(diag_errors(set.diag), 0);
    set.plan = input[0].plan;
    set.report =
        progress_report(set.plan, input[1].quarter, earlier, count - 3, input[2].issuance, set.arena);
    const struct numbering numbering = number_letters(set.plan, set.arena);
    set.xml = report_xml(set.report, &numbering);
    return set;
}

static void close_set(struct set *set)
{
    report_free(set->xml);
    composer_free(set->composer);
    diag_free(set->diag);
    arena_free(set->arena);
}

/* One document, and its XML; unit -1: the bulletin. */
static const struct document *compose_xml(const struct set *set, int unit, struct buffer *xml)
{
    const struct document *document =
        compose_document(set->composer, unit < 0 ? TEMPLATE_BULLETIN : TEMPLATE_LETTER, set->xml,
                         unit < 0 ? NULL : set->plan->unit[unit].id, set->arena, xml, set->diag);
    diag_print(set->diag, stderr);
    assert_non_null(document);
    assert_int_equal(diag_errors(set->diag), 0);
    return document;
}

static const struct document *compose(const struct set *set, int unit)
{
    struct buffer xml = {0};
    const struct document *document = compose_xml(set, unit, &xml);
    buffer_free(&xml);
    return document;
}

/* ---- a document as text ---- */

static const char *text_of(const struct para *para, struct arena *arena)
{
    struct buffer text = {0};
    for (int i = 0; i < para->run_count; i++)
        if (para->run[i].text)
            buffer_puts(&text, para->run[i].text);
    const char *copy = arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* The first-level headings, joined by |. */
static const char *headings(const struct document *document, struct arena *arena)
{
    struct buffer text = {0};
    for (int i = 0; i < document->body.count; i++) {
        const struct block *block = &document->body.block[i];
        if (block->kind == BLOCK_HEADING && block->level == 1)
            buffer_printf(&text, "%s%s", text.size ? "|" : "", text_of(&block->para, arena));
    }
    const char *copy = arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* How many body paragraphs hold the words. */
static int count_of(const struct document *document, const char *words, struct arena *arena)
{
    int found = 0;
    for (int i = 0; i < document->body.count; i++)
        found += strstr(text_of(&document->body.block[i].para, arena), words) != NULL;
    return found;
}

#endif
