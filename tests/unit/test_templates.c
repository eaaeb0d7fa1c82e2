/*
 * What the templates make of the shipped notice, of the invented second one and of one with next to nothing
 * in it: every document passes the schema, each letter holds its own tasks, whole, and nobody else's, asks
 * and doesn't order, and numbers its sections and attachments after what there is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/tree.h>

#include "base/text.h"
#include "compose/compose.h"
#include "intake/intake.h"
#include "progress/report.h"

#define SHIPPED "input/2024/"
#define SECOND "tests/data/second/"
#define FEW "tests/data/few/"
#define MIXED "tests/data/mixed/"

/* The inputs of a set: notice, quarter, issue, earlier quarters. */
static const char *const third_quarter[] = {SHIPPED "notice.xml", SHIPPED "q3.xml", SHIPPED "issue-q3.xml",
                                            SHIPPED "q1.xml",     SHIPPED "q2.xml", NULL};
static const char *const first_quarter[] = {SHIPPED "notice.xml", SHIPPED "q1.xml", SHIPPED "issue-q1.xml",
                                            NULL};
static const char *const second_start[] = {SECOND "notice.xml", SECOND "q1.xml", SECOND "issue-q1.xml", NULL};
static const char *const second_year[] = {SECOND "notice.xml",
                                          SECOND "q4.xml",
                                          SECOND "issue-q4.xml",
                                          SECOND "q1.xml",
                                          SECOND "q2.xml",
                                          SECOND "q3.xml",
                                          NULL};
static const char *const few[] = {FEW "notice.xml", FEW "q2.xml", FEW "issue-q2.xml", NULL};
static const char *const mixed_third[] = {MIXED "notice.xml", MIXED "q3.xml", MIXED "issue-q3.xml", NULL};
static const char *const mixed_year[] = {MIXED "notice.xml", MIXED "q4.xml", MIXED "issue-q4.xml",
                                         MIXED "q3.xml", NULL};
static const char *const *const sets[] = {third_quarter, first_quarter, second_start, second_year,
                                          few,           mixed_third,   mixed_year,   NULL};

/* A set read, judged and ready for the templates. */
struct set {
    struct arena *arena;
    struct diag *diag;
    struct composer *composer;
    const struct report *report;
    const struct plan *plan;
    xmlDocPtr xml;
};

static struct numbering number_letters(const struct plan *plan, struct arena *arena)
{
    const size_t units = (size_t)plan->unit_count;
    const struct numbering numbering = {arena_array(arena, units, sizeof(char *)),
                                        arena_array(arena, units, sizeof(char *)), false};
    for (int u = 0; u < plan->unit_count; u++) {
        numbering.number[u] = plan->unit[u].self ? NULL : arena_printf(arena, "[2031] %d", u + 1);
        numbering.file[u] = arena_printf(arena, "letters/%02d-%s.pdf", u + 1, plan->unit[u].name);
    }
    return numbering;
}

static struct set open_set(const char *const *files)
{
    struct set set = {.arena = arena_new(), .diag = diag_new()};
    struct input input[8];
    const struct quarter *earlier[8];
    int count = 0;
    for (; files[count]; count++) {
        input[count] = intake_read(files[count], set.arena, set.diag);
        if (count >= 3)
            earlier[count - 3] = input[count].quarter;
    }
    intake_check(input, count, set.diag);
    set.composer = composer_open("templates", set.diag);
    diag_print(set.diag, stderr);
    assert_int_equal(diag_errors(set.diag), 0);
    set.plan = input[0].plan;
    set.report =
        progress_report(set.plan, input[1].quarter, earlier, count - 3, input[2].issuance, set.arena);
    const struct numbering numbering = number_letters(set.plan, set.arena);
    set.xml = report_xml(set.report, &numbering);
    return set;
}

static void close_set(struct set *set)
{
    xmlFreeDoc(set->xml);
    composer_free(set->composer);
    diag_free(set->diag);
    arena_free(set->arena);
}

/* One document, and its XML; unit -1: the bulletin. */
static const struct document *compose_xml(const struct set *set, int unit, struct buffer *xml)
{
    const struct document *document =
        compose_document(set->composer, unit < 0 ? TEMPLATE_BULLETIN : TEMPLATE_LETTER, set->xml,
                         unit < 0 ? NULL : set->plan->unit[unit].id, set->arena, xml, set->diag);
    diag_print(set->diag, stderr);
    assert_non_null(document);
    assert_int_equal(diag_errors(set->diag), 0);
    return document;
}

