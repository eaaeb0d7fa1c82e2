/*
 * Outlines are most of a PDF, so text type is written simplified (outline.h), as CFF whatever it came as.
 * Left as they are: glyphs shown large, where CFF outlines are copied, with their hints, minus subroutines;
 * and TrueType fonts with real instructions, for some old Chinese ones put their strokes in place by them and
 * would be wrong without. Everything else that HarfBuzz can draw (CFF2, variable fonts, charstrings that
 * can't be flattened) goes the first way.
 *
 * hb-subset would keep all outlines whole: 151 kB after deflate for 351 characters of FandolFang instead of
 * 60, and 3 ms for each document even from a small font, where copying charstrings that are ready takes a
 * twentieth of that.
 */
#include "draw/program.h"

#include "base/fatal.h"
#include "draw/cff.h"
#include "draw/charstring.h"
#include "draw/outline.h"
#include "draw/truetype.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

enum kind {
    KIND_SIMPLIFIED, /* drawn anew with fewer curves */
    KIND_COPIED,     /* CFF charstrings, minus subroutines */
    KIND_DRAWN,      /* drawn anew as they are */
    KIND_TRUETYPE,   /* copied with their instructions */
};

/*
 * Simplified outlines stand on a grid of 1/500 em and move by no more than 1.25 units of it; at 16 points,
 * 0.014 mm, two thirds of a dot at 1200 dpi.
 */
enum { SIMPLE_EM = 500 };
static const float tolerance = 1.25f;

/* Where a glyph's charstring is in the store; size 0: not made yet. */
struct flat {
    size_t at, size;
    unsigned subset; /* in which it was used last, */
    int first;       /* and the first glyph there that it is the outline of */
};

enum { BLOBS = 10 };

enum { STUB = 256 }; /* bytes of fpgm: below, it only turns smoothing on */

