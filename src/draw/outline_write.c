#include "draw/outline.h"

#include "draw/cff.h"

#include <limits.h>

enum {
    CS_RLINETO = 5,
    CS_HLINETO = 6,
    CS_VLINETO = 7,
    CS_RRCURVETO = 8,
    CS_ENDCHAR = 14,
    CS_RMOVETO = 21,
    CS_RCURVELINE = 24,
    CS_RLINECURVE = 25,
    CS_VVCURVETO = 26,
    CS_HHCURVETO = 27,
    CS_VHCURVETO = 30,
    CS_HVCURVETO = 31,
    ARGUMENTS = 48, /* that the stack holds */
};

/* A charstring being written: an operator follows its arguments, so it is held back while more may join. */
struct writer {
    struct buffer *out;
    int x, y;  /* the current point */
    int op;    /* held back; 0: none */
    int count; /* its arguments so far */
    int then;  /* alternating operators: which direction the next piece must start in, 'h' or 'v' */
};

static void flush(struct writer *w)
{
    if (w->op)
        buffer_putc(w->out, (char)w->op);
    w->op = w->count = 0;
}

static void put_arguments(struct writer *w, const int *argument, int count)
{
    for (int i = 0; i < count; i++)
        cff_put_number(w->out, argument[i]);
    w->count += count;
}

/* Starts the operator, or goes on with it where it is held back and has room. */
static void begin(struct writer *w, int op, int count)
{
    if (w->op != op || w->count + count > ARGUMENTS)
        flush(w);
    w->op = op;
}

/* oblique: as if it were no line along an axis. */
static void write_line(struct writer *w, int dx, int dy, bool oblique)
{
    int start = dx ? 'h' : 'v';
    if ((dx && dy) || oblique) {
        if (w->op == CS_RRCURVETO && w->count + 2 <= ARGUMENTS)
            w->op = CS_RCURVELINE;
        else
            begin(w, CS_RLINETO, 2);
        put_arguments(w, (int[]){dx, dy}, 2);
        if (w->op == CS_RCURVELINE)
            flush(w);
        return;
    }
    if ((w->op != CS_HLINETO && w->op != CS_VLINETO) || w->then != start || w->count == ARGUMENTS) {
        flush(w);
        w->op = dx ? CS_HLINETO : CS_VLINETO;
    }
    put_arguments(w, (int[]){dx + dy}, 1);
    w->then = start == 'h' ? 'v' : 'h';
}

/* A curve that starts along one axis and ends along the other; v: starts vertically. */
static void write_quarter(struct writer *w, bool v, const int *d)
{
    int start = v ? 'v' : 'h';
    if ((w->op != CS_HVCURVETO && w->op != CS_VHCURVETO) || w->then != start || w->count + 4 > ARGUMENTS) {
        flush(w);
        w->op = v ? CS_VHCURVETO : CS_HVCURVETO;
    }
    put_arguments(w, (int[]){v ? d[1] : d[0], d[2], d[3], v ? d[4] : d[5]}, 4);
    w->then = v ? 'h' : 'v';
}

/* A curve that ends along an axis; whatever way it starts is an extra argument, for the operator's first
 * curve only. */
static void write_flat(struct writer *w, bool v, const int *d)
{
    int op = v ? CS_VVCURVETO : CS_HHCURVETO, aside = v ? d[0] : d[1];
    if (w->op != op || aside || w->count + 4 > ARGUMENTS)
        flush(w);
    w->op = op;
    if (aside)
        put_arguments(w, &aside, 1);
    put_arguments(w, (int[]){v ? d[1] : d[0], d[2], d[3], v ? d[5] : d[4]}, 4);
}

/* d: the steps dx1 dy1 dx2 dy2 dx3 dy3. */
static void write_curve(struct writer *w, const int *d)
{
    if (!d[1] && !d[4]) {
        write_quarter(w, false, d);
    } else if (!d[0] && !d[5]) {
        write_quarter(w, true, d);
    } else if (!d[5]) {
        write_flat(w, false, d);
    } else if (!d[4]) {
        write_flat(w, true, d);
    } else {
        bool after_lines = w->op == CS_RLINETO && w->count + 6 <= ARGUMENTS;
        if (after_lines)
            w->op = CS_RLINECURVE;
        else
            begin(w, CS_RRCURVETO, 6);
        put_arguments(w, d, 6);
        if (after_lines)
            flush(w);
    }
}

static bool is_along_axis(const struct outline_piece *piece)
{
    return piece->line && (piece->p[0].x == piece->p[3].x || piece->p[0].y == piece->p[3].y);
}

/* Whether operators that take oblique lines are under way and go on behind the piece: then one zero more is
 * less than the two operators that it would take to leave it out. */
static bool is_among_oblique(const struct writer *w, const struct outline_piece *next)
{
    return w->op == CS_RLINETO && next && !is_along_axis(next);
}

/* Writes a piece, whose points are on whole units; next: the one behind it, or NULL. */
static void write_piece(struct writer *w, const struct outline_piece *piece, const struct outline_piece *next)
{
    int step[6], x = w->x, y = w->y;
    for (int i = 0; i < 3; i++) {
        int to_x = (int)piece->p[i + 1].x, to_y = (int)piece->p[i + 1].y;
        step[2 * i] = to_x - x;
        step[2 * i + 1] = to_y - y;
        x = to_x;
        y = to_y;
    }
    int dx = x - w->x, dy = y - w->y;
    if (!piece->line)
        write_curve(w, step);
    else if (dx || dy)
        write_line(w, dx, dy, is_among_oblique(w, next));
    w->x = x;
    w->y = y;
}

/* Where to begin a contour: contours close by themselves, so one line needs no word, and the move to its end
 * is not equally dear everywhere. */
static int best_start(const struct writer *w, const struct outline_piece *piece, int count)
{
    int best = 0, least = INT_MAX;
    for (int i = 0; i < count; i++) {
        const struct outline_point *last = piece[i ? i - 1 : count - 1].p, *p = piece[i].p;
        int cost = outline_number_cost(p[0].x - (float)w->x) + outline_number_cost(p[0].y - (float)w->y);
        if (piece[i ? i - 1 : count - 1].line)
            cost -= outline_number_cost(p[0].x - last[0].x) + outline_number_cost(p[0].y - last[0].y);
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return best;
}

static void write_contour(struct writer *w, const struct outline_piece *piece, int count)
{
    int start = best_start(w, piece, count);
    struct outline_point p = piece[start].p[0];
    int x = (int)p.x, y = (int)p.y;
    flush(w);
    put_arguments(w, (int[]){x - w->x, y - w->y}, 2);
    w->op = CS_RMOVETO;
    flush(w);
    w->x = x;
    w->y = y;
    int written = piece[(start + count - 1) % count].line ? count - 1 : count;
    for (int k = 0; k < written; k++)
        write_piece(w, &piece[(start + k) % count], k + 1 < written ? &piece[(start + k + 1) % count] : NULL);
}

void outline_write(const struct outline *outline, struct buffer *out)
{
    struct writer w = {.out = out};
    for (int i = 0; i < outline->contour_count; i++) {
        int from = outline->contour[i], to = outline_end(outline, i);
        if (from < to)
            write_contour(&w, outline->piece + from, to - from);
    }
    flush(&w);
    buffer_putc(out, CS_ENDCHAR);
}
