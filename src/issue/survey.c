#include "issue/folder.h"
#include "issue/set.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool no_set(const struct set *set, const char *name, const char *why)
{
    diag_at(set->diag, MESSAGE_NOT_A_SET, (struct where){set->stage.out_name, 0}, "%s: %s", name, why);
    return false;
}

/* The manifest of a set; NULL when there is none or with messages, when the set isn't this notice's. */
static const struct manifest *read_one(const struct set *set, int folder, const char *name)
{
    const char *path = arena_printf(set->arena, "%s/%s", set->stage.out_name, name);
    const struct manifest *manifest = manifest_read(folder, path, set->arena, set->diag);
    if (manifest && !stage_is_of(name, manifest->year, manifest->quarter)) {
        diag_at(set->diag, MESSAGE_MISMATCH, (struct where){path, 0}, _("%s is that of %dQ%d"), MANIFEST_NAME,
                manifest->year, manifest->quarter);
        return NULL;
    }
    if (manifest && strcmp(manifest->notice, set->in->plan->id) != 0) {
        diag_at(set->diag, MESSAGE_FOREIGN_OUTPUT, (struct where){path, 0},
                _("it was made for the notice \"%s\", this is \"%s\""), manifest->notice, set->in->plan->id);
        return NULL;
    }
    return manifest;
}

/* The manifest of another quarter's set. One that can't be read may have given any number, so that there is
 * a message. */
static const struct manifest *read_set(const struct set *set, const char *name)
{
    char why[FOLDER_WHY];
    int folder = folder_open(set->stage.out, name);
    if (folder < 0) {
        if (errno != ENOENT) /* removed meanwhile */
            no_set(set, name, folder_why(set->stage.out, name, why));
        return NULL;
    }
    int errors = diag_errors(set->diag);
    const struct manifest *other = read_one(set, folder, name);
    close(folder);
    if (!other && diag_errors(set->diag) == errors)
        no_set(set, name, _("it holds no manifest"));
    return other;
}

static enum wish visit(void *context, const char *name, unsigned char type)
{
    struct set *set = context;
    (void)type;
    if (!stage_names_set(name) || strcmp(name, set->stage.name) == 0)
        return WALK_ON;
    const struct manifest *other = read_set(set, name);
    if (other)
        *(const struct manifest **)arena_push(set->arena, &set->others, &set->other_count,
                                              &set->other_capacity, sizeof *set->others) = other;
    return WALK_ON;
}

static int by_quarter(const void *a, const void *b)
{
    const struct manifest *x = *(const struct manifest *const *)a, *y = *(const struct manifest *const *)b;
    int order = (x->year > y->year) - (x->year < y->year);
    return order ? order : (x->quarter > y->quarter) - (x->quarter < y->quarter);
}

static bool survey_own(struct set *set)
{
    char why[FOLDER_WHY];
    const char *name = set->stage.name;
    set->published = folder_open(set->stage.out, name);
    if (set->published < 0)
        return errno == ENOENT || no_set(set, name, folder_why(set->stage.out, name, why));
    set->stage.like = set->published;
    int errors = diag_errors(set->diag);
    set->old = read_one(set, set->published, name);
    if (!set->old && diag_errors(set->diag) == errors)
        return no_set(set, name, _("it holds no manifest"));
    return set->old != NULL;
}

bool survey(struct set *set)
{
    int errors = diag_errors(set->diag);
    set->published = -1;
    if (set->stage.out < 0)
        return true;
    if (!survey_own(set))
        return false;
    if (!folder_list(set->stage.out, visit, set))
        return no_set(set, ".", strerror(errno));
    if (set->other_count)
        qsort(set->others, (size_t)set->other_count, sizeof *set->others, by_quarter);
    return diag_errors(set->diag) == errors;
}
