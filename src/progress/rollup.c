#include "progress/rollup.h"

void rollup_add(struct rollup *set, const struct target *target, const struct figure *figure,
                struct arena *arena)
{
    struct tally *t = &set->tally;
    t->total++;
    t->count[figure->light]++;
    t->na += figure->state == STATE_NA;
    t->reached += figure->reached;
    if (figure->state != STATE_REPORTED || figure->ceiling)
        return;
    mean_add(&set->lead, figure->lead, arena);
    if (target->measure == MEASURE_COUNT)
        mean_add(&set->share, figure->share, arena); /* 0 where there is none */
}

/* The worst light of a set; grey, which is no judgement, only where there is no other. */
static enum light worst(const struct tally *t)
{
    static const enum light from_worst[] = {LIGHT_RED, LIGHT_YELLOW, LIGHT_GREEN, LIGHT_GREY};
    for (size_t i = 0; i < sizeof from_worst / sizeof from_worst[0]; i++)
        if (t->count[from_worst[i]])
            return from_worst[i];
    return LIGHT_NONE;
}

struct tally rollup_tally(const struct rollup *set)
{
    struct tally t = set->tally;
    t.has_mean = set->share.count > 0;
    t.mean = mean_rounded(&set->share);
    t.light = worst(&t);
    return t;
}

int tally_reported(const struct tally *tally)
{
    return tally->total - tally->count[LIGHT_GREY];
}
