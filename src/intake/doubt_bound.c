#include "base/text.h"
#include "intake/bound_word.h"
#include "intake/doubt.h"
#include "intake/fold.h"
#include "intake/tree.h"
#include "intake/vocabulary.h"

#include <ctype.h>
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

/* What of the phrase stands behind the number and its unit, which may itself have digits: 人/10万人. */
static const char *tail_of(const char *phrase, const char *unit)
{
    const char *tail = phrase + strlen(phrase), *past = NULL;
    while (tail > phrase && !strchr(digits, tail[-1]))
        tail--;
    if (!strpbrk(unit, digits)) {
        past = strstr(tail, unit);
        return past ? past + strlen(unit) : tail;
    }
    for (const char *p = phrase; (p = strstr(p, unit)); p += strlen(unit))
        past = p + strlen(unit);
    return past ? past : tail;
}

/* Whether a word that text stands behind ends there: 以上 is none in 以上市企业, nor 左右 in 左右岸. */
static bool closes(const char *text)
{
    /* 、。《》“” */
    static const uint32_t marks[] = {0x3001, 0x3002, 0x300A, 0x300B, 0x201C, 0x201D};
    uint32_t c = text_narrow(text_next(&text));
    while (c && (text_is_gap(c) || text_is_unseen(c)))
        c = text_narrow(text_next(&text));
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (c == marks[i])
            return true;
    return !c || (c < 0x80 && ispunct((int)c));
}

/* What stands beside a target's number, without blanks. */
struct beside {
    const char *before; /* the text before the phrase */
    const char *head;   /* the same and the phrase up to the number; lead: of that the phrase's part */
    const char *lead, *phrase;
    const char *tail;   /* what the phrase has behind the number and its unit */
    const char *behind; /* the text behind the phrase as it is */
};

/* The first word behind the number that doesn't fit. *any: whether there is a word there. */
static struct bound_word unfit_behind(const struct target *target, const struct beside *beside, bool *any,
                                      bool *about)
{
    struct bound_word word;
    bool outside = false;
    for (const char *p = beside->tail;; p += strlen(word.word)) {
        if (!*p && !outside) {
            outside = true;
            p = beside->behind + strspn(beside->behind, TEXT_SPACE);
        }
        word = bound_word_begins(p);
        if (!word.word)
            return word;
        *about = *about || word.kind == KIND_ABOUT;
        if (outside && !closes(p + strlen(word.word)))
            continue;
        *any = true;
        if (!bound_word_fits(&word, target))
            return word;
    }
}

/* The words on either side; one doubt is enough. *about: whether one of them says that it is about so much.
 */
static bool doubt_words(const struct doubts *doubts, const struct target *target, const struct beside *beside,
                        bool *about)
{
    bool any = false;
    const struct bound_word front = bound_word_ends(beside->head, beside->lead);
    *about = bound_word_nearly_within(beside->phrase) || bound_word_nearly_before(beside->before);
    const struct bound_word behind = unfit_behind(target, beside, &any, about);
    if (front.word && !bound_word_fits(&front, target) &&
        (!front.weak || !any || (behind.word && behind.kind == front.kind)))
        tell(doubts, target, &front);
    else if (behind.word)
        tell(doubts, target, &behind);
    else
        return false;
    return true;
}

void doubt_bound(const struct doubts *doubts, const struct target *target, const char *before,
                 const char *behind)
{
    struct arena *arena = doubts->arena;
    struct beside beside = {
        .before = fold_plain(arena, before), .phrase = fold_plain(arena, target->phrase), .behind = behind};
    size_t to_number = strcspn(beside.phrase, digits);
    bool about;
    if (!beside.phrase[to_number])
        return; /* there is no number that words could belong to */
    beside.head = arena_printf(arena, "%s%.*s", beside.before, (int)to_number, beside.phrase);
    beside.lead = beside.head + strlen(beside.before);
    beside.tail = tail_of(beside.phrase, fold_plain(arena, target->unit));
    if (!doubt_words(doubts, target, &beside, &about) && target->about && !about)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, target->at,
                _("target \"%s\" has %s, but its words \"%s\" don't say that it is about so much"),
                tree_quote(arena, target->id),
                target->bound == BOUND_ABOUT ? "bound=\"about\"" : "about=\"true\"",
                tree_quote(arena, target->phrase));
}
