#include "compose/read_table.h"

#include "compose/choices.h"
#include "compose/inline.h"

#include <string.h>

static enum align read_align(const struct reading *r, const xmlNode *node)
{
    return (enum align)(ALIGN_DEFAULT + 1 + choice_of(ALIGNS, attribute_lent(r, node, "align")));
}

/* ---- rows ------------------------------------------------------------------------------------------------
 */

static struct cell read_cell(const struct reading *r, const xmlNode *node)
{
    const char *scope = attribute_lent(r, node, "scope");
    bool header = is_element(node, "th");
    return (struct cell){
        .para = read_para(r, node, NULL),
        .colspan = (int)number_attribute(r, node, "colspan", 1),
        .rowspan = (int)number_attribute(r, node, "rowspan", 1),
        .align = read_align(r, node),
        .header = header,
        .row_header = header && scope && strcmp(scope, "row") == 0,
    };
}

static struct row read_row(const struct reading *r, const xmlNode *node)
{
    struct row row = {.height = scaled_attribute(r, node, "height", 100),
                      .most = scaled_attribute(r, node, "most", 100)};
    int capacity = 0;
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next)) {
        struct cell *cell = arena_push(r->arena, &row.cell, &row.cell_count, &capacity, sizeof *cell);
        *cell = read_cell(r, n);
    }
    return row;
}

/* Reads the rows of a head or body behind those that the table has. Returns how many. */
static int read_rows(const struct reading *r, const xmlNode *section, struct table *table, int *capacity)
{
    int before = table->row_count;
    const xmlNode *n = section ? next_element(section->children) : NULL;
    for (; n; n = next_element(n->next)) {
        struct row *row = arena_push(r->arena, &table->row, &table->row_count, capacity, sizeof *row);
        *row = read_row(r, n);
    }
    return table->row_count - before;
}

/* ---- the grid --------------------------------------------------------------------------------------------
 */

/* How many columns the first row of the table takes; its cells begin the grid. */
static int columns_of_first_row(const struct table *table)
{
    int columns = 0;
    for (int i = 0; i < table->row[0].cell_count && columns <= COLUMNS_MOST; i++)
        columns += table->row[0].cell[i].colspan;
    return columns;
}

/*
 * Places a row's cells into the columns that are free. busy[c]: rows, this one included, for which a cell
 * from above still holds column c. Returns what is wrong, or NULL.
 */
static const char *place_row(const struct row *row, int rows_left, int columns, int *busy)
{
    int column = 0;
    for (int i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cell[i];
        while (column < columns && busy[column])
            column++;
        if (cell->rowspan > rows_left)
            return _("a cell spans more rows than follow in the head or body");
        if (cell->colspan > columns - column)
            return _("more cells than columns");
        for (int end = column + cell->colspan; column < end; column++) {
            if (busy[column])
                return _("cells overlap");
            busy[column] = cell->rowspan;
        }
    }
    while (column < columns && busy[column])
        column++;
    return column < columns ? _("fewer cells than columns") : NULL;
}

/* Checks the count rows from first on, which stand in section. */
static void check_grid(const struct reading *r, const struct table *table, const xmlNode *section, int first,
                       int count)
{
    int busy[COLUMNS_MOST] = {0};
    const xmlNode *node = section ? next_element(section->children) : NULL;
    for (int i = 0; i < count; i++, node = next_element(node->next)) {
        const char *wrong = place_row(&table->row[first + i], count - i, table->column_count, busy);
        if (wrong) {
            reading_fault(r, MESSAGE_BAD_VALUE, node, _("row %d of a table of %d columns: %s"), first + i + 1,
                          table->column_count, wrong);
            return; /* the rows below are displaced by it */
        }
        for (int c = 0; c < table->column_count; c++)
            busy[c] -= busy[c] > 0;
    }
}

static void read_columns(const struct reading *r, const xmlNode *node, struct table *table)
{
    int given = count_children(node, "col");
    table->column_count = given ? given : columns_of_first_row(table);
    if (table->column_count > COLUMNS_MOST) {
        reading_fault(r, MESSAGE_BAD_VALUE, node, _("a table of %d columns; at most %d are allowed"),
                      table->column_count, COLUMNS_MOST);
        table->column_count = 0;
        return;
    }
    table->column = arena_array(r->arena, (size_t)table->column_count, sizeof *table->column);
    struct column *column = table->column;
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next))
        if (is_element(n, "col"))
            *column++ = (struct column){scaled_attribute(r, n, "width", 100), read_align(r, n)};
}

const struct table *read_table(const struct reading *r, const xmlNode *node)
{
    struct table *table = arena_alloc(r->arena, sizeof *table);
    const xmlNode *head = child(node, "thead"), *body = child(node, "tbody");
    const char *font = attribute_lent(r, node, "font");
    int capacity = 0;
    *table = (struct table){
        .caption = read_child_para(r, node, "caption"),
        .note = read_child_para(r, node, "note"),
        .width = scaled_attribute(r, node, "width", 100),
        .small = !font || strcmp(font, "small") == 0,
        .alt = attribute(r, node, "alt"),
    };
    table->head_count = read_rows(r, head, table, &capacity);
    int body_count = read_rows(r, body, table, &capacity);
    read_columns(r, node, table);
    if (table->column_count) {
        check_grid(r, table, head, 0, table->head_count);
        check_grid(r, table, body, table->head_count, body_count);
    }
    return table;
}

/* ---- charts ----------------------------------------------------------------------------------------------
 */

static void read_parts(const struct reading *r, const xmlNode *node, struct bar *bar)
{
    bar->part = arena_array(r->arena, (size_t)count_children(node, "part"), sizeof *bar->part);
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next))
        bar->part[bar->part_count++] =
            (struct bar_part){tint_of(attribute_lent(r, n, "light")), number_attribute(r, n, "value", 0)};
}

static struct bar read_bar(const struct reading *r, const xmlNode *node)
{
    struct bar bar = {
        .label = attribute(r, node, "label"),
        .text = attribute(r, node, "text"),
        .has_value = attribute_lent(r, node, "value") != NULL,
        .has_due = attribute_lent(r, node, "due") != NULL,
        .value = number_attribute(r, node, "value", 0),
        .due = number_attribute(r, node, "due", 0),
        .tint = tint_of(attribute_lent(r, node, "light")),
    };
    read_parts(r, node, &bar);
    return bar;
}

const struct chart *read_chart(const struct reading *r, const xmlNode *node)
{
    struct chart *chart = arena_alloc(r->arena, sizeof *chart);
    const xmlNode *due_key = child(node, "due-key");
    *chart = (struct chart){
        .kind = (enum chart_kind)choice_of(KINDS, attribute_lent(r, node, "kind")),
        .alt = attribute(r, node, "alt"),
        .due_key = due_key ? read_plain(r, due_key) : NULL,
        .key = arena_array(r->arena, (size_t)count_children(node, "key"), sizeof *chart->key),
        .bar = arena_array(r->arena, (size_t)count_children(node, "bar"), sizeof *chart->bar),
    };
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next)) {
        if (is_element(n, "key"))
            chart->key[chart->key_count++] =
                (struct chart_key){read_plain(r, n), tint_of(attribute_lent(r, n, "light"))};
        else if (is_element(n, "bar"))
            chart->bar[chart->bar_count++] = read_bar(r, n);
    }
    return chart;
}
