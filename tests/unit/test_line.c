/* The line, with a font of fixed advances: every expectation can be worked out by hand from the rules. */
#include "diag_text.h"
#include "line_bench.h"

/* ---- widths ---- */

struct width {
    const char *text;
    int thousandths; /* natural width in em */
};

static void check_widths(struct bench *b, const struct width *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        length expected = length_scale(EM, rows[i].thousandths, 1000);
        if (natural(b, rows[i].text) != expected)
            fail_msg("%s: %d thousandths of em, expected %d", rows[i].text,
                     (int)((int64_t)natural(b, rows[i].text) * 1000 / EM), rows[i].thousandths);
    }
}
#define CHECK_WIDTHS(b, rows) check_widths(b, rows, sizeof(rows) / sizeof(rows)[0])

/* Between two Han characters, so that no edge is trimmed: 2 em more than the marks. */
static void marks_that_meet_lose_half_an_em(void **state)
{
    static const struct width rows[] = {
        {"中，中", 3000},       {"中（中", 3000},     {"中》。中", 3500}, {"中”。中", 3500},
        {"中）。中", 3500},     {"中》，中", 3500},   {"中）、中", 3500}, {"中》《中", 3500},
        {"中”“中", 3500},       {"中：“中", 3500},    {"中，“中", 3500},  {"中。“中", 3500},
        {"中；“中", 3500},      {"中”（中", 3500},    {"中》（中", 3500}, {"中？”中", 3500},
        {"中》）中", 3500},     {"中（《中", 3500},   {"中（“中", 3500},  {"中》”。中", 4000},
        {"中》）。中", 4000},   {"中。”（中", 4000},  {"中（。中", 4000}, {"中？！中", 3000},
        {"中！！中", 3000},     {"中？？？中", 4000}, {"中“‘中", 3500},   {"中’”中", 3500},
        {"中〕（中", 3500},     {"中【（中", 3500},   {"中）——中", 5000}, {"中，……中", 5000},
        {"中、“中”、中", 6000},
    };
    CHECK_WIDTHS(*state, rows);
}

static void marks_at_the_edges_are_half_wide(void **state)
{
    static const struct width rows[] = {
        {"，", 500},        {"中。", 1500},   {"“中", 1500},  {"“中”", 2000},   {"（中）。", 2500},
        {"《中》（", 3000}, {"《《中", 2000}, {"中？", 1500}, {"中！！", 2000}, {"——中——", 5000},
        {"……", 2000},       {"…", 1000},      {"中：", 1500}, {"中；", 1500},
    };
    CHECK_WIDTHS(*state, rows);
}

static void cells_don_t_depend_on_the_font(void **state)
{
    static const struct width rows[] = {
        {"艾·买", 2500},  {"中—中", 3000}, {"3～5", 2000},   {"3-5", 1500},    {"中/中", 2500},
        {"中——中", 4000}, {"中⸺中", 4000}, {"中……中", 4000}, {"中⋯⋯中", 4000}, {"…………", 4000},
        {"中－中", 3000}, {"1∶5", 1500},   {"１２ａ", 1500},
    };
    CHECK_WIDTHS(*state, rows);
}

static void gaps_between_han_and_western_text(void **state)
{
    static const struct width rows[] = {
        {"中a", 1750},
        {"中a中", 3000},
        {"中5中", 3000},
        {"中 a 中", 3000},
        {"中 a中", 3000},
        {"15%的", 2750},
        {"约￥5", 2250},
        {"中，a", 2500},
        {"中， a", 2500},
        {"“a”", 1500},
        {"“3830” 集群", 5500},
        {"中—a", 2500},
        {"a b", 1500},
        {"中 文", 2500},
        {"打造 1-2 个", 5000},
        {"达 3.5 万家", 5000},
        {"中 ", 1000},
        {"2+N", 1500},
        {"电商+产业", 4500},
        {"中\xC2\xA0"
         "a",
         2000},
        {"艾· a", 2000},
        {"中\xE2\x81\xA0"
         "a",
         1500},
    };
    CHECK_WIDTHS(*state, rows);
}

