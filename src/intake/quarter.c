#include "intake/quarter.h"

#include "intake/fold.h"
#include "intake/reader.h"

#include <string.h>

bool actual_is_in_unit(const struct actual *actual, const struct target *target, struct arena *arena)
{
    return !actual->unit || strcmp(fold_plain(arena, target->unit), fold_plain(arena, actual->unit)) == 0;
}

struct date quarter_day(int year, int quarter, bool last)
{
    static const int last_day[4] = {31, 30, 30, 31};
    return last ? (struct date){year, 3 * quarter, last_day[quarter - 1]}
                : (struct date){year, 3 * quarter - 2, 1};
}

static void check_asof(struct tree *tree, const xmlNode *root, const struct quarter *quarter)
{
    if (!quarter->asof.year || !quarter->year || !quarter->number)
        return;
    struct date first = quarter_day(quarter->year, quarter->number, false);
    struct date last = quarter_day(quarter->year, quarter->number, true);
    if (date_cmp(quarter->asof, first) >= 0 && date_cmp(quarter->asof, last) <= 0)
        return;
    char asof[11], from[11], to[11];
    date_print(quarter->asof, asof);
    date_print(first, from);
    date_print(last, to);
    tree_fault(tree, MESSAGE_CONTRADICTION, tree_where_attribute(tree, root, "asof"),
               _("asof=\"%s\" is not in the quarter, which goes from %s to %s"), asof, from, to);
}

static void read_actuals(struct reader *reader, const xmlNode *root, struct quarter *quarter)
{
    struct tree *tree = reader->tree;
    int room = 0;
    for (const xmlNode *c = tree_first(tree, root, "actual"); c; c = tree_next(tree, c, "actual")) {
        struct actual *actual =
            arena_push(reader->arena, &quarter->actual, &quarter->actual_count, &room, sizeof *actual);
        actual->at = tree_where(tree, c);
        actual->target = read_id(reader, c, "target");
        actual->na = read_bool(reader, c, "na");
        read_decimal(reader, c, "value", &actual->value);
        actual->unit = read_text(reader, c, "unit");
        actual->note = read_text(reader, c, "note");
    }
    struct entry *ids = arena_array(tree->arena, (size_t)quarter->actual_count + 1, sizeof *ids);
    for (int i = 0; i < quarter->actual_count; i++)
        ids[i] = (struct entry){quarter->actual[i].target, i, quarter->actual[i].at};
    int count = quarter->actual_count;
    index_ids(reader, ids, &count, _("figure for target"));
}

static void read_words(struct reader *reader, const xmlNode *root, struct quarter *quarter)
{
    struct tree *tree = reader->tree;
    int room = 0;
    for (const xmlNode *c = tree_first(tree, root, "progress"); c; c = tree_next(tree, c, "progress")) {
        struct words *words =
            arena_push(reader->arena, &quarter->words, &quarter->words_count, &room, sizeof *words);
        words->at = tree_where(tree, c);
        words->task = read_id(reader, c, "task");
        words->text = read_children(reader, c, "p");
    }
    struct entry *ids = arena_array(tree->arena, (size_t)quarter->words_count + 1, sizeof *ids);
    for (int i = 0; i < quarter->words_count; i++)
        ids[i] = (struct entry){quarter->words[i].task, i, quarter->words[i].at};
    int count = quarter->words_count;
    index_ids(reader, ids, &count, _("progress of task"));
}

const struct quarter *read_quarter(struct reader *reader)
{
    struct tree *tree = reader->tree;
    const xmlNode *root = xmlDocGetRootElement(tree->doc);
    struct quarter *quarter = arena_alloc(reader->arena, sizeof *quarter);
    quarter->at = tree_where(tree, root);
    quarter->notice = read_id(reader, root, "notice");
    quarter->year = read_year(reader, root);
    quarter->number = read_quarter_number(reader, root);
    quarter->asof = read_date(reader, root, "asof");
    quarter->sample = read_bool(reader, root, "sample");
    check_asof(tree, root, quarter);
    read_actuals(reader, root, quarter);
    read_words(reader, root, quarter);
    return quarter;
}
