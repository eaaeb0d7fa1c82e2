/* Work below a folder stays below it; a set is swapped in whole; the lock is one run's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder_fixture.h"
#include "issue/folder.h"
#include "issue/lock.h"
#include "issue/output.h"
#include "issue/rights.h"
#include "issue/stage.h"
#include "issue/sum.h"

static void put(int folder, const char *path, const char *text)
{
    int fd = folder_create(folder, path);
    assert_true(fd >= 0);
    assert_true(folder_fill(fd, text, strlen(text)));
}

/* A file's content; "" when it isn't there. */
static const char *get(int folder, const char *path)
{
    static char text[100];
    int fd = folder_open_file(folder, path);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    text[n > 0 ? n : 0] = '\0';
    return text;
}

static void paths_that_lead_out_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"../x", "/tmp/x", "a/../x", "a/./x", "", "a//x", ".", "..", "a/"};
    assert_true(folder_make(root, "a"));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        errno = 0;
        assert_int_equal(folder_create(root, bad[i]), -1);
        assert_int_equal(errno, EINVAL);
        assert_false(folder_make(root, bad[i]));
        assert_int_equal(folder_open_file(root, bad[i]), -1);
    }
}

static void links_are_not_followed(void **state)
{
    (void)state;
    char outside[] = "/tmp/tongbao-outside-XXXXXX";
    assert_non_null(mkdtemp(outside));
    int out = folder_open_root(outside, false);
    put(out, "kept", "kept");
    assert_int_equal(symlinkat(outside, root, "way"), 0);
    assert_int_equal(symlinkat("way/kept", root, "file"), 0);
    assert_int_equal(folder_create(root, "way/new"), -1);
    assert_int_equal(folder_create(root, "file"), -1);
    assert_int_equal(folder_open_file(root, "file"), -1);
    assert_int_equal(folder_open_file(root, "way/kept"), -1);
    assert_false(folder_unlink(root, "way/kept"));
    assert_false(folder_link(root, "way/kept", root, "mine"));
    assert_true(folder_remove(root, "way")); /* the link goes, what it led to stays */
    assert_false(folder_has(root, "way"));
    assert_string_equal(get(out, "kept"), "kept");
    close(out);
    int tmp = folder_open_root("/tmp", false);
    assert_true(folder_remove(tmp, strrchr(outside, '/') + 1));
    close(tmp);
}

static void only_regular_files_are_read(void **state)
{
    (void)state;
    assert_int_equal(mkfifoat(root, "pipe", 0600), 0); /* would block whoever opens it to read */
    assert_int_equal(folder_open_file(root, "pipe"), -1);
    assert_true(folder_make(root, "folder"));
    assert_int_equal(folder_open_file(root, "folder"), -1);
}

static enum wish count_entry(void *context, const char *path, unsigned char type)
{
    int *count = context;
    count[type == DT_DIR]++;
    assert_true(strlen(path) > 0);
    return WALK_ON;
}

static void trees_are_walked_and_removed(void **state)
{
    (void)state;
    char name[40];
    assert_true(folder_make(root, "a") && folder_make(root, "a/b") && folder_make(root, "a/b/c"));
    for (int i = 0; i < 300; i++) { /* more than one read of the folder gives */
        snprintf(name, sizeof name, "a/b/a-file-with-a-long-name-%d", i);
        put(root, name, "x");
    }
    put(root, "a/b/c/last", "x");
    int count[2] = {0, 0};
    assert_true(folder_walk(root, "", count_entry, count));
    assert_int_equal(count[0], 301);
    assert_int_equal(count[1], 3);
    count[0] = count[1] = 0;
    assert_true(folder_list(root, count_entry, count));
    assert_int_equal(count[0] + count[1], 1);
    assert_true(folder_remove(root, "a"));
    assert_false(folder_has(root, "a"));
    assert_true(folder_remove(root, "a")); /* nothing there is fine */
}

