/* How a PDF is built: structure, links, bookmarks, labels. */
#include "draw_bench.h"

#include "base/text.h"
#include "draw/heads.h"

static void structure_follows_the_nodes(void **state)
{
    struct bench *b = *state;
    int title = node(b, ROLE_TITLE, b->document);
    text(b, -1, MM(20), "页眉");
    text(b, title, MM(40), "关于测试的通报");
    heading(b, b->document, 1, MM(60), "一、总体");
    int p = node(b, ROLE_PARAGRAPH, b->document);
    text(b, p, MM(70), "上页");
    sheet_page(&b->sheet);
    text(b, p, MM(30), "下页");
    int note = node(b, ROLE_NOTE, b->document), empty = node(b, ROLE_PARAGRAPH, b->document);
    (void)empty;
    text(b, note, MM(40), "（此件公开发布）");
    draw_with(b, NULL);
    assert_string_equal(seen(b, "pdfinfo -struct-text FILE"), "Document\n"
                                                              "  P (block)\n"
                                                              "    \"关于测试的通报\"\n"
                                                              "  H1 (block)\n"
                                                              "    \"一、总体\"\n"
                                                              "  P (block)\n"
                                                              "    \"上页\"\n"
                                                              "    \"下页\"\n"
                                                              "  Note <4> (inline)\n"
                                                              "    \"（此件公开发布）\"\n");
}

static void tables_tell_heads_and_spans(void **state)
{
    struct bench *b = *state;
    struct node *nodes;
    int table = node(b, ROLE_TABLE, b->document), row = node(b, ROLE_ROW, table);
    int head = node(b, ROLE_HEADER_CELL, row);
    text(b, head, MM(40), "目标");
    int second = node(b, ROLE_ROW, table), side = node(b, ROLE_HEADER_CELL, second),
        cell = node(b, ROLE_CELL, second);
    node(b, ROLE_CELL, second);
    text(b, side, MM(50), "填报");
    text(b, cell, MM(60), "7家");
    nodes = b->sheet.pages.node;
    nodes[head].colspan = 3;
    nodes[side].row_scope = true;
    nodes[cell].rowspan = 2;
    draw_with(b, NULL);
    assert_string_equal(seen(b, "pdfinfo -struct-text FILE"), "Document\n"
                                                              "  Table (block)\n"
                                                              "    TR\n"
                                                              "      TH <3>:\n"
                                                              "         /Scope /Column\n"
                                                              "         /ColSpan 3\n"
                                                              "        \"目标\"\n"
                                                              "    TR\n"
                                                              "      TH <5>:\n"
                                                              "         /Scope /Row\n"
                                                              "        \"填报\"\n"
                                                              "      TD:\n"
                                                              "         /RowSpan 2\n"
                                                              "         /Headers [(3) (5)]\n"
                                                              "        \"7家\"\n"
                                                              "      TD:\n"
                                                              "         /Headers [(3) (5)]\n");
}

/* A cell of the table below: its role, its spans and the cells, by their place in the list, that head it. */
struct made_cell {
    char kind; /* c: column head, r: row head, d: data; the next row begins at / */
    int colspan, rowspan;
    const char *heads;
};

/*
 *     a     b-----b        a: over two rows; b: over two columns
 *     |     c     d
 *     e     1     2        e: over two rows
 *     |     3-----3
 *     f-----------f        f: a group of the rows below it
 *     g     4     5
 *     h-----------h
 *     i     6     7        the group of h takes f's place
 *     j     8     k     9  a form: each blank has its own head
 *     10    l     11       a number before its row's head
 */
