/* Signatures with several seals and with 签名章, 7.3.5. */
#include "page_fixture.h"

static struct document *sealed(int units, int seals, const char *path, int width)
{
    static const char *const names[] = {"云溪省应急厅", "云溪省水利厅", "云溪省自然资源厅", "云溪省气象局",
                                        "云溪省公安厅", "云溪省财政厅", "云溪省商务厅"};
    struct block block = paragraph(4);
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    d->signature.by = arena_array(arena, (size_t)units, sizeof *d->signature.by);
    for (int i = 0; i < units; i++)
        d->signature.by[i] = names[i];
    d->signature.by_count = units;
    d->signature.date = "2025年12月1日";
    d->signature.seal = arena_array(arena, (size_t)seals, sizeof *d->signature.seal);
    for (int i = 0; i < seals; i++)
        d->signature.seal[i] = (struct picture){path, width * 100};
    d->signature.seal_count = seals;
    return d;
}

/* The seal whose middle lies nearest to the middle of the line. */
static const struct item *seal_over(const struct page *page, const struct line_note *line)
{
    const struct item *nearest = NULL;
    double x = mm(line->x + line->width / 2), y = top_of(line) + ZI_MM / 2, least = 1e9;
    for (int i = 0; image_at(page, i); i++) {
        const struct item *seal = image_at(page, i);
        double d = hypot(mm(seal->x + seal->width / 2) - x, mm(seal->y + seal->height / 2) - y);
        nearest = d < least ? seal : nearest;
        least = fmin(least, d);
    }
    return nearest;
}

static void check_apart(const struct page *page)
{
    for (int i = 0; image_at(page, i); i++) {
        const struct item *a = image_at(page, i);
        assert_true(mm(a->x) >= 28 - NEAR && mm(a->x + a->width) <= 184 + NEAR);
        for (int k = 0; k < i; k++) {
            const struct item *b = image_at(page, k);
            double x = mm(a->x - b->x), y = mm(a->y - b->y);
            assert_true(hypot(x, y) > mm(a->width) + 0.5);
            assert_true(fabs(y) < NEAR || fabs(y) > mm(a->height));
        }
    }
}

/* A seal to each name, three a row at most, level, apart, the last one over the date. */
static void joint_sealed(void **state)
{
    (void)state;
    const char *path = picture_file(300, 300);
    for (int units = 2; units <= 6; units++)
        for (int width = 30; width <= 45; width += 5) {
            const struct pages *pages = set(sealed(units, units, path, width));
            const struct page *page = &pages->page[pages->count - 1];
            assert_int_equal(lines_of(page, "signature"), units + 1);
            assert_non_null(image_at(page, units - 1));
            assert_null(image_at(page, units));
            check_apart(page);
            const struct line_note *date = line_at(page, "signature", units), *name = NULL;
            int level = 0;
            for (int i = 0; i < units; i++) {
                const struct line_note *next = line_at(page, "signature", i);
                level = name && next->y == name->y ? level + 1 : 1;
                assert_true(level <= 3);
                assert_true(!name || next->y > name->y || next->x > name->x + name->width);
                name = next;
                const struct item *seal = seal_over(page, name);
                assert_mm(seal->x + seal->width / 2, mm(name->x + name->width / 2));
                assert_true(top_of(name) > mm(seal->y) && top_of(name) + ZI_MM < mm(seal->y + seal->height));
                assert_true(row_of(name) > 0);
            }
            assert_mm(date->x + date->width, 184 - 4 * ZI_MM);
            assert_mm(name->x + name->width / 2, mm(date->x + date->width / 2));
            assert_int_equal(row_of(date), row_of(name) + 1);
            double foot = 37 + ZI_MM + (row_of(line_at(page, "p", lines_of(page, "p") - 1)) - 1) * HANG_MM;
            double top = mm(seal_over(page, line_at(page, "signature", 0))->y);
            assert_true(top >= foot - NEAR && top <= foot + HANG_MM);
        }
    /* Four stand two by two, however small they are. */
    struct document *d = sealed(4, 4, path, 25);
    for (int i = 0; i < 4; i++)
        d->signature.by[i] = "省公安厅";
    const struct page *four = &set(d)->page[0];
    assert_int_equal(line_at(four, "signature", 0)->y, line_at(four, "signature", 1)->y);
    assert_true(line_at(four, "signature", 1)->y < line_at(four, "signature", 2)->y);
    assert_int_equal(line_at(four, "signature", 2)->y, line_at(four, "signature", 3)->y);
    /* Three small seals stand side by side. */
    const struct page *page = &set(sealed(2, 2, path, 38))->page[0];
    assert_int_equal(line_at(page, "signature", 0)->y, line_at(page, "signature", 1)->y);
    unlink(path);
}

