#include "typeset/setter.h"

/*
 * 标题, 7.3.1: 2号 小标宋, centred. Its lines stand 1.25 行 apart, closer than two rows of the grid and wider
 * than one, since 22 pt type on the body's pitch looks crammed; the text below it returns to the grid, at
 * least one blank line further down.
 */
void title_set(struct setter *s, struct strip *strip, int parent, const struct para *title, length before,
               bool grid)
{
    if (title->run_count == 0)
        return;
    const struct block_style *style = text_style(TEXT_TITLE);
    int first = strip_para(s, strip, node_add(s, ROLE_TITLE, parent), title, style, 0, strip->measure);
    for (int i = first; i < strip->count; i++)
        strip->box[i]->keep = KEEP_TITLE;
    if (first == strip->count)
        return;
    strip->box[first]->before = before;
    strip->box[first]->grid = grid;
    strip->box[strip->count - 1]->after = BLANK_LINE;
}
