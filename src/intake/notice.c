#include "base/text.h"
#include "intake/bound_word.h"
#include "intake/fold.h"
#include "intake/reader.h"
#include "intake/reference.h"
#include "intake/value.h"
#include "intake/vocabulary.h"

#include <ctype.h>
#include <string.h>

struct notice {
    struct reader *reader;
    struct tree *tree;
    struct arena *arena;
    struct plan *plan;
    int unit_room, part_room, area_room, task_room, target_room; /* capacities of the plan's arrays */
    struct entry *unit_ids;
    int unit_id_count;
    struct reference *unknown; /* to units that aren't there */
    int unknown_count, unknown_room;
    int self_line;     /* of the unit that is the issuer; 0: none yet */
    bool units_whole;  /* every unit has an id, so that one not found is really unknown */
    int *role, *order; /* by unit: the task last seen with it, and as which of its roles */
};

/* ---- how the plan was issued, and the units ---- */

static void read_promulgation(struct notice *notice, const xmlNode *node)
{
    struct reader *reader = notice->reader;
    struct promulgation *p = &notice->plan->promulgation;
    p->issuer = read_child(reader, node, "issuer");
    const xmlNode *number = tree_first(reader->tree, node, "number");
    p->number = read_child(reader, node, "number");
    if (number)
        p->number_at = tree_where(reader->tree, number);
    p->title = read_child(reader, node, "title");
    p->to = read_names(reader, node, "to");
    p->text = read_children(reader, node, "p");
    p->note = read_child(reader, node, "note");
    const char *dated = read_child(reader, node, "dated");
    if (dated)
        date_parse(dated, &p->dated);
}

static void read_unit(struct notice *notice, const xmlNode *node)
{
    struct plan *plan = notice->plan;
    struct unit *unit =
        arena_push(notice->arena, &plan->unit, &plan->unit_count, &notice->unit_room, sizeof *unit);
    unit->at = tree_where(notice->tree, node);
    unit->id = read_id(notice->reader, node, "id");
    unit->name = read_text(notice->reader, node, "name");
    unit->full = read_text(notice->reader, node, "full");
    unit->self = read_bool(notice->reader, node, "self");
    if (!unit->full)
        unit->full = unit->name;
    if (unit->self && notice->self_line)
        tree_fault(notice->tree, MESSAGE_CONTRADICTION, tree_where_attribute(notice->tree, node, "self"),
                   _("self=\"true\" in a second <unit>; the first is on line %d"), notice->self_line);
    else if (unit->self)
        notice->self_line = unit->at.line;
    if (!*unit->id)
        notice->units_whole = false;
    if (strcmp(unit->id, "bulletin") == 0 || strcmp(unit->id, "letters") == 0)
        tree_fault(notice->tree, MESSAGE_BAD_VALUE, tree_where_attribute(notice->tree, node, "id"),
                   _("id=\"%s\" in <unit>; on the command line this word means all documents of that kind"),
                   unit->id);
}

static void read_units(struct notice *notice, const xmlNode *node)
{
    struct plan *plan = notice->plan;
    notice->units_whole = node != NULL;
    for (const xmlNode *c = node ? xmlFirstElementChild((xmlNode *)node) : NULL; c;
         c = xmlNextElementSibling((xmlNode *)c)) {
        if (!tree_is_own(notice->tree, c) || !xmlStrEqual(c->name, BAD_CAST "unit")) {
            notice->units_whole = false;
            continue;
        }
        read_unit(notice, c);
    }
    struct arena *arena = notice->arena;
    notice->unit_ids = arena_array(arena, (size_t)plan->unit_count + 1, sizeof *notice->unit_ids);
    for (int i = 0; i < plan->unit_count; i++)
        notice->unit_ids[i] = (struct entry){plan->unit[i].id, i, plan->unit[i].at};
    notice->unit_id_count = plan->unit_count;
    notice->units_whole = notice->units_whole && plan->unit_count > 0;
    index_ids(notice->reader, notice->unit_ids, &notice->unit_id_count, _("unit"));
    notice->role = arena_array(arena, (size_t)plan->unit_count + 1, sizeof *notice->role);
    notice->order = arena_array(arena, (size_t)plan->unit_count + 1, sizeof *notice->order);
}

