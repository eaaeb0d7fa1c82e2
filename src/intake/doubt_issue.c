#include "base/text.h"
#include "intake/docnumber.h"
#include "intake/doubt.h"
#include "intake/fold.h"
#include "intake/reader.h"
#include "intake/tree.h"
#include "intake/value.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

/* The year and the number; whose it is stands before them. */
static const char form[] = "\u2026\u30142024\u30156\u53F7"; /* …〔2024〕6号 */

void doubt_number(const struct doubts *doubts, struct where at, const char *number, int year)
{
    struct arena *arena = doubts->arena;
    const char *plain = docnumber_plain(arena, number);
    int named = docnumber_year(plain);
    if (strcmp(number, plain) != 0)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, at,
                _("the number \"%s\" is \"%s\" as the standard writes it"), tree_quote(arena, number),
                tree_quote(arena, plain));
    if (!named)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, at,
                _("the number \"%s\" has no year in \xE3\x80\x94\xE3\x80\x95 brackets"),
                tree_quote(arena, number));
    else if (!docnumber_is_whole(plain))
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, at, _("the number \"%s\" is not of the form \"%s\""),
                tree_quote(arena, number), form);
    else if (year && named != year)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, at, _("the number \"%s\" is not of %d, the year of its date"),
                tree_quote(arena, number), year);
}

/* How many letters take the numbers from the first on: those of all units but the issuer and those whose
 * number is stated. */
static int series_length(const struct plan *plan, const struct issuance *issuance)
{
    int count = plan->unit_count - issuance->stated_count;
    for (int i = 0; i < plan->unit_count; i++)
        count -= plan->unit[i].self;
    return count;
}

/* The number that the letters begin with, when another document has it: numbers behind it are left out where
 * they are taken, but with this one somebody counted on from the wrong one. */
static void doubt_first(const struct doubts *doubts, const struct issuance *issuance)
{
    struct arena *arena = doubts->arena;
    const struct plan *plan = input_plan(doubts->input, doubts->count, issuance->notice);
    const char *number = docnumber_print(arena, issuance->letters.number, issuance->first_letter);
    const char *plain = docnumber_plain(arena, number), *whose = NULL;
    struct where at = {0};
    for (int i = 0; i < doubts->count; i++) {
        const struct issuance *other = doubts->input[i].issuance;
        if (other && other->year == issuance->year && other->quarter <= issuance->quarter &&
            strcmp(other->notice, issuance->notice) == 0 &&
            strcmp(docnumber_plain(arena, other->bulletin.number), plain) == 0) {
            whose = _("the bulletin");
            at = other->bulletin.at;
        }
    }
    if (plan && strcmp(docnumber_plain(arena, plan->promulgation.number), plain) == 0) {
        whose = _("the notice");
        at = plan->promulgation.number_at;
    }
    if (whose)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->letters.at,
                _("first=\"%d\" in <letters>: the number \"%s\" is that of %s (%s:%d)"),
                issuance->first_letter, tree_quote(arena, number), whose, at.file, at.line);
}

/* A number that an issue names, beside the letters of another quarter that take theirs in their order. */
static void doubt_within(const struct doubts *doubts, const struct issuance *other, int count,
                         const char *number, struct where at)
{
    const char *pattern = docnumber_plain(doubts->arena, other->letters.number);
    int found = docnumber_in(pattern, docnumber_plain(doubts->arena, number));
    if (found && found >= other->first_letter && found - other->first_letter < count)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, at,
                _("the number \"%s\" is one of those of the %d letters from number %d on (%s:%d)"),
                tree_quote(doubts->arena, number), count, other->first_letter, other->letters.at.file,
                other->letters.at.line);
}

void doubt_series(const struct doubts *doubts, const struct issuance *a, const struct issuance *b)
{
    struct arena *arena = doubts->arena;
    const struct plan *plan = input_plan(doubts->input, doubts->count, a->notice);
    if (!plan || strcmp(a->notice, b->notice) != 0)
        return;
    const struct issuance *former = a->quarter < b->quarter ? a : b, *later = former == a ? b : a;
    int former_count = series_length(plan, former), later_count = series_length(plan, later);
    doubt_within(doubts, former, former_count, later->bulletin.number, later->bulletin.at);
    for (int i = 0; i < later->stated_count; i++)
        doubt_within(doubts, former, former_count,
                     docnumber_print(arena, later->letters.number, later->stated[i].number),
                     later->stated[i].at);
    if (strcmp(docnumber_plain(arena, a->letters.number), docnumber_plain(arena, b->letters.number)) == 0 &&
        later->first_letter < former->first_letter + former_count &&
        former->first_letter < later->first_letter + later_count)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, later->letters.at,
                _("%d letters from number %d on share numbers with those from %d on (%s)"), later_count,
                later->first_letter, former->first_letter, former->at.file);
}

