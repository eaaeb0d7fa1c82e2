#include "issue/stage.h"

#include "base/fatal.h"
#include "base/file.h"
#include "issue/carry.h"
#include "issue/folder.h"
#include "issue/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct stage stage_of(int out, const char *out_name, int year, int quarter)
{
    struct stage stage = {.out = out, .folder = -1, .like = -1, .out_name = out_name};
    snprintf(stage.name, sizeof stage.name, "%04dQ%d", year, quarter);
    snprintf(stage.fresh, sizeof stage.fresh, ".%04dQ%d.new", year, quarter);
    snprintf(stage.swapped_out, sizeof stage.swapped_out, ".%04dQ%d.old", year, quarter);
    return stage;
}

bool stage_names_set(const char *name)
{
    return strlen(name) == 6 && strspn(name, "0123456789") == 4 && name[4] == 'Q' && name[5] >= '1' &&
           name[5] <= '4';
}

/* Reports what errno says about a path in the set; false. */
static bool fail(const struct stage *stage, enum message code, const char *path, struct diag *diag)
{
    diag_at(diag, code, (struct where){stage->out_name, 0}, "%s%s%s: %s", stage->name, *path ? "/" : "", path,
            strerror(errno));
    return false;
}

/* Reports that the new set couldn't be put into the place of the old one; false. */
static bool fail_exchange(const struct stage *stage, struct diag *diag)
{
    if (errno != EXDEV)
        return fail(stage, MESSAGE_WRITE_FAILED, "", diag);
    diag_at(
        diag, MESSAGE_WRITE_FAILED, (struct where){stage->out_name, 0}, "%s: %s", stage->name,
        _("the file system can't rename it where it lies (below in an overlay?): copy it, remove it and put "
          "the copy in its place"));
    return false;
}

bool stage_is_of(const char *name, int year, int quarter)
{
    return strcmp(stage_of(-1, "", year, quarter).name, name) == 0;
}

struct where stage_place(struct buffer *at, const struct stage *stage, const char *name, const char *path)
{
    buffer_printf(at, "%s/%s%s%s", stage->out_name, name, *path ? "/" : "", path);
    return (struct where){buffer_text(at), 0};
}

bool stage_refuse(const struct stage *stage, const char *path, const char *why, struct diag *diag)
{
    struct buffer at = {0};
    diag_at(diag, MESSAGE_CANT_CREATE, stage_place(&at, stage, stage->name, path),
            *path ? _("the set can't be replaced while this is in it: %s")
                  : _("the set can't be replaced: %s"),
            why);
    buffer_free(&at);
    return false;
}

void stage_tell_kept(const struct stage *stage, enum message code, const char *path, const char *kept,
                     struct diag *diag)
{
    struct buffer at = {0};
    diag_at(diag, code, stage_place(&at, stage, stage->name, path), _("it is kept as %s"), kept);
    buffer_free(&at);
}

void stage_tell_left(const struct stage *stage, const char *name, const char *path, const char *why,
                     struct diag *diag)
{
    struct buffer at = {0};
    diag_at(diag, MESSAGE_LEFT_BEHIND, stage_place(&at, stage, name, path), "%s", why);
    buffer_free(&at);
}

static bool rename_in(const struct stage *stage, const char *from, const char *to, unsigned flags)
{
    return renameat2(stage->out, from, stage->out, to, flags) == 0;
}

bool stage_has_leftovers(const struct stage *stage)
{
    return folder_has(stage->out, stage->fresh) || folder_has(stage->out, stage->swapped_out);
}

bool stage_set_aside(const struct stage *stage, const char *name, const char *path, const char *why,
                     struct diag *diag)
{
    char aside[STAGE_NAME];
    int n = 0;
    do
        snprintf(aside, sizeof aside, ".%.6s.left-%d", stage->name, ++n);
    while (folder_has(stage->out, aside));
    struct buffer at = {0};
    bool moved = rename_in(stage, name, aside, 0);
    if (moved)
        stage_tell_left(stage, aside, path, why, diag);
    else
        diag_at(diag, MESSAGE_WRITE_FAILED, stage_place(&at, stage, name, path), "%s", why);
    buffer_free(&at);
    return moved;
}

static bool clear(const struct stage *stage, const char *name, struct diag *diag)
{
    return folder_remove(stage->out, name) ||
           stage_set_aside(stage, name, "", rights_hold_reason(stage->out, name), diag);
}

bool stage_recover(struct stage *stage, struct diag *diag)
{
    if (folder_has(stage->out, stage->swapped_out) && !folder_has(stage->out, stage->name)) {
        /* Killed between the two renames: the new set had been synced before the first. */
        const char *whole = folder_has(stage->out, stage->fresh) ? stage->fresh : stage->swapped_out;
        if (!rename_in(stage, whole, stage->name, 0))
            return fail(stage, MESSAGE_WRITE_FAILED, "", diag);
    }
    if (!clear(stage, stage->fresh, diag))
        return false;
    int old = folder_has(stage->out, stage->name) ? folder_open(stage->out, stage->swapped_out) : -1;
    if (old < 0) /* nothing, or no set */
        return clear(stage, stage->swapped_out, diag);
    close(old);
    return carry_settle(stage, true, diag);
}

/* What is left to do when the process ends in the middle: nothing published, nothing left lying about. */
static void tidy(void *context)
{
    const struct stage *stage = context;
    folder_remove(stage->out, stage->fresh);
}

/* Gives something new its rights: those of other, or in the first set, which has none to be like, what it
 * needs to be replaced. */