static const struct made_cell complex_table[] = {
    {'c', 1, 2, NULL},   {'c', 2, 1, NULL},   {'/', 0, 0, NULL},   {'c', 1, 1, NULL},  {'c', 1, 1, NULL},
    {'/', 0, 0, NULL},   {'r', 1, 2, NULL},   {'d', 1, 1, "bce"},  {'d', 1, 1, "bde"}, {'/', 0, 0, NULL},
    {'d', 2, 1, "bcde"}, {'/', 0, 0, NULL},   {'c', 3, 1, NULL},   {'/', 0, 0, NULL},  {'r', 1, 1, NULL},
    {'d', 1, 1, "bcfg"}, {'d', 1, 1, "bdfg"}, {'/', 0, 0, NULL},   {'c', 3, 1, NULL},  {'/', 0, 0, NULL},
    {'r', 1, 1, NULL},   {'d', 1, 1, "bchi"}, {'d', 1, 1, "bdhi"}, {'/', 0, 0, NULL},  {'r', 1, 1, NULL},
    {'d', 1, 1, "bchj"}, {'r', 1, 1, NULL},   {'d', 1, 1, "k"},    {'/', 0, 0, NULL},  {'d', 1, 1, "ahl"},
    {'r', 1, 1, NULL},   {'d', 1, 1, "bdhl"},
};

static int add_made_cell(struct bench *b, const struct made_cell *made, int row)
{
    int n = node(b, made->kind == 'd' ? ROLE_CELL : ROLE_HEADER_CELL, row);
    b->sheet.pages.node[n].colspan = made->colspan;
    b->sheet.pages.node[n].rowspan = made->rowspan;
    b->sheet.pages.node[n].row_scope = made->kind == 'r';
    return n;
}

static void cells_know_their_heads(void **state)
{
    struct bench *b = *state;
    enum { CELLS = sizeof complex_table / sizeof *complex_table };
    int table = node(b, ROLE_TABLE, b->document), row = node(b, ROLE_ROW, table);
    int cell[CELLS], head['z'] = {0}, letter = 'a';
    for (int i = 0; i < CELLS; i++) {
        if (complex_table[i].kind == '/') {
            row = node(b, ROLE_ROW, table);
            continue;
        }
        cell[i] = add_made_cell(b, &complex_table[i], row);
        if (complex_table[i].kind != 'd')
            head[letter++] = cell[i];
    }
    const struct head_list *lists = heads_find(b->arena, &b->sheet.pages);
    for (int i = 0; i < CELLS; i++) {
        const char *expected = complex_table[i].heads;
        if (!expected)
            continue;
        const struct head_list *list = &lists[cell[i]];
        assert_int_equal(list->count, strlen(expected));
        for (int k = 0; expected[k]; k++) {
            bool found = false;
            for (int l = 0; l < list->count; l++)
                found = found || list->node[l] == head[(int)expected[k]];
            assert_true(found);
        }
    }
}

/* Spans beyond the table's edge and heads without end do no harm. */
static void wild_tables_have_heads_too(void **state)
{
    struct bench *b = *state;
    int table = node(b, ROLE_TABLE, b->document), last = 0;
    for (int r = 0; r < 100; r++) {
        int row = node(b, ROLE_ROW, table);
        for (int c = 0; c < 3; c++) {
            last = node(b, r < 90 ? ROLE_HEADER_CELL : ROLE_CELL, row);
            b->sheet.pages.node[last].colspan = r % 2 ? INT_MAX : 1 + r % 7;
            b->sheet.pages.node[last].rowspan = c == 1 && r == 89 ? INT_MAX : 1;
        }
    }
    const struct head_list *lists = heads_find(b->arena, &b->sheet.pages);
    int most = 0;
    for (int i = 0; i < b->sheet.pages.node_count; i++) {
        most = lists[i].count > most ? lists[i].count : most;
        for (int k = 0; k < lists[i].count; k++)
            assert_int_equal(b->sheet.pages.node[lists[i].node[k]].role, ROLE_HEADER_CELL);
    }
    assert_in_range(most, 1, 100);
}

/* The tags begin with H1 and skip no level, whatever the document does. */
static void heading_tags_skip_no_level(void **state)
{
    struct bench *b = *state;
    static const int levels[] = {2, 4, 2, 1, 3, 4, 1};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        heading(b, b->document, levels[i], MM(30 + 10 * (int)i), "题");
    draw_with(b, NULL);
    assert_string_equal(seen(b, "pdfinfo -struct FILE | tr -dc 'H0-9'"), "H1H2H1H1H2H3H1");
}

