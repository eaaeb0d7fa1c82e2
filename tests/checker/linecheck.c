/*
 * linecheck - measures how evenly the lines of a PDF are filled, by where another reader (mupdf) finds each
 * character.
 *
 * usage: linecheck [--lines | --row NAME] FILE.pdf...
 *        linecheck --head
 *
 * It knows nothing of the program that made the file, so that any may be compared. A full line is a line of
 * body type (3号) that the next one goes on from. For each pair of neighbours on it the blank between their
 * bodies is held against what GB/T 15834 and W3C's clreq call natural: none between Han characters, a quarter
 * em between Han and western text, half an em at the empty side of a mark, and of two marks side by side half
 * an em less than their cells. The greatest difference either way is the line's stretch and shrink. A mark's
 * body is half an em, its half with the ink.
 *
 * Not measured: beside hyphens, slashes, connectors and interpuncts, whose cells differ between fonts; and
 * two marks side by side, which are counted as gaping instead when there is a tenth of an em more than
 * natural between them. A dash of two em is measured together with what stands on both its sides.
 *
 * Prints each fault and a summary; status 1 with a fault. --lines prints each full line with its shrink and
 * stretch in thousandths of an em, --row one row of a table; neither judges.
 */
#include "stext.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlstring.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In em: what is natural … */
#define WEST_GAP 0.25
#define MARK_BLANK 0.5
#define WORD_SPACE 0.334 /* FandolFang's own */
/* … and what is borne: so many of the full lines stretch a gap by more than LOOSE, none by more than GAPING.
 */
#define LOOSE 0.10
#define LOOSE_SHARE 0.02
#define GAPING 0.25
#define NOISE 0.005 /* differences below are rounding */

enum { MOST_ROWS = 4000, MOST_WIDTHS = 4000 };

enum kind { HAN, OPEN, CLOSE, LETTER, SUFFIX, PREFIX, WEST_MARK, TWO_EM, UNMEASURED };

struct row {
    struct character *c;
    int count, page;
    double left, right;
    bool goes_on; /* with the next row of the list, in the same paragraph */
    double track; /* between characters, where 7.3.5.5 was used; mm */
    double shrink, stretch;
};

struct totals {
    int files, full, loose, gaping, squeezed;
    int first, last, lone, cut, gaping_marks, faults;
    double most, tightest, right_least, right_most;
};

/* How wide a western character of a font is, learned where another one or a closing mark follows: beside
 * Chinese characters a producer may declare other widths, so that the text is extracted without spaces. All
 * digits are of one width. */
struct width {
    unsigned font;
    uint32_t code;
    double em; /* 0: not seen yet */
};

static struct row row[MOST_ROWS];
static int rows;
static struct width width[MOST_WIDTHS];
static int widths;
static const char *file;

static struct totals total = {.right_least = 1e9, .right_most = -1e9};
static enum output { JUDGE, LINES, ROW } output;

#define FAULT(r, ...)                                                                                        \
    (total.faults++, output == JUDGE                                                                         \
                         ? (printf("fault: %s page %d, base line %.2f mm: ", file, (r)->page, (r)->c->y),    \
                            printf(__VA_ARGS__), putchar('\n'))                                              \
                         : 0)

/* ---- rows ---- */

/* What makes a line: body type on its base line. All else of about that size goes to the line it is near:
 * marks that may stand off the base line, and what is drawn a little larger or smaller, as lights are. */
static bool makes_line(const struct character *c)
{
    return body_size(c) && !among(c->code, "—…·-～");
}

static bool joins_line(const struct character *c)
{
    return c->upright && !c->grey && c->size > 0.6 * ZI && c->size < 1.5 * ZI;
}

static int by_place(const void *a, const void *b)
{
    const struct character *p = a, *q = b;
    if (p->y < q->y || p->y > q->y)
        return p->y < q->y ? -1 : 1;
    return (p->x > q->x) - (p->x < q->x);
}

