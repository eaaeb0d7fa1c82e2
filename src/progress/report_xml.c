/*
 * The report as the templates see it. Every number is printed here, once, so that no template reckons; an
 * attribute that doesn't apply is left out, so that a template can ask for its presence.
 */
#include "progress/judge.h"
#include "progress/report.h"
#include "progress/rollup.h"

#include <libxml/tree.h>

struct writer {
    struct arena *arena; /* for the printed numbers */
    const struct report *report;
    const struct numbering *numbering; /* NULL: none given */
    const bool *task, *unit;           /* which of them to write, by index; NULL: all */
};

static const char *const light_names[] = {"green", "yellow", "red", "grey"};
static const char *const state_names[] = {"reported", "na", "missing"};
static const char *const bound_names[] = {"at-least", "about", "at-most", "exact", "range"};
static const char *const measure_names[] = {"count", "level", "growth", "gain"};
static const char *const base_names[] = {"last-year", "average"};
static const char *const period_names[] = {"year", "quarter"};

/* ---- nodes and attributes --------------------------------------------------------------------------------
 */

static xmlNodePtr element(xmlNodePtr parent, const char *name)
{
    return xmlNewChild(parent, NULL, BAD_CAST name, NULL);
}

static void text(xmlNodePtr node, const char *content)
{
    if (content && *content)
        xmlAddChild(node, xmlNewDocText(node->doc, BAD_CAST content));
}

static void text_element(xmlNodePtr parent, const char *name, const char *content)
{
    if (content)
        text(element(parent, name), content);
}

static void text_elements(xmlNodePtr parent, const char *name, const struct strings *content)
{
    for (int i = 0; i < content->count; i++)
        text_element(parent, name, content->item[i]);
}

/* An attribute; none for NULL. */
static void set(xmlNodePtr node, const char *name, const char *value)
{
    if (value)
        xmlNewProp(node, BAD_CAST name, BAD_CAST value);
}

static void set_int(const struct writer *w, xmlNodePtr node, const char *name, int value)
{
    set(node, name, arena_printf(w->arena, "%d", value));
}

static void set_true(xmlNodePtr node, const char *name, bool value)
{
    set(node, name, value ? "true" : NULL);
}

static void set_date(xmlNodePtr node, const char *name, struct date date)
{
    char printed[11];
    if (!date.year)
        return;
    date_print(date, printed);
    set(node, name, printed);
}

static void set_decimal(const struct writer *w, xmlNodePtr node, const char *name, struct decimal value)
{
    set(node, name, decimal_print(w->arena, value));
}

/* A share, or points of share: one decimal. */
static void set_share(const struct writer *w, xmlNodePtr node, const char *name, struct rational value)
{
    set(node, name, rational_print(w->arena, value, 1));
}

/* Where the element was read from, for messages about its text. */
static void set_place(const struct writer *w, xmlNodePtr node, struct where at)
{
    if (at.file)
        set(node, "at", arena_printf(w->arena, "%s:%d", at.file, at.line));
}

static void put_tally(const struct writer *w, xmlNodePtr parent, const struct tally *t)
{
    xmlNodePtr node = element(parent, "tally");
    set_int(w, node, "total", t->total);
    for (int light = LIGHT_GREEN; light <= LIGHT_GREY; light++)
        set_int(w, node, light_names[light], t->count[light]);
    set_int(w, node, "na", t->na);
    set_int(w, node, "missing", t->count[LIGHT_GREY] - t->na);
    set_int(w, node, "reported", tally_reported(t));
    set_int(w, node, "reached", t->reached);
    if (t->has_mean)
        set_share(w, node, "mean", t->mean);
    if (t->light != LIGHT_NONE)
        set(node, "light", light_names[t->light]);
}

/* ---- how the plan and the report are issued --------------------------------------------------------------
 */

