/*
 * tree.h - an input file as a parsed tree, with the place of every element, attribute and text, and the gate
 * through which the faults found in it are reported.
 *
 * The tree holds elements, attributes and text only: comments and processing instructions are left out, CDATA
 * is text, a DOCTYPE is refused before anything in it is read. libxml2 tells the line where a start tag ends;
 * the lines here are those where it begins, and an attribute has its own.
 */
#ifndef TONGBAO_INTAKE_TREE_H
#define TONGBAO_INTAKE_TREE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"

#include <libxml/tree.h>

/* Where a node begins in the text. */
struct mark {
    size_t offset;
    int line;
};

struct tree {
    const char *path;    /* lent by the caller; stands in every place handed out */
    struct buffer text;  /* the file in UTF-8 */
    xmlDocPtr doc;       /* NULL: it could not be parsed */
    struct arena *arena; /* for what is needed no longer than the tree */
    struct diag *diag;
    struct mark *mark; /* by the number in a node's _private, from 1 */
    int mark_count, mark_capacity;
    int faults; /* reported so far */
};

/*
 * Reads and parses the file at path. Its faults are reported into diag; tree->doc is then NULL. Release with
 * tree_close in either case.
 */
void tree_open(struct tree *tree, const char *path, struct diag *diag);
/* Frees what the tree holds, with its document unless that was taken. */
void tree_close(struct tree *tree);
/* Hands the document over to the caller, who frees it with xmlFreeDoc; NULL when there is none. Its places
 * are those of libxml2 from then on, lines as xmlGetLineNo tells them. */
xmlDocPtr tree_take(struct tree *tree);

/* The place of an element's start tag, or of a text's first character that is no white space. */
struct where tree_where(const struct tree *tree, const xmlNode *node);
/* The place of an attribute of element; that of the element when it has no such attribute. */
struct where tree_where_attribute(const struct tree *tree, const xmlNode *element, const char *name);

/* Reports a fault as diag_at does, but no more than a thousand of one file. */
void tree_fault(struct tree *tree, enum message code, struct where at, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));
/* Whether so many were reported that no more are told; what is left need not be looked at. */
bool tree_is_told(const struct tree *tree);
/* What the file says, made fit for a message: without control characters, cut after 40 characters. In
 * arena. */
const char *tree_quote(struct arena *arena, const char *text);

/* The end of what begins at p with an opening mark (a comment, CDATA, a processing instruction): behind its
 * closing mark, or the end of the text where it lacks that; NULL when p begins none of them. */
const char *tree_behind_section(const char *p);

/* Whether node is an element of the namespace of the tree's root. */
bool tree_is_own(const struct tree *tree, const xmlNode *node);
/* The first or next child element with the root's namespace and the given name; NULL when there is none. */
xmlNode *tree_first(const struct tree *tree, const xmlNode *parent, const char *name);
xmlNode *tree_next(const struct tree *tree, const xmlNode *node, const char *name);
/* The value of an attribute without namespace, white space at both ends taken off, in the tree's arena; NULL
 * when there is none. */
char *tree_attribute(const struct tree *tree, const xmlNode *element, const char *name);
/* The text directly inside element, as written; "" for none. In the tree's arena. */
char *tree_text(const struct tree *tree, const xmlNode *element);

#endif
