/*
 * Titles, GB/T 9704 7.3.1: whole words on every line, and lines that form a trapezoid or a diamond
 * (梯形或菱形), never a rectangle or an hourglass.
 *
 * Titles are short, so all arrangements in up to three lines are tried; a line costs, so that more are taken
 * where fewer have no good shape or cut what belongs together. Where even the best has to do so, four lines
 * are tried as well, and then the shapes that err least. Words are ICU's Chinese ones, with a few rules on
 * top that a dictionary can't know.
 */
#include "typeset/line_int.h"

enum {
    FEW_LINES = 3,    /* by the standard */
    STRICT_LINES = 4, /* so many at most have the shape or aren't taken */
    MOST_LINES = 8,
    MOST_UNITS = 200,       /* more is no title */
    COST_CUT_WORD = 100000, /* never: break.c does better */
    COST_CUT_TITLE = 300,   /* inside 《》, and again inside “” */
    COST_CUT_PHRASE = 450,  /* inside a fixed phrase */
    COST_STRAY = 350,       /* beside a word of one character: the dictionary may have missed a longer one */
    COST_CUT_AGENCY = 2000, /* inside its name, which stands before 关于 */
    COST_LONELY_AND = 150,  /* a conjunction at a line's end */
    COST_MORE_LINES = 250,
    COST_GOOD = 1500, /* what costs less isn't bettered by more lines, or by a worse shape */
    COST_FAR = 100,   /* at most for one of four lines that is far from the best proportion */
    COST_EQUAL = 150, /* for each of the shape's faults */
    COST_WAIST = 500,
    COST_STUMP = 1000,
    STEP_LEAST = 1000, /* thousandths of em between two lines that aren't equal */
    RATIO_LEAST = 500, /* of the shortest line to the longest, thousandths */
};

static const int64_t no_way = INT64_MAX / 4;

/* 的 和 与 及 等 之 了 never begin a line, and a mark that closes never does by its class. */
static const char32_t never_begin[] = U"\u7684\u548C\u4E0E\u53CA\u7B49\u4E4B\u4E86";
/* 对 将 把 以 never end one; nor do 关于 and 进一步. */
static const char32_t never_end[] = U"\u5BF9\u5C06\u628A\u4EE5";
/* 和 与 及 better don't. */
static const char32_t conjunctions[] = U"\u548C\u4E0E\u53CA";

