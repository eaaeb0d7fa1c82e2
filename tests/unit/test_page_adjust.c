/* 7.3.5.5: line and character pitch of the pages before a signature, where it would part from its text. */
#include "page_fixture.h"

#define LINES_LEAST 21
#define LINES_MOST 23

/* Number of characters in all lines of the text. */
static int characters(const struct pages *pages)
{
    int count = 0;
    for (int p = 0; p < pages->count; p++)
        for (int i = 0; i < pages->page[p].line_count; i++)
            if (strcmp(pages->page[p].line[i].kind, "p") == 0)
                count += (int)strlen(pages->page[p].line[i].text) / 3;
    return count;
}

/* The pitch of a page's text in mm, which must be the same between any two neighbours; that of the standard
 * where there is but one line. */
static double even_pitch(const struct page *page)
{
    double pitch = 0;
    for (int i = 1; i < lines_of(page, "p"); i++) {
        double step = top_of(line_at(page, "p", i)) - top_of(line_at(page, "p", i - 1));
        if (pitch > 0)
            assert_near(step, pitch, NEAR);
        pitch = step;
    }
    return pitch > 0 ? pitch : HANG_MM;
}

/* Grid rows of that pitch which stay empty below the page's text. */
static int blank_rows(const struct page *page)
{
    const struct line_note *last = line_at(page, "p", lines_of(page, "p") - 1);
    return (int)((262 - top_of(last) - ZI_MM) / even_pitch(page) + 0.01);
}

/* Full lines reach from edge to edge, whatever the pitch of their characters; returns whether that is changed
 * on any. */
static bool check_lines(const struct page *page)
{
    bool changed = false;
    for (int i = 0; i < lines_of(page, "p"); i++) {
        const struct line_note *line = line_at(page, "p", i);
        if (line->last)
            continue;
        double track = (156 - 27 * ZI_MM) / 26;
        assert_mm(line->x + line->width, 184);
        int count = (int)strlen(line->text) / 3;
        bool indented = mm(line->x) > 30;
        changed = changed || (line->stretch == 0 && count != (indented ? 26 : 28));
        assert_true(count >= (indented ? 25 : 27) - (line->stretch > 0) && count <= (indented ? 27 : 29));
        if (indented)
            assert_near(mm(line->x), 28 + 2 * ZI_MM, 2 * track + NEAR);
    }
    return changed;
}

/* The text begins at the type area's top, or below a head on a row of the page's own grid or of the
 * standard's.
 */
static void check_first_row(const struct page *page, bool below_head)
{
    double row = (top_of(line_at(page, "p", 0)) - 37) / even_pitch(page);
    assert_true(fabs(row - round(row)) < 0.01 || (below_head && row_of(line_at(page, "p", 0)) > 0));
    assert_true(below_head ? row > 1 : row < 0.01);
}

static const struct pages *check(const struct document *d, int expected, bool *rows, bool *columns)
{
    const struct pages *pages = set(d);
    const struct page *last = &pages->page[pages->count - 1];
    assert_int_equal(lines_of(last, "signature"), 2);
    assert_true(lines_of(last, "p") >= 2);
    assert_int_equal(characters(pages), expected);
    if (pages->count > 1)
        assert_true(blank_rows(&pages->page[pages->count - 2]) <= 2);
    for (int p = 0; p < pages->count; p++) {
        const struct page *page = &pages->page[p];
        double lines = 21 * HANG_MM / even_pitch(page) + 1;
        bool changed = fabs(lines - 22) > 0.01, tracked = check_lines(page);
        assert_near(lines, round(lines), 0.01);
        assert_true(lines > LINES_LEAST - 0.01 && lines < LINES_MOST + 0.01);
        check_first_row(page, p == 0 && d->head.mark_count > 0);
        if (changed || tracked) {
            assert_true(p >= pages->count - 3);
            assert_non_null(strstr(page->remark, "7.3.5.5"));
        }
        if (lines_of(page, "signature") > 1)
            assert_near(top_of(line_at(page, "signature", 1)) - top_of(line_at(page, "signature", 0)),
                        even_pitch(page), NEAR);
        *rows = *rows || changed;
        *columns = *columns || tracked;
    }
    return pages;
}