/* Copies the characters of lines, those of one line with the same y, and says how many. */
static int settle(const struct stext_page *page, struct character *to)
{
    int count = 0, makers = 0;
    for (int pass = 0; pass < 2; pass++, makers = makers ? makers : count)
        for (int i = 0; i < page->count; i++) {
            struct character c = page->character[i];
            double reach = pass ? 0.4 * ZI : 0.12;
            int near = -1, known = pass ? makers : count;
            if (pass ? makes_line(&c) || !joins_line(&c) : !makes_line(&c))
                continue;
            for (int k = 0; k < known; k++)
                if (fabs(to[k].y - c.y) < reach && (near < 0 || fabs(to[k].y - c.y) < fabs(to[near].y - c.y)))
                    near = k;
            if (near >= 0)
                c.y = to[near].y;
            if (near >= 0 || pass == 0)
                to[count++] = c;
        }
    return count;
}

static double nearer(double a, double b, double edge)
{
    return fabs(a - edge) < fabs(b - edge) ? a : b;
}

static void add_row(struct character *c, int count, int page)
{
    if (rows == MOST_ROWS)
        return;
    struct row *r = &row[rows++];
    *r = (struct row){.c = c, .count = count, .page = page, .left = c->x};
    const struct character *last = c + count - 1;
    if (opening(c->code))
        r->left = nearer(c->x, c->x + ZI / 2, LEFT);
    r->right = last->right;
    if (is_han(last->code) || opening(last->code))
        r->right = last->x + ZI;
    else if (closing(last->code))
        r->right = nearer(last->x + ZI / 2, last->x + ZI, RIGHT);
}

/* Base line of the last row of title type (2号); what stands above it, head matter, has measures of its own.
 */
static double title_y(const struct stext_page *page)
{
    double y = 0;
    for (int i = 0; i < page->count; i++)
        if (page->character[i].upright && fabs(page->character[i].size - 22 * MM_PT) < 0.03)
            y = fmax(y, page->character[i].y);
    return y;
}

static void gather(const struct stext_page *page, int number, struct character *to)
{
    int count = settle(page, to);
    double title = title_y(page);
    qsort(to, (size_t)count, sizeof *to, by_place);
    for (int from = 0, end; from < count; from = end) {
        for (end = from + 1; end < count && fabs(to[end].y - to[from].y) < 1e-9; end++)
            ;
        if (to[from].y > title)
            add_row(to + from, end - from, number);
    }
}

static bool at_left(const struct row *r)
{
    return fabs(r->left - LEFT) < 0.3;
}

static bool indented(const struct row *r)
{
    return r->left > LEFT + 1.3 * ZI && r->left < LEFT + 2.7 * ZI;
}

/* On the next line of the same page, or at the head of the next page; there a label in another face (附件)
 * begins something new. */
static bool continues(const struct row *a, const struct row *b)
{
    if (!at_left(b) || !(at_left(a) || indented(a)))
        return false;
    double down = b->c->y - a->c->y;
    if (a->page == b->page)
        return down > 0.9 * HANG && down < 1.12 * HANG;
    return b->page == a->page + 1 && a->right > RIGHT - ZI && !b->c->heading_face;
}

