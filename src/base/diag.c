#include "base/diag.h"

#include "base/arena.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    enum severity severity;
    int status;
    const char *text;
} rows[] = {
#define X(code, severity, status, text) {severity, status, text},
    MESSAGES(X)
#undef X
};

struct entry {
    enum message code;
    struct where at;
    const char *detail; /* NULL for none */
    int order;
    bool printed;
};

/* A hostile file can hold a million faults; of each severity what is beyond this many is counted and no
 * longer told. So errors are told whatever notes there are. */
enum { MOST_TOLD = 5000, SEVERITIES = ERROR + 1 };
enum { FEW = 32 }; /* messages that are compared one by one, without a table */

struct diag {
    struct arena *arena;
    struct entry *entry;
    int count, capacity;
    int told[SEVERITIES];
    int *table; /* by hash the places of the entries, from 1; NULL: none yet, or the entries were sorted */
    int table_size;
    int errors;                /* reported, each time that one was: who compares before and after needs to */
    int beyond[MESSAGE_COUNT]; /* how often a code came beyond MOST_TOLD */
    int untold[SEVERITIES];    /* of them since the last printing */
    bool quiet;                /* notes aren't printed */
};

const char *message_text(enum message code)
{
    return _(rows[code].text);
}

struct diag *diag_new(void)
{
    struct diag *diag = must_malloc(sizeof *diag);
    *diag = (struct diag){.arena = arena_new()};
    return diag;
}

void diag_free(struct diag *diag)
{
    if (!diag)
        return;
    arena_free(diag->arena);
    free(diag);
}

static bool same(const struct entry *a, const struct entry *b)
{
    return a->code == b->code && a->at.line == b->at.line && text_equal(a->at.file, b->at.file) &&
           text_equal(a->detail, b->detail);
}

