#include "issue/manifest.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const manifest_kinds[TEMPLATE_COUNT] = {
    [TEMPLATE_BULLETIN] = "bulletin",
    [TEMPLATE_LETTER] = "letter",
    [TEMPLATE_OVERVIEW] = "overview",
};

/* ---- records ---- */

bool record_equal(const struct record *a, const struct record *b)
{
    bool same = a->source_count == b->source_count;
    for (int i = 0; same && i < a->source_count; i++)
        same = strcmp(a->source[i].input, b->source[i].input) == 0 &&
               a->source[i].quarter == b->source[i].quarter &&
               sum_equal(&a->source[i].data, &b->source[i].data);
    return same;
}

/* The records of entries that lag behind the manifest's own: few, whatever the entries are. */
struct lagging {
    struct arena *arena;
    const struct record **record;
    int count, capacity;
};

/* The number of an entry's record, from 1; 0: the manifest's own, or nobody's. */
static int number_of(struct lagging *lagging, const struct manifest *manifest, const struct record *record)
{
    if (!record || record == manifest->record)
        return 0;
    for (int i = 0; i < lagging->count; i++)
        if (lagging->record[i] == record)
            return i + 1;
    *(const struct record **)arena_push(lagging->arena, &lagging->record, &lagging->count, &lagging->capacity,
                                        sizeof *lagging->record) = record;
    return lagging->count;
}

/* ---- writing ---- */

/* What XML has no place for; the path of an input may hold it. */
static bool is_unwritable(uint32_t c)
{
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

/* An attribute; none for NULL. */
static void put(struct buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    buffer_printf(out, " %s=\"", name);
    for (uint32_t c; (c = text_next(&value));) {
        char utf8[5];
        text_put(is_unwritable(c) ? 0xFFFD : c, utf8);
        if (c == '&' || c == '<' || c == '"' || c == '\t' || c == '\n' || c == '\r')
            buffer_printf(out, "&#%d;", (int)c);
        else
            buffer_puts(out, utf8);
    }
    buffer_putc(out, '"');
}

static void put_number(struct buffer *out, const char *name, int64_t value)
{
    buffer_printf(out, " %s=\"%" PRId64 "\"", name, value);
}

static void put_sum(struct buffer *out, const char *name, const struct sum *sum)
{
    char text[SUM_TEXT];
    sum_print(sum, text);
    put(out, name, text);
}

static void put_date(struct buffer *out, const char *name, struct date date)
{
    char text[11];
    date_print(date, text);
    put(out, name, text);
}

static void put_tools(struct buffer *out, const struct tools *tools)
{
    put(out, "program", tools->program);
    put(out, "fonts", tools->fonts);
    put(out, "templates", tools->templates);
}

static void put_change(struct buffer *out, const struct change *change)
{
    buffer_puts(out, "      <change");
    put(out, "input", change->input);
    if (change->quarter)
        put_number(out, "quarter", change->quarter);
    put(out, "target", change->target);
    put(out, "from", change->from);
    put(out, "to", change->to);
    buffer_puts(out, "/>\n");
}

static void put_replaced(struct buffer *out, const struct replaced *replaced)
{
    buffer_puts(out, "    <replaced");
    put_number(out, "revision", replaced->revision);
    put(out, "path", replaced->path);
    put(out, "number", replaced->number);
    put_date(out, "dated", replaced->dated);
    put(out, "on", replaced->on);
    put_sum(out, "sha256", &replaced->sum);
    buffer_puts(out, replaced->change_count ? ">\n" : "/>\n");
    for (int i = 0; i < replaced->change_count; i++)
        put_change(out, &replaced->change[i]);
    if (replaced->change_count)
        buffer_puts(out, "    </replaced>\n");
}

static void put_entry(struct buffer *out, const struct entry *entry, int record)
{
    const char *name = entry->withdrawn ? "withdrawn" : "file";
    buffer_printf(out, "  <%s", name);
    put(out, "path", entry->path);
    put(out, "kind", manifest_kinds[entry->kind]);
    put(out, "unit", entry->unit);
    put(out, "number", entry->number);
    if (entry->pages)
        put_number(out, "pages", entry->pages);
    put_number(out, "revision", entry->revision);
    put_date(out, "dated", entry->dated);
    if (entry->corrected)
        put(out, "corrected", "true");
    put_number(out, "bytes", entry->bytes);
    put_sum(out, "sha256", &entry->sum);
    put_sum(out, "document", &entry->document);
    put_sum(out, "facts", &entry->subject.facts);
    put_sum(out, "data", &entry->subject.data);
    put_tools(out, &entry->tools);
    if (record)
        put_number(out, "record", record);
    buffer_puts(out, entry->replaced_count ? ">\n" : "/>\n");
    for (int i = 0; i < entry->replaced_count; i++)
        put_replaced(out, &entry->replaced[i]);
    if (entry->replaced_count)
        buffer_printf(out, "  </%s>\n", name);
}

static void put_record(struct buffer *out, const struct record *record, const char *indent)
{
    for (int i = 0; i < record->source_count; i++) {
        const struct source *source = &record->source[i];
        buffer_printf(out, "%s<source", indent);
        put(out, "input", source->input);
        if (source->quarter)
            put_number(out, "quarter", source->quarter);
        put(out, "path", source->path);
        put_sum(out, "data", &source->data);
        buffer_puts(out, "/>\n");
    }
    for (int i = 0; i < record->reported_count; i++) {
        buffer_printf(out, "%s<figure", indent);
        put_number(out, "quarter", record->reported[i].quarter);
        put(out, "target", record->reported[i].target);
        put(out, "value", record->reported[i].value);
        buffer_puts(out, "/>\n");
    }
}

/* The manifest's own record, and those of entries that lag behind it. */
static void put_records(struct buffer *out, const struct record *own, const struct lagging *lagging)
{
    put_record(out, own, "  ");
    for (int i = 0; i < lagging->count; i++) {
        buffer_puts(out, "  <record");
        put_number(out, "number", i + 1);
        buffer_puts(out, ">\n");
        put_record(out, lagging->record[i], "    ");
        buffer_puts(out, "  </record>\n");
    }
}

void manifest_write(const struct manifest *manifest, struct buffer *out)
{
    buffer_puts(out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"" MANIFEST_NAMESPACE "\"");
    put(out, "notice", manifest->notice);
    put_number(out, "year", manifest->year);
    put_number(out, "quarter", manifest->quarter);
    put(out, "made", manifest->made);
    if (manifest->whole)
        put_sum(out, "data", &manifest->data);
    put_tools(out, &manifest->tools);
    buffer_puts(out, ">\n");
    struct lagging lagging = {.arena = arena_new()};
    for (int i = 0; i < manifest->entry_count; i++) {
        const struct entry *entry = &manifest->entry[i];
        put_entry(out, entry, number_of(&lagging, manifest, entry->record));
    }
    buffer_puts(out, "  <register");
    put(out, "pattern", manifest->pattern);
    buffer_puts(out, ">\n");
    for (int i = 0; i < manifest->given_count; i++) {
        buffer_puts(out, "    <given");
        put(out, "unit", manifest->given[i].unit);
        put_number(out, "number", manifest->given[i].number);
        buffer_puts(out, "/>\n");
    }
    buffer_puts(out, "  </register>\n");
    put_records(out, manifest->record, &lagging);
    buffer_puts(out, "</manifest>\n");
    arena_free(lagging.arena);
}

struct sum_line {
    const char *path;
    const struct sum *sum;
};

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct sum_line *)a)->path, ((const struct sum_line *)b)->path);
}

