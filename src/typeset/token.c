/*
 * Where a break may stand: first what the classes of two neighbours say (避头尾), then the sequences that a
 * reader takes in as one piece: numbers with sign and unit, ranges, dates, document numbers, sequence
 * numbers, western words. GB/T 9704 no longer prints the clause that figures and years aren't divided, but
 * reviewers hold to it.
 */
#include "typeset/line_int.h"

enum {
    RANGE_WHOLE = 6000,  /* thousandths of em up to which a range stays whole */
    AMOUNT_WHOLE = 8000, /* and a compound amount, 2亿3000万元 */
    TITLE_SHORT = 6,     /* Han characters in 《》 that are better kept together */
    QUOTE_SHORT = 4,     /* and in “” */
    NAME_SHORT = 3,      /* characters of an abbreviated name before 〔2024〕 */
    NAME_LONG = 12,      /* and at most, where a bracket opens before it */
};

static bool is(const struct paragraph *p, int i, enum char_class class)
{
    return i >= 0 && i < p->count && p->unit[i].class == class;
}

/* A break behind each unit from first up to, not including, last costs at least so much. */
static void raise(struct paragraph *p, int first, int last, int penalty)
{
    for (int i = first; i < last; i++)
        if (p->unit[i].penalty < penalty)
            p->unit[i].penalty = penalty;
}

/* A break behind unit i costs only so much, if the rules for line start and end don't forbid it. */
static void lower(struct paragraph *p, int i, int penalty)
{
    if (p->unit[i].penalty == BREAK_TOKEN)
        p->unit[i].penalty = penalty;
}

/* ---- neighbours ---- */

static bool is_sign(uint32_t c)
{
    return c == '-' || c == '+' || c == 0x2212 || c == 0xB1;
}

static int pair_penalty(const struct unit *a, const struct unit *b)
{
    const struct class_rule *left = &class_rules[a->class], *right = &class_rules[b->class];
    if (a->wish == WISH_JOIN || b->class == CLASS_SPACE ||
        (a->class == CLASS_DIGIT && b->class == CLASS_SUFFIX) ||
        (a->class == CLASS_LETTER && is_sign(a->c) && b->class == CLASS_DIGIT) ||
        (a->class == CLASS_PREFIX && b->class == CLASS_DIGIT))
        return BREAK_NEVER;
    if (right->never_first || left->never_last)
        return BREAK_FORCED;
    if (a->wish == WISH_BREAK || a->class == CLASS_SPACE)
        return BREAK_FREE;
    if (left->western && right->western)
        return BREAK_TOKEN;
    return a->class == CLASS_INTERPUNCT ? BREAK_NAME : BREAK_FREE;
}

/* Dashes and ellipses in a row: two stay together, a longer ornament may be cut between its marks. */
static void join_rigid(struct paragraph *p)
{
    for (int i = 0, end; i < p->count; i = end) {
        end = i + 1;
        if (p->unit[i].class != CLASS_DASH && p->unit[i].class != CLASS_ELLIPSIS)
            continue;
        while (end < p->count && p->unit[end].class == p->unit[i].class)
            end++;
        raise(p, i, end - 1, end - i > 2 ? BREAK_LINK : BREAK_NEVER);
    }
}

/* ---- numbers ---- */

/* 万 亿 千 百 十 and what may stand before them: 多 余 几 */
static const char32_t multiples[] = U"\u4E07\u4EBF\u5343\u767E\u5341\u591A\u4F59\u51E0";
/* 一 二 三 四 五 六 七 八 九 十 百 千 零 〇 两 */
static const char32_t numerals[] =
    U"\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341\u767E\u5343\u96F6\u3007\u4E24";
/* Words that follow a number without counting anything: 和 与 及 或 的 等 是 为 在 至 到 */
static const char32_t no_measures[] = U"\u548C\u4E0E\u53CA\u6216\u7684\u7B49\u662F\u4E3A\u5728\u81F3\u5230";
/* Measures of more than one character, the longer of two with the same beginning first. Any other single
 * character behind a number counts as its measure. */
