/*
 * Reading the runs into units and settling what depends on neighbours. Neighbours are those of the
 * paragraph's logical text, so that a change of font in the middle of a row of marks switches nothing off;
 * but what is one unit (—— and ……, a letter and its marks) must stand in one run, since it has one look.
 */
#include "base/text.h"
#include "typeset/line_int.h"
#include "typeset/palette.h"

#include <string.h>

enum {
    QUOTATION_LONG = 400, /* units that a western quotation may have; bounds the search for its end */
    BLANK_LONG = 10000,   /* hundredths of 字 */
};

/* Faces of run-in headings by level, GB/T 9704 7.3.3. */
static const enum face heading_faces[] = {FACE_HEITI, FACE_KAITI, FACE_FANGSONG, FACE_FANGSONG};

static struct look look_of(const struct run *run, const struct style *style)
{
    struct look look = {.face = style->face, .colour = style->colour, .to = run->to};
    if (run->kind == RUN_STRONG)
        look.face = style->strong;
    if (run->kind == RUN_HEADING && run->level >= 1 && run->level <= 4)
        look.face = heading_faces[run->level - 1];
    if (run->kind == RUN_LIGHT)
        look.colour = tint_colour(run->tint);
    return look;
}

static struct unit *add_unit(struct paragraph *p, enum char_class class, uint32_t c)
{
    struct unit *u = arena_push(p->arena, &p->unit, &p->count, &p->capacity, sizeof *p->unit);
    u->class = class;
    u->c = c;
    u->look = p->look_count - 1;
    u->chars = 1;
    return u;
}

