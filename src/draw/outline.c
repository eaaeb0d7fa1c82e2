#include "draw/outline.h"

#include "base/fatal.h"

#include <stdlib.h>

void outline_free(struct outline *outline)
{
    free(outline->piece);
    free(outline->contour);
    *outline = (struct outline){0};
}

void outline_clear(struct outline *outline)
{
    outline->count = outline->contour_count = 0;
}

void outline_add(struct outline *outline, const struct outline_piece *piece)
{
    if (outline->count == outline->capacity) {
        outline->capacity = outline->capacity * 2 + 64;
        outline->piece = must_realloc(outline->piece, (size_t)outline->capacity * sizeof *piece);
    }
    outline->piece[outline->count++] = *piece;
}

void outline_begin(struct outline *outline)
{
    if (outline->contour_count == outline->contour_capacity) {
        outline->contour_capacity = outline->contour_capacity * 2 + 16;
        outline->contour = must_realloc(outline->contour, (size_t)outline->contour_capacity * sizeof(int));
    }
    outline->contour[outline->contour_count++] = outline->count;
}

/* Where HarfBuzz draws to. */
struct taker {
    struct outline *outline;
    struct outline_point current;
    float scale;
};

/* What a broken font may put beyond any page, or nowhere. */
static float bounded(float value)
{
    const float most = OUTLINE_MOST;
    return value > -most ? value < most ? value : most : -most;
}

static struct outline_point scaled(const struct taker *taker, float x, float y)
{
    return (struct outline_point){bounded(x * taker->scale), bounded(y * taker->scale)};
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    struct taker *taker = data;
    (void)funcs, (void)state, (void)user;
    outline_begin(taker->outline);
    taker->current = scaled(taker, x, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    struct taker *taker = data;
    struct outline_point from = taker->current, to = scaled(taker, x, y);
    (void)funcs, (void)state, (void)user;
    if (from.x != to.x || from.y != to.y)
        outline_add(taker->outline, &(struct outline_piece){.p = {from, from, to, to}, .line = true});
    taker->current = to;
}

/* HarfBuzz hands on quadratic curves as cubic ones where no function for them is set. */
static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
                     float y2, float x, float y, void *user)
{
    struct taker *taker = data;
    struct outline_point to = scaled(taker, x, y);
    (void)funcs, (void)state, (void)user;
    outline_add(taker->outline, &(struct outline_piece){
                                    .p = {taker->current, scaled(taker, x1, y1), scaled(taker, x2, y2), to}});
    taker->current = to;
}

void outline_take(struct outline *outline, hb_font_t *font, uint32_t gid, float scale)
{
    struct taker taker = {.outline = outline, .scale = scale};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_font_get_glyph_shape(font, gid, funcs, &taker);
    hb_draw_funcs_destroy(funcs);
}

float outline_round(float value)
{
    const float most = 1000000;
    if (!(value > -most && value < most))
        return 0;
    return (float)(int)(value < 0 ? value - 0.5f : value + 0.5f);
}

int outline_end(const struct outline *outline, int contour)
{
    return contour + 1 < outline->contour_count ? outline->contour[contour + 1] : outline->count;
}
