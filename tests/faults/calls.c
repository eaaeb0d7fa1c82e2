/*
 * calls.c - a library to be preloaded: strikes the n-th call of a run that changes the file system.
 *
 * FAULTS_DO says how:  kill      SIGKILL for the whole run          killone   for the process that calls
 *                      orphan    for the run's first process; that which calls then does nothing for long
 *                      ENOSPC, EIO, EDQUOT, EACCES                  the call does nothing and fails so
 *                      kills, errors  what could be struck so is counted, and nothing struck
 * FAULTS_FROM=1        strikes every call from the n-th on (a disk stays full)
 * FAULTS_LACKS         exchange, links, nameless, or several: what the file system is to lack; setgid: what
 *                      systemd's RestrictSUIDSGID= forbids
 * FAULTS_CLOCK         seconds that the clock is to be wrong by
 * FAULTS_MEANWHILE     a command of the shell, run once while the set waits for the disk (syncfs)
 * FAULTS_UNREADABLE    the name of a file that can't be read: EIO
 *
 * Counted is what the program can change files with, the closing of a file written to among it, where some
 * file systems report what went wrong before. What the C library does behind stdio isn't seen, so fflush of
 * standard output is counted itself, and fputs to standard error, which no error strikes: it is where errors
 * are told.
 */
#include "shim.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio_ext.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>

enum {
    MOST_FILES = 1024,
    LONG = 60 /* seconds that an orphan would live */
};

static struct tally *tally;
static int at, failure;
static bool from, whole_run, orphan, only_errors, lacks_exchange, lacks_links, lacks_nameless, lacks_setgid;
static time_t clock_error;
static bool written[MOST_FILES];

static bool lacks(const char *what)
{
    const char *text = getenv("FAULTS_LACKS");
    return text && strstr(text, what);
}

__attribute__((constructor)) static void start(void)
{
    static const struct {
        const char *name;
        int number;
    } errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EDQUOT", EDQUOT}, {"EACCES", EACCES}};
    const char *what = getenv("FAULTS_DO");
    tally = tally_open();
    at = number_from("FAULTS_AT");
    from = number_from("FAULTS_FROM");
    clock_error = number_from("FAULTS_CLOCK");
    lacks_exchange = lacks("exchange");
    lacks_links = lacks("links");
    lacks_nameless = lacks("nameless");
    lacks_setgid = lacks("setgid");
    orphan = what && strcmp(what, "orphan") == 0;
    whole_run = orphan || (what && strcmp(what, "kill") == 0);
    for (size_t i = 0; what && i < sizeof errors / sizeof errors[0]; i++)
        if (strcmp(what, errors[i].name) == 0)
            failure = errors[i].number;
    only_errors = failure || (what && strcmp(what, "errors") == 0);
}

/* Counts a call. True, with errno set, when it is to fail; when it is to kill, doesn't come back. */
static bool strikes(const char *name)
{
    if (!tally)
        return false;
    int count = atomic_fetch_add(&tally->count, 1) + 1;
    tally_show(tally, count);
    if (!at || (from ? count < at : count != at))
        return false;
    strncpy(tally->struck, name, STRUCK_TEXT - 2);
    tally->struck[strlen(name)] = '\n';
    if (failure) {
        errno = failure;
        return true;
    }
    if (whole_run)
        kill(tally->first, SIGKILL);
    if (orphan)
        sleep(LONG);
    kill(getpid(), SIGKILL);
    return true;
}

/* Whether a file system that has no files without names refuses an open with such flags. */
static bool lacks_for(int flags)
{
    if (!lacks_nameless || (flags & O_TMPFILE) != O_TMPFILE)
        return false;
    errno = EOPNOTSUPP;
    return true;
}

/* Whether a bad disk keeps the file from being read. */
static bool is_unreadable(const char *path, int flags)
{
    const char *name = getenv("FAULTS_UNREADABLE");
    const char *slash = strrchr(path, '/');
    if (!name || (flags & O_ACCMODE) != O_RDONLY || strcmp(slash ? slash + 1 : path, name) != 0)
        return false;
    errno = EIO;
    return true;
}

#define OPEN(name, parameters, folder, path)                                                                 \
    int name parameters                                                                                      \
    {                                                                                                        \
        mode_t mode = 0;                                                                                     \
        if (__OPEN_NEEDS_MODE(flags)) {                                                                      \
            va_list rest;                                                                                    \
            va_start(rest, flags);                                                                           \
            mode = va_arg(rest, mode_t);                                                                     \
            va_end(rest);                                                                                    \
            if (strikes(#name) || lacks_for(flags))                                                          \
                return -1;                                                                                   \
        }                                                                                                    \
        return is_unreadable(path, flags) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);        \
    }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD, path)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, path)
OPEN(openat, (int folder, const char *path, int flags, ...), folder, path)
OPEN(openat64, (int folder, const char *path, int flags, ...), folder, path)

int close(int fd)
{
    bool counted = fd >= 0 && fd < MOST_FILES && written[fd], fails = false;
    if (counted) {
        written[fd] = false;
        fails = strikes("close");
    }
    int error = errno, result = (int)syscall(SYS_close, fd);
    if (!fails)
        return result;
    errno = error;
    return -1;
}

