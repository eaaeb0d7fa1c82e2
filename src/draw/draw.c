#include "draw/draw.h"

#include "base/fatal.h"
#include "draw/content.h"
#include "draw/metadata.h"
#include "draw/navigation.h"

#include <stdlib.h>

struct drawer {
    struct squeezer *squeezer;
    struct font_cache *fonts;
    struct picture_store *pictures;
    struct stamp_store *stamps;
    struct profile profile;
};

struct drawer *drawer_new(void)
{
    struct drawer *drawer = must_malloc(sizeof *drawer);
    *drawer = (struct drawer){.squeezer = squeezer_new(),
                              .fonts = font_cache_new(),
                              .pictures = picture_store_new(),
                              .stamps = stamp_store_new()};
    profile_make(&drawer->profile, drawer->squeezer);
    return drawer;
}

void drawer_free(struct drawer *drawer)
{
    if (!drawer)
        return;
    profile_free(&drawer->profile);
    picture_store_free(drawer->pictures);
    stamp_store_free(drawer->stamps);
    font_cache_free(drawer->fonts);
    squeezer_free(drawer->squeezer);
    free(drawer);
}

static void write_document(struct drawer *drawer, struct pdf *pdf, const struct pages *pages,
                           const struct buffer *source)
{
    struct leaves *leaves = leaves_new(pdf, pages);
    struct content content = {.pdf = pdf,
                              .pages = pages,
                              .leaves = leaves,
                              .fonts = pdf_fonts_new(pdf, drawer->fonts),
                              .pictures = pictures_new(pdf, drawer->pictures),
                              .stamps = stamps_new(pdf, drawer->stamps),
                              .structure = structure_new(pdf, pages, leaves)};
    const struct navigation *navigation = navigation_new(pdf, pages, leaves);
    navigation_unlink(navigation, content.structure);
    for (int i = 0; i < pages->count; i++) {
        content_draw(&content, i);
        navigation_links(navigation, i, content.structure);
    }
    leaves_write(leaves);
    pdf_fonts_write(content.fonts);
    navigation_bookmarks(navigation);
    navigation_labels(navigation);
    structure_write(content.structure);
    metadata_write(pdf, pages, &drawer->profile);
    if (source && source->size)
        metadata_embed(pdf, pages, source);
}

bool draw_pdf(struct drawer *drawer, const struct pages *pages, const struct buffer *source,
              struct buffer *out, struct diag *diag)
{
    if (pages->count > HPDF_LIMIT_MAX_ARRAY) { /* as many as a list of pages holds */
        diag_at(diag, MESSAGE_TOO_LARGE, pages->document->title.at,
                _("it makes %d pages; at most %d are drawn"), pages->count, HPDF_LIMIT_MAX_ARRAY);
        return false;
    }
    struct pdf pdf = {.out = out, .arena = arena_new(), .squeezer = drawer->squeezer, .diag = diag};
    size_t start = out->size;
    bool drawn = pdf_begin(&pdf);
    if (drawn) {
        write_document(drawer, &pdf, pages, source);
        drawn = pdf_write(&pdf);
    } else {
        diag_say(diag, MESSAGE_DEFECT, _("libharu makes no document"));
    }
    if (!drawn)
        buffer_cut(out, start);
    pdf_end(&pdf);
    arena_free(pdf.arena);
    return drawn;
}