static void quotes_in_western_text_are_western(void **state)
{
    struct bench *b = *state;
    static const struct width rows[] = {
        {"a “bc” d", 3840}, /* all western: cut to the ink, .3 em, and .06 at either side */
        {"中“bc”中", 5000}, /* in Chinese text: full width, squeezed nowhere */
        {"don’t", 2420},    /* an apostrophe, likewise */
        {"中‘t’中", 4500},  {"say “好” now", 6000}, /* full width, so that the typed spaces beside them go */
    };
    CHECK_WIDTHS(b, rows);
}

static void squeeze_doesn_t_see_fonts(void **state)
{
    struct bench *b = *state;
    struct run runs[] = {{.kind = RUN_STRONG, .text = "中（文）"}, {.kind = RUN_TEXT, .text = "。中"}};
    struct para para = {.run = runs, .run_count = 2};
    assert_int_equal(lines_natural(&para, &b->style, b->fixed.set, b->arena, b->diag), 5 * EM + EM / 2);
    const struct lines *lines = set_para(b, &para, 20 * EM);
    assert_int_equal(lines->line[0].run_count, 2);
    assert_ptr_equal(lines->line[0].run[0].font, &b->fixed.font[1]);
    assert_ptr_equal(lines->line[0].run[1].font, &b->fixed.font[0]);
}

static void condensed_type_is_narrower(void **state)
{
    struct bench *b = *state;
    b->style.condense = 800;
    assert_int_equal(natural(b, "中文"), length_scale(EM, 1600, 1000));
    const struct lines *lines = set(b, "中文", 10 * EM);
    assert_int_equal(lines->line[0].run[0].condense, 800);
    assert_int_equal(lines->line[0].run[0].glyph[0].advance, length_scale(EM, 800, 1000));
}

/* ---- justification ---- */

static void plain_han_sits_on_the_grid(void **state)
{
    struct bench *b = *state;
    b->style.indent = 2 * EM;
    const struct lines *lines = set(b, han(b, 26 + 28 + 28 + 5), 28 * EM);
    assert_int_equal(lines->count, 4);
    for (int i = 0; i < 4; i++) {
        const struct line *line = &lines->line[i];
        assert_int_equal(line->shrink, 0);
        assert_int_equal(line->stretch, 0);
        for (int k = 0; k < line->run[0].count; k++)
            assert_int_equal(glyph_x(line, k), (k + (i == 0 ? 2 : 0)) * EM);
    }
    assert_int_equal(lines->line[0].left, 2 * EM);
    assert_int_equal(lines->line[1].left, 0);
    assert_int_equal(lines->line[2].width, 28 * EM);
    assert_int_equal(lines->line[3].width, 5 * EM);
    assert_false(lines->line[2].last);
    assert_true(lines->line[3].last);
}

static void a_lone_last_character_is_pulled_in_or_gets_company(void **state)
{
    struct bench *b = *state;
    assert_string_equal(joined(b, set(b, "中文中文中文中文中文中文中文中文中文中文中", 20 * EM)),
                        "中文中文中文中文中文中文中文中文中文中|文中");
    /* one comma gives its half: 20 em and a half into 20 */
    const struct lines *lines = set(b, "中文中文中文中文，中文中文中文中文中文中", 19 * EM + EM / 2);
    assert_int_equal(lines->count, 1);
    assert_int_equal(lines->line[0].width, 19 * EM + EM / 2);
    assert_int_equal(lines->line[0].shrink, 500);
}

/* 19 Han and a number that doesn't fit: the half em that is left goes evenly between 18 places. */
static void stretch_is_even_and_exact(void **state)
{
    struct bench *b = *state;
    char *text = arena_printf(b->arena, "%s%s", han(b, 19), "1000家中文中文中文");
    const struct lines *lines = set(b, text, 20 * EM - EM / 2 + 7);
    const struct line *line = &lines->line[0];
    assert_int_equal(line->run[0].count, 19);
    assert_int_equal(line->width, 20 * EM - EM / 2 + 7);
    for (int k = 1; k < 19; k++) {
        length gap = glyph_x(line, k) - glyph_x(line, k - 1) - EM;
        assert_in_range(gap, (EM / 2 + 7) / 18, (EM / 2 + 7) / 18 + 1);
    }
    assert_int_equal(glyph_x(line, 18) + EM, 20 * EM - EM / 2 + 7);
}

