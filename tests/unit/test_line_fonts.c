/* The line with the real fonts of the set-up: what looked-up glyphs owe to HarfBuzz, and marks whose fonts
 * draw them otherwise than the line needs. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/paths.h"
#include "base/text.h"
#include "diag_text.h"
#include "typeset/class.h"
#include "typeset/line.h"

enum { EM = 10000000 };

struct bench {
    struct fontset *fonts;
    struct arena *arena;
    struct diag *diag;
    struct style style;
};

static int make_bench(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    char folder[PATH_MAX];
    b->arena = arena_new();
    b->diag = diag_new();
    b->fonts = paths_data_dir("fonts", folder, sizeof folder) ? fontset_open(folder, b->diag) : NULL;
    b->style = (struct style){.face = FACE_FANGSONG, .strong = FACE_HEITI, .size = EM, .condense = 1000};
    *state = b;
    return b->fonts ? 0 : -1;
}

static int free_bench(void **state)
{
    struct bench *b = *state;
    fontset_free(b->fonts);
    arena_free(b->arena);
    diag_free(b->diag);
    free(b);
    return 0;
}

static const struct line *set_in(struct bench *b, enum face face, const char *text)
{
    b->style.face = face;
    struct para para = para_of(text, b->arena);
    return lines_set(&para, &b->style, 100 * EM, b->fonts, b->arena, b->diag)->line;
}

/* Shapes one character as HarfBuzz would in Chinese text, with the squeezing features off. */
static hb_codepoint_t shaped(const struct font *font, uint32_t c, int *advance)
{
    static const char *const off[] = {"chws=0", "halt=0", "palt=0", "vert=0"};
    hb_feature_t features[4];
    for (int i = 0; i < 4; i++)
        assert_true(hb_feature_from_string(off[i], -1, &features[i]));
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_codepoints(buffer, &c, 1, 0, 1);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_shape(font->hb, buffer, features, 4);
    assert_int_equal(hb_buffer_get_length(buffer), 1);
    hb_codepoint_t glyph = hb_buffer_get_glyph_infos(buffer, NULL)[0].codepoint;
    *advance = hb_buffer_get_glyph_positions(buffer, NULL)[0].x_advance;
    hb_buffer_destroy(buffer);
    return glyph;
}

/* Looking glyphs up gives what shaping gives, for the 6,763 characters of GB 2312 and for the marks. */
static void lookup_equals_shaping(void **state)
{
    struct bench *b = *state;
    int tried = 0;
    for (int face = 0; face < FACE_COUNT; face++) {
        for (uint32_t c = 0x2010; c < 0xFF60; c = c == 0x2642   ? 0x3000
                                                  : c == 0x3029 ? 0x4E00
                                                  : c == 0x9FA5 ? 0xFF01
                                                                : c + 1) {
            const struct font_char *served = fontset_char(b->fonts, (enum face)face, c, 0);
            enum char_class class = class_of(c);
            if (!served->font || class >= CLASS_LAST_SET || class_rules[class].western)
                continue;
            int advance;
            hb_codepoint_t glyph = shaped(served->font, c, &advance);
            if (glyph != served->glyph || advance != served->advance)
                fail_msg("U+%04X in %s: glyph %u advance %d, shaped %u %d", (unsigned)c, served->font->name,
                         served->glyph, served->advance, glyph, advance);
            tried++;
        }
    }
    assert_true(tried > 5 * 6763);
}

/* Nothing reaches from one Han character to the next: a whole sentence shaped gives the same glyphs. */
static void no_feature_reaches_over_characters(void **state)
{
    static const char text[] = "以习近平新时代中国特色社会主义思想为指导全面贯彻落实党的二十大精神门直角骨";
    struct bench *b = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        hb_buffer_t *buffer = hb_buffer_create();
        hb_buffer_add_utf8(buffer, text, -1, 0, -1);
        hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
        hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
        hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
        hb_shape(fontset_face(b->fonts, (enum face)face)->hb, buffer, NULL, 0);
        unsigned count;
        const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
        const struct glyph_run *run = set_in(b, (enum face)face, text)->run;
        assert_int_equal(run->count, count);
        for (unsigned i = 0; i < count; i++)
            assert_int_equal(run->glyph[i].id, info[i].codepoint);
        hb_buffer_destroy(buffer);
    }
}

