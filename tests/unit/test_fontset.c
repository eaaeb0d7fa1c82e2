/* The shipped map with the fonts of the set-up, and folders of fonts made up here. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/paths.h"
#include "diag_text.h"
#include "typeset/font.h"

static char shipped[PATH_MAX];

static int find_shipped(void **state)
{
    (void)state;
    return paths_data_dir("fonts", shipped, sizeof shipped) ? 0 : -1;
}

/* A folder of its own with a map of the given text. */
static void make_folder(char folder[64], const char *map)
{
    char path[96];
    strcpy(folder, "/tmp/tongbao-fonts-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/fontmap", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(map, f);
    fclose(f);
}

static void put_file(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fwrite(bytes, 1, size, f);
    fclose(f);
}

enum { FONT_MOST = 1 << 23 };

/* Reads a font of the set-up, whole; bytes: room for FONT_MOST. How many there are. */
static size_t read_shipped(const char *name, void *bytes)
{
    char path[PATH_MAX + 256];
    snprintf(path, sizeof path, "%s/../build/fonts/%s", shipped, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t size = fread(bytes, 1, FONT_MOST, f);
    fclose(f);
    assert_in_range(size, 1000001, FONT_MOST - 1);
    return size;
}

static void remove_folder(const char *folder)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

static const char free_fonts[] =
    "xiaobiaosong: office.otf, FandolSong-Bold.otf\n"
    "fangsong: FandolFang-Regular.otf\n"
    "heiti: FandolHei-Regular.otf\n"
    "kaiti: FandolKai-Regular.otf\n"
    "# a comment\n"
    "songti: NoSuchFont.ttf,\n"
    "   fandolsong-regular.OTF\n"
    "fallback: NotoSerifCJK-Regular.ttc, NotoSerifCJK-Regular.ttc#0, BabelStoneHan.ttf\n";

static void opens_the_shipped_map(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(shipped, diag);
    assert_non_null(set);
    assert_int_equal(diag_errors(diag), 0);
    for (int i = 0; i < FACE_COUNT; i++)
        assert_non_null(fontset_face(set, (enum face)i));
    fontset_free(set);
    diag_free(diag);
}

static void falls_back_by_character(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, free_fonts);
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(folder, diag);
    assert_non_null(set);
    static const struct {
        uint32_t c, vs;
        const char *font; /* NULL: none has it */
    } rows[] = {
        {0x4E2D, 0, "FandolFang-Regular"},      /* in GB 2312 */
        {0x9555, 0, "NotoSerifCJKsc-Regular"},  /* 镕: not in GB 2312 */
        {0x2212, 0, "FandolFang-Regular"},      /* a minus, which its dash stands in for */
        {0x20BB7, 0, "NotoSerifCJKsc-Regular"}, /* beyond U+FFFF */
        {0x2B5E7, 0, "NotoSerifCJKsc-Regular"},
        {0x31000, 0, "BabelStoneHan"},               /* extension H */
        {0x845B, 0xE0101, "NotoSerifCJKjp-Regular"}, /* a variation that only the fallback has */
        {0x4E2D, 0xE01EF, "FandolFang-Regular"},     /* one that nobody has: the base character */
        {0x10FFFD, 0, NULL},
        {0x110000, 0, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct font *font = fontset_char(set, FACE_FANGSONG, rows[i].c, rows[i].vs)->font;
        if (!rows[i].font)
            assert_null(font);
        else
            assert_string_equal(font->name, rows[i].font);
    }
    fontset_free(set);
    diag_free(diag);
    remove_folder(folder);
}

static void chooses_the_mainland_face_of_a_collection(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, free_fonts);
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(folder, diag);
    assert_non_null(set);
    const struct font *font = fontset_char(set, FACE_FANGSONG, 0x9555, 0)->font;
    assert_string_equal(font->name, "NotoSerifCJKsc-Regular");
    assert_true(font->cff);
    assert_true(font->kern);
    assert_int_equal(font->upem, 1000);
    fontset_free(set);
    diag_free(diag);
    remove_folder(folder);
}

static void the_office_s_file_wins(void **state)
{
    (void)state;
    char folder[64], source[PATH_MAX + 256];
    make_folder(folder, free_fonts);
    snprintf(source, sizeof source, "cp '%s/../build/fonts/FandolKai-Regular.otf' '%s/OFFICE.OTF'", shipped,
             folder);
    assert_int_equal(system(source), 0);
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(folder, diag);
    assert_non_null(set);
    assert_string_equal(fontset_face(set, FACE_XIAOBIAOSONG)->name, "FandolKai-Regular");
    fontset_free(set);
    diag_free(diag);
    remove_folder(folder);
}

/* What is said of the office's font when it has these bytes; the shipped one serves then. */
static void check_passed_over(const char *folder, const void *bytes, size_t size, const char *why)
{
    put_file(folder, "office.otf", bytes, size);
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(folder, diag);
    assert_non_null(set);
    assert_string_equal(fontset_face(set, FACE_XIAOBIAOSONG)->name, "FandolSong-Bold");
    const char *text = diag_text(diag);
    if (!strstr(text, why))
        fail_msg("said: %s", text);
    fontset_free(set);
    diag_free(diag);
}

/* The office's font can't be read: nothing is set in another one. */
static void check_refused(const char *folder, const char *why)
{
    struct diag *diag = diag_new();
    assert_null(fontset_open(folder, diag));
    assert_int_equal(diag_status(diag), 66);
    const char *text = diag_text(diag);
    if (!strstr(text, why) || strstr(text, "none of the files"))
        fail_msg("said: %s", text);
    diag_free(diag);
}

static void what_cannot_be_read_is_an_error(void **state)
{
    (void)state;
    char folder[64], path[96];
    make_folder(folder, free_fonts);
    snprintf(path, sizeof path, "%s/office.otf", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    check_refused(folder, "office.otf: error: the file can't be read: it is not a regular file");
    unlink(path);
    assert_int_equal(mkdir(path, 0700), 0);
    check_refused(folder, "office.otf: error: the file can't be read: it is not a regular file");
    rmdir(path);
    assert_int_equal(symlink("/no/such/font", path), 0);
    check_refused(folder, "office.otf: error: no such file");
    unlink(path);
    put_file(folder, "office.otf", "", 0);
    check_refused(folder, "office.otf: error: the file can't be read: the file is cut");
    chmod(path, 0);
    if (access(path, R_OK) != 0) /* root may read all */
        check_refused(folder, "office.otf: error: the file can't be read: Permission denied");
    chmod(path, 0600);
    remove_folder(folder);
}

/* A copy that was broken off would be drawn in part or blank. */
static void halves_of_fonts_are_errors(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, free_fonts);
    static char bytes[FONT_MOST];
    size_t size = read_shipped("FandolKai-Regular.otf", bytes);
    const size_t cut[] = {size / 100 * 95, size - 1, 20};
    for (int i = 0; i < 3; i++) {
        put_file(folder, "office.otf", bytes, cut[i]);
        check_refused(folder, "office.otf: error: the file can't be read: the file is cut");
    }
    remove_folder(folder);
}

/* A font without widths would be crowded. */
static void unusable_fonts_are_passed_over(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, free_fonts);
    static char bytes[FONT_MOST];
    size_t size = read_shipped("FandolKai-Regular.otf", bytes);
    char *widths = memmem(bytes, 400, "hmtx", 4);
    assert_non_null(widths);
    memcpy(widths, "hmtq", 4);
    check_passed_over(folder, bytes, size,
                      "office.otf: warning: font file passed over: it doesn't say how wide");
    remove_folder(folder);
}

