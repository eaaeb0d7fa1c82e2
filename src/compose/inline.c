/*
 * White space. In Chinese text a line break is no space: the writer of a document breaks and indents its
 * lines where he likes, also right at a tag. So white space that holds a line break vanishes where a wide
 * character (or a break, or the paragraph's end) stands on either side of it, and else is one space; white
 * space within a line is one space always, since its author typed it ("2024 攻坚提质年"). White space at
 * either end of the paragraph, and around <br/>, vanishes.
 *
 * Method: the paragraph is laid out as one row of characters, each with the number of its run, because what
 * folds crosses the runs' borders; then the row is copied run by run. A blank or a break is a character of
 * its own kind in that row.
 */
#include "compose/inline.h"

#include "base/buffer.h"
#include "base/text.h"
#include "compose/origin.h"

#include <string.h>

/* Stand in the row for runs without text. */
#define OBJECT_BLANK 0xFFFFFFF0u
#define OBJECT_BREAK 0xFFFFFFF1u

struct item {
    uint32_t c;
    int run;
};

struct row_of_text {
    const struct reading *reading;
    struct item *item;
    struct run *run;
    int count, capacity, run_count, run_capacity;
};

enum tint tint_of(const char *light)
{
    static const struct {
        const char *name;
        enum tint tint;
    } tints[] = {
        {"green", TINT_GREEN},
        {"yellow", TINT_YELLOW},
        {"red", TINT_LIGHT_RED},
        {"grey", TINT_GREY},
    };
    for (size_t i = 0; light && i < sizeof tints / sizeof tints[0]; i++)
        if (strcmp(tints[i].name, light) == 0)
            return tints[i].tint;
    return TINT_BLACK;
}

/* ---- laying out ------------------------------------------------------------------------------------------
 */

static void add_run(struct row_of_text *row, struct run run)
{
    struct run *last = row->run_count ? &row->run[row->run_count - 1] : NULL;
    if (last && last->kind == RUN_TEXT && run.kind == RUN_TEXT && text_equal(last->to, run.to))
        return; /* goes on, as after a comment */
    struct run *slot =
        arena_push(row->reading->arena, &row->run, &row->run_count, &row->run_capacity, sizeof *row->run);
    *slot = run;
}

/* Adds a character to the last run. */
static void add_item(struct row_of_text *row, uint32_t c)
{
    struct item *slot =
        arena_push(row->reading->arena, &row->item, &row->count, &row->capacity, sizeof *row->item);
    *slot = (struct item){c, row->run_count - 1};
}

static void add_characters(struct row_of_text *row, const char *text)
{
    for (uint32_t c; (c = text_next(&text)) != 0;)
        add_item(row, c);
}

/* Adds all text of the node in one run, with the prefix in front of it. */
static void add_text_of(struct row_of_text *row, const xmlNode *node, struct run run, const char *prefix)
{
    add_run(row, run);
    if (prefix)
        add_characters(row, prefix);
    xmlChar *content = xmlNodeGetContent(node);
    add_characters(row, (const char *)content);
    xmlFree(content);
}

static void add_content(struct row_of_text *row, const xmlNode *parent, const char *to);

static void add_element(struct row_of_text *row, const xmlNode *node, const char *to)
{
    const struct reading *r = row->reading;
    if (is_element(node, "b")) {
        add_text_of(row, node, (struct run){.kind = RUN_STRONG, .to = to}, NULL);
    } else if (is_element(node, "light")) {
        enum tint tint = tint_of(attribute(r, node, "value"));
        add_text_of(row, node, (struct run){.kind = RUN_LIGHT, .tint = tint, .to = to}, NULL);
    } else if (is_element(node, "h")) {
        int level = (int)number_attribute(r, node, "level", 1);
        add_text_of(row, node, (struct run){.kind = RUN_HEADING, .level = level},
                    attribute(r, node, "number"));
    } else if (is_element(node, "blank")) {
        int width = scaled_attribute(r, node, "width", 100);
        add_run(row, (struct run){.kind = RUN_BLANK, .width = width, .to = to});
        add_item(row, OBJECT_BLANK);
    } else if (is_element(node, "br")) {
        add_run(row, (struct run){.kind = RUN_BREAK});
        add_item(row, OBJECT_BREAK);
    } else if (is_element(node, "ref")) {
        add_content(row, node, attribute(r, node, "to"));
    }
}