/* Phrases of several words that are read as one, the longest of PHRASE_MOST characters. */
enum { PHRASE_MOST = 9 };
static const char32_t *const phrases[] = {
    U"\u56FD\u6C11\u7ECF\u6D4E\u548C\u793E\u4F1A\u53D1\u5C55", /* 国民经济和社会发展 */
    U"\u56FD\u6C11\u7ECF\u6D4E",                               /* 国民经济 */
    U"\u793E\u4F1A\u53D1\u5C55",                               /* 社会发展 */
    U"\u793E\u4F1A\u4E3B\u4E49",                               /* 社会主义 */
    U"\u4E2D\u56FD\u7279\u8272",                               /* 中国特色 */
    U"\u4EBA\u6C11\u653F\u5E9C",                               /* 人民政府 */
    U"\u524D\u4E09\u5B63\u5EA6",                               /* 前三季度 */
    U"\u4E0A\u534A\u5E74",                                     /* 上半年 */
    U"\u4E0B\u534A\u5E74",                                     /* 下半年 */
    U"\u9886\u5BFC\u5C0F\u7EC4",                               /* 领导小组 */
    U"\u8054\u5E2D\u4F1A\u8BAE",                               /* 联席会议 */
    U"\u4E09\u5E74\u884C\u52A8",                               /* 三年行动 */
    U"\u884C\u52A8\u65B9\u6848",                               /* 行动方案 */
    U"\u884C\u52A8\u8BA1\u5212",                               /* 行动计划 */
    U"\u5DE5\u4F5C\u65B9\u6848",                               /* 工作方案 */
    U"\u5B9E\u65BD\u65B9\u6848",                               /* 实施方案 */
    U"\u5B9E\u65BD\u610F\u89C1",                               /* 实施意见 */
    U"\u5B9E\u65BD\u529E\u6CD5",                               /* 实施办法 */
    U"\u6307\u5BFC\u610F\u89C1",                               /* 指导意见 */
    U"\u7BA1\u7406\u529E\u6CD5",                               /* 管理办法 */
    U"\u5DE5\u4F5C\u8981\u70B9",                               /* 工作要点 */
    U"\u53D1\u5C55\u89C4\u5212",                               /* 发展规划 */
    U"\u53D1\u5C55\u8BA1\u5212",                               /* 发展计划 */
    U"\u76EE\u6807\u4EFB\u52A1",                               /* 目标任务 */
    U"\u4E3B\u8981\u76EE\u6807",                               /* 主要目标 */
    U"\u4EFB\u52A1\u5206\u89E3\u65B9\u6848",                   /* 任务分解方案 */
    U"\u4EFB\u52A1\u5206\u89E3",                               /* 任务分解 */
    U"\u5206\u89E3\u65B9\u6848",                               /* 分解方案 */
    U"\u91CD\u70B9\u4EFB\u52A1\u6E05\u5355",                   /* 重点任务清单 */
    U"\u4EFB\u52A1\u6E05\u5355",                               /* 任务清单 */
    U"\u8D23\u4EFB\u6E05\u5355",                               /* 责任清单 */
    U"\u8FDB\u5C55\u60C5\u51B5",                               /* 进展情况 */
    U"\u843D\u5B9E\u60C5\u51B5",                               /* 落实情况 */
    U"\u5B8C\u6210\u60C5\u51B5",                               /* 完成情况 */
    U"\u91CD\u70B9\u4EFB\u52A1",                               /* 重点任务 */
    U"\u91CD\u70B9\u9879\u76EE",                               /* 重点项目 */
    U"\u6570\u5B57\u7ECF\u6D4E",                               /* 数字经济 */
    U"\u4E49\u52A1\u6559\u80B2",                               /* 义务教育 */
    U"\u8425\u5546\u73AF\u5883",                               /* 营商环境 */
    U"\u5B89\u5168\u751F\u4EA7",                               /* 安全生产 */
    U"\u4E2D\u5C0F\u4F01\u4E1A",                               /* 中小企业 */
    U"\u5EFA\u7ACB\u5065\u5168",                               /* 建立健全 */
    U"\u5168\u56FD",                                           /* 全国 */
    U"\u5168\u7701",                                           /* 全省 */
    U"\u5168\u5E02",                                           /* 全市 */
    U"\u5168\u53BF",                                           /* 全县 */
    U"\u9AD8\u8D28\u91CF\u53D1\u5C55",                         /* 高质量发展 */
    U"\u9AD8\u8D28\u91CF",                                     /* 高质量 */
};

enum { ABOUT_1 = 0x5173, ABOUT_2 = 0x4E8E, OF = 0x7684 }; /* 关 于 的 */

struct balancing {
    struct paragraph *p;
    length measure;
    int *place; /* candidates: units behind which a line may end */
    int *place_cost;
    int count, capacity, cost_capacity;
    bool strict; /* only what has the shape */
    int best[MOST_LINES];
    int64_t best_cost;
    int best_lines;
};

/* Lines on trial: their ends and widths, and what they cost but for their shape. */
struct trial {
    int lines, end[MOST_LINES];
    int64_t width[MOST_LINES], cost;
};

/* What its shape lacks: steps that aren't seen, lines shorter than both neighbours, than half of another. */
struct faults {
    int equals, waists, stumps;
};

static int64_t width_between(const struct balancing *b, int first, int end)
{
    return range_width(b->p, range_trim(b->p, (struct range){first, end}));
}

static bool ends_badly(const struct paragraph *p, int last)
{
    const struct unit *u = &p->unit[last];
    if (u->class == CLASS_PAUSE || u->class == CLASS_STOP || is_among(u->c, never_end))
        return true;
    if (u->c == ABOUT_2 && code_at(p, last - 1) == ABOUT_1)
        return true;
    return u->c == 0x6B65 && code_at(p, last - 1) == 0x4E00 && code_at(p, last - 2) == 0x8FDB; /* 进一步 */
}

