/*
 * page_fixture.h - documents made by hand for the tests of the page, and how their pages are measured. All
 * measures are in mm and stand in the tests as the standard gives them, not as src/ does.
 */
#ifndef TONGBAO_TESTS_PAGE_FIXTURE_H
#define TONGBAO_TESTS_PAGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/paths.h"
#include "diag_text.h"
#include "fixture.h"
#include "typeset/line.h"
#include "typeset/typeset.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ZI_MM (156.0 / 28)
#define HANG_MM (ZI_MM * 15 / 8)
#define NEAR 0.02 /* mm */

/* What all tests of a program share. */
static struct fontset *fonts;

static inline int open_fonts(void **state)
{
    (void)state;
    char folder[PATH_MAX];
    struct diag *messages = diag_new();
    fonts = paths_data_dir("fonts", folder, sizeof folder) ? fontset_open(folder, messages) : NULL;
    diag_print(messages, stderr);
    diag_free(messages);
    return fonts ? 0 : -1;
}

static inline int close_fonts(void **state)
{
    (void)state;
    fontset_free(fonts);
    return 0;
}

/* ---- documents ---- */

static inline struct para text(const char *string)
{
    return para_of(string, arena);
}

/* count Han characters without any mark: 28 of them fill a line. */
static inline const char *han(int count)
{
    char *out = arena_alloc(arena, (size_t)count * 3 + 1);
    for (int i = 0; i < count; i++)
        memcpy(out + 3 * i, i % 2 ? "工" : "作", 3);
    return out;
}

/* An indented paragraph of so many full lines. */
static inline struct block paragraph(int lines)
{
    return (struct block){.kind = BLOCK_PARAGRAPH, .para = text(han(28 * lines - 2))};
}

static inline struct block heading(int level, const char *string)
{
    return (struct block){.kind = BLOCK_HEADING, .level = level, .para = text(string)};
}

static inline struct cell cell(const char *string)
{
    return (struct cell){.para = text(string), .colspan = 1, .rowspan = 1};
}

/* A table of rows x columns cells, all with the same text; the first `head` rows are its head. */
static inline struct table *table(int rows, int columns, int head, const char *string)
{
    struct table *t = arena_alloc(arena, sizeof *t);
    *t = (struct table){.column_count = columns, .row_count = rows, .head_count = head, .small = true};
    t->column = arena_array(arena, (size_t)columns, sizeof *t->column);
    t->row = arena_array(arena, (size_t)rows, sizeof *t->row);
    for (int r = 0; r < rows; r++) {
        t->row[r].cell = arena_array(arena, (size_t)columns, sizeof *t->row[r].cell);
        t->row[r].cell_count = columns;
        for (int c = 0; c < columns; c++) {
            t->row[r].cell[c] = cell(string);
            t->row[r].cell[c].header = r < head;
        }
    }
    return t;
}

static inline struct block table_block(const struct table *t)
{
    return (struct block){.kind = BLOCK_TABLE, .table = t};
}

/* A document of blocks, which are copied. */
static inline struct document *document(enum format format, const struct block *blocks, int count)
{
    struct document *d = arena_alloc(arena, sizeof *d);
    d->format = format;
    d->lang = "zh-CN";
    d->body.block = arena_array(arena, (size_t)count + 1, sizeof *blocks);
    d->body.count = count;
    if (count > 0)
        memcpy(d->body.block, blocks, (size_t)count * sizeof *blocks);
    return d;
}

static inline void set_mark(struct document *d, const char *name, const char *number)
{
    d->head.mark = arena_array(arena, 1, sizeof *d->head.mark);
    d->head.mark[0] = name;
    d->head.mark_count = 1;
    d->head.number = number;
}

static inline void set_signature(struct document *d, const char *by, const char *date)
{
    d->signature.by = arena_array(arena, 1, sizeof *d->signature.by);
    d->signature.by[0] = by;
    d->signature.by_count = 1;
    d->signature.date = date;
}

/* A picture of so many pixels, to be unlinked: a PNG header is all that the typesetter reads. */
static inline const char *picture_file(int width, int height)
{
    char *path = arena_strdup(arena, "/tmp/test_page_picture_XXXXXX");
    int fd = mkstemp(path);
    unsigned char png[24] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    png[18] = (unsigned char)(width >> 8);
    png[19] = (unsigned char)width;
    png[22] = (unsigned char)(height >> 8);
    png[23] = (unsigned char)height;
    assert_int_equal(write(fd, png, sizeof png), sizeof png);
    close(fd);
    return path;
}

/* ---- pages ---- */

static inline const struct pages *set(const struct document *d)
{
    const struct pages *pages = typeset(d, fonts, NULL, arena, diag);
    diag_print(diag, stderr);
    assert_non_null(pages);
    return pages;
}

