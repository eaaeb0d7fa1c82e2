#include "base/file.h"
#include "base/text.h"
#include "issue/folder.h"
#include "issue/manifest.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_REVISIONS = 1000000 };

/* What a reader function gets: the tree, where the strings go, and whether all was well so far. */
struct reader {
    struct arena *arena;
    bool good;
    const struct record **record; /* those with numbers */
    int record_count;
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
           strcmp((const char *)node->ns->href, MANIFEST_NAMESPACE) == 0;
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

static void read_entry(struct reader *reader, const xmlNode *node, const struct manifest *manifest,
                       struct entry *entry)
{
    const char *kind = get_needed(reader, node, "kind");
    int k = 0;
    while (k < TEMPLATE_COUNT && strcmp(manifest_kinds[k], kind) != 0)
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
    int record = get_int(reader, node, "record", 0);
    reader->good = reader->good && record <= reader->record_count;
    entry->record = record && reader->good ? reader->record[record - 1] : manifest->record;
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

/* The sources and figures among the children of an element. */
static const struct record *read_record(struct reader *reader, const xmlNode *node)
{
    struct arena *arena = reader->arena;
    struct record *record = arena_alloc(arena, sizeof *record);
    for (const xmlNode *child = node->children; child; child = child->next)
        if (is(child, "source"))
            *(struct source *)arena_push(arena, &record->source, &record->source_count,
                                         &record->source_capacity, sizeof *record->source) =
                (struct source){get_needed(reader, child, "input"), get_int(reader, child, "quarter", 0),
                                get_needed(reader, child, "path"), get_sum(reader, child, "data")};
        else if (is(child, "figure"))
            *(struct reported *)arena_push(arena, &record->reported, &record->reported_count,
                                           &record->reported_capacity, sizeof *record->reported) =
                (struct reported){get_int(reader, child, "quarter", 0), get_needed(reader, child, "target"),
                                  get_needed(reader, child, "value")};
    return record;
}

/* All records, which entries name by their numbers, and so come first. */
static void read_records(struct reader *reader, const xmlNode *root)
{
    int capacity = 0;
    for (const xmlNode *child = root->children; child; child = child->next)
        if (is(child, "record")) {
            *(const struct record **)arena_push(reader->arena, &reader->record, &reader->record_count,
                                                &capacity, sizeof *reader->record) =
                read_record(reader, child);
            reader->good = reader->good && get_int(reader, child, "number", 0) == reader->record_count;
        }
}

static void read_child(struct reader *reader, const xmlNode *node, struct manifest *manifest)
{
    if (is(node, "file") || is(node, "withdrawn"))
        read_entry(reader, node, manifest,
                   arena_push(reader->arena, &manifest->entry, &manifest->entry_count,
                              &manifest->entry_capacity, sizeof *manifest->entry));
    else if (is(node, "register"))
        read_register(reader, node, manifest);
}

static struct manifest *read_tree(const xmlNode *root, struct arena *arena)
{
    struct reader reader = {.arena = arena, .good = root && is(root, "manifest")};
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
    manifest->record = read_record(&reader, root);
    read_records(&reader, root);
    for (const xmlNode *child = root->children; child; child = child->next)
        read_child(&reader, child, manifest);
    return reader.good ? manifest : NULL;
}

struct manifest *manifest_read(int folder, const char *name, struct arena *arena, struct diag *diag)
{
    int fd = folder_open_file(folder, MANIFEST_NAME);
    if (fd < 0 && errno == ENOENT)
        return NULL;
    struct buffer bytes = {0};
    struct manifest *manifest = NULL;
    bool there = fd >= 0 && file_read_fd(fd, INT32_MAX / 2, &bytes);
    int error = errno;
    if (there) {
        xmlDoc *doc = xmlReadMemory(buffer_text(&bytes), (int)bytes.size, MANIFEST_NAME, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        manifest = doc && !doc->intSubset ? read_tree(xmlDocGetRootElement(doc), arena) : NULL;
        xmlFreeDoc(doc);
    }
    file_close(fd);
    buffer_free(&bytes);
    if (!there)
        diag_at(diag, MESSAGE_MISMATCH, (struct where){name, 0}, "%s: %s", MANIFEST_NAME,
                error == EINVAL || error == ELOOP ? _("it is not a regular file") : strerror(error));
    else if (!manifest)
        diag_at(diag, MESSAGE_MISMATCH, (struct where){name, 0}, _("%s is damaged"), MANIFEST_NAME);
    return manifest;
}
