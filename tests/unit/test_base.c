/* The foundations: exact numbers, dates, UTF-8, memory, messages. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/length.h"
#include "base/pool.h"
#include "base/rational.h"
#include "base/text.h"
#include "diag_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <fcntl.h>

static void grid_is_exact(void **state)
{
    (void)state;
    assert_int_equal(28 * LENGTH_ZI, 156 * LENGTH_MM);
    assert_int_equal(8 * LENGTH_HANG, 15 * LENGTH_ZI);
    assert_int_equal(length_scale(LENGTH_ZI, 1, 2), LENGTH_ZI / 2);
    assert_int_equal(length_scale(-3, 1, 2), -2);
    assert_int_equal(length_capped(LENGTH_HANG), LENGTH_HANG);
    assert_int_equal(length_capped(INT64_MAX), LENGTH_MOST);
    assert_int_equal(length_capped(INT64_MIN), -LENGTH_MOST);
}

static void decimals_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        int64_t units;
        int scale;
    } cases[] = {
        {"7", true, 7, 0},
        {"-2.50", true, -250, 2},
        {"\xE2\x88\x92"
         "1.5",
         true, -15, 1},
        {"0.000001", true, 1, 6},
        {"123456789012", true, 123456789012, 0},
        {"1234567890123", false, 0, 0},
        {"0.0000001", false, 0, 0},
        {"", false, 0, 0},
        {"-", false, 0, 0},
        {"1.", false, 0, 0},
        {".5", false, 0, 0},
        {"1e3", false, 0, 0},
        {" 1", false, 0, 0},
        {"1,000", false, 0, 0},
        {"nan", false, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct decimal d = {0, 0};
        assert_int_equal(decimal_parse(cases[i].text, &d), cases[i].ok);
        assert_int_equal(d.units, cases[i].units);
        assert_int_equal(d.scale, cases[i].scale);
    }
}

static void rationals_round_half_up(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(rational_print(arena, rational_of(200, 3), 1), "66.7");
    assert_string_equal(rational_print(arena, rational_of(1, 20), 1), "0.1");
    assert_string_equal(rational_print(arena, rational_of(-1, 20), 1), "0.0");
    assert_string_equal(rational_print(arena, rational_of(-1, 19), 1), "-0.1");
    assert_string_equal(rational_print(arena, rational_of(2875, 100), 1), "28.8");   /* of 50 due it is */
    assert_string_equal(rational_print(arena, rational_of(-2125, 100), 1), "-21.2"); /* so much short */
    assert_string_equal(rational_print(arena, rational_of(100, 1), 1), "100.0");
    struct rational sum = rational_add(rational_of(1, 10), rational_of(2, 10));
    assert_string_equal(rational_print_exact(arena, sum), "0.3");
    assert_int_equal(rational_cmp(sum, rational_of(3, 10)), 0);
    assert_string_equal(decimal_print(arena, (struct decimal){-250, 2}), "-2.50");
    assert_string_equal(decimal_print(arena, (struct decimal){5, 3}), "0.005");
}

static void rationals_compare_without_overflow(void **state)
{
    (void)state;
    int128 big = (int128)1 << 120;
    assert_int_equal(rational_cmp((struct rational){big + 1, big}, (struct rational){big, big - 1}), -1);
    assert_int_equal(rational_cmp((struct rational){-big, big - 1}, (struct rational){-big - 1, big}), -1);
    assert_int_equal(rational_cmp(rational_of(-1, 2), rational_of(1, 3)), -1);
    assert_int_equal(rational_cmp(rational_of(7, 3), rational_of(9, 4)), 1);
    assert_int_equal(rational_cmp(rational_div(rational_of(1, 2), rational_of(-1, 4)), rational_of(-2, 1)),
                     0);
}

static void dates_exist(void **state)
{
    (void)state;
    struct date d;
    assert_true(date_parse("2024-02-29", &d));
    assert_int_equal(d.day, 29);
    assert_false(date_parse("2023-02-29", &d));
    assert_false(date_parse("2024-13-01", &d));
    assert_false(date_parse("2024-1-01", &d));
    assert_false(date_parse("2024-01-01 ", &d));
    assert_int_equal(date_cmp((struct date){2024, 9, 30}, (struct date){2024, 10, 1}), -1);
}

