#include "issue/verdict.h"

#include "base/text.h"

static bool same_composer(const struct tools *a, const struct tools *b)
{
    return text_equal(a->program, b->program) && text_equal(a->templates, b->templates);
}

/* The overview is finished once it is composed; the others are set in type by the program. */
static bool same_setter(enum template kind, const struct tools *a, const struct tools *b)
{
    return kind == TEMPLATE_OVERVIEW ||
           (text_equal(a->program, b->program) && text_equal(a->fonts, b->fonts));
}

enum verdict verdict_of(const struct claim *claim)
{
    const struct entry *old = claim->old;
    if (!old)
        return VERDICT_MAKE;
    enum verdict again = old->corrected ? VERDICT_CORRECT : VERDICT_MAKE;
    bool same = sum_equal(&old->document, &claim->document);
    if (!same && !sum_equal(&old->subject.facts, &claim->subject.facts))
        return VERDICT_CORRECT;
    if (!same &&
        (!sum_equal(&old->subject.data, &claim->subject.data) || same_composer(&old->tools, claim->tools)))
        return again;
    if (!claim->intact)
        return again;
    if (same && same_setter(old->kind, &old->tools, claim->tools))
        return VERDICT_KEEP;
    return claim->force ? again : VERDICT_STALE;
}
