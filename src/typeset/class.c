#include "typeset/class.h"

#include <stddef.h>
#include <unicode/uchar.h>

#define L LEFT_SIDE
#define R RIGHT_SIDE

/* clang-format off */
const struct class_rule class_rules[CLASS_LAST_SET] = {
    /* first, last, cell, slack, step, west, mark, western, rigid */
    [CLASS_HAN]         = {0, 0, 1000, 0, 0,               0,          0, 0, 0},
    [CLASS_SYMBOL]      = {0, 0,    0, 0, 0,               0,          0, 0, 0},
    [CLASS_OPEN]        = {0, 1, 1000, L, SQUEEZE_BRACKET, 0,          1, 0, 0},
    [CLASS_CLOSE]       = {1, 0, 1000, R, SQUEEZE_BRACKET, 0,          1, 0, 0},
    [CLASS_PAUSE]       = {1, 0, 1000, R, SQUEEZE_PAUSE,   0,          1, 0, 0},
    [CLASS_STOP]        = {1, 0, 1000, R, SQUEEZE_STOP,    0,          1, 0, 0},
    [CLASS_INTERPUNCT]  = {1, 0,  500, 0, 0,               0,          0, 0, 0},
    [CLASS_DASH]        = {0, 0, 2000, 0, 0,               0,          1, 0, 0},
    [CLASS_ELLIPSIS]    = {0, 0, 1000, 0, 0,               0,          1, 0, 0},
    [CLASS_LINK]        = {1, 0, 1000, 0, 0,               0,          0, 0, 1},
    [CLASS_HYPHEN]      = {1, 0,  500, 0, 0,               0,          0, 0, 1},
    [CLASS_SLASH]       = {1, 1,  500, 0, 0,               0,          0, 0, 1},
    [CLASS_SUFFIX]      = {1, 0,    0, 0, 0,               RIGHT_SIDE, 0, 1, 0},
    [CLASS_PREFIX]      = {0, 1,    0, 0, 0,               LEFT_SIDE,  0, 1, 0},
    [CLASS_LETTER]      = {0, 0,    0, 0, 0,               BOTH_SIDES, 0, 1, 0},
    [CLASS_DIGIT]       = {0, 0,    0, 0, 0,               BOTH_SIDES, 0, 1, 0},
    [CLASS_WEST_OPEN]   = {0, 1,    0, 0, 0,               0,          0, 1, 0},
    [CLASS_WEST_CLOSE]  = {1, 0,    0, 0, 0,               0,          0, 1, 0},
    [CLASS_WEST_QUOTE]  = {1, 1,    0, 0, 0,               0,          0, 1, 0},
    [CLASS_SPACE]       = {1, 0,    0, 0, SQUEEZE_SPACE,   0,          0, 1, 0},
    [CLASS_FIXED_SPACE] = {1, 1,    0, 0, 0,               0,          0, 1, 0},
    [CLASS_WIDE_SPACE]  = {0, 0, 1000, 0, 0,               0,          1, 0, 0},
    [CLASS_BLANK]       = {0, 0,    0, 0, 0,               0,          1, 0, 0},
};
/* clang-format on */

struct range {
    uint32_t from, to;
    enum char_class class;
};

/* Sorted; what no row names is asked of ICU. The widths of FF01–FF5E are full, letters and digits among them
 * having been made ASCII before. */
