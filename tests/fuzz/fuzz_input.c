/*
 * The three input readers: bytes to typed data and through all checks, also against another good input. The
 * seeds decide which reader is meant (tests/fuzz/seeds/notice, quarter, issue).
 */
#include "fuzz.h"

#include "intake/intake.h"
#include "progress/report.h"

#include <libxml/tree.h>

/* A faultless input goes on as far as figures are judged, with itself as the only quarter. */
static void judge(const struct input *in, struct arena *arena)
{
    static const struct issuance issuance = {
        .notice = "n", .year = 2024, .quarter = 1, .dated = {2024, 4, 1}};
    static const struct quarter quarter = {.notice = "n", .year = 2024, .number = 1, .asof = {2024, 3, 31}};
    if (!in->plan)
        return;
    const struct report *report = progress_report(in->plan, &quarter, NULL, 0, &issuance, arena);
    struct numbering numbering = {
        .number = arena_array(arena, (size_t)in->plan->unit_count + 1, sizeof(char *)),
        .file = arena_array(arena, (size_t)in->plan->unit_count + 1, sizeof(char *)),
    };
    xmlFreeDoc(report_xml(report, &numbering));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    int fd = memory_file(data, size, path);
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct input in[2] = {intake_read(path, arena, diag), intake_read(path, arena, diag)};
    intake_check(in, 2, diag);
    if (!in[0].plan && !in[0].quarter && !in[0].issuance && diag_errors(diag) == 0)
        abort(); /* no data and no word why */
    judge(&in[0], arena);
    diag_free(diag);
    arena_free(arena);
    close(fd);
    return 0;
}
