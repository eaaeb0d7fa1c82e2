#include "intake/plan.h"

#include <string.h>

int plan_unit(const struct plan *plan, const char *id)
{
    for (int i = 0; i < plan->unit_count; i++)
        if (strcmp(plan->unit[i].id, id) == 0)
            return i;
    return -1;
}

bool target_is_scheduled(const struct target *target)
{
    return target->measure == MEASURE_COUNT && target->period == PERIOD_YEAR;
}
