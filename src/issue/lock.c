#include "issue/lock.h"

#include "base/file.h"
#include "issue/folder.h"
#include "issue/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Whether somebody holds the lock at this moment; *holder is the process if it is on this machine, else 0. */
static bool find_holder(int fd, pid_t *holder)
{
    struct flock held = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    bool found = fcntl(fd, F_GETLK, &held) == 0 && held.l_type != F_UNLCK;
    *holder = found && held.l_pid > 0 ? held.l_pid : 0;
    return found;
}

static void tell(pid_t holder, const char *name, struct diag *diag)
{
    if (holder)
        diag_at(diag, MESSAGE_LOCKED, (struct where){name, 0}, _("process %ld"), (long)holder);
    else
        diag_at(diag, MESSAGE_LOCKED, (struct where){name, 0}, NULL);
}

/* Opens the file, or makes it, with the rights that the next run needs, whoever runs it. */
static int open_file(int folder)
{
    const int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    int fd = openat(folder, LOCK_NAME, flags | O_CREAT | O_EXCL, 0666);
    if (fd >= 0)
        rights_hand_over(fd, folder);
    else if (errno == EEXIST)
        fd = openat(folder, LOCK_NAME, flags);
    return fd;
}

static void tell_fault(int folder, const char *name, struct diag *diag)
{
    char why[FOLDER_WHY];
    diag_at(diag, MESSAGE_CANT_CREATE, (struct where){name, 0}, "%s: %s", LOCK_NAME,
            folder_why(folder, LOCK_NAME, why));
}

int lock_take(int folder, const char *name, struct diag *diag)
{
    int fd = open_file(folder);
    if (fd < 0) {
        tell_fault(folder, name, diag);
        return -1;
    }
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_SETLK, &whole) == 0)
        return fd;
    if (errno == EACCES || errno == EAGAIN) {
        pid_t holder;
        find_holder(fd, &holder); /* it may have ended this moment */
        tell(holder, name, diag);
    } else {
        tell_fault(folder, name, diag);
    }
    close(fd);
    return -1;
}

bool lock_is_held(int folder, const char *name, struct diag *diag)
{
    int fd = openat(folder, LOCK_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    pid_t holder;
    bool held = find_holder(fd, &holder);
    if (held && diag)
        tell(holder, name, diag);
    close(fd);
    return held;
}

void lock_free(int lock)
{
    file_close(lock);
}
