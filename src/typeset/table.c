/*
 * A table as boxes: caption, head, a box a row, note.
 *
 * Each row draws the rules at its cells' edges. The head is a box that comes again on each page, and with it
 * the head cell across the table under which the page's first row stands; a table without head rows has an
 * empty one that draws the upper rule alone. A row higher than a page is cut into slices of whole lines. What
 * a cell over several rows holds is a span of the strip, for rows may be parted.
 */
#include "typeset/table.h"

/* Which cell covers each column of the row that is being drawn. */
struct cover {
    const struct table_cell *cell[COLUMNS_MOST];
};

struct table_state {
    struct setter *s;
    const struct table_layout *t;
    struct cover cover;
    int next; /* index of the first cell not yet in a row */
    int node, row_node;
};

static length width_of(const struct table_layout *t)
{
    return t->column_x[t->columns];
}

static void rule(struct table_state *st, struct box *box, length x, length y, length width, length height)
{
    box_add_item(st->s, box, rule_item(st->t->x + x, y, width, height, ink_colour(INK_BLACK)));
}

/* ---- rules ---- */

/* Verticals: the frame lies inside the table's edges, the others on theirs. */
static void vertical_rules(struct table_state *st, struct box *box, length top, length height)
{
    const struct table_layout *t = st->t;
    rule(st, box, 0, top, RULE_FRAME, height);
    rule(st, box, width_of(t) - RULE_FRAME, top, RULE_FRAME, height);
    for (int c = 1; c < t->columns; c++)
        if (!st->cover.cell[c] || st->cover.cell[c] != st->cover.cell[c - 1])
            rule(st, box, t->column_x[c] - RULE_INNER / 2, top, RULE_INNER, height);
}

/* Below row r, but for the columns of a cell that goes on; neighbouring pieces are one rule. */
static void lower_rule(struct table_state *st, struct box *box, int r, length y, length weight)
{
    const struct table_layout *t = st->t;
    for (int c = 0; c < t->columns;) {
        int from = c;
        while (c < t->columns &&
               !(st->cover.cell[c] && st->cover.cell[c]->row + st->cover.cell[c]->rowspan > r + 1))
            c++;
        if (c > from)
            rule(st, box, t->column_x[from], y - weight / 2, t->column_x[c] - t->column_x[from], weight);
        c += c == from;
    }
}

/* ---- cells ---- */

static int cell_node(struct table_state *st, const struct table_cell *c)
{
    int node = node_add(st->s, c->cell->header ? ROLE_HEADER_CELL : ROLE_CELL, st->row_node);
    struct node *n = &st->s->node[node];
    n->colspan = c->colspan;
    n->rowspan = c->rowspan;
    n->row_scope = c->cell->row_header;
    return node;
}

/* Lines [from, to) of the cell, the first one's em box at y. */
static void add_lines(struct table_state *st, struct box *box, const struct table_cell *c, int node, int from,
                      int to, length y)
{
    const struct table_layout *t = st->t;
    length x = t->x + t->column_x[c->column] + t->pad_x + c->shift;
    for (int i = from; i < to && i < c->lines->count; i++) {
        const struct line *line = &c->lines->line[i];
        length left = x;
        if (c->align == ALIGN_DECIMAL && c->colspan == 1 && i == 0)
            left = t->x + t->column_x[c->column] + t->point[c->column] - line->point - line->left;
        box_add_line(st->s, box, node, line, &c->style->type, left, y + (i - from) * c->style->pitch, false);
    }
}

/* The cells that begin in row r: which index is the first of the next row. */
static int cells_end(const struct table_state *st, int r)
{
    int i = st->next;
    while (i < st->t->cell_count && st->t->cell[i].row == r)
        i++;
    return i;
}

/* Takes the cells of row r into the cover and drops those that ended above. */
static void cover_row(struct table_state *st, int r)
{
    for (int c = 0; c < st->t->columns; c++)
        if (st->cover.cell[c] && st->cover.cell[c]->row + st->cover.cell[c]->rowspan <= r)
            st->cover.cell[c] = NULL;
    for (int i = st->next; i < cells_end(st, r); i++)
        for (int k = 0; k < st->t->cell[i].colspan; k++)
            st->cover.cell[st->t->cell[i].column + k] = &st->t->cell[i];
}

