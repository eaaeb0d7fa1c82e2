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
#include "gaps.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlstring.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is borne: so many of the full lines stretch a gap by more than LOOSE, none by more than GAPING; in em.
 */
#define LOOSE_SHARE 0.02
#define GAPING 0.25
#define NOISE 0.005 /* differences below are rounding */

enum { MOST_ROWS = 4000 };

struct totals {
    int files, full, loose, gaping, squeezed;
    int first, last, lone, cut, gaping_marks, faults;
    double most, most_han, tightest, right_least, right_most;
};

static struct row row[MOST_ROWS];
static int rows;
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
    if (never_first(first) && row_kind(b, 0) != TWO_EM) {
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
    row_measure(r);
    total.full++;
    total.loose += r->stretch > LOOSE + NOISE;
    total.gaping += r->stretch > GAPING + NOISE;
    total.squeezed += r->shrink > NOISE;
    total.most = fmax(total.most, r->stretch);
    total.most_han = fmax(total.most_han, r->han_stretch);
    total.gaping_marks += r->gaping_marks;
    total.tightest = fmax(total.tightest, r->shrink);
    total.right_least = fmin(total.right_least, r->right);
    total.right_most = fmax(total.right_most, r->right);
    if (r->stretch > GAPING + NOISE)
        FAULT(r, "a gap is stretched by %.3f em", r->stretch);
    if (r->gaping_marks)
        FAULT(r, "%d pairs of marks that nobody squeezed", r->gaping_marks);
    if (fabs(r->right - RIGHT) > EDGE)
        FAULT(r, "ends at %.2f mm and goes on", r->right);
    if (output == LINES)
        print_line(r);
}

static void check_rows(void)
{
    for (int i = 0; i < rows; i++)
        widths_learn(&row[i]);
    for (int i = 0; i + 1 < rows; i++)
        row[i].goes_on = continues(&row[i], &row[i + 1]);
    for (int i = rows - 1; i >= 0; i--)
        row[i].track = row[i].goes_on ? row[i + 1].track : row_track(&row[i]);
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
    rows = 0;
    widths_forget();
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
    printf("%-16s %6d %8.1f %8.1f %8.2f %8.2f %8.2f %9s %6d %6d %6d %6d %6d\n", name, total.full,
           share(total.loose), share(total.gaping), total.most, total.most_han, total.tightest, edge,
           total.first, total.last, total.lone, total.cut, total.gaping_marks);
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
        printf("%-16s %6s %8s %8s %8s %8s %8s %9s %6s %6s %6s %6s %6s\n", "", "lines", ">0.10em%", ">0.25em%",
               "most em", "in Han", "squeeze", "edges mm", "starts", "ends", "lone", "cut", "marks");
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
