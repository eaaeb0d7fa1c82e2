/* Where a table is parted: which rows stand at a page's foot and head, and the rule that closes each piece.
 */
#include "page_fixture.h"

enum { COLUMNS = 3, ROWS = 30 };

/* The rows of a table's body on a page. */
static int rows_on(const struct page *page)
{
    return lines_of(page, "cell") / COLUMNS;
}

/* A table of so many rows behind so many lines of text, with a note. */
static const struct pages *table_below(int lines, int rows)
{
    struct table *t = table(rows + 1, COLUMNS, 1, "目标");
    struct block blocks[] = {paragraph(lines), table_block(t)};
    t->note = text("注：截至9月底。");
    return set(document(FORMAT_PLAIN, blocks, 2));
}

/* Neither the first row nor the last stands alone, and the note stands below a row, wherever the table begins
 * and ends. */
static void no_row_stands_alone(void **state)
{
    (void)state;
    int parted = 0;
    for (int lines = 1; lines <= 20; lines++)
        for (int rows = ROWS; rows < ROWS + 3; rows++) {
            const struct pages *pages = table_below(lines, rows);
            int pieces = 0, all = 0;
            for (int p = 0; p < pages->count; p++) {
                int here = rows_on(&pages->page[p]);
                all += here;
                pieces += here > 0;
                assert_true(here != 1);
                assert_true(here > 1 || lines_of(&pages->page[p], "table-note") == 0);
            }
            assert_int_equal(all, rows);
            parted += pieces > 1;
        }
    assert_true(parted > 20);
}

/* The heavy rule below the last row of each piece reaches from edge to edge. */
static void each_piece_is_closed(void **state)
{
    (void)state;
    const struct pages *pages = table_below(10, 60);
    assert_true(pages->count > 2);
    for (int p = 0; p < pages->count; p++) {
        const struct page *page = &pages->page[p];
        double last = mm(line_at(page, "cell", lines_of(page, "cell") - 1)->y);
        const struct item *rule, *closing = NULL;
        for (int i = 0; (rule = box_at(page, black(), i)); i++)
            if (mm(rule->y) > last && mm(rule->height) > 0.3 && mm(rule->width) > 155)
                closing = rule;
        assert_non_null(closing);
        assert_mm(closing->x, 28);
        assert_mm(closing->width, 156);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_row_stands_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_piece_is_closed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
