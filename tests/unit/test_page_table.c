/* Tables and charts: column widths, heads, rows whole, hostile shapes, and that nothing leaves its place. */
#include "page_fixture.h"

static const char *const figures[] = {"85.7", "100.0", "9", "−0.5", "12345.67"};

/* The frame fills the measure, every rule is inside it, and the text below returns to the grid. */
static void frame(void **state)
{
    (void)state;
    struct block blocks[] = {paragraph(2), table_block(table(5, 4, 1, "目标完成情况")), paragraph(2)};
    const struct page *page = &set(document(FORMAT_PLAIN, blocks, 3))->page[0];
    double left = 1000, right = 0, top = 1000, bottom = 0;
    const struct item *rule;
    for (int i = 0; (rule = box_at(page, black(), i)); i++) {
        left = fmin(left, mm(rule->x));
        right = fmax(right, mm(rule->x + rule->width));
        top = fmin(top, mm(rule->y));
        bottom = fmax(bottom, mm(rule->y + rule->height));
    }
    assert_near(left, 28, NEAR);
    assert_near(right, 184, NEAR);
    assert_true(top > top_of(line_at(page, "p", 1)) + ZI_MM);
    assert_true(bottom < top_of(line_at(page, "p", 2)));
    assert_true(row_of(line_at(page, "p", 2)) > 0);
    assert_int_equal(lines_of(page, "cell"), 16);
    assert_int_equal(lines_of(page, "head-cell"), 4);
}

/* The head comes again on each page, as no content; rows are whole; each row stands once. */
static void head_repeated(void **state)
{
    (void)state;
    struct table *t = table(80, 3, 2, "目标");
    for (int r = 2; r < 80; r++)
        t->row[r].cell[0].para = text(arena_printf(arena, "%d", r));
    struct block block = table_block(t);
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    assert_true(pages->count >= 2);
    int next = 2;
    for (int p = 0; p < pages->count; p++) {
        const struct page *page = &pages->page[p];
        assert_int_equal(lines_of(page, "head-cell"), 6);
        for (int i = 0; i < page->line_count; i++)
            if (strcmp(page->line[i].kind, "cell") == 0 && strcmp(page->line[i].text, "目标") != 0)
                assert_int_equal(atoi(page->line[i].text), next++);
        for (int i = 0; i < page->item_count && p > 0; i++)
            if (page->item[i].kind == ITEM_GLYPHS &&
                mm(page->item[i].y) < mm(line_at(page, "cell", 0)->y) - 1)
                assert_int_equal(page->item[i].node, -1);
        assert_inside(page);
    }
    assert_int_equal(next, 80);
}

/* A link of the head is one on the first page, and none where the head comes again. */
static void repeated_heads_lead_nowhere(void **state)
{
    (void)state;
    struct block blocks[] = {paragraph(1), table_block(table(60, 2, 1, "说明"))};
    blocks[0].id = "a";
    blocks[1].table->row[0].cell[0].para.run[0].to = "a";
    const struct pages *pages = set(document(FORMAT_PLAIN, blocks, 2));
    assert_true(pages->count > 1);
    assert_int_equal(pages->page[0].link_count, 1);
    for (int p = 1; p < pages->count; p++)
        assert_int_equal(pages->page[p].link_count, 0);
}

/* Columns take what their content needs: a number little, a long text much, and no label is broken for it. */
static void widths(void **state)
{
    (void)state;
    struct table *t = table(6, 3, 1, "序号");
    for (int r = 1; r < 6; r++) {
        t->row[r].cell[0].para = text("1");
        t->row[r].cell[1].para = text(han(60));
        t->row[r].cell[2].para = text("未报送");
    }
    struct block block = table_block(t);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    assert_inside(page);
    int broken = 0;
    for (int i = 0; i < page->line_count; i++)
        broken += strcmp(page->line[i].text, "未报送") == 0;
    assert_int_equal(broken, 5);
    assert_true(mm(line_at(page, "cell", 1)->width) > 100);
    /* widths as given, in 字, add up to the measure */
    t->column[0].width = 200;
    t->column[1].width = 1000;
    t->column[2].width = 1600;
    page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    const struct line_note *second = line_at(page, "cell", 1);
    assert_true(mm(second->x) > 28 + 2 * ZI_MM && mm(second->x + second->width) < 28 + 12 * ZI_MM);
}