static const char32_t *const measures[] = {
    U"\u4E2A\u767E\u5206\u70B9", /* 个百分点 */
    U"\u4E2A\u5DE5\u4F5C\u65E5", /* 个工作日 */
    U"\u4E2A\u81EA\u7136\u65E5", /* 个自然日 */
    U"\u767E\u5206\u70B9",       /* 百分点 */
    U"\u5E73\u65B9\u516C\u91CC", /* 平方公里 */
    U"\u5E73\u65B9\u5343\u7C73", /* 平方千米 */
    U"\u5E73\u65B9\u7C73",       /* 平方米 */
    U"\u7ACB\u65B9\u7C73",       /* 立方米 */
    U"\u5428\u6807\u51C6\u7164", /* 吨标准煤 */
    U"\u5343\u74E6\u65F6",       /* 千瓦时 */
    U"\u5343\u74E6",             /* 千瓦 */
    U"\u74E6\u65F6",             /* 瓦时 */
    U"\u5343\u514B",             /* 千克 */
    U"\u5343\u7C73",             /* 千米 */
    U"\u516C\u65A4",             /* 公斤 */
    U"\u516C\u91CC",             /* 公里 */
    U"\u516C\u9877",             /* 公顷 */
    U"\u5C0F\u65F6",             /* 小时 */
    U"\u5206\u949F",             /* 分钟 */
    U"\u4EBA\u6B21",             /* 人次 */
    U"\u5BB6\u6B21",             /* 家次 */
    U"\u53F0\u5957",             /* 台套 */
    U"\u4E2A\u6708",             /* 个月 */
    U"\u5E74\u5EA6",             /* 年度 */
    U"\u6708\u4EFD",             /* 月份 */
    U"\u7F8E\u5143",             /* 美元 */
};

/* Units from i that spell word; 0 when they don't. */
static int spells(const struct paragraph *p, int i, const char32_t *word)
{
    int n = 0;
    while (word[n] && code_at(p, i + n) == word[n])
        n++;
    return word[n] ? 0 : n;
}

/* The end of a number without sign that begins at i: digits, with . , : / ∶ and thin spaces between digits.
 */
static int number_end(const struct paragraph *p, int i)
{
    while (is(p, i, CLASS_DIGIT)) {
        i++;
        uint32_t c = code_at(p, i);
        bool inner = c == '.' || c == ',' || c == ':' || c == '/' || c == 0x2236 || c == 0x202F;
        if (inner && is(p, i + 1, CLASS_DIGIT))
            i++;
    }
    while (is(p, i, CLASS_SUFFIX))
        i++;
    return i;
}

/* 左右 以上 以下 以内 之间, which bound the number before them. */
static const char32_t *const bounds[] = {U"\u5DE6\u53F3", U"\u4EE5\u4E0A", U"\u4EE5\u4E0B", U"\u4EE5\u5185",
                                         U"\u4E4B\u95F4"};

static bool begins_bound(const struct paragraph *p, int i)
{
    for (size_t k = 0; k < sizeof bounds / sizeof bounds[0]; k++)
        if (spells(p, i, bounds[k]) > 0)
            return true;
    return false;
}

static int measure_end(const struct paragraph *p, int i)
{
    int start = i;
    while (is_among(code_at(p, i), multiples))
        i++;
    for (size_t k = 0; k < sizeof measures / sizeof measures[0]; k++) {
        int n = spells(p, i, measures[k]);
        if (n > 0)
            return i + n;
    }
    /* 千 and 百 begin measures, too: 5千瓦 */
    for (size_t k = 0; i > start && k < sizeof measures / sizeof measures[0]; k++) {
        int n = spells(p, i - 1, measures[k]);
        if (n > 0)
            return i - 1 + n;
    }
    return is(p, i, CLASS_HAN) && !is_among(code_at(p, i), no_measures) && !begins_bound(p, i) ? i + 1 : i;
}