/* Every cut and many a flipped byte of a real font: refused or usable, never a crash. */
static void damaged_fonts_do_not_crash(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, free_fonts);
    static unsigned char bytes[FONT_MOST];
    size_t size = read_shipped("FandolSong-Bold.otf", bytes);
    unsigned seed = 1;
    for (int round = 0; round < 40; round++) {
        unsigned char saved[64];
        size_t place[64], length = round % 4 ? size : size / 41 * (size_t)round;
        for (int i = 0; i < 64; i++) {
            seed = seed * 1103515245 + 12345;
            place[i] = (seed >> 8) % (i % 2 ? 400 : size); /* the table directory gets its share */
            saved[i] = bytes[place[i]];
            bytes[place[i]] = (unsigned char)(seed >> 16);
        }
        put_file(folder, "office.otf", bytes, length);
        for (int i = 63; i >= 0; i--)
            bytes[place[i]] = saved[i];
        struct diag *diag = diag_new();
        struct fontset *set = fontset_open(folder, diag);
        assert_int_equal(diag_status(diag), set ? 0 : 66);
        for (uint32_t c = 0x4E00; set && c < 0x4E80; c++) {
            const struct font_char *served = fontset_char(set, FACE_XIAOBIAOSONG, c, 0);
            struct ink_box ink;
            assert_non_null(served->font);
            font_ink(served->font, served->glyph, &ink);
        }
        fontset_free(set);
        diag_free(diag);
    }
    remove_folder(folder);
}

