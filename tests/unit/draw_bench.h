/*
 * draw_bench.h - what the tests of whole PDFs share: a sheet with its document node and one font, drawn and
 * looked at by other people's readers.
 */
#ifndef TONGBAO_TESTS_DRAW_BENCH_H
#define TONGBAO_TESTS_DRAW_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "draw_fixture.h"

#include <cmocka.h>

struct bench {
    struct arena *arena;
    struct diag *diag;
    const struct font *font;
    struct sheet sheet;
    int document;
    const char *path; /* of the PDF, once drawn */
};

static inline int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    b->diag = diag_new();
    b->font = sheet_font(b->arena, fetched_font(b->arena, "FandolFang-Regular.otf"), 0);
    assert_non_null(b->font);
    b->sheet = sheet_new(b->arena);
    sheet_page(&b->sheet);
    b->document = sheet_node(&b->sheet, ROLE_DOCUMENT, -1);
    *state = b;
    return 0;
}

static inline int tear_down(void **state)
{
    struct bench *b = *state;
    if (b->path)
        unlink(b->path);
    font_close(b->font);
    diag_free(b->diag);
    arena_free(b->arena);
    free(b);
    return 0;
}

static inline void draw_with(struct bench *b, const struct buffer *source)
{
    struct drawer *drawer = drawer_new();
    struct buffer out = {0};
    bool drawn = draw_pdf(drawer, &b->sheet.pages, source, &out, b->diag);
    diag_print(b->diag, stderr);
    assert_true(drawn);
    b->path = sheet_save(b->arena, out.data, out.size, ".pdf");
    buffer_free(&out);
    drawer_free(drawer);
}

static inline const char *seen(struct bench *b, const char *command)
{
    return sheet_run(b->arena, command, b->path);
}

static inline void text(struct bench *b, int node, length y, const char *words)
{
    sheet_text(&b->sheet, b->font, PT(16), MM(28), y, node, words, 0);
}

static inline int node(struct bench *b, enum role role, int parent)
{
    return sheet_node(&b->sheet, role, parent);
}

static inline int heading(struct bench *b, int parent, int level, length y, const char *words)
{
    int n = node(b, ROLE_HEADING, parent);
    b->sheet.pages.node[n].level = level;
    b->sheet.pages.node[n].title = words;
    b->sheet.pages.node[n].y = y;
    text(b, n, y, words);
    return n;
}

#endif
