/*
 * fixed_font.h - a font whose advances are known by heart: Han characters and full-width marks one em, all
 * else half an em, so that a test's expectations can be worked out with pencil and paper. It has no private
 * use characters; its marks stand in their half of the cell as GB/T 15834 wants them.
 */
#ifndef TONGBAO_TESTS_FIXED_FONT_H
#define TONGBAO_TESTS_FIXED_FONT_H

#include "typeset/class.h"
#include "typeset/font.h"

static hb_bool_t fixed_glyph(hb_font_t *font, void *data, hb_codepoint_t c, hb_codepoint_t *glyph, void *user)
{
    (void)font;
    (void)data;
    (void)user;
    *glyph = c;
    return c >= 0x20 && !(c >= 0xE000 && c < 0xF900) && c < 0x30000;
}

static struct class_rule fixed_rule(hb_codepoint_t c)
{
    enum char_class class = class_of(c);
    return class_rules[class < CLASS_LAST_SET ? class : CLASS_LETTER];
}

static hb_position_t fixed_advance(hb_font_t *font, void *data, hb_codepoint_t c, void *user)
{
    (void)font;
    (void)data;
    (void)user;
    bool wide = c >= 0x2E80 || fixed_rule(c).cell == 1000 || class_of(c) == CLASS_SYMBOL;
    return wide ? 1000 : 500;
}

/* A rectangle of ink. */
static void fixed_shape(hb_font_t *font, void *data, hb_codepoint_t c, hb_draw_funcs_t *draw, void *to,
                        void *user)
{
    (void)font;
    (void)data;
    (void)user;
    uint8_t slack = fixed_rule(c).slack;
    float left = slack == LEFT_SIDE ? 600 : slack == RIGHT_SIDE ? 100 : 0;
    float right = slack ? left + 300 : 1000;
    hb_draw_state_t state = {0};
    if (c == ' ')
        return;
    hb_draw_move_to(draw, to, &state, left, 0);
    hb_draw_line_to(draw, to, &state, right, 0);
    hb_draw_line_to(draw, to, &state, right, 800);
    hb_draw_line_to(draw, to, &state, left, 800);
    hb_draw_close_path(draw, to, &state);
}

/* One font for all roles, or with second set a second one of the same kind for 黑体. */
struct fixed {
    struct font font[2];
    struct fontset *set;
};

static void fixed_make(struct fixed *fixed)
{
    hb_font_funcs_t *funcs = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(funcs, fixed_glyph, NULL, NULL);
    hb_font_funcs_set_glyph_h_advance_func(funcs, fixed_advance, NULL, NULL);
    hb_font_funcs_set_glyph_shape_func(funcs, fixed_shape, NULL, NULL);
    for (int i = 0; i < 2; i++) {
        struct font *font = &fixed->font[i];
        *font = (struct font){.id = i, .path = i ? "fixed-2" : "fixed", .name = i ? "Fixed-2" : "Fixed"};
        font->upem = 1000;
        font->face = hb_face_get_empty();
        font->hb = hb_font_create(font->face);
        hb_font_set_scale(font->hb, 1000, 1000);
        hb_font_set_funcs(font->hb, funcs, NULL, NULL);
    }
    hb_font_funcs_destroy(funcs);
    const struct font *faces[FACE_COUNT];
    for (int i = 0; i < FACE_COUNT; i++)
        faces[i] = &fixed->font[i == FACE_HEITI];
    fixed->set = fontset_of(faces, NULL);
}

static void fixed_free(struct fixed *fixed)
{
    fontset_free(fixed->set);
    hb_font_destroy(fixed->font[0].hb);
    hb_font_destroy(fixed->font[1].hb);
}

#endif