/* Whether two pages before the last one have a changed pitch. */
static bool two_pages_changed(const struct pages *pages)
{
    int count = 0;
    for (int p = 0; p + 1 < pages->count; p++)
        count += fabs(even_pitch(&pages->page[p]) - HANG_MM) > NEAR;
    return count > 1;
}

/* Whatever the length of the text, it shares the signature's page and leaves no gap before it. */
static void one_paragraph(void **state)
{
    (void)state;
    bool rows = false, columns = false;
    for (int lines = 14; lines <= 70; lines++) {
        struct block block = paragraph(lines);
        struct document *d = document(FORMAT_PLAIN, &block, 1);
        set_signature(d, "云溪省数据局", "2025年12月1日");
        check(d, 28 * lines - 2, &rows, &columns);
    }
    assert_true(rows);
}

/* A text of so many lines with `items` 附件 below it and a signature. */
static struct document *listing(int lines, int items)
{
    struct block block = paragraph(lines);
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    d->attachment_label = "附件：";
    d->item = arena_array(arena, (size_t)items, sizeof *d->item);
    for (int i = 0; i < items; i++)
        d->item[i] = (struct attachment_item){"1.", NULL, text("名单")};
    d->item_count = items;
    set_signature(d, "云溪省数据局", "2025年12月1日");
    return d;
}

/* A long list of 附件 below the text asks for more than one page can give, and where two can give it both are
 * changed. */
static void two_pages(void **state)
{
    (void)state;
    int two = 0;
    for (int lines = 36; lines <= 70; lines++) {
        const struct pages *pages = set(listing(lines, 3));
        assert_int_equal(characters(pages), 28 * lines - 2);
        assert_true(lines_of(&pages->page[pages->count - 1], "p") >= 2);
        if (two_pages_changed(pages)) {
            two++;
            assert_true(blank_rows(&pages->page[pages->count - 2]) <= 2);
        }
    }
    assert_true(two > 3);
}

/* Where no pitch helps, none is changed: rows further apart only look fewer. */
static void no_change_without_gain(void **state)
{
    (void)state;
    const struct page *page = &set(listing(12, 8))->page[0];
    assert_int_equal(lines_of(page, "p"), 10);
    assert_near(even_pitch(page), HANG_MM, NEAR);
    assert_null(strstr(page->remark, "7.3.5.5"));
}

static void many_paragraphs(void **state)
{
    (void)state;
    bool rows = false, columns = false;
    for (int count = 4; count <= 24; count++)
        for (int extra = 1; extra < 4; extra++) {
            struct block blocks[30];
            int sum = 0;
            for (int i = 0; i < count; i++) {
                int n = 28 * (1 + (i + extra) % 4) - 2 + (i % 3 ? 4 : 0);
                blocks[i] = (struct block){.kind = BLOCK_PARAGRAPH, .para = text(han(n))};
                sum += n;
            }
            struct document *d = document(FORMAT_PLAIN, blocks, count);
            set_signature(d, "云溪省数据局", "2025年12月1日");
            check(d, sum, &rows, &columns);
        }
    assert_true(rows);
    assert_true(columns);
}

/* Where each line of the kind begins: where the page's paragraphs do. */
static void check_indent(const struct page *page, const char *kind, length indent)
{
    for (int i = 0; i < lines_of(page, kind); i++)
        if (line_at(page, kind, i)->x < 28 * LENGTH_MM + 3 * LENGTH_ZI)
            assert_int_equal(line_at(page, kind, i)->x, indent);
}

/* Headings and 附件说明 go with the text in its other pitch of characters. */
static void all_of_a_page_is_adjusted(void **state)
{
    (void)state;
    int adjusted = 0;
    for (int count = 4; count <= 24; count += 2)
        for (int extra = 1; extra < 4; extra++) {
            struct block blocks[30];
            for (int i = 0; i < count; i++) {
                int n = 28 * (1 + (i + extra) % 4) - 2 + (i % 3 ? 4 : 0);
                blocks[i] = (struct block){.kind = BLOCK_PARAGRAPH, .para = text(han(n))};
                if (i % 5 == 0)
                    blocks[i] = (struct block){.kind = BLOCK_HEADING, .level = 1, .para = text("标题")};
            }
            struct document *d = document(FORMAT_PLAIN, blocks, count);
            d->attachment_label = "附件：";
            d->item = arena_alloc(arena, sizeof *d->item);
            d->item[0] = (struct attachment_item){NULL, NULL, text("名单")};
            d->item_count = 1;
            set_signature(d, "云溪省数据局", "2025年12月1日");
            const struct pages *pages = set(d);
            for (int p = 0; p < pages->count; p++) {
                const struct page *page = &pages->page[p];
                int last = lines_of(page, "p") - 1;
                while (last >= 0 && line_at(page, "p", last)->x == 28 * LENGTH_MM)
                    last--;
                if (last < 0 || !page->remark || !strstr(page->remark, "characters a line"))
                    continue;
                adjusted += lines_of(page, "h1") > 0;
                check_indent(page, "h1", line_at(page, "p", last)->x);
                check_indent(page, "attachment-note", line_at(page, "p", last)->x);
            }
        }
    assert_true(adjusted > 0);
}

