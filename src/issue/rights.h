/*
 * rights.h - whose new files and folders are, and who may do what with them: as with those that they replace.
 */
#ifndef TONGBAO_ISSUE_RIGHTS_H
#define TONGBAO_ISSUE_RIGHTS_H

#include "issue/folder.h"

#include <stdbool.h>
#include <sys/types.h>

/*
 * Gives a new file or folder the access control lists of another and, as far as we may, its owner and group;
 * of its mode what keep says, and more. Where the group can't be had, ours may do no more than everybody.
 * False with errno, also where a list can't be had: its mode alone tells another thing.
 */
bool rights_like(int fd, int other, mode_t keep, mode_t more);
/* Makes the folder at path below target like the one below root. False with errno. */
bool rights_make_like(int root, const char *path, int target);
/* Where root makes something in somebody else's folder, gives it to him as far as we may: or he, as whom the
 * program runs otherwise, could never replace it. */
void rights_hand_over(int fd, int folder);
/* The same, the folder being that in which path is. */
void rights_hand_over_at(int fd, const char *path);
/* What keeps us from removing something (not HOLD_NONE), in words; and why a file or folder couldn't be
 * removed: that, or else what errno tells. */
const char *rights_say_hold(enum hold hold);
const char *rights_hold_reason(int root, const char *path);

#endif