/* Letters and digits of full width are read as ASCII; marks of full width are what they should be. */
static uint32_t narrowed(uint32_t c)
{
    bool alnum = (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
    return alnum ? c - 0xFEE0 : c;
}

/* A character that belongs to the unit before it; false when there is none to belong to, or but a space,
 * which may be dropped. */
static bool attach(struct paragraph *p, enum char_class class, uint32_t c, const char *text, int size)
{
    if (p->count == 0)
        return false;
    struct unit *u = &p->unit[p->count - 1];
    if (u->class == CLASS_SPACE || u->class == CLASS_WIDE_SPACE || u->text + u->size != text)
        return false;
    u->size += size;
    if (class == CLASS_VARIATION)
        u->variation = c;
    else
        u->marked = true;
    return true;
}

static void read_char(struct paragraph *p, uint32_t c, const char *text, int size)
{
    uint32_t plain = narrowed(c);
    enum char_class class = class_of(plain);
    struct unit *before = p->count > 0 ? &p->unit[p->count - 1] : NULL;
    if (class == CLASS_BREAK || class == CLASS_JOIN) {
        if (before)
            before->wish = class == CLASS_BREAK ? WISH_BREAK : WISH_JOIN;
        return;
    }
    if (class == CLASS_DROPPED || ((class == CLASS_SPACE || class == CLASS_WIDE_SPACE) && !before) ||
        (class == CLASS_SPACE && before->class == CLASS_SPACE))
        return;
    if ((class == CLASS_MARK || class == CLASS_VARIATION)) {
        if (attach(p, class, c, text, size) || class == CLASS_VARIATION)
            return;
        class = CLASS_LETTER;
    }
    struct unit *u = add_unit(p, class, plain);
    u->text = text;
    u->size = size;
    if (plain != c) {
        char ascii = (char)plain;
        u->text = arena_strndup(p->keep, &ascii, 1);
        u->size = 1;
    }
}

static void read_run(struct paragraph *p, const struct run *run)
{
    if (run->kind == RUN_BREAK) {
        if (p->count > 0)
            p->unit[p->count - 1].forced = true;
        return;
    }
    struct look *look = arena_push(p->arena, &p->look, &p->look_count, &p->look_capacity, sizeof *p->look);
    *look = look_of(run, p->style);
    look->head = run == p->para->run && run->kind == RUN_HEADING;
    if (run->kind == RUN_BLANK) {
        struct unit *u = add_unit(p, CLASS_BLANK, 0);
        u->cell = length_scale(LENGTH_ZI, run->width < BLANK_LONG ? run->width : BLANK_LONG, 100);
        u->text = "";
        return;
    }
    for (const char *next = run->text ? run->text : "", *here = next; *next; here = next) {
        uint32_t c = text_next(&next);
        read_char(p, c, here, (int)(next - here));
    }
}

/* The class of the unit at place i, and CLASS_COUNT beyond the ends. */
static enum char_class class_at(const struct paragraph *p, int i)
{
    return i < 0 || i >= p->count ? CLASS_COUNT : p->unit[i].class;
}

static bool is_word(enum char_class class)
{
    return class == CLASS_LETTER || class == CLASS_DIGIT;
}

static bool is_western(enum char_class class)
{
    return class < CLASS_LAST_SET &&
           (class_rules[class].western || class == CLASS_HYPHEN || class == CLASS_SLASH);
}

static bool is_quote(uint32_t c)
{
    return c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019;
}

/* Two strokes or two times three dots become one mark; an odd third stroke stays a connector (一字线). */
static void join_pairs(struct paragraph *p)
{
    int to = 0;
    for (int i = 0; i < p->count; i++) {
        struct unit *u = &p->unit[to++];
        if (u < &p->unit[i])
            *u = p->unit[i];
        bool stroke = u->c == 0x2014 || u->c == 0x2015;
        bool dots = u->class == CLASS_ELLIPSIS;
        if ((!stroke && !dots) || i + 1 >= p->count || u->forced || p->unit[i + 1].c != u->c ||
            p->unit[i + 1].text != u->text + u->size)
            continue;
        const struct unit *second = &p->unit[++i];
        u->class = stroke ? CLASS_DASH : CLASS_ELLIPSIS;
        u->size += second->size;
        u->chars = 2;
        u->forced = second->forced;
        u->wish = second->wish;
    }
    p->count = to;
}

/* Whether the neighbour of a quotation in the given direction is western: 1 yes, 0 no, -1 there is none. */
static int western_beside(const struct paragraph *p, int i, int step)
{
    for (int far = 0; i >= 0 && i < p->count && far < QUOTATION_LONG; i += step, far++)
        if (!is_quote(p->unit[i].c) && p->unit[i].class != CLASS_SPACE)
            return is_western(p->unit[i].class);
    return -1;
}

/* Quotes around western words in western text are western marks; all others are Chinese ones, whatever the
 * font. */
static void settle_quotation(struct paragraph *p, int open)
{
    uint32_t closing = p->unit[open].c + 1;
    bool letters = false;
    for (int i = open + 1; i < p->count && i < open + QUOTATION_LONG; i++) {
        if (p->unit[i].c == closing) {
            int left = western_beside(p, open - 1, -1), right = western_beside(p, i + 1, 1);
            if (letters && left != 0 && right != 0 && left + right > -2) {
                p->unit[open].class = CLASS_WEST_OPEN;
                p->unit[i].class = CLASS_WEST_CLOSE;
            }
            return;
        }
        if (!is_western(p->unit[i].class) && !is_quote(p->unit[i].c))
            return;
        letters = letters || p->unit[i].class == CLASS_LETTER;
    }
}

static void settle_quotes(struct paragraph *p)
{
    for (int i = 0; i < p->count; i++) {
        uint32_t c = p->unit[i].c;
        if (c == 0x2019 && class_at(p, i - 1) == CLASS_LETTER && class_at(p, i + 1) == CLASS_LETTER)
            p->unit[i].class = CLASS_LETTER; /* an apostrophe */
        else if (c == 0x201C || c == 0x2018)
            settle_quotation(p, i);
    }
}

/* Hyphens and solidi inside western words, minus signs, and signs between Han characters. */
static enum char_class settled(const struct paragraph *p, int i)
{
    const struct unit *u = &p->unit[i];
    enum char_class left = class_at(p, i - 1), right = class_at(p, i + 1);
    bool word = is_word(left) && is_word(right) && (left == CLASS_LETTER || right == CLASS_LETTER);
    bool ends_number = left == CLASS_DIGIT || left == CLASS_SUFFIX || left == CLASS_LETTER;
    if ((u->c == '-' || u->c == '/' || u->c == 0x2010) && word)
        return CLASS_LETTER;
    if (u->c == '-' && right == CLASS_DIGIT && !ends_number)
        return CLASS_LETTER;
    if (u->class == CLASS_LETTER && u->c < 0x80 && left == CLASS_HAN && right == CLASS_HAN &&
        !((u->c | 0x20) >= 'a' && (u->c | 0x20) <= 'z'))
        return CLASS_SYMBOL;
    return u->class;
}

/* A typed space beside a full-width mark or a connector is a slip, one between Han and western text is the
 * gap that the line makes itself; between Han characters or western words it is meant. */
static bool space_is_void(const struct paragraph *p, int i)
{
    enum char_class left = class_at(p, i - 1), right = class_at(p, i + 1);
    if (left >= CLASS_LAST_SET || right >= CLASS_LAST_SET || p->unit[i - 1].forced || p->unit[i].forced)
        return true;
    const struct class_rule *a = &class_rules[left], *b = &class_rules[right];
    if ((a->mark && left != CLASS_BLANK) || (b->mark && right != CLASS_BLANK) || a->rigid || b->rigid ||
        left == CLASS_INTERPUNCT || right == CLASS_INTERPUNCT)
        return true;
    return (left == CLASS_HAN && (b->west & LEFT_SIDE)) || (right == CLASS_HAN && (a->west & RIGHT_SIDE));
}

static void drop_spaces(struct paragraph *p)
{
    int to = 0;
    for (int i = 0; i < p->count; i++) {
        if (p->unit[i].class == CLASS_SPACE && space_is_void(p, i)) {
            if (to > 0 && p->unit[i].forced)
                p->unit[to - 1].forced = true;
            p->unit[i].class = CLASS_DROPPED; /* what follows sees no space here */
            continue;
        }
        if (to < i)
            p->unit[to] = p->unit[i];
        to++;
    }
    p->count = to;
}

void paragraph_read(struct paragraph *p)
{
    for (int i = 0; i < p->para->run_count; i++)
        read_run(p, &p->para->run[i]);
    join_pairs(p);
    settle_quotes(p);
    drop_spaces(p);
    for (int i = 0; i < p->count; i++)
        p->unit[i].class = settled(p, i);
}
