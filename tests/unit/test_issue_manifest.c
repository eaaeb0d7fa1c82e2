/* The manifest comes back as it was written; numbers and names of letters; what is out of date. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "fixture.h"
#include "issue/folder.h"
#include "issue/manifest.h"
#include "issue/naming.h"
#include "issue/verdict.h"

/* ---- the manifest ---- */

static const char *write_text(const struct manifest *manifest)
{
    struct buffer out = {0};
    manifest_write(manifest, &out);
    const char *text = arena_strndup(arena, out.data, out.size);
    buffer_free(&out);
    return text;
}

static struct manifest *read_text(const char *text)
{
    char top[] = "/tmp/tongbao-test-XXXXXX";
    assert_non_null(mkdtemp(top));
    int folder = folder_open_root(top, false), fd = folder_create(folder, MANIFEST_NAME);
    assert_true(folder_fill(fd, text, strlen(text)));
    struct manifest *manifest = manifest_read(folder, top, arena, diag);
    folder_unlink(folder, MANIFEST_NAME);
    close(folder);
    rmdir(top);
    return manifest;
}

static struct change changes[] = {
    {"quarter", 3, "1-1", "6", "7"}, {"quarter", 3, "1-2", NULL, "na"}, {"templates", 0, NULL, NULL, NULL}};
static struct replaced replaced[] = {
    {1, "revisions/letters/01-a-1.pdf", "20", {{9}}, {2024, 10, 18}, "2024-11-01T00:00:00Z", changes, 3, 3},
    {2, NULL, NULL, {{8}}, {2024, 10, 19}, "2024-12-01T00:00:00Z", NULL, 0, 0},
};
static struct source sources_before[] = {{"quarter", 3, "in/q3.xml", {{5}}}};
static struct reported figures_before[] = {{3, "1-1", "6"}};
static const struct record lagging = {
    .source = sources_before, .source_count = 1, .reported = figures_before, .reported_count = 1};
static struct entry entries[] = {
    {.kind = TEMPLATE_BULLETIN,
     .path = "bulletin.pdf",
     .number = "\"<&>\t9",
     .pages = 12,
     .revision = 1,
     .dated = {2024, 10, 18},
     .bytes = 5000000000,
     .sum = {{1, 2, 3}},
     .tools = {"p", "f", "t"}},
    {.kind = TEMPLATE_LETTER,
     .unit = "a",
     .path = "letters/01-a.pdf",
     .pages = 3,
     .revision = 3,
     .corrected = true,
     .dated = {2024, 10, 20},
     .document = {{4}},
     .subject = {{{6}}, {{5}}},
     .tools = {"p", "f", "t"},
     .record = &lagging,
     .replaced = replaced,
     .replaced_count = 2},
    {.kind = TEMPLATE_LETTER,
     .unit = "b",
     .path = "letters/02-b.pdf",
     .revision = 1,
     .withdrawn = true,
     .dated = {2024, 10, 20},
     .tools = {"p", "f", "t"}},
};
static struct given given[] = {{"a", 21}, {"b", 22}};
static struct source sources[] = {{"notice", 0, "in/n.xml", {{7}}}, {"quarter", 3, "in/q3.xml", {{6}}}};
static struct reported figures[] = {{3, "1-1", "7"}, {3, "1-2", "na"}};
static const struct record record = {
    .source = sources, .source_count = 2, .reported = figures, .reported_count = 2};
static const struct manifest sample = {.notice = "n",
                                       .year = 2024,
                                       .quarter = 3,
                                       .made = "2024-12-01T00:00:00Z",
                                       .whole = true,
                                       .data = {{11}},
                                       .tools = {"p", "f", "t"},
                                       .pattern = "No. {n}",
                                       .entry = entries,
                                       .entry_count = 3,
                                       .given = given,
                                       .given_count = 2,
                                       .record = &record};

static void what_is_written_is_read(void **state)
{
    (void)state;
    const char *text = write_text(&sample);
    const struct manifest *back = read_text(text);
    assert_non_null(back);
    assert_string_equal(write_text(back), text); /* nothing lost, nothing changed */
    assert_string_equal(back->entry[0].number, entries[0].number);
    assert_int_equal(back->entry[0].bytes, 5000000000);
    assert_true(back->entry[1].corrected && back->entry[2].withdrawn && back->whole);
    assert_int_equal(back->entry[1].replaced[0].change_count, 3);
    assert_null(back->entry[1].replaced[0].change[1].from);
    assert_null(back->entry[1].replaced[1].path);
    assert_true(record_equal(back->record, &record) && record_equal(back->entry[1].record, &lagging));
    assert_ptr_equal(back->entry[0].record, back->record);
    assert_string_equal(back->entry[1].record->reported[0].value, "6");
    assert_ptr_equal(manifest_lookup(back, TEMPLATE_LETTER, "a"), &back->entry[1]);
    assert_null(manifest_lookup(back, TEMPLATE_LETTER, "c"));
}

