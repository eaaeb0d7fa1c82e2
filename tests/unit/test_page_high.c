/* What is higher than a page, and so much of it that its height is no length any more: all of it is set on
 * the paper, or the document is refused. */
#include "page_fixture.h"

/* The greatest height of a row, in hundredths of a line; forty of them are no length. */
enum { HIGH = 10000 };

/* Whether a line stands inside the type area of its page. */
static bool is_inside(const struct line_note *l)
{
    return top_of(l) >= 37 - NEAR && top_of(l) + mm(l->size) <= 262 + NEAR;
}

/* Bytes of the lines of a kind; all of these stand inside the type area. */
static size_t bytes_of(const struct pages *pages, const char *kind)
{
    size_t bytes = 0;
    for (int p = 0; p < pages->count; p++)
        for (int i = 0; i < pages->page[p].line_count; i++) {
            const struct line_note *l = &pages->page[p].line[i];
            if (strcmp(l->kind, kind) != 0)
                continue;
            assert_true(is_inside(l));
            bytes += strlen(l->text);
        }
    return bytes;
}

static const struct pages *table_set_alone(const struct table *t)
{
    struct block block = table_block(t);
    return set(document(FORMAT_PLAIN, &block, 1));
}

/* A head too high to come again is set once, as rows like any others. */
static void high_head(void **state)
{
    (void)state;
    struct table *t = table(41, 1, 40, "目标");
    for (int r = 0; r < 40; r++)
        t->row[r].height = HIGH;
    const struct pages *pages = table_set_alone(t);
    assert_int_equal(bytes_of(pages, "head-cell"), 40 * strlen("目标"));
    assert_int_equal(bytes_of(pages, "cell"), strlen("目标"));
}

/* Rows that no page can hold aren't tied by a cell that spans them. */
static void high_span(void **state)
{
    (void)state;
    struct table *t = table(40, 2, 0, "目标");
    for (int r = 0; r < 40; r++) {
        t->row[r].height = HIGH;
        t->row[r].cell_count = r ? 1 : 2;
    }
    t->row[0].cell[0].rowspan = 40;
    assert_int_equal(bytes_of(table_set_alone(t), "cell"), 80 * strlen("目标"));
}

/* Such a cell goes on over the pages and has its text on each, so that no row lacks a column; in the logical
 * structure it is one. */
static void high_span_comes_again(void **state)
{
    (void)state;
    struct table *t = table(90, 3, 1, "目标");
    for (int r = 2; r < 90; r++)
        t->row[r].cell_count = 2;
    t->row[1].cell[0].rowspan = 89;
    t->row[1].cell[0].header = t->row[1].cell[0].row_header = true;
    const struct pages *pages = table_set_alone(t);
    int rows = 0, pieces = 0, covered = 0;
    for (int i = 0; i < pages->node_count; i++) {
        const struct node *n = &pages->node[i];
        if (n->role == ROLE_ROW && ++rows > 1)
            assert_true(pages->node[i + 1].row_scope || rows <= covered);
        if (n->role == ROLE_HEADER_CELL && n->row_scope) {
            assert_int_equal(rows, pieces ? covered + 1 : 2);
            covered = rows + n->rowspan - 1;
            pieces++;
        }
    }
    assert_int_equal(rows, 90);
    assert_int_equal(covered, 90);
    assert_int_equal(pieces, 1);
    for (int p = 0; p < pages->count; p++) {
        const struct page *page = &pages->page[p];
        int cells = lines_of(page, "cell");
        assert_int_equal(cells % 2, 1);
        assert_true(p + 1 == pages->count || cells > 2 * 30); /* and no page stays half empty for it */
        double first = mm(line_at(page, "cell", 0)->y), last = mm(line_at(page, "cell", cells - 1)->y);
        assert_near(mm(line_at(page, "cell", 2)->y), (first + last) / 2, NEAR);
    }
}

/* Nor are those that got too high by another span's text, or by their own. */
static void span_made_high(void **state)
{
    (void)state;
    for (int longest = 300; longest < 6000; longest += 300) {
        struct table *t = table(5, 3, 0, "目标");
        int from[] = {0, 1, 0}; /* by column, where a cell over two rows begins */
        for (int c = 0; c < 3; c++)
            t->column[c].width = 600;
        for (int r = 0; r < 5; r++) {
            t->row[r].cell_count = 0;
            for (int c = 0; c < 3; c++) {
                bool spans = r >= from[c] && (r - from[c]) % 2 == 0 && r + 1 < 5;
                if (r > from[c] && !spans && (r - from[c]) % 2 == 1)
                    continue;
                struct cell *one = &t->row[r].cell[t->row[r].cell_count++];
                *one = cell(c == 1 && spans ? han(longest) : "目标");
                one->rowspan = spans ? 2 : 1;
            }
        }
        size_t expected = 0;
        for (int r = 0; r < 5; r++)
            for (int i = 0; i < t->row[r].cell_count; i++)
                expected += strlen(t->row[r].cell[i].para.run[0].text);
        size_t set = bytes_of(table_set_alone(t), "cell"), again = (set - expected) / strlen("目标");
        assert_int_equal(set,
                         expected + again * strlen("目标")); /* short texts come again in their second row */
        assert_true(again <= 4);
    }
}

