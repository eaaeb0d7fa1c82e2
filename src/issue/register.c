#include "issue/register.h"

#include "base/text.h"
#include "intake/docnumber.h"

#include <stdlib.h>
#include <string.h>

void registry_add(struct registry *registry, struct holder holder)
{
    if (!holder.number)
        return;
    holder.plain = docnumber_plain(registry->arena, holder.number);
    *(struct holder *)arena_push(registry->arena, &registry->holder, &registry->count, &registry->capacity,
                                 sizeof holder) = holder;
}

void registry_add_set(struct registry *registry, const struct manifest *manifest)
{
    struct holder holder = {.year = manifest->year, .quarter = manifest->quarter};
    for (int i = 0; i < manifest->entry_count; i++) {
        const struct entry *entry = &manifest->entry[i];
        holder.kind = entry->kind;
        holder.unit = entry->unit;
        holder.number = entry->number;
        registry_add(registry, holder);
        for (int k = 0; k < entry->replaced_count; k++) {
            holder.number = entry->replaced[k].number;
            registry_add(registry, holder);
        }
    }
    holder.kind = TEMPLATE_LETTER;
    for (int i = 0; i < manifest->given_count; i++) {
        holder.unit = manifest->given[i].unit;
        holder.number = docnumber_print(registry->arena, manifest->pattern, manifest->given[i].number);
        registry_add(registry, holder);
    }
}

static int by_number(const void *a, const void *b)
{
    return strcmp(((const struct holder *)a)->plain, ((const struct holder *)b)->plain);
}

void registry_sort(struct registry *registry)
{
    if (registry->count)
        qsort(registry->holder, (size_t)registry->count, sizeof *registry->holder, by_number);
}

static bool is_same(const struct holder *a, const struct holder *b)
{
    return a->year == b->year && a->quarter == b->quarter && a->kind == b->kind &&
           text_equal(a->unit, b->unit);
}

const struct holder *registry_other(const struct registry *registry, const struct holder *own)
{
    const char *plain = docnumber_plain(registry->arena, own->number);
    int low = 0, high = registry->count;
    while (low < high) { /* the first of those with the number: a document has it once a revision */
        int middle = low + (high - low) / 2;
        if (strcmp(registry->holder[middle].plain, plain) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < registry->count && strcmp(registry->holder[low].plain, plain) == 0; low++)
        if (!is_same(&registry->holder[low], own))
            return &registry->holder[low];
    return NULL;
}
