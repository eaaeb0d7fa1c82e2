/*
 * Making documents. What a worker does with one: compose it; ask whether the issued file is still right; if
 * not, set and draw it and put it into the stage. So a run in which one figure changed composes everything,
 * which is cheap, and sets little.
 *
 * Whether a document is out of date is asked of its plain text. When it is, and its data changed, it is
 * composed a second time from a report that says that it is a correction, so that the answer doesn't depend
 * on the word 更正 itself.
 */
#include "base/sanitized.h"
#include "issue/crew.h"
#include "issue/meter.h"
#include "issue/set.h"

/* A template that runs away is stopped by libxslt long before; these are for what nobody thought of. */
enum { SECONDS_A_DOCUMENT = 60 };
#if SANITIZED_ADDRESS
static const size_t room_a_worker = 0; /* the sanitizer reserves address space without end */
#else
static const size_t room_a_worker = (size_t)1 << 30;
#endif

struct making {
    struct set *set;
    struct shop *shop;
    int *wanted; /* indices of due documents */
    int count, finished;
    struct product *product; /* of the document being made; every worker has its own */
    struct meter meter;
};

static const struct due *due_at(const struct making *making, int i)
{
    return &making->set->due[making->wanted[i]];
}

static struct result *result_at(const struct making *making, int i)
{
    return &making->set->result[making->wanted[i]];
}

struct asking {
    const struct making *making;
    int i;
};

/* The sum of what a document shows: its text, and the seal on it. */
static struct sum sum_document(const struct set *set, const struct due *due, const struct product *product)
{
    if (due->kind == TEMPLATE_OVERVIEW)
        return sum_of(product->data.data, product->data.size);
    struct summing s;
    summing_start(&s);
    summing_bytes(&s, product->xml.data, product->xml.size);
    summing_sum(&s, &set->seal);
    return summing_end(&s);
}

/* Asked by the pipeline when the plain text is there; true: go on and set it. */
static bool must_set(void *context, const struct product *product)
{
    const struct asking *asking = context;
    const struct making *making = asking->making;
    const struct due *due = due_at(making, asking->i);
    struct result *result = result_at(making, asking->i);
    result->document = sum_document(making->set, due, product);
    struct claim claim = {due->old,     due->found == FOUND_SAME, result->document,
                          due->subject, &making->shop->tools,     making->set->settings->force};
    result->verdict = verdict_of(&claim);
    return result->verdict == VERDICT_MAKE;
}

static bool put(const struct making *making, int i, const struct product *product, struct diag *diag)
{
    struct result *result = result_at(making, i);
    result->pages = product->pages;
    result->bytes = (int64_t)product->data.size;
    result->sum = sum_of(product->data.data, product->data.size);
    const struct due *due = due_at(making, i);
    return stage_put(&making->set->stage, due->path, due->old ? due->old->path : NULL, product->data.data,
                     product->data.size, diag);
}

/* Takes document i through the pipeline; ask: whether it is to be set at all. */
static bool compose_and_set(const struct making *making, int i, bool correction, bool ask,
                            struct product *product, struct diag *diag)
{
    const struct due *due = due_at(making, i);
    struct numbering numbering = making->set->numbering;
    struct asking asking = {making, i};
    numbering.correction = correction;
    struct _xmlDoc *xml = due_xml(making->set, due, &numbering);
    bool good = pipeline_make(&making->shop->workshop, due->kind, xml, due->unit_id, DUMP_NONE,
                              ask ? must_set : NULL, &asking, product, diag);
    report_free(xml);
    return good;
}

static bool make_one(void *context, int i, struct diag *diag)
{
    const struct making *making = context;
    struct result *result = result_at(making, i);
    struct product *product = making->product;
    product_clear(product);
    bool good = compose_and_set(making, i, false, true, product, diag);
    if (good && result->verdict == VERDICT_CORRECT) {
        product_clear(product);
        good = compose_and_set(making, i, true, false, product, diag);
    }
    if (good && result->verdict >= VERDICT_MAKE)
        good = put(making, i, product, diag);
    result->done = good;
    result->ended = true;
    return good;
}

