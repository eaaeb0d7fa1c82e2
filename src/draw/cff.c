/*
 * Reading: INDEX structures are looked into where they lie; only the Font DICTs, a handful, are read when the
 * font is opened.
 *
 * Writing: always CID-keyed, whatever the font was, with CID = glyph id = the code in the page's text. So the
 * charset is one range, encodings and glyph names vanish, and name-keyed fonts need no other way. Outlines
 * come without subroutines (charstring.h): of the thousands in a Chinese font hardly any is shared by two
 * glyphs of one letter, and without them no numbering has to be kept. Private DICTs go along (hinting), minus
 * Subrs and the two widths, for every width is written anew. Offsets in DICTs are written in the five-byte
 * form, so that the sizes are known before the values.
 */
#include "draw/cff.h"

#include "base/fatal.h"

#include <stdlib.h>
#include <string.h>

/* DICT operators; two-byte ones (12 n) as 1200 + n. */
enum {
    OP_FONT_BBOX = 5,
    OP_CHARSET = 15,
    OP_CHARSTRINGS = 17,
    OP_PRIVATE = 18,
    OP_SUBRS = 19,
    OP_DEFAULT_WIDTH = 20,
    OP_NOMINAL_WIDTH = 21,
    OP_FONT_MATRIX = 1207,
    OP_ROS = 1230,
    OP_CID_COUNT = 1234,
    OP_FD_ARRAY = 1236,
    OP_FD_SELECT = 1237,
};

enum { OPERANDS = 48 }; /* the most that an operator may have */

/* One operator of a DICT with its operands. */
struct entry {
    int op;
    struct span raw; /* the operands as they stand */
    int32_t value[OPERANDS];
    int count;
};

/* ---- reading ---- */

/* Reads an INDEX at an offset of the table and returns the offset behind it; 0 when it is broken. */
static size_t read_index(struct span table, size_t at, struct cff_index *index)
{
    *index = (struct cff_index){0};
    struct span rest = span_from(table, at);
    if (rest.size < 2)
        return 0;
    uint32_t count = span_u16(rest, 0);
    if (!count)
        return at + 2;
    int width = (int)span_uint(rest, 2, 1);
    size_t size = ((size_t)count + 1) * (size_t)width;
    if (width < 1 || width > 4 || rest.size < 3 + size)
        return 0;
    index->count = count;
    index->width = width;
    index->offsets = span_sub(rest, 3, size);
    /* Offsets count from the byte before the data. */
    index->data = span_from(rest, 2 + size);
    size_t end = span_uint(index->offsets, (size_t)count * (size_t)width, width);
    return end && end <= index->data.size ? at + 2 + size + end : 0;
}

struct span cff_item(const struct cff_index *index, uint32_t i)
{
    if (i >= index->count)
        return (struct span){0};
    size_t at = (size_t)i * (size_t)index->width;
    uint32_t from = span_uint(index->offsets, at, index->width);
    uint32_t to = span_uint(index->offsets, at + (size_t)index->width, index->width);
    return from && from <= to ? span_sub(index->data, from, to - from) : (struct span){0};
}

/* Length of the operand that begins at an offset; 0 when an operator stands there. */
static size_t operand_size(struct span dict, size_t at)
{
    uint32_t b = span_uint(dict, at, 1);
    if (b <= 21)
        return 0;
    if (b == 28)
        return 3;
    if (b == 29)
        return 5;
    if (b >= 247 && b <= 254)
        return 2;
    if (b != 30)
        return 1;
    size_t end = at + 1; /* a real: nibbles up to one that is 15 */
    while (end < dict.size && (dict.data[end] & 0x0F) != 0x0F && dict.data[end] >> 4 != 0x0F)
        end++;
    return end - at + 1;
}

static int32_t operand_value(struct span dict, size_t at)
{
    int32_t b = (int32_t)span_uint(dict, at, 1), next = (int32_t)span_uint(dict, at + 1, 1);
    if (b == 28)
        return span_i16(dict, at + 1);
    if (b == 29)
        return (int32_t)span_uint(dict, at + 1, 4);
    if (b >= 247 && b <= 250)
        return (b - 247) * 256 + next + 108;
    if (b >= 251 && b <= 254)
        return -(b - 251) * 256 - next - 108;
    return b >= 32 ? b - 139 : 0;
}

