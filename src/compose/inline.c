/*
 * White space. In Chinese text a line break is no space: the writer of a document breaks and indents its
 * lines where he likes, also right at a tag. So white space that holds a line break is one space between two
 * characters of scripts that part words by spaces, and else vanishes; white space within a line is one space
 * always, since its author typed it ("2024 攻坚提质年"). White space at either end of the paragraph, and
 * around <br/>, vanishes.
 *
 * Method: the texts are copied behind each other as they are met, each run's closed by a NUL, and white space
 * waits until it is known what follows: it folds across the borders of runs.
 */
#include "compose/inline.h"

#include "base/buffer.h"
#include "base/text.h"
#include "compose/choices.h"
#include "compose/origin.h"

#include <string.h>

/* Stand for what is no character, where one asks what is beside white space. */
enum { NOTHING = 0, OBJECT_BLANK = 0x7FFFFFF0, OBJECT_BREAK };

enum { NO_RUN = -1 };

struct row_of_text {
    const struct reading *reading;
    struct run *run;
    int run_count, run_capacity;
    struct buffer text; /* of all runs */
    size_t *from;       /* where in it each run's begins; of one without text SIZE_MAX */
    int from_count, from_capacity;
    int open;      /* the run that text was last added to */
    int object;    /* what was added last, where that was no text: an object or NOTHING */
    int waiting;   /* the run in which white space began that waits; NO_RUN: none does */
    bool has_line; /* there is a line break in it */
};

enum tint tint_of(const char *light)
{
    return (enum tint)(TINT_BLACK + 1 + choice_of(LIGHTS, light));
}

/* ---- folding ---------------------------------------------------------------------------------------------
 */

/* Whether the white space between the characters before and after (or NOTHING) leaves a space. */
static bool leaves_space(uint32_t before, uint32_t after, bool has_line)
{
    if (!before || !after || before == OBJECT_BREAK || after == OBJECT_BREAK)
        return false;
    return !has_line || (text_is_spaced(before) && text_is_spaced(after));
}

/* Adds text to a run, and closes that of the run before it. */
static void add_bytes(struct row_of_text *row, int run, const char *bytes, size_t size)
{
    if (row->open != run) {
        if (row->open != NO_RUN)
            buffer_putc(&row->text, '\0');
        row->from[run] = row->text.size;
        row->open = run;
    }
    buffer_add(&row->text, bytes, size);
}

/* The character or object that was added last. */
static uint32_t last(const struct row_of_text *row)
{
    if (row->object || !row->text.size)
        return (uint32_t)row->object;
    const char *at = row->text.data + row->text.size - 1;
    while (((unsigned char)*at & 0xC0) == 0x80)
        at--;
    return text_next(&at);
}

/* Ends the white space that waits, if any, now that it is known what is behind it. */
static void settle(struct row_of_text *row, uint32_t after)
{
    if (row->waiting == NO_RUN)
        return;
    if (leaves_space(last(row), after, row->has_line))
        add_bytes(row, row->waiting, " ", 1);
    row->waiting = NO_RUN;
}

/* Adds text to the last run. */
static void add_text(struct row_of_text *row, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, TEXT_SPACE);
        if (size) {
            const char *first = text;
            if (row->waiting != NO_RUN)
                settle(row, text_next(&first));
            add_bytes(row, row->run_count - 1, text, size);
            row->object = NOTHING;
            text += size;
            continue;
        }
        if (row->waiting == NO_RUN) {
            row->waiting = row->run_count - 1;
            row->has_line = false;
        }
        row->has_line |= *text == '\n' || *text == '\r';
        text++;
    }
}

/* ---- laying out ------------------------------------------------------------------------------------------
 */

static struct row_of_text row_start(const struct reading *reading)
{
    return (struct row_of_text){.reading = reading, .open = NO_RUN, .waiting = NO_RUN};
}