static void read_rules(struct notice *notice, const xmlNode *node)
{
    struct rules *rules = &notice->plan->rules;
    *rules = (struct rules){.about = {5, 0}, .yellow = {10, 0}, .red = {30, 0}};
    if (!node)
        return;
    notice->plan->rules_at = tree_where(notice->tree, node);
    read_decimal(notice->reader, node, "about", &rules->about);
    read_decimal(notice->reader, node, "yellow", &rules->yellow);
    read_decimal(notice->reader, node, "red", &rules->red);
    if (rational_cmp(rational_from(rules->yellow), rational_from(rules->red)) > 0)
        tree_fault(notice->tree, MESSAGE_CONTRADICTION, tree_where(notice->tree, node),
                   _("yellow=\"%s\" and red=\"%s\" in <rules>; red must not be below yellow"),
                   decimal_print(notice->tree->arena, rules->yellow),
                   decimal_print(notice->tree->arena, rules->red));
    if (rational_cmp(rational_from(rules->about), rational_of(100, 1)) >= 0)
        tree_fault(notice->tree, MESSAGE_BAD_VALUE, tree_where_attribute(notice->tree, node, "about"),
                   _("about=\"%s\" in <rules>; allowed: %s"),
                   decimal_print(notice->tree->arena, rules->about), _("a number below 100"));
}

/* ---- targets ---- */

static void contradiction(struct notice *notice, const xmlNode *node, const char *attribute,
                          const char *words)
{
    tree_fault(notice->tree, MESSAGE_CONTRADICTION, tree_where_attribute(notice->tree, node, attribute), "%s",
               words);
}

static void read_schedule(struct notice *notice, const xmlNode *node, struct target *target)
{
    for (int i = 0; i < 4; i++)
        target->due[i] = (struct decimal){25 * (i + 1), 0};
    const char *text = tree_attribute(notice->tree, node, "schedule");
    if (!text || !value_schedule(text, target->due))
        return;
    if (!target_is_scheduled(target))
        contradiction(notice, node, "schedule",
                      _("schedule in <target>, which only a count over the year has (measure=\"count\", "
                        "period=\"year\")"));
    bool rising = true;
    for (int i = 1; i < 4; i++)
        if (rational_cmp(rational_from(target->due[i - 1]), rational_from(target->due[i])) > 0)
            rising = false;
    if (!rising || rational_cmp(rational_from(target->due[3]), rational_of(100, 1)) != 0)
        tree_fault(notice->tree, MESSAGE_BAD_VALUE, tree_where_attribute(notice->tree, node, "schedule"),
                   _("schedule=\"%s\" in <target>; allowed: %s"), tree_quote(notice->tree->arena, text),
                   _("four shares that don't fall, the last 100"));
}

static void read_amount(struct notice *notice, const xmlNode *node, struct target *target)
{
    struct reader *reader = notice->reader;
    bool value = read_decimal(reader, node, "value", &target->value);
    bool min = read_decimal(reader, node, "min", &target->min);
    bool max = read_decimal(reader, node, "max", &target->max);
    bool bound = value_index(words_bound, read_id(reader, node, "bound")) >= 0;
    if (bound && target->bound == BOUND_RANGE && value && !min && !max)
        contradiction(notice, node, "bound",
                      _("bound=\"range\" in <target> with \"value\"; a range has \"min\" and \"max\""));
    if (bound && target->bound != BOUND_RANGE && min && max && !value)
        contradiction(notice, node, "bound",
                      _("\"min\" and \"max\" in <target>; then bound must be \"range\""));
    if (min && max && rational_cmp(rational_from(target->min), rational_from(target->max)) >= 0)
        tree_fault(notice->tree, MESSAGE_CONTRADICTION, tree_where_attribute(notice->tree, node, "min"),
                   _("min=\"%s\" and max=\"%s\" in <target>; min must be below max"),
                   decimal_print(notice->tree->arena, target->min),
                   decimal_print(notice->tree->arena, target->max));
    if (min && !value)
        target->value = target->min;
}