static void put_promulgation(const struct writer *w, xmlNodePtr root)
{
    const struct promulgation *p = &w->report->plan->promulgation;
    xmlNodePtr node = element(root, "promulgation");
    set_date(node, "dated", p->dated);
    set(node, "note", p->note);
    text_element(node, "issuer", p->issuer);
    text_element(node, "number", p->number);
    text_element(node, "title", p->title);
    text_elements(node, "to", &p->to);
    text_elements(node, "p", &p->text);
    set_place(w, node, w->report->plan->at);
}

static void put_head_matter(xmlNodePtr parent, const char *name, const struct head_matter *h, bool number)
{
    xmlNodePtr node = element(parent, name);
    set(node, "number", number ? h->number : NULL); /* a letter's number stands with its unit */
    set(node, "note", h->note);
    set(node, "copy-number", h->copy_number);
    set(node, "secrecy-level", h->secrecy_level);
    set(node, "secrecy-term", h->secrecy_term);
    set(node, "urgency", h->urgency);
    set(node, "signer", h->signer);
    set(node, "mark", h->mark);
    text_elements(node, "to", &h->to);
    text_elements(node, "cc", &h->cc);
}

static void put_issuance(const struct writer *w, xmlNodePtr root, const struct issuance *issuance)
{
    xmlNodePtr node = element(root, "issuance"), child;
    set_place(w, node, issuance->at);
    set_date(node, "dated", issuance->dated);
    set_date(node, "reply-by", issuance->reply_by);
    put_head_matter(node, "bulletin", &issuance->bulletin, true);
    put_head_matter(node, "letters", &issuance->letters, false);
    if (issuance->contact_office || issuance->contact_phone) {
        child = element(node, "contact");
        set(child, "office", issuance->contact_office);
        set(child, "phone", issuance->contact_phone);
    }
    child = element(node, "imprint");
    set(child, "office",
        issuance->imprint_office ? issuance->imprint_office : w->report->plan->promulgation.issuer);
    set_date(child, "date", issuance->imprint_date.year ? issuance->imprint_date : issuance->dated);
    if (issuance->seal_image) {
        child = element(node, "seal");
        set(child, "image", issuance->seal_image);
        set_decimal(w, child, "width", issuance->seal_width);
    }
}

static void put_green_share(const struct writer *w, xmlNodePtr node, const struct tally *t)
{
    int reported = tally_reported(t);
    if (reported)
        set_share(w, node, "green-share", rational_of((int64_t)t->count[LIGHT_GREEN] * 100, reported));
}

static void put_unit(const struct writer *w, xmlNodePtr units, int u)
{
    const struct unit *unit = &w->report->plan->unit[u];
    const struct unit_report *r = &w->report->unit[u];
    xmlNodePtr node = element(units, "unit");
    set(node, "id", unit->id);
    set(node, "name", unit->name);
    set(node, "full", unit->full);
    set_true(node, "self", unit->self);
    set_int(w, node, "place", u + 1);
    set_int(w, node, "lead-tasks", r->lead_tasks);
    set_int(w, node, "support-tasks", r->support_tasks);
    if (r->rank)
        set_int(w, node, "rank", r->rank);
    if (r->lead_tasks)
        put_green_share(w, node, &r->lead);
    if (r->has_mean_lead)
        set_share(w, node, "mean-lead", r->mean_lead);
    if (w->numbering) {
        set(node, "number", w->numbering->number[u]);
        set(node, "file", w->numbering->file[u]);
    }
    set_place(w, node, unit->at);
    put_tally(w, element(node, "lead"), &r->lead);
    put_tally(w, element(node, "support"), &r->support);
}

/* ---- figures ---------------------------------------------------------------------------------------------
 */

