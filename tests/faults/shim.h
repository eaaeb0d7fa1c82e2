/*
 * shim.h - what both shims share: a count over all processes of a run, kept in a file that they map.
 *
 * The environment says what to do; a shim that finds no FAULTS_COUNTER stays out of the way.
 *   FAULTS_COUNTER  the file that the count is kept in; empty or missing at the beginning of a run
 *   FAULTS_AT       the number, from 1, of the call to strike; 0 or none: only count
 *   FAULTS_DO       what to do then
 * The file then holds the count as text in its first line, for `head -n 1`, and the name of the call that was
 * struck in its second.
 */
#ifndef TONGBAO_TESTS_FAULTS_SHIM_H
#define TONGBAO_TESTS_FAULTS_SHIM_H

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { COUNT_TEXT = 16, STRUCK_TEXT = 48 };

struct tally {
    char text[COUNT_TEXT], struck[STRUCK_TEXT]; /* what the file begins with, a line each */
    atomic_int count;
    pid_t first; /* the process that the run began with */
};

/* Maps the file that FAULTS_COUNTER names; NULL when there is none. */
static inline struct tally *tally_open(void)
{
    const char *path = getenv("FAULTS_COUNTER");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0666) : -1;
    if (fd < 0 || syscall(SYS_ftruncate, fd, (long)sizeof(struct tally)) != 0)
        return NULL;
    void *memory = mmap(NULL, sizeof(struct tally), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (memory == MAP_FAILED)
        return NULL;
    struct tally *tally = memory;
    if (tally->first == 0)
        tally->first = getpid();
    return tally;
}

static inline int number_from(const char *name)
{
    const char *text = getenv(name);
    return text ? atoi(text) : 0;
}

/* Writes a number at the beginning of the file without the C library's printing, which may allocate. */
static inline void tally_show(struct tally *tally, int count)
{
    memset(tally->text, ' ', COUNT_TEXT);
    tally->text[COUNT_TEXT - 1] = '\n';
    for (int i = COUNT_TEXT - 2; count; i--, count /= 10)
        tally->text[i] = (char)('0' + count % 10);
}

#endif