/* A quarter em too much: brackets give before pauses, pauses before gaps, gaps before stops. */
static void squeeze_goes_step_by_step(void **state)
{
    struct bench *b = *state;
    char *text = arena_printf(b->arena, "中（文）中，%s", han(b, 13 + 10));
    length measure = 19 * EM - EM / 4;
    const struct line *line = &set(b, text, measure)->line[0];
    assert_int_equal(line->run[0].count, 19);
    assert_int_equal(line->width, measure);
    assert_int_equal(line->shrink, 125);
    assert_int_equal(glyph_x(line, 2), 2 * EM - EM / 8); /* （ gave an eighth */
    assert_int_equal(glyph_x(line, 4), 4 * EM - EM / 4); /* and ） another */
    assert_int_equal(glyph_x(line, 6), 6 * EM - EM / 4); /* ， nothing: its turn never came */
}

static void gaps_vanish_at_line_edges(void **state)
{
    struct bench *b = *state;
    const struct lines *lines = set(b, "中文中文abc中文中文中文中", 4 * EM);
    assert_string_equal(lines->line[0].text, "中文中文");
    assert_int_equal(lines->line[0].stretch, 0);
    assert_int_equal(lines->line[0].width, 4 * EM);
    assert_int_equal(lines->line[1].left, 0);
    assert_int_equal(glyph_x(&lines->line[1], 0), 0);
}

static void opening_mark_at_line_start_is_flush(void **state)
{
    struct bench *b = *state;
    b->style.indent = 2 * EM;
    const struct lines *lines = set(b, "“中文中文”", 20 * EM);
    assert_int_equal(lines->line[0].left, 2 * EM);
    assert_int_equal(glyph_x(&lines->line[0], 0), 2 * EM - EM / 2); /* its blank half stands outside */
    assert_int_equal(glyph_x(&lines->line[0], 1), 2 * EM + EM / 2);
    assert_int_equal(lines->line[0].width, 5 * EM);
}

/* ---- alignment, links, blanks ---- */

static void alignments(void **state)
{
    struct bench *b = *state;
    b->style.align = ALIGN_CENTER;
    assert_int_equal(set(b, "（中文）", 10 * EM)->line[0].left, 10 * EM / 2 - 3 * EM / 2);
    b->style.align = ALIGN_RIGHT;
    assert_int_equal(set(b, "中文。", 10 * EM)->line[0].left, 10 * EM - 5 * EM / 2);
    b->style.align = ALIGN_SPREAD;
    const struct lines *lines = set(b, "中文中", 6 * EM);
    assert_int_equal(lines->line[0].width, 6 * EM);
    assert_int_equal(glyph_x(&lines->line[0], 1), EM + 3 * EM / 2);
    assert_int_equal(glyph_x(&lines->line[0], 2), 5 * EM);
    lines = set(b, "中", 6 * EM);
    assert_int_equal(lines->line[0].left, 5 * EM / 2);
    assert_int_equal(lines->line[0].width, EM);
}

static void decimal_points(void **state)
{
    struct bench *b = *state;
    b->style.align = ALIGN_DECIMAL;
    static const struct width rows[] = {
        {"85.7%", 1000}, {"1,234", 2500}, {"1,234.50", 2500}, {"12家", 1000},
        {"7", 500},      {"-0.5", 1000},  {"—", 1000},        {"未报", 2000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(set(b, rows[i].text, 20 * EM)->line[0].point,
                         length_scale(EM, rows[i].thousandths, 1000));
}

static void links_and_blanks_have_their_extent(void **state)
{
    struct bench *b = *state;
    struct run runs[] = {
        {.kind = RUN_TEXT, .text = "中文（"},
        {.kind = RUN_TEXT, .text = "附件1", .to = "att1"},
        {.kind = RUN_TEXT, .text = "）中"},
        {.kind = RUN_BLANK, .width = 850},
    };
    struct para para = {.run = runs, .run_count = 4};
    b->style.indent = 2 * EM;
    const struct line *line = &set_para(b, &para, 28 * EM)->line[0];
    assert_int_equal(line->link_count, 1);
    assert_string_equal(line->link[0].to, "att1");
    assert_int_equal(line->link[0].x, 3 * EM); /* from the line's left: 中 文 （ */
    assert_int_equal(line->link[0].width, 2 * EM + EM / 4 + EM / 2);
    assert_int_equal(line->blank_count, 1);
    assert_int_equal(line->blank[0].x, 7 * EM + EM * 3 / 4);
    assert_int_equal(line->blank[0].width, length_scale(EM, 850, 100));
}

/* ---- what comes out ---- */

/* The text without what a line may drop: spaces, wishes for a break or against one, and a character that no
 * font has. */
static void add_kept(struct buffer *out, const char *text)
{
    static const char *const dropped[] = {" ", "\xE2\x80\x8B", "\xE2\x81\xA0", "\xEE\x80\x80"};
    while (*text) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof dropped / sizeof dropped[0] && !skip; i++)
            if (strncmp(text, dropped[i], strlen(dropped[i])) == 0)
                skip = strlen(dropped[i]);
        if (!skip)
            buffer_putc(out, *text);
        text += skip ? skip : 1;
    }
}

