/*
 * The breaks of a paragraph, chosen together (dynamic programming over the places where a line may end).
 *
 * cost[i] is the least cost of setting everything before unit i in whole lines; for each place j the starts i
 * of the line that would end there are tried. Widths are differences of sums, so a try costs a few additions,
 * and only starts about a line's width before j are tried at all.
 *
 * Costs after W3C clreq's order and the practice of other typesetters: squeezing within a line's blanks is
 * cheap (50 at the limit), stretching by a tenth of an em per place costs 100 and grows with the square,
 * beyond a quarter steeply; a lone character on the last line costs 5000; a break inside something that
 * should stay whole costs what token.c says. Attempts go from strict to lax, so that an emergency break is
 * looked for only where nothing else can be done, and most paragraphs are done with narrow tolerance at the
 * first. A line that gaps of half an em don't fill is left short before a number or a western word is cut;
 * only what is longer than a line is.
 *
 * First fit, which word processors use, was rejected: it pays for a tight line with a loose next one, and
 * finds a lone last character only when it is too late.
 */
#include "typeset/line_int.h"

#include <string.h>

enum {
    COST = 1000, /* one unit of cost in the numbers below */
    COST_SQUEEZE = 50,
    COST_STOP = 20, /* the full stops must give, too */
    COST_GLUE = 5,  /* word spaces and gaps at their widest */
    COST_RUNT = 5000,
    COST_SHORT = 2000, /* a line that is left short, which is seen like gaps of a third of an em … */
    COST_BLANK = 500,  /* … and for each em that it lacks */
    COST_LINE = 1,
    RAGGED_LINE = 1000, /* ragged text: as few lines as can be */
    STRETCH_GOOD = 100, /* thousandths of em */
    STRETCH_TOLERATED = 250,
    LINE_UNITS = 1000, /* on a line, at most; bounds the work on characters without width */
};

static const int64_t infinite = INT64_MAX / 4;

/* One attempt: breaks up to which penalty, stretch up to which thousandths of em, whether a line may be left
 * short where that doesn't fill it, and whether one may stick out when not even one unit fits. */
struct attempt {
    int penalty, stretch;
    bool shorter, overfull;
};

static const struct attempt justified[] = {
    {BREAK_LOOSE, 120, false, false},          {BREAK_MEASURE, STRETCH_TOLERATED, false, false},
    {BREAK_BOUND, STRETCH_MOST, true, false},  {BREAK_TOKEN, STRETCH_MOST, true, false},
    {BREAK_FORCED, STRETCH_MOST, true, false}, {BREAK_NEVER, STRETCH_MOST, true, true},
};
static const struct attempt ragged[] = {
    {BREAK_LOOSE, 0, true, false},
    {BREAK_TOKEN, 0, true, false},
    {BREAK_FORCED, 0, true, false},
    {BREAK_NEVER, 0, true, true},
};

struct breaker {
    const struct paragraph *p;
    length measure;
    bool full; /* justified */
    struct attempt attempt;
    int first, end; /* the piece between two breaks of the author's */
    int64_t *cost;  /* by unit: of what stands before it */
    int *before;    /* where the line begins that ends there */
};

static length line_measure(const struct breaker *b, int start)
{
    return b->measure - (start == 0 ? b->p->style->indent : 0);
}

/* Whether a line is too short to look like one. What a reader sees as text weighs: two Han characters, or
 * four western ones, are enough. */
static bool is_runt(const struct paragraph *p, struct range line)
{
    int weight = 0;
    for (int i = line.first; i < line.end && weight < 4; i++) {
        enum char_class class = p->unit[i].class;
        weight +=
            class == CLASS_HAN || class == CLASS_BLANK ? 2 : class == CLASS_LETTER || class == CLASS_DIGIT;
    }
    /* a number by itself is one, however long it is */
    for (int i = line.first; i < line.end; i++)
        if (p->unit[i].class == CLASS_HAN || p->unit[i].class == CLASS_BLANK ||
            p->unit[i].class == CLASS_LETTER)
            return weight < 4;
    return true;
}

/* Of squeezing need out of a line; infinite when it hasn't so much. */
static int64_t squeeze_cost(const struct gives *gives, int64_t need)
{
    int64_t most = 0;
    for (int i = 0; i < SQUEEZE_STOP; i++)
        most += gives->step[i];
    if (need <= most) {
        int64_t r = need * 1000 / most;
        return COST_SQUEEZE * r * r / 1000 * r / 1000 * COST / 1000;
    }
    if (need <= most + gives->step[SQUEEZE_STOP])
        return (COST_SQUEEZE + COST_STOP) * COST;
    return infinite;
}

