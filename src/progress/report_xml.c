/*
 * The report as the templates see it. Every number is printed here, once, so that no template reckons; an
 * attribute that doesn't apply is left out, so that a template can ask for its presence.
 */
#include "intake/vocabulary.h"
#include "progress/judge.h"
#include "progress/report.h"
#include "progress/rollup.h"
#include "progress/xml_node.h"

#include <string.h>

struct writer {
    struct arena *arena; /* the document's */
    const struct report *report;
    const struct numbering *numbering; /* NULL: none given */
    const bool *task, *unit;           /* a letter: which of them to write, by index; NULL: all */
    int own;                           /* a letter: its unit, the only one of which more is told than names */
};

static const char *const state_names[] = {"reported", "na", "missing"};

/* Whether totals of more than the letter's own unit are left out. */
static bool is_letter(const struct writer *w)
{
    return w->task != NULL;
}

static void put_tally(xmlNodePtr parent, const struct tally *t)
{
    xmlNodePtr node = xml_add(parent, "tally");
    xml_set_int(node, "total", t->total);
    for (int light = LIGHT_GREEN; light <= LIGHT_GREY; light++)
        xml_set_int(node, light_names[light], t->count[light]);
    xml_set_int(node, "na", t->na);
    xml_set_int(node, "missing", t->count[LIGHT_GREY] - t->na);
    xml_set_int(node, "reported", tally_reported(t));
    xml_set_int(node, "reached", t->reached);
    if (t->has_mean)
        xml_set_share(node, "mean", t->mean);
    if (t->light != LIGHT_NONE)
        xml_set(node, "light", light_names[t->light]);
}

/* ---- how the plan and the report are issued --------------------------------------------------------------
 */

static void put_promulgation(const struct writer *w, xmlNodePtr root)
{
    const struct promulgation *p = &w->report->plan->promulgation;
    xmlNodePtr node = xml_add(root, "promulgation");
    xml_set_date(node, "dated", p->dated);
    xml_set(node, "note", p->note);
    xml_add_text(node, "issuer", p->issuer);
    xml_add_text(node, "number", p->number);
    xml_add_text(node, "title", p->title);
    xml_add_texts(node, "to", &p->to);
    xml_add_texts(node, "p", &p->text);
    xml_set_place(node, w->report->plan->at);
}

static void put_head_matter(xmlNodePtr parent, const char *name, const struct head_matter *h, bool number)
{
    xmlNodePtr node = xml_add(parent, name);
    xml_set(node, "number", number ? h->number : NULL); /* a letter's number stands with its unit */
    xml_set(node, "note", h->note);
    xml_set(node, "copy-number", h->copy_number);
    xml_set(node, "secrecy-level", h->secrecy_level);
    xml_set(node, "secrecy-term", h->secrecy_term);
    xml_set(node, "urgency", h->urgency);
    xml_set(node, "signer", h->signer);
    xml_set(node, "mark", h->mark);
    xml_add_texts(node, "to", &h->to);
    xml_add_texts(node, "cc", &h->cc);
}

static void put_issuance(const struct writer *w, xmlNodePtr root, const struct issuance *issuance)
{
    xmlNodePtr node = xml_add(root, "issuance"), child;
    xml_set_place(node, issuance->at);
    xml_set_date(node, "dated", issuance->dated);
    xml_set_date(node, "reply-by", issuance->reply_by);
    put_head_matter(node, "bulletin", &issuance->bulletin, true);
    put_head_matter(node, "letters", &issuance->letters, false);
    if (issuance->contact_office || issuance->contact_phone) {
        child = xml_add(node, "contact");
        xml_set(child, "office", issuance->contact_office);
        xml_set(child, "phone", issuance->contact_phone);
    }
    child = xml_add(node, "imprint");
    xml_set(child, "office",
            issuance->imprint_office ? issuance->imprint_office : w->report->plan->promulgation.issuer);
    xml_set_date(child, "date", issuance->imprint_date.year ? issuance->imprint_date : issuance->dated);
    if (issuance->seal_image) {
        child = xml_add(node, "seal");
        xml_set(child, "image", issuance->seal_name); /* from the issue file's folder on */
        xml_set_decimal(child, "width", issuance->seal_width);
    }
}

static void put_green_share(xmlNodePtr node, const struct tally *t)
{
    int reported = tally_reported(t);
    if (reported)
        xml_set_share(node, "green-share", rational_of((int64_t)t->count[LIGHT_GREEN] * 100, reported));
}