/* ---- dates ---- */

static bool is_year_after(struct date later, struct date earlier)
{
    return later.year && date_cmp(later, (struct date){earlier.year + 1, earlier.month, earlier.day}) > 0;
}

/* A date of issue that can hardly be that of the quarter's documents. */
static bool doubt_dated(const struct doubts *doubts, const struct issuance *issuance)
{
    char text[2][11];
    struct date last = quarter_day(issuance->year, issuance->quarter, true);
    const struct plan *plan = input_plan(doubts->input, doubts->count, issuance->notice);
    if ((plan && plan->year != issuance->year) || !is_year_after(issuance->dated, last))
        return false; /* or else it is the year that is wrong, which is told */
    date_print(issuance->dated, text[0]);
    date_print(last, text[1]);
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->at,
            _("dated=\"%s\" is more than a year after the quarter's last day, %s"), text[0], text[1]);
    return true;
}

static void doubt_late(const struct doubts *doubts, const struct issuance *issuance, struct date date,
                       const char *name, const char *element)
{
    char text[2][11];
    if (!is_year_after(date, issuance->dated))
        return;
    date_print(date, text[0]);
    date_print(issuance->dated, text[1]);
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->at,
            _("%s=\"%s\" in <%s> is more than a year after the date of issue, %s"), name, text[0], element,
            text[1]);
}

/* ---- heads ---- */

/* 密级 and 紧急程度 (GB/T 9704, 7.2.2 and 7.2.3). */
static const char *const secrecy_levels[] = {"\u7EDD\u5BC6" /* 绝密 */, "\u673A\u5BC6" /* 机密 */,
                                             "\u79D8\u5BC6" /* 秘密 */, NULL};
static const char *const urgencies[] = {"\u7279\u6025" /* 特急 */, "\u52A0\u6025" /* 加急 */, NULL};

static void doubt_word(const struct doubts *doubts, const struct head_matter *head, const char *word,
                       const char *const *words, const char *what)
{
    if (!word || value_index(words, word) >= 0)
        return;
    diag_at(doubts->diag, MESSAGE_DOUBTFUL, head->at, _("\"%s\" as %s; the standard has: %s"),
            tree_quote(doubts->arena, word), what, value_allowed(VALUE_WORD, words, doubts->arena));
}

void doubt_twice(const struct doubts *doubts, struct where at, const struct strings *names, const char *child,
                 const char *element)
{
    const char **plain = arena_array(doubts->arena, (size_t)names->count + 1, sizeof *plain);
    for (int i = 0; i < names->count; i++)
        plain[i] = fold_plain(doubts->arena, names->item[i]);
    qsort(plain, (size_t)names->count, sizeof *plain, text_order);
    for (int i = 1; i < names->count; i++)
        if (strcmp(plain[i - 1], plain[i]) == 0 && (i < 2 || strcmp(plain[i - 2], plain[i]) != 0))
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, at, _("\"%s\" stands twice as <%s> in <%s>"),
                    tree_quote(doubts->arena, plain[i]), child, element);
}

static void doubt_head(const struct doubts *doubts, const struct head_matter *head, int year,
                       const char *element)
{
    doubt_twice(doubts, head->at, &head->to, "to", element);
    doubt_twice(doubts, head->at, &head->cc, "cc", element);
    doubt_number(doubts, head->at, head->number, year);
    doubt_word(doubts, head, head->secrecy_level, secrecy_levels, _("the level of secrecy"));
    doubt_word(doubts, head, head->urgency, urgencies, _("the urgency"));
}

void doubt_issuance(const struct doubts *doubts, const struct issuance *issuance)
{
    int year = doubt_dated(doubts, issuance) ? 0 : issuance->dated.year; /* of one slip one doubt */
    doubt_head(doubts, &issuance->bulletin, year, "bulletin");
    doubt_head(doubts, &issuance->letters, year, "letters");
    doubt_first(doubts, issuance);
    /* 签发人 is for documents that go up (7.2.6); the letter format shows none. */
    if (issuance->letters.signer)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->at,
                _("<signer> in <letters>: letters have no place for it and go without"));
    if (issuance->bulletin.to.count == 0)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, issuance->bulletin.at,
                _("no <to> in <bulletin>: it would be addressed to nobody"));
    doubt_late(doubts, issuance, issuance->reply_by, "reply-by", "letters");
    doubt_late(doubts, issuance, issuance->imprint_date, "date", "imprint");
}
