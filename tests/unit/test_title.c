/* Titles: whole words, trapezoid or diamond, in a type whose every character is one em (Latin half). */
#include "line_bench.h"

enum { MEASURE = 20 }; /* characters */

struct title {
    const char *lines; /* with | where the title must be divided */
};

/* 2号 on the type area holds 20 characters. */
static const struct title rows[] = {
    {"关于进一步加强安全生产工作的通知"},
    {"关于《实施先进制造业|“2024攻坚提质年”工作方案》|2024年前三季度进展情况的通报"},
    {"关于印发《实施先进制造业|“2024攻坚提质年”工作方案》的通知"},
    {"国务院办公厅关于进一步优化营商环境|更好服务市场主体的实施意见"},
    {"关于公布第一批省级中小企业|特色产业集群名单的通知"},
    {"附件标题比较长的时候应当|怎样分行才算得上匀称和好看呢"},
    {"山东省制造强省建设领导小组办公室|关于做好重点任务落实工作的函"},
    /* three lines where a fourth would be prettier */
    {"中共某某省委办公厅关于开展|先进制造业和现代服务业融合发展试点和|全省安全生产工作情况的通报"},
    /* the names of agencies whole, also in a title that is quoted, and parted at their space */
    {"省制造强省建设领导小组办公室|关于规范制造业单项冠军企业|培育工作的指导意见"},
    {"国务院办公厅关于转发|《山东省人民政府关于开展城镇老旧|小区改造先进集体和先进个人的决定》的通知"},
    {"山东省发展和改革委员会 |山东省工业和信息化厅关于做好|2024年度省级重点项目建设的通知"},
};

/* Titles that are only held to the rules, whatever the lines. */
static const char *const titles[] = {
    "关于做好《实施先进制造业“2024攻坚提质年”工作方案》重点任务落实工作的函",
    "关于深入开展2024年度全省制造业单项冠军企业培育和高质量发展重点项目储备工作的意见",
    "国务院关于印发《推动大规模设备更新和消费品以旧换新行动方案》的通知",
    "中共中央办公厅国务院办公厅关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见",
    "关于开展全省安全生产和消防安全工作考核巡查的通知",
    "省政府办公厅关于建立健全职业病防治工作联席会议制度的通知",
    "关于加快推进农业机械化和农机装备产业转型升级的指导意见",
    "关于表彰全省脱贫攻坚先进集体和先进个人的决定",
    "关于调整完善部分省级议事协调机构组成人员和工作职责的通知",
    "关于全面推进城镇老旧小区改造工作的实施意见",
    "关于加强和改进新形势下民族工作促进各民族交往交流交融的若干措施",
    "关于进一步做好高校毕业生等青年就业创业工作的通知",
};

static int make_title(void **state)
{
    make_bench(state);
    struct bench *b = *state;
    b->style.face = FACE_XIAOBIAOSONG;
    b->style.align = ALIGN_CENTER;
    b->style.balance = true;
    return 0;
}

static const struct lines *set_title(struct bench *b, const char *text)
{
    return set(b, text, MEASURE * EM);
}

/* Trapezoid, inverted trapezoid or diamond with visible steps, and no line shorter than half of another. */
static void check_shape(const char *text, const struct lines *lines)
{
    length longest = 0, shortest = INT32_MAX;
    bool fell = false;
    assert_in_range(lines->count, 1, 3);
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->line[i];
        longest = line->width > longest ? line->width : longest;
        shortest = line->width < shortest ? line->width : shortest;
        assert_true(abs(2 * line->left + line->width - MEASURE * EM) <= 1); /* centred */
        if (i == 0)
            continue;
        length rise = line->width - lines->line[i - 1].width;
        if (abs(rise) < EM)
            fail_msg("%s: lines %d and %d are as long as each other", text, i, i + 1);
        if (rise > 0 && fell)
            fail_msg("%s: an hourglass", text);
        fell = rise < 0;
    }
    if (shortest * 2 < longest)
        fail_msg("%s: a line is less than half of another", text);
}

static bool begins_with(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strncmp(text, *words, strlen(*words)) == 0)
            return true;
    return false;
}

static bool ends_with(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strlen(text) >= strlen(*words) && strcmp(text + strlen(text) - strlen(*words), *words) == 0)
            return true;
    return false;
}

