#include "typeset/ink.h"

static struct ink_extent em_box(length size)
{
    return (struct ink_extent){line_ascent(size), size - line_ascent(size)};
}

static struct ink_extent join(struct ink_extent a, struct ink_extent b)
{
    return (struct ink_extent){a.above > b.above ? a.above : b.above, a.below > b.below ? a.below : b.below};
}

/* False for a glyph without outline. */
static bool glyph_ink(const struct glyph_run *run, int i, struct ink_extent *out)
{
    struct ink_box ink;
    const struct glyph *g = &run->glyph[i];
    if (!font_ink(run->font, g->id, &ink))
        return false;
    out->above = length_scale(run->size, ink.top, run->font->upem) - g->dy;
    out->below = -length_scale(run->size, ink.bottom, run->font->upem) + g->dy;
    return true;
}

struct ink_extent run_ink(const struct glyph_run *run, int from, int to)
{
    struct ink_extent all = {0, 0}, one;
    bool any = false;
    for (int i = from; i < to; i++) {
        if (!glyph_ink(run, i, &one))
            continue;
        all = any ? join(all, one) : one;
        any = true;
    }
    return any ? all : em_box(run->size);
}

struct ink_extent line_ink(const struct line *line, length size)
{
    if (line->run_count == 0)
        return em_box(size);
    struct ink_extent all = run_ink(&line->run[0], 0, line->run[0].count);
    for (int i = 1; i < line->run_count; i++)
        all = join(all, run_ink(&line->run[i], 0, line->run[i].count));
    return all;
}