static void put_target(const struct writer *w, xmlNodePtr node, const struct target *t)
{
    set(node, "target", t->id);
    set(node, "name", t->name);
    set(node, "phrase", t->phrase);
    set(node, "unit", t->unit);
    if (t->bound == BOUND_RANGE) {
        set_decimal(w, node, "target-min", t->min);
        set_decimal(w, node, "target-max", t->max);
    } else {
        set_decimal(w, node, "target-value", t->value);
    }
    set(node, "bound", bound_names[t->bound]);
    set_true(node, "about", judge_is_about(t));
    set(node, "measure", measure_names[t->measure]);
    if (t->measure == MEASURE_GAIN)
        set(node, "base", base_names[t->base]);
    set(node, "period", period_names[t->period]);
    set_true(node, "strive", t->strive);
    set_place(w, node, t->at);
}

/* What a chart draws: the share, not more than 150. */
static void put_bar(const struct writer *w, xmlNodePtr node, struct rational share)
{
    const struct rational most = {150, 1};
    set_share(w, node, "bar", rational_cmp(share, most) > 0 ? most : share);
}

/* Ahead or behind; of a ceiling more is neither. */
static void put_lead(const struct writer *w, xmlNodePtr node, const struct figure *f)
{
    if (f->ceiling)
        return;
    const char *lead = rational_print(w->arena, f->lead, 1);
    set(node, "lead", lead);
    if (*lead == '-')
        set(node, "behind", lead + 1);
}

static void put_earlier(const struct writer *w, xmlNodePtr figure, int target)
{
    const struct report *r = w->report;
    for (int q = 0; q < r->earlier_count; q++) {
        const struct figure *f = &r->earlier_figure[q][target];
        xmlNodePtr node = element(figure, "earlier");
        set_int(w, node, "quarter", r->earlier[q]->number);
        set(node, "state", state_names[f->state]);
        if (f->state == STATE_REPORTED)
            set_decimal(w, node, "value", f->actual->value);
        if (f->has_share)
            set_share(w, node, "share", f->share);
        set(node, "light", light_names[f->light]);
    }
}

static void put_figure(const struct writer *w, xmlNodePtr task, int target)
{
    const struct figure *f = &w->report->figure[target];
    xmlNodePtr node = element(task, "figure");
    put_target(w, node, &w->report->plan->target[target]);
    set(node, "state", state_names[f->state]);
    if (f->state == STATE_REPORTED)
        set_decimal(w, node, "value", f->actual->value);
    if (f->has_share)
        set_share(w, node, "share", f->share);
    set_share(w, node, "due", f->due);
    if (f->state == STATE_REPORTED)
        put_lead(w, node, f);
    if (f->has_change)
        set(node, "change", rational_print_exact(w->arena, f->change));
    set(node, "light", light_names[f->light]);
    set_true(node, "reached", f->reached);
    set_true(node, "ceiling", f->ceiling);
    if (f->actual) {
        set(node, "note", f->actual->note);
        set(node, "file", f->actual->at.file);
        set_int(w, node, "line", f->actual->at.line);
    }
    if (f->state == STATE_REPORTED)
        put_bar(w, node, f->share);
    put_earlier(w, node, target);
}

/* ---- the plan --------------------------------------------------------------------------------------------
 */

static xmlNodePtr target_element(const struct writer *w, xmlNodePtr parent, int target)
{
    xmlNodePtr node = element(parent, "target");
    set(node, "ref", w->report->plan->target[target].id);
    return node;
}

/* The wording with its targets marked. Neighbouring pieces of one target make one element. */
static void put_wording(const struct writer *w, xmlNodePtr parent, const struct task *task)
{
    xmlNodePtr node = element(parent, "text"), outer = NULL, inner = NULL;
    int outer_target = -1, inner_target = -1;
    for (int i = 0; i < task->piece_count; i++) {
        const struct piece *p = &task->piece[i];
        if (p->outer != outer_target) {
            outer = p->outer >= 0 ? target_element(w, node, p->outer) : NULL;
            inner = NULL;
            inner_target = -1;
        }
        if (p->inner != inner_target)
            inner = p->inner >= 0 ? target_element(w, outer ? outer : node, p->inner) : NULL;
        outer_target = p->outer;
        inner_target = p->inner;
        text(inner ? inner : outer ? outer : node, p->text);
    }
}

