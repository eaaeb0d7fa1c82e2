/*
 * reading.h - what the parts of the document reader share: where its messages point, and small helpers over
 * the tree. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_READING_H
#define TONGBAO_COMPOSE_READING_H

#include "base/arena.h"
#include "base/diag.h"
#include "compose/document.h"
#include "intake/intake.h"

#include <libxml/tree.h>

/* One document being read. */
struct reading {
    const char *path; /* the document's file, or the template that made it */
    bool composed;    /* made by a template: the tree has no lines, a fault is the template's */
    const struct _xsltStylesheet *style; /* composed: by which, for the place in it; or NULL */
    const xmlDoc *report;    /* composed: what it was made from, for places in the input; else NULL */
    struct origins *origins; /* composed: what is known of those places, see origin.h */
    struct arena *arena;
    struct diag *diag;
};

/* The place of a node of the document; of a composed document only the template. */
struct where reading_where(const struct reading *reading, const xmlNode *node);
/*
 * Reports a fault at a node, in a composed document at its place in the templates as far as it can be told:
 * code for a document that somebody wrote; one that a template made is faulty as a whole, BAD_DOCUMENT, and
 * the detail says the code's text and the rest.
 */
void reading_fault(const struct reading *reading, enum message code, const xmlNode *node, const char *detail,
                   ...) __attribute__((format(printf, 4, 5)));

/* Whether node is of the documents' namespace; ours, if not NULL, is known to be. */
bool is_ours(const xmlNode *node, const xmlNode *ours);
/* Whether node is an element called name; the vocabulary has been checked. */
bool is_element(const xmlNode *node, const char *name);
/* The next element at or behind node; NULL at the end. */
const xmlNode *next_element(const xmlNode *node);
/* The first child element called name; NULL for none. */
const xmlNode *child(const xmlNode *parent, const char *name);
/* The number of child elements called name. */
int count_children(const xmlNode *parent, const char *name);

/* An attribute, white space at its ends cut off, in the arena; NULL when it isn't there. */
const char *attribute(const struct reading *reading, const xmlNode *node, const char *name);
/* The same, to be kept no longer than the tree lives. */
const char *attribute_lent(const struct reading *reading, const xmlNode *node, const char *name);
const char *value_lent(const struct reading *reading, const xmlAttr *attribute);
/*
 * Reads a decimal number as XML Schema writes it ("-1.5", ".5", "5."), whatever the locale; without a
 * fraction only where whole. False when it is something else.
 */
bool number_parse(const char *text, bool whole, double *out);
/* A number attribute of a checked document; or_else when it isn't there. */
double number_attribute(const struct reading *reading, const xmlNode *node, const char *name, double or_else);
/* The same in units of 1/scale, rounded; 0 when it isn't there. */
int scaled_attribute(const struct reading *reading, const xmlNode *node, const char *name, int scale);

#endif
