/*
 * document.h - a document as typed blocks and runs: what compose hands on. No fonts, no sizes, no XML.
 *
 * The vocabulary is described in document-xml.md; every struct here is one element of it. All lives in the
 * arena given to the reader and is const afterwards. Optional strings are NULL, optional paragraphs have
 * run_count 0.
 */
#ifndef TONGBAO_COMPOSE_DOCUMENT_H
#define TONGBAO_COMPOSE_DOCUMENT_H

#include "base/date.h"
#include "base/where.h"

#include <stdbool.h>

enum format { FORMAT_PLAIN, FORMAT_FILE, FORMAT_LETTER, FORMAT_MINUTES, FORMAT_ORDER };

enum run_kind {
    RUN_TEXT,
    RUN_STRONG,  /* <b>: set off by 黑体 */
    RUN_HEADING, /* a run-in heading; level says which */
    RUN_LIGHT,   /* characters in a light's colour */
    RUN_BLANK,   /* a rule to write on, width in hundredths of 字 */
    RUN_BREAK,   /* <br/>: the author's line break */
};

enum tint { TINT_BLACK, TINT_GREEN, TINT_YELLOW, TINT_LIGHT_RED, TINT_GREY };

struct run {
    enum run_kind kind;
    const char *text; /* valid UTF-8, white space folded; NULL for RUN_BLANK and RUN_BREAK */
    int level;        /* RUN_HEADING */
    enum tint tint;   /* RUN_LIGHT */
    int width;        /* RUN_BLANK */
    const char *to;   /* id that a link leads to; NULL for none */
};

/* Inline content: a paragraph, heading, cell, title. */
struct para {
    struct run *run;
    int run_count;
    struct where at; /* of the document XML, or of the input it was made from where the template kept an id */
};

enum align { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_DECIMAL, ALIGN_SPREAD };

struct cell {
    struct para para;
    int colspan, rowspan; /* at least 1 */
    enum align align;     /* ALIGN_DEFAULT: the column's */
    bool header, row_header;
};

struct row {
    struct cell *cell;
    int cell_count;
    int height; /* least height in hundredths of 行; 0: as the content needs */
    int most;   /* how high it may get, likewise, where its page of an attachment has room; 0: no higher */
};

struct column {
    int width; /* hundredths of 字; 0: from the content */
    enum align align;
};

/* No table has more columns; the reader refuses one that has. */
enum { COLUMNS_MOST = 64 };

struct table {
    struct para caption, note;
    struct column *column;
    int column_count;
    struct row *row; /* the head's rows first */
    int row_count, head_count;
    int width;  /* hundredths of 字; 0: the measure */
    bool small; /* table type, smaller than the body's */
    const char *alt;
};

enum chart_kind { CHART_PROGRESS, CHART_LIGHTS };

struct bar_part {
    enum tint tint;
    double value;
};

struct bar {
    const char *label, *text;
    bool has_value, has_due;
    double value, due; /* CHART_PROGRESS: per cent */
    enum tint tint;
    struct bar_part *part; /* CHART_LIGHTS */
    int part_count;
};

struct chart_key {
    const char *text;
    enum tint tint;
};

struct chart {
    enum chart_kind kind;
    const char *alt, *due_key;
    struct chart_key *key;
    int key_count;
    struct bar *bar;
    int bar_count;
};

enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LABELLED, BLOCK_TABLE, BLOCK_CHART };

struct block {
    enum block_kind kind;
    const char *id;
    int level;             /* BLOCK_HEADING, 1 to 4 */
    bool no_indent;        /* BLOCK_PARAGRAPH */
    const char *run_in_id; /* BLOCK_PARAGRAPH: of its run-in heading */
    const char *label;     /* BLOCK_LABELLED; BLOCK_HEADING: its number, already the start of para's text */
    struct para para;
    const struct table *table;
    const struct chart *chart;
};

struct flow {
    struct block *block;
    int count;
};

struct attachment {
    const char *id, *label; /* 附件1; NULL: the attachment carries no label */
    struct para title;
    struct flow body;
    bool sideways;
};

struct attachment_item {
    const char *number, *to; /* "1."; NULL for a single one */
    struct para name;
};

struct imprint_line {
    const char *label; /* 抄送： */
    struct para names;
};

struct signer {
    const char *label, *name;
};

/* 版头 */
struct head {
    const char *copy_number, *secrecy_level, *secrecy_term, *urgency;
    const char **mark; /* 发文机关标志, one a unit in joint issue */
    int mark_count;
    const char *mark_suffix; /* 文件 */
    const char *number;      /* 发文字号 */
    struct signer *signer;
    int signer_count;
};

/* An image beside or over the signature. */
struct picture {
    const char *path;
    int width; /* hundredths of mm */
};

/* 签名章 with the signer's office at its left. */
struct signer_stamp {
    const char *office;
    struct picture image;
};

struct signature {
    const char **by;
    int by_count;
    const char *date;
    struct picture *seal; /* none, one over all of it, or one for each name of a joint issue */
    int seal_count;
    struct signer_stamp *stamp; /* in place of names and seals */
    int stamp_count;
};

struct imprint {
    struct imprint_line *line;
    int line_count;
    const char *issued_by, *issued_date;
    bool even; /* it stands on an even page, as is custom when both sides are printed */
};

struct document {
    enum format format;
    const char *lang;      /* "zh-CN" */
    const char *watermark; /* NULL: none */
    const char *meta_title, *meta_author, *meta_subject, *meta_keywords;
    struct date meta_date; /* all 0: none */
    struct head head;
    struct para title, to;
    const char *to_imprint_label;
    struct flow body;
    const char *attachment_label; /* 附件： of the 附件说明 */
    struct attachment_item *item;
    int item_count;
    struct signature signature;
    struct para note; /* 附注 with its brackets */
    struct attachment *attachment;
    int attachment_count;
    struct imprint imprint;
};

#endif
