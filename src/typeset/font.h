/*
 * font.h - the fonts of a run: which file serves which role, opened once, and the fallback chain behind each.
 *
 * fonts/fontmap names for each role the files in order of preference; the office's own files dropped into
 * fonts/ win. A fontset is opened once per process before any document and shared by all of them; it owns its
 * fonts; pages refer to them.
 *
 * What it answers depends on map and files alone, never on what was asked before.
 */
#ifndef TONGBAO_TYPESET_FONT_H
#define TONGBAO_TYPESET_FONT_H

#include "base/diag.h"

#include <hb.h>

/* Roles of type in GB/T 9704: 小标宋 (mark, title), 仿宋 (body), 黑体, 楷体, 宋体 (page numbers). */
enum face { FACE_XIAOBIAOSONG, FACE_FANGSONG, FACE_HEITI, FACE_KAITI, FACE_SONGTI, FACE_COUNT };

struct font {
    int id;           /* place in the fontset, stable for the same files */
    const char *path; /* the file */
    int index;        /* face in a collection */
    const char *name; /* PostScript name, safe for a PDF name */
    hb_blob_t *blob;
    hb_face_t *face;
    hb_font_t *hb; /* scale = upem */
    int upem;
    bool cff;             /* outlines in a CFF table, else glyf */
    bool kern;            /* it kerns, so that western text must be shaped as a run */
    bool local;           /* it has regional forms (locl), so that Chinese characters are shaped one by one */
    struct ink_note *ink; /* of its glyphs, as far as measured; NULL: isn't kept */
};

/* The ink of a glyph in font units, from its origin, y up; all 0 for a glyph without ink. */
struct ink_box {
    int left, right, bottom, top;
};

/* The same, once it was asked for. */
struct ink_note {
    struct ink_box box;
    bool known, has;
};

/* A code point as a font serves it. */
struct font_char {
    const struct font *font; /* NULL: no font has it */
    uint32_t glyph;
    int advance;   /* in font units */
    bool fallback; /* neither the role's font nor the one named for its western text */
    bool varied;   /* it is the variation that was asked for */
};

/* What a font says of a glyph is believed up to so many em, so that no sum of a few glyphs overflows. */
enum { FONT_EM_MOST = 32 };

/* A place in font units, cut down to what is believed; and a width, which isn't negative either. */
static inline int font_place(const struct font *font, int64_t units)
{
    int most = FONT_EM_MOST * font->upem;
    return units > most ? most : units < -most ? -most : (int)units;
}
static inline int font_width(const struct font *font, int64_t units)
{
    return units > 0 ? font_place(font, units) : 0;
}

struct fontset;

/*
 * Opens the fonts that the map in folder (fonts/fontmap) names. A file that can't be used is passed over with
 * a message (FONT_SKIPPED); NULL with messages when one can't be read (READ_FAILED, NO_INPUT for a link that
 * leads nowhere), a role has no usable file (NO_FONT), or the map is missing or faulty (NO_INPUT,
 * BAD_FONTMAP). Release with fontset_free (takes NULL).
 */
struct fontset *fontset_open(const char *folder, struct diag *diag);
void fontset_free(struct fontset *set);

/* The first font of a role; never NULL. */
const struct font *fontset_face(const struct fontset *set, enum face face);
/*
 * What serves code point c (with variation selector vs, 0 for none) in a role: the role's own font, else the
 * first of the fallback chain that has it; its font is NULL when none has. From a table that answers at once
 * for what was asked before. Lent until the next call with a variation selector, else as long as the set.
 */
const struct font_char *fontset_char(struct fontset *set, enum face face, uint32_t c, uint32_t vs);
/* font_ink.c: the ink of a glyph, measured once; false for one without outline. */
bool font_ink(const struct font *font, uint32_t glyph, struct ink_box *out);
/* All fonts, by id; count in *count. For keys (path, bytes) and drawing. */
const struct font *const *fontset_all(const struct fontset *set, int *count);
/*
 * A fontset of fonts that the caller made and keeps: face[i] serves role i, fallback (may be NULL) the rest.
 * Release with fontset_free, before the fonts.
 */
struct fontset *fontset_of(const struct font *const face[FACE_COUNT], const struct font *fallback);

#endif
