/* White space in Chinese text: what vanishes, what stays, and on which side of a target it goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "intake/fold.h"

static const struct {
    const char *written, *meant;
} texts[] = {
    {"", ""},
    {" \n\t ", ""},
    {"　　", ""},
    {"加快建设", "加快建设"},
    {"\n    加快建设，\n    着力提升\n", "加快建设，着力提升"},
    {"　　加快建设　", "加快建设"},
    {"加快\r\n　　建设", "加快建设"},
    {"达到 3.5 万家", "达到 3.5 万家"},
    {"达到  3.5\t万家", "达到 3.5 万家"},
    {"锂电产能达到\n140GWh", "锂电产能达到140GWh"},
    {"140GWh\n左右", "140GWh左右"},
    {"work\n  plan", "work plan"},
    {"R&D,\nTRL 5", "R&D, TRL 5"},
    {"3.5\n4.2", "3.5 4.2"},
    {"“攻坚\n提质年”", "“攻坚提质年”"},
    {"约翰·\n史密斯", "约翰·史密斯"},
    {"第①\nA类，2024·\nB类", "第①A类，2024·B类"},
    {"café\nA", "café A"},
    {"张　三", "张　三"},
    {"张　　三", "张　　三"},
    {"𠮷\n林", "𠮷林"},
    {"甲\n \n 乙", "甲乙"},
};

static void folds_texts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(fold_text(arena, texts[i].written), texts[i].meant);
    arena_free(arena);
}

static void folds_attributes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(fold_attribute(arena, "实施先进制造业“2024 攻坚提质年”工作方案"),
                        "实施先进制造业“2024 攻坚提质年”工作方案");
    /* A value broken over two lines: XML gives a space for the break, then the indentation. */
    assert_string_equal(fold_attribute(arena, "实施先进制造业     工作方案"), "实施先进制造业工作方案");
    assert_string_equal(fold_attribute(arena, "实施  方案"), "实施方案");
    assert_string_equal(fold_attribute(arena, "a    b"), "a b");
    assert_string_equal(fold_attribute(arena, "　甲 "), "甲");
    arena_free(arena);
}

/* Pieces as text: [outer.inner:words]. */
static void expect_pieces(const struct piece *raw, int count, const char *expected)
{
    struct arena *arena = arena_new();
    struct buffer text = {0};
    int made;
    const struct piece *piece = fold_pieces(arena, raw, count, &made);
    for (int i = 0; i < made; i++)
        buffer_printf(&text, "[%d.%d:%s]", piece[i].outer, piece[i].inner, piece[i].text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_free(&text);
    arena_free(arena);
}

#define EXPECT(expected, ...)                                                                                \
    do {                                                                                                     \
        static const struct piece raw[] = {__VA_ARGS__};                                                     \
        expect_pieces(raw, sizeof raw / sizeof raw[0], expected);                                            \
    } while (0)

static void folds_pieces(void **state)
{
    (void)state;
    EXPECT("[-1.-1:创建][0.-1:7家左右][-1.-1:实验室]", {"\n  创建", -1, -1}, {"7家左右", 0, -1},
           {"\n  实验室\n", -1, -1});
    /* The author's space stays outside of the target, wherever it was typed. */
    EXPECT("[-1.-1:达到 ][0.-1:3.5 万家][-1.-1: 左右]", {"达到", -1, -1}, {" 3.5 万家 ", 0, -1},
           {"左右", -1, -1});
    EXPECT("[-1.-1:达到 ][0.-1:3.5 万家]", {"达到 ", -1, -1}, {"3.5 万家", 0, -1});
    /* A break at an edge is none, on either side. */
    EXPECT("[-1.-1:达到][0.-1:3家][1.-1:4家]", {"达到\n", -1, -1}, {"\n 3家\n", 0, -1}, {"\n4家", 1, -1});
    EXPECT("[0.-1:3家][-1.-1: ][1.-1:4家]", {"3家 ", 0, -1}, {"4家", 1, -1});
    /* Two targets on one phrase, and neighbours of the same kind made one. */
    EXPECT("[-1.-1:高于][0.1:3-5 个][-1.-1:。完]", {"高于", -1, -1}, {"\n", 0, -1}, {"3-5 个", 0, 1},
           {" \n", 0, -1}, {"。", -1, -1}, {"\n完", -1, -1});
    EXPECT("", {" \n", -1, -1});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_texts),
        cmocka_unit_test(folds_attributes),
        cmocka_unit_test(folds_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
