/* Lists of names; tables: columns that share well, and tables set closer where a page would be nearly empty.
 */
#include "fixed_font.h"
#include "page_fixture.h"

#define SIZE_MM (10.5 * 25.4 / 72)

/* ---- lists of names ---- */

static const struct page *one_cell(double width, const char *string)
{
    struct table *t = table(2, 2, 1, "序号");
    t->column[1].width = (int)(width * 100);
    t->row[1].cell[1] = cell(string);
    struct block block = table_block(t);
    return &set(document(FORMAT_PLAIN, &block, 1))->page[0];
}

static bool ends_with(const char *string, const char *end)
{
    size_t n = strlen(string), m = strlen(end);
    return n >= m && strcmp(string + n - m, end) == 0;
}

/* Lines end between two names, and no joiner is left in what is drawn or dumped. */
static void names_stay_whole(void **state)
{
    (void)state;
    static const char list[] = "省工业和信息化厅、省科技厅、省教育厅、省发展改革委、省人力资源社会保障厅";
    int lines[30] = {0};
    for (int width = 8; width <= 26; width++) {
        const struct page *page = one_cell(width, list);
        char whole[sizeof list] = "";
        for (int i = 0; i < lines_of(page, "cell"); i++) {
            const char *line = line_at(page, "cell", i)->text;
            if (strcmp(line, "序号") == 0)
                continue;
            strcat(whole, line);
            lines[width]++;
            assert_true(strcmp(whole, list) == 0 || ends_with(line, "、"));
        }
        assert_string_equal(whole, list);
    }
    assert_int_equal(lines[8], 4);
    assert_int_equal(lines[26], 1);
}

/* A name longer than the cell is broken like any text; text that is no list of names isn't touched. */
static void what_is_no_list(void **state)
{
    (void)state;
    const struct page *page = one_cell(7, "国家金融监督管理总局山东监管局、省科技厅");
    assert_false(ends_with(line_at(page, "cell", 1)->text, "、"));
    assert_int_equal(diag_errors(diag), 0);
    page = one_cell(7, "举办家电、家居等促消费活动");
    assert_false(ends_with(line_at(page, "cell", 1)->text, "、"));
    page = one_cell(9, "推广首台（套）技术装备、首批次新材料、首版次高端软件");
    assert_false(ends_with(line_at(page, "cell", 1)->text, "、"));
}

/* Names of 抄送 that would have to be spread over the line stand ragged and whole; a line that is nearly full
 * is filled. */
static void copies_are_not_spread(void **state)
{
    (void)state;
    struct block block = paragraph(3);
    struct document *d = document(FORMAT_FILE, &block, 1);
    set_mark(d, "云溪省数据局文件", "云数〔2025〕1号");
    struct imprint_line cc = {"抄送：", text("省委办公厅，省人大常委会办公厅，省政府办公厅，省政协办公厅。")};
    d->imprint = (struct imprint){&cc, 1, "云溪省数据局办公室", "2025年12月2日印发", false};
    const struct line_note *line = line_at(&set(d)->page[0], "imprint", 1);
    assert_string_equal(line->text, "省委办公厅，省人大常委会办公厅，省政府办公厅，");
    assert_int_equal(line->stretch, 0);
    cc.names = text("省委办公厅，省人大常委会办公厅，省科技厅，省法院，省政协办公厅。");
    line = line_at(&set(d)->page[0], "imprint", 1);
    assert_in_range(line->stretch, 1, 100);
    assert_near(mm(line->x + line->width), 184 - ZI_MM, NEAR);
}

/* ---- figures ---- */

static hb_bool_t no_digit(hb_font_t *font, void *data, hb_codepoint_t c, hb_codepoint_t *glyph, void *user)
{
    return (c < '0' || c > '9') && fixed_glyph(font, data, c, glyph, user);
}

/* A figure whose digits no font has is a cell without lines: an error, and no crash. */
static void figure_without_glyphs(void **state)
{
    (void)state;
    struct fixed fixed;
    fixed_make(&fixed);
    hb_font_funcs_t *funcs = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(funcs, no_digit, NULL, NULL);
    for (int i = 0; i < 2; i++) {
        hb_font_t *whole = fixed.font[i].hb;
        fixed.font[i].hb = hb_font_create_sub_font(whole);
        hb_font_set_funcs(fixed.font[i].hb, funcs, NULL, NULL);
        hb_font_destroy(whole);
    }
    hb_font_funcs_destroy(funcs);
    struct table *t = table(2, 2, 0, "目标");
    t->column[1].align = ALIGN_DECIMAL;
    t->row[1].cell[1] = cell("12");
    struct block block = table_block(t);
    assert_null(typeset(document(FORMAT_PLAIN, &block, 1), fixed.set, NULL, arena, diag));
    assert_true(diag_errors(diag) > 0);
    fixed_free(&fixed);
}

