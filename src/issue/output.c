#include "issue/output.h"

#include "base/file.h"
#include "issue/folder.h"
#include "issue/lock.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int output_open(const char *path, bool make, int *lock, struct diag *diag)
{
    umask(umask(0) & 077); /* whatever the mask, what we make ourselves we must be able to use */
    int out = folder_open_root(path, make);
    if (out < 0 && errno == ENOENT && !make)
        return -1;
    if (out < 0) {
        diag_at(diag, MESSAGE_CANT_CREATE, (struct where){path, 0}, "%s", strerror(errno));
        return -1;
    }
    *lock = lock_take(out, path, diag);
    if (*lock < 0) {
        close(out);
        return -1;
    }
    return out;
}

static enum wish only_lock(void *context, const char *path, unsigned char type)
{
    (void)context, (void)type;
    return strcmp(path, LOCK_NAME) == 0 ? WALK_ON : WALK_END;
}

bool output_is_new(int out)
{
    return folder_list(out, only_lock, NULL);
}

void output_close(int out, int lock)
{
    lock_free(lock);
    file_close(out);
}