/* Seals one below the other stand in even steps, each still over its name. */
static void even_steps(void **state)
{
    (void)state;
    const char *path = picture_file(300, 300);
    for (int units = 3; units <= 4; units++)
        for (int width = 38; width <= 46; width += 2) {
            struct document *d = sealed(units, units, path, width);
            for (int i = 0; i < units; i++) /* so long a name that no two stand side by side */
                d->signature.by[i] = "云溪省制造强省建设领导小组办公室";
            const struct pages *pages = set(d);
            const struct page *page = &pages->page[pages->count - 1];
            double step = 0;
            for (int i = 0; i + 1 < units && image_at(page, i + 1); i++) {
                double next = fabs(mm(image_at(page, i + 1)->y - image_at(page, i)->y));
                assert_true(step <= 0 || fabs(next - step) < 0.6); /* of a changed line pitch */
                step = next;
            }
            for (int i = 0; image_at(page, i); i++) {
                const struct item *seal = image_at(page, i);
                double lower = top_of(line_at(page, "signature", i)) - mm(seal->y + seal->height / 2);
                assert_true(lower > -ZI_MM && lower + ZI_MM < width / 2.0);
            }
            check_apart(page);
        }
    unlink(path);
}

/* On a page of their own the seals of a row keep below the type area's edge. */
static void seals_at_a_page_s_head(void **state)
{
    (void)state;
    const char *path = picture_file(300, 300);
    for (int width = 30; width <= 60; width += 10) {
        struct document *d = sealed(7, 7, path, width);
        d->body.block[0] = paragraph(18);
        const struct pages *pages = set(d);
        assert_true(pages->count >= 2);
        for (int p = 0; p < pages->count; p++)
            for (int i = 0; image_at(&pages->page[p], i); i++) {
                const struct item *seal = image_at(&pages->page[p], i);
                assert_true(mm(seal->y) >= 37 - NEAR);
                assert_true(mm(seal->y + seal->height) <= 262 + NEAR);
            }
    }
    unlink(path);
}

/* The signature takes one line of text along where a table stands above that, and not the table as well; the
 * table's end where it follows straight upon it. */
static void a_table_above_stays(void **state)
{
    (void)state;
    int parted = 0;
    static struct attachment_item items[] = {
        {"1.", NULL, {0}}, {"2.", NULL, {0}}, {"3.", NULL, {0}}, {"4.", NULL, {0}}};
    for (int i = 0; i < 4; i++)
        items[i].name = text("名单");
    for (int lines = 10; lines <= 17; lines++)
        for (int below = 0; below <= 1; below++) {
            struct block blocks[] = {paragraph(lines), table_block(table(4, 3, 1, "目标")), paragraph(1)};
            struct document *d = document(FORMAT_PLAIN, blocks, 2 + below);
            d->attachment_label = "附件：";
            d->item = items;
            d->item_count = 4;
            set_signature(d, "云溪省数据局", "2025年12月1日");
            const struct pages *pages = set(d);
            const struct page *last = &pages->page[pages->count - 1];
            assert_int_equal(lines_of(last, "signature"), 2);
            assert_true(lines_of(last, below ? "p" : "cell") > 0);
            if (pages->count == 1)
                continue;
            parted += below;
            assert_int_equal(lines_of(&pages->page[0], "cell"), below ? 9 : 0);
        }
    assert_true(parted > 3);
}

