/*
 * pagecheck - holds the pages of a PDF to GB/T 9704-2012 by where another reader (mupdf) finds each
 * character.
 *
 * usage: pagecheck [--quiet] FILE.pdf...
 *
 * It knows nothing of the program that made the file: all it expects stands here in millimetres. For each
 * page it prints how many rows of body type there are, their edges and the last grid row in use; then each
 * fault, a line each. Exit status 1 with a fault.
 *
 * What counts: characters of body size (3号, 156 mm / 28) standing upright are gathered into rows by their
 * base line. A row that begins at the left edge goes on with the paragraph of the row above, which therefore
 * had to be full, unless gaps of half a character at all its places couldn't fill it: numbers and western
 * words have none. Table, chart, imprint and page number type is of other sizes and is only held to stay
 * inside the type area.
 *
 * 7.3.5.5 lets line and character pitch of the pages before a signature differ a little: the checker takes as
 * a page's grid the even one of 20 to 23 lines from edge to edge of the type area on which every row of the
 * page stands, and another one than that of 22 lines only on a page with a date at its right end or on one of
 * the two pages before such a page. Below a title the wider one may begin with the first row there, which
 * then stands on the grid of 22. The same holds for 27 to 29 characters a line.
 */
#include "grid.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NUMBER_SIZE 4.94 /* 4号, of the page number; it stands one 字 (3.2: of 3号) in */

static int faults;
static const char *file;

#define FAULT(page, ...)                                                                                     \
    (faults++, printf("fault: %s page %d: ", file, (page)), printf(__VA_ARGS__), putchar('\n'))

static bool at_left(const struct row *row)
{
    return fabs(row->left - LEFT) < 0.1;
}

/* By two characters, of which the first may be the empty half of an opening mark. */
static bool indented(const struct page *page, const struct row *row)
{
    double in = row->left - LEFT, less = page->signing ? TRACK_LEAST : 0,
           more = page->signing ? TRACK_MOST : 0;
    return (in > 2 * (ZI + less) - 0.1 && in < 2 * (ZI + more) + 0.1) ||
           (in > 2 * (ZI + less) - ZI / 2 - 0.1 && in < 2 * (ZI + more) - ZI / 2 + 0.1);
}

/* Whether row b goes on with the paragraph of row a on the next grid row. */
static bool continues(const struct page *page, const struct row *a, const struct row *b)
{
    return at_left(b) && (at_left(a) || indented(page, a)) && fabs(b->y - a->y - page_pitch(page)) < 0.12;
}

/* ---- checks ---- */

static void check_characters(const struct page *page, int number)
{
    for (int i = 0; i < page->text.count; i++) {
        const struct character *c = &page->text.character[i];
        bool foot = c->y > BOTTOM + 2, head = c->y < TOP + 1 && number == 1;
        if (c->grey || foot || head || !c->upright)
            continue;
        if (c->x < LEFT - c->size / 2 - EDGE ||
            c->right - (closing(c->code) ? c->size / 2 : 0) > RIGHT + EDGE)
            FAULT(number, "U+%04X at %.2f to %.2f mm stands outside the type area", c->code, c->x, c->right);
        if (c->code == 0xFFFD)
            FAULT(number, "a character without meaning at %.2f, %.2f mm", c->x, c->y);
    }
}

/* 7.3.5.3: two blank lines below the text, 4 characters in; the office 2 left of it, centred; the date a
 * blank line below (to the nearest row of the grid), 4 in. */
static void check_stamp(const struct page *page, int i, int number)
{
    const struct row *row = &page->row[i], *text = i > 0 ? &page->row[i - 1] : NULL;
    const struct image *stamp = page_stamp_beside(page, row);
    const struct row *date = i + 1 < page->rows ? &page->row[i + 1] : NULL;
    if (!stamp)
        return;
    double middle = row->y - BASE + ZI / 2 - (stamp->top + stamp->bottom) / 2;
    if (fabs(stamp->right - (RIGHT - 4 * ZI)) > EDGE)
        FAULT(number, "a stamp stands %.2f mm in", RIGHT - stamp->right);
    if (fabs(stamp->left - row->right - 2 * ZI) > EDGE)
        FAULT(number, "an office stands %.2f mm left of its stamp", stamp->left - row->right);
    if (fabs(middle) > EDGE)
        FAULT(number, "an office stands %.2f mm off its stamp's middle", middle);
    if (text && !page_stamp_beside(page, text) && fabs(stamp->top - (text->y - BASE + 3 * HANG)) > EDGE)
        FAULT(number, "a stamp's top stands %.2f mm below the text's row", stamp->top - (text->y - BASE));
    if (date && !page_stamp_beside(page, date) &&
        (fabs(date->right - (RIGHT - 4 * ZI)) > EDGE ||
         fabs(date->y - BASE - stamp->bottom - HANG) > HANG / 2 + EDGE))
        FAULT(number, "the date stands %.2f mm below a stamp, %.2f mm in", date->y - BASE - stamp->bottom,
              RIGHT - date->right);
}

