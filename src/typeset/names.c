/* Lists of names, divided by 、: how long they are, and how they stay whole. */
#include "typeset/setter.h"

#include "base/text.h"
#include "typeset/class.h"

#include <string.h>

enum { SEPARATOR = 0x3001, JOINER = 0x2060, AND_SO_ON = 0x7B49 }; /* 、 and 等 */

/* Names of persons and short ones of institutions are whole in lines that are filled; longer ones would tear
 * holes. In ragged lines others are, too. */
enum { NAME_WHOLE = 6, NAME_WHOLE_RAGGED = 12 };

int names_count(const char *text, int *name)
{
    int count = 0, length_now = 0;
    uint32_t before = 0;
    for (uint32_t c; *text; before = c) {
        c = text_next(&text);
        if (c != SEPARATOR && class_of(c) != CLASS_HAN)
            return 0;
        if (before == AND_SO_ON && c != SEPARATOR && count > 0)
            return 0; /* 家电、家居等活动 */
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

/* The characters of the name with which text begins. Where other characters than Chinese ones are in it, it
 * is none: 0. Its bytes go to *size. */
static int name_length(const char *text, size_t *size)
{
    int count = 0;
    bool name = true;
    const char *here = text, *next = text;
    for (; *here; here = next) {
        enum char_class class = class_of(text_next(&next));
        if (class == CLASS_PAUSE || class == CLASS_STOP)
            break;
        name &= class == CLASS_HAN;
        count++;
    }
    *size = (size_t)(here - text);
    return name ? count : 0;
}

/* Copies the name of so many characters with joiners between the last `joined` of them. */
static char *put_joined(char *to, const char *text, int count, int joined)
{
    for (; count > 0; count--) {
        const char *from = text;
        text_next(&text);
        to = mempcpy(to, from, (size_t)(text - from));
        to += count > 1 && count <= joined ? text_put(JOINER, to) : 0;
    }
    return to;
}

const char *names_joined(struct setter *s, const char *text, int most)
{
    char *out = arena_alloc(s->arena, strlen(text) * 2 + 1), *to = out;
    while (*text) {
        size_t size;
        int count = name_length(text, &size);
        to = count > 0 ? put_joined(to, text, count, count <= most ? count : 2) : mempcpy(to, text, size);
        text += size;
        const char *mark = text;
        if (*text)
            text_next(&text);
        to = mempcpy(to, mark, (size_t)(text - mark));
    }
    *to = '\0';
    return out;
}

struct para names_whole(struct setter *s, const struct para *para, bool ragged)
{
    if (para->run_count != 1 || para->run[0].kind != RUN_TEXT)
        return *para;
    struct run *run = arena_alloc(s->arena, sizeof *run);
    *run = para->run[0];
    run->text = names_joined(s, run->text, ragged ? NAME_WHOLE_RAGGED : NAME_WHOLE);
    return (struct para){run, 1, para->at};
}