/* Width goes where it saves lines: to the column of many cells that just don't fit, from that of one long
 * cell. */
static void least_height(void **state)
{
    (void)state;
    struct table *t = table(9, 2, 0, "");
    for (int r = 0; r < 9; r++) {
        t->row[r].cell[0].para = text(han(22));
        t->row[r].cell[1].para = text(han(r ? 15 : 70));
    }
    struct block block = table_block(t);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    int whole = 0;
    for (int i = 0; i < page->line_count; i++)
        whole += strlen(page->line[i].text) == 3 * 22 || strlen(page->line[i].text) == 3 * 15;
    assert_int_equal(whole, 9 + 8);
}

/* Decimal points of a column stand below each other; a word among them is centred. */
static void decimals(void **state)
{
    (void)state;
    struct table *t = table(6, 2, 0, "未报送");
    t->column[1].align = ALIGN_DECIMAL;
    for (int r = 0; r < 5; r++) {
        t->row[r].cell[0].para = text(han(200));
        t->row[r].cell[1].para = text(figures[r]);
    }
    struct block block = table_block(t);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    /* Where the point of each figure begins: the right end of its digits before it. */
    double point[5] = {0}, left = 1000, right = 0;
    int seen = 0;
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS || item->node < 0)
            continue;
        double end = 0;
        bool is_figure = false;
        for (int g = 0; g < item->run.count; g++) {
            const struct glyph *glyph = &item->run.glyph[g];
            if (glyph->text[0] == '.')
                break;
            is_figure = is_figure || (glyph->text[0] >= '0' && glyph->text[0] <= '9');
            end = mm(item->x + glyph->dx + glyph->advance);
        }
        if (is_figure && seen < 5)
            point[seen++] = end;
    }
    assert_int_equal(seen, 5);
    for (int i = 1; i < 5; i++)
        assert_near(point[i], point[0], NEAR);
    /* All of them inside the column, the widest extent in its middle. */
    for (int i = 0; i < page->line_count; i++)
        for (int f = 0; f < 5; f++)
            if (strcmp(page->line[i].text, figures[f]) == 0) {
                left = fmin(left, mm(page->line[i].x));
                right = fmax(right, mm(page->line[i].x + page->line[i].width));
            }
    double rule = 0;
    for (int i = 0; box_at(page, black(), i); i++) {
        const struct item *box = box_at(page, black(), i);
        if (box->height > box->width && mm(box->x) > 30 && mm(box->x) < 180)
            rule = mm(box->x + box->width / 2);
    }
    assert_true(left > rule && right < 184);
    assert_near((left + right) / 2, (rule + 184) / 2, NEAR);
}

/* Cells over rows and columns: the rows of one are not parted, and one that no page can hold isn't tied. */
static void spans(void **state)
{
    (void)state;
    struct table *t = table(40, 3, 1, "目标");
    for (int r = 1; r < 40; r += 3) {
        t->row[r].cell[0] = cell("分组");
        t->row[r].cell[0].rowspan = 3;
        for (int k = 1; k < 3 && r + k < 40; k++)
            t->row[r + k].cell_count = 2;
    }
    struct block block = table_block(t);
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    for (int p = 0; p + 1 < pages->count; p++) {
        /* two cells a row and one a group: a whole number of groups has seven cells each */
        assert_int_equal(lines_of(&pages->page[p], "cell") % 7, 0);
        assert_inside(&pages->page[p]);
    }
    t->row[1].cell[0].rowspan = 1000000;
    t->row[1].cell[1].colspan = 1000000;
    t->row[1].cell_count = 2; /* no column is left for a third */
    pages = set(document(FORMAT_PLAIN, &block, 1));
    for (int p = 0; p < pages->count; p++)
        assert_inside(&pages->page[p]);
}

/* An imprint that would stand on a page with nothing else finds room where the last attachment's rows get
 * closer. */
static void room_for_imprint(void **state)
{
    (void)state;
    int closer = 0, alone = 0;
    for (int rows = 24; rows < 40; rows++) {
        const struct pages *pages = set_attached(table_block(table(rows, 3, 1, "目标")));
        const struct page *page = &pages->page[pages->count - 1];
        bool tight = page->remark && strstr(page->remark, "tables set closer");
        assert_int_equal(lines_of(page, "imprint"), 2);
        closer += tight;
        alone += lines_of(page, "cell") == 0;
        if (tight)
            assert_true(lines_of(page, "cell") > 0);
    }
    assert_true(closer >= 2);
    assert_int_equal(alone, 0);
}