/* Seals (square images) neither cross nor touch and stay within the type area's sides, 7.3.5.1. */
static void check_seals(const struct page *page, int number)
{
    for (int i = 0; i < page->text.images; i++)
        for (int k = 0; k < i; k++) {
            const struct image *a = &page->text.image[i], *b = &page->text.image[k];
            double x = (a->left + a->right - b->left - b->right) / 2,
                   y = (a->top + a->bottom - b->top - b->bottom) / 2;
            if (hypot(x, y) < (a->right - a->left + b->right - b->left) / 2 + 0.5)
                FAULT(number, "two seals touch");
        }
    for (int i = 0; i < page->text.images; i++)
        if (page->text.image[i].left < LEFT - EDGE || page->text.image[i].right > RIGHT + EDGE)
            FAULT(number, "a seal stands outside the type area");
}

static bool is_western(uint32_t code)
{
    return code > ' ' && code < 0x250;
}

/* Whether the row could reach the right edge with gaps of at most half a character. */
static bool can_be_filled(const struct row *row)
{
    int places = 0;
    for (const struct character *c = row->first; c < row->last; c++)
        places += !is_western(c->code) || !is_western(c[1].code);
    return RIGHT - row->right <= places * ZI / 2;
}

static void check_row(const struct page *page, int i, int number)
{
    const struct row *row = &page->row[i];
    double off;
    int n = page_grid_row(page, row->y, &off);
    if (!page_holds(page, row))
        return;
    if (fabs(off) > EDGE)
        FAULT(number, "row %d lies %.2f mm off the grid", n, off);
    if (never_first(row->first->code))
        FAULT(number, "row %d begins with U+%04X", n, row->first->code);
    if (never_last(row->last->code))
        FAULT(number, "row %d ends with U+%04X", n, row->last->code);
    if (i + 1 < page->rows && continues(page, row, &page->row[i + 1]) && fabs(row->right - RIGHT) > EDGE &&
        (row->right > RIGHT || can_be_filled(row)))
        FAULT(number, "row %d ends at %.2f mm and goes on", n, row->right);
    bool ends = i + 1 == page->rows || !continues(page, row, &page->row[i + 1]);
    if (i > 0 && ends && continues(page, &page->row[i - 1], row) && row->han <= 1 && row->count <= 2)
        FAULT(number, "row %d is a lone character", n);
}

/* The least distance of two Han characters of the row that stand side by side; 0: there are none. */
static double character_pitch(const struct row *row)
{
    double least = 0;
    for (const struct character *c = row->first; c < row->last; c++)
        if (body_size(c) && body_size(c + 1) && is_han(c->code) && is_han(c[1].code) && c[1].x > c->x)
            least = least > 0 ? fmin(least, c[1].x - c->x) : c[1].x - c->x;
    return least;
}

/* 5.2: one 字 to a character; 29 to a line at the most near a signature, 7.3.5.5. */
static void check_pitch(const struct page *page, const struct row *row, int number)
{
    double off, pitch = character_pitch(row), least = page->signing ? ZI + TRACK_LEAST : ZI;
    if (pitch > 0 && pitch < least - EDGE)
        FAULT(number, "characters of row %d stand %.2f mm apart", page_grid_row(page, row->y, &off), pitch);
}

static void check_break(const struct page *page, const struct page *next, int number)
{
    if (!page->rows || !next->rows)
        return;
    const struct row *last = &page->row[page->rows - 1], *first = &next->row[0];
    double off;
    int foot = page_grid_row(page, last->y, &off);
    bool at_top = page_grid_row(next, first->y, &off) == 1;
    bool attachment = first->heading && first->text[0] == 0x9644 && first->text[1] == 0x4EF6; /* 附件 */
    bool crosses = at_top && !attachment && at_left(first) && (at_left(last) || indented(page, last)) &&
                   fabs(last->right - RIGHT) < EDGE;
    if (!crosses)
        return;
    if (foot < page->lines)
        printf("note: %s page %d: text goes on after row %d\n", file, number, foot);
    if (indented(page, last))
        FAULT(number, "a paragraph's first line stands alone at the foot");
    if (next->rows == 1 || !continues(next, first, &next->row[1]))
        FAULT(number + 1, "a paragraph's last line stands alone at the head");
}

