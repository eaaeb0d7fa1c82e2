/*
 * manifest.h - manifest.xml: what a published set holds, what it was made from, and what was issued before.
 *
 * It is the memory of the issue stage. From it comes which files are still up to date (the sums of an entry),
 * which numbers are given (the register), which revision a file has and why there were others. Namespace
 * urn:tongbao:manifest. It is written and read here only, with libxml2's tree for reading: the one place
 * behind compose that knows XML. All strings live in the arena given to the reader.
 */
#ifndef TONGBAO_ISSUE_MANIFEST_H
#define TONGBAO_ISSUE_MANIFEST_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "compose/compose.h"
#include "issue/subject.h"
#include "issue/sum.h"

#include <stdint.h>

#define MANIFEST_NAME "manifest.xml"
#define MANIFEST_NAMESPACE "urn:tongbao:manifest"
#define SUMS_NAME "SHA256SUMS"

/* With what a file was made: program, fonts and templates, each as a short text that differs when it does. */
struct tools {
    const char *program, *fonts, *templates;
};

/* Why a revision was replaced: an input that changed, or one figure in it. */
struct change {
    const char *input;     /* "notice", "quarter", "issue", "program", "fonts", "templates" */
    int quarter;           /* of the quarter's file; 0: none */
    const char *target;    /* of a figure; NULL: the input as a whole */
    const char *from, *to; /* the figure as written, "na"; NULL: not reported */
};

/* An earlier revision of a file, kept under revisions/. */
struct replaced {
    int revision;
    const char *path;   /* NULL: the file was lost before */
    const char *number; /* 发文字号; NULL: none, or it was replaced when this wasn't recorded yet */
    struct sum sum;
    struct date dated; /* the date that it was issued under */
    const char *on;    /* when it was replaced, by the clock */
    struct change *change;
    int change_count, change_capacity;
};

/* An input as it was. */
struct source {
    const char *input; /* "notice", "quarter", "issue" */
    int quarter;
    const char *path;
    struct sum data; /* over what it says, not how it is written */
};

/* A figure as it was reported. */
struct reported {
    int quarter;
    const char *target, *value; /* "na" where it was na */
};

/* All inputs of a set at one time: what a document was last held against, and so what a change is told from.
 * Never changed once an entry has it. */
struct record {
    struct source *source;
    struct reported *reported; /* by quarter and target */
    int source_count, source_capacity, reported_count, reported_capacity;
};

/* A file of the set. */
struct entry {
    enum template kind;
    const char *unit;   /* id, of a letter; else NULL */
    const char *path;   /* from the set's folder; of one that is withdrawn: where it was */
    const char *number; /* 发文字号; NULL: none */
    int pages;          /* 0: no paged document */
    int revision;       /* from 1 */
    bool corrected;     /* says that it replaces what was issued before (更正) */
    bool withdrawn;     /* no longer due, kept under revisions/ only */
    struct date dated;
    int64_t bytes;
    struct sum sum;         /* of the file */
    struct sum document;    /* of the composed document and the pictures in it */
    struct subject subject; /* what it is about */
    struct tools tools;
    const struct record *record;
    struct replaced *replaced;
    int replaced_count, replaced_capacity;
};

/* A number given to a unit's letter. */
struct given {
    const char *unit;
    int number;
};

struct manifest {
    const char *notice;
    int year, quarter;
    const char *made; /* when, by the clock; RFC 3339 */
    bool whole;       /* every document was up to date with data and tools */
    struct sum data;  /* of all inputs */
    struct tools tools;
    const char *pattern; /* of the letters' numbers */
    const struct record
        *record; /* of the run that made it, never NULL; entries that it left alone may have others */
    struct given *given;
    struct entry *entry;
    int given_count, entry_count, given_capacity, entry_capacity;
};

/* The names of the kinds of documents, as attributes have them. */
extern const char *const manifest_kinds[TEMPLATE_COUNT];

/*
 * manifest_read.c: reads the manifest of the set in the open folder, called name in messages. NULL without a
 * message when there is none, with MISMATCH when it can't be made sense of.
 */
struct manifest *manifest_read(int folder, const char *name, struct arena *arena, struct diag *diag);
/* Appends the manifest as XML to out. */
void manifest_write(const struct manifest *manifest, struct buffer *out);
/* Appends what `sha256sum -c` reads: all files of the set and earlier revisions but the manifest, whose clock
 * would make it differ from run to run. */
void manifest_write_sums(const struct manifest *manifest, struct buffer *out);

/* The entry of a document: by kind, and unit for a letter; NULL when there is none. Lent. */
struct entry *manifest_lookup(const struct manifest *manifest, enum template kind, const char *unit);
/* The sum of the file at path, issued or replaced; NULL when the manifest (which may be NULL) knows none. */
const struct sum *manifest_sum(const struct manifest *manifest, const char *path);
/* Whether path is one of the files that the manifest knows, itself and the sums among them. */
bool manifest_knows(const struct manifest *manifest, const char *path);
/* Whether the inputs say the same, wherever they lie. */
bool record_equal(const struct record *a, const struct record *b);
bool tools_equal(const struct tools *a, const struct tools *b);

#endif
