#include "issue/carry.h"

#include "base/arena.h"
#include "base/file.h"
#include "issue/folder.h"
#include "issue/naming.h"
#include "issue/rights.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROUNDS = 16 }; /* what is removed while a folder is read may hide others; but not for ever */

struct node {
    dev_t device;
    ino_t inode;
};

struct carrying {
    const struct stage *stage;
    int old, now; /* the folders of the two sets */
    const struct manifest *known;
    struct diag *diag;
    struct arena *arena;
    struct node *node; /* of all that is in the new set, sorted */
    int node_count, node_capacity;
    const char **folder; /* in the old set, each before those in it */
    int folder_count, folder_capacity;
    bool late;  /* the new set is published already */
    bool again; /* by another run */
    bool carried;
    const char *stuck; /* what couldn't be removed in this round, and why; NULL: nothing */
    const char *why;
};

static int by_node(const void *a, const void *b)
{
    const struct node *x = a, *y = b;
    int order = (x->device > y->device) - (x->device < y->device);
    return order ? order : (x->inode > y->inode) - (x->inode < y->inode);
}

static enum wish add_node(void *context, const char *path, unsigned char type)
{
    struct carrying *c = context;
    struct stat st;
    if (type != DT_DIR && folder_stat(c->now, path, &st))
        *(struct node *)arena_push(c->arena, &c->node, &c->node_count, &c->node_capacity, sizeof *c->node) =
            (struct node){st.st_dev, st.st_ino};
    return WALK_ON;
}

/* Lists what the new set holds. What can't be listed counts as not there, and is taken along twice. */
static void list_nodes(struct carrying *c)
{
    c->node_count = 0;
    folder_walk(c->now, "", add_node, c);
    if (c->node_count)
        qsort(c->node, (size_t)c->node_count, sizeof *c->node, by_node);
}

/* Whether one is a copy of the other: it has the time of what it was made from. */
static bool is_copy(const struct stat *a, const struct stat *b)
{
    return (a->st_mode & S_IFMT) == (b->st_mode & S_IFMT) &&
           (!S_ISREG(a->st_mode) || (a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
                                     a->st_mtim.tv_nsec == b->st_mtim.tv_nsec));
}

/* Whether the new set has a copy at the same path, or one that was taken along beside it. */
static bool has_copy(const struct carrying *c, const char *path, const struct stat *st)
{
    struct stat copy;
    for (int n = 0; folder_stat(c->now, naming_kept(c->arena, path, n), &copy); n++)
        if (is_copy(&copy, st))
            return true;
    return false;
}

/* Whether it is an issued file as it was issued, which the new set keeps under whatever name. */
static bool is_as_issued(const struct carrying *c, const char *path)
{
    struct sum sum;
    const struct sum *issued = manifest_sum(c->known, path);
    return issued && sum_hold(c->old, path, issued, &sum) == FOUND_SAME;
}

static bool is_accounted_for(const struct carrying *c, const char *path, const struct stat *st)
{
    const struct node key = {st->st_dev, st->st_ino};
    if (S_ISREG(st->st_mode) && (strcmp(path, MANIFEST_NAME) == 0 || strcmp(path, SUMS_NAME) == 0))
        return true;
    return (c->node_count && bsearch(&key, c->node, (size_t)c->node_count, sizeof key, by_node)) ||
           has_copy(c, path, st) || is_as_issued(c, path);
}

static enum wish refuse(const struct carrying *c, const char *path, const char *why)
{
    const struct stage *stage = c->stage;
    if (!c->late) {
        stage_refuse(stage, path, why, c->diag);
        return WALK_END;
    }
    struct buffer at = {0};
    diag_at(c->diag, MESSAGE_CANT_CREATE, stage_place(&at, stage, stage->swapped_out, path),
            _("it came into the set while that was replaced, and can't be taken along: %s"), why);
    buffer_free(&at);
    return WALK_END;
}

/* A folder of the old set: ours, or made again like it was. */
static enum wish carry_folder(struct carrying *c, const char *path)
{
    char text[FOLDER_WHY];
    if (!c->late && !folder_is_open(c->old, path))
        return refuse(c, path, folder_why(c->old, path, text));
    *(const char **)arena_push(c->arena, &c->folder, &c->folder_count, &c->folder_capacity,
                               sizeof *c->folder) = arena_strdup(c->arena, path);
    if (!folder_has(c->now, path)) {
        c->carried = true;
        return rights_make_like(c->old, path, c->now) ? WALK_ON : refuse(c, path, strerror(errno));
    }
    int ours = folder_open(c->now, path);
    if (ours < 0)
        return refuse(c, path, _("a folder in the place of a file"));
    close(ours);
    return WALK_ON;
}

/* Says where that is kept which was in the place of an issued file, or of another thing of the new set. */
static void tell_kept(const struct carrying *c, const char *path, const char *kept)
{
    if (manifest_sum(c->known, path))
        stage_tell_kept(c->stage, MESSAGE_CHANGED, path, kept, c->diag);
    else if (kept != path)
        stage_tell_kept(c->stage, MESSAGE_IN_THE_WAY, path, kept, c->diag);
}

