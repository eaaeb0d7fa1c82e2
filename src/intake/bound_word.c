#include "intake/bound_word.h"

#include "base/text.h"

#include <string.h>

enum side {
    BEFORE, /* it stands before the number */
    ALONE,  /* so too, and it is one only where nothing stands before it: 约 is a part of 签约 */
    VERB,   /* so too, and a negation before it makes the contrary of it */
    BEHIND, /* it stands behind the number and its unit */
};

static const struct {
    const char *word;
    enum side side;
    enum bound_kind kind;
    bool weak, loose;
} words[] = {
    {"\u4EE5\u4E0A", BEHIND, KIND_LEAST, false, false},            /* 以上 */
    {"\u4EE5\u4E0B", BEHIND, KIND_MOST, false, false},             /* 以下 */
    {"\u4EE5\u5185", BEHIND, KIND_MOST, false, false},             /* 以内 */
    {"\u4E4B\u5185", BEHIND, KIND_MOST, false, false},             /* 之内 */
    {"\u63A7\u5236\u76EE\u6807", BEHIND, KIND_MOST, false, false}, /* 控制目标 */
    {"\u5DE6\u53F3", BEHIND, KIND_ABOUT, false, false},            /* 左右 */
    {"\u8D85\u8FC7", VERB, KIND_LEAST, false, false},              /* 超过 */
    {"\u9AD8\u4E8E", VERB, KIND_LEAST, false, false},              /* 高于 */
    {"\u591A\u4E8E", VERB, KIND_LEAST, false, false},              /* 多于 */
    {"\u5927\u4E8E", VERB, KIND_LEAST, false, false},              /* 大于 */
    {"\u4F4E\u4E8E", VERB, KIND_MOST, false, false},               /* 低于 */
    {"\u5C11\u4E8E", VERB, KIND_MOST, false, false},               /* 少于 */
    {"\u5C0F\u4E8E", VERB, KIND_MOST, false, false},               /* 小于 */
    {"\u7A81\u7834", VERB, KIND_LEAST, false, true},               /* 突破 */
    {"\u81F3\u5C11", BEFORE, KIND_LEAST, false, false},            /* 至少 */
    {"\u6700\u5C11", BEFORE, KIND_LEAST, false, false},            /* 最少 */
    {"\u6700\u4F4E", BEFORE, KIND_LEAST, false, true},             /* 最低 */
    {"\u81F3\u591A", BEFORE, KIND_MOST, false, false},             /* 至多 */
    {"\u6700\u591A", BEFORE, KIND_MOST, false, false},             /* 最多 */
    {"\u6700\u9AD8", BEFORE, KIND_MOST, false, true},              /* 最高 */
    {"\u63A7\u5236\u5728", BEFORE, KIND_MOST, true, false},        /* 控制在 */
    {"\u5927\u7EA6", BEFORE, KIND_ABOUT, false, false},            /* 大约 */
    {"\u7EA6", ALONE, KIND_ABOUT, false, false},                   /* 约 */
};

/* Those that end in others come last. */
static const char *const negations[] = {
    "\u4E0D\u5F97" /* 不得 */, "\u4E0D\u5E94" /* 不应 */, "\u4E0D\u80FD" /* 不能 */,
    "\u4E0D\u53EF" /* 不可 */, "\u4E0D\u5B9C" /* 不宜 */, "\u4E0D\u51C6" /* 不准 */,
    "\u4E25\u7981" /* 严禁 */, "\u7981\u6B62" /* 禁止 */, "\u672A" /* 未 */,
    "\u4E0D" /* 不 */,
};

/* 不, 未, 禁, 勿, 免, 防: a little further before a verb one of them may deny it, or something else. */
static const char *const denials[] = {"\u4E0D", "\u672A", "\u7981", "\u52FF", "\u514D", "\u9632"};

/* In bytes: four Chinese characters. */
enum { DENIAL_REACH = 12 };

/* What tells of about so much too, but is a part of other words: it excuses, and is never asked about. */
static const char *const nearly[] = {"\u8FD1" /* 近 */, "\u4F59" /* 余 */, "\u591A" /* 多 */,
                                     "\u6765" /* 来 */, "\u4E0A\u4E0B" /* 上下 */};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const struct bound_word none = {NULL, KIND_LEAST, false, false, false};

static struct bound_word found(size_t i, const char *as)
{
    return (struct bound_word){as, words[i].kind, words[i].side == BEHIND, words[i].weak, words[i].loose};
}

/* The verb at the end of text, from at on, with what denies it. */
static struct bound_word verb(size_t i, const char *text, const char *at)
{
    struct bound_word word = found(i, at);
    for (size_t k = 0; k < COUNT(negations); k++) {
        size_t size = strlen(negations[k]);
        if ((size_t)(at - text) >= size && memcmp(at - size, negations[k], size) == 0) {
            word.word = at - size;
            word.kind = word.kind == KIND_LEAST ? KIND_MOST : KIND_LEAST;
            return word;
        }
    }
    const char *reach = at - text > DENIAL_REACH ? at - DENIAL_REACH : text;
    for (size_t k = 0; k < COUNT(denials); k++)
        if (strstr(reach, denials[k]))
            return none;
    return word;
}

struct bound_word bound_word_begins(const char *text)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].side == BEHIND && text_starts(text, words[i].word))
            return found(i, words[i].word);
    return none;
}

struct bound_word bound_word_at_edge(const char *text)
{
    const char *past = text;
    for (size_t k = 0; k < COUNT(negations) && past == text; k++)
        if (text_starts(text, negations[k]))
            past += strlen(negations[k]);
    for (size_t i = 0; i < COUNT(words); i++)
        if (text_starts(words[i].side == VERB ? past : text, words[i].word) ||
            (words[i].side == BEHIND && text_ends(text, words[i].word)))
            return found(i, words[i].word);
    return none;
}

struct bound_word bound_word_ends(const char *text, const char *from)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        if (words[i].side == BEHIND || !text_ends(text, words[i].word))
            continue;
        const char *at = text + strlen(text) - strlen(words[i].word);
        if (words[i].side == VERB)
            return verb(i, text, at);
        if (words[i].side == BEFORE || at == from)
            return found(i, at);
    }
    return none;
}

bool bound_word_nearly_before(const char *text)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].kind == KIND_ABOUT && words[i].side != BEHIND && text_ends(text, words[i].word))
            return true;
    return text_ends(text, nearly[0]);
}

bool bound_word_nearly_within(const char *text)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].kind == KIND_ABOUT && strstr(text, words[i].word))
            return true;
    for (size_t i = 0; i < COUNT(nearly); i++)
        if (strstr(text, nearly[i]))
            return true;
    return false;
}

bool bound_word_fits(const struct bound_word *word, const struct target *target)
{
    enum bound bound = target->bound;
    bool least = word->kind == KIND_LEAST;
    if (word->kind == KIND_ABOUT)
        return target->about;
    if (word->loose)
        return bound != (least ? BOUND_AT_MOST : BOUND_AT_LEAST);
    return bound == (least ? BOUND_AT_LEAST : BOUND_AT_MOST) || bound == BOUND_RANGE;
}
