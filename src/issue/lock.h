/*
 * lock.h - one run at a time for an output folder.
 *
 * The lock is the kernel's (fcntl), on the file .lock: it belongs to the process, isn't inherited by workers
 * and ends with the process however that ends, so that a killed run can't leave it behind. The file stays,
 * empty.
 */
#ifndef TONGBAO_ISSUE_LOCK_H
#define TONGBAO_ISSUE_LOCK_H

#include "base/diag.h"

#define LOCK_NAME ".lock"

/* Takes the lock of the open folder, called name in messages. The descriptor is released with lock_free; -1
 * with a message: LOCKED, naming the holder, or CANT_CREATE. */
int lock_take(int folder, const char *name, struct diag *diag);
/* Whether another process holds the lock of the open folder at this moment; then it is reported (LOCKED)
 * under name, unless diag is NULL. */
bool lock_is_held(int folder, const char *name, struct diag *diag);
/* Releases the lock; takes -1. */
void lock_free(int lock);

#endif
