/*
 * rank.h - the ranking of the lead units. Inside progress only.
 */
#ifndef TONGBAO_PROGRESS_RANK_H
#define TONGBAO_PROGRESS_RANK_H

#include "progress/rollup.h"

/*
 * Ranks the units that lead a task: by share of green among the reported targets, then mean lead over what
 * was due (0 where only ceilings are reported, which are in no average), then fewer red. Exactly equal
 * figures share a rank, and the next rank counts them all. Units without a reported target follow, rank 0;
 * within a rank and among these the order is that of the plan, which is protocol order.
 *
 * lead: by unit, the figures of the tasks that it leads; unit: by unit, where the rank goes and lead_tasks
 * says who takes part; ranking: room for as many indices as the plan has units. Returns how many were ranked
 * or follow.
 */
int rank_units(const struct plan *plan, const struct rollup *lead, struct unit_report *unit, int *ranking);

#endif
