/*
 * Measuring a table.
 *
 * Cells are put on the grid first, spans included, and each says how wide it would like to be; table_widths.c
 * decides. Then the cells are broken into lines, figures of a column share a decimal point, and the highest
 * cell makes its row's height; one over several rows has all of theirs.
 *
 * Such a cell has its text on each page that holds some of its rows, so these are held together only where
 * either side would have no room for it. Where that holds together more than a page, the cell is parted.
 */
#include "typeset/table.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool cell_is_figure(const struct cell *cell)
{
    const char *text = cell->para.run_count > 0 ? cell->para.run[0].text : NULL;
    if (!text)
        return false;
    uint32_t c = text_next(&text);
    if (c == '-' || c == '+' || c == 0x2212)
        c = text_next(&text);
    return c >= '0' && c <= '9';
}

bool cell_is_head(const struct cell *cell)
{
    return cell->header && !cell->row_header;
}

/* ---- the grid ---- */

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static const struct block_style *cell_style(const struct table *table, const struct cell *cell)
{
    if (cell_is_head(cell))
        return text_style(table->small ? TEXT_CELL_HEAD : TEXT_CELL_HEAD_BODY);
    return text_style(table->small ? TEXT_CELL : TEXT_CELL_BODY);
}

/* Puts a row's cells into the columns that no cell from above takes; busy: by column, the first row that is
 * free again. */
static void place_row(struct setter *s, struct table_layout *t, int r, int busy[COLUMNS_MOST])
{
    const struct row *row = &t->table->row[r];
    int section_end = r < t->head ? t->head : t->rows;
    for (int i = 0, column = 0; i < row->cell_count; i++) {
        while (column < COLUMNS_MOST && busy[column] > r)
            column++;
        if (column == COLUMNS_MOST) {
            diag_at(s->diag, MESSAGE_OFF_PAGE, row->cell[i].para.at, _("more than %d columns"), COLUMNS_MOST);
            return;
        }
        struct table_cell *c = arena_push(s->arena, &t->cell, &t->cell_count, &t->cell_capacity, sizeof *c);
        *c = (struct table_cell){.cell = &row->cell[i],
                                 .row = r,
                                 .column = column,
                                 .rowspan = clamp(row->cell[i].rowspan, 1, section_end - r),
                                 .style = cell_style(t->table, &row->cell[i])};
        int wanted = clamp(row->cell[i].colspan, 1, COLUMNS_MOST - column);
        while (c->colspan < wanted && busy[column] <= r) {
            busy[column++] = r + c->rowspan;
            c->colspan++;
        }
        t->columns = column > t->columns ? column : t->columns;
    }
}

/* ---- alignment ---- */

/* A column of short labels reads best centred, one of text from the left. */
#define SHORT_EM 6

static bool column_is_short(const struct table_layout *t, int column)
{
    for (int i = 0; i < t->cell_count; i++) {
        const struct table_cell *c = &t->cell[i];
        if (c->column == column && c->colspan == 1 && c->row >= t->head &&
            c->natural > SHORT_EM * c->style->type.size)
            return false;
    }
    return true;
}

static void align_cells(struct table_layout *t)
{
    bool is_short[COLUMNS_MOST];
    for (int i = 0; i < t->columns; i++)
        is_short[i] = column_is_short(t, i);
    for (int i = 0; i < t->cell_count; i++) {
        struct table_cell *c = &t->cell[i];
        c->align = c->cell->align;
        if (cell_is_head(c->cell) && c->align == ALIGN_DEFAULT)
            c->align = ALIGN_CENTER;
        if (c->align == ALIGN_DEFAULT && c->column < t->table->column_count && c->colspan == 1)
            c->align = t->table->column[c->column].align;
        if (c->align == ALIGN_DEFAULT)
            c->align = is_short[c->column] && c->colspan == 1 ? ALIGN_CENTER : ALIGN_LEFT;
        if (c->align == ALIGN_DECIMAL && (!cell_is_figure(c->cell) || c->colspan > 1))
            c->align = ALIGN_CENTER;
    }
}