/* Ink of a line's glyphs from which to which thousandth of em, runs condensed as they say. */
static void ink_extent(const struct line *line, int first, int count, int *from, int *to)
{
    double left = 1e9, right = -1e9;
    int k = 0;
    for (int r = 0; r < line->run_count; r++) {
        const struct glyph_run *run = &line->run[r];
        for (int i = 0; i < run->count; i++, k++) {
            if (k < first || k >= first + count)
                continue;
            hb_glyph_extents_t e;
            assert_true(hb_font_get_glyph_extents(run->font->hb, run->glyph[i].id, &e));
            double unit = (double)run->size * run->condense / 1000 / run->font->upem;
            double x = line->run_x[r] + run->glyph[i].dx;
            left = x + e.x_bearing * unit < left ? x + e.x_bearing * unit : left;
            right = x + (e.x_bearing + e.width) * unit > right ? x + (e.x_bearing + e.width) * unit : right;
        }
    }
    *from = (int)(left * 1000 / EM + 0.5);
    *to = (int)(right * 1000 / EM + 0.5);
}

static void a_dash_is_one_stroke_of_two_em(void **state)
{
    struct bench *b = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct line *line = set_in(b, (enum face)face, "一——一");
        int from, to, first_end, second_begin;
        assert_int_equal(line->width, 4 * EM);
        ink_extent(line, 1, 2, &from, &to);
        assert_in_range(from, 1015, 1025);
        assert_in_range(to, 2975, 2985);
        ink_extent(line, 1, 1, &from, &first_end);
        ink_extent(line, 2, 1, &second_begin, &to);
        assert_true(second_begin < first_end); /* no gap between the two */
    }
}

static void a_connector_keeps_off_the_figures(void **state)
{
    struct bench *b = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct line *line = set_in(b, (enum face)face, "5—5");
        int from, to, digit = (int)((int64_t)(line->width - EM) / 2 * 1000 / EM);
        ink_extent(line, 1, 1, &from, &to);
        assert_in_range(from - digit, 60, 140);
        assert_in_range(digit + 1000 - to, 60, 140);
    }
}

static void dots_are_in_the_middle(void **state)
{
    struct bench *b = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct line *line = set_in(b, (enum face)face, "……");
        const struct glyph *g = &line->run[0].glyph[0];
        hb_glyph_extents_t e;
        assert_true(hb_font_get_glyph_extents(line->run[0].font->hb, g->id, &e));
        double middle = (e.y_bearing + e.height / 2.0) / line->run[0].font->upem - (double)g->dy / EM;
        assert_true(middle > 0.377 && middle < 0.383); /* of the em box, .38 above the base line */
        assert_int_equal(line->width, 2 * EM);
        int from, to;
        ink_extent(line, 0, 2, &from, &to);
        assert_in_range(from + to, 1990, 2010); /* and across */
    }
}

static void marks_keep_to_their_half(void **state)
{
    static const char *const closing[] = {"，", "。", "、", "；", "：", "？",
                                          "！", "）", "》", "”",  "’",  "〕"};
    static const char *const opening[] = {"（", "《", "“", "‘", "〔", "【"};
    struct bench *b = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        int from, to;
        for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++) {
            char *text = arena_printf(b->arena, "一%s一", closing[i]);
            ink_extent(set_in(b, (enum face)face, text), 1, 1, &from, &to);
            if (from < 995 || to > 1535)
                fail_msg("%s in face %d: ink from %d to %d", closing[i], face, from, to);
        }
        for (size_t i = 0; i < sizeof opening / sizeof opening[0]; i++) {
            char *text = arena_printf(b->arena, "一%s一", opening[i]);
            ink_extent(set_in(b, (enum face)face, text), 1, 1, &from, &to);
            if (from < 1465 || to > 2005)
                fail_msg("%s in face %d: ink from %d to %d", opening[i], face, from, to);
        }
    }
}

static void a_yuan_is_no_dollar(void **state)
{
    struct bench *b = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct glyph *yuan = set_in(b, (enum face)face, "￥")->run->glyph;
        assert_int_equal(yuan->id, fontset_char(b->fonts, (enum face)face, 0xA5, 0)->glyph);
        assert_string_equal(arena_strndup(b->arena, yuan->text, (size_t)yuan->text_size), "￥");
    }
}