/* The path of an input may hold anything. */
static void what_xml_has_no_place_for_is_replaced(void **state)
{
    (void)state;
    struct source named[] = {{"notice", 0, "in/a\001\t\n\x1F.xml", {{7}}}};
    const struct record of_named = {.source = named, .source_count = 1};
    struct manifest manifest = sample;
    manifest.record = &of_named;
    const struct manifest *back = read_text(write_text(&manifest));
    assert_non_null(back);
    assert_string_equal(back->record->source[0].path, "in/a\xEF\xBF\xBD\t\n\xEF\xBF\xBD.xml");
}

static void sums_are_sorted_and_leave_out_what_has_no_file(void **state)
{
    (void)state;
    struct buffer out = {0};
    manifest_write_sums(&sample, &out);
    static const char *const paths[] = {"bulletin.pdf", "letters/01-a.pdf", "revisions/letters/01-a-1.pdf"};
    char *line = out.data;
    for (size_t i = 0; i < 3; i++) {
        char *end = strchr(line, '\n');
        assert_non_null(end);
        *end = '\0';
        assert_string_equal(line + SUM_TEXT + 1, paths[i]);
        line = end + 1;
    }
    assert_string_equal(line, "");
    buffer_free(&out);
    assert_true(manifest_knows(&sample, "letters/01-a.pdf") && manifest_knows(&sample, SUMS_NAME));
    assert_false(manifest_knows(&sample, "letters/02-b.pdf"));
}

static void damaged_manifests_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } damage[] = {
        {"<manifest", "<manifast"},
        {"manifest\"", "else\""},
        {"revision=\"1\"", "revision=\"0\""},
        {"revision=\"3\"", "revision=\"1073741823\""}, /* one more couldn't be read back */
        {"kind=\"letter\"", "kind=\"lettre\""},
        {" unit=\"a\"", ""},
        {"sha256=\"01", "sha256=\"zz"},
        {"2024-10-18", "2024-13-18"},
        {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE manifest []>"},
    };
    const char *text = write_text(&sample);
    for (size_t i = 0; i < sizeof damage / sizeof damage[0]; i++) {
        const char *at = strstr(text, damage[i].from);
        assert_non_null(at);
        const char *bad = arena_printf(arena, "%.*s%s%s", (int)(at - text), text, damage[i].to,
                                       at + strlen(damage[i].from));
        if (read_text(bad))
            fail_msg("accepted: %s", damage[i].to);
    }
    assert_int_equal(diag_status(diag), 65);
}

/* ---- names ---- */