/* Readers want nothing but rows and a caption in a table. */
static void tables_hold_rows_and_a_caption(void **state)
{
    struct bench *b = *state;
    int table = node(b, ROLE_TABLE, b->document), caption = node(b, ROLE_PARAGRAPH, table);
    text(b, caption, MM(30), "表题");
    int cell = node(b, ROLE_CELL, node(b, ROLE_ROW, table));
    text(b, cell, MM(40), "格");
    text(b, node(b, ROLE_NOTE, table), MM(50), "注");
    text(b, node(b, ROLE_PARAGRAPH, b->document), MM(60), "文");
    draw_with(b, NULL);
    assert_string_equal(seen(b, "pdfinfo -struct-text FILE | tr -d ' \"'"),
                        "Document\nTable(block)\nCaption\n表题\nTR\n"
                        "TD\n格\nNote<5>(inline)\n注\nP(block)\n文\n");
}

/* 附件说明 numbers its items in Arabic figures, which the list says. */
static void lists_say_how_they_are_numbered(void **state)
{
    struct bench *b = *state;
    for (int numbered = 0; numbered < 2; numbered++) {
        int list = node(b, ROLE_LIST, b->document);
        text(b, node(b, ROLE_CAPTION, list), MM(30) + numbered * MM(30), "附件：");
        int item = node(b, ROLE_LIST_ITEM, list);
        if (numbered)
            text(b, node(b, ROLE_LABEL, item), MM(70), "1.");
        text(b, node(b, ROLE_LIST_BODY, item), MM(40) + numbered * MM(35), "名单");
    }
    draw_with(b, NULL);
    assert_string_equal(seen(b, "pdfinfo -struct-text FILE | tr -d ' \"'"),
                        "Document\nL(block)\nCaption\n附件：\nLI(block)\nLBody(block)\n名单\n"
                        "L(block):\n/ListNumbering/Decimal\nCaption\n附件：\nLI(block)\nLbl(block)\n1.\n"
                        "LBody(block)\n名单\n");
}

/* What stands in a part of a part is read where that stands. */
static void nested_content_is_read_in_place(void **state)
{
    struct bench *b = *state;
    int p = node(b, ROLE_PARAGRAPH, b->document);
    int inner = node(b, ROLE_LINK, node(b, ROLE_NOTE, p));
    text(b, p, MM(30), "前");
    text(b, inner, MM(40), "中");
    text(b, p, MM(50), "后");
    draw_with(b, NULL);
    const char *tree = seen(b, "pdfinfo -struct-text FILE");
    const char *before = strstr(tree, "前"), *middle = strstr(tree, "中"), *after = strstr(tree, "后");
    assert_true(before && before < middle && middle < after);
}

/* A link stands in its paragraph where its words stand, and its annotation with it. */
static void links_lead_and_are_read_in_place(void **state)
{
    struct bench *b = *state;
    int p = node(b, ROLE_PARAGRAPH, b->document), link = node(b, ROLE_LINK, p), dead = node(b, ROLE_LINK, p);
    text(b, p, MM(40), "任务见");
    sheet_text(&b->sheet, b->font, PT(16), MM(60), MM(40), link, "附件1", 0);
    sheet_text(&b->sheet, b->font, PT(16), MM(80), MM(40), p, "所列", 0);
    sheet_link(&b->sheet, (struct link){MM(60), MM(34), MM(15), MM(7), "a1", link});
    sheet_text(&b->sheet, b->font, PT(16), MM(60), MM(100), dead, "附件2", 0);
    sheet_link(&b->sheet, (struct link){MM(60), MM(94), MM(15), MM(7), "nowhere", dead});
    sheet_page(&b->sheet);
    int attachment = node(b, ROLE_PART, b->document);
    b->sheet.pages.node[attachment].id = "a1";
    b->sheet.pages.node[attachment].y = MM(30);
    text(b, attachment, MM(40), "附件1");
    draw_with(b, NULL);
    const char *tree = seen(b, "pdfinfo -struct-text FILE");
    assert_non_null(strstr(tree, "    \"任务见\"\n    Link (inline)\n      \"附件1\"\n      Object "));
    assert_non_null(strstr(tree, "    \"所列\"\n    Span (inline)\n      \"附件2\"\n"));
    assert_string_equal(seen(b, "mutool show FILE pages/1/Annots/1/Rect pages/1/Annots/1/StructParent "
                                "pages/1/Annots/1/Dest/2 pages/1/Annots/1/Dest/4 pages/1/Annots/1/F"),
                        "[ 170.079 725.669 212.598 745.512 ]\n2\n/XYZ\n756.85\n4\n");
    assert_string_equal(seen(b, "mutool show FILE pages/1/Annots/2 2>&1"), "null\n");
}