/* Below a head the grid begins at the type area's top as on other pages; the head itself stays. */
static void below_a_head(void **state)
{
    (void)state;
    bool rows = false, columns = false;
    double head = 0;
    for (int lines = 6; lines <= 36; lines++) {
        struct block block = paragraph(lines);
        struct document *d = document(FORMAT_FILE, &block, 1);
        set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
        d->title = text("关于公共数据管理工作的通报");
        set_signature(d, "云溪省数据局", "2025年12月1日");
        const struct pages *pages = check(d, 28 * lines - 2, &rows, &columns);
        double title = top_of(line_at(&pages->page[0], "title", 0));
        assert_true(head <= 0 || fabs(title - head) < NEAR);
        head = title;
    }
    assert_true(rows);
}

/* No pitch moves the text further from the title than it stands on the standard's grid. */
static void no_further_from_the_title(void **state)
{
    (void)state;
    int wider = 0;
    for (int characters = 10; characters <= 70; characters += 20) {
        double standard = 0, most = 0;
        for (int lines = 10; lines <= 60; lines++)
            for (int items = 1; items <= 4; items++) {
                struct document *d = listing(lines, items);
                d->format = FORMAT_FILE;
                set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
                d->title = text(han(characters));
                const struct page *page = &set(d)->page[0];
                double below = top_of(line_at(page, "p", 0)) - top_of(line_at(page, "title", 0));
                double pitch = even_pitch(page);
                most = fmax(most, below);
                standard = fabs(pitch - HANG_MM) < NEAR ? below : standard;
                wider += pitch > HANG_MM + NEAR;
            }
        assert_near(most, standard, NEAR);
    }
    assert_true(wider > 3);
}

/* Neither a blank that a chart or table leaves nor one of two rows is anybody's reason to change the pitch.
 */
static void only_for_the_signature(void **state)
{
    (void)state;
    struct block blocks[3] = {paragraph(17), table_block(table(8, 2, 1, "目标")), paragraph(2)};
    struct document *d = document(FORMAT_PLAIN, blocks, 3);
    set_signature(d, "云溪省数据局", "2025年12月1日");
    const struct pages *pages = set(d);
    assert_int_equal(pages->count, 2);
    assert_int_equal(row_of(line_at(&pages->page[0], "p", 16)), 17);
    assert_null(strstr(pages->page[0].remark, "7.3.5.5"));
    blocks[0] = paragraph(22);
    d = document(FORMAT_PLAIN, blocks, 1);
    set_signature(d, "云溪省数据局", "2025年12月1日");
    pages = set(d);
    assert_int_equal(row_of(line_at(&pages->page[0], "p", 19)), 20);
    assert_null(strstr(pages->page[0].remark, "7.3.5.5"));
}

/* Wherever the text ends, the imprint has two lines of it or more, and the signature, on its page; and no gap
 * comes of it where a pitch can do away with it. */