/* ---- rows ---- */

/* The text of a cell over several rows, the first of which is the strip's last box. */
static void span_set(struct table_state *st, struct strip *strip, const struct table_cell *c, int node)
{
    struct box *text = box_new(st->s, lines_height(c->style, c->lines->count));
    add_lines(st, text, c, node, 0, c->lines->count, 0);
    struct span *span =
        arena_push(st->s->arena, &strip->span, &strip->span_count, &strip->span_capacity, sizeof *span);
    *span = (struct span){text, strip->count - 1, strip->count - 1 + c->rowspan};
}

/* strip: that the row is a box of; NULL: it is one of the head's. */
static void row_set(struct table_state *st, struct strip *strip, struct box *box, int r, length top,
                    length lower_weight)
{
    const struct table_layout *t = st->t;
    st->row_node = node_add(st->s, ROLE_ROW, st->node);
    cover_row(st, r);
    int end = cells_end(st, r);
    for (int i = st->next; i < end; i++) {
        const struct table_cell *c = &t->cell[i];
        int64_t blank = table_rows_height(t, c->row, c->rowspan) - lines_height(c->style, c->lines->count);
        int node = cell_node(st, c);
        if (strip && c->rowspan > 1)
            span_set(st, strip, c, node);
        else
            add_lines(st, box, c, node, 0, c->lines->count, top + length_capped(blank / 2));
    }
    st->next = end;
    vertical_rules(st, box, top, t->row_height[r]);
    bool last = r + 1 == t->rows;
    length y = top + t->row_height[r];
    lower_rule(st, box, r, last ? y - RULE_FRAME / 2 : y, lower_weight);
}

/* The cell of row r where it is one across the whole table, and so heads the rows below; NULL: it isn't. */
static const struct table_cell *heading_of(const struct table_state *st, int r)
{
    const struct table_cell *first = st->cover.cell[0];
    return first && first->row == r && cell_heads_rows(st->t, first) ? first : NULL;
}

/* What comes again above the rows that this one heads. */
static const struct box *head_with(struct table_state *st, const struct box *head, const struct box *row)
{
    struct box *both = box_new(st->s, head->height + row->height);
    box_append(st->s, both, head, 0, 0);
    box_append(st->s, both, row, 0, head->height);
    return both;
}

static struct box *head_box(struct table_state *st)
{
    const struct table_layout *t = st->t;
    struct box *box = box_new(st->s, 0);
    length height = 0;
    for (int r = 0; r < t->head; r++) {
        row_set(st, NULL, box, r, height, r + 1 == t->head ? RULE_FRAME : RULE_INNER);
        height += t->row_height[r];
    }
    rule(st, box, 0, 0, width_of(t), RULE_FRAME);
    box->height = height;
    box->keep = KEEP_TABLE;
    return box;
}

static const struct box *foot_box(const struct table_state *st)
{
    struct box *box = box_new(st->s, 0);
    box_add_item(st->s, box,
                 rule_item(st->t->x, -RULE_FRAME / 2, width_of(st->t), RULE_FRAME, ink_colour(INK_BLACK)));
    return box;
}

/* Lines of each cell that a slice as high as the room takes. */
static int lines_in(const struct table_layout *t, const struct table_cell *c, length room)
{
    length inner = room - 2 * t->pad_y - c->style->type.size;
    return inner > 0 ? (int)(inner / c->style->pitch) + 1 : 1;
}

