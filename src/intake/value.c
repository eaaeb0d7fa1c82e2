#include "intake/value.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/rational.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { ID_LIMIT = 64, PATTERN_LIMIT = 200, FILE_NAME_LIMIT = 200 };

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