static void put_task_units(const struct writer *w, xmlNodePtr task, const char *name, const int *unit,
                           int count)
{
    for (int i = 0; i < count; i++)
        set(element(task, name), "unit", w->report->plan->unit[unit[i]].id);
}

static void put_words(const struct writer *w, xmlNodePtr task, const struct words *words)
{
    xmlNodePtr node = element(task, "words");
    set_place(w, node, words->at);
    text_elements(node, "p", &words->text);
}

static void put_task(const struct writer *w, xmlNodePtr parent, int index)
{
    const struct task *t = &w->report->plan->task[index];
    xmlNodePtr node = element(parent, "task");
    set(node, "id", t->id);
    set(node, "title", t->title);
    set_int(w, node, "ordinal", t->ordinal);
    set_true(node, "others", t->others);
    set_place(w, node, t->at);
    put_tally(w, node, &w->report->task[index]);
    put_wording(w, node, t);
    put_task_units(w, node, "lead", t->lead, t->lead_count);
    put_task_units(w, node, "support", t->support, t->support_count);
    if (w->report->words[index])
        put_words(w, node, w->report->words[index]);
    for (int i = 0; i < t->target_count; i++)
        put_figure(w, node, t->first_target + i);
}

static bool has_task(const struct writer *w, int t)
{
    return !w->task || w->task[t];
}

/* Whether any of count tasks from the first on is to be written; with none to choose from, everything is. */
static bool has_any(const struct writer *w, int first, int count)
{
    for (int t = first; w->task && t < first + count; t++)
        if (w->task[t])
            return true;
    return !w->task;
}

static xmlNodePtr put_area(const struct writer *w, xmlNodePtr part, int index)
{
    const struct area *a = &w->report->plan->area[index];
    xmlNodePtr node = element(part, "area");
    set(node, "id", a->id);
    set(node, "title", a->title);
    set_int(w, node, "ordinal", a->ordinal);
    set_place(w, node, a->at);
    put_tally(w, node, &w->report->area[index]);
    return node;
}

/* A part: its areas with their tasks and the tasks that stand straight in it, in the order of the file. */
static void put_part(const struct writer *w, xmlNodePtr plan, int index)
{
    const struct plan *p = w->report->plan;
    const struct part *part = &p->part[index];
    xmlNodePtr node = element(plan, "part");
    set(node, "id", part->id);
    set(node, "title", part->title);
    set_int(w, node, "ordinal", part->ordinal);
    set_place(w, node, part->at);
    put_tally(w, node, &w->report->part[index]);
    text_elements(node, "p", &part->text);
    int next_area = part->first_area, end_area = part->first_area + part->area_count;
    xmlNodePtr area = NULL;
    for (int t = part->first_task; t < part->first_task + part->task_count; t++) {
        for (; p->task[t].area >= next_area && next_area < end_area; next_area++)
            area = has_any(w, p->area[next_area].first_task, p->area[next_area].task_count)
                       ? put_area(w, node, next_area)
                       : NULL;
        if (has_task(w, t))
            put_task(w, p->task[t].area < 0 ? node : area, t);
    }
    for (; next_area < end_area && !w->task; next_area++) /* areas without a task */
        put_area(w, node, next_area);
}

static void put_plan(const struct writer *w, xmlNodePtr root)
{
    const struct plan *plan = w->report->plan;
    xmlNodePtr node = element(root, "plan");
    set(node, "title", plan->title);
    set_place(w, node, plan->at);
    text_elements(node, "p", &plan->text);
    for (int i = 0; i < plan->part_count; i++)
        if (has_any(w, plan->part[i].first_task, plan->part[i].task_count))
            put_part(w, node, i);
}

/* ---- trend, ranking, the whole ---------------------------------------------------------------------------
 */

