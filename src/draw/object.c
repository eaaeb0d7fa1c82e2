/*
 * libharu's object layer knows dictionaries by key and value, one allocation each and names of 128 bytes; a
 * letter's fonts, structure tree and annotations would be thousands of them. Its dictionaries may however
 * write entries of their own (write_fn). So an object here is one libharu dictionary, numbered and
 * cross-referenced by it, whose body is text that we wrote and which we allocate, since its list of entries
 * is never needed. Streams likewise: libharu's own need a second object for their length and compress at one
 * level.
 */
#include "draw/object.h"

#include "base/fatal.h"
#include "base/pool.h"
#include "base/text.h"
#include "draw/container.h"

#include <stdarg.h>
#include <string.h>

/* Bytes of a file for which room is sought at once: most letters have less. */
enum { USUAL = 120 * 1024 };

/* What hangs on a dictionary's attr. */
struct body {
    const char *text;
    size_t offset; /* of a stream in the file; 0: no stream */
};

/* An indirect object; in the arena, as no dictionary that libharu made is: it has no list of entries. */
struct object {
    HPDF_Dict_Rec dict;
    struct body body;
};

void pdf_check(struct pdf *pdf, HPDF_STATUS status)
{
    if (pdf->status == HPDF_OK)
        pdf->status = status;
}

static void *HPDF_STDCALL take(HPDF_UINT size)
{
    return pool_malloc(size);
}

static void HPDF_STDCALL give_back(void *memory)
{
    pool_free(memory);
}

/* An object that nothing refers to is not to be written. */
static void drop(struct pdf *pdf, const void *object)
{
    HPDF_XrefEntry entry = HPDF_List_ItemAt(pdf->doc->xref->entries, (HPDF_UINT)object_number(object));
    if (entry)
        entry->entry_typ = HPDF_FREE_ENTRY;
}

bool pdf_begin(struct pdf *pdf)
{
    pdf->status = HPDF_OK;
    pdf->faulty = false;
    pdf->doc = HPDF_NewEx(NULL, take, give_back, 0, NULL);
    if (!pdf->doc)
        return false;
    pdf->doc->pdf_version = HPDF_VER_17;
    pdf->start = pdf->out->size;
    buffer_room(pdf->out, USUAL);
    buffer_puts(pdf->out, "%PDF-1.7\n%\xE9\x80\x9A\xE6\x8A\xA5\n"); /* the comment says: no text file */
    drop(pdf, pdf->doc->root_pages);                                /* ours takes its place; see leaf.h */
    return true;
}

/* ---- dictionaries and streams ---- */

/* libharu asks for the entries where the dictionary stands inside one of its own; see object_put for others.
 */
static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream to)
{
    const struct body *body = dict->attr;
    return HPDF_Stream_Write(to, (const HPDF_BYTE *)body->text, (HPDF_UINT)strlen(body->text));
}

static bool is_dict(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;
}

/* The body of a dictionary of ours; NULL for what is libharu's. */
static const struct body *body_of(const void *object)
{
    const HPDF_Dict_Rec *dict = object;
    return is_dict(object) && dict->write_fn == write_body ? dict->attr : NULL;
}

bool object_put(const void *object, struct buffer *out)
{
    const struct body *body = body_of(object);
    if (!body)
        return false;
    buffer_puts(out, "<<");
    buffer_puts(out, body->text);
    buffer_puts(out, ">>");
    return true;
}

static void make_ours(HPDF_Dict dict, struct body *body)
{
    dict->attr = body;
    dict->write_fn = write_body;
}

HPDF_Dict object_reserve(struct pdf *pdf)
{
    struct object *object = arena_alloc(pdf->arena, sizeof *object);
    object->dict.header.obj_class = HPDF_OCLASS_DICT;
    object->body.text = "";
    make_ours(&object->dict, &object->body);
    HPDF_Xref xref = pdf->doc->xref;
    bool full = xref->entries->count >= HPDF_LIMIT_MAX_XREF_ELEMENT; /* libharu frees what it refuses */
    pdf_check(pdf, full ? HPDF_XREF_COUNT_ERR : HPDF_Xref_Add(xref, &object->dict));
    return &object->dict;
}