static void signs_fit_their_em(void **state)
{
    static const char *const signs[] = {"●", "○", "▲", "■", "◆", "★", "①"};
    struct bench *b = *state;
    for (int face = 0; face < FACE_COUNT; face++)
        for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
            const struct line *line = set_in(b, (enum face)face, signs[i]);
            int from, to;
            ink_extent(line, 0, 1, &from, &to);
            assert_true(to - from <= 930);
            assert_in_range(from + to, (int)((int64_t)line->width * 1000 / EM) - 3,
                            (int)((int64_t)line->width * 1000 / EM) + 3);
        }
}

/* The title's font kerns: AV is narrower than A and V; the body's doesn't, and its letters keep their
 * advance. */
/* ′ and ″ of a Chinese font stand in an em; here no hole follows them, and ° % ℃ keep their font's cells. */
static void primes_are_as_wide_as_their_ink(void **state)
{
    struct bench *b = *state;
    static const char *const with[] = {"25′", "25″", "25°", "25%", "25℃"};
    for (int face = FACE_FANGSONG; face <= FACE_SONGTI; face++)
        for (int i = 0; i < 5; i++) {
            length figures = set_in(b, (enum face)face, "25")->width;
            const struct line *line = set_in(b, (enum face)face, with[i]);
            const struct glyph_run *last = &line->run[line->run_count - 1];
            if (i >= 2) {
                assert_int_equal(line->width - figures, last->glyph[last->count - 1].advance);
                continue;
            }
            int from, to;
            ink_extent(line, 2, 1, &from, &to);
            assert_in_range(from - (int)((int64_t)figures * 1000 / EM), 40, 80);
            assert_in_range((int)((int64_t)line->width * 1000 / EM) - to, 40, 80);
        }
}

/* ⁸ and ₂ that a font lacks are its own figures, smaller, with their feet above the line's middle or their
 * heads below the figures'. */
