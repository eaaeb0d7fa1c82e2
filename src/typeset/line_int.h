/*
 * line_int.h - the working state of a paragraph on its way into lines; only for the files behind line.h.
 *
 * The way: text.c reads the runs into units and settles what depends on neighbours; token.c says where a
 * break may stand and what it costs; shape.c and glyphs.c give every unit its glyphs and its cell; measure.c
 * lays squeeze, gaps and stretch down as sums; break.c chooses the breaks over the whole paragraph, balance.c
 * those of a title; place.c turns a range of units into a line.
 */
#ifndef TONGBAO_TYPESET_LINE_INT_H
#define TONGBAO_TYPESET_LINE_INT_H

#include "typeset/class.h"
#include "typeset/line.h"

#include <uchar.h>

/* What a break behind a unit costs, in the breaker's units of cost (see break.c). Beyond LOOSE a break is an
 * emergency; MEASURE is as bad as gaps of a fifth of an em. */
enum {
    BREAK_FREE = 0,
    BREAK_STRAY = 8,     /* behind a word of one character, in narrow cells */
    BREAK_WORD = 20,     /* inside a word, there */
    BREAK_NAME = 40,     /* behind the interpunct of a name */
    BREAK_SHORT = 60,    /* inside a short title or quoted word */
    BREAK_LINK = 100,    /* behind the connector of a long range, a slash of a URL */
    BREAK_DATE = 200,    /* between the atoms of a date, or of a long sum of money; before 左右 */
    BREAK_TITLE = 250,   /* inside a word of a title that no arrangement suits */
    BREAK_LOOSE = 300,   /* ISO 9001 */
    BREAK_MEASURE = 400, /* 个|百分点 */
    BREAK_BOUND = 800,   /* 左|右 behind a number */
    /* From here on more than the short lines of a page, so that only what is longer than a line is cut. */
    BREAK_APART = 1000000,  /* inside what must stay whole, where it hurts least: 3～|5年 */
    BREAK_UNIT = 1500000,   /* between a number and its measure */
    BREAK_TOKEN = 2000000,  /* inside numbers and words */
    BREAK_FORCED = 2500000, /* the rules for line start and line end */
    BREAK_NEVER = 3000000,  /* inside 2 em marks; between a sign, its number and % */
};

/* How the place behind a unit may stretch in the last step (E3). */
enum stretch { STRETCH_NONE, STRETCH_LAST, STRETCH_FREE };

/* What the author asked for behind a unit by U+200B or U+2060. */
enum wish { WISH_NONE, WISH_BREAK, WISH_JOIN };

/* A run of the paragraph: how its characters look. */
struct look {
    enum face face;
    struct colour colour;
    const char *to; /* link; NULL for none */
    bool head;      /* the paragraph's run-in heading */
};

/* A character with what belongs to it, or a mark of two characters (—— ……). */
struct unit {
    uint32_t c, variation;
    enum char_class class;
    int look;         /* index into the paragraph's looks */
    const char *text; /* the source bytes, lent from the document */
    int size;
    int chars;   /* code points that are set in it: 1, or 2 for a mark of two */
    bool marked; /* combining marks follow its first character */
    enum wish wish;
    const struct font *font;
    int wide, tall;      /* of its glyphs against the style's, thousandths; 0: 1000 */
    int glyph, glyphs;   /* into the paragraph's glyphs */
    int penalty;         /* of a break behind it */
    enum stretch behind; /* of the place behind it */
    bool forced;         /* the author's break stands behind it */
    bool ends_number;    /* closes the number at the paragraph's head: its blank half isn't squeezed */
    length cell;         /* its width, without what the pair squeeze took */
    length left, right;  /* blank that is still there and may go, at its sides */
    length skip;         /* blank already taken at its left */
    length gap;          /* glue behind it: between Han and western text */
    length track;        /* blank behind it that the style asks for */
};

/*
 * Sums over the units, entry i of what stands before unit i; the part of a line is the difference of two
 * entries. Glue behind a unit is counted with the unit.
 */
struct sums {
    int64_t width;                  /* natural */
    int64_t squeeze[SQUEEZE_STEPS]; /* what each step can give */
    int64_t space, gap;             /* what word spaces (E1) and Han–western gaps (E2) can take */
    int32_t places, last_places;    /* of E3: STRETCH_FREE, STRETCH_LAST */
};

struct paragraph {
    const struct para *para;
    const struct style *style;
    struct fontset *fonts;
    struct arena *arena; /* for the work on the way */
    struct arena *keep;  /* for the lines; they also refer to para's text */
    struct diag *diag;
    length em; /* horizontal: size with condensing */
    struct look *look;
    int look_count, look_capacity;
    struct unit *unit;
    int count, capacity;
    struct glyph *glyph; /* dx from the unit's left edge before skip */
    int glyph_count, glyph_capacity;
    struct sums *sums; /* count + 1 entries */
};

/* A line: the units from first up to end; what stands at its edges but isn't set (spaces) is left out. */
struct range {
    int first, end;
};

