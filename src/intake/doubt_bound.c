#include "base/text.h"
#include "intake/bound_word.h"
#include "intake/doubt.h"
#include "intake/tree.h"
#include "intake/vocabulary.h"

#include <string.h>

static const char digits[] = "0123456789";

static const char *const asked[] = {
    [KIND_LEAST] = N_("bound=\"at-least\""),
    [KIND_MOST] = N_("bound=\"at-most\""),
    [KIND_ABOUT] = N_("bound=\"about\", or about=\"true\" beside another bound"),
};

static void tell(const struct doubts *doubts, const struct target *target, const struct bound_word *word)
{
    struct arena *arena = doubts->arena;
    const char *words = target->phrase;
    if (!strstr(words, word->word))
        words = word->behind ? arena_printf(arena, "%s%s", words, word->word)
                             : arena_printf(arena, "%s%s", word->word, words);
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
            _("target \"%s\" has bound=\"%s\", but its words are \"%s\"; with \"%s\" it should be %s"),
            tree_quote(arena, target->id), words_bound[target->bound], tree_quote(arena, words), word->word,
            _(asked[word->kind]));
}

/* What stands behind the number and its unit, the text behind the phrase included. */
static const char *tail_of(struct arena *arena, const char *phrase, const char *unit, const char *behind)
{
    const char *tail = phrase + strlen(phrase);
    while (tail > phrase && !strchr(digits, tail[-1]))
        tail--;
    const char *past = strstr(tail, unit);
    return arena_printf(arena, "%s%s", past ? past + strlen(unit) : tail, behind);
}

/* What stands beside a target's number. */
struct beside {
    const char *before; /* the text before the phrase */
    const char *head;   /* the same and the phrase up to the number; lead: of that the phrase's part */
    const char *lead, *phrase, *tail;
};

/* The words on either side; one doubt is enough. *about: whether one of them says that it is about so much.
 */
static bool doubt_words(const struct doubts *doubts, const struct target *target, const struct beside *beside,
                        bool *about)
{
    const struct bound_word *word = bound_word_ends(beside->head, beside->lead);
    *about = bound_word_within(beside->phrase, KIND_ABOUT) || bound_word_closes(beside->before, KIND_ABOUT);
    if (word && !bound_word_fits(word->kind, target)) {
        tell(doubts, target, word);
        return true;
    }
    for (const char *tail = beside->tail; (word = bound_word_begins(tail)); tail += strlen(word->word)) {
        if (!bound_word_fits(word->kind, target)) {
            tell(doubts, target, word);
            return true;
        }
        *about = *about || word->kind == KIND_ABOUT;
    }
    return false;
}

void doubt_bound(const struct doubts *doubts, const struct target *target, const char *before,
                 const char *behind)
{
    struct arena *arena = doubts->arena;
    struct beside beside = {.before = doubts_plain(arena, before),
                            .phrase = doubts_plain(arena, target->phrase)};
    size_t to_number = strcspn(beside.phrase, digits);
    bool about;
    if (!beside.phrase[to_number])
        return; /* there is no number that words could belong to */
    beside.head = arena_printf(arena, "%s%.*s", beside.before, (int)to_number, beside.phrase);
    beside.lead = beside.head + strlen(beside.before);
    beside.tail =
        tail_of(arena, beside.phrase, doubts_plain(arena, target->unit), doubts_plain(arena, behind));
    if (!doubt_words(doubts, target, &beside, &about) && target->about && !about)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" has %s, but its words \"%s\" don't say that it is about so much"),
                tree_quote(arena, target->id),
                target->bound == BOUND_ABOUT ? "bound=\"about\"" : "about=\"true\"",
                tree_quote(arena, target->phrase));
}
