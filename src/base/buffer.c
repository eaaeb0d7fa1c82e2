#include "base/buffer.h"

#include "base/fatal.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

/* The NUL behind them has its place too. */
char *buffer_room(struct buffer *buffer, size_t size)
{
    if (size > SIZE_MAX / 4 - buffer->size)
        fatal_memory();
    size_t needed = buffer->size + size + 1;
    if (needed > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity : 256;
        while (capacity < needed)
            capacity *= 2;
        buffer->data = must_realloc(buffer->data, capacity);
        buffer->capacity = capacity;
    }
    return buffer->data + buffer->size;
}

void buffer_take(struct buffer *buffer, size_t size)
{
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void buffer_int(struct buffer *buffer, int number)
{
    char digits[12];
    int at = sizeof digits;
    unsigned value = number < 0 ? 0 - (unsigned)number : (unsigned)number;
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    if (number < 0)
        digits[--at] = '-';
    buffer_add(buffer, digits + at, sizeof digits - (size_t)at);
}

void buffer_escape(struct buffer *buffer, const char *text, const char *special, const char *const *with)
{
    for (;; text++) {
        size_t size = strcspn(text, special);
        buffer_add(buffer, text, size);
        text += size;
        if (!*text)
            return;
        buffer_puts(buffer, with[strchr(special, *text) - special]);
    }
}

/* Tries the room that there is first, which mostly suffices. */
void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    size_t left = buffer->capacity - buffer->size;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(left ? buffer->data + buffer->size : NULL, left, format, args);
    if (size < 0)
        fatal("a text can't be formatted");
    if ((size_t)size >= left)
        vsnprintf(buffer_room(buffer, (size_t)size), (size_t)size + 1, format, again);
    buffer->size += (size_t)size;
    va_end(again);
    va_end(args);
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}
