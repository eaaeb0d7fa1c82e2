/*
 * Outlines are most of a PDF, so they are drawn anew with fewer lines and curves (outline.h), as CFF whatever
 * they came as: CFF, TrueType, variable fonts. Left as they are: TrueType fonts with real instructions, for
 * some old Chinese ones put their strokes in place by them and would be wrong without.
 *
 * hb-subset would keep all outlines whole: 151 kB after deflate for 351 characters of FandolFang instead of
 * 45, and 3 ms for each document even from a small font, where copying charstrings that are ready takes a
 * twentieth of that.
 */
#include "draw/program.h"

#include "base/fatal.h"
#include "draw/cff.h"
#include "draw/outline.h"
#include "draw/truetype.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

/*
 * The grids that outlines are put on, as units an em, and how far they may move, in units. Text is read at 16
 * points, where a unit is 0.017 mm, two fifths of a dot at 600 dpi; half an em is whole units, so that
 * figures keep their width. Large type gets what most fonts are drawn on, 0.01 mm at 30 points.
 */
static const struct {
    int em;
    float tolerance;
} grids[] = {[PURPOSE_TEXT] = {334, 1.1f}, [PURPOSE_DISPLAY] = {1000, 1}};

/* A glyph's charstring. */
struct flat {
    struct encoded outline; /* in the store */
    unsigned subset;        /* in which it was used last, */
    int first;              /* and the first glyph there that it is the outline of */
};

enum { BLOBS = 10 };

enum { STUB = 256 }; /* bytes of fpgm: below, it only turns smoothing on */

struct program {
    bool truetype_kept;
    float tolerance;
    hb_font_t *hb;
    hb_blob_t *blob[BLOBS]; /* the tables that the spans below lend from */
    int blob_count;
    uint32_t glyph_count;
    int em, upem; /* units an em in the subsets, and in the font */
    struct truetype truetype;
    uint16_t *place;   /* by glyph id: which of the charstrings is its own; 0: it is not made yet */
    struct flat *flat; /* none is at 0 */
    int count, capacity;
    struct outline drawn, simple; /* room for one glyph */
    struct buffer charstring;     /* likewise */
    struct buffer store;
    unsigned subsets; /* made so far */
};

static struct span table_of(struct program *program, hb_face_t *face, const char tag[4])
{
    unsigned size;
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
    program->blob[program->blob_count++] = blob;
    const char *data = hb_blob_get_data(blob, &size);
    return (struct span){(const uint8_t *)data, data ? size : 0};
}

static void open_truetype(struct program *program, hb_face_t *face)
{
    struct truetype *t = &program->truetype;
    t->head = table_of(program, face, "head");
    t->hhea = table_of(program, face, "hhea");
    t->hmtx = table_of(program, face, "hmtx");
    t->maxp = table_of(program, face, "maxp");
    t->loca = table_of(program, face, "loca");
    t->glyf = table_of(program, face, "glyf");
    t->cvt = table_of(program, face, "cvt ");
    t->fpgm = table_of(program, face, "fpgm");
    t->prep = table_of(program, face, "prep");
}

/* Whether the font must stay what it is. */
static bool needs_truetype(struct program *program, const struct font *font)
{
    if (font->cff || hb_ot_var_has_data(font->face))
        return false;
    open_truetype(program, font->face);
    return program->truetype.fpgm.size > STUB && truetype_open(&program->truetype);
}

struct program *program_open(const struct font *font, enum purpose purpose)
{
    struct program *program = must_malloc(sizeof *program);
    *program = (struct program){.hb = hb_font_reference(font->hb), .upem = font->upem};
    program->glyph_count = hb_face_get_glyph_count(font->face);
    program->truetype_kept = needs_truetype(program, font);
    program->em = program->truetype_kept ? font->upem : grids[purpose].em;
    program->tolerance = grids[purpose].tolerance;
    program->place = must_calloc((size_t)program->glyph_count + 1, sizeof *program->place);
    return program;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    for (int i = 0; i < program->blob_count; i++)
        hb_blob_destroy(program->blob[i]);
    hb_font_destroy(program->hb);
    buffer_free(&program->charstring);
    buffer_free(&program->store);
    outline_free(&program->drawn);
    outline_free(&program->simple);
    free(program->place);
    free(program->flat);
    free(program);
}

bool program_is_cff(const struct program *program)
{
    return !program->truetype_kept;
}

int program_em(const struct program *program)
{
    return program->em;
}

int program_bounded(const struct program *program, int64_t width)
{
    int64_t least = program->truetype_kept ? 0 : INT16_MIN;
    int64_t most = program->truetype_kept ? UINT16_MAX : INT16_MAX;
    return (int)(width < least ? least : width > most ? most : width);
}

int program_width(const struct program *program, uint32_t gid)
{
    int64_t twice = 2 * (int64_t)hb_font_get_glyph_h_advance(program->hb, gid) * program->em;
    return program_bounded(program, (twice + program->upem) / (2 * program->upem));
}

uint32_t program_glyph_count(const struct program *program)
{
    return program->glyph_count;
}

/* ---- subsets ---- */

/* Makes a glyph's charstring. */
static void draw(struct program *program, uint32_t gid, struct encoded *outline)
{
    outline_clear(&program->drawn);
    outline_clear(&program->simple);
    outline_take(&program->drawn, program->hb, gid, (float)program->em / (float)program->upem);
    outline_simplify(&program->drawn, program->tolerance, &program->simple);
    buffer_clear(&program->charstring);
    outline_write(&program->simple, &program->charstring);
    huffman_encode(program->charstring.data, program->charstring.size, &program->store, outline);
}

/* The charstring of a glyph; lent until the next one is made. */
static struct flat *flat_of(struct program *program, uint32_t gid)
{
    uint16_t *place = &program->place[gid];
    if (*place)
        return &program->flat[*place];
    if (program->count + 1 >= program->capacity) {
        program->capacity = program->capacity * 2 + 64;
        program->flat = must_realloc(program->flat, (size_t)program->capacity * sizeof *program->flat);
    }
    *place = (uint16_t)++program->count;
    struct flat *flat = &program->flat[*place];
    *flat = (struct flat){.subset = 0};
    draw(program, gid, &flat->outline);
    return flat;
}

/* Glyph i of a subset. */
static struct cff_glyph outline_of(struct program *program, const struct program_glyph *glyph, int i)
{
    struct flat *flat = flat_of(program, glyph->gid);
    struct cff_glyph outline = {.outline = &flat->outline,
                                .width = glyph->width,
                                .same_as = flat->subset == program->subsets ? flat->first : -1};
    if (outline.same_as < 0) {
        flat->subset = program->subsets;
        flat->first = i;
    }
    return outline;
}

static void subset_cff(struct program *program, const struct program_glyph *glyph, int count,
                       const char *name, struct buffer *out)
{
    struct cff_glyph *outline = must_malloc((size_t)count * sizeof *outline);
    program->subsets++;
    for (int i = 0; i < count; i++)
        flat_of(program, glyph[i].gid); /* so that all of them stay where they are */
    for (int i = 0; i < count; i++)
        outline[i] = outline_of(program, &glyph[i], i);
    cff_write(program->em, name, outline, count, &program->store, out);
    free(outline);
}

bool program_subset(struct program *program, const struct program_glyph *glyph, int count, const char *name,
                    struct buffer *out)
{
    if (count > FONT_GLYPHS)
        return false;
    if (program->truetype_kept)
        return truetype_write(&program->truetype, glyph, count, out);
    subset_cff(program, glyph, count, name, out);
    return true;
}
