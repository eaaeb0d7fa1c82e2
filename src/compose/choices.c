#include "compose/choices.h"

int choice_of(const char *choices, const char *word)
{
    size_t size = word ? strlen(word) : 0;
    int place = 0;
    for (const char *p = choices; size; place++) {
        size_t n = strcspn(p, "|");
        if (n == size && memcmp(p, word, size) == 0)
            return place;
        p += n;
        if (!*p++)
            break;
    }
    return -1;
}

void choice_put(struct buffer *out, const char *choices, int place)
{
    for (; place > 0; place--)
        choices += strcspn(choices, "|") + 1;
    buffer_add(out, choices, strcspn(choices, "|"));
}
