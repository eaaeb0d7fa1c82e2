/*
 * From strips to pages.
 *
 * Model: a strip is filled box by box into its frame (the type area, or the type area turned). Where the next
 * box doesn't fit, the page ends at the last place before it where two boxes may be parted; what follows goes
 * over. A box on the grid stands on a multiple of the line pitch, so a page of text alone has its 22 lines
 * without any arithmetic on lines. Positions depend on nothing but the boxes from the page's first on, hence
 * they are worked out twice, once to plan and once to place, and nothing has to be undone.
 *
 * The text of a cell over several rows belongs to no box: on each page it stands in the middle of those of
 * its rows that the page holds.
 *
 * Rejected: stretching the grid to fill what a keep rule left blank (the lines of both sides of a sheet would
 * no longer meet); only the last page may ask for that, 7.3.5.5, see adjust.c. And looking ahead over several
 * pages: a bulletin's keep rules are satisfied by moving one to three lines, and what is blank because of it
 * is told in the page's remark.
 */
#include "typeset/setter.h"

static length row_pitch(int rows)
{
    return (GRID_DEPTH - LENGTH_ZI) / (rows - 1);
}

/* Where the filling of a page stands. */
struct cursor {
    length pitch;            /* of the page's grid */
    const struct box *above; /* the last box; NULL: the page is empty */
    length top;              /* where it stands */
};

/*
 * How far below the box above a box on the grid stands when that stands on it too: as many rows as on the
 * standard's grid, so that a changed pitch changes no number of blank lines, but never closer than `clear`,
 * nor than the box above asks for beyond its leading.
 */
static length rows_below(const struct cursor *c, const struct box *box, length gap)
{
    length below = c->above->after > LEADING ? c->above->after : 0;
    length wanted = c->above->height + gap, clear = c->above->height + length_max(box->clear, below);
    length rows = (wanted + GRID_PITCH - 1) / GRID_PITCH;
    while (rows * c->pitch < clear)
        rows++;
    return rows * c->pitch;
}

/* The first row of the grid at y or below it. Below a title it is no further away than on the standard's
 * grid, whose rows may be closer there than those of a wider pitch. */
static length first_row(const struct cursor *c, length y)
{
    length row = (y + c->pitch - 1) / c->pitch * c->pitch;
    length standard = (y + GRID_PITCH - 1) / GRID_PITCH * GRID_PITCH;
    return c->above->keep == KEEP_TITLE && standard < row ? standard : row;
}

/* Where box goes when it comes next; moves the cursor to it. */
static length advance(struct cursor *c, const struct box *box)
{
    length y = box->grid ? (box->above + c->pitch - 1) / c->pitch * c->pitch : box->above;
    if (c->above) {
        length gap = length_max(c->above->after, box->before);
        if (box->grid && c->above->grid) {
            y = c->top + rows_below(c, box, gap);
        } else {
            y = c->top + c->above->height + gap;
            if (box->grid)
                y = first_row(c, y);
        }
    }
    c->above = box;
    c->top = y;
    return y;
}

static length bottom_of(const struct cursor *c)
{
    return c->top + c->above->height + c->above->below;
}

/* ---- planning ---- */

/* What the foot of box i takes where its page ends after it. */
static length foot_height(const struct strip *strip, int i)
{
    const struct box *foot = i + 1 < strip->count ? strip->box[i]->foot : NULL;
    return foot ? foot->height : 0;
}

/* The index behind the last box that fits with its foot on the page beginning with box `from`: at least
 * from + 1. */
static int fit(const struct strip *strip, int from, length pitch)
{
    struct cursor c = {.pitch = pitch};
    if (strip->box[from]->head)
        advance(&c, strip->box[from]->head);
    int fitted = from + 1;
    for (int i = from; i < strip->count; i++) {
        advance(&c, strip->box[i]);
        if (bottom_of(&c) > strip->depth)
            break;
        if (bottom_of(&c) + foot_height(strip, i) <= strip->depth)
            fitted = i + 1;
    }
    return fitted;
}

/* So much of the frame may stay empty for the sake of rows that a cell reaches over: one tenth. */
enum { CELL_PART = 10 };

/* The last place to part the boxes in (from, to]; where everything hangs together, the last one whose reason
 * is the least grave. Rows that a cell reaches over are parted where much would stay empty before them. */
