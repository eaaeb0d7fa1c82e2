/* How text fills pages: what may be parted, attachments, what the dumps and the logical structure say. */
#include "page_fixture.h"

/* Two paragraphs that leave `rows` rows of page 1 for what follows them. */
static int fill(struct block *blocks, int rows)
{
    blocks[0] = paragraph(10);
    blocks[1] = paragraph(12 - rows);
    return 2;
}

/* 孤行: neither the first line of a paragraph alone at the foot nor the last at the head. */
static void widows(void **state)
{
    (void)state;
    static const struct {
        int rows, lines; /* rows left on page 1, lines of the paragraph */
        int stay;        /* lines of it that stay on page 1 */
    } cases[] = {{1, 4, 0}, {2, 4, 2}, {3, 4, 2}, {4, 4, 4}, {1, 2, 0},
                 {2, 3, 0}, {3, 3, 3}, {1, 1, 1}, {2, 2, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct block blocks[3];
        int n = fill(blocks, cases[i].rows);
        blocks[n++] = paragraph(cases[i].lines);
        const struct pages *pages = set(document(FORMAT_PLAIN, blocks, n));
        assert_int_equal(lines_of(&pages->page[0], "p"), 22 - cases[i].rows + cases[i].stay);
        bool blank = cases[i].stay < cases[i].rows && cases[i].stay < cases[i].lines;
        assert_true((pages->page[0].remark != NULL) == blank);
    }
}

/* A heading takes at least two lines of what follows with it, and a heading above a heading both of them. */
static void headings(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 5; rows++) {
        struct block blocks[6];
        int n = fill(blocks, rows);
        blocks[n++] = heading(1, "一、总体进展");
        blocks[n++] = heading(2, "（一）分项进展");
        blocks[n++] = paragraph(1);
        blocks[n++] = paragraph(3);
        const struct pages *pages = set(document(FORMAT_PLAIN, blocks, n));
        /* h1, h2, the one-line paragraph, and the next one's three lines, which can't be parted: six rows. */
        assert_int_equal(lines_of(&pages->page[0], "h1"), 0);
        assert_int_equal(lines_of(&pages->page[1], "h1"), 1);
        assert_int_equal(lines_of(&pages->page[0], "p"), 22 - rows);
        assert_string_equal(strchr(pages->page[0].remark, ':'), ": a heading stays with its text");
    }
    /* Where the next heading comes after one line, that line is enough. */
    struct block chain[2 + 2 * 12];
    int links = fill(chain, 5);
    for (int i = 0; i < 12; i++) {
        chain[links++] = heading(2, "（一）省科技厅");
        chain[links++] = paragraph(1);
    }
    const struct pages *chained = set(document(FORMAT_PLAIN, chain, links));
    assert_int_equal(lines_of(&chained->page[0], "h2"), 2);
    assert_int_equal(lines_of(&chained->page[0], "p"), 17 + 2);
    struct block blocks[4];
    int n = fill(blocks, 3);
    blocks[n++] = heading(1, "一、总体进展");
    blocks[n++] = paragraph(4);
    const struct pages *pages = set(document(FORMAT_PLAIN, blocks, n));
    assert_int_equal(lines_of(&pages->page[0], "h1"), 1);
    assert_int_equal(lines_of(&pages->page[0], "p"), 19 + 2);
}

/* A paragraph that ends in a colon takes two lines of what it announces with it, and so does a heading above
 * it. */
