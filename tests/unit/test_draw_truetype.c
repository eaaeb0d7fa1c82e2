/*
 * A TrueType font made by hand, drawn: composites bring their components, licences are told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "draw/outline.h"
#include "draw/program.h"
#include "draw_fixture.h"
#include "font_tables.h"

#include <cmocka.h>

static void composites_bring_their_components(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = {0}, out = {0};
    struct font *font = hand_made(arena, &file);
    struct program *program = program_open(font, PURPOSE_TEXT);
    assert_false(program_is_cff(program));
    const struct program_glyph wanted[] = {{0, 1200}, {PAIR, 1200}, {LOOP, 1200}, {PAIR, 1300}};
    assert_true(program_subset(program, wanted, 4, "A", &out));
    hb_blob_t *blob = hb_blob_create(out.data, (unsigned)out.size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *again = hb_font_create(face);
    struct outline before = {0}, after = {0};
    outline_take(&before, font->hb, PAIR, 1);
    outline_take(&after, again, 1, 1);
    assert_int_equal(before.count, 8);
    assert_int_equal(after.count, 8);
    for (int k = 0; k < 8; k++)
        assert_memory_equal(before.piece[k].p, after.piece[k].p, sizeof before.piece[k].p);
    assert_int_equal(hb_font_get_glyph_h_advance(again, 3), 1300);
    assert_int_equal(hb_face_get_glyph_count(face), 6); /* the square and the loop once, as components */
    outline_free(&before);
    outline_free(&after);
    hb_font_destroy(again);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    program_free(program);
    font_close(font);
    buffer_free(&file);
    buffer_free(&out);
    arena_free(arena);
}

/* A font of 80 kB whose every other glyph is the same composite of all those would become a hundred
 * megabytes.
 */
static void what_would_grow_out_of_bounds_is_refused(void **state)
{
    (void)state;
    enum { GLYPHS = 8200 };
    struct arena *arena = arena_new();
    struct buffer file = {0}, out = {0}, glyf = {0}, loca = {0};
    static const int head[] = {-1, 0, 0, 1000, 1000};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        put16(&glyf, head[i]);
    for (int gid = 2; gid < GLYPHS; gid += 2) {
        put16(&glyf, gid + 2 < GLYPHS ? 0x0022 : 0x0002);
        put16(&glyf, gid);
        put16(&glyf, 0);
    }
    for (int i = 0; i <= GLYPHS; i++)
        put16(&loca, i % 2 ? (int)glyf.size / 2 : 0);
    struct font *font = font_of_outlines(arena, &glyf, &loca, GLYPHS, &file);
    struct program *program = program_open(font, PURPOSE_TEXT);
    assert_false(program_is_cff(program));
    assert_false(program_subset(program, (const struct program_glyph[]){{1, 1200}, {2, 1200}}, 2, "A", &out));
    assert_int_equal(out.size, 0);
    assert_true(program_subset(program, (const struct program_glyph[]){{1, 1200}, {3, 1200}}, 2, "A", &out));
    program_free(program);
    font_close(font);
    buffer_free(&glyf);
    buffer_free(&loca);
    buffer_free(&file);
    buffer_free(&out);
    arena_free(arena);
}

/* A TrueType font with instructions goes in as TrueType; one that says it mustn't is used with a warning. */
static void truetype_is_drawn_with_its_licence_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = {0}, out = {0};
    struct font *font = hand_made(arena, &file);
    struct drawer *drawer = drawer_new();
    struct diag *diag = diag_new();
    struct sheet s = sheet_new(arena);
    struct glyph glyph = {.id = PAIR, .text = "双", .text_size = 3};
    char said[400] = "";
    font->path = "hand.ttf";
    sheet_page(&s);
    struct item *item = sheet_item(&s, ITEM_GLYPHS, sheet_node(&s, ROLE_DOCUMENT, -1));
    item->x = item->y = MM(50);
    item->run =
        (struct glyph_run){.font = font, .size = PT(16), .condense = 1000, .glyph = &glyph, .count = 1};
    assert_true(draw_pdf(drawer, &s.pages, NULL, &out, diag));
    const char *path = sheet_save(arena, out.data, out.size, ".pdf");
    assert_non_null(
        strstr(sheet_run(arena, "pdffonts FILE", path), "+Hand                          CID TrueType"));
    assert_string_equal(sheet_run(arena, "pdftotext FILE - | tr -d '\n\f'", path), "双");
    FILE *stream = tmpfile();
    diag_print(diag, stream);
    rewind(stream);
    assert_true(fread(said, 1, sizeof said - 1, stream) > 0);
    assert_string_equal(said, "tongbao: warning: the font says that it must not be embedded: hand.ttf\n");
    fclose(stream);
    unlink(path);
    buffer_free(&out);
    buffer_free(&file);
    diag_free(diag);
    drawer_free(drawer);
    font_close(font);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composites_bring_their_components),
        cmocka_unit_test(what_would_grow_out_of_bounds_is_refused),
        cmocka_unit_test(truetype_is_drawn_with_its_licence_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
