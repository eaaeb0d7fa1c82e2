/*
 * Compact charts: a row a bar, in three columns: label, bar, text. No decoration, no legend to look up: every
 * figure stands beside its bar, and the light's shape stands before it, so that a copy in black and white
 * says the same.
 *
 * CHART_PROGRESS: a bar of the share reached on a track to 100 %, a tick at what was due. The scale ends at
 * 100 %, or where the longest bar does, but no further than SCALE_MOST; a longer bar is cut and shows the
 * cut. CHART_LIGHTS: a bar of counted lights, each part as long as its count and with the count in it.
 *
 * A chart stays whole on a page unless it is high; key and scale come again where it is parted.
 */
#include "typeset/setter.h"

#include "base/text.h"

#define LABEL_MOST PT(10.5 * 16)
#define TEXT_MOST PT(10.5 * 14)
#define COLUMN_GAP MM(1.6)
#define ROW_PAD PT(4)
#define LABEL_PAD PT(6) /* the same around a label of several lines */
#define BAR_HEIGHT PT(7.5)
#define LIGHTS_HEIGHT PT(11)
#define TICK_WEIGHT MM(0.4)
#define TICK_EDGE MM(0.25)
#define TICK_OVER MM(0.7) /* the tick beyond the bar, above and below */
#define AXIS_WEIGHT MM(0.2)
#define OUTLINE MM(0.3) /* of a hollow part */
#define AXIS_SIZE PT(8)
#define KEY_GAP PT(12)
#define CUT_WIDTH MM(1.2)

/* per cent */
enum { SCALE_LEAST = 100, SCALE_STEP = 25, SCALE_MOST = 150, AXIS_STEP = 50 };

struct chart_state {
    struct setter *s;
    const struct chart *chart;
    int node;
    length measure;
    length label_width, bar_x, bar_width, text_x, text_width;
    double scale; /* the value at the bar column's right end */
};

static const struct style *chart_style(void)
{
    return &text_style(TEXT_CHART)->type;
}

/* ---- words with the light's shape ---- */

/* The key of a tint; NULL where the chart gives none. */
static const struct chart_key *key_of(const struct chart *chart, enum tint tint)
{
    for (int i = 0; i < chart->key_count; i++)
        if (chart->key[i].tint == tint && chart->key[i].text && *chart->key[i].text)
            return &chart->key[i];
    return NULL;
}

/* Shapes such as the lights' ones: Unicode block Geometric Shapes. */
static bool is_shape(uint32_t c)
{
    return c >= 0x25A0 && c <= 0x25FF;
}

/* How many shapes a text holds. */
static int count_shapes(const char *text)
{
    int count = 0;
    while (*text)
        count += is_shape(text_next(&text));
    return count;
}

/*
 * The tint of the n-th light's shape in the text beside a bar: that of the key that begins with it; where
 * there is none, that of the n-th part of counted lights, if each part has its shape; else the bar's own.
 * shapes: how many the text holds.
 */
static enum tint shape_tint(const struct chart *chart, const struct bar *bar, uint32_t shape, int n,
                            int shapes)
{
    for (int i = 0; i < chart->key_count; i++) {
        const char *text = chart->key[i].text;
        if (text && text_next(&text) == shape)
            return chart->key[i].tint;
    }
    return bar->part_count > 0 && bar->part_count == shapes ? bar->part[n].tint : bar->tint;
}

/* A light's shape, the first character of text, in its colour, as a run of its own. */
static struct run shape_run(struct setter *s, const char *text, enum tint tint)
{
    const char *end = text;
    text_next(&end);
    return (struct run){
        .kind = RUN_LIGHT, .text = arena_strndup(s->arena, text, (size_t)(end - text)), .tint = tint};
}

static void add_text_run(struct setter *s, struct para *para, int *capacity, const char *from, const char *to)
{
    if (to > from)
        *(struct run *)arena_push(s->arena, &para->run, &para->run_count, capacity, sizeof(struct run)) =
            (struct run){.kind = RUN_TEXT, .text = arena_strndup(s->arena, from, (size_t)(to - from))};
}

