/*
 * line_bench.h - what the tests of the line share: a bench with the font of fixed advances, and helpers to
 * set a text and look at what became of it.
 */
#ifndef TONGBAO_TESTS_LINE_BENCH_H
#define TONGBAO_TESTS_LINE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixed_font.h"
#include "typeset/line.h"

enum { EM = LENGTH_ZI };

struct bench {
    struct fixed fixed;
    struct arena *arena;
    struct diag *diag;
    struct style style;
};

static int make_bench(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    fixed_make(&b->fixed);
    b->arena = arena_new();
    b->diag = diag_new();
    b->style = (struct style){.face = FACE_FANGSONG, .strong = FACE_HEITI, .size = EM, .condense = 1000};
    *state = b;
    return 0;
}

static int free_bench(void **state)
{
    struct bench *b = *state;
    fixed_free(&b->fixed);
    arena_free(b->arena);
    diag_free(b->diag);
    free(b);
    return 0;
}

static inline const struct lines *set_para(struct bench *b, const struct para *para, length measure)
{
    return lines_set(para, &b->style, measure, b->fixed.set, b->arena, b->diag);
}

static inline const struct lines *set(struct bench *b, const char *text, length measure)
{
    struct para para = para_of(text, b->arena);
    return set_para(b, &para, measure);
}

static inline length natural(struct bench *b, const char *text)
{
    struct para para = para_of(text, b->arena);
    return lines_natural(&para, &b->style, b->fixed.set, b->arena, b->diag);
}

/* The lines' texts with | between them. */
static inline char *joined(struct bench *b, const struct lines *lines)
{
    char *text = arena_strdup(b->arena, "");
    for (int i = 0; i < lines->count; i++)
        text = arena_printf(b->arena, "%s%s%s", text, i ? "|" : "", lines->line[i].text);
    return text;
}

/* Han characters, n of them. */
static inline char *han(struct bench *b, int n)
{
    char *text = arena_alloc(b->arena, (size_t)n * 3 + 1);
    for (int i = 0; i < n; i++)
        memcpy(text + i * 3, i % 2 ? "文" : "中", 3);
    return text;
}

/* Left edge of glyph k of a line, counted over all its runs, from the measure's left. */
static inline length glyph_x(const struct line *line, int k)
{
    for (int i = 0; i < line->run_count; i++) {
        if (k < line->run[i].count)
            return line->run_x[i] + line->run[i].glyph[k].dx;
        k -= line->run[i].count;
    }
    fail_msg("no such glyph");
    return 0;
}

#endif
