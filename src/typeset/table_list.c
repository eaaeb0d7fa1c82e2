/*
 * Cells that list names: 省科技厅、省财政厅. Read in a narrow column they are clearer when lines end between
 * two names than inside one. Where each name fits on a line, the cell is broken between names alone.
 */
#include "typeset/table.h"

#include <limits.h>

enum { NAMES_LEAST = 2, NAME_MOST = 10 /* characters */ };

void list_find(struct setter *s, struct table_cell *c)
{
    const struct para *para = &c->cell->para;
    if (cell_is_head(c->cell) || para->run_count != 1 || para->run[0].kind != RUN_TEXT)
        return;
    int count = names_count(para->run[0].text, NULL);
    if (count < NAMES_LEAST)
        return;
    c->name = arena_array(s->arena, (size_t)count, sizeof *c->name);
    c->name_count = names_count(para->run[0].text, c->name);
}

/* The ink of the i-th name with the mark behind it, whose empty half doesn't count at a line's end. */
static length name_width(const struct table_cell *c, int i)
{
    length size = c->style->type.size;
    return length_capped((int64_t)c->name[i] * size + (i + 1 < c->name_count ? size / 2 : 0));
}

length list_wish(const struct table_cell *c)
{
    length most = 0;
    for (int i = 0; i < c->name_count; i++)
        if (c->name[i] <= NAME_MOST && name_width(c, i) > most)
            most = name_width(c, i);
    return most;
}

int list_lines(const struct table_cell *c, length measure)
{
    length size = c->style->type.size, x = 0;
    int lines = 1;
    for (int i = 0; i < c->name_count; i++) {
        length ink = name_width(c, i);
        if (ink > measure)
            return 0;
        if (x + ink > measure) {
            lines++;
            x = 0;
        }
        x += (c->name[i] + 1) * size;
    }
    return lines;
}

const struct lines *list_set(struct setter *s, const struct table_cell *c, const struct style *style,
                             length measure)
{
    int lines = list_lines(c, measure);
    const struct lines *plain = set_lines(s, &c->cell->para, style, measure);
    if (lines == 0 || plain->count < 2 || 2 * lines > 3 * plain->count)
        return plain;
    struct run run = c->cell->para.run[0];
    run.text = names_joined(s, run.text, INT_MAX);
    struct style left = *style;
    left.align = ALIGN_LEFT; /* names of unequal lengths leave lines unequal; stretched they would gape */
    struct para para = {&run, 1, c->cell->para.at};
    const struct lines *whole = set_lines(s, &para, &left, measure);
    return 2 * whole->count <= 3 * plain->count ? whole : plain;
}
