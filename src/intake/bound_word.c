#include "intake/bound_word.h"

#include "base/text.h"

#include <string.h>

/* Longer words stand before those that they end in. */
static const struct bound_word words[] = {
    {"\u4EE5\u4E0A", true, false, KIND_LEAST},            /* 以上 */
    {"\u4EE5\u4E0B", true, false, KIND_MOST},             /* 以下 */
    {"\u4EE5\u5185", true, false, KIND_MOST},             /* 以内 */
    {"\u4E4B\u5185", true, false, KIND_MOST},             /* 之内 */
    {"\u63A7\u5236\u76EE\u6807", true, false, KIND_MOST}, /* 控制目标 */
    {"\u5DE6\u53F3", true, false, KIND_ABOUT},            /* 左右 */
    {"\u4E0A\u4E0B", true, false, KIND_ABOUT},            /* 上下 */
    {"\u4E0D\u4F4E\u4E8E", false, false, KIND_LEAST},     /* 不低于 */
    {"\u4E0D\u5C11\u4E8E", false, false, KIND_LEAST},     /* 不少于 */
    {"\u4E0D\u5C0F\u4E8E", false, false, KIND_LEAST},     /* 不小于 */
    {"\u81F3\u5C11", false, false, KIND_LEAST},           /* 至少 */
    {"\u4E0D\u8D85\u8FC7", false, false, KIND_MOST},      /* 不超过 */
    {"\u8D85\u8FC7", false, false, KIND_LEAST},           /* 超过 */
    {"\u4E0D\u9AD8\u4E8E", false, false, KIND_MOST},      /* 不高于 */
    {"\u4E0D\u591A\u4E8E", false, false, KIND_MOST},      /* 不多于 */
    {"\u4E0D\u5927\u4E8E", false, false, KIND_MOST},      /* 不大于 */
    {"\u63A7\u5236\u5728", false, false, KIND_MOST},      /* 控制在 */
    {"\u5927\u7EA6", false, false, KIND_ABOUT},           /* 大约 */
    {"\u7EA6", false, true, KIND_ABOUT},                  /* 约 */
};

enum { WORD_COUNT = sizeof words / sizeof words[0] };

const struct bound_word *bound_word_begins(const char *text)
{
    for (int i = 0; i < WORD_COUNT; i++)
        if (words[i].behind && text_starts(text, words[i].word))
            return &words[i];
    return NULL;
}

const struct bound_word *bound_word_at_edge(const char *text)
{
    for (int i = 0; i < WORD_COUNT; i++)
        if (text_starts(text, words[i].word) || (words[i].behind && text_ends(text, words[i].word)))
            return &words[i];
    return NULL;
}

const struct bound_word *bound_word_ends(const char *text, const char *from)
{
    for (int i = 0; i < WORD_COUNT; i++)
        if (!words[i].behind &&
            (words[i].alone ? strcmp(from, words[i].word) == 0 : text_ends(text, words[i].word)))
            return &words[i];
    return NULL;
}

bool bound_word_closes(const char *text, enum bound_kind kind)
{
    for (int i = 0; i < WORD_COUNT; i++)
        if (words[i].kind == kind && !words[i].behind && text_ends(text, words[i].word))
            return true;
    return false;
}

bool bound_word_within(const char *text, enum bound_kind kind)
{
    for (int i = 0; i < WORD_COUNT; i++)
        if (words[i].kind == kind && strstr(text, words[i].word))
            return true;
    return false;
}

bool bound_word_fits(enum bound_kind kind, const struct target *target)
{
    switch (kind) {
    case KIND_LEAST:
        return target->bound == BOUND_AT_LEAST || target->bound == BOUND_RANGE;
    case KIND_MOST:
        return target->bound == BOUND_AT_MOST || target->bound == BOUND_RANGE;
    default:
        return target->about;
    }
}