/* The set width of units, roughly, in thousandths of em. */
static int rough_width(const struct paragraph *p, int first, int end)
{
    int width = 0;
    for (int i = first; i < end; i++)
        width += class_rules[p->unit[i].class].cell ? class_rules[p->unit[i].class].cell : 500;
    return width;
}

static bool is_connector(const struct paragraph *p, int i)
{
    return is(p, i, CLASS_LINK) || is(p, i, CLASS_HYPHEN);
}

/* 0571-87654321: a number that begins with 0 is dialled, and nothing is a range of it. */
static bool is_dialled(const struct paragraph *p, int i)
{
    return code_at(p, i) == '0' && is(p, i + 1, CLASS_DIGIT);
}

/* Inside a long measure a break hurts less than before it: 个|百分点 less than a hole, 吨|标准煤, where what
 * is measured begins, not much at all. */
static void part_measure(struct paragraph *p, int first, int end)
{
    if (end - first == 4 && code_at(p, first) == 0x4E2A) /* 个 */
        lower(p, first, BREAK_MEASURE);
    if (end - first > 3 && spells(p, end - 3, U"\u6807\u51C6\u7164") > 0)
        lower(p, end - 4, BREAK_DATE);
}

/* Number, perhaps connector and second number (and a third: 2024-08-15), then a measure. Returns the end. */
static int join_number(struct paragraph *p, int i)
{
    int start = i, connector = -1;
    while (start > 0 && (is(p, start - 1, CLASS_PREFIX) || is_sign(code_at(p, start - 1)) ||
                         code_at(p, start - 1) == 0x7B2C))
        start--; /* 第 among them */
    int end = number_end(p, i);
    while (is_connector(p, end) && is(p, end + 1, CLASS_DIGIT)) {
        connector = end;
        end = number_end(p, end + 1);
    }
    if (is(p, end, CLASS_LETTER))
        return end; /* 5G: a word */
    if (is(p, end, CLASS_SPACE) && is(p, end + 1, CLASS_LETTER))
        raise(p, end - 1, end + 1, BREAK_TOKEN); /* 35 kV */
    int measured = measure_end(p, end);
    raise(p, start, measured - 1, BREAK_TOKEN);
    if (measured > end)
        lower(p, end - 1, BREAK_UNIT);
    part_measure(p, end, measured);
    if (begins_bound(p, measured)) {
        raise(p, measured - 1, measured, BREAK_DATE);
        raise(p, measured, measured + 1, BREAK_BOUND);
    }
    if (connector >= 0 && !is_dialled(p, i))
        lower(p, connector, rough_width(p, start, measured) > RANGE_WHOLE ? BREAK_LINK : BREAK_APART);
    return measured;
}

/* Two numbers with their measures that follow each other: the atoms of a date, or an amount. */
static void join_atoms(struct paragraph *p, int start, int before, int next)
{
    uint32_t last = code_at(p, before - 1);
    if (last == 0x5E74 || last == 0x6708) /* 年 月 */
        raise(p, before - 1, before, BREAK_DATE);
    else if (is_among(last, multiples))
        raise(p, before - 1, before, rough_width(p, start, next) <= AMOUNT_WHOLE ? BREAK_TOKEN : BREAK_DATE);
}

static void join_numbers(struct paragraph *p)
{
    int start = 0, before = -1; /* of the number before */
    for (int i = 0; i < p->count;) {
        if (!is(p, i, CLASS_DIGIT)) {
            i++;
            continue;
        }
        if (is(p, i - 1, CLASS_LETTER) && !is_sign(code_at(p, i - 1))) {
            i = number_end(p, i); /* C919: a word */
            continue;
        }
        int end = join_number(p, i);
        if (before == i)
            join_atoms(p, start, before, end);
        else
            start = i;
        before = i = end;
    }
}

/* ---- names of places in a text ---- */