static void utf8_is_checked(void **state)
{
    (void)state;
    assert_true(text_valid("a\xF0\xA0\xAE\xB7", 5));
    assert_false(text_valid("\xC0\x80", 2));
    assert_false(text_valid("\xED\xA0\x80", 3));
    assert_false(text_valid("\xF4\x90\x80\x80", 4));
    assert_false(text_valid("\xE4\xB8", 2));
    assert_false(text_valid("a\0b", 3));
    const char *p = "\xF0\xA0\xAE\xB7";
    assert_int_equal(text_next(&p), 0x20BB7);
    assert_int_equal(text_next(&p), 0);
    char out[5];
    uint16_t unit[2];
    assert_int_equal(text_utf16(0xFFFF, unit), 1);
    assert_int_equal(unit[0], 0xFFFF);
    assert_int_equal(text_utf16(0x20BB7, unit), 2);
    assert_int_equal(unit[0], 0xD842);
    assert_int_equal(unit[1], 0xDFB7);
    assert_int_equal(text_utf16(0x10FFFF, unit), 2);
    assert_int_equal(unit[1], 0xDFFF);
    assert_int_equal(text_put(0x20BB7, out), 4);
    assert_string_equal(out, "\xF0\xA0\xAE\xB7");
    p = "\xFFz";
    assert_int_equal(text_next(&p), 0xFFFD);
    assert_int_equal(text_next(&p), 'z');
}

