/*
 * pages.h - finished pages: what typeset hands on. Everything is placed; a drawer only draws.
 *
 * Coordinates are lengths from the upper left corner of the paper, x to the right, y down. Lives in the arena
 * of the document; fonts belong to the fontset.
 */
#ifndef TONGBAO_TYPESET_PAGES_H
#define TONGBAO_TYPESET_PAGES_H

#include "base/buffer.h"
#include "base/length.h"
#include "compose/document.h"
#include "typeset/font.h"

/* A colour as it is drawn, 0 to 255 in sRGB. */
struct colour {
    uint8_t r, g, b;
};

/* One placed glyph. */
struct glyph {
    uint32_t id;      /* in its font */
    length dx, dy;    /* of its origin from the run's origin, along the run's own axes; dy down */
    length advance;   /* the font's own width at the run's size, without squeeze or justification */
    const char *text; /* what it stands for, UTF-8, lent; size 0: part of the glyph before */
    int text_size;
    bool head;           /* of its paragraph's run-in heading */
    unsigned short link; /* which link of its line it belongs to, from 1 on; 0: none */
};

/* Glyphs of one font, size and colour on one base line. */
struct glyph_run {
    const struct font *font;
    length size;
    int condense; /* horizontal scale in thousandths; 1000: none. dx and advance already contain it. */
    struct colour colour;
    const struct glyph *glyph;
    int count;
};

enum item_kind { ITEM_GLYPHS, ITEM_BOX, ITEM_SHAPE, ITEM_IMAGE };

struct point {
    length x, y;
};

/* What a piece of the page is, for tagging; the order of the nodes is the order of reading. What is no
 * content (rules, watermark, page numbers, repeated heads) has no node. */
enum role {
    ROLE_DOCUMENT,
    ROLE_PART, /* an attachment, the head, the imprint */
    ROLE_TITLE,
    ROLE_HEADING, /* with level */
    ROLE_PARAGRAPH,
    ROLE_NOTE,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_HEADER_CELL,
    ROLE_CELL,
    ROLE_FIGURE,
    ROLE_LINK,
    ROLE_LIST, /* of items, a caption before them */
    ROLE_CAPTION,
    ROLE_LIST_ITEM, /* of a label and a body */
    ROLE_LABEL,
    ROLE_LIST_BODY,
    ROLE_COUNT,
};

/* A node of the document's logical structure; node 0 is the document. Kept flat, parents before children. */
struct node {
    enum role role;
    int parent; /* -1 for node 0 */
    int level;  /* ROLE_HEADING */
    int colspan, rowspan;
    bool row_scope;    /* ROLE_HEADER_CELL heads its row, else its column */
    const char *alt;   /* ROLE_FIGURE: what it shows; ROLE_TABLE: a summary; NULL */
    const char *id;    /* the block's id, for links; NULL */
    const char *title; /* heading text for bookmarks; NULL: none */
    int page;          /* index of the page where it begins; -1: nowhere */
    length y;          /* and its upper edge there */
};

struct item {
    enum item_kind kind;
    int node;    /* index of its node; -1: an artifact */
    bool turned; /* set sideways: drawn a quarter turn counter-clockwise about (x, y), so that its right is
                    the page's top */
    length x, y; /* ITEM_GLYPHS: origin on the base line; else the upper left corner, in page coordinates */
    struct glyph_run run; /* ITEM_GLYPHS */
    length width, height; /* ITEM_BOX (a filled rectangle: rules too) and ITEM_IMAGE, in page coordinates,
                             never turned */
    struct colour colour; /* ITEM_BOX, ITEM_SHAPE */
    const struct point *point; /* ITEM_SHAPE: a filled polygon, in page coordinates */
    int point_count;
    const char *image; /* ITEM_IMAGE: path of a PNG or JPEG */
};

/* A rectangle of the page that leads somewhere. */
struct link {
    length x, y, width, height;
    const char *to; /* id of a node */
    int node;
};

/* A line of text as it was set, for the dumps and the tests. */
struct line_note {
    length x, y,
        width; /* left edge, base line, set width; page coordinates (sideways: of the sideways frame) */
    length size;
    bool body; /* on the grid of the body text */
    bool last; /* last line of its paragraph */
    bool sideways;
    bool furniture;   /* the page's own, no content: its number */
    const char *kind; /* "title", "h1", "p", "cell", … */
    const char *text; /* the logical text of the line */
    int shrink,
        stretch; /* thousandths of em by which the most changed gap of the line differs from natural */
};

struct page {
    length width, height;
    int number; /* as counted; printed where printed is set */
    bool printed;
    struct item *item;
    int item_count;
    struct line_note *line;
    int line_count;
    struct link *link;
    int link_count;
    const char *remark; /* why grid rows are blank or 7.3.5.5 was used; NULL: no reason needed */
};

struct pages {
    struct page *page;
    int count;
    struct node *node;
    int node_count;
    const struct document *document; /* properties and language */
};

/* --dump=pages: every item of every page with its place in mm; --dump=lines: a line of text each with its
 * changes. */
void pages_dump(const struct pages *pages, struct buffer *out);
void lines_dump(const struct pages *pages, struct buffer *out);

#endif
