/*
 * carry.h - whatever somebody put into a set isn't ours to lose: it goes along when the set is replaced.
 *
 * Accounted for is what the new set holds itself: by the same inode (that is how all is taken over), or,
 * where the file system has no hard links, by what it is; and the manifest and its list of sums, which are
 * written anew. All else is taken along, under its own name or, where that is taken, under one beside it.
 * That is done before the new set is published, while a refusal still costs nothing - so what couldn't be
 * removed afterwards refuses it, too - and once more behind it: what came into the old set meanwhile is taken
 * along, and only what is accounted for is removed. What is mounted there is neither, but left alone.
 */
#ifndef TONGBAO_ISSUE_CARRY_H
#define TONGBAO_ISSUE_CARRY_H

#include "base/diag.h"
#include "issue/manifest.h"
#include "issue/stage.h"

/* Takes along into the stage what is in the open, published folder old and not accounted for. known: its
 * manifest. False with a message (CANT_CREATE): the set must stay as it is then. */
bool carry_along(const struct stage *stage, int old, const struct manifest *known, struct diag *diag);
/*
 * Takes along into the published set what came into the old one, beside it now, and removes that. What can't
 * be removed is told (LEFT_BEHIND) and left to the next run; again: this is that, and it is set aside. False
 * with a message (CANT_CREATE) where something can't be taken along, and is left where it is, or
 * (WRITE_FAILED) can't be set aside.
 */
bool carry_settle(const struct stage *stage, bool again, struct diag *diag);

#endif