static void western_text_may_come_from_another_file(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder,
                "\xEF\xBB\xBF" /* as an editor may begin it */
                "xiaobiaosong: FandolSong-Bold.otf\nfangsong: FandolFang-Regular.otf + NoSuch.ttf\n"
                "heiti: FandolHei-Regular.otf + NotoSansCJK-Bold.ttc#2\nkaiti: FandolKai-Regular.otf\n"
                "songti: FandolSong-Regular.otf\n");
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(folder, diag);
    assert_non_null(set);
    assert_string_equal(fontset_face(set, FACE_HEITI)->name, "FandolHei-Regular");
    assert_string_equal(fontset_char(set, FACE_HEITI, '7', 0)->font->name, "NotoSansCJKsc-Bold");
    assert_string_equal(fontset_char(set, FACE_HEITI, '%', 0)->font->name, "NotoSansCJKsc-Bold");
    assert_string_equal(fontset_char(set, FACE_HEITI, 0x2212, 0)->font->name, "NotoSansCJKsc-Bold");
    assert_false(fontset_char(set, FACE_HEITI, '7', 0)->fallback);
    assert_string_equal(fontset_char(set, FACE_HEITI, 0x4E2D, 0)->font->name, "FandolHei-Regular");
    assert_string_equal(fontset_char(set, FACE_HEITI, 0x201C, 0)->font->name, "FandolHei-Regular");
    assert_string_equal(fontset_char(set, FACE_FANGSONG, '7', 0)->font->name, "FandolFang-Regular");
    assert_int_equal(diag_errors(diag), 0);
    fontset_free(set);
    diag_free(diag);
    remove_folder(folder);
}

/* What the map says and isn't followed is told: a second file beside a fallback, a face that there can't be,
 * whatever a large number of it would be as a smaller one. */
static void what_is_not_followed_is_told(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, "xiaobiaosong: NotoSansCJK-Bold.ttc#4294967298, FandolSong-Bold.otf\n"
                        "fangsong: FandolFang-Regular.otf\nheiti: FandolHei-Regular.otf\n"
                        "kaiti: FandolKai-Regular.otf\nsongti: FandolSong-Regular.otf\n"
                        "fallback: BabelStoneHan.ttf + NotoSansCJK-Bold.ttc#2\n");
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(folder, diag);
    assert_non_null(set);
    assert_string_equal(fontset_face(set, FACE_XIAOBIAOSONG)->name, "FandolSong-Bold");
    const char *text = diag_text(diag);
    assert_non_null(
        strstr(text, "NotoSansCJK-Bold.ttc: warning: font file passed over: it holds no glyphs, or no such"));
    assert_non_null(strstr(text, "NotoSansCJK-Bold.ttc: warning: font file passed over: the fonts for what"));
    assert_int_equal(diag_errors(diag), 0);
    fontset_free(set);
    diag_free(diag);
    remove_folder(folder);
}

