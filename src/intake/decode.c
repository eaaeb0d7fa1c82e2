/*
 * Which encoding a file is in: its byte order mark says so; or else the zero bytes beside its first "<",
 * which only UTF-16 has; or else the label in its XML declaration, which is ASCII in all the others; or else
 * it is UTF-8. Guessing from the Chinese itself is not tried: a wrong guess would print wrong characters
 * without a word.
 */
#include "intake/decode.h"

#include "base/file.h"
#include "base/text.h"
#include "intake/tree.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

enum { LABEL_ROOM = 40 };

/* What the beginning of a file shows. */
static const struct {
    unsigned char bytes[4];
    int size;
    int skip;            /* of these bytes, how many are the mark */
    const char *charset; /* NULL: an encoding that isn't read */
} beginnings[] = {
    {{0xEF, 0xBB, 0xBF}, 3, 3, "UTF-8"},
    {{0xFF, 0xFE, 0x00, 0x00}, 4, 0, NULL}, /* UTF-32, before UTF-16 with the same two bytes */
    {{0x00, 0x00, 0xFE, 0xFF}, 4, 0, NULL},
    {{0xFF, 0xFE}, 2, 2, "UTF-16LE"},
    {{0xFE, 0xFF}, 2, 2, "UTF-16BE"},
    {{0x84, 0x31, 0x95, 0x33}, 4, 4, "GB18030"},
    {{'<', 0x00, '?', 0x00}, 4, 0, "UTF-16LE"},
    {{0x00, '<', 0x00, '?'}, 4, 0, "UTF-16BE"},
};

/* Labels of a declaration, in any case, and the converter for each. */
static const struct {
    const char *label, *charset;
} labels[] = {
    {"UTF-8", "UTF-8"},     {"UTF8", "UTF-8"},    {"US-ASCII", "UTF-8"},        {"ASCII", "UTF-8"},
    {"GB18030", "GB18030"}, {"GBK", "GB18030"},   {"GB2312", "GB18030"},        {"GB_2312-80", "GB18030"},
    {"EUC-CN", "GB18030"},  {"CP936", "GB18030"}, {"MS936", "GB18030"},         {"Big5", "BIG5"},
    {"Big-5", "BIG5"},      {"CP950", "CP950"},   {"Big5-HKSCS", "BIG5-HKSCS"},
};

/* Files of other kinds that somebody takes for XML, or has saved as such. */
static const struct {
    const char *bytes, *words;
} strangers[] = {
    {"PK\x03\x04", N_("this is a Word, WPS or Excel document, or another packed file; XML is plain text")},
    {"\xD0\xCF\x11\xE0", N_("this is a Word, WPS or Excel document; XML is plain text")},
    {"{\\rtf", N_("this is a Word or WPS document (RTF); XML is plain text")},
    {"%PDF", N_("this is a PDF, not the XML that one is made from")},
    {"\x89PNG", N_("this is a picture, not XML")},
    {"\xFF\xD8\xFF", N_("this is a picture, not XML")},
};

/* Copies the label of the XML declaration at text into label; false when there is none. */
static bool declared(const char *text, size_t size, char label[LABEL_ROOM])
{
    const char *end = size > 5 && memcmp(text, "<?xml", 5) == 0 ? memchr(text, '>', size) : NULL;
    const char *p = end ? memmem(text, (size_t)(end - text), "encoding", 8) : NULL;
    if (!p)
        return false;
    p += strlen("encoding");
    p += strspn(p, TEXT_SPACE);
    if (*p++ != '=')
        return false;
    p += strspn(p, TEXT_SPACE);
    char quote = *p++;
    size_t length = strcspn(p, "\"'>");
    if ((quote != '"' && quote != '\'') || length >= LABEL_ROOM || p + length >= end)
        return false;
    memcpy(label, p, length);
    label[length] = '\0';
    return true;
}

int decode_lines(const char *text, size_t size)
{
    int lines = 0;
    for (const char *p = text, *end = text + size; (p = memchr(p, '\n', (size_t)(end - p))); p++)
        lines++;
    return lines;
}

/* Takes bytes that are UTF-8 already; tells the line of the first that isn't. */
static bool take_utf8(const char *bytes, size_t size, struct where *at, struct buffer *out)
{
    const char *end = bytes + size;
    at->line = 1;
    for (const char *line = bytes; line < end; at->line++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop + 1 : end;
        if (!text_valid(line, (size_t)(stop - line)))
            return false;
        line = stop;
    }
    buffer_add(out, bytes, size);
    return true;
}

/* Whether bytes are UTF-8 but for a last character that isn't all there. */
static bool is_cut_utf8(const char *bytes, size_t size)
{
    size_t tail = 1;
    while (tail < 4 && tail < size && ((unsigned char)bytes[size - tail] & 0xC0) == 0x80)
        tail++;
    unsigned char lead = size ? (unsigned char)bytes[size - tail] : 0;
    size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return tail < whole && tail <= size && text_valid(bytes, size - tail);
}

/* Converts bytes from charset; tells the line of the first sequence that is none, and whether that is but cut
 * off by the end. */
static bool convert(iconv_t converter, char *bytes, size_t size, struct where *at, bool *cut,
                    struct buffer *out)
{
    char chunk[65536];
    at->line = 1;
    while (size) {
        char *to = chunk;
        size_t room = sizeof chunk;
        bool bad = iconv(converter, &bytes, &size, &to, &room) == (size_t)-1 && errno != E2BIG;
        *cut = bad && errno == EINVAL;
        size_t made = sizeof chunk - room;
        at->line += decode_lines(chunk, made);
        buffer_add(out, chunk, made);
        if (bad || memchr(chunk, '\0', made))
            return false;
    }
    return true;
}

