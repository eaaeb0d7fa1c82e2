#include "issue/set.h"

#include "base/file.h"
#include "issue/crew.h"
#include "issue/tools.h"

#include <stdio.h>
#include <unistd.h>

/* Opens the shop when it is needed first; false with messages, the first time. */
static bool shop_open(struct shop *shop, struct diag *diag)
{
    if (shop->tried)
        return shop->good;
    shop->tried = true;
    shop->arena = arena_new();
    const struct settings *settings = shop->settings;
    shop->good = workshop_open(&shop->workshop, settings->templates, settings->fonts, diag);
    if (shop->good)
        shop->tools = tools_describe(shop->workshop.fonts, settings->templates, shop->arena);
    return shop->good;
}

bool shop_has_folders(const struct settings *settings, struct diag *diag)
{
    bool good = file_is_folder(settings->templates, diag);
    return file_is_folder(settings->fonts, diag) && good;
}

void shop_close(struct shop *shop)
{
    if (!shop->tried)
        return;
    workshop_close(&shop->workshop);
    arena_free(shop->arena);
    shop->tried = false;
}

static struct set set_of(const struct material *in, int out, const char *out_name, const struct shop *shop,
                         struct diag *diag)
{
    return (struct set){
        .in = in,
        .settings = shop->settings,
        .arena = arena_new(),
        .diag = diag,
        .stage = stage_of(out, out_name, in->quarter->year, in->quarter->number),
        .published = -1,
    };
}

static void set_close(struct set *set)
{
    file_close(set->published);
    crew_unshare(set->result, (size_t)set->due_count * sizeof *set->result);
    arena_free(set->arena);
}

/* Builds the new set aside; with it complete, *changed tells whether it is to be published. */
static bool build_aside(struct set *set, struct shop *shop, struct summary *summary, bool *changed)
{
    set->result = crew_share((size_t)set->due_count * sizeof *set->result);
    if (!stage_begin(&set->stage, set->diag) || !stage_make_folder(&set->stage, "letters", set->diag))
        return false;
    return make_all(set, shop) && ledger_close(set, shop, summary, changed);
}

static bool renew(struct set *set, struct shop *shop, struct summary *summary)
{
    bool changed = false;
    if (!shop_open(shop, set->diag))
        return false;
    if (due_is_met(set) && tools_equal(&set->old->tools, &shop->tools))
        return true; /* forced, and nothing to force */
    bool good = build_aside(set, shop, summary, &changed);
    if (good && changed) {
        good = stage_publish(&set->stage, set->diag);
        summary->published = summary->published || good;
    }
    stage_discard(&set->stage);
    return good;
}

/* Leaves the set as it is, though perhaps other tools would make another of it. */
static void leave(const struct set *set, struct shop *shop, struct summary *summary)
{
    struct diag *unheard =
        diag_new(); /* where nothing is to be made, tools that can't be used are no fault */
    summary->kept += set->due_count;
    if (shop->watchful && shop_open(shop, unheard))
        summary->stale += !tools_equal(&set->old->tools, &shop->tools);
    diag_free(unheard);
}

bool set_make(const struct material *in, int out, const char *out_name, const char *const *only,
              int only_count, struct shop *shop, struct summary *summary, struct diag *diag)
{
    struct set set = set_of(in, out, out_name, shop, diag);
    bool good =
        stage_recover(&set.stage, diag) && survey(&set) && due_list(&set, only, only_count) && due_look(&set);
    if (good && (shop->settings->force || !due_is_met(&set)))
        good = renew(&set, shop, summary);
    else if (good)
        leave(&set, shop, summary);
    set_close(&set);
    return good;
}

/* ---- showing a stage's product ---- */

static bool show(const char *name, const struct buffer *text, struct diag *diag)
{
    if (name)
        printf("==> %s <==\n", name);
    return file_put_output(buffer_text(text), text->size, diag);
}

static bool show_document(const struct set *set, struct shop *shop, const struct due *due, bool named)
{
    struct product product = {0};
    struct _xmlDoc *xml = due_xml(set, due, &set->numbering);
    bool good = pipeline_make(&shop->workshop, due->kind, xml, due->unit_id, set->settings->dump, NULL, NULL,
                              &product, set->diag) &&
                show(named ? due->path : NULL, &product.data, set->diag);
    product_free(&product);
    report_free(xml);
    return good;
}

/* Shows the wanted documents, each under its name when there are several. */
static bool show_documents(const struct set *set, struct shop *shop)
{
    int count = 0;
    bool good = shop_open(shop, set->diag);
    for (int i = 0; i < set->due_count; i++)
        count += set->due[i].wanted && set->due[i].kind != TEMPLATE_OVERVIEW;
    for (int i = 0; good && i < set->due_count; i++)
        if (set->due[i].wanted && set->due[i].kind != TEMPLATE_OVERVIEW)
            good = show_document(set, shop, &set->due[i], count > 1);
    return good;
}

bool set_dump(const struct material *in, int out, const char *out_name, const char *const *only,
              int only_count, struct shop *shop, struct diag *diag)
{
    struct set set = set_of(in, out, out_name, shop, diag);
    bool good = survey(&set) && due_list(&set, only, only_count);
    if (good && shop->settings->dump == DUMP_REPORT) {
        struct buffer text = {0};
        report_dump(set.report, &text);
        good = show(NULL, &text, diag);
        buffer_free(&text);
    } else if (good) {
        good = show_documents(&set, shop);
    }
    set_close(&set);
    return good;
}
