/*
 * setter.h - the working state of one document on its way to pages, and the vertical material between blocks
 * and pages.
 *
 * Model. Every block becomes boxes: a line of text, a row of a table, a bar of a chart, a head. A box has an
 * extent (height, from em box to em box), holds its items placed from its own upper left corner, and knows
 * what blank it wants around it, whether it stands on the grid, and whether it may be parted from the next
 * one. Boxes are gathered in strips; a strip begins on a new page (main text, each attachment). Only
 * paginate.c knows of pages: it fills them box by box and places the items. So whatever sets blocks is free
 * of page breaks, and whatever breaks pages is free of content.
 *
 * The gap between two boxes is the larger of the one's `after` and the next one's `before`; both vanish at a
 * page's head. A box on the grid then moves down to the next grid row. All lives in the document's arena.
 */
#ifndef TONGBAO_TYPESET_SETTER_H
#define TONGBAO_TYPESET_SETTER_H

#include "base/arena.h"
#include "base/diag.h"
#include "compose/document.h"
#include "typeset/formats.h"
#include "typeset/geometry.h"
#include "typeset/line_store.h"
#include "typeset/pages.h"
#include "typeset/palette.h"
#include "typeset/styles.h"

/* Why a box may not be parted from the next; the gravest reason goes into the page's remark. KEEP_SPAN:
 * something reaches over both: a cell that has no room for its text on either side (such rows find room on a
 * page, see table_layout.c), or a seal. */
enum keep {
    KEEP_NONE,
    KEEP_CELL,    /* a cell reaches over both, which stand on two pages only where that fills the first */
    KEEP_COMPANY, /* the second line of text beside a signature: if all hangs together, one is enough */
    KEEP_LINES,
    KEEP_ANNOUNCED,
    KEEP_HEADING,
    KEEP_TITLE,
    KEEP_TABLE,
    KEEP_CHART,
    KEEP_SIGNATURE,
    KEEP_SPAN
};

struct box {
    length height;
    length before, after; /* blank wanted above and below; the after of a line is its leading */
    length above, below;  /* of its ink beyond its height, for which a page's head and foot must have room */
    bool grid;
    int row;      /* which of the rows of the strip's tables it is, from 1; 0: none, or a part of one */
    length most;  /* a row that may get so high where its page has room; 0: it keeps its height */
    length clear; /* blank above it that a closer line pitch mustn't take: room for a seal */
    const struct block *block; /* of which it is a line of body text; NULL: it is none */
    bool heading;              /* a line of a heading */
    bool announces;            /* the last line of a paragraph that ends in a colon */
    enum keep keep;
    const struct box *head; /* set again above this box where it comes first on a page: a table's head rows */
    const struct box *foot; /* set below this box where its page ends after it and before its strip does: a
                               table's closing rule, a chart's scale */
    struct item *item;      /* places from the box's upper left corner */
    int item_count, item_capacity;
    struct line_note *note;
    int note_count, note_capacity;
    struct link *link;
    int link_count, link_capacity;
};

/* The text of a cell over several rows: it stands in the middle of those that a page holds, and again on each
 * page that holds some. */
struct span {
    const struct box *text;
    int from, to; /* its rows' boxes in the strip */
};

struct strip {
    length measure, depth; /* width and height of its frame */
    bool sideways;
    int opening; /* how many of its boxes stand above the text */
    length tail; /* room for the imprint below its last box; 0: none follows it */
    struct box **box;
    int count, capacity;
    int rows;          /* of its tables */
    struct span *span; /* in the order of their first boxes */
    int span_count, span_capacity;
};

/* How the last pages of a text are set closer or wider, 7.3.5.5. */
struct fitting {
    int rows;                  /* of the grid on these pages, evenly */
    int page;                  /* index in the strip of the first of them */
    int columns;               /* characters to a full line … */
    const struct block *block; /* … in the paragraphs from this one on; NULL: in none */
};

static const struct fitting fitting_none = {GRID_LINES, 0, GRID_COLUMNS, NULL};

/* A page of a strip: its boxes [from, to), of which [from, fitted) would have found room. */
struct page_plan {
    int from, to, fitted;
    int rows;                      /* of its grid */
    length used;                   /* of its depth, with its foot */
    int blank;                     /* rows that stay empty below that */
    bool carries;                  /* its last rows go over, so that the imprint isn't alone on a page */
    const struct fitting *fitting; /* NULL: it stands on the standard's grid */
};

struct plan {
    struct page_plan *page;
    int count, capacity;
    bool imprint_alone; /* the imprint, which follows the last page, finds no room on it */
};