/*
 * What stands beside a bar: its text, the shapes in it in their lights' colours. A text without a shape gets
 * the one of the bar's light before it, where the chart has a key.
 */
static struct para bar_text(const struct chart_state *c, const struct bar *bar)
{
    struct para para = {0};
    const char *from = bar->text ? bar->text : "", *next = from;
    int capacity = 0, shapes = 0, all = count_shapes(from);
    for (const char *here = next; *here; here = next) {
        uint32_t shape = text_next(&next);
        if (!is_shape(shape))
            continue;
        add_text_run(c->s, &para, &capacity, from, here);
        *(struct run *)arena_push(c->s->arena, &para.run, &para.run_count, &capacity, sizeof(struct run)) =
            shape_run(c->s, here, shape_tint(c->chart, bar, shape, shapes, all));
        from = next;
        shapes++;
    }
    add_text_run(c->s, &para, &capacity, from, next);
    const struct chart_key *key = key_of(c->chart, bar->tint);
    if (shapes > 0 || !key || c->chart->kind != CHART_PROGRESS)
        return para;
    struct run *both = arena_array(c->s->arena, (size_t)para.run_count + 1, sizeof *both);
    both[0] = shape_run(c->s, key->text, bar->tint);
    for (int i = 0; i < para.run_count; i++)
        both[i + 1] = para.run[i];
    para.run = both;
    para.run_count++;
    return para;
}

/* ---- columns and scale ---- */

static length natural(const struct chart_state *c, const struct para *para)
{
    return set_natural(c->s, para, chart_style());
}

static double bar_total(const struct bar *bar)
{
    double sum = 0;
    for (int i = 0; i < bar->part_count; i++)
        sum += bar->part[i].value > 0 ? bar->part[i].value : 0;
    return sum;
}

static double longest(const struct chart *chart)
{
    double most = 0;
    for (int i = 0; i < chart->bar_count; i++) {
        const struct bar *b = &chart->bar[i];
        double value = chart->kind == CHART_LIGHTS ? bar_total(b) : b->has_value ? b->value : 0;
        if (chart->kind == CHART_PROGRESS && b->has_due && b->due > value)
            value = b->due;
        most = value > most ? value : most;
    }
    return most;
}

static double scale_of(const struct chart *chart)
{
    double most = longest(chart);
    if (chart->kind == CHART_LIGHTS)
        return most > 0 ? most : 1;
    int scale = SCALE_LEAST;
    while (scale < most && scale < SCALE_MOST)
        scale += SCALE_STEP;
    return scale;
}

static void measure_columns(struct chart_state *c)
{
    for (int i = 0; i < c->chart->bar_count; i++) {
        const struct bar *bar = &c->chart->bar[i];
        struct para label = para_of(bar->label ? bar->label : "", c->s->arena), text = bar_text(c, bar);
        length l = natural(c, &label), t = natural(c, &text);
        c->label_width = l > c->label_width ? l : c->label_width;
        c->text_width = t > c->text_width ? t : c->text_width;
    }
    c->label_width = c->label_width < LABEL_MOST ? c->label_width : LABEL_MOST;
    c->text_width = c->text_width < TEXT_MOST ? c->text_width : TEXT_MOST;
    c->bar_x = c->label_width + COLUMN_GAP;
    c->text_x = c->measure - c->text_width;
    c->bar_width = c->text_x - COLUMN_GAP - c->bar_x;
    c->scale = scale_of(c->chart);
}

/* Where a value stands in the bar column, from its left; what is beyond the scale stands at its end. */
static length at(const struct chart_state *c, double value)
{
    double part = value <= 0 ? 0 : value >= c->scale ? 1 : value / c->scale;
    return (length)(part * c->bar_width + 0.5);
}

/* ---- a row ---- */