static int breakable(const struct strip *strip, int from, int to)
{
    if (to == strip->count)
        return to;
    int best = to, cell = 0;
    for (int i = to; i > from; i--) {
        if (strip->box[i - 1]->keep < strip->box[best - 1]->keep)
            best = i;
        if (strip->box[i - 1]->keep == KEEP_CELL && cell == 0)
            cell = i;
    }
    int64_t left = 0;
    for (int i = best; i < cell; i++)
        left += strip->box[i]->height;
    return left > strip->depth / CELL_PART ? cell : best;
}

/* The page's lower end in use. */
static length bottom(const struct strip *strip, const struct page_plan *page)
{
    struct cursor c = {.pitch = row_pitch(page->rows)};
    if (strip->box[page->from]->head)
        advance(&c, strip->box[page->from]->head);
    for (int i = page->from; i < page->to; i++)
        advance(&c, strip->box[i]);
    return bottom_of(&c);
}

static bool has_tail_room(const struct strip *strip, const struct page_plan *page)
{
    return strip->tail == 0 || (int64_t)bottom(strip, page) + strip->tail <= AREA_HEIGHT;
}

/* The last page parted so that the imprint, which finds no room on it, has two lines at least beside it on
 * the next one. Where that can't be, or would empty half of the page, it stays as it is. */
static void carry_over(const struct strip *strip, struct page_plan *page)
{
    if (strip->count - page->from <= 2)
        return;
    struct page_plan next = {.to = strip->count, .rows = page->rows};
    next.from = breakable(strip, page->from, strip->count - 2);
    if (strip->box[next.from - 1]->keep != KEEP_NONE || !has_tail_room(strip, &next) ||
        bottom(strip, &next) > strip->depth / 2)
        return;
    page->to = next.from;
    page->carries = true;
}

void page_measure(const struct strip *strip, struct page_plan *page)
{
    page->used = bottom(strip, page) + foot_height(strip, page->to - 1);
    page->blank = (int)((strip->depth - page->used) / row_pitch(page->rows));
}

struct plan plan_pages(struct setter *s, const struct strip *strip, const struct fitting *fitting)
{
    struct plan plan = {0};
    for (int from = 0; from < strip->count;) {
        bool adjusted = fitting && plan.count >= fitting->page;
        struct page_plan *page =
            arena_push(s->arena, &plan.page, &plan.count, &plan.capacity, sizeof *plan.page);
        *page = (struct page_plan){.from = from, .rows = adjusted ? fitting->rows : GRID_LINES};
        page->fitting = adjusted ? fitting : NULL;
        page->fitted = fit(strip, from, row_pitch(page->rows));
        page->to = breakable(strip, from, page->fitted);
        if (page->to == strip->count && !has_tail_room(strip, page))
            carry_over(strip, page);
        plan.imprint_alone = page->to == strip->count && !has_tail_room(strip, page);
        page_measure(strip, page);
        from = page->to;
    }
    return plan;
}

int plan_gaps(const struct strip *strip, const struct plan *plan, int rows)
{
    int gaps = 0;
    for (int i = 0; i + 1 < plan->count; i++) {
        const struct page_plan *page = &plan->page[i];
        bool chart = false;
        for (int k = page->to; k < page->fitted; k++)
            chart = chart || strip->box[k]->keep == KEEP_CHART;
        gaps += chart && page->blank >= rows;
    }
    return gaps;
}

void check_pages(struct setter *s, const struct strip *strip, const struct plan *plan)
{
    for (int i = 0; i < plan->count; i++)
        if (bottom(strip, &plan->page[i]) > strip->depth)
            say_off_page(s, first_note(strip->box[plan->page[i].from]));
}

/* ---- why rows are blank ---- */

static const char *const reasons[] = {
    [KEEP_NONE] = "the next piece is whole",
    [KEEP_COMPANY] = "the signature shares a page with two lines of text",
    [KEEP_LINES] = "no line of a paragraph stands alone",
    [KEEP_ANNOUNCED] = "a colon stays with what it announces",
    [KEEP_HEADING] = "a heading stays with its text",
    [KEEP_TITLE] = "the title stays with its text",
    [KEEP_TABLE] = "a table's parts stay together",
    [KEEP_CHART] = "a chart stays whole",
    [KEEP_SIGNATURE] = "the signature shares a page with two lines of text",
    [KEEP_CELL] = "rows that a cell reaches over stay together",
    [KEEP_SPAN] = "what reaches over several rows stays whole",
};

