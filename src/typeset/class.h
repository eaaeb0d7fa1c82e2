/*
 * class.h - the one table of character classes that every rule of the line reads: what may begin and end a
 * line, how wide a cell is, where a mark's blank half lies, what takes a gap beside western text.
 *
 * Sources: GB/T 15834 section 5.1 (places of marks), W3C clreq (prohibition level "GB", squeezing,
 * justification steps), UAX #14 for what neither names.
 */
#ifndef TONGBAO_TYPESET_CLASS_H
#define TONGBAO_TYPESET_CLASS_H

#include <stdbool.h>
#include <stdint.h>

enum char_class {
    CLASS_HAN,
    CLASS_SYMBOL,     /* a sign set like a Han character: ●, ①, →, × */
    CLASS_OPEN,       /* “ （ 《 … */
    CLASS_CLOSE,      /* ” ） 》 … */
    CLASS_PAUSE,      /* ， 、 ； ： */
    CLASS_STOP,       /* 。 ？ ！ */
    CLASS_INTERPUNCT, /* 间隔号 · */
    CLASS_DASH,       /* 破折号 ——, both strokes in one unit */
    CLASS_ELLIPSIS,   /* 省略号 ……, both halves in one unit */
    CLASS_LINK,       /* 一字线 and 浪纹线: — ～ */
    CLASS_HYPHEN,     /* 短横线: - – */
    CLASS_SLASH,      /* 分隔号 / */
    CLASS_SUFFIX,     /* % ‰ ℃ ° */
    CLASS_PREFIX,     /* ￥ $ № */
    CLASS_LETTER,     /* western letters and signs set like them */
    CLASS_DIGIT,
    CLASS_WEST_OPEN,  /* ( [ */
    CLASS_WEST_CLOSE, /* ) ] , . : ; ! ? */
    CLASS_WEST_QUOTE, /* " ' of which nobody knows the side */
    CLASS_SPACE,
    CLASS_FIXED_SPACE,            /* no break, no change: U+00A0, U+202F, U+2007 */
    CLASS_WIDE_SPACE,             /* U+3000 */
    CLASS_BLANK,                  /* a rule to write on */
    CLASS_LAST_SET,               /* classes from here on never become a unit of the line */
    CLASS_BREAK = CLASS_LAST_SET, /* U+200B: a break is allowed */
    CLASS_JOIN,                   /* U+2060, U+FEFF: none is */
    CLASS_MARK,                   /* combining: belongs to the character before */
    CLASS_VARIATION,              /* variation selectors: likewise */
    CLASS_DROPPED,                /* soft hyphen, controls */
    CLASS_COUNT
};

/* Steps of push-in (挤进), in the order in which they are used; clreq's, without those that our natural
 * widths contain. */
enum squeeze { SQUEEZE_SPACE, SQUEEZE_BRACKET, SQUEEZE_PAUSE, SQUEEZE_GAP, SQUEEZE_STOP, SQUEEZE_STEPS };

enum { LEFT_SIDE = 1, RIGHT_SIDE = 2, BOTH_SIDES = 3 };

/* One row a class. */
struct class_rule {
    bool never_first, never_last; /* 避头, 避尾 at the GB level */
    short cell;                   /* thousandths of em; 0: the font's own advance */
    uint8_t slack;                /* the side of a mark's blank half: 0, LEFT_SIDE or RIGHT_SIDE */
    uint8_t step;                 /* the step that may use that half */
    uint8_t west;                 /* sides that take a gap toward a Han character */
    bool mark;                    /* full width: no gap and no typed space beside it */
    bool western;                 /* part of western text; no stretch between two of them */
    bool rigid;                   /* no stretch beside it while there are other places */
};

extern const struct class_rule class_rules[CLASS_LAST_SET];

/* The class of a code point by itself; context (quotes in western text, pairs of dashes) is the paragraph's.
 */
enum char_class class_of(uint32_t c);

/*
 * What is cut off between two marks that meet, in the natural width (标点挤压): RIGHT_SIDE the blank half of
 * a, LEFT_SIDE that of b, 0 nothing. Only for the classes with slack; 0 for all others.
 */
int class_pair(enum char_class a, enum char_class b);

#endif
