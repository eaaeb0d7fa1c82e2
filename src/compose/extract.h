/*
 * extract.h - what one unit's letter is made from: of the report only what concerns that unit. Inside compose
 * only.
 *
 * A letter holds its own tasks and nobody else's, whatever the template does, because the template sees no
 * others; and a letter costs the same whether the set has 20 letters or 2,000.
 */
#ifndef TONGBAO_COMPOSE_EXTRACT_H
#define TONGBAO_COMPOSE_EXTRACT_H

#include <libxml/tree.h>

struct extracts;

/* An index of the report by unit. It lends from the report, which must outlive it. Release with extracts_free
 * (takes NULL). */
struct extracts *extracts_new(const xmlDoc *report);
void extracts_free(struct extracts *extracts);

/*
 * The report as the unit's letter sees it: rules and particulars; the unit itself; of the units beside it in
 * its tasks, and of the issuer, the names; of the plan the unit's tasks in their places; which quarters the
 * trend has. A unit that the report lacks gets no unit and no tasks. To be freed with xmlFreeDoc.
 */
xmlDocPtr extract_for(const struct extracts *extracts, const char *unit);

#endif
