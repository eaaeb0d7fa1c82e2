/*
 * asked.h - what templates ask the report for, held against what a report can have. Inside compose only.
 *
 * An XPath that names what there isn't finds nothing, and XSLT says nothing: <xsl:value-of select="@titel"/>
 * leaves a hole in a document. So every path of a template is followed, as far as one can tell beforehand
 * where it leads: from the match of its template or the select of its loop, through variables and keys.
 *
 * A stylesheet that reads anything but the report, by document() or exsl:node-set(), is not looked over:
 * where its paths lead nobody can tell.
 */
#ifndef TONGBAO_COMPOSE_ASKED_H
#define TONGBAO_COMPOSE_ASKED_H

#include "compose/lint.h"

struct asked;

/* For the templates of one folder; release with asked_free (takes NULL). */
struct asked *asked_new(void);
void asked_free(struct asked *asked);

/* Looks over all paths of a compiled stylesheet and of what it includes, but for those files in which nothing
 * was found with the stylesheets before. */
void asked_check(struct asked *asked, const xsltStylesheet *style, lint_tell *tell, void *context);

#endif
