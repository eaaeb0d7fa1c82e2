#include "issue/sum.h"

#include "base/file.h"
#include "issue/folder.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void summing_start(struct summing *summing)
{
    sha256_init(&summing->context);
    summing->gathered = 0;
}

static void hash_gathered(struct summing *summing)
{
    sha256_update(&summing->context, summing->gathered, summing->field);
    summing->gathered = 0;
}

static inline void gather(struct summing *summing, const void *data, size_t size)
{
    if (size > sizeof summing->field - summing->gathered)
        hash_gathered(summing);
    if (size > sizeof summing->field) {
        sha256_update(&summing->context, size, data);
        return;
    }
    memcpy(summing->field + summing->gathered, data, size);
    summing->gathered += size;
}

void summing_number(struct summing *summing, int64_t number)
{
    const uint64_t n = (uint64_t)number;
    const uint8_t bytes[8] = {(uint8_t)n,         (uint8_t)(n >> 8),  (uint8_t)(n >> 16), (uint8_t)(n >> 24),
                              (uint8_t)(n >> 32), (uint8_t)(n >> 40), (uint8_t)(n >> 48), (uint8_t)(n >> 56)};
    gather(summing, bytes, sizeof bytes); /* the same on every machine */
}

void summing_bytes(struct summing *summing, const void *data, size_t size)
{
    summing_number(summing, (int64_t)size);
    if (size)
        gather(summing, data, size);
}

void summing_text(struct summing *summing, const char *text)
{
    if (text)
        summing_bytes(summing, text, strlen(text));
    else
        summing_number(summing, -1);
}

void summing_date(struct summing *summing, struct date date)
{
    summing_number(summing, date.year * 10000 + date.month * 100 + date.day);
}

void summing_decimal(struct summing *summing, struct decimal decimal)
{
    summing_number(summing, decimal.units);
    summing_number(summing, decimal.scale);
}

void summing_sum(struct summing *summing, const struct sum *sum)
{
    gather(summing, sum->byte, sizeof sum->byte);
}

struct sum summing_end(struct summing *summing)
{
    struct sum sum;
    hash_gathered(summing);
    sha256_digest(&summing->context, sizeof sum.byte, sum.byte);
    return sum;
}

struct sum sum_of(const void *data, size_t size)
{
    struct summing summing;
    summing_start(&summing);
    if (size)
        gather(&summing, data, size);
    return summing_end(&summing);
}

/* Sums what is left to read of fd; counts into *total. */
static bool sum_rest(int fd, struct summing *summing, int64_t *total)
{
    uint8_t chunk[65536];
    for (ssize_t n; (n = file_next(fd, chunk, sizeof chunk)) != 0; *total += n) {
        if (n < 0)
            return false;
        gather(summing, chunk, (size_t)n);
    }
    return true;
}

bool sum_of_file(int folder, const char *path, struct sum *out, int64_t *size)
{
    int fd = folder_open_file(folder, path);
    if (fd < 0)
        return false;
    struct summing summing;
    summing_start(&summing);
    int64_t total = 0;
    bool good = sum_rest(fd, &summing, &total);
    file_close(fd);
    if (good) {
        *out = summing_end(&summing);
        if (size)
            *size = total;
    }
    return good;
}

enum finding sum_hold(int folder, const char *path, const struct sum *expected, struct sum *sum)
{
    if (sum_of_file(folder, path, sum, NULL))
        return sum_equal(sum, expected) ? FOUND_SAME : FOUND_CHANGED;
    switch (errno) {
    case ENOENT:
    case ENOTDIR: /* one of its folders is none */
        return FOUND_NOTHING;
    case EINVAL: /* a folder or a pipe */
    case ELOOP:  /* a link */
    case ENXIO:  /* a socket */
        return FOUND_NO_FILE;
    default:
        return FOUND_UNREADABLE;
    }
}

bool sum_equal(const struct sum *a, const struct sum *b)
{
    return memcmp(a->byte, b->byte, sizeof a->byte) == 0;
}

void sum_print(const struct sum *sum, char out[SUM_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < SHA256_DIGEST_SIZE; i++) {
        out[2 * i] = digits[sum->byte[i] >> 4];
        out[2 * i + 1] = digits[sum->byte[i] & 15];
    }
    out[SUM_TEXT - 1] = '\0';
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool sum_parse(const char *text, struct sum *out)
{
    if (!text || strlen(text) != SUM_TEXT - 1)
        return false;
    for (int i = 0; i < SHA256_DIGEST_SIZE; i++) {
        int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out->byte[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}
