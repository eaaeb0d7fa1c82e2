#include "draw/digest.h"

#include <hpdf_encrypt.h>
#include <limits.h>

void digest(const void *data, size_t size, unsigned char out[DIGEST_SIZE])
{
    struct HPDF_MD5Context context;
    const HPDF_BYTE *from = data;
    HPDF_MD5Init(&context);
    for (size_t part; size; size -= part, from += part) {
        part = size < INT_MAX ? size : INT_MAX;
        HPDF_MD5Update(&context, from, (HPDF_UINT32)part);
    }
    HPDF_MD5Final(out, &context);
}