/* A unit is what stands behind a value: no part of the number, and none of its bound. m2 is one, and
 * 人/10万人. */
static void check_unit(struct notice *notice, const xmlNode *node, const char *unit)
{
    uint32_t before = ' ';
    bool number = false;
    for (const char *p = unit ? unit : ""; *p;) {
        uint32_t c = text_narrow(text_next(&p));
        if (c >= '0' && c <= '9' && !(before < 0x80 && (isalnum((int)before) || strchr("/:", (int)before))))
            number = true;
        before = c;
    }
    const struct bound_word word = bound_word_at_edge(unit ? unit : "");
    if (number)
        tree_fault(notice->tree, MESSAGE_BAD_VALUE, tree_where_attribute(notice->tree, node, "unit"),
                   _("unit=\"%s\" in <target>; allowed: %s"), tree_quote(notice->tree->arena, unit),
                   _("the unit alone; the number belongs in \"value\""));
    else if (word.word)
        tree_fault(
            notice->tree, MESSAGE_BAD_VALUE, tree_where_attribute(notice->tree, node, "unit"),
            _("unit=\"%s\" in <target>; allowed: the unit alone, without \"%s\", which \"bound\" tells"),
            tree_quote(notice->tree->arena, unit), word.word);
}

static int read_target(struct notice *notice, const xmlNode *node, int task)
{
    struct plan *plan = notice->plan;
    struct reader *reader = notice->reader;
    struct target t = {.task = task, .at = tree_where(notice->tree, node), .phrase = ""};
    t.id = read_id(reader, node, "id");
    t.name = read_text(reader, node, "name");
    t.unit = read_text(reader, node, "unit");
    t.bound = (enum bound)read_word(reader, node, "bound", words_bound);
    t.measure = (enum measure)read_word(reader, node, "measure", words_measure);
    t.base = (enum gain_base)read_word(reader, node, "base", words_base);
    t.period = (enum period)read_word(reader, node, "period", words_period);
    t.about = t.bound == BOUND_ABOUT || read_bool(reader, node, "about");
    t.strive = read_bool(reader, node, "strive");
    check_unit(notice, node, t.unit);
    read_amount(notice, node, &t);
    read_schedule(notice, node, &t);
    if (t.bound == BOUND_ABOUT && strcmp(read_id(reader, node, "about"), "false") == 0)
        contradiction(notice, node, "about", _("bound=\"about\" and about=\"false\" in <target>"));
    bool measured = value_index(words_measure, read_id(reader, node, "measure")) >= 0;
    if (measured && t.measure != MEASURE_GAIN && *read_id(reader, node, "base"))
        contradiction(notice, node, "base", _("base in <target>, which only measure=\"gain\" has"));
    *(struct target *)arena_push(notice->arena, &plan->target, &plan->target_count, &notice->target_room,
                                 sizeof t) = t;
    return plan->target_count - 1;
}

/* ---- tasks ---- */

/* A task's text in raw pieces, on the way to being folded. */
struct raw {
    struct piece *piece;
    int count, room;
};

static void read_pieces(struct notice *notice, const xmlNode *parent, int task, struct piece owner,
                        struct raw *raw)
{
    for (const xmlNode *c = parent->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE && c->content) {
            struct piece *piece =
                arena_push(notice->tree->arena, &raw->piece, &raw->count, &raw->room, sizeof *piece);
            *piece = (struct piece){(const char *)c->content, owner.outer, owner.inner};
        } else if (tree_is_own(notice->tree, c) && xmlStrEqual(c->name, BAD_CAST "target") &&
                   owner.inner < 0) {
            int target = read_target(notice, c, task);
            struct piece inside = owner.outer < 0 ? (struct piece){NULL, target, -1}
                                                  : (struct piece){NULL, owner.outer, target};
            read_pieces(notice, c, task, inside, raw);
        }
    }
}

