#include "issue/manifest.h"

#include "base/text.h"
#include "issue/folder.h"

#include <errno.h>
#include <inttypes.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_REVISIONS = 1000000 };

#define NAMESPACE "urn:tongbao:manifest"

static const char *const kinds[TEMPLATE_COUNT] = {
    [TEMPLATE_BULLETIN] = "bulletin",
    [TEMPLATE_LETTER] = "letter",
    [TEMPLATE_OVERVIEW] = "overview",
};

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

static void put_entry(struct buffer *out, const struct entry *entry)
{
    const char *name = entry->withdrawn ? "withdrawn" : "file";
    buffer_printf(out, "  <%s", name);
    put(out, "path", entry->path);
    put(out, "kind", kinds[entry->kind]);
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
    buffer_puts(out, entry->replaced_count ? ">\n" : "/>\n");
    for (int i = 0; i < entry->replaced_count; i++)
        put_replaced(out, &entry->replaced[i]);
    if (entry->replaced_count)
        buffer_printf(out, "  </%s>\n", name);
}

static void put_sources(struct buffer *out, const struct manifest *manifest)
{
    for (int i = 0; i < manifest->source_count; i++) {
        const struct source *source = &manifest->source[i];
        buffer_puts(out, "  <source");
        put(out, "input", source->input);
        if (source->quarter)
            put_number(out, "quarter", source->quarter);
        put(out, "path", source->path);
        put_sum(out, "data", &source->data);
        buffer_puts(out, "/>\n");
    }
    for (int i = 0; i < manifest->reported_count; i++) {
        buffer_puts(out, "  <figure");
        put_number(out, "quarter", manifest->reported[i].quarter);
        put(out, "target", manifest->reported[i].target);
        put(out, "value", manifest->reported[i].value);
        buffer_puts(out, "/>\n");
    }
}

void manifest_write(const struct manifest *manifest, struct buffer *out)
{
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"" NAMESPACE "\"");
    put(out, "notice", manifest->notice);
    put_number(out, "year", manifest->year);
    put_number(out, "quarter", manifest->quarter);
    put(out, "made", manifest->made);
    if (manifest->whole)
        put_sum(out, "data", &manifest->data);
    put_tools(out, &manifest->tools);
    buffer_puts(out, ">\n");
    for (int i = 0; i < manifest->entry_count; i++)
        put_entry(out, &manifest->entry[i]);
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
    put_sources(out, manifest);
    buffer_puts(out, "</manifest>\n");
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

/* ---- reading ---- */

/* What a reader function gets: the tree, where the strings go, and whether all was well so far. */
struct reader {
    struct arena *arena;
    bool good;
};

/* An attribute's value; NULL when there is none. */
static const char *get(struct reader *reader, const xmlNode *node, const char *name)
{
    const xmlAttr *attr = xmlHasProp(node, BAD_CAST name);
    if (!attr)
        return NULL;
    xmlChar *value = xmlNodeGetContent((const xmlNode *)attr);
    char *text = arena_strdup(reader->arena, (const char *)value);
    xmlFree(value);
    return text;
}

static const char *get_needed(struct reader *reader, const xmlNode *node, const char *name)
{
    const char *text = get(reader, node, name);
    reader->good = reader->good && text;
    return text ? text : "";
}

static int64_t get_number(struct reader *reader, const xmlNode *node, const char *name, int64_t otherwise)
{
    const char *text = get(reader, node, name);
    char *end = NULL;
    if (!text)
        return otherwise;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    reader->good = reader->good && *text && !*end && errno == 0 && value >= 0;
    return value;
}

static int get_int(struct reader *reader, const xmlNode *node, const char *name, int otherwise)
{
    int64_t value = get_number(reader, node, name, otherwise);
    reader->good = reader->good && value <= INT32_MAX / 2;
    return (int)value;
}

/* Far from what an int holds, so that the next ones can still be counted, written and read. */
static int get_revision(struct reader *reader, const xmlNode *node)
{
    int revision = get_int(reader, node, "revision", 0);
    reader->good = reader->good && revision >= 1 && revision <= MOST_REVISIONS;
    return revision;
}

static struct sum get_sum(struct reader *reader, const xmlNode *node, const char *name)
{
    struct sum sum = {{0}};
    reader->good = sum_parse(get(reader, node, name), &sum) && reader->good;
    return sum;
}

static struct date get_date(struct reader *reader, const xmlNode *node, const char *name)
{
    struct date date = {0, 0, 0};
    reader->good = date_parse(get_needed(reader, node, name), &date) && reader->good;
    return date;
}

static struct tools get_tools(struct reader *reader, const xmlNode *node)
{
    return (struct tools){get_needed(reader, node, "program"), get_needed(reader, node, "fonts"),
                          get_needed(reader, node, "templates")};
}

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 && node->ns &&
           strcmp((const char *)node->ns->href, NAMESPACE) == 0;
}

static void read_replaced(struct reader *reader, const xmlNode *node, struct replaced *replaced)
{
    replaced->revision = get_revision(reader, node);
    replaced->path = get(reader, node, "path");
    replaced->number = get(reader, node, "number");
    replaced->dated = get_date(reader, node, "dated");
    replaced->on = get_needed(reader, node, "on");
    replaced->sum = get_sum(reader, node, "sha256");
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (!is(child, "change"))
            continue;
        struct change *change = arena_push(reader->arena, &replaced->change, &replaced->change_count,
                                           &replaced->change_capacity, sizeof *change);
        *change = (struct change){get_needed(reader, child, "input"), get_int(reader, child, "quarter", 0),
                                  get(reader, child, "target"), get(reader, child, "from"),
                                  get(reader, child, "to")};
    }
}

