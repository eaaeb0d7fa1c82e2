/*
 * buffer.h - a byte string that grows: a file's content, a dump, a PDF stream. Always NUL-terminated behind
 * size (when data is set), so that text can be used as a C string. The holder owns the bytes; exhaustion is
 * fatal.
 */
#ifndef TONGBAO_BASE_BUFFER_H
#define TONGBAO_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buffer {
    char *data; /* NULL while nothing was added */
    size_t size;
    size_t capacity;
};

/* Frees the bytes and makes the buffer empty again; takes an empty buffer. */
void buffer_free(struct buffer *buffer);
/* Forgets the content and keeps the room. */
void buffer_clear(struct buffer *buffer);
/* Forgets what lies behind the first size bytes. */
void buffer_cut(struct buffer *buffer, size_t size);
/* Gets room for size more bytes, and the NUL behind them. */
void buffer_grow(struct buffer *buffer, size_t size);

/* What follows is inline because a document is written by thousands of such calls, mostly of a literal or a
 * character. */

/* Makes room for size more bytes and returns where they go; buffer_take then says how many were put there. */
static inline char *buffer_room(struct buffer *buffer, size_t size)
{
    if (buffer->capacity - buffer->size <= size)
        buffer_grow(buffer, size);
    return buffer->data + buffer->size;
}
static inline void buffer_take(struct buffer *buffer, size_t size)
{
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

/* Add bytes, a text, a character; what is added mustn't be the buffer's own, which may move. */
static inline void buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
    char *to = buffer_room(buffer, size);
    if (size)
        memcpy(to, bytes, size);
    to[size] = '\0';
    buffer->size += size;
}
static inline void buffer_puts(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}
static inline void buffer_putc(struct buffer *buffer, char c)
{
    buffer_add(buffer, &c, 1);
}

/* Puts a number in decimal at to, which takes 20 digits at most, and returns the place behind it. */
char *put_decimal(char *to, uint64_t number);
/* Adds a whole number in decimal, as "%d" prints it and much faster. */
void buffer_int(struct buffer *buffer, int64_t number);
/* The text, with with[i] in place of each special[i]. */
void buffer_escape(struct buffer *buffer, const char *text, const char *special, const char *const *with);
/* As sprintf, behind what is there. */
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The content as a string; "" when empty. Lent until the next change. */
const char *buffer_text(const struct buffer *buffer);

#endif
