#include "intake/reader.h"

#include "base/text.h"
#include "intake/fold.h"
#include "intake/near.h"
#include "intake/value.h"

#include <stdlib.h>
#include <string.h>

const char *read_text(struct reader *reader, const xmlNode *node, const char *name)
{
    const char *value = node ? tree_attribute(reader->tree, node, name) : NULL;
    return value ? fold_attribute(reader->arena, value) : NULL;
}

const char *read_child(struct reader *reader, const xmlNode *node, const char *name)
{
    const xmlNode *child = tree_first(reader->tree, node, name);
    return child ? fold_text(reader->arena, tree_text(reader->tree, child)) : NULL;
}

struct strings read_children(struct reader *reader, const xmlNode *node, const char *name)
{
    struct strings all = {0};
    int capacity = 0;
    for (const xmlNode *c = tree_first(reader->tree, node, name); c; c = tree_next(reader->tree, c, name)) {
        const char **item = arena_push(reader->arena, &all.item, &all.count, &capacity, sizeof *item);
        *item = fold_text(reader->arena, tree_text(reader->tree, c));
    }
    return all;
}

/* What parts or closes names in a row: ，。：；、 and their narrow forms. */
static bool is_mark(uint32_t c)
{
    c = text_narrow(c);
    return c == 0x3002 || c == 0x3001 || c == ',' || c == '.' || c == ':' || c == ';';
}

struct strings read_names(struct reader *reader, const xmlNode *node, const char *name)
{
    struct tree *tree = reader->tree;
    for (const xmlNode *c = tree_first(tree, node, name); c; c = tree_next(tree, c, name)) {
        const char *text = fold_text(tree->arena, tree_text(tree, c)), *mark = text;
        for (const char *p = text; *p; text_next(&p))
            mark = p;
        const char *end = mark;
        if (is_mark(text_next(&end)))
            tree_fault(
                tree, MESSAGE_BAD_VALUE, tree_where(tree, c),
                _("\"%s\" in <%s>; allowed: the name without \"%s\", since the marks behind and between "
                  "names are set by the program"),
                tree_quote(tree->arena, text), name, mark);
    }
    return read_children(reader, node, name);
}

const char *read_id(struct reader *reader, const xmlNode *node, const char *name)
{
    const char *value = tree_attribute(reader->tree, node, name);
    return value ? arena_strdup(reader->arena, value) : "";
}

int read_word(struct reader *reader, const xmlNode *node, const char *name, const char *const *words)
{
    const char *value = tree_attribute(reader->tree, node, name);
    int index = value ? value_index(words, value) : 0;
    return index > 0 ? index : 0;
}

bool read_bool(struct reader *reader, const xmlNode *node, const char *name)
{
    return text_equal(tree_attribute(reader->tree, node, name), "true");
}

/* A number of that kind, or 0. */
static int read_whole(struct reader *reader, const xmlNode *node, const char *name, enum value kind)
{
    const char *value = tree_attribute(reader->tree, node, name);
    return value && value_accepts(kind, NULL, value) ? atoi(value) : 0;
}

int read_number(struct reader *reader, const xmlNode *node, const char *name)
{
    return read_whole(reader, node, name, VALUE_NUMBER);
}

int read_year(struct reader *reader, const xmlNode *root)
{
    return read_whole(reader, root, "year", VALUE_YEAR);
}

int read_quarter_number(struct reader *reader, const xmlNode *root)
{
    return read_whole(reader, root, "quarter", VALUE_QUARTER);
}

bool read_decimal(struct reader *reader, const xmlNode *node, const char *name, struct decimal *out)
{
    const char *value = tree_attribute(reader->tree, node, name);
    return value && decimal_parse(value, out);
}

struct date read_date(struct reader *reader, const xmlNode *node, const char *name)
{
    struct date date = {0, 0, 0};
    const char *value = tree_attribute(reader->tree, node, name);
    if (value)
        date_parse(value, &date);
    return date;
}

/* ---- ids ---- */

static int by_id(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

void index_sort(struct entry *entries, int count)
{
    if (count)
        qsort(entries, (size_t)count, sizeof *entries, by_id);
}

void index_ids(struct reader *reader, struct entry *entries, int *count, const char *what)
{
    int kept = 0;
    for (int i = 0; i < *count; i++)
        if (*entries[i].id)
            entries[kept++] = entries[i];
    *count = kept;
    index_sort(entries, kept);
    for (int i = 1, first = 0; i < kept; i++) {
        if (strcmp(entries[first].id, entries[i].id) != 0)
            first = i;
        else
            tree_fault(reader->tree, MESSAGE_DUPLICATE_ID, entries[i].at,
                       _("%s \"%s\"; the first is on line %d"), what,
                       tree_quote(reader->tree->arena, entries[i].id), entries[first].at.line);
    }
}

int index_find(const struct entry *entries, int count, const char *id)
{
    int low = 0, high = count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (strcmp(entries[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && strcmp(entries[low].id, id) == 0 ? entries[low].index : -1;
}

const char *index_suggest(struct arena *arena, const struct entry *entries, int count, const char *id,
                          int earlier)
{
    struct near near = {.word = id};
    for (int i = 0; i < count && earlier < SUGGESTIONS_MOST; i++)
        near_offer(&near, entries[i].id);
    return near.best ? arena_printf(arena, _("; did you mean \"%s\"?"), tree_quote(arena, near.best)) : "";
}
