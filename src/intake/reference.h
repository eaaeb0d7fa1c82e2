/*
 * reference.h - units that tasks name and the notice doesn't have: each is told once, however many tasks name
 * it.
 */
#ifndef TONGBAO_INTAKE_REFERENCE_H
#define TONGBAO_INTAKE_REFERENCE_H

#include "intake/reader.h"

/* An id of a unit where a task names it. */
struct reference {
    const char *id, *element;
    int order; /* among all */
    struct where at;
};

/* What to write in the place of an id that is none of the sorted entries, in words, or "": the id of the unit
 * of that name when the plan has one (NULL: ids of units are not sought), else the entry most like it.
 * earlier: for how many ids it was sought before. */
const char *reference_advice(struct arena *arena, const char *id, const struct plan *plan,
                             const struct entry *entries, int count, int earlier);
/* Reports references to no unit of the plan, whose units' ids are the sorted entries; sorts them. */
void references_tell(struct reader *reader, struct reference *reference, int count, const struct plan *plan,
                     const struct entry *units, int unit_count);

#endif
