#include "grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b)
{
    const struct character *p = a, *q = b;
    if (fabs(p->y - q->y) > 0.12)
        return p->y < q->y ? -1 : 1;
    return p->x < q->x ? -1 : p->x > q->x;
}

/* A light's shape (U+25A0 to U+25FF) in the text: smaller than its cell, which is one 字 wide, and centred in
 * it. */
static bool shape(const struct character *c)
{
    return c->upright && !c->grey && c->code >= 0x25A0 && c->code <= 0x25FF && c->size > 0.6 * ZI;
}

static void add_to_row(struct row *row, const struct character *c)
{
    if (!row->count) {
        *row = (struct row){.y = c->y, .left = c->x, .first = c, .heading = c->heading_face};
        if (never_last(c->code)) /* an opening mark's empty half lies outside too */
            row->left = fabs(c->x + c->size / 2 - LEFT) < 0.3 ? c->x + c->size / 2 : c->x;
    }
    if (row->count < 80)
        row->text[row->count] = c->code;
    row->count++;
    row->han += is_han(c->code);
    row->last = c;
    row->right = ink_right(c, RIGHT);
}

/* Lets a light's shape at either end of a row count as the cell that it stands in. */
static void add_shapes(struct page *page)
{
    for (int i = 0; i < page->text.count; i++)
        for (int r = 0; r < page->rows && shape(&page->text.character[i]); r++) {
            struct row *row = &page->row[r];
            const struct character *c = &page->text.character[i];
            double margin = (ZI - (c->right - c->x)) / 2;
            if (body_size(c) || fabs(c->y - row->y) > 0.3 * ZI)
                continue;
            if (c->x > row->last->x && c->right + margin > row->right) {
                row->right = c->right + margin;
                row->last = c;
            } else if (c->x - margin < row->left) {
                row->left = c->x - margin;
                row->first = c;
            }
        }
}

/* Without a title the head ends with 发文字号: a row that ends in 号 and isn't the text's. */
static void find_head(struct page *page)
{
    for (int i = 0; i < page->rows && page->title_y <= 0; i++)
        if (page->row[i].last->code == 0x53F7 && page->row[i].left > LEFT + 3 * ZI)
            page->title_y = page->row[i].y;
}

void page_gather(struct page *page)
{
    qsort(page->text.character, (size_t)page->text.count, sizeof *page->text.character, by_place);
    const struct character *before = NULL;
    for (int i = 0; i < page->text.count; i++) {
        const struct character *c = &page->text.character[i];
        if (c->upright && fabs(c->size - 22 * MM_PT) < 0.03 && c->y > page->title_y)
            page->title_y = c->y;
        if (!body_size(c) || among(c->code, "—…·")) /* these may stand off the base line, centred */
            continue;
        if (!before || fabs(before->y - c->y) > 0.12) {
            if (page->rows == MOST_ROWS)
                break;
            page->row[page->rows++] = (struct row){0};
        }
        add_to_row(&page->row[page->rows - 1], c);
        before = c;
    }
    add_shapes(page);
    find_head(page);
}

double page_pitch(const struct page *page)
{
    return 21 * HANG / (page->lines - 1);
}

int page_grid_row(const struct page *page, double y, double *off)
{
    double pitch = page_pitch(page), place = (y - page->from) / pitch;
    int n = (int)lround(place);
    *off = (place - n) * pitch;
    return page->above + n + 1;
}

const struct image *page_stamp_beside(const struct page *page, const struct row *row)
{
    for (int i = 0; i < page->text.images; i++)
        if (row->y - BASE + ZI / 2 > page->text.image[i].top &&
            row->y - BASE + ZI / 2 < page->text.image[i].bottom && row->right < page->text.image[i].left)
            return &page->text.image[i];
    return NULL;
}

bool page_holds(const struct page *page, const struct row *row)
{
    return (page->title_y <= 0 || row->y > page->title_y) && !page_stamp_beside(page, row);
}

static bool all_on_grid(struct page *page, int lines)
{
    double off;
    page->lines = lines;
    for (int i = 0; i < page->rows; i++) {
        page_grid_row(page, page->row[i].y, &off);
        if (page_holds(page, &page->row[i]) && fabs(off) > EDGE)
            return false;
    }
    return true;
}

/* The grid of the page begins at the type area's top; below: with the first row below the title. */
static void begin_grid(struct page *page, bool below)
{
    page->from = TOP + BASE;
    page->above = 0;
    for (int i = 0; below && i < page->rows; i++)
        if (page_holds(page, &page->row[i])) {
            page->above = (int)lround((page->row[i].y - page->from) / HANG);
            page->from += page->above * HANG;
            return;
        }
}

/* Whether a wider grid than that of 22 lines begins below the title. */
static bool begins_below_title(struct page *page)
{
    if (page->title_y <= 0)
        return false;
    begin_grid(page, true);
    for (int lines = LINES_LEAST; lines < LINES; lines++)
        if (all_on_grid(page, lines))
            return true;
    begin_grid(page, false);
    return false;
}

/* A short row at the right that ends in 日. */
static bool has_date(const struct page *page)
{
    for (int i = 0; i < page->rows; i++)
        if (page->row[i].last->code == 0x65E5 && page->row[i].left > LEFT + 10 * ZI)
            return true;
    return false;
}

void pages_find_grids(struct page *pages, int count)
{
    for (int i = 0; i < count; i++) {
        for (int k = i; k <= i + 2 && k < count; k++)
            pages[i].signing = pages[i].signing || has_date(&pages[k]);
        begin_grid(&pages[i], false);
        if (all_on_grid(&pages[i], LINES) || !pages[i].signing)
            continue;
        int lines = LINES_LEAST;
        while (lines <= LINES_MOST && !all_on_grid(&pages[i], lines))
            lines++;
        pages[i].lines = lines <= LINES_MOST ? lines : LINES;
        if (lines > LINES_MOST && !begins_below_title(&pages[i]))
            pages[i].lines = LINES;
    }
}
