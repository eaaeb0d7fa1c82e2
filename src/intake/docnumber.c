#include "intake/docnumber.h"

#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { ORDINAL = 0x7B2C /* 第 */, YEAR = 0x5E74 /* 年 */, OPEN = 0x3014, CLOSE = 0x3015 };
static const char open_bracket[] = "\u3014", close_bracket[] = "\u3015";
static const char *const number_words[] = {"\u53F7" /* 号 */, "\u865F" /* 號 */};

enum { WORD_COUNT = sizeof number_words / sizeof number_words[0] };

/* Whether c is typed for one of the pair's brackets. */
static bool is_bracket(uint32_t c, uint32_t bracket)
{
    static const uint32_t typed[][2] = {
        {OPEN, CLOSE}, {'(', ')'}, {'[', ']'}, {0x3010, 0x3011}, {0x3008, 0x3009}};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
        if (text_narrow(c) == typed[i][bracket == CLOSE])
            return true;
    return false;
}

/* A letter, digit or brace in its narrow form, any other character as it is. */
static uint32_t narrow(uint32_t c)
{
    uint32_t plain = text_narrow(c);
    return plain < 0x80 && (isalnum((int)plain) || plain == '{' || plain == '}') ? plain : c;
}

/* Whether a year begins here. */
static bool is_year(const char *text)
{
    for (int i = 0; i < 4; i++) {
        uint32_t c = text_narrow(text_next(&text));
        if (c < '0' || c > '9')
            return false;
    }
    return true;
}

/* Takes the zeros before a number out of text. */
static const char *without_zeros(struct arena *arena, const char *text)
{
    char *out = arena_strdup(arena, text), *to = out;
    for (const char *p = text; *p; p++)
        if (*p != '0' || (to > out && isdigit((unsigned char)to[-1])) ||
            !(isdigit((unsigned char)p[1]) || p[1] == '{'))
            *to++ = *p;
    *to = '\0';
    return out;
}

const char *docnumber_plain(struct arena *arena, const char *number)
{
    struct buffer plain = {0};
    bool in_year = false;
    for (uint32_t last = 0, c; (c = text_next(&number));) {
        char one[5];
        if (text_is_gap(c) || text_is_unseen(c) || (c == ORDINAL && last == CLOSE))
            continue;
        if (is_bracket(c, OPEN) && is_year(number)) {
            c = OPEN;
            in_year = true;
        } else if (in_year && is_bracket(c, CLOSE)) {
            c = CLOSE;
            in_year = false;
            if (last == YEAR)
                plain.size -= strlen("\u5E74");
        }
        last = narrow(c);
        buffer_add(&plain, one, (size_t)text_put(last, one));
    }
    const char *out = without_zeros(arena, buffer_text(&plain));
    buffer_free(&plain);
    return out;
}

char *docnumber_print(struct arena *arena, const char *pattern, int number)
{
    const char *hole = pattern ? strstr(pattern, "{n}") : NULL;
    if (!hole)
        return arena_strdup(arena, pattern);
    return arena_printf(arena, "%.*s%d%s", (int)(hole - pattern), pattern, number, hole + 3);
}

int docnumber_in(const char *pattern, const char *plain)
{
    const char *hole = strstr(pattern, "{n}");
    size_t head = hole ? (size_t)(hole - pattern) : 0;
    if (!hole || strncmp(pattern, plain, head) != 0)
        return 0;
    size_t digits = strspn(plain + head, "0123456789");
    return digits && digits < 10 && strcmp(plain + head + digits, hole + 3) == 0 ? atoi(plain + head) : 0;
}

/* Behind so many digits, at least one; NULL where there is none. */
static const char *behind_digits(const char *text)
{
    size_t size = strspn(text, "0123456789");
    return size ? text + size : NULL;
}

/* Behind the opening bracket of the year; NULL where there is none. */
static const char *year_of(const char *plain)
{
    const char *bracket = strstr(plain, open_bracket);
    return bracket ? bracket + strlen(open_bracket) : NULL;
}

bool docnumber_is_whole(const char *plain)
{
    const char *year = year_of(plain), *end = year ? behind_digits(year) : NULL;
    if (!end || end - year != 4 || !text_starts(end, close_bracket) || year == plain + strlen(open_bracket))
        return false;
    const char *p = end + strlen(close_bracket);
    p = text_starts(p, "{n}") ? p + strlen("{n}") : behind_digits(p);
    for (int i = 0; p && i < WORD_COUNT; i++)
        if (strcmp(p, number_words[i]) == 0)
            return true;
    return false;
}

int docnumber_year(const char *plain)
{
    const char *year = year_of(plain), *end = year ? behind_digits(year) : NULL;
    return end && end - year < 10 ? atoi(year) : 0;
}

bool docnumber_is_blank(const char *plain)
{
    bool word = false;
    for (int i = 0; i < WORD_COUNT; i++)
        for (const char *p = plain; (p = strstr(p, number_words[i])); p += strlen(number_words[i])) {
            if (p > plain && isdigit((unsigned char)p[-1]))
                return false;
            word = true;
        }
    return word;
}
