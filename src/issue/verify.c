#include "base/file.h"
#include "base/text.h"
#include "issue/folder.h"
#include "issue/issue.h"
#include "issue/manifest.h"
#include "issue/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct verification {
    int folder;
    const char *name; /* the set's folder, for messages */
    const struct manifest *manifest;
    struct arena *arena;
    struct diag *diag;
    int sets; /* found below an output folder */
};

static void tell(const struct verification *v, const char *path, const char *what)
{
    const char *place = *path ? arena_printf(v->arena, "%s/%s", v->name, path) : v->name;
    diag_at(v->diag, MESSAGE_MISMATCH, (struct where){place, 0}, "%s", what);
}

static void verify_file(const struct verification *v, const char *path, const struct sum *expected)
{
    struct sum sum;
    if (!sum_of_file(v->folder, path, &sum, NULL))
        tell(v, path, errno == ENOENT ? _("the file is missing") : strerror(errno));
    else if (!sum_equal(&sum, expected))
        tell(v, path, _("the file was changed"));
}

static void verify_sums(const struct verification *v)
{
    struct buffer sums = {0};
    manifest_write_sums(v->manifest, &sums);
    struct sum expected = sum_of(sums.data, sums.size);
    verify_file(v, SUMS_NAME, &expected);
    buffer_free(&sums);
}

static bool visit(void *context, const char *path, unsigned char type)
{
    const struct verification *v = context;
    if (type != DT_DIR && !manifest_knows(v->manifest, path))
        tell(v, path, _("the file isn't part of the set"));
    return true;
}

/* What killed runs left beside the set. */
static void verify_leftovers(const struct verification *v)
{
    int parent = openat(v->folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stage stage = stage_of(parent, v->name, v->manifest->year, v->manifest->quarter);
    if (parent >= 0 && stage_has_leftovers(&stage))
        tell(v, "", _("a run was broken off; the next one clears up what it left"));
    if (parent >= 0)
        close(parent);
}

static void verify_set(struct verification *v)
{
    for (int i = 0; i < v->manifest->entry_count; i++) {
        const struct entry *entry = &v->manifest->entry[i];
        if (!entry->withdrawn)
            verify_file(v, entry->path, &entry->sum);
        for (int k = 0; k < entry->replaced_count; k++)
            if (entry->replaced[k].path)
                verify_file(v, entry->replaced[k].path, &entry->replaced[k].sum);
    }
    verify_sums(v);
    if (!folder_walk(v->folder, "", visit, v))
        tell(v, "", strerror(errno));
    verify_leftovers(v);
}

/* Verifies the open folder if it is a set; false when it holds no manifest. */
static bool verify_if_set(struct verification *v)
{
    int errors = diag_errors(v->diag);
    v->manifest = manifest_read(v->folder, v->name, v->arena, v->diag);
    if (v->manifest)
        verify_set(v);
    return v->manifest || diag_errors(v->diag) > errors;
}

/* A folder in an output folder: a set, or what a killed run left of one that was never there before. */
static bool visit_out(void *context, const char *name, unsigned char type)
{
    struct verification *out = context;
    struct verification set = *out;
    if (type != DT_DIR)
        return true;
    set.name = arena_printf(out->arena, "%s/%s", out->name, name);
    set.folder = folder_open(out->folder, name);
    if (set.folder < 0)
        return true;
    if (*name == '.') {
        if (text_ends(name, ".new") || text_ends(name, ".old"))
            tell(&set, "", _("a run was broken off; the next one clears up what it left"));
    } else {
        out->sets += verify_if_set(&set);
    }
    close(set.folder);
    return true;
}

bool issue_verify(const char *folder, struct diag *diag)
{
    int errors = diag_errors(diag);
    struct verification v = {.name = folder, .diag = diag};
    v.folder = folder_open_root(folder, false);
    if (v.folder < 0) {
        file_fault(folder, diag);
        return false;
    }
    v.arena = arena_new();
    if (!verify_if_set(&v) && (!folder_list(v.folder, visit_out, &v) || v.sets == 0))
        diag_at(diag, MESSAGE_NOT_A_SET, (struct where){folder, 0}, _("it holds no %s"), MANIFEST_NAME);
    arena_free(v.arena);
    close(v.folder);
    return diag_errors(diag) == errors;
}
