#include "base/text.h"
#include "typeset/setter.h"

/* ---- paragraphs ---- */

/* A heading at the start of a paragraph is an element before it, for bookmarks and readers, on the same line.
 */
static void begin_run_in(struct setter *s, int parent, const struct para *para)
{
    s->run_in = para->run_count > 0 && para->run[0].kind == RUN_HEADING ? &para->run[0] : NULL;
    if (s->run_in)
        s->run_in_node = node_add_heading(s, parent, s->run_in->level, s->run_in->text, NULL);
}

length adjusted_track(const struct setter *s, const struct block *block)
{
    const struct block *from = s->fitting.block;
    const struct flow *body = &s->document->body;
    const struct block *end = body->block + body->count;
    if (s->fitting.columns == GRID_COLUMNS || !from || from < body->block || from >= end)
        return 0;
    while (block && block + 1 < end && block >= body->block && block->kind == BLOCK_HEADING)
        block++; /* it goes with its text */
    return !block || (block >= from && block < end) ? COLUMN_TRACK(s->fitting.columns) : 0;
}

/* The style of a block's role in its character pitch. */
static struct block_style pitched(const struct setter *s, const struct block *block, enum text_role role)
{
    struct block_style style = *text_style(role);
    style.type.track = adjusted_track(s, block);
    style.type.indent += style.type.indent > 0 ? 2 * style.type.track : 0;
    return style;
}

static bool ends_in_colon(const struct box *line)
{
    const char *text = line->note[0].text;
    return text_ends(text, "\uFF1A") || text_ends(text, ":");
}

static void paragraph_set(struct setter *s, struct strip *strip, int parent, const struct block *block)
{
    begin_run_in(s, parent, &block->para);
    if (s->run_in)
        s->node[s->run_in_node].id = block->run_in_id;
    int node = node_add(s, ROLE_PARAGRAPH, parent);
    s->node[node].id = block->id;
    struct block_style style = pitched(s, block, block->no_indent ? TEXT_BODY_FLUSH : TEXT_BODY);
    int first = strip_para(s, strip, node, &block->para, &style, 0, strip->measure);
    for (int i = first; i < strip->count; i++)
        strip->box[i]->block = block;
    if (first < strip->count)
        strip->box[strip->count - 1]->announces = ends_in_colon(strip->box[strip->count - 1]);
    s->run_in = NULL;
}

static void heading_set(struct setter *s, struct strip *strip, int parent, const struct block *block)
{
    static const enum text_role roles[] = {TEXT_H1, TEXT_H2, TEXT_H3, TEXT_H4};
    int level = block->level < 1 ? 1 : block->level > 4 ? 4 : block->level;
    int node = node_add_heading(s, parent, level, para_text(&block->para, s->arena), block->id);
    struct block_style style = pitched(s, block, roles[level - 1]);
    int first = strip_para(s, strip, node, &block->para, &style, 0, strip->measure);
    for (int i = first; i < strip->count; i++)
        strip->box[i]->heading = true;
}

int labelled_set(struct setter *s, struct strip *strip, int node, const char *label, const struct para *para,
                 const struct block_style *label_style, const struct block_style *style, length x,
                 length right)
{
    const struct line *line = label ? set_text(s, label, &label_style->type) : NULL;
    length hang = line ? x + line_advance(line) : x;
    int first = strip->count;
    if (para->run_count > 0)
        strip_para(s, strip, node, para, style, hang, right - hang);
    if (!line)
        return first;
    if (first == strip->count) {
        struct box *box = strip_add(s, strip, style->type.size);
        box->after = style->pitch - style->type.size;
        box->grid = style->grid;
    }
    box_prepend_line(s, strip->box[first], node, line, &label_style->type, x, label_style->grid);
    return first;
}

static void labelled_block_set(struct setter *s, struct strip *strip, int parent, const struct block *block)
{
    int node = node_add(s, ROLE_PARAGRAPH, parent);
    s->node[node].id = block->id;
    struct para para = names_whole(s, &block->para, false);
    struct block_style label = pitched(s, block, TEXT_LABEL), style = pitched(s, block, TEXT_HANGING);
    int first = labelled_set(s, strip, node, block->label, &para, &label, &style,
                             2 * (LENGTH_ZI + style.type.track), strip->measure);
    for (int i = first; i < strip->count; i++)
        strip->box[i]->block = block;
}

void flow_set(struct setter *s, struct strip *strip, int parent, const struct flow *flow)
{
    for (int i = 0; i < flow->count; i++) {
        const struct block *block = &flow->block[i];
        switch (block->kind) {
        case BLOCK_HEADING:
            heading_set(s, strip, parent, block);
            break;
        case BLOCK_PARAGRAPH:
            paragraph_set(s, strip, parent, block);
            break;
        case BLOCK_LABELLED:
            labelled_block_set(s, strip, parent, block);
            break;
        case BLOCK_TABLE:
            table_set(s, strip, parent, block->table, block->id);
            break;
        case BLOCK_CHART:
            chart_set(s, strip, parent, block->chart, block->id);
            break;
        }
    }
}

/* ---- what must not be parted ---- */

void keep_headings(struct strip *strip)
{
    enum keep why = KEEP_NONE;
    for (int i = 0, lacking = 0; i + 1 < strip->count; i++) { /* lacking: lines below what keeps them */
        bool heading = strip->box[i]->heading, next = strip->box[i + 1]->heading;
        if (heading || strip->box[i]->announces) {
            lacking = 2;
            why = heading ? KEEP_HEADING : KEEP_ANNOUNCED;
        } else if (next) { /* what stood below it was shorter */
            lacking = 0;
        }
        if (lacking > 0)
            box_keep(strip->box[i], why);
        lacking -= lacking > 0 && !next;
    }
}

/* So many boxes back at most: what stands between text and signature is short. */
enum { SIGNATURE_REACH = 12 };

/* Whether the line stands between others of its paragraph. */
static bool is_inside(const struct strip *strip, int i)
{
    const struct block *block = strip->box[i]->block;
    return block && i > 0 && strip->box[i - 1]->block == block && strip->box[i + 1]->block == block;
}

void keep_signature(struct strip *strip, int first)
{
    int least = first > SIGNATURE_REACH ? first - SIGNATURE_REACH : 0;
    for (int i = first - 1, lines = 0; i >= least && lines < 2; i--) {
        bool figure = !strip->box[i]->grid; /* a row, a bar: it would draw all of them along */
        if (figure && lines > 0)
            return;
        box_keep(strip->box[i], lines == 0 || is_inside(strip, i) ? KEEP_SIGNATURE : KEEP_COMPANY);
        lines += figure ? 2 : strip->box[i]->block != NULL;
    }
}