static int64_t ragged_cost(const struct breaker *b, int64_t blank)
{
    int64_t ems = blank * 100 / (b->p->em ? b->p->em : 1);
    return ems * ems * COST / 10000;
}

/* Of stretching each place of a line by g thousandths of em. */
static int64_t places_cost(int64_t g)
{
    int64_t cost = COST_GLUE * COST + 100 * COST * g / STRETCH_GOOD * g / STRETCH_GOOD;
    return g > STRETCH_TOLERATED ? cost + 20 * COST * (g - STRETCH_TOLERATED) : cost;
}

/* Of leaving a line short by blank. Few places, as beside an address of the net, excuse it; with as many as
 * Chinese text has it is no way out of wide gaps. g: as above, more than STRETCH_MOST. */
static int64_t short_cost(const struct breaker *b, int64_t blank, int64_t g)
{
    int64_t em = b->p->em ? b->p->em : 1;
    return COST_SHORT * COST + COST_BLANK * COST * blank / em + 16 * ragged_cost(b, blank) +
           places_cost(STRETCH_MOST) * STRETCH_MOST / g;
}

/* Of stretching a line by need. */
static int64_t stretch_cost(const struct breaker *b, struct range line, int64_t need)
{
    const struct takes takes = range_takes(b->p, line);
    int64_t glue = takes.space + takes.gap;
    if (need <= glue)
        return glue ? COST_GLUE * COST * need / glue : 0;
    int64_t g = stretch_needed(b->p, &takes, need);
    if (g <= b->attempt.stretch)
        return places_cost(g);
    return b->attempt.shorter ? short_cost(b, need, g) : infinite;
}

/* Of the line that holds units from start up to end. */
static int64_t line_cost(const struct breaker *b, int start, int end)
{
    struct range line = range_trim(b->p, (struct range){start, end});
    bool last = end == b->end;
    int64_t need = line_measure(b, start) - range_width(b->p, line);
    int64_t cost = (b->full ? COST_LINE : RAGGED_LINE) * COST;
    if (need < 0) {
        const struct gives gives = range_gives(b->p, line);
        cost += squeeze_cost(&gives, -need);
        if (cost >= infinite && b->attempt.overfull && line.end - line.first <= 1)
            cost = RAGGED_LINE * COST;
    } else if (!last || b->p->style->align == ALIGN_CENTER) { /* centred lines are evened out */
        cost += b->full ? stretch_cost(b, line, need) : ragged_cost(b, need);
    }
    if (last && start > b->first && is_runt(b->p, line))
        cost += COST_RUNT * COST;
    if (!last)
        cost += (int64_t)b->p->unit[end - 1].penalty * COST;
    return cost;
}

/* The width of units, edges untrimmed, and the least that squeezing could make of it. */
static bool surely_too_wide(const struct breaker *b, int start, int end)
{
    const struct sums *from = &b->p->sums[start], *to = &b->p->sums[end];
    int64_t width = to->width - from->width - 2 * (int64_t)b->p->em;
    for (int i = 0; i < SQUEEZE_STEPS; i++)
        width -= to->squeeze[i] - from->squeeze[i];
    return width > b->measure;
}

/* Shorter than any stretch of this attempt could fill; of no use to lines that need not be full. */
static bool surely_too_short(const struct breaker *b, int start, int end)
{
    if (!b->full || end == b->end || b->attempt.shorter)
        return false;
    const struct sums *from = &b->p->sums[start], *to = &b->p->sums[end];
    int64_t most = to->width - from->width + to->space - from->space + to->gap - from->gap +
                   (int64_t)(to->places - from->places + to->last_places - from->last_places) * b->p->em *
                       (b->attempt.stretch + 1) / 1000;
    return most < line_measure(b, start);
}

static void try_end(struct breaker *b, int *low, int end)
{
    while (*low < end - 1 && (end - *low > LINE_UNITS || surely_too_wide(b, *low, end)))
        ++*low;
    b->cost[end] = infinite;
    for (int start = *low; start < end; start++) {
        if (b->cost[start] >= b->cost[end]) /* infinite, or more than a way that is known already */
            continue;
        if (surely_too_short(b, start, end))
            break;
        int64_t cost = line_cost(b, start, end);
        if (cost < infinite && b->cost[start] + cost < b->cost[end]) {
            b->cost[end] = b->cost[start] + cost;
            b->before[end] = start;
        }
    }
}

