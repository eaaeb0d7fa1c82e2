#include "intake/check_numbers.h"

#include "intake/docnumber.h"
#include "intake/tree.h"

#include <string.h>

/* One number that is given, and how it is told. */
struct given {
    const struct issuance *issuance; /* by which */
    const char *unit;                /* whose letter; NULL: the bulletin */
    const char *plain, *what;
    struct where at;
};

struct numbers {
    const struct plan *plan;
    struct arena *arena;
    struct diag *diag;
};

static void tell(const struct numbers *n, const struct given *given, const char *whose, struct where where)
{
    diag_at(n->diag, MESSAGE_CONTRADICTION, given->at, _("%s is that of %s (%s:%d)"), given->what, whose,
            where.file, where.line);
}

static const char *of_letter(const struct numbers *n, const char *unit)
{
    return arena_printf(n->arena, _("the letter for the unit \"%s\""), tree_quote(n->arena, unit));
}

/* Holds a number against all of an issue. */
static void hold(const struct numbers *n, const struct given *given, const struct issuance *other)
{
    if (strcmp(given->plain, docnumber_plain(n->arena, other->bulletin.number)) == 0)
        tell(n, given, _("the bulletin"), other->bulletin.at);
    int number = docnumber_in(docnumber_plain(n->arena, other->letters.number), given->plain);
    for (int i = 0; number && i < other->stated_count; i++)
        if (other->stated[i].number == number)
            tell(n, given, of_letter(n, other->stated[i].unit), other->stated[i].at);
}

/* The issues of the same year and notice, each pair once: the later quarter's numbers are the ones to change.
 */
static bool is_before(const struct issuance *other, const struct issuance *issuance)
{
    return other->year == issuance->year && other->quarter < issuance->quarter &&
           strcmp(other->notice, issuance->notice) == 0;
}

static void hold_all(const struct numbers *n, const struct input *inputs, int count,
                     const struct given *given)
{
    if (n->plan && strcmp(given->plain, docnumber_plain(n->arena, n->plan->promulgation.number)) == 0)
        tell(n, given, _("the notice"), n->plan->promulgation.number_at);
    const struct head_matter *bulletin = &given->issuance->bulletin;
    if (given->unit && strcmp(given->plain, docnumber_plain(n->arena, bulletin->number)) == 0)
        tell(n, given, _("the bulletin"), bulletin->at);
    for (int i = 0; i < count; i++)
        if (inputs[i].issuance && is_before(inputs[i].issuance, given->issuance))
            hold(n, given, inputs[i].issuance);
}

void check_numbers(const struct input *inputs, int count, const struct issuance *issuance,
                   const struct plan *plan, struct arena *arena, struct diag *diag)
{
    const struct numbers n = {plan, arena, diag};
    const char *number = issuance->bulletin.number;
    const struct given of_bulletin = {
        .issuance = issuance,
        .plain = docnumber_plain(arena, number),
        .what = arena_printf(arena, _("number=\"%s\" in <bulletin>"), tree_quote(arena, number)),
        .at = issuance->bulletin.at};
    hold_all(&n, inputs, count, &of_bulletin);
    for (int i = 0; i < issuance->stated_count; i++) {
        const struct stated_number *stated = &issuance->stated[i];
        const struct given given = {
            .issuance = issuance,
            .unit = stated->unit,
            .plain = docnumber_plain(arena, docnumber_print(arena, issuance->letters.number, stated->number)),
            .what = arena_printf(arena, _("number %d for the unit \"%s\""), stated->number,
                                 tree_quote(arena, stated->unit)),
            .at = stated->at};
        hold_all(&n, inputs, count, &given);
    }
}