/* Takes the next operator from *at on; false at the end or where the DICT is broken. */
static bool next_entry(struct span dict, size_t *at, struct entry *entry)
{
    size_t start = *at, p = start;
    entry->count = 0;
    for (size_t size; p < dict.size && (size = operand_size(dict, p)); p += size) {
        if (entry->count == OPERANDS)
            return false;
        entry->value[entry->count++] = operand_value(dict, p);
    }
    if (p >= dict.size)
        return false;
    entry->raw = span_sub(dict, start, p - start);
    entry->op = (int)span_uint(dict, p, 1);
    if (entry->op == 12)
        entry->op = 1200 + (int)span_uint(dict, ++p, 1);
    *at = p + 1;
    return true;
}

/* Finds an operator in a DICT. */
static bool find_entry(struct span dict, int op, struct entry *entry)
{
    for (size_t at = 0; next_entry(dict, &at, entry);)
        if (entry->op == op)
            return true;
    return false;
}

/* The offset that an operator's operand i states; 0 when there is none. */
static size_t offset_of(struct span dict, int op, int i)
{
    struct entry entry;
    return find_entry(dict, op, &entry) && entry.count > i && entry.value[i] > 0 ? (size_t)entry.value[i] : 0;
}

/* Reads what a Top DICT (name-keyed) or a Font DICT says of Private. */
static bool read_private(struct span table, struct span dict, struct cff_fd *fd)
{
    size_t size = offset_of(dict, OP_PRIVATE, 0), at = offset_of(dict, OP_PRIVATE, 1);
    if (!size)
        return true; /* allowed: no hints, no subroutines */
    fd->private_dict = span_sub(table, at, size);
    size_t subrs = offset_of(fd->private_dict, OP_SUBRS, 0);
    return fd->private_dict.data && (!subrs || read_index(table, at + subrs, &fd->subrs));
}

static void new_fds(struct cff *cff, uint32_t count)
{
    cff->fd_count = count;
    cff->fd = must_malloc(count * sizeof *cff->fd);
    memset(cff->fd, 0, count * sizeof *cff->fd);
}

static bool read_fds(struct cff *cff, struct span table, struct span top)
{
    struct entry entry;
    struct cff_index index;
    if (!find_entry(top, OP_ROS, &entry)) {
        new_fds(cff, 1);
        return read_private(table, top, cff->fd);
    }
    size_t select = offset_of(top, OP_FD_SELECT, 0);
    if (!read_index(table, offset_of(top, OP_FD_ARRAY, 0), &index) || !index.count || index.count > 256 ||
        !select)
        return false;
    cff->fdselect = span_from(table, select);
    new_fds(cff, index.count);
    for (uint32_t i = 0; i < index.count; i++) {
        struct span dict = cff_item(&index, i);
        if (find_entry(dict, OP_FONT_MATRIX, &entry))
            cff->fd[i].matrix = entry.raw;
        if (!read_private(table, dict, &cff->fd[i]))
            return false;
    }
    return true;
}

bool cff_open(struct cff *cff, struct span table)
{
    struct cff_index names, tops, strings;
    struct entry entry;
    *cff = (struct cff){0};
    if (table.size < 4 || table.data[0] != 1)
        return false;
    size_t at = read_index(table, table.data[2], &names);
    at = at ? read_index(table, at, &tops) : 0;
    at = at ? read_index(table, at, &strings) : 0;
    if (!at || !read_index(table, at, &cff->subrs) || tops.count != 1)
        return false;
    struct span top = cff_item(&tops, 0);
    if (find_entry(top, OP_FONT_MATRIX, &entry))
        cff->matrix = entry.raw;
    return read_index(table, offset_of(top, OP_CHARSTRINGS, 0), &cff->charstrings) &&
           cff->charstrings.count && read_fds(cff, table, top);
}

void cff_close(struct cff *cff)
{
    free(cff->fd);
    *cff = (struct cff){0};
}

/* FDSelect, section 19: format 0 a byte a glyph; format 3 ranges, sorted by their first glyph. */
uint32_t cff_fd_of(const struct cff *cff, uint32_t gid)
{
    struct span s = cff->fdselect;
    uint32_t fd = 0;
    if (!s.size)
        return 0;
    if (s.data[0] == 0) {
        fd = span_uint(s, 1 + (size_t)gid, 1);
    } else if (s.data[0] == 3) {
        uint32_t low = 0, high = span_u16(s, 1);
        while (high - low > 1) {
            uint32_t middle = (low + high) / 2;
            if (span_u16(s, 3 + 3 * (size_t)middle) <= gid)
                low = middle;
            else
                high = middle;
        }
        fd = span_uint(s, 5 + 3 * (size_t)low, 1);
    }
    return fd < cff->fd_count ? fd : 0;
}

