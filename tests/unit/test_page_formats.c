/* The formats' elements where GB/T 9704-2012 puts them: heads, titles, signature, imprint, page numbers. */
#include "page_fixture.h"

static struct document *formal(enum format format, int body_lines)
{
    struct block block = paragraph(body_lines);
    struct document *d = document(format, &block, 1);
    set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
    d->title = text("关于公共数据管理工作的通报");
    d->to = text("各市人民政府：");
    return d;
}

/* 5.2: 22 lines of 28 characters, the first em box at the type area's top, the last one's foot at its bottom.
 */
static void full_pages(void **state)
{
    (void)state;
    struct block block = paragraph(50);
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    assert_int_equal(pages->count, 3);
    for (int p = 0; p < 2; p++) {
        assert_int_equal(lines_of(&pages->page[p], "p"), 22);
        for (int i = 0; i < 22; i++) {
            const struct line_note *l = line_at(&pages->page[p], "p", i);
            assert_int_equal(row_of(l), i + 1);
            if (p == 1) {
                assert_mm(l->x, 28);
                assert_mm(l->x + l->width, 184);
            }
        }
        assert_near(top_of(line_at(&pages->page[p], "p", 0)), 37, NEAR);
        assert_near(top_of(line_at(&pages->page[p], "p", 21)) + ZI_MM, 262, 0.1);
        assert_null(pages->page[p].remark);
    }
    assert_mm(line_at(&pages->page[0], "p", 0)->x, 28 + 2 * ZI_MM);
    assert_int_equal(lines_of(&pages->page[2], "p"), 6);
}

/* 7.2.4 to 7.2.7, 7.3.1, 7.3.2. */
static void file_head(void **state)
{
    (void)state;
    const struct page *page = &set(formal(FORMAT_FILE, 10))->page[0];
    double top, bottom;
    ink_of(page, red(), &top, &bottom);
    assert_near(top, 37 + 35, NEAR);
    const struct line_note *mark = line_at(page, "mark", 0), *number = line_at(page, "number", 0);
    assert_mm(mark->x + mark->width / 2, 28 + 78);
    assert_near(top_of(number), bottom + 2 * HANG_MM, NEAR);
    assert_near(mm(number->x + number->width / 2), 28 + 78, 0.5); /* 〔 and 〕 trimmed at no edge */
    const struct item *line = box_at(page, red(), 0);
    assert_mm(line->x, 28);
    assert_mm(line->width, 156);
    assert_near(mm(line->y), top_of(number) + ZI_MM + 4, NEAR);
    const struct line_note *title = line_at(page, "title", 0);
    assert_near(mm(title->size), 22 * 25.4 / 72, NEAR);
    assert_near(top_of(title), mm(line->y + line->height) + 2 * HANG_MM, NEAR);
    double gap = top_of(line_at(page, "to", 0)) - top_of(title) - mm(title->size);
    assert_true(gap >= HANG_MM - NEAR && gap < 2 * HANG_MM);
    assert_int_equal(row_of(line_at(page, "p", 0)), row_of(line_at(page, "to", 0)) + 1);
    assert_true(row_of(line_at(page, "p", 0)) > 0);
}

/* 7.2.1 to 7.2.3: below each other; the level of secrecy keeps the second line. */
static void left_elements(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_FILE, 3);
    d->head.secrecy_level = "机密";
    d->head.secrecy_term = "1年";
    d->head.urgency = "特急";
    const struct page *page = &set(d)->page[0];
    assert_string_equal(line_at(page, "secrecy", 0)->text, "机密★1年");
    assert_int_equal(row_of(line_at(page, "secrecy", 0)), 2);
    assert_int_equal(row_of(line_at(page, "secrecy", 1)), 3);
    assert_mm(line_at(page, "secrecy", 1)->x, 28);
    d->head.copy_number = "000001";
    page = &set(d)->page[0];
    assert_int_equal(row_of(line_at(page, "number", 0)), 1);
    assert_int_equal(row_of(line_at(page, "secrecy", 1)), 3);
    d->head.secrecy_level = "机密★";
    assert_string_equal(line_at(&set(d)->page[0], "secrecy", 0)->text, "机密★1年");
}

/* A name of 40 characters stays on one line within the type area and is condensed for it. */
static void long_mark(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_FILE, 3);
    set_mark(d, han(40), "云政〔2025〕9号");
    d->head.mark_suffix = "文件";
    const struct page *page = &set(d)->page[0];
    const struct line_note *mark = line_at(page, "mark", 0);
    assert_int_equal(lines_of(page, "mark"), 1);
    assert_true(mm(mark->x) >= 28 && mm(mark->x + mark->width) <= 184);
    assert_true(mm(mark->width) > 130);
    assert_true(mm(mark->size) * 42 > mm(mark->width) * 1.4);
}

