/*
 * A file put in the place of another so that a run killed at any moment leaves nothing else lying about.
 *
 * The bytes go to a file without a name (O_TMPFILE), which is gone with the process, and get a name when they
 * are on the disk: the wanted one where it is free. Where it is taken no call can give it to them, so they
 * get the name aside, .NAME.new, and are renamed at once; a kill just between the two leaves a whole file
 * under a name that the next run for the same place knows and clears. A file system that has no files without
 * names (NFS) gets them under the name aside from the start. The kernel's lock on the file tells what a dead
 * run left from what another one is at.
 */
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    const char *path, *folder, *aside;
};

static bool lock(int fd)
{
    return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

/* Whether an open file is the one called so. */
static bool is_called(int fd, const char *path)
{
    struct stat held, there;
    return fstat(fd, &held) == 0 && lstat(path, &there) == 0 && held.st_ino == there.st_ino &&
           held.st_dev == there.st_dev;
}

/* Removes what a killed run left under the name aside. False with errno set, EWOULDBLOCK when it wasn't
 * killed. */
static bool clear(const char *aside)
{
    int fd = open(aside, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT;
    bool good = lock(fd);
    if (good && is_called(fd, aside)) /* else its owner has just put it in place */
        good = unlink(aside) == 0;
    file_close(fd);
    return good;
}

/* A file without a name on the file system of the folder; only by way of /proc can it be given one. */
static int open_nameless(const char *folder)
{
    if (access("/proc/self/fd", X_OK) == 0)
        return open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    errno = EOPNOTSUPP;
    return -1;
}

static bool no_nameless(int error)
{
    return error == EOPNOTSUPP || error == EISDIR || error == EINVAL || error == ENOSYS;
}

/* The file that the bytes go to, locked. */
static int open_fresh(const struct place *place, bool *named)
{
    int fd = open_nameless(place->folder);
    *named = fd < 0 && no_nameless(errno);
    if (*named)
        fd = open(place->aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0 || (lock(fd) && (!*named || is_called(fd, place->aside))))
        return fd;
    close(fd);
    errno = EWOULDBLOCK; /* taken for a dead run's and cleared, before it was locked */
    return -1;
}

static bool give_name(int fd, const char *path)
{
    char from[40];
    snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, from, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

/* Puts the finished file in place. False with errno set, EEXIST when another run is at the same; *named tells
 * then whether the name aside is this file's. */
static bool put(int fd, const struct place *place, bool *named)
{
    if (!*named) {
        if (give_name(fd, place->path))
            return true;
        *named = errno == EEXIST && give_name(fd, place->aside);
    }
    if (!*named || rename(place->aside, place->path) != 0)
        return false;
    *named = false; /* another run may take the name from now on */
    return true;
}

/* Waits until the name is on the disk, too. Where the folder may not be read, or can't be synced, that is up
 * to the file system. */
static bool sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd < 0 || fsync(fd) == 0 || errno == EINVAL;
    file_close(fd);
    return good;
}

/* What was taken from others of the file that is replaced isn't theirs again. */
static bool keep_mode(int fd, const char *path)
{
    struct stat old, own;
    return stat(path, &old) != 0 || fstat(fd, &own) != 0 || ((old.st_mode ^ own.st_mode) & 0777) == 0 ||
           fchmod(fd, old.st_mode & 0777) == 0;
}

/* Fills the open file and puts it in place. What fsync has heard of nothing can befall in closing. */
static enum message fill(int fd, const struct place *place, bool named, const void *data, size_t size)
{
    enum message code = MESSAGE_COUNT;
    if (!keep_mode(fd, place->path) || !file_write(fd, data, size) || fsync(fd) != 0)
        code = MESSAGE_WRITE_FAILED;
    else if (!put(fd, place, &named))
        code = errno == EEXIST ? MESSAGE_LOCKED : MESSAGE_WRITE_FAILED;
    else if (!sync_folder(place->folder))
        code = MESSAGE_WRITE_FAILED;
    int error = errno;
    if (code != MESSAGE_COUNT && named)
        unlink(place->aside);
    errno = error;
    file_close(fd);
    return code;
}

static enum message replace(const struct place *place, const void *data, size_t size)
{
    bool named = false;
    int fd = clear(place->aside) ? open_fresh(place, &named) : -1;
    if (fd >= 0)
        return fill(fd, place, named, data, size);
    return errno == EWOULDBLOCK || errno == EEXIST ? MESSAGE_LOCKED : MESSAGE_CANT_CREATE;
}

/* What a link leads to, so that it isn't the link that is replaced; NULL where it leads nowhere. */
static const char *follow(struct arena *arena, const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
        return path;
    char *real = realpath(path, NULL);
    const char *copy = arena_strdup(arena, real);
    free(real);
    return copy;
}

/* The name aside; of a name that would leave no room for it only the beginning, in whole characters. */
static const char *name_aside(struct arena *arena, const char *name)
{
    static const char end[] = ".new";
    size_t size = text_whole(name, strlen(name), NAME_MAX - sizeof end);
    return arena_printf(arena, ".%.*s%s", (int)size, name, end);
}

bool file_replace(const char *path, const void *data, size_t size, struct diag *diag)
{
    struct stat st;
    struct where at = {path, 0};
    struct arena *arena = arena_new();
    struct place place = {.path = follow(arena, path)};
    if (!place.path || (stat(place.path, &st) == 0 && !S_ISREG(st.st_mode))) {
        diag_at(diag, MESSAGE_CANT_CREATE, at, "%s", _("it is not a regular file"));
        arena_free(arena);
        return false;
    }
    place.folder = file_folder(arena, place.path);
    place.aside = file_join(arena, place.folder, name_aside(arena, file_name(place.path)));
    enum message code = replace(&place, data, size);
    if (code == MESSAGE_LOCKED)
        diag_at(diag, code, at, NULL);
    else if (code != MESSAGE_COUNT)
        diag_at(diag, code, at, "%s", strerror(errno));
    arena_free(arena);
    return code == MESSAGE_COUNT;
}
