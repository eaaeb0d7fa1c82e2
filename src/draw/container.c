/*
 * The order of the file: header and the document's streams, which are there already; object streams with
 * everything that isn't a stream; the cross-reference stream. libharu numbers the objects, lists them and
 * spells those that it made; the number of an object is its place in that list. The streams of the container
 * get the next numbers.
 */
#include "draw/container.h"

#include <string.h>

/* Objects of an object stream, at most: a reader unpacks all for one of them. Only long documents need a
 * second. */
enum { PACKED_MOST = 4000 };

/* Bytes of an object's value, on average at most: so much room is sought at once. */
enum { USUAL = 100 };

/* Where an object is: in the file at an offset, or in an object stream as its nth. */
struct place {
    enum { NOWHERE, IN_FILE, IN_STREAM } kind;
    size_t at;
    int stream; /* the object stream's number */
};

struct container {
    struct pdf *pdf;
    HPDF_Stream to;      /* libharu's way to write into the values */
    struct place *place; /* by object number */
    int count;           /* objects of the document, the free one with number 0 among them */
    int next;            /* number of the next stream of the container, the object stream being filled */
    int packed;          /* how many are in that */
    struct buffer values, index;
};

static HPDF_STATUS collect(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    struct container *c = stream->attr;
    buffer_add(&c->values, bytes, size);
    return HPDF_OK;
}

/* Adds an object to the object stream. */
static void pack_object(struct container *c, int number, void *object)
{
    c->place[number] = (struct place){IN_STREAM, (size_t)c->packed++, c->next};
    buffer_int(&c->index, number);
    buffer_putc(&c->index, ' ');
    buffer_int(&c->index, (int64_t)c->values.size);
    buffer_putc(&c->index, ' ');
    if (!object_put(object, &c->values))
        pdf_check(c->pdf, HPDF_Obj_WriteValue(object, c->to, NULL));
    buffer_putc(&c->values, '\n');
}

/* A stream of the container itself; entries: what its dictionary says besides length and filter. */
static void put_stream(struct container *c, int number, const struct buffer *data, const char *entries)
{
    size_t size;
    const void *packed = squeeze(c->pdf->squeezer, data->data, data->size, &size);
    size_t offset = stream_write(c->pdf, number, entries, "/FlateDecode", packed, size);
    c->place[number] = (struct place){IN_FILE, offset, 0};
}

/* Writes the object stream that has been filled, and begins another. */
static void put_object_stream(struct container *c)
{
    size_t first = c->index.size;
    buffer_add(&c->index, c->values.data, c->values.size);
    put_stream(c, c->next++, &c->index,
               arena_printf(c->pdf->arena, "/Type/ObjStm/N %d/First %zu", c->packed, first));
    buffer_clear(&c->index);
    buffer_clear(&c->values);
    c->packed = 0;
}

static void put_objects(struct container *c)
{
    for (int i = 1; i < c->count; i++) {
        HPDF_XrefEntry entry = HPDF_List_ItemAt(c->pdf->doc->xref->entries, (HPDF_UINT)i);
        if (entry->entry_typ != HPDF_IN_USE_ENTRY)
            continue;
        if (stream_offset(entry->obj))
            c->place[i] = (struct place){IN_FILE, stream_offset(entry->obj), 0};
        else
            pack_object(c, i, entry->obj);
        if (c->packed == PACKED_MOST)
            put_object_stream(c);
    }
    if (c->packed)
        put_object_stream(c);
}

enum { LANES = 4, WORD = 8 };

/* A lane after one more word of the file, multiplied and folded. */
static uint64_t mixed(uint64_t lane, const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, WORD);
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
        word = __builtin_bswap64(word); /* the same bytes, the same digest */
    lane = (lane ^ word) * 0xff51afd7ed558ccd;
    return lane ^ lane >> 32;
}

/* The digest of what was written so far, as 32 hexadecimal digits: a word a step, by turns to four lanes,
 * which a processor mixes side by side; the last word is filled up with zeros. */