static void announced(void **state)
{
    (void)state;
    static const char *const intros[] = {"存在的主要问题分列如下：", "1. Results:"};
    for (int rows = 1; rows <= 4; rows++)
        for (int headed = 0; headed <= 1; headed++) {
            struct block blocks[6];
            int n = fill(blocks, rows);
            if (headed)
                blocks[n++] = heading(1, "三、存在的主要问题");
            blocks[n++] = (struct block){.kind = BLOCK_PARAGRAPH, .para = text(intros[rows % 2])};
            blocks[n++] = paragraph(4);
            const struct pages *pages = set(document(FORMAT_PLAIN, blocks, n));
            bool stays = rows >= 3 + headed;
            assert_int_equal(lines_of(&pages->page[0], "p"), 22 - rows + (stays ? 3 : 0));
            assert_int_equal(lines_of(&pages->page[0], "h1"), headed && stays);
            if (!stays)
                assert_non_null(strstr(pages->page[0].remark, headed ? "heading" : "colon"));
        }
    /* Any other paragraph goes where there is room. */
    struct block blocks[4];
    int n = fill(blocks, 1);
    blocks[n++] = (struct block){.kind = BLOCK_PARAGRAPH, .para = text("存在的主要问题：略。")};
    blocks[n++] = paragraph(4);
    assert_int_equal(lines_of(&set(document(FORMAT_PLAIN, blocks, n))->page[0], "p"), 22);
}

/* The name of an attachment ends its line early rather than being spread before a piece that is whole. */
static void attachment_names_are_not_spread(void **state)
{
    (void)state;
    struct block block = paragraph(3);
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    struct attachment_item item = {
        "2.", NULL,
        text("《全省水利高质量发展三年行动计划（2026—2028年）2028年度工作推进方案》落实情况回执")};
    d->attachment_label = "附件：";
    d->item = &item;
    d->item_count = 1;
    const struct page *page = &set(d)->page[0];
    const struct line_note *name = line_at(page, "attachment-note", 2);
    assert_string_equal(name->text, "《全省水利高质量发展三年行动计划");
    assert_int_equal(name->stretch, 0);
    assert_mm(name->width, 15.5 * ZI_MM);
    /* One of Han characters alone fills its line as ever. */
    item.name = text(han(40));
    assert_int_equal(strlen(line_at(&set(d)->page[0], "attachment-note", 2)->text), 22 * 3);
}

/* 7.3.5.5: no signature without text. */
static void signature_with_text(void **state)
{
    (void)state;
    for (int lines = 18; lines <= 23; lines++) {
        struct block block = paragraph(lines);
        struct document *d = document(FORMAT_PLAIN, &block, 1);
        set_signature(d, "云溪省数据局", "2025年12月1日");
        const struct pages *pages = set(d);
        const struct page *last = &pages->page[pages->count - 1];
        assert_int_equal(lines_of(last, "signature"), 2);
        assert_true(lines_of(last, "p") >= 2);
        /* one blank line, two rows of signature: 19 lines of text fit with them, and 20 on 23 rows */
        assert_int_equal(pages->count, lines <= 20 ? 1 : 2);
    }
}

/* 7.3.4, 7.3.7 */
static void attachments(void **state)
{
    (void)state;
    struct block blocks[2] = {paragraph(3), paragraph(2)};
    struct document *d = document(FORMAT_PLAIN, blocks, 1);
    struct attachment_item items[] = {{"1.", "a", text("目标进展情况表")}, {"2.", "b", text(han(40))}};
    struct attachment two[] = {{"a", "附件1", text("目标进展情况表"), {blocks + 1, 1}, false},
                               {"b", "附件2", text("名单"), {blocks + 1, 1}, true}};
    d->attachment_label = "附件：";
    d->item = items;
    d->item_count = 2;
    d->attachment = two;
    d->attachment_count = 2;
    const struct pages *pages = set(d);
    assert_int_equal(pages->count, 3);
    const struct page *page = &pages->page[0];
    const struct line_note *label = line_at(page, "attachment-note", 0);
    assert_string_equal(label->text, "附件：");
    assert_mm(label->x, 28 + 2 * ZI_MM);
    assert_int_equal(row_of(label), 5);
    const struct line_note *first = line_at(page, "attachment-note", 1),
                           *second = line_at(page, "attachment-note", 3);
    assert_string_equal(first->text, "1.");
    assert_string_equal(second->text, "2.");
    assert_mm(first->x, 28 + 5 * ZI_MM);
    assert_int_equal(second->x, first->x);
    const struct line_note *name = line_at(page, "attachment-note", 4),
                           *turnover = line_at(page, "attachment-note", 5);
    assert_int_equal(name->x, turnover->x);
    assert_int_equal(name->x, line_at(page, "attachment-note", 2)->x);
    assert_int_equal(page->link_count, 3);
    assert_string_equal(page->link[0].to, "a");
    assert_int_equal(page->link[1].x, name->x);

    page = &pages->page[1];
    assert_int_equal(row_of(line_at(page, "attachment", 0)), 1);
    assert_mm(line_at(page, "attachment", 0)->x, 28);
    assert_int_equal(row_of(line_at(page, "title", 0)), 3);
    assert_mm(line_at(page, "title", 0)->x + line_at(page, "title", 0)->width / 2, 28 + 78);
    assert_int_equal(line_at(page, "page-number", 0)->sideways, false);
}

