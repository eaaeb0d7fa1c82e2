/*
 * content.h - a page's content stream: its items as PDF operators, each inside the marked content of its
 * node.
 */
#ifndef TONGBAO_DRAW_CONTENT_H
#define TONGBAO_DRAW_CONTENT_H

#include "draw/leaf.h"
#include "draw/pdf_font.h"
#include "draw/picture.h"
#include "draw/stamp.h"
#include "draw/structure.h"

/* What drawing a page needs. */
struct content {
    struct pdf *pdf;
    const struct pages *pages;
    struct leaves *leaves;
    struct pdf_fonts *fonts;
    struct pictures *pictures;
    struct stamps *stamps;
    struct structure *structure;
};

/* Draws page i of the pages and fills its content stream. */
void content_draw(const struct content *content, int i);

#endif