/* A letter of one attachment with that block, behind which the imprint stands, perhaps on an even page. */
static inline const struct pages *set_attached_before(struct block block, bool even)
{
    struct document *d = document(FORMAT_LETTER, NULL, 0);
    struct attachment last = {NULL, "附件", text("回执"), {&block, 1}, false};
    struct imprint_line cc = {"抄送：", text("省政府督查室。")};
    d->attachment = &last;
    d->attachment_count = 1;
    d->imprint = (struct imprint){&cc, 1, NULL, NULL, even};
    return set(d);
}
static inline const struct pages *set_attached(struct block block)
{
    return set_attached_before(block, false);
}

/* The document isn't set, for a reason in which `what` stands. */
static inline void assert_refused(const struct document *d, const char *what)
{
    assert_null(typeset(d, fonts, NULL, arena, diag));
    const char *told = diag_text(diag);
    if (!strstr(told, what))
        fail_msg("\"%s\" isn't in: %s", what, told);
    diag_free(diag);
    diag = diag_new();
}

static inline double mm(length l)
{
    return length_to_mm(l);
}

/* cmocka compares floats; places need the precision of doubles. */
#define assert_near(actual, expected, tolerance)                                                             \
    do {                                                                                                     \
        double actual_ = (actual), expected_ = (expected);                                                   \
        if (!(fabs(actual_ - expected_) <= (tolerance)))                                                     \
            fail_msg("%s is %.3f, expected %.3f", #actual, actual_, expected_);                              \
    } while (0)
#define assert_mm(l, expected) assert_near(mm(l), expected, NEAR)

/* The em box's top of a line. */
static inline double top_of(const struct line_note *line)
{
    return mm(line->y) - 0.88 * mm(line->size);
}

/* Every glyph of the page inside the upright type area. */
static inline void assert_inside(const struct page *page)
{
    for (int i = 0; i < page->line_count; i++) {
        const struct line_note *l = &page->line[i];
        if (strcmp(l->kind, "page-number") == 0)
            continue;
        assert_true(mm(l->x) >= 28 - NEAR && mm(l->x + l->width) <= 184 + NEAR);
        assert_true(top_of(l) >= 37 - NEAR && top_of(l) + mm(l->size) <= 262 + NEAR);
    }
}

/* The nth line (from 0) of a kind on a page; fails when there is none. */
static inline const struct line_note *line_at(const struct page *page, const char *kind, int n)
{
    for (int i = 0; i < page->line_count; i++)
        if (strcmp(page->line[i].kind, kind) == 0 && n-- == 0)
            return &page->line[i];
    fail_msg("page %d has no such line of kind %s", page->number, kind);
    return NULL;
}

static inline int lines_of(const struct page *page, const char *kind)
{
    int count = 0;
    for (int i = 0; i < page->line_count; i++)
        count += strcmp(page->line[i].kind, kind) == 0;
    return count;
}

/* The row of the grid, from 1, on which a line's em box stands exactly; 0 when it is off the grid. */
static inline int row_of(const struct line_note *line)
{
    double row = (top_of(line) - 37) / HANG_MM;
    return fabs(row - round(row)) * HANG_MM < NEAR ? (int)round(row) + 1 : 0;
}

/* The nth filled rectangle of a colour on a page; NULL when there is none. */
static inline const struct item *box_at(const struct page *page, struct colour colour, int n)
{
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_BOX && memcmp(&item->colour, &colour, sizeof colour) == 0 && n-- == 0)
            return item;
    }
    return NULL;
}

/* The nth image on a page; NULL when there is none. */
static inline const struct item *image_at(const struct page *page, int n)
{
    for (int i = 0; i < page->item_count; i++)
        if (page->item[i].kind == ITEM_IMAGE && n-- == 0)
            return &page->item[i];
    return NULL;
}

static inline struct colour red(void)
{
    return (struct colour){0xE6, 0x00, 0x12};
}

static inline struct colour black(void)
{
    return (struct colour){0, 0, 0};
}

/* Upper and lower edge of the ink of a page's glyphs in a colour. */
static inline void ink_of(const struct page *page, struct colour colour, double *top, double *bottom)
{
    *top = 1000;
    *bottom = 0;
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS || memcmp(&item->run.colour, &colour, sizeof colour) != 0)
            continue;
        for (int g = 0; g < item->run.count; g++) {
            struct ink_box ink;
            double scale = mm(item->run.size) / item->run.font->upem;
            if (!font_ink(item->run.font, item->run.glyph[g].id, &ink))
                continue;
            *top = fmin(*top, mm(item->y) - ink.top * scale);
            *bottom = fmax(*bottom, mm(item->y) - ink.bottom * scale);
        }
    }
}

#endif