/* Every character is set once, in order; the glyphs' text is the lines', and that the paragraph's. */
static void check_complete(struct bench *b, const char *text, length measure)
{
    const struct lines *lines = set(b, text, measure);
    struct buffer got = {0}, said = {0}, kept = {0}, want = {0};
    for (int i = 0; i < lines->count; i++) {
        buffer_puts(&said, lines->line[i].text);
        add_kept(&kept, lines->line[i].text);
        for (int r = 0; r < lines->line[i].run_count; r++)
            for (int k = 0; k < lines->line[i].run[r].count; k++)
                buffer_add(&got, lines->line[i].run[r].glyph[k].text,
                           (size_t)lines->line[i].run[r].glyph[k].text_size);
    }
    add_kept(&want, text);
    if (strcmp(buffer_text(&got), buffer_text(&said)) != 0)
        fail_msg("glyphs say %s, lines %s", buffer_text(&got), buffer_text(&said));
    if (strcmp(buffer_text(&kept), buffer_text(&want)) != 0)
        fail_msg("lines say %s, the text is %s", buffer_text(&kept), buffer_text(&want));
    buffer_free(&got);
    buffer_free(&said);
    buffer_free(&kept);
    buffer_free(&want);
}

static void dashes_and_dots_keep_both_characters(void **state)
{
    check_complete(*state, "中——文……中⸺文", 4 * EM);
    const struct line *line = &set(*state, "中——文", 10 * EM)->line[0];
    assert_string_equal(line->text, "中——文");
    assert_int_equal(line->run[0].glyph[1].text_size, 3);
    assert_int_equal(line->run[0].glyph[2].text_size, 3);
    /* the ink of the two strokes: from .02 to 1.98 em behind 中, and overlapping */
    assert_int_equal(glyph_x(line, 1), EM + EM / 50);
    assert_int_equal(glyph_x(line, 2) + EM, 3 * EM - EM / 50);
    assert_int_equal(line->run_count, 1);
}

static void a_short_dash_is_made_wider(void **state)
{
    struct bench *b = *state;
    const struct line *line = &set(b, "中⸺文", 10 * EM)->line[0];
    assert_int_equal(line->run_count, 1); /* this font's dash is long enough */
    assert_int_equal(line->run[0].glyph[1].text_size, 3);
    assert_int_equal(line->run[0].glyph[2].text_size, 0);
}

static void a_character_without_glyph_is_an_error(void **state)
{
    struct bench *b = *state;
    struct para para = para_of("中\xEE\x80\x80文", b->arena);
    para.at = (struct where){"notice.xml", 7};
    const struct lines *lines = set_para(b, &para, 10 * EM);
    assert_int_equal(diag_errors(b->diag), 1);
    assert_int_equal(lines->line[0].run[0].count, 2);
    const char *told = diag_text(b->diag);
    assert_non_null(strstr(told, "notice.xml:7: error: "));
    assert_non_null(strstr(told, "U+E000"));
}

static void odd_paragraphs(void **state)
{
    struct bench *b = *state;
    assert_int_equal(set(b, "", EM)->count, 0);
    assert_int_equal(set(b, "   \xE3\x80\x80", EM)->count, 0);
    assert_int_equal(natural(b, ""), 0);
    assert_int_equal(set(b, "\xE3\x80\x80\xE3\x80\x80中", 9 * EM)->line[0].width, EM);
    assert_true(set(b, "，，，，", EM)->count >= 1);
    assert_true(set(b, "（（（（", EM)->count >= 1);
    assert_true(set(b, han(b, 5000), 28 * EM)->count == 179);
    b->style.size = 0;
    assert_true(set(b, "中文 a b ——", 28 * EM)->count == 1);
}

/* Texts that make a search go far for every character must not take for ever; valgrind and sanitizers run
 * this, too, so that the texts are no longer than they need be to show. */
