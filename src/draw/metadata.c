#include "draw/metadata.h"

#include "base/fatal.h"
#include "draw/digest.h"
#include "typeset/line.h"

#include <lcms2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- output intent ---- */

void profile_make(struct profile *profile, struct squeezer *squeezer)
{
    /* Big-endian date and time of the profile's making, which must not be the clock's: 2000-01-01 00:00:00.
     */
    static const uint8_t date[12] = {0x07, 0xD0, 0, 1, 0, 1};
    enum { DATE_AT = 24 };
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsUInt32Number size = 0;
    if (!srgb)
        fatal("Little CMS makes no sRGB profile");
    cmsSetProfileVersion(srgb, 4.2); /* the newest that PDF 1.7 names */
    if (!cmsSaveProfileToMem(srgb, NULL, &size) || size < 128)
        fatal("Little CMS makes no sRGB profile");
    uint8_t *bytes = must_malloc(size);
    if (!cmsSaveProfileToMem(srgb, bytes, &size))
        fatal("Little CMS makes no sRGB profile");
    cmsCloseProfile(srgb);
    memcpy(bytes + DATE_AT, date, sizeof date);
    *profile = (struct profile){0};
    squeeze_into(squeezer, bytes, size, &profile->packed);
    free(bytes);
}

void profile_free(struct profile *profile)
{
    buffer_free(&profile->packed);
}

static void write_output_intent(struct pdf *pdf, const struct profile *profile)
{
    static const char name[] = "sRGB IEC61966-2.1";
    HPDF_Dict icc = stream_packed(pdf, "/FlateDecode", profile->packed.data, profile->packed.size, "/N 3");
    HPDF_Array intents = HPDF_Array_New(pdf->doc->mmgr);
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "OutputIntents", intents));
    pdf_check(pdf, HPDF_Array_Add(intents,
                                  object_inline(pdf,
                                                "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(%s)"
                                                "/Info(%s)/RegistryName(http://www.color.org)"
                                                "/DestOutputProfile %d 0 R",
                                                name, name, object_number(icc))));
}

/* ---- properties ---- */

/* What both the information dictionary and the XMP packet say. */
struct properties {
    const char *title, *author, *subject, *keywords, *producer; /* NULL: not said */
    const char *date;                                           /* as XMP spells it; NULL: none */
    const char *info_date;                                      /* as the dictionary does */
};

/* A document whose properties name no title goes by the one that is printed, and one that has none by its
 * first line: PDF/UA wants one. */
static const char *title_of(struct arena *arena, const struct pages *pages)
{
    const struct document *document = pages->document;
    if (document->meta_title && *document->meta_title)
        return document->meta_title;
    const char *printed = para_text(&document->title, arena);
    if (*printed)
        return printed;
    for (int i = 0; i < pages->count; i++)
        for (int k = 0; k < pages->page[i].line_count; k++) {
            const struct line_note *line = &pages->page[i].line[k];
            if (!line->furniture && line->text && *line->text)
                return line->text;
        }
    return "-";
}

static struct properties properties_of(struct pdf *pdf, const struct pages *pages)
{
    const struct document *d = pages->document;
    struct properties p = {.title = title_of(pdf->arena, pages),
                           .author = d->meta_author,
                           .subject = d->meta_subject,
                           .keywords = d->meta_keywords};
    p.producer = arena_printf(pdf->arena, "Haru Free PDF Library %s", HPDF_GetVersion());
    if (d->meta_date.year) {
        int y = d->meta_date.year, m = d->meta_date.month, day = d->meta_date.day;
        p.date = arena_printf(pdf->arena, "%04d-%02d-%02dT00:00:00+08:00", y, m, day);
        p.info_date = arena_printf(pdf->arena, "D:%04d%02d%02d000000+08'00'", y, m, day);
    }
    return p;
}

static void put_info(struct buffer *out, const char *key, const char *value)
{
    if (!value)
        return;
    buffer_puts(out, key);
    put_text(out, value);
    buffer_putc(out, '\n');
}

/* libharu's dictionary would say who produced the file only; ours takes its place in the trailer. */
static void write_info(struct pdf *pdf, const struct properties *p)
{
    struct buffer out = {0};
    put_info(&out, "/Title", p->title);
    put_info(&out, "/Author", p->author);
    put_info(&out, "/Subject", p->subject);
    put_info(&out, "/Keywords", p->keywords);
    put_info(&out, "/Creator", "tongbao");
    put_info(&out, "/Producer", p->producer);
    put_info(&out, "/CreationDate", p->info_date);
    put_info(&out, "/ModDate", p->info_date);
    pdf_check(pdf, HPDF_Dict_RemoveElement(pdf->doc->info, "Producer"));
    HPDF_Dict shell = object_inline(pdf, "%s", buffer_text(&out));
    pdf->doc->info->attr = shell->attr;
    pdf->doc->info->write_fn = shell->write_fn;
    HPDF_Dict_Free(shell);
    buffer_free(&out);
}

