/*
 * What somebody meant who wrote another value than what is accepted: numbers with their unit, in full-width
 * or Chinese digits, dates in words, yes for true.
 */
#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"
#include "intake/near.h"
#include "intake/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- numbers ---- */

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

/* Chinese digits, and what they are multiplied by; -1: c is none. */
static int numeral(uint32_t c)
{
    static const uint32_t digits[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,  /* 零一二三四 */
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D}; /* 五六七八九 */
    for (int i = 0; i < 10; i++)
        if (digits[i] == c)
            return i;
    return c == 0x4E24 ? 2 /* 两 */ : c == 0x3007 ? 0 /* 〇 */ : -1;
}

static int multiple(uint32_t c)
{
    return c == 0x5341 ? 10 /* 十 */ : c == 0x767E ? 100 /* 百 */ : c == 0x5343 ? 1000 /* 千 */ : 0;
}

/* Whether c makes another number of the one before it: 万, 亿, 萬, 億. */
static bool multiplies(uint32_t c)
{
    return multiple(c) || c == 0x4E07 || c == 0x4EBF || c == 0x842C || c == 0x5104;
}

int value_spelled(const char *text, const char **end)
{
    int sum = 0, digit = -1;
    const char *p = text;
    *end = text;
    for (uint32_t c; (c = text_next(&p)) && (numeral(c) >= 0 || multiple(c)); *end = p) {
        int times = multiple(c);
        if (!times && digit > 0)
            return -1; /* a row of digits, as of a year */
        if (times)
            sum += (digit < 0 ? 1 : digit) * times;
        digit = times ? 0 : numeral(c);
    }
    return digit < 0 ? -1 : sum + digit;
}

/* Whether c beside a number tells that it is another one, of the other sign or a multiple: a Latin letter may
 * have been meant for a digit. found: whether it stands behind the number. */
static bool spoils(uint32_t c, bool quarter, bool found)
{
    static const uint32_t changing[] = {0x8D1F, 0x964D, 0x51CF, 0x8DCC, 0x843D,  /* 负降减跌落 */
                                        0x4E8F, 0x7F3A, 0x6B20, 0x4F4E, 0x7F29,  /* 亏缺欠低缩 */
                                        0x500D, 0x534A, 0x756A, 0x6298, 0x2030}; /* 倍半番折‰ */
    for (size_t i = 0; i < sizeof changing / sizeof changing[0]; i++)
        if (c == changing[i])
            return true;
    if (found && c == 0x6210) /* 成, else a part of 完成 */
        return true;
    if (quarter && (c == 'Q' || c == 'q'))
        return false;
    return multiplies(c) || numeral(c) >= 0 || (c < 0x80 && isalpha((int)c));
}

/* The one number in text, in digits or Chinese ones, with what doesn't change it around it: about 6, 6 of a
 * unit, the third quarter, Q3. NULL where there is none or not only one. */
static const char *only_number(const char *text, bool quarter, struct arena *arena)
{
    static const char per_cent[] = "\u767E\u5206"; /* 百分 is no hundred */
    const char *found = NULL;
    for (const char *p = text; *p;) {
        const char *from = p, *end;
        if (text_starts(p, per_cent)) {
            p += strlen(per_cent);
            continue;
        }
        size_t size = strspn(p, "0123456789.");
        int number = size ? -1 : value_spelled(p, &end);
        if (!size && number < 0) {
            if (spoils(text_next(&p), quarter, found != NULL))
                return NULL;
            continue;
        }
        if (found)
            return NULL;
        p = size ? p + size : end;
        found =
            size ? arena_printf(arena, "%s%.*s", from == text + 1 && *text == '-' ? "-" : "", (int)size, from)
                 : arena_printf(arena, "%d", number);
    }
    return found;
}

/* ---- dates and words ---- */

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

/* true and false as others write them. */
static const char *truth(const char *text, const char *const *words)
{
    static const struct {
        const char *written, *meant;
    } known[] = {
        {"yes", "true"}, {"y", "true"},  {"1", "true"},  {"\u662F", "true"} /* 是 */,  {"\u221A", "true"},
        {"no", "false"}, {"n", "false"}, {"0", "false"}, {"\u5426", "false"} /* 否 */,
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcasecmp(text, known[i].written) == 0 && value_index(words, known[i].meant) >= 0)
            return known[i].meant;
    return NULL;
}

/* ---- what was meant ---- */

const char *value_meant(enum value kind, const char *const *words, const char *text, struct arena *arena)
{
    struct near near = {.word = text};
    const char *meant = NULL;
    if (strlen(text) > 100)
        return NULL;
    if (kind == VALUE_WORD) {
        for (int i = 0; words[i]; i++)
            near_offer(&near, words[i]);
        return near.best ? near.best : truth(text, words);
    }
    if (kind == VALUE_DATE)
        meant = plain_date(text, arena);
    else if (kind >= VALUE_DECIMAL && kind <= VALUE_NUMBER)
        meant = plain_number(text, arena);
    if (meant && kind != VALUE_DATE && !value_accepts(kind, words, meant))
        meant = only_number(meant, kind == VALUE_QUARTER, arena);
    return meant && value_accepts(kind, words, meant) ? meant : NULL;
}

bool value_is_nothing(const char *text)
{
    static const char *const words[] = {"n/a",
                                        "na",
                                        "null",
                                        "none",
                                        "nil",
                                        "\u65E0" /* 无 */,
                                        "\u6682\u65E0" /* 暂无 */,
                                        "\u65E0\u6570\u636E" /* 无数据 */,
                                        "\u672A\u62A5" /* 未报 */,
                                        "\u672A\u62A5\u9001" /* 未报送 */};
    bool dashes = true;
    for (const char *p = text; *p;) {
        uint32_t c = text_narrow(text_next(&p));
        dashes = dashes && (c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212);
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return dashes;
}

bool value_is_no_day(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    struct date date;
    if (strlen(text) != strlen(form))
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
            return false;
    const char year[] = {text[0], text[1], text[2], text[3], '\0'};
    return value_accepts(VALUE_YEAR, NULL, year) && !date_parse(text, &date);
}
