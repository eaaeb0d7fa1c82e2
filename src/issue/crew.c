/*
 * Worker processes. What parent and workers say to each other:
 *
 *   shared memory   the next number to take, and for each worker which thing it is at and since when
 *   a pipe each     for each finished thing its number, whether it was made, and its messages
 *
 * The end of a worker is the end of its pipe. Its status then tells whether it had nothing left to take, or
 * broke off; the thing it was at is the one that failed, unless it was heard of. What was heard of is for the
 * parent to know: a worker may end between taking a number and saying so. The clock of the time limit is the
 * parent's look at the shared memory, so that a worker in an endless loop needs no cooperation.
 */
#include "issue/crew.h"

#include "base/fatal.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct bench {
    atomic_int at;      /* the thing being made; -1: none */
    atomic_llong since; /* milliseconds of the monotonic clock */
};

struct shared {
    atomic_int next;
    struct bench bench[];
};

struct worker {
    pid_t pid;
    int pipe; /* -1: no worker here */
    bool late;
    bool heard; /* it has reported something */
};

struct shift {
    const struct crew *crew;
    struct shared *shared;
    struct worker *worker; /* one a job */
    bool *heard;           /* by thing: it is finished, made or not */
    int failed;
    int error; /* why a worker couldn't be started, the last one */
    struct diag *diag;
};

/* What goes before the messages of a finished thing. */
struct head {
    int32_t thing, made;
};

void *crew_share(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        fatal_memory();
    return memory;
}

void crew_unshare(void *memory, size_t size)
{
    if (memory)
        munmap(memory, size);
}

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- the worker ---- */

/*
 * Keeps freed memory for the next thing instead of giving it back to the system after each: getting it anew
 * page by page cost a tenth of the time.
 */
static void keep_memory(void)
{
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}

/* Bounds the address space: what is mapped now and room more. */
static void limit_memory(size_t room)
{
    unsigned long pages = 0;
    FILE *statm = room ? fopen("/proc/self/statm", "r") : NULL;
    if (!statm)
        return;
    if (fscanf(statm, "%lu", &pages) == 1) {
        rlim_t most = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + room;
        setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
    }
    fclose(statm);
}

static bool make_one(const struct crew *crew, int i, int pipe)
{
    struct diag *diag = diag_new();
    struct head head = {i, crew->make(crew->context, i, diag)};
    bool told = write(pipe, &head, sizeof head) == (ssize_t)sizeof head && diag_send(diag, pipe);
    diag_free(diag);
    return told;
}

_Noreturn static void work(const struct crew *crew, struct shared *shared, struct bench *bench, int pipe,
                           pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a killed run leaves no worker behind that still writes */
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    fatal_tidy(NULL, NULL); /* that is the parent's, and it goes on */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    limit_memory(crew->room);
    keep_memory();
    for (int i; (i = atomic_fetch_add(&shared->next, 1)) < crew->count;) {
        atomic_store(&bench->since, now());
        atomic_store(&bench->at, i);
        if (!make_one(crew, i, pipe))
            _exit(EXIT_FAILURE);
        atomic_store(&bench->at, -1);
    }
    _exit(EXIT_SUCCESS);
}

/* ---- the parent ---- */

static bool start(struct shift *shift, int w)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        shift->error = errno;
        return false;
    }
    struct bench *bench = &shift->shared->bench[w];
    atomic_store(&bench->at, -1);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        work(shift->crew, shift->shared, bench, ends[1], parent);
    if (pid < 0)
        shift->error = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    shift->worker[w] = (struct worker){.pid = pid, .pipe = ends[0]};
    return true;
}

static void finish(struct shift *shift, int thing, bool made)
{
    shift->heard[thing] = true;
    shift->failed += !made;
    if (shift->crew->finished)
        shift->crew->finished(shift->crew->context, thing, made);
}

/* Takes one report from the pipe; false at its end. */
static bool hear(struct shift *shift, int w)
{
    struct head head;
    int from = shift->worker[w].pipe;
    if (file_next(from, &head, sizeof head) != (ssize_t)sizeof head || !diag_receive(shift->diag, from))
        return false;
    shift->worker[w].heard = true;
    finish(shift, head.thing, head.made != 0);
    return true;
}

