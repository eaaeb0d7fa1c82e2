/*
 * Paragraphs kept from one document to the next: whatever was asked before, the answer is the one that
 * line.h gives.
 */
#include "line_bench.h"
#include "typeset/line_store.h"

#include <unistd.h>

enum { NARROW = 9 * EM, WIDE = 28 * EM };

static const char *const texts[] = {
    "推进高层级创新平台建设。力争年内创建7家左右全国重点实验室，重组省重点实验室200家左右。",
    "推进高层级创新平台建设。力争年内创建8家左右全国重点实验室，重组省重点实验室200家左右。",
    "“高效办成一件事”（ＡＢＣ１２３）：R&D经费投入增长8%——",
    "短",
    "",
};
enum { TEXTS = sizeof texts / sizeof texts[0] };

/* Styles that differ from the first, or the one before, in one respect each. */
enum { STYLES = 14 };

static struct style style_of(const struct bench *b, int i)
{
    struct style style = b->style;
    switch (i) {
    case 1:
        style.face = FACE_HEITI;
        break;
    case 2:
        style.size = EM / 2;
        break;
    case 3:
        style.align = ALIGN_CENTER;
        break;
    case 4:
        style.indent = 2 * EM;
        break;
    case 5:
        style.track = EM / 10;
        break;
    case 6:
        style.condense = 800;
        break;
    case 7:
        style.narrow = true;
        break;
    case 8:
        style.colour.r = 200;
        break;
    case 9:
        style.colour.g = 200;
        break;
    case 10:
        style.colour.b = 200;
        break;
    case 11:
        style.strong = FACE_FANGSONG;
        break;
    case 12:
        style.align = ALIGN_CENTER;
        break;
    case 13:
        style.align = ALIGN_CENTER;
        style.balance = true;
        break;
    default:
        break;
    }
    return style;
}

static void assert_same_run(const struct glyph_run *a, const struct glyph_run *b)
{
    assert_ptr_equal(a->font, b->font);
    assert_int_equal(a->size, b->size);
    assert_int_equal(a->condense, b->condense);
    assert_memory_equal(&a->colour, &b->colour, sizeof a->colour);
    assert_int_equal(a->count, b->count);
    for (int i = 0; i < a->count; i++) {
        assert_int_equal(a->glyph[i].id, b->glyph[i].id);
        assert_int_equal(a->glyph[i].dx, b->glyph[i].dx);
        assert_int_equal(a->glyph[i].dy, b->glyph[i].dy);
        assert_int_equal(a->glyph[i].head, b->glyph[i].head);
        assert_int_equal(a->glyph[i].text_size, b->glyph[i].text_size);
        assert_int_equal(memcmp(a->glyph[i].text, b->glyph[i].text, (size_t)a->glyph[i].text_size), 0);
    }
}

static void assert_same_lines(const struct lines *a, const struct lines *b)
{
    assert_int_equal(a->count, b->count);
    for (int i = 0; i < a->count; i++) {
        const struct line *x = &a->line[i], *y = &b->line[i];
        assert_string_equal(x->text, y->text);
        assert_int_equal(x->left, y->left);
        assert_int_equal(x->width, y->width);
        assert_int_equal(x->last, y->last);
        assert_int_equal(x->link_count, y->link_count);
        for (int k = 0; k < x->link_count; k++) {
            assert_string_equal(x->link[k].to, y->link[k].to);
            assert_int_equal(x->link[k].width, y->link[k].width);
        }
        assert_int_equal(x->blank_count, y->blank_count);
        for (int k = 0; k < x->blank_count; k++) {
            assert_int_equal(x->blank[k].x, y->blank[k].x);
            assert_int_equal(x->blank[k].width, y->blank[k].width);
        }
        assert_int_equal(x->run_count, y->run_count);
        for (int k = 0; k < x->run_count; k++) {
            assert_int_equal(x->run_x[k], y->run_x[k]);
            assert_same_run(&x->run[k], &y->run[k]);
        }
    }
}

/* Asks the store for a paragraph whose text is gone when the answer is used, and compares. */
static void ask_and_compare(struct bench *b, struct line_store *store, const struct para *para,
                            const struct style *style, length measure)
{
    struct arena *brief = arena_new();
    struct para copy = *para;
    copy.run = arena_array(brief, (size_t)para->run_count, sizeof *copy.run);
    for (int i = 0; i < para->run_count; i++) {
        copy.run[i] = para->run[i];
        copy.run[i].text = arena_strdup(brief, para->run[i].text);
    }
    const struct lines *kept = line_store_set(store, &copy, style, measure, b->fixed.set, brief, b->diag);
    length natural = line_store_natural(store, &copy, style, b->fixed.set, brief, b->diag);
    length least = line_store_least(store, &copy, style, b->fixed.set, brief, b->diag);
    arena_free(brief);
    assert_same_lines(kept, lines_set(para, style, measure, b->fixed.set, b->arena, b->diag));
    assert_int_equal(natural, lines_natural(para, style, b->fixed.set, b->arena, b->diag));
    assert_int_equal(least, lines_least(para, style, b->fixed.set, b->arena, b->diag));
}

static void answers_are_those_without_it(void **state)
{
    struct bench *b = *state;
    struct line_store *store = line_store_new();
    for (int round = 0; round < 3; round++) {
        line_store_begin(store);
        for (int i = 0; i < STYLES; i++)
            for (int k = 0; k < TEXTS; k++) {
                struct style style = style_of(b, i);
                struct para para = para_of(texts[k], b->arena);
                ask_and_compare(b, store, &para, &style, NARROW);
                ask_and_compare(b, store, &para, &style, WIDE);
            }
    }
    line_store_free(store);
}