static void read_wording(struct notice *notice, const xmlNode *node, int index)
{
    struct plan *plan = notice->plan;
    struct raw raw = {0};
    const xmlNode *text = tree_first(notice->tree, node, "text");
    if (text)
        read_pieces(notice, text, index, (struct piece){NULL, -1, -1}, &raw);
    struct task *task = &plan->task[index];
    task->piece = fold_pieces(notice->arena, raw.piece, raw.count, &task->piece_count);
    task->target_count = plan->target_count - task->first_target;
    for (int i = 0; i < task->piece_count; i++) {
        const struct piece *piece = &task->piece[i];
        if (piece->outer >= 0)
            plan->target[piece->outer].phrase = piece->text;
        if (piece->inner >= 0)
            plan->target[piece->inner].phrase = piece->text;
    }
}

enum role { LEADS = 1, SUPPORTS };

static int read_reference(struct notice *notice, const xmlNode *node, int task, enum role role)
{
    const char *id = read_id(notice->reader, node, "unit");
    struct where at = tree_where_attribute(notice->tree, node, "unit");
    const char *element = (const char *)node->name;
    int unit = index_find(notice->unit_ids, notice->unit_id_count, id);
    if (unit < 0) {
        if (*id && notice->units_whole)
            *(struct reference *)arena_push(notice->tree->arena, &notice->unknown, &notice->unknown_count,
                                            &notice->unknown_room, sizeof(struct reference)) =
                (struct reference){id, element, notice->unknown_count, at};
        return -1;
    }
    if (notice->order[unit] == task + 1 && notice->role[unit] == (int)role)
        tree_fault(notice->tree, MESSAGE_CONTRADICTION, at, _("unit \"%s\" stands twice as <%s> of one task"),
                   tree_quote(notice->tree->arena, id), element);
    else if (notice->order[unit] == task + 1)
        tree_fault(notice->tree, MESSAGE_CONTRADICTION, at, _("unit \"%s\" both leads and supports one task"),
                   tree_quote(notice->tree->arena, id));
    notice->order[unit] = task + 1;
    notice->role[unit] = (int)role;
    return unit;
}

static int *read_references(struct notice *notice, const xmlNode *node, int task, enum role role, int *count)
{
    const char *name = role == LEADS ? "lead" : "support";
    int *list = NULL, room = 0;
    for (const xmlNode *c = tree_first(notice->tree, node, name); c; c = tree_next(notice->tree, c, name)) {
        int unit = read_reference(notice, c, task, role);
        if (unit >= 0)
            *(int *)arena_push(notice->arena, &list, count, &room, sizeof *list) = unit;
    }
    return list;
}

static void read_task(struct notice *notice, const xmlNode *node, int part, int area, int ordinal)
{
    struct plan *plan = notice->plan;
    struct task *task =
        arena_push(notice->arena, &plan->task, &plan->task_count, &notice->task_room, sizeof *task);
    int index = plan->task_count - 1;
    task->at = tree_where(notice->tree, node);
    task->id = read_id(notice->reader, node, "id");
    task->title = read_text(notice->reader, node, "title");
    task->others = read_bool(notice->reader, node, "others");
    task->part = part;
    task->area = area;
    task->ordinal = ordinal;
    task->first_target = plan->target_count;
    task->lead = read_references(notice, node, index, LEADS, &task->lead_count);
    task->support = read_references(notice, node, index, SUPPORTS, &task->support_count);
    read_wording(notice, node, index);
}

static void read_area(struct notice *notice, const xmlNode *node, int part, int ordinal)
{
    struct plan *plan = notice->plan;
    struct area *area =
        arena_push(notice->arena, &plan->area, &plan->area_count, &notice->area_room, sizeof *area);
    int index = plan->area_count - 1, tasks = 0;
    area->at = tree_where(notice->tree, node);
    area->id = read_id(notice->reader, node, "id");
    area->title = read_text(notice->reader, node, "title");
    area->part = part;
    area->ordinal = ordinal;
    area->first_task = plan->task_count;
    for (const xmlNode *c = tree_first(notice->tree, node, "task"); c; c = tree_next(notice->tree, c, "task"))
        read_task(notice, c, part, index, ++tasks);
    area->task_count = plan->task_count - area->first_task;
}