/* What most likely has happened when bytes are not what the file says they are. */
static const char *hint(const char *charset, const char *bytes, size_t size)
{
    if (strncmp(charset, "UTF-16", 6) != 0 && memchr(bytes, 0, size))
        return _("it is damaged, or no text at all");
    if (strcmp(charset, "UTF-8") == 0)
        return _("if it was saved as GBK or GB18030, its first line must be "
                 "<?xml version=\"1.0\" encoding=\"GB18030\"?>");
    if (text_valid(bytes, size))
        return _("its bytes are UTF-8: correct the encoding in its first line");
    return _("it is damaged, or the encoding in its first line is wrong");
}

static bool to_utf8(const char *charset, char *bytes, size_t size, struct where at, struct buffer *out,
                    struct diag *diag)
{
    bool good, cut = false;
    if (strcmp(charset, "UTF-8") == 0) {
        good = take_utf8(bytes, size, &at, out);
        cut = !good && is_cut_utf8(bytes, size);
    } else {
        iconv_t converter = iconv_open("UTF-8", charset);
        if (converter == (iconv_t)-1) {
            diag_at(diag, MESSAGE_BAD_ENCODING, at, _("this system can't convert %s"), charset);
            return false;
        }
        good = convert(converter, bytes, size, &at, &cut, out);
        iconv_close(converter);
    }
    if (cut && !text_valid(bytes, size))
        diag_at(diag, MESSAGE_BAD_ENCODING, at, "%s",
                _("the file ends in the middle of a character; it may not have been saved or copied whole"));
    else if (!good)
        diag_at(diag, MESSAGE_BAD_ENCODING, at, _("a byte here is no %s; %s"), charset,
                hint(charset, bytes, size));
    return good;
}

/* The converter by declaration, or UTF-8; NULL with a message for a label that isn't known. */
static const char *by_declaration(const char *bytes, size_t size, struct where at, struct diag *diag)
{
    char label[LABEL_ROOM];
    if (!declared(bytes, size, label))
        return "UTF-8";
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (strcasecmp(label, labels[i].label) == 0)
            return labels[i].charset;
    struct arena *arena = arena_new();
    const char *quoted = tree_quote(arena, label); /* it may hold any bytes */
    at.line = 1;
    if (strncasecmp(label, "UTF-16", 6) == 0)
        diag_at(diag, MESSAGE_BAD_ENCODING, at, _("declared as %s, yet its bytes are not UTF-16"), quoted);
    else
        diag_at(diag, MESSAGE_BAD_ENCODING, at, _("encoding=\"%s\"; allowed: %s"), quoted,
                "UTF-8, UTF-16, GB18030, GBK, GB2312, Big5");
    arena_free(arena);
    return NULL;
}

static bool decode(char *bytes, size_t size, struct where at, struct buffer *out, struct diag *diag)
{
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        if (size < (size_t)beginnings[i].size ||
            memcmp(bytes, beginnings[i].bytes, (size_t)beginnings[i].size) != 0)
            continue;
        size_t skip = (size_t)beginnings[i].skip;
        if (beginnings[i].charset)
            return to_utf8(beginnings[i].charset, bytes + skip, size - skip, at, out, diag);
        at.line = 1;
        diag_at(diag, MESSAGE_BAD_ENCODING, at, _("UTF-32; allowed: %s"),
                "UTF-8, UTF-16, GB18030, GBK, GB2312, Big5");
        return false;
    }
    const char *charset = by_declaration(bytes, size, at, diag);
    return charset && to_utf8(charset, bytes, size, at, out, diag);
}

/* Where in text characters are lost that somebody's program couldn't save, with what stands in their place;
 * NULL when none are. */
static const char *lost(const char *text, size_t size, const char **words)
{
    enum { MANY = 20 };
    const char *mark = memmem(text, size, "\xEF\xBF\xBD", 3), *first = memmem(text, size, "??", 2);
    size_t lost = 0, other = 0; /* in "??" and longer; beyond ASCII */
    for (const char *p = first ? text : text + size; p < text + size; p++) {
        size_t run = *p == '?' ? strspn(p, "?") : 0;
        if (run > 1) {
            lost += run;
            p += run - 1;
        }
        other += (unsigned char)*p >= 0xC0;
    }
    *words = mark
                 ? _("U+FFFD stands in the place of a character that was lost when the file was saved; write "
                     "it anew, or take the file as it was before")
                 : _("question marks stand in the place of the characters, which were lost when the file was "
                     "saved; take the file as it was before");
    return mark ? mark : lost >= MANY && lost > other ? first : NULL;
}

static bool is_stranger(const struct buffer *raw, struct where at, struct diag *diag)
{
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (text_starts(raw->data, strangers[i].bytes)) {
            diag_at(diag, MESSAGE_NOT_XML, at, "%s", _(strangers[i].words));
            return true;
        }
    return false;
}

bool decode_file(const char *path, struct buffer *out, struct diag *diag)
{
    struct buffer raw = {0};
    bool good = file_read(path, FILE_MOST, &raw, diag);
    const char *words;
    size_t before = out->size;
    if (good && raw.size)
        good = !is_stranger(&raw, (struct where){path, 0}, diag) &&
               decode(raw.data, raw.size, (struct where){path, 0}, out, diag);
    const char *text = buffer_text(out) + before,
               *gone = good ? lost(text, out->size - before, &words) : NULL;
    if (gone)
        diag_at(diag, MESSAGE_BAD_ENCODING,
                (struct where){path, 1 + decode_lines(text, (size_t)(gone - text))}, "%s", words);
    buffer_free(&raw);
    return good && !gone;
}