/* So many units are looked at where no number is as long. */
enum { NUMBER_SHORT = 4 };

/* Behind the numerals from i on, `most` of them at most. */
static int numerals_end(const struct paragraph *p, int i, int most)
{
    int end = i;
    while (end < i + most && is_among(code_at(p, end), numerals))
        end++;
    return end;
}

/* 第三条: 第, numerals, what is counted. Figures instead of numerals are join_number's. */
static void join_ordinal(struct paragraph *p, int i)
{
    int end = numerals_end(p, i + 1, p->count);
    if (end > i + 1)
        raise(p, i, is(p, end, CLASS_HAN) ? end : end - 1, BREAK_TOKEN);
}

/* （一） and （1） stay with what they number. */
static void join_bracketed(struct paragraph *p, int i)
{
    int end = i + 1;
    while (is(p, end, CLASS_DIGIT) && end <= i + 2)
        end++;
    if (end == i + 1)
        end = numerals_end(p, end, NUMBER_SHORT);
    bool closed = code_at(p, i) == '(' ? code_at(p, end) == ')' : code_at(p, end) == 0xFF09;
    if (!closed || end == i + 1 || end > i + 4)
        return;
    raise(p, i, end + 1, BREAK_TOKEN);
    p->unit[end].ends_number = i == 0;
}

/* So do 1. and 一、 where a paragraph or a sentence begins with them. */
static void join_leading(struct paragraph *p, int i)
{
    int digits = i, han = numerals_end(p, i, NUMBER_SHORT);
    while (digits < i + NUMBER_SHORT && is(p, digits, CLASS_DIGIT))
        digits++;
    if (digits > i && digits <= i + 2 && code_at(p, digits) == '.' && is(p, digits + 1, CLASS_HAN))
        raise(p, i, digits + 1, BREAK_TOKEN);
    if (han == i || han > i + 3 || code_at(p, han) != 0x3001) /* 、 */
        return;
    raise(p, i, han + 1, BREAK_TOKEN);
    p->unit[han].ends_number = i == 0;
}

/* 鲁制造强省办〔2024〕15号: year and number are one piece; they come off the abbreviated name, and the name
 * apart, only at a price. In brackets the whole name is known, elsewhere its last characters are taken. */
static void join_document_number(struct paragraph *p, int i)
{
    if (code_at(p, i) == 0x3015) { /* 〕 */
        if (is(p, i + 1, CLASS_DIGIT))
            raise(p, i, i + 1, BREAK_APART);
        return;
    }
    int first = i;
    while (is(p, first - 1, CLASS_HAN) && i - first < NAME_LONG)
        first--;
    bool bracketed = is(p, first - 1, CLASS_OPEN);
    if (!bracketed && i - first > NAME_SHORT)
        first = i - NAME_SHORT;
    raise(p, first, i - 1, bracketed ? BREAK_DATE : BREAK_SHORT);
    raise(p, i > 0 ? i - 1 : 0, i, BREAK_DATE);
}

/* Short titles and quoted words, better kept on a line. */
static void join_short(struct paragraph *p, int i)
{
    uint32_t c = code_at(p, i);
    uint32_t closing = c == 0x300A ? 0x300B : 0x201D;
    int limit = c == 0x300A ? TITLE_SHORT : QUOTE_SHORT;
    for (int end = i + 1; end < p->count && end <= i + limit + 1; end++)
        if (code_at(p, end) == closing)
            raise(p, i, end, BREAK_SHORT);
}

/* ISO 9001: standards and types keep their number. */
static void join_designation(struct paragraph *p, int i)
{
    if (is(p, i - 1, CLASS_LETTER) && code_at(p, i - 1) >= 'A' && code_at(p, i - 1) <= 'Z' &&
        is(p, i + 1, CLASS_DIGIT))
        raise(p, i, i + 1, BREAK_LOOSE);
}

