/*
 * 版头: everything above the title, as one box at the head of page 1, 7.2 and 10.1 to 10.3.
 *
 * Places are counted from the type area's upper edge, where the box stands. The mark is placed by its ink:
 * the standard's distances are meant to be measured on the print, and the white above a 小标宋 character of
 * 15 mm is half a millimetre.
 */
#include "typeset/ink.h"
#include "typeset/setter.h"

#include "base/text.h"

#define MARK_MEASURE (AREA_WIDTH - 2 * MARK_MARGIN)

/* The top of the row that is n steps below y. */
static length row_top(length y, int n, length step)
{
    return length_capped(y + (int64_t)n * step);
}

/* One element, a paragraph of its own, on one line. */
static length put(struct setter *s, struct box *box, int parent, const struct line *line,
                  const struct style *style, length x, length y)
{
    if (!line)
        return x;
    box_add_line(s, box, node_add(s, ROLE_PARAGRAPH, parent), line, style, x - line->left, y, false);
    return x + line->width;
}

/* ---- 发文机关标志 ---- */

/* Size and condensation of type that fills `measure` with `ems` em at most, by looks: see geometry.h. */
static void fit_mark(struct style *style, length measure, length natural, length size_most)
{
    int64_t most = (int64_t)measure * SIZE_3 / (natural > 0 ? natural : 1); /* size that fits uncondensed */
    int64_t size = most * 1000 / MARK_CONDENSE;
    style->condense = MARK_CONDENSE;
    if (size < MARK_SIZE_LEAST) {
        int64_t lowest = most * 1000 / MARK_CONDENSE_LEAST;
        size = lowest < MARK_SIZE_LEAST ? lowest : MARK_SIZE_LEAST;
        style->condense = (int)(most * 1000 / size);
    }
    if (size > size_most)
        size = size_most;
    if (size < MARK_SIZE_FLOOR)
        size = MARK_SIZE_FLOOR;
    style->size = (length)size;
}

static length natural_width(struct setter *s, const char *text)
{
    struct style style = text_style(TEXT_MARK)->type;
    style.size = SIZE_3;
    struct para para = para_of(text, s->arena);
    return set_natural(s, &para, &style);
}

/* One mark, centred, its ink's upper edge at y; returns the lower edge. */
static length single_mark_set(struct setter *s, struct box *box, int parent, const char *text, length y)
{
    struct style style = text_style(TEXT_MARK)->type;
    fit_mark(&style, MARK_MEASURE, natural_width(s, text), MARK_SIZE_MOST);
    const struct line *line = set_text(s, text, &style);
    if (!line)
        return y;
    struct ink_extent ink = line_ink(line, style.size);
    length base = y + ink.above;
    put(s, box, parent, line, &style, (AREA_WIDTH - line->width) / 2, base - line_ascent(style.size));
    return base + ink.below;
}

/* Rows of a joint mark stand this many thousandths of their size apart. */
enum { JOINT_PITCH = 1250 };