/* All that answer with an int and need nothing but a call of the kernel. */
#define COUNTED(name, parameters, ...)                                                                       \
    int name parameters                                                                                      \
    {                                                                                                        \
        return strikes(#name) ? -1 : (int)syscall(__VA_ARGS__);                                              \
    }
#define COUNTED_SIZE(name, parameters, ...)                                                                  \
    ssize_t name parameters                                                                                  \
    {                                                                                                        \
        return strikes(#name) ? -1 : syscall(__VA_ARGS__);                                                   \
    }

COUNTED_SIZE(pwrite, (int fd, const void *data, size_t size, off_t to), SYS_pwrite64, fd, data, size, to)
COUNTED_SIZE(writev, (int fd, const struct iovec *part, int count), SYS_writev, fd, part, count)
COUNTED(mkdir, (const char *path, mode_t mode), SYS_mkdirat, AT_FDCWD, path, mode)
COUNTED(mkdirat, (int folder, const char *path, mode_t mode), SYS_mkdirat, folder, path, mode)
COUNTED(unlink, (const char *path), SYS_unlinkat, AT_FDCWD, path, 0)
COUNTED(unlinkat, (int folder, const char *path, int flags), SYS_unlinkat, folder, path, flags)
COUNTED(rmdir, (const char *path), SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)
COUNTED(rename, (const char *old, const char *now), SYS_renameat2, AT_FDCWD, old, AT_FDCWD, now, 0)
COUNTED(renameat, (int from_folder, const char *old, int folder, const char *now), SYS_renameat2, from_folder,
        old, folder, now, 0)
COUNTED(symlink, (const char *what, const char *path), SYS_symlinkat, what, AT_FDCWD, path)
COUNTED(symlinkat, (const char *what, int folder, const char *path), SYS_symlinkat, what, folder, path)
/* Not carried out: what is killed is a process, not the kernel, and waiting for the disk is what a test can
 * spare. */
#define COUNTED_SYNC(name)                                                                                   \
    int name(int fd)                                                                                         \
    {                                                                                                        \
        return fd < 0 || strikes(#name) ? -1 : 0;                                                            \
    }
COUNTED_SYNC(fsync)
COUNTED_SYNC(fdatasync)

int syncfs(int fd)
{
    char *command = getenv("FAULTS_MEANWHILE");
    if (command) {
        unsetenv("LD_PRELOAD"); /* it takes no part in the run */
        int status = system(command);
        unsetenv("FAULTS_MEANWHILE");
        if (status != 0)
            abort();
    }
    return fd < 0 || strikes("syncfs") ? -1 : 0;
}
COUNTED(ftruncate, (int fd, off_t size), SYS_ftruncate, fd, size)
COUNTED(futimens, (int fd, const struct timespec times[2]), SYS_utimensat, fd, NULL, times, 0)
COUNTED(utimensat, (int folder, const char *path, const struct timespec times[2], int flags), SYS_utimensat,
        folder, path, times, flags)

/* What goes through a pipe goes to a process of the same run: no disk can let that fail. */
ssize_t write(int fd, const void *data, size_t size)
{
    struct stat st;
    bool pipe = fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode);
    if (pipe ? !only_errors && strikes("pipe") : strikes("write"))
        return -1;
    if (!pipe && fd >= 0 && fd < MOST_FILES)
        written[fd] = true;
    return syscall(SYS_write, fd, data, size);
}

int renameat2(int from_folder, const char *old, int folder, const char *now, unsigned flags)
{
    if (strikes("renameat2"))
        return -1;
    if (lacks_exchange && flags) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_folder, old, folder, now, flags);
}

int fchmod(int fd, mode_t mode)
{
    if (strikes("fchmod"))
        return -1;
    if (lacks_setgid && mode & (S_ISUID | S_ISGID)) {
        errno = EPERM;
        return -1;
    }
    return (int)syscall(SYS_fchmod, fd, mode);
}

int linkat(int from_folder, const char *old, int folder, const char *now, int flags)
{
    if (strikes("linkat"))
        return -1;
    if (lacks_links) {
        errno = EPERM;
        return -1;
    }
    return (int)syscall(SYS_linkat, from_folder, old, folder, now, flags);
}

int link(const char *old, const char *now)
{
    return linkat(AT_FDCWD, old, AT_FDCWD, now, 0);
}

int mkostemp(char *template, int flags)
{
    /* The process's own number makes the name unique enough for a test. */
    char *end = template + strlen(template);
    for (int i = 1, n = getpid(); i <= 6; i++, n /= 10)
        end[-i] = (char)('0' + n % 10);
    if (strikes("mkstemp"))
        return -1;
    flags |= O_RDWR | O_CREAT | O_EXCL;
    return (int)syscall(SYS_openat, AT_FDCWD, template, flags, 0600);
}

int mkstemp(char *template)
{
    return mkostemp(template, 0);
}

/* ---- stdio: only what reaches a file or a terminal ---- */

int fflush(FILE *stream)
{
    if (stream == stdout && __fpending(stream) && strikes("fflush"))
        return EOF;
    return fflush_unlocked(stream);
}

int fputs(const char *text, FILE *stream)
{
    if (stream == stderr && *text && !only_errors && strikes("fputs"))
        return EOF;
    return fputs_unlocked(text, stream);
}

/* ---- the clock ---- */

int clock_gettime(clockid_t which, struct timespec *now)
{
    int result = (int)syscall(SYS_clock_gettime, which, now);
    if (result == 0 && which == CLOCK_REALTIME)
        now->tv_sec += clock_error;
    return result;
}

time_t time(time_t *out)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}
