/*
 * The seam: a paragraph is made ready once (read, joined, shaped, measured), then broken and placed, or only
 * measured.
 */
#include "typeset/line.h"

#include "base/buffer.h"
#include "base/text.h"
#include "typeset/line_int.h"

void paragraph_prepare(struct paragraph *p)
{
    p->em = length_scale(p->style->size, p->style->condense, 1000);
    paragraph_read(p);
    paragraph_join(p);
    paragraph_shape(p);
    paragraph_measure(p);
}

static int choose_breaks(struct paragraph *p, length measure, int *ends)
{
    int count = p->style->balance ? paragraph_balance(p, measure, ends) : 0;
    return count > 0 ? count : paragraph_break(p, measure, ends);
}

/* Where the decimal point stands, or would stand: behind the last digit, or behind the text without any. */
static length point_of(const struct paragraph *p, struct range range)
{
    int at = range.end;
    while (at > range.first && p->unit[at - 1].class != CLASS_DIGIT)
        at--;
    if (at == range.first)
        at = range.end;
    int point = at;
    while (point > range.first && p->unit[point - 1].class == CLASS_DIGIT)
        point--;
    if (point > range.first && p->unit[point - 1].c == '.')
        at = point - 1;
    return (length)(p->sums[at].width - p->sums[range.first].width);
}

static void set_line(struct paragraph *p, int first, int end, length measure, struct line *out)
{
    struct range range = range_trim(p, (struct range){first, end});
    out->last = end == p->count || p->unit[end - 1].forced;
    bool full = is_justified(p->style) && !out->last;
    paragraph_place(p, range, measure, first == 0 ? p->style->indent : 0, full, out);
    if (p->style->align == ALIGN_DECIMAL)
        out->point = point_of(p, range);
    if (out->left + out->width > measure)
        diag_at(p->diag, MESSAGE_TOO_WIDE, p->para->at, "%s", out->text);
}

const struct lines *paragraph_lines(struct paragraph *p, length measure)
{
    struct lines *lines = arena_alloc(p->keep, sizeof *lines);
    if (p->count == 0)
        return lines;
    int *ends = arena_array(p->arena, (size_t)p->count, sizeof *ends);
    lines->count = choose_breaks(p, measure, ends);
    lines->line = arena_array(p->keep, (size_t)lines->count, sizeof *lines->line);
    for (int i = 0; i < lines->count; i++)
        set_line(p, i > 0 ? ends[i - 1] : 0, ends[i], measure, &lines->line[i]);
    return lines;
}

length paragraph_widest(const struct paragraph *p, int penalty)
{
    int64_t widest = 0;
    for (int first = 0, end = 1; end <= p->count; end++) {
        const struct unit *u = &p->unit[end - 1];
        if (end < p->count && !u->forced && u->penalty > penalty)
            continue;
        int64_t width = range_width(p, range_trim(p, (struct range){first, end}));
        widest = width > widest ? width : widest;
        first = end;
    }
    return length_capped(widest);
}

/* A paragraph whose lines and work share an arena, made ready. */
static struct paragraph prepared(const struct para *para, const struct style *style, struct fontset *fonts,
                                 struct arena *arena, struct diag *diag)
{
    struct paragraph p = {
        .para = para, .style = style, .fonts = fonts, .arena = arena, .keep = arena, .diag = diag};
    paragraph_prepare(&p);
    return p;
}

const struct lines *lines_set(const struct para *para, const struct style *style, length measure,
                              struct fontset *fonts, struct arena *arena, struct diag *diag)
{
    struct paragraph p = prepared(para, style, fonts, arena, diag);
    return paragraph_lines(&p, measure);
}

length lines_natural(const struct para *para, const struct style *style, struct fontset *fonts,
                     struct arena *arena, struct diag *diag)
{
    struct paragraph p = prepared(para, style, fonts, arena, diag);
    return paragraph_widest(&p, -1);
}

length lines_least(const struct para *para, const struct style *style, struct fontset *fonts,
                   struct arena *arena, struct diag *diag)
{
    struct paragraph p = prepared(para, style, fonts, arena, diag);
    return paragraph_widest(&p, BREAK_LOOSE);
}

struct para para_of(const char *text, struct arena *arena)
{
    struct run *run = arena_alloc(arena, sizeof *run);
    run->kind = RUN_TEXT;
    run->text = text;
    return (struct para){.run = run, .run_count = 1};
}

const char *para_text(const struct para *para, struct arena *arena)
{
    struct buffer out = {0};
    uint32_t before = 0;
    bool broken = false;
    for (int i = 0; i < para->run_count; i++) {
        const struct run *run = &para->run[i];
        broken |= run->kind == RUN_BREAK;
        for (const char *next = run->text ? run->text : "", *here = next; *next; here = next) {
            uint32_t c = text_next(&next);
            if (broken && text_is_spaced(before) && text_is_spaced(c))
                buffer_putc(&out, ' ');
            buffer_add(&out, here, (size_t)(next - here));
            before = c;
            broken = false;
        }
    }
    const char *text = arena_strdup(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}
