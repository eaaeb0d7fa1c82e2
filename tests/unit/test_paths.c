/* The unit tests run as build/MODE/tests/test_paths, so they stand in the source tree. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/paths.h"

static void finds_folders_of_the_source_tree(void **state)
{
    (void)state;
    char path[PATH_MAX], map[PATH_MAX + 16];
    assert_true(paths_data_dir("fonts", path, sizeof path));
    assert_int_equal(path[0], '/');
    assert_null(strstr(path, ".."));
    snprintf(map, sizeof map, "%s/fontmap", path);
    assert_int_equal(access(map, R_OK), 0);
}

static void tells_where_a_missing_folder_would_be(void **state)
{
    (void)state;
    char path[PATH_MAX];
    assert_false(paths_data_dir("no-such-folder", path, sizeof path));
    assert_non_null(strstr(path, "/no-such-folder"));
}

static void a_small_buffer_is_no_overflow(void **state)
{
    (void)state;
    char path[8] = "1234567";
    assert_false(paths_data_dir("fonts", path, 4));
    assert_string_equal(path, "");
    assert_string_equal(path + 4, "567");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_folders_of_the_source_tree),
        cmocka_unit_test(tells_where_a_missing_folder_would_be),
        cmocka_unit_test(a_small_buffer_is_no_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
