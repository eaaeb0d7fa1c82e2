/* Very many of one thing: what four times as many cost is about four times as much, not sixteen times. */
#include "page_fixture.h"
#include "typeset/table.h"

#include <sys/resource.h>
#include <time.h>

/* Processor time of one run, the quicker of two. */
static double seconds(void (*work)(int count), int count)
{
    double least = 1e9;
    for (int i = 0; i < 2; i++) {
        arena_free(arena);
        arena = arena_new();
        clock_t start = clock();
        work(count);
        least = fmin(least, (double)(clock() - start) / CLOCKS_PER_SEC);
    }
    return least;
}

static void assert_even(void (*work)(int count), int count)
{
    double one = seconds(work, count), four = seconds(work, 4 * count);
    if (four > 8 * one + 0.05)
        fail_msg("%d take %.3f s, %d take %.3f s", count, one, 4 * count, four);
}

static struct setter setter(void)
{
    return (struct setter){.format = format_rules(FORMAT_PLAIN),
                           .fonts = fonts,
                           .arena = arena,
                           .diag = diag,
                           .fitting = fitting_none};
}

/* Nothing but headings, each of which looks for text to stay with. */
static void keep_many(int count)
{
    struct setter s = setter();
    struct strip *strip = strip_new(&s, false);
    for (int i = 0; i < count; i++)
        strip_add(&s, strip, LENGTH_ZI)->heading = true;
    strip_add(&s, strip, LENGTH_ZI);
    strip_add(&s, strip, LENGTH_ZI);
    strip_add(&s, strip, LENGTH_ZI);
    keep_headings(strip);
    assert_int_equal(strip->box[0]->keep, KEEP_HEADING);
    assert_int_equal(strip->box[count]->keep, KEEP_HEADING);
    assert_int_equal(strip->box[count + 1]->keep, KEEP_NONE);
}

static void headings(void **state)
{
    (void)state;
    assert_even(keep_many, 10000);
}

/* Numerals, each at the beginning of a line of its own, which might be a number: 一、 */
static void numbers_set(int count)
{
    struct para para = {.run = arena_array(arena, 2 * (size_t)count, sizeof *para.run),
                        .run_count = 2 * count};
    for (int i = 0; i < count; i++) {
        para.run[2 * i] = (struct run){.kind = RUN_TEXT, .text = "一"};
        para.run[2 * i + 1] = (struct run){.kind = RUN_BREAK};
    }
    const struct style *style = &text_style(TEXT_BODY)->type;
    assert_int_equal(lines_set(&para, style, 28 * LENGTH_ZI, fonts, arena, diag)->count, count);
}

static void numbers(void **state)
{
    (void)state;
    assert_even(numbers_set, 10000);
}

/* A table that is nearly all head. */
static void head_measured(int count)
{
    struct setter s = setter();
    struct table *t = table(count + 1, 1, count, "一");
    const struct table_layout *layout = table_measure(&s, t, strip_new(&s, false));
    assert_int_equal(layout->head, 0);
}

static void head_rows(void **state)
{
    (void)state;
    assert_even(head_measured, 20000);
}

static int64_t memory(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return (int64_t)usage.ru_maxrss * 1024;
}

/* Each seal holds its own names, not room for all. */
static void seals(void **state)
{
    (void)state;
    enum { SEALS = 8000 };
    struct block block = paragraph(1);
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    const char *path = picture_file(100, 100);
    d->signature.by = arena_array(arena, SEALS, sizeof *d->signature.by);
    d->signature.seal = arena_array(arena, SEALS, sizeof *d->signature.seal);
    for (int i = 0; i < SEALS; i++) {
        d->signature.by[i] = "甲";
        d->signature.seal[i] = (struct picture){.path = path, .width = 4200};
    }
    d->signature.by_count = d->signature.seal_count = SEALS;
    d->signature.date = "2025年12月1日";
    int64_t before = memory();
    const struct pages *pages = set(d);
    unlink(path);
    assert_int_equal(lines_of(&pages->page[pages->count - 1], "signature") > 0, true);
    assert_true(memory() - before < 300 << 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(headings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(head_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(seals, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