static void fill(const struct chart_state *c, struct box *box, struct item rule)
{
    rule.node = c->node;
    box_add_item(c->s, box, rule);
}

static length text_height(const struct lines *lines)
{
    return lines_height(text_style(TEXT_CHART), lines->count);
}

/* Lines in the middle of the row, from x or, flush right, up to it. */
static void add_text(const struct chart_state *c, struct box *box, const struct lines *lines, length x,
                     bool flush_right)
{
    const struct block_style *style = text_style(TEXT_CHART);
    int64_t y = (box->height - text_height(lines)) / 2;
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->line[i];
        box_add_line(c->s, box, c->node, line, &style->type, flush_right ? x - line->left - line->width : x,
                     length_capped(y + (int64_t)i * style->pitch), false);
    }
}

/* Hairlines at 0, 50, 100 % …, through the whole height of the row, so that rows join to an axis. */
static void add_axis(const struct chart_state *c, struct box *box)
{
    if (c->chart->kind == CHART_PROGRESS)
        for (int p = AXIS_STEP; p <= c->scale; p += AXIS_STEP)
            box_add_item(c->s, box,
                         rule_item(c->bar_x + at(c, p) - AXIS_WEIGHT / 2, 0, AXIS_WEIGHT, box->height,
                                   ink_colour(INK_FRAME)));
    box_add_item(c->s, box,
                 rule_item(c->bar_x - AXIS_WEIGHT, 0, AXIS_WEIGHT, box->height, tint_colour(TINT_GREY)));
}

/* A slanting white gap near the end of a bar that goes on beyond the scale. */
static void add_cut(const struct chart_state *c, struct box *box, length y)
{
    struct point *p = arena_array(c->s->arena, 4, sizeof *p);
    length x = c->bar_x + c->bar_width - 3 * CUT_WIDTH;
    p[0] = (struct point){x + CUT_WIDTH, y};
    p[1] = (struct point){x + 2 * CUT_WIDTH, y};
    p[2] = (struct point){x + CUT_WIDTH, y + BAR_HEIGHT};
    p[3] = (struct point){x, y + BAR_HEIGHT};
    box_add_item(c->s, box,
                 (struct item){.kind = ITEM_SHAPE,
                               .node = c->node,
                               .colour = ink_colour(INK_WHITE),
                               .point = p,
                               .point_count = 4});
}

/* Black with a white edge, so that it is seen across a dark bar. */
static void add_tick(const struct chart_state *c, struct box *box, double due, length y)
{
    length x = c->bar_x + at(c, due) - TICK_WEIGHT / 2;
    fill(c, box, rule_item(x - TICK_EDGE, y, TICK_WEIGHT + 2 * TICK_EDGE, BAR_HEIGHT, ink_colour(INK_WHITE)));
    fill(c, box, rule_item(x, y - TICK_OVER, TICK_WEIGHT, BAR_HEIGHT + 2 * TICK_OVER, ink_colour(INK_BLACK)));
}

static void add_progress(const struct chart_state *c, struct box *box, const struct bar *bar)
{
    length y = (box->height - BAR_HEIGHT) / 2;
    fill(c, box, rule_item(c->bar_x, y, at(c, SCALE_LEAST), BAR_HEIGHT, ink_colour(INK_FRAME)));
    if (bar->has_value && bar->value > 0)
        fill(c, box, rule_item(c->bar_x, y, at(c, bar->value), BAR_HEIGHT, tint_colour(bar->tint)));
    if (bar->has_value && bar->value > c->scale)
        add_cut(c, box, y);
    if (bar->has_due)
        add_tick(c, box, bar->due, y);
}

/* The light of what isn't known is a ring; so its part is an outline. */
static bool is_hollow(const struct chart *chart, enum tint tint)
{
    static const uint32_t ring = 0x25CB;
    const struct chart_key *key = key_of(chart, tint);
    const char *text = key ? key->text : NULL;
    return tint == TINT_GREY && (!text || text_next(&text) == ring);
}