/* No link is held against the ids of all nodes; the last has that of the first, which counts. */
static void many_links_find_their_targets(void **state)
{
    struct bench *b = *state;
    enum { MANY = 120000 };
    for (int i = 0; i < MANY; i++) {
        if (i % 7000 == 6999)
            sheet_page(&b->sheet);
        int made = node(b, ROLE_PARAGRAPH, b->document);
        struct node *target = &b->sheet.pages.node[made];
        target->id = arena_printf(b->arena, "%060d", i * 7919 % (MANY - 1));
        target->y = i < MANY - 1 ? MM(100) : MM(200);
        sheet_link(&b->sheet, (struct link){.to = target->id, .node = -1});
    }
    alarm(20);
    draw_with(b, NULL);
    alarm(0);
    assert_string_equal(seen(b, "mutool show FILE pages/18/Annots/1001/Dest/4"), "558.425\n");
}

static void bookmarks_nest(void **state)
{
    struct bench *b = *state;
    heading(b, b->document, 1, MM(40), "一、总体进展");
    heading(b, b->document, 2, MM(50), "（一）创新");
    heading(b, b->document, 1, MM(60), "二、重点任务");
    int part = node(b, ROLE_PART, b->document);
    b->sheet.pages.node[part].title = "附件1";
    heading(b, part, 1, MM(70), "表");
    draw_with(b, NULL);
    const char *outline = seen(b, "mutool show FILE outline | sed 's/#.*//'");
    assert_string_equal(outline, "-\t\"一、总体进展\"\t\n"
                                 "|\t\t\"（一）创新\"\t\n"
                                 "|\t\"二、重点任务\"\t\n"
                                 "-\t\"附件1\"\t\n"
                                 "|\t\t\"表\"\t\n");
}

static void figures_tell_what_they_show(void **state)
{
    struct bench *b = *state;
    static const struct point triangle[] = {{MM(30), MM(40)}, {MM(40), MM(40)}, {MM(35), MM(30)}};
    int figure = node(b, ROLE_FIGURE, b->document);
    b->sheet.pages.node[figure].alt = "创建7家，完成85.7%";
    struct item *item = sheet_item(&b->sheet, ITEM_SHAPE, figure);
    item->point = triangle;
    item->point_count = 3;
    draw_with(b, NULL);
    const char *number = seen(b, "qpdf --qdf --object-streams=disable FILE - | grep -a -c '/S /Figure'");
    assert_string_equal(number, "1\n");
    const char *json = seen(b, "qpdf --json FILE | grep -A12 '\"/Alt\"' | tr -d ' \\n' | cut -c1-200");
    assert_non_null(strstr(json, "创建7家，完成85.7%"));
    assert_non_null(strstr(seen(b, "pdfinfo -struct FILE"), "/BBox [85.039 728.504 113.386 756.85]"));
}