/* ---- columns ---- */

/* How many lines of the cells on a page are this text. */
static int whole_cells(const struct page *page, const char *string)
{
    int whole = 0;
    for (int i = 0; i < lines_of(page, "cell"); i++)
        whole += strcmp(line_at(page, "cell", i)->text, string) == 0;
    return whole;
}

/* Rows are two lines high whatever the text does; yet the text that many rows share gets the width. */
static void text_gets_what_is_spare(void **state)
{
    (void)state;
    enum { ROWS = 9 };
    struct table *t = table(ROWS, 3, 1, "目标");
    const char *title = han(20);
    t->column[1].width = 400;
    for (int r = 1; r < ROWS; r++) {
        t->row[r].cell[0] = cell(title);
        t->row[r].cell[1] = cell(han(8));
        t->row[r].cell[2] = cell(han(r < 6 ? 20 : 2));
    }
    struct block block = table_block(t);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    assert_int_equal(whole_cells(page, title), ROWS - 1);
}

/* A column of short contents has each on one line, though the column of long ones beside it has three more
 * rows of two lines for it. */
static void short_contents_stay_whole(void **state)
{
    (void)state;
    enum { ROWS = 12 };
    struct table *t = table(ROWS, 2, 1, "目标");
    t->width = 1330; /* 18.6 characters and what is blank beside them */
    for (int r = 1; r < ROWS; r++) {
        t->row[r].cell[0] = cell(han(r < 4 ? 12 : 20));
        t->row[r].cell[1] = cell(han(r > 4 ? 7 : 2));
    }
    struct block block = table_block(t);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    assert_int_equal(whole_cells(page, han(12)), 0);
    assert_int_equal(whole_cells(page, han(7)), 7);
}

/* A table of long texts beside lists of names, where the longest of these leaves the texts four characters;
 * how many of its rows have such a text. Returns the lines of the table's last text. */
static int text_beside_names(int texts, bool *whole)
{
    enum { ROWS = 9 };
    static const char names[] = "省工业和信息化厅、省科技厅";
    struct table *t = table(ROWS, 2, 1, "目标");
    t->width = 930; /* 13.9 characters of small type, less what is blank beside them */
    for (int r = 1; r < ROWS; r++) {
        t->row[r].cell[0] = cell(han(r >= ROWS - texts ? 24 : 2));
        t->row[r].cell[1] = cell(r == 1 ? names : "省厅");
    }
    struct block block = table_block(t);
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    *whole = whole_cells(page, "省工业和信息化厅、") == 1;
    int lines = 0;
    for (int i = lines_of(page, "cell") - 1; i >= 0; i--)
        lines += strncmp(line_at(page, "cell", i)->text, "省", strlen("省")) != 0;
    return texts > 0 ? (lines - (ROWS - 1 - texts)) / texts : 0;
}

/* Names stay whole for the sake of a few lines; they don't where that would squeeze a column of text to a few
 * characters. */
static void names_give_way_to_text(void **state)
{
    (void)state;
    bool whole;
    assert_in_range(text_beside_names(1, &whole), 6, 8);
    assert_true(whole);
    assert_in_range(text_beside_names(8, &whole), 3, 4);
    assert_false(whole);
}

/* ---- nearly empty pages ---- */

static struct document *attached(int rows)
{
    struct document *d = document(FORMAT_PLAIN, NULL, 0);
    struct block *block = arena_alloc(arena, sizeof *block);
    *block = table_block(table(rows, 2, 0, "目标"));
    d->attachment = arena_alloc(arena, sizeof *d->attachment);
    *d->attachment = (struct attachment){"a", "附件", text("名单"), {block, 1}, false};
    d->attachment_count = 1;
    return d;
}

/* Where up to 15 per cent off the rows before it make room for a page with little on it, rows are set closer.
 */
