#include "progress/rank.h"

#include "base/fatal.h"

#include <stdlib.h>

/* What one unit is ranked by. */
struct standing {
    int unit;
    int reported, green, red;
    mpq_t lead;
};

/* By merit alone: negative when a stands before b, 0 when they share a rank. */
static int by_merit(const struct standing *a, const struct standing *b)
{
    if (!a->reported || !b->reported)
        return (a->reported == 0) - (b->reported == 0);
    int64_t green_a = (int64_t)a->green * b->reported, green_b = (int64_t)b->green * a->reported;
    if (green_a != green_b)
        return green_a > green_b ? -1 : 1;
    int lead = mpq_cmp(b->lead, a->lead);
    return lead ? lead : a->red - b->red;
}

static int in_order(const void *a, const void *b)
{
    const struct standing *x = a, *y = b;
    int merit = by_merit(x, y);
    return merit ? merit : x->unit - y->unit;
}

static int gather(const struct plan *plan, const struct rollup *lead, const struct unit_report *unit,
                  struct standing *standing)
{
    int count = 0;
    for (int u = 0; u < plan->unit_count; u++) {
        if (!unit[u].lead_tasks)
            continue;
        const struct tally *t = &lead[u].tally;
        struct standing *s = &standing[count++];
        *s = (struct standing){
            .unit = u,
            .reported = tally_reported(t),
            .green = t->count[LIGHT_GREEN],
            .red = t->count[LIGHT_RED],
        };
        mpq_init(s->lead);
        mean_exact(&lead[u].lead, s->lead);
    }
    return count;
}

int rank_units(const struct plan *plan, const struct rollup *lead, struct unit_report *unit, int *ranking)
{
    struct standing *standing = must_malloc(sizeof *standing * ((size_t)plan->unit_count + 1));
    int count = gather(plan, lead, unit, standing);
    qsort(standing, (size_t)count, sizeof *standing, in_order);
    for (int i = 0, rank = 0; i < count; i++) {
        if (i == 0 || by_merit(&standing[i - 1], &standing[i]) != 0)
            rank = i + 1;
        unit[standing[i].unit].rank = standing[i].reported ? rank : 0;
        ranking[i] = standing[i].unit;
    }
    for (int i = 0; i < count; i++)
        mpq_clear(standing[i].lead);
    free(standing);
    return count;
}
