/*
 * Font files dropped into fonts/: a folder with a font map whose first choice is the fuzzed file; a page is
 * set and drawn.
 */
#include "fuzz.h"

#include "issue/pipeline.h"

#include <string.h>
#include <sys/stat.h>

/* A folder of its own with a font map that puts dropped.otf before the fonts of the installation. */
static const char *folder(void)
{
    static char path[] = "/tmp/tongbao-fuzz-XXXXXX";
    static int made;
    if (made)
        return path;
    if (!mkdtemp(path))
        abort();
    made = 1;
    char command[512];
    snprintf(command, sizeof command,
             "sed 's/^\\([a-z]*\\) *: */\\1: dropped.otf, /' fonts/fontmap >%s/fontmap", path);
    if (system(command) != 0)
        abort();
    return path;
}

static void put(const char *where, const uint8_t *data, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/dropped.otf", where);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    put(folder(), data, size);
    struct diag *diag = diag_new();
    struct workshop workshop;
    if (workshop_open(&workshop, NULL, folder(), diag)) {
        struct arena *arena = arena_new();
        struct run run = {.kind = RUN_TEXT,
                          .text = "Ab1 (\xE4\xB8\x80)\xE3\x80\x82\xE4\xBA\x8C\xE3\x80\x81\xF0\xA0\xAE\xB7"};
        struct block block = {.kind = BLOCK_PARAGRAPH, .para = {.run = &run, .run_count = 1}};
        struct document document = {.lang = "zh-CN", .body = {&block, 1}};
        struct product product = {0};
        pipeline_finish(&workshop, &document, DUMP_NONE, &product, arena, diag);
        product_free(&product);
        arena_free(arena);
    }
    workshop_close(&workshop);
    diag_free(diag);
    return 0;
}
