/* Rows of an attachment that may grow: a form's, which share what their pages have left. */
#include "page_fixture.h"

enum { LEAST = 120, MOST = 400 }; /* hundredths of a line of the grid */

/* A form of so many rows, which may grow up to `most`: a line of text each, and a cell to write in. */
static struct table *form(int rows, int most)
{
    struct table *t = table(rows, 2, 0, "任务");
    for (int r = 0; r < rows; r++) {
        t->row[r].cell[1] = cell("");
        t->row[r].height = LEAST;
        t->row[r].most = most;
    }
    return t;
}

static const struct pages *set_form(const struct table *t)
{
    return set_attached(table_block(t));
}

/* How far row n's text stands below that of the row before on a page. */
static double step(const struct page *page, int n)
{
    return top_of(line_at(page, "cell", n)) - top_of(line_at(page, "cell", n - 1));
}

/* The lower edge of the lowest rule of a page. */
static double foot(const struct page *page)
{
    double lowest = 0;
    const struct item *rule;
    for (int i = 0; (rule = box_at(page, black(), i)); i++)
        lowest = fmax(lowest, mm(rule->y + rule->height));
    return lowest;
}

static const struct page *last(const struct pages *pages)
{
    return &pages->page[pages->count - 1];
}

/* On as many pages as with rows as low as they may be, all alike, as high as that allows: one more tenth of a
 * millimetre a row doesn't fit. */
static void rows_share_the_rest(void **state)
{
    (void)state;
    int pages_most = 0;
    for (int rows = 2; rows <= 60; rows += rows < 16 ? 1 : 4) {
        const struct pages *low = set_form(form(rows, 0)), *grown = set_form(form(rows, MOST));
        assert_int_equal(grown->count, low->count);
        pages_most = grown->count > pages_most ? grown->count : pages_most;
        double high = step(&grown->page[0], 1);
        bool closer = last(grown)->remark != NULL; /* so that there is no page with little on it */
        double least = (closer ? 0.85 : 1) * LEAST / 100.0 * HANG_MM;
        assert_true(high > least - NEAR && high < MOST / 100.0 * HANG_MM + NEAR);
        for (int p = 0; p < grown->count; p++)
            for (int i = 1; i < lines_of(&grown->page[p], "cell"); i++)
                assert_near(step(&grown->page[p], i), high, NEAR);
        double cc = top_of(line_at(last(grown), "imprint", 0));
        assert_true(foot(last(grown)) < cc - 3); /* clear of 抄送 */
        bool full = high > MOST / 100.0 * HANG_MM - NEAR;
        if (!full && grown->count == 1)
            assert_near(foot(last(grown)) + HANG_MM - ZI_MM, cc, 0.1 * rows);
    }
    assert_true(pages_most >= 3);
    assert_int_equal(diag_errors(diag), 0);
}

/* Few rows get no higher than is of use. */
static void few_rows_stop(void **state)
{
    (void)state;
    const struct pages *pages = set_form(form(3, MOST));
    assert_near(step(&pages->page[0], 1), 4 * HANG_MM, NEAR);
    assert_near(step(&pages->page[0], 2), 4 * HANG_MM, NEAR);
}

/* A row that may not get so high stops there, and one that needs more has it: the others share what is left.
 */
static void each_has_its_bounds(void **state)
{
    (void)state;
    struct table *t = form(8, MOST);
    t->row[2].most = 0;
    t->row[4].most = 150;
    t->row[6].cell[0] = cell(han(300));
    const struct pages *pages = set_form(t);
    const struct page *page = &pages->page[0];
    assert_int_equal(pages->count, 1);
    int lines = lines_of(page, "cell");
    double level = step(page, 1);
    double high = top_of(line_at(page, "cell", lines - 1)) - top_of(line_at(page, "cell", 5)) - level;
    assert_true(level > 1.6 * HANG_MM && lines > 7 + 5 && high > level + 1);
    assert_near(step(page, 2), level / 2 + 1.2 * HANG_MM / 2, NEAR);
    assert_near(step(page, 4), level / 2 + 1.5 * HANG_MM / 2, NEAR);
}

/* Where the imprint finds no room beside rows as low as they can be, the page that it takes is theirs too. */
static void a_further_page_is_filled(void **state)
{
    (void)state;
    int rows = 2;
    while (set_form(form(rows, 0))->count == 1)
        rows++;
    const struct pages *pages = set_form(form(rows, MOST));
    assert_int_equal(pages->count, 2);
    assert_true(step(&pages->page[0], 1) > 2 * HANG_MM);
    assert_true(lines_of(&pages->page[1], "cell") > rows / 3);
}

/* In the text, where pages go on, rows are as high as they need. */
static void text_keeps_its_rows(void **state)
{
    (void)state;
    struct block block = table_block(form(3, MOST));
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    assert_near(step(&pages->page[0], 1), 1.2 * HANG_MM, NEAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_share_the_rest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(few_rows_stop, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_has_its_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_further_page_is_filled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_keeps_its_rows, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
