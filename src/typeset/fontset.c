/*
 * Every font is opened when the set is: opening maps the file and reads a few tables, a fraction of a
 * millisecond for all of them, and workers that are forked later share the pages. Lookups are kept: per role
 * a table of pages of 256 code points, so that a Han character costs two loads instead of a search in the
 * cmap.
 */
#include "base/arena.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/span.h"
#include "typeset/fontmap.h"

#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 256, PAGES = 0x110000 / PAGE, UPEM_LEAST = 16, UPEM_MOST = 16384 };

/* General punctuation and all that follows may have regional forms; western letters have none for us. */
enum { LOCAL_FIRST = 0x2010 };

struct char_page {
    struct font_char entry[PAGE];
    bool known[PAGE];
};

struct role {
    const struct font *own;
    const struct font *western; /* for letters and digits; NULL: own */
    struct char_page **pages;   /* PAGES entries, NULL where nothing was asked yet */
};

struct fontset {
    struct arena *arena;
    const struct font **font; /* by id */
    int count, capacity;
    int owned; /* how many of font this set opened itself */
    struct role role[FACE_COUNT];
    const struct font **fallback;
    int fallback_count, fallback_capacity;
    struct font_char variant; /* the last one looked up with a selector */
    struct font_char none;    /* what lies beyond Unicode */
};

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static bool has_feature(hb_face_t *face, hb_tag_t table, hb_tag_t feature)
{
    hb_tag_t tags[64];
    unsigned start = 0, count;
    do {
        count = sizeof tags / sizeof tags[0];
        hb_ot_layout_table_get_feature_tags(face, table, start, &count, tags);
        for (unsigned i = 0; i < count; i++)
            if (tags[i] == feature)
                return true;
        start += count;
    } while (count > 0);
    return false;
}

/* The PostScript name with only what a PDF name takes without escapes. */
static const char *safe_name(hb_face_t *face, int id, struct arena *arena)
{
    char raw[128], name[128];
    unsigned size = sizeof raw;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, raw);
    size_t used = 0;
    for (const char *p = raw; *p && used < 63; p++)
        if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || *p == '-')
            name[used++] = *p;
    name[used] = '\0';
    return used > 0 ? arena_strdup(arena, name) : arena_printf(arena, "Font-%d", id);
}

/* Whether a table of the face lies beyond the end of its file, as while it is copied, or after a copy that
 * was broken off: HarfBuzz takes what is there, and characters would come out blank (OpenType, Organization
 * of an OpenType Font). */
static bool is_cut_short(hb_blob_t *blob, int index)
{
    enum { HEAD = 12, RECORD = 16 };
    unsigned size;
    const char *data = hb_blob_get_data(blob, &size);
    const struct span file = {(const uint8_t *)data, size};
    const bool many = size >= HEAD && memcmp(data, "ttcf", 4) == 0;
    if (many && (unsigned)index >= span_uint(file, 8, 4))
        return false; /* it has no such face */
    const struct span entry = span_sub(file, HEAD + 4 * (size_t)index, 4);
    if (many && !entry.size)
        return true;
    const size_t at = many ? span_uint(entry, 0, 4) : 0;
    const size_t directory = HEAD + RECORD * (size_t)span_u16(file, at + 4);
    if (!span_sub(file, at, directory).size)
        return true;
    for (size_t record = at + HEAD; record < at + directory; record += RECORD)
        if ((uint64_t)span_uint(file, record + 8, 4) + span_uint(file, record + 12, 4) > size)
            return true;
    return false;
}