static void arrays_grow(void **state)
{
    struct arena *arena = *state;
    int *item = NULL, count = 0, capacity = 0;
    for (int i = 0; i < 1000; i++)
        *(int *)arena_push(arena, &item, &count, &capacity, sizeof *item) = i;
    assert_int_equal(count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(item[i], i);
}

/* Arrays that grow in turn, so that some grow where they lie and some must move; and an arena used again. */
static void arrays_keep_apart(void **state)
{
    (void)state;
    enum { ARRAYS = 3, MOST = 40000 };
    struct arena *arena = arena_new();
    for (int round = 0; round < 2; round++) {
        int *item[ARRAYS] = {0}, count[ARRAYS] = {0}, capacity[ARRAYS] = {0};
        for (int i = 0; i < MOST; i++) {
            int a = i * i % 7 % ARRAYS;
            int *slot = arena_push(arena, &item[a], &count[a], &capacity[a], sizeof **item);
            assert_int_equal(*slot, 0);
            *slot = i;
        }
        for (int a = 0; a < ARRAYS; a++)
            for (int k = 0, i = 0; k < count[a]; i++)
                if (i * i % 7 % ARRAYS == a)
                    assert_int_equal(item[a][k++], i);
        assert_int_equal(count[0] + count[1] + count[2], MOST);
        memset(arena_take(arena, 100), 0xFF, 100);
        arena_reset(arena);
    }
    char *zeroed = arena_alloc(arena, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(zeroed[i], 0);
    arena_free(arena);
}

static void messages_are_sorted_and_told_once(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    assert_int_equal(diag_status(diag), 0);
    diag_at(diag, MESSAGE_NOT_MADE, (struct where){"2024Q3/letter", 0}, NULL);
    diag_at(diag, MESSAGE_BAD_VALUE, (struct where){"b.xml", 3}, "%s", "late");
    diag_at(diag, MESSAGE_UNKNOWN_ID, (struct where){"a.xml", 10}, NULL);
    diag_at(diag, MESSAGE_UNKNOWN_ID, (struct where){"a.xml", 9}, "%d", 7);
    diag_at(diag, MESSAGE_UNKNOWN_ID, (struct where){"a.xml", 9}, "%d", 7);
    assert_int_equal(diag_errors(diag), 5); /* told once, yet whoever meets it again must know */
    assert_string_equal(diag_text(diag), "a.xml:9: error: id that points nowhere: 7\n"
                                         "a.xml:10: error: id that points nowhere\n"
                                         "b.xml:3: error: value not allowed: late\n"
                                         "2024Q3/letter: error: not made\n");
    assert_string_equal(diag_text(diag), "");
    assert_int_equal(diag_status(diag), 65);
    diag_say(diag, MESSAGE_LOCKED, NULL);
    assert_int_equal(diag_status(diag), 65);
    diag_say(diag, MESSAGE_NO_FONT, NULL);
    assert_int_equal(diag_status(diag), 66);
    diag_free(diag);
}

static void a_message_is_one_line_that_steers_nothing(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    diag_at(diag, MESSAGE_UNKNOWN_ID, (struct where){"a\nb.xml", 9}, "%s",
            "\"x\n\x1B[1m\x7F\xC2\x9B\xE2\x80\xA8\xE2\x80\xAE\xE2\x81\xA6y\xE7\x94\xB2\" \xFF\x9B\uFFFD");
    diag_say(diag, MESSAGE_NO_INPUT, "%s", "");
    assert_string_equal(
        diag_text(diag),
        "tongbao: error: no such file: \n"
        "a b.xml:9: error: id that points nowhere: \"x  [1m     y\xE7\x94\xB2\" \?\?\uFFFD\n");
    diag_free(diag);
}

static void messages_cross_a_pipe(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    struct diag *from = diag_new(), *to = diag_new();
    diag_at(from, MESSAGE_NO_GLYPH, (struct where){"x.xml", 2}, "U+%04X", 0xE000);
    diag_say(from, MESSAGE_DEFECT, NULL);
    assert_true(diag_send(from, fds[1]));
    close(fds[1]);
    assert_true(diag_receive(to, fds[0]));
    assert_false(diag_receive(to, fds[0]));
    close(fds[0]);
    assert_string_equal(diag_text(to), "tongbao: error: a defect of the program\n"
                                       "x.xml:2: error: no font has the character: U+E000\n");
    diag_free(from);
    diag_free(to);
}

/* An error is told and counts, whatever notes were before it, and also on its way through another collection
 * or a pipe. */
static void notes_push_no_error_out(void **state)
{
    (void)state;
    enum { NOTES = 5010 };
    struct diag *notes = diag_new(), *added = diag_new(), *received = diag_new();
    for (int i = 1; i <= NOTES; i++)
        diag_at(notes, MESSAGE_FALLBACK_GLYPH, (struct where){"x.xml", i}, "%d", i);
    assert_int_equal(diag_status(notes), 0);
    diag_at(notes, MESSAGE_NO_GLYPH, (struct where){"x.xml", 1}, "the last");
    diag_add(added, notes);
    FILE *file = tmpfile();
    assert_true(diag_send(notes, fileno(file)));
    lseek(fileno(file), 0, SEEK_SET);
    assert_true(diag_receive(received, fileno(file)));
    fclose(file);
    struct diag *const all[] = {notes, added, received};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(diag_errors(all[i]), 1);
        assert_int_equal(diag_status(all[i]), 65);
        const char *text = diag_text(all[i]);
        assert_non_null(strstr(text, "the last"));
        assert_non_null(strstr(text, ": 10\n")); /* not shown */
        diag_free(all[i]);
    }
}

/* Notes that aren't printed aren't missed either. */
static void hushed_notes_are_not_counted(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    diag_hush(diag);
    for (int i = 1; i <= 5010; i++)
        diag_at(diag, MESSAGE_FALLBACK_GLYPH, (struct where){"x.xml", i}, NULL);
    assert_string_equal(diag_text(diag), "");
    for (int i = 1; i <= 5003; i++)
        diag_at(diag, MESSAGE_TOO_WIDE, (struct where){"x.xml", i}, NULL);
    const char *text = diag_text(diag);
    assert_non_null(strstr(text, "\ntongbao: note: further messages, not shown: 3\n"));
    diag_free(diag);
}

static void repeated_messages_are_cheap(void **state)
{
    (void)state;
    enum { DIFFERENT = 4000, TIMES = 100 };
    struct diag *diag = diag_new();
    alarm(5);
    for (int i = 0; i < DIFFERENT * TIMES; i++)
        diag_say(diag, MESSAGE_FALLBACK_GLYPH, "%d", i % DIFFERENT);
    alarm(0);
    FILE *nowhere = fopen("/dev/null", "w");
    diag_print(diag, nowhere); /* which sorts them */
    diag_say(diag, MESSAGE_FALLBACK_GLYPH, "%d", 17);
    diag_say(diag, MESSAGE_FALLBACK_GLYPH, "new");
    fclose(nowhere);
    const char *text = diag_text(diag);
    assert_non_null(strstr(text, "new"));
    assert_null(strstr(text, "17"));
    diag_free(diag);
}

static void a_flood_of_messages_is_bounded(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    alarm(20); /* none of them may be compared with all before it */
    for (int i = 1; i <= 5000000; i++)
        diag_at(diag, MESSAGE_BAD_VALUE, (struct where){"x.xml", i}, NULL);
    alarm(0);
    assert_int_equal(diag_errors(diag), 5000000);
    assert_int_equal(diag_status(diag), 65);
    diag_free(diag);
}

static void counts_go_with_the_messages(void **state)
{
    (void)state;
    int fds[2];
    struct diag *from = diag_new(), *full = diag_new(), *to = diag_new();
    for (int i = 0; i < 3; i++)
        diag_say(from, MESSAGE_DEFECT, NULL);
    for (int i = 0; i < 5007; i++)
        diag_at(full, i < 5005 ? MESSAGE_BAD_VALUE : MESSAGE_NO_FONT, (struct where){"x.xml", i}, NULL);
    diag_add(to, from);
    assert_int_equal(diag_errors(to), 3);
    diag_add(to, from);
    assert_int_equal(diag_errors(to), 6);
    diag_free(to);
    to = diag_new();
    diag_add(to, full);
    assert_int_equal(diag_errors(to), 5007);
    assert_int_equal(diag_status(to), 66); /* of one that has no room */
    diag_free(to);
    to = diag_new();
    assert_int_equal(pipe(fds), 0);
    fcntl(fds[1], F_SETPIPE_SZ, 1 << 20);
    assert_true(diag_send(from, fds[1]) && diag_send(full, fds[1]));
    assert_true(diag_receive(to, fds[0]) && diag_receive(to, fds[0]));
    assert_int_equal(diag_errors(to), 5010);
    assert_int_equal(diag_status(to), 70);
    close(fds[0]);
    close(fds[1]);
    diag_free(from);
    diag_free(full);
    diag_free(to);
}

static int arena_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_down(void **state)
{
    arena_free(*state);
    return 0;
}

static void buffers_print(void **state)
{
    (void)state;
    static const int numbers[] = {0, 7, -1, 10, 1234567, INT32_MAX, INT32_MIN};
    struct buffer quick = {0}, slow = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        buffer_int(&quick, numbers[i]);
        buffer_putc(&quick, ' ');
        buffer_printf(&slow, "%d ", numbers[i]);
    }
    assert_string_equal(quick.data, slow.data);
    assert_string_equal(quick.data, "0 7 -1 10 1234567 2147483647 -2147483648 ");
    buffer_clear(&slow);
    buffer_printf(&slow, "%0500d|", 1); /* longer than the room that there is */
    assert_int_equal(slow.size, 501);
    assert_int_equal(slow.data[500], '|');
    buffer_free(&quick);
    buffer_free(&slow);
}

