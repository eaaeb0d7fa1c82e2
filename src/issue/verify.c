#include "base/file.h"
#include "base/text.h"
#include "issue/folder.h"
#include "issue/issue.h"
#include "issue/lock.h"
#include "issue/manifest.h"
#include "issue/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct verification {
    int folder;
    const char *name; /* the set's folder, for messages */
    const struct manifest *manifest;
    struct arena *arena;
    struct diag *diag;
    int sets;  /* found below an output folder */
    bool gone; /* a set was replaced while it was looked at */
};

static void tell(const struct verification *v, const char *path, const char *what)
{
    const char *place = *path ? arena_printf(v->arena, "%s/%s", v->name, path) : v->name;
    diag_at(v->diag, MESSAGE_MISMATCH, (struct where){place, 0}, "%s", what);
}

static void verify_file(const struct verification *v, const char *path, const struct sum *expected)
{
    struct sum sum;
    switch (sum_hold(v->folder, path, expected, &sum)) {
    case FOUND_SAME:
        break;
    case FOUND_CHANGED:
        tell(v, path, _("the file was changed"));
        break;
    case FOUND_NOTHING:
        tell(v, path, _("the file is missing"));
        break;
    case FOUND_NO_FILE:
        tell(v, path, _("it is not a regular file"));
        break;
    case FOUND_UNREADABLE:
        tell(v, path, strerror(errno));
    }
}

static void verify_sums(const struct verification *v)
{
    struct buffer sums = {0};
    manifest_write_sums(v->manifest, &sums);
    struct sum expected = sum_of(sums.data, sums.size);
    verify_file(v, SUMS_NAME, &expected);
    buffer_free(&sums);
}

static enum wish visit(void *context, const char *path, unsigned char type)
{
    const struct verification *v = context;
    if (type == FOLDER_CLOSED)
        tell(v, path, strerror(errno));
    else if (type != DT_DIR && !manifest_knows(v->manifest, path))
        tell(v, path, _("the file isn't part of the set"));
    return WALK_ON;
}

/* The folder that the set is in. */
static int open_parent(const struct verification *v)
{
    return openat(v->folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Tells of what a killed run left in the folder of the sets. */
static void tell_leftovers(const struct verification *v)
{
    tell(v, "", _("a run left something here; the next one clears it up, or sets it aside"));
}

/* What killed runs left beside the set. */
static void verify_leftovers(const struct verification *v)
{
    int parent = open_parent(v);
    struct stage stage = stage_of(parent, v->name, v->manifest->year, v->manifest->quarter);
    if (parent >= 0 && stage_has_leftovers(&stage))
        tell_leftovers(v);
    file_close(parent);
}

/* Whether the open set was replaced by another and removed, so that what was found in it means nothing. */
static bool is_gone(const struct verification *v)
{
    struct stat st;
    return fstat(v->folder, &st) == 0 && st.st_nlink == 0;
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

/* A set that stands under another quarter's name would be taken for that. */
static void verify_name(const struct verification *v)
{
    char *real = realpath(v->name, NULL);
    const char *name = real ? file_name(real) : "";
    if (stage_names_set(name) && !stage_is_of(name, v->manifest->year, v->manifest->quarter))
        tell(v, "",
             arena_printf(v->arena, _("%s is that of %dQ%d"), MANIFEST_NAME, v->manifest->year,
                          v->manifest->quarter));
    free(real);
}

/* Verifies the open folder if it is a set; false when it holds no manifest. */
static bool verify_if_set(struct verification *v)
{
    int errors = diag_errors(v->diag);
    v->manifest = manifest_read(v->folder, v->name, v->arena, v->diag);
    if (v->manifest) {
        verify_name(v);
        verify_set(v);
    }
    v->gone = v->gone || is_gone(v);
    return v->manifest || diag_errors(v->diag) > errors;
}

/* Something in an output folder: a set, or what a killed run left of one that was never there before. What is
 * called like a set must be one. */
static enum wish visit_out(void *context, const char *name, unsigned char type)
{
    struct verification *out = context;
    struct verification set = *out;
    char why[FOLDER_WHY];
    bool called_so = stage_names_set(name);
    if (type != DT_DIR && !called_so)
        return WALK_ON;
    set.name = arena_printf(out->arena, "%s/%s", out->name, name);
    set.folder = folder_open(out->folder, name);
    if (set.folder < 0) {
        if (called_so && errno != ENOENT)
            tell(&set, "", folder_why(out->folder, name, why));
        out->sets += called_so;
        return WALK_ON;
    }
    if (*name == '.') {
        if (text_ends(name, ".new") || text_ends(name, ".old"))
            tell_leftovers(&set);
    } else if (verify_if_set(&set)) {
        out->sets++;
    } else if (called_so) {
        tell(&set, MANIFEST_NAME, _("the file is missing"));
        out->sets++;
    }
    out->gone = out->gone || set.gone;
    close(set.folder);
    return WALK_ON;
}

/* Verifies once what the open folder holds. */
static void verify_folder(struct verification *v)
{
    if (!verify_if_set(v) && (!folder_list(v->folder, visit_out, v) || v->sets == 0))
        diag_at(v->diag, MESSAGE_NOT_A_SET, (struct where){v->name, 0}, _("it holds no %s"), MANIFEST_NAME);
}

/* ---- beside a run ---- */

/* Whether a run is at work here; with diag it is reported. */
static bool is_run_on(const struct verification *v, struct diag *diag)
{
    if (!v->manifest)
        return lock_is_held(v->folder, v->name, diag);
    int out = open_parent(v);
    bool on = out >= 0 && lock_is_held(out, v->name, diag);
    file_close(out);
    return on;
}

static void report_run(const struct verification *v, struct diag *diag)
{
    if (!is_run_on(v, diag)) /* it was, a moment ago */
        diag_at(diag, MESSAGE_LOCKED, (struct where){v->name, 0}, NULL);
}

static void wait_for_run(const struct verification *v)
{
    const struct timespec pause = {0, 50 * 1000 * 1000};
    for (int i = 0; i < 40 && is_run_on(v, NULL); i++)
        nanosleep(&pause, NULL);
}

/*
 * Verifies a folder and reports what it finds. False when something is amiss and a run was at work meanwhile,
 * to which that may be owed: then it was waited for or, in the last round, is reported instead.
 */
static bool verify_round(const char *folder, bool last, struct diag *diag)
{
    struct verification v = {.name = folder};
    v.folder = folder_open_root(folder, false);
    if (v.folder < 0) {
        file_fault(folder, diag);
        return true;
    }
    v.arena = arena_new();
    v.diag = diag_new();
    verify_folder(&v);
    bool disturbed = diag_errors(v.diag) > 0 && (v.gone || is_run_on(&v, NULL));
    if (!disturbed)
        diag_add(diag, v.diag);
    else if (last)
        report_run(&v, diag);
    else
        wait_for_run(&v);
    diag_free(v.diag);
    arena_free(v.arena);
    close(v.folder);
    return !disturbed;
}

bool issue_verify(const char *folder, struct diag *diag)
{
    int errors = diag_errors(diag), rounds = 3;
    while (rounds > 0 && !verify_round(folder, rounds == 1, diag))
        rounds--;
    return diag_errors(diag) == errors;
}
