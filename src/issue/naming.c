#include "issue/naming.h"

#include "base/text.h"
#include "intake/docnumber.h"
#include "issue/register.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

/* What is being worked out: the numbers of one quarter. */
struct round {
    const struct plan *plan;
    const struct issuance *issuance;
    const struct manifest *old;
    struct registry registry; /* of all numbers that were ever given */
    struct arena *arena;
    struct numbers *numbers;
    struct diag *diag;
};

static const struct given *given_to(const struct numbers *numbers, const char *unit)
{
    for (int i = 0; i < numbers->count; i++)
        if (strcmp(numbers->given[i].unit, unit) == 0)
            return &numbers->given[i];
    return NULL;
}

static int by_unit(const void *a, const void *b)
{
    return strcmp(((const struct given *)a)->unit, ((const struct given *)b)->unit);
}

/* The numbers by unit, for whoever asks for each unit's: thousands aren't to be sought one by one. */
static const struct given *sorted_by_unit(const struct numbers *numbers, struct arena *arena)
{
    struct given *sorted = arena_array(arena, (size_t)numbers->count + 1, sizeof *sorted);
    if (numbers->count) {
        memcpy(sorted, numbers->given, (size_t)numbers->count * sizeof *sorted);
        qsort(sorted, (size_t)numbers->count, sizeof *sorted, by_unit);
    }
    return sorted;
}

static const struct given *find_given(const struct given *sorted, int count, const char *unit)
{
    const struct given key = {unit, 0};
    return bsearch(&key, sorted, (size_t)count, sizeof key, by_unit);
}

static void give(struct round *round, const char *unit, int number)
{
    struct given *slot = arena_push(round->arena, &round->numbers->given, &round->numbers->count,
                                    &round->numbers->capacity, sizeof *slot);
    *slot = (struct given){unit, number};
}

/* ---- what others have ---- */

static struct holder bulletin_of(const struct issuance *issuance)
{
    return (struct holder){.number = issuance->bulletin.number,
                           .year = issuance->year,
                           .quarter = issuance->quarter,
                           .kind = TEMPLATE_BULLETIN};
}

/* A unit's letter under a number of this issue's series; unit NULL: anybody's. */
static struct holder letter_of(const struct round *round, const char *unit, int number)
{
    const struct issuance *issuance = round->issuance;
    return (struct holder){.number = docnumber_print(round->arena, issuance->letters.number, number),
                           .year = issuance->year,
                           .quarter = issuance->quarter,
                           .kind = TEMPLATE_LETTER,
                           .unit = unit};
}

static struct registry gather_numbers(const struct round *round, const struct manifest *const *others,
                                      int other_count)
{
    struct registry registry = {.arena = round->arena};
    if (round->old)
        registry_add_set(&registry, round->old);
    for (int m = 0; m < other_count; m++)
        registry_add_set(&registry, others[m]);
    registry_add(&registry, (struct holder){.number = round->plan->promulgation.number});
    registry_add(&registry, bulletin_of(round->issuance));
    registry_sort(&registry);
    return registry;
}

/* Reports what was given to somebody else. what: the number, and for what it is wanted; printed: the number
 * in full. */
static void tell_given(const struct round *round, struct where at, const char *what, const char *printed,
                       const struct holder *other)
{
    struct arena *arena = round->arena;
    const char *as =
        strcmp(printed, other->number) == 0 ? "" : arena_printf(arena, _(", as \"%s\""), other->number);
    const char *to = other->kind == TEMPLATE_BULLETIN
                         ? _("the bulletin")
                         : arena_printf(arena, _("the unit \"%s\""), other->unit);
    if (other->year == 0 && other->quarter == 0 && other->kind == TEMPLATE_BULLETIN)
        diag_at(round->diag, MESSAGE_CONTRADICTION, at, _("%s is that of the notice%s"), what, as);
    else if (other->year != round->issuance->year || other->quarter != round->issuance->quarter)
        diag_at(round->diag, MESSAGE_CONTRADICTION, at, _("%s was given in %dQ%d to %s%s"), what, other->year,
                other->quarter, to, as);
    else if (other->kind == TEMPLATE_BULLETIN)
        diag_at(round->diag, MESSAGE_CONTRADICTION, at, _("%s is that of the bulletin%s"), what, as);
    else
        diag_at(round->diag, MESSAGE_CONTRADICTION, at, _("%s was given to \"%s\"%s"), what, other->unit, as);
}

