/* Pages to PDF: the file as other people's readers see it, and bytes that don't depend on what was drawn
 * before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "draw_fixture.h"

#include <cmocka.h>

/* The fonts of all kinds that Debian and `make deps` give: CFF by CIDs, one of a collection, TrueType, CFF by
 * names. */
struct fonts {
    const struct font *fandol, *noto, *babelstone, *named;
};

struct bench {
    struct arena *arena;
    struct diag *diag;
    struct fonts font;
    struct drawer *drawer;
    struct buffer out;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    b->diag = diag_new();
    b->drawer = drawer_new();
    b->font.fandol = sheet_font(b->arena, fetched_font(b->arena, "FandolFang-Regular.otf"), 0);
    b->font.noto = sheet_font(b->arena, "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2);
    b->font.babelstone = sheet_font(b->arena, "/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", 0);
    b->font.named = sheet_font(b->arena, "/usr/share/fonts/opentype/urw-base35/C059-Roman.otf", 0);
    assert_non_null(b->font.fandol);
    assert_non_null(b->font.noto);
    assert_non_null(b->font.babelstone);
    assert_non_null(b->font.named);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    drawer_free(b->drawer);
    font_close(b->font.fandol);
    font_close(b->font.noto);
    font_close(b->font.babelstone);
    font_close(b->font.named);
    buffer_free(&b->out);
    diag_free(b->diag);
    arena_free(b->arena);
    free(b);
    return 0;
}

static void draw(struct bench *b, const struct sheet *sheet)
{
    buffer_clear(&b->out);
    bool drawn = draw_pdf(b->drawer, &sheet->pages, NULL, &b->out, b->diag);
    diag_print(b->diag, stderr);
    assert_true(drawn);
    assert_memory_equal(b->out.data, "%PDF-1.7\n", 9);
}

/* Draws, runs a command on the file (FILE in it stands for its name) and returns what it printed. */
static const char *seen_by(struct bench *b, const struct sheet *sheet, const char *command)
{
    draw(b, sheet);
    const char *path = sheet_save(b->arena, b->out.data, b->out.size, ".pdf");
    assert_non_null(path);
    const char *text = sheet_run(b->arena, command, path);
    unlink(path);
    return text;
}

/* One page with a paragraph in a font. */
static struct sheet one_line(struct bench *b, const struct font *font, const char *text, length gap)
{
    struct sheet s = sheet_new(b->arena);
    sheet_page(&s);
    int document = sheet_node(&s, ROLE_DOCUMENT, -1), p = sheet_node(&s, ROLE_PARAGRAPH, document);
    sheet_text(&s, font, PT(16), MM(28), MM(40), p, text, gap);
    return s;
}

static const char mixed[] = "2024年“镕”（𠮷）——山东–1.2万亿元";

static void every_kind_of_font_copies_right(void **state)
{
    struct bench *b = *state;
    const struct {
        const struct font *font;
        const char *text;
    } cases[] = {
        {b->font.fandol, "鲁制造强省办〔2024〕9号–“通报”"},
        {b->font.noto, mixed},
        {b->font.babelstone, "罕见字𫗧𠮷"},
        {b->font.named, "office 2024 affine"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet s = one_line(b, cases[i].font, cases[i].text, 0);
        const char *expected = arena_printf(b->arena, "%s", cases[i].text);
        assert_string_equal(seen_by(b, &s, "pdftotext FILE - | tr -d '\\n\\f'"), expected);
        assert_string_equal(seen_by(b, &s, "mutool draw -q -F txt FILE 2>&1 | grep -v ICC | tr -d '\\n\\f'"),
                            cases[i].text);
    }
}

static void readers_find_no_fault(void **state)
{
    struct bench *b = *state;
    struct sheet s = one_line(b, b->font.fandol, "一、总体进展", 0);
    int p = s.pages.node_count - 1;
    sheet_text(&s, b->font.noto, PT(22), MM(28), MM(60), p, mixed, 0);
    sheet_text(&s, b->font.babelstone, PT(16), MM(28), MM(80), p, "𫗧", 0);
    s.document->meta_title = "关于测试的通报";
    const char *check = seen_by(b, &s, "qpdf --check FILE");
    assert_non_null(strstr(check, "No syntax or stream encoding errors found"));
    assert_null(strstr(check, "WARNING"));
    assert_string_equal(seen_by(b, &s, "pdftoppm -r 20 FILE >/dev/null"), "");
    const char *fonts =
        seen_by(b, &s, "pdffonts FILE | tail -n +3 | awk '{print $(NF-4), $(NF-3), $(NF-2)}' | sort -u");
    assert_string_equal(fonts, "yes yes yes\n");
}

/* A quarter of the em between characters is a wide gap to a reader; the text has no spaces all the same. */
static void gaps_are_no_spaces(void **state)
{
    struct bench *b = *state;
    static const length gaps[] = {PT(16) / 8, PT(16) / 4, PT(16) / 3, PT(16) / 2, -PT(16) / 4};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        struct sheet s = one_line(b, b->font.fandol, "第三季度完成率", gaps[i]);
        assert_string_equal(seen_by(b, &s, "pdftotext FILE - | tr -d '\\n\\f'"), "第三季度完成率");
        assert_string_equal(seen_by(b, &s, "mutool draw -q -F txt FILE 2>&1 | grep -v ICC | tr -d '\\n\\f'"),
                            "第三季度完成率");
    }
}

/* Several glyphs for one character can't share its text out among codes. */
static void marks_keep_their_text(void **state)
{
    struct bench *b = *state;
    struct sheet s = one_line(b, b->font.named, "abc", 0);
    struct glyph *glyph = (struct glyph *)s.pages.page[0].item[0].run.glyph;
    glyph[0].text_size = 2; /* now a and b are the two glyphs of "ab" */
    glyph[1].text_size = 0;
    assert_string_equal(seen_by(b, &s, "pdftotext FILE - | tr -d '\\n\\f'"), "abc");
}

/* ISO 19005-3, 6.2.11.7.3, in planes 0, 15 and 16; copied they are themselves. */
static void private_characters_are_told(void **state)
{
    struct bench *b = *state;
    static const char text[] = "\xEE\x80\x80\xF3\xB0\x80\x80\xF4\x8F\xBF\xBD\xEF\xBC\x8C";
    static const int from[] = {0, 3, 7, 11, 14};
    struct sheet s = one_line(b, b->font.named, "abcd", 0);
    struct glyph *glyph = (struct glyph *)s.pages.page[0].item[0].run.glyph;
    for (int i = 0; i < 4; i++) {
        glyph[i].text = text + from[i];
        glyph[i].text_size = from[i + 1] - from[i];
    }
    assert_string_equal(seen_by(b, &s, "pdftotext FILE - | tr -d '\n\f'"), text);
    assert_string_equal(seen_by(b, &s, "mutool show FILE pages/1/Contents | grep -ac ActualText"), "3\n");
}

static void bytes_depend_on_the_document_only(void **state)
{
    struct bench *b = *state;
    struct sheet first = one_line(b, b->font.fandol, "各市人民政府，省制造强省建设领导小组成员单位：", 0);
    struct sheet second = one_line(b, b->font.fandol, "关于通报第三季度进展情况的函", PT(2));
    int p = second.pages.node_count - 1;
    sheet_text(&second, b->font.babelstone, PT(16), MM(28), MM(60), p, "罕见字", 0);
    sheet_text(&second, b->font.noto, PT(16), MM(28), MM(70), p, mixed, 0);
    draw(b, &first);
    draw(b, &second);
    struct drawer *fresh = drawer_new();
    struct buffer alone = {0};
    assert_true(draw_pdf(fresh, &second.pages, NULL, &alone, b->diag));
    assert_int_equal(alone.size, b->out.size);
    assert_memory_equal(alone.data, b->out.data, alone.size);
    draw(b, &first);
    assert_true(alone.size != b->out.size || memcmp(alone.data, b->out.data, alone.size));
    buffer_free(&alone);
    drawer_free(fresh);
}

/* A watermark is kept from one document to the next by what it looks like, not by where its font was in
 * memory. */
static void stamps_go_by_the_face(void **state)
{
    struct bench *b = *state;
    struct font *font = arena_alloc(b->arena, sizeof *font);
    const struct font *const turns[] = {b->font.fandol, b->font.noto};
    for (int i = 0; i < 2; i++) {
        struct sheet s = sheet_new(b->arena);
        struct glyph glyph = {.id = 1000};
        struct drawer *fresh = drawer_new();
        struct buffer alone = {0};
        sheet_page(&s);
        sheet_node(&s, ROLE_DOCUMENT, -1);
        struct item *item = sheet_item(&s, ITEM_GLYPHS, -1);
        *font = *turns[i];
        item->run =
            (struct glyph_run){.font = font, .size = PT(100), .condense = 1000, .glyph = &glyph, .count = 1};
        draw(b, &s);
        assert_true(draw_pdf(fresh, &s.pages, NULL, &alone, b->diag));
        assert_int_equal(alone.size, b->out.size);
        assert_memory_equal(alone.data, b->out.data, alone.size);
        buffer_free(&alone);
        drawer_free(fresh);
    }
}

static void pages_have_the_size_of_the_paper(void **state)
{
    struct bench *b = *state;
    struct sheet s = one_line(b, b->font.fandol, "纸", 0);
    const char *info = seen_by(b, &s, "pdfinfo FILE");
    assert_non_null(strstr(info, "595.276 x 841.89 pts (A4)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_kind_of_font_copies_right, set_up, tear_down),
        cmocka_unit_test_setup_teardown(readers_find_no_fault, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gaps_are_no_spaces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_keep_their_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(private_characters_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_depend_on_the_document_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stamps_go_by_the_face, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pages_have_the_size_of_the_paper, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
