/*
 * The last page: its beginning, and what is put on it, upright or sideways.
 */
#include "typeset/setter.h"

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

/* The lines for the dump; of what runs off the paper something is lost. */
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
        if (slot->x < 0 || (int64_t)slot->x + slot->width > (turned ? PAPER_HEIGHT : PAPER_WIDTH))
            say_off_page(s, slot);
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

void place_in_frame(struct setter *s, const struct strip *strip, const struct box *box, length y)
{
    if (strip->sideways)
        place_sideways(s, box, y);
    else
        place_box(s, box, AREA_LEFT, AREA_TOP + y);
}