static void add_part(const struct chart_state *c, struct box *box, enum tint tint, length x, length width)
{
    length y = (box->height - LIGHTS_HEIGHT) / 2;
    fill(c, box, rule_item(x, y, width, LIGHTS_HEIGHT, tint_colour(tint)));
    if (is_hollow(c->chart, tint) && width > 2 * OUTLINE)
        fill(c, box,
             rule_item(x + OUTLINE, y + OUTLINE, width - 2 * OUTLINE, LIGHTS_HEIGHT - 2 * OUTLINE,
                       ink_colour(INK_WHITE)));
}

/* The count of a part in its middle, where it finds room: white, or black on white. */
static void add_count(const struct chart_state *c, struct box *box, const struct bar_part *part, length x,
                      length width)
{
    struct style style = *chart_style();
    style.face = FACE_HEITI;
    style.size = PT(9);
    style.colour = ink_colour(is_hollow(c->chart, part->tint) ? INK_BLACK : INK_WHITE);
    const struct line *line = set_text(c->s, arena_printf(c->s->arena, "%.15g", part->value), &style);
    if (line && line->width + 2 * AXIS_WEIGHT < width)
        box_add_line(c->s, box, c->node, line, &style, x + (width - line->width) / 2 - line->left,
                     (box->height - style.size) / 2, false);
}

static void add_lights(const struct chart_state *c, struct box *box, const struct bar *bar)
{
    double sum = 0;
    for (int i = 0; i < bar->part_count; i++) {
        double value = bar->part[i].value;
        if (value <= 0)
            continue;
        length x = c->bar_x + at(c, sum), width = at(c, sum + value) - at(c, sum) - AXIS_WEIGHT;
        if (width < AXIS_WEIGHT)
            width = AXIS_WEIGHT;
        add_part(c, box, bar->part[i].tint, x, width);
        add_count(c, box, &bar->part[i], x, width);
        sum += value;
    }
}

static void bar_set(const struct chart_state *c, struct strip *strip, const struct bar *bar,
                    const struct box *key, const struct box *axis)
{
    struct para label = para_of(bar->label ? bar->label : "", c->s->arena), text = bar_text(c, bar);
    length narrowed;
    const struct lines *left =
        set_balanced(c->s, &label, chart_style(), natural(c, &label), c->label_width + 1, &narrowed);
    const struct lines *right = set_lines(c->s, &text, chart_style(), c->text_width + 1);
    length height = text_height(left) > text_height(right) ? text_height(left) : text_height(right);
    bool turned = left->count > 1 || right->count > 1;
    height = (height > LIGHTS_HEIGHT ? height : LIGHTS_HEIGHT) + (turned ? LABEL_PAD : ROW_PAD);
    height -= height / 100 * c->s->tight;
    struct box *box = strip_add(c->s, strip, height);
    box->head = key;
    box->foot = axis;
    add_axis(c, box);
    add_text(c, box, left, c->label_width, true);
    if (c->chart->kind == CHART_PROGRESS)
        add_progress(c, box, bar);
    else
        add_lights(c, box, bar);
    add_text(c, box, right, c->text_x, false);
}

/* ---- key and axis ---- */

/* The next place in the key's rows for something `width` wide; moves *x and *y. */
static length key_place(const struct chart_state *c, length width, length *x, length *y)
{
    if (*x > 0 && *x + width > c->measure) {
        *x = 0;
        *y = length_capped((int64_t)*y + chart_style()->size + ROW_PAD);
    }
    length place = *x;
    *x += width + KEY_GAP;
    return place;
}

