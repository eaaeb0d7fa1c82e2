/*
 * said.h - what libxslt and XPath say of a template, in the words of somebody who writes one.
 *
 * Their own words name functions of theirs, and are English only.
 */
#ifndef TONGBAO_COMPOSE_SAID_H
#define TONGBAO_COMPOSE_SAID_H

#include "base/arena.h"

/*
 * What is to be told where libxslt said `text` and XPath `reason` before it, either of which may be "": in
 * arena, translated; what isn't known here stands in brackets behind them. NULL: nothing, for what follows
 * tells it better.
 */
const char *said_words(struct arena *arena, const char *text, const char *reason);

#endif
