#include "intake/measure_word.h"

#include "base/text.h"
#include "intake/fold.h"

#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* ---- the words ---- */

/* Behind the last of these a clause begins: ，、。；：（ */
static const uint32_t marks[] = {',', ';', ':', '(', 0x3001, 0x3002};

static const char same_time[] = "\u540C\u6BD4"; /* 同比 */
static const char *const growths[] = {"\u589E\u957F" /* 增长 */, "\u589E\u901F" /* 增速 */,
                                      "\u589E\u5E45" /* 增幅 */};

static const char *const to[] = {"\u5230" /* 到 */, "\u81F3" /* 至 */};
static const char reaching[] = "\u8FBE\u5230"; /* 达到 */

/* What is held against another time than last year. */
static const char *const since[] = {"\u7D2F\u8BA1" /* 累计 */, "\u5E74\u5747" /* 年均 */,
                                    "\u4EE5\u6765" /* 以来 */, "\u73AF\u6BD4" /* 环比 */};
static const char *const against[] = {"\u8F83" /* 较 */, "\u6BD4" /* 比 */};
/* 同比, 占比; 较上年, 比去年; 比重, 比例, 比率: none of them names another time. */
static const char *const not_against[] = {"\u540C" /* 同 */, "\u5360" /* 占 */};
static const char *const not_behind[] = {"\u4E0A" /* 上 */, "\u53BB" /* 去 */, "\u91CD" /* 重 */,
                                         "\u4F8B" /* 例 */, "\u7387" /* 率 */};

/* leads: it says so at the beginning of a name as well; 压缩空气 is no fall. */
static const struct {
    const char *word;
    bool leads;
} falls[] = {
    {"\u4E0B\u964D", false}, /* 下降 */ {"\u964D\u4F4E", true},  /* 降低 */
    {"\u51CF\u5C11", true},  /* 减少 */ {"\u538B\u51CF", true},  /* 压减 */
    {"\u538B\u964D", true},  /* 压降 */ {"\u56DE\u843D", false}, /* 回落 */
    {"\u4E0B\u8C03", false}, /* 下调 */ {"\u538B\u7F29", false}, /* 压缩 */
    {"\u7F29\u77ED", true},  /* 缩短 */ {"\u7F29\u51CF", true},  /* 缩减 */
    {"\u524A\u51CF", true},  /* 削减 */ {"\u7CBE\u7B80", false}, /* 精简 */
    {"\u7F29\u5C0F", true},  /* 缩小 */ {"\u6536\u7A84", false}, /* 收窄 */
    {"\u964D\u5E45", false}, /* 降幅 */ {"\u51CF\u5E45", false}, /* 减幅 */
    {"\u8DCC\u5E45", false},                                     /* 跌幅 */
};
/* What may stand behind them: 降低率, 压缩比例 */
static const char *const tails[] = {"\u7387" /* 率 */, "\u5E45\u5EA6" /* 幅度 */, "\u6BD4\u4F8B" /* 比例 */};

static const char *const quarterly[] = {"\u6BCF\u5B63\u5EA6" /* 每季度 */, "\u6BCF\u5B63" /* 每季 */,
                                        "\u6BCF\u4E2A\u5B63" /* 每个季 */};
static const char year[] = "\u5E74"; /* 年 */

static const char each[] = "\u6BCF"; /* 每; of each of these it is no mean: 每季, 每年, 每月, 每个季 */
static const char *const times[] = {"\u5B63" /* 季 */, "\u5E74" /* 年 */, "\u6708" /* 月 */,
                                    "\u4E2A\u5B63" /* 个季 */};
static const char *const means[] = {"\u5747" /* 均 */, "\u7387" /* 率 */, "\u6298" /* 折 */,
                                    "\u5F53\u91CF" /* 当量 */};

static const char *const shares[] = {"\u7387" /* 率 */, "\u5360\u6BD4" /* 占比 */, "\u6BD4\u91CD" /* 比重 */,
                                     "\u6BD4\u4F8B" /* 比例 */};
