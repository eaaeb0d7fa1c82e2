/*
 * folder.h - work below one folder, and never outside it.
 *
 * Every path here is relative to an open folder and is walked name by name without following symbolic links,
 * so that a link planted in the output can't lead a write, or a removal, anywhere else. A path that is
 * absolute, empty or holds an empty, "." or ".." part is refused (EINVAL). Functions that return a
 * descriptor hand it over to be closed; failure is -1 or false with errno set. Nothing here allocates, so
 * that clearing up still works when memory has run out.
 */
#ifndef TONGBAO_ISSUE_FOLDER_H
#define TONGBAO_ISSUE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* Opens the folder that the user named (links in it are the user's own), making it and its parents when
 * make is set. */
int folder_open_root(const char *path, bool make);
/* Opens the folder at path. */
int folder_open(int root, const char *path);
/* Opens the regular file at path for reading. */
int folder_open_file(int root, const char *path);
/* What is called path, of any kind, a link not followed. */
bool folder_stat(int root, const char *path, struct stat *out);
/* Says in text why what is at path ("" for root itself) couldn't be opened: what errno tells, that it is a
 * link, or whose it is. */
enum { FOLDER_WHY = 160 };
const char *folder_why(int root, const char *path, char text[FOLDER_WHY]);
/* Whether there is something called path. */
bool folder_has(int root, const char *path);
/* Makes the folder at path; one that is there already is fine. Its parent must exist. */
bool folder_make(int root, const char *path);
/* Whether we may list the folder at path ("" for root itself) and remove what is in it. */
bool folder_is_open(int root, const char *path);
/* What keeps us from removing a file or folder, as far as that can be told beforehand: something is mounted
 * there; an attribute of it or of its folder (chattr +i, +a); the sticky bit of its folder. */
enum hold { HOLD_NONE, HOLD_MOUNT, HOLD_ATTRIBUTE, HOLD_STICKY };
enum hold folder_hold(int root, const char *path);
/* Makes a new, empty file at path for writing. A file that is there already is an error. */
int folder_create(int root, const char *path);
/* Writes all bytes to fd, not yet synced, and closes it whatever happens. */
bool folder_fill(int fd, const void *data, size_t size);
/*
 * Gives the file at from (below root) a second name, to (below target); where the file system has no hard
 * links it is copied with its rights and its time. So are links and pipes, which are not followed and not
 * read. EEXIST when to is there; a copy that can't be made whole is gone again.
 */
bool folder_link(int root, const char *from, int target, const char *to);
/* Removes the file at path. */
bool folder_unlink(int root, const char *path);
/* Removes the folder at path if nothing is in it; ENOTEMPTY else. */
bool folder_remove_empty(int root, const char *path);
/* Removes what is called name, a folder with all that is in it; true also when there is nothing. Links are
 * removed, not followed, and what is mounted below is left alone (EBUSY). */
bool folder_remove(int root, const char *name);
/* Waits until all that was written below the folder is on the disk. */
bool folder_sync(int folder);

/* What a visitor wants: to go on, to go on but not into this folder, or to end the walk. */
enum wish { WALK_ON, WALK_PAST, WALK_END };
/* Said of a folder in place of its type, once it was visited as one: it can't be read, as errno tells, or is
 * deeper than a walk goes. */
enum { FOLDER_CLOSED = 254, FOLDER_DEEP = 255 };

/* Called for each entry of a folder. path is relative to where the walk began; type is one of dirent.h's DT_
 * or of the two above. */
typedef enum wish folder_visitor(void *context, const char *path, unsigned char type);
/* Visits the entries of the open folder itself only. */
bool folder_list(int folder, folder_visitor *visit, void *context);
/*
 * Visits everything below the folder at path ("" for root itself), folders before what is in them, in no
 * particular order, sixteen folders deep. False when the first folder can't be read, or the visitor ended it.
 */
bool folder_walk(int root, const char *path, folder_visitor *visit, void *context);

#endif
