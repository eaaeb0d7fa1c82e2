/*
 * What the templates make of the shipped notice and of the invented ones, seen from the letters: each holds
 * its own tasks, whole, and nobody else's, asks and doesn't order, and numbers its sections and attachments
 * after what there is. Every document passes the schema.
 */
#include "templates_fixture.h"

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
    if (!taken.lead && !taken.support)
        return ""; /* nothing but the matters, which need no heading then */
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
    /* the form's first column: tasks of both kinds, data to add, what else there is; none for who has no task
     */
    const struct flow *reply = &letter->attachment[taken.targets > 0].body;
    assert_int_equal(reply->count, taken.lead || taken.support ? 2 : 1);
    if (reply->count > 1)
        assert_string_equal(text_of(&reply->block[1].table->row[0].cell[0].para, set->arena), "任务（事项）");
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
    int lists = 0;
    for (int s = 0; sets[s]; s++) {
        struct set set = open_set(sets[s]);
        int self = 0;
        while (self < set.plan->unit_count && !set.plan->unit[self].self)
            self++;
        if (self == set.plan->unit_count) { /* the issuer is none of the units */
            close_set(&set);
            continue;
        }
        lists++;
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
    assert_int_equal(lists, 7);
}

/* Who has no task is told so, and asked for no more than support. */
static void who_has_no_task_gets_a_letter_of_its_own(void **state)
{
    (void)state;
    struct set set = open_set(bare_start);
    const struct document *letter = compose(&set, 2), *list = compose(&set, 3);
    assert_string_equal(text_of(&letter->title, set.arena),
                        "关于支持《落实〈丙河规划〉实施方案》重点任务落实工作的函");
    assert_int_equal(
        count_of(letter, "印发，其中没有列明由贵委牵头或者配合的任务。现将有关事项函告如下。", set.arena), 1);
    assert_int_equal(count_of(letter, "（二）如有意见建议，请填写回执", set.arena), 1);
    assert_int_equal(count_of(letter, "进展情况", set.arena), 0);
    assert_int_equal(count_of(list, "印发，其中没有列明由我办牵头或者配合的任务。", set.arena), 1);
    assert_int_equal(count_of(list, "如下", set.arena), 0);
    close_set(&set);
}

