#include "intake/near.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* Longer words, and more candidates than a hostile file can make us compare, are not looked at. */
enum { LONGEST = 40, MOST_CANDIDATES = 10000 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours that lead from a to b, in bytes. */
static int distance(const char *a, const char *b)
{
    int rows[3][LONGEST + 1] = {{0}};
    int width = (int)strlen(b);
    for (int j = 0; j <= width; j++)
        rows[0][j] = j;
    for (int i = 1; a[i - 1]; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= width; j++) {
            int change = tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]);
            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[strlen(a) % 3][width];
}

static const char *next_digit(const char *text)
{
    while (*text && !isdigit((unsigned char)*text))
        text++;
    return text;
}

static int same_digits(const char *a, const char *b)
{
    for (;; a++, b++) {
        a = next_digit(a);
        b = next_digit(b);
        if (*a != *b)
            return 0;
        if (!*a)
            return 1;
    }
}

/* Copies text with its full-width characters narrow; its size, 0 when it is empty or too long. */
static size_t narrow(const char *text, char out[LONGEST + 1])
{
    size_t size = 0;
    while (*text) {
        char one[5];
        size_t more = (size_t)text_put(text_narrow(text_next(&text)), one);
        if (size + more > LONGEST)
            return 0;
        memcpy(out + size, one, more);
        size += more;
    }
    out[size] = '\0';
    return size;
}

void near_offer(struct near *near, const char *candidate)
{
    char word[LONGEST + 1], other[LONGEST + 1];
    if (++near->offered > MOST_CANDIDATES)
        return;
    size_t size = narrow(near->word, word);
    if (size == 0 || narrow(candidate, other) == 0 || !same_digits(word, other))
        return;
    int limit = size <= 4 ? 1 : size <= 7 ? 2 : 3;
    int found = distance(word, other);
    /* A word of one character is as near to all others; only one that has it was meant. */
    if (found && text_count(word) == 1 && strlen(other) <= size)
        return;
    if (found <= limit && (!near->best || found < near->distance)) {
        near->best = candidate;
        near->distance = found;
    }
}