static void file_names_are_made_safe(void **state)
{
    (void)state;
    static const struct {
        const char *name, *file;
    } rows[] = {
        {"\xE7\x9C\x81\xE7\xA7\x91\xE6\x8A\x80\xE5\x8E\x85",
         "07-\xE7\x9C\x81\xE7\xA7\x91\xE6\x8A\x80\xE5\x8E\x85.pdf"},
        {"../../etc/cron.d/x", "07-_.._etc_cron.d_x.pdf"},
        {"a/b", "07-a_b.pdf"},
        {"a#b 50%", "07-a_b 50_.pdf"},
        {".", "07-_.pdf"},
        {"...hidden", "07-hidden.pdf"},
        {"a\nb\x1B[31m\xC2\x9B", "07-a_b_[31m_.pdf"},
        {"a\xE2\x80\xAE"
         "fdp.exe",
         "07-a_fdp.exe.pdf"},
        {"", "07-_.pdf"},
        {"\xE3\x80\x80 x", "07-x.pdf"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(naming_file(arena, 7, rows[i].name), rows[i].file);
    assert_string_equal(naming_file(arena, 123, "x"), "123-x.pdf");
}

static void long_names_are_cut_between_characters(void **state)
{
    (void)state;
    char name[3 * 300 + 1] = "";
    for (int i = 0; i < 300; i++)
        strcat(name, "\xE7\x9C\x81");
    const char *file = naming_file(arena, 1, name);
    assert_in_range(strlen(file), NAME_MOST - 3, NAME_MOST);
    assert_true(text_valid(file, strlen(file)) && text_ends(file, ".pdf"));
    assert_string_equal(naming_revision(arena, "letters/01-a.b.pdf", 2, 0), "revisions/letters/01-a.b-2.pdf");
    assert_string_equal(naming_revision(arena, "letters/01-a.b.pdf", 2, 2),
                        "revisions/letters/01-a.b-2-3.pdf");
}

/* ---- numbers ---- */

static struct unit units[] = {
    {.id = "a", .name = "A"}, {.id = "b", .name = "B"}, {.id = "s", .name = "S", .self = true},
    {.id = "c", .name = "C"}, {.id = "d", .name = "D"},
};
static const struct plan plan = {.unit = units, .unit_count = 5};

/* The numbers of a, b, s, c, d as printed, joined; or "refused". */
static const char *number(const struct issuance *issuance, const struct manifest *old,
                          const struct manifest *other)
{
    struct numbers numbers;
    if (!naming_numbers(&plan, issuance, old, &other, other != NULL, arena, &numbers, diag))
        return "refused";
    struct numbering printed = naming_print(&plan, issuance, &numbers, arena);
    const char *all = "";
    for (int u = 0; u < plan.unit_count; u++)
        all = arena_printf(arena, "%s%s ", all, printed.number[u] ? printed.number[u] : "-");
    return all;
}

static void numbers_stay_and_free_ones_follow(void **state)
{
    (void)state;
    struct issuance issuance = {.letters = {.number = "L{n}."}, .first_letter = 21};
    assert_string_equal(number(&issuance, NULL, NULL), "L21. L22. - L23. L24. ");
    struct given kept[] = {{"c", 21}, {"gone", 22}};
    struct manifest old = {.pattern = "L{n}.", .given = kept, .given_count = 2};
    assert_string_equal(number(&issuance, &old, NULL), "L23. L24. - L21. L25. ");
    struct given theirs[] = {{"a", 23}, {"b", 25}};
    struct manifest other = {
        .year = 2024, .quarter = 2, .pattern = "L{n}.", .given = theirs, .given_count = 2};
    assert_string_equal(number(&issuance, &old, &other), "L24. L26. - L21. L27. ");
    other.pattern = "another series {n}";
    assert_string_equal(number(&issuance, &old, &other), "L23. L24. - L21. L25. ");
}

static void stated_numbers_are_taken_or_refused(void **state)
{
    (void)state;
    struct stated_number stated[] = {{"d", 21, {"issue.xml", 5}}};
    struct issuance issuance = {
        .letters = {.number = "{n}"}, .first_letter = 21, .stated = stated, .stated_count = 1};
    assert_string_equal(number(&issuance, NULL, NULL), "22 23 - 24 21 ");
    assert_int_equal(diag_errors(diag), 0);
    struct given kept[] = {
        {"a", 21},
    };
    struct manifest old = {.pattern = "{n}", .given = kept, .given_count = 1};
    assert_string_equal(number(&issuance, &old, NULL), "refused"); /* a's number */
    kept[0] = (struct given){"d", 30};
    assert_string_equal(number(&issuance, &old, NULL), "refused"); /* d was issued under 30 */
    kept[0] = (struct given){"d", 21};
    assert_string_equal(number(&issuance, &old, NULL), "22 23 - 24 21 ");
    kept[0] = (struct given){"x", 21};
    old.quarter = 2;
    assert_string_equal(number(&issuance, NULL, &old), "refused"); /* another quarter's */
    assert_int_equal(diag_status(diag), 65);
}

static void a_series_that_was_used_is_refused(void **state)
{
    (void)state;
    struct issuance issuance = {.letters = {.number = "{n}"}, .first_letter = 21};
    struct given theirs[] = {{"a", 21}};
    struct manifest other = {.year = 2024, .quarter = 2, .pattern = "{n}", .given = theirs, .given_count = 1};
    assert_string_equal(number(&issuance, NULL, &other), "refused");
}

/* A number is given once, under whatever pattern, also when what had it was replaced since. */
static void no_number_is_given_twice(void **state)
{
    (void)state;
    struct plan numbered = {.unit = units, .unit_count = 5, .promulgation = {.number = "L21."}};
    struct issuance issuance = {.year = 2024,
                                .quarter = 3,
                                .bulletin = {.number = "B9"},
                                .letters = {.number = "L{n}."},
                                .first_letter = 22};
    struct replaced before[] = {{.revision = 1, .number = "L24."}};
    struct entry letter = {
        .kind = TEMPLATE_LETTER, .unit = "a", .number = "M22.", .replaced = before, .replaced_count = 1};
    struct manifest other = {
        .year = 2024, .quarter = 2, .pattern = "M{n}.", .entry = &letter, .entry_count = 1};
    const struct manifest *others[] = {&other};
    struct numbers numbers;
    /* The replaced letter's number is passed over. */
    assert_true(naming_numbers(&numbered, &issuance, NULL, others, 1, arena, &numbers, diag));
    assert_int_equal(numbers.given[2].number, 25);
    issuance.bulletin.number = "L23."; /* and the bulletin's */
    assert_true(naming_numbers(&numbered, &issuance, NULL, others, 1, arena, &numbers, diag));
    assert_int_equal(numbers.given[1].number, 25);
    assert_int_equal(diag_errors(diag), 0);
    static const char *const taken[] = {"L24.", "M22.", "L21.", "L22."};
    for (size_t i = 0; i < 4; i++) {
        issuance.bulletin.number = taken[i];
        if (naming_numbers(&numbered, &issuance, NULL, others, 1, arena, &numbers, diag))
            fail_msg("given twice: %s", taken[i]);
    }
    /* In the quarter itself. */
    other.quarter = 3;
    issuance.bulletin.number = "M22.";
    assert_false(naming_numbers(&numbered, &issuance, &other, NULL, 0, arena, &numbers, diag));
    struct given had[] = {{"d", 21}};
    other.given = had;
    other.given_count = 1;
    issuance.bulletin.number = "B9"; /* the notice's */
    assert_false(naming_numbers(&numbered, &issuance, &other, NULL, 0, arena, &numbers, diag));
    assert_int_equal(diag_status(diag), 65);
}

/* ---- verdicts ---- */

static void verdicts_follow_the_table(void **state)
{
    (void)state;
    static const struct tools same = {"p", "f", "t"}, fonts = {"p", "F", "t"}, wording = {"p", "f", "T"},
                              program = {"P", "f", "t"};
    static const struct {
        const char *what;
        bool same_document, same_facts, same_data, intact, force, corrected;
        const struct tools *tools;
        enum verdict verdict;
    } rows[] = {
        {"nothing changed", true, true, true, true, false, false, &same, VERDICT_KEEP},
        {"nothing changed, forced", true, true, true, true, true, false, &same, VERDICT_KEEP},
        {"data changed", false, false, false, true, false, false, &same, VERDICT_CORRECT},
        {"a figure not seen changed", true, false, false, true, false, false, &same, VERDICT_KEEP},
        {"other fonts", true, true, true, true, false, false, &fonts, VERDICT_STALE},
        {"other fonts, forced", true, true, true, true, true, false, &fonts, VERDICT_MAKE},
        {"other wording", false, true, true, true, false, false, &wording, VERDICT_STALE},
        {"other wording, forced", false, true, true, true, true, false, &wording, VERDICT_MAKE},
        {"wording not seen", true, true, true, true, true, false, &wording, VERDICT_KEEP},
        {"other wording and data", false, false, false, true, false, false, &wording, VERDICT_CORRECT},
        {"other program", false, true, true, true, false, false, &program, VERDICT_STALE},
        {"other program and data", false, false, false, true, false, false, &program, VERDICT_CORRECT},
        {"particulars changed", false, true, false, true, false, false, &same, VERDICT_MAKE},
        {"corrected, particulars changed", false, true, false, true, false, true, &same, VERDICT_CORRECT},
        {"other wording and particulars", false, true, false, true, false, false, &wording, VERDICT_MAKE},
        {"file lost", true, true, true, false, false, false, &same, VERDICT_MAKE},
        {"corrected file lost", true, true, true, false, false, true, &same, VERDICT_CORRECT},
        {"corrected, other fonts", true, true, true, true, true, true, &fonts, VERDICT_CORRECT},
    };
    struct claim first = {.tools = &same};
    assert_int_equal(verdict_of(&first), VERDICT_MAKE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct entry old = {.kind = TEMPLATE_LETTER, .tools = same, .corrected = rows[i].corrected};
        struct claim claim = {&old,
                              rows[i].intact,
                              {{!rows[i].same_document}},
                              {{{!rows[i].same_facts}}, {{!rows[i].same_data}}},
                              rows[i].tools,
                              rows[i].force};
        if (verdict_of(&claim) != rows[i].verdict)
            fail_msg("%s: %d", rows[i].what, (int)verdict_of(&claim));
    }
    struct entry page = {.kind = TEMPLATE_OVERVIEW, .tools = same};
    struct claim claim = {&page, true, {{0}}, {{{0}}, {{0}}}, &fonts, true};
    assert_int_equal(verdict_of(&claim), VERDICT_KEEP); /* no font in it */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_is_read),
        TEST(what_xml_has_no_place_for_is_replaced),
        TEST(sums_are_sorted_and_leave_out_what_has_no_file),
        TEST(damaged_manifests_are_refused),
        TEST(file_names_are_made_safe),
        TEST(long_names_are_cut_between_characters),
        TEST(numbers_stay_and_free_ones_follow),
        TEST(stated_numbers_are_taken_or_refused),
        TEST(a_series_that_was_used_is_refused),
        TEST(no_number_is_given_twice),
        TEST(verdicts_follow_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