/* Why a face can't be used; NULL when it can. */
static const char *fault_of(hb_face_t *face)
{
    unsigned upem = hb_face_get_upem(face);
    if (hb_face_get_glyph_count(face) == 0)
        return _("it holds no glyphs, or no such face");
    if (!has_table(face, HB_TAG('h', 'h', 'e', 'a')) || !has_table(face, HB_TAG('h', 'm', 't', 'x')))
        return _("it doesn't say how wide its characters are");
    if (upem < UPEM_LEAST || upem > UPEM_MOST)
        return _("its units per em are out of range");
    if (!has_table(face, HB_TAG('c', 'm', 'a', 'p')))
        return _("it doesn't say which characters it has");
    if (!has_table(face, HB_TAG('C', 'F', 'F', ' ')) && !has_table(face, HB_TAG('g', 'l', 'y', 'f')))
        return _("it has neither TrueType nor CFF outlines");
    return NULL;
}

/* In a collection of regional faces, the one for mainland China, by its PostScript name; else the first. */
static int choose_face(hb_blob_t *blob)
{
    unsigned count = hb_face_count(blob);
    for (unsigned i = 0; i < count && count > 1; i++) {
        char name[128] = "";
        unsigned size = sizeof name;
        hb_face_t *face = hb_face_create(blob, i);
        hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
        hb_face_destroy(face);
        size_t family = strcspn(name, "-");
        if (family > 2 &&
            (strncmp(name + family - 2, "sc", 2) == 0 || strncmp(name + family - 2, "SC", 2) == 0))
            return (int)i;
    }
    return 0;
}

static const struct font *opened_before(const struct fontset *set, const char *path, int index)
{
    for (int i = 0; i < set->count; i++)
        if (set->font[i]->index == index && strcmp(set->font[i]->path, path) == 0)
            return set->font[i];
    return NULL;
}

static void register_font(struct fontset *set, const struct font *font)
{
    const struct font **slot =
        arena_push(set->arena, &set->font, &set->count, &set->capacity, sizeof *set->font);
    *slot = font;
}

static const struct font *make_font(struct fontset *set, const char *path, int index, hb_blob_t *blob,
                                    hb_face_t *face)
{
    struct font *font = arena_alloc(set->arena, sizeof *font);
    font->id = set->count;
    font->path = path;
    font->index = index;
    font->name = safe_name(face, font->id, set->arena);
    font->blob = blob;
    font->face = face;
    font->upem = (int)hb_face_get_upem(face);
    font->cff = has_table(face, HB_TAG('C', 'F', 'F', ' '));
    font->kern = has_feature(face, HB_OT_TAG_GPOS, HB_TAG('k', 'e', 'r', 'n')) ||
                 has_table(face, HB_TAG('k', 'e', 'r', 'n'));
    font->local = has_feature(face, HB_OT_TAG_GSUB, HB_TAG('l', 'o', 'c', 'l'));
    font->ink = must_calloc((size_t)hb_face_get_glyph_count(face), sizeof *font->ink);
    font->hb = hb_font_create(face); /* its scale is the face's upem */
    hb_font_make_immutable(font->hb);
    register_font(set, font);
    return font;
}

/* The bytes of a file; NULL with a message. */
static hb_blob_t *read_file(const char *path, struct diag *diag)
{
    struct stat st; /* a pipe would be waited for */
    hb_blob_t *blob = NULL;
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
        diag_at(diag, MESSAGE_READ_FAILED, (struct where){path, 0}, "%s", _("it is not a regular file"));
    else if (access(path, R_OK) != 0 || !(blob = hb_blob_create_from_file_or_fail(path)))
        file_fault(path, diag);
    return blob;
}

/*
 * The font of a file, opened now or before; NULL with a message when it can't be used. One that is there and
 * can't be read is an error: it may be the office's own, and what is issued in another font stays so.
 */
static const struct font *open_file(struct fontset *set, const struct font_file *file, struct diag *diag)
{
    struct where at = {file->path, 0};
    hb_blob_t *blob = read_file(file->path, diag);
    if (!blob)
        return NULL;
    int index = file->index >= 0 ? file->index : choose_face(blob);
    if (is_cut_short(blob, index)) {
        diag_at(diag, MESSAGE_READ_FAILED, at, "%s", _("the file is cut short, or is no font"));
        hb_blob_destroy(blob);
        return NULL;
    }
    const struct font *font = opened_before(set, file->path, index);
    if (font) {
        hb_blob_destroy(blob);
        return font;
    }
    hb_face_t *face = hb_face_create(blob, (unsigned)index);
    hb_face_make_immutable(face);
    const char *fault = fault_of(face);
    if (fault) {
        diag_at(diag, MESSAGE_FONT_SKIPPED, at, "%s", fault);
        hb_face_destroy(face);
        hb_blob_destroy(blob);
        return NULL;
    }
    return make_font(set, file->path, index, blob, face);
}