/* So many lines in a cell that their pitches are no length in sum. */
static void high_cell(void **state)
{
    (void)state;
    struct table *t = table(2, 2, 0, "目标");
    t->column[0].width = 200;
    t->column[1].width = 2600;
    t->row[0].cell[0] = cell(han(12000));
    assert_int_equal(bytes_of(table_set_alone(t), "cell"), 12000 * 3 + 3 * strlen("目标"));
}

/* A name of so many characters that it is no length. */
static void high_name(void **state)
{
    (void)state;
    struct table *t = table(1, 2, 0, "目标");
    const char *list = arena_printf(arena, "%s、甲", han(12000));
    t->row[0].cell[0] = cell(list);
    assert_int_equal(bytes_of(table_set_alone(t), "cell"), strlen(list) + strlen("目标"));
}

/* Whether a table may be parted is asked of its whole height. */
static void high_table(void **state)
{
    (void)state;
    struct table *t = table(400, 1, 0, "目标");
    for (int r = 0; r < 400; r++)
        t->row[r].height = 1000;
    const struct pages *pages = table_set_alone(t);
    assert_int_equal(pages->count, 200);
    assert_string_equal(pages->page[100].remark, "1 blank: the next piece is whole");
}

static struct document *chart_document(const char *string, int bars)
{
    struct chart *chart = arena_alloc(arena, sizeof *chart);
    *chart = (struct chart){.kind = CHART_PROGRESS, .alt = "图", .bar_count = bars};
    chart->bar = arena_array(arena, (size_t)bars, sizeof *chart->bar);
    for (int i = 0; i < bars; i++)
        chart->bar[i] = (struct bar){.label = "甲", .text = string, .tint = TINT_GREEN};
    struct block block = {.kind = BLOCK_CHART, .chart = chart};
    return document(FORMAT_PLAIN, &block, 1);
}

/* The text beside a bar isn't parted. Bars high but no higher than a page are all set. */
static void high_bar(void **state)
{
    (void)state;
    assert_refused(chart_document(han(3000), 1), "doesn't fit on a page: chart: 甲");
    assert_refused(chart_document(han(120000), 1), "doesn't fit on a page");
    const struct pages *pages = set(chart_document(han(540), 220));
    assert_int_equal(bytes_of(pages, "chart"), 220 * (540 * 3 + strlen("甲") + strlen("050%100%")));
}

/* A head of more signers than a page has room for. */
static void high_head_of_document(void **state)
{
    (void)state;
    struct block block = paragraph(1);
    struct document *d = document(FORMAT_FILE, &block, 1);
    set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
    d->head.signer = arena_array(arena, 8000, sizeof *d->head.signer);
    for (int i = 0; i < 8000; i++)
        d->head.signer[i].name = "张三";
    d->head.signer_count = 2;
    set(d);
    d->head.signer_count = 100;
    assert_refused(d, "doesn't fit on a page");
    d->head.signer_count = 8000;
    assert_refused(d, "doesn't fit on a page");
}

/* An imprint is one piece, which stands on one page. */
static void high_imprint(void **state)
{
    (void)state;
    for (int count = 2000; count <= 200000; count *= 100) {
        struct block block = paragraph(1);
        struct document *d = document(FORMAT_FILE, &block, 1);
        struct imprint_line cc = {"抄送：", text(han(count))};
        d->imprint = (struct imprint){&cc, 1, NULL, NULL, false};
        assert_refused(d, "doesn't fit on a page: imprint: 抄送：");
    }
}

/* Addressees of more lines than are a length leave no room for the text, and go over to further pages. */
static void high_addressees(void **state)
{
    (void)state;
    struct block block = paragraph(1);
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    d->to = text(han(28 * 3700));
    assert_int_equal(bytes_of(set(d), "to"), 28 * 3700 * 3);
}

/* What must stand on one line, and is no longer on it. */
static void long_line(void **state)
{
    (void)state;
    struct block block = paragraph(1);
    struct document *d = document(FORMAT_FILE, &block, 1);
    set_mark(d, "云溪省人民政府", han(1000));
    assert_refused(d, "doesn't fit on a page");
    struct document *chart = chart_document("一", 1);
    struct chart_key key = {han(200), TINT_GREEN};
    struct chart with_key = *chart->body.block[0].chart;
    with_key.key = &key;
    with_key.key_count = 1;
    chart->body.block[0].chart = &with_key;
    assert_refused(chart, "doesn't fit on a page: chart: 作工");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(high_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_span, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_span_comes_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(span_made_high, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_bar, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_head_of_document, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_imprint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_addressees, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_line, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