static void imprint_beside_text(void **state)
{
    (void)state;
    int carried = 0, gaps = 0;
    for (int lines = 14; lines <= 70; lines++)
        for (int sign = 0; sign <= 1; sign++) {
            struct block block = paragraph(lines);
            struct document *d = document(FORMAT_PLAIN, &block, 1);
            d->imprint = (struct imprint){NULL, 0, "云溪省数据局办公室", "2025年12月2日印发", false};
            struct imprint_line cc = {"抄送：", text("省委办公厅。")};
            d->imprint.line = &cc;
            d->imprint.line_count = 1;
            if (sign)
                set_signature(d, "云溪省数据局", "2025年12月1日");
            const struct pages *pages = set(d);
            const struct page *last = &pages->page[pages->count - 1];
            assert_true(lines_of(last, "imprint") > 0);
            assert_true(lines_of(last, "p") >= 2);
            assert_int_equal(lines_of(last, "signature"), 2 * sign);
            if (pages->count > 1) {
                const struct page *before = &pages->page[pages->count - 2];
                carried += before->remark && strstr(before->remark, "imprint");
                gaps += blank_rows(before) > 2;
            }
        }
    assert_true(carried > 0 && gaps < 12);
}

/* A row as high as the page doesn't go along: the page before would be all but empty. */
static void no_page_is_emptied_for_the_imprint(void **state)
{
    (void)state;
    int alone = 0;
    for (int count = 1200; count <= 1650; count += 50) {
        const struct block blocks[] = {paragraph(1), table_block(table(1, 1, 0, han(count)))};
        struct document *d = document(FORMAT_PLAIN, blocks, 2);
        struct imprint_line cc = {"抄送：", text("省委办公厅。")};
        d->imprint = (struct imprint){&cc, 1, "云溪省数据局办公室", "2025年12月2日印发", false};
        const struct pages *pages = set(d);
        assert_true(lines_of(&pages->page[0], "cell") > 0);
        alone += pages->count == 2 && lines_of(&pages->page[1], "cell") == 0;
    }
    assert_true(alone > 0);
}

/* Behind the text of a last attachment too. */
static void imprint_beside_an_attachment(void **state)
{
    (void)state;
    int parted = 0;
    for (int lines = 10; lines <= 50; lines++) {
        const struct pages *pages = set_attached(paragraph(lines));
        const struct page *page = &pages->page[pages->count - 1];
        assert_int_equal(lines_of(page, "imprint"), 2);
        assert_true(lines_of(page, "p") >= 2);
        parted += pages->count > 1;
    }
    assert_true(parted > 10);
}

/* A pitch that leaves most of the gap is not taken: the pages keep the standard's grid. */
static void no_change_for_little(void **state)
{
    (void)state;
    int left = 0;
    for (int lines = 30; lines <= 70; lines++)
        for (int items = 3; items <= 8; items++) {
            const struct pages *pages = set(listing(lines, items));
            const struct page *before = &pages->page[pages->count > 1 ? pages->count - 2 : 0];
            if (pages->count < 2 || blank_rows(before) <= 2)
                continue;
            int standard = 22 - (lines % 22 - 2);
            bool adjusted = before->remark && strstr(before->remark, "7.3.5.5");
            assert_true(!adjusted || 2 * blank_rows(before) <= standard);
            left += !adjusted;
        }
    assert_true(left > 20);
}

/* A line that would stand alone on the last page comes back to the one before it, or another joins it. */
static void no_line_alone(void **state)
{
    (void)state;
    for (int count = 20; count <= 70; count++) {
        struct block blocks[70];
        for (int i = 0; i < count; i++)
            blocks[i] = (struct block){.kind = BLOCK_PARAGRAPH, .para = text("末。")};
        const struct pages *pages = set(document(FORMAT_PLAIN, blocks, count));
        int last = lines_of(&pages->page[pages->count - 1], "p");
        assert_true(last > 1);
        if (count % 22 == 1) {
            assert_int_equal(pages->count, count / 22);
            assert_non_null(strstr(pages->page[pages->count - 1].remark, "23 rows"));
        }
    }
    /* but no rows of a table go over to it */
    for (int lines = 3; lines <= 12; lines++)
        for (int rows = 12; rows <= 30; rows++) {
            struct block blocks[] = {paragraph(lines), table_block(table(rows, 2, 1, "目标")), paragraph(1)};
            const struct pages *pages = set(document(FORMAT_PLAIN, blocks, 3));
            const struct page *last = &pages->page[pages->count - 1];
            assert_true(!last->remark || !strstr(last->remark, "21 rows"));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_paragraph, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_change_without_gain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_paragraphs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_of_a_page_is_adjusted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(below_a_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_further_from_the_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_for_the_signature, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imprint_beside_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_page_is_emptied_for_the_imprint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imprint_beside_an_attachment, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_change_for_little, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_line_alone, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