static struct fontset *new_set(void)
{
    struct arena *arena = arena_new();
    struct fontset *set = arena_alloc(arena, sizeof *set);
    set->arena = arena;
    for (int i = 0; i < FACE_COUNT; i++)
        set->role[i].pages = arena_array(arena, PAGES, sizeof *set->role[i].pages);
    return set;
}

static void add_fallback(struct fontset *set, const struct font *font)
{
    const struct font **slot = arena_push(set->arena, &set->fallback, &set->fallback_count,
                                          &set->fallback_capacity, sizeof *set->fallback);
    *slot = font;
}

static bool open_roles(struct fontset *set, const struct font_files *roles, const char *folder,
                       struct diag *diag)
{
    int errors = diag_errors(diag);
    for (int i = 0; i < FACE_COUNT; i++) {
        int before = diag_errors(diag);
        for (int k = 0; k < roles[i].count && !set->role[i].own && diag_errors(diag) == before; k++) {
            const struct font_file *file = &roles[i].file[k];
            set->role[i].own = open_file(set, file, diag);
            if (set->role[i].own && file->western)
                set->role[i].western = open_file(set, file->western, diag);
        }
        if (!set->role[i].own && diag_errors(diag) == before)
            diag_at(diag, MESSAGE_NO_FONT, (struct where){file_join(set->arena, folder, "fontmap"), 0},
                    _("none of the files named for \"%s\" was found; make deps fetches free ones"),
                    fontmap_role(i));
    }
    return diag_errors(diag) == errors;
}

static bool open_fallback(struct fontset *set, const struct font_files *last, struct diag *diag)
{
    int errors = diag_errors(diag);
    for (int i = 0; i < last->count; i++) {
        const struct font *font = open_file(set, &last->file[i], diag);
        if (font)
            add_fallback(set, font);
        if (font && last->file[i].western)
            diag_at(diag, MESSAGE_FONT_SKIPPED, (struct where){last->file[i].western->path, 0}, "%s",
                    _("the fonts for what others lack bring western characters of their own"));
    }
    return diag_errors(diag) == errors;
}

struct fontset *fontset_open(const char *folder, struct diag *diag)
{
    struct fontset *set = new_set();
    struct font_files roles[FONTMAP_ROLES] = {0};
    bool good = fontmap_read(folder, set->arena, roles, diag) && open_roles(set, roles, folder, diag) &&
                open_fallback(set, &roles[FONTMAP_FALLBACK], diag);
    set->owned = set->count;
    if (good)
        return set;
    fontset_free(set);
    return NULL;
}

struct fontset *fontset_of(const struct font *const face[FACE_COUNT], const struct font *fallback)
{
    struct fontset *set = new_set();
    for (int i = 0; i < FACE_COUNT; i++) {
        set->role[i].own = face[i];
        if (!opened_before(set, face[i]->path, face[i]->index))
            register_font(set, face[i]);
    }
    if (fallback) {
        register_font(set, fallback);
        add_fallback(set, fallback);
    }
    return set;
}

void fontset_free(struct fontset *set)
{
    if (!set)
        return;
    for (int i = 0; i < set->owned; i++) {
        hb_font_destroy(set->font[i]->hb);
        hb_face_destroy(set->font[i]->face);
        hb_blob_destroy(set->font[i]->blob);
        free(set->font[i]->ink);
    }
    for (int i = 0; i < FACE_COUNT; i++)
        for (int k = 0; k < PAGES; k++)
            free(set->role[i].pages[k]);
    arena_free(set->arena);
}