/* What lies around a place, found once for all of them. */
struct surroundings {
    bool *word, *name; /* by unit: whether a word begins with it; an agency's name goes on with it */
    int depth;         /* of 《》 and “” at the place */
};

/* Marks what stands before 关于, from the title's beginning or 《 on: the agencies' names, with spaces
 * between them. */
static void find_names(const struct paragraph *p, bool *name)
{
    for (int i = 0, first = 0; i < p->count; i++) {
        uint32_t c = code_at(p, i);
        if (c == 0x300A) /* 《 */
            first = i + 1;
        if (c != ABOUT_1 || code_at(p, i + 1) != ABOUT_2)
            continue;
        for (int k = first + 1; k < i; k++)
            name[k] = p->unit[k - 1].class != CLASS_SPACE;
        first = p->count; /* another 关于 has no agency of its own, but in a title that is quoted */
    }
}

/* Whether the word that ends before, or begins with, unit i is a single Han character. */
static bool is_stray(const struct paragraph *p, const bool *word, int i)
{
    bool left = word[i - 1] && p->unit[i - 1].class == CLASS_HAN && code_at(p, i - 1) != OF;
    bool right = (i + 1 >= p->count || word[i + 1]) && p->unit[i].class == CLASS_HAN;
    return left || right;
}

/* Whether the phrase stands around the place. */
static bool cuts(const struct paragraph *p, const char32_t *phrase, int end)
{
    for (int from = end > PHRASE_MOST ? end - PHRASE_MOST + 1 : 0; from < end; from++) {
        int n = 0;
        while (phrase[n] && code_at(p, from + n) == phrase[n])
            n++;
        if (!phrase[n] && from + n > end)
            return true;
    }
    return false;
}

static int phrases_cut(const struct paragraph *p, int end)
{
    int count = 0;
    for (size_t k = 0; k < sizeof phrases / sizeof phrases[0]; k++)
        count += cuts(p, phrases[k], end);
    return count;
}

static int cost_of_place(const struct paragraph *p, const struct surroundings *s, int end)
{
    const struct unit *last = &p->unit[end - 1];
    int cost = last->penalty;
    if (last->class == CLASS_SPACE)
        return cost + s->depth * COST_CUT_TITLE;
    if (!s->word[end] && last->wish != WISH_BREAK)
        cost += COST_CUT_WORD;
    else if (last->wish != WISH_BREAK && is_stray(p, s->word, end))
        cost += COST_STRAY;
    cost += phrases_cut(p, end) * COST_CUT_PHRASE;
    cost += s->depth * COST_CUT_TITLE;
    if (s->name[end])
        cost += COST_CUT_AGENCY;
    return is_among(last->c, conjunctions) ? cost + COST_LONELY_AND : cost;
}

static void find_places(struct balancing *b)
{
    struct paragraph *p = b->p;
    struct surroundings s = {0};
    s.word = arena_array(p->arena, (size_t)p->count + 1, sizeof *s.word);
    paragraph_words(p, s.word);
    s.name = arena_array(p->arena, (size_t)p->count + 1, sizeof *s.name);
    find_names(p, s.name);
    for (int end = 1; end < p->count; end++) {
        const struct unit *last = &p->unit[end - 1];
        s.depth += (last->c == 0x300A) - (last->c == 0x300B) + (last->c == 0x201C) - (last->c == 0x201D);
        if (last->penalty >= BREAK_MEASURE || ends_badly(p, end - 1) ||
            is_among(code_at(p, end), never_begin) ||
            (last->c == OF && p->count - end <= 3)) /* 的 and the kind of document, 通知 */
            continue;
        int costs = b->count;
        int *place = arena_push(p->arena, &b->place, &b->count, &b->capacity, sizeof *place);
        int *cost = arena_push(p->arena, &b->place_cost, &costs, &b->cost_capacity, sizeof *cost);
        *place = end;
        *cost = cost_of_place(p, &s, end);
    }
}

