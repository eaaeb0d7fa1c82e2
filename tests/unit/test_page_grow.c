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

/* The lower edge of the type area's last row, where a page but the last ends; on the last page, that of what
 * keeps clear of 抄送. */
static double area_foot(const struct pages *pages, int page)
{
    if (page + 1 < pages->count)
        return 37 + 21 * HANG_MM + ZI_MM;
    return top_of(line_at(last(pages), "imprint", 0)) - (HANG_MM - ZI_MM);
}

/* To within a tenth of a millimetre a row, and the rule at the foot, half of which stands below it. */
static void assert_full(const struct pages *pages, int page)
{
    double short_of = area_foot(pages, page) - foot(&pages->page[page]);
    if (short_of < -0.175 - NEAR || short_of > 0.105 * lines_of(&pages->page[page], "cell") + NEAR)
        fail_msg("page %d of %d is %.2f mm short", page + 1, pages->count, short_of);
}

/* The highest that rows which don't grow can be on so many pages, in hundredths of a line of the grid;
 * nothing is set closer for it. */
static int level_of(int rows, int pages)
{
    int low = LEAST, high = MOST + 1;
    while (high - low > 1) {
        int level = (low + high) / 2;
        struct table *t = form(rows, 0);
        for (int r = 0; r < rows; r++)
            t->row[r].height = level;
        const struct pages *set = set_form(t);
        if (set->count > pages || last(set)->remark)
            high = level;
        else
            low = level;
    }
    return low;
}

/* The pages end where they do with rows that don't grow, all of them as high as the number of pages allows.
 */
static void assert_ends(const struct pages *grown, int rows)
{
    struct table *t = form(rows, 0);
    int level = level_of(rows, grown->count);
    for (int r = 0; r < rows; r++)
        t->row[r].height = level;
    const struct pages *even = set_form(t);
    assert_int_equal(grown->count, even->count);
    for (int p = 0; p < grown->count; p++)
        assert_int_equal(lines_of(&grown->page[p], "cell"), lines_of(&even->page[p], "cell"));
}

/* On as many pages as with rows as low as they may be, and those of each page all alike and as high as it
 * allows: one more tenth of a millimetre a row doesn't fit. */