struct program {
    enum kind kind;
    hb_font_t *hb;
    hb_blob_t *blob[BLOBS]; /* the tables that the spans below lend from */
    int blob_count;
    uint32_t glyph_count;
    int em, upem;   /* units an em in the subsets, and in the font */
    struct cff cff; /* KIND_COPIED: the font's; drawn anew: made up */
    uint8_t matrix[48];
    struct truetype truetype;
    struct flat *flat;            /* by glyph id */
    struct outline drawn, simple; /* room for one glyph */
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

/* A number of nine decimals, 0 < n < 10^9 of them, as a DICT's real (Technical Note 5176, table 5). */
static size_t put_real(uint8_t *out, uint32_t billionths)
{
    uint8_t nibble[12] = {0xA};
    for (int i = 9; i > 0; i--, billionths /= 10)
        nibble[i] = (uint8_t)(billionths % 10);
    nibble[10] = nibble[11] = 0xF;
    out[0] = 30;
    for (size_t i = 0; i < 6; i++)
        out[i + 1] = (uint8_t)(nibble[2 * i] << 4 | nibble[2 * i + 1]);
    return 7;
}

/* A CFF to write with the redrawn outlines: one Font DICT, the matrix of the font's em. */
static void make_up_cff(struct program *program)
{
    static const uint8_t zero = 139;
    static struct cff_fd fd;
    uint32_t scale = (uint32_t)((1000000000 + program->em / 2) / program->em);
    uint8_t *m = program->matrix;
    size_t size = put_real(m, scale);
    m[size++] = zero;
    m[size++] = zero;
    size += put_real(m + size, scale);
    m[size++] = zero;
    m[size++] = zero;
    cff_close(&program->cff);
    program->cff.matrix = (struct span){m, size};
    program->cff.fd = memset(must_malloc(sizeof fd), 0, sizeof fd);
    program->cff.fd_count = 1;
}

static enum kind open_kind(struct program *program, const struct font *font, enum purpose purpose)
{
    bool variable = hb_ot_var_has_data(font->face);
    if (!variable && !font->cff) {
        open_truetype(program, font->face);
        if (program->truetype.fpgm.size > STUB && truetype_open(&program->truetype))
            return KIND_TRUETYPE;
    }
    if (purpose == PURPOSE_TEXT)
        return KIND_SIMPLIFIED;
    bool copied = !variable && font->cff && cff_open(&program->cff, table_of(program, font->face, "CFF "));
    return copied ? KIND_COPIED : KIND_DRAWN;
}

struct program *program_open(const struct font *font, enum purpose purpose)
{
    struct program *program = must_malloc(sizeof *program);
    *program = (struct program){.hb = hb_font_reference(font->hb), .upem = font->upem};
    program->glyph_count = hb_face_get_glyph_count(font->face);
    program->kind = open_kind(program, font, purpose);
    program->em = program->kind == KIND_SIMPLIFIED ? SIMPLE_EM : font->upem;
    if (program->kind == KIND_SIMPLIFIED || program->kind == KIND_DRAWN)
        make_up_cff(program);
    program->flat = calloc((size_t)program->glyph_count + 1, sizeof *program->flat);
    if (!program->flat)
        fatal("out of memory");
    return program;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    cff_close(&program->cff);
    for (int i = 0; i < program->blob_count; i++)
        hb_blob_destroy(program->blob[i]);
    hb_font_destroy(program->hb);
    buffer_free(&program->store);
    outline_free(&program->drawn);
    outline_free(&program->simple);
    free(program->flat);
    free(program);
}

bool program_is_cff(const struct program *program)
{
    return program->kind != KIND_TRUETYPE;
}

int program_em(const struct program *program)
{
    return program->em;
}

int program_width(const struct program *program, uint32_t gid)
{
    int64_t twice = 2 * (int64_t)hb_font_get_glyph_h_advance(program->hb, gid) * program->em;
    return (int)((twice + program->upem) / (2 * program->upem));
}

uint32_t program_glyph_count(const struct program *program)
{
    return program->glyph_count;
}

/* ---- subsets ---- */

static void redraw(struct program *program, uint32_t gid)
{
    outline_clear(&program->drawn);
    outline_take(&program->drawn, program->hb, gid, (float)program->em / (float)program->upem);
    if (program->kind == KIND_SIMPLIFIED) {
        outline_clear(&program->simple);
        outline_simplify(&program->drawn, tolerance, &program->simple);
        outline_write(&program->simple, &program->store);
    } else {
        outline_write(&program->drawn, &program->store);
    }
}

static struct flat *flat_of(struct program *program, uint32_t gid)
{
    const struct cff *cff = &program->cff;
    struct flat *flat = &program->flat[gid];
    if (flat->size)
        return flat;
    flat->at = program->store.size;
    if (program->kind != KIND_COPIED ||
        !charstring_flatten(cff_item(&cff->charstrings, gid), &cff->subrs,
                            &cff->fd[cff_fd_of(cff, gid)].subrs, &program->store))
        redraw(program, gid);
    flat->size = program->store.size - flat->at;
    return flat;
}

/* Glyph i of a subset; the store must not move any more. */
static struct cff_glyph outline_of(struct program *program, const struct program_glyph *glyph, int i)
{
    struct flat *flat = flat_of(program, glyph->gid);
    struct cff_glyph outline = {.outline = {(const uint8_t *)program->store.data + flat->at, flat->size},
                                .fd = cff_fd_of(&program->cff, glyph->gid),
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
        flat_of(program, glyph[i].gid);
    for (int i = 0; i < count; i++)
        outline[i] = outline_of(program, &glyph[i], i);
    cff_write(&program->cff, program->em, name, outline, count, out);
    free(outline);
}

bool program_subset(struct program *program, const struct program_glyph *glyph, int count, const char *name,
                    struct buffer *out)
{
    if (count > 65535)
        return false;
    if (program->kind != KIND_TRUETYPE) {
        subset_cff(program, glyph, count, name, out);
        return true;
    }
    struct truetype_glyph *wanted = must_malloc((size_t)count * sizeof *wanted);
    for (int i = 0; i < count; i++)
        wanted[i] = (struct truetype_glyph){glyph[i].gid, glyph[i].width};
    bool done = truetype_write(&program->truetype, wanted, count, out);
    free(wanted);
    return done;
}