/* What a unit is ranked by, its letter and its tallies. */
static void put_standing(const struct writer *w, xmlNodePtr node, int u)
{
    const struct unit_report *r = &w->report->unit[u];
    xml_set_int(node, "lead-tasks", r->lead_tasks);
    xml_set_int(node, "support-tasks", r->support_tasks);
    if (r->rank)
        xml_set_int(node, "rank", r->rank);
    if (r->lead_tasks)
        put_green_share(node, &r->lead);
    if (r->has_mean_lead)
        xml_set_share(node, "mean-lead", r->mean_lead);
    if (w->numbering) {
        xml_set(node, "number", w->numbering->number[u]);
        xml_set(node, "file", w->numbering->file[u]);
    }
    put_tally(xml_add(node, "lead"), &r->lead);
    put_tally(xml_add(node, "support"), &r->support);
}

static void put_unit(const struct writer *w, xmlNodePtr units, int u)
{
    const struct unit *unit = &w->report->plan->unit[u];
    xmlNodePtr node = xml_add(units, "unit");
    xml_set(node, "id", unit->id);
    xml_set(node, "name", unit->name);
    xml_set(node, "full", unit->full);
    xml_set_true(node, "self", unit->self);
    xml_set_int(node, "place", u + 1);
    xml_set_place(node, unit->at);
    if (!is_letter(w) || u == w->own)
        put_standing(w, node, u);
}

/* ---- figures ---------------------------------------------------------------------------------------------
 */

static void put_target(xmlNodePtr node, const struct target *t)
{
    xml_set(node, "target", t->id);
    xml_set(node, "name", t->name);
    xml_set(node, "phrase", t->phrase);
    xml_set(node, "unit", t->unit);
    if (t->bound == BOUND_RANGE) {
        xml_set_decimal(node, "target-min", t->min);
        xml_set_decimal(node, "target-max", t->max);
    } else {
        xml_set_decimal(node, "target-value", t->value);
    }
    xml_set(node, "bound", words_bound[t->bound]);
    xml_set_true(node, "about", t->about);
    xml_set(node, "measure", words_measure[t->measure]);
    if (t->measure == MEASURE_GAIN)
        xml_set(node, "base", words_base[t->base]);
    xml_set(node, "period", words_period[t->period]);
    xml_set_true(node, "strive", t->strive);
    xml_set_place(node, t->at);
}

/* What a chart draws: the share, not more than 150. */
static void put_bar(xmlNodePtr node, struct rational share)
{
    const struct rational most = {150, 1};
    xml_set_share(node, "bar", rational_cmp(share, most) > 0 ? most : share);
}

/* How far a share is above the whole of a ceiling, in per cent of it. */
static void put_excess(const struct writer *w, xmlNodePtr node, struct rational share)
{
    const char *excess = rational_print(w->arena, rational_sub(share, rational_of(100, 1)), 1);
    if (*excess != '-' && strcmp(excess, "0.0") != 0)
        xml_set(node, "excess", excess);
}

/*
 * Ahead or behind; of a ceiling more is neither, it is over or not. Whether a figure is short or over is said
 * besides, since what is printed of it may have been rounded away.
 */
static void put_lead(const struct writer *w, xmlNodePtr node, const struct target *t, const struct figure *f)
{
    if (f->ceiling) {
        xml_set_true(node, "over",
                     rational_cmp(rational_from(f->actual->value), rational_from(t->value)) > 0);
        if (f->has_share)
            put_excess(w, node, f->share);
        return;
    }
    const char *lead = rational_print(w->arena, f->lead, 1);
    xml_set(node, "lead", lead);
    xml_set_true(node, "short", rational_sign(f->lead) < 0);
    if (*lead == '-')
        xml_set(node, "behind", lead + 1);
}

static void put_earlier(const struct writer *w, xmlNodePtr figure, int target)
{
    const struct report *r = w->report;
    for (int q = 0; q < r->earlier_count; q++) {
        const struct figure *f = &r->earlier_figure[q][target];
        xmlNodePtr node = xml_add(figure, "earlier");
        xml_set_int(node, "quarter", r->earlier[q]->number);
        xml_set(node, "state", state_names[f->state]);
        if (f->state == STATE_REPORTED)
            xml_set_decimal(node, "value", f->actual->value);
        if (f->has_share)
            xml_set_share(node, "share", f->share);
        xml_set(node, "light", light_names[f->light]);
    }
}

