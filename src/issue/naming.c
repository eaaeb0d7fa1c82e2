#include "issue/naming.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

/* What is being worked out: the numbers of one quarter. */
struct round {
    const struct plan *plan;
    const struct issuance *issuance;
    const struct manifest *old;
    const struct manifest *const *others;
    int other_count;
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

/* Whether another quarter numbers its letters in the same series. */
static bool same_series(const struct round *round, const struct manifest *other)
{
    return text_equal(other->pattern, round->issuance->letters.number);
}

/* The other quarter that has given the number; NULL for none. */
static const struct manifest *given_elsewhere(const struct round *round, int number)
{
    for (int m = 0; m < round->other_count; m++)
        for (int i = 0; same_series(round, round->others[m]) && i < round->others[m]->given_count; i++)
            if (round->others[m]->given[i].number == number)
                return round->others[m];
    return NULL;
}

static void take_over(struct round *round)
{
    for (int i = 0; round->old && i < round->old->given_count; i++)
        give(round, round->old->given[i].unit, round->old->given[i].number);
}

static void take_stated(struct round *round, const struct stated_number *stated)
{
    const struct given *own = given_to(round->numbers, stated->unit);
    const struct manifest *other = given_elsewhere(round, stated->number);
    if (own && own->number != stated->number)
        diag_at(round->diag, MESSAGE_CONTRADICTION, stated->at,
                _("number %d for the unit \"%s\", whose letter was issued under %d"), stated->number,
                stated->unit, own->number);
    for (int i = 0; i < round->numbers->count; i++)
        if (round->numbers->given[i].number == stated->number &&
            strcmp(round->numbers->given[i].unit, stated->unit) != 0)
            diag_at(round->diag, MESSAGE_CONTRADICTION, stated->at,
                    _("number %d for the unit \"%s\" was given to \"%s\""), stated->number, stated->unit,
                    round->numbers->given[i].unit);
    if (other)
        diag_at(round->diag, MESSAGE_CONTRADICTION, stated->at, _("number %d was given in %dQ%d"),
                stated->number, other->year, other->quarter);
    if (!own)
        give(round, stated->unit, stated->number);
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* All numbers that are given, ascending. */
static int *taken_numbers(const struct round *round, int *count)
{
    int *taken = NULL, capacity = 0;
    *count = 0;
    for (int i = 0; i < round->numbers->count; i++)
        *(int *)arena_push(round->arena, &taken, count, &capacity, sizeof *taken) =
            round->numbers->given[i].number;
    for (int m = 0; m < round->other_count; m++)
        for (int i = 0; same_series(round, round->others[m]) && i < round->others[m]->given_count; i++)
            *(int *)arena_push(round->arena, &taken, count, &capacity, sizeof *taken) =
                round->others[m]->given[i].number;
    if (*count)
        qsort(taken, (size_t)*count, sizeof *taken, by_number);
    return taken;
}

/* Units without a number get the free ones from the first on, in their order. */
static void give_free(struct round *round)
{
    int count, at = 0, next = round->issuance->first_letter;
    const int *taken = taken_numbers(round, &count);
    int had_count = round->numbers->count;
    const struct given *had = sorted_by_unit(round->numbers, round->arena);
    for (int u = 0; u < round->plan->unit_count; u++) {
        const struct unit *unit = &round->plan->unit[u];
        if (unit->self || find_given(had, had_count, unit->id))
            continue;
        for (; at < count && taken[at] <= next; at++)
            next += taken[at] == next;
        give(round, unit->id, next++);
    }
}

/* Reports a bulletin under a number that another quarter's set has for one of its documents. */
static void check_bulletin(const struct round *round)
{
    const char *number = round->issuance->bulletin.number;
    for (int m = 0; m < round->other_count; m++) {
        const struct manifest *other = round->others[m];
        for (int i = 0; i < other->entry_count; i++)
            if (text_equal(other->entry[i].number, number))
                diag_at(round->diag, MESSAGE_CONTRADICTION, round->issuance->at,
                        _("number=\"%s\" in <bulletin> was given in %dQ%d"), number, other->year,
                        other->quarter);
    }
}

bool naming_numbers(const struct plan *plan, const struct issuance *issuance, const struct manifest *old,
                    const struct manifest *const *others, int other_count, struct arena *arena,
                    struct numbers *out, struct diag *diag)
{
    struct round round = {plan, issuance, old, others, other_count, arena, out, diag};
    int errors = diag_errors(diag);
    *out = (struct numbers){0};
    if (issuance->bulletin.number)
        check_bulletin(&round);
    take_over(&round);
    for (int i = 0; i < issuance->stated_count; i++)
        take_stated(&round, &issuance->stated[i]);
    const struct manifest *other = given_elsewhere(&round, issuance->first_letter);
    if (!old && other) /* the clerk went on counting from the wrong letter */
        diag_at(diag, MESSAGE_CONTRADICTION, issuance->at, _("first=\"%d\": that number was given in %dQ%d"),
                issuance->first_letter, other->year, other->quarter);
    give_free(&round);
    return diag_errors(diag) == errors;
}

/* The pattern with the number in the place of {n}. */
static char *print_number(struct arena *arena, const char *pattern, int number)
{
    const char *hole = pattern ? strstr(pattern, "{n}") : NULL;
    if (!hole)
        return arena_strdup(arena, pattern);
    return arena_printf(arena, "%.*s%d%s", (int)(hole - pattern), pattern, number, hole + 3);
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
        out.number[u] = given ? print_number(arena, issuance->letters.number, given->number) : NULL;
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

char *naming_revision(struct arena *arena, const char *path, int revision)
{
    const char *dot = strrchr(path, '.');
    int stem = dot ? (int)(dot - path) : (int)strlen(path);
    return arena_printf(arena, "revisions/%.*s-%d%s", stem, path, revision, dot ? dot : "");
}

const char *naming_kept(struct arena *arena, const char *path, int n)
{
    if (n == 0)
        return path;
    return n == 1 ? arena_printf(arena, "%s.kept", path) : arena_printf(arena, "%s.kept-%d", path, n);
}