/* A property between what opens and what closes it; nothing where it isn't said. */
static void put_property(struct buffer *out, const char *open, const char *value, const char *close)
{
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;"};
    if (!value)
        return;
    buffer_puts(out, open);
    buffer_escape(out, value, "&<>", entities);
    buffer_puts(out, close);
    buffer_putc(out, '\n');
}

/* PDF/UA's identification isn't among the schemas that PDF/A knows, so it is described (ISO
 * 19005-3, 6.6.2.3). */
static const char xmp_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n";
static const char xmp_foot[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>\n";

static void write_xmp(struct pdf *pdf, const struct properties *p)
{
    struct buffer out = {0};
    buffer_puts(&out, xmp_head);
    put_property(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->title,
                 "</rdf:li></rdf:Alt></dc:title>");
    put_property(&out, "<dc:creator><rdf:Seq><rdf:li>", p->author, "</rdf:li></rdf:Seq></dc:creator>");
    put_property(&out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->subject,
                 "</rdf:li></rdf:Alt></dc:description>");
    put_property(&out, "<pdf:Keywords>", p->keywords, "</pdf:Keywords>");
    put_property(&out, "<pdf:Producer>", p->producer, "</pdf:Producer>");
    put_property(&out, "<xmp:CreatorTool>", "tongbao", "</xmp:CreatorTool>");
    put_property(&out, "<xmp:CreateDate>", p->date, "</xmp:CreateDate>");
    put_property(&out, "<xmp:ModifyDate>", p->date, "</xmp:ModifyDate>");
    buffer_puts(&out, xmp_foot);
    HPDF_Dict xmp = stream_packed(pdf, NULL, out.data, out.size, "/Type/Metadata/Subtype/XML");
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "Metadata", xmp));
    buffer_free(&out);
}

void metadata_write(struct pdf *pdf, const struct pages *pages, const struct profile *profile)
{
    struct properties properties = properties_of(pdf, pages);
    HPDF_Catalog catalog = pdf->doc->catalog;
    const char *lang = pages->document->lang ? pages->document->lang : "zh-CN";
    write_info(pdf, &properties);
    write_xmp(pdf, &properties);
    write_output_intent(pdf, profile);
    pdf_check(pdf, HPDF_Dict_Add(catalog, "Lang", HPDF_String_New(pdf->doc->mmgr, lang, NULL)));
    pdf_check(pdf, HPDF_Dict_Add(catalog, "ViewerPreferences", object_inline(pdf, "/DisplayDocTitle true")));
}

/* ---- the data inside ---- */

static void put_checksum(struct buffer *out, const struct buffer *source)
{
    static const char digit[] = "0123456789abcdef";
    unsigned char sum[DIGEST_SIZE];
    digest(source->data, source->size, sum);
    for (int i = 0; i < DIGEST_SIZE; i++) {
        buffer_putc(out, digit[sum[i] >> 4]);
        buffer_putc(out, digit[sum[i] & 0xF]);
    }
}

static HPDF_Dict write_source(struct pdf *pdf, const char *date, const struct buffer *source)
{
    struct buffer about = {0};
    buffer_printf(&about, "/Type/EmbeddedFile/Subtype/application#2Fxml/Params<</Size %zu/CheckSum<",
                  source->size);
    put_checksum(&about, source);
    buffer_putc(&about, '>');
    if (date) {
        buffer_puts(&about, "/ModDate");
        put_text(&about, date);
    }
    buffer_puts(&about, ">>");
    HPDF_Dict data = stream_new(pdf, source->data, source->size, "%s", about.data);
    buffer_free(&about);
    return data;
}

void metadata_embed(struct pdf *pdf, const struct pages *pages, const struct buffer *source)
{
    struct properties p = properties_of(pdf, pages);
    HPDF_Dict data = write_source(pdf, p.info_date, source), spec = object_reserve(pdf);
    struct buffer out = {0};
    buffer_puts(&out, "/Type/Filespec/F(source.xml)/UF(source.xml)/Desc");
    put_text(&out, p.title);
    put_reference(&out, "/AFRelationship/Source/EF<</F ", data);
    put_reference(&out, "/UF ", data);
    buffer_puts(&out, ">>");
    object_set_text(pdf, spec, &out);
    buffer_free(&out);
    HPDF_Array associated = HPDF_Array_New(pdf->doc->mmgr);
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "AF", associated));
    pdf_check(pdf, HPDF_Array_Add(associated, spec));
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "Names",
                                 object_inline(pdf, "/EmbeddedFiles<</Names[(source.xml) %d 0 R]>>",
                                               object_number(spec))));
}