/* ---- writing ---- */

static void put_uint(struct buffer *out, uint32_t value, int width)
{
    while (width--)
        buffer_putc(out, (char)(value >> 8 * width & 0xFF));
}

void cff_put_number(struct buffer *out, int value)
{
    int beyond = (value < 0 ? -value : value) - 108;
    if (beyond < 0) {
        put_uint(out, (uint32_t)(value + 139), 1);
    } else if (beyond < 1024) {
        put_uint(out, (uint32_t)((value < 0 ? 251 : 247) + beyond / 256), 1);
        put_uint(out, (uint32_t)beyond % 256, 1);
    } else {
        put_uint(out, 28, 1);
        put_uint(out, (uint32_t)value & 0xFFFF, 2);
    }
}

static void put_offset(struct buffer *out, size_t value)
{
    put_uint(out, 29, 1);
    put_uint(out, (uint32_t)value, 4);
}

static void put_op(struct buffer *out, int op)
{
    if (op >= 1200)
        put_uint(out, 12, 1);
    put_uint(out, (uint32_t)(op % 1200), 1);
}

static void put_raw(struct buffer *out, struct span raw, int op)
{
    if (!raw.size)
        return;
    buffer_add(out, raw.data, raw.size);
    put_op(out, op);
}

/* An INDEX of count items, whose bytes are data cut at ends. */
static void put_index(struct buffer *out, const struct buffer *data, const uint32_t *ends, uint32_t count)
{
    put_uint(out, count, 2);
    if (!count)
        return;
    int width = data->size < 0xFF ? 1 : data->size < 0xFFFF ? 2 : data->size < 0xFFFFFF ? 3 : 4;
    put_uint(out, (uint32_t)width, 1);
    put_uint(out, 1, width);
    for (uint32_t i = 0; i < count; i++)
        put_uint(out, ends[i] + 1, width);
    buffer_add(out, data->data, data->size);
}

static void put_single(struct buffer *out, const void *bytes, size_t size)
{
    struct buffer one = {0};
    uint32_t end = (uint32_t)size;
    buffer_add(&one, bytes, size);
    put_index(out, &one, &end, 1);
    buffer_free(&one);
}

enum { CS_CALLGSUBR = 29 };

/* What is added to a subroutine's number (Technical Note 5177, 4.7). */
static int bias(int subrs)
{
    return subrs < 1240 ? 107 : subrs < 33900 ? 1131 : 32768;
}

/* Outlines that several glyphs share, as global subroutines; gives each such glyph its number, the others -1.
 */
static int put_shared(struct buffer *out, const struct cff_glyph *glyph, int count, int *subr)
{
    struct buffer data = {0};
    uint32_t *ends = must_malloc((size_t)count * sizeof *ends);
    int subrs = 0;
    for (int i = 0; i < count; i++) {
        int first = glyph[i].same_as;
        subr[i] = -1;
        if (first < 0)
            continue;
        if (subr[first] < 0) {
            buffer_add(&data, glyph[first].outline.data, glyph[first].outline.size);
            ends[subrs] = (uint32_t)data.size;
            subr[first] = subrs++;
        }
        subr[i] = subr[first];
    }
    put_index(out, &data, ends, (uint32_t)subrs);
    free(ends);
    buffer_free(&data);
    return subrs;
}

static void put_charstrings(struct buffer *out, int em, const struct cff_glyph *glyph, int count,
                            const int *subr, int subrs)
{
    struct buffer data = {0};
    uint32_t *ends = must_malloc((size_t)count * sizeof *ends);
    for (int i = 0; i < count; i++) {
        if (glyph[i].width != em)
            cff_put_number(&data, glyph[i].width);
        if (subr[i] < 0) {
            buffer_add(&data, glyph[i].outline.data, glyph[i].outline.size);
        } else {
            cff_put_number(&data, subr[i] - bias(subrs));
            put_uint(&data, CS_CALLGSUBR, 1);
        }
        ends[i] = (uint32_t)data.size;
    }
    put_index(out, &data, ends, (uint32_t)count);
    free(ends);
    buffer_free(&data);
}

