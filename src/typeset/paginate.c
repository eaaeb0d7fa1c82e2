/*
 * From strips to pages.
 *
 * Model: a strip is filled box by box into its frame (the type area, or the type area turned). Where the next
 * box doesn't fit, the page ends at the last place before it where two boxes may be parted; what follows goes
 * over. A box on the grid stands on a multiple of the line pitch, so a page of text alone has its 22 lines
 * without any arithmetic on lines. Positions depend on nothing but the boxes from the page's first on, hence
 * they are worked out twice, once to measure and once to place, and nothing has to be undone.
 *
 * Rejected: stretching the grid to fill what a keep rule left blank (the lines of both sides of a sheet would
 * no longer meet), and looking ahead over several pages: a bulletin's keep rules are satisfied by moving one
 * to three lines, and what is blank because of it is told in the page's remark.
 */
#include "typeset/setter.h"

#include <string.h>

/* The frame's first grid row at or below y. */
static length to_grid(length y)
{
    return (y + GRID_PITCH - 1) / GRID_PITCH * GRID_PITCH;
}

static length max_length(length a, length b)
{
    return a > b ? a : b;
}

/* Where the filling of a page stands. */
struct cursor {
    length bottom; /* of the last box */
    length after;  /* the blank that it wants */
    bool empty;
};

/* Where box goes when it comes next; moves the cursor below it. */
static length advance(struct cursor *c, const struct box *box)
{
    length y = c->empty ? 0 : c->bottom + max_length(c->after, box->before);
    if (box->grid)
        y = to_grid(y);
    *c = (struct cursor){y + box->height, box->after, false};
    return y;
}

/* The index behind the last box that fits on a page beginning with box `from`: at least from + 1. */
static int fit(const struct strip *strip, int from)
{
    struct cursor c = {.empty = true};
    if (strip->box[from]->head)
        advance(&c, strip->box[from]->head);
    int i = from;
    for (; i < strip->count; i++) {
        advance(&c, strip->box[i]);
        if (c.bottom > strip->depth && i > from)
            break;
    }
    return i;
}

/* The last place to part the boxes in (from, to], or `to` itself where everything hangs together. */
static int breakable(const struct strip *strip, int from, int to)
{
    if (to == strip->count)
        return to;
    for (int i = to; i > from; i--)
        if (strip->box[i - 1]->keep == KEEP_NONE)
            return i;
    return to;
}

static const char *const reasons[] = {
    [KEEP_NONE] = "the next piece is whole",
    [KEEP_LINES] = "no line of a paragraph stands alone",
    [KEEP_HEADING] = "a heading stays with its text",
    [KEEP_TITLE] = "the title stays with its text",
    [KEEP_TABLE] = "a table's parts stay together",
    [KEEP_CHART] = "a chart stays whole",
    [KEEP_SIGNATURE] = "the signature shares a page with two lines of text",
};

/* Says why rows at the foot of a page are blank. `fitted` boxes would have found room, `end` is where it
 * ended. */
static void remark(struct setter *s, const struct strip *strip, int end, int fitted, length bottom)
{
    int rows = (int)((strip->depth - bottom) / GRID_PITCH);
    if (rows == 0 || end == strip->count)
        return;
    enum keep why = KEEP_NONE;
    for (int i = end; i < fitted; i++)
        why = strip->box[i]->keep > why ? strip->box[i]->keep : why;
    s->page[s->page_count - 1].remark = arena_printf(s->arena, "%d blank: %s", rows, reasons[why]);
}

/* ---- placing ---- */

void page_new(struct setter *s, bool sideways, bool numbered)
{
    struct page *p = arena_push(s->arena, &s->page, &s->page_count, &s->page_capacity, sizeof *p);
    *p = (struct page){.width = PAPER_WIDTH,
                       .height = PAPER_HEIGHT,
                       .number = s->page_count,
                       .printed = numbered && (s->page_count > 1 || s->format->number_first_page)};
    s->item_capacity = s->line_capacity = s->link_capacity = 0;
    s->filled = 0;
    s->last_sideways = sideways;
    furniture_set(s);
}

/* The first item of a node, and its upper edge, is where the node begins. */
static void locate(struct setter *s, const struct item *item)
{
    struct node *n = item->node > 0 ? &s->node[item->node] : NULL;
    if (!n || n->page >= 0)
        return;
    n->page = s->page_count - 1;
    n->y = item->y;
    if (item->turned) /* a line that runs up the page begins at its foot, but is read from the page's head */
        n->y = AREA_TOP;
    else if (item->kind == ITEM_GLYPHS)
        n->y -= line_ascent(item->run.size);
    else if (item->kind == ITEM_SHAPE && item->point_count > 0)
        n->y = item->point[0].y;
}