const struct font *fontset_face(const struct fontset *set, enum face face)
{
    return set->role[face].own;
}

const struct font *const *fontset_all(const struct fontset *set, int *count)
{
    *count = set->count;
    return (const struct font *const *)set->font;
}

/* The form of the glyph for simplified Chinese; most have no other, but the dashes of pan-Chinese fonts do.
 */
static void localize(uint32_t c, struct font_char *out)
{
    static const hb_feature_t off[] = {{HB_TAG('c', 'h', 'w', 's'), 0, 0, (unsigned)-1},
                                       {HB_TAG('h', 'a', 'l', 't'), 0, 0, (unsigned)-1},
                                       {HB_TAG('p', 'a', 'l', 't'), 0, 0, (unsigned)-1},
                                       {HB_TAG('v', 'e', 'r', 't'), 0, 0, (unsigned)-1}};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add(buffer, c, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_shape(out->font->hb, buffer, off, sizeof off / sizeof off[0]);
    if (hb_buffer_get_length(buffer) == 1 && hb_buffer_get_glyph_infos(buffer, NULL)->codepoint != 0) {
        out->glyph = hb_buffer_get_glyph_infos(buffer, NULL)->codepoint;
        out->advance = font_width(out->font, hb_buffer_get_glyph_positions(buffer, NULL)->x_advance);
    }
    hb_buffer_destroy(buffer);
}

/* With a selector first the fonts that have the variation are asked; where none has, the base character is
 * taken, as Unicode allows. */
static bool serves(const struct font *font, uint32_t c, uint32_t vs, struct font_char *out)
{
    hb_codepoint_t glyph = 0;
    bool has = vs ? hb_font_get_variation_glyph(font->hb, c, vs, &glyph)
                  : hb_font_get_nominal_glyph(font->hb, c, &glyph);
    if (!has || glyph == 0)
        return false;
    *out = (struct font_char){.font = font, .glyph = glyph, .varied = vs != 0};
    out->advance = font_width(font, hb_font_get_glyph_h_advance(font->hb, glyph));
    if (font->local && !vs && c >= LOCAL_FIRST)
        localize(c, out);
    return true;
}

enum { EN_DASH = 0x2013, MINUS = 0x2212 };

/* Western letters, digits and marks, of which all Chinese fonts bring their own, good or not. */
static bool is_western(uint32_t c)
{
    return c == MINUS || (c > 0x20 && c < 0x7F) ||
           (c >= 0xA1 && c < 0x250 && c != 0xB7 && c != 0xD7 && c != 0xF7);
}

static bool search(const struct fontset *set, enum face face, uint32_t c, uint32_t vs, struct font_char *out)
{
    const struct role *role = &set->role[face];
    if (role->western && is_western(c) && serves(role->western, c, vs, out))
        return true;
    /* Few Chinese fonts have a minus; the dash is of the strokes of the digits beside it, another font's
     * isn't. */
    if (serves(role->own, c, vs, out) || (c == MINUS && !vs && serves(role->own, EN_DASH, 0, out)))
        return true;
    for (int i = 0; i < set->fallback_count; i++)
        if (serves(set->fallback[i], c, vs, out)) {
            out->fallback = true;
            return true;
        }
    return false;
}

const struct font_char *fontset_char(struct fontset *set, enum face face, uint32_t c, uint32_t vs)
{
    if (vs && search(set, face, c, vs, &set->variant))
        return &set->variant;
    if (c >= 0x110000)
        return &set->none;
    struct char_page **page = &set->role[face].pages[c / PAGE];
    if (!*page) {
        *page = must_malloc(sizeof **page);
        memset(*page, 0, sizeof **page);
    }
    struct font_char *entry = &(*page)->entry[c % PAGE];
    if (!(*page)->known[c % PAGE]) {
        search(set, face, c, 0, entry);
        (*page)->known[c % PAGE] = true;
    }
    return entry;
}