static void digest(const struct pdf *pdf, char hex[33])
{
    uint64_t lane[LANES] = {0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f, 0x165667b19e3779f9, 0xd6e8feb86659fd93};
    const char *bytes = pdf->out->data + pdf->start;
    char rest[LANES * WORD] = "";
    size_t size = pdf->out->size - pdf->start, left = size % sizeof rest;
    for (const char *end = bytes + size - left; bytes < end; bytes += sizeof rest)
        for (int i = 0; i < LANES; i++)
            lane[i] = mixed(lane[i], bytes + WORD * i);
    memcpy(rest, bytes, left);
    for (size_t i = 0; i * WORD < left; i++)
        lane[i] = mixed(lane[i], rest + WORD * i);
    for (int i = 0; i < 2; i++)
        lane[i] = (lane[i] ^ lane[i + 2] >> 29 ^ size) * 0xc4ceb9fe1a85ec53 + lane[i + 2];
    snprintf(hex, 33, "%016llx%016llx", (unsigned long long)lane[0], (unsigned long long)lane[1]);
}

enum { ROW = 7, UP = 2 }; /* bytes of a row of the cross-reference stream; a PNG predictor's number */

/* A row: type, then offset or object stream, then place in that (table 18). Written as the difference from
 * the row above, which the places in the object stream make nearly always the same. */
static void put_row(struct buffer *rows, uint8_t above[ROW], int type, size_t second, size_t third)
{
    const uint8_t row[ROW] = {(uint8_t)type,          (uint8_t)(second >> 24), (uint8_t)(second >> 16),
                              (uint8_t)(second >> 8), (uint8_t)second,         (uint8_t)(third >> 8),
                              (uint8_t)third};
    char *to = buffer_room(rows, 1 + ROW);
    *to++ = UP;
    for (int i = 0; i < ROW; i++)
        to[i] = (char)(row[i] - above[i]);
    buffer_take(rows, 1 + ROW);
    memcpy(above, row, ROW);
}

static void put_cross_references(struct container *c)
{
    struct buffer rows = {0};
    uint8_t above[ROW] = {0};
    size_t start = c->pdf->out->size - c->pdf->start;
    int self = c->next;
    char id[33];
    digest(c->pdf, id);
    c->place[self] = (struct place){IN_FILE, start, 0};
    for (int i = 0; i <= self; i++) {
        const struct place *p = &c->place[i];
        if (p->kind == NOWHERE)
            put_row(&rows, above, 0, 0, i ? 0 : 65535);
        else if (p->kind == IN_FILE)
            put_row(&rows, above, 1, p->at, 0);
        else
            put_row(&rows, above, 2, (size_t)p->stream, p->at);
    }
    put_stream(c, self, &rows,
               arena_printf(c->pdf->arena,
                            "/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor %d/Columns %d>>/Root %d 0 "
                            "R/Info %d 0 R/ID[<%s><%s>]",
                            self + 1, 10 + UP, ROW, object_number(c->pdf->doc->catalog),
                            object_number(c->pdf->doc->info), id, id));
    buffer_printf(c->pdf->out, "startxref\n%zu\n%%%%EOF\n", start);
    buffer_free(&rows);
}

void container_write(struct pdf *pdf)
{
    HPDF_Doc doc = pdf->doc;
    struct container c = {.pdf = pdf, .count = (int)doc->xref->entries->count};
    c.next = c.count;
    c.place = arena_array(pdf->arena, (size_t)c.count + (size_t)c.count / PACKED_MOST + 2, sizeof *c.place);
    c.to = HPDF_CallbackWriter_New(doc->mmgr, collect, &c);
    pdf_check(pdf, c.to ? HPDF_OK : HPDF_FAILD_TO_ALLOC_MEM);
    if (pdf->status == HPDF_OK) {
        buffer_room(&c.values, (size_t)c.count * USUAL);
        put_objects(&c);
        put_cross_references(&c);
    }
    if (c.to)
        HPDF_Stream_Free(c.to);
    buffer_free(&c.values);
    buffer_free(&c.index);
}
