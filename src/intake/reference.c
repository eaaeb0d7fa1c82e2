#include "intake/reference.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
    const struct reference *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : x->order - y->order;
}

/* The only unit but the issuer that no task names; -1 when there is none, or several. */
static int left_over(const struct plan *plan, struct arena *arena)
{
    const bool *named = plan_units_named(plan, arena);
    int found = -1;
    for (int i = 0; i < plan->unit_count; i++)
        if (!named[i] && !plan->unit[i].self) {
            if (found >= 0)
                return -1;
            found = i;
        }
    return found;
}

const char *reference_advice(struct arena *arena, const char *id, const struct plan *plan,
                             const struct entry *entries, int count, int earlier)
{
    int called = plan && earlier < SUGGESTIONS_MOST ? plan_unit_called(plan, id) : -1;
    if (called >= 0)
        return arena_printf(arena, _("; its id is \"%s\""), tree_quote(arena, plan->unit[called].id));
    return index_suggest(arena, entries, count, id, earlier);
}

void references_tell(struct reader *reader, struct reference *reference, int count, const struct plan *plan,
                     const struct entry *units, int unit_count)
{
    struct arena *arena = reader->tree->arena;
    if (count)
        qsort(reference, (size_t)count, sizeof *reference, by_id);
    bool only = count && strcmp(reference[0].id, reference[count - 1].id) == 0;
    int left = only ? left_over(plan, arena) : -1;
    for (int i = 0, next, told = 0; i < count; i = next, told++) {
        const struct reference *first = &reference[i];
        for (next = i + 1; next < count && strcmp(reference[next].id, first->id) == 0;)
            next++;
        const char *advice = reference_advice(arena, first->id, plan, units, unit_count, told);
        if (!*advice && left >= 0)
            advice = arena_printf(arena, _("; no task names unit \"%s\" on line %d: was its id changed?"),
                                  tree_quote(arena, plan->unit[left].id), plan->unit[left].at.line);
        tree_fault(reader->tree, MESSAGE_UNKNOWN_ID, first->at,
                   _("unit \"%s\" in <%s>%s is not in <units>%s"), tree_quote(arena, first->id),
                   first->element, next - i > 1 ? arena_printf(arena, _(", named %d times,"), next - i) : "",
                   advice);
    }
}
