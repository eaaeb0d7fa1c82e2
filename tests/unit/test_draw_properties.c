/* What a PDF says of itself, the data inside, and the file that holds it all. */
#include "draw_bench.h"

static void properties_agree(void **state)
{
    struct bench *b = *state;
    struct document *d = b->sheet.document;
    d->meta_title = "关于 <A&B> 的通报";
    d->meta_author = "办公室";
    d->meta_subject = "Q1 :-( to Q3 \\:)";
    d->meta_keywords = "制造强省嘍屨, 通报";
    d->meta_date = (struct date){2024, 10, 18};
    draw_with(b, NULL);
    const char *info = seen(b, "TZ=Asia/Shanghai pdfinfo -isodates FILE");
    assert_non_null(strstr(info, "Title:           关于 <A&B> 的通报\n"));
    assert_non_null(strstr(info, "Author:          办公室\n"));
    assert_non_null(strstr(info, "Subject:         Q1 :-( to Q3 \\:)\n"));
    assert_non_null(strstr(info, "Keywords:        制造强省嘍屨, 通报\n"));
    assert_non_null(strstr(info, "CreationDate:    2024-10-18T00:00:00+08\n"));
    assert_non_null(strstr(info, "Tagged:          yes\n"));
    const char *xmp =
        seen(b, "sh -c 'pdfinfo -meta \"$0\" | xmllint --noout - && pdfinfo -meta \"$0\"' FILE");
    assert_non_null(strstr(xmp, ">关于 &lt;A&amp;B&gt; 的通报</rdf:li>"));
    assert_non_null(strstr(xmp, "<xmp:CreateDate>2024-10-18T00:00:00+08:00</xmp:CreateDate>"));
    assert_non_null(strstr(xmp, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"));
    assert_string_equal(seen(b, "mutool show FILE trailer/Root/Lang trailer/Root/MarkInfo/Marked "
                                "trailer/Root/ViewerPreferences/DisplayDocTitle"),
                        "(zh-CN)\ntrue\ntrue\n");
}

/* A document without a title goes by its first line; the id tells two documents apart. */
static void every_document_has_title_and_id(void **state)
{
    struct bench *b = *state;
    static struct line_note line = {.text = "第一行"};
    b->sheet.pages.page[0].line = &line;
    b->sheet.pages.page[0].line_count = 1;
    draw_with(b, NULL);
    assert_non_null(strstr(seen(b, "pdfinfo FILE"), "Title:           第一行\n"));
    const char *id = seen(b, "mutool show FILE trailer/ID/1");
    unlink(b->path);
    line.text = "第二行";
    draw_with(b, NULL);
    assert_string_not_equal(id, seen(b, "mutool show FILE trailer/ID/1"));
}

/* Two revisions of one size, with a digit of the text changed, have each their own id. */
static void the_id_is_of_the_content(void **state)
{
    struct bench *b = *state;
    enum { REVISIONS = 10 };
    const char *id[REVISIONS];
    int size[REVISIONS], equal = 0;
    for (int i = 0; i < REVISIONS; i++) {
        b->sheet.document->meta_title = arena_printf(b->arena, "Revision %d", i);
        draw_with(b, NULL);
        id[i] = seen(b, "mutool show FILE trailer/ID/1");
        size[i] = atoi(seen(b, "stat -c %s FILE"));
        unlink(b->path);
        for (int k = 0; k < i; k++) {
            equal += size[k] == size[i];
            assert_string_not_equal(id[k], id[i]);
        }
    }
    assert_true(equal > 0);
}

static struct {
    struct run run[3];
    const char *title;
} titles[] = {
    {{{.text = "关于测试的"}, {.kind = RUN_BREAK}, {.text = "报告"}}, "关于测试的报告"},
    {{{.text = "Report"}, {.kind = RUN_BREAK}, {.text = "of 2024"}}, "Report of 2024"},
    {{{.kind = RUN_BREAK}, {.text = "2024"}, {.kind = RUN_BREAK}}, "2024"},
    {{{.kind = RUN_BLANK}, {.kind = RUN_BREAK}, {.kind = RUN_BLANK}}, "正文"},
};

/* Where the properties name no title the printed one is taken, and for want of that the first line of
 * content, which a page number isn't. */
static void the_printed_title_stands_in(void **state)
{
    struct bench *b = *state;
    static struct line_note lines[] = {{.text = "— 1 —", .furniture = true}, {.text = "正文"}};
    b->sheet.pages.page[0].line = lines;
    b->sheet.pages.page[0].line_count = 2;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        b->sheet.document->title = (struct para){.run = titles[i].run, .run_count = 3};
        draw_with(b, NULL);
        const char *info = seen(b, "pdfinfo FILE | sed -n 's/^Title: *//p'");
        assert_string_equal(info, arena_printf(b->arena, "%s\n", titles[i].title));
        unlink(b->path);
    }
}

static void the_data_come_back(void **state)
{
    struct bench *b = *state;
    char bytes[3000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i >> 3);
    struct buffer data = {0}, back = {0};
    buffer_add(&data, bytes, sizeof bytes);
    b->sheet.document->meta_title = "关于测试的通报";
    draw_with(b, &data);
    assert_true(draw_extract(b->path, &back, b->diag));
    assert_int_equal(back.size, sizeof bytes);
    assert_memory_equal(back.data, bytes, sizeof bytes);
    assert_non_null(strstr(seen(b, "pdfdetach -list FILE"), "source.xml"));
    assert_non_null(strstr(seen(b, "qpdf --json --json-key=qpdf FILE"), "\"/Desc\": \"u:关于测试的通报\""));
    assert_string_equal(seen(b, "mutool show FILE trailer/Root/AF/1/AFRelationship "
                                "trailer/Root/AF/1/EF/F/Subtype trailer/Root/AF/1/EF/F/Params/Size"),
                        "/Source\n/application#2Fxml\n3000\n");
    buffer_free(&data);
    buffer_free(&back);
}

static void a_pdf_without_data_is_told(void **state)
{
    struct bench *b = *state;
    struct buffer back = {0};
    draw_with(b, NULL);
    assert_false(draw_extract(b->path, &back, b->diag));
    assert_int_equal(diag_status(b->diag), 65);
    assert_int_equal(back.size, 0);
    assert_false(draw_extract("/nonexistent.pdf", &back, b->diag));
    assert_int_equal(diag_status(b->diag), 66);
}

/* More pages than libharu can list: the document is to blame, not the program. */
static void too_many_pages_are_told(void **state)
{
    struct bench *b = *state;
    struct drawer *drawer = drawer_new();
    struct buffer out = {0};
    while (b->sheet.pages.count < 32768)
        sheet_page(&b->sheet);
    assert_false(draw_pdf(drawer, &b->sheet.pages, NULL, &out, b->diag));
    assert_int_equal(diag_status(b->diag), 65);
    drawer_free(drawer);
}

static void what_is_no_pdf_is_told(void **state)
{
    struct bench *b = *state;
    struct buffer back = {0};
    b->path = sheet_save(b->arena, "<xml/>", 6, ".pdf");
    assert_false(draw_extract(b->path, &back, b->diag));
    assert_int_equal(diag_status(b->diag), 65);
}

/* The file itself (ISO 32000-1, 7.5): what isn't a stream is packed, startxref is right, and nothing is left
 * over: each object is used. */
static void small_objects_are_packed(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 40; i++)
        text(b, node(b, ROLE_PARAGRAPH, b->document), MM(30) + i * MM(5), "正文");
    draw_with(b, NULL);
    assert_string_equal(seen(b, "qpdf --check FILE | tail -n 2"),
                        "No syntax or stream encoding errors found; the file may still contain\n"
                        "errors that qpdf cannot detect\n");
    assert_string_equal(seen(b, "head -c 8 FILE"), "%PDF-1.7");
    assert_string_equal(seen(b, "grep -ac '^trailer' FILE || true"), "0\n");
    /* page content, font program, ToUnicode, profile, XMP, object stream and cross-references */
    assert_string_equal(seen(b, "qpdf --show-xref FILE | grep -c 'uncompressed; offset'"), "7\n");
    assert_true(atoi(seen(b, "qpdf --show-xref FILE | grep -c 'compressed; stream'")) > 45);
    /* qpdf writes the objects that can be reached only: as many as there are but for the two of the container
     */
    int all = atoi(seen(b, "qpdf --show-xref FILE | wc -l"));
    assert_int_equal(atoi(seen(b, "qpdf --object-streams=disable --static-id FILE /dev/stdout | "
                                  "grep -ac ' 0 obj$'")),
                     all - 2);
}

/* So many that they take two object streams: all are found. */
static void many_objects_are_all_found(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 4500; i++)
        text(b, node(b, ROLE_PARAGRAPH, b->document), MM(30) + i * 1000, i == 4499 ? "末" : "文");
    draw_with(b, NULL);
    assert_string_equal(
        seen(b, "qpdf --show-xref FILE | sed -n 's/.*stream = //p' | cut -d, -f1 | sort -u | wc -l"), "2\n");
    assert_string_equal(seen(b, "qpdf --json --json-key=qpdf FILE | grep -c '\"/S\": \"/P\"'"), "4500\n");
    assert_non_null(strstr(seen(b, "qpdf --check FILE"), "No syntax or stream encoding errors found"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(properties_agree),
        CASE(every_document_has_title_and_id),
        CASE(the_printed_title_stands_in),
        CASE(the_data_come_back),
        CASE(a_pdf_without_data_is_told),
        CASE(too_many_pages_are_told),
        CASE(what_is_no_pdf_is_told),
        CASE(small_objects_are_packed),
        CASE(the_id_is_of_the_content),
        CASE(many_objects_are_all_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
