/*
 * Chinese words, from ICU's dictionary, with what it is known to miss.
 */
#include "base/text.h"
#include "typeset/line_int.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <unicode/ubrk.h>

/* Characters that end longer words where the dictionary knows only the shorter one: 制造|业, 办公|室.
 * 业 生 性 化 率 制 法 区 市 县 省 部 局 厅 室 办 院 所 会 组 队 */
static const char32_t suffixes[] =
    U"\u4E1A\u751F\u6027\u5316\u7387\u5236\u6CD5\u533A\u5E02\u53BF\u7701\u90E8\u5C40\u5385\u5BA4"
    U"\u529E\u9662\u6240\u4F1A\u7EC4\u961F";
/* Opening an iterator costs more than most texts; one serves the whole process. */
static UBreakIterator *shared;

static void close_shared(void)
{
    ubrk_close(shared);
}

static UBreakIterator *iterator(void)
{
    UErrorCode status = U_ZERO_ERROR;
    if (shared)
        return shared;
    shared = ubrk_open(UBRK_WORD, "zh_Hans_CN", NULL, 0, &status);
    if (U_FAILURE(status))
        shared = NULL;
    else
        atexit(close_shared);
    return shared;
}

/* The paragraph as UTF-16; unit_at[k] is the unit at place k plus one, 0 for the second half of a pair. */
static int32_t write_utf16(const struct paragraph *p, UChar *text, int *unit_at)
{
    int32_t size = 0;
    for (int i = 0; i < p->count; i++) {
        unit_at[size] = i + 1;
        uint16_t pair[2];
        int halves = text_utf16(p->unit[i].c ? p->unit[i].c : ' ', pair);
        for (int k = 0; k < halves; k++)
            text[size++] = pair[k];
    }
    return size;
}

static bool is_suffix(uint32_t c)
{
    for (const char32_t *s = suffixes; *s; s++)
        if (*s == c)
            return true;
    return false;
}

/* A word of one character that is a suffix goes with the word before it. */
static void join_suffixes(const struct paragraph *p, bool *word)
{
    for (int i = 2; i < p->count; i++) {
        bool alone = word[i] && (i + 1 >= p->count || word[i + 1]);
        if (alone && !word[i - 1] && p->unit[i - 1].class == CLASS_HAN && is_suffix(p->unit[i].c))
            word[i] = false;
    }
}

void paragraph_words(struct paragraph *p, bool *word)
{
    UChar *text = arena_array(p->arena, (size_t)p->count * 2 + 1, sizeof *text);
    int *unit_at = arena_array(p->arena, (size_t)p->count * 2 + 1, sizeof *unit_at);
    int32_t size = write_utf16(p, text, unit_at);
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *words = iterator();
    if (words)
        ubrk_setText(words, text, size, &status);
    if (!words || U_FAILURE(status)) { /* without ICU's data any place will do */
        memset(word, true, (size_t)p->count);
        return;
    }
    for (int32_t next = ubrk_first(words); next != UBRK_DONE; next = ubrk_next(words))
        if (next < size && unit_at[next] > 0)
            word[unit_at[next] - 1] = true;
    join_suffixes(p, word);
}
