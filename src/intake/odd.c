#include "intake/odd.h"

#include "base/diag.h"
#include "base/text.h"
#include "intake/tree.h"

#include <string.h>

enum { BEFORE_LIMIT = 40, SEMICOLON = 0xFF1B };

/* What input methods, word processors and web pages put where XML wants ASCII, as far as it has a shape. */
static const struct odd {
    uint32_t first, last;
    const char *meant;
} odds[] = {
    {',', ',', " "},
    {';', ';', " "},
    {'\\', '\\', "/"},
    {0x2010, 0x2015, "-"}, /* hyphens and dashes */
    {0x2018, 0x2019, "\""},
    {0x201C, 0x201D, "\""},
    {0x2212, 0x2212, "-"},  /* minus sign */
    {0x3001, 0x3001, " "},  /* 、 */
    {0xFF01, 0xFF01, "!"},  /* ！ */
    {0xFF02, 0xFF02, "\""}, /* ＂ */
    {0xFF07, 0xFF07, "'"},  /* ＇ */
    {0xFF0C, 0xFF0C, " "},  /* ， */
    {0xFF0D, 0xFF0D, "-"},  /* － */
    {0xFF0F, 0xFF0F, "/"},  /* ／ */
    {0xFF1A, 0xFF1A, ":"},  /* ： */
    {SEMICOLON, SEMICOLON, " "},
    {0xFF1C, 0xFF1C, "<"}, /* ＜ */
    {0xFF1D, 0xFF1D, "="}, /* ＝ */
    {0xFF1E, 0xFF1E, ">"}, /* ＞ */
    {0xFF1F, 0xFF1F, "?"}, /* ？ */
};

/* The row of a character, or NULL. */
static const struct odd *odd_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof odds / sizeof odds[0]; i++)
        if (c >= odds[i].first && c <= odds[i].last)
            return &odds[i];
    return NULL;
}

/* Whether it can't be seen: what is nothing, or a blank that XML doesn't take for one. */
static bool is_hidden(uint32_t c)
{
    return text_is_unseen(c) || (c > 0x7F && text_is_gap(c));
}

const char *odd_meant(const char *p)
{
    uint32_t c = text_next(&p);
    if (is_hidden(c))
        return text_is_gap(c) ? " " : "";
    const struct odd *odd = odd_of(c);
    return odd ? odd->meant : NULL;
}

bool odd_is_quote(const char *p)
{
    const struct odd *odd = odd_of(text_next(&p));
    return odd && (*odd->meant == '"' || *odd->meant == '\'');
}

bool odd_is_semicolon(const char *p)
{
    return text_next(&p) == SEMICOLON;
}

/* Where at is: behind the characters of its line, from the "<" of its tag on and no more than help to find
 * the place. */
static const char *place(struct arena *arena, const char *text, const char *at)
{
    const char *from = at;
    for (int i = 0; i < BEFORE_LIMIT && from > text && from[-1] != '\n' && (*from != '<' || from == at); i++)
        do
            from--;
        while (((unsigned char)*from & 0xC0) == 0x80);
    if (from + strspn(from, TEXT_SPACE) >= at)
        return _("at the beginning of the line");
    return arena_printf(arena, _("after \"%s\""),
                        tree_quote(arena, arena_strndup(arena, from, (size_t)(at - from))));
}

bool odd_is_mark(const char *p)
{
    const struct odd *odd = odd_of(text_next(&p));
    return odd && *odd->meant == ' ';
}

/* The character at p as a message names it. */
static const char *named(struct arena *arena, const char *p)
{
    const char *next = p;
    unsigned c = (unsigned)text_next(&next);
    if (is_hidden(c))
        return arena_printf(arena, "U+%04X", c);
    return arena_printf(arena, _("\"%s\" (U+%04X)"), arena_strndup(arena, p, (size_t)(next - p)), c);
}

const char *odd_words_in_name(struct arena *arena, const char *text, const char *at)
{
    return arena_printf(
        arena, _("%s stands %s, which belongs into no name; delete it, or write the letter that is meant"),
        place(arena, text, at), named(arena, at));
}

const char *odd_words(struct arena *arena, const char *text, const char *at, const char *meant)
{
    const char *front = place(arena, text, at), *what = named(arena, at);
    bool hidden = is_hidden(text_next(&at));
    if (!*meant)
        return arena_printf(arena,
                            hidden ? _("%s stands the invisible character %s; delete it")
                                   : _("%s stands %s; delete it"),
                            front, what);
    if (*meant == ' ')
        return arena_printf(arena, _("%s stands %s; write an ordinary blank in its place"), front, what);
    return arena_printf(arena, _("%s stands %s; write the ASCII character %s in its place"), front, what,
                        meant);
}