struct setter {
    const struct document *document;
    const struct format_rules *format;
    struct fontset *fonts;
    struct line_store *lines; /* may be NULL */
    struct arena *arena;
    struct diag *diag;
    const struct run *run_in; /* run-in heading of the paragraph that is being set; NULL: none */
    int run_in_node;
    struct fitting fitting;   /* of the strip that is being set */
    int tight;                /* per cent by which tables and charts are set lower: see typeset.c */
    const length *row_height; /* of the strip's rows, by their number: see grow.c; NULL: what they need */
    bool charts_parted;       /* also those that a page has room for: likewise */
    bool to_moved;            /* the addressees stand in the imprint */
    length joint_height;      /* that the marks of a joint issue may take */
    struct node *node;
    int node_count, node_capacity;
    struct page *page; /* all but the last are complete */
    int page_count, page_capacity;
    int item_capacity, line_capacity, link_capacity; /* of the last page */
    length filled;      /* how far down the last page is set, from the frame's top */
    bool last_sideways; /* the last page belongs to a sideways strip */
};

/* ---- nodes.c: the logical structure, in reading order ---- */

/* Adds a node under parent and returns its index. */
int node_add(struct setter *s, enum role role, int parent);
/* A heading's node: with its level, the text for bookmarks and its id. */
int node_add_heading(struct setter *s, int parent, int level, const char *title, const char *id);
/* Gives nodes without content of their own the place of their first child. */
void nodes_finish(struct setter *s);

/* ---- strip.c: boxes ---- */

/* A strip for the upright or the sideways frame. */
struct strip *strip_new(struct setter *s, bool sideways);
/* A new box at the end of the strip. */
struct box *strip_add(struct setter *s, struct strip *strip, length height);
/* A box that is in no strip yet, and its adding. */
struct box *box_new(struct setter *s, length height);
void strip_push(struct setter *s, struct strip *strip, struct box *box);
/* A filled rectangle that is no content: a rule. */
struct item rule_item(length x, length y, length width, length height, struct colour colour);
/* Adds an item as it is. */
void box_add_item(struct setter *s, struct box *box, struct item item);
/* Adds a line with its left edge at x and the top of its em box at y; body marks it as one of the grid's. */
void box_add_line(struct setter *s, struct box *box, int node, const struct line *line,
                  const struct style *style, length x, length y, bool body);
/* Adds a line at the box's top before what it holds already: a label, which is read first. */
void box_prepend_line(struct setter *s, struct box *box, int node, const struct line *line,
                      const struct style *style, length x, bool body);
/* A short text on one line of its natural width; NULL for an empty one. What doesn't find room on the line is
 * reported (OFF_PAGE). */
const struct line *set_text(struct setter *s, const char *text, const struct style *style);
/* The item moved by (x, y). */
struct item item_shifted(struct setter *s, struct item item, length x, length y);
/* Takes over what stands in `part`, its upper left corner at (x, y). */
void box_append(struct setter *s, struct box *box, const struct box *part, length x, length y);
/* lines_set and lines_natural with the setter's fonts, store, arena and messages. */
const struct lines *set_lines(struct setter *s, const struct para *para, const struct style *style,
                              length measure);
length set_natural(struct setter *s, const struct para *para, const struct style *style);
/* Of several reasons not to part a box from the next the gravest counts. */
void box_keep(struct box *box, enum keep why);
/* Says that the line runs off its page (OFF_PAGE), or something without text does: NULL. */
void say_off_page(struct setter *s, const struct line_note *line);
/* The first line of what the box holds; NULL: none. */
static inline const struct line_note *first_note(const struct box *box)
{
    return box->note_count > 0 ? &box->note[0] : NULL;
}
/* Height of count lines in a style, from the first em box to the last. */
length lines_height(const struct block_style *style, int count);
/* Height of the boxes from index `first` to the strip's end, without the blanks between them. */
int64_t boxes_height(const struct strip *strip, int first);
/* Gives the table or chart that begins at box `first` and ends the strip its blank above and below. */
void strip_frame(const struct setter *s, struct strip *strip, int first);
/*
 * Sets a short text in the narrowest measure in which it needs no more lines than in `measure`, so that they
 * are alike: 序时|进度, not 序时进|度. natural: its width on one line; the measure chosen goes to *narrowed.
 */
const struct lines *set_balanced(struct setter *s, const struct para *para, const struct style *style,
                                 length natural, length measure, length *narrowed);
/* Its width with the empty half of a mark at its end: where what follows a label begins. */
length line_advance(const struct line *line);
/*
 * Sets para as boxes of one line each, x from the frame's left, measure wide, with widow and orphan control;
 * returns the index of its first box in the strip (equal to strip->count when it had no line).
 */
int strip_para(struct setter *s, struct strip *strip, int node, const struct para *para,
               const struct block_style *style, length x, length measure);

/* ---- names.c: lists of names divided by 、 ---- */

/* How many names the text lists, and each one's length in characters into `name` unless it is NULL; 0 when
 * there are other marks or western characters in it, or more behind 等. */
int names_count(const char *text, int *name);
/* The text with a joiner (U+2060) between any two characters of a name of at most so many, so that no line
 * ends in it, and between the last two of a longer one. */
const char *names_joined(struct setter *s, const char *text, int most);
/* A list of names in lines that are filled: the short ones whole; in ragged ones nearly all. */
struct para names_whole(struct setter *s, const struct para *para, bool ragged);

/* ---- the parts, in the order of the page; each adds boxes to the strip ---- */

