/*
 * A table by hash of all that the answer depends on, compared in full when found. The answer's lines refer to
 * the paragraph's text, so the text is copied first and the copy is set: lines and text then live in the
 * store, and only the work on the way is the document's.
 */
#include "typeset/line_store.h"

#include "base/fatal.h"
#include "base/text.h"
#include "typeset/line_int.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS = 4096,
    ANSWERS_MOST = 4096, /* that are kept, a few kilobytes each */
};

/* Lines of one measure. */
struct kept {
    struct kept *next;
    length measure;
    const struct lines *lines;
};

/* The natural width of a paragraph, and the least measure. */
struct widths {
    length natural, least;
};

/* A paragraph in a style, and what was answered on it. */
struct entry {
    struct entry *next;
    uint64_t hash;
    struct para para; /* the store's own */
    struct style style;
    struct kept *kept;
    struct widths widths;
    bool measured; /* the widths are known */
};

struct line_store {
    struct arena *arena;
    struct arena *work; /* what setting a paragraph needs on the way; emptied after each */
    struct diag *heard; /* what is said of a paragraph that is being set */
    struct entry *bucket[BUCKETS];
    int answers;
};

struct line_store *line_store_new(void)
{
    struct line_store *store = must_malloc(sizeof *store);
    *store = (struct line_store){.arena = arena_new(), .work = arena_new(), .heard = diag_new()};
    return store;
}

void line_store_free(struct line_store *store)
{
    if (!store)
        return;
    arena_free(store->arena);
    arena_free(store->work);
    diag_free(store->heard);
    free(store);
}

void line_store_begin(struct line_store *store)
{
    if (!store || store->answers <= ANSWERS_MOST)
        return;
    arena_free(store->arena);
    *store = (struct line_store){.arena = arena_new(), .work = store->work, .heard = store->heard};
}

/* ---- what an answer depends on ---- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0xff51afd7ed558ccd;
    return hash ^ hash >> 32;
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
    size_t size = text ? strlen(text) : 0, i = 0;
    uint64_t word;
    for (; size - i >= sizeof word; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    if (i < size)
        memcpy(&word, text + i, size - i);
    return mix(mix(hash, word), size);
}

static uint64_t hash_of(const struct para *para, const struct style *style)
{
    uint64_t hash = mix(0, (uint64_t)style->size << 8 | style->face);
    for (int i = 0; i < para->run_count; i++) {
        const struct run *run = &para->run[i];
        hash = mix_text(mix(hash, (uint64_t)run->width << 32 | run->kind), run->text);
        if (run->to)
            hash = mix_text(hash, run->to);
    }
    return hash;
}

/* All fields but the name for dumps, which stands in no line. */
static bool same_style(const struct style *a, const struct style *b)
{
    return a->face == b->face && a->strong == b->strong && a->size == b->size && a->colour.r == b->colour.r &&
           a->colour.g == b->colour.g && a->colour.b == b->colour.b && a->align == b->align &&
           a->indent == b->indent && a->track == b->track && a->condense == b->condense &&
           a->balance == b->balance && a->narrow == b->narrow;
}

/* Whether run i goes on with the link of the run before. */
static bool goes_on(const struct para *para, int i)
{
    return i > 0 && para->run[i].to && para->run[i].to == para->run[i - 1].to;
}

static bool same_run(const struct run *a, const struct run *b)
{
    return a->kind == b->kind && a->level == b->level && a->tint == b->tint && a->width == b->width &&
           text_equal(a->text, b->text) && text_equal(a->to, b->to);
}

static bool same_para(const struct para *a, const struct para *b)
{
    if (a->run_count != b->run_count)
        return false;
    for (int i = 0; i < a->run_count; i++)
        if (!same_run(&a->run[i], &b->run[i]) || goes_on(a, i) != goes_on(b, i))
            return false;
    return true;
}

/* ---- answers ---- */

