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

bool *plan_units_named(const struct plan *plan, struct arena *arena)
{
    bool *named = arena_array(arena, (size_t)plan->unit_count + 1, sizeof *named);
    for (int i = 0; i < plan->task_count; i++) {
        const struct task *task = &plan->task[i];
        for (int k = 0; k < task->lead_count; k++)
            named[task->lead[k]] = true;
        for (int k = 0; k < task->support_count; k++)
            named[task->support[k]] = true;
    }
    return named;
}

bool target_is_scheduled(const struct target *target)
{
    return target->measure == MEASURE_COUNT && target->period == PERIOD_YEAR;
}