/* A row higher than `room` as several boxes of whole lines. */
static void slices_set(struct table_state *st, struct strip *strip, int r, length room,
                       const struct box *head, const struct box *foot)
{
    const struct table_layout *t = st->t;
    st->row_node = node_add(st->s, ROLE_ROW, st->node);
    cover_row(st, r);
    int end = cells_end(st, r), nodes[COLUMNS_MOST];
    for (int i = st->next; i < end; i++)
        nodes[i - st->next] = cell_node(st, &t->cell[i]);
    bool more = true;
    for (int slice = 0; more; slice++) {
        struct box *box = strip_add(st->s, strip, 0);
        more = false;
        for (int i = st->next; i < end; i++) {
            const struct table_cell *c = &t->cell[i];
            int n = lines_in(t, c, room), from = slice * n, left = c->lines->count - from;
            int count = left < 0 ? 0 : left < n ? left : n;
            add_lines(st, box, c, nodes[i - st->next], from, from + count, t->pad_y);
            length height = lines_height(c->style, count) + 2 * t->pad_y;
            box->height = height > box->height ? height : box->height;
            more = more || left > n;
        }
        vertical_rules(st, box, 0, box->height);
        lower_rule(st, box, r, box->height, more || r + 1 < t->rows ? RULE_INNER : RULE_FRAME);
        box->head = head;
        box->foot = foot;
    }
    st->next = end;
}

static void body_set(struct table_state *st, struct strip *strip, const struct box *head)
{
    const struct table_layout *t = st->t;
    const struct box *foot = foot_box(st), *above = head;
    for (int r = t->head; r < t->rows; r++) {
        length room = strip->depth - above->height;
        if (t->row_height[r] > room) {
            slices_set(st, strip, r, room, above, foot);
            above = heading_of(st, r) ? head : above;
            continue;
        }
        struct box *box = strip_add(st->s, strip, t->row_height[r]);
        row_set(st, strip, box, r, 0, r + 1 == t->rows ? RULE_FRAME : RULE_INNER);
        box->row = t->number + r;
        box->most = length_scale(GRID_PITCH, t->table->row[r].most, 100);
        const struct table_cell *heading = heading_of(st, r);
        box->head = heading ? head : above;
        box->foot = foot;
        box->keep = heading && t->keep[r] == KEEP_NONE ? KEEP_TABLE : t->keep[r];
        if (heading)
            above = cell_comes_again(t, heading) ? head_with(st, head, box) : head;
    }
}

/* ---- the whole ---- */

#define NOTE_GAP MM(1.2)

static void text_set(struct table_state *st, struct strip *strip, const struct para *para,
                     enum text_role role, enum role tag)
{
    if (para->run_count > 0)
        strip_para(st->s, strip, node_add(st->s, tag, st->node), para, text_style(role), st->t->x,
                   width_of(st->t));
}

/*
 * A table lower than a third of the frame isn't parted. Of a higher one two rows at least stay together at
 * the head, and two at its end.
 */
static void keep_together(struct strip *strip, int first)
{
    bool whole = boxes_height(strip, first) <= strip->depth / 3;
    for (int i = first; i + 1 < strip->count; i++)
        if (whole || i <= first + 1 || i == strip->count - 2)
            box_keep(strip->box[i], KEEP_TABLE);
}

void table_set(struct setter *s, struct strip *strip, int parent, const struct table *table, const char *id)
{
    if (table->row_count == 0)
        return;
    struct table_state st = {.s = s, .node = node_add(s, ROLE_TABLE, parent)};
    st.t = table_measure(s, table, strip);
    s->node[st.node].id = id;
    s->node[st.node].alt = table->alt;
    int first = strip->count;
    text_set(&st, strip, &table->caption, TEXT_CAPTION, ROLE_PARAGRAPH);
    for (int i = first; i < strip->count; i++)
        strip->box[i]->keep = KEEP_TABLE;
    struct box *head = head_box(&st);
    strip_push(s, strip, head);
    body_set(&st, strip, head);
    strip->rows += table->row_count;
    keep_together(strip, first);
    int note = strip->count;
    text_set(&st, strip, &table->note, TEXT_TABLE_NOTE, ROLE_NOTE);
    if (note < strip->count) {
        strip->box[note]->before = NOTE_GAP;
        strip->box[note - 1]->keep = KEEP_TABLE;
    }
    strip_frame(s, strip, first);
}