static const struct range ranges[] = {
    {0x0, 0x8, CLASS_DROPPED},           {0x9, 0xA, CLASS_SPACE},
    {0xB, 0xC, CLASS_DROPPED},           {0xD, 0xD, CLASS_SPACE},
    {0xE, 0x1F, CLASS_DROPPED},          {0x20, 0x20, CLASS_SPACE},
    {0x21, 0x21, CLASS_WEST_CLOSE},      {0x22, 0x22, CLASS_WEST_QUOTE},
    {0x23, 0x23, CLASS_LETTER},          {0x24, 0x24, CLASS_PREFIX},
    {0x25, 0x25, CLASS_SUFFIX},          {0x26, 0x26, CLASS_LETTER},
    {0x27, 0x27, CLASS_WEST_QUOTE},      {0x28, 0x28, CLASS_WEST_OPEN},
    {0x29, 0x29, CLASS_WEST_CLOSE},      {0x2A, 0x2B, CLASS_LETTER},
    {0x2C, 0x2C, CLASS_WEST_CLOSE},      {0x2D, 0x2D, CLASS_HYPHEN},
    {0x2E, 0x2E, CLASS_WEST_CLOSE},      {0x2F, 0x2F, CLASS_SLASH},
    {0x30, 0x39, CLASS_DIGIT},           {0x3A, 0x3B, CLASS_WEST_CLOSE},
    {0x3C, 0x3E, CLASS_LETTER},          {0x3F, 0x3F, CLASS_WEST_CLOSE},
    {0x40, 0x5A, CLASS_LETTER},          {0x5B, 0x5B, CLASS_WEST_OPEN},
    {0x5C, 0x5C, CLASS_LETTER},          {0x5D, 0x5D, CLASS_WEST_CLOSE},
    {0x5E, 0x7A, CLASS_LETTER},          {0x7B, 0x7B, CLASS_WEST_OPEN},
    {0x7C, 0x7C, CLASS_LETTER},          {0x7D, 0x7D, CLASS_WEST_CLOSE},
    {0x7E, 0x7E, CLASS_LETTER},          {0x7F, 0x9F, CLASS_DROPPED},
    {0xA0, 0xA0, CLASS_FIXED_SPACE},     {0xA3, 0xA3, CLASS_PREFIX},
    {0xA5, 0xA5, CLASS_PREFIX},          {0xAD, 0xAD, CLASS_DROPPED},
    {0xB0, 0xB0, CLASS_SUFFIX},          {0xB7, 0xB7, CLASS_INTERPUNCT},
    {0xD7, 0xD7, CLASS_SYMBOL},          {0xF7, 0xF7, CLASS_SYMBOL},
    {0x2007, 0x2007, CLASS_FIXED_SPACE}, {0x200B, 0x200B, CLASS_BREAK},
    {0x200C, 0x200F, CLASS_DROPPED},     {0x2010, 0x2013, CLASS_HYPHEN},
    {0x2014, 0x2015, CLASS_LINK},        {0x2018, 0x2018, CLASS_OPEN},
    {0x2019, 0x2019, CLASS_CLOSE},       {0x201C, 0x201C, CLASS_OPEN},
    {0x201D, 0x201D, CLASS_CLOSE},       {0x2022, 0x2022, CLASS_SYMBOL},
    {0x2026, 0x2026, CLASS_ELLIPSIS},    {0x2027, 0x2027, CLASS_INTERPUNCT},
    {0x2028, 0x202E, CLASS_DROPPED},     {0x202F, 0x202F, CLASS_FIXED_SPACE},
    {0x2030, 0x2030, CLASS_SUFFIX},      {0x2032, 0x2033, CLASS_SUFFIX},
    {0x203C, 0x203C, CLASS_STOP},        {0x2047, 0x2049, CLASS_STOP},
    {0x2060, 0x2060, CLASS_JOIN},        {0x2061, 0x206F, CLASS_DROPPED},
    {0x20AC, 0x20AC, CLASS_PREFIX},      {0x2103, 0x2103, CLASS_SUFFIX},
    {0x2116, 0x2116, CLASS_PREFIX},      {0x2160, 0x2211, CLASS_SYMBOL},
    {0x2212, 0x2213, CLASS_LETTER},      {0x2214, 0x2235, CLASS_SYMBOL},
    {0x2236, 0x2236, CLASS_HYPHEN}, /* 比号 ∶ */
    {0x2237, 0x22EE, CLASS_SYMBOL},      {0x22EF, 0x22EF, CLASS_ELLIPSIS},
    {0x22F0, 0x27BF, CLASS_SYMBOL},      {0x2E3A, 0x2E3A, CLASS_DASH},
    {0x2E80, 0x2FDF, CLASS_HAN},         {0x3000, 0x3000, CLASS_WIDE_SPACE},
    {0x3001, 0x3001, CLASS_PAUSE},       {0x3002, 0x3002, CLASS_STOP},
    {0x3003, 0x3004, CLASS_SYMBOL},      {0x3005, 0x3007, CLASS_HAN},
    {0x3008, 0x3008, CLASS_OPEN},        {0x3009, 0x3009, CLASS_CLOSE},
    {0x300A, 0x300A, CLASS_OPEN},        {0x300B, 0x300B, CLASS_CLOSE},
    {0x300C, 0x300C, CLASS_OPEN},        {0x300D, 0x300D, CLASS_CLOSE},
    {0x300E, 0x300E, CLASS_OPEN},        {0x300F, 0x300F, CLASS_CLOSE},
    {0x3010, 0x3010, CLASS_OPEN},        {0x3011, 0x3011, CLASS_CLOSE},
    {0x3012, 0x3013, CLASS_SYMBOL},      {0x3014, 0x3014, CLASS_OPEN},
    {0x3015, 0x3015, CLASS_CLOSE},       {0x3016, 0x3016, CLASS_OPEN},
    {0x3017, 0x3017, CLASS_CLOSE},       {0x3018, 0x3018, CLASS_OPEN},
    {0x3019, 0x3019, CLASS_CLOSE},       {0x301A, 0x301A, CLASS_OPEN},
    {0x301B, 0x301B, CLASS_CLOSE},       {0x301C, 0x301C, CLASS_LINK},
    {0x301D, 0x301D, CLASS_OPEN},        {0x301E, 0x301F, CLASS_CLOSE},
    {0x3021, 0x3029, CLASS_HAN},         {0x3030, 0x303F, CLASS_SYMBOL},
    {0x3040, 0x30FA, CLASS_HAN},         {0x30FB, 0x30FB, CLASS_INTERPUNCT},
    {0x30FC, 0x31FF, CLASS_HAN},         {0x3200, 0x33FF, CLASS_SYMBOL},
    {0x3400, 0xA4CF, CLASS_HAN},         {0xAC00, 0xD7A3, CLASS_HAN},
    {0xE000, 0xFAFF, CLASS_HAN},         {0xFE00, 0xFE0F, CLASS_VARIATION},
    {0xFE10, 0xFE1F, CLASS_SYMBOL},      {0xFE30, 0xFE6F, CLASS_SYMBOL},
    {0xFEFF, 0xFEFF, CLASS_JOIN},        {0xFF01, 0xFF01, CLASS_STOP},
    {0xFF02, 0xFF02, CLASS_SYMBOL},      {0xFF03, 0xFF04, CLASS_PREFIX},
    {0xFF05, 0xFF05, CLASS_SUFFIX},      {0xFF06, 0xFF07, CLASS_SYMBOL},
    {0xFF08, 0xFF08, CLASS_OPEN},        {0xFF09, 0xFF09, CLASS_CLOSE},
    {0xFF0A, 0xFF0B, CLASS_SYMBOL},      {0xFF0C, 0xFF0C, CLASS_PAUSE},
    {0xFF0D, 0xFF0D, CLASS_LINK},        {0xFF0E, 0xFF0E, CLASS_STOP},
    {0xFF0F, 0xFF0F, CLASS_SLASH},       {0xFF1A, 0xFF1B, CLASS_PAUSE},
    {0xFF1C, 0xFF1E, CLASS_SYMBOL},      {0xFF1F, 0xFF1F, CLASS_STOP},
    {0xFF20, 0xFF20, CLASS_SYMBOL},      {0xFF3B, 0xFF3B, CLASS_OPEN},
    {0xFF3C, 0xFF3C, CLASS_SYMBOL},      {0xFF3D, 0xFF3D, CLASS_CLOSE},
    {0xFF3E, 0xFF40, CLASS_SYMBOL},      {0xFF5B, 0xFF5B, CLASS_OPEN},
    {0xFF5C, 0xFF5C, CLASS_SYMBOL},      {0xFF5D, 0xFF5D, CLASS_CLOSE},
    {0xFF5E, 0xFF5E, CLASS_LINK},        {0xFF5F, 0xFF5F, CLASS_OPEN},
    {0xFF60, 0xFF60, CLASS_CLOSE},       {0xFFE5, 0xFFE5, CLASS_PREFIX},
    {0xFFFC, 0xFFFD, CLASS_SYMBOL},      {0x1F000, 0x1FAFF, CLASS_SYMBOL},
    {0x20000, 0x3FFFF, CLASS_HAN},       {0xE0000, 0xE007F, CLASS_DROPPED},
    {0xE0100, 0xE01EF, CLASS_VARIATION}, {0xF0000, 0xFFFFD, CLASS_HAN}, /* private use, planes 15 and 16 */
    {0x100000, 0x10FFFD, CLASS_HAN},
};

