/*
 * What goes of a font into a PDF, read back by HarfBuzz: simplified outlines stay near, whole and upright,
 * and broken fonts harm nobody.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/text.h"
#include "draw/outline.h"
#include "draw/program.h"
#include "draw_fixture.h"
#include "font_tables.h"

#include <cmocka.h>
#include <math.h>
#include <zlib.h>

static const char sample[] = "永通报山东省制造强省建设领导小组鲁〔2024〕9号，国龘䨻ABCDEFGxyz&§";

/* A bare CFF table as a font that HarfBuzz opens. */
static hb_font_t *open_cff(const struct buffer *packed, int em, int glyphs)
{
    static const char *const tag[] = {"CFF ", "head", "maxp"};
    struct buffer table[3] = {{0}};
    uLongf size = packed->size * 8 + 4096; /* more than outlines ever shrink */
    buffer_room(&table[0], size);
    assert_int_equal(uncompress((Bytef *)table[0].data, &size, (const Bytef *)packed->data, packed->size),
                     Z_OK);
    buffer_take(&table[0], size);
    buffer_add(&table[1], "\0\1\0\0\0\0\0\0\0\0\0\0", 12);
    buffer_add(&table[1], "\x5F\x0F\x3C\xF5\0\0", 6);
    put16(&table[1], em);
    put_zeros(&table[1], 34);
    buffer_add(&table[2], "\0\0\x50\0", 4);
    put16(&table[2], glyphs);
    hb_face_t *face = face_of(tag, table, 3);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    buffer_free(&table[0]);
    buffer_free(&table[1]);
    buffer_free(&table[2]);
    return font;
}

/* The glyphs of the sample that a font has, .notdef first. */
static int sample_glyphs(const struct font *font, const struct program *program, struct program_glyph *glyph)
{
    int count = 1;
    glyph[0] = (struct program_glyph){0, program_width(program, 0)};
    for (const char *p = sample; *p;) {
        hb_codepoint_t gid;
        if (hb_font_get_nominal_glyph(font->hb, text_next(&p), &gid))
            glyph[count++] = (struct program_glyph){gid, program_width(program, gid)};
    }
    assert_true(count > 10);
    return count;
}

static struct outline_point point_of(const struct outline_piece *piece, float t)
{
    const struct outline_point *q = piece->p;
    float m = 1 - t, a = m * m * m, b = 3 * m * m * t, c = 3 * m * t * t, d = t * t * t;
    return (struct outline_point){a * q[0].x + b * q[1].x + c * q[2].x + d * q[3].x,
                                  a * q[0].y + b * q[1].y + c * q[2].y + d * q[3].y};
}