static void put_quarter(const struct writer *w, xmlNodePtr trend, const struct quarter *quarter,
                        const struct tally *tally)
{
    xmlNodePtr node = element(trend, "quarter");
    set_int(w, node, "number", quarter->number);
    set_date(node, "asof", quarter->asof);
    put_tally(w, node, tally);
}

static void put_trend(const struct writer *w, xmlNodePtr root)
{
    const struct report *r = w->report;
    xmlNodePtr node = element(root, "trend");
    for (int q = 0; q < r->earlier_count; q++)
        put_quarter(w, node, r->earlier[q], &r->trend[q]);
    put_quarter(w, node, r->quarter, &r->total);
}

static void put_ranking(const struct writer *w, xmlNodePtr root)
{
    const struct report *r = w->report;
    xmlNodePtr ranking = element(root, "ranking");
    for (int i = 0; i < r->ranking_count; i++) {
        xmlNodePtr node = element(ranking, "rank");
        set(node, "unit", r->plan->unit[r->ranking[i]].id);
        if (r->unit[r->ranking[i]].rank)
            set_int(w, node, "rank", r->unit[r->ranking[i]].rank);
    }
}

static void put_rules(const struct writer *w, xmlNodePtr root)
{
    const struct rules *rules = &w->report->plan->rules;
    xmlNodePtr node = element(root, "rules");
    set_decimal(w, node, "about", rules->about);
    set_decimal(w, node, "yellow", rules->yellow);
    set_decimal(w, node, "red", rules->red);
}

static void put_report(const struct writer *w, xmlNodePtr root)
{
    const struct report *r = w->report;
    set(root, "notice", r->plan->id);
    set_int(w, root, "year", r->quarter->year);
    set_int(w, root, "quarter", r->quarter->number);
    set_date(root, "asof", r->quarter->asof);
    set_true(root, "sample", r->sample);
    set_true(root, "correction", w->numbering && w->numbering->correction);
    put_rules(w, root);
    put_promulgation(w, root);
    if (r->issuance)
        put_issuance(w, root, r->issuance);
    xmlNodePtr units = element(root, "units");
    for (int u = 0; u < r->plan->unit_count; u++)
        if (!w->unit || w->unit[u])
            put_unit(w, units, u);
    put_plan(w, root);
    put_tally(w, element(root, "total"), &r->total);
    put_trend(w, root);
    if (!w->unit)
        put_ranking(w, root);
}

static void *write_report(const struct writer *w)
{
    xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNodePtr root = xmlNewDocNode(doc, NULL, BAD_CAST "report", NULL);
    xmlDocSetRootElement(doc, root);
    xmlSetNs(root, xmlNewNs(root, BAD_CAST "urn:tongbao:report", NULL));
    put_report(w, root);
    arena_free(w->arena);
    return doc;
}

void *report_xml(const struct report *report, const struct numbering *numbering)
{
    const struct writer w = {.arena = arena_new(), .report = report, .numbering = numbering};
    return write_report(&w);
}

static bool among(const int *list, int count, int u)
{
    for (int i = 0; i < count; i++)
        if (list[i] == u)
            return true;
    return false;
}

static void mark(bool *marks, const int *list, int count)
{
    for (int i = 0; i < count; i++)
        marks[list[i]] = true;
}

void *report_xml_letter(const struct report *report, const struct numbering *numbering, int u)
{
    const struct plan *plan = report->plan;
    struct arena *arena = arena_new();
    bool *task = arena_array(arena, (size_t)plan->task_count, sizeof *task);
    bool *unit = arena_array(arena, (size_t)plan->unit_count, sizeof *unit);
    unit[u] = true;
    for (int i = 0; i < plan->task_count; i++) {
        const struct task *t = &plan->task[i];
        task[i] = among(t->lead, t->lead_count, u) || among(t->support, t->support_count, u);
        if (task[i]) {
            mark(unit, t->lead, t->lead_count);
            mark(unit, t->support, t->support_count);
        }
    }
    const struct writer w = {arena, report, numbering, task, unit};
    return write_report(&w);
}
