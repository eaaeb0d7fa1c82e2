#include "draw/huffman.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum {
    END = 256, /* the symbol that ends a block */
    SYMBOLS = 257,
    LONGEST = 15, /* bits of a code */
    LENGTH_BITS =
        4, /* of each length code in the header: with 16 lengths equally long, they name themselves */
};

/* A code: its bits as they go into the stream, lowest first. */
struct code {
    uint16_t bits;
    uint8_t length;
};

/* Bits on their way out. */
struct bits {
    uint8_t *out;
    uint64_t held;
    int count;
};

static inline void put(struct bits *b, uint32_t value, int count)
{
    b->held |= (uint64_t)value << b->count;
    b->count += count;
}

/* Writes the whole bytes; always stores eight, of which those not yet whole are written again later. */
static inline void drain(struct bits *b)
{
    uint64_t h = b->held;
    const uint8_t bytes[8] = {(uint8_t)h,         (uint8_t)(h >> 8),  (uint8_t)(h >> 16), (uint8_t)(h >> 24),
                              (uint8_t)(h >> 32), (uint8_t)(h >> 40), (uint8_t)(h >> 48), (uint8_t)(h >> 56)};
    memcpy(b->out, bytes, sizeof bytes);
    b->out += b->count / 8;
    b->held >>= b->count & ~7;
    b->count &= 7;
}

size_t huffman_bound(size_t size)
{
    /* No code is longer than 15 bits, but together they never take more than 9 a byte: there are 257 symbols.
     */
    return size + size / 8 + SYMBOLS + 64;
}

/* ---- the code ---- */

/* A symbol or an inner node of the tree. */
struct leaf {
    uint64_t weight;
    int symbol;
};

/* Lighter first; equal ones by symbol, so that the code depends on the weights only. */
static int lighter(const struct leaf *a, const struct leaf *b)
{
    return a->weight != b->weight ? a->weight < b->weight : a->symbol < b->symbol;
}

static int sort_leaves(const uint32_t *weight, struct leaf *leaf)
{
    int count = 0;
    for (int s = 0; s < SYMBOLS; s++) {
        if (!weight[s])
            continue;
        struct leaf added = {weight[s], s};
        int at = count++;
        for (; at > 0 && lighter(&added, &leaf[at - 1]); at--)
            leaf[at] = leaf[at - 1];
        leaf[at] = added;
    }
    return count;
}

/*
 * Code lengths by the two-queue method: leaves in order of weight, and the nodes made of them, which come in
 * order by themselves. Returns the longest.
 */
static int find_lengths(const uint32_t *weight, uint8_t *length)
{
    struct leaf leaf[SYMBOLS];
    uint64_t node[SYMBOLS];
    int parent[2 * SYMBOLS], depth[2 * SYMBOLS], longest = 0;
    int count = sort_leaves(weight, leaf), next_leaf = 0, next_node = 0, nodes = 0;
    while (nodes < count - 1) {
        node[nodes] = 0;
        for (int k = 0; k < 2; k++) {
            bool from_leaves =
                next_leaf < count && (next_node == nodes || leaf[next_leaf].weight <= node[next_node]);
            node[nodes] += from_leaves ? leaf[next_leaf].weight : node[next_node];
            parent[from_leaves ? next_leaf++ : count + next_node++] = count + nodes;
        }
        nodes++;
    }
    depth[count + nodes - 1] = 0;
    for (int i = count + nodes - 2; i >= 0; i--)
        depth[i] = depth[parent[i]] + 1;
    memset(length, 0, SYMBOLS);
    for (int i = 0; i < count; i++) {
        length[leaf[i].symbol] = (uint8_t)depth[i];
        longest = depth[i] > longest ? depth[i] : longest;
    }
    return longest;
}

/* Canonical codes of the lengths (RFC 1951, 3.2.2), turned round since deflate sends their first bit first.
 */