/* Folders in one another, so many that a walk doesn't reach the last; closed from the outside by a file. */
static void nest(const char *name, int depth)
{
    int at = openat(root, ".", O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < depth; i++) {
        assert_int_equal(mkdirat(at, name, 0777), 0);
        int below = openat(at, name, O_RDONLY | O_DIRECTORY);
        put(at, "beside", "x");
        close(at);
        at = below;
    }
    put(at, "last", "x");
    close(at);
}

static void nothing_is_nested_too_deeply_to_be_removed(void **state)
{
    (void)state;
    nest("d", 200);
    assert_true(folder_remove(root, "d"));
    assert_false(folder_has(root, "d"));
    assert_true(folder_unlink(root, "beside"));
    assert_true(folder_make(root, "d"));
    put(root, "d/.deep-0", "a name that is needed on the way");
    assert_true(folder_make(root, "d/.deep-1"));
    put(root, "d/.deep-1/x", "x");
    assert_true(folder_make(root, "d/d"));
    assert_int_equal(renameat(root, "d/d", root, "e"), 0);
    nest("f", 40);
    assert_int_equal(renameat(root, "f", root, "d/f"), 0);
    assert_true(folder_remove(root, "d"));
    assert_false(folder_has(root, "d"));
}

struct visited {
    int hidden, closed, deep;
};

static enum wish look(void *context, const char *path, unsigned char type)
{
    struct visited *visited = context;
    const char *slash = strrchr(path, '/');
    visited->closed += type == FOLDER_CLOSED;
    visited->deep += type == FOLDER_DEEP;
    visited->hidden += strstr(path, "in-hidden") != NULL;
    return (slash ? slash[1] : path[0]) == '.' ? WALK_PAST : WALK_ON;
}

static void a_walk_goes_where_the_visitor_wants(void **state)
{
    (void)state;
    struct visited visited = {0, 0, 0};
    assert_true(folder_make(root, "a") && folder_make(root, "a/.b"));
    put(root, "a/.b/in-hidden", "x");
    nest("d", 30);
    assert_true(folder_walk(root, "", look, &visited));
    assert_int_equal(visited.hidden, 0);
    assert_int_equal(visited.deep, 1);
    assert_int_equal(visited.closed, 0);
}

static void links_and_pipes_get_second_names(void **state)
{
    (void)state;
    struct stat one, two;
    char aim[20] = "";
    assert_int_equal(symlinkat("nowhere", root, "link"), 0);
    assert_int_equal(mkfifoat(root, "pipe", 0640), 0);
    assert_true(folder_link(root, "link", root, "link.kept"));
    assert_true(folder_link(root, "pipe", root, "pipe.kept"));
    assert_int_equal(readlinkat(root, "link.kept", aim, sizeof aim - 1), 7);
    assert_string_equal(aim, "nowhere");
    assert_int_equal(fstatat(root, "pipe.kept", &two, AT_SYMLINK_NOFOLLOW), 0);
    assert_true(S_ISFIFO(two.st_mode));
    assert_true(folder_make(root, "a") && folder_make(root, "other"));
    assert_int_equal(fchmodat(root, "a", 0710, 0), 0);
    int other = folder_open(root, "other");
    assert_true(rights_make_like(root, "a", other));
    assert_int_equal(fstatat(root, "a", &one, 0), 0);
    assert_int_equal(fstatat(other, "a", &two, 0), 0);
    assert_int_equal(one.st_mode, two.st_mode);
    close(other);
}

static void links_keep_time_and_content(void **state)
{
    (void)state;
    struct stat st;
    put(root, "one", "text");
    assert_true(folder_make(root, "new"));
    assert_true(folder_link(root, "one", root, "new/two"));
    assert_string_equal(get(root, "new/two"), "text");
    assert_int_equal(fstatat(root, "one", &st, 0), 0);
    assert_int_equal(st.st_nlink, 2);
    assert_false(folder_link(root, "one", root, "new/two"));
    assert_int_equal(errno, EEXIST);
}

static bool no_links; /* as on a file system that has none */