static void hostile_texts_end(void **state)
{
    static const char *const atoms[] = {"“", "\xEE\x80\x80", "a",        "—", "一", "（一",
                                        "-", "第一",         "\xCC\x81", "《"};
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof atoms / sizeof atoms[0]; i++) {
        struct buffer text = {0};
        for (int k = 0; k < 20000; k++)
            buffer_puts(&text, atoms[i]);
        check_complete(b, buffer_text(&text), 28 * EM);
        b->style.balance = true;
        b->style.align = ALIGN_CENTER;
        set(b, buffer_text(&text), 28 * EM);
        b->style = (struct style){.face = FACE_FANGSONG, .size = EM, .condense = 1000};
        buffer_free(&text);
    }
}

/* Whatever comes, full lines end at the same unit and nothing is lost. */
static void random_texts_are_set_whole(void **state)
{
    static const char *const atoms[] = {"中",
                                        "文",
                                        "年",
                                        "，",
                                        "。",
                                        "（",
                                        "）",
                                        "《",
                                        "》",
                                        "“",
                                        "”",
                                        "——",
                                        "……",
                                        "·",
                                        "a",
                                        "B",
                                        "5",
                                        "12",
                                        "%",
                                        " ",
                                        "-",
                                        "—",
                                        "～",
                                        "/",
                                        "、",
                                        "第",
                                        "〔",
                                        "〕",
                                        "●",
                                        "①",
                                        ".",
                                        ",",
                                        "(",
                                        ")",
                                        "！",
                                        "？",
                                        "\xE2\x80\x8B",
                                        "\xE2\x81\xA0",
                                        "￥",
                                        "\xCC\x81",
                                        "亿"};
    struct bench *b = *state;
    unsigned seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct buffer text = {0};
        seed = seed * 1103515245 + 12345;
        int count = (int)(seed >> 16) % 120, measure = 2 + (int)(seed >> 8) % 30;
        for (int i = 0; i < count; i++) {
            seed = seed * 1103515245 + 12345;
            unsigned pick = (seed >> 16) % (2 * sizeof atoms / sizeof atoms[0]);
            buffer_puts(&text, atoms[pick < sizeof atoms / sizeof atoms[0] ? pick : pick % 3]);
        }
        static const enum align aligns[] = {ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_DECIMAL,
                                            ALIGN_SPREAD};
        b->style.align = aligns[round % 5];
        b->style.balance = round % 5 == 1;
        b->style.narrow = round % 2;
        check_complete(b, buffer_text(&text), measure * EM);
        b->style = (struct style){.face = FACE_FANGSONG, .size = EM, .condense = 1000};
        check_complete(b, buffer_text(&text), measure * EM);
        const struct lines *lines = set(b, buffer_text(&text), measure * EM);
        for (int i = 0; i < lines->count; i++) {
            const struct line *line = &lines->line[i];
            if (measure >= 12 && line->left + line->width > measure * EM)
                fail_msg("a line of %d sticks out: %s", measure, line->text);
            if (measure >= 16 && !line->last && line->left + line->width != measure * EM)
                fail_msg("a line of %d isn't full: %s", measure, line->text);
        }
        buffer_free(&text);
        arena_free(b->arena);
        b->arena = arena_new();
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, make_bench, free_bench)
    const struct CMUnitTest tests[] = {
        T(marks_that_meet_lose_half_an_em),
        T(marks_at_the_edges_are_half_wide),
        T(cells_don_t_depend_on_the_font),
        T(gaps_between_han_and_western_text),
        T(quotes_in_western_text_are_western),
        T(squeeze_doesn_t_see_fonts),
        T(condensed_type_is_narrower),
        T(plain_han_sits_on_the_grid),
        T(a_lone_last_character_is_pulled_in_or_gets_company),
        T(stretch_is_even_and_exact),
        T(squeeze_goes_step_by_step),
        T(gaps_vanish_at_line_edges),
        T(opening_mark_at_line_start_is_flush),
        T(alignments),
        T(decimal_points),
        T(links_and_blanks_have_their_extent),
        T(dashes_and_dots_keep_both_characters),
        T(a_short_dash_is_made_wider),
        T(a_character_without_glyph_is_an_error),
        T(odd_paragraphs),
        T(hostile_texts_end),
        T(random_texts_are_set_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
