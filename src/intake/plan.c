#include "intake/plan.h"

#include "base/text.h"

#include <string.h>

int plan_unit(const struct plan *plan, const char *id)
{
    for (int i = 0; i < plan->unit_count; i++)
        if (strcmp(plan->unit[i].id, id) == 0)
            return i;
    return -1;
}

int plan_unit_called(const struct plan *plan, const char *name)
{
    for (int i = 0; i < plan->unit_count; i++)
        if (text_equal(plan->unit[i].name, name) || text_equal(plan->unit[i].full, name))
            return i;
    return -1;
}

bool target_is_scheduled(const struct target *target)
{
    return target->measure == MEASURE_COUNT && target->period == PERIOD_YEAR;
}