static void add_content(struct row_of_text *row, const xmlNode *parent, const char *to)
{
    for (const xmlNode *node = parent->children; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE) {
            add_element(row, node, to);
        } else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            add_run(row, (struct run){.kind = RUN_TEXT, .to = to});
            add_characters(row, (const char *)node->content);
        }
    }
}

/* ---- folding ---------------------------------------------------------------------------------------------
 */

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Characters set in a square of their own: beside them a line break is no space. */
static bool is_wide(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } wide[] = {
        {0x2014, 0x2014},                   /* dash */
        {0x2018, 0x201D},                   /* quotation marks */
        {0x2026, 0x2026},                   /* ellipsis */
        {0x2E80, 0xA4CF},                   /* radicals, punctuation, kana, ideographs */
        {0xAC00, 0xD7FF}, {0xE000, 0xFAFF}, /* private use, compatibility ideographs */
        {0xFE30, 0xFE6F}, {0xFF00, 0xFFEF}, {0x20000, 0x3FFFF},
    };
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (c >= wide[i].first && c <= wide[i].last)
            return true;
    return false;
}

/* Whether the white space between the characters before and after (0: none) leaves a space. */
static bool leaves_space(uint32_t before, uint32_t after, bool has_line_break)
{
    if (!before || !after || before == OBJECT_BREAK || after == OBJECT_BREAK)
        return false;
    if (!has_line_break)
        return true;
    return !is_wide(before) && !is_wide(after) && before != OBJECT_BLANK && after != OBJECT_BLANK;
}

/* Folds the row in place. A space stays in the run where the white space began. */
static void fold(struct row_of_text *row)
{
    int kept = 0;
    for (int i = 0; i < row->count;) {
        if (!is_space(row->item[i].c)) {
            row->item[kept++] = row->item[i++];
            continue;
        }
        const struct item first = {' ', row->item[i].run};
        bool has_line_break = false;
        for (; i < row->count && is_space(row->item[i].c); i++)
            has_line_break |= row->item[i].c == '\n' || row->item[i].c == '\r';
        uint32_t before = kept ? row->item[kept - 1].c : 0, after = i < row->count ? row->item[i].c : 0;
        if (leaves_space(before, after, has_line_break))
            row->item[kept++] = first;
    }
    row->count = kept;
}

/* Copies the folded row into its runs and drops those left without text. */
static int fill_runs(struct row_of_text *row)
{
    int kept = 0, i = 0;
    struct buffer text = {0};
    for (int r = 0; r < row->run_count; r++) {
        struct run run = row->run[r];
        bool is_object = run.kind == RUN_BLANK || run.kind == RUN_BREAK;
        buffer_clear(&text);
        for (; i < row->count && row->item[i].run == r; i++) {
            char bytes[5];
            if (!is_object)
                buffer_add(&text, bytes, (size_t)text_put(row->item[i].c, bytes));
        }
        if (!is_object && !text.size)
            continue;
        run.text = is_object ? NULL : arena_strndup(row->reading->arena, text.data, text.size);
        row->run[kept++] = run;
    }
    buffer_free(&text);
    return kept;
}

struct para read_para(const struct reading *reading, const xmlNode *node, const char *prefix)
{
    struct row_of_text row = {.reading = reading};
    if (prefix) {
        add_run(&row, (struct run){.kind = RUN_TEXT});
        add_characters(&row, prefix);
    }
    add_content(&row, node, NULL);
    fold(&row);
    int count = fill_runs(&row);
    return (struct para){row.run, count, origin_of_runs(reading, node, row.run, count)};
}

const char *read_plain(const struct reading *reading, const xmlNode *node)
{
    struct row_of_text row = {.reading = reading};
    add_text_of(&row, node, (struct run){.kind = RUN_TEXT}, NULL);
    fold(&row);
    return fill_runs(&row) ? row.run[0].text : NULL;
}