/* 10.1 */
static void letter_head(void **state)
{
    (void)state;
    const struct pages *pages = set(formal(FORMAT_LETTER, 40));
    const struct page *page = &pages->page[0];
    double top, bottom;
    ink_of(page, red(), &top, &bottom);
    assert_near(top, 30, NEAR);
    /* Items come in the order of drawing: the second double line with the page, the first with the head. */
    const struct item *thin = box_at(page, red(), 0), *thick = box_at(page, red(), 1);
    assert_true(thin->height < thick->height && thin->y < thick->y);
    assert_mm(thick->y + thick->height, 297 - 20);
    assert_mm(thick->x, 20);
    assert_mm(thick->width, 170);
    thick = box_at(page, red(), 2);
    thin = box_at(page, red(), 3);
    assert_true(thin->height < thick->height && thin->y > thick->y);
    assert_near(mm(thick->y), bottom + 4, NEAR);
    assert_mm(thick->x, 20);
    assert_mm(thick->width, 170);
    const struct line_note *number = line_at(page, "number", 0);
    assert_mm(number->x + number->width, 184);
    assert_near(top_of(number), mm(thin->y + thin->height) + ZI_MM * 7 / 8, NEAR);
    assert_near(top_of(line_at(page, "title", 0)), top_of(number) + ZI_MM + 2 * HANG_MM, NEAR);
    assert_int_equal(lines_of(page, "page-number"), 0);
    assert_int_equal(lines_of(&pages->page[1], "page-number"), 1);
    assert_null(box_at(&pages->page[1], red(), 0));
    for (int i = 0; i < page->line_count; i++)
        assert_true(top_of(&page->line[i]) + mm(page->line[i].size) < 297 - 20 - ZI_MM * 7 / 8);
}

/* 10.1: what stands below each other at the left keeps the title below it. */
static void letter_left_elements(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_LETTER, 3);
    d->head.copy_number = "000001";
    d->head.secrecy_level = "机密";
    d->head.urgency = "特急";
    const struct page *page = &set(d)->page[0];
    assert_int_equal(line_at(page, "number", 1)->y, line_at(page, "number", 0)->y);
    assert_mm(line_at(page, "secrecy", 1)->y - line_at(page, "number", 0)->y, 2 * HANG_MM);
    assert_near(top_of(line_at(page, "title", 0)), top_of(line_at(page, "secrecy", 1)) + ZI_MM + 2 * HANG_MM,
                NEAR);
}

/* 10.2: upper edge 20 below the type area's; no red line. */
static void order_head(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_ORDER, 3);
    d->title.run_count = d->to.run_count = 0;
    const struct page *page = &set(d)->page[0];
    double top, bottom;
    ink_of(page, red(), &top, &bottom);
    assert_near(top, 37 + 20, NEAR);
    assert_null(box_at(page, red(), 0));
    int number = row_of(line_at(page, "number", 0));
    assert_true(number > 0);
    assert_int_equal(row_of(line_at(page, "p", 0)), number + 3);
    /* the row nearest to two blank lines, however high the mark is */
    for (int characters = 8; characters <= 32; characters += 4) {
        set_mark(d, han(characters), "第9号");
        page = &set(d)->page[0];
        ink_of(page, red(), &top, &bottom);
        assert_near(top_of(line_at(page, "number", 0)), bottom + 2 * HANG_MM, HANG_MM / 2 + NEAR);
        assert_true(row_of(line_at(page, "number", 0)) > 0);
    }
}

