#include "issue/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Who holds the lock: the process as the kernel knows it; across machines, what the holder wrote of itself.
 */
static void tell_holder(int fd, const char *name, struct diag *diag)
{
    struct flock held = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_GETLK, &held) == 0 && held.l_type != F_UNLCK && held.l_pid > 0) {
        diag_at(diag, MESSAGE_LOCKED, (struct where){name, 0}, _("process %ld"), (long)held.l_pid);
        return;
    }
    char line[200] = "";
    ssize_t n = pread(fd, line, sizeof line - 1, 0);
    line[n > 0 ? strcspn(line, "\n") : 0] = '\0';
    for (char *c = line; *c; c++) /* anyone may have written it: show nothing that steers a terminal */
        if (*c < ' ' || *c > '~')
            *c = '?';
    diag_at(diag, MESSAGE_LOCKED, (struct where){name, 0}, "%s", line);
}

/* Leaves a line for the next run to quote. That it can't be written harms nothing. */
static void sign(int fd)
{
    char host[65] = "", line[160];
    gethostname(host, sizeof host - 1);
    int n = snprintf(line, sizeof line, "process %ld on %s\n", (long)getpid(), host);
    if (ftruncate(fd, 0) != 0 || pwrite(fd, line, (size_t)n, 0) != n)
        return;
}

int lock_take(int folder, const char *name, struct diag *diag)
{
    int fd = openat(folder, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (fd < 0) {
        diag_at(diag, MESSAGE_CANT_CREATE, (struct where){name, 0}, ".lock: %s", strerror(errno));
        return -1;
    }
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_SETLK, &whole) == 0) {
        sign(fd);
        return fd;
    }
    if (errno == EACCES || errno == EAGAIN)
        tell_holder(fd, name, diag);
    else
        diag_at(diag, MESSAGE_CANT_CREATE, (struct where){name, 0}, ".lock: %s", strerror(errno));
    close(fd);
    return -1;
}

void lock_free(int lock)
{
    if (lock >= 0)
        close(lock);
}