static enum wish carry_one(void *context, const char *path, unsigned char type)
{
    struct carrying *c = context;
    struct stat st;
    char text[FOLDER_WHY];
    if (type == FOLDER_CLOSED)
        return refuse(c, path, folder_why(c->old, path, text));
    if (type == FOLDER_DEEP)
        return refuse(c, path, _("its folders are nested too deeply"));
    enum hold hold = folder_hold(c->old, path);
    if (hold != HOLD_NONE && !c->late)
        return refuse(c, path, rights_say_hold(hold));
    if (hold == HOLD_MOUNT)
        return WALK_PAST;
    if (type == DT_DIR)
        return carry_folder(c, path);
    if (!folder_stat(c->old, path, &st))
        return errno == ENOENT ? WALK_ON : refuse(c, path, strerror(errno)); /* taken away meanwhile */
    if (is_accounted_for(c, path, &st))
        return WALK_ON;
    const char *name = path;
    for (int n = 1; folder_has(c->now, name); n++)
        name = naming_kept(c->arena, path, n);
    if (folder_link(c->old, path, c->now, name)) {
        c->carried = true;
        tell_kept(c, path, name);
        return WALK_ON;
    }
    return errno == ENOENT ? WALK_ON : refuse(c, path, strerror(errno));
}

/* One walk through the old set. False with a message. */
static bool carry_all(struct carrying *c)
{
    char text[FOLDER_WHY];
    int errors = diag_errors(c->diag);
    c->folder_count = 0;
    c->carried = false;
    enum hold hold = c->late ? HOLD_NONE : folder_hold(c->stage->out, c->stage->name);
    if (hold != HOLD_NONE)
        refuse(c, "", rights_say_hold(hold));
    else if (!c->late && !folder_is_open(c->old, ""))
        refuse(c, "", folder_why(c->old, "", text));
    else if (!folder_walk(c->old, "", carry_one, c) && diag_errors(c->diag) == errors)
        refuse(c, "", strerror(errno));
    return diag_errors(c->diag) == errors;
}

bool carry_along(const struct stage *stage, int old, const struct manifest *known, struct diag *diag)
{
    struct carrying c = {
        .stage = stage, .old = old, .now = stage->folder, .known = known, .diag = diag, .arena = arena_new()};
    list_nodes(&c);
    bool good = carry_all(&c);
    arena_free(c.arena);
    return good;
}

/* ---- behind the exchange ---- */

/* Keeps in mind the first thing that can't be removed, for the reason that errno tells. */
static void get_stuck(struct carrying *c, const char *path)
{
    if (c->stuck || errno == ENOENT)
        return;
    c->why = arena_strdup(c->arena, rights_hold_reason(c->old, path));
    c->stuck = arena_strdup(c->arena, path);
}

static enum wish remove_one(void *context, const char *path, unsigned char type)
{
    struct carrying *c = context;
    struct stat st;
    if (folder_hold(c->old, path) == HOLD_MOUNT) {
        errno = EBUSY;
        get_stuck(c, path);
        return WALK_PAST;
    }
    if (type != DT_DIR && strcmp(path, MANIFEST_NAME) != 0 && folder_stat(c->old, path, &st) &&
        is_accounted_for(c, path, &st) && !folder_unlink(c->old, path))
        get_stuck(c, path);
    return WALK_ON;
}

/* Removes what is accounted for, and the folders that are empty then. The manifest goes last: by it the next
 * run knows the rest. True when nothing is left. */
static bool remove_old(struct carrying *c)
{
    struct stat st;
    c->stuck = NULL;
    folder_walk(c->old, "", remove_one, c);
    while (c->folder_count) {
        const char *folder = c->folder[--c->folder_count];
        if (!folder_remove_empty(c->old, folder) && errno != ENOTEMPTY)
            get_stuck(c, folder);
    }
    if (!c->stuck && folder_stat(c->old, MANIFEST_NAME, &st) && is_accounted_for(c, MANIFEST_NAME, &st) &&
        !folder_unlink(c->old, MANIFEST_NAME))
        get_stuck(c, MANIFEST_NAME);
    if (folder_remove_empty(c->stage->out, c->stage->swapped_out) || errno == ENOENT)
        return true;
    int error = errno;
    get_stuck(c, "");
    errno = error;
    return false;
}

static bool tell_stuck(const struct carrying *c)
{
    const struct stage *stage = c->stage;
    if (c->again)
        return stage_set_aside(stage, stage->swapped_out, c->stuck, c->why, c->diag);
    stage_tell_left(stage, stage->swapped_out, c->stuck, c->why, c->diag);
    return true;
}

static bool settle(struct carrying *c)
{
    struct diag *unheard = diag_new(); /* of a damaged manifest the set's own reader has told */
    c->known = manifest_read(c->old, "", c->arena, unheard);
    diag_free(unheard);
    for (int round = 0; round < ROUNDS; round++) {
        list_nodes(c);
        if (!carry_all(c))
            return false;
        if (c->carried) { /* on the disk before the old name goes */
            folder_sync(c->now);
            list_nodes(c);
        }
        if (remove_old(c))
            return true;
        if (errno != ENOTEMPTY)
            break;
    }
    return tell_stuck(c);
}

bool carry_settle(const struct stage *stage, bool again, struct diag *diag)
{
    struct carrying c = {.stage = stage, .diag = diag, .arena = arena_new(), .late = true, .again = again};
    c.old = folder_open(stage->out, stage->swapped_out);
    c.now = folder_open(stage->out, stage->name);
    bool good = c.old >= 0 && c.now >= 0;
    if (good)
        good = settle(&c);
    else
        refuse(&c, "", strerror(errno));
    file_close(c.old);
    file_close(c.now);
    arena_free(c.arena);
    return good;
}