/* 7.2.6: two signers a row, the number on the last row, one character in from the left. */
static void signers(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_FILE, 3);
    struct signer three[] = {{"签发人：", "甲某某"}, {NULL, "乙某某"}, {NULL, "丙某某"}};
    d->head.signer = three;
    d->head.signer_count = 3;
    const struct page *page = &set(d)->page[0];
    const struct line_note *label = line_at(page, "signer", 0), *first = line_at(page, "signer", 1);
    const struct line_note *second = line_at(page, "signer", 2), *third = line_at(page, "signer", 3);
    assert_string_equal(label->text, "签发人：");
    assert_true(label->x < first->x && first->x < second->x);
    assert_int_equal(first->y, second->y);
    assert_mm(second->x + second->width, 184 - ZI_MM);
    assert_int_equal(third->x, first->x);
    assert_mm(third->y - first->y, HANG_MM);
    assert_int_equal(line_at(page, "number", 0)->y, third->y);
    assert_mm(line_at(page, "number", 0)->x, 28 + ZI_MM);
    d->head.signer_count = 2;
    page = &set(d)->page[0];
    assert_int_equal(line_at(page, "signer", 1)->y, line_at(page, "signer", 2)->y);
    assert_mm(line_at(page, "signer", 2)->x + line_at(page, "signer", 2)->width, 184 - ZI_MM);
    /* a number that would meet them goes below */
    d->head.number = "云溪省数据工作领导小组办公室〔2025〕1234号";
    d->head.signer_count = 1;
    page = &set(d)->page[0];
    assert_mm(line_at(page, "number", 0)->y - line_at(page, "signer", 0)->y, HANG_MM);
    assert_mm(line_at(page, "number", 0)->x, 28 + ZI_MM);
    /* beside signers it keeps one character's distance: from the label, or from the names below that */
    for (int count = 1; count <= 3; count += 2) {
        d->head.signer_count = count;
        for (int characters = 8; characters <= 24; characters++) {
            d->head.number = han(characters);
            page = &set(d)->page[0];
            const struct line_note *right = line_at(page, "signer", count == 1 ? 0 : 3);
            bool beside = line_at(page, "number", 0)->y == right->y;
            assert_int_equal(beside, mm(right->x) - 28 >= (1 + characters + 1) * ZI_MM - NEAR);
        }
    }
    d->head.signer_count = 1;
    /* what no paper is wide enough for is refused */
    d->head.urgency = han(50);
    assert_refused(d, "secrecy: ");
}

/* 7.5: dashes 7 mm below the type area, odd pages one character in from the right, even ones from the left.
 */
static void page_numbers(void **state)
{
    (void)state;
    struct block block = paragraph(50);
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    for (int p = 0; p < 3; p++) {
        const struct line_note *n = line_at(&pages->page[p], "page-number", 0);
        assert_near(mm(n->size), 14 * 25.4 / 72, NEAR);
        if (p % 2)
            assert_mm(n->x, 28 + ZI_MM);
        else
            assert_mm(n->x + n->width, 184 - ZI_MM);
        /* The page number is drawn first: the ink of its dash. */
        const struct item *dash = &pages->page[p].item[0];
        hb_glyph_extents_t e;
        assert_true(hb_font_get_glyph_extents(dash->run.font->hb, dash->run.glyph[0].id, &e));
        assert_near(mm(dash->y) - e.y_bearing * mm(dash->run.size) / dash->run.font->upem, 262 + 7, NEAR);
        assert_int_equal(dash->node, -1);
    }
}

/* 7.3.5.2: the name two characters in, the date two right of its beginning; a longer date takes the edge. */
static void unsealed(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_FILE, 3);
    set_signature(d, "云溪省公共数据管理委员会", "2025年12月1日");
    const struct page *page = &set(d)->page[0];
    const struct line_note *name = line_at(page, "signature", 0), *date = line_at(page, "signature", 1);
    assert_mm(name->x + name->width, 184 - 2 * ZI_MM);
    assert_mm(date->x, mm(name->x) + 2 * ZI_MM);
    assert_mm(date->y - name->y, HANG_MM);
    assert_int_equal(row_of(name), row_of(line_at(page, "p", 2)) + 2);
    set_signature(d, "云溪省", "2025年12月31日");
    page = &set(d)->page[0];
    name = line_at(page, "signature", 0);
    date = line_at(page, "signature", 1);
    assert_mm(date->x + date->width, 184 - 2 * ZI_MM);
    assert_mm(name->x, mm(date->x) - 2 * ZI_MM);
}

/* 7.3.5.1: date four characters in, name centred on it, both in the seal's lower middle, its top within a
 * line of the text. */
