#include "base/paths.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where things stand, seen from the folder of the running program. `mark` is a file that tells a source tree
 * from any other folder. */
struct layout {
    const char *up;
    const char *mark; /* NULL: none needed */
    const char *data;
    const char *locale;
};

static const struct layout layouts[] = {
    {"..", "fonts/fontmap", ".", "build/locale"},               /* build/tongbao */
    {"../..", "fonts/fontmap", ".", "build/locale"},            /* build/debug/tongbao */
    {"../../..", "fonts/fontmap", ".", "build/locale"},         /* build/debug/tests/test_paths */
    {"../share", "tongbao/fonts/fontmap", "tongbao", "locale"}, /* PREFIX/bin/tongbao */
};

static const struct layout compiled_in = {TONGBAO_PREFIX "/share", NULL, "tongbao", "locale"};

/* Joins up to four parts by slashes; a part may be "". False when it doesn't fit, and `out` is then "". */
static bool join(char *out, size_t size, const char *const parts[4])
{
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < 4; i++) {
        if (!parts[i][0] || strcmp(parts[i], ".") == 0)
            continue;
        int n = snprintf(out + used, size - used, "%s%s", used ? "/" : "", parts[i]);
        if (n < 0 || (size_t)n >= size - used) {
            out[0] = '\0';
            return false;
        }
        used += (size_t)n;
    }
    return true;
}

static bool is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The folder of the running program, or "" where the system doesn't say. */
static void program_dir(char out[PATH_MAX])
{
    ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
}

/* The layout that the running program stands in, and in `root` the path of its `up`, without dots where it
 * exists. */
static const struct layout *find_layout(char root[PATH_MAX])
{
    char dir[PATH_MAX];
    program_dir(dir);
    for (size_t i = 0; dir[0] && i < sizeof layouts / sizeof layouts[0]; i++) {
        char up[PATH_MAX], mark[PATH_MAX];
        if (!join(up, sizeof up, (const char *const[4]){dir, layouts[i].up, "", ""}) || !realpath(up, root))
            continue;
        if (join(mark, sizeof mark, (const char *const[4]){root, layouts[i].mark, "", ""}) &&
            access(mark, F_OK) == 0)
            return &layouts[i];
    }
    snprintf(root, PATH_MAX, "%s", compiled_in.up);
    return &compiled_in;
}

bool paths_data_dir(const char *sub, char *out, size_t size)
{
    char root[PATH_MAX];
    const struct layout *l = find_layout(root);
    return join(out, size, (const char *const[4]){root, l->data, sub, ""}) && is_dir(out);
}

bool paths_locale_dir(char *out, size_t size)
{
    char root[PATH_MAX];
    const struct layout *l = find_layout(root);
    return join(out, size, (const char *const[4]){root, l->locale, "", ""}) && is_dir(out);
}
