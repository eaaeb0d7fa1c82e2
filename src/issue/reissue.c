/*
 * Reissue: whatever is found below a folder is sorted into quarters, and each quarter that has an issue file
 * is made, if need be, from the files that concern it: its notice, its figures, those of the earlier quarters
 * of the year, its particulars. So a fault in one file holds up the quarters that read it and no others.
 *
 * Faulty data must never change what was issued, and a slip in a file's root would take it from the quarters
 * that read it. So what a file doesn't say of itself, or says wrongly, counts as anything it could be; a file
 * that isn't even XML, or of a namespace that nearly is ours, holds up the quarters that were made from one
 * of its name; figures that a set was made with must be there for it to be made again; and where the issue
 * file of a set is gone, that is told.
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
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* An input file, whether it was read without a fault, and what it says wrongly of itself. */
struct found {
    struct input input;
    bool good, wrong_notice, wrong_year;
};

struct search {
    struct arena *arena;
    const char *root;
    const char **path;
    int path_count, path_capacity;
    struct found *found;
    int count;
    bool closed; /* a folder can't be read */
    bool untold; /* there is a file that may be anything, a notice too */
    struct diag *diag;
};

/* ---- finding and reading ---- */

/* A name that begins with a dot: editors and version control keep their own things there. */
static bool hidden(const char *path)
{
    return *file_name(path) == '.';
}

/* Some systems write it in capitals. */
static bool is_called_xml(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && strcasecmp(dot, ".xml") == 0;
}

static bool is_file(const char *path, unsigned char type)
{
    struct stat st;
    return type == DT_REG || (type == DT_LNK && stat(path, &st) == 0 && S_ISREG(st.st_mode));
}

/* A link to a folder isn't followed; what it leads to is told, unless it is found anyway. */
static void tell_link(const struct search *search, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return;
    char *root = realpath(search->root, NULL), *aim = realpath(path, NULL);
    size_t size = root ? strlen(root) : 0;
    bool below = root && aim && text_starts(aim, root) && (!aim[size] || aim[size] == '/' || size == 1);
    if (!below)
        diag_at(search->diag, MESSAGE_DOUBTFUL, (struct where){path, 0}, "%s",
                _("what is in there isn't read; links to files are followed, links to folders aren't"));
    free(root);
    free(aim);
}

static enum wish visit(void *context, const char *path, unsigned char type)
{
    struct search *search = context;
    if (hidden(path))
        return WALK_PAST;
    char *full = file_join(search->arena, search->root, path);
    if (type == FOLDER_CLOSED) {
        file_fault(full, search->diag);
        search->closed = true;
    } else if (is_called_xml(path) && is_file(full, type)) {
        *(const char **)arena_push(search->arena, &search->path, &search->path_count, &search->path_capacity,
                                   sizeof *search->path) = full;
    } else if (type == DT_LNK) {
        tell_link(search, full);
    }
    return WALK_ON;
}

static bool find(struct search *search)
{
    int root = folder_open_root(search->root, false);
    bool good = root >= 0 && folder_walk(root, "", visit, search);
    if (!good) /* else a folder that is closed was named */
        file_fault(search->root, search->diag);
    file_close(root);
    if (search->path_count)
        qsort(search->path, (size_t)search->path_count, sizeof *search->path, text_order);
    return good && !search->closed; /* who knows which quarter's files are in there */
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
        bool unclear = !found->input.xml || found->input.near;
        bool ours = found->input.kind <= INPUT_ISSUE || unclear;
        bool notice = found->input.kind == INPUT_NOTICE || unclear;
        search->untold = search->untold || (notice && !found->input.notice);
        if (ours) {
            diag_add(search->diag, own);
            search->count++;
        }
        diag_free(own);
    }
}

/* ---- what files say of themselves ---- */