/* Where the lines are no trapezoid (widths rise, or fall) and no diamond (rise, then fall). */
static struct faults faults_of(const struct paragraph *p, const struct trial *t)
{
    int64_t step = length_scale(p->em, STEP_LEAST, 1000), longest = t->width[0];
    struct faults f = {0};
    bool fell = false;
    for (int i = 1; i < t->lines; i++) {
        int64_t rise = t->width[i] - t->width[i - 1];
        longest = t->width[i] > longest ? t->width[i] : longest;
        f.equals += rise < step && rise > -step;
        f.waists += rise >= step && fell;
        fell = fell || rise <= -step;
    }
    for (int i = 0; i < t->lines; i++)
        f.stumps += t->width[i] * 1000 < longest * RATIO_LEAST;
    return f;
}

/* How far the shorter lines are from three quarters of the longest; of four, two may be long. */
static int64_t proportion_cost(const int64_t *width, int lines)
{
    int64_t longest = 0, cost = 0;
    for (int i = 0; i < lines; i++)
        longest = width[i] > longest ? width[i] : longest;
    for (int i = 0; i < lines; i++) {
        int64_t off = width[i] == longest ? 0 : width[i] * 1000 / longest - 750;
        cost += lines <= 3 || off * off / 100 < COST_FAR ? off * off / 100 : COST_FAR;
    }
    return cost;
}

static void consider(struct balancing *b, const struct trial *t)
{
    struct faults f = faults_of(b->p, t);
    if (b->strict && (f.waists + f.stumps > 0 || f.equals > (t->lines > 3)))
        return;
    int64_t cost = t->cost + (b->strict ? proportion_cost(t->width, t->lines) : 0);
    cost += (int64_t)COST_EQUAL * f.equals + COST_WAIST * f.waists + COST_STUMP * f.stumps;
    if (cost >= b->best_cost)
        return;
    b->best_cost = cost;
    b->best_lines = t->lines;
    for (int i = 0; i < t->lines; i++)
        b->best[i] = t->end[i];
}

/* Adds line `line`, which begins with unit `first`, to the trial in every way, and what follows it; next: the
 * first candidate behind it. What is left must find room on the lines that are left. */
static void add_line(struct balancing *b, struct trial *t, int line, int first, int next)
{
    int left = t->lines - line - 1;
    t->end[line] = b->p->count;
    t->width[line] = width_between(b, first, b->p->count);
    if (left == 0 && t->width[line] <= b->measure)
        consider(b, t);
    for (int k = next; left > 0 && k < b->count; k++) {
        int end = b->place[k], cost = b->place_cost[k];
        t->end[line] = end;
        t->width[line] = width_between(b, first, end);
        if (t->width[line] > b->measure)
            return;
        if (cost >= COST_CUT_WORD || t->cost + cost >= b->best_cost ||
            width_between(b, end, b->p->count) > (int64_t)b->measure * left)
            continue;
        t->cost += cost;
        add_line(b, t, line + 1, end, k + 1);
        t->cost -= cost;
    }
}

/* Tries so many lines, unless what was found before is good already. */
static void try_lines(struct balancing *b, int least, int most, bool strict)
{
    b->strict = strict;
    bool good = b->best_cost < COST_GOOD;
    for (int lines = least; lines <= most && !good; lines++) {
        struct trial t = {.lines = lines, .cost = (int64_t)COST_MORE_LINES * lines};
        add_line(b, &t, 0, 0, 0);
    }
}

int paragraph_balance(struct paragraph *p, length measure, int *ends)
{
    for (int i = 0; i < p->count - 1; i++)
        if (p->unit[i].forced)
            return 0; /* the author has decided */
    struct balancing b = {.p = p, .measure = measure, .best_cost = no_way};
    if (width_between(&b, 0, p->count) <= measure) {
        ends[0] = p->count;
        return 1;
    }
    if (p->count > MOST_UNITS)
        return 0;
    find_places(&b);
    try_lines(&b, 2, FEW_LINES, true);
    try_lines(&b, FEW_LINES + 1, STRICT_LINES, true);
    try_lines(&b, 2, MOST_LINES, false);
    for (int i = 0; i < b.best_lines; i++) /* none: rather no shape than half a word */
        ends[i] = b.best[i];
    return b.best_lines;
}