/* Rates that go beyond a hundred. */
static const char *const beyond[] = {
    "\u5B8C\u6210\u7387" /* 完成率 */,
    "\u6267\u884C\u7387" /* 执行率 */,
    "\u8FBE\u4EA7\u7387" /* 达产率 */,
    "\u5230\u4F4D\u7387" /* 到位率 */,
    "\u589E\u957F\u7387" /* 增长率 */,
    "\u4EA7\u9500\u7387" /* 产销率 */,
    "\u5229\u7528\u7387" /* 利用率 */,
    "\u5468\u8F6C\u7387" /* 周转率 */,
    "\u5145\u8DB3\u7387" /* 充足率 */,
    "\u6536\u76CA\u7387" /* 收益率 */,
    "\u5229\u6DA6\u7387" /* 利润率 */,
    "\u56DE\u62A5\u7387" /* 回报率 */,
    "\u8D1F\u503A\u7387" /* 负债率 */,
    "\u6760\u6746\u7387" /* 杠杆率 */,
    "\u8D21\u732E\u7387" /* 贡献率 */,
    "\u5165\u5B66\u7387" /* 入学率 */,
    "\u62E8\u5907\u8986\u76D6\u7387" /* 拨备覆盖率 */,
    "\u6D41\u52A8\u6027\u8986\u76D6\u7387" /* 流动性覆盖率 */,
    "\u7535\u8BDD\u666E\u53CA\u7387" /* 电话普及率 */,
    "\u5BBD\u5E26\u666E\u53CA\u7387" /* 宽带普及率 */,
    "\u7528\u6237\u666E\u53CA\u7387" /* 用户普及率 */,
    "\u5B58\u8D37\u6BD4\u4F8B" /* 存贷比例 */,
};

/* Of these there is less than nothing. */
static const char *const either_sign[] = {
    "\u51C0" /* 净 */,         "\u76C8" /* 盈 */,
    "\u5DEE" /* 差 */,         "\u6E29" /* 温 */,
    "\u5229\u6DA6" /* 利润 */, "\u7ED3\u4F59" /* 结余 */,
    "\u6DA8\u5E45" /* 涨幅 */, "\u589E\u957F\u7387" /* 增长率 */,
};

static const char *const wholes[] = {
    "\u4E2A" /* 个 */, "\u8D77" /* 起 */,         "\u5BB6" /* 家 */,         "\u9879" /* 项 */,
    "\u4EF6" /* 件 */, "\u573A" /* 场 */,         "\u6B21" /* 次 */,         "\u4EBA" /* 人 */,
    "\u540D" /* 名 */, "\u5EA7" /* 座 */,         "\u5904" /* 处 */,         "\u6237" /* 户 */,
    "\u6240" /* 所 */, "\u6761" /* 条 */,         "\u53F0" /* 台 */,         "\u8F86" /* 辆 */,
    "\u4F4D" /* 位 */, "\u679A" /* 枚 */,         "\u773C" /* 眼 */,         "\u4F8B" /* 例 */,
    "\u90E8" /* 部 */, "\u4EBA\u6B21" /* 人次 */, "\u5BB6\u6B21" /* 家次 */,
};

/* ---- looking for them ---- */

/* The first of the words that text ends with. */
static const char *ending(const char *text, const char *const *word, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_ends(text, word[i]))
            return word[i];
    return NULL;
}

static const char *within(const char *text, const char *const *word, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, word[i]))
            return word[i];
    return NULL;
}

static const char *beginning(const char *text, const char *const *word, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(text, word[i]))
            return word[i];
    return NULL;
}

static const char *clause_of(const char *text)
{
    const char *from = text;
    for (const char *p = text; *p;) {
        uint32_t c = text_narrow(text_next(&p));
        for (size_t i = 0; i < COUNT(marks); i++)
            if (c == marks[i])
                from = p;
    }
    return from;
}

struct measured measured_words(struct arena *arena, const struct target *target, const char *before)
{
    const char *phrase = fold_plain(arena, target->phrase);
    return (struct measured){fold_plain(arena, target->name),
                             arena_printf(arena, "%s%.*s", fold_plain(arena, clause_of(before)),
                                          (int)strcspn(phrase, "0123456789"), phrase)};
}

