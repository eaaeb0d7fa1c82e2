/*
 * Where the ink of a glyph ends. HarfBuzz's extents of a CFF glyph take in the control points of its curves,
 * which may lie a tenth of an em beyond them, a millimetre or two in a red mark, whose edges the standard
 * measures from; so the outline is followed and each curve's own extremes are taken.
 */
#include "typeset/font.h"

#include <math.h>

/* A span of one coordinate, in font units. */
struct reach {
    double least, most;
};

/* Where HarfBuzz draws to. */
struct tracer {
    struct reach x, y;
    bool any;
};

static void take(struct reach *reach, double value)
{
    reach->least = fmin(reach->least, value);
    reach->most = fmax(reach->most, value);
}

/* Takes in the point of the curve p at t, if it is on it. */
static void take_at(struct reach *reach, const double p[4], double t)
{
    double s = 1 - t;
    if (t > 0 && t < 1)
        take(reach, s * s * s * p[0] + 3 * s * s * t * p[1] + 3 * s * t * t * p[2] + t * t * t * p[3]);
}

/* One coordinate of a cubic curve: it turns where its derivative a t² + b t + c is 0. */
static void take_curve(struct reach *reach, const double p[4])
{
    take(reach, p[3]);
    if (fmin(p[1], p[2]) >= reach->least && fmax(p[1], p[2]) <= reach->most)
        return;
    double a = p[3] - p[0] + 3 * (p[1] - p[2]), b = 2 * (p[0] - 2 * p[1] + p[2]), c = p[1] - p[0];
    double root = sqrt(fmax(b * b - 4 * a * c, 0));
    double q = -(b + copysign(root, b)) / 2; /* the sum that doesn't cancel */
    if (a != 0)
        take_at(reach, p, q / a);
    if (q != 0)
        take_at(reach, p, c / q);
}

/* A contour's first point has ink only when something is drawn from it. */
static void begin(struct tracer *tracer, const hb_draw_state_t *state)
{
    const double x = (double)state->current_x, y = (double)state->current_y;
    if (!tracer->any)
        *tracer = (struct tracer){{x, x}, {y, y}, true};
    take(&tracer->x, x);
    take(&tracer->y, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    struct tracer *tracer = data;
    (void)funcs, (void)user;
    begin(tracer, state);
    take(&tracer->x, (double)x);
    take(&tracer->y, (double)y);
}

/* HarfBuzz hands on quadratic curves as cubic ones where no function for them is set. */
static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
                     float y2, float x, float y, void *user)
{
    struct tracer *tracer = data;
    (void)funcs, (void)user;
    begin(tracer, state);
    take_curve(&tracer->x, (double[]){(double)state->current_x, (double)x1, (double)x2, (double)x});
    take_curve(&tracer->y, (double[]){(double)state->current_y, (double)y1, (double)y2, (double)y});
}

/* A place to the nearest font unit, cut down to what is believed. */
static int placed(const struct font *font, double place)
{
    return isfinite(place) ? font_place(font, (int64_t)round(fmax(fmin(place, INT32_MAX), INT32_MIN))) : 0;
}

static bool measure_ink(const struct font *font, uint32_t glyph, struct ink_box *out)
{
    struct tracer tracer = {0};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_font_get_glyph_shape(font->hb, glyph, funcs, &tracer);
    hb_draw_funcs_destroy(funcs);
    out->left = placed(font, tracer.x.least);
    out->right = placed(font, tracer.x.most);
    out->bottom = placed(font, tracer.y.least);
    out->top = placed(font, tracer.y.most);
    return out->top > out->bottom;
}

bool font_ink(const struct font *font, uint32_t glyph, struct ink_box *out)
{
    if (!font->ink || glyph >= hb_face_get_glyph_count(font->face))
        return measure_ink(font, glyph, out);
    struct ink_note *note = &font->ink[glyph];
    if (!note->known) {
        note->has = measure_ink(font, glyph, &note->box);
        note->known = true;
    }
    *out = note->box;
    return note->has;
}
