/* What is made anew has the access control lists of what it replaces, and no rights that nobody gave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <endian.h>
#include <errno.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "folder_fixture.h"
#include "issue/folder.h"
#include "issue/stage.h"

#define ACCESS "system.posix_acl_access"
#define DEFAULT "system.posix_acl_default"

/* A list as the kernel has it, for one more user; acl(5). */
struct list {
    uint32_t version;
    struct {
        uint16_t tag, may;
        uint32_t id;
    } entry[5];
};
enum { OWNER = 1, USER = 2, GROUP = 4, MASK = 16, OTHERS = 32, SOMEBODY = 2 };

static struct list list_of(uint16_t may)
{
    const uint32_t none = UINT32_MAX;
    struct list list = {
        2, {{OWNER, 7, none}, {USER, may, SOMEBODY}, {GROUP, 0, none}, {MASK, may, none}, {OTHERS, 0, none}}};
    for (int i = 0; i < 5; i++) {
        list.entry[i].tag = htole16(list.entry[i].tag);
        list.entry[i].may = htole16(list.entry[i].may);
        list.entry[i].id = htole32(list.entry[i].id);
    }
    list.version = htole32(list.version);
    return list;
}

static int open_any(const char *path)
{
    int fd = folder_open_file(root, path);
    return fd < 0 ? folder_open(root, path) : fd;
}

/* Gives it a list; where the file system has none there is nothing to test. */
static void give(const char *path, const char *name, uint16_t may)
{
    struct list list = list_of(may);
    int fd = open_any(path);
    int error = fsetxattr(fd, name, &list, sizeof list, 0) == 0 ? 0 : errno;
    close(fd);
    if (error == EOPNOTSUPP)
        skip();
    assert_int_equal(error, 0);
}

static void assert_list(const char *path, const char *name, uint16_t may)
{
    struct list list, wanted = list_of(may);
    int fd = open_any(path);
    assert_int_equal(fgetxattr(fd, name, &list, sizeof list), sizeof list);
    assert_memory_equal(&list, &wanted, sizeof list);
    close(fd);
}

static mode_t mode_of(const char *path)
{
    struct stat st;
    assert_true(folder_stat(root, path, &st));
    return st.st_mode & 07777;
}

static void put(const char *path)
{
    int fd = folder_create(root, path);
    assert_true(fd >= 0 && folder_fill(fd, "x", 1));
}

/* A published set with a file and a folder, and a new one that is to be like it. */
static struct stage begin(const char *file)
{
    struct stage stage = stage_of(root, top, 2024, 3);
    stage.like = folder_open(root, "2024Q3");
    assert_true(stage_begin(&stage, diag) && stage_make_folder(&stage, "letters", diag));
    assert_true(stage_put(&stage, "file", file, "x", 1, diag));
    close(stage.like);
    return stage;
}

static void lay_out(void)
{
    assert_true(folder_make(root, "2024Q3") && folder_make(root, "2024Q3/letters"));
    put("2024Q3/old");
}

static void lists_go_along(void **state)
{
    (void)state;
    lay_out();
    give("2024Q3", ACCESS, 7);
    give("2024Q3", DEFAULT, 5);
    give("2024Q3/letters", ACCESS, 5);
    give("2024Q3/old", ACCESS, 6);
    struct stage stage = begin("old");
    assert_list(".2024Q3.new", ACCESS, 7);
    assert_list(".2024Q3.new", DEFAULT, 5);
    assert_list(".2024Q3.new/letters", ACCESS, 5);
    assert_list(".2024Q3.new/file", ACCESS, 6);
    assert_int_equal(mode_of(".2024Q3.new/file"), 0760);
    stage_discard(&stage);
}

/* The mask of the folder's list isn't what the file's group may do. */
static void a_new_file_has_the_list_of_its_folder(void **state)
{
    (void)state;
    struct list list;
    lay_out();
    give("2024Q3", ACCESS, 7);
    struct stage stage = begin(NULL);
    int fd = open_any(".2024Q3.new/file");
    assert_int_equal(fgetxattr(fd, ACCESS, &list, sizeof list), sizeof list);
    assert_int_equal(le16toh(list.entry[2].may), 0);
    assert_int_equal(mode_of(".2024Q3.new/file"), 0660);
    close(fd);
    stage_discard(&stage);
}

static void what_has_no_list_gets_none(void **state)
{
    (void)state;
    lay_out();
    give("2024Q3", DEFAULT, 7); /* for new files; the old one was there before */
    int fd = open_any("2024Q3/old");
    assert_int_equal(fchmod(fd, 0640), 0);
    close(fd);
    struct stage stage = begin("old");
    fd = open_any(".2024Q3.new/file");
    assert_int_equal(fgetxattr(fd, ACCESS, NULL, 0), -1);
    assert_int_equal(errno, ENODATA);
    assert_int_equal(mode_of(".2024Q3.new/file"), 0640);
    close(fd);
    stage_discard(&stage);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(lists_go_along),
        TEST(a_new_file_has_the_list_of_its_folder),
        TEST(what_has_no_list_gets_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