/* Runs that differ in kind, in their link, or in where one link ends and the next begins. */
static void runs_are_told_apart(void **state)
{
    struct bench *b = *state;
    struct line_store *store = line_store_new();
    char first[] = "task", second[] = "task", other[] = "unit";
    const char *const to[][2] = {
        {NULL, NULL}, {first, first}, {first, second}, {first, other}, {NULL, other}};
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
            for (int kind = RUN_TEXT; kind <= RUN_LIGHT; kind++) {
                struct run run[2] = {
                    {.kind = (enum run_kind)kind, .text = "牵头任务", .level = 1, .to = to[i][0]},
                    {.kind = RUN_TEXT, .text = "共3项。", .to = to[i][1]}};
                struct para para = {.run = run, .run_count = 2};
                ask_and_compare(b, store, &para, &b->style, WIDE);
            }
    line_store_free(store);
}

/* What kinds of runs say beyond their text: how a heading looks by its level, a light by its tint, a blank by
 * its width; and what is strong by the style. */
static void looks_are_told_apart(void **state)
{
    struct bench *b = *state;
    struct line_store *store = line_store_new();
    const struct run runs[] = {
        {.kind = RUN_HEADING, .text = "牵头", .level = 1},
        {.kind = RUN_HEADING, .text = "牵头", .level = 2},
        {.kind = RUN_LIGHT, .text = "●", .tint = TINT_GREEN},
        {.kind = RUN_LIGHT, .text = "●", .tint = TINT_LIGHT_RED},
        {.kind = RUN_BLANK, .width = 200},
        {.kind = RUN_BLANK, .width = 300},
        {.kind = RUN_STRONG, .text = "牵头"},
    };
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
            for (int k = 0; k < STYLES; k++) {
                struct run run[] = {runs[i], {.kind = RUN_TEXT, .text = "共3项。"}};
                struct para para = {.run = run, .run_count = 2};
                struct style style = style_of(b, k);
                ask_and_compare(b, store, &para, &style, WIDE);
            }
    line_store_free(store);
}

static void the_same_answer_is_given_twice(void **state)
{
    struct bench *b = *state;
    struct line_store *store = line_store_new();
    struct para para = para_of(texts[0], b->arena);
    const struct lines *lines =
        line_store_set(store, &para, &b->style, WIDE, b->fixed.set, b->arena, b->diag);
    line_store_begin(store);
    assert_ptr_equal(line_store_set(store, &para, &b->style, WIDE, b->fixed.set, b->arena, b->diag), lines);
    line_store_free(store);
}

/* U+E000 is in no font: every document hears of it, with its own place. */
static void every_document_is_told(void **state)
{
    struct bench *b = *state;
    struct line_store *store = line_store_new();
    for (int i = 0; i < 3; i++) {
        struct diag *diag = diag_new();
        struct para para = para_of("甲\uE000乙", b->arena);
        line_store_begin(store);
        line_store_set(store, &para, &b->style, WIDE, b->fixed.set, b->arena, diag);
        assert_int_equal(diag_errors(diag), 1);
        diag_free(diag);
    }
    line_store_free(store);
}

/* More different paragraphs than it keeps. */
static void a_full_store_starts_afresh(void **state)
{
    struct bench *b = *state;
    struct line_store *store = line_store_new();
    for (int i = 0; i < 6000; i++) {
        struct arena *brief = arena_new();
        struct para para = para_of(arena_printf(brief, "第%d项", i), brief);
        if (i % 100 == 0)
            line_store_begin(store);
        const struct lines *lines =
            line_store_set(store, &para, &b->style, WIDE, b->fixed.set, brief, b->diag);
        assert_string_equal(lines->line[0].text, para.run[0].text);
        arena_free(brief);
    }
    line_store_free(store);
}

/* A document of many references that all say the same and lead to as many places. */
static void many_targets_are_found_soon(void **state)
{
    struct bench *b = *state;
    struct line_store *store = line_store_new();
    alarm(30);
    for (int i = 0; i < 60000; i++) {
        char to[16];
        snprintf(to, sizeof to, "i%d", i);
        struct run run[] = {{.kind = RUN_TEXT, .text = "见"}, {.kind = RUN_TEXT, .text = "标", .to = to}};
        struct para para = {.run = run, .run_count = 2};
        const struct lines *lines =
            line_store_set(store, &para, &b->style, WIDE, b->fixed.set, b->arena, b->diag);
        assert_string_equal(lines->line[0].link[0].to, to);
    }
    alarm(0);
    line_store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_are_those_without_it, make_bench, free_bench),
        cmocka_unit_test_setup_teardown(runs_are_told_apart, make_bench, free_bench),
        cmocka_unit_test_setup_teardown(looks_are_told_apart, make_bench, free_bench),
        cmocka_unit_test_setup_teardown(the_same_answer_is_given_twice, make_bench, free_bench),
        cmocka_unit_test_setup_teardown(every_document_is_told, make_bench, free_bench),
        cmocka_unit_test_setup_teardown(many_targets_are_found_soon, make_bench, free_bench),
        cmocka_unit_test_setup_teardown(a_full_store_starts_afresh, make_bench, free_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
