/*
 * Titles, GB/T 9704 7.3.1: whole words on every line, and lines that form a trapezoid or a diamond
 * (梯形或菱形), never a rectangle or an hourglass.
 *
 * Titles are short, so all arrangements in two and in three lines are tried; a line costs, so that three are
 * taken where two have no good shape. Words are ICU's Chinese ones, with a few rules on top that a
 * dictionary can't know.
 */
#include "typeset/line_int.h"

enum {
    MOST_LINES = 3,
    MOST_UNITS = 200,       /* more is no title */
    COST_CUT_WORD = 100000, /* never: break.c does better */
    COST_CUT_TITLE = 300,   /* inside 《》, and again inside “” */
    COST_CUT_PHRASE = 200,  /* inside a fixed phrase */
    COST_STRAY = 350,       /* beside a word of one character: the dictionary may have missed a longer one */
    COST_CUT_AGENCY = 400,  /* before 关于 stands the agency's name */
    COST_LONELY_AND = 150,  /* a conjunction at a line's end */
    COST_MORE_LINES = 250,
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

/* Phrases of several words that are read as one. */
static const char32_t *const phrases[] = {
    U"\u524D\u4E09\u5B63\u5EA6", /* 前三季度 */
    U"\u4E0A\u534A\u5E74",       /* 上半年 */
    U"\u4E0B\u534A\u5E74",       /* 下半年 */
    U"\u9886\u5BFC\u5C0F\u7EC4", /* 领导小组 */
    U"\u8054\u5E2D\u4F1A\u8BAE", /* 联席会议 */
    U"\u5DE5\u4F5C\u65B9\u6848", /* 工作方案 */
    U"\u5B9E\u65BD\u65B9\u6848", /* 实施方案 */
    U"\u5B9E\u65BD\u610F\u89C1", /* 实施意见 */
    U"\u884C\u52A8\u8BA1\u5212", /* 行动计划 */
    U"\u5DE5\u4F5C\u8981\u70B9", /* 工作要点 */
    U"\u8FDB\u5C55\u60C5\u51B5", /* 进展情况 */
    U"\u843D\u5B9E\u60C5\u51B5", /* 落实情况 */
    U"\u5B8C\u6210\u60C5\u51B5", /* 完成情况 */
    U"\u91CD\u70B9\u4EFB\u52A1", /* 重点任务 */
    U"\u91CD\u70B9\u9879\u76EE", /* 重点项目 */
    U"\u5168\u56FD",             /* 全国 */
    U"\u5168\u7701",             /* 全省 */
    U"\u5168\u5E02",             /* 全市 */
    U"\u5168\u53BF",             /* 全县 */
    U"\u9AD8\u8D28\u91CF",       /* 高质量 */
};

enum { ABOUT_1 = 0x5173, ABOUT_2 = 0x4E8E, OF = 0x7684 }; /* 关 于 的 */

struct balancing {
    struct paragraph *p;
    length measure;
    int *place; /* candidates: units behind which a line may end */
    int *place_cost;
    int count, capacity, cost_capacity;
    int best[MOST_LINES];
    int64_t best_cost;
    int best_lines;
};

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
    bool *word;
    int about; /* the unit with which 关于 begins; -1: there is none */
    int depth; /* of 《》 and “” at the place */
};

/* Whether the word that ends before, or begins with, unit i is a single Han character. */
static bool is_stray(const struct paragraph *p, const bool *word, int i)
{
    bool left = word[i - 1] && p->unit[i - 1].class == CLASS_HAN && code_at(p, i - 1) != OF;
    bool right = (i + 1 >= p->count || word[i + 1]) && p->unit[i].class == CLASS_HAN;
    return left || right;
}

static bool cuts_phrase(const struct paragraph *p, int end)
{
    for (size_t k = 0; k < sizeof phrases / sizeof phrases[0]; k++)
        for (int from = end > 3 ? end - 3 : 0; from < end; from++) {
            int n = 0;
            while (phrases[k][n] && code_at(p, from + n) == phrases[k][n])
                n++;
            if (!phrases[k][n] && from + n > end)
                return true;
        }
    return false;
}