/* A row higher than a page goes on over several, no line lost. */
static void high_row(void **state)
{
    (void)state;
    struct table *t = table(3, 2, 1, "目标");
    t->row[1].cell[1].para = text(han(9000));
    struct block block = table_block(t);
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    size_t bytes = 0;
    for (int p = 0; p < pages->count; p++) {
        assert_inside(&pages->page[p]);
        for (int i = 0; i < pages->page[p].line_count; i++)
            if (strcmp(pages->page[p].line[i].kind, "cell") == 0)
                bytes += strlen(pages->page[p].line[i].text);
    }
    assert_int_equal(bytes, 9000 * 3 + 3 * strlen("目标"));
}

/* More columns than a table may have are an error; rows without cells and no columns still make a table. */
static void odd_shapes(void **state)
{
    (void)state;
    struct block block = table_block(table(2, COLUMNS_MOST, 0, "一"));
    assert_int_equal(lines_of(&set(document(FORMAT_PLAIN, &block, 1))->page[0], "cell"), 2 * COLUMNS_MOST);
    block = table_block(table(2, COLUMNS_MOST + 1, 0, "一"));
    assert_refused(document(FORMAT_PLAIN, &block, 1), "doesn't fit on a page: more than 64 columns");
    struct table *ragged = table(4, 3, 4, "目标");
    ragged->row[0].cell_count = 0;
    ragged->row[2].cell_count = 1;
    ragged->column_count = 0;
    block = table_block(ragged);
    assert_inside(&set(document(FORMAT_PLAIN, &block, 1))->page[0]);
    struct table *none = table(0, 0, 0, "");
    block = table_block(none);
    assert_int_equal(set(document(FORMAT_PLAIN, &block, 1))->count, 1);
    struct table *empty = table(3, 3, 1, "");
    empty->row[1].height = 200;
    block = table_block(empty);
    set(document(FORMAT_PLAIN, &block, 1));
}

/* ---- charts ---- */

static struct block chart_block(enum chart_kind kind, int bars)
{
    static const char *const labels[] = {
        "创建全国重点实验室", "重组省重点实验室中企业牵头或参与的省重点实验室所占的比重", "新能源整车产量"};
    struct chart *c = arena_alloc(arena, sizeof *c);
    c->kind = kind;
    c->alt = "图";
    c->due_key = "应达进度";
    c->bar = arena_array(arena, (size_t)bars, sizeof *c->bar);
    c->bar_count = bars;
    for (int i = 0; i < bars; i++) {
        struct bar *b = &c->bar[i];
        *b = (struct bar){.label = labels[i % 3], .text = "●6家，85.7%", .tint = TINT_GREEN};
        b->has_value = b->has_due = true;
        b->value = (double[]){85.7, 180, -3}[i % 3];
        b->due = 75;
        b->part = arena_array(arena, 2, sizeof *b->part);
        b->part[0] = (struct bar_part){TINT_GREEN, i};
        b->part[1] = (struct bar_part){TINT_GREY, 2};
        b->part_count = 2;
    }
    return (struct block){.kind = BLOCK_CHART, .chart = c};
}

/* Bars as long as their values on one scale, the tick at what was due, a value beyond the scale cut at its
 * end. */
static void bars(void **state)
{
    (void)state;
    struct block block = chart_block(CHART_PROGRESS, 3);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    const struct colour green = {0x1E, 0x7B, 0x34}, track = {0xEC, 0xEC, 0xEC};
    const struct item *first = box_at(page, green, 0), *second = box_at(page, green, 1);
    assert_non_null(first);
    assert_non_null(second);
    assert_null(box_at(page, green, 2)); /* nothing below zero */
    double whole = mm(second->width);    /* 150 % */
    assert_near(mm(first->width), whole * 85.7 / 150, NEAR);
    const struct item *tick = NULL;
    for (int i = 0; !tick && box_at(page, black(), i); i++)
        if (mm(box_at(page, black(), i)->x) > mm(first->x) + 1)
            tick = box_at(page, black(), i);
    assert_non_null(tick);
    assert_near(mm(tick->x + tick->width / 2), mm(first->x) + whole * 75 / 150, NEAR);
    int cuts = 0;
    for (int i = 0; i < page->item_count; i++)
        cuts += page->item[i].kind == ITEM_SHAPE;
    assert_int_equal(cuts, 1);
    assert_non_null(box_at(page, track, 0));
}

