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
    buffer_cut(buffer, 0);
}

void buffer_cut(struct buffer *buffer, size_t size)
{
    buffer->size = size;
    if (buffer->data)
        buffer->data[size] = '\0';
}

void buffer_grow(struct buffer *buffer, size_t size)
{
    if (size > SIZE_MAX / 4 - buffer->size)
        fatal_memory();
    size_t needed = buffer->size + size + 1, capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity < needed)
        capacity *= 2;
    buffer->data = must_realloc(buffer->data, capacity);
    buffer->capacity = capacity;
}

char *put_decimal(char *to, uint64_t number)
{
    int length = 1;
    for (uint64_t rest = number; rest >= 10; rest /= 10)
        length++;
    for (int i = length - 1; i >= 0; i--, number /= 10)
        to[i] = (char)('0' + number % 10);
    return to + length;
}

void buffer_int(struct buffer *buffer, int64_t number)
{
    enum { LONGEST = 20 };
    char *to = buffer_room(buffer, LONGEST), *end = to;
    if (number < 0)
        *end++ = '-';
    end = put_decimal(end, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
    buffer_take(buffer, (size_t)(end - to));
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
