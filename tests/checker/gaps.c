#include "gaps.h"

#include <math.h>

/* In em: what is natural. */
#define WEST_GAP 0.25
#define MARK_BLANK 0.5
#define WORD_SPACE 0.334 /* FandolFang's own */

enum { MOST_WIDTHS = 4000 };

/* How wide a western character of a font is, learned where another one or a closing mark follows: beside
 * Chinese characters a producer may declare other widths, so that the text is extracted without spaces. All
 * digits are of one width. */
struct width {
    unsigned font;
    uint32_t code;
    double em; /* 0: not seen yet */
};

static struct width width[MOST_WIDTHS];
static int widths;

enum kind row_kind(const struct row *r, int i)
{
    uint32_t c = r->c[i].code;
    bool two = (i > 0 && r->c[i - 1].code == c) || (i + 1 < r->count && r->c[i + 1].code == c);
    if (two && among(c, "—…"))
        return TWO_EM;
    if (!body_size(&r->c[i]))
        return UNMEASURED;
    if (is_han(c))
        return HAN;
    if (opening(c))
        return OPEN;
    if (closing(c))
        return CLOSE;
    if (is_alnum(c) || among(c, "&+#*<>=@"))
        return LETTER;
    if (among(c, "%‰℃°"))
        return SUFFIX;
    if (among(c, "￥¥$№"))
        return PREFIX;
    return among(c, ".,:;!?()[]") ? WEST_MARK : UNMEASURED;
}

static bool is_west(enum kind k)
{
    return k >= LETTER && k <= WEST_MARK;
}

static struct width *width_of(const struct character *c)
{
    uint32_t code = is_digit(c->code) ? '0' : c->code;
    for (int i = 0; i < widths; i++)
        if (width[i].font == c->font && width[i].code == code)
            return &width[i];
    if (widths == MOST_WIDTHS)
        widths = 0;
    width[widths] = (struct width){c->font, code, 0};
    return &width[widths++];
}

void widths_forget(void)
{
    widths = 0;
}

void widths_learn(const struct row *r)
{
    for (int i = 0; i + 1 < r->count; i++)
        if (is_west(row_kind(r, i)) && (is_west(row_kind(r, i + 1)) || row_kind(r, i + 1) == CLOSE)) {
            struct width *w = width_of(&r->c[i]);
            double em = (r->c[i].right - r->c[i].x) / ZI;
            w->em = w->em > 0 ? fmin(w->em, em) : em;
        }
}

static double body_left(const struct character *c, enum kind k)
{
    return k == OPEN ? c->x + ZI / 2 : c->x;
}

static double body_right(const struct character *c, enum kind k)
{
    if (k == CLOSE)
        return c->x + ZI / 2;
    return c->x + ZI * (is_west(k) ? width_of(c)->em : 1);
}

static bool is_mark(enum kind k)
{
    return k == OPEN || k == CLOSE;
}

static double side_blank(enum kind a, enum kind b)
{
    if (is_mark(a) && is_mark(b))
        return a == CLOSE && b == OPEN ? MARK_BLANK : 0;
    return a == CLOSE || b == OPEN ? MARK_BLANK : 0;
}

/* Natural blank between the bodies, em, and the least that is natural too. */
static double natural(enum kind a, enum kind b, bool space, double *least)
{
    double side = side_blank(a, b);
    *least = side;
    if (!space && (is_mark(a) || is_mark(b) || is_west(a) == is_west(b)))
        return side;
    if (space)
        return *least = side + WORD_SPACE;
    /* Some systems leave a gap beside 1. and ( too. */
    enum kind west = is_west(a) ? a : b;
    if (west != WEST_MARK && !(a == HAN && b == SUFFIX) && !(a == PREFIX && b == HAN))
        *least = WEST_GAP;
    return WEST_GAP;
}

/* From least to usual, both natural. */
static double change_of(double blank, double least, double usual)
{
    return blank > usual ? blank - usual : blank < least ? blank - least : 0;
}

static void note(struct row *r, double change)
{
    r->stretch = fmax(r->stretch, change);
    r->shrink = fmax(r->shrink, -change);
}

static bool unmeasured(const struct character *c, enum kind k)
{
    return k >= TWO_EM || (is_west(k) && width_of(c)->em <= 0);
}

static void measure_pair(struct row *r, int i)
{
    enum kind a = row_kind(r, i), b = row_kind(r, i + 1);
    if (unmeasured(&r->c[i], a) || b >= TWO_EM || (is_mark(a) && is_mark(b)))
        return;
    double blank = (body_left(&r->c[i + 1], b) - body_right(&r->c[i], a)) / ZI, least;
    bool both_west = is_west(a) && is_west(b);
    bool space = r->c[i + 1].after_space || (both_west && blank > WORD_SPACE / 2);
    if (both_west && !space) /* kerning */
        return;
    double usual = natural(a, b, space, &least), track = both_west ? 0 : r->track / ZI;
    double change = change_of(blank - track, least, usual);
    note(r, change);
    if (a == HAN && b == HAN)
        r->han_stretch = fmax(r->han_stretch, change);
}

/* Marks side by side stretch with the rest of the line; beyond that nobody squeezed them. */
static void measure_marks(struct row *r, int i)
{
    enum kind a = row_kind(r, i), b = row_kind(r, i + 1);
    if (!is_mark(a) || !is_mark(b) || r->c[i + 1].after_space)
        return;
    double blank = (body_left(&r->c[i + 1], b) - body_right(&r->c[i], a) - r->track) / ZI;
    double change = blank - side_blank(a, b);
    note(r, fmin(change, 0));
    r->gaping_marks += change > r->stretch + LOOSE;
}

/* A mark of two em from unit i up to end, with both its neighbours: what is more than natural is shared by
 * two gaps. */
static void measure_two_em(struct row *r, int i, int end)
{
    if (i == 0 || end == r->count)
        return;
    enum kind a = row_kind(r, i - 1), b = row_kind(r, end);
    if (unmeasured(&r->c[i - 1], a) || b >= TWO_EM)
        return;
    double blank = (body_left(&r->c[end], b) - body_right(&r->c[i - 1], a)) / ZI;
    double usual = end - i + (a == CLOSE ? MARK_BLANK : 0) + (b == OPEN ? MARK_BLANK : 0);
    note(r, (blank - usual) / 2 - r->track / ZI);
}

void row_measure(struct row *r)
{
    for (int i = 0, end; i + 1 < r->count; i = end) {
        end = i + 1;
        if (row_kind(r, i) == TWO_EM) {
            while (end < r->count && row_kind(r, end) == TWO_EM)
                end++;
            measure_two_em(r, i, end);
        } else {
            measure_pair(r, i);
        }
    }
    for (int i = 0; i + 1 < r->count; i++)
        measure_marks(r, i);
}

double row_track(const struct row *last)
{
    double least = 1e9;
    for (int i = 0; i + 1 < last->count; i++)
        if (is_han(last->c[i].code) && is_han(last->c[i + 1].code))
            least = fmin(least, last->c[i + 1].x - last->c[i].x - ZI);
    if (fabs(least - TRACK_MOST) < 0.03)
        return TRACK_MOST;
    return fabs(least - TRACK_LEAST) < 0.03 ? TRACK_LEAST : 0;
}
