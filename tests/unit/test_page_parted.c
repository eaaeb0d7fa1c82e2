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

/* The heavy rule from edge to edge below the last row on a page; the test fails where there is none. */
static const struct item *closing_rule(const struct page *page)
{
    double last = mm(line_at(page, "cell", lines_of(page, "cell") - 1)->y);
    for (int i = 0; box_at(page, black(), i); i++) {
        const struct item *rule = box_at(page, black(), i);
        if (mm(rule->y) > last && fabs(mm(rule->height) - 0.35) < NEAR && mm(rule->width) > 155)
            return rule;
    }
    fail_msg("page %d isn't closed", page->number);
    return NULL;
}

static void each_piece_is_closed(void **state)
{
    (void)state;
    struct table *high = table(2, 2, 1, "目标");
    high->row[1].cell[1].para = text(han(6000));
    struct block block = table_block(high);
    const struct pages *parts[] = {table_below(10, 60), set(document(FORMAT_PLAIN, &block, 1))};
    for (int i = 0; i < 2; i++) {
        assert_true(parts[i]->count > 1);
        for (int p = 0; p < parts[i]->count; p++) {
            const struct item *rule = closing_rule(&parts[i]->page[p]);
            assert_mm(rule->x, 28);
            assert_mm(rule->width, 156);
        }
    }
}

static void the_note_keeps_its_distance(void **state)
{
    (void)state;
    const struct page *page = &table_below(3, 10)->page[0];
    const struct item *rule = closing_rule(page);
    assert_true(top_of(line_at(page, "table-note", 0)) >= mm(rule->y + rule->height) + 1);
}

/* Four columns of 39 mm; a cell over two of them, and beside it one over two rows: no rule goes through
 * either. */
static void no_rule_cuts_a_cell(void **state)
{
    (void)state;
    struct table *t = table(4, 4, 1, "目标");
    for (int c = 0; c < 4; c++)
        t->column[c].width = 700;
    t->row[1].cell[0].colspan = t->row[1].cell[2].rowspan = 2;
    t->row[1].cell_count = t->row[2].cell_count = 3;
    struct block block = table_block(t);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    double first = mm(line_at(page, "cell", 0)->y), second = mm(line_at(page, "cell", 3)->y);
    int verticals = 0, horizontals = 0;
    for (int i = 0; box_at(page, black(), i); i++) {
        const struct item *rule = box_at(page, black(), i);
        double top = mm(rule->y), foot = mm(rule->y + rule->height), right = mm(rule->x + rule->width);
        if (rule->height > rule->width && fabs(mm(rule->x) - 67) < 1) {
            verticals++;
            assert_false(top < first && foot > first);
        } else if (rule->width > rule->height && top > first && foot < second) {
            horizontals++;
            assert_true(right < 28 + 3 * 39 + 1);
        }
    }
    assert_int_equal(verticals, 3); /* in the other rows */
    assert_int_equal(horizontals, 1);
}

/* 36 rows in groups of so many, whose last column is a cell over the group with a text of three lines. */
static struct table *grouped(int rows)
{
    struct table *t = table(37, COLUMNS, 1, "目标");
    for (int c = 0; c < COLUMNS; c++)
        t->column[c].width = 700;
    for (int r = 1; r < 37; r++) {
        t->row[r].cell_count = (r - 1) % rows == 0 ? COLUMNS : COLUMNS - 1;
        t->row[r].cell[COLUMNS - 1] = cell(han(28));
        t->row[r].cell[COLUMNS - 1].rowspan = rows;
    }
    return t;
}

/* The text of the span that begins with line i stands in the middle of some of the rows. */
static void check_span(const struct page *page, int i)
{
    const struct line_note *first = line_at(page, "cell", i), *last = line_at(page, "cell", i + 2);
    double middle = (top_of(first) + top_of(last)) / 2, off = 1000;
    for (int k = 0; k < lines_of(page, "cell"); k++)
        for (int l = k; l < lines_of(page, "cell"); l++) {
            const struct line_note *a = line_at(page, "cell", k), *b = line_at(page, "cell", l);
            if (strcmp(a->text, "目标") == 0 && strcmp(b->text, "目标") == 0)
                off = fmin(off, fabs((top_of(a) + top_of(b)) / 2 - middle));
        }
    assert_true(off < NEAR);
}

/* Rows that a cell reaches over stand on two pages where they fill the first one, and the cell's text on
 * both, with room for it; where they don't, a tenth of the page stays empty at most. */
static void a_cell_goes_on(void **state)
{
    (void)state;
    int parted = 0, whole = 0;
    for (int lines = 1; lines <= 20; lines++)
        for (int rows = 4; rows <= 18; rows += rows == 6 ? 3 : rows == 4 ? 2 : 9) {
            struct block blocks[] = {paragraph(lines), table_block(grouped(rows))};
            const struct pages *pages = set(document(FORMAT_PLAIN, blocks, 2));
            int texts = 0;
            for (int p = 0; p < pages->count; p++) {
                const struct page *page = &pages->page[p];
                int here = 0, cells = lines_of(page, "cell");
                for (int i = 0; i < cells; i++)
                    if (strcmp(line_at(page, "cell", i)->text, "目标") != 0 && here++ % 3 == 0)
                        check_span(page, i);
                assert_int_equal(here % 3, 0);
                texts += here / 3;
                if (p + 1 < pages->count && cells > 0 && rows >= 9) /* fewer have no room for two texts */
                    assert_true(262 - mm(closing_rule(page)->y) < 22.5 + 9);
            }
            parted += texts > 36 / rows;
            whole += texts == 36 / rows;
        }
    assert_true(parted > 10 && whole > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_row_stands_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_piece_is_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_note_keeps_its_distance, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cell_goes_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_rule_cuts_a_cell, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
