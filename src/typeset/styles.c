#include "typeset/styles.h"

#include "typeset/geometry.h"
#include "typeset/palette.h"

#define FANG FACE_FANGSONG
#define HEI FACE_HEITI
#define KAI FACE_KAITI
#define SONG FACE_SONGTI
#define XBS FACE_XIAOBIAOSONG
#define FULL ALIGN_DEFAULT
#define LEFT ALIGN_LEFT
#define MIDDLE ALIGN_CENTER
#define TWO (2 * LENGTH_ZI)
#define SMALL_PITCH PT(14.5) /* of small type in tables, by looks */
#define LABEL_PITCH PT(12)   /* within the label of a bar, closer than bars are to each other */

/* A line of 3号 on the grid. */
#define GRID(face, strong, align, indent, kind)                                                              \
    {                                                                                                        \
        {face, strong, SIZE_3, COLOUR_BLACK, align, indent, 0, 1000, false, false, kind}, GRID_PITCH, true   \
    }
/* Black type off the grid. */
#define FREE(face, strong, size, align, narrow, pitch, kind)                                                 \
    {                                                                                                        \
        {face, strong, size, COLOUR_BLACK, align, 0, 0, 1000, false, narrow, kind}, pitch, false             \
    }

static const struct block_style styles[TEXT_ROLES] = {
    [TEXT_MARK] = {{XBS, XBS, MARK_SIZE_MOST, COLOUR_RED, LEFT, 0, 0, 1000, false, false, "mark"}, 0, false},
    [TEXT_NUMBER] = GRID(FANG, HEI, LEFT, 0, "number"),       /* 7.2.1, 7.2.5 */
    [TEXT_SECRECY] = GRID(HEI, HEI, LEFT, 0, "secrecy"),      /* 7.2.2, 7.2.3 */
    [TEXT_SIGNER_LABEL] = GRID(FANG, HEI, LEFT, 0, "signer"), /* 7.2.6 */
    [TEXT_SIGNER] = GRID(KAI, KAI, LEFT, 0, "signer"),        /* 7.2.6 */
    [TEXT_TITLE] = {{XBS, XBS, SIZE_2, COLOUR_BLACK, MIDDLE, 0, 0, 1000, true, false, "title"},
                    TITLE_PITCH,
                    false},
    [TEXT_TO] = GRID(FANG, HEI, FULL, 0, "to"),    /* 7.3.2 */
    [TEXT_BODY] = GRID(FANG, HEI, FULL, TWO, "p"), /* 7.3.3 */
    [TEXT_BODY_FLUSH] = GRID(FANG, HEI, FULL, 0, "p"),
    [TEXT_H1] = GRID(HEI, HEI, FULL, TWO, "h1"), /* 7.3.3 */
    [TEXT_H2] = GRID(KAI, HEI, FULL, TWO, "h2"),
    [TEXT_H3] = GRID(FANG, HEI, FULL, TWO, "h3"),
    [TEXT_H4] = GRID(FANG, HEI, FULL, TWO, "h4"),
    [TEXT_LABEL] = GRID(HEI, HEI, LEFT, 0, "label"),                                   /* 10.3 */
    [TEXT_HANGING] = GRID(FANG, HEI, FULL, 0, "labelled"),                             /* 10.3 */
    [TEXT_ATTACHMENT_NOTE] = GRID(FANG, HEI, LEFT, 0, "attachment-note"),              /* 7.3.4 */
    [TEXT_ATTACHMENT_LABEL] = GRID(HEI, HEI, LEFT, 0, "attachment"),                   /* 7.3.7 */
    [TEXT_SIGNATURE] = GRID(FANG, HEI, LEFT, 0, "signature"),                          /* 7.3.5 */
    [TEXT_NOTE] = GRID(FANG, HEI, FULL, TWO, "note"),                                  /* 7.3.6 */
    [TEXT_IMPRINT] = FREE(FANG, HEI, SIZE_4, FULL, false, IMPRINT_PITCH, "imprint"),   /* 7.4.2 */
    [TEXT_PAGE_NUMBER] = FREE(SONG, SONG, SIZE_4, LEFT, false, SIZE_4, "page-number"), /* 7.5 */
    [TEXT_CAPTION] = FREE(HEI, HEI, PT(12), MIDDLE, false, PT(18), "caption"),
    [TEXT_CELL] = FREE(FANG, HEI, SIZE_5, LEFT, true, SMALL_PITCH, "cell"),
    [TEXT_CELL_BODY] = FREE(FANG, HEI, SIZE_3, LEFT, true, HANG(0.75), "cell"),
    [TEXT_CELL_HEAD] = FREE(HEI, HEI, SIZE_5, MIDDLE, true, SMALL_PITCH, "head-cell"),
    [TEXT_CELL_HEAD_BODY] = FREE(HEI, HEI, SIZE_3, MIDDLE, true, HANG(0.75), "head-cell"),
    [TEXT_TABLE_NOTE] = FREE(FANG, HEI, SIZE_5, FULL, false, SMALL_PITCH, "table-note"),
    [TEXT_CHART] = FREE(FANG, HEI, SIZE_5, LEFT, true, LABEL_PITCH, "chart"),
};

const struct block_style *text_style(enum text_role role)
{
    return &styles[role];
}