static unsigned hash(const struct entry *entry)
{
    unsigned hash = (unsigned)entry->code * 31 + (unsigned)entry->at.line;
    for (const char *p = entry->detail ? entry->detail : ""; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 16777619;
    return hash;
}

/* Where in the table the entry stands, or would stand. */
static int *place_of(const struct diag *diag, const struct entry *entry)
{
    unsigned mask = (unsigned)diag->table_size - 1, at = hash(entry) & mask;
    while (diag->table[at] && !same(&diag->entry[diag->table[at] - 1], entry))
        at = (at + 1) & mask;
    return &diag->table[at];
}

/* Makes a table that is at most half full. */
static void make_table(struct diag *diag)
{
    diag->table_size = 4 * FEW;
    while (diag->table_size < 4 * diag->count)
        diag->table_size *= 2;
    diag->table = arena_array(diag->arena, (size_t)diag->table_size, sizeof *diag->table);
    for (int i = 0; i < diag->count; i++)
        *place_of(diag, &diag->entry[i]) = i + 1;
}

static bool is_known(struct diag *diag, const struct entry *entry)
{
    if (diag->count >= FEW) {
        if (!diag->table || 2 * diag->count >= diag->table_size)
            make_table(diag);
        return *place_of(diag, entry) != 0;
    }
    for (int i = 0; i < diag->count; i++)
        if (same(&diag->entry[i], entry))
            return true;
    return false;
}

/* Whether there is no room for a message any more; it is counted then, and costs nothing else. */
static bool is_beyond(struct diag *diag, enum message code)
{
    if (diag->told[rows[code].severity] < MOST_TOLD)
        return false;
    diag->beyond[code]++;
    diag->untold[rows[code].severity]++;
    return true;
}

/* Keeps entry, whose strings are the arena's own, unless its like was reported before. */
static void keep(struct diag *diag, struct entry entry)
{
    if (is_beyond(diag, entry.code) || is_known(diag, &entry))
        return;
    entry.order = diag->count;
    struct entry *slot = arena_push(diag->arena, &diag->entry, &diag->count, &diag->capacity, sizeof *slot);
    *slot = entry;
    diag->told[rows[entry.code].severity]++;
    if (diag->table)
        *place_of(diag, &entry) = diag->count;
}

static void report(struct diag *diag, enum message code, struct where at, const char *detail, va_list args)
    __attribute__((format(printf, 4, 0)));

static void report(struct diag *diag, enum message code, struct where at, const char *detail, va_list args)
{
    diag->errors += rows[code].severity == ERROR;
    if (is_beyond(diag, code))
        return;
    struct entry entry = {.code = code, .at = {arena_strdup(diag->arena, at.file), at.line}};
    if (detail)
        entry.detail = arena_vprintf(diag->arena, detail, args);
    keep(diag, entry);
}

void diag_at(struct diag *diag, enum message code, struct where at, const char *detail, ...)
{
    va_list args;
    va_start(args, detail);
    report(diag, code, at, detail, args);
    va_end(args);
}

void diag_say(struct diag *diag, enum message code, const char *detail, ...)
{
    va_list args;
    va_start(args, detail);
    report(diag, code, (struct where){NULL, 0}, detail, args);
    va_end(args);
}

bool diag_is_empty(const struct diag *diag)
{
    int untold = 0;
    for (int i = 0; i < SEVERITIES; i++)
        untold += diag->untold[i];
    return diag->count == 0 && untold == 0;
}

int diag_errors(const struct diag *diag)
{
    return diag->errors;
}

int diag_status(const struct diag *diag)
{
    static const int gravest_last[] = {0, 64, 75, 65, 66, 73, 74, 70};
    bool seen[MESSAGE_COUNT] = {false};
    for (int i = 0; i < diag->count; i++)
        seen[diag->entry[i].code] = true;
    int worst = 0;
    for (int code = 0; code < MESSAGE_COUNT; code++)
        for (int g = worst + 1; g < (int)(sizeof gravest_last / sizeof gravest_last[0]); g++)
            if ((seen[code] || diag->beyond[code]) && rows[code].status == gravest_last[g])
                worst = g;
    return gravest_last[worst];
}

/* That a document wasn't made has a cause, which is told before it. */
static bool is_outcome(const struct entry *entry)
{
    return entry->code == MESSAGE_NOT_MADE || entry->code == MESSAGE_DOCUMENT_FAILED;
}

static int by_place(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = is_outcome(x) - is_outcome(y);
    if (order == 0)
        order = strcmp(x->at.file ? x->at.file : "", y->at.file ? y->at.file : "");
    if (order == 0)
        order = (x->at.line > y->at.line) - (x->at.line < y->at.line);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* A message is one line and steers nothing, whatever an id in it, a template or the name of a file says;
 * bytes that are no UTF-8, as a name may have, would steer some terminals. */
static void put(const char *text, FILE *stream)
{
    while (*text) {
        const char *from = text;
        uint32_t c = text_next(&text);
        if (text_steers(c))
            fputc(' ', stream);
        else if (c == 0xFFFD && text - from == 1)
            fputc('?', stream);
        else
            fwrite(from, 1, (size_t)(text - from), stream);
    }
}

static void print(const struct entry *entry, FILE *stream)
{
    static const char *const severities[] = {[NOTE] = "note", [WARNING] = "warning", [ERROR] = "error"};
    put(entry->at.file ? entry->at.file : "tongbao", stream);
    if (entry->at.file && entry->at.line > 0)
        fprintf(stream, ":%d", entry->at.line);
    fprintf(stream, ": %s: %s", severities[rows[entry->code].severity], message_text(entry->code));
    if (entry->detail) {
        fputs(": ", stream);
        put(entry->detail, stream);
    }
    fputc('\n', stream);
}

void diag_hush(struct diag *diag)
{
    diag->quiet = true;
}

void diag_print(struct diag *diag, FILE *stream)
{
    if (!diag->count)
        return;
    qsort(diag->entry, (size_t)diag->count, sizeof *diag->entry, by_place);
    diag->table = NULL;
    for (int i = 0; i < diag->count; i++) {
        bool hushed = diag->quiet && rows[diag->entry[i].code].severity == NOTE;
        if (!diag->entry[i].printed && !hushed)
            print(&diag->entry[i], stream);
        diag->entry[i].printed = true;
    }
    int untold = 0;
    for (int i = diag->quiet ? NOTE + 1 : NOTE; i < SEVERITIES; i++)
        untold += diag->untold[i];
    if (untold)
        fprintf(stream, "tongbao: note: %s: %d\n", _("further messages, not shown"), untold);
    memset(diag->untold, 0, sizeof diag->untold);
}

/* What another collection only counted. */
static void add_counts(struct diag *diag, int errors, const int beyond[MESSAGE_COUNT])
{
    diag->errors += errors;
    for (int code = 0; code < MESSAGE_COUNT; code++) {
        diag->beyond[code] += beyond[code];
        diag->untold[rows[code].severity] += beyond[code];
    }
}

void diag_add(struct diag *diag, const struct diag *from)
{
    add_counts(diag, from->errors, from->beyond);
    for (int i = 0; i < from->count; i++) {
        struct entry entry = from->entry[i];
        entry.at.file = arena_strdup(diag->arena, entry.at.file);
        entry.detail = arena_strdup(diag->arena, entry.detail);
        entry.printed = false;
        keep(diag, entry);
    }
}

/* The wire: what was counted; then per message code, line and the sizes of the two strings (-1: none), and
 * the strings. */
struct wire_head {
    int count, errors, beyond[MESSAGE_COUNT];
};

struct wire {
    int32_t code, line, file_size, detail_size;
};

static bool read_all(int fd, void *data, size_t size)
{
    for (char *p = data; size;) {
        ssize_t n = file_next(fd, p, size);
        if (n <= 0)
            return false;
        p += n;
        size -= (size_t)n;
    }
    return true;
}

static int32_t wire_size(const char *text)
{
    return text ? (int32_t)strlen(text) : -1;
}

bool diag_send(const struct diag *diag, int fd)
{
    struct wire_head head = {.count = diag->count, .errors = diag->errors};
    memcpy(head.beyond, diag->beyond, sizeof head.beyond);
    if (!file_write(fd, &head, sizeof head))
        return false;
    for (int i = 0; i < diag->count; i++) {
        const struct entry *e = &diag->entry[i];
        struct wire wire = {(int32_t)e->code, e->at.line, wire_size(e->at.file), wire_size(e->detail)};
        if (!file_write(fd, &wire, sizeof wire) ||
            (wire.file_size > 0 && !file_write(fd, e->at.file, (size_t)wire.file_size)) ||
            (wire.detail_size > 0 && !file_write(fd, e->detail, (size_t)wire.detail_size)))
            return false;
    }
    return true;
}

static bool receive_text(struct diag *diag, int fd, int32_t size, const char **out)
{
    *out = NULL;
    if (size < 0)
        return true;
    char *text = arena_alloc(diag->arena, (size_t)size + 1);
    *out = text;
    return read_all(fd, text, (size_t)size);
}

bool diag_receive(struct diag *diag, int fd)
{
    struct wire_head head;
    if (!read_all(fd, &head, sizeof head))
        return false;
    add_counts(diag, head.errors, head.beyond);
    for (; head.count > 0; head.count--) {
        struct wire wire;
        struct entry entry = {0};
        if (!read_all(fd, &wire, sizeof wire) || wire.code < 0 || wire.code >= MESSAGE_COUNT ||
            !receive_text(diag, fd, wire.file_size, &entry.at.file) ||
            !receive_text(diag, fd, wire.detail_size, &entry.detail))
            return false;
        entry.code = (enum message)wire.code;
        entry.at.line = wire.line;
        keep(diag, entry);
    }
    return true;
}