/* Where all above the signature hangs together its page begins with the heading of its one line of text, not
 * with the last line of the paragraph before that. */
static void begins_with_a_heading(void **state)
{
    (void)state;
    const char *path = picture_file(300, 300);
    int parted = 0;
    for (int lines = 1; lines <= 2; lines++)
        for (int width = 30; width <= 60; width += 2) {
            struct document *d = sealed(1, 1, path, width);
            struct block blocks[] = {{.kind = BLOCK_PARAGRAPH, .para = text(han(lines * 28))},
                                     heading(1, "一、要求"),
                                     {.kind = BLOCK_PARAGRAPH, .para = text("测试。")}};
            d->format = FORMAT_FILE;
            set_mark(d, "云溪省人民政府", "云政〔2025〕9号");
            d->title = text("关于公共数据管理工作的通报");
            d->to = text("各市人民政府：");
            d->body.block = blocks;
            d->body.count = 3;
            const struct pages *pages = set(d);
            const struct page *last = &pages->page[pages->count - 1];
            if (pages->count == 1 || lines_of(last, "h1") == 0)
                continue;
            parted++;
            assert_int_equal(lines_of(last, "p"), 1);
        }
    assert_true(parted > 3);
    unlink(path);
}

/* A name stays on one line while two characters are blank at its right; a longer one is broken between words.
 */
static void long_names(void **state)
{
    (void)state;
    struct block block = paragraph(4);
    struct document *d = document(FORMAT_PLAIN, &block, 1);
    set_signature(d, "云溪省推进数字经济发展和信息化建设领导小组办公室", "2025年12月1日");
    const struct page *page = &set(d)->page[0];
    assert_mm(line_at(page, "signature", 0)->width, 24 * ZI_MM);
    assert_mm(line_at(page, "signature", 0)->x + line_at(page, "signature", 0)->width, 184 - 2 * ZI_MM);
    set_signature(d, "云溪省人民政府防范和处置非法集资及打击电信网络诈骗工作联席会议办公室", "2025年12月1日");
    page = &set(d)->page[0];
    assert_string_equal(line_at(page, "signature", 0)->text, "云溪省人民政府防范和处置非法集资及");
}

/* One seal for several names covers them all and the date. */
static void one_seal_for_all(void **state)
{
    (void)state;
    const char *path = picture_file(300, 300);
    const struct page *page = &set(sealed(2, 1, path, 42))->page[0];
    assert_null(image_at(page, 1));
    const struct line_note *first = line_at(page, "signature", 0), *date = line_at(page, "signature", 2);
    assert_int_equal(row_of(date), row_of(first) + 2);
    assert_true(top_of(first) > mm(image_at(page, 0)->y));
    assert_true(top_of(date) + ZI_MM < mm(image_at(page, 0)->y) + 42);
    unlink(path);
}

/* A closer pitch may take a tenth of a millimetre. */
static bool meet(const struct item *seal, const struct line_note *line)
{
    return mm(line->x) < mm(seal->x + seal->width) && mm(line->x + line->width) > mm(seal->x) &&
           top_of(line) < mm(seal->y + seal->height) - 0.1;
}

/* At a page's foot a seal has room, below the text as well where lines stand closer, and 附注 meets
 * none. */
static void check_room(const char *path, int lines, int width, bool note)
{
    struct document *d = sealed(2, note ? 2 : 1, path, width);
    d->body.block[0] = paragraph(lines);
    d->note = note ? text("（此件公开发布）") : (struct para){0};
    const struct pages *pages = set(d);
    const struct page *page = &pages->page[pages->count - 1];
    assert_true(lines_of(page, "p") >= 2);
    const struct line_note *last = line_at(page, "p", lines_of(page, "p") - 1);
    for (int i = 0; image_at(page, i); i++) {
        assert_true(mm(image_at(page, i)->y) + width <= 262 + NEAR);
        assert_true(mm(image_at(page, i)->y) >= top_of(last) + ZI_MM - NEAR);
        assert_true(!note || !meet(image_at(page, i), line_at(page, "note", 0)));
    }
}

