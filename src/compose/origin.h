/*
 * origin.h - where in the input the text of a composed document stands. Inside compose only.
 *
 * XSLT loses places. A message about text is nearly always about a character that no font has, and such a
 * character is rare: it can be looked up in the report XML, whose elements carry the file and line that they
 * were read from. So no template has to copy places through.
 */
#ifndef TONGBAO_COMPOSE_ORIGIN_H
#define TONGBAO_COMPOSE_ORIGIN_H

#include "compose/reading.h"

/* Where each rare character of the report stands first, by pages of its code: looked up once a document, at
 * the first such character; page is NULL before. */
struct origins {
    struct where **page;
};
enum { ORIGINS_PAGE = 256 };

/*
 * The place for messages about the runs made from node. Of a document that somebody wrote, the node's own. Of
 * a composed one, the place in the input of the first rare character of the runs, or the template where there
 * is none. Rare is what lies outside the usual blocks of Chinese official text.
 */
struct where origin_of_runs(const struct reading *reading, const xmlNode *node, const struct run *run,
                            int count);

#endif