static void tell_letter(const struct round *round, struct where at, const struct given *given,
                        const struct holder *other)
{
    struct holder own = letter_of(round, given->unit, given->number);
    tell_given(round, at,
               arena_printf(round->arena, _("number %d for the unit \"%s\""), given->number, given->unit),
               own.number, other);
}

/* Reports a unit's number that somebody else has. */
static void check_letter(const struct round *round, struct where at, const struct given *given)
{
    struct holder own = letter_of(round, given->unit, given->number);
    const struct holder *other = registry_other(&round->registry, &own);
    if (other)
        tell_letter(round, at, given, other);
}

/* ---- giving them ---- */

/* Numbers that units have stay theirs, unless a new pattern makes them somebody else's. */
static void take_over(struct round *round)
{
    for (int i = 0; round->old && i < round->old->given_count; i++) {
        give(round, round->old->given[i].unit, round->old->given[i].number);
        check_letter(round, round->issuance->at, &round->old->given[i]);
    }
}

static void take_stated(struct round *round, const struct stated_number *stated)
{
    const struct given *own = given_to(round->numbers, stated->unit);
    const struct given wanted = {stated->unit, stated->number};
    if (own && own->number != stated->number)
        diag_at(round->diag, MESSAGE_CONTRADICTION, stated->at,
                _("number %d for the unit \"%s\", whose letter was issued under %d"), stated->number,
                stated->unit, own->number);
    for (int i = 0; i < round->numbers->count; i++) {
        const struct given *given = &round->numbers->given[i];
        if (given->number != wanted.number || strcmp(given->unit, wanted.unit) == 0)
            continue;
        struct holder other = letter_of(round, given->unit, given->number);
        tell_letter(round, stated->at, &wanted, &other);
    }
    check_letter(round, stated->at, &wanted);
    if (!own)
        give(round, stated->unit, stated->number);
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* The numbers that are given in this quarter, ascending. */
static int *own_numbers(const struct round *round)
{
    int *own = arena_array(round->arena, (size_t)round->numbers->count + 1, sizeof *own);
    for (int i = 0; i < round->numbers->count; i++)
        own[i] = round->numbers->given[i].number;
    qsort(own, (size_t)round->numbers->count, sizeof *own, by_number);
    return own;
}

/* Whether nobody else has the number. */
static bool is_free(const struct round *round, const char *unit, int number, const int *own, int own_count)
{
    struct holder holder = letter_of(round, unit, number);
    return !bsearch(&number, own, (size_t)own_count, sizeof *own, by_number) &&
           !registry_other(&round->registry, &holder);
}

/* Units without a number get the free ones from the first on, in their order. */
static void give_free(struct round *round)
{
    int next = round->issuance->first_letter, had_count = round->numbers->count;
    const int *own = own_numbers(round);
    const struct given *had = sorted_by_unit(round->numbers, round->arena);
    for (int u = 0; u < round->plan->unit_count; u++) {
        const struct unit *unit = &round->plan->unit[u];
        if (unit->self || find_given(had, had_count, unit->id))
            continue;
        while (!is_free(round, unit->id, next, own, had_count))
            next++;
        give(round, unit->id, next++);
    }
}

/* Reports a bulletin under a number that another document has, or had. */
static void check_bulletin(const struct round *round)
{
    struct holder own = bulletin_of(round->issuance);
    const struct holder *other = own.number ? registry_other(&round->registry, &own) : NULL;
    if (other)
        tell_given(round, round->issuance->bulletin.at,
                   arena_printf(round->arena, _("number=\"%s\" in <bulletin>"), own.number), own.number,
                   other);
}

/* Reports a first letter under a number that was given: the clerk went on counting from the wrong one. */
static void check_first(const struct round *round)
{
    int first = round->issuance->first_letter;
    struct holder own = letter_of(round, NULL, first);
    const struct holder *other = registry_other(&round->registry, &own);
    if (other)
        tell_given(
            round, round->issuance->letters.at,
            arena_printf(round->arena, _("first=\"%d\" in <letters>: the number \"%s\""), first, own.number),
            own.number, other);
}

bool naming_numbers(const struct plan *plan, const struct issuance *issuance, const struct manifest *old,
                    const struct manifest *const *others, int other_count, struct arena *arena,
                    struct numbers *out, struct diag *diag)
{
    struct round round = {
        .plan = plan, .issuance = issuance, .old = old, .arena = arena, .numbers = out, .diag = diag};
    int errors = diag_errors(diag);
    *out = (struct numbers){0};
    round.registry = gather_numbers(&round, others, other_count);
    check_bulletin(&round);
    take_over(&round);
    for (int i = 0; i < issuance->stated_count; i++)
        take_stated(&round, &issuance->stated[i]);
    if (!old)
        check_first(&round);
    give_free(&round);
    return diag_errors(diag) == errors;
}

struct numbering naming_print(const struct plan *plan, const struct issuance *issuance,
                              const struct numbers *numbers, struct arena *arena)
{
    struct numbering out = {
        .number = arena_array(arena, (size_t)plan->unit_count, sizeof *out.number),
        .file = arena_array(arena, (size_t)plan->unit_count, sizeof *out.file),
    };
    const struct given *sorted = sorted_by_unit(numbers, arena);
    for (int u = 0; u < plan->unit_count; u++) {
        const struct unit *unit = &plan->unit[u];
        const struct given *given = unit->self ? NULL : find_given(sorted, numbers->count, unit->id);
        out.number[u] = given ? docnumber_print(arena, issuance->letters.number, given->number) : NULL;
        out.file[u] = arena_printf(arena, "letters/%s", naming_file(arena, u + 1, unit->name));
    }
    return out;
}

/* ---- files ---- */

/* Characters that don't belong into a file's name: what steers terminals or the direction of writing, what
 * can't be seen, and what one of the usual file systems or a link reserves. */
static bool unfit(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x200B, 0x200F}, {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return c < 0x80 && strchr("/\\<>:\"|?*%#", (int)c); /* the last two mean something in a link */
}

char *naming_file(struct arena *arena, int place, const char *name)
{
    static const char end[] = ".pdf";
    char file[NAME_MOST + 1];
    size_t used = (size_t)snprintf(file, sizeof file, "%02d-", place), start = used;
    for (uint32_t c; (c = text_next(&name));) {
        char bytes[5];
        size_t size = (size_t)text_put(unfit(c) ? '_' : c, bytes);
        if (used == start && (c == '.' || c == ' ' || c == 0x3000))
            continue;
        if (used + size + sizeof end > sizeof file)
            break;
        memcpy(file + used, bytes, size);
        used += size;
    }
    if (used == start)
        file[used++] = '_';
    memcpy(file + used, end, sizeof end);
    return arena_strdup(arena, file);
}

char *naming_revision(struct arena *arena, const char *path, int revision, int n)
{
    const char *dot = strrchr(path, '.');
    int stem = dot ? (int)(dot - path) : (int)strlen(path);
    return arena_printf(arena, "revisions/%.*s-%d%s%s", stem, path, revision,
                        n ? arena_printf(arena, "-%d", n + 1) : "", dot ? dot : "");
}

const char *naming_kept(struct arena *arena, const char *path, int n)
{
    if (n == 0)
        return path;
    return n == 1 ? arena_printf(arena, "%s.kept", path) : arena_printf(arena, "%s.kept-%d", path, n);
}