static void rows_share_the_rest(void **state)
{
    (void)state;
    int pages_most = 0, ends = 0;
    double unlike = 0;
    for (int rows = 2; rows <= 60; rows += rows < 16 ? 1 : 4) {
        const struct pages *low = set_form(form(rows, 0)), *grown = set_form(form(rows, MOST));
        assert_int_equal(grown->count, low->count);
        pages_most = grown->count > pages_most ? grown->count : pages_most;
        bool closer = last(grown)->remark != NULL; /* so that there is no page with little on it */
        double least = (closer ? 0.85 : 1) * LEAST / 100.0 * HANG_MM, most = MOST / 100.0 * HANG_MM;
        for (int p = 0; p < grown->count; p++) {
            double high = step(&grown->page[p], 1);
            assert_true(high > least - NEAR && high < most + NEAR);
            for (int i = 1; i < lines_of(&grown->page[p], "cell"); i++)
                assert_near(step(&grown->page[p], i), high, NEAR);
            if (high < most - NEAR)
                assert_full(grown, p);
            unlike = fmax(unlike, fabs(high - step(&grown->page[0], 1)));
        }
        assert_true(foot(last(grown)) < area_foot(grown, grown->count - 1) + 0.175 + NEAR);
        if (!closer && grown->count > 1) {
            assert_ends(grown, rows);
            ends++;
        }
    }
    assert_true(pages_most >= 3 && ends >= 5 && unlike > 1);
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

static bool is_plain(const struct page *page, int n)
{
    return strcmp(line_at(page, "cell", n)->text, "任务") == 0;
}

/* How high a page's rows are: those that are held back neither by their text nor by what they may. */
static double plain_height(const struct page *page)
{
    for (int i = 1; i < lines_of(page, "cell"); i++)
        if (is_plain(page, i) && is_plain(page, i - 1))
            return step(page, i);
    fail_msg("page %d has no two such rows", page->number);
    return 0;
}

/* The same on several pages, each of which is full: a row of one page has nothing to do with those of
 * another.
 */
static void each_page_has_its_bounds(void **state)
{
    (void)state;
    struct table *t = form(40, MOST);
    for (int r = 1; r < 40; r += 4) {
        t->row[r].most = 150;
        t->row[r].cell[0] = cell("配合");
    }
    t->row[20].cell[0] = cell(han(300));
    const struct pages *pages = set_form(t);
    assert_true(pages->count >= 3);
    for (int p = 0; p < pages->count; p++) {
        const struct page *page = &pages->page[p];
        double high = plain_height(page), bounded = fmin(high, 1.5 * HANG_MM);
        assert_full(pages, p);
        for (int i = 1; i < lines_of(page, "cell"); i++)
            if (is_plain(page, i - 1) && is_plain(page, i))
                assert_near(step(page, i), high, NEAR);
            else if (is_plain(page, i - 1) && strcmp(line_at(page, "cell", i)->text, "配合") == 0)
                assert_near(step(page, i), high / 2 + bounded / 2, NEAR);
    }
}

/* A cell over several rows that makes them higher than they need be, one of which may not grow. */
static void rows_of_a_cell_grow(void **state)
{
    (void)state;
    struct table *t = form(12, MOST);
    t->row[3].cell[0] = cell(han(300));
    t->row[3].cell[0].rowspan = 3;
    for (int r = 4; r < 6; r++) {
        t->row[r].cell++;
        t->row[r].cell_count--;
    }
    t->row[4].most = 0;
    const struct pages *pages = set_form(t);
    assert_int_equal(pages->count, 1);
    assert_full(pages, 0);
}

/* An attachment of blocks; cc: whom the imprint below it names, NULL: there is none. */
static const struct pages *set_blocks(struct block *blocks, int count, const char *cc)
{
    struct document *d = document(FORMAT_LETTER, NULL, 0);
    struct attachment attachment = {NULL, "附件", text("回执"), {blocks, count}, false};
    struct imprint_line line = {"抄送：", text(cc ? cc : "")};
    d->attachment = &attachment;
    d->attachment_count = 1;
    d->imprint = (struct imprint){&line, cc ? 1 : 0, NULL, NULL, false};
    return set(d);
}

/* Rows of two tables, of which the first has one that doesn't grow, are alike. */
static void tables_share_a_page(void **state)
{
    (void)state;
    struct table *t = form(4, MOST);
    t->row[0].most = 0;
    const struct pages *pages =
        set_blocks((struct block[]){table_block(t), table_block(form(5, MOST))}, 2, NULL);
    const struct page *page = &pages->page[0];
    assert_int_equal(pages->count, 1);
    double high = step(page, 2);
    assert_near(step(page, 1), high / 2 + 1.2 * HANG_MM / 2, NEAR);
    for (int i = 2; i < 9; i++)
        if (i != 4)
            assert_near(step(page, i), high, NEAR);
    assert_true(high > 2 * HANG_MM && high < 4 * HANG_MM - 1);
    assert_near(foot(page), 37 + 21 * HANG_MM + ZI_MM, 9 * 0.105);
}

/* Pairs of rows that are held together by a cell whose text only rows that have grown have room for: the page
 * ends where it would if they hadn't. */
static void pages_end_as_planned(void **state)
{
    (void)state;
    struct table *t = form(10, 350);
    for (int r = 0; r < 10; r += 2) {
        t->row[r].height = t->row[r + 1].height = 300;
        t->row[r].cell[1] = cell(han(210));
        t->row[r].cell[1].rowspan = 2;
        t->row[r + 1].cell_count = 1;
    }
    struct block block = table_block(t);
    const struct pages *pages = set_blocks(&block, 1, NULL);
    assert_int_equal(pages->count, 2);
    int rows = 0;
    for (int i = 0; i < lines_of(&pages->page[0], "cell"); i++)
        rows += is_plain(&pages->page[0], i);
    assert_int_equal(rows, 4);
}

/* Three rows that only together have room for a cell's text get no higher than a page together. */
static void held_rows_stay_on_a_page(void **state)
{
    (void)state;
    struct table *t = form(7, 0);
    t->row[0].height = t->row[1].height = 800;
    t->row[2].most = t->row[3].most = t->row[4].most = 800;
    t->row[2].cell[1] = cell(han(420));
    t->row[2].cell[1].rowspan = 3;
    t->row[3].cell_count = t->row[4].cell_count = 1;
    t->row[3].cell[0] = cell(han(420));
    t->row[5].height = t->row[6].height = 600;
    struct block block = table_block(t);
    const struct pages *pages = set_blocks(&block, 1, NULL);
    assert_int_equal(pages->count, 3);
    assert_int_equal(lines_of(&pages->page[0], "cell"), 2);
    assert_int_equal(lines_of(&pages->page[2], "cell"), 2);
    assert_near(foot(&pages->page[1]), area_foot(pages, 1) + 0.175, 0.105 * 3 + NEAR);
}

/* Two rows that stay together leave no room for the imprint, which has a page to itself: they fill theirs. */
static void rows_before_an_imprint_alone(void **state)
{
    (void)state;
    struct table *t = form(2, 1500);
    t->row[0].cell[0] = cell(han(600));
    t->row[1].cell[0] = cell(han(600));
    struct block block = table_block(t);
    const struct pages *pages = set_blocks(&block, 1, han(250));
    assert_int_equal(pages->count, 2);
    assert_int_equal(lines_of(&pages->page[1], "cell"), 0);
    assert_near(foot(&pages->page[0]), area_foot(pages, 0), 0.105 * 2 + NEAR);
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

/* An imprint that stands on an even page, below rows as low as they can be, stays there. */
static void the_even_page_stays_the_imprints(void **state)
{
    (void)state;
    for (int rows = 2; rows <= 60; rows++) {
        const struct table *low = form(rows, 0), *high = form(rows, MOST);
        assert_int_equal(set_attached_before(table_block(high), true)->count,
                         set_attached_before(table_block(low), true)->count);
    }
}

/* In the text, where pages go on, rows are as high as they need. */
static void text_keeps_its_rows(void **state)
{
    (void)state;
    struct block block = table_block(form(3, MOST));
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    assert_near(step(&pages->page[0], 1), 1.2 * HANG_MM, NEAR);
}

/* A row that could be higher than a page gets no higher than one, for it would be parted; nor do heads grow,
 * which all pages repeat. */
static void no_row_outgrows_its_page(void **state)
{
    (void)state;
    struct table *t = form(3, 4000);
    for (int r = 0; r < 3; r++)
        t->row[r].height = 1200;
    t->row[0].most = 0;
    const struct pages *pages = set_attached(table_block(t));
    assert_int_equal(diag_errors(diag), 0);
    assert_true(pages->count >= 3);
    for (int p = pages->count - 2; p < pages->count; p++)
        assert_true(foot(&pages->page[p]) > 200);
    for (int rows = 2; rows <= 40; rows++) {
        struct table *low = form(rows, MOST), *high = form(rows, MOST);
        low->head_count = high->head_count = 1;
        low->row[0].most = 0;
        assert_int_equal(set_form(high)->count, set_form(low)->count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_share_the_rest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(few_rows_stop, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_has_its_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_page_has_its_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_a_cell_grow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_share_a_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pages_end_as_planned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(held_rows_stay_on_a_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_before_an_imprint_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_further_page_is_filled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_even_page_stays_the_imprints, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_keeps_its_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_row_outgrows_its_page, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
