/*
 * text.h - UTF-8 and small string helpers. All text inside the program is valid UTF-8: intake and compose see
 * to that.
 */
#ifndef TONGBAO_BASE_TEXT_H
#define TONGBAO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at *text, which moves behind it; 0 at the end; U+FFFD for a broken sequence (one byte is
 * skipped). */
uint32_t text_next(const char **text);
/* Writes code point c as UTF-8 into out (room for 5 bytes with the NUL); returns the number of bytes without
 * the NUL. */
int text_put(uint32_t c, char out[5]);
/* Splits code point c into units of UTF-16; returns how many: 1 or 2. */
int text_utf16(uint32_t c, uint16_t unit[2]);
/* Whether c, where a line of text is shown, would break the line or steer the terminal or the direction of
 * writing: controls, separators of lines and paragraphs, bidirectional overrides and isolates. */
bool text_steers(uint32_t c);
/* Whether c is a letter, digit or mark of a script that parts words by spaces, so that a line break beside it
 * can be one: below U+2000 all but the Chinese interpunct, beyond it none. */
bool text_is_spaced(uint32_t c);
/* Whether c is white space of any kind: also the ideographic space, and those that don't break. */
bool text_is_gap(uint32_t c);
/* Whether c can't be seen and takes no room: what joins, parts or turns the characters around it. */
bool text_is_unseen(uint32_t c);
/* The narrow form of a full-width character of ASCII; any other as it is. */
uint32_t text_narrow(uint32_t c);
/* Whether c is for private use: whoever makes a font says what it is. */
bool text_is_private(uint32_t c);
/* Number of code points. */
size_t text_count(const char *text);
/* Whether the size bytes are valid UTF-8 without NUL. */
bool text_valid(const char *text, size_t size);
bool text_equal(const char *a, const char *b); /* takes NULL, which equals only NULL */
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
/* How many of the size bytes of text to take, at most so many, so that the last character is whole. */
size_t text_whole(const char *text, size_t size, size_t most);
/* White space as XML has it. */
#define TEXT_SPACE " \t\r\n"
/* Whether there is nothing but white space. */
bool text_is_blank(const char *text);
/* Cuts off white space at both ends: returns where the rest begins, its length into *size; the other one in
 * place. */
const char *text_trim(const char *text, size_t *size);
char *text_trimmed(char *text);
/* For qsort: the order by bytes, which is that of code points, of the texts that two elements point to. */
int text_order(const void *a, const void *b);

#endif