/* libharu is to free what it made. */
static void withdraw_objects(struct pdf *pdf)
{
    HPDF_List entries = pdf->doc->xref->entries;
    for (HPDF_UINT i = 0; i < entries->count; i++) {
        HPDF_XrefEntry entry = HPDF_List_ItemAt(entries, i);
        if (entry->obj && body_of(entry->obj) && !((HPDF_Dict)entry->obj)->list)
            entry->obj = NULL;
    }
}

void pdf_end(struct pdf *pdf)
{
    if (pdf->doc) {
        withdraw_objects(pdf);
        HPDF_Free(pdf->doc);
    }
    pdf->doc = NULL;
}

static void set_text(struct pdf *pdf, HPDF_Dict dict, const char *format, va_list args)
{
    ((struct body *)dict->attr)->text = arena_vprintf(pdf->arena, format, args);
}

void object_set(struct pdf *pdf, HPDF_Dict dict, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_text(pdf, dict, format, args);
    va_end(args);
}

void object_set_text(struct pdf *pdf, HPDF_Dict dict, const struct buffer *text)
{
    ((struct body *)dict->attr)->text = arena_strndup(pdf->arena, buffer_text(text), text->size);
}

HPDF_Dict object_new(struct pdf *pdf, const char *format, ...)
{
    HPDF_Dict dict = object_reserve(pdf);
    va_list args;
    va_start(args, format);
    set_text(pdf, dict, format, args);
    va_end(args);
    return dict;
}

HPDF_Dict object_inline(struct pdf *pdf, const char *format, ...)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
    if (!dict)
        fatal("libharu makes no dictionary");
    make_ours(dict, arena_alloc(pdf->arena, sizeof(struct body)));
    va_list args;
    va_start(args, format);
    set_text(pdf, dict, format, args);
    va_end(args);
    return dict;
}

int object_number(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return (int)(header->obj_id & 0x00FFFFFF);
}

/* ---- streams ---- */

size_t stream_write(struct pdf *pdf, int number, const char *entries, const char *filter, const void *bytes,
                    size_t size)
{
    struct buffer *out = pdf->out;
    size_t offset = out->size - pdf->start;
    buffer_int(out, number);
    buffer_puts(out, " 0 obj\n<<");
    buffer_puts(out, entries);
    buffer_puts(out, *entries ? " /Length " : "/Length ");
    buffer_int(out, (int64_t)size);
    if (filter) {
        buffer_puts(out, "/Filter");
        buffer_puts(out, filter);
    }
    buffer_puts(out, ">>\nstream\n");
    buffer_add(out, bytes, size);
    buffer_puts(out, "\nendstream\nendobj\n");
    return offset;
}

size_t stream_offset(const void *object)
{
    const struct body *body = body_of(object);
    return body ? body->offset : 0;
}

static HPDF_Dict stream_of(struct pdf *pdf, const char *filter, const void *bytes, size_t size,
                           const char *format, va_list args)
{
    HPDF_Dict dict = object_reserve(pdf);
    const char *entries = arena_vprintf(pdf->arena, format, args);
    ((struct body *)dict->attr)->offset =
        stream_write(pdf, object_number(dict), entries, filter, bytes, size);
    return dict;
}

HPDF_Dict stream_new(struct pdf *pdf, const void *bytes, size_t size, const char *format, ...)
{
    size_t packed;
    const void *data = squeeze(pdf->squeezer, bytes, size, &packed);
    va_list args;
    va_start(args, format);
    HPDF_Dict dict = stream_of(pdf, "/FlateDecode", data, packed, format, args);
    va_end(args);
    return dict;
}

HPDF_Dict stream_packed(struct pdf *pdf, const char *filter, const void *bytes, size_t size,
                        const char *format, ...)
{
    va_list args;
    va_start(args, format);
    HPDF_Dict dict = stream_of(pdf, filter, bytes, size, format, args);
    va_end(args);
    return dict;
}

/* ---- lists and the file ---- */

