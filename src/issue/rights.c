#include "issue/rights.h"

#include "base/diag.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { MOST_LIST = 65536 }; /* the kernel's own limit */

/* Gives fd the list of that name that other has, or none. */
static bool copy_list(int fd, int other, const char *name)
{
    char list[MOST_LIST];
    ssize_t size = fgetxattr(other, name, list, sizeof list);
    if (size >= 0)
        return fsetxattr(fd, name, list, (size_t)size, 0) == 0;
    return (errno == ENODATA || errno == EOPNOTSUPP) &&
           (fremovexattr(fd, name) == 0 || errno == ENODATA || errno == EOPNOTSUPP);
}

/* With a list, the bits of the group in a mode are what the list allows at most, not what the group may do.
 */
static bool copy_lists(int fd, int other, bool folder)
{
    return copy_list(fd, other, "system.posix_acl_access") &&
           (!folder || copy_list(fd, other, "system.posix_acl_default"));
}

/* A service may be forbidden to set the bits for another user or group to act as, which give a folder's group
 * to what is made in it; then it goes without. */
static bool set_mode(int fd, mode_t mode)
{
    const mode_t special = S_ISUID | S_ISGID;
    return fchmod(fd, mode) == 0 || (errno == EPERM && (mode & special) && fchmod(fd, mode & ~special) == 0);
}

bool rights_like(int fd, int other, mode_t keep, mode_t more)
{
    struct stat own, wanted;
    if (fstat(fd, &own) != 0 || fstat(other, &wanted) != 0)
        return false;
    mode_t mode = (wanted.st_mode & keep) | more;
    bool same = own.st_uid == wanted.st_uid && own.st_gid == wanted.st_gid;
    if (!same && fchown(fd, wanted.st_uid, wanted.st_gid) != 0) {
        mode &= ~(mode_t)S_ISUID; /* it stays ours, which only root can help */
        if (own.st_gid != wanted.st_gid && fchown(fd, own.st_uid, wanted.st_gid) != 0)
            mode = (mode & ~(mode_t)(S_ISGID | S_IRWXG)) | (mode & S_IRWXG & (mode & S_IRWXO) << 3);
    }
    return copy_lists(fd, other, S_ISDIR(own.st_mode)) && fstat(fd, &own) == 0 &&
           (mode == (own.st_mode & 07777) || set_mode(fd, mode));
}

bool rights_make_like(int root, const char *path, int target)
{
    int from = folder_open(root, path);
    int to = from >= 0 && folder_make(target, path) ? folder_open(target, path) : -1;
    bool good = to >= 0 && rights_like(to, from, 07777, 0);
    file_close(from);
    file_close(to);
    return good;
}

void rights_hand_over(int fd, int folder)
{
    struct stat st;
    if (geteuid() == 0 && fstat(folder, &st) == 0 && st.st_uid != 0 && fchown(fd, st.st_uid, st.st_gid) != 0)
        return; /* the file system's root is another */
}

void rights_hand_over_at(int fd, const char *path)
{
    char parent[PATH_MAX] = "";
    size_t size = (size_t)(file_name(path) - path);
    if (size >= sizeof parent)
        return;
    memcpy(parent, path, size);
    int folder = open(size ? parent : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    rights_hand_over(fd, folder);
    close(folder);
}

const char *rights_say_hold(enum hold hold)
{
    static const char *const text[] = {
        [HOLD_MOUNT] = N_("something is mounted there"),
        [HOLD_ATTRIBUTE] = N_("an attribute keeps it from being removed (see lsattr)"),
        [HOLD_STICKY] = N_("it is somebody else's, in a folder with the sticky bit"),
    };
    return _(text[hold]);
}

const char *rights_hold_reason(int root, const char *path)
{
    int error = errno;
    enum hold hold = folder_hold(root, path);
    return hold == HOLD_NONE ? strerror(error) : rights_say_hold(hold);
}