/* Names the thing that a worker broke off at, and why. */
static void lament(struct shift *shift, const struct worker *worker, int thing, int status)
{
    const struct crew *crew = shift->crew;
    struct where at = {crew->name(crew->context, thing), 0};
    if (worker->late)
        diag_at(shift->diag, MESSAGE_DOCUMENT_FAILED, at, _("it took longer than %d seconds"), crew->seconds);
    else if (WIFSIGNALED(status))
        diag_at(shift->diag, MESSAGE_DOCUMENT_FAILED, at, _("its worker was ended by signal %d (%s)"),
                WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        diag_at(shift->diag, MESSAGE_DOCUMENT_FAILED, at, _("its worker ended with status %d"),
                WEXITSTATUS(status));
    finish(shift, thing, false);
}

/* A worker is at its end: a new one takes its place when it broke off and there is something left. One that
 * broke off before it did anything would only have others like it. */
static void replace(struct shift *shift, int w)
{
    struct worker gone = shift->worker[w];
    int status = 0;
    close(gone.pipe);
    shift->worker[w].pipe = -1;
    while (waitpid(gone.pid, &status, 0) < 0 && errno == EINTR)
        ;
    int thing = atomic_load(&shift->shared->bench[w].at);
    bool idle = thing < 0 && !gone.heard;
    if (thing >= 0 && !shift->heard[thing]) /* else it died right behind its report */
        lament(shift, &gone, thing, status);
    if (status != 0 && !idle && atomic_load(&shift->shared->next) < shift->crew->count)
        start(shift, w);
}

/* Ends the workers that are late; returns milliseconds until the next could be, -1: never. */
static int watch(struct shift *shift)
{
    long long least = -1;
    for (int w = 0; shift->crew->seconds && w < shift->crew->jobs; w++) {
        struct bench *bench = &shift->shared->bench[w];
        if (shift->worker[w].pipe < 0)
            continue;
        long long left = shift->crew->seconds * 1000LL;
        if (atomic_load(&bench->at) >= 0)
            left -= now() - atomic_load(&bench->since);
        if (left <= 0 && !shift->worker[w].late) {
            shift->worker[w].late = true;
            kill(shift->worker[w].pid, SIGKILL);
        }
        if (left > 0 && (least < 0 || left < least))
            least = left;
    }
    return least < 0 ? -1 : (int)least + 1;
}

/* Waits for reports until no worker is left. */
static void oversee(struct shift *shift, struct pollfd *poll_on)
{
    for (;;) {
        int count = 0;
        for (int w = 0; w < shift->crew->jobs; w++) {
            poll_on[w] = (struct pollfd){shift->worker[w].pipe, POLLIN, 0};
            count += shift->worker[w].pipe >= 0;
        }
        if (count == 0)
            return;
        if (poll(poll_on, (nfds_t)shift->crew->jobs, watch(shift)) < 0)
            continue; /* interrupted */
        for (int w = 0; w < shift->crew->jobs; w++)
            if (poll_on[w].revents && !hear(shift, w))
                replace(shift, w);
    }
}

/* Things that no worker has told of: it was lost as soon as it had taken one, or nobody took it. */
static void tell_unheard(struct shift *shift, bool started)
{
    const struct crew *crew = shift->crew;
    int next = atomic_load(&shift->shared->next);
    for (int i = 0; i < crew->count; i++) {
        if (shift->heard[i])
            continue;
        bool taken = i < next, reason = !taken && shift->error;
        diag_at(shift->diag, MESSAGE_DOCUMENT_FAILED, (struct where){crew->name(crew->context, i), 0},
                "%s%s%s",
                taken     ? _("its worker was lost")
                : started ? _("no worker was left")
                          : _("no worker could be started"),
                reason ? ": " : "", reason ? strerror(shift->error) : "");
        finish(shift, i, false);
    }
}

bool crew_run(const struct crew *crew, struct diag *diag)
{
    /* Whoever started us may ignore the end of children, which is inherited: they couldn't be waited for
     * then. */
    struct sigaction before;
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = SIG_DFL}, &before);
    size_t size = sizeof(struct shared) + (size_t)crew->jobs * sizeof(struct bench);
    struct shift shift = {
        .crew = crew,
        .shared = crew_share(size),
        .worker = must_malloc((size_t)crew->jobs * sizeof *shift.worker),
        .heard = must_calloc((size_t)crew->count + 1, sizeof *shift.heard),
        .diag = diag,
    };
    struct pollfd *poll_on = must_malloc((size_t)crew->jobs * sizeof *poll_on);
    bool started = false;
    for (int w = 0; w < crew->jobs; w++) {
        shift.worker[w].pipe = -1;
        if (w < crew->count)
            started |= start(&shift, w);
    }
    oversee(&shift, poll_on);
    tell_unheard(&shift, started);
    free(poll_on);
    free(shift.heard);
    free(shift.worker);
    crew_unshare(shift.shared, size);
    sigaction(SIGCHLD, &before, NULL);
    return shift.failed == 0;
}
