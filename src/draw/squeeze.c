#include "draw/squeeze.h"

#include "base/fatal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const struct {
    int level, strategy, memory;
} settings[PACK_COUNT] = {
    [PACK_TEXT] = {6, Z_DEFAULT_STRATEGY, 8},
    [PACK_FONT] = {1, Z_DEFAULT_STRATEGY, 8},
};

struct squeezer {
    z_stream stream[PACK_COUNT];
};

static void *take(void *opaque, unsigned items, unsigned size)
{
    (void)opaque;
    return must_malloc((size_t)items * size);
}

static void give_back(void *opaque, void *memory)
{
    (void)opaque;
    free(memory);
}

struct squeezer *squeezer_new(void)
{
    struct squeezer *squeezer = must_malloc(sizeof *squeezer);
    *squeezer = (struct squeezer){0};
    for (int i = 0; i < PACK_COUNT; i++) {
        z_stream *z = &squeezer->stream[i];
        z->zalloc = take;
        z->zfree = give_back;
        if (deflateInit2(z, settings[i].level, Z_DEFLATED, 15, settings[i].memory, settings[i].strategy) !=
            Z_OK)
            fatal("zlib can't be set up");
    }
    return squeezer;
}

void squeezer_free(struct squeezer *squeezer)
{
    if (!squeezer)
        return;
    for (int i = 0; i < PACK_COUNT; i++)
        deflateEnd(&squeezer->stream[i]);
    free(squeezer);
}

const void *squeeze(struct squeezer *squeezer, enum packing packing, const void *bytes, size_t size,
                    struct arena *arena, size_t *packed_size)
{
    z_stream *z = &squeezer->stream[packing];
    if (size > UINT_MAX / 2)
        fatal("a stream of more than 2 GiB");
    unsigned long bound = deflateBound(z, size);
    void *out = arena_alloc(arena, bound);
    z->next_in = (z_const Bytef *)bytes;
    z->avail_in = (uInt)size;
    z->next_out = out;
    z->avail_out = (uInt)bound;
    if (deflate(z, Z_FINISH) != Z_STREAM_END)
        fatal("zlib failed");
    *packed_size = z->total_out;
    deflateReset(z);
    return out;
}