/* ---- what the cells need ---- */

/* Labels up to so many em stay on one line while there is room, and heads on two. */
#define LABEL_EM 5
#define HEAD_EM 10

static length wish_of(const struct table_layout *t, const struct table_cell *c)
{
    length size = c->style->type.size, text = c->natural - 2 * t->pad_x, wish = c->least;
    if (text <= (cell_is_head(c->cell) ? 2 : LABEL_EM) * size)
        wish = c->natural;
    else if (cell_is_head(c->cell))
        wish = text / (text > HEAD_EM * size ? 3 : 2) + size / 2 + 2 * t->pad_x;
    return wish > c->least ? wish : c->least;
}

/* Wider than this is all the same; sums of so wide columns stay far from overflow. */
#define CELL_MOST (20 * PAPER_HEIGHT)

static length capped(length natural)
{
    return natural < CELL_MOST ? natural : CELL_MOST;
}

static void measure_cells(struct setter *s, struct table_layout *t)
{
    for (int i = 0; i < t->cell_count; i++) {
        struct table_cell *c = &t->cell[i];
        const struct para *para = &c->cell->para;
        const struct style *style = &c->style->type;
        c->natural = capped(set_natural(s, para, style)) + 2 * t->pad_x;
        c->least =
            capped(line_store_least(s->lines, para, style, s->fonts, s->arena, s->diag)) + 2 * t->pad_x;
        if (c->natural < c->least)
            c->natural = c->least;
        list_find(s, c);
        c->wish = wish_of(t, c);
    }
}

/*
 * Figures of a column share the place of the point, so the column must hold the longest part before it and
 * the longest behind. They are never broken: their lines are final.
 */
static void measure_figures(struct setter *s, struct table_layout *t)
{
    t->point = arena_array(s->arena, (size_t)t->columns, sizeof *t->point);
    t->figure = arena_array(s->arena, (size_t)t->columns, sizeof *t->figure);
    length after[COLUMNS_MOST] = {0};
    for (int i = 0; i < t->cell_count; i++) {
        struct table_cell *c = &t->cell[i];
        if (c->align != ALIGN_DECIMAL)
            continue;
        struct style style = c->style->type;
        style.align = ALIGN_DECIMAL;
        c->lines = set_lines(s, &c->cell->para, &style, PAPER_HEIGHT);
        if (c->lines->count == 0) /* no font has its digits, which was said */
            continue;
        const struct line *l = &c->lines->line[0];
        t->point[c->column] = length_max(t->point[c->column], l->point);
        after[c->column] = length_max(after[c->column], l->width - l->point);
    }
    for (int i = 0; i < t->columns; i++)
        t->figure[i] = t->point[i] + after[i];
    for (int i = 0; i < t->cell_count; i++) {
        struct table_cell *c = &t->cell[i];
        if (c->align == ALIGN_DECIMAL)
            c->least = c->wish = c->natural = t->figure[c->column] + 2 * t->pad_x;
    }
}

/* The widest figures stand in their column's middle. */
static void set_points(struct table_layout *t)
{
    for (int i = 0; i < t->columns; i++)
        t->point[i] += (t->column_x[i + 1] - t->column_x[i] - t->figure[i]) / 2;
}

/* ---- lines and heights ---- */

/* From this many em on, a cell's text is justified like the body's; below, justification tears holes. */
#define JUSTIFY_EM 20

static void break_cell(struct setter *s, const struct table_layout *t, struct table_cell *c)
{
    length measure = t->column_x[c->column + c->colspan] - t->column_x[c->column] - 2 * t->pad_x;
    struct style style = c->style->type;
    if (c->align == ALIGN_DECIMAL && t->figure[c->column] <= measure)
        return;
    if (c->align == ALIGN_DECIMAL)
        c->align = ALIGN_CENTER;
    style.align = c->align;
    style.narrow = measure < JUSTIFY_EM * style.size;
    if (c->align == ALIGN_LEFT && !style.narrow)
        style.align = ALIGN_DEFAULT;
    if (c->name_count > 0) {
        c->lines = list_set(s, c, &style, measure);
        return;
    }
    if (!cell_is_head(c->cell) || c->align != ALIGN_CENTER) {
        c->lines = set_lines(s, &c->cell->para, &style, measure);
        return;
    }
    length narrowed;
    c->lines = set_balanced(s, &c->cell->para, &style, c->natural - 2 * t->pad_x, measure, &narrowed);
    c->shift = (measure - narrowed) / 2;
}

