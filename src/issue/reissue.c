/*
 * Reissue: whatever is found below a folder is sorted into quarters, and each quarter that has an issue file
 * is made, if need be, from the files that concern it: its notice, its figures, those of the earlier quarters
 * of the year, its particulars. So a fault in one file holds up the quarters that read it and no others. A
 * file so broken that it doesn't say what it is holds up the quarters that were made from it before.
 */
#include "base/file.h"
#include "base/text.h"
#include "intake/intake.h"
#include "issue/folder.h"
#include "issue/meter.h"
#include "issue/output.h"
#include "issue/set.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An input file and whether it was read without a fault. */
struct found {
    struct input input;
    bool good;
};

struct search {
    struct arena *arena;
    const char *root;
    const char **path;
    int path_count, path_capacity;
    struct found *found;
    int count;
    struct diag *diag;
};

/* ---- finding and reading ---- */

/* A path with a part that begins with a dot: editors and version control keep their own things there. */
static bool hidden(const char *path)
{
    return path[0] == '.' || strstr(path, "/.");
}

static bool is_file(const char *path, unsigned char type)
{
    struct stat st;
    return type == DT_REG || (type == DT_LNK && stat(path, &st) == 0 && S_ISREG(st.st_mode));
}

static bool visit(void *context, const char *path, unsigned char type)
{
    struct search *search = context;
    char *full = file_join(search->arena, search->root, path);
    if (text_ends(path, ".xml") && !hidden(path) && is_file(full, type))
        *(const char **)arena_push(search->arena, &search->path, &search->path_count, &search->path_capacity,
                                   sizeof *search->path) = full;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool find(struct search *search)
{
    int root = folder_open_root(search->root, false);
    bool good = root >= 0 && folder_walk(root, "", visit, search);
    if (!good)
        file_fault(search->root, search->diag);
    if (root >= 0)
        close(root);
    if (search->path_count)
        qsort(search->path, (size_t)search->path_count, sizeof *search->path, by_text);
    return good;
}

/* Reads all files. XML of other people's namespaces is none of our business. */
static void read_all(struct search *search)
{
    search->found = arena_array(search->arena, (size_t)search->path_count + 1, sizeof *search->found);
    for (int i = 0; i < search->path_count; i++) {
        struct diag *own = diag_new();
        struct found *found = &search->found[search->count];
        found->input = intake_read(search->path[i], search->arena, own);
        found->good = diag_errors(own) == 0;
        bool ours = found->input.kind <= INPUT_ISSUE || !found->input.xml;
        if (ours) {
            diag_add(search->diag, own);
            search->count++;
        }
        diag_free(own);
    }
}

/* ---- quarters ---- */

struct key {
    const char *notice;
    int year, number;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = strcmp(x->notice, y->notice);
    if (order == 0)
        order = (x->year > y->year) - (x->year < y->year);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* The quarters that have an issue file, each once, in order. */
static struct key *list_due(const struct search *search, int *count)
{
    struct key *key = NULL;
    int all = 0, capacity = 0;
    for (int i = 0; i < search->count; i++) {
        const struct input *input = &search->found[i].input;
        if (input->kind == INPUT_ISSUE && input->notice)
            *(struct key *)arena_push(search->arena, &key, &all, &capacity, sizeof *key) =
                (struct key){input->notice, input->year, input->number};
    }
    *count = 0;
    if (all)
        qsort(key, (size_t)all, sizeof *key, compare_keys);
    for (int i = 0; i < all; i++)
        if (i == 0 || compare_keys(&key[i], &key[*count - 1]) != 0)
            key[(*count)++] = key[i];
    return key;
}

/* Whether a quarter's set is made from the file. */
static bool concerns(const struct input *input, const struct key *key)
{
    if (!input->notice || strcmp(input->notice, key->notice) != 0)
        return false;
    switch (input->kind) {
    case INPUT_NOTICE:
        return true;
    case INPUT_QUARTER:
        return input->year == key->year && input->number <= key->number;
    default:
        return input->year == key->year && input->number == key->number;
    }
}

/* Whether the issued set was made from a file that can't be told what it is any more. */
static bool was_source(int out, const struct key *key, const char *path, struct arena *arena)
{
    struct stage stage = stage_of(out, "", key->year, key->number);
    struct diag *unheard = diag_new(); /* set_make says what is wrong with the set */
    int folder = folder_open(out, stage.name);
    const struct manifest *manifest = folder < 0 ? NULL : manifest_read(folder, stage.name, arena, unheard);
    bool was = false;
    for (int i = 0; manifest && i < manifest->source_count; i++)
        was = was || strcmp(file_name(manifest->source[i].path), file_name(path)) == 0;
    if (folder >= 0)
        close(folder);
    diag_free(unheard);
    return was;
}

/* The inputs of a quarter. False when it can't be made, since one of them is faulty or missing. */
static bool gather(const struct search *search, const struct key *key, int out, struct material *in)
{
    struct input *input = arena_array(search->arena, (size_t)search->count + 1, sizeof *input);
    const struct quarter **earlier = arena_array(search->arena, (size_t)search->count + 1, sizeof *earlier);
    int count = 0, errors = diag_errors(search->diag);
    bool good = true;
    *in = (struct material){.earlier = earlier};
    for (int i = 0; i < search->count; i++) {
        const struct found *found = &search->found[i];
        if (!found->input.notice && !found->good)
            good = good && !was_source(out, key, found->input.path, search->arena);
        if (!concerns(&found->input, key))
            continue;
        good = good && found->good;
        input[count++] = found->input;
        if (found->input.plan)
            in->plan = found->input.plan;
        else if (found->input.issuance)
            in->issuance = found->input.issuance;
        else if (found->input.quarter && found->input.number == key->number)
            in->quarter = found->input.quarter;
        else if (found->input.quarter)
            earlier[in->earlier_count++] = found->input.quarter;
    }
    if (!good)
        return false;
    if (!in->plan)
        diag_at(search->diag, MESSAGE_NO_INPUT, in->issuance->at, _("no notice \"%s\" below %s"), key->notice,
                search->root);
    if (!in->quarter)
        diag_at(search->diag, MESSAGE_NO_INPUT, in->issuance->at,
                _("no figures of quarter %d of %d below %s"), key->number, key->year, search->root);
    intake_check(input, count, search->diag);
    return diag_errors(search->diag) == errors;
}

/* ---- the run ---- */

/* Adds what became of a set to the summary line. */
static void add_line(struct buffer *line, const struct key *key, const struct summary *summary)
{
    buffer_printf(line, line->size ? "; %dQ%d: " : "tongbao: %dQ%d: ", key->year, key->number);
    buffer_printf(line, _("%d made, %d of them corrected, %d kept"), summary->made, summary->corrected,
                  summary->kept);
}

static void make_all_due(const struct search *search, int out, const char *out_name, struct shop *shop)
{
    struct buffer line = {0};
    int count;
    const struct key *key = list_due(search, &count);
    for (int i = 0; i < count; i++) {
        struct material in;
        struct summary summary = {0};
        if (gather(search, &key[i], out, &in) &&
            set_make(&in, out, out_name, NULL, 0, shop, &summary, search->diag) && summary.published)
            add_line(&line, &key[i], &summary);
    }
    if (line.size)
        meter_result(shop->settings, line.data, search->diag);
    buffer_free(&line);
}

bool issue_reissue(const char *input, const char *out_name, const struct settings *settings,
                   struct diag *diag)
{
    int errors = diag_errors(diag), lock = -1;
    struct search search = {.arena = arena_new(), .root = input, .diag = diag};
    struct shop shop = {.settings = settings};
    int out = output_open(out_name, &lock, diag);
    if (out >= 0 && find(&search)) {
        read_all(&search);
        make_all_due(&search, out, out_name, &shop);
    }
    output_close(out, lock);
    shop_close(&shop);
    arena_free(search.arena);
    meter_tell(settings, diag);
    return diag_errors(diag) == errors;
}
