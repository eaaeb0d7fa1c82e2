#include "intake/value.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/rational.h"
#include "base/text.h"
#include "intake/near.h"

#include <stdlib.h>
#include <string.h>

enum { ID_LIMIT = 64, PATTERN_LIMIT = 200, FILE_NAME_LIMIT = 200 };

/* ---- what is accepted ---- */

/* Something else than blanks, of which the ideographic one is no blank to XML. */
static bool is_text(const char *text)
{
    while (*text) {
        uint32_t c = text_next(&text);
        if (c != 0x3000 && c != ' ' && c != '\t' && c != '\r' && c != '\n')
            return true;
    }
    return false;
}

static bool is_id(const char *text)
{
    return *text && !strpbrk(text, " \t\r\n") && text_count(text) <= ID_LIMIT;
}

static bool is_decimal(const char *text)
{
    struct decimal d;
    return decimal_parse(text, &d);
}

static bool is_positive(const char *text)
{
    struct decimal d;
    return decimal_parse(text, &d) && d.units > 0;
}

static bool is_share(const char *text)
{
    struct decimal d;
    return *text >= '0' && *text <= '9' && decimal_parse(text, &d);
}

static bool is_date(const char *text)
{
    struct date d;
    return date_parse(text, &d);
}

/* from to to digits and nothing else, not beginning with a character below first */
static bool is_digits(const char *text, size_t from, size_t to, char first)
{
    size_t size = strspn(text, "0123456789");
    return size >= from && size <= to && !text[size] && text[0] >= first;
}

static bool is_year(const char *text)
{
    return is_digits(text, 4, 4, '1') && (text_starts(text, "19") || text[0] == '2');
}

static bool is_quarter(const char *text)
{
    return is_digits(text, 1, 1, '1') && text[0] <= '4';
}

static bool is_number(const char *text)
{
    return is_digits(text, 1, 6, '1');
}

static bool is_any_digits(const char *text)
{
    return is_digits(text, 1, 10, '0');
}

bool value_schedule(const char *text, struct decimal due[4])
{
    for (int i = 0; i < 4; i++) {
        char part[24];
        text += strspn(text, TEXT_SPACE);
        size_t size = strcspn(text, TEXT_SPACE);
        if (size >= sizeof part)
            return false;
        memcpy(part, text, size);
        part[size] = '\0';
        if (!is_share(part) || !decimal_parse(part, &due[i]))
            return false;
        text += size;
    }
    return text_is_blank(text);
}

static bool is_schedule(const char *text)
{
    struct decimal due[4];
    return value_schedule(text, due);
}

static bool is_pattern(const char *text)
{
    size_t size = strcspn(text, "{}");
    return text_starts(text + size, "{n}") && !strpbrk(text + size + 3, "{}") &&
           text_count(text) <= PATTERN_LIMIT;
}

static bool is_file(const char *text)
{
    return text_count(text) <= FILE_NAME_LIMIT && file_is_below(text);
}

static const struct {
    bool (*accepts)(const char *text); /* VALUE_WORD has its list instead */
    const char *allowed;
} kinds[] = {
    [VALUE_TEXT] = {is_text, N_("some text")},
    [VALUE_ID] = {is_id, N_("a word of at most 64 characters, without spaces")},
    [VALUE_WORD] = {NULL, NULL},
    [VALUE_DECIMAL] = {is_decimal,
                       N_("a number such as 12 or 3.5, at most 12 digits before and 6 behind the point")},
    [VALUE_POSITIVE] = {is_positive, N_("a number above zero such as 12 or 3.5")},
    [VALUE_SHARE] = {is_share, N_("a number such as 5 or 7.5, not below zero")},
    [VALUE_DATE] = {is_date, N_("a date such as 2024-05-31")},
    [VALUE_YEAR] = {is_year, N_("a year such as 2024")},
    [VALUE_QUARTER] = {is_quarter, "1, 2, 3, 4"},
    [VALUE_NUMBER] = {is_number, N_("a whole number from 1 to 999999")},
    [VALUE_DIGITS] = {is_any_digits, N_("1 to 10 digits such as 000001")},
    [VALUE_SCHEDULE] = {is_schedule, N_("four numbers with a space between, such as 25 50 75 100")},
    [VALUE_PATTERN] = {is_pattern, N_("text with {n} in it once, where the number goes")},
    [VALUE_FILE] = {is_file, N_("the name of a file beside this one or in a folder below, such as seal.png")},
};

int value_index(const char *const *words, const char *text)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    return -1;
}

bool value_accepts(enum value kind, const char *const *words, const char *text)
{
    return kind == VALUE_WORD ? value_index(words, text) >= 0 : kinds[kind].accepts(text);
}

const char *value_allowed(enum value kind, const char *const *words, struct arena *arena)
{
    if (kind != VALUE_WORD)
        return _(kinds[kind].allowed);
    struct buffer list = {0};
    for (int i = 0; words[i]; i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", words[i]);
    char *copy = arena_strdup(arena, buffer_text(&list));
    buffer_free(&list);
    return copy;
}

/* ---- what was meant ---- */

/* Whether a mark between digits parts thousands: three digits follow it, and no fourth. */
static bool parts_thousands(const char *behind)
{
    int digits = 0;
    for (uint32_t c; (c = text_next(&behind)) && ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19));)
        digits++;
    return digits == 3;
}

/* Full-width forms of ASCII as ASCII, without percent signs, plus signs and what parts thousands, as numbers
 * are often typed. A comma that parts no thousands may have been meant for a point: nothing is made of it. */
static const char *plain_number(const char *text, struct arena *arena)
{
    struct buffer plain = {0};
    char one[5];
    while (*text) {
        uint32_t c = text_narrow(text_next(&text));
        bool apart = c == ',' || c == ' ' || c == 0x3000;
        if (c == '+' || c == '%' || (apart && (!*text || parts_thousands(text))))
            continue;
        text_put(c, one);
        buffer_puts(&plain, one);
    }
    const char *copy = arena_strdup(arena, buffer_text(&plain));
    buffer_free(&plain);
    return copy;
}

/* The three numbers of a date written in another way: 2024/5/31, 2024 with year, month and day in words. */
static const char *plain_date(const char *text, struct arena *arena)
{
    const char *plain = plain_number(text, arena);
    unsigned long part[3] = {0};
    int count = 0;
    for (const char *p = plain; *p;) {
        if (*p < '0' || *p > '9') {
            p++;
            continue;
        }
        char *end;
        unsigned long n = strtoul(p, &end, 10);
        if (count == 3 || end - p > 4)
            return NULL;
        part[count++] = n;
        p = end;
    }
    return count == 3 ? arena_printf(arena, "%04lu-%02lu-%02lu", part[0], part[1], part[2]) : NULL;
}

const char *value_meant(enum value kind, const char *const *words, const char *text, struct arena *arena)
{
    struct near near = {.word = text};
    if (strlen(text) > 100)
        return NULL;
    if (kind == VALUE_WORD) {
        for (int i = 0; words[i]; i++)
            near_offer(&near, words[i]);
        return near.best;
    }
    const char *meant = kind == VALUE_DATE                              ? plain_date(text, arena)
                        : kind >= VALUE_DECIMAL && kind <= VALUE_NUMBER ? plain_number(text, arena)
                                                                        : NULL;
    return meant && value_accepts(kind, words, meant) ? meant : NULL;
}