/* The notice of that id; NULL when there is none. */
static const struct input *find_notice(const struct search *search, const char *id)
{
    for (int i = 0; i < search->count; i++) {
        const struct input *input = &search->found[i].input;
        if (input->kind == INPUT_NOTICE && text_equal(input->notice, id))
            return input;
    }
    return NULL;
}

/* Reports a file of no notice that is there, or of another year than its notice. */
static void check_header(const struct search *search, struct found *found)
{
    const struct input *input = &found->input;
    const struct input *notice = find_notice(search, input->notice);
    struct where at = input->quarter    ? input->quarter->at
                      : input->issuance ? input->issuance->at
                                        : (struct where){input->path, 0};
    if (!notice) {
        if (!search->untold)
            diag_at(search->diag, MESSAGE_NO_INPUT, at, _("no notice \"%s\" below %s"), input->notice,
                    search->root);
        found->wrong_notice = true;
        found->good = false;
    } else if (notice->year && input->year && input->year != notice->year) {
        diag_at(search->diag, MESSAGE_CONTRADICTION, at, _("year=\"%d\", yet the notice (%s) is of %d"),
                input->year, notice->path, notice->year);
        found->wrong_year = true;
        found->good = false;
    }
}

static void check_headers(const struct search *search)
{
    for (int i = 0; i < search->count; i++) {
        struct found *found = &search->found[i];
        bool of_notice = found->input.kind == INPUT_QUARTER || found->input.kind == INPUT_ISSUE;
        if (of_notice && found->input.notice)
            check_header(search, found);
    }
}

/* What a file rightly says that it belongs to; NULL and 0 where it could be of any. */
static const char *notice_of(const struct found *found)
{
    return found->wrong_notice ? NULL : found->input.notice;
}

static int year_of(const struct found *found)
{
    return found->wrong_year ? 0 : found->input.year;
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
        const struct found *found = &search->found[i];
        const struct input *input = &found->input;
        bool known = notice_of(found) && year_of(found) && input->number;
        if (input->kind == INPUT_ISSUE && known)
            *(struct key *)arena_push(search->arena, &key, &all, &capacity, sizeof *key) =
                (struct key){notice_of(found), year_of(found), input->number};
    }
    *count = 0;
    if (all)
        qsort(key, (size_t)all, sizeof *key, compare_keys);
    for (int i = 0; i < all; i++)
        if (i == 0 || compare_keys(&key[i], &key[*count - 1]) != 0)
            key[(*count)++] = key[i];
    return key;
}

/* Whether a quarter's set is made from the file, or may be. */
static bool concerns(const struct found *found, const struct key *key)
{
    const struct input *input = &found->input;
    const char *notice = notice_of(found);
    int year = year_of(found);
    if (input->kind > INPUT_ISSUE || (notice && strcmp(notice, key->notice) != 0))
        return false;
    if (input->kind == INPUT_NOTICE)
        return true;
    if (year && year != key->year)
        return false;
    return !input->number || input->number == key->number ||
           (input->kind == INPUT_QUARTER && input->number < key->number);
}

/* A quarter whose inputs are being gathered. */
struct gathering {
    const struct search *search;
    const struct key *key;
    const char *set;               /* the folder of the issued set, for messages */
    const struct manifest *issued; /* its manifest; NULL: none */
    struct input *input;
    int count;
    struct material *in;
};

/* The issued set's manifest; NULL when there is none of this notice that can be read. */
static const struct manifest *read_issued(int out, const struct key *key, struct arena *arena)
{
    struct stage stage = stage_of(out, "", key->year, key->number);
    struct diag *unheard = diag_new(); /* set_make says what is wrong with the set */
    int folder = folder_open(out, stage.name);
    const struct manifest *manifest = folder < 0 ? NULL : manifest_read(folder, stage.name, arena, unheard);
    file_close(folder);
    diag_free(unheard);
    return manifest && strcmp(manifest->notice, key->notice) == 0 ? manifest : NULL;
}

