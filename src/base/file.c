#include "base/file.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

ssize_t file_next(int fd, void *chunk, size_t size)
{
    ssize_t n;
    do
        n = read(fd, chunk, size);
    while (n < 0 && errno == EINTR);
    return n;
}

/* The file may grow meanwhile, so the limit is held while reading. */
bool file_read_fd(int fd, size_t limit, struct buffer *out)
{
    char chunk[65536];
    size_t total = 0;
    for (ssize_t n; (n = file_next(fd, chunk, sizeof chunk)) != 0;) {
        if (n < 0)
            return false;
        total += (size_t)n;
        if (limit && total > limit) {
            errno = EFBIG;
            return false;
        }
        buffer_add(out, chunk, (size_t)n);
    }
    return true;
}

void file_fault(const char *path, struct diag *diag)
{
    struct where at = {path, 0};
    struct stat st;
    if (errno == ENOTDIR && stat(path, &st) == 0)
        diag_at(diag, MESSAGE_READ_FAILED, at, "%s", _("it is no folder"));
    else if (errno == ENOENT || errno == ENOTDIR)
        diag_at(diag, MESSAGE_NO_INPUT, at, NULL);
    else
        diag_at(diag, MESSAGE_READ_FAILED, at, "%s", strerror(errno));
}

bool file_read(const char *path, size_t limit, struct buffer *out, struct diag *diag)
{
    struct where at = {path, 0};
    int fd = open(path,
                  O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe put in the place of a file must not hang us */
    if (fd < 0) {
        file_fault(path, diag);
        return false;
    }
    struct stat st;
    bool known = fstat(fd, &st) == 0, regular = known && S_ISREG(st.st_mode);
    bool good = regular && file_read_fd(fd, limit, out);
    file_close(fd);
    if (known && !regular)
        diag_at(diag, MESSAGE_READ_FAILED, at, "%s",
                S_ISDIR(st.st_mode) ? _("it is a folder") : _("it is not a regular file"));
    else if (!good && errno == EFBIG)
        diag_at(diag, MESSAGE_TOO_LARGE, at, _("at most %zu MiB are read"), limit >> 20);
    else if (!good)
        diag_at(diag, MESSAGE_READ_FAILED, at, "%s", strerror(errno));
    return good;
}

bool file_is_folder(const char *path, struct diag *diag)
{
    struct stat st;
    bool known = stat(path, &st) == 0;
    if (known && S_ISDIR(st.st_mode))
        return true;
    if (known)
        errno = ENOTDIR;
    file_fault(path, diag);
    return false;
}

bool file_same(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

bool file_write(int fd, const void *data, size_t size)
{
    for (const char *p = data; size;) {
        ssize_t n = write(fd, p, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        p += n;
        size -= (size_t)n;
    }
    return true;
}

void file_close(int fd)
{
    int error = errno;
    if (fd >= 0)
        close(fd);
    errno = error;
}

bool file_end(int fd, bool good)
{
    if (!good)
        file_close(fd);
    return good && close(fd) == 0;
}

bool file_end_output(struct diag *diag)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    diag_say(diag, MESSAGE_WRITE_FAILED, "%s", _("standard output"));
    return false;
}

bool file_put_output(const void *data, size_t size, struct diag *diag)
{
    fwrite(data, 1, size, stdout);
    return file_end_output(diag);
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
    if (name[0] == '/')
        return arena_strdup(arena, name);
    return arena_printf(arena, "%s%s%s", folder, text_ends(folder, "/") ? "" : "/", name);
}

bool file_is_below(const char *name)
{
    if (strchr(name, '\\'))
        return false;
    for (;; name++) {
        size_t size = strcspn(name, "/");
        if (strspn(name, ".") >= size)
            return false;
        name += size;
        if (!*name)
            return true;
    }
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *file_folder(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_strdup(arena, ".");
    return slash == path ? arena_strdup(arena, "/") : arena_strndup(arena, path, (size_t)(slash - path));
}