HPDF_Dict *object_at(struct pdf *pdf, struct object_list *list, int place)
{
    while (list->count <= place)
        arena_push(pdf->arena, &list->object, &list->count, &list->capacity, sizeof *list->object);
    return &list->object[place];
}

void object_add(struct pdf *pdf, struct object_list *list, HPDF_Dict object)
{
    *object_at(pdf, list, list->count) = object;
}

bool pdf_write(struct pdf *pdf)
{
    if (pdf->faulty)
        return false;
    container_write(pdf);
    pdf_check(pdf, HPDF_GetError(pdf->doc));
    if (pdf->status == HPDF_OK)
        return true;
    diag_say(pdf->diag, MESSAGE_DEFECT, _("libharu refused with status %#lx"), (unsigned long)pdf->status);
    return false;
}

/* ---- spelling ---- */

void put_thousandths(struct buffer *out, int64_t thousandths)
{
    enum { LONGEST = 24 };
    char *to = buffer_room(out, LONGEST), *end = to;
    uint64_t value = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
    if (thousandths < 0)
        *end++ = '-';
    if (value >= 1000 || !value)
        end = put_decimal(end, value / 1000);
    unsigned rest = (unsigned)(value % 1000);
    if (rest)
        *end++ = '.';
    for (; rest; rest = rest * 10 % 1000)
        *end++ = (char)('0' + rest / 100);
    buffer_take(out, (size_t)(end - to));
}

void put_reference(struct buffer *out, const char *key, const void *object)
{
    buffer_puts(out, key);
    buffer_int(out, object_number(object));
    buffer_puts(out, " 0 R");
}

enum { WIDEST = 4 }; /* bytes that one of a text takes at most */

/* The same for a text, which can hold a NUL and yet stand in a C string. */
static char *put_text_byte(char *to, char c)
{
    if (c)
        return put_string_byte(to, c);
    memcpy(to, "\\000", WIDEST);
    return to + WIDEST;
}

/* No string may have more bytes (ISO 19005-3, 6.1.13). */
enum { STRING_MOST = 32767 };

/* PDFDocEncoding agrees with ASCII, and has an ellipsis (ISO 32000-1, D.2). */
static void put_plain(struct buffer *out, const char *ascii, size_t size)
{
    bool whole = size <= STRING_MOST;
    for (size_t i = 0; i < (whole ? size : STRING_MOST - 1); i++) {
        char *to = buffer_room(out, WIDEST);
        buffer_take(out, (size_t)(put_text_byte(to, ascii[i]) - to));
    }
    if (!whole)
        buffer_putc(out, (char)0x83);
}

/* Adds code point c as UTF-16BE and returns its size so. */
static size_t put_utf16(struct buffer *out, uint32_t c)
{
    uint16_t unit[2];
    int count = text_utf16(c, unit);
    char *to = buffer_room(out, sizeof unit * WIDEST), *end = to;
    for (int i = 0; i < count; i++) {
        end = put_text_byte(end, (char)(unit[i] >> 8));
        end = put_text_byte(end, (char)(unit[i] & 0xFF));
    }
    buffer_take(out, (size_t)(end - to));
    return 2 * (size_t)count;
}

/* UTF-16BE with a mark (7.9.2.2). Up to whole there is room for an ellipsis. */
static void put_unicode(struct buffer *out, const char *utf8)
{
    enum { MARK = 2, ELLIPSIS = 2 };
    buffer_puts(out, "\xFE\xFF");
    for (size_t size = MARK; *utf8;) {
        size_t whole = out->size;
        size += put_utf16(out, text_next(&utf8));
        if (size + (*utf8 ? ELLIPSIS : 0) > STRING_MOST) {
            buffer_cut(out, whole);
            put_utf16(out, 0x2026);
            return;
        }
    }
}

void put_text(struct buffer *out, const char *utf8)
{
    bool ascii = true;
    const char *end = utf8;
    for (; *end; end++)
        ascii = ascii && (unsigned char)*end < 0x80;
    buffer_putc(out, '(');
    if (ascii)
        put_plain(out, utf8, (size_t)(end - utf8));
    else
        put_unicode(out, utf8);
    buffer_putc(out, ')');
}
