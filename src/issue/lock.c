#include "issue/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Names the process that holds the lock, if it is on this machine and hasn't ended this moment. */
static void tell_holder(int fd, const char *name, struct diag *diag)
{
    struct flock held = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_GETLK, &held) == 0 && held.l_type != F_UNLCK && held.l_pid > 0)
        diag_at(diag, MESSAGE_LOCKED, (struct where){name, 0}, _("process %ld"), (long)held.l_pid);
    else
        diag_at(diag, MESSAGE_LOCKED, (struct where){name, 0}, NULL);
}

int lock_take(int folder, const char *name, struct diag *diag)
{
    int fd = openat(folder, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (fd < 0) {
        diag_at(diag, MESSAGE_CANT_CREATE, (struct where){name, 0}, ".lock: %s", strerror(errno));
        return -1;
    }
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_SETLK, &whole) == 0)
        return fd;
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
