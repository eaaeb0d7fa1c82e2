/*
 * The new manifest, and the files that a set takes over from the one before: documents that are still right,
 * earlier revisions, and what somebody else put into the folder. Where that can't be taken along, or couldn't
 * be cleared away with the old set, nothing is published.
 */
#include "issue/carry.h"
#include "issue/folder.h"
#include "issue/set.h"

#include <errno.h>
#include <string.h>
#include <time.h>

struct ledger {
    struct set *set;
    const struct shop *shop;
    struct summary *summary;
    struct manifest *fresh;
    const char *clock; /* now, for the manifest */
    bool changed, whole, stale;
};

/* Now, in UTC, as RFC 3339. */
static const char *read_clock(struct arena *arena)
{
    char text[40];
    time_t now = time(NULL);
    struct tm utc;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    return arena_strdup(arena, text);
}

/* Makes the folders that path stands in. */
static bool make_folders(const struct ledger *ledger, const char *path)
{
    char *folder = arena_strdup(ledger->set->arena, path);
    for (char *slash = folder; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        if (!stage_make_folder(&ledger->set->stage, folder, ledger->set->diag))
            return false;
    }
    return true;
}

static bool take(const struct ledger *ledger, const char *from, const char *to)
{
    return make_folders(ledger, to) &&
           stage_take(&ledger->set->stage, ledger->set->published, from, to, ledger->set->diag);
}

/* ---- earlier revisions ---- */

static void copy_replaced(const struct ledger *ledger, const struct entry *old, struct entry *entry)
{
    entry->replaced = NULL;
    entry->replaced_count = entry->replaced_capacity = 0;
    for (int i = 0; i < old->replaced_count; i++)
        *(struct replaced *)arena_push(ledger->set->arena, &entry->replaced, &entry->replaced_count,
                                       &entry->replaced_capacity, sizeof *entry->replaced) = old->replaced[i];
}

/* The path to keep the issued file of old under, below revisions/, by a name that no other revision has. */
static const char *name_revision(const struct ledger *ledger, const struct entry *old)
{
    for (int n = 0;; n++) {
        const char *path = naming_revision(ledger->set->arena, old->path, old->revision, n);
        if (!folder_has(ledger->set->stage.folder, path))
            return path;
    }
}

/*
 * Adds the issued revision to the replaced ones of entry. due: NULL when it is withdrawn. The file is kept as
 * it is, with its own sum, should somebody have changed it; where it is lost, or no file, the record names
 * none. One that can't be read isn't lost: then nothing may be published.
 */
static bool archive(const struct ledger *ledger, const struct entry *old, const struct due *due,
                    struct entry *entry)
{
    const struct set *set = ledger->set;
    struct sum sum = old->sum;
    enum finding found = sum_hold(set->published, old->path, &old->sum, &sum);
    if (found == FOUND_UNREADABLE)
        return stage_refuse(&set->stage, old->path, strerror(errno), set->diag);
    bool there = found == FOUND_SAME || found == FOUND_CHANGED;
    const char *path = there ? name_revision(ledger, old) : NULL;
    struct replaced *replaced = arena_push(set->arena, &entry->replaced, &entry->replaced_count,
                                           &entry->replaced_capacity, sizeof *replaced);
    *replaced = (struct replaced){.revision = old->revision,
                                  .path = path,
                                  .number = old->number,
                                  .sum = sum,
                                  .dated = old->dated,
                                  .on = ledger->clock};
    history_explain(set, old, due, &ledger->shop->tools, replaced);
    if (found == FOUND_CHANGED)
        stage_tell_kept(&set->stage, MESSAGE_CHANGED, old->path, path, set->diag);
    return !path || take(ledger, old->path, path);
}

/* A revision goes on being kept as it is. What somebody did to it can't be undone, and the manifest still
 * tells the sum that it had; but it is told when the set is made anyway. */
