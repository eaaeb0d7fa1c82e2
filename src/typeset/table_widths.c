/*
 * Column widths from the content.
 *
 * A column is no narrower than its widest unbreakable piece and no wider than its longest cell on one line.
 * Where not all fit on one line, the columns are narrowed so that their typical cells need about the same
 * number of lines; one with lists of names is as wide as the longest name at first. That is close; half an em
 * at a time then goes from one column to another as long as the table gets lower, its height being estimated
 * from the cells' natural widths, since the tallest cell of a row makes its height and lines saved elsewhere
 * are saved for nothing.
 */
#include "typeset/table.h"

#include <math.h>

struct column_width {
    length least, wish, natural, set;
    length names;   /* its longest name of a list: where there is room, as wide at first as wish, but given up
                       where that makes the table lower */
    length typical; /* root mean square of the cells below the head: one long cell among short ones weighs
                       less */
    bool fixed;
};

static void widen(struct column_width *w, length least, length wish, length natural)
{
    w->least = w->least > least ? w->least : least;
    w->wish = w->wish > wish ? w->wish : wish;
    w->natural = w->natural > natural ? w->natural : natural;
}

static length share(length wanted, int64_t have, int columns)
{
    return wanted > have ? (length)((wanted - have) / columns) : 0;
}

/* A cell over several columns gives each its even part of what they lack. */
static void widen_span(struct column_width *w, const struct table_cell *c)
{
    int64_t least = 0, wish = 0, natural = 0;
    for (int k = c->column; k < c->column + c->colspan; k++) {
        least += w[k].least;
        wish += w[k].wish;
        natural += w[k].natural;
    }
    for (int k = c->column; k < c->column + c->colspan; k++)
        widen(&w[k], w[k].least + share(c->least, least, c->colspan),
              w[k].wish + share(c->wish, wish, c->colspan),
              w[k].natural + share(c->natural, natural, c->colspan));
}

static void set_typical(const struct table_layout *t, struct column_width *w)
{
    double squares[COLUMNS_MOST] = {0};
    int count[COLUMNS_MOST] = {0};
    for (int i = 0; i < t->cell_count; i++) {
        const struct table_cell *c = &t->cell[i];
        if (c->colspan > 1 || cell_is_head(c->cell))
            continue;
        squares[c->column] += (double)c->natural * c->natural;
        count[c->column]++;
    }
    for (int i = 0; i < t->columns; i++)
        w[i].typical = count[i] ? (length)sqrt(squares[i] / count[i]) : w[i].natural;
}

/* What the columns ask for; a head asks for no more than its wish, since it is better broken than a cell
 * below it. */
static void column_wishes(const struct table_layout *t, struct column_width *w)
{
    for (int i = 0; i < t->cell_count; i++) {
        const struct table_cell *c = &t->cell[i];
        if (c->colspan > 1)
            continue;
        widen(&w[c->column], c->least, c->wish, cell_is_head(c->cell) ? c->wish : c->natural);
        w[c->column].names = length_max(w[c->column].names, list_wish(c) + 2 * t->pad_x);
    }
    for (int i = 0; i < t->cell_count; i++)
        if (t->cell[i].colspan > 1)
            widen_span(w, &t->cell[i]);
    set_typical(t, w);
    for (int i = 0; i < t->columns && i < t->table->column_count; i++) {
        length width = length_scale(LENGTH_ZI, t->table->column[i].width, 100);
        if (width > 0)
            w[i] = (struct column_width){width, width, width, width, width, width, true};
    }
}

/* Widths when typical cells take about tenths/10 lines, none wider than on one line; returns their sum. */
static int64_t widths_at(struct column_width *w, int columns, int tenths)
{
    int64_t sum = 0;
    for (int i = 0; i < columns; i++) {
        if (!w[i].fixed) {
            int64_t set = (int64_t)w[i].typical * 10 / tenths;
            set = set > w[i].natural ? w[i].natural : set;
            w[i].set = length_max((length)set, length_max(w[i].wish, w[i].names));
        }
        sum += w[i].set;
    }
    return sum;
}

/* Makes the widths `total` in sum: in proportion to what they are, the free columns alone when there are any.
 */
