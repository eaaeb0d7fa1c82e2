/* Where lines may end and where they do, with a font of fixed advances. */
#include "line_bench.h"

struct broken {
    int halves; /* the measure in half ems */
    const char *lines;
};

static void check_breaks(struct bench *b, const struct broken *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char text[512], *to = text;
        for (const char *from = rows[i].lines; *from; from++)
            if (*from != '|')
                *to++ = *from;
        *to = '\0';
        const char *got = joined(b, set(b, text, rows[i].halves * EM / 2));
        if (strcmp(got, rows[i].lines) != 0)
            fail_msg("row %d: %s, expected %s", (int)i, got, rows[i].lines);
    }
}
#define CHECK_BREAKS(b, rows) check_breaks(b, rows, sizeof(rows) / sizeof(rows)[0])

static void prohibitions(void **state)
{
    static const struct broken rows[] = {
        /* the mark's half fits where its em would not */
        {11, "中文中文中，|文中文中"},
        /* the mark doesn't fit: one character goes with it */
        {10, "中文中文|中，文中文|中文中"},
        {10, "中文中文|（文）中文中|文中"},
        {12, "中文中文中|“文中”文中文|中文中"},
        {10, "中文中文|中》。文中|文中文"},
        {12, "中文中文中|艾·中文中文|中文"},
        /* a dash may begin or end a line but not be cut */
        {10, "中文中文|——中文中|文中文"},
        {12, "中文中文——|中文中文中"},
        {10, "中文中文|……中文中|文中文"},
        /* a telephone number is no range, whatever hole it leaves */
        {26, "中文中文中文中文中|0571-87654321中文中文中文|中文中文"},
    };
    struct bench *b = *state;
    CHECK_BREAKS(b, rows);
}

static void what_must_stay_whole(void **state)
{
    struct bench *b = *state;
    b->style.align = ALIGN_LEFT; /* ragged, so that only the break decides */
    static const struct broken rows[] = {
        {12, "中文中文|1000家中"},    {12, "中文中文|52%中文"},       {14, "中文中文中文|7家左右中"},
        {14, "中文中文|3.5万家中文"}, {13, "中文中文|1-2个中文"},     {16, "中文中文中文|3～5年中文"},
        {14, "中文中文中|第3条中文"}, {14, "中文中文中|第十条中文"},  {12, "中文中文|（一）中文"},
        {12, "中文中文|GB/T中文"},    {13, "中文中文|PM2.5中文"},     {12, "中文中文中|5G工厂中"},
        {14, "中文中文|1,000家中"},   {14, "中文中文中|9:30中文"},    {13, "中文中文|35 kV中文"},
        {16, "中文中文|2个百分点"},   {16, "中文中文中|-3.2%中文"},   {18, "中|文中文〔2024〕5号中"},
        {14, "中文中文|4.89×10⁸t中"}, {12, "中文中文中|Ⅱ类中文"},     {12, "中文中文中Ⅱ|和中文"},
        {12, "中文中文中|①中文中"},   {17, "中文中文中|5千瓦时中文"}, {20, "中文中文中文|8平方公里中"},
        {11, "中文中文|中/文中"},     {11, "中文中文|文／中文"},      {14, "中文中文|3个工作日中"},
    };
    CHECK_BREAKS(b, rows);
}

/* In running text, too, 左右 and 以上 are whole, and with their number if that costs little. */
static void bounds_of_numbers_stay_whole(void **state)
{
    struct bench *b = *state;
    int parted = 0;
    for (int pad = 0; pad < 20; pad++) {
        const char *text = arena_printf(
            b->arena, "%s同比增长10%%以上，达到60万辆左右，预计1.2万个左右，又10%%以内的中文中文",
            han(b, pad));
        const struct lines *lines = set(b, text, 28 * EM);
        for (int i = 0; i + 1 < lines->count; i++) {
            const char *line = lines->line[i].text, *last = line + strlen(line) - 3,
                       *next = lines->line[i + 1].text;
            if (strncmp(next, "右", 3) == 0 || strcmp(last, "以") == 0)
                fail_msg("%d: %s|%s", pad, line, next);
            parted += strncmp(next, "左", 3) == 0 || strncmp(next, "以", 3) == 0;
        }
    }
    assert_in_range(parted, 0, 4); /* where the next line would be torn */
    b->style.align = ALIGN_LEFT;
    assert_string_equal(joined(b, set(b, "中文中文中文52%以上中文", 9 * EM)), "中文中文中文|52%以上中文");
}