/* 8: sideways the lines run up the page, their head at the left of odd and even pages, the number where it
 * always is. */
static void sideways(void **state)
{
    (void)state;
    struct block block = paragraph(30);
    struct document *d = document(FORMAT_PLAIN, NULL, 0);
    struct attachment one = {"a", "附件", text("名单"), {&block, 1}, true};
    d->attachment = &one;
    d->attachment_count = 1;
    const struct pages *pages = set(d);
    assert_int_equal(pages->count, 2);
    for (int p = 0; p < 2; p++) {
        const struct page *page = &pages->page[p];
        double left = 1000, right = 0, foot = 0;
        for (int i = 0; i < page->item_count; i++) {
            const struct item *item = &page->item[i];
            if (item->kind != ITEM_GLYPHS || item->node < 0)
                continue;
            assert_true(item->turned);
            left = fmin(left, mm(item->x) - 0.88 * mm(item->run.size));
            right = fmax(right, mm(item->x) + 0.12 * mm(item->run.size));
            foot = fmax(foot, mm(item->y));
        }
        assert_near(left, 28, NEAR);
        assert_true(right <= 184 + NEAR);
        assert_near(foot, 262, NEAR);
    }
    assert_true(line_at(&pages->page[0], "p", 0)->sideways);
    /* On the turned paper, 297 mm wide: 35 from its left, and 28 from its head. */
    assert_mm(line_at(&pages->page[1], "p", 0)->x, 297 - 262);
    assert_near(top_of(line_at(&pages->page[1], "p", 0)), 28, NEAR);
    assert_mm(line_at(&pages->page[1], "page-number", 0)->x, 28 + ZI_MM);
}

/* 7.3.2: addressees that would push the text off page 1 stand in the imprint. */
static void many_addressees(void **state)
{
    (void)state;
    struct block block = paragraph(5);
    struct document *d = document(FORMAT_FILE, &block, 1);
    set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
    d->title = text("关于公共数据管理工作的通报");
    d->to = text(han(28 * 9));
    d->to_imprint_label = "主送：";
    const struct pages *pages = set(d);
    assert_int_equal(lines_of(&pages->page[0], "to"), 0);
    assert_true(lines_of(&pages->page[0], "p") >= 2);
    const struct page *last = &pages->page[pages->count - 1];
    assert_string_equal(line_at(last, "imprint", 0)->text, "主送：");
    d->to = text(arena_printf(arena, "%s：", han(28 * 9)));
    pages = set(d);
    last = &pages->page[pages->count - 1];
    const char *names_end = line_at(last, "imprint", lines_of(last, "imprint") - 1)->text;
    assert_string_equal(names_end + strlen(names_end) - 3, "。");
    d->to = text(han(28 * 3));
    pages = set(d);
    assert_int_equal(lines_of(&pages->page[0], "to"), 3);
    for (int lines = 4; lines < 9; lines++) {
        d->to = text(han(28 * lines));
        assert_true(lines_of(&set(d)->page[0], "p") >= 2);
    }
}