/* Whether the issued set was made from a file that can't be told what it is any more. */
static bool was_source(const struct manifest *issued, const char *path)
{
    for (int i = 0; issued && i < issued->record->source_count; i++)
        if (strcmp(file_name(issued->record->source[i].path), file_name(path)) == 0)
            return true;
    return false;
}

/* Takes the inputs that concern the quarter; false when one of them is faulty. */
static bool take_inputs(struct gathering *g, const struct quarter **earlier)
{
    bool good = true;
    for (int i = 0; i < g->search->count; i++) {
        const struct found *found = &g->search->found[i];
        const struct input *input = &found->input;
        if (!input->xml || input->near)
            good = good && !was_source(g->issued, input->path);
        if (!concerns(found, g->key))
            continue;
        good = good && found->good;
        g->input[g->count++] = *input;
        if (input->plan)
            g->in->plan = input->plan;
        else if (input->issuance)
            g->in->issuance = input->issuance;
        else if (input->quarter && input->number == g->key->number)
            g->in->quarter = input->quarter;
        else if (input->quarter)
            earlier[g->in->earlier_count++] = input->quarter;
    }
    return good;
}

/* Whether a file that a set was made from is there and was taken for something else, if anything. */
static bool is_there(const struct search *search, const char *source)
{
    for (int i = 0; i < search->path_count; i++) {
        bool taken = false; /* for a good file of its own */
        for (int k = 0; k < search->count; k++)
            taken =
                taken || (search->found[k].good && strcmp(search->found[k].input.path, search->path[i]) == 0);
        if (strcmp(search->path[i], source) == 0 ||
            (!taken && strcmp(file_name(search->path[i]), file_name(source)) == 0))
            return true;
    }
    return false;
}

/* Reports figures that the issued set was made with and that are gone: that may be a slip, and no reason to
 * correct it. */
static void check_sources(const struct gathering *g)
{
    for (int i = 0; g->issued && i < g->issued->record->source_count; i++) {
        const struct source *source = &g->issued->record->source[i];
        bool there = strcmp(source->input, "quarter") != 0 || source->quarter == g->key->number;
        for (int q = 0; q < g->in->earlier_count; q++)
            there = there || g->in->earlier[q]->number == source->quarter;
        if (!there && is_there(g->search, source->path))
            diag_at(g->search->diag, MESSAGE_NO_INPUT, (struct where){g->set, 0},
                    _("it was made with the figures of quarter %d from %s, which has them no longer"),
                    source->quarter, source->path);
        else if (!there)
            diag_at(g->search->diag, MESSAGE_NO_INPUT, (struct where){g->set, 0},
                    _("it was made with the figures of quarter %d (%s), which are no longer below %s"),
                    source->quarter, source->path, g->search->root);
    }
}

/* The inputs of a quarter. False when it can't be made, since one of them is faulty or missing. */
static bool gather(const struct search *search, const struct key *key, int out, const char *out_name,
                   struct material *in)
{
    struct arena *arena = search->arena;
    const struct quarter **earlier = arena_array(arena, (size_t)search->count + 1, sizeof *earlier);
    struct gathering g = {
        .search = search,
        .key = key,
        .set = arena_printf(arena, "%s/%s", out_name, stage_of(out, "", key->year, key->number).name),
        .issued = read_issued(out, key, arena),
        .input = arena_array(arena, (size_t)search->count + 1, sizeof *g.input),
        .in = in,
    };
    int errors = diag_errors(search->diag);
    *in = (struct material){.earlier = earlier};
    if (!take_inputs(&g, earlier))
        return false;
    if (!in->quarter)
        diag_at(search->diag, MESSAGE_NO_INPUT, in->issuance->at,
                _("no figures of quarter %d of %d below %s"), key->number, key->year, search->root);
    check_sources(&g);
    intake_check(g.input, g.count, search->diag);
    return diag_errors(search->diag) == errors;
}

/* ---- quarters that were issued and are no longer due ---- */