static void superiors_match_their_figures(void **state)
{
    struct bench *b = *state;
    static const struct {
        const char *text, *base;
        bool raised;
    } rows[] = {
        {"10⁸", "8", true}, {"10³", "3", true}, {"m¹", "1", true}, {"CO₂", "2", false}, {"x₉", "9", false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct line *line = set_in(b, FACE_FANGSONG, rows[i].text);
        const struct glyph_run *small = &line->run[line->run_count - 1];
        const struct line *base = set_in(b, FACE_FANGSONG, rows[i].base);
        assert_ptr_equal(small->font, base->run[0].font);
        assert_int_equal(small->count, 1);
        assert_int_equal(small->glyph[0].id, base->run[0].glyph[0].id);
        assert_memory_equal(small->glyph[0].text, strchr(rows[i].text, '\0') - small->glyph[0].text_size,
                            (size_t)small->glyph[0].text_size);
        assert_in_range(small->size, EM / 2, EM * 2 / 3);
        hb_glyph_extents_t e;
        assert_true(hb_font_get_glyph_extents(small->font->hb, small->glyph[0].id, &e));
        double unit = (double)small->size / small->font->upem, up = -(double)small->glyph[0].dy;
        double top = (up + e.y_bearing * unit) / EM, foot = (up + (e.y_bearing + e.height) * unit) / EM;
        assert_true(rows[i].raised ? foot > 0.3 && top < 0.8 : foot > -0.2 && foot < -0.05 && top < 0.35);
    }
    assert_null(strstr(diag_text(b->diag), "taken from"));
}

static void western_text_is_kerned_where_the_font_kerns(void **state)
{
    struct bench *b = *state;
    assert_true(fontset_face(b->fonts, FACE_XIAOBIAOSONG)->kern);
    length pair = set_in(b, FACE_XIAOBIAOSONG, "AV")->width;
    length apart = set_in(b, FACE_XIAOBIAOSONG, "A")->width + set_in(b, FACE_XIAOBIAOSONG, "V")->width;
    assert_true(pair < apart);
    assert_int_equal(set_in(b, FACE_FANGSONG, "2024")->width, 2 * EM);
    const struct line *line =
        set_in(b, FACE_XIAOBIAOSONG, "office"); /* no ligature: six characters, six glyphs */
    assert_int_equal(line->run[0].count, 6);
}

static void combining_marks_stay_with_their_letter(void **state)
{
    struct bench *b = *state;
    const struct line *line = set_in(b, FACE_XIAOBIAOSONG, "e\xCC\x81s");
    assert_string_equal(line->text, "e\xCC\x81s");
    assert_int_equal(line->run[0].glyph[0].text_size, 3);
}

/* In a font that kerns, a letter with a mark behind letters without. */
static void combining_marks_may_follow_plain_letters(void **state)
{
    struct bench *b = *state;
    const struct line *line = set_in(b, FACE_XIAOBIAOSONG, "coding\u0301 rule");
    assert_non_null(line);
    assert_string_equal(line->text, "coding\u0301 rule");
    assert_int_equal(diag_status(b->diag), 0);
}

/* A letter that the role's font has goes with its mark to a font that has both. */
static void letters_follow_their_marks(void **state)
{
    struct bench *b = *state;
    const struct line *line = set_in(b, FACE_FANGSONG, "x\u0301y");
    assert_int_equal(line->run_count, 2);
    assert_string_equal(line->run[0].font->name, "NotoSerifCJKsc-Regular");
    assert_string_equal(line->run[1].font->name, "FandolFang-Regular");
    assert_int_equal(line->run[0].glyph[0].text_size, 3);
    assert_int_equal(diag_errors(b->diag), 0);
    assert_non_null(strstr(diag_text(b->diag), "(U+0301) is not in FandolFang-Regular, taken from Noto"));
}

/* Where none has, it is the mark that is named. */
static void a_missing_mark_is_named(void **state)
{
    struct bench *b = *state;
    const struct line *line = set_in(b, FACE_FANGSONG, "a\u1AB0b");
    assert_string_equal(line->run[0].font->name, "FandolFang-Regular");
    assert_string_equal(diag_text(b->diag), "tongbao: error: no font has the character: a\u1AB0 (U+1AB0)\n");
}

/* However many marks there are, and from however many fonts. */
static void many_marks_are_set_soon(void **state)
{
    struct bench *b = *state;
    struct buffer text = {0};
    buffer_puts(&text, "a\u1AB0");
    for (int i = 0; i < 60000; i++)
        buffer_puts(&text, i % 2 ? "\u20DD" : "\u0308");
    alarm(20);
    set_in(b, FACE_FANGSONG, buffer_text(&text));
    alarm(0);
    assert_non_null(strstr(diag_text(b->diag), "(U+1AB0)\n"));
    buffer_free(&text);
}

static void fallback_is_noted_once_and_keeps_the_cell(void **state)
{
    struct bench *b = *state;
    const struct line *line = set_in(b, FACE_FANGSONG, "镕基𠮷镕");
    assert_int_equal(line->width, 4 * EM);
    assert_int_equal(line->run_count, 3);
    assert_string_equal(line->run[0].font->name, "NotoSerifCJKsc-Regular");
    assert_string_equal(line->run[1].font->name, "FandolFang-Regular");
    assert_int_equal(diag_errors(b->diag), 0);
    const char *text = diag_text(b->diag);
    const char *first = strstr(text, "U+9555");
    assert_non_null(first);
    assert_null(strstr(first + 1, "U+9555"));
    assert_non_null(strstr(text, "U+20BB7"));
}

static void a_variation_without_font_takes_the_base(void **state)
{
    struct bench *b = *state;
    const struct line *line = set_in(b, FACE_FANGSONG, "中\xF3\xA0\x87\xAF文"); /* U+4E2D U+E01EF */
    assert_int_equal(line->width, 2 * EM);
    assert_int_equal(line->run[0].glyph[0].text_size, 7);
    assert_int_equal(diag_errors(b->diag), 0);
    const char *text = diag_text(b->diag);
    assert_non_null(strstr(text, "note: no font has the variant"));
    assert_non_null(strstr(text, "(U+4E2D U+E01EF)"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, make_bench, free_bench)
    const struct CMUnitTest tests[] = {
        T(lookup_equals_shaping),
        T(no_feature_reaches_over_characters),
        T(a_dash_is_one_stroke_of_two_em),
        T(a_connector_keeps_off_the_figures),
        T(dots_are_in_the_middle),
        T(marks_keep_to_their_half),
        T(a_yuan_is_no_dollar),
        T(signs_fit_their_em),
        T(primes_are_as_wide_as_their_ink),
        T(superiors_match_their_figures),
        T(western_text_is_kerned_where_the_font_kerns),
        T(combining_marks_stay_with_their_letter),
        T(combining_marks_may_follow_plain_letters),
        T(letters_follow_their_marks),
        T(a_missing_mark_is_named),
        T(many_marks_are_set_soon),
        T(fallback_is_noted_once_and_keeps_the_cell),
        T(a_variation_without_font_takes_the_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
