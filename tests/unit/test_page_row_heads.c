/* Rows of a table that head others: where they stand, and that they come again where these go on to another
 * page. */
#include "page_fixture.h"

/* A row that heads others isn't the last on a page. */
static void row_heads(void **state)
{
    (void)state;
    for (int rows = 30; rows < 40; rows++) {
        struct table *t = table(60, 3, 1, "目标");
        t->row[rows].cell[0] = cell("（一）分组");
        t->row[rows].cell[0].colspan = 3;
        t->row[rows].cell_count = 1;
        struct block block = table_block(t);
        const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
        const struct page *page = &pages->page[0];
        const char *last = "";
        for (int i = 0; i < page->line_count; i++)
            last = page->line[i].text;
        assert_string_not_equal(last, "（一）分组");
    }
}

static void head_row(struct table *t, int r, const char *string, bool header)
{
    t->row[r].cell[0] = cell(string);
    t->row[r].cell[0].colspan = 3;
    t->row[r].cell[0].header = header;
    t->row[r].cell_count = 1;
}

/* A head across the table between its rows comes again above those that go on to a page, as no content, and
 * not above the next such head; data across the table don't. */
static void row_heads_repeated(void **state)
{
    (void)state;
    for (int second = 50; second < 90; second++) {
        struct table *t = table(120, 3, 1, "目标");
        head_row(t, 1, "（一）分组", true);
        head_row(t, second, "（二）分组", true);
        head_row(t, 100, "合计", false);
        struct block block = table_block(t);
        const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
        for (int p = 0; p < pages->count; p++) {
            const struct page *page = &pages->page[p];
            const struct line_note *first = line_at(page, "head-cell", 3);
            int groups = lines_of(page, "head-cell") - 3;
            assert_in_range(groups, 1, 2);
            if (groups == 2)
                assert_string_equal(first->text, "（一）分组");
            assert_true(top_of(first) < top_of(line_at(page, "cell", 0)));
            assert_true(top_of(first) > mm(line_at(page, "head-cell", 2)->y) + 1); /* below the head */
            if (groups == 2) /* with rows between them */
                assert_true(top_of(line_at(page, "head-cell", 4)) > top_of(line_at(page, "cell", 0)));
            assert_inside(page);
        }
        int nodes = 0;
        for (int i = 0; i < pages->node_count; i++)
            nodes += pages->node[i].role == ROLE_HEADER_CELL;
        assert_int_equal(nodes, 3 + 2);
    }
}

/* The lines of head cells that say more than 目标. */
static int group_lines(const struct page *page)
{
    int count = 0;
    for (int i = 0; i < page->line_count; i++)
        count += strcmp(page->line[i].kind, "head-cell") == 0 && strlen(page->line[i].text) > strlen("目标");
    return count;
}

/* What comes again leaves the rows below their room, whole or in slices; what would take too much of a page,
 * or stands in a table of one column, doesn't come again. */
static void row_heads_leave_room(void **state)
{
    (void)state;
    static const struct {
        int columns, characters; /* of the head cell */
        bool again;
    } cases[] = {{3, 4, true}, {3, 140, true}, {3, 450, false}, {1, 4, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int size = 900; size < 1600; size += 50) {
            struct table *t = table(7, cases[i].columns, 1, "目标");
            head_row(t, 1, han(cases[i].characters), true);
            t->row[1].cell[0].colspan = cases[i].columns;
            for (int r = 2; r < 7; r++)
                t->row[r].cell[0].para = text(han(size));
            struct block block = table_block(t);
            const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
            int first = group_lines(&pages->page[0]);
            assert_true(pages->count > 1 && first > 0);
            for (int p = 0; p < pages->count; p++) {
                assert_inside(&pages->page[p]);
                assert_int_equal(group_lines(&pages->page[p]), p == 0 || cases[i].again ? first : 0);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(row_heads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(row_heads_repeated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(row_heads_leave_room, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
