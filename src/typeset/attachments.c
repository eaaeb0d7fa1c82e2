#include "typeset/setter.h"

/* The widest of the items' numbers, so that all names begin on one line. */
static length numbers_width(struct setter *s, const struct style *style)
{
    length width = 0;
    for (int i = 0; i < s->document->item_count; i++) {
        const char *number = s->document->item[i].number;
        const struct line *line = number ? set_text(s, number, style) : NULL;
        if (line && line->width > width)
            width = line->width;
    }
    return width;
}

/* The whole name leads to its attachment; each of its lines is a link of its own. */
static void add_links(struct setter *s, struct strip *strip, int first, int node, const char *to)
{
    for (int i = first; i < strip->count; i++) {
        struct box *box = strip->box[i];
        struct link *link =
            arena_push(s->arena, &box->link, &box->link_count, &box->link_capacity, sizeof *link);
        *link = (struct link){.x = box->note[0].x,
                              .width = box->note[0].width,
                              .height = box->height,
                              .to = to,
                              .node = node_add(s, ROLE_LINK, node)};
        for (int k = 0; k < box->item_count; k++)
            if (box->item[k].node == node)
                box->item[k].node = link->node;
    }
}

static void prepend(struct setter *s, struct box *box, int node, const char *text, const struct style *style,
                    length x)
{
    const struct line *line = text ? set_text(s, text, style) : NULL;
    if (line)
        box_prepend_line(s, box, node, line, style, x, true);
}

/* What the pieces of an item's lines are: 附件： before the first one, its number, its name. */
struct item_nodes {
    int label, number, name;
};

/* One item is a paragraph, several are a list. */
static struct item_nodes item_nodes(struct setter *s, int parent, int *list, const char *label,
                                    const char *number)
{
    if (s->document->item_count == 1) {
        int paragraph = node_add(s, ROLE_PARAGRAPH, parent);
        return (struct item_nodes){paragraph, paragraph, paragraph};
    }
    struct item_nodes nodes;
    if (*list < 0)
        *list = node_add(s, ROLE_LIST, parent);
    nodes.label = label ? node_add(s, ROLE_CAPTION, *list) : -1;
    int item = node_add(s, ROLE_LIST_ITEM, *list);
    nodes.number = number ? node_add(s, ROLE_LABEL, item) : -1;
    nodes.name = node_add(s, ROLE_LIST_BODY, item);
    return nodes;
}

/* How the note is set, and where: the label of its first line, the numbers and the names. */
struct note_places {
    const struct block_style *style;
    length label_x, number_x, name_x;
};

/* One line of the note; label: NULL but for the first. */
static void item_set(struct setter *s, struct strip *strip, struct item_nodes nodes, const char *label,
                     const struct attachment_item *item, const struct note_places *at)
{
    const struct style *type = &at->style->type;
    int first =
        strip_para(s, strip, nodes.name, &item->name, at->style, at->name_x, strip->measure - at->name_x);
    if (first == strip->count)
        return;
    if (item->to)
        add_links(s, strip, first, nodes.name, item->to);
    prepend(s, strip->box[first], nodes.number, item->number, type, at->number_x);
    prepend(s, strip->box[first], nodes.label, label, type, at->label_x);
}

/* 附件说明, 7.3.4: one blank line below the text, indented two; names hang after their numbers. */
void attachment_note_set(struct setter *s, struct strip *strip, int parent)
{
    const struct document *d = s->document;
    struct block_style style = *text_style(TEXT_ATTACHMENT_NOTE);
    style.type.track = adjusted_track(s, NULL);
    const struct line *label_line =
        d->attachment_label ? set_text(s, d->attachment_label, &style.type) : NULL;
    struct note_places at = {.style = &style, .label_x = 2 * (LENGTH_ZI + style.type.track)};
    at.number_x = at.label_x + (label_line ? line_advance(label_line) + style.type.track : 0);
    at.name_x = at.number_x + numbers_width(s, &style.type);
    int first = strip->count, list = -1;
    for (int i = 0; i < d->item_count; i++) {
        const char *label = i == 0 ? d->attachment_label : NULL;
        struct item_nodes nodes = item_nodes(s, parent, &list, label, d->item[i].number);
        item_set(s, strip, nodes, label, &d->item[i], &at);
    }
    if (first < strip->count)
        strip->box[first]->before = LEADING + BLANK_LINE;
}

/* The label alone on the first line, flush left, 7.3.7. */
static void label_set(struct setter *s, struct strip *strip, int parent, const char *text)
{
    const struct block_style *style = text_style(TEXT_ATTACHMENT_LABEL);
    struct para para = para_of(text, s->arena);
    strip_para(s, strip, node_add(s, ROLE_PARAGRAPH, parent), &para, style, 0, strip->measure);
    for (int i = 0; i < strip->count; i++)
        strip->box[i]->keep = KEEP_TITLE;
}

struct strip *attachment_set(struct setter *s, const struct attachment *attachment)
{
    struct strip *strip = strip_new(s, attachment->sideways);
    int part = node_add(s, ROLE_PART, 0);
    const char *title = para_text(&attachment->title, s->arena);
    s->node[part].id = attachment->id;
    s->node[part].title =
        attachment->label ? arena_printf(s->arena, "%s %s", attachment->label, title) : title;
    s->node[part].level = 1;
    if (attachment->label)
        label_set(s, strip, part, attachment->label);
    /* The title on the third line. */
    title_set(s, strip, part, &attachment->title, LEADING + BLANK_LINE, true);
    flow_set(s, strip, part, &attachment->body);
    keep_headings(strip);
    return strip;
}
