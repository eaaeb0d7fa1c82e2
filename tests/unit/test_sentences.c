/*
 * Real sentences of official documents, set 28 to a line. tests/data/sentences.txt holds each as it should be
 * set, with | at the ends of lines, read through before it was written down. Besides, each is held to the
 * rules by code that knows nothing of the breaker's tables; the naive breaker, 28 characters a line, must get
 * each wrong; and first fit must differ from the best breaking often enough to show that the difference is
 * real.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/paths.h"
#include "base/text.h"
#include "fixed_font.h"
#include "typeset/line_int.h"

enum { EM = LENGTH_ZI, MEASURE = 28, INDENT = 2, SENTENCES = 150, DIFFERENT = 20 };
enum { NEARLY = 2, STRETCHED = 5 }; /* half ems that a line may lack */

static struct fixed fixed;
static struct arena *arena;
static struct diag *diag;
static char **sentences; /* with their | */
static int sentence_count, sentence_capacity;
static const struct style style = {
    .face = FACE_FANGSONG, .size = EM, .indent = INDENT * EM, .condense = 1000};

static int make_bench(void **state)
{
    (void)state;
    char folder[PATH_MAX];
    struct buffer text = {0};
    fixed_make(&fixed);
    arena = arena_new();
    diag = diag_new();
    if (!paths_data_dir("tests/data", folder, sizeof folder) ||
        !file_read(file_join(arena, folder, "sentences.txt"), 0, &text, diag))
        return -1;
    char *copy = arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    for (char *save = NULL, *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        char **slot = arena_push(arena, &sentences, &sentence_count, &sentence_capacity, sizeof *sentences);
        *slot = line;
    }
    return 0;
}

static int free_bench(void **state)
{
    (void)state;
    fixed_free(&fixed);
    arena_free(arena);
    diag_free(diag);
    return 0;
}

static char *without_bars(const char *sentence)
{
    char *text = arena_strdup(arena, sentence), *to = text;
    for (const char *from = sentence; *from; from++)
        if (*from != '|')
            *to++ = *from;
    *to = '\0';
    return text;
}

static const struct lines *set(const char *text)
{
    struct para para = para_of(text, arena);
    return lines_set(&para, &style, MEASURE * EM, fixed.set, arena, diag);
}

/* ---- rules, told anew ---- */

static bool has(const char *set_of, const char *character, int size)
{
    for (const char *p = set_of; *p;) {
        const char *next = p;
        text_next(&next);
        if (next - p == size && memcmp(p, character, (size_t)size) == 0)
            return true;
        p = next;
    }
    return false;
}

static int first_size(const char *text)
{
    const char *next = text;
    text_next(&next);
    return (int)(next - text);
}

/* Start of the last character of the size bytes at text. */
static const char *last_of(const char *text, size_t size)
{
    const char *p = text + size - 1;
    while (p > text && ((unsigned char)*p & 0xC0) == 0x80)
        p--;
    return p;
}

static bool begins_badly(const char *line)
{
    return has("，。、；：？！）》”’〕】·%—～-", line, first_size(line));
}