static void read_part(struct notice *notice, const xmlNode *node, int ordinal)
{
    struct plan *plan = notice->plan;
    struct part *part =
        arena_push(notice->arena, &plan->part, &plan->part_count, &notice->part_room, sizeof *part);
    int index = plan->part_count - 1, areas = 0, tasks = 0;
    part->at = tree_where(notice->tree, node);
    part->id = read_id(notice->reader, node, "id");
    part->title = read_text(notice->reader, node, "title");
    part->ordinal = ordinal;
    part->text = read_children(notice->reader, node, "p");
    part->first_area = plan->area_count;
    part->first_task = plan->task_count;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (!tree_is_own(notice->tree, c))
            continue;
        if (xmlStrEqual(c->name, BAD_CAST "area"))
            read_area(notice, c, index, ++areas);
        else if (xmlStrEqual(c->name, BAD_CAST "task"))
            read_task(notice, c, index, -1, ++tasks);
    }
    part->area_count = plan->area_count - part->first_area;
    part->task_count = plan->task_count - part->first_task;
}

/* ---- the whole ---- */

/* Parts, areas and tasks share one set of ids: each is a place of the notice. */
static void check_ids(struct notice *notice)
{
    const struct plan *plan = notice->plan;
    int count = 0, most = plan->part_count + plan->area_count + plan->task_count;
    struct arena *arena = notice->tree->arena;
    struct entry *places = arena_array(arena, (size_t)most + 1, sizeof *places);
    for (int i = 0; i < plan->part_count; i++, count++)
        places[count] = (struct entry){plan->part[i].id, count, plan->part[i].at};
    for (int i = 0; i < plan->area_count; i++, count++)
        places[count] = (struct entry){plan->area[i].id, count, plan->area[i].at};
    for (int i = 0; i < plan->task_count; i++, count++)
        places[count] = (struct entry){plan->task[i].id, count, plan->task[i].at};
    index_ids(notice->reader, places, &count, _("part, area or task"));
    struct entry *targets = arena_array(arena, (size_t)plan->target_count + 1, sizeof *targets);
    for (int i = 0; i < plan->target_count; i++)
        targets[i] = (struct entry){plan->target[i].id, i, plan->target[i].at};
    count = plan->target_count;
    index_ids(notice->reader, targets, &count, _("target"));
}

const struct plan *read_notice(struct reader *reader)
{
    struct tree *tree = reader->tree;
    const xmlNode *root = xmlDocGetRootElement(tree->doc);
    struct plan *plan = arena_alloc(reader->arena, sizeof *plan);
    struct notice notice = {.reader = reader, .tree = tree, .arena = reader->arena, .plan = plan};
    plan->at = tree_where(tree, root);
    plan->id = read_id(reader, root, "id");
    plan->year = read_year(reader, root);
    read_promulgation(&notice, tree_first(tree, root, "issuance"));
    read_units(&notice, tree_first(tree, root, "units"));
    read_rules(&notice, tree_first(tree, root, "rules"));
    const xmlNode *body = tree_first(tree, root, "plan");
    int parts = 0;
    if (body) {
        plan->title = read_text(reader, body, "title");
        plan->text = read_children(reader, body, "p");
        for (const xmlNode *c = tree_first(tree, body, "part"); c; c = tree_next(tree, c, "part"))
            read_part(&notice, c, ++parts);
        if (plan->task_count == 0 && parts)
            tree_fault(tree, MESSAGE_MISSING_ELEMENT, tree_where(tree, body), _("<plan> without any <task>"));
    }
    check_ids(&notice);
    references_tell(reader, notice.unknown, notice.unknown_count, plan, notice.unit_ids,
                    notice.unit_id_count);
    return plan;
}