static void tables_set_closer(void **state)
{
    (void)state;
    int closer = 0;
    for (int rows = 20; rows <= 120; rows++) {
        const struct pages *pages = set(attached(rows));
        const struct page *first = &pages->page[0], *last = &pages->page[pages->count - 1];
        double high = top_of(line_at(first, "cell", 2)) - top_of(line_at(first, "cell", 0));
        double full = 1.8 * SIZE_MM;
        bool changed = high < full - NEAR;
        int on_last = lines_of(last, "cell") / 2;
        assert_true(high > 0.85 * full - NEAR && high < full + NEAR);
        assert_true(changed == (last->remark && strstr(last->remark, "tables set closer")));
        if (changed)
            assert_true(pages->count == 1 || on_last * high > 225.0 / 4);
        else if (pages->count > 1 && on_last * high < 225.0 / 4)
            assert_true(on_last > (rows - on_last) / 9 - pages->count);
        closer += changed;
    }
    assert_true(closer > 3);
}

/* ---- counted lights ---- */

/* Each shape beside a bar has its light's colour, with and without a key. */
static void shapes_in_colour(void **state)
{
    (void)state;
    struct bar_part parts[] = {{TINT_GREEN, 3}, {TINT_LIGHT_RED, 1}};
    struct bar bar = {.label = "省科技厅", .text = "●3 ■1", .part = parts, .part_count = 2};
    struct chart_key keys[] = {{"●正常", TINT_GREEN}, {"■滞后", TINT_LIGHT_RED}};
    struct chart chart = {.kind = CHART_LIGHTS, .key = keys, .bar = &bar, .bar_count = 1};
    for (chart.key_count = 0; chart.key_count <= 2; chart.key_count += 2) {
        struct block block = {.kind = BLOCK_CHART, .chart = &chart};
        const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
        int green = 0, red_ones = 0;
        for (int i = 0; i < page->item_count; i++) {
            const struct glyph_run *run = &page->item[i].run;
            if (page->item[i].kind != ITEM_GLYPHS || page->item[i].x < 56000 * 100)
                continue;
            green += memcmp(run->glyph[0].text, "●", 3) == 0 && run->colour.g > 100 && run->colour.r < 100;
            red_ones += memcmp(run->glyph[0].text, "■", 3) == 0 && run->colour.r > 150 && run->colour.g < 60;
        }
        assert_int_equal(green, 1);
        assert_int_equal(red_ones, 1);
    }
}

/* A shape beside a bar of another light has the colour that the key gives it. */
static void shapes_have_the_key_s_colour(void **state)
{
    (void)state;
    struct bar bar = {.label = "甲", .text = "■1家", .tint = TINT_GREEN, .has_value = true, .value = 50};
    struct chart_key keys[] = {{"●正常", TINT_GREEN}, {"■滞后", TINT_LIGHT_RED}};
    struct chart chart = {.kind = CHART_PROGRESS, .key = keys, .key_count = 2, .bar = &bar, .bar_count = 1};
    struct block block = {.kind = BLOCK_CHART, .chart = &chart};
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    int shapes = 0;
    for (int i = 0; i < page->item_count; i++) {
        const struct glyph_run *run = &page->item[i].run;
        if (page->item[i].kind != ITEM_GLYPHS || memcmp(run->glyph[0].text, "■", 3) != 0)
            continue;
        shapes++;
        assert_true(run->colour.r > 150 && run->colour.g < 60);
    }
    assert_int_equal(shapes, 2);
}

/* The scale ends with the next quarter of a hundred, so that a bar of 125 % is as long as one of 150 %; a
 * label takes 16 characters a line at most. */
static void bars_fill_their_column(void **state)
{
    (void)state;
    const struct colour green = {0x1E, 0x7B, 0x34};
    struct bar bar = {.label = han(40), .text = "a", .tint = TINT_GREEN, .has_value = true};
    struct chart chart = {.kind = CHART_PROGRESS, .bar = &bar, .bar_count = 1};
    struct block block = {.kind = BLOCK_CHART, .chart = &chart};
    double width[2];
    for (int i = 0; i < 2; i++) {
        bar.value = i ? 150 : 125;
        const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
        assert_non_null(box_at(page, green, 0));
        width[i] = mm(box_at(page, green, 0)->width);
        assert_true(mm(line_at(page, "chart", 0)->width) <= 16 * SIZE_MM + NEAR);
    }
    assert_near(width[0], width[1], NEAR);
}

