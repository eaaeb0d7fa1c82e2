#include "base/file.h"
#include "intake/intake.h"
#include "issue/folder.h"
#include "issue/meter.h"
#include "issue/output.h"
#include "issue/set.h"

#include <unistd.h>

/* Whether the file may be of that kind; a file that couldn't be told apart has its message already. */
static bool is_kind(const struct input *input, enum input_kind kind, const char *option, struct diag *diag)
{
    static const char *const names[] = {[INPUT_NOTICE] = "notice",
                                        [INPUT_QUARTER] = "quarter",
                                        [INPUT_ISSUE] = "issue",
                                        [INPUT_DOCUMENT] = "document"};
    if (input->kind == kind || input->kind == INPUT_OTHER)
        return true;
    diag_at(diag, MESSAGE_CONTRADICTION, (struct where){input->path, 0},
            _("--%s takes no file of the kind \"%s\""), option, names[input->kind]);
    return false;
}

/* Whether the particulars are those of the quarter that is reported on, and what is said to be earlier is. */
static bool is_in_order(const struct input *input, int count, struct diag *diag)
{
    const struct quarter *quarter = input[1].quarter;
    const struct issuance *issuance = input[2].issuance;
    int errors = diag_errors(diag);
    if (!quarter)
        return true; /* it has its messages */
    if (issuance && (issuance->year != quarter->year || issuance->quarter != quarter->number))
        diag_at(diag, MESSAGE_CONTRADICTION, issuance->at,
                _("particulars of quarter %d of %d, but --quarter (%s) has the figures of quarter %d of %d"),
                issuance->quarter, issuance->year, input[1].path, quarter->number, quarter->year);
    for (int i = 3; i < count; i++) {
        const struct quarter *earlier = input[i].quarter;
        if (earlier && earlier->year == quarter->year && earlier->number >= quarter->number)
            diag_at(
                diag, MESSAGE_CONTRADICTION, earlier->at,
                _("figures of quarter %d given with --earlier, but --quarter (%s) has those of quarter %d"),
                earlier->number, input[1].path, quarter->number);
    }
    return diag_errors(diag) == errors;
}

/* Reads and checks what an order names. False with messages. */
static bool read_order(const struct order *order, struct material *in, struct arena *arena, struct diag *diag)
{
    int count = 3 + order->earlier.count, errors = diag_errors(diag);
    struct input *input = arena_array(arena, (size_t)count, sizeof *input);
    const struct quarter **earlier = arena_array(arena, (size_t)count, sizeof *earlier);
    input[0] = intake_read(order->notice, arena, diag);
    input[1] = intake_read(order->quarter, arena, diag);
    input[2] = intake_read(order->issue, arena, diag);
    bool fit = is_kind(&input[0], INPUT_NOTICE, "notice", diag);
    fit &= is_kind(&input[1], INPUT_QUARTER, "quarter", diag);
    fit &= is_kind(&input[2], INPUT_ISSUE, "issue", diag);
    for (int i = 0; i < order->earlier.count; i++) {
        input[3 + i] = intake_read(order->earlier.word[i], arena, diag);
        fit &= is_kind(&input[3 + i], INPUT_QUARTER, "earlier", diag);
        earlier[i] = input[3 + i].quarter;
    }
    /* Files in each other's place would be told once more, less plainly. */
    if (fit && is_in_order(input, count, diag)) {
        intake_check(input, count, diag);
        intake_doubt(input, count, diag);
    }
    *in =
        (struct material){input[0].plan, input[1].quarter, input[2].issuance, earlier, order->earlier.count};
    return diag_errors(diag) == errors;
}

/* That a new program, font or template would change what was issued is worth a word, but no more. */
static void tell_stale(const struct summary *summary, struct diag *diag)
{
    if (summary->stale)
        diag_say(diag, MESSAGE_STALE, "%s", _("--force makes them again"));
}

static bool make(const struct order *order, struct shop *shop, struct arena *arena, struct diag *diag)
{
    struct material in;
    struct summary summary = {0};
    int lock = -1, errors = diag_errors(diag), out = output_open(order->out, false, &lock, diag);
    bool good = diag_errors(diag) == errors && read_order(order, &in, arena, diag);
    if (good && out < 0) {
        out = output_open(order->out, true, &lock, diag);
        good = out >= 0 && (output_is_new(out) || read_order(order, &in, arena, diag));
    }
    good = good && set_make(&in, out, order->out, order->only.word, order->only.count, shop, &summary, diag);
    tell_stale(&summary, diag);
    output_close(out, lock);
    return good;
}

static bool dump(const struct order *order, struct shop *shop, struct arena *arena, struct diag *diag)
{
    struct material in;
    int out = order->out ? folder_open_root(order->out, false) : -1;
    bool good = read_order(order, &in, arena, diag) &&
                set_dump(&in, out, order->out, order->only.word, order->only.count, shop, diag);
    file_close(out);
    return good;
}

bool issue_build(const struct order *order, const struct settings *settings, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct shop shop = {.settings = settings, .watchful = !settings->quiet};
    bool good = meter_log_fits(settings, diag) && shop_has_folders(settings, diag) &&
                (settings->dump ? dump : make)(order, &shop, arena, diag);
    shop_close(&shop);
    arena_free(arena);
    meter_tell(settings, diag);
    return good;
}