/* 7.2.4: many issuers' marks get lower until page 1 shows text; 文件 stands right of them in the middle. */
static void joint_marks(void **state)
{
    (void)state;
    for (int count = 2; count <= 9; count += 7) {
        struct block block = paragraph(5);
        struct document *d = document(FORMAT_FILE, &block, 1);
        set_mark(d, NULL, "云政〔2025〕9号");
        d->head.mark = arena_array(arena, (size_t)count, sizeof *d->head.mark);
        for (int i = 0; i < count; i++)
            d->head.mark[i] = i % 2 ? "云溪省商贸厅" : "云溪省住房和城乡建设厅";
        d->head.mark_count = count;
        d->head.mark_suffix = "文件";
        d->title = text("关于公共数据管理工作的通报");
        const struct page *page = &set(d)->page[0];
        assert_true(lines_of(page, "p") >= 2);
        const struct line_note *first = line_at(page, "mark", 0), *last = line_at(page, "mark", count - 1);
        const struct line_note *second = line_at(page, "mark", 1), *suffix = line_at(page, "mark", count);
        assert_string_equal(suffix->text, "文件");
        assert_mm(suffix->y, mm(first->y + last->y) / 2);
        assert_mm(second->x, mm(first->x));
        assert_mm(second->width, mm(first->width));
        assert_true(suffix->x > first->x + first->width);
        double top, bottom;
        ink_of(page, red(), &top, &bottom);
        assert_near(top, 37 + 35, NEAR);
    }
}

/* 10.3: label at two characters, names hanging after it. */
static void labelled(void **state)
{
    (void)state;
    struct block block = {.kind = BLOCK_LABELLED, .label = "出席：", .para = text(han(60))};
    const struct page *page = &set(document(FORMAT_MINUTES, &block, 1))->page[0];
    assert_mm(line_at(page, "label", 0)->x, 28 + 2 * ZI_MM);
    for (int i = 0; i < 3; i++)
        assert_mm(line_at(page, "labelled", i)->x, 28 + 5 * ZI_MM);
    assert_int_equal(line_at(page, "label", 0)->y, line_at(page, "labelled", 0)->y);
    /* Persons' names stay whole. */
    char *names = arena_alloc(arena, 2000);
    for (int i = 0; i < 50; i++)
        strcat(names, i % 3 ? "甲某某、" : "乙某、");
    names[strlen(names) - 3] = '\0';
    block.para = text(names);
    page = &set(document(FORMAT_MINUTES, &block, 1))->page[0];
    int lines = lines_of(page, "labelled");
    assert_true(lines > 6);
    for (int i = 0; i + 1 < lines; i++) {
        const char *line = line_at(page, "labelled", i)->text;
        assert_string_equal(line + strlen(line) - 3, "、");
        assert_mm(line_at(page, "labelled", i)->x + line_at(page, "labelled", i)->width, 184);
    }
    /* Institutions' don't: the line is filled. */
    block.para = text(arena_printf(arena, "%s、%s、%s", han(13), han(13), han(13)));
    page = &set(document(FORMAT_MINUTES, &block, 1))->page[0];
    assert_int_equal(lines_of(page, "labelled"), 2);
}

/* Even where all above it hangs together the signature isn't parted from the text. */
static void short_text_long_list(void **state)
{
    (void)state;
    for (int items = 1; items <= 10; items++) {
        struct block block = paragraph(3);
        struct document *d = document(FORMAT_FILE, &block, 1);
        set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
        d->title = text("关于公共数据管理工作的通报");
        d->to = text("各市人民政府：");
        d->attachment_label = "附件：";
        d->item = arena_array(arena, (size_t)items, sizeof *d->item);
        for (int i = 0; i < items; i++)
            d->item[i] = (struct attachment_item){"1.", NULL, text("目标进展情况表")};
        d->item_count = items;
        set_signature(d, "云溪省数据局", "2025年12月1日");
        const struct pages *pages = set(d);
        const struct page *last = &pages->page[pages->count - 1];
        assert_int_equal(lines_of(last, "signature"), 2);
        assert_true(lines_of(last, "p") >= 2);
        assert_true(lines_of(&pages->page[0], "p") >= 1);
    }
}