static void faulty_maps_are_told(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, "fangsong FandolFang-Regular.otf\nbody: x.ttf\nheiti: NoSuchFont.ttf\n");
    struct diag *diag = diag_new();
    assert_null(fontset_open(folder, diag));
    const char *text = diag_text(diag);
    assert_non_null(strstr(text, "/fontmap:1: error: faulty font map: "));
    assert_non_null(strstr(text, "/fontmap:2: error: faulty font map: "));
    diag_free(diag);
    remove_folder(folder);
    make_folder(folder, "fangsong: FandolFang-Regular.otf\nheiti: NoSuchFont.ttf\n");
    diag = diag_new();
    assert_null(fontset_open(folder, diag));
    assert_int_equal(diag_status(diag), 66);
    text = diag_text(diag);
    assert_non_null(strstr(text, "font missing: none of the files named for \"heiti\""));
    assert_null(strstr(text, "\"fangsong\""));
    diag_free(diag);
    remove_folder(folder);
}

static void measures_ink(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder, free_fonts);
    struct diag *diag = diag_new();
    struct fontset *set = fontset_open(folder, diag);
    assert_non_null(set);
    const struct font_char *comma = fontset_char(set, FACE_FANGSONG, 0xFF0C, 0);
    const struct font_char *space = fontset_char(set, FACE_FANGSONG, 0x20, 0);
    struct ink_box ink, again;
    assert_true(font_ink(comma->font, comma->glyph, &ink));
    assert_in_range(ink.left, 1, 300);
    assert_in_range(ink.right, 200, 500); /* it stands in the left half of its cell */
    assert_true(font_ink(comma->font, comma->glyph, &again));
    assert_memory_equal(&again, &ink, sizeof ink);
    assert_false(font_ink(space->font, space->glyph, &ink));
    assert_int_equal(ink.right - ink.left, 0);
    fontset_free(set);
    diag_free(diag);
    remove_folder(folder);
}

/* A bow over the base line, on the left of it a bow to the left, and a stray point that nothing is drawn
 * from. Of a cubic curve with both control points at a height of 400 the middle is at 300. */
static void draw_bows(hb_font_t *font, void *data, hb_codepoint_t glyph, hb_draw_funcs_t *draw, void *to,
                      void *user)
{
    hb_draw_state_t state = {0};
    (void)font, (void)data, (void)glyph, (void)user;
    hb_draw_move_to(draw, to, &state, 0, 0);
    hb_draw_cubic_to(draw, to, &state, 0, 400, 600, 400, 600, 0);
    hb_draw_line_to(draw, to, &state, 0, -100);
    hb_draw_quadratic_to(draw, to, &state, -200, -50, 0, 0);
    hb_draw_close_path(draw, to, &state);
    hb_draw_move_to(draw, to, &state, 5000, 5000);
    hb_draw_close_path(draw, to, &state);
}

static void control_points_are_no_ink(void **state)
{
    (void)state;
    hb_font_funcs_t *funcs = hb_font_funcs_create();
    hb_font_funcs_set_glyph_shape_func(funcs, draw_bows, NULL, NULL);
    struct font font = {.upem = 1000, .face = hb_face_get_empty()};
    font.hb = hb_font_create(font.face);
    hb_font_set_funcs(font.hb, funcs, NULL, NULL);
    hb_font_funcs_destroy(funcs);
    struct ink_box ink;
    assert_true(font_ink(&font, 1, &ink));
    assert_int_equal(ink.top, 300);
    assert_int_equal(ink.bottom, -100);
    assert_int_equal(ink.left, -100);
    assert_int_equal(ink.right, 600);
    hb_font_destroy(font.hb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_points_are_no_ink),
        cmocka_unit_test(opens_the_shipped_map),
        cmocka_unit_test(falls_back_by_character),
        cmocka_unit_test(chooses_the_mainland_face_of_a_collection),
        cmocka_unit_test(the_office_s_file_wins),
        cmocka_unit_test(what_cannot_be_read_is_an_error),
        cmocka_unit_test(halves_of_fonts_are_errors),
        cmocka_unit_test(unusable_fonts_are_passed_over),
        cmocka_unit_test(damaged_fonts_do_not_crash),
        cmocka_unit_test(western_text_may_come_from_another_file),
        cmocka_unit_test(what_is_not_followed_is_told),
        cmocka_unit_test(faulty_maps_are_told),
        cmocka_unit_test(measures_ink),
    };
    return cmocka_run_group_tests(tests, find_shipped, NULL);
}