/* A table says what it shows, where that was written. */
static void tables_have_summaries(void **state)
{
    struct bench *b = *state;
    static const char *const alt[] = {"各市(州)完成情况", "", NULL};
    for (size_t i = 0; i < sizeof alt / sizeof alt[0]; i++) {
        int table = node(b, ROLE_TABLE, b->document);
        b->sheet.pages.node[table].alt = alt[i];
        text(b, node(b, ROLE_CELL, node(b, ROLE_ROW, table)), MM(40) + (int)i * MM(10), "格");
    }
    draw_with(b, NULL);
    const char *summary = seen(b, "qpdf --json --json-key=qpdf FILE | grep Summary | tr -d ' '");
    assert_string_equal(summary, "\"/Summary\":\"u:各市(州)完成情况\"\n");
}

/* How long the string in the json is that begins behind `from`, in UTF-16 units; *last is what it ends in. */
static size_t units_of(const char *from, uint32_t *last)
{
    size_t units = 0;
    while (*from && *from != '"') {
        uint16_t unit[2];
        *last = text_next(&from);
        units += (size_t)text_utf16(*last, unit);
    }
    return units;
}

/* No string has more than 32767 bytes; what is cut ends in an ellipsis, and no character is cut in two. */
static void long_strings_are_cut(void **state)
{
    struct bench *b = *state;
    static const struct {
        const char *of, *first;
        int count;
        size_t units;
        uint32_t last;
    } longest[] = {
        {"工", "作", 20000, 16382, 0x2026}, {"工", "作", 16382, 16382, 0x5DE5},
        {"𠮷", "作", 8192, 16382, 0x2026},  {"𠮷", "", 8192, 16381, 0x2026},
        {"𠮷", "", 8191, 16382, 0x20BB7},   {"x", "y", 40000, 32767, 0x2026},
        {"x", "y", 32767, 32767, 'x'},
    };
    for (size_t i = 0; i < sizeof longest / sizeof longest[0]; i++) {
        struct buffer words = {0};
        uint32_t last = 0;
        buffer_puts(&words, longest[i].first);
        for (int k = *longest[i].first ? 1 : 0; k < longest[i].count; k++)
            buffer_puts(&words, longest[i].of);
        int figure = node(b, ROLE_FIGURE, b->document);
        b->sheet.pages.node[figure].alt = arena_strdup(b->arena, buffer_text(&words));
        buffer_free(&words);
        text(b, figure, MM(40), "图");
        draw_with(b, NULL);
        const char *json = strstr(seen(b, "qpdf --json --json-key=qpdf FILE | cat"), "\"/Alt\": \"u:");
        assert_non_null(json);
        assert_int_equal(units_of(json + strlen("\"/Alt\": \"u:"), &last), longest[i].units);
        assert_int_equal(last, longest[i].last);
        unlink(b->path);
        b->sheet.pages.node[figure].alt = NULL;
        b->sheet.pages.node[figure].role = ROLE_PARAGRAPH;
    }
}

static void pages_carry_their_numbers(void **state)
{
    struct bench *b = *state;
    sheet_page(&b->sheet)->number = 2;
    sheet_page(&b->sheet)->number = 7;
    draw_with(b, NULL);
    const char *labels = seen(b, "mutool show FILE trailer/Root/PageLabels/Nums | tr -d ' \\n'");
    assert_string_equal(labels, "[0<</S/D/St1>>2<</S/D/St7>>]");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(structure_follows_the_nodes),
        CASE(tables_tell_heads_and_spans),
        CASE(cells_know_their_heads),
        CASE(wild_tables_have_heads_too),
        CASE(heading_tags_skip_no_level),
        CASE(tables_hold_rows_and_a_caption),
        CASE(lists_say_how_they_are_numbered),
        CASE(nested_content_is_read_in_place),
        CASE(links_lead_and_are_read_in_place),
        CASE(many_links_find_their_targets),
        CASE(bookmarks_nest),
        CASE(figures_tell_what_they_show),
        CASE(tables_have_summaries),
        CASE(long_strings_are_cut),
        CASE(pages_carry_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
