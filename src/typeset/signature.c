/*
 * 署名 and 成文日期, 7.3.5, and 附注, 7.3.6.
 *
 * Unsealed: one blank line below the text; the name two characters in from the right, the date on the next
 * line two characters right of the name's first character; a date longer than the name takes the right edge
 * and the name moves left with it. With seals or 签名章: see seals.c.
 */
#include "typeset/signature.h"

#include <string.h>

/* A name wider than this is broken into lines: two characters are blank at its right. */
#define NAME_MEASURE (AREA_WIDTH - UNSEALED_INDENT)

/* Office and name in one: a blank between two Han characters becomes the two characters of 7.3.5.3, where the
 * office stands two characters left of the name. */
static const char *spaced(struct setter *s, const char *name)
{
    static const char gap[] = "\u3000\u3000";
    char *out = arena_alloc(s->arena, strlen(name) * sizeof gap + 1), *to = out;
    for (const char *p = name; *p; p++) {
        bool wide = *p == ' ' && p > name && (p[-1] & 0x80) && (p[1] & 0x80);
        if (wide)
            to = stpcpy(to, gap);
        else
            *to++ = *p;
    }
    return out;
}

/* Lines of about one length, whole words on each. */
static const struct lines *name_lines(struct setter *s, const char *name)
{
    struct para para = para_of(spaced(s, name), s->arena);
    struct style style = text_style(TEXT_SIGNATURE)->type;
    length narrowed;
    style.narrow = true;
    return set_balanced(s, &para, &style, set_natural(s, &para, &style), NAME_MEASURE, &narrowed);
}

static struct signature_lines measure(struct setter *s)
{
    const struct signature *g = &s->document->signature;
    const struct style *style = &text_style(TEXT_SIGNATURE)->type;
    struct signature_lines m = {.name = arena_array(s->arena, (size_t)g->by_count + 1, sizeof *m.name)};
    for (int i = 0; i < g->by_count; i++) {
        const struct lines *lines = m.name[m.name_count++] = name_lines(s, g->by[i]);
        for (int l = 0; l < lines->count; l++)
            if (lines->line[l].width > m.name_width)
                m.name_width = lines->line[l].width;
    }
    m.date = g->date ? set_text(s, g->date, style) : NULL;
    m.date_width = m.date ? m.date->width : 0;
    return m;
}

struct box *signature_row(struct setter *s, struct strip *strip)
{
    struct box *box = strip_add(s, strip, text_style(TEXT_SIGNATURE)->type.size);
    box->after = LEADING;
    box->grid = true;
    box->keep = KEEP_SIGNATURE;
    return box;
}

void signature_line(struct setter *s, struct box *box, int node, const struct line *line, length x)
{
    box_add_line(s, box, node, line, &text_style(TEXT_SIGNATURE)->type, x - line->left, 0, true);
}

/* Left edges of names and date, from the frame's left. */
struct places {
    length name, date;
};

static struct places unsealed(const struct signature_lines *m)
{
    if (m->date_width > m->name_width) {
        length date = AREA_WIDTH - UNSEALED_INDENT - m->date_width;
        return (struct places){date - UNSEALED_INDENT, date};
    }
    length name = AREA_WIDTH - UNSEALED_INDENT - m->name_width;
    return (struct places){name, name + UNSEALED_INDENT};
}

static void unsealed_set(struct setter *s, struct strip *strip, int parent, const struct signature_lines *m)
{
    struct places at = unsealed(m);
    int first = strip->count;
    for (int i = 0; i < m->name_count; i++) {
        int node = node_add(s, ROLE_PARAGRAPH, parent);
        for (int l = 0; l < m->name[i]->count; l++)
            signature_line(s, signature_row(s, strip), node, &m->name[i]->line[l], at.name);
    }
    if (m->date)
        signature_line(s, signature_row(s, strip), node_add(s, ROLE_PARAGRAPH, parent), m->date, at.date);
    if (strip->count > first)
        strip->box[first]->before = LEADING + BLANK_LINE;
}

/* Below the signature, which begins at box `signature`. */
static void note_set(struct setter *s, struct strip *strip, int parent, int signature)
{
    const struct para *note = &s->document->note;
    if (!note->run_count)
        return;
    int first =
        strip_para(s, strip, node_add(s, ROLE_NOTE, parent), note, text_style(TEXT_NOTE), 0, strip->measure);
    for (int i = first; i < strip->count - 1; i++)
        strip->box[i]->keep = KEEP_SIGNATURE;
    if (s->document->signature.stamp_count == 0 && first > signature)
        seals_clear(strip, signature, first);
}

void signature_set(struct setter *s, struct strip *strip, int parent)
{
    const struct signature *g = &s->document->signature;
    struct signature_lines m = measure(s);
    int first = strip->count;
    if (g->stamp_count > 0)
        stamped_set(s, strip, parent, &m);
    else if (g->seal_count > 0)
        sealed_set(s, strip, parent, &m);
    else
        unsealed_set(s, strip, parent, &m);
    if (strip->count > first) {
        keep_signature(strip, first);
        if (!s->document->note.run_count)
            strip->box[strip->count - 1]->keep = KEEP_NONE;
    }
    note_set(s, strip, parent, first);
}