static void scale_widths(struct column_width *w, int columns, length total)
{
    int64_t sum = 0, fixed = 0, done = 0;
    for (int i = 0; i < columns; i++) {
        sum += w[i].set;
        fixed += w[i].fixed ? w[i].set : 0;
    }
    bool all = sum == fixed || fixed >= total;
    int64_t have = all ? sum : sum - fixed, want = all ? total : total - fixed, passed = 0;
    for (int i = 0; i < columns; i++) {
        if (w[i].fixed && !all)
            continue;
        passed += w[i].set;
        int64_t edge = have > 0 ? want * passed / have : 0;
        w[i].set = (length)(edge - done);
        done = edge;
    }
}

/* Lines that the narrowest sensible columns may take. */
enum { TENTHS_MOST = 10 * 100000 };

/* Finds the least number of lines at which the columns fit; false when they don't at any. */
static bool fit_widths(struct column_width *w, int columns, length total)
{
    for (int tenths = 1; tenths <= TENTHS_MOST; tenths += 1 + tenths / 20)
        if (widths_at(w, columns, tenths) <= total)
            return true;
    return false;
}

/* Names are given up first where columns don't fit, then what is better not broken. */
static void narrow_widths(struct column_width *w, int columns, length total)
{
    if (fit_widths(w, columns, total))
        return;
    for (int i = 0; i < columns; i++)
        w[i].names = 0;
    if (fit_widths(w, columns, total))
        return;
    for (int i = 0; i < columns; i++)
        w[i].wish = w[i].least;
    fit_widths(w, columns, total);
}

/* ---- the last half em ---- */

/* A broken line is seldom quite full. */
enum { FILL_PERCENT = 96, MOVES_MOST = 100, STEP_MOST = 16, WORK_MOST = 500000 };

/* A cell of a hundred thousand characters mustn't overflow the sum of a table's lines. */
enum { LINES_MOST = 10000 };

/* How many lines a cell takes, and whether it is a list that breaks a name. */
struct lines_taken {
    int count;
    bool torn;
};

static struct lines_taken lines_at(const struct table_layout *t, const struct table_cell *c,
                                   const struct column_width *w)
{
    length measure = -2 * t->pad_x;
    for (int k = c->column; k < c->column + c->colspan; k++)
        measure += w[k].set;
    length text = c->natural - 2 * t->pad_x;
    if (text <= measure)
        return (struct lines_taken){1, false};
    int listed = c->name_count > 0 ? list_lines(c, measure) : 0;
    if (listed > 0)
        return (struct lines_taken){listed, false};
    bool torn = c->name_count > 0;
    length filled = length_scale(measure, FILL_PERCENT, 100);
    if (filled <= 0)
        return (struct lines_taken){LINES_MOST, torn};
    length lines = text / filled + 1;
    return (struct lines_taken){lines < LINES_MOST ? lines : LINES_MOST, torn};
}

/* Cells up to so many em look torn when they are broken. */
enum { SHORT_EM = 9 };

/* What a line more costs in a row's height, in a short cell, and in any other within the height of its rows:
 * two lines of short cells weigh like one of a row, and each more than any number of other lines. A list that
 * breaks a name looks worse than a short cell on two lines. */
#define ROW_LINE ((int64_t)1 << 32)
#define SHORT_LINE (ROW_LINE / 2)
#define TORN_LIST (4 * ROW_LINE)

struct trial {
    const struct table_layout *t;
    struct column_width *w;
    struct lines_taken *lines, *tried; /* by cell: of the best widths, and of those that are tried */
    int *row;                          /* by row: how many lines it is high */
    int64_t best;                      /* what the best widths cost */
    int work;
};

/* What the lines of all rows cost, each row as high as its highest cell, and those that cells over several
 * rows lack; and those of all cells: text gets what figures can spare. */