static length widest_name(struct setter *s, const struct style *style)
{
    const struct head *h = &s->document->head;
    length widest = 0;
    for (int i = 0; i < h->mark_count; i++) {
        struct para para = para_of(h->mark[i], s->arena);
        length width = set_natural(s, &para, style);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The names below each other, spread to one width, the first one's ink at y; returns the first base line. */
static length joint_names_set(struct setter *s, struct box *box, int parent, const struct style *style,
                              length x, length y, length width)
{
    const struct head *h = &s->document->head;
    length base = y + line_ascent(style->size);
    struct style spread = *style;
    spread.align = ALIGN_SPREAD;
    for (int i = 0; i < h->mark_count; i++) {
        struct para para = para_of(h->mark[i], s->arena);
        const struct lines *lines = set_lines(s, &para, &spread, width);
        if (lines->count == 0)
            continue;
        if (i == 0)
            base = y + line_ink(&lines->line[0], style->size).above;
        put(s, box, parent, &lines->line[0], style, x + lines->line[0].left,
            row_top(base, i, length_scale(style->size, JOINT_PITCH, 1000)) - line_ascent(style->size));
    }
    return base;
}

/* 联合行文: the names and, at their right and centred in height, 文件; as high as the page can spare, 7.2.4.
 */
static length joint_mark_set(struct setter *s, struct box *box, int parent, length y)
{
    const struct head *h = &s->document->head;
    struct style style = text_style(TEXT_MARK)->type;
    style.size = SIZE_3;
    length suffix = h->mark_suffix ? natural_width(s, h->mark_suffix) + SIZE_3 / 2 : 0;
    fit_mark(&style, MARK_MEASURE, widest_name(s, &style) + suffix,
             length_scale(s->joint_height, 1000, (int64_t)JOINT_PITCH * h->mark_count));
    const struct line *line = h->mark_suffix ? set_text(s, h->mark_suffix, &style) : NULL;
    length names = widest_name(s, &style), gap = line ? length_scale(style.size, style.condense, 2000) : 0;
    length whole = names + gap + (line ? line->width : 0), x = (AREA_WIDTH - whole) / 2;
    length first = joint_names_set(s, box, parent, &style, x, y, names);
    length last = row_top(first, h->mark_count - 1, length_scale(style.size, JOINT_PITCH, 1000));
    if (line)
        put(s, box, parent, line, &style, x + whole - line->width,
            (first + last) / 2 - line_ascent(style.size));
    return last + style.size - line_ascent(style.size);
}

static length mark_set(struct setter *s, struct box *box, int parent, length y)
{
    const struct head *h = &s->document->head;
    if (h->mark_count > 1)
        return joint_mark_set(s, box, parent, y);
    const char *suffix = h->mark_suffix ? h->mark_suffix : "";
    return single_mark_set(s, box, parent, arena_printf(s->arena, "%s%s", h->mark[0], suffix), y);
}

/* ---- 份号, 密级和保密期限, 紧急程度 ---- */

/* Level, star and term: 机密★1年, 7.2.2. Who writes the star with the level gets no second one. */
static const char *secrecy(struct setter *s)
{
    static const char star[] = "\u2605";
    const struct head *h = &s->document->head;
    if (!h->secrecy_level || !h->secrecy_term)
        return h->secrecy_level;
    return arena_printf(s->arena, "%s%s%s", h->secrecy_level, text_ends(h->secrecy_level, star) ? "" : star,
                        h->secrecy_term);
}

/*
 * Flush left below each other from y on. at_second: the level of secrecy keeps the second line also when
 * there is no copy number (7.2.2). Returns the foot of the last, or y - LEADING when there is none.
 */
static length left_set(struct setter *s, struct box *box, int parent, length y, bool at_second)
{
    const struct head *h = &s->document->head;
    const struct style *number = &text_style(TEXT_NUMBER)->type, *hei = &text_style(TEXT_SECRECY)->type;
    const struct {
        const char *text;
        const struct style *style;
        int row;
    } elements[] = {{h->copy_number, number, 0}, {secrecy(s), hei, at_second ? 1 : 0}, {h->urgency, hei, 0}};
    int row = 0;
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        if (!elements[i].text)
            continue;
        row = row > elements[i].row ? row : elements[i].row;
        put(s, box, parent, set_text(s, elements[i].text, elements[i].style), elements[i].style, 0,
            y + row * GRID_PITCH);
        row++;
    }
    return y + row * GRID_PITCH - LEADING;
}

/* ---- 发文字号, 签发人 ---- */

/* Two names a row, one character in from the right, the label before the first, 7.2.6. Returns the last row's
 * top; where its text begins goes to *left. */
static length signers_set(struct setter *s, struct box *box, int parent, length y, length *left)
{
    const struct head *h = &s->document->head;
    const struct style *kai = &text_style(TEXT_SIGNER)->type, *fang = &text_style(TEXT_SIGNER_LABEL)->type;
    length cell = 0;
    for (int i = 0; i < h->signer_count; i++) {
        const struct line *name = set_text(s, h->signer[i].name, kai);
        cell = name && name->width > cell ? name->width : cell;
    }
    int columns = h->signer_count > 1 ? 2 : 1;
    length x = AREA_WIDTH - LENGTH_ZI - columns * cell - (columns - 1) * LENGTH_ZI;
    const struct line *label = h->signer[0].label ? set_text(s, h->signer[0].label, fang) : NULL;
    if (label)
        put(s, box, parent, label, fang, x - line_advance(label), y);
    for (int i = 0; i < h->signer_count; i++)
        put(s, box, parent, set_text(s, h->signer[i].name, kai), kai, x + i % columns * (cell + LENGTH_ZI),
            row_top(y, i / columns, GRID_PITCH));
    *left = label && h->signer_count <= columns ? x - line_advance(label) : x;
    return row_top(y, (h->signer_count - 1) / columns, GRID_PITCH);
}

/* Number and signers from y on; returns the number's foot. Alone it is centred, else one character in from
 * the left and on the last signer's row (7.2.5), or below that where the two don't fit beside each other. */
static length number_set(struct setter *s, struct box *box, int parent, length y)
{
    const struct head *h = &s->document->head;
    const struct style *style = &text_style(TEXT_NUMBER)->type;
    const struct line *line = h->number ? set_text(s, h->number, style) : NULL;
    length left = AREA_WIDTH;
    length row = h->signer_count > 0 ? signers_set(s, box, parent, y, &left) : y;
    if (line && h->signer_count > 0 && (int64_t)LENGTH_ZI + line->width + LENGTH_ZI > left)
        row = row_top(row, 1, GRID_PITCH);
    if (line)
        put(s, box, parent, line, style, h->signer_count > 0 ? LENGTH_ZI : (AREA_WIDTH - line->width) / 2,
            row);
    return line || h->signer_count > 0 ? row + LENGTH_ZI : y;
}

/* ---- the formats ---- */

/* Below the mark's foot; on the grid it takes the row that is nearest to the two blank lines asked for. */
static length number_top(const struct setter *s, length foot)
{
    length y = foot + s->format->number_gap;
    return s->format->number_on_grid ? (y + GRID_PITCH / 2) / GRID_PITCH * GRID_PITCH : y;
}

static length file_head_set(struct setter *s, struct box *box, int parent)
{
    const struct head *h = &s->document->head;
    length y = left_set(s, box, parent, 0, true);
    if (h->mark_count > 0)
        y = mark_set(s, box, parent, s->format->mark_top - AREA_TOP);
    if (h->number || h->signer_count > 0)
        y = number_set(s, box, parent, number_top(s, y));
    if (s->format->red_line_gap > 0 && h->mark_count > 0) {
        y += s->format->red_line_gap;
        box_add_item(s, box, rule_item(0, y, AREA_WIDTH, RED_LINE_WEIGHT, ink_colour(INK_RED)));
        y += RED_LINE_WEIGHT;
    }
    return y;
}

/* Below the first double line the number stands flush right, the others flush left on lines of their
 * own, 10.1. */
static length letter_head_set(struct setter *s, struct box *box, int parent)
{
    const struct head *h = &s->document->head;
    const struct style *style = &text_style(TEXT_NUMBER)->type;
    length y = 0;
    if (h->mark_count > 0)
        y = mark_set(s, box, parent, s->format->mark_top - AREA_TOP);
    y += LETTER_LINE_GAP;
    y += double_line(s, box, (PAPER_WIDTH - LETTER_LINE_WIDTH) / 2 - AREA_LEFT, y, true);
    length top = y + s->format->number_gap;
    length left = left_set(s, box, parent, top, false);
    const struct line *line = h->number ? set_text(s, h->number, style) : NULL;
    if (line)
        put(s, box, parent, line, style, AREA_WIDTH - line->width, top);
    length foot = line ? top + LENGTH_ZI : y;
    return left > foot ? left : foot;
}

bool head_set(struct setter *s, struct strip *strip)
{
    const struct head *h = &s->document->head;
    bool any = h->mark_count > 0 || h->number || h->copy_number || h->secrecy_level || h->urgency ||
               h->signer_count > 0;
    if (s->format->mark_top == 0 || !any)
        return false;
    struct box *box = strip_add(s, strip, 0);
    int part = node_add(s, ROLE_PART, 0);
    box->height = s->format->double_lines ? letter_head_set(s, box, part) : file_head_set(s, box, part);
    box->after = s->format->title_gap;
    box->keep = KEEP_TITLE;
    return true;
}