static bool take_revision(const struct ledger *ledger, const struct replaced *replaced)
{
    const struct set *set = ledger->set;
    struct sum sum;
    const char *path = replaced->path;
    enum finding found = sum_hold(set->published, path, &replaced->sum, &sum);
    struct buffer at = {0};
    if (found != FOUND_SAME)
        diag_at(set->diag, MESSAGE_CHANGED, stage_place(&at, &set->stage, set->stage.name, path), "%s",
                found == FOUND_NOTHING ? _("the file is missing") : _("it was replaced before"));
    buffer_free(&at);
    return take(ledger, path, path);
}

static bool take_revisions(const struct ledger *ledger)
{
    const struct manifest *old = ledger->set->old;
    for (int i = 0; old && i < old->entry_count; i++)
        for (int k = 0; k < old->entry[i].replaced_count; k++)
            if (old->entry[i].replaced[k].path && !take_revision(ledger, &old->entry[i].replaced[k]))
                return false;
    return true;
}

/* ---- documents ---- */

static struct entry *add(const struct ledger *ledger)
{
    struct manifest *fresh = ledger->fresh;
    return arena_push(ledger->set->arena, &fresh->entry, &fresh->entry_count, &fresh->entry_capacity,
                      sizeof *fresh->entry);
}

/* Whether what nobody asked to be looked at is still right: it was, and neither data nor tools have changed.
 */
static bool stands(const struct ledger *ledger, const struct due *due)
{
    const struct manifest *old = ledger->set->old;
    return !due->wanted && old->whole && sum_equal(&old->data, &ledger->set->data) &&
           tools_equal(&old->tools, &ledger->shop->tools);
}

/* A document that stays as it was issued, perhaps under another name. */
static bool keep(struct ledger *ledger, const struct due *due, const struct result *result)
{
    const struct entry *old = due->old;
    const struct stage *stage = &ledger->set->stage;
    if (due->wanted && !result->done && !stage_drop(stage, due->path, ledger->set->diag))
        return false;
    if (!old || old->withdrawn) {
        ledger->whole = false; /* not made, and there is none from before */
        if (old)
            *add(ledger) = *old;
        return true;
    }
    struct entry *entry = add(ledger);
    *entry = *old;
    entry->path = due->path;
    bool judged = due->wanted && result->done;
    if (judged && result->verdict == VERDICT_KEEP) {
        entry->subject = due->subject;
        entry->tools = ledger->shop->tools;
    }
    /* What wasn't looked at still speaks of the inputs as they were. */
    if (judged || record_equal(old->record, &ledger->set->now))
        entry->record = &ledger->set->now;
    ledger->stale = ledger->stale || (judged && result->verdict == VERDICT_STALE);
    ledger->whole = ledger->whole && (judged || stands(ledger, due));
    ledger->changed = ledger->changed || strcmp(old->path, due->path) != 0;
    ledger->summary->kept++;
    return take(ledger, old->path, due->path);
}

static struct entry new_entry(const struct ledger *ledger, const struct due *due, const struct result *result)
{
    return (struct entry){
        .kind = due->kind,
        .unit = due->unit_id,
        .path = due->path,
        .number = due->number,
        .pages = result->pages,
        .revision = 1,
        .corrected = result->verdict == VERDICT_CORRECT,
        .dated = ledger->set->in->issuance->dated,
        .bytes = result->bytes,
        .sum = result->sum,
        .document = result->document,
        .subject = due->subject,
        .tools = ledger->shop->tools,
        .record = &ledger->set->now,
    };
}

/* A document that was made. It is a new revision unless its bytes are those issued before. */
static bool enter(struct ledger *ledger, const struct due *due, const struct result *result)
{
    const struct entry *old = due->old;
    struct entry *entry = add(ledger);
    *entry = new_entry(ledger, due, result);
    ledger->changed = true;
    ledger->summary->made++;
    if (!old)
        return true;
    copy_replaced(ledger, old, entry);
    if (sum_equal(&old->sum, &entry->sum)) {
        entry->revision = old->revision;
        entry->dated = old->dated;
        if (due->found != FOUND_SAME) /* what somebody made of it is kept, too */
            return due->found != FOUND_CHANGED || archive(ledger, old, due, entry);
        /* The same bytes: then the file that was issued, with its time. */
        return folder_unlink(ledger->set->stage.folder, due->path) && take(ledger, old->path, due->path);
    }
    entry->revision = old->revision + 1;
    ledger->summary->corrected += entry->corrected;
    return old->withdrawn || archive(ledger, old, due, entry);
}