static bool give_rights(const struct stage *stage, int fd, int other, mode_t keep, mode_t more)
{
    if (stage->like >= 0)
        return rights_like(fd, other, keep, more);
    rights_hand_over(fd, stage->out);
    return true;
}

bool stage_begin(struct stage *stage, struct diag *diag)
{
    fatal_tidy(tidy, stage);
    if (folder_make(stage->out, stage->fresh))
        stage->folder = folder_open(stage->out, stage->fresh);
    return (stage->folder >= 0 && give_rights(stage, stage->folder, stage->like, 07777, S_IRWXU)) ||
           fail(stage, MESSAGE_CANT_CREATE, "", diag);
}

/* Gives the open, new file the rights that it is to have. */
static bool set_rights(const struct stage *stage, int fd, const char *old)
{
    struct stat st;
    if (!old || !folder_stat(stage->like, old, &st) || !S_ISREG(st.st_mode))
        return give_rights(stage, fd, stage->like, 0666, 0);
    int other = folder_open_file(stage->like, old);
    bool good = other >= 0 && rights_like(fd, other, 0777, 0);
    file_close(other);
    return good;
}

bool stage_put(const struct stage *stage, const char *path, const char *old, const void *data, size_t size,
               struct diag *diag)
{
    int fd = folder_create(stage->folder, path);
    if (fd < 0)
        return fail(stage, MESSAGE_CANT_CREATE, path, diag);
    if (set_rights(stage, fd, old))
        return folder_fill(fd, data, size) || fail(stage, MESSAGE_WRITE_FAILED, path, diag);
    file_close(fd);
    return fail(stage, MESSAGE_CANT_CREATE, path, diag);
}

bool stage_drop(const struct stage *stage, const char *path, struct diag *diag)
{
    return folder_unlink(stage->folder, path) || errno == ENOENT ||
           fail(stage, MESSAGE_WRITE_FAILED, path, diag);
}

/* Opens the folder in the published set that a new one at path has its rights from. */
static int open_like(const struct stage *stage, const char *path)
{
    static const char revisions[] = "revisions/";
    int fd = folder_open(stage->like, path);
    if (fd < 0 && strncmp(path, revisions, sizeof revisions - 1) == 0)
        fd = folder_open(stage->like, path + sizeof revisions - 1);
    return fd < 0 ? fcntl(stage->like, F_DUPFD_CLOEXEC, 0) : fd;
}

/* Gives the new folder at path the rights that it is to have, and us those to fill it. */
static bool set_folder_rights(const struct stage *stage, const char *path)
{
    int fd = folder_open(stage->folder, path), other = open_like(stage, path);
    bool good = fd >= 0 && give_rights(stage, fd, other, 07777, S_IRWXU);
    file_close(fd);
    file_close(other);
    return good;
}

bool stage_make_folder(const struct stage *stage, const char *path, struct diag *diag)
{
    return folder_has(stage->folder, path) ||
           (folder_make(stage->folder, path) && set_folder_rights(stage, path)) ||
           fail(stage, MESSAGE_CANT_CREATE, path, diag);
}

bool stage_take(const struct stage *stage, int old, const char *from, const char *to, struct diag *diag)
{
    return folder_link(old, from, stage->folder, to) || errno == ENOENT ||
           fail(stage, MESSAGE_CANT_CREATE, to, diag);
}

/* What is called like a set begun is one that a run clears away; the old set is more than that. */
static bool call_old(const struct stage *stage)
{
    if (rename_in(stage, stage->fresh, stage->swapped_out, 0))
        return true;
    int error = errno;
    rename_in(stage, stage->fresh, stage->name, RENAME_EXCHANGE);
    errno = error;
    return false;
}

static bool exchange(const struct stage *stage)
{
    if (rename_in(stage, stage->fresh, stage->name, RENAME_EXCHANGE))
        return call_old(stage);
    if (errno == ENOENT) /* the first set of the quarter */
        return rename_in(stage, stage->fresh, stage->name, 0);
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    /* The file system can't. */
    if (!rename_in(stage, stage->name, stage->swapped_out, 0))
        return false;
    if (rename_in(stage, stage->fresh, stage->name, 0))
        return true;
    int error = errno;
    rename_in(stage, stage->swapped_out, stage->name, 0); /* else the next run finishes */
    errno = error;
    return false;
}

/* Puts the old set back. What can't be done here the next run does. */
static void undo(const struct stage *stage, bool first)
{
    int error = errno;
    if (first)
        rename_in(stage, stage->name, stage->fresh, RENAME_NOREPLACE);
    else if (rename_in(stage, stage->swapped_out, stage->name, RENAME_EXCHANGE))
        rename_in(stage, stage->swapped_out, stage->fresh, 0);
    else if (folder_remove(stage->out, stage->name))
        rename_in(stage, stage->swapped_out, stage->name, 0);
    errno = error;
}

bool stage_publish(struct stage *stage, struct diag *diag)
{
    bool first = !folder_has(stage->out, stage->name);
    if (!folder_sync(stage->folder) || !exchange(stage))
        return fail_exchange(stage, diag);
    if (fsync(stage->out) != 0) {
        undo(stage, first);
        return fail(stage, MESSAGE_WRITE_FAILED, "", diag);
    }
    close(stage->folder);
    stage->folder = -1;
    if (!first)
        carry_settle(stage, false, diag);
    return true;
}

void stage_discard(struct stage *stage)
{
    fatal_tidy(NULL, NULL);
    if (stage->folder < 0)
        return;
    close(stage->folder);
    stage->folder = -1;
    folder_remove(stage->out, stage->fresh);
}