/* What was done to the page for the signature's sake; NULL: nothing. */
static const char *adjustment(struct setter *s, const struct fitting *f)
{
    if (!f)
        return NULL;
    const char *rows =
        f->rows != GRID_LINES ? arena_printf(s->arena, ", %d rows for %d", f->rows, GRID_LINES) : "";
    const char *columns =
        f->columns != GRID_COLUMNS ? arena_printf(s->arena, ", %d characters a line", f->columns) : "";
    return arena_printf(s->arena, "adjusted for the signature (7.3.5.5)%s%s", rows, columns);
}

/* Why rows at the page's foot are blank: the gravest reason among the boxes that would have found room. NULL:
 * none is, or the strip ends here. */
static const char *blank_reason(struct setter *s, const struct strip *strip, const struct page_plan *page)
{
    if (page->blank <= 0 || page->to == strip->count)
        return NULL;
    enum keep why = KEEP_NONE;
    for (int i = page->to; i < page->fitted; i++)
        why = strip->box[i]->keep > why ? strip->box[i]->keep : why;
    return arena_printf(s->arena, "%d blank: %s", page->blank,
                        page->carries ? "the imprint shares a page with text" : reasons[why]);
}

void page_remark(struct setter *s, const char *remark)
{
    if (!remark || s->page_count == 0)
        return;
    struct page *page = &s->page[s->page_count - 1];
    page->remark = page->remark ? arena_printf(s->arena, "%s; %s", page->remark, remark) : remark;
}

/* ---- placing ---- */

/* The head as it comes again on a later page, or the foot on an earlier one: the same marks, but no content a
 * second time. */
static const struct box *repeated(struct setter *s, const struct box *box)
{
    struct box *copy = box_new(s, box->height);
    *copy = *box;
    copy->link = NULL; /* an artifact leads nowhere */
    copy->link_count = copy->link_capacity = 0;
    copy->item = arena_array(s->arena, (size_t)box->item_count, sizeof *copy->item);
    for (int i = 0; i < box->item_count; i++) {
        copy->item[i] = box->item[i];
        copy->item[i].node = -1;
    }
    return copy;
}

/* Texts of cells over several rows whose first one on the page is box i. */
static void place_spans(struct setter *s, const struct strip *strip, const struct page_plan *page, int i,
                        struct cursor c, int *next)
{
    length top = c.top;
    for (; *next < strip->span_count && strip->span[*next].from <= i; (*next)++) {
        const struct span *span = &strip->span[*next];
        if (span->to <= page->from)
            continue;
        struct cursor end = c;
        for (int k = i + 1; k < span->to && k < page->to; k++)
            advance(&end, strip->box[k]);
        const struct box *text = span->from < page->from ? repeated(s, span->text) : span->text;
        place_in_frame(s, strip, text, top + (end.top + end.above->height - top - text->height) / 2);
    }
}

static void place_page(struct setter *s, const struct strip *strip, const struct page_plan *page)
{
    struct cursor c = {.pitch = row_pitch(page->rows)};
    if (strip->box[page->from]->head) {
        const struct box *head = repeated(s, strip->box[page->from]->head);
        place_in_frame(s, strip, head, advance(&c, head));
    }
    length y = 0;
    for (int i = page->from, next = 0; i < page->to; i++) {
        y = advance(&c, strip->box[i]);
        place_in_frame(s, strip, strip->box[i], y);
        place_spans(s, strip, page, i, c, &next);
    }
    const struct box *last = strip->box[page->to - 1];
    if (last->foot && page->to < strip->count && bottom_of(&c) + last->foot->height <= strip->depth)
        place_in_frame(s, strip, repeated(s, last->foot), y + last->height);
    s->filled = bottom_of(&c);
}

void paginate(struct setter *s, const struct strip *strip, const struct plan *plan)
{
    for (int i = 0; i < plan->count; i++) {
        page_new(s, strip->sideways, true);
        place_page(s, strip, &plan->page[i]);
        page_remark(s, adjustment(s, plan->page[i].fitting));
        page_remark(s, blank_reason(s, strip, &plan->page[i]));
    }
}