static void put_item(struct setter *s, struct item item)
{
    struct page *p = &s->page[s->page_count - 1];
    struct item *slot = arena_push(s->arena, &p->item, &p->item_count, &s->item_capacity, sizeof *slot);
    *slot = item;
    locate(s, slot);
}

/*
 * From the sideways frame, whose right is the page's top, to the paper: a point u from the frame's left and v
 * from its top lies v right of the type area's left edge and u above its lower edge. The frame's head is thus
 * always on the left: the binding edge of odd pages, the fore edge of even ones (clause 8).
 */
static struct point turn(length u, length v)
{
    return (struct point){AREA_LEFT + v, AREA_BOTTOM - u};
}

static struct item turned_item(struct setter *s, struct item item, length u, length v)
{
    item.x += u;
    item.y += v;
    if (item.kind == ITEM_SHAPE) {
        struct point *turned = arena_array(s->arena, (size_t)item.point_count, sizeof *turned);
        for (int i = 0; i < item.point_count; i++)
            turned[i] = turn(u + item.point[i].x, v + item.point[i].y);
        item.point = turned;
    }
    bool glyphs = item.kind == ITEM_GLYPHS;
    struct point corner = turn(glyphs ? item.x : item.x + item.width, item.y);
    item.x = corner.x;
    item.y = corner.y;
    item.turned = glyphs;
    length width = item.width;
    item.width = item.height;
    item.height = width;
    return item;
}

static void put_notes(struct setter *s, const struct box *box, length x, length y, bool turned)
{
    struct page *p = &s->page[s->page_count - 1];
    for (int i = 0; i < box->note_count; i++) {
        struct line_note *slot =
            arena_push(s->arena, &p->line, &p->line_count, &s->line_capacity, sizeof *slot);
        *slot = box->note[i];
        slot->x += x;
        slot->y += y;
        slot->sideways = turned;
    }
}

static void put_links(struct setter *s, const struct box *box, length x, length y, bool turned)
{
    struct page *p = &s->page[s->page_count - 1];
    for (int i = 0; i < box->link_count; i++) {
        struct link *slot = arena_push(s->arena, &p->link, &p->link_count, &s->link_capacity, sizeof *slot);
        struct link l = box->link[i];
        l.x += x;
        l.y += y;
        if (turned) {
            struct point corner = turn(l.x + l.width, l.y);
            l = (struct link){corner.x, corner.y, l.height, l.width, l.to, l.node};
        }
        *slot = l;
    }
}

void place_box(struct setter *s, const struct box *box, length x, length y)
{
    for (int i = 0; i < box->item_count; i++)
        put_item(s, item_shifted(s, box->item[i], x, y));
    put_notes(s, box, x, y, false);
    put_links(s, box, x, y, false);
}

/* Lines of a sideways frame are noted as on the turned paper, 297 mm wide, whose upper edge is the page's
 * left one. */
static void place_sideways(struct setter *s, const struct box *box, length v)
{
    for (int i = 0; i < box->item_count; i++)
        put_item(s, turned_item(s, box->item[i], 0, v));
    put_notes(s, box, PAPER_HEIGHT - AREA_BOTTOM, AREA_LEFT + v, true);
    put_links(s, box, 0, v, true);
}

static void place(struct setter *s, const struct strip *strip, const struct box *box, length y)
{
    if (strip->sideways)
        place_sideways(s, box, y);
    else
        place_box(s, box, AREA_LEFT, AREA_TOP + y);
}

/* The head as it comes again on a later page: the same marks, but no content a second time. */
static const struct box *repeated(struct setter *s, const struct box *head)
{
    struct box *copy = box_new(s, head->height);
    *copy = *head;
    copy->item = arena_array(s->arena, (size_t)head->item_count, sizeof *copy->item);
    for (int i = 0; i < head->item_count; i++) {
        copy->item[i] = head->item[i];
        copy->item[i].node = -1;
    }
    return copy;
}

static void place_range(struct setter *s, const struct strip *strip, int from, int to)
{
    struct cursor c = {.empty = true};
    if (strip->box[from]->head) {
        const struct box *head = repeated(s, strip->box[from]->head);
        place(s, strip, head, advance(&c, head));
    }
    length y = 0;
    for (int i = from; i < to; i++) {
        y = advance(&c, strip->box[i]);
        place(s, strip, strip->box[i], y);
    }
    const struct box *last = strip->box[to - 1];
    if (last->foot && to < strip->count) {
        struct box *foot = box_new(s, 0);
        box_add_item(s, foot, *last->foot);
        place(s, strip, foot, y);
    }
    s->filled = c.bottom;
}

void paginate(struct setter *s, const struct strip *strip)
{
    for (int from = 0; from < strip->count;) {
        int fitted = fit(strip, from), to = breakable(strip, from, fitted);
        page_new(s, strip->sideways, true);
        place_range(s, strip, from, to);
        remark(s, strip, to, fitted, s->filled);
        from = to;
    }
}