static int64_t table_cost(const struct trial *y)
{
    const struct table_layout *t = y->t;
    int64_t cost = 0;
    for (int r = 0; r < t->rows; r++)
        y->row[r] = 1;
    for (int i = 0; i < t->cell_count; i++) {
        const struct table_cell *c = &t->cell[i];
        int lines = y->tried[i].count;
        cost += y->tried[i].torn ? TORN_LIST : 0;
        if (lines > 1)
            cost += (lines - 1) * (c->natural <= SHORT_EM * c->style->type.size ? SHORT_LINE : 1);
        if (c->rowspan == 1 && lines > y->row[c->row])
            y->row[c->row] = lines;
    }
    for (int i = 0; i < t->cell_count; i++) {
        const struct table_cell *c = &t->cell[i];
        int lack = c->rowspan > 1 ? y->tried[i].count : 0;
        for (int r = c->row; r < c->row + c->rowspan && lack > 0; r++)
            lack -= y->row[r];
        y->row[c->row] += lack > 0 ? lack : 0;
    }
    for (int r = 0; r < t->rows; r++)
        cost += y->row[r] * ROW_LINE;
    return cost;
}

/* Whether the widths with columns a and b changed cost less than the best so far; then they are the best. */
static bool is_better(struct trial *y, int a, int b)
{
    const struct table_layout *t = y->t;
    for (int i = 0; i < t->cell_count; i++) {
        const struct table_cell *c = &t->cell[i];
        bool with_a = a >= c->column && a < c->column + c->colspan;
        bool with_b = b >= c->column && b < c->column + c->colspan;
        y->tried[i] = with_a != with_b ? lines_at(t, c, y->w) : y->lines[i];
    }
    int64_t cost = table_cost(y);
    if (cost >= y->best)
        return false;
    struct lines_taken *tried = y->tried;
    y->tried = y->lines;
    y->lines = tried;
    y->best = cost;
    return true;
}

/* Tries to widen column `to` by step at the cost of each other; true when that made the table lower. */
static bool move_to(struct trial *y, int to, length step)
{
    struct column_width *w = y->w;
    for (int from = 0; from < y->t->columns; from++) {
        if (from == to || w[from].fixed || w[from].set - step < w[from].wish)
            continue;
        w[from].set -= step;
        w[to].set += step;
        y->work += y->t->cell_count;
        if (is_better(y, from, to))
            return true;
        w[from].set += step;
        w[to].set -= step;
    }
    return false;
}

/* Widens one of the columns by `half` and its multiples, or by what it lacks to hold every cell on a line;
 * true when that made the table lower. */
static bool improve_once(struct trial *y, length half)
{
    for (int step = 1; step <= STEP_MOST; step *= 2)
        for (int to = 0; to < y->t->columns && y->work < WORK_MOST; to++) {
            length lack = y->w[to].natural - y->w[to].set;
            if (y->w[to].fixed)
                continue;
            if (move_to(y, to, step * half) ||
                (step == 1 && lack > 0 && lack <= STEP_MOST * half && move_to(y, to, lack)))
                return true;
        }
    return false;
}

/* Half an em and more at a time, since one half em alone often saves nothing yet. */
static void improve(struct setter *s, const struct table_layout *t, struct column_width *w)
{
    struct trial y = {.t = t, .w = w, .best = INT64_MAX};
    y.row = arena_array(s->arena, (size_t)t->rows + 1, sizeof *y.row);
    y.lines = arena_array(s->arena, (size_t)t->cell_count + 1, sizeof *y.lines);
    y.tried = arena_array(s->arena, (size_t)t->cell_count + 1, sizeof *y.tried);
    length half = (t->table->small ? SIZE_5 : SIZE_3) / 2;
    for (int i = 0; i < t->cell_count; i++)
        y.tried[i] = y.lines[i] = lines_at(t, &t->cell[i], w);
    y.best = table_cost(&y);
    for (int move = 0; move < MOVES_MOST && y.best > t->rows * ROW_LINE; move++)
        if (!improve_once(&y, half))
            return;
}

length *table_widths(struct setter *s, const struct table_layout *t, length total)
{
    struct column_width w[COLUMNS_MOST] = {0};
    column_wishes(t, w);
    narrow_widths(w, t->columns, total);
    scale_widths(w, t->columns, total);
    improve(s, t, w);
    length *x = arena_array(s->arena, (size_t)t->columns + 1, sizeof *x);
    for (int i = 0; i < t->columns; i++)
        x[i + 1] = x[i] + w[i].set;
    return x;
}