/* What is tried on the way to a head's lines isn't told: they fit in the end. */
static void balanced_heads_tell_nothing(void **state)
{
    (void)state;
    struct table *t = table(2, 3, 1, "乙项");
    struct run runs[] = {{.kind = RUN_TEXT, .text = "一"}, {.kind = RUN_BREAK},
                         {.kind = RUN_TEXT, .text = "二"}, {.kind = RUN_BREAK},
                         {.kind = RUN_TEXT, .text = "三"}, {.kind = RUN_BREAK},
                         {.kind = RUN_TEXT, .text = "四"}};
    t->row[0].cell[1].para = (struct para){.run = runs, .run_count = 7};
    struct block block = table_block(t);
    assert_int_equal(lines_of(&set(document(FORMAT_PLAIN, &block, 1))->page[0], "head-cell"), 6);
    assert_true(diag_is_empty(diag));
}

/* A count stands in its bar in all its digits. */
static void counts_are_whole(void **state)
{
    (void)state;
    struct bar_part part = {TINT_GREEN, 1000000};
    struct bar bar = {.label = "甲", .text = "a", .part = &part, .part_count = 1};
    struct chart chart = {.kind = CHART_LIGHTS, .bar = &bar, .bar_count = 1};
    struct block block = {.kind = BLOCK_CHART, .chart = &chart};
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    bool found = false;
    for (int i = 0; i < page->line_count; i++)
        found = found || strcmp(page->line[i].text, "1000000") == 0;
    assert_true(found);
}

/* The lines of a label stand closer to each other than to those of the bars beside theirs. */
static void labels_hang_together(void **state)
{
    (void)state;
    enum { BARS = 4, LINES = 3 };
    struct bar bars[BARS];
    for (int i = 0; i < BARS; i++)
        bars[i] = (struct bar){.label = i % 2 ? "甲" : han(40), .text = "", .tint = TINT_GREEN};
    struct chart chart = {.kind = CHART_PROGRESS, .bar = bars, .bar_count = BARS};
    struct block block = {.kind = BLOCK_CHART, .chart = &chart};
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    double y[2 * LINES + 2];
    for (int i = 0; i < 2 * LINES + 2; i++)
        y[i] = mm(line_at(page, "chart", i)->y);
    double within = y[1] - y[0];
    assert_near(y[2] - y[1], within, NEAR);
    assert_true(y[3] - y[2] > within + 1);
    assert_true(y[4] - y[3] > within + 1);
}

/* How many boxes of this colour a page has. */
static int boxes_in(const struct page *page, struct colour colour)
{
    int count = 0;
    while (box_at(page, colour, count))
        count++;
    return count;
}

/* What isn't known is a ring in the key, so its part is an outline with a black count; under another shape it
 * is filled like any part. */
static void a_ring_s_part_is_hollow(void **state)
{
    (void)state;
    struct colour white = {255, 255, 255};
    struct bar_part parts[] = {{TINT_GREEN, 9}, {TINT_GREY, 7}};
    struct bar bar = {.label = "甲", .text = "", .part = parts, .part_count = 2};
    struct chart_key keys[] = {{"○未报送", TINT_GREY}};
    struct chart chart = {.kind = CHART_LIGHTS, .bar = &bar, .bar_count = 1, .key = keys, .key_count = 1};
    struct block block = {.kind = BLOCK_CHART, .chart = &chart};
    const struct page *page = &set(document(FORMAT_PLAIN, &block, 1))->page[0];
    assert_int_equal(boxes_in(page, white), 1);
    const struct item *hollow = box_at(page, white, 0);
    struct colour ink = black();
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->item[i];
        bool inside = item->x > hollow->x && item->x < hollow->x + hollow->width;
        if (item->kind == ITEM_GLYPHS && inside && item->y < hollow->y + hollow->height)
            assert_memory_equal(&item->run.colour, &ink, sizeof ink);
    }
    keys[0].text = "●未报送";
    assert_int_equal(boxes_in(&set(document(FORMAT_PLAIN, &block, 1))->page[0], white), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_stay_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(copies_are_not_spread, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figure_without_glyphs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_gets_what_is_spare, set_up, tear_down),
        cmocka_unit_test_setup_teardown(short_contents_stay_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_give_way_to_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(labels_hang_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_ring_s_part_is_hollow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_set_closer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shapes_in_colour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shapes_have_the_key_s_colour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bars_fill_their_column, set_up, tear_down),
        cmocka_unit_test_setup_teardown(balanced_heads_tell_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_are_whole, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