static void put_figure(const struct writer *w, xmlNodePtr task, int target)
{
    const struct figure *f = &w->report->figure[target];
    const struct target *t = &w->report->plan->target[target];
    xmlNodePtr node = xml_add(task, "figure");
    put_target(node, t);
    xml_set(node, "state", state_names[f->state]);
    if (f->state == STATE_REPORTED)
        xml_set_decimal(node, "value", f->actual->value);
    if (f->has_share)
        xml_set_share(node, "share", f->share);
    xml_set_share(node, "due", f->due);
    if (f->state == STATE_REPORTED)
        put_lead(w, node, t, f);
    if (f->has_change)
        xml_set(node, "change", rational_print_exact(w->arena, f->change));
    xml_set(node, "light", light_names[f->light]);
    xml_set_true(node, "reached", f->reached);
    xml_set_true(node, "ceiling", f->ceiling);
    if (f->actual) {
        xml_set(node, "note", f->actual->note);
        xml_set(node, "file", f->actual->at.file);
        xml_set_int(node, "line", f->actual->at.line);
    }
    if (f->state == STATE_REPORTED)
        put_bar(node, f->share);
    put_earlier(w, node, target);
}

/* ---- the plan --------------------------------------------------------------------------------------------
 */

static xmlNodePtr target_element(const struct writer *w, xmlNodePtr parent, int target)
{
    xmlNodePtr node = xml_add(parent, "target");
    xml_set(node, "ref", w->report->plan->target[target].id);
    return node;
}

/* The wording with its targets marked. Neighbouring pieces of one target make one element. */
static void put_wording(const struct writer *w, xmlNodePtr parent, const struct task *task)
{
    xmlNodePtr node = xml_add(parent, "text"), outer = NULL, inner = NULL;
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
        xml_text(inner ? inner : outer ? outer : node, p->text);
    }
}

static void put_task_units(const struct writer *w, xmlNodePtr task, const char *name, const int *unit,
                           int count)
{
    for (int i = 0; i < count; i++)
        xml_set(xml_add(task, name), "unit", w->report->plan->unit[unit[i]].id);
}

static void put_words(xmlNodePtr task, const struct words *words)
{
    xmlNodePtr node = xml_add(task, "words");
    xml_set_place(node, words->at);
    xml_add_texts(node, "p", &words->text);
}

static void put_task(const struct writer *w, xmlNodePtr parent, int index, int ordinal)
{
    const struct task *t = &w->report->plan->task[index];
    xmlNodePtr node = xml_add(parent, "task");
    xml_set(node, "id", t->id);
    xml_set(node, "title", t->title);
    xml_set_int(node, "ordinal", ordinal);
    xml_set_true(node, "others", t->others);
    xml_set_place(node, t->at);
    put_tally(node, &w->report->task[index]);
    put_wording(w, node, t);
    put_task_units(w, node, "lead", t->lead, t->lead_count);
    put_task_units(w, node, "support", t->support, t->support_count);
    if (w->report->words[index])
        put_words(node, w->report->words[index]);
    for (int i = 0; i < t->target_count; i++)
        put_figure(w, node, t->first_target + i);
}

/* Whether any of count tasks from the first on is to be written; with none to choose from, everything is. */
static bool has_any(const struct writer *w, int first, int count)
{
    for (int t = first; w->task && t < first + count; t++)
        if (w->task[t])
            return true;
    return !w->task;
}

static void put_area(const struct writer *w, xmlNodePtr part, int index, int ordinal)
{
    const struct plan *p = w->report->plan;
    const struct area *a = &p->area[index];
    xmlNodePtr node = xml_add(part, "area");
    xml_set(node, "id", a->id);
    xml_set(node, "title", a->title);
    xml_set_int(node, "ordinal", ordinal);
    xml_set_place(node, a->at);
    if (!is_letter(w))
        put_tally(node, &w->report->area[index]);
    for (int t = a->first_task; t < a->first_task + a->task_count; t++)
        if (has_any(w, t, 1))
            put_task(w, node, t, p->task[t].ordinal);
}

/*
 * A part: its areas with their tasks and the tasks that stand straight in it, in the order of the file, which
 * counts both in one row.
 */
static void put_part(const struct writer *w, xmlNodePtr plan, int index)
{
    const struct plan *p = w->report->plan;
    const struct part *part = &p->part[index];
    xmlNodePtr node = xml_add(plan, "part");
    xml_set(node, "id", part->id);
    xml_set(node, "title", part->title);
    xml_set_int(node, "ordinal", part->ordinal);
    xml_set_place(node, part->at);
    if (!is_letter(w)) {
        put_tally(node, &w->report->part[index]);
        xml_add_texts(node, "p", &part->text);
    }
    int ordinal = 0, end = part->first_task + part->task_count;
    for (int t = part->first_task, count; t < end; t += count) {
        int area = p->task[t].area;
        count = area < 0 ? 1 : p->area[area].task_count;
        ordinal++;
        if (!has_any(w, t, count))
            continue;
        if (area < 0)
            put_task(w, node, t, ordinal);
        else
            put_area(w, node, area, ordinal);
    }
}