int64_t table_rows_height(const struct table_layout *t, int from, int count)
{
    int64_t sum = 0;
    for (int r = from; r < from + count; r++)
        sum += t->row_height[r];
    return sum;
}

bool cell_heads_rows(const struct table_layout *t, const struct table_cell *c)
{
    return c->colspan == t->columns && c->row >= t->head && c->row + c->rowspan < t->rows;
}

/* Not where that would take the rows' room. */
bool cell_comes_again(const struct table_layout *t, const struct table_cell *c)
{
    return t->columns > 1 && c->rowspan == 1 && cell_is_head(c->cell) && cell_heads_rows(t, c) &&
           t->row_height[c->row] <= t->depth / 4;
}

static bool is_too_high(const struct table_layout *t, int64_t height)
{
    return height > t->depth - t->head_height - t->heading;
}

/* A cell over several rows makes each of them higher. */
static void fit_span(struct table_layout *t, struct table_cell *c)
{
    length wanted = lines_height(c->style, c->lines->count) + 2 * t->pad_y;
    int64_t lack = wanted - table_rows_height(t, c->row, c->rowspan);
    for (int k = 0; k < c->rowspan && lack > 0; k++) {
        length part = (length)(lack / (c->rowspan - k));
        t->row_height[c->row + k] += part;
        t->head_height += c->row < t->head ? part : 0;
        lack -= part;
    }
}

/*
 * Parts cell i: its text comes again in each of its rows, or, where it is high, stands in the first row
 * alone. The pieces are added behind all cells.
 */
static void part_span(struct setter *s, struct table_layout *t, int i)
{
    struct table_cell piece = t->cell[i];
    int end = piece.row + piece.rowspan;
    bool again = !is_too_high(t, 3 * (int64_t)lines_height(piece.style, piece.lines->count));
    t->cell[i].rowspan = piece.rowspan = 1;
    while (again && ++piece.row < end) {
        struct table_cell *to = arena_push(s->arena, &t->cell, &t->cell_count, &t->cell_capacity, sizeof *to);
        *to = piece;
    }
}

static int by_place(const void *a, const void *b)
{
    const struct table_cell *x = a, *y = b;
    return x->row != y->row ? x->row - y->row : x->column - y->column;
}

/*
 * A cell over several rows holds two of them together where either side has no room for its text. Notes that
 * by row; high: instead says whether the cell holds any of these rows, or reaches over one that is parted.
 */
static bool hold_rows(struct table_layout *t, const struct table_cell *c, const bool *high)
{
    int64_t wanted = lines_height(c->style, c->lines->count) + 2 * t->pad_y;
    int64_t above = 0, all = table_rows_height(t, c->row, c->rowspan);
    for (int r = c->row; r < c->row + c->rowspan; r++) {
        above += t->row_height[r];
        bool below = r + 1 < c->row + c->rowspan;
        bool held = below && (above < wanted || all - above < wanted);
        if (high && high[r] && (held || is_too_high(t, t->row_height[r])))
            return true;
        if (!high && below && t->keep[r] != KEEP_SPAN)
            t->keep[r] = held ? KEEP_SPAN : KEEP_CELL;
    }
    return false;
}

/* Which rows are higher than a page, alone or with those that they are held together with; NULL: none. */
static const bool *high_rows(struct setter *s, const struct table_layout *t)
{
    bool *high = NULL;
    for (int r = t->head, end; r < t->rows; r = end) {
        for (end = r + 1; end < t->rows && t->keep[end - 1] == KEEP_SPAN;)
            end++;
        if (!is_too_high(t, table_rows_height(t, r, end - r)))
            continue;
        if (!high)
            high = arena_array(s->arena, (size_t)t->rows, sizeof *high);
        memset(high + r, true, (size_t)(end - r) * sizeof *high);
    }
    return high;
}