static int cost_of_place(const struct paragraph *p, const struct surroundings *s, int end)
{
    const struct unit *last = &p->unit[end - 1];
    int cost = last->penalty;
    if (!s->word[end] && last->wish != WISH_BREAK)
        cost += COST_CUT_WORD;
    else if (last->wish != WISH_BREAK && is_stray(p, s->word, end))
        cost += COST_STRAY;
    if (cuts_phrase(p, end))
        cost += COST_CUT_PHRASE;
    cost += s->depth * COST_CUT_TITLE;
    if (end < s->about)
        cost += COST_CUT_AGENCY;
    return is_among(last->c, conjunctions) ? cost + COST_LONELY_AND : cost;
}

static void find_places(struct balancing *b)
{
    struct paragraph *p = b->p;
    struct surroundings s = {.about = -1};
    s.word = arena_array(p->arena, (size_t)p->count + 1, sizeof *s.word);
    paragraph_words(p, s.word);
    for (int i = 0; i < p->count && s.about < 0; i++)
        if (code_at(p, i) == ABOUT_1 && code_at(p, i + 1) == ABOUT_2)
            s.about = i;
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

/* Whether the lines form a trapezoid (widths rise, or fall) or a diamond (rise, then fall), each step seen.
 */
static bool has_shape(const struct paragraph *p, const int64_t *width, int lines)
{
    int64_t step = length_scale(p->em, STEP_LEAST, 1000);
    bool fell = false;
    for (int i = 1; i < lines; i++) {
        int64_t rise = width[i] - width[i - 1];
        if ((rise < step && rise > -step) || (rise > 0 && fell))
            return false;
        fell = rise < 0;
    }
    return true;
}

/* How far the shorter lines are from three quarters of the longest; no_way when the shape isn't allowed. */
static int64_t shape_cost(const struct paragraph *p, const int64_t *width, int lines)
{
    int64_t longest = 0, shortest = INT64_MAX, cost = 0;
    for (int i = 0; i < lines; i++) {
        longest = width[i] > longest ? width[i] : longest;
        shortest = width[i] < shortest ? width[i] : shortest;
    }
    if (!has_shape(p, width, lines) || shortest * 1000 < longest * RATIO_LEAST)
        return no_way;
    for (int i = 0; i < lines; i++) {
        int64_t off = width[i] == longest ? 0 : width[i] * 1000 / longest - 750;
        cost += off * off / 100;
    }
    return cost;
}

static void consider(struct balancing *b, const int *choice, int lines)
{
    int64_t width[MOST_LINES], cost = (int64_t)COST_MORE_LINES * lines;
    for (int i = 0; i < lines; i++) {
        int first = i > 0 ? b->place[choice[i - 1]] : 0;
        int end = i < lines - 1 ? b->place[choice[i]] : b->p->count;
        width[i] = range_width(b->p, range_trim(b->p, (struct range){first, end}));
        if (width[i] > b->measure)
            return;
        if (i < lines - 1)
            cost += b->place_cost[choice[i]];
    }
    cost += shape_cost(b->p, width, lines);
    if (cost >= b->best_cost)
        return;
    b->best_cost = cost;
    b->best_lines = lines;
    for (int i = 0; i < lines; i++)
        b->best[i] = i < lines - 1 ? b->place[choice[i]] : b->p->count;
}

static void try_lines(struct balancing *b, int lines)
{
    int choice[MOST_LINES] = {0};
    for (int i = 0; i < b->count; i++) {
        choice[0] = i;
        if (lines == 2)
            consider(b, choice, lines);
        for (int k = i + 1; lines == 3 && k < b->count; k++) {
            choice[1] = k;
            consider(b, choice, lines);
        }
    }
}

int paragraph_balance(struct paragraph *p, length measure, int *ends)
{
    int64_t natural = range_width(p, range_trim(p, (struct range){0, p->count}));
    for (int i = 0; i < p->count - 1; i++)
        if (p->unit[i].forced)
            return 0; /* the author has decided */
    if (natural <= measure) {
        ends[0] = p->count;
        return 1;
    }
    if (p->count > MOST_UNITS)
        return 0;
    struct balancing b = {.p = p, .measure = measure, .best_cost = no_way};
    find_places(&b);
    for (int lines = 2; lines <= MOST_LINES; lines++)
        if (natural <= (int64_t)measure * lines)
            try_lines(&b, lines);
    if (b.best_cost >= COST_CUT_WORD) /* rather no shape than half a word */
        return 0;
    for (int i = 0; i < b.best_lines; i++)
        ends[i] = b.best[i];
    return b.best_lines;
}