static void put_plan(const struct writer *w, xmlNodePtr root)
{
    const struct plan *plan = w->report->plan;
    xmlNodePtr node = xml_add(root, "plan");
    xml_set(node, "title", plan->title);
    xml_set_place(node, plan->at);
    if (!is_letter(w))
        xml_add_texts(node, "p", &plan->text);
    for (int i = 0; i < plan->part_count; i++)
        if (has_any(w, plan->part[i].first_task, plan->part[i].task_count))
            put_part(w, node, i);
}

/* ---- trend, ranking, the whole ---------------------------------------------------------------------------
 */

static void put_quarter(const struct writer *w, xmlNodePtr trend, const struct quarter *quarter,
                        const struct tally *tally)
{
    xmlNodePtr node = xml_add(trend, "quarter");
    xml_set_int(node, "number", quarter->number);
    xml_set_date(node, "asof", quarter->asof);
    if (!is_letter(w))
        put_tally(node, tally);
}

static void put_trend(const struct writer *w, xmlNodePtr root)
{
    const struct report *r = w->report;
    xmlNodePtr node = xml_add(root, "trend");
    for (int q = 0; q < r->earlier_count; q++)
        put_quarter(w, node, r->earlier[q], &r->trend[q]);
    put_quarter(w, node, r->quarter, &r->total);
}

static void put_ranking(const struct writer *w, xmlNodePtr root)
{
    const struct report *r = w->report;
    xmlNodePtr ranking = xml_add(root, "ranking");
    for (int i = 0; i < r->ranking_count; i++) {
        xmlNodePtr node = xml_add(ranking, "rank");
        xml_set(node, "unit", r->plan->unit[r->ranking[i]].id);
        if (r->unit[r->ranking[i]].rank)
            xml_set_int(node, "rank", r->unit[r->ranking[i]].rank);
    }
}

static void put_rules(const struct writer *w, xmlNodePtr root)
{
    const struct rules *rules = &w->report->plan->rules;
    xmlNodePtr node = xml_add(root, "rules");
    xml_set_decimal(node, "about", rules->about);
    xml_set_decimal(node, "yellow", rules->yellow);
    xml_set_decimal(node, "red", rules->red);
}

static void put_report(const struct writer *w, xmlNodePtr root)
{
    const struct report *r = w->report;
    xml_set(root, "notice", r->plan->id);
    xml_set_int(root, "year", r->quarter->year);
    xml_set_int(root, "quarter", r->quarter->number);
    xml_set_date(root, "asof", r->quarter->asof);
    xml_set_true(root, "sample", r->sample);
    xml_set_true(root, "correction", w->numbering && w->numbering->correction);
    xml_set_true(root, "no-bulletin", w->numbering && w->numbering->no_bulletin);
    put_rules(w, root);
    put_promulgation(w, root);
    if (r->issuance)
        put_issuance(w, root, r->issuance);
    xmlNodePtr units = xml_add(root, "units");
    for (int u = 0; u < r->plan->unit_count; u++)
        if (!is_letter(w) || w->unit[u])
            put_unit(w, units, u);
    put_plan(w, root);
    put_trend(w, root);
    if (is_letter(w))
        return;
    put_tally(xml_add(root, "total"), &r->total);
    put_ranking(w, root);
}

static xmlDoc *write_report(const struct writer *w)
{
    xmlNodePtr root = xml_begin(w->arena, "report", REPORT_NAMESPACE);
    put_report(w, root);
    return root->doc;
}

xmlDoc *report_xml(const struct report *report, const struct numbering *numbering)
{
    const struct writer w = {.arena = arena_new(), .report = report, .numbering = numbering};
    return write_report(&w);
}

static void mark(bool *marks, const int *list, int count)
{
    for (int i = 0; i < count; i++)
        marks[list[i]] = true;
}

xmlDoc *report_xml_letter(const struct report *report, const struct numbering *numbering, int u)
{
    const struct plan *plan = report->plan;
    struct arena *arena = arena_new();
    bool *task = arena_array(arena, (size_t)plan->task_count, sizeof *task);
    bool *unit = arena_array(arena, (size_t)plan->unit_count, sizeof *unit);
    unit[u] = true;
    if (report->issuer >= 0)
        unit[report->issuer] = true;
    const struct unit_report *r = &report->unit[u];
    for (int i = 0; i < r->task_count; i++) {
        const struct task *t = &plan->task[r->task[i]];
        task[r->task[i]] = true;
        mark(unit, t->lead, t->lead_count);
        mark(unit, t->support, t->support_count);
    }
    const struct writer w = {arena, report, numbering, task, unit, u};
    return write_report(&w);
}

void report_free(xmlDoc *xml)
{
    if (xml)
        xml_free(xml);
}
