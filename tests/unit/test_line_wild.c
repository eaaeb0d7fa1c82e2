/* Fonts that say absurd things of their glyphs: what is believed of them is bounded, and no sum overflows
 * (which the sanitizers see). */
#include "line_bench.h"
#include "typeset/ink.h"

#include <limits.h>

/* What every glyph is said to measure. */
struct measures {
    hb_position_t advance, x, y, width, height;
};

static const struct measures wild[] = {
    {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX},
    {INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN},
    {INT32_MAX, INT32_MIN, INT32_MAX, INT32_MAX, INT32_MIN},
    {-1000, 0, 0, 1, 1},
    {0, 0, 0, 0, 1},
    {1000, INT32_MAX, 800, -1, -800},
};

static hb_position_t wild_advance(hb_font_t *font, void *data, hb_codepoint_t c, void *user)
{
    (void)font;
    (void)data;
    (void)c;
    return ((const struct measures *)user)->advance;
}

/* A curve to the opposite corner of the box, with control points beyond it. */
static void wild_shape(hb_font_t *font, void *data, hb_codepoint_t c, hb_draw_funcs_t *draw, void *to,
                       void *user)
{
    const struct measures *m = user;
    (void)font;
    (void)data;
    (void)c;
    hb_draw_state_t state = {0};
    float x = (float)m->x, y = (float)m->y, right = x + (float)m->width, foot = y + (float)m->height;
    hb_draw_move_to(draw, to, &state, x, y);
    hb_draw_cubic_to(draw, to, &state, 2 * x, 2 * y, 2 * right, 2 * foot, right, foot);
    hb_draw_line_to(draw, to, &state, right, foot);
    hb_draw_close_path(draw, to, &state);
}

/* The bench's fonts, all of whose glyphs measure so; kern: western text is shaped as a run. */
static void make_wild(struct bench *b, const struct measures *m, bool kern)
{
    hb_font_funcs_t *funcs = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(funcs, fixed_glyph, NULL, NULL);
    hb_font_funcs_set_glyph_h_advance_func(funcs, wild_advance, (void *)(uintptr_t)m, NULL);
    hb_font_funcs_set_glyph_shape_func(funcs, wild_shape, (void *)(uintptr_t)m, NULL);
    for (int i = 0; i < 2; i++) {
        hb_font_set_funcs(b->fixed.font[i].hb, funcs, NULL, NULL);
        b->fixed.font[i].kern = kern;
    }
    hb_font_funcs_destroy(funcs);
}

static void assert_believable(int64_t units)
{
    assert_true(units >= -FONT_EM_MOST * 1000 && units <= FONT_EM_MOST * 1000);
}

static void what_is_believed(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof wild / sizeof wild[0]; i++) {
        make_wild(b, &wild[i], false);
        struct fontset *set =
            fontset_of((const struct font *[]){&b->fixed.font[0], &b->fixed.font[0], &b->fixed.font[0],
                                               &b->fixed.font[0], &b->fixed.font[0]},
                       NULL);
        const struct font_char *served = fontset_char(set, FACE_FANGSONG, 0x4E2D, 0);
        assert_true(served->advance >= 0);
        assert_believable(served->advance);
        struct ink_box ink;
        font_ink(served->font, served->glyph, &ink);
        assert_believable(ink.left);
        assert_believable(ink.right);
        assert_believable(ink.top);
        assert_believable(ink.bottom);
        fontset_free(set);
    }
}

/* Whatever the style, a line's places are lengths: no unit is wider than the widest glyph, or all its marks.
 */
static void lines_of_wild_fonts(void **state)
{
    (void)state;
    static const enum align aligns[] = {ALIGN_DEFAULT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_DECIMAL,
                                        ALIGN_SPREAD};
    struct buffer text = {0};
    buffer_puts(&text, "中，（a）——文……3～5①●—‘t’12.5%￥don’t AV");
    for (int i = 0; i < 500; i++)
        buffer_puts(&text, "\xCC\x81");
    for (size_t i = 0; i < sizeof wild / sizeof wild[0]; i++)
        for (int k = 0; k < 10; k++) {
            void *made;
            make_bench(&made);
            struct bench *b = made;
            make_wild(b, &wild[i], k % 2);
            b->style.size = 22 * LENGTH_MM;
            b->style.align = aligns[k / 2];
            const struct lines *lines = set(b, buffer_text(&text), 28 * EM);
            assert_true(lines->count > 0);
            for (int l = 0; l < lines->count; l++) {
                assert_true(lines->line[l].width >= 0);
                line_ink(&lines->line[l], b->style.size);
            }
            free_bench(&made);
        }
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_believed, make_bench, free_bench),
        cmocka_unit_test(lines_of_wild_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
