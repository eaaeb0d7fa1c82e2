#include "base/text.h"

#include <string.h>

static bool goes_on(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Reads the sequence at s (at most size bytes, at least one) after RFC 3629: no overlong forms, surrogates or
 * points beyond U+10FFFF. Returns its length, 0 when it is broken. */
static inline size_t decode(const unsigned char *s, size_t size, uint32_t *c)
{
    if (s[0] < 0x80) {
        *c = s[0];
        return 1;
    }
    if (s[0] < 0xE0) {
        if (s[0] < 0xC2 || size < 2 || !goes_on(s[1]))
            return 0;
        *c = (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
        return 2;
    }
    if (s[0] < 0xF0) {
        if (size < 3 || !goes_on(s[1]) || !goes_on(s[2]))
            return 0;
        *c = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
        return *c >= 0x800 && (*c < 0xD800 || *c >= 0xE000) ? 3 : 0;
    }
    if (s[0] > 0xF4 || size < 4 || !goes_on(s[1]) || !goes_on(s[2]) || !goes_on(s[3]))
        return 0;
    *c = (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
    return *c >= 0x10000 && *c <= 0x10FFFF ? 4 : 0;
}

uint32_t text_next(const char **text)
{
    const unsigned char *s = (const unsigned char *)*text;
    if (!*s)
        return 0;
    uint32_t c = 0;
    size_t n = decode(s, 4, &c); /* a NUL ends a sequence as any wrong byte does */
    *text += n ? n : 1;
    return n ? c : 0xFFFD;
}

int text_put(uint32_t c, char out[5])
{
    static const uint8_t lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    out[n] = '\0';
    for (int i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[n == 1 ? 0 : n] | c);
    return n;
}

int text_utf16(uint32_t c, uint16_t unit[2])
{
    if (c <= 0xFFFF) {
        unit[0] = (uint16_t)c;
        return 1;
    }
    unit[0] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
    unit[1] = (uint16_t)(0xDC00 + ((c - 0x10000) & 0x3FF));
    return 2;
}

bool text_steers(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool text_is_spaced(uint32_t c)
{
    return c > ' ' && c < 0x2000 && c != 0xB7;
}

bool text_is_gap(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool text_is_unseen(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

uint32_t text_narrow(uint32_t c)
{
    return c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c;
}

bool text_is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

size_t text_count(const char *text)
{
    size_t count = 0;
    while (text_next(&text))
        count++;
    return count;
}

bool text_valid(const char *text, size_t size)
{
    const unsigned char *s = (const unsigned char *)text;
    uint32_t c;
    for (size_t n; size; s += n, size -= n) {
        n = *s ? decode(s, size, &c) : 0;
        if (!n)
            return false;
    }
    return true;
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    size_t size = strlen(text), tail = strlen(suffix);
    return size >= tail && strcmp(text + size - tail, suffix) == 0;
}

size_t text_whole(const char *text, size_t size, size_t most)
{
    if (size <= most)
        return size;
    while (most && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

bool text_is_blank(const char *text)
{
    return !text[strspn(text, TEXT_SPACE)];
}

static bool is_space(char c)
{
    return c && strchr(TEXT_SPACE, c);
}

const char *text_trim(const char *text, size_t *size)
{
    const char *to = text + strlen(text);
    while (is_space(*text))
        text++;
    while (to > text && is_space(to[-1]))
        to--;
    *size = (size_t)(to - text);
    return text;
}

char *text_trimmed(char *text)
{
    size_t size;
    char *from = (char *)text_trim(text, &size);
    from[size] = '\0';
    return from;
}

int text_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}
