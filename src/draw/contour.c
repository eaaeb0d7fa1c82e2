#include "draw/contour.h"

#include "draw/lanes.h"

#include <math.h>

/* Units, whatever the tolerance: how long a stem's edge is at least, and how far from level or upright at
 * most. */
static const float edge_least = 12, edge_slant = 0.4f;

void contour_open(struct contour *c, int pieces, float tolerance, struct arena *arena)
{
    size_t nodes = (size_t)pieces + 1,
           samples = nodes * CONTOUR_SAMPLES; /* a node's more than there can be */
    *c = (struct contour){.tolerance = tolerance,
                          .piece = arena_take(arena, nodes * sizeof *c->piece),
                          .x = arena_take(arena, samples * sizeof *c->x),
                          .y = arena_take(arena, samples * sizeof *c->y),
                          .way = arena_take(arena, samples * sizeof *c->way),
                          .at = arena_take(arena, nodes * sizeof *c->at),
                          .smooth = arena_take(arena, nodes * sizeof *c->smooth),
                          .next_edge = arena_take(arena, nodes * sizeof *c->next_edge),
                          .edge = arena_take(arena, nodes * sizeof *c->edge)};
}

/* A clear corner: both pieces are longer than what may be smoothed away, and the way turns by more than 37°.
 */
static bool turns(const struct outline_piece *a, const struct outline_piece *b, float tolerance)
{
    float least = 4 * tolerance;
    if (outline_distance(a->p[0], a->p[3]) < least || outline_distance(b->p[0], b->p[3]) < least)
        return false;
    struct outline_point in = outline_step(a->line ? a->p[0] : outline_at(a, 0.75f), a->p[3]);
    struct outline_point out = outline_step(b->p[0], b->line ? b->p[3] : outline_at(b, 0.25f));
    return outline_dot(in, out) < 0.8f * sqrtf(outline_dot(in, in) * outline_dot(out, out));
}

static void take_pieces(struct contour *c, const struct outline_piece *piece, int count)
{
    int first = 0;
    while (first < count && !turns(&piece[first ? first - 1 : count - 1], &piece[first], c->tolerance))
        first++;
    memcpy(c->piece, piece + first, (size_t)(count - first) * sizeof *piece);
    memcpy(c->piece + count - first, piece, (size_t)first * sizeof *piece);
    c->count = count;
}

/* Samples of a piece behind the one at its beginning, all but the last; and of what follows it, as groups of
 * lanes have room for. */
static void sample_piece(const struct outline_piece *piece, int count, float *x, float *y)
{
    const struct outline_point *p = piece->p;
    for (int k = 1; k < count; k += LANES) {
        lanes t = (__builtin_convertvector(lane_index, lanes) + (float)k) / (float)count, m = 1 - t;
        if (piece->line) {
            lanes_to(x + k, m * p[0].x + t * p[3].x);
            lanes_to(y + k, m * p[0].y + t * p[3].y);
        } else {
            lanes a = m * m * m, b = 3 * m * m * t, c = 3 * m * t * t, d = t * t * t;
            lanes_to(x + k, a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x);
            lanes_to(y + k, a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y);
        }
    }
}

static void take_samples(struct contour *c)
{
    int n = 0;
    c->x[0] = c->piece[0].p[0].x;
    c->y[0] = c->piece[0].p[0].y;
    c->at[0] = 0;
    for (int i = 0; i < c->count; i++) {
        const struct outline_piece *piece = &c->piece[i];
        float steps = 1 + outline_distance(piece->p[0], piece->p[3]) / (6 * c->tolerance);
        int count = steps < CONTOUR_SAMPLES ? (int)steps : CONTOUR_SAMPLES;
        count += !piece->line && count < 2;
        sample_piece(piece, count, c->x + n, c->y + n);
        n += count;
        c->x[n] = piece->p[3].x;
        c->y[n] = piece->p[3].y;
        c->at[i + 1] = n;
    }
    c->way[0] = 0;
    for (int i = 1; i <= n; i++)
        c->way[i] = c->way[i - 1] + outline_distance((struct outline_point){c->x[i], c->y[i]},
                                                     (struct outline_point){c->x[i - 1], c->y[i - 1]});
}

/* Whether a piece is an edge of a level or upright stem, which stays in place but for rounding; and which. */
static bool is_edge(const struct outline_piece *piece, struct support *edge)
{
    struct outline_point a = piece->p[0], b = piece->p[3];
    float across = fabsf(b.x - a.x), up = fabsf(b.y - a.y);
    if (piece->line && across <= edge_slant && up >= edge_least)
        *edge = (struct support){{1, 0}, (a.x + b.x) / 2, true};
    else if (piece->line && up <= edge_slant && across >= edge_least)
        *edge = (struct support){{0, 1}, (a.y + b.y) / 2, true};
    else
        return false;
    return true;
}

/* Whether a piece that is no edge may become part of a curve: few samples can't hold it to a long line. */
static bool may_bend(const struct contour *c, int piece)
{
    return !c->piece[piece].line || c->at[piece + 1] - c->at[piece] < CONTOUR_SAMPLES;
}

/* Finds edges, and how far curves may reach: up to what stays a line, and not over a clear corner. */
static void find_limits(struct contour *c)
{
    c->next_edge[c->count] = c->smooth[c->count] = c->count;
    for (int i = c->count - 1; i >= 0; i--) {
        bool edge = is_edge(&c->piece[i], &c->edge[i]);
        c->next_edge[i] = edge ? i : c->next_edge[i + 1];
        bool ends = i + 1 < c->smooth[i + 1] && turns(&c->piece[i], &c->piece[i + 1], c->tolerance);
        c->smooth[i] = edge || !may_bend(c, i) ? i : ends ? i + 1 : c->smooth[i + 1];
    }
}

void contour_take(struct contour *c, const struct outline_piece *piece, int count)
{
    take_pieces(c, piece, count);
    take_samples(c);
    find_limits(c);
}
