#include "typeset/palette.h"

static const struct colour inks[INK_COUNT] = {
    [INK_BLACK] = {0, 0, 0},          [INK_RED] = COLOUR_RED,           [INK_WATERMARK] = {0xEA, 0xEA, 0xEA},
    [INK_FRAME] = {0xEC, 0xEC, 0xEC}, [INK_WHITE] = {0xFF, 0xFF, 0xFF},
};

static const struct colour tints[] = {
    [TINT_BLACK] = {0, 0, 0},           [TINT_GREEN] = {0x1E, 0x7B, 0x34},
    [TINT_YELLOW] = {0xA8, 0x64, 0x00}, [TINT_LIGHT_RED] = {0xC4, 0x16, 0x1C},
    [TINT_GREY] = {0x6E, 0x6E, 0x6E},
};

struct colour ink_colour(enum ink ink)
{
    return inks[ink];
}

struct colour tint_colour(enum tint tint)
{
    return tints[tint];
}