static void seals_have_room(void **state)
{
    (void)state;
    const char *path = picture_file(300, 300);
    for (int lines = 10; lines <= 24; lines++)
        for (int width = 30; width <= 46; width++)
            check_room(path, lines, width, (lines + width) % 2);
    unlink(path);
}

/* 附注 stands in the row after the date, 7.3.6, but where a seal would meet it: then below that, as soon as
 * it is clear of it. */
static void note_beside_seals(void **state)
{
    (void)state;
    const char *path = picture_file(300, 300);
    int moved = 0, beside = 0;
    for (int units = 1; units <= 4; units++)
        for (int characters = 4; characters <= 60; characters += 4)
            for (int width = 38; width <= 50; width += 4) {
                struct document *d = sealed(units, units, path, width);
                d->note = text(han(characters));
                const struct pages *pages = set(d);
                const struct page *page = &pages->page[0];
                int date = row_of(line_at(page, "signature", lines_of(page, "signature") - 1));
                int rows = row_of(line_at(page, "note", 0)) - date;
                bool met = false;
                for (int i = 0; image_at(page, i); i++) {
                    const struct item *seal = image_at(page, i);
                    for (int l = 0; l < lines_of(page, "note"); l++) {
                        struct line_note line = *line_at(page, "note", l), higher = line;
                        assert_false(meet(seal, &line));
                        higher.y -= MM(HANG_MM - 0.6);
                        met = met || meet(seal, &higher);
                    }
                }
                assert_true(rows >= 1 && met == (rows > 1));
                moved += rows > 1;
                beside += rows == 1;
            }
    assert_true(moved > 20 && beside > 20);
    unlink(path);
}

/* 7.3.5.3: two blank lines below the text, four characters in, the office two left of it, centred in height;
 * the date on the row nearest to one blank line below. */
static void stamps(void **state)
{
    (void)state;
    const char *path = picture_file(400, 160);
    for (int count = 1; count <= 2; count++) {
        struct block block = paragraph(4);
        struct document *d = document(FORMAT_ORDER, &block, 1);
        struct signer_stamp all[] = {{"省长", {path, 4000}}, {"省军区司令员", {path, 3000}}};
        d->signature.stamp = all;
        d->signature.stamp_count = count;
        d->signature.date = "2025年12月1日";
        const struct page *page = &set(d)->page[0];
        const struct line_note *office = line_at(page, "signature", 0),
                               *date = line_at(page, "signature", count);
        const struct item *stamp = image_at(page, 0), *last = image_at(page, count - 1);
        assert_mm(stamp->x + stamp->width, 184 - 4 * ZI_MM);
        assert_mm(stamp->y, top_of(line_at(page, "p", 3)) + 3 * HANG_MM);
        assert_mm(office->x + office->width, mm(stamp->x) - 2 * ZI_MM);
        assert_near(top_of(office) + ZI_MM / 2, mm(stamp->y + stamp->height / 2), NEAR);
        assert_mm(last->x, mm(stamp->x));
        assert_true(count == 1 || last->y >= stamp->y + stamp->height);
        assert_mm(date->x + date->width, 184 - 4 * ZI_MM);
        assert_true(row_of(date) > 0);
        assert_near(top_of(date) - mm(last->y + last->height), HANG_MM, HANG_MM / 2 + NEAR);
    }
    unlink(path);
}

/* An office and a name in one stand two characters apart; a western blank stays one. */
static void office_and_name(void **state)
{
    (void)state;
    struct block block = paragraph(4);
    struct document *d = document(FORMAT_ORDER, &block, 1);
    set_signature(d, "省长 甲某某", "2025年12月1日");
    assert_mm(line_at(&set(d)->page[0], "signature", 0)->width, 7 * ZI_MM);
    set_signature(d, "A B", "2025年12月1日");
    assert_true(mm(line_at(&set(d)->page[0], "signature", 0)->width) < 2.5 * ZI_MM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(joint_sealed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(even_steps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(seals_at_a_page_s_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_above_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(begins_with_a_heading, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_seal_for_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(seals_have_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(note_beside_seals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stamps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(office_and_name, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
