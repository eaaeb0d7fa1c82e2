/*
 * output.h - the output folder, open and locked for one run.
 */
#ifndef TONGBAO_ISSUE_OUTPUT_H
#define TONGBAO_ISSUE_OUTPUT_H

#include "base/diag.h"

/*
 * Opens the output folder and takes its lock into *lock; make: it is made if need be. The folder, to be
 * released with output_close; -1 with a message (CANT_CREATE, LOCKED), or without one when there is none and
 * it isn't to be made.
 *
 * Inputs are read under the lock: what was read before another run published newer data would be published
 * over them. But a folder isn't made for inputs that turn out to be faulty; so where there is none they are
 * read first, and again if anything is in it by the time it is there and locked.
 */
int output_open(const char *path, bool make, int *lock, struct diag *diag);
/* Whether nothing but the lock is in the folder yet. */
bool output_is_new(int out);
/* Closes the folder (takes -1) and gives the lock back. */
void output_close(int out, int lock);

#endif