static void check_heading_at_foot(const struct page *page, int number)
{
    double off, lowest = 0;
    for (int i = 0; i < page->text.count; i++)
        if (!page->text.character[i].grey && page->text.character[i].y < BOTTOM + 2 &&
            page->text.character[i].y > lowest)
            lowest = page->text.character[i].y;
    const struct row *last = page->rows ? &page->row[page->rows - 1] : NULL;
    if (last && last->heading && indented(page, last) && fabs(last->last->right - RIGHT) > ZI &&
        last->y >= lowest - 0.2 && page_grid_row(page, last->y, &off) >= page->lines - 2)
        FAULT(number, "a heading stands at the foot");
}

/* 7.5: 4号 digits between dashes, 7 mm below the type area, a character in from the right (odd) or left
 * (even). */
static bool check_number(const struct page *page, int number, bool required)
{
    const struct character *first = NULL, *last = NULL;
    for (int i = 0; i < page->text.count; i++) {
        const struct character *c = &page->text.character[i];
        if (c->upright && !c->grey && c->y > BOTTOM + 4 && fabs(c->size - NUMBER_SIZE) < 0.03) {
            first = first ? first : c;
            last = c;
        }
    }
    if (!first) {
        if (required)
            FAULT(number, "no page number");
        return false;
    }
    if (first->code != 0x2014 || last->code != 0x2014)
        FAULT(number, "the page number doesn't stand between dashes");
    double stroke = first->y - 0.38 * NUMBER_SIZE; /* dashes lie at 0.3 to 0.45 em in Chinese faces */
    if (fabs(stroke - BOTTOM - 7) > 0.6)
        FAULT(number, "the page number's dash lies %.2f mm below the type area", stroke - BOTTOM);
    double in = number % 2 ? RIGHT - last->right : first->x - LEFT;
    if (fabs(in - ZI) > 0.05)
        FAULT(number, "the page number stands %.2f mm in", in);
    return true;
}

/* Nothing on it but perhaps the watermark. */
static bool is_blank(const struct page *page)
{
    for (int i = 0; i < page->text.count; i++)
        if (!page->text.character[i].grey)
            return false;
    return page->text.images == 0;
}

static void tell(const struct page *page, int number)
{
    double off, left = 999, right = 0;
    for (int i = 0; i < page->rows; i++) {
        left = fmin(left, page->row[i].left);
        right = fmax(right, page->row[i].right);
    }
    if (page->rows)
        printf("%s page %d: %d rows of body type, from %.2f to %.2f mm, last of %d grid rows %d\n", file,
               number, page->rows, left, right, page->lines,
               page_grid_row(page, page->row[page->rows - 1].y, &off));
    else
        printf("%s page %d: no body type\n", file, number);
}

static void check_file(const char *path, bool quiet)
{
    int count;
    struct stext_page *text = stext_read(path, &count);
    struct page *pages = calloc((size_t)count + 1, sizeof *pages);
    file = path;
    if (!count)
        FAULT(0, "no pages could be read");
    for (int i = 0; i < count; i++) {
        pages[i].text = text[i];
        page_gather(&pages[i]);
    }
    if (count > 0)
        pages_find_grids(pages, count);
    for (int i = 0; i < count; i++) {
        if (!quiet)
            tell(&pages[i], i + 1);
        check_characters(&pages[i], i + 1);
        for (int r = 0; r < pages[i].rows; r++)
            check_row(&pages[i], r, i + 1), check_pitch(&pages[i], &pages[i].row[r], i + 1);
        for (int r = 0; r < pages[i].rows; r++)
            check_stamp(&pages[i], r, i + 1);
        check_seals(&pages[i], i + 1);
        check_heading_at_foot(&pages[i], i + 1);
        bool before_imprint = is_blank(&pages[i]), after_blank = i > 0 && is_blank(&pages[i - 1]);
        if (check_number(&pages[i], i + 1, i > 0 && !before_imprint && !after_blank) &&
            (before_imprint || after_blank))
            FAULT(i + 1, "a number on a blank page, or on the imprint's page after it");
    }
    for (int i = 0; i + 1 < count; i++)
        check_break(&pages[i], &pages[i + 1], i + 1);
    free(pages);
    stext_free(text, count);
}

int main(int argc, char **argv)
{
    bool quiet = false;
    int files = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quiet") == 0)
            quiet = true;
        else
            check_file(argv[i], quiet), files++;
    }
    printf("%d files, %d faults\n", files, faults);
    return faults || !files;
}
