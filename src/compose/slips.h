/*
 * slips.h - what lint and asked find in compiled stylesheets, each slip once. Inside compose only.
 *
 * A file that several stylesheets include may hold what serves one of them alone: there it finds its keys,
 * modes and variables, and the others never run it. So of such a file only that is told which would be told
 * with every one of them.
 */
#ifndef TONGBAO_COMPOSE_SLIPS_H
#define TONGBAO_COMPOSE_SLIPS_H

#include "compose/lint.h"

/* Tells of slips in these stylesheets, at most 31 of them. */
void slips_tell(const xsltStylesheetPtr *style, int count, lint_tell *tell, void *context);

#endif
