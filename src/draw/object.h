/*
 * object.h - PDF objects through libharu: dictionaries whose body we write ourselves, compressed streams,
 * numbers and strings as PDF spells them.
 *
 * Objects live in the document's arena; streams go into the file as they are made. libharu numbers and lists
 * the objects and spells the few that are its own; container.h writes the file around them. Every status it
 * returns is kept in struct pdf; the first that isn't HPDF_OK makes the drawing fail. So does what
 * is wrong with the document itself, which sets faulty where it is told.
 */
#ifndef TONGBAO_DRAW_OBJECT_H
#define TONGBAO_DRAW_OBJECT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/length.h"
#include "draw/squeeze.h"

#include <hpdf.h>
#include <hpdf_objects.h>
#include <stdbool.h>

/* One PDF being made. */
struct pdf {
    HPDF_Doc doc;
    HPDF_STATUS status; /* the first failure of libharu, or HPDF_OK */
    bool faulty;        /* something can't be drawn, which has been told */
    struct buffer *out; /* gets the file, which begins */
    size_t start;       /* here in it */
    struct arena *arena;
    struct squeezer *squeezer; /* lent by the drawer */
    struct diag *diag;
};

/* An empty document of version 1.7 into pdf, whose out, arena, squeezer and diag are set. False when libharu
 * refuses. */
bool pdf_begin(struct pdf *pdf);
/* Writes what isn't in the file yet, with an id from its content. False when the document is faulty, and with
 * a message when any call of libharu failed; then what the file has is of no use. */
bool pdf_write(struct pdf *pdf);
/* Frees the document; takes one that never began. */
void pdf_end(struct pdf *pdf);
/* Keeps the first status that isn't HPDF_OK. */
void pdf_check(struct pdf *pdf, HPDF_STATUS status);

/* A new indirect dictionary without content, to be given one by object_set; its number can be referred to. */
HPDF_Dict object_reserve(struct pdf *pdf);
/* Gives the dictionary its entries: what stands between << and >>. For those of which there are many,
 * object_set_text is much faster. */
void object_set(struct pdf *pdf, HPDF_Dict dict, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for entries that are spelt already. */
void object_set_text(struct pdf *pdf, HPDF_Dict dict, const struct buffer *text);
/* object_reserve and object_set in one. */
HPDF_Dict object_new(struct pdf *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds the value of an indirect object that was made here and is no stream; false for one that libharu made
 * and must write. */
bool object_put(const void *object, struct buffer *out);
/* The number of an indirect object, for "%d 0 R". */
int object_number(const void *object);

/* A new stream of the bytes, compressed; format gives the entries beside /Length and /Filter. Like all
 * streams it goes into the file at once, so that its bytes are kept nowhere else. */
HPDF_Dict stream_new(struct pdf *pdf, const void *bytes, size_t size, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A stream of bytes that are compressed already, or not to be; filter: "/FlateDecode", "/DCTDecode", NULL for
 * none. */
HPDF_Dict stream_packed(struct pdf *pdf, const char *filter, const void *bytes, size_t size,
                        const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Writes a stream as the object of a number, and returns where in the file it begins. */
size_t stream_write(struct pdf *pdf, int number, const char *entries, const char *filter, const void *bytes,
                    size_t size);
/* Where in the file an indirect object begins that is a stream; 0 for others. */
size_t stream_offset(const void *object);

/* A dictionary that stands inside another object, for libharu's own dictionaries to hold. */
HPDF_Dict object_inline(struct pdf *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Some objects of a document; those that were made of what a drawer keeps stand by its place there, NULL: not
 * made yet. */
struct object_list {
    HPDF_Dict *object;
    int count, capacity;
};
/* The object of a place, to be looked at or set; lent until the next call. */
HPDF_Dict *object_at(struct pdf *pdf, struct object_list *list, int place);
/* Adds an object at the end. */
void object_add(struct pdf *pdf, struct object_list *list, HPDF_Dict object);

/* Adds UTF-8 as a PDF text string, brackets included. One that is longer than PDF/A allows, some 16,000
 * characters, ends in an ellipsis. */
void put_text(struct buffer *out, const char *utf8);
/* Puts a byte of a literal string at to, with a backslash before it where it must not stand there bare (ISO
 * 32000-1, 7.3.4.2: an end of line would be read as another one), and returns the place behind it. Inline
 * for the codes of each glyph. */
static inline char *put_string_byte(char *to, char c)
{
    if (c == '(' || c == ')' || c == '\\' || c == '\r') {
        *to++ = '\\';
        c = c == '\r' ? 'r' : c;
    }
    *to++ = c;
    return to;
}
/* Adds a key, or what else leads there, and a reference to an indirect object. */
void put_reference(struct buffer *out, const char *key, const void *object);
/* Adds thousandths / 1000 with up to three decimals, without a trailing zero or the locale's comma. */
void put_thousandths(struct buffer *out, int64_t thousandths);
/* A length in thousandths of a point, rounded. */
static inline int64_t milli_points(length l)
{
    return length_scale(l, 45, 889); /* 72000 / (25.4 × 56000) */
}

#endif