static void read_entry(struct reader *reader, const xmlNode *node, struct entry *entry)
{
    const char *kind = get_needed(reader, node, "kind");
    int k = 0;
    while (k < TEMPLATE_COUNT && strcmp(kinds[k], kind) != 0)
        k++;
    reader->good = reader->good && k < TEMPLATE_COUNT;
    entry->kind = (enum template)k;
    entry->unit = get(reader, node, "unit");
    entry->path = get_needed(reader, node, "path");
    entry->number = get(reader, node, "number");
    entry->pages = get_int(reader, node, "pages", 0);
    entry->revision = get_revision(reader, node);
    entry->corrected = text_equal(get(reader, node, "corrected"), "true");
    entry->withdrawn = is(node, "withdrawn");
    entry->dated = get_date(reader, node, "dated");
    entry->bytes = get_number(reader, node, "bytes", 0);
    entry->sum = get_sum(reader, node, "sha256");
    entry->document = get_sum(reader, node, "document");
    entry->subject.facts = get_sum(reader, node, "facts");
    entry->subject.data = get_sum(reader, node, "data");
    entry->tools = get_tools(reader, node);
    reader->good = reader->good && (k != TEMPLATE_LETTER || entry->unit);
    for (const xmlNode *child = node->children; child; child = child->next)
        if (is(child, "replaced"))
            read_replaced(reader, child,
                          arena_push(reader->arena, &entry->replaced, &entry->replaced_count,
                                     &entry->replaced_capacity, sizeof *entry->replaced));
}

static void read_register(struct reader *reader, const xmlNode *node, struct manifest *manifest)
{
    manifest->pattern = get(reader, node, "pattern");
    for (const xmlNode *child = node->children; child; child = child->next)
        if (is(child, "given"))
            *(struct given *)arena_push(reader->arena, &manifest->given, &manifest->given_count,
                                        &manifest->given_capacity, sizeof *manifest->given) =
                (struct given){get_needed(reader, child, "unit"), get_int(reader, child, "number", 0)};
}

static void read_child(struct reader *reader, const xmlNode *node, struct manifest *manifest)
{
    struct arena *arena = reader->arena;
    if (is(node, "file") || is(node, "withdrawn"))
        read_entry(reader, node,
                   arena_push(arena, &manifest->entry, &manifest->entry_count, &manifest->entry_capacity,
                              sizeof *manifest->entry));
    else if (is(node, "register"))
        read_register(reader, node, manifest);
    else if (is(node, "source"))
        *(struct source *)arena_push(arena, &manifest->source, &manifest->source_count,
                                     &manifest->source_capacity, sizeof *manifest->source) =
            (struct source){get_needed(reader, node, "input"), get_int(reader, node, "quarter", 0),
                            get_needed(reader, node, "path"), get_sum(reader, node, "data")};
    else if (is(node, "figure"))
        *(struct reported *)arena_push(arena, &manifest->reported, &manifest->reported_count,
                                       &manifest->reported_capacity, sizeof *manifest->reported) =
            (struct reported){get_int(reader, node, "quarter", 0), get_needed(reader, node, "target"),
                              get_needed(reader, node, "value")};
}

static struct manifest *read_tree(const xmlNode *root, struct arena *arena)
{
    struct reader reader = {arena, root && is(root, "manifest")};
    if (!reader.good)
        return NULL;
    struct manifest *manifest = arena_alloc(arena, sizeof *manifest);
    manifest->notice = get_needed(&reader, root, "notice");
    manifest->year = get_int(&reader, root, "year", 0);
    manifest->quarter = get_int(&reader, root, "quarter", 0);
    manifest->made = get_needed(&reader, root, "made");
    manifest->tools = get_tools(&reader, root);
    manifest->whole = get(&reader, root, "data") != NULL;
    if (manifest->whole)
        manifest->data = get_sum(&reader, root, "data");
    for (const xmlNode *child = root->children; child; child = child->next)
        read_child(&reader, child, manifest);
    return reader.good ? manifest : NULL;
}

/* All bytes of an open file. */
static bool read_bytes(int fd, struct buffer *out)
{
    char chunk[65536];
    for (ssize_t n; (n = read(fd, chunk, sizeof chunk)) != 0;) {
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            buffer_add(out, chunk, (size_t)n);
        if (out->size > INT32_MAX / 2) {
            errno = EFBIG;
            return false;
        }
    }
    return true;
}

struct manifest *manifest_read(int folder, const char *name, struct arena *arena, struct diag *diag)
{
    int fd = folder_open_file(folder, MANIFEST_NAME);
    if (fd < 0 && errno == ENOENT)
        return NULL;
    struct buffer bytes = {0};
    struct manifest *manifest = NULL;
    bool there = fd >= 0 && read_bytes(fd, &bytes);
    int error = errno;
    if (there) {
        xmlDoc *doc = xmlReadMemory(buffer_text(&bytes), (int)bytes.size, MANIFEST_NAME, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        manifest = doc && !doc->intSubset ? read_tree(xmlDocGetRootElement(doc), arena) : NULL;
        xmlFreeDoc(doc);
    }
    if (fd >= 0)
        close(fd);
    buffer_free(&bytes);
    if (!there)
        diag_at(diag, MESSAGE_MISMATCH, (struct where){name, 0}, "%s: %s", MANIFEST_NAME,
                error == EINVAL || error == ELOOP ? _("it is not a regular file") : strerror(error));
    else if (!manifest)
        diag_at(diag, MESSAGE_MISMATCH, (struct where){name, 0}, _("%s is damaged"), MANIFEST_NAME);
    return manifest;
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