/* Signs that belong to what follows them: ① and ● ■ ▲. */
static bool heads_text(uint32_t c)
{
    return (c >= 0x2460 && c <= 0x24FF) || (c >= 0x25A0 && c <= 0x25FF);
}

/* Ⅱ类: a Roman numeral of one sign is a number, too. */
static void join_roman(struct paragraph *p, int i)
{
    if (is(p, i + 1, CLASS_HAN) && !is_among(code_at(p, i + 1), no_measures))
        raise(p, i, i + 1, BREAK_UNIT);
}

static bool is_roman(uint32_t c)
{
    return c >= 0x2160 && c <= 0x217F;
}

static void join_named(struct paragraph *p, int i)
{
    switch (code_at(p, i)) {
    case 0xD7: /* 4.89×10⁸ */
        if (is(p, i - 1, CLASS_DIGIT) && is(p, i + 1, CLASS_DIGIT))
            raise(p, i - 1, i + 1, BREAK_TOKEN);
        break;
    case 0x7B2C: /* 第 */
        join_ordinal(p, i);
        break;
    case '(':
    case 0xFF08: /* （ */
        join_bracketed(p, i);
        break;
    case 0x3014: /* 〔 */
    case 0x3015: /* 〕 */
        join_document_number(p, i);
        break;
    case 0x300A: /* 《 */
    case 0x201C: /* “ */
        join_short(p, i);
        break;
    case ' ':
        join_designation(p, i);
        break;
    default:
        if (heads_text(code_at(p, i)))
            raise(p, i, i + 1, BREAK_TOKEN);
        else if (is_roman(code_at(p, i)))
            join_roman(p, i);
    }
}

/* ---- addresses ---- */

/* In an address of the net a break may stand behind its own marks, but not within :// ; last of all behind
 * the dot of a domain, which looks like the end of a sentence. */
static void open_address(struct paragraph *p, int first, int end)
{
    for (int i = first; i + 1 < end; i++) {
        bool mark = is_among(code_at(p, i), U"/?&=.-_~"), next = is_among(code_at(p, i + 1), U"/?&=.-_~:");
        int penalty = code_at(p, i) == '.' ? BREAK_LOOSE : BREAK_LINK;
        p->unit[i].penalty = mark && !next ? penalty : BREAK_TOKEN;
    }
}

static bool in_address(const struct paragraph *p, int i)
{
    enum char_class class = p->unit[i].class;
    return class != CLASS_SPACE &&
           (class_rules[class].western || class == CLASS_SLASH || class == CLASS_HYPHEN);
}

/* Whether the western text from first to end is an address: it names a scheme or a mailbox, or is a host with
 * its domains. */
static bool is_address(const struct paragraph *p, int first, int end)
{
    int domains = 0;
    for (int i = first; i < end; i++) {
        bool scheme = spells(p, i, U"://") > 0, mailbox = code_at(p, i) == '@' && i > first;
        if (scheme || mailbox)
            return true;
        domains += code_at(p, i) == '.' && is(p, i - 1, CLASS_LETTER) && is(p, i - 2, CLASS_LETTER) &&
                   is(p, i + 1, CLASS_LETTER) && is(p, i + 2, CLASS_LETTER);
    }
    return domains > 1;
}

static void open_addresses(struct paragraph *p)
{
    for (int i = 0, end; i < p->count; i = end) {
        for (end = i; end < p->count && in_address(p, end); end++)
            ;
        if (is_address(p, i, end))
            open_address(p, i, end);
        if (end == i)
            end++;
    }
}

void paragraph_join(struct paragraph *p)
{
    for (int i = 0; i + 1 < p->count; i++)
        p->unit[i].penalty = pair_penalty(&p->unit[i], &p->unit[i + 1]);
    join_rigid(p);
    join_numbers(p);
    for (int i = 0; i < p->count; i++) {
        if (i == 0 || p->unit[i - 1].class == CLASS_STOP || p->unit[i - 1].forced)
            join_leading(p, i);
        join_named(p, i);
    }
    open_addresses(p);
}