/* A document that was issued and is no longer due, since its unit left the plan. */
static bool withdraw(struct ledger *ledger, const struct entry *old)
{
    struct entry *entry = add(ledger);
    *entry = *old;
    if (old->withdrawn)
        return true;
    entry->withdrawn = true;
    entry->record = &ledger->set->now;
    ledger->changed = true;
    copy_replaced(ledger, old, entry);
    return archive(ledger, old, NULL, entry);
}

static bool is_due(const struct set *set, const struct entry *old)
{
    for (int i = 0; i < set->due_count; i++)
        if (set->due[i].old == old)
            return true;
    return false;
}

static bool enter_all(struct ledger *ledger)
{
    struct set *set = ledger->set;
    for (int i = 0; i < set->due_count; i++) {
        const struct due *due = &set->due[i];
        const struct result *result = &set->result[i];
        bool made = due->wanted && result->done && result->verdict >= VERDICT_MAKE;
        if (!(made ? enter(ledger, due, result) : keep(ledger, due, result)))
            return false;
    }
    for (int i = 0; set->old && i < set->old->entry_count; i++)
        if (!is_due(set, &set->old->entry[i]) && !withdraw(ledger, &set->old->entry[i]))
            return false;
    return true;
}

/* ---- the manifest ---- */

/* What the manifest says of the set as a whole. */
static void fill_in(struct ledger *ledger)
{
    struct set *set = ledger->set;
    struct manifest *fresh = ledger->fresh;
    const struct manifest *old = set->old;
    fresh->notice = set->in->plan->id;
    fresh->year = set->in->quarter->year;
    fresh->quarter = set->in->quarter->number;
    fresh->made = ledger->clock;
    fresh->whole = ledger->whole;
    fresh->data = set->data;
    fresh->tools = ledger->stale && old ? old->tools : ledger->shop->tools;
    fresh->pattern = set->in->issuance->letters.number;
    fresh->given = set->numbers.given;
    fresh->given_count = set->numbers.count;
    fresh->record = &set->now;
    ledger->changed = ledger->changed || !old || !set->sums_stand || old->given_count != fresh->given_count ||
                      (fresh->whole && (!old->whole || !sum_equal(&old->data, &fresh->data) ||
                                        !tools_equal(&old->tools, &fresh->tools)));
}

static bool put_manifest(const struct ledger *ledger)
{
    struct buffer xml = {0}, sums = {0};
    const struct set *set = ledger->set;
    manifest_write(ledger->fresh, &xml);
    manifest_write_sums(ledger->fresh, &sums);
    bool good = stage_put(&set->stage, SUMS_NAME, SUMS_NAME, sums.data, sums.size, set->diag) &&
                stage_put(&set->stage, MANIFEST_NAME, MANIFEST_NAME, xml.data, xml.size, set->diag);
    buffer_free(&xml);
    buffer_free(&sums);
    return good;
}

bool ledger_close(struct set *set, const struct shop *shop, struct summary *summary, bool *changed)
{
    struct ledger ledger = {
        .set = set,
        .shop = shop,
        .summary = summary,
        .fresh = arena_alloc(set->arena, sizeof *ledger.fresh),
        .clock = read_clock(set->arena),
        .whole = true,
    };
    if (!take_revisions(&ledger) || !enter_all(&ledger))
        return false;
    fill_in(&ledger);
    summary->stale += ledger.stale;
    *changed = ledger.changed;
    if (!ledger.changed)
        return true;
    return put_manifest(&ledger) &&
           (set->published < 0 || carry_along(&set->stage, set->published, set->old, set->diag));
}
