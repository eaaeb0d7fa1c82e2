#include "issue/folder.h"

#include "base/file.h"
#include "issue/rights.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_DEPTH = 16 }; /* deeper than anything that is made here; bounds what a planted tree can cost */

static bool make_one(const char *path)
{
    if (mkdir(path, 0777) != 0)
        return errno == EEXIST;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0) {
        rights_hand_over_at(fd, path);
        close(fd);
    }
    return true;
}

/* Makes path and the folders above it, as mkdir -p does. */
static bool make_parents(const char *path)
{
    char part[PATH_MAX];
    size_t size = strlen(path);
    if (size == 0 || size >= sizeof part) {
        errno = size ? ENAMETOOLONG : ENOENT;
        return false;
    }
    memcpy(part, path, size + 1);
    for (char *slash = part + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        if (!make_one(part))
            return false;
    }
    return make_one(part);
}

int folder_open_root(const char *path, bool make)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT && make && make_parents(path))
        fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd;
}

static int open_below(int parent, const char *name)
{
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool plain(const char *name)
{
    return *name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

/*
 * Opens the folder that path's last part stands in and copies that part to name. The result is to be closed
 * unless it is root.
 */
static int open_parent(int root, const char *path, char name[NAME_MAX + 1])
{
    int at = root;
    for (;;) {
        size_t size = strcspn(path, "/");
        if (size > NAME_MAX) {
            errno = ENAMETOOLONG;
            break;
        }
        memcpy(name, path, size);
        name[size] = '\0';
        if (!plain(name)) {
            errno = EINVAL;
            break;
        }
        if (!path[size])
            return at;
        int below = open_below(at, name);
        if (at != root)
            close(at);
        if (below < 0)
            return -1;
        at = below;
        path += size + 1;
    }
    if (at != root)
        file_close(at);
    return -1;
}

/* Closes a parent that open_parent gave, and hands result on with its errno. */
static int leave(int root, int parent, int result)
{
    if (parent != root)
        file_close(parent);
    return result;
}

int folder_open(int root, const char *path)
{
    char name[NAME_MAX + 1];
    int parent = open_parent(root, path, name);
    return parent < 0 ? -1 : leave(root, parent, open_below(parent, name));
}

int folder_open_file(int root, const char *path)
{
    char name[NAME_MAX + 1];
    int parent = open_parent(root, path, name);
    if (parent < 0)
        return -1;
    int fd =
        leave(root, parent, openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    struct stat st;
    if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
        close(fd);
        errno = EINVAL;
        return -1;
    }
    return fd;
}

bool folder_stat(int root, const char *path, struct stat *out)
{
    char name[NAME_MAX + 1];
    int parent = open_parent(root, path, name);
    return parent >= 0 && leave(root, parent, fstatat(parent, name, out, AT_SYMLINK_NOFOLLOW)) == 0;
}

const char *folder_why(int root, const char *path, char text[FOLDER_WHY])
{
    int error = errno;
    struct stat st;
    bool known = *path ? folder_stat(root, path, &st) : fstat(root, &st) == 0;
    if (known && S_ISLNK(st.st_mode) && (error == ENOTDIR || error == ELOOP))
        snprintf(text, FOLDER_WHY, "%s", _("it is a link"));
    else if (known && error == EACCES && st.st_uid != geteuid())
        snprintf(text, FOLDER_WHY, _("%s, it belongs to user %ld"), strerror(error), (long)st.st_uid);
    else
        snprintf(text, FOLDER_WHY, "%s", strerror(error));
    return text;
}

bool folder_has(int root, const char *path)
{
    struct stat st;
    return folder_stat(root, path, &st);
}

bool folder_make(int root, const char *path)
{
    char name[NAME_MAX + 1];
    int parent = open_parent(root, path, name);
    return parent >= 0 && (leave(root, parent, mkdirat(parent, name, 0777)) == 0 || errno == EEXIST);
}

bool folder_is_open(int root, const char *path)
{
    char name[NAME_MAX + 1] = ".";
    int parent = *path ? open_parent(root, path, name) : root;
    return parent >= 0 && leave(root, parent, faccessat(parent, name, R_OK | W_OK | X_OK, AT_EACCESS)) == 0;
}

static bool is_mount(const struct statx *st)
{
    return st->stx_attributes & STATX_ATTR_MOUNT_ROOT;
}

static bool has_attribute(const struct statx *st)
{
    return st->stx_attributes & (STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND);
}

static bool stat_more(int parent, const char *name, struct statx *out)
{
    const int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
    return statx(parent, name, flags, STATX_MODE | STATX_UID, out) == 0;
}

enum hold folder_hold(int root, const char *path)
{
    char name[NAME_MAX + 1];
    struct statx st, above;
    int parent = open_parent(root, path, name);
    bool known = parent >= 0 && stat_more(parent, name, &st) && stat_more(parent, ".", &above);
    leave(root, parent, 0);
    if (!known)
        return HOLD_NONE;
    if (is_mount(&st))
        return HOLD_MOUNT;
    if (has_attribute(&st) || has_attribute(&above))
        return HOLD_ATTRIBUTE;
    uid_t us = geteuid();
    bool shut = (above.stx_mode & S_ISVTX) && us != 0 && us != above.stx_uid && us != st.stx_uid;
    return shut ? HOLD_STICKY : HOLD_NONE;
}

int folder_create(int root, const char *path)
{
    char name[NAME_MAX + 1];
    int parent = open_parent(root, path, name);
    return parent < 0
               ? -1
               : leave(root, parent,
                       openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
}

bool folder_fill(int fd, const void *data, size_t size)
{
    return file_end(fd, file_write(fd, data, size));
}

/* Copies what can be read from one descriptor to the other, the rights and the time. */
static bool copy(int in, int out)
{
    char chunk[65536];
    struct stat st;
    for (ssize_t n; (n = file_next(in, chunk, sizeof chunk)) != 0;)
        if (n < 0 || !file_write(out, chunk, (size_t)n))
            return false;
    if (fstat(in, &st) != 0 || !rights_like(out, in, 0777, 0))
        return false;
    return futimens(out, (struct timespec[2]){st.st_atim, st.st_mtim}) == 0;
}

static bool copy_file(int root, const char *from, int target, const char *to)
{
    int in = folder_open_file(root, from);
    int out = in < 0 ? -1 : folder_create(target, to);
    bool good = out >= 0 && file_end(out, copy(in, out));
    int error = errno;
    if (out >= 0 && !good)
        folder_unlink(target, to);
    errno = error;
    file_close(in);
    return good;
}

/* Makes another link or pipe like the one called name in the folder parent. Anything else is refused. */
static bool copy_special(int parent, const char *name, int target, const char *to)
{
    char new_name[NAME_MAX + 1], aim[PATH_MAX];
    struct stat st;
    if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    ssize_t size = S_ISLNK(st.st_mode) ? readlinkat(parent, name, aim, sizeof aim - 1) : 0;
    int new_parent = size < 0 ? -1 : open_parent(target, to, new_name);
    if (new_parent < 0)
        return false;
    aim[size] = '\0';
    int made = -1;
    errno = EPERM;
    if (S_ISLNK(st.st_mode))
        made = symlinkat(aim, new_parent, new_name);
    else if (S_ISFIFO(st.st_mode))
        made = mkfifoat(new_parent, new_name, st.st_mode & 07777);
    return leave(target, new_parent, made) == 0;
}

/* Makes a second file, link or pipe like the one called name in the folder parent. */
static bool copy_any(int parent, const char *name, int target, const char *to)
{
    struct stat st;
    if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    return S_ISREG(st.st_mode) ? copy_file(parent, name, target, to) : copy_special(parent, name, target, to);
}

bool folder_link(int root, const char *from, int target, const char *to)
{
    char name[NAME_MAX + 1], new_name[NAME_MAX + 1];
    int parent = open_parent(root, from, name);
    if (parent < 0)
        return false;
    int new_parent = open_parent(target, to, new_name);
    bool good = new_parent >= 0 && linkat(parent, name, new_parent, new_name, 0) == 0;
    leave(target, new_parent, 0);
    if (!good && (errno == EPERM || errno == EMLINK || errno == EOPNOTSUPP || errno == EXDEV))
        good = copy_any(parent, name, target, to);
    leave(root, parent, 0);
    return good;
}

bool folder_unlink(int root, const char *path)
{
    char name[NAME_MAX + 1];
    int parent = open_parent(root, path, name);
    return parent >= 0 && leave(root, parent, unlinkat(parent, name, 0)) == 0;
}

bool folder_remove_empty(int root, const char *path)
{
    char name[NAME_MAX + 1];
    int parent = open_parent(root, path, name);
    return parent >= 0 && leave(root, parent, unlinkat(parent, name, AT_REMOVEDIR)) == 0;
}

/* An entry of a folder as the kernel hands it out. */
typedef bool entry_visitor(void *context, int folder, const struct dirent64 *entry);

/* Visits the entries of an open folder but . and .., without allocating. The room lasts for the sixteen
 * levels that a walk goes down. */
static bool each_entry(int folder, entry_visitor *visit, void *context)
{
    alignas(struct dirent64) char room[4096];
    for (ssize_t n; (n = getdents64(folder, room, sizeof room)) != 0;) {
        if (n < 0)
            return false;
        for (ssize_t i = 0; i < n;) {
            const struct dirent64 *entry = (const void *)(room + i);
            i += entry->d_reclen;
            if (plain(entry->d_name) && !visit(context, folder, entry))
                return false;
        }
    }
    return true;
}

static unsigned char type_of(int folder, const struct dirent64 *entry)
{
    struct stat st;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    return fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 ? (unsigned char)IFTODT(st.st_mode)
                                                                         : DT_UNKNOWN;
}

/* A removal under way. What is nested too deeply is moved up into the folder that is being removed, and gets
 * its turn there. */
struct removal {
    int top; /* that folder; -1: not opened yet */
    int depth;
    unsigned moved;
};

static bool move_up(struct removal *removal, int parent, const char *name)
{
    char up[32];
    int moved;
    do {
        snprintf(up, sizeof up, ".deep-%u", removal->moved++);
        moved = renameat(parent, name, removal->top, up);
    } while (moved != 0 &&
             (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR)); /* the name is taken */
    return moved == 0;
}

static bool remove_in(struct removal *removal, int parent, const char *name);

static bool remove_entry(void *context, int folder, const struct dirent64 *entry)
{
    return remove_in(context, folder, entry->d_name);
}

/* Removes the folder open as fd, called name in parent, with all that is in it. */
static bool remove_folder(struct removal *removal, int fd, int parent, const char *name)
{
    /* Entries removed while they are read may hide others, so look again until nothing is left. */
    bool good = each_entry(fd, remove_entry, removal);
    while (good && unlinkat(parent, name, AT_REMOVEDIR) != 0)
        good = errno == ENOTEMPTY && lseek(fd, 0, SEEK_SET) == 0 && each_entry(fd, remove_entry, removal);
    return good;
}

static bool remove_in(struct removal *removal, int parent, const char *name)
{
    struct statx st;
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
        return true;
    if (errno != EISDIR)
        return false;
    if (stat_more(parent, name, &st) && is_mount(&st)) {
        errno = EBUSY;
        return false;
    }
    if (removal->depth == MOST_DEPTH)
        return move_up(removal, parent, name);
    int fd = open_below(parent, name);
    if (fd < 0)
        return false;
    if (removal->depth++ == 0)
        removal->top = fd;
    bool good = remove_folder(removal, fd, parent, name);
    removal->depth--;
    file_close(fd);
    return good;
}

bool folder_remove(int root, const char *name)
{
    return remove_in(&(struct removal){.top = -1}, root, name);
}

bool folder_sync(int folder)
{
    return syncfs(folder) == 0;
}

struct walk {
    folder_visitor *visit;
    void *context;
    char path[PATH_MAX];
    size_t size; /* of what path holds */
    int depth, most_depth;
};

static bool walk_entry(void *context, int folder, const struct dirent64 *entry);

/* Goes into the folder called name, which the path of walk leads to. */
static bool walk_into(struct walk *walk, int folder, const char *name)
{
    if (walk->depth == walk->most_depth)
        return walk->most_depth == 0 || walk->visit(walk->context, walk->path, FOLDER_DEEP) != WALK_END;
    int fd = open_below(folder, name);
    if (fd < 0)
        return walk->visit(walk->context, walk->path, FOLDER_CLOSED) != WALK_END;
    walk->depth++;
    bool good = each_entry(fd, walk_entry, walk);
    walk->depth--;
    file_close(fd);
    return good;
}

static bool walk_entry(void *context, int folder, const struct dirent64 *entry)
{
    struct walk *walk = context;
    size_t before = walk->size;
    int n =
        snprintf(walk->path + before, sizeof walk->path - before, "%s%s", before ? "/" : "", entry->d_name);
    errno = ENAMETOOLONG;
    if (n < 0 || (size_t)n >= sizeof walk->path - before)
        return false;
    walk->size += (size_t)n;
    unsigned char type = type_of(folder, entry);
    enum wish wish = walk->visit(walk->context, walk->path, type);
    bool good = wish != WALK_END;
    if (wish == WALK_ON && type == DT_DIR)
        good = walk_into(walk, folder, entry->d_name);
    walk->size = before;
    walk->path[before] = '\0';
    return good;
}

static bool walk_from(int fd, folder_visitor *visit, void *context, int most_depth)
{
    struct walk walk = {.visit = visit, .context = context, .most_depth = most_depth};
    if (fd < 0)
        return false;
    bool good = each_entry(fd, walk_entry, &walk);
    file_close(fd);
    return good;
}

/* A descriptor of its own for the folder, so that reading it starts at the beginning. */
static int reopen(int folder)
{
    return openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool folder_list(int folder, folder_visitor *visit, void *context)
{
    return walk_from(reopen(folder), visit, context, 0);
}

bool folder_walk(int root, const char *path, folder_visitor *visit, void *context)
{
    return walk_from(*path ? folder_open(root, path) : reopen(root), visit, context, MOST_DEPTH);
}