/* The year over, the result is told, and nobody is asked to go on as if it weren't. */
static void letters_of_the_fourth_quarter_tell_the_result(void **state)
{
    (void)state;
    static const char *const *const years[] = {second_year, mixed_year, bare_year, NULL};
    for (int s = 0; years[s]; s++) {
        struct set set = open_set(years[s]);
        for (int u = 0; u < set.plan->unit_count; u++) {
            struct buffer xml = {0};
            compose_xml(&set, u, &xml);
            static const char *const over[] = {
                "进展情况", "继续统筹推进", "尚未取得进展", "时序", "2031年全年", "补充", NULL};
            for (int i = 0; over[i]; i++)
                if (strstr(buffer_text(&xml), over[i]))
                    fail_msg("%s: %s", set.plan->unit[u].name, over[i]);
            buffer_free(&xml);
        }
        close_set(&set);
    }
    static const struct {
        const char *const *files;
        int unit;
        const char *title;
    } titles[] = {
        {bare_year, 1, "关于《落实〈丙河规划〉实施方案》2031年度重点任务完成情况的函"},
        {bare_year, 2, "关于支持做好《落实〈丙河规划〉实施方案》重点任务后续工作的函"},
        {mixed_year, 0, "关于《2031年乙事任务清单》全年重点任务完成情况的函"},
        {mixed_third, 0, "关于做好《2031年乙事任务清单》重点任务落实工作的函"},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct set set = open_set(titles[i].files);
        assert_string_equal(text_of(&compose(&set, titles[i].unit)->title, set.arena), titles[i].title);
        close_set(&set);
    }
    struct set set = open_set(bare_year);
    const struct document *letter = compose(&set, 1);
    assert_int_equal(
        count_of(letter, "（一）请贵校做好牵头任务的总结和后续衔接。对未完成的目标，请", set.arena), 1);
    assert_int_equal(count_of(letter, "，补报1项任务的完成情况，函复我办。", set.arena), 1);
    assert_int_equal(count_of(letter, "完成情况：■培训村民0人次（未取得进展；教材未到！）。", set.arena), 1);
    /* a number isn't divided */
    assert_int_equal(count_of(letter, "联系电\u2060话：0000\u2060-\u20600000000。", set.arena), 1);
    close_set(&set);
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

/* ---- letters and bulletin ---- */

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
            /* what is too fast is named, and isn't among what is to catch up */
            assert_int_equal(count_of(document, "快于时序进度的，", set.arena),
                             count_of(document, "控制类目标快于时序进度的，", set.arena));
            if (u < 0 && !result) {
                assert_int_equal(count_of(document, "进度落后的黄灯目标", set.arena),
                                 kinds.floor[LIGHT_YELLOW] > 0 && kinds.ceiling[LIGHT_YELLOW] > 0);
                assert_int_equal(count_of(document, "进度落后的红灯目标", set.arena),
                                 kinds.floor[LIGHT_RED] > 0 && kinds.ceiling[LIGHT_RED] > 0);
            }
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
        assert_int_equal(count_of(letter, "，补报", set.arena), first > 0);
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
    report_free(set.xml);
    struct numbering numbering = number_letters(set.plan, set.arena);
    numbering.correction = true;
    set.xml = report_xml(set.report, &numbering);
    /* before what is told to follow, 如下, and so no part of it */
    for (int u = -1; u < set.plan->unit_count; u++) {
        const struct document *document = compose(&set, u);
        assert_int_equal(count_of(document, "更正", set.arena), 1);
        const char *place = u < 0 ? "此前印发的通报有关内容已作更正，以本通报为准。根据"
                            : set.plan->unit[u].self ? "此前印发的清单有关内容已作更正，以本清单为准。截至"
                                                     : "此前印发的函有关内容已作更正，以本函为准。现将";
        assert_int_equal(count_of(document, place, set.arena), 1);
    }
    close_set(&set);
}

/* Brackets with nothing in them are a sentence that its facts were missing for; and what an office wrote with
 * a full stop isn't closed by another. */
static void no_document_has_empty_brackets_or_two_stops(void **state)
{
    (void)state;
    static const char *const faults[] = {"（）", "。。", "。）", "；。", "，。", NULL};
    for (int s = 0; sets[s]; s++) {
        struct set set = open_set(sets[s]);
        struct buffer xml = {0};
        for (int u = -1; u < set.plan->unit_count; u++)
            compose_xml(&set, u, &xml);
        assert_true(compose_overview(set.composer, set.xml, &xml, set.diag));
        for (int i = 0; faults[i]; i++)
            if (strstr(buffer_text(&xml), faults[i]))
                fail_msg("%s in set %d", faults[i], s);
        buffer_free(&xml);
        close_set(&set);
    }
}

/* 附注 stands on the letters that the issue file gives one for, and on no list of the office's own. */
static void letters_bear_their_note(void **state)
{
    (void)state;
    struct set set = open_set(mixed_third);
    for (int u = 0; u < set.plan->unit_count; u++)
        assert_string_equal(text_of(&compose(&set, u)->note, set.arena),
                            set.plan->unit[u].self ? "" : "（此件不公开）");
    close_set(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_letter_holds_its_own_tasks_and_no_others),
        cmocka_unit_test(letters_are_numbered_after_what_there_is),
        cmocka_unit_test(the_issuer_gets_a_list_and_no_letter),
        cmocka_unit_test(who_has_no_task_gets_a_letter_of_its_own),
        cmocka_unit_test(letters_of_the_fourth_quarter_tell_the_result),
        cmocka_unit_test(letters_ask_and_never_order),
        cmocka_unit_test(ceilings_are_to_be_kept_and_not_completed),
        cmocka_unit_test(the_first_lead_unit_answers_for_figures),
        cmocka_unit_test(a_correction_says_so_once_and_nothing_else_does),
        cmocka_unit_test(no_document_has_empty_brackets_or_two_stops),
        cmocka_unit_test(letters_bear_their_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