/* Letters, combining marks and the wide signs of all the scripts that no row above names. */
static enum char_class class_by_property(uint32_t c)
{
    if (U_GET_GC_MASK((UChar32)c) & (U_GC_M_MASK))
        return CLASS_MARK;
    if (U_GET_GC_MASK((UChar32)c) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK))
        return CLASS_DROPPED;
    if (U_GET_GC_MASK((UChar32)c) & U_GC_ZS_MASK)
        return CLASS_SPACE;
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? CLASS_SYMBOL : CLASS_LETTER;
}

enum char_class class_of(uint32_t c)
{
    if (c >= 0x3400 && c <= 0x9FFF)
        return CLASS_HAN;
    size_t low = 0, high = sizeof ranges / sizeof ranges[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > ranges[middle].to)
            low = middle + 1;
        else if (c < ranges[middle].from)
            high = middle;
        else
            return ranges[middle].class;
    }
    return class_by_property(c);
}

/* 开, 收 (brackets that close, pauses and stops), 其他. Two marks of two em become one and a half, and what
 * is cut keeps a bracket tight to the text that it encloses. */
enum side { OPENS, CLOSES, NEITHER };
static const int pairs[2][2] = {
    [OPENS] = {[OPENS] = LEFT_SIDE, [CLOSES] = 0},
    [CLOSES] = {[OPENS] = RIGHT_SIDE, [CLOSES] = RIGHT_SIDE},
};

static enum side side_of(enum char_class class)
{
    uint8_t slack = class_rules[class].slack;
    return slack == LEFT_SIDE ? OPENS : slack == RIGHT_SIDE ? CLOSES : NEITHER;
}

int class_pair(enum char_class a, enum char_class b)
{
    enum side left = side_of(a), right = side_of(b);
    return left == NEITHER || right == NEITHER ? 0 : pairs[left][right];
}