static void sealed(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_PLAIN, 3);
    set_signature(d, "云溪省数据局", "2025年12月1日");
    struct picture seal_picture = {picture_file(300, 300), 0};
    d->signature.seal = &seal_picture;
    d->signature.seal_count = 1;
    for (int width = 30; width <= 50; width += 4) {
        seal_picture.width = width * 100;
        const struct page *page = &set(d)->page[0];
        const struct line_note *name = line_at(page, "signature", 0), *date = line_at(page, "signature", 1);
        const struct item *seal = NULL;
        for (int i = 0; i < page->item_count; i++)
            if (page->item[i].kind == ITEM_IMAGE)
                seal = &page->item[i];
        assert_non_null(seal);
        assert_mm(date->x + date->width, 184 - 4 * ZI_MM);
        assert_mm(name->x + name->width / 2, mm(date->x + date->width / 2));
        assert_mm(seal->x + seal->width / 2, mm(date->x + date->width / 2));
        assert_mm(seal->width, width);
        assert_mm(seal->height, width);
        double text_foot = top_of(line_at(page, "p", 2)) + ZI_MM, middle = mm(seal->y + seal->height / 2);
        assert_true(mm(seal->y) >= text_foot - NEAR && mm(seal->y) <= text_foot + HANG_MM);
        double pair = (top_of(name) + top_of(date) + ZI_MM) / 2;
        assert_true(pair > middle && pair < middle + width / 4.0);
        assert_true(row_of(name) > 0 && row_of(date) == row_of(name) + 1);
    }
    unlink(seal_picture.path);
}

static void bad_seals(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_FILE, 3);
    set_signature(d, "云溪省数据局", "2025年12月1日");
    struct picture seal_picture = {"/nonexistent/seal.png", 4200};
    d->signature.seal = &seal_picture;
    d->signature.seal_count = 1;
    assert_null(typeset(d, fonts, NULL, arena, diag));
    assert_int_equal(diag_status(diag), 66);
    const char *flat = picture_file(3000, 30);
    seal_picture.path = flat;
    assert_null(typeset(d, fonts, NULL, arena, diag));
    assert_int_equal(diag_errors(diag), 2);
    unlink(flat);
}

/* 7.4: the last rule on the type area's lower edge, heavy outside and light between; letters have none. */
static void imprint(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_FILE, 3);
    struct imprint_line cc = {
        "抄送：", text("省委办公厅，省人大常委会办公厅，省政协办公厅，省监委，省法院，省检察院，省军区。")};
    d->imprint = (struct imprint){&cc, 1, "云溪省数据局办公室", "2025年12月2日印发", false};
    const struct page *page = &set(d)->page[0];
    const struct item *first = box_at(page, black(), 0), *second = box_at(page, black(), 1),
                      *last = box_at(page, black(), 2);
    assert_mm(last->y + last->height, 262);
    assert_mm(first->height, 0.35);
    assert_mm(second->height, 0.25);
    assert_mm(last->height, 0.35);
    assert_mm(last->x, 28);
    assert_mm(last->width, 156);
    const struct line_note *label = line_at(page, "imprint", 0), *names = line_at(page, "imprint", 1);
    assert_string_equal(label->text, "抄送：");
    assert_mm(label->x, 28 + ZI_MM);
    assert_near(mm(names->size), 14 * 25.4 / 72, NEAR);
    assert_mm(names->x, 28 + ZI_MM + 3 * 14 * 25.4 / 72);
    assert_mm(line_at(page, "imprint", 2)->x, mm(names->x));
    d->format = FORMAT_LETTER;
    d->imprint.issued_by = d->imprint.issued_date = NULL;
    page = &set(d)->page[0];
    assert_null(box_at(page, black(), 0));
    assert_near(top_of(line_at(page, "imprint", 2)) + 14 * 25.4 / 72, 262, NEAR);
}

/* A long 印发机关 is broken between words, with the date beside its last line; nothing is printed over
 * another. */
static void imprint_of_a_long_office(void **state)
{
    (void)state;
    struct document *d = document(FORMAT_PLAIN, NULL, 0);
    d->imprint =
        (struct imprint){NULL, 0, "云溪省人民政府防范和处置非法集资及打击电信网络诈骗工作联席会议办公室",
                         "2025年11月30日印发", false};
    const struct page *page = &set(d)->page[0];
    const struct line_note *first = line_at(page, "imprint", 0), *second = line_at(page, "imprint", 1),
                           *date = line_at(page, "imprint", 2);
    assert_string_equal(first->text, "云溪省人民政府防范和处置非法集资及");
    assert_mm(first->x, 28 + ZI_MM);
    assert_mm(second->x, 28 + ZI_MM);
    assert_int_equal(date->y, second->y);
    assert_mm(date->x + date->width, 184 - ZI_MM);
    assert_true(second->x + second->width < date->x && first->x + first->width < date->x);
    const struct item *last = box_at(page, black(), 1);
    assert_mm(last->y + last->height, 262);
    assert_mm(last->y + last->height - box_at(page, black(), 0)->y, 8 + 6.6);
    /* a letter has none of it, and no page for it */
    d->format = FORMAT_LETTER;
    d->imprint.even = true;
    assert_int_equal(set(d)->count, 1);
}