static bool ends_badly(const char *line, size_t size)
{
    const char *last = last_of(line, size);
    return has("（《“‘〔【", last, (int)(line + size - last));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether the break between two lines cuts a number, or takes its unit off. */
static bool cuts_number(const char *line, size_t size, const char *next)
{
    if (is_digit(line[size - 1]) || (line[size - 1] == '.' && size > 1 && is_digit(line[size - 2])))
        return is_digit(*next) || *next == '.' ||
               has("%家个项万亿年月日元名场人件次条户号倍级类", next, first_size(next));
    return false;
}

/* How much text a line holds: Han characters count two, letters and digits one. */
static int weight(const char *line, size_t size)
{
    int count = 0;
    for (const char *p = line; p < line + size;) {
        uint32_t c = text_next(&p);
        count += class_of(c) == CLASS_HAN ? 2 : class_of(c) == CLASS_DIGIT || class_of(c) == CLASS_LETTER;
    }
    return count;
}

/* ---- the naive breaker ---- */

/* Chops after 28 characters, 26 on the first line, and says whether that keeps the rules: no bad edge, no cut
 * number, no lone last character, and lines that are 28 em wide but for so many half ems. */
static bool naive_is_right(const char *text, int missing)
{
    int limit = MEASURE - INDENT;
    for (const char *line = text, *p = text; *line; line = p, limit = MEASURE) {
        int halves = 0, count = 0;
        for (; *p && count < limit; count++) {
            uint32_t c = text_next(&p);
            halves += c < 0x80 ? 1 : 2;
        }
        size_t size = (size_t)(p - line);
        if (line > text && begins_badly(line))
            return false;
        if (!*p)
            return line == text || weight(line, size) >= 4;
        if (ends_badly(line, size) || cuts_number(line, size, p) || abs(2 * limit - halves) > missing)
            return false;
    }
    return true;
}

/* ---- first fit ---- */

/* Whether units from first up to end fit on a line, squeezed if need be. */
static bool fits(const struct paragraph *p, int first, int end, bool squeezed)
{
    const struct range line = range_trim(p, (struct range){first, end});
    const struct gives gives = range_gives(p, line);
    int64_t most = (MEASURE - (first == 0 ? INDENT : 0)) * (int64_t)EM;
    for (int i = 0; squeezed && i < SQUEEZE_STEPS; i++)
        most += gives.step[i];
    return range_width(p, line) <= most;
}

static bool may_end(const struct paragraph *p, int end)
{
    int penalty = p->unit[end - 1].penalty;
    return end == p->count || (penalty < BREAK_APART && penalty != BREAK_MEASURE);
}

/* The line from first: as full as it gets; what may not be parted from it is pulled in by squeezing, or else
 * pushes the break back. */
static int first_fit_end(const struct paragraph *p, int first)
{
    int full = first + 1;
    while (full < p->count && fits(p, first, full + 1, false))
        full++;
    int next = full;
    while (!may_end(p, next))
        next++;
    if (next == full || fits(p, first, next, true))
        return next;
    while (full > first + 1 && !may_end(p, full))
        full--;
    return full;
}

/* Line after line, without looking ahead, as word processors do. */
static char *first_fit(const char *text)
{
    struct para para = para_of(text, arena);
    struct paragraph p = {.para = &para, .style = &style, .fonts = fixed.set, .arena = arena, .diag = diag};
    p.em = EM;
    paragraph_read(&p);
    paragraph_join(&p);
    paragraph_shape(&p);
    paragraph_measure(&p);
    struct buffer out = {0};
    for (int first = 0, end; first < p.count; first = end) {
        end = first_fit_end(&p, first);
        for (int i = first; i < end; i++)
            buffer_add(&out, p.unit[i].text, (size_t)p.unit[i].size);
        buffer_puts(&out, end < p.count ? "|" : "");
    }
    char *result = arena_strdup(arena, buffer_text(&out));
    buffer_free(&out);
    return result;
}

/* ---- tests ---- */

static void there_are_enough(void **state)
{
    (void)state;
    assert_true(sentence_count >= SENTENCES);
}

static void lines_are_as_approved(void **state)
{
    (void)state;
    int wrong = 0;
    for (int i = 0; i < sentence_count; i++) {
        const struct lines *lines = set(without_bars(sentences[i]));
        struct buffer got = {0};
        for (int k = 0; k < lines->count; k++) {
            buffer_puts(&got, k ? "|" : "");
            buffer_puts(&got, lines->line[k].text);
        }
        if (strcmp(buffer_text(&got), sentences[i]) != 0) {
            print_error("%s\n", buffer_text(&got));
            wrong++;
        }
        buffer_free(&got);
    }
    assert_int_equal(wrong, 0);
}

static void lines_keep_the_rules(void **state)
{
    (void)state;
    for (int i = 0; i < sentence_count; i++) {
        const struct lines *lines = set(without_bars(sentences[i]));
        for (int k = 0; k < lines->count; k++) {
            const struct line *line = &lines->line[k];
            size_t size = strlen(line->text);
            if (k > 0 && begins_badly(line->text))
                fail_msg("begins badly: %s", line->text);
            if (k == lines->count - 1) {
                if (k > 0 && weight(line->text, size) < 4)
                    fail_msg("a lone character: %s", line->text);
                continue;
            }
            if (ends_badly(line->text, size) || cuts_number(line->text, size, lines->line[k + 1].text))
                fail_msg("ends badly: %s", line->text);
            assert_int_equal(line->left + line->width, MEASURE * EM);
            assert_in_range(line->stretch, 0, 250);
        }
    }
}

static void the_naive_breaker_gets_each_wrong(void **state)
{
    (void)state;
    for (int i = 0; i < sentence_count; i++)
        if (naive_is_right(without_bars(sentences[i]), NEARLY))
            fail_msg("no case: %s", sentences[i]);
}

/* Even where a line may be stretched by a tenth of an em a gap. */
static void stretching_would_not_save_it(void **state)
{
    (void)state;
    int wrong = 0;
    for (int i = 0; i < sentence_count; i++)
        wrong += !naive_is_right(without_bars(sentences[i]), STRETCHED);
    print_message("# the naive breaker is past saving in %d of %d\n", wrong, sentence_count);
    assert_true(wrong >= SENTENCES);
}

static void first_fit_differs(void **state)
{
    (void)state;
    int different = 0;
    for (int i = 0; i < sentence_count; i++)
        different += strcmp(first_fit(without_bars(sentences[i])), sentences[i]) != 0;
    print_message("# first fit differs in %d of %d\n", different, sentence_count);
    assert_true(different >= DIFFERENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_enough),
        cmocka_unit_test(lines_are_as_approved),
        cmocka_unit_test(lines_keep_the_rules),
        cmocka_unit_test(the_naive_breaker_gets_each_wrong),
        cmocka_unit_test(stretching_would_not_save_it),
        cmocka_unit_test(first_fit_differs),
    };
    return cmocka_run_group_tests(tests, make_bench, free_bench);
}
