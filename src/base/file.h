/*
 * file.h - reading and replacing whole files; paths.
 */
#ifndef TONGBAO_BASE_FILE_H
#define TONGBAO_BASE_FILE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"

#include <sys/types.h>

/* The most bytes of one input, be it data, a document or a template. */
enum { FILE_MOST = 16 << 20 };

/*
 * Reads the whole regular file at path, at most limit bytes (0: no limit), appending to out. False when it is
 * missing, no regular file, unreadable or larger than the limit, with a message (NO_INPUT, READ_FAILED,
 * TOO_LARGE).
 */
bool file_read(const char *path, size_t limit, struct buffer *out, struct diag *diag);
/* Reports why path couldn't be opened, as errno tells: NO_INPUT when there is no such file or folder, else
 * READ_FAILED, as for a file where a folder is wanted. */
void file_fault(const char *path, struct diag *diag);
/* Whether there is a folder at path. False with a message. */
bool file_is_folder(const char *path, struct diag *diag);
/* Whether both paths lead to one and the same file, by whatever links. */
bool file_same(const char *a, const char *b);
/*
 * Reads what comes next of fd into chunk, at most size bytes; 0 at the end, -1 with errno set. An interrupt
 * isn't told.
 */
ssize_t file_next(int fd, void *chunk, size_t size);
/* Appends all that is left to read of fd to out. False with errno set, EFBIG when that is more than limit
 * bytes (0: no limit). */
bool file_read_fd(int fd, size_t limit, struct buffer *out);
/* Writes size bytes to fd, however many calls that takes. False with errno set. */
bool file_write(int fd, const void *data, size_t size);
/* Closes fd, unless it is -1; errno stays as it is. */
void file_close(int fd);
/* Closes fd, which was written to, well or not. Whether it was well, to the last; else errno is of what went
 * wrong first. */
bool file_end(int fd, bool good);
/* Prints size bytes to standard output and ends it. */
bool file_put_output(const void *data, size_t size, struct diag *diag);
/* Ends what was printed to standard output: whether all of it got there. False with a message (WRITE_FAILED).
 */
bool file_end_output(struct diag *diag);
/*
 * replace.c: puts size bytes in the place of the file at path, all or nothing. False with a message
 * (CANT_CREATE, WRITE_FAILED, or LOCKED when another run is at the same file); what was there before is then
 * still there, or the new file where only its folder couldn't be synced. A run that is killed leaves nothing,
 * or for the next one to clear .NAME.new.
 */
bool file_replace(const char *path, const void *data, size_t size, struct diag *diag);
/* folder + "/" + name, in the arena. An absolute name stays as it is. */
char *file_join(struct arena *arena, const char *folder, const char *name);
/* Whether a name leads to something in its own folder or below: parts between slashes, each with something
 * else than dots in it, and no backslash. */
bool file_is_below(const char *name);
/* The part behind the last slash; lent. */
const char *file_name(const char *path);
/* The part before the last slash ("." when there is none), in the arena. */
char *file_folder(struct arena *arena, const char *path);

#endif