struct looking {
    const struct search *search;
    const struct key *key;
    int count, out;
    const char *out_name;
};

static bool is_due(const struct looking *looking, const struct manifest *issued)
{
    for (int i = 0; i < looking->count; i++)
        if (strcmp(looking->key[i].notice, issued->notice) == 0 && looking->key[i].year == issued->year &&
            looking->key[i].number == issued->quarter)
            return true;
    return false;
}

/* Reports that the issue file is gone of a set that was made from one: from then on nothing is put right. */
static void tell_no_longer_due(const struct looking *looking, const char *name, const struct manifest *issued)
{
    const struct search *search = looking->search;
    const char *at = arena_printf(search->arena, "%s/%s", looking->out_name, name);
    for (int i = 0; i < issued->record->source_count; i++) {
        const struct source *source = &issued->record->source[i];
        if (strcmp(source->input, "issue") != 0)
            continue;
        if (is_there(search, source->path))
            diag_at(search->diag, MESSAGE_NO_INPUT, (struct where){at, 0},
                    _("it was issued from %s, which is no issue file of its quarter any more"), source->path);
        else
            diag_at(search->diag, MESSAGE_DOUBTFUL, (struct where){at, 0},
                    _("it was issued from %s, which is no longer below %s"), source->path, search->root);
    }
}

static enum wish visit_set(void *context, const char *name, unsigned char type)
{
    const struct looking *looking = context;
    (void)type;
    int folder = stage_names_set(name) ? folder_open(looking->out, name) : -1;
    if (folder < 0)
        return WALK_ON;
    struct diag *unheard = diag_new(); /* whoever makes a quarter tells of sets that can't be read */
    const struct manifest *issued = manifest_read(folder, name, looking->search->arena, unheard);
    if (issued && find_notice(looking->search, issued->notice) && !is_due(looking, issued))
        tell_no_longer_due(looking, name, issued);
    diag_free(unheard);
    close(folder);
    return WALK_ON;
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
        if (gather(search, &key[i], out, out_name, &in) &&
            set_make(&in, out, out_name, NULL, 0, shop, &summary, search->diag) && summary.published)
            add_line(&line, &key[i], &summary);
    }
    if (line.size)
        meter_result(shop->settings, line.data, search->diag);
    buffer_free(&line);
    struct looking looking = {search, key, count, out, out_name};
    folder_list(out, visit_set, &looking);
}

/* Finds and reads all there is. False with messages when a folder is closed to us. */
static bool look(struct search *search)
{
    *search = (struct search){.arena = search->arena, .root = search->root, .diag = search->diag};
    if (!find(search))
        return false;
    read_all(search);
    if (search->count == 0) /* a disk that isn't mounted looks like this */
        diag_at(search->diag, MESSAGE_DOUBTFUL, (struct where){search->root, 0}, "%s",
                _("there is no notice and no figures below it"));
    check_headers(search);
    return true;
}

bool issue_reissue(const char *input, const char *out_name, const struct settings *settings,
                   struct diag *diag)
{
    int errors = diag_errors(diag), lock = -1, due;
    struct search search = {.arena = arena_new(), .root = input, .diag = diag};
    struct shop shop = {.settings = settings};
    bool fits = meter_log_fits(settings, diag) && shop_has_folders(settings, diag);
    int out = fits ? output_open(out_name, false, &lock, diag) : -1;
    bool good = diag_errors(diag) == errors && look(&search);
    if (good && out < 0 && (list_due(&search, &due), due > 0)) {
        out = output_open(out_name, true, &lock, diag);
        good = out >= 0 && (output_is_new(out) || look(&search));
    }
    if (good && out >= 0)
        make_all_due(&search, out, out_name, &shop);
    output_close(out, lock);
    shop_close(&shop);
    arena_free(search.arena);
    meter_tell(settings, diag);
    return diag_errors(diag) == errors;
}