/* Parts the cells that hold more rows than a page does; true when there were any. */
static bool part_high_spans(struct setter *s, struct table_layout *t)
{
    t->keep = arena_array(s->arena, (size_t)t->rows + 1, sizeof *t->keep);
    for (int i = 0; i < t->cell_count; i++)
        if (t->cell[i].rowspan > 1)
            hold_rows(t, &t->cell[i], NULL);
    const bool *high = high_rows(s, t);
    bool parted = false;
    for (int i = 0, count = t->cell_count; high && i < count; i++)
        if (t->cell[i].rowspan > 1 && hold_rows(t, &t->cell[i], high)) {
            part_span(s, t, i);
            parted = true;
        }
    if (parted)
        qsort(t->cell, (size_t)t->cell_count, sizeof *t->cell, by_place);
    return parted;
}

/* How high a row is whatever its cells hold. */
static length own_height(const struct setter *s, const struct row *row)
{
    return length_scale(GRID_PITCH, row->height * (100 - s->tight), 10000);
}

/* Rows as high as their cells need, those over several rows last. */
static void fit_rows(struct setter *s, struct table_layout *t)
{
    for (int r = 0; r < t->rows; r++)
        t->row_height[r] = length_max(own_height(s, &t->table->row[r]), 2 * t->pad_y);
    t->head_height = table_rows_height(t, 0, t->head);
    for (int several = 0; several <= 1; several++)
        for (int i = 0; i < t->cell_count; i++)
            if ((t->cell[i].rowspan > 1) == several)
                fit_span(t, &t->cell[i]);
    if (t->head_height > t->depth / 2) {
        t->head = 0;
        t->head_height = 0;
    }
    t->heading = 0;
    for (int i = 0; i < t->cell_count; i++)
        if (cell_comes_again(t, &t->cell[i]))
            t->heading = length_max(t->heading, t->row_height[t->cell[i].row]);
}

/* Rows that grow do so in the end: which cells are parted, and where rows are held together, doesn't hang on
 * it. */
static void set_heights(struct setter *s, struct table_layout *t)
{
    t->row_height = arena_array(s->arena, (size_t)t->rows + 1, sizeof *t->row_height);
    do
        fit_rows(s, t);
    while (part_high_spans(s, t));
    for (int r = 0; s->row_height && r < t->rows; r++)
        t->row_height[r] = length_max(t->row_height[r], s->row_height[t->number + r]);
}

/* Blank above and below a cell's text in hundredths of its size, and half of a row of one line: so that
 * setter.tight takes so many per cent of such a row. */
enum { PAD_Y = 40, ROW_HALF = 90 };

struct table_layout *table_measure(struct setter *s, const struct table *table, const struct strip *strip)
{
    struct table_layout *t = arena_alloc(s->arena, sizeof *t);
    length measure = strip->measure, size = table->small ? SIZE_5 : SIZE_3;
    length width = length_scale(LENGTH_ZI, table->width, 100);
    width = width > 0 && width < measure ? width : measure;
    *t = (struct table_layout){.table = table,
                               .rows = table->row_count,
                               .head = clamp(table->head_count, 0, table->row_count),
                               .columns = clamp(table->column_count, 1, COLUMNS_MOST),
                               .number = strip->rows + 1,
                               .x = (measure - width) / 2,
                               .pad_x = length_scale(size, 4, 10),
                               .pad_y = length_scale(size, PAD_Y - ROW_HALF * s->tight / 100, 100),
                               .depth = strip->depth};
    int busy[COLUMNS_MOST] = {0};
    for (int r = 0; r < t->rows; r++)
        place_row(s, t, r, busy);
    measure_cells(s, t);
    align_cells(t);
    measure_figures(s, t);
    t->column_x = table_widths(s, t, width);
    for (int i = 0; i < t->cell_count; i++)
        break_cell(s, t, &t->cell[i]);
    set_points(t);
    set_heights(s, t);
    return t;
}