void manifest_write_sums(const struct manifest *manifest, struct buffer *out)
{
    struct arena *arena = arena_new();
    struct sum_line *line = NULL;
    int count = 0, capacity = 0;
    for (int i = 0; i < manifest->entry_count; i++) {
        const struct entry *entry = &manifest->entry[i];
        if (!entry->withdrawn)
            *(struct sum_line *)arena_push(arena, &line, &count, &capacity, sizeof *line) =
                (struct sum_line){entry->path, &entry->sum};
        for (int k = 0; k < entry->replaced_count; k++)
            if (entry->replaced[k].path)
                *(struct sum_line *)arena_push(arena, &line, &count, &capacity, sizeof *line) =
                    (struct sum_line){entry->replaced[k].path, &entry->replaced[k].sum};
    }
    if (count)
        qsort(line, (size_t)count, sizeof *line, by_path);
    for (int i = 0; i < count; i++) {
        char text[SUM_TEXT];
        sum_print(line[i].sum, text);
        buffer_printf(out, "%s  %s\n", text, line[i].path);
    }
    arena_free(arena);
}

/* ---- looking things up ---- */

struct entry *manifest_lookup(const struct manifest *manifest, enum template kind, const char *unit)
{
    for (int i = 0; manifest && i < manifest->entry_count; i++)
        if (manifest->entry[i].kind == kind && text_equal(manifest->entry[i].unit, unit))
            return &manifest->entry[i];
    return NULL;
}

const struct sum *manifest_sum(const struct manifest *manifest, const char *path)
{
    for (int i = 0; manifest && i < manifest->entry_count; i++) {
        const struct entry *entry = &manifest->entry[i];
        if (!entry->withdrawn && strcmp(entry->path, path) == 0)
            return &entry->sum;
        for (int k = 0; k < entry->replaced_count; k++)
            if (text_equal(entry->replaced[k].path, path))
                return &entry->replaced[k].sum;
    }
    return NULL;
}

bool manifest_knows(const struct manifest *manifest, const char *path)
{
    return strcmp(path, MANIFEST_NAME) == 0 || strcmp(path, SUMS_NAME) == 0 ||
           manifest_sum(manifest, path) != NULL;
}

bool tools_equal(const struct tools *a, const struct tools *b)
{
    return text_equal(a->program, b->program) && text_equal(a->fonts, b->fonts) &&
           text_equal(a->templates, b->templates);
}
