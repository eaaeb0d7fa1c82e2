/* Lists of names, divided by 、: how long they are, and how they stay whole. */
#include "typeset/setter.h"

#include "base/text.h"
#include "typeset/class.h"

#include <string.h>

enum { SEPARATOR = 0x3001, JOINER = 0x2060 };

int names_count(const char *text, int *name)
{
    int count = 0, length_now = 0;
    while (*text) {
        uint32_t c = text_next(&text);
        if (c != SEPARATOR && class_of(c) != CLASS_HAN)
            return 0;
        if (c != SEPARATOR) {
            length_now++;
            continue;
        }
        if (name)
            name[count] = length_now;
        count++;
        length_now = 0;
    }
    if (name)
        name[count] = length_now;
    return length_now > 0 ? count + 1 : 0;
}

const char *names_joined(struct setter *s, const char *text)
{
    char *out = arena_alloc(s->arena, strlen(text) * 2 + 1), *to = out;
    for (bool first = true; *text;) {
        const char *from = text;
        uint32_t c = text_next(&text);
        if (!first && c != SEPARATOR)
            to += text_put(JOINER, to);
        to = mempcpy(to, from, (size_t)(text - from));
        first = c == SEPARATOR;
    }
    *to = '\0';
    return out;
}
