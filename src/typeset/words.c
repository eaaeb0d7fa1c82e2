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
 * 业 生 性 化 率 制 法 区 市 县 省 部 局 厅 室 办 院 所 会 组 队 类 链 值 量 度 型 者 员 额 费 品 群 面 级 数
 * 次 力 委 商 站 日 */
static const char32_t suffixes[] =
    U"\u4E1A\u751F\u6027\u5316\u7387\u5236\u6CD5\u533A\u5E02\u53BF\u7701\u90E8\u5C40\u5385\u5BA4"
    U"\u529E\u9662\u6240\u4F1A\u7EC4\u961F\u7C7B\u94FE\u503C\u91CF\u5EA6\u578B\u8005\u5458\u989D"
    U"\u8D39\u54C1\u7FA4\u9762\u7EA7\u6570\u6B21\u529B\u59D4\u5546\u7AD9\u65E5";
/* 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 零 〇 两 */
static const char32_t numerals[] = U"\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341\u767E"
                                   U"\u5343\u4E07\u4EBF\u96F6\u3007\u4E24";
/* Words of documents that it doesn't know: 印发 转发 优化 */
static const char32_t unknown[][2] = {{0x5370, 0x53D1}, {0x8F6C, 0x53D1}, {0x4F18, 0x5316}};
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

static void join_unknown(const struct paragraph *p, bool *word)
{
    for (int i = 0; i + 1 < p->count; i++)
        for (size_t k = 0; k < sizeof unknown / sizeof unknown[0]; k++)
            if (code_at(p, i) == unknown[k][0] && code_at(p, i + 1) == unknown[k][1] && word[i])
                word[i + 1] = false;
}

/* A word of one character that is a suffix goes with the word before it. */
static void join_suffixes(const struct paragraph *p, bool *word)
{
    for (int i = 2; i < p->count; i++) {
        bool alone = word[i] && (i + 1 >= p->count || word[i + 1]);
        if (alone && !word[i - 1] && p->unit[i - 1].class == CLASS_HAN && is_among(p->unit[i].c, suffixes))
            word[i] = false;
    }
}

/* Two numerals or more are one number, and what is counted goes with it if it is one character: 二十七件. */
static void join_numerals(const struct paragraph *p, bool *word)
{
    for (int i = 0, end; i < p->count; i = end + 1) {
        end = i;
        if (i > 0 && !word[i]) /* 统一 */
            continue;
        for (; end < p->count && is_among(p->unit[end].c, numerals); end++)
            if (end > i)
                word[end] = false;
        bool counted = end < p->count && p->unit[end].class == CLASS_HAN;
        if (end > i + 1 && counted && (end + 1 == p->count || word[end + 1]))
            word[end] = false;
    }
}

/* Words of one character that join others, and are no part of a longer one:
 * 的 和 与 及 或 等 之 了 在 是 为 于 由 从 把 将 被 各 每 个 有 不 并 */
static const char32_t particles[] =
    U"\u7684\u548C\u4E0E\u53CA\u6216\u7B49\u4E4B\u4E86\u5728\u662F\u4E3A\u4E8E\u7531\u4ECE\u628A"
    U"\u5C06\u88AB\u5404\u6BCF\u4E2A\u6709\u4E0D\u5E76";

/* Whether unit i is a word of one character that may be half of one that the dictionary lacks. */
static bool is_half(const struct paragraph *p, const bool *word, int i)
{
    return i < p->count && word[i] && (i + 1 == p->count || word[i + 1]) && p->unit[i].class == CLASS_HAN &&
           !is_among(p->unit[i].c, particles) && !is_among(p->unit[i].c, numerals);
}

/* Most Chinese words have two characters. So an even number that the dictionary leaves by themselves are
 * taken for such words in the few characters of a cell: 融链|固链|对接. In a title, whose lines may end
 * elsewhere, they are no words to end one with. */
static void join_halves(const struct paragraph *p, bool *word)
{
    for (int i = 0, end; i < p->count; i = end) {
        for (end = i; is_half(p, word, end); end++)
            ;
        for (int k = i + 1; (end - i) % 2 == 0 && k < end; k += 2)
            word[k] = false;
        if (end == i)
            end++;
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
    join_unknown(p, word);
    join_suffixes(p, word);
    join_numerals(p, word);
    if (p->style->narrow)
        join_halves(p, word);
}