/* head.c: 版头 of the document's format; returns whether there is one. */
bool head_set(struct setter *s, struct strip *strip);
/*
 * title.c: 标题. before: blank above it where it isn't first on its page; grid: its first line stands on the
 * grid. Nothing for a title without runs.
 */
void title_set(struct setter *s, struct strip *strip, int parent, const struct para *title, length before,
               bool grid);
/* flow.c: what 7.3.5.5 adds between the characters of a block; block: NULL for what follows the body. */
length adjusted_track(const struct setter *s, const struct block *block);
/* flow.c: the blocks of a body. */
void flow_set(struct setter *s, struct strip *strip, int parent, const struct flow *flow);
/* flow.c: label at x, and the paragraph hanging after it: 附件说明, 出席, 抄送. Returns the index of the
 * first box. */
int labelled_set(struct setter *s, struct strip *strip, int node, const char *label, const struct para *para,
                 const struct block_style *label_style, const struct block_style *style, length x,
                 length right);
/* flow.c: a heading keeps two lines of what follows, headings not counted, on its page; one, where the next
 * heading comes after that. So does a paragraph that ends in a colon. */
void keep_headings(struct strip *strip);
/* flow.c: the signature, which begins at box `first`, keeps two lines of the text before it, 7.3.5.5; one,
 * where a table or chart stands above that or nothing else can be parted, and the end of one that it follows
 * itself. */
void keep_signature(struct strip *strip, int first);
/* table.c and chart.c: rows and bars, a box each. */
void table_set(struct setter *s, struct strip *strip, int parent, const struct table *table, const char *id);
void chart_set(struct setter *s, struct strip *strip, int parent, const struct chart *chart, const char *id);
/* attachments.c: 附件说明 below the body, and an attachment as a strip of its own. */
void attachment_note_set(struct setter *s, struct strip *strip, int parent);
struct strip *attachment_set(struct setter *s, const struct attachment *attachment);
/* signature.c: 署名, 成文日期, seal, and 附注. */
void signature_set(struct setter *s, struct strip *strip, int parent);

/* ---- pages ---- */

/* paginate.c: where the strip's pages end; fitting: NULL for the standard's grid on all of them. The plan
 * lends it. */
struct plan plan_pages(struct setter *s, const struct strip *strip, const struct fitting *fitting);
/* paginate.c: notes how far the page is used, its boxes being as high as they are now. */
void page_measure(const struct strip *strip, struct page_plan *page);
/* paginate.c: on how many of its pages so many rows or more stay empty because a chart that comes next is
 * whole.
 */
int plan_gaps(const struct strip *strip, const struct plan *plan, int rows);
/* paginate.c: sets the strip on new pages as planned. */
void paginate(struct setter *s, const struct strip *strip, const struct plan *plan);
/* paginate.c: reports what is higher than the page that it has to itself (OFF_PAGE). */
void check_pages(struct setter *s, const struct strip *strip, const struct plan *plan);
/* paginate.c: adds to what the dump says of the last page; NULL: nothing. */
void page_remark(struct setter *s, const char *remark);
/* grow.c: the heights at which rows that may grow fill the strip's pages and take no more of them, for
 * setter.row_height, and the plan for the strip set with them; tail: room for the imprint below its last box,
 * 0: none follows it. NULL where no row may grow; else the strip is of no use any more. */
const length *grown_rows(struct setter *s, struct strip *strip, length tail, struct plan *plan);
/*
 * adjust.c: the strip that build sets, and its plan: line and character pitch of its last pages adjusted
 * where it needs be, 7.3.5.5. build is called more than once and must forget what it did before.
 */
struct strip *adjusted_strip(struct setter *s, struct strip *(*build)(struct setter *s), struct plan *plan);
/* page.c: opens a new page with its furniture; numbered: its number is printed, where the format prints one.
 */
void page_new(struct setter *s, bool sideways, bool numbered);
/* page.c: places one box on the last page, its upper left corner at (x, y) of the upright paper. */
void place_box(struct setter *s, const struct box *box, length x, length y);
/* page.c: the same in the strip's frame, upright or turned, y below its head. */
void place_in_frame(struct setter *s, const struct strip *strip, const struct box *box, length y);
/* imprint.c: the room that the imprint takes below the text; 0: there is none, or its page is chosen without
 * regard to it. */
length imprint_room(struct setter *s, const struct para *to);
/* imprint.c: whether the last page has room for the imprint, or there is none. */
bool imprint_fits(struct setter *s, const struct para *to);
/* imprint.c: the room that the imprint takes below what the last page has now, where it must stand on an even
 * page and that is one; 0: it stands elsewhere, or on any page. */
length imprint_room_found(struct setter *s, const struct para *to);
/* imprint.c: 版记 at the foot of the last page; to: addressees moved here, NULL for none. */
void imprint_set(struct setter *s, const struct para *to);
/* furniture.c: watermark, page number and the letter's second red line of the last page, which must still be
 * empty. */
void furniture_set(struct setter *s);
/* furniture.c: a red double line across the letter's paper, its upper edge at y from the box's top; returns
 * its height. */
length double_line(struct setter *s, struct box *box, length x, length y, bool thick_above);

#endif