static void finished(void *context, int i, bool made)
{
    struct making *making = context;
    (void)i, (void)made;
    meter_show(&making->meter, ++making->finished, making->count);
}

static const char *name_of(const void *context, int i)
{
    const struct making *making = context;
    return arena_printf(making->set->arena, "%s/%s", making->set->stage.name, due_at(making, i)->path);
}

static bool run(struct making *making)
{
    struct crew crew = {
        .jobs = making->set->settings->jobs,
        .count = making->count,
        .seconds = SECONDS_A_DOCUMENT,
        .room = room_a_worker,
        .make = make_one,
        .finished = finished,
        .name = name_of,
        .context = making,
    };
    making->meter = meter_open(making->set->settings);
    bool good = crew_run(&crew, making->set->diag);
    meter_close(&making->meter);
    return good;
}

/* ---- where one failed ---- */

/* Whether there is a file of the document in the new set. */
static bool is_there(const struct due *due, const struct result *result)
{
    bool issued = due->old && !due->old->withdrawn;
    return result->done || (issued && (due->found == FOUND_SAME || due->found == FOUND_CHANGED));
}

/* Names the documents that failed, unless all did: then their messages say all there is to say. */
static void tell_failed(const struct making *making, bool published)
{
    for (int i = 0; i < making->count; i++) {
        const struct result *result = result_at(making, i);
        const char *instead = !published                            ? NULL
                              : is_there(due_at(making, i), result) ? _("it stays as it was issued")
                                                                    : _("it is missing from the set");
        if (result->ended && !result->done)
            diag_at(making->set->diag, MESSAGE_NOT_MADE, (struct where){name_of(making, i), 0},
                    instead ? "%s" : NULL, instead);
    }
}

/* How many documents were found to be right, or made; the overview is nothing by itself. */
static int count_done(const struct making *making)
{
    int done = 0;
    for (int i = 0; i < making->count; i++)
        done += result_at(making, i)->done && due_at(making, i)->kind != TEMPLATE_OVERVIEW;
    return done;
}

/* Lets the report, and with it the overview, know which documents there aren't; what it says is another thing
 * then. False when none is missing. */
static bool note_missing(struct set *set, struct due *overview)
{
    struct summing s;
    bool some = false;
    summing_start(&s);
    summing_sum(&s, &overview->subject.data);
    for (int i = 0; i < set->due_count; i++) {
        const struct due *due = &set->due[i];
        if (due->kind == TEMPLATE_OVERVIEW || is_there(due, &set->result[i]))
            continue;
        some = true;
        summing_text(&s, due->path);
        if (due->kind == TEMPLATE_BULLETIN)
            set->numbering.no_bulletin = true;
        else
            set->numbering.file[due->unit] = NULL;
    }
    if (some)
        overview->subject.data = summing_end(&s);
    return some;
}

/* The overview was made along with the others, as if there were all of them: it mustn't lead to what there
 * isn't. */
static void make_overview_again(const struct making *making)
{
    struct set *set = making->set;
    for (int i = 0; i < set->due_count; i++) {
        struct due *due = &set->due[i];
        if (due->kind != TEMPLATE_OVERVIEW || !due->wanted || !note_missing(set, due))
            continue;
        set->result[i] = (struct result){0};
        struct making again = *making;
        again.wanted = &i;
        again.count = 1;
        again.finished = 0;
        if (stage_drop(&set->stage, due->path, set->diag))
            run(&again);
    }
}

bool make_all(struct set *set, struct shop *shop)
{
    struct product product = {0};
    struct making making = {
        .set = set,
        .shop = shop,
        .product = &product,
        .wanted = arena_array(set->arena, (size_t)set->due_count, sizeof *making.wanted),
    };
    for (int i = 0; i < set->due_count; i++)
        if (set->due[i].wanted)
            making.wanted[making.count++] = i;
    bool good = run(&making);
    if (!good && count_done(&making)) {
        good = set->settings->partial;
        if (good)
            make_overview_again(&making);
        tell_failed(&making, good);
    }
    product_free(&product);
    return good;
}