static struct para copy_of(const struct para *para, struct arena *arena)
{
    struct para copy = *para;
    copy.run = arena_array(arena, (size_t)para->run_count, sizeof *copy.run);
    for (int i = 0; i < para->run_count; i++) {
        copy.run[i] = para->run[i];
        copy.run[i].text = arena_strdup(arena, para->run[i].text);
        copy.run[i].to = goes_on(para, i) ? copy.run[i - 1].to : arena_strdup(arena, para->run[i].to);
    }
    return copy;
}

static struct entry *entry_of(struct line_store *store, const struct para *para, const struct style *style)
{
    const uint64_t hash = hash_of(para, style);
    struct entry **bucket = &store->bucket[hash % BUCKETS];
    for (struct entry *e = *bucket; e; e = e->next)
        if (e->hash == hash && same_style(&e->style, style) && same_para(&e->para, para))
            return e;
    struct entry *e = arena_alloc(store->arena, sizeof *e);
    *e = (struct entry){.next = *bucket, .hash = hash, .para = copy_of(para, store->arena), .style = *style};
    *bucket = e;
    return e;
}

/* An entry's paragraph being set. */
struct work {
    struct para para;
    struct paragraph p;
};

/* Makes it ready for who asks at a place in a document. */
static void work_begin(struct work *work, struct line_store *store, const struct entry *e, struct where at,
                       struct fontset *fonts)
{
    work->para = e->para;
    work->para.at = at;
    work->p = (struct paragraph){.para = &work->para,
                                 .style = &e->style,
                                 .fonts = fonts,
                                 .arena = store->work,
                                 .keep = store->arena,
                                 .diag = store->heard};
    paragraph_prepare(&work->p);
}

/* Whether the answer may be kept: nothing was said. */
static bool work_end(struct line_store *store, struct diag *diag)
{
    bool silent = diag_is_empty(store->heard);
    if (!silent) {
        diag_add(diag, store->heard);
        diag_free(store->heard);
        store->heard = diag_new();
    }
    arena_reset(store->work);
    store->answers++;
    return silent;
}

static const struct lines *ask_lines(struct line_store *store, const struct para *para,
                                     const struct style *style, length measure, struct fontset *fonts,
                                     struct diag *diag)
{
    struct entry *e = entry_of(store, para, style);
    for (const struct kept *k = e->kept; k; k = k->next)
        if (k->measure == measure)
            return k->lines;
    struct work work;
    work_begin(&work, store, e, para->at, fonts);
    const struct lines *lines = paragraph_lines(&work.p, measure);
    if (work_end(store, diag)) {
        struct kept *k = arena_alloc(store->arena, sizeof *k);
        *k = (struct kept){e->kept, measure, lines};
        e->kept = k;
    }
    return lines;
}

/* Both at once: who needs one mostly needs the other, and nearly all the work is making the paragraph ready.
 */
static struct widths ask_widths(struct line_store *store, const struct para *para, const struct style *style,
                                struct fontset *fonts, struct diag *diag)
{
    struct entry *e = entry_of(store, para, style);
    if (e->measured)
        return e->widths;
    struct work work;
    work_begin(&work, store, e, para->at, fonts);
    e->widths = (struct widths){paragraph_widest(&work.p, -1), paragraph_widest(&work.p, BREAK_LOOSE)};
    e->measured = work_end(store, diag);
    return e->widths;
}

const struct lines *line_store_set(struct line_store *store, const struct para *para,
                                   const struct style *style, length measure, struct fontset *fonts,
                                   struct arena *arena, struct diag *diag)
{
    if (!store)
        return lines_set(para, style, measure, fonts, arena, diag);
    return ask_lines(store, para, style, measure, fonts, diag);
}

length line_store_natural(struct line_store *store, const struct para *para, const struct style *style,
                          struct fontset *fonts, struct arena *arena, struct diag *diag)
{
    if (!store)
        return lines_natural(para, style, fonts, arena, diag);
    return ask_widths(store, para, style, fonts, diag).natural;
}

length line_store_least(struct line_store *store, const struct para *para, const struct style *style,
                        struct fontset *fonts, struct arena *arena, struct diag *diag)
{
    if (!store)
        return lines_least(para, style, fonts, arena, diag);
    return ask_widths(store, para, style, fonts, diag).least;
}
