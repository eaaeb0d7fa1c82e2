/*
 * crew.h - worker processes that make many things side by side, so that a crash costs one of them.
 *
 * The workers are forked from a process that has everything loaded, take the numbers 0 to count - 1 one by
 * one from a shared counter, and put each result into memory shared with the parent. A worker that crashes,
 * is ended by fatal() or works longer than allowed on one thing costs that thing, which is named, and a new
 * worker goes on. What is made must not depend on who makes it, nor on what the worker made before.
 */
#ifndef TONGBAO_ISSUE_CREW_H
#define TONGBAO_ISSUE_CREW_H

#include "base/diag.h"

#include <stddef.h>

struct crew {
    int jobs;    /* worker processes at the same time, at least 1 */
    int count;   /* how many things are to be made */
    int seconds; /* that one thing may take; 0: as long as it likes */
    size_t room; /* bytes of address space that a worker may add to what the parent has; 0: no limit */
    /* Makes thing number i in a worker; what it finds out goes into shared memory. False with messages. */
    bool (*make)(void *context, int i, struct diag *diag);
    /* Called in the parent when thing i is finished, made or not; may be NULL. */
    void (*finished)(void *context, int i, bool made);
    /* What to call thing i in a message; lent. */
    const char *(*name)(const void *context, int i);
    void *context;
};

/* Makes all things. Messages of the workers go into diag. False when any thing failed. */
bool crew_run(const struct crew *crew, struct diag *diag);

/* size zeroed bytes that the parent and its workers share; release with crew_unshare (takes NULL).
 * Exhaustion is fatal. */
void *crew_share(size_t size);
void crew_unshare(void *memory, size_t size);

#endif