struct measured measured_words_of(struct arena *arena, const struct plan *plan, const struct target *target)
{
    const struct task *task = &plan->task[target->task];
    int index = (int)(target - plan->target);
    for (int i = 1; i < task->piece_count; i++)
        if (task->piece[i].outer == index || task->piece[i].inner == index)
            return measured_words(arena, target, task->piece[i - 1].text);
    return measured_words(arena, target, "");
}

/* Whether it is against another time than last year. */
static bool is_since(const char *text)
{
    if (within(text, since, COUNT(since)))
        return true;
    for (size_t i = 0; i < COUNT(against); i++)
        for (const char *p = text, *behind; (p = strstr(p, against[i])); p = behind) {
            behind = p + strlen(against[i]);
            const size_t size = (size_t)(p - text), one = strlen(not_against[0]);
            bool excused = beginning(behind, not_behind, COUNT(not_behind));
            for (size_t k = 0; k < COUNT(not_against); k++)
                excused = excused || (size >= one && memcmp(p - one, not_against[k], one) == 0);
            if (!excused)
                return true;
        }
    return false;
}

/* Whether the number behind text is what something comes to: 同比提高到, but not 同比增长达到 */
static bool leads_to(const char *text)
{
    return ending(text, to, COUNT(to)) && !text_ends(text, reaching);
}

const char *measured_growth(const struct measured *words)
{
    if (is_since(words->name) || is_since(words->clause))
        return NULL;
    if (strstr(words->name, same_time) || (strstr(words->clause, same_time) && !leads_to(words->clause)))
        return same_time;
    const char *word = ending(words->name, growths, COUNT(growths));
    return word ? word : ending(words->clause, growths, COUNT(growths));
}

/* Whether text ends with the word, or with it and one of the tails. */
static bool closes(const char *text, const char *word)
{
    const char *tail = ending(text, tails, COUNT(tails));
    size_t size = strlen(text) - (tail ? strlen(tail) : 0), length = strlen(word);
    return text_ends(text, word) || (size >= length && memcmp(text + size - length, word, length) == 0);
}

const char *measured_fall(const struct measured *words)
{
    bool grows = ending(words->name, growths, COUNT(growths));
    for (size_t i = 0; i < COUNT(falls); i++)
        if (closes(words->name, falls[i].word) ||
            (falls[i].leads && !grows && text_starts(words->name, falls[i].word)))
            return falls[i].word;
    return NULL;
}

static bool clause_falls(const struct measured *words)
{
    for (size_t i = 0; i < COUNT(falls); i++)
        if (closes(words->clause, falls[i].word))
            return true;
    return false;
}

const char *measured_quarterly(const struct measured *words)
{
    const char *word = within(words->name, quarterly, COUNT(quarterly));
    for (size_t i = 0; i < COUNT(quarterly) && !word; i++) {
        const char *at = strstr(words->clause, quarterly[i]);
        if (at && !strstr(at, year)) /* 每季度调度、全年… is of the year again */
            word = quarterly[i];
    }
    return word;
}

static bool is_mean(const char *text)
{
    if (within(text, means, COUNT(means)))
        return true;
    for (const char *p = text; (p = strstr(p, each));) {
        p += strlen(each);
        if (!beginning(p, times, COUNT(times)))
            return true;
    }
    return false;
}

bool measured_mean(const struct measured *words)
{
    return is_mean(words->name) || is_mean(words->clause);
}

bool measured_share(const struct measured *words)
{
    return ending(words->name, shares, COUNT(shares)) && !ending(words->name, beyond, COUNT(beyond));
}

bool measured_signed(const struct measured *words)
{
    return within(words->name, either_sign, COUNT(either_sign)) || measured_growth(words) ||
           measured_fall(words) || clause_falls(words);
}

bool measured_in_wholes(struct arena *arena, const char *unit)
{
    const char *plain = fold_plain(arena, unit);
    for (size_t i = 0; i < COUNT(wholes); i++)
        if (strcmp(plain, wholes[i]) == 0)
            return true;
    return false;
}
