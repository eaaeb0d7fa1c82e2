#include "draw/digest.h"

#include <nettle/md5.h>

void digest(const void *data, size_t size, unsigned char out[DIGEST_SIZE])
{
    struct md5_ctx context;
    md5_init(&context);
    md5_update(&context, size, data);
    md5_digest(&context, DIGEST_SIZE, out);
}
