/*
 * output.h - the output folder, open and locked for one run.
 */
#ifndef TONGBAO_ISSUE_OUTPUT_H
#define TONGBAO_ISSUE_OUTPUT_H

#include "base/diag.h"

/*
 * Opens the output folder, made if need be, and takes its lock into *lock. The folder, to be released with
 * output_close; -1 with a message (CANT_CREATE, LOCKED).
 */
int output_open(const char *path, int *lock, struct diag *diag);
/* Closes the folder (takes -1) and gives the lock back. */
void output_close(int out, int lock);

#endif
