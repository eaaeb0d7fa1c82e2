/*
 * sum.h - SHA-256 over bytes, files and typed fields: what tells whether something is still the same.
 *
 * A field goes in with its length before it, so that "ab" + "c" and "a" + "bc" differ, and NULL differs from
 * "". The sums of bytes and files are those that sha256sum(1) prints.
 */
#ifndef TONGBAO_ISSUE_SUM_H
#define TONGBAO_ISSUE_SUM_H

#include "base/date.h"
#include "base/rational.h"

#include <nettle/sha2.h>
#include <stddef.h>
#include <stdint.h>

struct sum {
    uint8_t byte[SHA256_DIGEST_SIZE];
};

/* Room for a sum in hexadecimal with its NUL. */
enum { SUM_TEXT = 2 * SHA256_DIGEST_SIZE + 1 };

/* A sum being made from typed fields. They are small, and so gathered before they are hashed. */
struct summing {
    struct sha256_ctx context;
    size_t gathered; /* bytes that wait in field */
    uint8_t field[4 * SHA256_BLOCK_SIZE];
};

/* Begin, add a field of some type (text may be NULL), and end with the sum. */
void summing_start(struct summing *summing);
void summing_text(struct summing *summing, const char *text);
void summing_number(struct summing *summing, int64_t number);
void summing_date(struct summing *summing, struct date date);
void summing_decimal(struct summing *summing, struct decimal decimal);
void summing_sum(struct summing *summing, const struct sum *sum);
void summing_bytes(struct summing *summing, const void *data, size_t size);
struct sum summing_end(struct summing *summing);

/* The sum of size bytes. */
struct sum sum_of(const void *data, size_t size);
/*
 * The sum of the regular file at path below the folder, no symbolic link followed; its size in bytes into
 * *size unless NULL. False with errno set.
 */
bool sum_of_file(int folder, const char *path, struct sum *out, int64_t *size);
/* What is found in the place of a file: it, another, nothing at all, something that is no file, or what
 * can't be read. */
enum finding { FOUND_SAME, FOUND_CHANGED, FOUND_NOTHING, FOUND_NO_FILE, FOUND_UNREADABLE };
/* Holds the file at path against the sum that it should have; its own goes to *sum if it can be read. Why it
 * can't, errno tells. */
enum finding sum_hold(int folder, const char *path, const struct sum *expected, struct sum *sum);
bool sum_equal(const struct sum *a, const struct sum *b);
/* In lower-case hexadecimal, and back; false when text isn't a sum. */
void sum_print(const struct sum *sum, char out[SUM_TEXT]);
bool sum_parse(const char *text, struct sum *out);

#endif
