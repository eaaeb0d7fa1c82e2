/*
 * draw_fixture.h - pages made by hand for the tests of the drawer: fonts opened straight from files, text
 * shaped by HarfBuzz and laid out glyph behind glyph.
 */
#ifndef TONGBAO_TESTS_DRAW_FIXTURE_H
#define TONGBAO_TESTS_DRAW_FIXTURE_H

#include "base/arena.h"
#include "base/paths.h"
#include "draw/draw.h"

#include <hb-ot.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Pages under construction; everything in the arena. */
struct sheet {
    struct arena *arena;
    struct pages pages;
    struct document *document;
    int node_capacity, item_capacity, link_capacity, page_capacity;
};

static inline struct sheet sheet_new(struct arena *arena)
{
    struct sheet sheet = {.arena = arena, .document = arena_alloc(arena, sizeof *sheet.document)};
    sheet.document->lang = "zh-CN";
    return sheet;
}

static inline int sheet_node(struct sheet *s, enum role role, int parent)
{
    struct node *node =
        arena_push(s->arena, &s->pages.node, &s->pages.node_count, &s->node_capacity, sizeof *node);
    *node =
        (struct node){.role = role, .parent = parent, .colspan = 1, .rowspan = 1, .page = s->pages.count - 1};
    return s->pages.node_count - 1;
}

static inline struct page *sheet_page(struct sheet *s)
{
    struct page *page =
        arena_push(s->arena, &s->pages.page, &s->pages.count, &s->page_capacity, sizeof *page);
    *page = (struct page){.width = MM(210), .height = MM(297), .number = s->pages.count, .printed = true};
    s->item_capacity = s->link_capacity = 0;
    s->pages.document = s->document;
    return page;
}

static inline struct item *sheet_item(struct sheet *s, enum item_kind kind, int node)
{
    struct page *page = &s->pages.page[s->pages.count - 1];
    struct item *item = arena_push(s->arena, &page->item, &page->item_count, &s->item_capacity, sizeof *item);
    item->kind = kind;
    item->node = node;
    item->run.condense = 1000;
    return item;
}

static inline void sheet_link(struct sheet *s, struct link link)
{
    struct page *page = &s->pages.page[s->pages.count - 1];
    *(struct link *)arena_push(s->arena, &page->link, &page->link_count, &s->link_capacity, sizeof link) =
        link;
}

/* A font straight from a file, in the arena (its HarfBuzz objects live to the end of the process); NULL when
 * missing. */
static inline const struct font *sheet_font(struct arena *arena, const char *path, int index)
{
    char name[64];
    unsigned size = sizeof name;
    if (access(path, R_OK) < 0)
        return NULL;
    struct font *font = arena_alloc(arena, sizeof *font);
    font->path = path;
    font->index = index;
    font->blob = hb_blob_create_from_file(path);
    font->face = hb_face_create(font->blob, (unsigned)index);
    font->hb = hb_font_create(font->face);
    font->upem = (int)hb_face_get_upem(font->face);
    hb_blob_t *cff = hb_face_reference_table(font->face, HB_TAG('C', 'F', 'F', ' '));
    font->cff = hb_blob_get_length(cff) > 0;
    hb_blob_destroy(cff);
    hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
    font->name = arena_strdup(arena, name);
    return font;
}

static inline void font_close(const struct font *font)
{
    if (!font)
        return;
    hb_font_destroy(font->hb);
    hb_face_destroy(font->face);
    hb_blob_destroy(font->blob);
}

/* A file of build/fonts, where `make deps` puts what it fetches. */
static inline const char *fetched_font(struct arena *arena, const char *name)
{
    char folder[PATH_MAX];
    paths_data_dir("fonts", folder, sizeof folder);
    return arena_printf(arena, "%s/../build/fonts/%s", folder, name);
}

/* Sets text as one run at a place and returns its item; gap: added behind each glyph. */
static inline struct item *sheet_text(struct sheet *s, const struct font *font, length size, length x,
                                      length y, int node, const char *text, length gap)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font->hb, buffer, NULL, 0);
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(buffer, &count);
    struct glyph *glyph = arena_array(s->arena, count, sizeof *glyph);
    struct item *item = sheet_item(s, ITEM_GLYPHS, node);
    const char *kept = arena_strdup(s->arena, text);
    length pen = 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned next = i; /* the first glyph of a cluster carries its text */
        while (next < count && info[next].cluster == info[i].cluster)
            next++;
        size_t end = next < count ? info[next].cluster : strlen(text);
        bool first = !i || info[i - 1].cluster != info[i].cluster;
        glyph[i] = (struct glyph){.id = info[i].codepoint,
                                  .dx = pen + length_scale(size, pos[i].x_offset, font->upem),
                                  .dy = -length_scale(size, pos[i].y_offset, font->upem),
                                  .advance = length_scale(size, pos[i].x_advance, font->upem),
                                  .text = kept + info[i].cluster,
                                  .text_size = first ? (int)(end - info[i].cluster) : 0};
        pen += glyph[i].advance + gap;
    }
    item->x = x;
    item->y = y;
    item->run.font = font;
    item->run.size = size;
    item->run.glyph = glyph;
    item->run.count = (int)count;
    hb_buffer_destroy(buffer);
    return item;
}

/* Writes bytes to a new file in the folder for temporary files and returns its path. */
static inline const char *sheet_save(struct arena *arena, const void *bytes, size_t size, const char *suffix)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(arena, "%s/tongbao-XXXXXX%s", folder ? folder : "/tmp", suffix);
    int fd = mkstemps(path, (int)strlen(suffix));
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!file)
        return NULL;
    fwrite(bytes, 1, size, file);
    fclose(file);
    return path;
}

/* What a command prints, stderr too; "?" before it when it failed. */
static inline const char *sheet_run(struct arena *arena, const char *format, const char *path)
{
    struct buffer out = {0};
    char block[4096];
    const char *command = arena_printf(arena, "exec 2>&1; ");
    char *line = arena_printf(arena, "%s", format), *hole = strstr(line, "FILE");
    *hole = '\0';
    FILE *pipe = popen(arena_printf(arena, "%s%s'%s'%s", command, line, path, hole + 4), "r");
    for (size_t got; (got = fread(block, 1, sizeof block, pipe));)
        buffer_add(&out, block, got);
    int status = pclose(pipe);
    const char *text = arena_printf(arena, "%s%s", status ? "?" : "", buffer_text(&out));
    buffer_free(&out);
    return text;
}

#endif
