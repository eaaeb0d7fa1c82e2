#include "draw/heads.h"

#include <string.h>

enum {
    DEEPEST = 8,           /* column heads kept above a column: the nearest */
    MOST = 4 * DEEPEST + 1 /* heads of one cell */
};

/* The column heads that hold for what comes next in a column. */
struct stack {
    int node[DEEPEST];
    int count;
    bool data; /* a head that comes now begins anew */
};

/* A table as a grid; a cell stands in each place that it covers. */
struct grid {
    struct arena *arena;
    const struct node *node;
    int (*owner)[COLUMNS_MOST]; /* by row: the cell's node; 0: none */
    int rows;
    struct stack above[COLUMNS_MOST];
};

/* A list while it grows. */
struct found {
    int node[MOST];
    int count;
};

/* ---- the grid ---- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Sets a cell down at the first free place of a row from a column on; returns the column behind it. */
static int cover(struct grid *g, int row, int column, int cell)
{
    const struct node *n = &g->node[cell];
    while (column < COLUMNS_MOST && g->owner[row][column])
        column++;
    int right = column + least(n->colspan, COLUMNS_MOST - column),
        bottom = row + least(n->rowspan, g->rows - row);
    for (int r = row; r < bottom; r++)
        for (int c = column; c < right; c++)
            if (!g->owner[r][c])
                g->owner[r][c] = cell;
    return right;
}

static bool is_cell(const struct node *node)
{
    return node->role == ROLE_CELL || node->role == ROLE_HEADER_CELL;
}

/* The nodes of a table are those behind it up to the next table. */
static void fill(struct grid *g, int table, int end)
{
    int row = -1, row_node = -1, column = 0;
    for (int i = table + 1; i < end; i++) {
        if (g->node[i].role == ROLE_ROW && g->node[i].parent == table) {
            row_node = i;
            row++;
            column = 0;
        } else if (is_cell(&g->node[i]) && row_node >= 0 && g->node[i].parent == row_node) {
            column = cover(g, row, column, i);
        }
    }
}

static bool is_column_head(const struct node *node)
{
    return node->role == ROLE_HEADER_CELL && !node->row_scope;
}

static bool is_row_head(const struct node *node)
{
    return node->role == ROLE_HEADER_CELL && node->row_scope;
}

/* Whether the cell at a place begins there. */
static bool begins(const struct grid *g, int r, int c)
{
    int cell = g->owner[r][c];
    return cell && (!r || g->owner[r - 1][c] != cell) && (!c || g->owner[r][c - 1] != cell);
}

/* ---- finding ---- */

static void add(struct found *found, int node)
{
    for (int i = 0; i < found->count; i++)
        if (found->node[i] == node)
            return;
    if (found->count < MOST)
        found->node[found->count++] = node;
}

/* Row heads from a cell to the left: one beyond data gives way to a nearer one of its height. What stands
 * before all heads of its row, a running number or a rank, has the first of them. */
static void find_row_heads(const struct grid *g, int row, int column, struct found *found)
{
    int near = 0;
    bool data = false;
    for (int c = column - 1; c >= 0; c--) {
        int cell = g->owner[row][c];
        if (!is_row_head(&g->node[cell])) {
            data = near != 0;
        } else if (!data || g->node[cell].rowspan != g->node[near].rowspan) {
            near = cell;
            add(found, cell);
        }
    }
    for (int c = column + 1; !near && c < COLUMNS_MOST; c++)
        if (is_row_head(&g->node[g->owner[row][c]]))
            add(found, near = g->owner[row][c]);
}

static void find(const struct grid *g, int row, int column, struct found *found)
{
    int cell = g->owner[row][column];
    for (int c = column; c < COLUMNS_MOST && g->owner[row][c] == cell; c++)
        for (int i = 0; i < g->above[c].count; i++)
            add(found, g->above[c].node[i]);
    for (int r = row; r < g->rows && g->owner[r][column] == cell; r++)
        find_row_heads(g, r, column, found);
}

static void push(struct grid *g, struct stack *s, int head)
{
    int kept = 0;
    for (int i = 0; i < s->count; i++)
        if (!s->data || g->node[s->node[i]].colspan != g->node[head].colspan)
            s->node[kept++] = s->node[i];
    if (kept == DEEPEST) {
        for (int i = 1; i < DEEPEST; i++)
            s->node[i - 1] = s->node[i];
        kept--;
    }
    s->node[kept] = head;
    s->count = kept + 1;
    s->data = false;
}

/* Takes a row's column heads over for the rows below. */
static void descend(struct grid *g, int row)
{
    for (int c = 0; c < COLUMNS_MOST; c++) {
        int cell = g->owner[row][c];
        if (cell && !is_column_head(&g->node[cell]))
            g->above[c].data = true;
        else if (cell && (!row || g->owner[row - 1][c] != cell))
            push(g, &g->above[c], cell);
    }
}

/* Keeps what was found, or the list of the cell above where that is the same. */
static void keep(struct grid *g, int row, int column, const struct found *found, struct head_list *lists)
{
    int cell = g->owner[row][column], above = row ? g->owner[row - 1][column] : 0;
    size_t size = (size_t)found->count * sizeof *found->node;
    const struct head_list *old = &lists[above];
    if (above && g->node[above].role == ROLE_CELL && old->count == found->count &&
        !memcmp(old->node, found->node, size)) {
        lists[cell] = *old;
    } else {
        int *node = arena_alloc(g->arena, size);
        memcpy(node, found->node, size);
        lists[cell] = (struct head_list){.node = node, .count = found->count, .first = cell};
    }
    lists[lists[cell].first].shared++;
}

static void find_in_row(struct grid *g, int row, struct head_list *lists)
{
    for (int c = 0; c < COLUMNS_MOST; c++) {
        struct found found = {.count = 0};
        if (!begins(g, row, c) || g->node[g->owner[row][c]].role != ROLE_CELL)
            continue;
        find(g, row, c, &found);
        keep(g, row, c, &found, lists);
    }
}

static void find_in_table(struct arena *arena, const struct pages *pages, int table, int end,
                          struct head_list *lists)
{
    struct grid g = {.arena = arena, .node = pages->node};
    for (int i = table + 1; i < end; i++)
        g.rows += pages->node[i].role == ROLE_ROW && pages->node[i].parent == table;
    g.owner = arena_array(arena, (size_t)g.rows, sizeof *g.owner);
    fill(&g, table, end);
    for (int r = 0; r < g.rows; r++) {
        find_in_row(&g, r, lists);
        descend(&g, r);
    }
}

const struct head_list *heads_find(struct arena *arena, const struct pages *pages)
{
    struct head_list *lists = arena_array(arena, (size_t)pages->node_count, sizeof *lists);
    for (int i = 0, end; i < pages->node_count; i = end) {
        for (end = i + 1; end < pages->node_count && pages->node[end].role != ROLE_TABLE;)
            end++;
        if (pages->node[i].role == ROLE_TABLE)
            find_in_table(arena, pages, i, end, lists);
    }
    return lists;
}
