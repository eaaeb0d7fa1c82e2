#include "compose/slips.h"

#include "base/arena.h"
#include "base/text.h"
#include "compose/asked.h"
#include "compose/source.h"

enum { MOST = 1000 }; /* slips; nobody reads more */

struct slip {
    const xmlNode *node;
    int line;
    const char *file, *words;
    unsigned found; /* with which stylesheets, a bit each */
};

struct slips {
    struct arena *arena;
    struct slip *slip;
    int count, capacity;
    struct {
        const char *name;
        unsigned in; /* which stylesheets */
    } * file;
    int files, files_capacity;
    unsigned now; /* the stylesheet that is looked over */
};

static const char *file_of(const xmlDoc *doc)
{
    return doc->URL ? (const char *)doc->URL : "";
}

static void note_file(void *context, const xmlDoc *doc)
{
    struct slips *slips = context;
    int i = 0;
    while (i < slips->files && !text_equal(slips->file[i].name, file_of(doc)))
        i++;
    if (i == slips->files) {
        arena_push(slips->arena, &slips->file, &slips->files, &slips->files_capacity, sizeof *slips->file);
        slips->file[i].name = file_of(doc);
    }
    slips->file[i].in |= slips->now;
}

static unsigned stylesheets_of(const struct slips *slips, const char *file)
{
    for (int i = 0; i < slips->files; i++)
        if (text_equal(slips->file[i].name, file))
            return slips->file[i].in;
    return 0;
}

static void note_slip(void *context, const xmlNode *node, const char *words)
{
    struct slips *slips = context;
    const char *file = file_of(node->doc);
    int line = (int)xmlGetLineNo(node);
    for (int i = 0; i < slips->count; i++) {
        struct slip *slip = &slips->slip[i];
        if (slip->line == line && text_equal(slip->file, file) && text_equal(slip->words, words)) {
            slip->found |= slips->now;
            return;
        }
    }
    if (slips->count == MOST)
        return;
    struct slip *slip = arena_push(slips->arena, &slips->slip, &slips->count, &slips->capacity, sizeof *slip);
    *slip = (struct slip){node, line, file, arena_strdup(slips->arena, words), slips->now};
}

/* The stylesheets with which anything was found at the place of a slip: of $of/@titel each has its own words.
 */
static unsigned found_there(const struct slips *slips, const struct slip *place)
{
    unsigned found = 0;
    for (int i = 0; i < slips->count; i++)
        if (slips->slip[i].line == place->line && text_equal(slips->slip[i].file, place->file))
            found |= slips->slip[i].found;
    return found;
}

void slips_tell(const xsltStylesheetPtr *style, int count, lint_tell *tell, void *context)
{
    struct slips slips = {.arena = arena_new()};
    struct asked *asked = asked_new();
    for (int i = 0; i < count; i++) {
        slips.now = 1u << i;
        source_files(style[i], note_file, &slips);
        lint_calls(style[i], note_slip, &slips);
        asked_check(asked, style[i], note_slip, &slips);
    }
    for (int i = 0; i < slips.count; i++)
        if (found_there(&slips, &slips.slip[i]) == stylesheets_of(&slips, slips.slip[i].file))
            tell(context, slips.slip[i].node, slips.slip[i].words);
    asked_free(asked);
    arena_free(slips.arena);
}
