/*
 * vocabulary.h - the one table of what may stand in the three inputs: elements, their order and number, their
 * attributes and values. conform.h holds a tree against it and takes the wording of its messages from it;
 * src/schema says the same in RELAX NG.
 */
#ifndef TONGBAO_INTAKE_VOCABULARY_H
#define TONGBAO_INTAKE_VOCABULARY_H

#include "intake/intake.h"
#include "intake/value.h"

/* What stands between an element's tags. Comments may stand anywhere. */
enum content {
    CONTENT_NONE,
    CONTENT_ELEMENTS, /* elements, and white space between them */
    CONTENT_VALUE,    /* a value of element.type */
    CONTENT_MIXED,    /* text with elements in it, not empty */
    CONTENT_PHRASE    /* either text, not empty, or one element */
};

enum need {
    OPTIONAL,
    REQUIRED,
    EITHER, /* an element has either the attribute so marked … */
    OR      /* … or all those so marked */
};

struct attribute {
    const char *name;
    enum value type;
    enum need need;
    const char *const *words; /* of VALUE_WORD */
};

/* CROWD: more than anybody needs, where the schema's validator compares each with all others (elements in any
 * order, and in text). */
enum { MANY = 0, CROWD = 5000 };

struct child {
    const struct element *element;
    int least, most; /* how often; most MANY: without limit */
    int rank;        /* children of lower rank stand first; those of one rank in any order */
};

struct element {
    const char *name;
    enum content content;
    enum value type;                   /* of CONTENT_VALUE */
    const struct attribute *attribute; /* closed by one without name; NULL for none */
    const struct child *child;         /* closed by one without element; NULL for none */
};

struct vocabulary {
    enum input_kind kind;
    const char *uri;    /* the namespace */
    const char *schema; /* for schema_validate */
    const struct element *root;
};

/* The vocabulary of a namespace; NULL when it is none of the three. Static. */
const struct vocabulary *vocabulary_lookup(const char *uri);
/* All three, closed by one without uri. */
extern const struct vocabulary vocabularies[];

/* Attribute values of a list, in the order of the enums that they become. */
extern const char *const words_bound[];   /* enum bound */
extern const char *const words_measure[]; /* enum measure */
extern const char *const words_base[];    /* enum gain_base */
extern const char *const words_period[];  /* enum period */

#endif