static void what_may_break_at_a_price(void **state)
{
    struct bench *b = *state;
    b->style.align = ALIGN_LEFT;
    static const struct broken rows[] = {
        {14, "中文2024年|12月31日中"},                        /* the atoms of a date */
        {18, "中文中文2020—|2025年度规划"},                   /* a long range, behind its connector */
        {10, "31.6万吨|标准煤"},                              /* before what is measured */
        {30, "中文中文www.shandong.gov.cn/|jq/index.html中"}, /* a host, behind its marks */
    };
    CHECK_BREAKS(b, rows);
}

/* 个百分点 comes apart rather than that the line before it is stretched by a fifth of an em at each place,
 * and stays whole where it is stretched less. */
static void percentage_points_come_apart(void **state)
{
    struct bench *b = *state;
    static const struct broken rows[] = {
        {44, "中文中文中文中文中文中文中文中文中文1.5个|百分点中文"},
        {52, "中文中文中文中文中文中文中文中文中文中文中文|1.5个百分点中文"},
    };
    CHECK_BREAKS(b, rows);
}

/* Whether the line and the next cut a word, a number, or what is no place of an address; text: of both. */
static bool parts_a_word(struct bench *b, const char *text, const struct line *line)
{
    static const char western[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/@";
    char last = line->text[strlen(line->text) - 1], first = line[1].text[0];
    if (!strstr(text, arena_printf(b->arena, "%s%s", line->text, line[1].text)))
        return false; /* a space was there */
    return last && first && strchr(western, last) && strchr(western, first) && (last != '/' || first == '/');
}

/* Numbers and words stay whole wherever the line's end falls, and addresses part behind their marks; nothing
 * of them is stretched, and a line that this leaves short stays so. */
static void western_text_at_full_measure(void **state)
{
    struct bench *b = *state;
    static const char contacts[] =
        "联系电话0531-88886666，传真010-12345678，网址https://www.shandong.gov.cn/art/2024/5/31/"
        "art_107851_125.html，门户www.shandong.gov.cn，邮箱gxt_zzqs@shandong.cn，Industrial Internet of "
        "Things (IIoT) and cyber-physical production systems。";
    for (int pad = 0; pad < 28; pad++) {
        struct buffer text = {0};
        for (int i = 0; i < pad; i++)
            buffer_puts(&text, "前");
        for (int i = 0; i < 2; i++)
            buffer_puts(&text, contacts);
        const struct lines *lines = set(b, buffer_text(&text), 28 * EM);
        for (int i = 0; i + 1 < lines->count; i++) {
            const struct line *line = &lines->line[i];
            if (parts_a_word(b, buffer_text(&text), line))
                fail_msg("%d: %s|%s", pad, line->text, line[1].text);
            for (int g = 1; g < line->run[0].count; g++) {
                const struct glyph *left = &line->run[0].glyph[g - 1], *right = left + 1;
                bool within = left->id > ' ' && left->id < 0x7F && right->id > ' ' && right->id < 0x7F;
                if (within && right->dx - left->dx != EM / 2)
                    fail_msg("%d: a gap between %c and %c in %s", pad, (int)left->id, (int)right->id,
                             line->text);
            }
        }
        buffer_free(&text);
    }
}

static void what_is_longer_than_a_line(void **state)
{
    struct bench *b = *state;
    static const struct broken rows[] = {
        /* it is cut to fill lines, and the number beside it stays whole */
        {40, "账号12345678901234567890123456789012345|67890123456789012345678901234567890中文|"
             "中文中0531-88886666中"},
        /* an address that has nothing to stretch leaves its line short */
        {20, "中文中文中文http://|example.cn/about/|index.html中文"},
        /* what isn't stays whole beside it */
        {20, "中文中1234567890123|45678901234567890123|456789中文中文中文|中1000家中"},
    };
    CHECK_BREAKS(b, rows);
    assert_int_equal(set(b, "中文中文中文http://example.cn/about/index.html中文", 10 * EM)->line[1].width,
                     17 * EM / 2);
}

static void emergencies_in_narrow_cells(void **state)
{
    struct bench *b = *state;
    b->style.align = ALIGN_LEFT;
    b->style.narrow = true;
    assert_string_equal(joined(b, set(b, "2020-2025年", 3 * EM + EM / 2)), "2020-|2025年");
    assert_string_equal(joined(b, set(b, "abcdefgh", 2 * EM)), "abcd|efgh");
    assert_string_equal(joined(b, set(b, "中文中", EM)), "中|文|中");
    assert_string_equal(joined(b, set(b, "123456家", 3 * EM)), "123456|家");
    /* narrower than anything: a unit a line, and no crash */
    assert_int_equal(set(b, "中——文", EM / 2)->count, 3);
}

static void narrow_cells_keep_words(void **state)
{
    struct bench *b = *state;
    b->style.narrow = true; /* align stays default: narrow cells aren't justified all the same */
    static const struct broken rows[] = {
        {14, "创建全国重点|实验室"},
        {6, "序时|进度"},
        {12, "规模以上工业|企业数量"},
        {14, "信息技术产业|营业收入增长"},
        {22, "规模以上工业企业R&D|经费支出增速"},
        /* a character by itself may belong to a longer word */
        {14, "培育推广技术|首批次新材料"},
        /* a numeral that ends a word begins no number */
        {10, "人人统一|十万元"},
        /* 左右 goes not asunder for a line's sake, and stays with its number where it can */
        {11, "3200万吨|左右控制|目标"},
        {14, "3200万吨左右|控制目标"},
        /* 等 may end a line */
        {19, "举办家电、家居等|促消费活动"},
        /* what ends a longer word than the dictionary knows, and two characters that it knows not to be one
         */
        {14, "培优做强工业类|开发区"},
        {22, "园区规模以上工业增加值|增速高于全省"},
        {20, "新培育省级以上绿色|供应链管理企业"},
        {16, "深化标志性产业链|突破工程"},
        {22, "组织省级以上融链固链|对接活动"},
        {12, "争创国家级|数字领域创新|平台"},
        {16, "规模以上电子信息|制造业企业亏损面|降幅"},
        {10, "全省总算力|规模"},
    };
    CHECK_BREAKS(b, rows);
    assert_int_equal(set(b, "创建全国重点实验室", 7 * EM)->line[0].width, 6 * EM);
}

/* Whatever its line gives way to, （一） and 一、 at a paragraph's head are as wide as in the next paragraph.
 */
static void numbers_of_headings_are_alike(void **state)
{
    struct bench *b = *state;
    int squeezed = 0;
    for (int measure = 16; measure <= 40; measure++) {
        const struct lines *bracketed =
            set(b, "（一）中文，中文（中文），中文，中文。文中文文中", measure * EM / 2);
        const struct lines *listed =
            set(b, "一、中文，中文（中文），中文，中文。文中文文中", measure * EM / 2);
        squeezed += bracketed->line[0].shrink > 0 && listed->line[0].shrink > 0;
        if (bracketed->line[0].stretch == 0)
            assert_int_equal(glyph_x(bracketed->line, 3), 5 * EM / 2);
        if (listed->line[0].stretch == 0)
            assert_int_equal(glyph_x(listed->line, 2), 2 * EM);
    }
    assert_true(squeezed > 0);
}

static void the_author_s_breaks_are_final(void **state)
{
    struct bench *b = *state;
    struct run runs[] = {
        {.kind = RUN_TEXT, .text = "中文 "}, {.kind = RUN_BREAK}, {.kind = RUN_TEXT, .text = " 中文中"}};
    struct para para = {.run = runs, .run_count = 3};
    const struct lines *lines = set_para(b, &para, 20 * EM);
    assert_string_equal(joined(b, lines), "中文|中文中");
    assert_true(lines->line[0].last);
    assert_int_equal(lines->line[0].width, 2 * EM);
    /* U+2060 forbids, U+200B allows */
    b->style.align = ALIGN_LEFT;
    assert_string_equal(joined(b, set(b, "中文中文中\xE2\x81\xA0文", 5 * EM)), "中文中文|中文");
    assert_string_equal(joined(b, set(b,
                                      "abcd\xE2\x80\x8B"
                                      "efgh",
                                      3 * EM)),
                        "abcd|efgh");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, make_bench, free_bench)
    const struct CMUnitTest tests[] = {
        T(prohibitions),
        T(what_must_stay_whole),
        T(bounds_of_numbers_stay_whole),
        T(what_may_break_at_a_price),
        T(percentage_points_come_apart),
        T(western_text_at_full_measure),
        T(what_is_longer_than_a_line),
        T(emergencies_in_narrow_cells),
        T(narrow_cells_keep_words),
        T(numbers_of_headings_are_alike),
        T(the_author_s_breaks_are_final),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
