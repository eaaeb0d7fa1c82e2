/* Workers: every thing is made once; one that crashes, hangs or gives up is named, and the others are made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/sanitized.h"
#include "issue/crew.h"

enum { THINGS = 40 };

/* What is shared with the workers. */
struct hall {
    atomic_int made[THINGS];
    int bad;              /* the thing that goes wrong; -1: none */
    int finished, failed; /* counted in the parent */
    int seconds;          /* 0: no limit */
    size_t room;          /* 0: no limit */
    void (*wrong)(struct diag *diag);
    bool die_at_birth;          /* each worker, before it takes anything */
    atomic_int births;          /* workers that were to do so */
    atomic_int die_taking;      /* after so many looks at the clock, which is when a number is taken */
    atomic_int die_having_told; /* after so many writes to the parent: two a report without messages */
    int told[THINGS];           /* how often each was said to be finished */
};

static struct hall *hall;
static struct diag *diag;

static int set_up(void **state)
{
    (void)state;
    hall = crew_share(sizeof *hall);
    hall->bad = -1;
    hall->seconds = 1;
    diag = diag_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    crew_unshare(hall, sizeof *hall);
    hall = NULL;
    diag_free(diag);
    return 0;
}

static bool make(void *context, int i, struct diag *own)
{
    struct hall *h = context;
    if (i == h->bad) {
        h->wrong(own);
        return false;
    }
    atomic_fetch_add(&h->made[i], 1);
    return true;
}

static void finished(void *context, int i, bool made)
{
    struct hall *h = context;
    assert_in_range(i, 0, THINGS - 1);
    h->finished++;
    h->failed += !made;
    h->told[i]++;
}

static const char *name(const void *context, int i)
{
    static char text[20];
    (void)context;
    snprintf(text, sizeof text, "thing-%d", i);
    return text;
}

static bool run(int jobs)
{
    struct crew crew = {.jobs = jobs,
                        .count = THINGS,
                        .seconds = hall->seconds,
                        .room = hall->room,
                        .make = make,
                        .finished = finished,
                        .name = name,
                        .context = hall};
    return crew_run(&crew, diag);
}

static const char *messages(void)
{
    static char text[2000];
    memset(text, 0, sizeof text);
    FILE *memory = fmemopen(text, sizeof text - 1, "w");
    diag_print(diag, memory);
    fclose(memory);
    return text;
}

static void everything_is_made_once(void **state)
{
    (void)state;
    static const int jobs[] = {1, 2, 7, 100};
    for (size_t j = 0; j < sizeof jobs / sizeof jobs[0]; j++) {
        hall->finished = 0;
        assert_true(run(jobs[j]));
        assert_int_equal(hall->finished, THINGS);
        for (int i = 0; i < THINGS; i++)
            assert_int_equal(hall->made[i], (int)j + 1);
    }
}

/* Thing 13 goes wrong in the given way: it alone isn't made. */
static void go_wrong(int jobs, void (*wrong)(struct diag *diag))
{
    hall->bad = 13;
    hall->wrong = wrong;
    assert_false(run(jobs));
    assert_int_equal(hall->finished, THINGS);
    assert_int_equal(hall->failed, 1);
    for (int i = 0; i < THINGS; i++)
        assert_int_equal(hall->made[i], i != 13);
}

static void crash(struct diag *own)
{
    (void)own;
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
}

static void a_crash_costs_one_thing(void **state)
{
    (void)state;
    go_wrong(1, crash);
    assert_int_equal(diag_status(diag), 70);
    assert_non_null(strstr(
        messages(), "thing-13: error: a document could not be made: its worker was ended by signal 11"));
}

static void a_crash_among_several_workers(void **state)
{
    (void)state;
    go_wrong(4, crash);
    assert_int_equal(diag_status(diag), 70);
}