/* In the place of the C library's. */
int linkat(int from, const char *name, int to, const char *new_name, int flags)
{
    if (!no_links)
        return (int)syscall(SYS_linkat, from, name, to, new_name, flags);
    errno = EPERM;
    return -1;
}

static void a_copy_that_fails_leaves_nothing(void **state)
{
    (void)state;
    struct rlimit before;
    no_links = true;
    put(root, "one", "text");
    assert_true(folder_link(root, "one", root, "two"));
    assert_string_equal(get(root, "two"), "text");
    getrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){2, before.rlim_max});
    bool good = folder_link(root, "one", root, "three");
    int error = errno;
    setrlimit(RLIMIT_FSIZE, &before);
    no_links = false;
    assert_false(good);
    assert_int_equal(error, EFBIG);
    assert_false(folder_has(root, "three"));
}

static void sums_are_those_of_sha256sum(void **state)
{
    (void)state;
    char text[SUM_TEXT];
    struct sum sum = sum_of("abc", 3), again;
    int64_t size = 0;
    sum_print(&sum, text); /* FIPS 180-4, appendix */
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_true(sum_parse(text, &again) && sum_equal(&sum, &again));
    text[0] = 'g';
    assert_false(sum_parse(text, &again));
    put(root, "abc", "abc");
    assert_true(sum_of_file(root, "abc", &again, &size));
    assert_true(sum_equal(&sum, &again));
    assert_int_equal(size, 3);
}

static struct sum sum_two(const char *a, const char *b)
{
    struct summing s;
    summing_start(&s);
    summing_text(&s, a);
    summing_text(&s, b);
    return summing_end(&s);
}

static void fields_do_not_run_together(void **state)
{
    (void)state;
    struct sum a = sum_two("ab", "c"), b = sum_two("a", "bc"), c = sum_two("abc", ""),
               d = sum_two("abc", NULL);
    assert_false(sum_equal(&a, &b));
    assert_false(sum_equal(&b, &c));
    assert_false(sum_equal(&c, &d));
}

/* ---- stages ---- */

static struct stage begin(const char *text)
{
    struct stage stage = stage_of(root, top, 2024, 3);
    assert_true(stage_recover(&stage, diag));
    assert_true(stage_begin(&stage, diag));
    assert_true(stage_put(&stage, "file", NULL, text, strlen(text), diag));
    return stage;
}

static void assert_published(const char *text)
{
    struct stage stage = stage_of(root, top, 2024, 3);
    assert_string_equal(get(root, "2024Q3/file"), text);
    assert_false(stage_has_leftovers(&stage));
    assert_int_equal(diag_errors(diag), 0);
}

static void sets_are_swapped_whole(void **state)
{
    (void)state;
    struct stage stage = begin("first");
    assert_false(folder_has(root, "2024Q3"));
    assert_true(stage_publish(&stage, diag));
    assert_published("first");
    int reader = folder_open(root, "2024Q3");
    stage = begin("second");
    assert_string_equal(get(root, "2024Q3/file"), "first");
    assert_true(stage_publish(&stage, diag));
    assert_published("second");
    close(reader);
    stage = begin("third");
    stage_discard(&stage);
    assert_published("second");
}

/* What a run killed between the two renames of the slow way leaves. */
static void half_a_swap_is_finished(void **state)
{
    (void)state;
    assert_true(folder_make(root, ".2024Q3.old") && folder_make(root, ".2024Q3.new"));
    put(root, ".2024Q3.old/file", "old");
    put(root, ".2024Q3.new/file", "new");
    struct stage stage = stage_of(root, top, 2024, 3);
    assert_true(stage_has_leftovers(&stage));
    assert_true(stage_recover(&stage, diag));
    assert_published("new");
}

static void a_set_begun_is_cleared_away(void **state)
{
    (void)state;
    assert_true(folder_make(root, "2024Q3") && folder_make(root, ".2024Q3.new"));
    put(root, "2024Q3/file", "old");
    put(root, ".2024Q3.new/file", "half");
    struct stage stage = stage_of(root, top, 2024, 3);
    assert_true(stage_recover(&stage, diag));
    assert_published("old");
}

