/*
 * The bulletin and the overview that the templates make: all areas, tasks, targets, problems and changes are
 * told, under the heading that they belong to, and what is said of all figures holds for each.
 */
#include "templates_fixture.h"

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
        {mixed_third, "数量类目标平均完成率58.0%（已报送但尚未取得进展的按0计算）。", true},
        {mixed_year, "（三季度末为58.0%，均按当期已报送的目标计算，其中未取得进展的按0计算）。", false},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        const struct document *bulletin = compose(&set, -1);
        assert_int_equal(count_of(bulletin, expected[i].sentence, set.arena), 1);
        const char *note = text_of(&bulletin->attachment[1].body.block[0].table->note, set.arena);
        assert_int_equal(strstr(note, "，已报送但尚未取得进展的完成率按0计算") != NULL, expected[i].noted);
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
          "用电总量10003万千瓦时，超出10000万千瓦时的年度控制目标（"}},
        {mixed_year,
         {"清查水井9996眼，完成年度目标的100.0%，略低于目标（",
          "巡查渠道9996公里，完成当季目标的100.0%，略低于目标（",
          "用水总量10004万立方米，已用年度控制目标的100.0%，略超控制目标（",
          "用电总量10004万千瓦时，超出10000万千瓦时的年度控制目标（"}},
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
                        "主要任务 1|（二）用水管理 2|主要任务 3|保障措施（一）资金保障 1|保障措施 1|");
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

/* The paragraphs of a bulletin that begin as told hold what is told, and nothing of what isn't so. */
struct told {
    const char *const *files;
    const char *start, *holds[4], *lacks[3];
};

static void check_told(const struct told *told)
{
    struct set set = open_set(told->files);
    const char *text = paragraph(compose(&set, -1), told->start, set.arena);
    for (int i = 0; i < 4 && told->holds[i]; i++)
        if (!strstr(text, told->holds[i]))
            fail_msg("%s isn't in %s", told->holds[i], text);
    for (int i = 0; i < 3 && told->lacks[i]; i++)
        if (strstr(text, told->lacks[i]))
            fail_msg("%s is in %s", told->lacks[i], text);
    close_set(&set);
}

/* Nothing reported, everything reached, nothing completed: what is so of all is said of all, and nothing is
 * asked of those that there aren't. */
