/*
 * stage.h - a set is built aside and swapped in whole.
 *
 * The new set grows in .2024Q3.new beside 2024Q3. When it is complete and on the disk, the two names are
 * exchanged in one step (renameat2), and what is then called .2024Q3.new, the old set, becomes .2024Q3.old at
 * once, which is settled (carry.h) and removed. What turns out then to be impossible to remove is left for
 * the next run to try again and, if it can't either, to set aside as .2024Q3.left-1, and be told of. Where
 * the file system can't exchange, the old set is first renamed to .2024Q3.old: a run killed between the two
 * renames leaves no 2024Q3, but both sets whole, and the next run finishes the swap. The lock makes sure that
 * what a run finds under these names was left by one that is dead.
 */
#ifndef TONGBAO_ISSUE_STAGE_H
#define TONGBAO_ISSUE_STAGE_H

#include "base/buffer.h"
#include "base/diag.h"

#include <stddef.h>

/* Room for the name of a set, and of its two companions, with the NUL. */
enum { STAGE_NAME = 32 };

struct stage {
    int out;                      /* the output folder; the caller's */
    int folder;                   /* the new set; -1: none */
    int like;                     /* the published one, whose rights it gets; the caller's; -1: none */
    const char *out_name;         /* for messages */
    char name[STAGE_NAME];        /* "2024Q3" */
    char fresh[STAGE_NAME];       /* ".2024Q3.new" */
    char swapped_out[STAGE_NAME]; /* ".2024Q3.old" */
};

/* Names a set of the open folder out. Nothing is touched yet. */
struct stage stage_of(int out, const char *out_name, int year, int quarter);
/* Whether a set is called so: four digits, Q and 1 to 4; whether it is that of a quarter. */
bool stage_names_set(const char *name);
bool stage_is_of(const char *name, int year, int quarter);
/* Finishes or clears away what a killed run left of the set. False with a message. */
bool stage_recover(struct stage *stage, struct diag *diag);
/* Whether a killed run left something of the set. */
bool stage_has_leftovers(const struct stage *stage);
/* Begins a new, empty set. False with a message. */
bool stage_begin(struct stage *stage, struct diag *diag);
/*
 * Puts a new file into the set. Where one is published its rights are those of the file at old in there, or
 * where old is NULL, or no file, those of the folder, but for going through it: what somebody took from
 * others isn't theirs again because a figure changed. False with a message: CANT_CREATE or WRITE_FAILED.
 */
bool stage_put(const struct stage *stage, const char *path, const char *old, const void *data, size_t size,
               struct diag *diag);
/* Removes what a worker that broke off has left of a file, if anything. False with a message. */
bool stage_drop(const struct stage *stage, const char *path, struct diag *diag);
/* Makes a folder in the set, with the rights of the published one; that of revisions with those of what they
 * are of. False with a message. */
bool stage_make_folder(const struct stage *stage, const char *path, struct diag *diag);
/* Takes a file over from the folder old under a new path. False with a message. A file that isn't there is
 * passed over. */
bool stage_take(const struct stage *stage, int old, const char *from, const char *to, struct diag *diag);
/* Syncs the new set and puts it into the place of the old one. False with a message; the old one is then
 * still there, whole. Where that only can't be settled there is a message, too. */
bool stage_publish(struct stage *stage, struct diag *diag);
/* The place, for messages, of a path ("": the whole) in what is called name in the output folder; at holds
 * its text. */
struct where stage_place(struct buffer *at, const struct stage *stage, const char *name, const char *path);
/* Reports that the set can't be replaced, since of what is at path ("": all of it) something would be lost,
 * or it couldn't be cleared away; false. */
bool stage_refuse(const struct stage *stage, const char *path, const char *why, struct diag *diag);
/* Says where that is kept which is at path and not what belongs there: the code is CHANGED, of an issued
 * file, which may have been signed, or spoilt, or IN_THE_WAY. */
void stage_tell_kept(const struct stage *stage, enum message code, const char *path, const char *kept,
                     struct diag *diag);
/* Says that what is at path ("": all of it) in what a run left under that name can't be removed. */
void stage_tell_left(const struct stage *stage, const char *name, const char *path, const char *why,
                     struct diag *diag);
/* The same, and sees to it that no later run finds it: it gets a name that none looks for. False with a
 * message when it can't have that. */
bool stage_set_aside(const struct stage *stage, const char *name, const char *path, const char *why,
                     struct diag *diag);
/* Removes a set that was begun and not published. */
void stage_discard(struct stage *stage);

#endif
