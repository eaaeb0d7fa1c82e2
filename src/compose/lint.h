/*
 * lint.h - slips in a template that XSLT passes over in silence, and which would leave words out of a
 * document.
 *
 * A misspelt attribute of an instruction is ignored, a parameter that nobody takes is dropped, a mode that
 * there isn't finds nothing: nobody would notice before somebody reads the document. A template that there
 * isn't is missed only when it is called.
 */
#ifndef TONGBAO_COMPOSE_LINT_H
#define TONGBAO_COMPOSE_LINT_H

#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>

/* What is told of a slip: the node where it is, and words that live until the call returns. */
typedef void lint_tell(void *context, const xmlNode *node, const char *words);

/* Looks a file over as it was read, before libxslt changes it. */
void lint_sheet(const xmlDoc *doc, lint_tell *tell, void *context);
/* Looks over what a compiled stylesheet and all that it includes call by name. */
void lint_calls(const xsltStylesheet *style, lint_tell *tell, void *context);

#endif