/* Where the last page has no room the lines get closer; where that is too little, two of them go over to the
 * imprint's page. */
static void imprint_page(void **state)
{
    (void)state;
    struct block block = paragraph(22);
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    d->imprint = (struct imprint){NULL, 0, "云溪省数据局办公室", "2025年12月2日印发", false};
    const struct pages *pages = set(d);
    assert_int_equal(pages->count, 2);
    assert_int_equal(lines_of(&pages->page[1], "imprint"), 2);
    assert_int_equal(lines_of(&pages->page[1], "p"), 2);
    assert_string_equal(pages->page[0].remark, "2 blank: the imprint shares a page with text");
    d->body.block[0] = paragraph(21);
    pages = set(d);
    assert_int_equal(pages->count, 1);
    assert_non_null(strstr(pages->page[0].remark, "23 rows"));
    d->body.block[0] = paragraph(20);
    assert_int_equal(set(d)->count, 1);
    /* nor is a sideways page one for it */
    struct attachment one = {"a", "附件", text("名单"), {&block, 1}, true};
    block = paragraph(1);
    d->attachment = &one;
    d->attachment_count = 1;
    assert_int_equal(set(d)->count, 3);
}

/* On an even page when the document wants it; a blank page before it, and then its own, carry no number,
 * 7.5. */
static void imprint_even(void **state)
{
    (void)state;
    static const struct {
        int lines, pages; /* of the text; in all */
        bool blank;       /* the one before the imprint's */
    } cases[] = {
        {3, 2, false},                  /* page 1 has room, but is odd */
        {22, 2, false}, {30, 2, false}, /* page 2 has room */
        {44, 4, true},                  /* page 2 has none: 3 stays blank */
        {50, 4, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct block block = paragraph(cases[i].lines);
        struct document *d = document(FORMAT_PLAIN, &block, 1);
        d->imprint = (struct imprint){NULL, 0, "云溪省数据局办公室", "2025年12月2日印发", true};
        const struct pages *pages = set(d);
        assert_int_equal(pages->count, cases[i].pages);
        assert_int_equal(lines_of(&pages->page[pages->count - 1], "imprint"), 2);
        for (int p = 0; p < pages->count; p++) {
            bool none = cases[i].blank && p >= pages->count - 2;
            assert_int_equal(lines_of(&pages->page[p], "page-number"), !none);
            assert_int_equal(pages->page[p].printed, !none);
        }
        if (cases[i].blank)
            assert_int_equal(pages->page[pages->count - 2].item_count, 0);
    }
}

/* Watermark beneath the text on every page, at most 15 % tint. */
static void watermark(void **state)
{
    (void)state;
    struct document *d = formal(FORMAT_FILE, 40);
    d->watermark = "样例";
    const struct pages *pages = set(d);
    for (int p = 0; p < pages->count; p++) {
        const struct item *first = &pages->page[p].item[0], *second = &pages->page[p].item[1];
        assert_memory_equal(first->run.glyph[0].text, "样", 3);
        assert_memory_equal(second->run.glyph[0].text, "例", 3);
        assert_int_equal(first->node, -1);
        assert_true(first->run.colour.r >= 217 && first->run.colour.r < 250);
        assert_true(first->run.colour.r == first->run.colour.g && first->run.colour.g == first->run.colour.b);
    }
}

/* Addressees that fill page 1 are told where the document doesn't let them stand in the imprint. */
static void no_text_on_page_one(void **state)
{
    (void)state;
    struct block block = paragraph(5);
    struct document *d = document(FORMAT_FILE, &block, 1);
    set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
    d->title = text("关于公共数据管理工作的通报");
    int warned = 0;
    for (int lines = 3; lines < 12; lines++) {
        d->to = text(han(28 * lines));
        const struct pages *pages = typeset(d, fonts, NULL, arena, diag);
        bool told = strstr(diag_text(diag), "the first page shows no text");
        assert_int_equal(told, lines_of(&pages->page[0], "p") == 0);
        warned += told;
        diag_free(diag);
        diag = diag_new();
    }
    assert_true(warned > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(full_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(file_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(left_elements, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_mark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(letter_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(letter_left_elements, set_up, tear_down),
        cmocka_unit_test_setup_teardown(order_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(signers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(page_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unsealed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sealed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_seals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_text_on_page_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imprint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imprint_of_a_long_office, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imprint_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imprint_even, set_up, tear_down),
        cmocka_unit_test_setup_teardown(watermark, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