static void a_crash_is_seen_whatever_was_inherited(void **state)
{
    (void)state;
    struct sigaction now;
    signal(SIGCHLD, SIG_IGN); /* as whoever starts the program may have left it */
    go_wrong(1, crash);
    assert_non_null(strstr(messages(), "its worker was ended by signal 11"));
    sigaction(SIGCHLD, NULL, &now);
    assert_true(now.sa_handler == SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
}

static void hang(struct diag *own)
{
    (void)own;
    for (;;)
        pause();
}

static void a_thing_that_takes_too_long_is_given_up(void **state)
{
    (void)state;
    time_t from = time(NULL);
    alarm(20);
    go_wrong(2, hang);
    alarm(0);
    assert_in_range(time(NULL) - from, 1, 5);
    assert_non_null(
        strstr(messages(), "thing-13: error: a document could not be made: it took longer than 1 seconds"));
}

static void exhaust(struct diag *own)
{
    (void)own;
    if (!freopen("/dev/null", "w", stderr))
        return;
    fatal_memory(); /* as every allocation that fails ends */
}

static void exhausted_memory_costs_one_thing(void **state)
{
    (void)state;
    go_wrong(2, exhaust);
    assert_non_null(strstr(messages(), "its worker ended with status 70"));
}

/* Asks for more than a worker may have, in pieces that are never touched. */
static void gorge(struct diag *own)
{
    (void)own;
    enum { PIECES = 40 };
    static void *piece[PIECES];
    for (int i = 0; i < PIECES; i++)
        if (!(piece[i] = malloc((size_t)64 << 20)))
            return;
    atomic_fetch_add(&hall->made[hall->bad], 1); /* nothing stopped it */
}

static void a_worker_has_no_more_than_its_room(void **state)
{
    (void)state;
    if (SANITIZED_ADDRESS)
        skip(); /* the sanitizer reserves address space without end */
    hall->room = (size_t)1 << 30;
    go_wrong(2, gorge);
}

/* A run that is killed leaves no worker behind: the pipe that they all hold is closed by their end. */
static void workers_end_with_their_run(void **state)
{
    (void)state;
    int alive[2];
    char byte;
    assert_int_equal(pipe(alive), 0);
    pid_t run_of_all = fork();
    if (run_of_all == 0) {
        hall->bad = 0;
        hall->wrong = hang;
        hall->seconds = 0;
        _exit(run(2));
    }
    while (atomic_load(&hall->made[THINGS - 1]) == 0) /* one worker hangs, the other is through */
        usleep(1000);
    kill(run_of_all, SIGKILL);
    waitpid(run_of_all, NULL, 0);
    close(alive[1]);
    alarm(20);
    assert_int_equal(read(alive[0], &byte, 1), 0);
    alarm(0);
    close(alive[0]);
}

static void complain(struct diag *own)
{
    diag_at(own, MESSAGE_NO_GLYPH, (struct where){"notice.xml", 5}, "U+%04X", 0xE000);
    diag_at(own, MESSAGE_FALLBACK_GLYPH, (struct where){NULL, 0}, "%s", "detail");
}

static void why_there_are_no_workers_is_told(void **state)
{
    (void)state;
    struct rlimit before;
    getrlimit(RLIMIT_NOFILE, &before);
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){3, before.rlim_max});
    bool good = run(2);
    setrlimit(RLIMIT_NOFILE, &before);
    assert_false(good);
    assert_non_null(strstr(messages(), "thing-0: error: a document could not be made: "
                                       "no worker could be started: Too many open files\n"));
    assert_int_equal(diag_errors(diag), THINGS);
}

static void messages_come_through(void **state)
{
    (void)state;
    go_wrong(3, complain);
    assert_int_equal(diag_status(diag), 65); /* told by the thing itself: no defect of the program */
    assert_string_equal(messages(), "tongbao: note: character taken from another font: detail\n"
                                    "notice.xml:5: error: no font has the character: U+E000\n");
}

/* ---- workers that end where they say nothing of it ---- */

static pid_t parent;

static bool is_worker(void)
{
    return hall && getpid() != parent;
}

/* Counts down to the moment that the process is to end at; 0: never. */
static void count_down(atomic_int *left)
{
    if (*left > 0 && atomic_fetch_sub(left, 1) == 1)
        kill(getpid(), SIGKILL);
}

/* In the place of the C library's. */
int clock_gettime(clockid_t clock, struct timespec *out)
{
    if (is_worker())
        count_down(&hall->die_taking);
    return (int)syscall(SYS_clock_gettime, clock, out);
}

ssize_t write(int fd, const void *data, size_t size)
{
    ssize_t written = syscall(SYS_write, fd, data, size);
    if (is_worker())
        count_down(&hall->die_having_told);
    return written;
}

static void on_birth(void)
{
    if (!is_worker() || !hall->die_at_birth)
        return;
    if (atomic_fetch_add(&hall->births, 1) < 1000)
        _exit(EXIT_FAILURE);
}

static void everything_is_told_once(int failed)
{
    assert_int_equal(hall->finished, THINGS);
    assert_int_equal(hall->failed, failed);
    for (int i = 0; i < THINGS; i++)
        assert_int_equal(hall->told[i], 1);
}

static void a_thing_that_was_only_taken_is_missed(void **state)
{
    (void)state;
    hall->die_taking = THINGS; /* the last one: nobody comes by it again */
    assert_false(run(1));
    everything_is_told_once(1);
    assert_string_equal(messages(), "thing-39: error: a document could not be made: its worker was lost\n");
}

static void a_worker_that_dies_behind_its_report_failed_at_nothing(void **state)
{
    (void)state;
    hall->die_having_told = 2 * 14;
    assert_true(run(1));
    everything_is_told_once(0);
    assert_true(diag_is_empty(diag));
}

static void workers_that_break_off_at_once_come_to_an_end(void **state)
{
    (void)state;
    hall->die_at_birth = true;
    assert_false(run(3));
    everything_is_told_once(THINGS);
    assert_int_equal(hall->births, 3);
    assert_non_null(strstr(messages(), "thing-0: error: a document could not be made: no worker was left\n"));
}

int main(void)
{
    parent = getpid();
    pthread_atfork(NULL, NULL, on_birth);
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(everything_is_made_once),
        TEST(a_crash_costs_one_thing),
        TEST(a_crash_is_seen_whatever_was_inherited),
        TEST(a_crash_among_several_workers),
        TEST(a_thing_that_takes_too_long_is_given_up),
        TEST(exhausted_memory_costs_one_thing),
        TEST(why_there_are_no_workers_is_told),
        TEST(a_worker_has_no_more_than_its_room),
        TEST(workers_end_with_their_run),
        TEST(messages_come_through),
        TEST(a_thing_that_was_only_taken_is_missed),
        TEST(a_worker_that_dies_behind_its_report_failed_at_nothing),
        TEST(workers_that_break_off_at_once_come_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