/* White space is XML's: a no-break space or U+3000 is none. */
static void texts_are_trimmed(void **state)
{
    (void)state;
    char text[] = "\r\n\t a b\xE3\x80\x80 \n", empty[] = " \n ";
    size_t size;
    assert_ptr_equal(text_trim(text, &size), text + 4);
    assert_int_equal(size, 6);
    assert_string_equal(text_trimmed(text), "a b\xE3\x80\x80");
    assert_string_equal(text_trimmed(empty), "");
    assert_true(text_is_blank(" \r\n\t") && text_is_blank("") && !text_is_blank(" \xC2\xA0"));
}

static void texts_are_escaped(void **state)
{
    (void)state;
    static const char *const with[] = {"&lt;", "&amp;"};
    struct buffer out = {0};
    buffer_escape(&out, "", "<&", with);
    buffer_escape(&out, "<a & b", "<&", with);
    buffer_escape(&out, "&", "<&", with);
    assert_string_equal(out.data, "&lt;a &amp; b&amp;");
    buffer_free(&out);
}

/* Pieces of all sizes, small and large, given back and taken again, each with a text of its own in it. */
static void a_pool_keeps_its_pieces_apart(void **state)
{
    (void)state;
    enum { COUNT = 1500 };
    static char *piece[COUNT];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < COUNT; i++) {
            piece[i] = pool_malloc((size_t)i);
            assert_int_equal((uintptr_t)piece[i] % 16, 0);
            memset(piece[i], i % 251, (size_t)i);
        }
        for (int i = 0; i < COUNT; i += 2) {
            piece[i] = pool_realloc(piece[i], (size_t)i * 2 + 1);
            memset(piece[i] + i, i % 251, (size_t)i + 1);
        }
        for (int i = 0; i < COUNT; i++)
            for (int k = 0; k < (i % 2 ? i : 2 * i + 1); k++)
                assert_int_equal((unsigned char)piece[i][k], i % 251);
        for (int i = 0; i < COUNT; i++)
            pool_free(piece[(i + 700) % COUNT]);
    }
    pool_free(NULL);
    char *text = pool_strdup("text");
    text = pool_realloc(text, 2000);
    assert_string_equal(text, "text");
    pool_free(text);
    pool_free(pool_realloc(NULL, 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grid_is_exact),
        cmocka_unit_test(decimals_are_read),
        cmocka_unit_test(rationals_round_half_up),
        cmocka_unit_test(rationals_compare_without_overflow),
        cmocka_unit_test(dates_exist),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(arrays_grow),
        cmocka_unit_test(arrays_keep_apart),
        cmocka_unit_test(buffers_print),
        cmocka_unit_test(texts_are_trimmed),
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(a_pool_keeps_its_pieces_apart),
        cmocka_unit_test(messages_are_sorted_and_told_once),
        cmocka_unit_test(a_message_is_one_line_that_steers_nothing),
        cmocka_unit_test(messages_cross_a_pipe),
        cmocka_unit_test(counts_go_with_the_messages),
        cmocka_unit_test(notes_push_no_error_out),
        cmocka_unit_test(hushed_notes_are_not_counted),
        cmocka_unit_test(repeated_messages_are_cheap),
        cmocka_unit_test(a_flood_of_messages_is_bounded),
    };
    return cmocka_run_group_tests(tests, arena_up, arena_down);
}
