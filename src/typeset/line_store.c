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
    ENTRIES_MOST = 4096, /* paragraphs that are kept, a few kilobytes each */
};

/* What is asked of a paragraph. */
enum question { ASK_LINES, ASK_NATURAL, ASK_LEAST };

struct entry {
    struct entry *next;
    uint64_t hash;
    enum question question;
    struct para para; /* the store's own */
    struct style style;
    length measure;
    const struct lines *lines; /* ASK_LINES */
    length width;              /* the others */
};

struct line_store {
    struct arena *arena;
    struct arena *work; /* what setting a paragraph needs on the way; emptied after each */
    struct entry *bucket[BUCKETS];
    int count;
};

struct line_store *line_store_new(void)
{
    struct line_store *store = must_malloc(sizeof *store);
    *store = (struct line_store){.arena = arena_new(), .work = arena_new()};
    return store;
}

void line_store_free(struct line_store *store)
{
    if (!store)
        return;
    arena_free(store->arena);
    arena_free(store->work);
    free(store);
}

void line_store_begin(struct line_store *store)
{
    if (!store || store->count <= ENTRIES_MOST)
        return;
    arena_free(store->arena);
    *store = (struct line_store){.arena = arena_new(), .work = store->work};
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

static uint64_t hash_of(enum question question, const struct para *para, const struct style *style,
                        length measure)
{
    uint64_t hash = mix((uint64_t)question << 32, (uint64_t)measure);
    hash = mix(hash, (uint64_t)style->size << 8 | style->face);
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

static struct entry *find(const struct line_store *store, const struct entry *wanted)
{
    for (struct entry *e = store->bucket[wanted->hash % BUCKETS]; e; e = e->next)
        if (e->hash == wanted->hash && e->question == wanted->question && e->measure == wanted->measure &&
            same_style(&e->style, &wanted->style) && same_para(&e->para, &wanted->para))
            return e;
    return NULL;
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

static void answer(struct line_store *store, struct entry *e, struct fontset *fonts, struct diag *diag)
{
    struct paragraph p = {.para = &e->para,
                          .style = &e->style,
                          .fonts = fonts,
                          .arena = store->work,
                          .keep = store->arena,
                          .diag = diag};
    paragraph_prepare(&p);
    if (e->question == ASK_LINES)
        e->lines = paragraph_lines(&p, e->measure);
    else
        e->width = paragraph_widest(&p, e->question == ASK_NATURAL ? -1 : BREAK_LOOSE);
    arena_reset(store->work);
}

/* The answer, stored or new; lent like the store's lines. */
static const struct entry *ask(struct line_store *store, struct entry wanted, struct fontset *fonts,
                               struct diag *diag)
{
    struct entry *e = find(store, &wanted);
    if (e)
        return e;
    e = arena_alloc(store->arena, sizeof *e);
    *e = wanted;
    e->para = copy_of(&wanted.para, store->arena);
    struct diag *heard = diag_new();
    answer(store, e, fonts, heard);
    if (diag_is_empty(heard)) {
        struct entry **bucket = &store->bucket[e->hash % BUCKETS];
        e->next = *bucket;
        *bucket = e;
    }
    store->count++;
    diag_add(diag, heard);
    diag_free(heard);
    return e;
}

static struct entry question(enum question question, const struct para *para, const struct style *style,
                             length measure)
{
    return (struct entry){.hash = hash_of(question, para, style, measure),
                          .question = question,
                          .para = *para,
                          .style = *style,
                          .measure = measure};
}

const struct lines *line_store_set(struct line_store *store, const struct para *para,
                                   const struct style *style, length measure, struct fontset *fonts,
                                   struct arena *arena, struct diag *diag)
{
    if (!store)
        return lines_set(para, style, measure, fonts, arena, diag);
    return ask(store, question(ASK_LINES, para, style, measure), fonts, diag)->lines;
}

length line_store_natural(struct line_store *store, const struct para *para, const struct style *style,
                          struct fontset *fonts, struct arena *arena, struct diag *diag)
{
    if (!store)
        return lines_natural(para, style, fonts, arena, diag);
    return ask(store, question(ASK_NATURAL, para, style, 0), fonts, diag)->width;
}

length line_store_least(struct line_store *store, const struct para *para, const struct style *style,
                        struct fontset *fonts, struct arena *arena, struct diag *diag)
{
    if (!store)
        return lines_least(para, style, fonts, arena, diag);
    return ask(store, question(ASK_LEAST, para, style, 0), fonts, diag)->width;
}