/* What a range can give when it is squeezed, its edges trimmed, and what it can take when it is stretched. */
struct gives {
    int64_t step[SQUEEZE_STEPS];
};
struct takes {
    int64_t space, gap;
    int places, last_places;
};

/* The code point at place i, 0 beyond the paragraph's ends. */
static inline uint32_t code_at(const struct paragraph *p, int i)
{
    return i < 0 || i >= p->count ? 0 : p->unit[i].c;
}

/* Whether c, which isn't 0, is one of the set. */
static inline bool is_among(uint32_t c, const char32_t *set)
{
    for (; c && *set; set++)
        if (*set == c)
            return true;
    return false;
}

/* n thousandths of an em across the line. */
static inline length thousandths(const struct paragraph *p, int n)
{
    return length_scale(p->em, n, 1000);
}

/* Font units across the line as a length. */
static inline length across(const struct paragraph *p, const struct font *font, int units)
{
    return length_scale(p->em, units, font->upem);
}

/* Whether lines are filled from edge to edge; in a narrow cell they never are. */
static inline bool is_justified(const struct style *style)
{
    return style->align == ALIGN_DEFAULT && !style->narrow;
}

/* line.c: makes the paragraph ready: read, joined, shaped, measured. para, style, fonts, arenas and diag are
 * set. */
void paragraph_prepare(struct paragraph *p);
/* line.c: its lines; the width of the widest of the pieces that breaks of at most the given penalty leave. */
const struct lines *paragraph_lines(struct paragraph *p, length measure);
length paragraph_widest(const struct paragraph *p, int penalty);
/* text.c: the units of para. */
void paragraph_read(struct paragraph *p);
/* token.c: penalties of breaks. */
void paragraph_join(struct paragraph *p);
/* shape.c: fonts, glyphs and cells. */
void paragraph_shape(struct paragraph *p);
/* glyphs.c: the font and the glyph that serve a unit's character, noted in the unit; NULL when there is none.
 * Tells what is to be told of either. */
const struct font_char *unit_serve(struct paragraph *p, struct unit *u);
/* glyphs.c: sets a unit by itself: its glyphs, its cell, and what of it is blank. */
void unit_set(struct paragraph *p, struct unit *u);
/* glyphs.c: whether the unit is a superior or inferior figure that its font lacks. */
bool unit_is_script(const struct paragraph *p, const struct unit *u);
/* glyphs.c: one more glyph of the unit, the first with its text. */
struct glyph *unit_add_glyph(struct paragraph *p, struct unit *u, const struct font_char *served);
/* glyphs.c: the code point whose glyph stands for the unit. */
uint32_t unit_drawn(const struct unit *u);
/* glyphs.c: tells that c, the unit's character or one of its marks, isn't in its own font, or in none. */
void unit_tell_fallback(const struct paragraph *p, const struct unit *u, uint32_t c, const struct font *own);
void unit_tell_missing(const struct paragraph *p, const struct unit *u, uint32_t c);
/* measure.c: pair squeeze, gaps, stretch and the sums; and what a range measures. A range's spaces at its
 * edges are taken off by range_trim. */
void paragraph_measure(struct paragraph *p);
struct range range_trim(const struct paragraph *p, struct range range);
struct gives range_gives(const struct paragraph *p, struct range range);
struct takes range_takes(const struct paragraph *p, struct range range);
/* Which places a line's last stretch (E3) of rest goes to: the free ones while they can bear it, else the
 * others, too. Their number goes into *places. */
enum stretch stretch_places(const struct paragraph *p, const struct takes *t, int64_t rest, int *places);
/* By how much each of these places is stretched when the line grows by need, in thousandths of em; what no
 * place can take is STRETCH_ENDLESS. A line that needs more than STRETCH_MOST is left short. */
enum { STRETCH_MOST = 500, STRETCH_ENDLESS = INT32_MAX };
int64_t stretch_needed(const struct paragraph *p, const struct takes *t, int64_t need);
/* The natural width of a trimmed range. */
int64_t range_width(const struct paragraph *p, struct range range);
/* How far a mark or a word space may shrink, a word space stretch; the gap behind a unit likewise. */
length unit_gives(const struct paragraph *p, const struct unit *u);
length unit_takes(const struct paragraph *p, const struct unit *u);
length gap_gives(const struct unit *u);
length gap_takes(const struct unit *u);
/* break.c: the lines' ends (the unit behind the last one's of each), the paragraph's included; returns how
 * many. Writes at most p->count entries. */
int paragraph_break(struct paragraph *p, length measure, int *ends);
/* words.c: marks in word[i] whether a word begins with unit i. */
void paragraph_words(struct paragraph *p, bool *word);
/* balance.c: the same as paragraph_break for a title; 0 when no arrangement keeps the rules. */
int paragraph_balance(struct paragraph *p, length measure, int *ends);
/* place.c: a line out of a range (trimmed), justified when full is set. */
void paragraph_place(struct paragraph *p, struct range range, length measure, length indent, bool full,
                     struct line *out);

#endif
