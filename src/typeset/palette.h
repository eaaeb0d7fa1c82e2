/*
 * palette.h - the few colours of an official document, for the screen and for print in black and white.
 *
 * The lights' colours keep a contrast of at least 4.5:1 on white paper (WCAG 2.1, 1.4.3), so that words set
 * in them read as well as black ones; what tells them apart without colour is the shape and the word that the
 * document gives.
 */
#ifndef TONGBAO_TYPESET_PALETTE_H
#define TONGBAO_TYPESET_PALETTE_H

#include "compose/document.h"
#include "typeset/pages.h"

/* Initialisers, for tables of styles. */
#define COLOUR_BLACK                                                                                         \
    {                                                                                                        \
        0, 0, 0                                                                                              \
    }
#define COLOUR_RED                                                                                           \
    {                                                                                                        \
        0xE6, 0x00, 0x12                                                                                     \
    }

enum ink {
    INK_BLACK,
    INK_RED,       /* the mark and the red lines, 7.2.4, 7.2.7 */
    INK_WATERMARK, /* a grey of 8 % */
    INK_FRAME,     /* the unfilled rest of a bar */
    INK_WHITE,
    INK_COUNT
};

/* The colour in which an ink is drawn. */
struct colour ink_colour(enum ink ink);

/* The colour of a light and of the words in it. */
struct colour tint_colour(enum tint tint);

#endif
