/*
 * reader.h - from a tree to typed data: what the three readers share.
 *
 * They run also over a tree that has faults, so that one run tells all of them: what is missing or malformed
 * was reported by conform.h and reads as its default here, without a word.
 */
#ifndef TONGBAO_INTAKE_READER_H
#define TONGBAO_INTAKE_READER_H

#include "intake/issuance.h"
#include "intake/plan.h"
#include "intake/quarter.h"
#include "intake/tree.h"

struct reader {
    struct tree *tree;
    struct arena *arena; /* of the typed data, which outlives the tree */
};

/* Each reads the root of reader->tree and reports what a schema can't tell. The result is of use only when
 * the tree has no faults at the end. */
const struct plan *read_notice(struct reader *reader);
const struct quarter *read_quarter(struct reader *reader);
const struct issuance *read_issue(struct reader *reader);
/* The first or the last day of a quarter. */
struct date quarter_day(int year, int quarter, bool last);

/* An attribute's text, white space folded; NULL when it isn't there. */
const char *read_text(struct reader *reader, const xmlNode *node, const char *name);
/* The text of the child element of that name, folded; NULL when it isn't there. */
const char *read_child(struct reader *reader, const xmlNode *node, const char *name);
/* The texts of all child elements of that name. */
struct strings read_children(struct reader *reader, const xmlNode *node, const char *name);
/* The same of <to> and <cc>, of which each is a name: a mark behind it, which the document sets by itself, is
 * reported. */
struct strings read_names(struct reader *reader, const xmlNode *node, const char *name);
/* An attribute as written, for ids; "" when it isn't there. */
const char *read_id(struct reader *reader, const xmlNode *node, const char *name);
bool read_bool(struct reader *reader, const xmlNode *node, const char *name);
/* The place in words, or 0. */
int read_word(struct reader *reader, const xmlNode *node, const char *name, const char *const *words);
/* A whole number, or 0. */
int read_number(struct reader *reader, const xmlNode *node, const char *name);
/* What the attributes year and quarter of a root say, or 0 where they say no year and no quarter. */
int read_year(struct reader *reader, const xmlNode *root);
int read_quarter_number(struct reader *reader, const xmlNode *root);
/* A decimal; false, and *out untouched, when it isn't there or none. */
bool read_decimal(struct reader *reader, const xmlNode *node, const char *name, struct decimal *out);
/* A date; all 0 when it isn't there or none. */
struct date read_date(struct reader *reader, const xmlNode *node, const char *name);

/* An id with the place of its element in an array, for finding and for seeing that it is there once. */
struct entry {
    const char *id; /* lent */
    int index;
    struct where at;
};

/*
 * Sorts entries by id, leaving out empty ones (*count shrinks), and reports each id that comes a second time:
 * what is the kind of thing in the user's language ("unit").
 */
void index_ids(struct reader *reader, struct entry *entries, int *count, const char *what);
/* Sorts entries by id, for index_find. */
void index_sort(struct entry *entries, int count);
/* The index of id among sorted entries; -1 when it isn't there. */
int index_find(const struct entry *entries, int count, const char *id);
/* Each id that is sought is held against all that are there, so that is done for so many of a file at most.
 */
enum { SUGGESTIONS_MOST = 100 };

/* Words "; did you mean …?" for an id that isn't among the entries, or "". earlier: for how many ids they
 * were sought before. */
const char *index_suggest(struct arena *arena, const struct entry *entries, int count, const char *id,
                          int earlier);

#endif