static void add_key(const struct chart_state *c, struct box *box, const struct chart_key *key, length *x,
                    length *y)
{
    const char *text = key->text ? key->text : "", *rest = text;
    text_next(&rest);
    struct para para = {.run = arena_array(c->s->arena, 2, sizeof *para.run)};
    if (*text)
        para.run[para.run_count++] = shape_run(c->s, text, key->tint);
    if (*rest)
        para.run[para.run_count++] = (struct run){.kind = RUN_TEXT, .text = rest};
    const struct lines *lines = set_lines(c->s, &para, chart_style(), c->measure);
    if (lines->count == 0)
        return;
    if (lines->count > 1)
        diag_say(c->s->diag, MESSAGE_OFF_PAGE, "%s: %s", chart_style()->kind, lines->line[0].text);
    length left = key_place(c, lines->line[0].width, x, y);
    box_add_line(c->s, box, c->node, &lines->line[0], chart_style(), left, *y, false);
}

static void add_due_key(const struct chart_state *c, struct box *box, length *x, length *y)
{
    const struct line *line = c->chart->due_key ? set_text(c->s, c->chart->due_key, chart_style()) : NULL;
    if (!line)
        return;
    length left = key_place(c, COLUMN_GAP + line->width, x, y), size = chart_style()->size;
    fill(c, box, rule_item(left, *y + size / 10, TICK_WEIGHT, size * 8 / 10, ink_colour(INK_BLACK)));
    box_add_line(c->s, box, c->node, line, chart_style(), left + COLUMN_GAP, *y, false);
}

/* Keys in one row, or more where they don't fit; NULL for a chart without. */
static struct box *key_box(const struct chart_state *c)
{
    if (c->chart->key_count == 0 && !c->chart->due_key)
        return NULL;
    struct box *box = box_new(c->s, 0);
    length x = 0, y = 0;
    for (int i = 0; i < c->chart->key_count; i++)
        add_key(c, box, &c->chart->key[i], &x, &y);
    if (c->chart->kind == CHART_PROGRESS)
        add_due_key(c, box, &x, &y);
    box->height = y + chart_style()->size;
    box->after = ROW_PAD;
    box->keep = KEEP_CHART;
    return box;
}

/* The scale below the bars: 0, 50%, 100%; NULL for a chart of lights, which has none. */
static struct box *axis_box(const struct chart_state *c)
{
    if (c->chart->kind != CHART_PROGRESS)
        return NULL;
    struct style style = *chart_style();
    style.size = AXIS_SIZE;
    struct box *box = box_new(c->s, AXIS_SIZE + PT(2));
    for (int p = 0; p <= c->scale; p += AXIS_STEP) {
        const struct line *line = set_text(c->s, arena_printf(c->s->arena, p ? "%d%%" : "%d", p), &style);
        if (line)
            box_add_line(c->s, box, c->node, line, &style, c->bar_x + at(c, p) - line->width / 2 - line->left,
                         PT(2), false);
    }
    return box;
}

/* ---- the whole ---- */

/* A chart lower than 2/3 of the frame isn't parted without need; of one that is the first two and the last
 * two rows stay together. */
static void keep_together(const struct setter *s, struct strip *strip, int first)
{
    bool whole = !s->charts_parted && boxes_height(strip, first) <= strip->depth / 3 * 2;
    for (int i = first; i + 1 < strip->count; i++)
        if (whole || i <= first + 1 || i >= strip->count - 3)
            strip->box[i]->keep = KEEP_CHART;
}

void chart_set(struct setter *s, struct strip *strip, int parent, const struct chart *chart, const char *id)
{
    if (chart->bar_count == 0)
        return;
    struct chart_state c = {
        .s = s, .chart = chart, .node = node_add(s, ROLE_FIGURE, parent), .measure = strip->measure};
    s->node[c.node].alt = chart->alt;
    s->node[c.node].id = id;
    measure_columns(&c);
    int first = strip->count;
    struct box *key = key_box(&c), *axis = axis_box(&c);
    if (key)
        strip_push(s, strip, key);
    for (int i = 0; i < chart->bar_count; i++)
        bar_set(&c, strip, &chart->bar[i], key, axis);
    if (axis)
        strip_push(s, strip, axis);
    keep_together(s, strip, first);
    strip_frame(s, strip, first);
}