static void the_bulletin_says_only_what_is_so(void **state)
{
    (void)state;
    static const struct told told[] = {
        {bare_start,
         "《落实〈丙河规划〉实施方案》",
         {"目前尚未收到各单位报送的数据和情况，现将", "重点任务有关情况通报如下。"},
         {"根据各单位", "进展情况"}},
        {bare_half, "《落实〈丙河规划〉实施方案》", {"根据各单位报送的数据和情况，现将"}, {"尚未收到"}},
        {bare_year,
         "《落实〈丙河规划〉实施方案》",
         {"根据各单位报送的数据，现将2031年度（截至12月31日）重点任务完成情况通报"},
         {"和情况"}},
        {bare_start, "截至3月31日，", {"，3个目标均未报送数据。", "评价以时序进度为准"}, {"中，", "只计"}},
        {bare_half, "截至6月30日，", {"，3个目标均为绿灯。"}, {NULL}},
        {bare_year,
         "截至12月31日，",
         {"，3个目标均未完成。", "评价以年度或当季目标为准（按季完成的目标只计四季度）："},
         {"已完成0个"}},
        {mixed_year, "与三季度末相比（此前评价进度，本期评价完成结果），绿灯", {NULL}, {NULL}},
        {third_quarter, "与二季度末相比，绿灯", {NULL}, {NULL}},
        /* who leads several targets of a task with others is told behind the last of them */
        {mixed_year, "■用电总量", {NULL}, {"共同牵头"}},
        {mixed_year, "▲用水总量", {"（以上2个目标均与市水利局共同牵头）。"}, {NULL}},
        {third_quarter, "▲新能源整车产量", {"预期；与省工业和信息化厅"}, {"以上"}},
        {few, "截至6月30日，", {"，该目标为绿灯。"}, {"1个目标"}},
        {bare_half, "数量类目标平均完成率", {"3个目标均已达到目标要求。"}, {NULL}},
        {bare_start, "图中竖线为应达比例（时序进度要求）。", {NULL}, {"未注明差距"}},
        {bare_half,
         "数量类目标列明完成年度或当季目标的比例；未注明差距的，均达到",
         {NULL},
         {"控制类", "其他"}},
        {mixed_third,
         "数量类目标列明",
         {"，控制类目标列明已用或超出控制目标的比例；已报送且未注明差距的，均达到时序进度或目标要求。"},
         {"其他"}},
        {bare_year, "数量类目标列明", {"图中竖线为应达比例（年度或当季目标要求）。"}, {"时序"}},
        {bare_start, "未报送数据的目标3个；未报送进展情况的任务1项。", {NULL}, {NULL}},
        {bare_start, "○尚未报送进展情况：宣传护河。", {NULL}, {NULL}},
        {bare_year, "未完成的目标3个，均为红灯；未报送完成情况的任务1项。", {NULL}, {NULL}},
        {third_quarter, "红灯目标3个、黄灯目标5个；未报送数据的目标3个。", {NULL}, {"差距较大"}},
        {bare_year,
         "■创建示范河段32公里，完成年度目标的80.0%，差20.0个百分点（2个河段延期）。",
         {NULL},
         {NULL}},
        {bare_year, "■培训村民0人次，未取得进展（教材未到！）。", {NULL}, {NULL}},
        {bare_start, "（一）如期完成年度目标。", {NULL}, {"已达到目标要求"}},
        {bare_half, "（一）巩固已有工作成果。", {"逐项抓好落实，巩固和扩大已有成果。"}, {NULL}},
        {bare_year, "（二）做好年度工作衔接。", {NULL}, {"对已完成的目标"}},
        {bare_start,
         "（二）按时准确报送数据。",
         {"尚未报送数据的3个目标和尚未报送进展情况的1项任务，请牵头单位补报。"},
         {"暂无数据"}},
        {third_quarter, "（三）按时准确报送数据。", {"暂无数据的，要说明原因"}, {NULL}},
        {bare_half, "（1）宣传护河。印发《手册》，并编写案例（“一河一例”）。", {NULL}, {NULL}},
        {bare_half, "第二批“案例”正在编写。", {NULL}, {"。。"}},
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        check_told(&told[i]);
}

/* The year isn't said twice where the plan's title has it; a whole year is 年度. */
static void titles_name_the_year_once(void **state)
{
    (void)state;
    static const struct {
        const char *const *files;
        const char *title;
    } expected[] = {
        {second_year, "关于《2025年全省水网建设与节水行动工作要点》全年重点任务完成情况的通报"},
        {bare_year, "关于《落实〈丙河规划〉实施方案》2031年度重点任务完成情况的通报"},
        {bare_half, "关于《落实〈丙河规划〉实施方案》2031年上半年重点任务进展情况的通报"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        assert_string_equal(text_of(&compose(&set, -1)->title, set.arena), expected[i].title);
        close_set(&set);
    }
}

/* In the fourth quarter nothing is held against the pace, and the ranking says which way its points go. */
static void notes_fit_the_quarter(void **state)
{
    (void)state;
    static const struct {
        const char *const *files;
        const char *due, *points;
    } expected[] = {
        {third_quarter, "应达为截至9月30日的时序进度要求，非数量类和按季目标为100%；",
         "较时序进度平均差距（百分点，正值为超前、负值为落后，控制类除外）"},
        {bare_half, "应达为截至6月30日的时序进度要求，按季目标为100%。", ""},
        {few, "应达为截至6月30日的时序进度要求。", NULL},
        {second_year, "应达为年度或当季目标要求；",
         "较年度或当季目标平均差距（百分点，正值为超出、负值为不足"},
        /* one leads nothing but ceilings */
        {mixed_year, "应达为年度或当季目标要求；", "负值为不足，控制类除外；“—”按0计算）"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        const struct document *bulletin = compose(&set, -1);
        for (int a = 0; a < (expected[i].points ? 2 : 1); a++) {
            const struct table *table = bulletin->attachment[a].body.block[0].table;
            assert_non_null(
                strstr(text_of(&table->note, set.arena), a ? expected[i].points : expected[i].due));
        }
        close_set(&set);
    }
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

/* What there is none of isn't counted; words that came beside figures are told; two rules of lights aren't
 * taken for one. */
static void the_overview_says_only_what_is_so(void **state)
{
    (void)state;
    static const struct {
        const char *const *files;
        const char *holds, *lacks;
    } expected[] = {
        {bare_start, ">未报送3个</dd>", "暂无数据0个"},
        {few, ">未报送或暂无数据</dd>", "未报送0个"},
        {second_year, "<th scope=\"row\">提升节约用水水平</th><td data-label=\"完成情况\"><span>节水型社会",
         "<span>未报送</span>"},
        {second_year, "各季度末灯数（此前评价进度，全年评价完成结果）<", "未报送0个"},
        {third_quarter, "各季度末灯数<", "此前评价进度"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct set set = open_set(expected[i].files);
        struct buffer html = {0};
        assert_true(compose_overview(set.composer, set.xml, &html, set.diag));
        if (!strstr(buffer_text(&html), expected[i].holds))
            fail_msg("%s isn't told", expected[i].holds);
        assert_null(strstr(buffer_text(&html), expected[i].lacks));
        buffer_free(&html);
        close_set(&set);
    }
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
        assert_null(strstr(page, "完成率为“—”"));
        assert_non_null(strstr(page, "<h3 class=\"whole\">")); /* names of offices aren't divided */
        assert_null(strstr(page, "</span>，"));                /* nor does a mark begin a line */
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
        cmocka_unit_test(the_bulletin_has_its_four_parts),
        cmocka_unit_test(the_bulletin_names_every_area_task_and_target),
        cmocka_unit_test(the_bulletin_names_every_problem_and_who_leads_it),
        cmocka_unit_test(a_mean_says_that_nothing_counts_as_0),
        cmocka_unit_test(the_bulletin_notes_every_gap),
        cmocka_unit_test(tasks_beside_areas_stand_under_their_own_headings),
        cmocka_unit_test(the_bulletin_says_only_what_is_so),
        cmocka_unit_test(titles_name_the_year_once),
        cmocka_unit_test(notes_fit_the_quarter),
        cmocka_unit_test(the_bulletin_tells_every_change),
        cmocka_unit_test(the_overview_is_issued_as_the_imprint_says),
        cmocka_unit_test(the_overview_says_only_what_is_so),
        cmocka_unit_test(the_overview_stands_alone_and_links_every_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
