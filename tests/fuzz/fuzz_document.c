/*
 * Document XML through layout to PDF: whatever it says, pages come out or a message does.
 */
#include "fuzz.h"

#include "intake/intake.h"
#include "issue/pipeline.h"

#include <libxml/tree.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct workshop workshop;
    struct diag *diag = diag_new();
    if (!workshop.fonts && !workshop_open(&workshop, NULL, "fonts", diag)) {
        diag_print(diag, stderr);
        abort();
    }
    char path[64];
    int fd = memory_file(data, size, path);
    struct arena *arena = arena_new();
    struct product product = {0};
    xmlDoc *xml = intake_open_xml(path, diag);
    const struct document *document = xml ? document_read(xml, "fuzz.xml", arena, diag) : NULL;
    bool made = document && pipeline_finish(&workshop, document, DUMP_NONE, &product, arena, diag);
    if (made ? product.data.size == 0 : diag_errors(diag) == 0)
        abort(); /* nothing made and no word why */
    product_free(&product);
    xmlFreeDoc(xml);
    arena_free(arena);
    diag_free(diag);
    close(fd);
    return 0;
}