/* Fills cost and before for the piece; its whole cost. */
static int64_t run_attempt(struct breaker *b)
{
    int low = b->first;
    b->cost[b->first] = 0;
    for (int end = b->first + 1; end <= b->end; end++) {
        if (end < b->end && b->p->unit[end - 1].penalty > b->attempt.penalty)
            b->cost[end] = infinite;
        else
            try_end(b, &low, end);
    }
    return b->cost[b->end];
}

/* The ends of the piece's lines, in order, into ends; how many. */
static int read_back(const struct breaker *b, int *ends)
{
    int count = 0;
    for (int at = b->end; at > b->first; at = b->before[at])
        count++;
    int i = count;
    for (int at = b->end; at > b->first; at = b->before[at])
        ends[--i] = at;
    return count;
}

/* Attempts until one succeeds without a runt; a lone last character is worth a wider tolerance, but no
 * emergency break. */
static int break_piece(struct breaker *b, int *ends)
{
    const struct attempt *attempts = b->full ? justified : ragged;
    int tries = b->full ? (int)(sizeof justified / sizeof *justified) : (int)(sizeof ragged / sizeof *ragged);
    int64_t best = infinite;
    int count = 0;
    for (int i = 0; i < tries; i++) {
        if (best < infinite && attempts[i].shorter)
            break;
        b->attempt = attempts[i];
        int64_t cost = run_attempt(b);
        if (cost < best) {
            best = cost;
            count = read_back(b, ends);
        }
        if (best < COST_RUNT * COST)
            break;
    }
    return count;
}

/* What a break behind unit i costs in cells and titles. A word of one character may begin a longer one that
 * the dictionary missed: 首|批次; and it is no place for 和 and 或 either. 的 and 等 are at home at a line's
 * end.
 */
static int word_penalty(const struct paragraph *p, const bool *word, int i)
{
    static const char32_t at_home[] = U"\u7684\u7B49";
    if (!word[i + 1])
        return p->style->balance ? BREAK_TITLE : BREAK_WORD;
    bool stray = word[i] && p->unit[i].class == CLASS_HAN && !is_among(code_at(p, i), at_home);
    return stray ? BREAK_STRAY : BREAK_FREE;
}

/* In a narrow cell the eye reads words, and a line that is a little shorter costs nothing; nor does it in a
 * title, which comes here when it is too long for balance.c. */
static void keep_words(struct paragraph *p, length measure)
{
    if (!(p->style->narrow || p->style->balance) || p->count < 3 ||
        range_width(p, range_trim(p, (struct range){0, p->count})) <= measure)
        return;
    bool *word = arena_array(p->arena, (size_t)p->count + 1, sizeof *word);
    paragraph_words(p, word);
    for (int i = 0; i + 1 < p->count; i++) {
        int penalty = word_penalty(p, word, i);
        if (p->unit[i].penalty < penalty && p->unit[i].wish != WISH_BREAK)
            p->unit[i].penalty = penalty;
    }
}

/* What is longer than a line has to be cut, and may be as if it were no number or word: the rest of its
 * paragraph stays whole. */
static void open_long(struct paragraph *p, length measure)
{
    for (int first = 0, end; first < p->count; first = end) {
        for (end = first + 1; end < p->count && p->unit[end - 1].penalty > BREAK_BOUND; end++)
            ;
        if (range_width(p, range_trim(p, (struct range){first, end})) <= measure)
            continue;
        for (int i = first; i + 1 < end; i++)
            if (p->unit[i].penalty == BREAK_TOKEN)
                p->unit[i].penalty = BREAK_LOOSE;
    }
}

int paragraph_break(struct paragraph *p, length measure, int *ends)
{
    struct breaker b = {.p = p, .measure = measure, .full = is_justified(p->style)};
    b.cost = arena_array(p->arena, (size_t)p->count + 1, sizeof *b.cost);
    b.before = arena_array(p->arena, (size_t)p->count + 1, sizeof *b.before);
    int count = 0;
    keep_words(p, measure);
    if (b.full)
        open_long(p, measure);
    for (b.first = 0; b.first < p->count; b.first = b.end) {
        for (b.end = b.first + 1; b.end < p->count && !p->unit[b.end - 1].forced; b.end++)
            ;
        count += break_piece(&b, ends + count);
    }
    return count;
}
