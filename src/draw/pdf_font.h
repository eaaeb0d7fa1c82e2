/*
 * pdf_font.h - fonts as a PDF holds them: which code stands for which glyph and text, and the Type 0 font
 * made from that (ISO 32000-1, 9.7).
 *
 * A code is a CID and a glyph id of the embedded subset at once. It stands for a glyph, the text that the
 * glyph means, and how much wider than in the font it is set: so every code has one meaning in ToUnicode, and
 * the gap between Han and western text belongs to the character before it instead of looking like a space to
 * a reader.
 */
#ifndef TONGBAO_DRAW_PDF_FONT_H
#define TONGBAO_DRAW_PDF_FONT_H

#include "draw/object.h"
#include "typeset/pages.h"

/* The fonts that a drawer has met, with their programs. */
struct font_cache;
/* A new, empty cache; release with font_cache_free (takes NULL). */
struct font_cache *font_cache_new(void);
void font_cache_free(struct font_cache *cache);

/* The fonts of one document. */
struct pdf_fonts;
/* One of them. */
struct pdf_font;

/* No fonts yet; lives in the document's arena. */
struct pdf_fonts *pdf_fonts_new(struct pdf *pdf, struct font_cache *cache);
/* The document's font for a font of the fontset shown at a size; never NULL. Warns where the font says that
 * it must not be embedded. */
struct pdf_font *pdf_fonts_use(struct pdf_fonts *fonts, const struct font *font, length size);
/* Whether type of a size is display type: the red head, the watermark. */
bool pdf_font_is_display(length size);
/* The Type 0 dictionary, to be named among a page's resources; complete after pdf_fonts_write. */
HPDF_Dict pdf_font_object(const struct pdf_font *font);
/* The width of a glyph in the font, in thousandths of the em, as a reader will take it from /W. */
int pdf_font_width(const struct pdf_font *font, uint32_t gid);
/*
 * The code for a glyph that stands for the size bytes of UTF-8 at text (size 0: for nothing by itself) and is
 * set wider by extra thousandths of the em (narrower where negative). text must live until pdf_fonts_write.
 */
int pdf_font_code(struct pdf_font *font, uint32_t gid, const char *text, int size, int extra);
/* The advance that /W gives a code, in thousandths of the em. */
int pdf_font_advance(const struct pdf_font *font, int code);
/* Writes all fonts of the document; no more codes afterwards. */
void pdf_fonts_write(struct pdf_fonts *fonts);

#endif