static const struct document *compose(const struct set *set, int unit)
{
    struct buffer xml = {0};
    const struct document *document = compose_xml(set, unit, &xml);
    buffer_free(&xml);
    return document;
}

/* ---- a document as text ---- */

static const char *text_of(const struct para *para, struct arena *arena)
{
    struct buffer text = {0};
    for (int i = 0; i < para->run_count; i++)
        if (para->run[i].text)
            buffer_puts(&text, para->run[i].text);
    const char *copy = arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* The first-level headings, joined by |. */
static const char *headings(const struct document *document, struct arena *arena)
{
    struct buffer text = {0};
    for (int i = 0; i < document->body.count; i++) {
        const struct block *block = &document->body.block[i];
        if (block->kind == BLOCK_HEADING && block->level == 1)
            buffer_printf(&text, "%s%s", text.size ? "|" : "", text_of(&block->para, arena));
    }
    const char *copy = arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* How many body paragraphs hold the words. */
static int count_of(const struct document *document, const char *words, struct arena *arena)
{
    int found = 0;
    for (int i = 0; i < document->body.count; i++)
        found += strstr(text_of(&document->body.block[i].para, arena), words) != NULL;
    return found;
}

/* ---- letters ---- */

static bool in(const int *list, int count, int unit)
{
    for (int i = 0; i < count; i++)
        if (list[i] == unit)
            return true;
    return false;
}

/* What a unit has to do with the plan. */
struct part_taken {
    int lead, support, targets, targets_led;
};

static struct part_taken part_taken(const struct plan *plan, int unit)
{
    struct part_taken taken = {0};
    for (int t = 0; t < plan->task_count; t++) {
        const struct task *task = &plan->task[t];
        const bool leads = in(task->lead, task->lead_count, unit);
        const bool supports = in(task->support, task->support_count, unit);
        taken.lead += leads;
        taken.support += supports;
        taken.targets += leads || supports ? task->target_count : 0;
        taken.targets_led += leads ? task->target_count : 0;
    }
    return taken;
}

static const char *wording(const struct task *task, struct arena *arena)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s。", task->title);
    for (int i = 0; i < task->piece_count; i++)
        buffer_puts(&text, task->piece[i].text);
    const char *copy = arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* The task's paragraph begins with its place and holds the notice's wording, with its target phrases set off
 * and nothing else. */
static void check_task(const struct document *letter, const struct task *task, struct arena *arena)
{
    const char *expected = wording(task, arena);
    const struct para *found = NULL;
    for (int i = 0; i < letter->body.count && !found; i++)
        if (strstr(text_of(&letter->body.block[i].para, arena), expected))
            found = &letter->body.block[i].para;
    assert_non_null(found);
    assert_int_equal(found->run[0].kind, RUN_HEADING);
    int strong = 0;
    for (int i = 0; i < task->piece_count; i++) {
        if (task->piece[i].outer < 0)
            continue;
        while (strong < found->run_count && found->run[strong].kind != RUN_STRONG)
            strong++;
        assert_true(strong < found->run_count);
        assert_string_equal(found->run[strong++].text, task->piece[i].text);
    }
    for (; strong < found->run_count; strong++)
        assert_int_not_equal(found->run[strong].kind, RUN_STRONG);
}

static void each_letter_holds_its_own_tasks_and_no_others(void **state)
{
    (void)state;
    struct set set = open_set(third_quarter);
    assert_int_equal(set.plan->unit_count, 23);
    for (int u = 0; u < set.plan->unit_count; u++) {
        const struct document *letter = compose(&set, u);
        for (int t = 0; t < set.plan->task_count; t++) {
            const struct task *task = &set.plan->task[t];
            if (in(task->lead, task->lead_count, u) || in(task->support, task->support_count, u))
                check_task(letter, task, set.arena);
            else
                assert_int_equal(count_of(letter, wording(task, set.arena), set.arena), 0);
        }
    }
    close_set(&set);
}

static const char *expected_headings(struct part_taken taken)
{
    if (taken.lead && taken.support)
        return "一、牵头任务|二、配合任务|三、有关事项";
    return taken.lead ? "一、牵头任务|二、有关事项" : "一、配合任务|二、有关事项";
}

static void check_letter(const struct set *set, int u)
{
    const struct part_taken taken = part_taken(set->plan, u);
    const struct document *letter = compose(set, u);
    assert_int_equal(letter->format, FORMAT_LETTER);
    assert_string_equal(headings(letter, set->arena), expected_headings(taken));
    assert_int_equal(count_of(letter, "特此函达。", set->arena), 1);
    assert_string_equal(letter->head.number, arena_printf(set->arena, "[2031] %d", u + 1));
    const char *to = text_of(&letter->to, set->arena);
    assert_string_equal(to, arena_printf(set->arena, "%s：", set->plan->unit[u].name));
    assert_int_equal(letter->attachment_count, taken.targets ? 2 : 1);
    assert_int_equal(letter->item_count, letter->attachment_count);
    if (taken.targets) {
        assert_string_equal(letter->attachment[0].label, "附件1");
        assert_string_equal(letter->attachment[1].label, "附件2");
        assert_string_equal(letter->item[0].number, "1.");
        /* a row a target, the head, and a row over each kind where there are both */
        const bool both = taken.targets_led > 0 && taken.targets > taken.targets_led;
        assert_int_equal(letter->attachment[0].body.block[0].table->row_count,
                         1 + taken.targets + (both ? 2 : 0));
    } else {
        assert_string_equal(letter->attachment[0].label, "附件");
        assert_null(letter->item[0].number);
    }
    /* the form's first column: tasks of both kinds, data to add, what else there is */
    const struct table *form = letter->attachment[taken.targets > 0].body.block[1].table;
    assert_string_equal(text_of(&form->row[0].cell[0].para, set->arena), "任务（事项）");
}

static void letters_are_numbered_after_what_there_is(void **state)
{
    (void)state;
    for (int s = 0; sets[s]; s++) {
        struct set set = open_set(sets[s]);
        for (int u = 0; u < set.plan->unit_count; u++)
            if (!set.plan->unit[u].self)
                check_letter(&set, u);
        close_set(&set);
    }
}

static void the_issuer_gets_a_list_and_no_letter(void **state)
{
    (void)state;
    for (int s = 0; s < 4; s++) { /* the others' issuer is none of their units */
        struct set set = open_set(sets[s]);
        int self = 0;
        while (!set.plan->unit[self].self)
            self++;
        const struct document *list = compose(&set, self);
        assert_int_equal(list->format, FORMAT_PLAIN);
        assert_null(list->head.number);
        assert_non_null(strstr(text_of(&list->title, set.arena), "工作任务清单"));
        static const char *const letterly[] = {"函", "贵", "请", NULL};
        for (int i = 0; letterly[i]; i++)
            assert_int_equal(count_of(list, letterly[i], set.arena), 0);
        assert_int_equal(list->attachment_count, 0);
        close_set(&set);
    }
}

/* Words of command; what the notice itself says, and what was reported, is not the letter's own. */
static void letters_ask_and_never_order(void **state)
{
    (void)state;
    static const char *const orders[] = {"必须", "务必", "应当", "不得", "严禁",   "责成", "责令",
                                         "严肃", "问责", "限期", "督促", "要求。", NULL};
    struct set set = open_set(third_quarter);
    for (int u = 0; u < set.plan->unit_count; u++) {
        const struct document *letter = compose(&set, u);
        bool own = true;
        for (int i = 0; i < letter->body.count; i++) {
            const struct block *block = &letter->body.block[i];
            if (block->kind == BLOCK_HEADING && block->level == 1)
                own = strstr(text_of(&block->para, set.arena), "有关事项") != NULL;
            for (int w = 0; own && orders[w]; w++)
                assert_null(strstr(text_of(&block->para, set.arena), orders[w]));
        }
    }
    close_set(&set);
}

/* ---- the bulletin ---- */

static void the_bulletin_has_its_four_parts(void **state)
{
    (void)state;
    static const struct {
        const char *const *files;
        const char *headings;
        int attachments;
    } expected[] = {
        {third_quarter, "一、总体进展|二、重点任务进展|三、存在的主要问题|四、下一步工作要求", 2},
        {second_year, "一、总体完成情况|二、重点任务完成情况|三、存在的主要问题|四、下一步工作要求", 2},
        /* without problems; with one office only that has targets, there is nothing to rank */
        {few, "一、总体进展|二、主要任务进展|三、下一步工作要求", 1},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        const struct document *bulletin = compose(&set, -1);
        assert_int_equal(bulletin->format, FORMAT_FILE);
        assert_string_equal(headings(bulletin, set.arena), expected[i].headings);
        assert_int_equal(bulletin->attachment_count, expected[i].attachments);
        assert_string_equal(bulletin->attachment[0].label, expected[i].attachments > 1 ? "附件1" : "附件");
        close_set(&set);
    }
}

static void the_bulletin_names_every_area_task_and_target(void **state)
{
    (void)state;
    struct set set = open_set(third_quarter);
    const struct document *bulletin = compose(&set, -1);
    assert_string_equal(
        text_of(&bulletin->title, set.arena),
        "关于《实施先进制造业“2024 攻坚提质年”工作方案》2024年前三季度重点任务进展情况的通报");
    for (int a = 0; a < set.plan->area_count; a++)
        assert_true(count_of(bulletin, set.plan->area[a].title, set.arena) == 1);
    for (int t = 0; t < set.plan->task_count; t++)
        assert_true(count_of(bulletin, set.plan->task[t].title, set.arena) == 1);
    int bars = 0;
    for (int i = 0; i < bulletin->body.count; i++) {
        const struct block *block = &bulletin->body.block[i];
        if (block->kind == BLOCK_CHART && block->chart->kind == CHART_PROGRESS)
            bars += block->chart->bar_count;
    }
    assert_int_equal(bars, 61);
    /* 附件1: the head, six rows that name the areas, 61 targets */
    assert_true(bulletin->attachment[0].sideways);
    assert_int_equal(bulletin->attachment[0].body.block[0].table->row_count, 1 + 6 + 61);
    close_set(&set);
}

/* 三、: whatever is yellow, red or not reported, with all who lead it. */
static void the_bulletin_names_every_problem_and_who_leads_it(void **state)
{
    (void)state;
    struct set set = open_set(third_quarter);
    const struct document *bulletin = compose(&set, -1);
    struct buffer problems = {0};
    bool inside = false;
    for (int i = 0; i < bulletin->body.count; i++) {
        const char *text = text_of(&bulletin->body.block[i].para, set.arena);
        if (bulletin->body.block[i].kind == BLOCK_HEADING && bulletin->body.block[i].level == 1)
            inside = text_starts(text, "三、");
        if (inside)
            buffer_puts(&problems, text);
    }
    int told = 0;
    for (int t = 0; t < set.plan->target_count; t++) {
        const struct figure *figure = &set.report->figure[t];
        const bool problem =
            figure->light == LIGHT_YELLOW || figure->light == LIGHT_RED || figure->state == STATE_MISSING;
        if (!problem)
            continue;
        told++;
        const struct task *task = &set.plan->task[set.plan->target[t].task];
        assert_non_null(strstr(buffer_text(&problems), set.plan->target[t].name));
        for (int l = 0; l < task->lead_count; l++)
            assert_non_null(strstr(buffer_text(&problems), set.plan->unit[task->lead[l]].name));
    }
    assert_int_equal(told, 11);
    buffer_free(&problems);
    close_set(&set);
}

/* The paragraph of the bulletin that begins so. */
static const char *paragraph(const struct document *document, const char *start, struct arena *arena)
{
    for (int i = 0; i < document->body.count; i++) {
        const char *text = text_of(&document->body.block[i].para, arena);
        if (text_starts(text, start))
            return text;
    }
    fail_msg("no paragraph begins with %s", start);
    return "";
}

/* The mean takes in counts of which nothing is done; who reads it is told, where there are such. */
static void a_mean_says_that_nothing_counts_as_0(void **state)
{
    (void)state;
    static const struct {
        const char *const *files;
        const char *sentence;
        bool noted;
    } expected[] = {
        {third_quarter, "均按当期已报送的目标计算）。", false},
        {mixed_third, "数量类目标平均完成率58.0%（尚未取得进展的按0计算）。", true},
        {mixed_year, "（三季度末为58.0%，均按当期已报送的目标计算，尚未取得进展的按0计算）。", false},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        const struct document *bulletin = compose(&set, -1);
        assert_int_equal(count_of(bulletin, expected[i].sentence, set.arena), 1);
        const char *note = text_of(&bulletin->attachment[1].body.block[0].table->note, set.arena);
        assert_int_equal(strstr(note, "完成率为“—”的按0计算") != NULL, expected[i].noted);
        close_set(&set);
    }
}

/* What has no gap noted is on schedule or, at the year's end, done: the bulletin says so of all of them. */
static void the_bulletin_notes_every_gap(void **state)
{
    (void)state;
    static const struct {
        const char *const *files;
        const char *sentences[4];
    } expected[] = {
        {mixed_third,
         {"清查水井7496眼，完成年度目标的75.0%，略低于时序进度。",
          "巡查渠道9996公里，完成当季目标的100.0%，略低于目标。",
          "用水总量7504万立方米，已用年度控制目标的75.0%，快于时序进度（",
          "用电总量10003万千瓦时，超出控制目标（"}},
        {mixed_year,
         {"清查水井9996眼，完成年度目标的100.0%，略低于目标（",
          "巡查渠道9996公里，完成当季目标的100.0%，略低于目标（",
          "用水总量10004万立方米，已用年度控制目标的100.0%，略超控制目标（",
          "用电总量10004万千瓦时，超出控制目标（"}},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        const struct document *bulletin = compose(&set, -1);
        for (int s = 0; s < 4; s++)
            assert_true(count_of(bulletin, expected[i].sentences[s], set.arena) > 0);
        close_set(&set);
    }
}

/* The rows of 附件1 that head others, each with how many targets stand under it: "(一)area 2|". */
static const char *groups(const struct table *table, struct arena *arena)
{
    struct buffer text = {0};
    int targets = 0;
    for (int r = 1; r <= table->row_count; r++) {
        const bool head = r < table->row_count && table->row[r].cell_count == 1;
        if (text.size && (head || r == table->row_count))
            buffer_printf(&text, " %d|", targets);
        targets = head ? 0 : targets + 1;
        if (head)
            buffer_puts(&text, text_of(&table->row[r].cell[0].para, arena));
    }
    const char *copy = arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* Tasks straight in a part that has areas too: each figure stands under the heading that it belongs to. */
static void tasks_beside_areas_stand_under_their_own_headings(void **state)
{
    (void)state;
    struct set set = open_set(mixed_third);
    const struct document *bulletin = compose(&set, -1);
    assert_string_equal(groups(bulletin->attachment[0].body.block[0].table, set.arena),
                        "主要任务 1|（二）用水管理 2|主要任务 3|（一）资金保障 1|保障措施 1|");
    /* the first unit leads tasks before, in and behind the area */
    static const char *const order[] = {"主要任务",         "（一）清查水井。", "主要任务（二）用水管理",
                                        "1.控制用水。",     "主要任务",         "（三）修复渠道。",
                                        "（四）登记井长。", "二、有关事项"};
    const struct document *letter = compose(&set, 0);
    size_t found = 0;
    for (int i = 0; i < letter->body.count && found < sizeof order / sizeof *order; i++)
        found += text_starts(text_of(&letter->body.block[i].para, set.arena), order[found]);
    assert_int_equal(found, sizeof order / sizeof *order);
    struct buffer html = {0};
    assert_true(compose_overview(set.composer, set.xml, &html, set.diag));
    static const char *const summaries[] = {"<h3>清查水井</h3>", "<h3>用水管理</h3>", "<h3>修复渠道</h3>",
                                            "<h3>登记井长</h3>", "<h3>资金保障</h3>", "<h3>培训人员</h3>"};
    for (size_t i = 0; i < sizeof summaries / sizeof *summaries; i++)
        assert_non_null(strstr(buffer_text(&html), summaries[i]));
    assert_null(strstr(buffer_text(&html), "<h3>主要任务</h3>"));
    buffer_free(&html);
    close_set(&set);
}

/* The sum of the numbers that stand before a word: what is told group by group. */
static int told_in_all(const char *text, const char *before)
{
    int sum = 0;
    for (const char *at = text; (at = strstr(at, before)); at++) {
        const char *digit = at;
        while (digit > text && digit[-1] >= '0' && digit[-1] <= '9')
            digit--;
        sum += atoi(digit);
    }
    return sum;
}

static bool stands_as(const struct figure *a, const struct figure *b)
{
    return a->light == b->light && (a->light != LIGHT_GREY || a->state == b->state);
}

/* Against the latest earlier quarter given, be it the last or not, every light that changed is counted in a
 * group, those from and to not reported among them. */
static void the_bulletin_tells_every_change(void **state)
{
    (void)state;
    static const char *const skipping[] = {SHIPPED "notice.xml", SHIPPED "q3.xml", SHIPPED "issue-q3.xml",
                                           SHIPPED "q1.xml", NULL};
    static const struct {
        const char *const *files;
        const char *against, *head;
    } expected[] = {
        {third_quarter, "与二季度末相比", "较上季"},
        {skipping, "与一季度末相比", "较一季度末"},
        {second_year, "与三季度末相比", "较上季"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        const struct document *bulletin = compose(&set, -1);
        const char *told = paragraph(bulletin, expected[i].against, set.arena);
        const struct figure *before = set.report->earlier_figure[set.report->earlier_count - 1];
        int changed = 0;
        for (int t = 0; t < set.plan->target_count; t++)
            changed += !stands_as(&set.report->figure[t], &before[t]);
        assert_true(changed > 0);
        assert_int_equal(told_in_all(told, "个："), changed);
        const struct table *table = bulletin->attachment[0].body.block[0].table;
        assert_string_equal(text_of(&table->row[0].cell[4].para, set.arena), expected[i].head);
        close_set(&set);
    }
}

/* The lights of a unit's tasks, of all units' with -1, told apart by whether the target is a ceiling. */
struct kinds {
    int floor[4], ceiling[4];
};

static struct kinds kinds_of(const struct set *set, int unit)
{
    struct kinds kinds = {{0}, {0}};
    for (int t = 0; t < set->plan->target_count; t++) {
        const struct task *task = &set->plan->task[set->plan->target[t].task];
        const struct figure *f = &set->report->figure[t];
        if (unit < 0 || in(task->lead, task->lead_count, unit))
            (f->ceiling ? kinds.ceiling : kinds.floor)[f->light]++;
    }
    return kinds;
}

/* What has gone beyond a ceiling can't be completed in time, nor catch up with the schedule. */
static void ceilings_are_to_be_kept_and_not_completed(void **state)
{
    (void)state;
    int both = 0, ceilings_alone = 0;
    for (int s = 0; sets[s]; s++) {
        struct set set = open_set(sets[s]);
        const bool result = set.report->quarter->number == 4;
        for (int u = -1; u < set.plan->unit_count; u++) {
            const struct kinds kinds = kinds_of(&set, u);
            const bool floors = kinds.floor[LIGHT_RED] + kinds.floor[LIGHT_YELLOW] > 0;
            const bool ceilings = kinds.ceiling[LIGHT_RED] + kinds.ceiling[LIGHT_YELLOW] > 0;
            if (u >= 0 && set.plan->unit[u].self)
                continue;
            const struct document *document = compose(&set, u);
            assert_int_equal(count_of(document, result ? "从严落实控制措施" : "从严控制", set.arena),
                             ceilings);
            if (u >= 0 && result)
                assert_int_equal(count_of(document, "对未完成的目标，请", set.arena), floors);
            else if (u >= 0)
                assert_int_equal(count_of(document, "争取如期完成", set.arena), floors);
            else if (!result)
                assert_int_equal(count_of(document, "尽快赶上时序进度", set.arena),
                                 kinds.floor[LIGHT_YELLOW] > 0);
            both += u >= 0 && floors && ceilings;
            ceilings_alone += u >= 0 && ceilings && !floors;
        }
        close_set(&set);
    }
    assert_true(both > 0);
    assert_true(ceilings_alone > 0);
}

/* Of several lead units only the first is asked for what is missing. */
static void the_first_lead_unit_answers_for_figures(void **state)
{
    (void)state;
    struct set set = open_set(third_quarter);
    int asked = 0;
    for (int u = 0; u < set.plan->unit_count; u++) {
        const struct document *letter = compose(&set, u);
        int first = 0, other = 0;
        for (int t = 0; t < set.plan->target_count; t++) {
            const struct task *task = &set.plan->task[set.plan->target[t].task];
            if (set.report->figure[t].state == STATE_MISSING && in(task->lead, task->lead_count, u))
                *(task->lead[0] == u ? &first : &other) += 1;
        }
        assert_int_equal(count_of(letter, "，补充", set.arena), first > 0);
        assert_int_equal(count_of(letter, "汇总报送，请予配合", set.arena), other > 0);
        asked += first;
    }
    assert_int_equal(asked, 3);
    close_set(&set);
}

static void a_correction_says_so_once_and_nothing_else_does(void **state)
{
    (void)state;
    struct set set = open_set(third_quarter);
    for (int u = -1; u < set.plan->unit_count; u++)
        assert_int_equal(count_of(compose(&set, u), "更正", set.arena), 0);
    xmlFreeDoc(set.xml);
    struct numbering numbering = number_letters(set.plan, set.arena);
    numbering.correction = true;
    set.xml = report_xml(set.report, &numbering);
    for (int u = -1; u < set.plan->unit_count; u++)
        assert_int_equal(count_of(compose(&set, u), "更正", set.arena), 1);
    close_set(&set);
}

/* Brackets with nothing in them are a sentence that its facts were missing for. */
static void no_document_has_empty_brackets(void **state)
{
    (void)state;
    for (int s = 0; sets[s]; s++) {
        struct set set = open_set(sets[s]);
        struct buffer xml = {0};
        for (int u = -1; u < set.plan->unit_count; u++)
            compose_xml(&set, u, &xml);
        assert_true(compose_overview(set.composer, set.xml, &xml, set.diag));
        assert_null(strstr(buffer_text(&xml), "（）"));
        buffer_free(&xml);
        close_set(&set);
    }
}

/* ---- the overview ---- */

/* What has left the office when: the day of the imprint, not the one below the signature. */
static void the_overview_is_issued_as_the_imprint_says(void **state)
{
    (void)state;
    struct set set = open_set(third_quarter);
    struct buffer html = {0};
    assert_true(compose_overview(set.composer, set.xml, &html, set.diag));
    assert_non_null(strstr(buffer_text(&html), "2024年10月21日印发"));
    assert_string_equal(compose(&set, -1)->imprint.issued_date, "2024年10月21日印发");
    buffer_free(&html);
    close_set(&set);
}

static void the_overview_stands_alone_and_links_every_letter(void **state)
{
    (void)state;
    static const char *const outside[] = {"<script", "http:", "https:", "src=", "@import", "url(", NULL};
    for (int s = 0; sets[s]; s++) {
        struct set set = open_set(sets[s]);
        struct buffer html = {0};
        assert_true(compose_overview(set.composer, set.xml, &html, set.diag));
        const char *page = buffer_text(&html);
        assert_true(text_starts(page, "<!DOCTYPE html"));
        for (int i = 0; outside[i]; i++)
            assert_null(strstr(page, outside[i]));
        int links = 0;
        for (const char *at = page; (at = strstr(at, "href=\"letters/")); at++)
            links++;
        assert_int_equal(links, set.plan->unit_count);
        assert_non_null(strstr(page, "href=\"bulletin.pdf\""));
        buffer_free(&html);
        close_set(&set);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_letter_holds_its_own_tasks_and_no_others),
        cmocka_unit_test(letters_are_numbered_after_what_there_is),
        cmocka_unit_test(the_issuer_gets_a_list_and_no_letter),
        cmocka_unit_test(letters_ask_and_never_order),
        cmocka_unit_test(the_bulletin_has_its_four_parts),
        cmocka_unit_test(the_bulletin_names_every_area_task_and_target),
        cmocka_unit_test(the_bulletin_names_every_problem_and_who_leads_it),
        cmocka_unit_test(the_bulletin_tells_every_change),
        cmocka_unit_test(tasks_beside_areas_stand_under_their_own_headings),
        cmocka_unit_test(the_bulletin_notes_every_gap),
        cmocka_unit_test(a_mean_says_that_nothing_counts_as_0),
        cmocka_unit_test(ceilings_are_to_be_kept_and_not_completed),
        cmocka_unit_test(the_first_lead_unit_answers_for_figures),
        cmocka_unit_test(a_correction_says_so_once_and_nothing_else_does),
        cmocka_unit_test(no_document_has_empty_brackets),
        cmocka_unit_test(the_overview_is_issued_as_the_imprint_says),
        cmocka_unit_test(the_overview_stands_alone_and_links_every_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
