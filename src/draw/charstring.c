/*
 * A charstring is a program for a stack machine. Flattening copies it token by token, follows calls and
 * leaves them out; what has to be known on the way is only how many numbers are on the stack (the number
 * before a call is its subroutine, and the first operator tells by an odd one whether a width leads) and how
 * many stem hints there are (hint masks are as long as that).
 */
#include "draw/charstring.h"

#include <string.h>

enum {
    STACK = 192,       /* four times what the note allows */
    DEPTH = 10,        /* of calls, as the note says */
    LARGEST = 1 << 16, /* bytes of one glyph; stops subroutines that multiply */
    STEPS = 1 << 18,   /* operators and calls of one glyph; stops those that don't even grow */
};

enum {
    CS_HSTEM = 1,
    CS_VSTEM = 3,
    CS_VMOVETO = 4,
    CS_RLINETO = 5,
    CS_RRCURVETO = 8,
    CS_CALLSUBR = 10,
    CS_RETURN = 11,
    CS_ESCAPE = 12,
    CS_ENDCHAR = 14,
    CS_HSTEMHM = 18,
    CS_HINTMASK = 19,
    CS_CNTRMASK = 20,
    CS_RMOVETO = 21,
    CS_HMOVETO = 22,
    CS_VSTEMHM = 23,
    CS_SHORT = 28,
    CS_CALLGSUBR = 29,
    CS_FIXED = 255,
};

struct flattener {
    struct buffer *out;
    size_t start; /* of this glyph in out */
    const struct cff_index *global, *local;
    size_t token[STACK]; /* where each number on the stack begins in out */
    int32_t value[STACK];
    int count;
    int hints;
    int steps;
    bool width_known, ended;
};

/* Takes the leading width off the stack and out of the output, when the first operator shows that there is
 * one. */
static void take_width(struct flattener *f, bool has_width)
{
    if (!f->width_known && has_width && f->count) {
        size_t end = f->count > 1 ? f->token[1] : f->out->size, size = end - f->token[0];
        memmove(f->out->data + f->token[0], f->out->data + end, f->out->size - end);
        f->out->size -= size;
        f->count--;
        memmove(f->value, f->value + 1, (size_t)f->count * sizeof *f->value);
        memmove(f->token, f->token + 1, (size_t)f->count * sizeof *f->token);
        for (int i = 0; i < f->count; i++)
            f->token[i] -= size;
    }
    f->width_known = true;
}

static void put_code(struct flattener *f, struct span code, size_t at, size_t size)
{
    struct span piece = span_sub(code, at, size);
    buffer_add(f->out, piece.data, piece.size);
}

/* A number at an offset: its length, 0 when none stands there; the value goes on the stack. */
static size_t number(struct flattener *f, struct span code, size_t at)
{
    int32_t b = (int32_t)span_uint(code, at, 1), next = (int32_t)span_uint(code, at + 1, 1), value;
    size_t size = 1;
    if (b == CS_SHORT) {
        size = 3;
        value = span_i16(code, at + 1);
    } else if (b == CS_FIXED) {
        size = 5;
        value = INT32_MAX; /* no subroutine has a fractional number */
    } else if (b >= 247) {
        size = 2;
        value = b < 251 ? (b - 247) * 256 + next + 108 : -(b - 251) * 256 - next - 108;
    } else if (b >= 32) {
        value = b - 139;
    } else {
        return 0;
    }
    if (f->count == STACK || code.size - at < size)
        return 0;
    f->token[f->count] = f->out->size;
    f->value[f->count++] = value;
    put_code(f, code, at, size);
    return size;
}

static bool run(struct flattener *f, struct span code, int depth);

/* Replaces the number on top of the stack and the call behind it by the subroutine. */
static bool call(struct flattener *f, const struct cff_index *subrs, int depth)
{
    if (!f->count || depth == DEPTH)
        return false;
    f->count--;
    f->out->size = f->token[f->count];
    int64_t bias = subrs->count < 1240 ? 107 : subrs->count < 33900 ? 1131 : 32768;
    int64_t i = f->value[f->count] + bias;
    if (i < 0 || i >= subrs->count)
        return false;
    return run(f, cff_item(subrs, (uint32_t)i), depth + 1);
}

/* Copies an operator; returns how many bytes it takes with what belongs to it, 0 when it can't be copied. */
static size_t copy_operator(struct flattener *f, struct span code, size_t at)
{
    int op = code.data[at];
    size_t size = 1;
    switch (op) {
    case CS_HSTEM:
    case CS_VSTEM:
    case CS_HSTEMHM:
    case CS_VSTEMHM:
    case CS_HINTMASK:
    case CS_CNTRMASK:
        take_width(f, f->count % 2);
        f->hints += f->count / 2; /* before a mask: vstem left out */
        if (op == CS_HINTMASK || op == CS_CNTRMASK)
            size += ((size_t)f->hints + 7) / 8;
        break;
    case CS_RMOVETO:
        take_width(f, f->count > 2);
        break;
    case CS_HMOVETO:
    case CS_VMOVETO:
        take_width(f, f->count > 1);
        break;
    case CS_ENDCHAR:
        take_width(f, f->count % 2);
        if (f->count)
            return 0;
        f->ended = true;
        break;
    case CS_ESCAPE:
        size = 2;
        if (span_uint(code, at + 1, 1) < 34 || span_uint(code, at + 1, 1) > 37) /* only the flexes */
            return 0;
        break;
    default:
        if (op != CS_RLINETO && (op < 6 || op > CS_RRCURVETO) && (op < 24 || op > 27) && op != 30 && op != 31)
            return 0;
    }
    if (code.size - at < size)
        return 0;
    put_code(f, code, at, size);
    f->count = 0;
    return size;
}

static bool run(struct flattener *f, struct span code, int depth)
{
    size_t at = 0;
    while (at < code.size && !f->ended) {
        size_t size = number(f, code, at);
        if (++f->steps > STEPS || f->out->size - f->start > LARGEST)
            return false;
        if (size) {
            at += size;
            continue;
        }
        switch (code.data[at]) {
        case CS_RETURN:
            return true;
        case CS_CALLSUBR:
        case CS_CALLGSUBR:
            size = call(f, code.data[at] == CS_CALLSUBR ? f->local : f->global, depth);
            break;
        default:
            size = copy_operator(f, code, at);
        }
        if (!size)
            return false;
        at += size;
    }
    return true;
}

bool charstring_flatten(struct span code, const struct cff_index *global, const struct cff_index *local,
                        struct buffer *out)
{
    struct flattener f = {.out = out, .start = out->size, .global = global, .local = local};
    if (code.size && run(&f, code, 0)) {
        if (!f.ended)
            buffer_putc(out, CS_ENDCHAR);
        return true;
    }
    out->size = f.start;
    return false;
}