/* Reading order and places of the nodes; every item that is no artifact belongs to one. */
static void structure(void **state)
{
    (void)state;
    struct block blocks[] = {heading(1, "一、总体进展"), paragraph(30), heading(1, "二、分项进展"),
                             paragraph(2)};
    blocks[2].id = "second";
    struct document *d = document(FORMAT_LETTER, blocks, 4);
    set_mark(d, "云溪省数据局", "云数函〔2025〕9号");
    d->title = text("关于公共数据管理工作的函");
    const struct pages *pages = set(d);
    int at = 0, last = 0;
    for (int i = 1; i < pages->node_count; i++) {
        const struct node *n = &pages->node[i];
        assert_true(n->parent >= 0 && n->parent < i);
        assert_true(n->page >= 0);
        if (n->role == ROLE_HEADING && n->id)
            at = i;
    }
    assert_string_equal(pages->node[at].title, "二、分项进展");
    assert_int_equal(pages->node[at].page, 1);
    assert_int_equal(pages->node[at].level, 1);
    assert_near(mm(pages->node[at].y), top_of(line_at(&pages->page[1], "h1", 0)), NEAR);
    for (int p = 0; p < pages->count; p++)
        for (int i = 0; i < pages->page[p].item_count; i++) {
            int node = pages->page[p].item[i].node;
            assert_true(node == -1 || node >= last);
            last = node > last ? node : last;
        }
}

/* A title that its author divided is one line in the bookmarks: nothing is between two Chinese lines of it.
 */
static void divided_titles(void **state)
{
    (void)state;
    struct run runs[] = {{.text = "附件"}, {.kind = RUN_BREAK}, {.text = "Task"},    {.kind = RUN_BREAK},
                         {.text = "list"}, {.kind = RUN_BREAK}, {.text = "完成情况"}};
    struct block block = {.kind = BLOCK_HEADING, .level = 1, .para = {.run = runs, .run_count = 7}};
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    d->attachment = arena_alloc(arena, sizeof *d->attachment);
    *d->attachment = (struct attachment){.label = "附件1", .title = block.para};
    d->attachment_count = 1;
    const struct pages *pages = set(d);
    assert_string_equal(pages->node[1].title, "附件Task list完成情况");
    assert_string_equal(pages->node[2].title, "附件1 附件Task list完成情况");
}

/* A run-in heading and a link are elements of their own, and all glyphs stay where the line has put them. */
static void inline_elements(void **state)
{
    (void)state;
    struct run runs[] = {{.kind = RUN_HEADING, .level = 3, .text = "1.加强领导。"},
                         {.kind = RUN_TEXT, .text = "各单位要落实责任，目标见"},
                         {.kind = RUN_TEXT, .text = "附件1", .to = "a"},
                         {.kind = RUN_TEXT, .text = "，按期完成。"}};
    struct block block = {
        .kind = BLOCK_PARAGRAPH, .id = "p", .run_in_id = "h", .para = {.run = runs, .run_count = 4}};
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    const struct page *page = &pages->page[0];
    char heading_text[100] = "", link_text[100] = "", whole[300] = "";
    double end = 0;
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS || item->node < 0)
            continue;
        for (int g = 0; g < item->run.count; g++) {
            const struct glyph *glyph = &item->run.glyph[g];
            enum role role = pages->node[item->node].role;
            char *to = role == ROLE_HEADING ? heading_text : role == ROLE_LINK ? link_text : NULL;
            if (to)
                strncat(to, glyph->text, (size_t)glyph->text_size);
            if (role == ROLE_LINK && link_text[3] == '\0')
                assert_mm(page->link[0].x, mm(item->x + glyph->dx));
            strncat(whole, glyph->text, (size_t)glyph->text_size);
            assert_true(mm(item->x + glyph->dx) >= end - 3); /* in order, but for squeezed marks */
            end = mm(item->x + glyph->dx);
        }
    }
    assert_string_equal(heading_text, "1.加强领导。");
    assert_string_equal(link_text, "附件1");
    assert_string_equal(whole, "1.加强领导。各单位要落实责任，目标见附件1，按期完成。");
    assert_int_equal(page->link_count, 1);
    assert_int_equal(pages->node[page->link[0].node].role, ROLE_LINK);
    assert_string_equal(page->link[0].to, "a");
    assert_string_equal(pages->node[1].title, "1.加强领导。");
    assert_string_equal(pages->node[1].id, "h");
    assert_string_equal(pages->node[2].id, "p");
}