/* Labels, bars and texts keep clear of each other, row by row. */
static void no_overlap(void **state)
{
    (void)state;
    for (int kind = CHART_PROGRESS; kind <= CHART_LIGHTS; kind++) {
        struct block block = chart_block((enum chart_kind)kind, 60);
        const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
        assert_true(pages->count >= 2);
        for (int p = 0; p < pages->count; p++) {
            const struct page *page = &pages->page[p];
            assert_inside(page);
            for (int i = 0; i < page->line_count; i++)
                for (int k = 0; k < i; k++) {
                    const struct line_note *a = &page->line[i], *b = &page->line[k];
                    bool apart = a->x >= b->x + b->width || b->x >= a->x + a->width ||
                                 top_of(a) >= top_of(b) + mm(b->size) - NEAR ||
                                 top_of(b) >= top_of(a) + mm(a->size) - NEAR;
                    assert_true(apart);
                }
        }
    }
}

/* Each part of a parted chart ends in the scale, as content only the last; one of lights has none. */
static void scale_below_each_part(void **state)
{
    (void)state;
    for (int bars = 40; bars <= 60; bars++) {
        struct block block = chart_block(CHART_PROGRESS, bars);
        const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
        int last = pages->count - 1;
        assert_true(last >= 1);
        for (int p = 0; p <= last; p++) {
            const struct page *page = &pages->page[p];
            int lines = lines_of(page, "chart");
            assert_inside(page);
            static const char *const scale[] = {"0", "50%", "100%", "150%"};
            for (int i = 0; i < 4; i++) {
                const struct line_note *l = line_at(page, "chart", lines - 4 + i);
                assert_string_equal(l->text, scale[i]);
                assert_int_equal(
                    l->x,
                    line_at(&pages->page[last], "chart", lines_of(&pages->page[last], "chart") - 4 + i)->x);
            }
            const struct item *item = &page->item[page->item_count - 1];
            assert_true(item->kind == ITEM_GLYPHS && (item->node >= 0) == (p == last));
        }
    }
    struct block block = chart_block(CHART_LIGHTS, 60);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    for (int i = 0; i < page->line_count; i++)
        assert_null(strstr(page->line[i].text, "50%"));
}

/* A small chart isn't parted. */
static void whole_chart(void **state)
{
    (void)state;
    struct block blocks[] = {paragraph(16), chart_block(CHART_PROGRESS, 12)};
    const struct pages *pages = set(document(FORMAT_PLAIN, blocks, 2));
    assert_int_equal(lines_of(&pages->page[0], "chart"), 0);
    assert_string_equal(pages->page[0].remark, "6 blank: a chart stays whole");
}

/* Yet no page stays empty by a third for one: it is set closer, or else parted. */
static void no_page_is_empty_before_a_chart(void **state)
{
    (void)state;
    bool closer = false, parted = false;
    for (int bars = 8; bars <= 24; bars++)
        for (int lines = 2; lines <= 15; lines++) {
            struct block blocks[] = {paragraph(lines), chart_block(CHART_PROGRESS, bars), paragraph(4)};
            const struct pages *pages = set(document(FORMAT_PLAIN, blocks, 3));
            const char *remark = pages->page[pages->count - 1].remark;
            closer = closer || (remark && strstr(remark, "charts set closer"));
            parted = parted || (remark && strstr(remark, "charts parted"));
            if (pages->count == 1)
                continue;
            const struct page *page = &pages->page[0];
            double end = 37;
            for (int i = 0; i < page->line_count; i++)
                if (strcmp(page->line[i].kind, "page-number") != 0)
                    end = fmax(end, top_of(&page->line[i]) + mm(page->line[i].size));
            assert_true(262 - end < 8.5 * HANG_MM);
        }
    assert_true(closer && parted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(frame, set_up, tear_down),
        cmocka_unit_test_setup_teardown(head_repeated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(repeated_heads_lead_nowhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(widths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(least_height, set_up, tear_down),
        cmocka_unit_test_setup_teardown(decimals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spans, set_up, tear_down),
        cmocka_unit_test_setup_teardown(room_for_imprint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(high_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(odd_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bars, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_overlap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_page_is_empty_before_a_chart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(scale_below_each_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(whole_chart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