/* The Private DICT without Subrs, and with all widths spelt out but the em's. */
static void put_private(struct buffer *out, struct span dict, int em)
{
    struct entry entry;
    for (size_t at = 0; next_entry(dict, &at, &entry);)
        if (entry.op != OP_SUBRS && entry.op != OP_DEFAULT_WIDTH && entry.op != OP_NOMINAL_WIDTH)
            put_raw(out, entry.raw, entry.op);
    cff_put_number(out, em);
    put_op(out, OP_DEFAULT_WIDTH);
}

/* Private DICTs, then the FDArray that points to them; returns the offset of the latter. */
static size_t put_fds(struct buffer *out, const struct cff *from, int em)
{
    struct buffer dicts = {0};
    uint32_t *ends = must_malloc(from->fd_count * sizeof *ends);
    for (uint32_t i = 0; i < from->fd_count; i++) {
        size_t at = out->size;
        put_private(out, from->fd[i].private_dict, em);
        put_raw(&dicts, from->fd[i].matrix, OP_FONT_MATRIX);
        put_offset(&dicts, out->size - at);
        put_offset(&dicts, at);
        put_op(&dicts, OP_PRIVATE);
        ends[i] = (uint32_t)dicts.size;
    }
    size_t at = out->size;
    put_index(out, &dicts, ends, from->fd_count);
    buffer_free(&dicts);
    free(ends);
    return at;
}

static void put_fdselect(struct buffer *out, const struct cff_glyph *glyph, int count)
{
    put_uint(out, 0, 1);
    for (int i = 0; i < count; i++)
        put_uint(out, glyph[i].fd, 1);
}

/* Where the parts of the table begin. */
struct layout {
    size_t charset, fdselect, charstrings, fdarray;
};

/* The Top DICT; its length doesn't depend on the layout. */
static void put_top(struct buffer *out, const struct cff *from, int count, const struct layout *at)
{
    enum { SID_ADOBE = 391, SID_IDENTITY = 392 }; /* the first two behind the standard strings */
    struct buffer top = {0};
    cff_put_number(&top, SID_ADOBE);
    cff_put_number(&top, SID_IDENTITY);
    cff_put_number(&top, 0);
    put_op(&top, OP_ROS);
    put_offset(&top, (size_t)count);
    put_op(&top, OP_CID_COUNT);
    put_offset(&top, at->charset);
    put_op(&top, OP_CHARSET);
    put_offset(&top, at->fdselect);
    put_op(&top, OP_FD_SELECT);
    put_offset(&top, at->charstrings);
    put_op(&top, OP_CHARSTRINGS);
    put_offset(&top, at->fdarray);
    put_op(&top, OP_FD_ARRAY);
    put_raw(&top, from->matrix, OP_FONT_MATRIX); /* last: some parsers leave ROS's operands on their stack */
    put_single(out, top.data, top.size);
    buffer_free(&top);
}

static void put_front(struct buffer *out, const struct cff *from, const char *name, int count,
                      const struct layout *at)
{
    static const char strings[] = "AdobeIdentity";
    static const uint32_t ends[] = {5, 13};
    const struct buffer data = {.data = (char[]){"AdobeIdentity"}, .size = sizeof strings - 1};
    put_uint(out, 0x01000404, 4); /* version 1.0, header of 4 bytes */
    put_single(out, name, strlen(name));
    put_top(out, from, count, at);
    put_index(out, &data, ends, 2);
}

void cff_write(const struct cff *from, int em, const char *name, const struct cff_glyph *glyph, int count,
               struct buffer *out)
{
    struct buffer table = {0};
    struct layout at = {0};
    int *subr = must_malloc((size_t)count * sizeof *subr);
    put_front(&table, from, name, count, &at);
    int subrs = put_shared(&table, glyph, count, subr);
    at.charset = table.size;
    put_uint(&table, 2, 1); /* format 2: ranges; here one, from CID 1 on */
    if (count > 1) {
        put_uint(&table, 1, 2);
        put_uint(&table, (uint32_t)count - 2, 2);
    }
    at.fdselect = table.size;
    put_fdselect(&table, glyph, count);
    at.charstrings = table.size;
    put_charstrings(&table, em, glyph, count, subr, subrs);
    free(subr);
    at.fdarray = put_fds(&table, from, em);
    struct buffer front = {0};
    put_front(&front, from, name, count, &at);
    memcpy(table.data, front.data, front.size);
    buffer_add(out, table.data, table.size);
    buffer_free(&front);
    buffer_free(&table);
}