/* A mark whose blank half is taken away stands left of its place, yet belongs to what it was written in. */
static void squeezed_marks_keep_their_link(void **state)
{
    (void)state;
    struct run runs[] = {
        {.kind = RUN_TEXT, .text = "《甲》", .to = "a"}, {.kind = RUN_TEXT, .text = "（"},
        {.kind = RUN_TEXT, .text = "《乙》", .to = "a"}, {.kind = RUN_TEXT, .text = "），"},
        {.kind = RUN_TEXT, .text = "第一（", .to = "a"}, {.kind = RUN_TEXT, .text = "《丙》）。"}};
    struct block block = {.kind = BLOCK_PARAGRAPH, .no_indent = true, .para = {.run = runs, .run_count = 6}};
    const struct pages *pages = set(document(FORMAT_PLAIN, &block, 1));
    const struct page *page = &pages->page[0];
    char linked[100] = "";
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->item[i];
        bool link = item->kind == ITEM_GLYPHS && item->node >= 0 && pages->node[item->node].role == ROLE_LINK;
        for (int g = 0; link && g < item->run.count; g++)
            strncat(linked, item->run.glyph[g].text, (size_t)item->run.glyph[g].text_size);
    }
    assert_string_equal(linked, "《甲》《乙》第一（");
    assert_int_equal(page->link_count, 3);
}

/* The dumps name each line and why rows are blank. */
static void dumps(void **state)
{
    (void)state;
    struct block blocks[3];
    int n = fill(blocks, 1);
    blocks[n++] = paragraph(4);
    const struct pages *pages = set(document(FORMAT_PLAIN, blocks, n));
    struct buffer lines = {0}, items = {0};
    lines_dump(pages, &lines);
    pages_dump(pages, &items);
    assert_non_null(
        strstr(buffer_text(&lines), "page 1 210.00 297.00 | 1 blank: no line of a paragraph stands alone\n"));
    assert_non_null(strstr(buffer_text(&lines), "\n  p 39.14 41.90 144.86 | "));
    assert_non_null(strstr(buffer_text(&items), " 15.79pt "));
    assert_non_null(strstr(buffer_text(&items), "node 0 in -1 document page 1 at 37.00\n"));
    buffer_free(&lines);
    buffer_free(&items);
}

/* A document of nothing is a page of nothing. */
static void empty(void **state)
{
    (void)state;
    const struct pages *pages = set(document(FORMAT_FILE, NULL, 0));
    assert_int_equal(pages->count, 1);
    assert_int_equal(pages->page[0].line_count, 1); /* its number */
    assert_true(pages->page[0].line[0].furniture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(widows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(headings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(attachment_names_are_not_spread, set_up, tear_down),
        cmocka_unit_test_setup_teardown(announced, set_up, tear_down),
        cmocka_unit_test_setup_teardown(signature_with_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(attachments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sideways, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_addressees, set_up, tear_down),
        cmocka_unit_test_setup_teardown(joint_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(labelled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(short_text_long_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(structure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(divided_titles, set_up, tear_down),
        cmocka_unit_test_setup_teardown(inline_elements, set_up, tear_down),
        cmocka_unit_test_setup_teardown(squeezed_marks_keep_their_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dumps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(empty, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