static void check_edges(const char *text, const struct lines *lines)
{
    static const char *const never_first[] = {"的", "和", "与", "及", "等", "之", "了",
                                              "》", "”",  "）", "，", "、", NULL};
    static const char *const never_last[] = {"关于", "对", "将", "把", "以", "进一步",
                                             "《",   "“",  "（", "，", "、", NULL};
    for (int i = 0; i < lines->count; i++) {
        if (i > 0 && begins_with(lines->line[i].text, never_first))
            fail_msg("%s: a line begins badly: %s", text, lines->line[i].text);
        if (i < lines->count - 1 && ends_with(lines->line[i].text, never_last))
            fail_msg("%s: a line ends badly: %s", text, lines->line[i].text);
    }
}

/* The lines that an editor would choose, in few lines and in many: fixed phrases whole, and a shape, in which
 * two of four lines may be equal. */
static const char *const long_rows[] = {
    "关于《要点》|2030年度重点任务|完成情况的通报",
    "关于修改《某某省人口与计划|生育条例》等二十七件地方性法规的|决定（草案）的说明",
    "关于《广西壮族自治区|2026年国民经济和社会发展计划|主要目标任务分解方案》上半年|"
    "重点任务进展情况的通报",
    "关于《关于深入学习贯彻党的|二十大精神加快推进农业农村现代化建设|"
    "走好中国式现代化道路全面推进乡村振兴促进|共同富裕巩固拓展脱贫攻坚成果同乡村振兴|"
    "有效衔接的实施方案》2024年上半年|重点任务进展情况的通报",
};

static const char *without_bars(struct bench *b, const char *row)
{
    char *text = arena_strdup(b->arena, row), *to = text;
    for (const char *from = row; *from; from++)
        if (*from != '|')
            *to++ = *from;
    *to = '\0';
    return text;
}

/* A space at a line's end isn't set. */
static const char *without_spaces(struct bench *b, const char *row)
{
    char *text = arena_strdup(b->arena, row), *to = text;
    for (const char *from = row; *from; from++)
        if (from[0] != ' ' || from[1] != '|')
            *to++ = *from;
    *to = '\0';
    return text;
}

static void longer_titles_keep_phrases_and_shape(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof long_rows / sizeof long_rows[0]; i++) {
        const struct lines *lines = set_title(b, without_bars(b, long_rows[i]));
        check_edges(long_rows[i], lines);
        assert_string_equal(joined(b, lines), long_rows[i]);
    }
}

static void titles_are_divided_as_an_editor_would(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *text = without_bars(b, rows[i].lines);
        const struct lines *lines = set_title(b, text);
        check_shape(text, lines);
        check_edges(text, lines);
        assert_string_equal(joined(b, lines), without_spaces(b, rows[i].lines));
    }
}

static void titles_keep_the_rules(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        const struct lines *lines = set_title(b, titles[i]);
        check_shape(titles[i], lines);
        check_edges(titles[i], lines);
    }
}

static void the_author_s_lines_are_kept(void **state)
{
    struct bench *b = *state;
    struct run runs[] = {
        {.kind = RUN_TEXT, .text = "关于做好"}, {.kind = RUN_BREAK}, {.kind = RUN_TEXT, .text = "和的通知"}};
    struct para para = {.run = runs, .run_count = 3};
    const struct lines *lines = lines_set(&para, &b->style, MEASURE * EM, b->fixed.set, b->arena, b->diag);
    assert_string_equal(joined(b, lines), "关于做好|和的通知");
}

/* Too long for any shape: centred lines all the same, none over the measure. */
static void endless_titles_are_set_somehow(void **state)
{
    struct bench *b = *state;
    char *text = arena_strdup(b->arena, "");
    for (int i = 0; i < 12; i++)
        text = arena_printf(b->arena, "%s%s", text, "推进高质量发展");
    const struct lines *lines = set_title(b, text);
    assert_int_equal(lines->count, 5);
    for (int i = 0; i < lines->count; i++)
        assert_true(lines->line[i].width <= MEASURE * EM);
    assert_int_equal(set_title(b, "")->count, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, make_title, free_bench)
    const struct CMUnitTest tests[] = {
        T(longer_titles_keep_phrases_and_shape),
        T(titles_are_divided_as_an_editor_would),
        T(titles_keep_the_rules),
        T(the_author_s_lines_are_kept),
        T(endless_titles_are_set_somehow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