static void add_run(struct row_of_text *row, struct run run)
{
    struct run *before = row->run_count ? &row->run[row->run_count - 1] : NULL;
    struct arena *arena = row->reading->arena;
    if (before && before->kind == RUN_TEXT && run.kind == RUN_TEXT && text_equal(before->to, run.to))
        return; /* goes on, as after a comment */
    *(struct run *)arena_push(arena, &row->run, &row->run_count, &row->run_capacity, sizeof run) = run;
    *(size_t *)arena_push(arena, &row->from, &row->from_count, &row->from_capacity, sizeof(size_t)) =
        SIZE_MAX;
}

static void add_object(struct row_of_text *row, struct run run, int object)
{
    add_run(row, run);
    settle(row, (uint32_t)object);
    row->object = object;
}

/* Adds all text of the node in one run, with the prefix in front of it. */
static void add_text_of(struct row_of_text *row, const xmlNode *node, struct run run, const char *prefix)
{
    const xmlNode *text = node->children;
    add_run(row, run);
    if (prefix)
        add_text(row, prefix);
    if (text && !text->next && text->type == XML_TEXT_NODE && text->content) {
        add_text(row, (const char *)text->content);
        return;
    }
    xmlChar *content = xmlNodeGetContent(node);
    add_text(row, (const char *)content);
    xmlFree(content);
}

static void add_content(struct row_of_text *row, const xmlNode *parent, const char *to);

static void add_element(struct row_of_text *row, const xmlNode *node, const char *to)
{
    const struct reading *r = row->reading;
    if (is_element(node, "b")) {
        add_text_of(row, node, (struct run){.kind = RUN_STRONG, .to = to}, NULL);
    } else if (is_element(node, "light")) {
        enum tint tint = tint_of(attribute_lent(r, node, "value"));
        add_text_of(row, node, (struct run){.kind = RUN_LIGHT, .tint = tint, .to = to}, NULL);
    } else if (is_element(node, "h")) {
        int level = (int)number_attribute(r, node, "level", 1);
        add_text_of(row, node, (struct run){.kind = RUN_HEADING, .level = level},
                    attribute(r, node, "number"));
    } else if (is_element(node, "blank")) {
        int width = scaled_attribute(r, node, "width", 100);
        add_object(row, (struct run){.kind = RUN_BLANK, .width = width, .to = to}, OBJECT_BLANK);
    } else if (is_element(node, "br")) {
        add_object(row, (struct run){.kind = RUN_BREAK}, OBJECT_BREAK);
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
            add_text(row, (const char *)node->content);
        }
    }
}

/* Gives the runs their text and drops those left without; returns how many remain. */
static int row_end(struct row_of_text *row)
{
    int kept = 0;
    settle(row, NOTHING);
    const char *text = arena_strndup(row->reading->arena, row->text.data, row->text.size);
    for (int r = 0; r < row->run_count; r++) {
        struct run run = row->run[r];
        if (row->from[r] != SIZE_MAX)
            run.text = text + row->from[r];
        if (run.text || run.kind == RUN_BLANK || run.kind == RUN_BREAK)
            row->run[kept++] = run;
    }
    buffer_free(&row->text);
    return kept;
}

struct para read_para(const struct reading *reading, const xmlNode *node, const char *prefix)
{
    struct row_of_text row = row_start(reading);
    if (prefix) {
        add_run(&row, (struct run){.kind = RUN_TEXT});
        add_text(&row, prefix);
    }
    add_content(&row, node, NULL);
    int count = row_end(&row);
    return (struct para){row.run, count, origin_of_runs(reading, node, row.run, count)};
}

struct para read_child_para(const struct reading *reading, const xmlNode *parent, const char *name)
{
    const xmlNode *node = child(parent, name);
    return node ? read_para(reading, node, NULL) : (struct para){0};
}

const char *read_plain(const struct reading *reading, const xmlNode *node)
{
    struct row_of_text row = row_start(reading);
    add_text_of(&row, node, (struct run){.kind = RUN_TEXT}, NULL);
    return row_end(&row) ? row.run[0].text : NULL;
}