/* ---- pairs ---- */

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(uint32_t c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static enum kind kind_of(const struct row *r, int i)
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

static void learn_widths(const struct row *r)
{
    for (int i = 0; i + 1 < r->count; i++)
        if (is_west(kind_of(r, i)) && (is_west(kind_of(r, i + 1)) || kind_of(r, i + 1) == CLOSE)) {
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
    enum kind a = kind_of(r, i), b = kind_of(r, i + 1);
    if (unmeasured(&r->c[i], a) || b >= TWO_EM || (is_mark(a) && is_mark(b)))
        return;
    double blank = (body_left(&r->c[i + 1], b) - body_right(&r->c[i], a)) / ZI, least;
    bool both_west = is_west(a) && is_west(b);
    bool space = r->c[i + 1].after_space || (both_west && blank > WORD_SPACE / 2);
    if (both_west && !space) /* kerning */
        return;
    double usual = natural(a, b, space, &least), track = both_west ? 0 : r->track / ZI;
    note(r, change_of(blank - track, least, usual));
}

/* Marks side by side stretch with the rest of the line; beyond that nobody squeezed them. */
static void measure_marks(struct row *r, int i)
{
    enum kind a = kind_of(r, i), b = kind_of(r, i + 1);
    if (!is_mark(a) || !is_mark(b) || r->c[i + 1].after_space)
        return;
    double blank = (body_left(&r->c[i + 1], b) - body_right(&r->c[i], a) - r->track) / ZI;
    double change = blank - side_blank(a, b);
    note(r, fmin(change, 0));
    if (change > r->stretch + LOOSE) {
        total.gaping_marks++;
        FAULT(r, "%.2f em too much between marks U+%04X U+%04X", change, r->c[i].code, r->c[i + 1].code);
    }
}

/* A mark of two em from unit i up to end, with both its neighbours: what is more than natural is shared by
 * two gaps. */
static void measure_two_em(struct row *r, int i, int end)
{
    if (i == 0 || end == r->count)
        return;
    enum kind a = kind_of(r, i - 1), b = kind_of(r, end);
    if (unmeasured(&r->c[i - 1], a) || b >= TWO_EM)
        return;
    double blank = (body_left(&r->c[end], b) - body_right(&r->c[i - 1], a)) / ZI;
    double usual = end - i + (a == CLOSE ? MARK_BLANK : 0) + (b == OPEN ? MARK_BLANK : 0);
    note(r, (blank - usual) / 2 - r->track / ZI);
}

static void measure(struct row *r)
{
    for (int i = 0, end; i + 1 < r->count; i = end) {
        end = i + 1;
        if (kind_of(r, i) == TWO_EM) {
            while (end < r->count && kind_of(r, end) == TWO_EM)
                end++;
            measure_two_em(r, i, end);
        } else {
            measure_pair(r, i);
        }
    }
    for (int i = 0; i + 1 < r->count; i++)
        measure_marks(r, i);
}

/* What stands between Han characters of a paragraph's last line, which is natural: nothing, unless 7.3.5.5
 * was used. */
static double track_of(const struct row *last)
{
    double least = 1e9;
    for (int i = 0; i + 1 < last->count; i++)
        if (is_han(last->c[i].code) && is_han(last->c[i + 1].code))
            least = fmin(least, last->c[i + 1].x - last->c[i].x - ZI);
    if (fabs(least - TRACK_MOST) < 0.03)
        return TRACK_MOST;
    return fabs(least - TRACK_LEAST) < 0.03 ? TRACK_LEAST : 0;
}

/* ---- ends of lines ---- */

/* Whether the break between a and b parts a western word or a number, or a number from its unit. */
static bool cuts(const struct row *a, const struct row *b)
{
    const struct character *e = a->c + a->count - 1;
    uint32_t last = e->code, before = a->count > 1 ? e[-1].code : 0, next = b->c->code;
    if (is_alnum(last) && is_alnum(next))
        return true;
    if (is_digit(before) && among(last, "-–～.,") && is_digit(next))
        return true;
    if (is_digit(before) && among(last, "万亿千百"))
        return among(next, "家个项元吨户人名亿台套");
    return is_digit(last) && among(next, "%‰℃家个项万亿年月日元名场人件次条户号倍级类吨台套");
}

/* Han characters count two, letters and digits one. */
static int weight(const struct row *r)
{
    int sum = 0;
    for (int i = 0; i < r->count; i++)
        sum += is_han(r->c[i].code) ? 2 : is_alnum(r->c[i].code);
    return sum;
}

static void check_ends(const struct row *a, const struct row *b)
{
    uint32_t first = b->c->code, last = a->c[a->count - 1].code;
    if (never_first(first) && kind_of(b, 0) != TWO_EM) {
        total.first++;
        FAULT(b, "begins with U+%04X", first);
    }
    if (never_last(last)) {
        total.last++;
        FAULT(a, "ends with U+%04X", last);
    }
    if (cuts(a, b)) {
        total.cut++;
        FAULT(a, "a word or number is cut, or parted from its unit, before U+%04X", first);
    }
    if (!b->goes_on && weight(b) < 4) {
        total.lone++;
        FAULT(b, "a lone character");
    }
}

/* ---- files ---- */

static void print_line(const struct row *r)
{
    printf("line %d %.2f -%.0f +%.0f ", r->page, r->c->y, 1000 * r->shrink, 1000 * r->stretch);
    for (int i = 0; i < r->count; i++) {
        xmlChar text[8];
        printf("%.*s", xmlCopyCharMultiByte(text, (int)r->c[i].code), (const char *)text);
    }
    putchar('\n');
}

static void account(struct row *r)
{
    measure(r);
    total.full++;
    total.loose += r->stretch > LOOSE + NOISE;
    total.gaping += r->stretch > GAPING + NOISE;
    total.squeezed += r->shrink > NOISE;
    total.most = fmax(total.most, r->stretch);
    total.tightest = fmax(total.tightest, r->shrink);
    total.right_least = fmin(total.right_least, r->right);
    total.right_most = fmax(total.right_most, r->right);
    if (r->stretch > GAPING + NOISE)
        FAULT(r, "a gap is stretched by %.3f em", r->stretch);
    if (fabs(r->right - RIGHT) > EDGE)
        FAULT(r, "ends at %.2f mm and goes on", r->right);
    if (output == LINES)
        print_line(r);
}

static void check_rows(void)
{
    for (int i = 0; i < rows; i++)
        learn_widths(&row[i]);
    for (int i = 0; i + 1 < rows; i++)
        row[i].goes_on = continues(&row[i], &row[i + 1]);
    for (int i = rows - 1; i >= 0; i--)
        row[i].track = row[i].goes_on ? row[i + 1].track : track_of(&row[i]);
    for (int i = 0; i < rows; i++)
        if (row[i].goes_on) {
            account(&row[i]);
            check_ends(&row[i], &row[i + 1]);
        }
}

static void check_file(const char *path)
{
    int count, characters = 0;
    struct stext_page *page = stext_read(path, &count);
    file = path;
    total.files++;
    if (!count) {
        printf("fault: %s: no pages could be read\n", path);
        total.faults++;
        return;
    }
    for (int i = 0; i < count; i++)
        characters += page[i].count;
    struct character *c = calloc((size_t)characters + 1, sizeof *c), *next = c;
    rows = widths = 0;
    for (int i = 0; c && i < count; i++) {
        gather(&page[i], i + 1, next);
        next += page[i].count;
    }
    check_rows();
    free(c);
    stext_free(page, count);
}

static double share(int n)
{
    return total.full ? 100.0 * n / total.full : 0;
}

static void print_row(const char *name)
{
    char edge[20] = "-";
    if (total.full)
        snprintf(edge, sizeof edge, "%.2f", total.right_most - total.right_least);
    printf("%-16s %6d %8.1f %8.1f %8.2f %8.2f %9s %6d %6d %6d %6d %6d\n", name, total.full,
           share(total.loose), share(total.gaping), total.most, total.tightest, edge, total.first, total.last,
           total.lone, total.cut, total.gaping_marks);
}

static int judge(void)
{
    if (total.loose > LOOSE_SHARE * total.full) {
        total.faults++;
        printf("fault: more than %.0f %% of the full lines are stretched by more than %.2f em\n",
               100 * LOOSE_SHARE, LOOSE);
    }
    if (!total.full) {
        total.faults++;
        printf("fault: no full line\n");
    }
    printf(
        "%d files, %d full lines; stretched by more than %.2f em %d (%.2f %%), by more than %.2f em %d, most "
        "%.3f em; squeezed %d, most %.3f em; right edges within %.3f mm; bad starts %d, bad ends %d, lone "
        "characters %d, cut %d, gaping marks %d; %d faults\n",
        total.files, total.full, LOOSE, total.loose, share(total.loose), GAPING, total.gaping, total.most,
        total.squeezed, total.tightest, total.full ? total.right_most - total.right_least : 0, total.first,
        total.last, total.lone, total.cut, total.gaping_marks, total.faults);
    return total.faults > 0;
}

int main(int argc, char **argv)
{
    const char *name = NULL;
    int i = 1;
    if (argc > 1 && strcmp(argv[1], "--head") == 0) {
        printf("%-16s %6s %8s %8s %8s %8s %9s %6s %6s %6s %6s %6s\n", "", "lines", ">0.10em%", ">0.25em%",
               "most em", "squeeze", "edges mm", "starts", "ends", "lone", "cut", "marks");
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--lines") == 0) {
        output = LINES;
        i = 2;
    } else if (argc > 2 && strcmp(argv[1], "--row") == 0) {
        output = ROW;
        name = argv[2];
        i = 3;
    }
    for (; i < argc; i++)
        check_file(argv[i]);
    if (output == ROW)
        print_row(name);
    return output == JUDGE ? judge() : 0;
}