static void make_codes(const uint8_t *length, struct code *code)
{
    uint32_t next[LONGEST + 2] = {0}, number[LONGEST + 1] = {0};
    for (int s = 0; s < SYMBOLS; s++)
        number[length[s]]++;
    number[0] = 0;
    for (int bits = 1; bits <= LONGEST; bits++)
        next[bits + 1] = (next[bits] + number[bits]) << 1;
    for (int s = 0; s < SYMBOLS; s++) {
        uint32_t forward = length[s] ? next[length[s]]++ : 0, back = 0;
        for (int i = 0; i < length[s]; i++)
            back |= (forward >> i & 1) << (length[s] - 1 - i);
        code[s] = (struct code){(uint16_t)back, length[s]};
    }
}

/* ---- the stream ---- */

/* Four counters, since one that has just been written can't be read at once. */
static void count_bytes(const uint8_t *bytes, size_t size, uint32_t *weight)
{
    uint32_t lane[4][END] = {0};
    size_t i = 0;
    for (; i + 4 <= size; i += 4)
        for (int k = 0; k < 4; k++)
            lane[k][bytes[i + (size_t)k]]++;
    for (; i < size; i++)
        lane[0][bytes[i]]++;
    for (int s = 0; s < END; s++)
        weight[s] = lane[0][s] + lane[1][s] + lane[2][s] + lane[3][s];
    weight[END] = 1;
    weight[0] += !weight[0]; /* a code needs two symbols */
}

/* The block's header: the lengths of the code lengths' own codes, then the code lengths. */
static void put_header(struct bits *b, const uint8_t *length)
{
    enum { LAST_BLOCK = 1, DYNAMIC = 2, LENGTH_CODES = 19, REPEATS = 3 };
    put(b, LAST_BLOCK, 1);
    put(b, DYNAMIC, 2);
    put(b, SYMBOLS - 257, 5);
    put(b, 0, 5); /* one distance code, of length 0: there are no matches */
    put(b, LENGTH_CODES - 4, 4);
    drain(b);
    for (int i = 0; i < LENGTH_CODES; i++) {
        put(b, i < REPEATS ? 0 : LENGTH_BITS, 3); /* the repeat codes 16 to 18 come first and aren't used */
        drain(b);
    }
    for (int s = 0; s <= SYMBOLS; s++) {
        uint32_t value = s < SYMBOLS ? length[s] : 0, back = 0;
        for (int i = 0; i < LENGTH_BITS; i++)
            back |= (value >> i & 1) << (LENGTH_BITS - 1 - i);
        put(b, back, LENGTH_BITS);
        drain(b);
    }
}

size_t huffman_pack(const void *bytes, size_t size, void *out)
{
    const uint8_t *in = bytes;
    uint32_t weight[SYMBOLS];
    uint8_t length[SYMBOLS];
    struct code code[SYMBOLS];
    struct bits b = {.out = out};
    count_bytes(in, size, weight);
    while (find_lengths(weight, length) > LONGEST)
        for (int s = 0; s < SYMBOLS; s++)
            weight[s] = weight[s] / 2 + (weight[s] & 1); /* flatter, and none vanishes */
    make_codes(length, code);
    put(&b, 0x9C78, 16); /* zlib: deflate, 32 KiB window */
    put_header(&b, length);
    size_t i = 0;
    for (; i + 3 <= size; i += 3) { /* three codes and what is held fit 64 bits */
        put(&b, code[in[i]].bits, code[in[i]].length);
        put(&b, code[in[i + 1]].bits, code[in[i + 1]].length);
        put(&b, code[in[i + 2]].bits, code[in[i + 2]].length);
        drain(&b);
    }
    for (; i < size; i++)
        put(&b, code[in[i]].bits, code[in[i]].length);
    drain(&b);
    put(&b, code[END].bits, code[END].length);
    put(&b, 0, -b.count & 7);
    drain(&b);
    uint32_t sum = (uint32_t)adler32_z(adler32(0, NULL, 0), in, size);
    for (int shift = 24; shift >= 0; shift -= 8)
        *b.out++ = (uint8_t)(sum >> shift);
    return (size_t)(b.out - (uint8_t *)out);
}