static void what_is_written_twice_is_an_error(void **state)
{
    (void)state;
    struct stage stage = begin("text");
    assert_false(stage_put(&stage, "file", NULL, "other", 5, diag));
    assert_int_equal(diag_status(diag), 73);
    stage_discard(&stage);
}

/* A set begun by somebody who isn't in the group of the published one: what that group may do the new one's
 * may do only where everybody may. */
static void begin_as_nobody(mode_t may, mode_t expected)
{
    enum { NOBODY = 65534, FOREIGN = 4711 };
    assert_true(folder_make(root, "2024Q3"));
    int like = folder_open(root, "2024Q3");
    assert_int_equal(fchown(like, NOBODY, FOREIGN), 0);
    assert_int_equal(fchmod(like, may), 0);
    assert_int_equal(fchmod(root, 0777), 0);
    pid_t nobody = fork();
    if (nobody == 0) {
        struct stat st;
        if (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
            setresuid(NOBODY, NOBODY, NOBODY) != 0)
            _exit(2);
        struct stage stage = stage_of(root, top, 2024, 3);
        stage.like = like;
        bool good = stage_begin(&stage, diag) && fstat(stage.folder, &st) == 0;
        _exit(!good || (st.st_mode & 07777) != expected);
    }
    int status;
    waitpid(nobody, &status, 0);
    assert_int_equal(status, 0);
    close(like);
    assert_true(folder_remove(root, ".2024Q3.new") && folder_remove(root, "2024Q3"));
}

static void another_group_gets_no_rights(void **state)
{
    (void)state;
    if (geteuid() != 0)
        skip();
    begin_as_nobody(02770, 0700);
    begin_as_nobody(02775, 0755);
    begin_as_nobody(0710, 0700);
}

/* ---- the output folder ---- */

static void only_a_folder_with_nothing_in_it_is_new(void **state)
{
    (void)state;
    int lock = -1, out = output_open(top, true, &lock, diag);
    assert_true(out >= 0 && folder_has(out, LOCK_NAME));
    assert_true(output_is_new(out));
    put(out, "else", "x");
    assert_false(output_is_new(out));
    output_close(out, lock);
}

/* ---- the lock ---- */

static void the_lock_ends_with_its_process(void **state)
{
    (void)state;
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t holder = fork();
    if (holder == 0) {
        struct diag *own = diag_new();
        bool taken = lock_take(root, top, own) >= 0;
        _exit(write(ready[1], taken ? "y" : "n", 1) == 1 && pause());
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    assert_int_equal(lock_take(root, top, diag), -1);
    assert_int_equal(diag_status(diag), 75);
    char told[400] = "", pid[20];
    FILE *memory = fmemopen(told, sizeof told, "w");
    diag_print(diag, memory);
    fclose(memory);
    snprintf(pid, sizeof pid, "%ld", (long)holder);
    assert_non_null(strstr(told, pid));
    kill(holder, SIGKILL);
    waitpid(holder, NULL, 0);
    int lock = lock_take(root, top, diag);
    assert_true(lock >= 0);
    lock_free(lock);
    close(ready[0]);
    close(ready[1]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(paths_that_lead_out_are_refused),
        TEST(links_are_not_followed),
        TEST(only_regular_files_are_read),
        TEST(trees_are_walked_and_removed),
        TEST(nothing_is_nested_too_deeply_to_be_removed),
        TEST(a_walk_goes_where_the_visitor_wants),
        TEST(links_and_pipes_get_second_names),
        TEST(links_keep_time_and_content),
        TEST(a_copy_that_fails_leaves_nothing),
        TEST(sums_are_those_of_sha256sum),
        TEST(fields_do_not_run_together),
        TEST(sets_are_swapped_whole),
        TEST(half_a_swap_is_finished),
        TEST(a_set_begun_is_cleared_away),
        TEST(what_is_written_twice_is_an_error),
        TEST(another_group_gets_no_rights),
        TEST(only_a_folder_with_nothing_in_it_is_new),
        TEST(the_lock_ends_with_its_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
