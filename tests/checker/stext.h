/*
 * stext.h - where mupdf finds each character of a PDF, and what a checker of Chinese pages must know of a
 * character. Shared by the checkers; it has nothing of the program under test.
 *
 * All lengths are millimetres from the upper left corner of the paper.
 */
#ifndef CHECKER_STEXT_H
#define CHECKER_STEXT_H

#include <stdbool.h>
#include <stdint.h>

/* GB/T 9704-2012, 5.1 and 5.2: the type area's edges, type size and cell of 3号, line pitch. */
#define LEFT 28.0
#define RIGHT 184.0
#define ZI (156.0 / 28)
#define HANG (ZI * 15 / 8)
/* 7.3.5.5: so much between characters when 27 or 29 of them fill a line. */
#define TRACK_MOST ((156.0 - 27 * ZI) / 26)
#define TRACK_LEAST ((156.0 - 29 * ZI) / 28)
/* Right edges of full lines agree to this. */
#define EDGE 0.05
/* Millimetres of a point. */
#define MM_PT (25.4 / 72)

struct character {
    double x, right, y, size; /* origin, end of its own width, base line */
    uint32_t code;
    unsigned font; /* a sum of the font's name */
    bool upright, grey, heading_face;
    bool after_space; /* U+0020 was drawn before it; spaces that only a reader sees don't count */
};

struct image {
    double left, top, right, bottom;
};

enum { MOST_IMAGES = 20 };

struct stext_page {
    struct character *character; /* in the order of the PDF; blanks left out */
    int count;
    struct image image[MOST_IMAGES];
    int images;
    bool space; /* the last character was one */
};

/* All pages of the file, through mutool, their number in *count; NULL with 0 when it can't be read. Release
 * with stext_free, which takes NULL. */
struct stext_page *stext_read(const char *path, int *count);
void stext_free(struct stext_page *pages, int count);

/* Whether the characters of set, UTF-8, have c among them. */
bool among(uint32_t c, const char *set);
/* Full-width marks: blank half at the left; blank half at the right. */
bool opening(uint32_t c);
bool closing(uint32_t c);
/* 避头, 避尾. */
bool never_first(uint32_t c);
bool never_last(uint32_t c);
bool is_han(uint32_t c);
/* Of ASCII. */
bool is_digit(uint32_t c);
bool is_alnum(uint32_t c);
/* Standing upright, black, of the body's size. */
bool body_size(const struct character *c);
/* The right end of c when it closes a line: of the two ends that a closing mark may have, with and without
 * its blank half, the one nearer to edge. */
double ink_right(const struct character *c, double edge);

#endif
