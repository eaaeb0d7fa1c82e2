/*
 * geometry.h - the page of GB/T 9704-2012 as constants, each with its clause. Lengths from the paper's upper
 * left corner where they name a place, else distances. What the standard leaves to looks says so.
 *
 * The type area is 156 x 225 mm; 22 lines on a pitch of 15/8 字 take 21 行 + 1 字 = 224.95 mm of it, and the
 * em box of the first touches its upper edge.
 */
#ifndef TONGBAO_TYPESET_GEOMETRY_H
#define TONGBAO_TYPESET_GEOMETRY_H

#include "base/length.h"

/* Paper and type area 版心: 5.1, 5.2.1. */
#define PAPER_WIDTH MM(210)
#define PAPER_HEIGHT MM(297)
#define AREA_LEFT MM(28)
#define AREA_TOP MM(37)
#define AREA_WIDTH MM(156)
#define AREA_HEIGHT MM(225)
#define AREA_RIGHT (AREA_LEFT + AREA_WIDTH)
#define AREA_BOTTOM (AREA_TOP + AREA_HEIGHT)

/* The grid: 3号 on 28 columns and 22 lines, 5.2.2, 5.2.3. */
#define SIZE_3 LENGTH_ZI
#define SIZE_2 PT(22)   /* 2号: titles, 7.3.1 */
#define SIZE_4 PT(14)   /* 4号: imprint and page numbers, 7.4.2, 7.5 */
#define SIZE_5 PT(10.5) /* 五号: tables and charts, by looks */
#define GRID_PITCH LENGTH_HANG
#define GRID_LINES 22
#define GRID_COLUMNS 28
#define GRID_DEPTH ((GRID_LINES - 1) * GRID_PITCH + LENGTH_ZI)
#define LEADING (GRID_PITCH - LENGTH_ZI) /* 7/8 字, 3.3 */
/* Sideways the area is 225 mm wide and 156 mm deep: 15 lines of the same pitch. */
#define SIDEWAYS_DEPTH AREA_WIDTH

/* Head of the file format 文件格式. */
#define MARK_TOP (AREA_TOP + MM(35))       /* ink of the mark below the type area's edge, 7.2.4 */
#define MARK_TOP_ORDER (AREA_TOP + MM(20)) /* 10.2 */
#define MARK_SIZE_MOST MM(22)   /* by looks; the 1999 edition's limit for the height of a character */
#define MARK_SIZE_LEAST MM(12)  /* by looks: long names are condensed before they get lower than this */
#define MARK_SIZE_FLOOR MM(2.5) /* nobody reads less: an absurd name runs out of the paper instead */
#define MARK_CONDENSE 660       /* thousandths; the usual proportion of a red head, 15 : 22 */
#define MARK_CONDENSE_LEAST 500
#define MARK_MARGIN ZI(1)         /* blank kept on both sides of the type area, by looks */
#define JOINT_HEIGHT_MOST MM(90)  /* several marks below each other, by looks … */
#define JOINT_HEIGHT_LEAST MM(30) /* … and so low where page 1 would show no text otherwise */
#define NUMBER_GAP HANG(2)        /* blank lines between mark and number, 7.2.5 */
#define RED_LINE_GAP MM(4)        /* number to red line, 7.2.7 */
#define RED_LINE_WEIGHT MM(0.7)   /* by looks */
#define TITLE_GAP HANG(2)         /* red line to title, 7.3.1 */
#define TITLE_PITCH HANG(1.25)    /* by looks: 37 pt for 22 pt type */
#define BLANK_LINE HANG(1)

/* Letter format 信函格式, 10.1. */
#define LETTER_MARK_TOP MM(30)
#define LETTER_LINE_GAP MM(4)
#define LETTER_LINE_WIDTH MM(170)
#define LETTER_LINE_FOOT MM(20) /* lower edge of the second double line above the paper's edge */
#define LETTER_ELEMENT_GAP LEADING
#define LETTER_TITLE_GAP HANG(2)
#define DOUBLE_THICK MM(1.0) /* by looks: 武文线 */
#define DOUBLE_GAP MM(0.5)
#define DOUBLE_THIN MM(0.35)

/* Imprint 版记, 7.4. */
#define IMPRINT_LINE_OUTER MM(0.35)
#define IMPRINT_LINE_INNER MM(0.25)
#define IMPRINT_INDENT LENGTH_ZI
#define IMPRINT_ROW MM(8)     /* rule to rule around one line of 4号, by looks */
#define IMPRINT_PITCH MM(6.6) /* turnover lines, by looks */

/* Page number, 7.5. */
#define NUMBER_LINE_GAP MM(7) /* type area to the dashes' upper edge */
#define NUMBER_INDENT LENGTH_ZI

/*
 * What 7.3.5.5 may do to the last pages of a text so that the signature shares a page with it: 21 to 23 lines
 * to a page instead of 22 (line pitch −4.5 % to +5 %), 27 to 29 characters to a line instead of 28 (character
 * pitch ∓3.8 %). The standard gives no limits; by looks: a page of 20 lines beside one of 22 is seen at once.
 */
#define ADJUSTED_LINES_LEAST 21
#define ADJUSTED_LINES_MOST 23
#define ADJUSTED_COLUMNS_LEAST 27
#define ADJUSTED_COLUMNS_MOST 29
/* Blank between characters, so many of which fill a line; negative for more than 28. */
#define COLUMN_TRACK(n) ((AREA_WIDTH - (n)*LENGTH_ZI) / ((n)-1))

/* Signature, 7.3.5. */
#define SEALED_DATE_INDENT ZI(4)
#define UNSEALED_INDENT ZI(2)
#define STAMP_INDENT ZI(4) /* 7.3.5.3 */
#define STAMP_OFFICE_GAP ZI(2)

/* Tables and charts: one weight system, that of the imprint's lines. */
#define FIGURE_BEFORE HANG(0.45) /* blank above a table or chart, by looks … */
#define FIGURE_AFTER HANG(0.3)   /* … below it, before what follows returns to the grid … */
#define FIGURE_TITLE HANG(0.7)   /* … and between a title and it */
#define RULE_FRAME MM(0.35)
#define RULE_INNER MM(0.2)

#endif