static float distance_to_chord(struct outline_point p, struct outline_point a, struct outline_point b)
{
    float dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    float t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
    t = fminf(fmaxf(t, 0), 1);
    return hypotf(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/* Points of an outline, in order; each contour ends with its first. */
struct trace {
    struct outline_point p[8192];
    bool begins[8192];
    int count;
};

static void trace_outline(const struct outline *outline, int line_steps, struct trace *trace)
{
    trace->count = 0;
    for (int k = 0; k < outline->contour_count; k++)
        for (int from = outline->contour[k], i = from; i < outline_end(outline, k); i++) {
            int steps = outline->piece[i].line ? line_steps : 12;
            for (int j = i == from ? 0 : 1; j <= steps; j++) {
                assert_true(trace->count < 8192);
                trace->begins[trace->count] = j == 0;
                trace->p[trace->count++] = point_of(&outline->piece[i], (float)j / (float)steps);
            }
        }
}

/* How far the points of an outline are off another one: the most, and the sum of squares. */
struct deviation {
    float most, squares;
    int count;
};

static void measure(const struct outline *from, const struct outline *to, struct deviation *d)
{
    static struct trace points, chords;
    trace_outline(from, 8, &points);
    trace_outline(to, 1, &chords);
    for (int i = 0; i < points.count; i++) {
        float least = INFINITY;
        for (int k = 1; k < chords.count; k++)
            if (!chords.begins[k])
                least = fminf(least, distance_to_chord(points.p[i], chords.p[k - 1], chords.p[k]));
        d->most = fmaxf(d->most, least);
        d->squares += least * least;
        d->count++;
    }
}

/* A program's subset of the sample, opened again. */
static hb_font_t *round_trip(const struct font *font, enum purpose purpose, struct program_glyph *glyph,
                             int *count, int *em, size_t *size)
{
    struct program *program = program_open(font, purpose);
    struct buffer out = {0};
    *count = sample_glyphs(font, program, glyph);
    *em = program_em(program);
    assert_true(program_is_cff(program));
    assert_true(program_subset(program, glyph, *count, "ABCDEF+Test", &out));
    *size = out.size;
    hb_font_t *again = open_cff(&out, *em, *count);
    buffer_free(&out);
    program_free(program);
    return again;
}

/* A unit of tolerance for what is between the nodes; 1.2 for a node that goes where its lines meet, 0.7 of
 * rounding and the coarseness of the chords. */
static const float farthest = 3;

static void check_round_trip(const struct font *font)
{
    struct program_glyph glyph[128];
    for (int purpose = 0; purpose < 2; purpose++) {
        int count, em;
        size_t size;
        hb_font_t *again = round_trip(font, (enum purpose)purpose, glyph, &count, &em, &size);
        for (int i = 0; i < count; i++) {
            struct outline before = {0}, after = {0};
            struct deviation d = {0};
            outline_take(&before, font->hb, glyph[i].gid, (float)em / (float)font->upem);
            outline_take(&after, again, (uint32_t)i, 1);
            assert_int_equal(before.contour_count, after.contour_count);
            measure(&before, &after, &d);
            measure(&after, &before, &d);
            if (d.most >= farthest)
                fail_msg("glyph %u of %s moved by %.2f", glyph[i].gid, font->name, (double)d.most);
            outline_free(&before);
            outline_free(&after);
        }
        hb_font_destroy(again);
    }
}

static float area_of(const struct outline *outline, int contour)
{
    float twice = 0;
    for (int i = outline->contour[contour]; i < outline_end(outline, contour); i++)
        for (int k = 0; k < 8; k++) {
            struct outline_point a = point_of(&outline->piece[i], (float)k / 8),
                                 b = point_of(&outline->piece[i], (float)(k + 1) / 8);
            twice += a.x * b.y - a.y * b.x;
        }
    return twice / 2;
}

/* Contours are closed, on whole units, and go round the same way as before. */
static void check_contours(const struct outline *before, const struct outline *after)
{
    assert_int_equal(before->contour_count, after->contour_count);
    for (int k = 0; k < after->contour_count; k++) {
        int from = after->contour[k], to = outline_end(after, k);
        float old_area = area_of(before, k), area = area_of(after, k);
        for (int i = from; i < to; i++) {
            const struct outline_point *p = after->piece[i].p, *q = after->piece[i + 1 < to ? i + 1 : from].p;
            assert_true(p[3].x == q[0].x && p[3].y == q[0].y);
            for (int j = 0; j < 4; j++)
                assert_true(p[j].x == roundf(p[j].x) && p[j].y == roundf(p[j].y));
        }
        assert_true(fabsf(old_area) < 50 || old_area * area > 0);
    }
}

static bool is_at(const struct outline_piece *piece, bool level, float across, float along)
{
    const struct outline_point *p = piece->p;
    float from = level ? p[0].x : p[0].y, to = level ? p[3].x : p[3].y;
    float at = level ? p[0].y : p[0].x, end = level ? p[3].y : p[3].x;
    return piece->line && at == end && fabsf(at - across) <= 1.5f && fminf(from, to) <= along &&
           along <= fmaxf(from, to);
}

/* The middle of each edge of a level or upright stem is on such an edge still; returns how many there are. */
static int check_edges(const struct outline *before, const struct outline *after)
{
    int edges = 0;
    for (int i = 0; i < before->count; i++) {
        const struct outline_point *p = before->piece[i].p;
        bool level = p[0].y == p[3].y, found = false;
        if (!before->piece[i].line || (!level && p[0].x != p[3].x) ||
            hypotf(p[3].x - p[0].x, p[3].y - p[0].y) < 12)
            continue;
        for (int k = 0; k < after->count && !found; k++)
            found = is_at(&after->piece[k], level, level ? p[0].y : p[0].x,
                          level ? (p[0].x + p[3].x) / 2 : (p[0].y + p[3].y) / 2);
        if (!found)
            fail_msg("an edge from %.1f %.1f to %.1f %.1f is lost", (double)p[0].x, (double)p[0].y,
                     (double)p[3].x, (double)p[3].y);
        edges++;
    }
    return edges;
}

/* Three hundred glyphs from all over the font; by the mean square they move by little more than half a unit.
 */
static void check_many(const struct font *font)
{
    struct outline before = {0}, after = {0};
    struct deviation all = {0};
    uint32_t count = hb_face_get_glyph_count(font->face), step = count / 300 + 1;
    int edges = 0;
    for (uint32_t gid = 1; gid < count; gid += step) {
        outline_clear(&before);
        outline_clear(&after);
        outline_take(&before, font->hb, gid, 334.0f / (float)font->upem);
        outline_simplify(&before, 1, &after);
        check_contours(&before, &after);
        edges += check_edges(&before, &after);
        measure(&before, &after, &all);
        measure(&after, &before, &all);
        if (all.most >= farthest)
            fail_msg("glyph %u of %s moved by %.2f", gid, font->name, (double)all.most);
    }
    assert_true(edges > 50);
    if (sqrtf(all.squares / (float)all.count) >= 0.55f)
        fail_msg("%s moved by %.3f", font->name, (double)sqrtf(all.squares / (float)all.count));
    outline_free(&before);
    outline_free(&after);
}

/* Runs a check on every kind of font there is: CFF by CIDs, one of a collection, TrueType, CFF by names. */
static void with_fonts(void (*check)(const struct font *))
{
    struct arena *arena = arena_new();
    const struct font *fonts[] = {
        sheet_font(arena, fetched_font(arena, "FandolFang-Regular.otf"), 0),
        sheet_font(arena, "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
        sheet_font(arena, "/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", 0),
        sheet_font(arena, "/usr/share/fonts/opentype/urw-base35/C059-Roman.otf", 0),
    };
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        assert_non_null(fonts[i]);
        check(fonts[i]);
        font_close(fonts[i]);
    }
    arena_free(arena);
}

static void outlines_stay_near(void **state)
{
    (void)state;
    with_fonts(check_round_trip);
}

static void glyphs_stay_whole_and_upright(void **state)
{
    (void)state;
    with_fonts(check_many);
}

/* The font itself takes 500 bytes a glyph. */
static void simplified_outlines_are_small(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct program_glyph glyph[128];
    int count, em;
    size_t text, display;
    const struct font *font = sheet_font(arena, fetched_font(arena, "FandolFang-Regular.otf"), 0);
    hb_font_destroy(round_trip(font, PURPOSE_TEXT, glyph, &count, &em, &text));
    assert_int_equal(em, 334);
    hb_font_destroy(round_trip(font, PURPOSE_DISPLAY, glyph, &count, &em, &display));
    assert_int_equal(em, 1000);
    assert_true(text < (size_t)count * 130);
    assert_true(display < (size_t)count * 250);
    font_close(font);
    arena_free(arena);
}

/* Glyphs that differ in width only share one outline. */
static void widened_glyphs_cost_little(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct font *font = sheet_font(arena, fetched_font(arena, "FandolFang-Regular.otf"), 0);
    struct program *program = program_open(font, PURPOSE_TEXT);
    struct program_glyph glyph[128];
    struct buffer once = {0}, twice = {0};
    int count = sample_glyphs(font, program, glyph);
    assert_true(program_subset(program, glyph, count, "A", &once));
    for (int i = 1; i < count; i++)
        glyph[count + i - 1] = (struct program_glyph){glyph[i].gid, glyph[i].width + 60};
    assert_true(program_subset(program, glyph, 2 * count - 1, "A", &twice));
    assert_true(twice.size < once.size + (size_t)count * 12);
    hb_font_t *again = open_cff(&twice, program_em(program), 2 * count - 1);
    for (int i = 1; i < count; i++) {
        struct outline a = {0}, b = {0};
        outline_take(&a, again, (uint32_t)i, 1);
        outline_take(&b, again, (uint32_t)(count + i - 1), 1);
        assert_true(a.count > 0);
        assert_int_equal(a.count, b.count);
        for (int k = 0; k < a.count; k++)
            assert_memory_equal(a.piece[k].p, b.piece[k].p, sizeof a.piece[k].p);
        outline_free(&a);
        outline_free(&b);
    }
    hb_font_destroy(again);
    buffer_free(&once);
    buffer_free(&twice);
    program_free(program);
    font_close(font);
    arena_free(arena);
}

/* ---- broken fonts ---- */

static void bound(const struct outline *outline, struct outline_point *low, struct outline_point *high)
{
    *low = (struct outline_point){INFINITY, INFINITY};
    *high = (struct outline_point){-INFINITY, -INFINITY};
    for (int i = 0; i < 4 * outline->count; i++) {
        struct outline_point p = outline->piece[i / 4].p[i % 4];
        low->x = fminf(low->x, p.x), low->y = fminf(low->y, p.y);
        high->x = fmaxf(high->x, p.x), high->y = fmaxf(high->y, p.y);
    }
}

/* A font that says it has one unit to the em is drawn 334 times too large: coordinates, the steps between
 * them and widths stay within what CFF's numbers hold. */
static void what_is_far_out_wraps_nowhere(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct font *font = sheet_font(arena, fetched_font(arena, "FandolFang-Regular.otf"), 0);
    struct font wild = *font;
    struct program_glyph glyph[128];
    int count, em;
    size_t size;
    wild.upem = 1;
    hb_font_t *again = round_trip(&wild, PURPOSE_TEXT, glyph, &count, &em, &size);
    float lowest = 0, highest = 0;
    for (int i = 1; i < count; i++) {
        struct outline before = {0}, after = {0};
        struct outline_point low[2], high[2];
        outline_take(&before, font->hb, glyph[i].gid, (float)em);
        outline_take(&after, again, (uint32_t)i, 1);
        bound(&before, &low[0], &high[0]);
        bound(&after, &low[1], &high[1]);
        assert_true(distance_to_chord(low[0], low[1], low[1]) < 2 * farthest);
        assert_true(distance_to_chord(high[0], high[1], high[1]) < 2 * farthest);
        lowest = fminf(lowest, low[0].y), highest = fmaxf(highest, high[0].y);
        assert_int_equal(glyph[i].width, 32767);
        outline_free(&before);
        outline_free(&after);
    }
    assert_true(lowest == -OUTLINE_MOST && highest == OUTLINE_MOST);
    hb_font_destroy(again);
    font_close(font);
    arena_free(arena);
}

static uint32_t next(uint32_t *seed)
{
    return *seed = *seed * 1664525 + 1013904223;
}

/* Opens a font file, subsets its first glyphs for both purposes and throws all away. */
static void exercise(const char *bytes, size_t size)
{
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    struct font font = {.name = "Broken", .blob = blob, .face = hb_face_create(blob, 0)};
    font.hb = hb_font_create(font.face);
    font.upem = (int)hb_face_get_upem(font.face);
    hb_blob_t *cff = hb_face_reference_table(font.face, HB_TAG('C', 'F', 'F', ' '));
    font.cff = hb_blob_get_length(cff) > 0;
    hb_blob_destroy(cff);
    for (int purpose = 0; purpose < 2; purpose++) {
        struct program *program = program_open(&font, (enum purpose)purpose);
        struct program_glyph glyph[40] = {{0, 0}};
        uint32_t count = program_glyph_count(program);
        struct buffer out = {0};
        for (uint32_t i = 0; i < 40 && i < count; i++)
            glyph[i] = (struct program_glyph){i, program_width(program, i)};
        if (count)
            program_subset(program, glyph, (int)(count < 40 ? count : 40), "A", &out);
        buffer_free(&out);
        program_free(program);
    }
    font_close(&font);
}

static void break_file(const struct buffer *file, int times)
{
    uint32_t seed = 7;
    char *copy = malloc(file->size);
    for (int i = 0; i < times; i++) {
        memcpy(copy, file->data, file->size);
        for (uint32_t k = 0; k <= (next(&seed) >> 16) % 4; k++) {
            size_t at = next(&seed) % file->size;
            copy[at] = (char)(next(&seed) >> 16);
        }
        exercise(copy, i % 5 ? file->size : next(&seed) % file->size);
    }
    free(copy);
}

static void broken_fonts_harm_nobody(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer hand = {0}, cff = {0};
    struct font *made = hand_made(arena, &hand);
    break_file(&hand, 1500);
    const struct font *font = sheet_font(arena, "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2);
    struct program *program = program_open(font, PURPOSE_DISPLAY);
    struct program_glyph glyph[128];
    int count = sample_glyphs(font, program, glyph);
    assert_true(program_subset(program, glyph, count, "A", &cff));
    hb_font_t *again = open_cff(&cff, 1000, count);
    unsigned size;
    hb_blob_t *blob = hb_face_reference_blob(hb_font_get_face(again));
    struct buffer file = {0};
    const char *bytes = hb_blob_get_data(blob, &size);
    buffer_add(&file, bytes, size);
    break_file(&file, 1500);
    hb_blob_destroy(blob);
    hb_font_destroy(again);
    program_free(program);
    font_close(font);
    font_close(made);
    buffer_free(&hand);
    buffer_free(&cff);
    buffer_free(&file);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlines_stay_near),
        cmocka_unit_test(glyphs_stay_whole_and_upright),
        cmocka_unit_test(simplified_outlines_are_small),
        cmocka_unit_test(widened_glyphs_cost_little),
        cmocka_unit_test(what_is_far_out_wraps_nowhere),
        cmocka_unit_test(broken_fonts_harm_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
