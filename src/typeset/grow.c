/*
 * Rows that share what is left of their pages: those of a form that is filled in by hand.
 *
 * All have the same height, but for one whose text needs more, or that may not get so high: the largest at
 * which the strip takes no page more than with rows as low as they can be. Rows end pages, so there is no
 * formula for it; it is found by halving, and boxes' heights are all that counts for that.
 */
#include "typeset/setter.h"

/* How near the height comes to the largest: a hundredth of a line of the grid. */
enum { NEAR = GRID_PITCH / 100 };

/* How many pages there are with rows at that height, with one for an imprint that finds no room on the last.
 */
static int pages_at(struct setter *s, struct strip *strip, length level)
{
    length *height = arena_array(s->arena, (size_t)strip->count, sizeof *height);
    for (int i = 0; i < strip->count; i++) {
        struct box *box = strip->box[i];
        height[i] = box->height;
        box->height = length_max(box->height, box->most < level ? box->most : level);
    }
    struct plan plan = plan_pages(s, strip, NULL);
    for (int i = 0; i < strip->count; i++)
        strip->box[i]->height = height[i];
    return plan.count + plan.imprint_alone;
}

/* How high the highest row may get; 0: none may grow. */
static length highest(const struct strip *strip)
{
    length most = 0;
    for (int i = 0; i < strip->count; i++)
        if (strip->box[i]->most > strip->box[i]->height)
            most = length_max(most, strip->box[i]->most);
    return most;
}

length row_level(struct setter *s, struct strip *strip, length tail)
{
    length low = 0, high = highest(strip);
    if (high == 0)
        return 0;
    const length planned = strip->tail;
    strip->tail = tail;
    int pages = pages_at(s, strip, 0);
    if (pages_at(s, strip, high) <= pages)
        low = high;
    while (high - low > NEAR) {
        length level = low + (high - low) / 2;
        if (pages_at(s, strip, level) <= pages)
            low = level;
        else
            high = level;
    }
    strip->tail = planned;
    return low;
}
