#include "draw/huffman.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

enum {
    END = 256, /* the symbol that ends a block */
    SYMBOLS = 257,
    LENGTHS = 19,      /* symbols that spell code lengths */
    LONGEST = 15,      /* bits of a code, */
    LONGEST_SHORT = 7, /* and of one that spells code lengths */
    SPARE = 8, /* bytes behind encoded bits that may be read, and behind a stream that may be written */
    HEADER = 236 + SPARE, /* bytes of a block's header: 17 bits, 3 a length's length, 7 a length at most */
};

/*
 * How often each byte comes in a hundred thousand of the fonts that the demonstration's documents hold; none
 * counts as once, for a document of other fonts. The code follows from this.
 */
/* clang-format off */
static const uint16_t weights[END] = {
    551, 253, 108, 75, 91, 2934, 591, 871, 349, 64, 76, 61, 97, 54, 804, 50,
    53, 56, 66, 51, 66, 2529, 44, 40, 383, 1413, 300, 181, 51, 288, 131, 207,
    74, 74, 69, 76, 104, 93, 71, 78, 86, 79, 97, 75, 95, 93, 80, 84,
    86, 69, 121, 91, 87, 92, 105, 86, 88, 95, 117, 118, 97, 106, 111, 106,
    114, 122, 123, 120, 133, 124, 123, 135, 136, 142, 137, 151, 174, 137, 175, 169,
    163, 173, 172, 207, 179, 200, 210, 206, 189, 206, 240, 235, 275, 280, 270, 304,
    272, 327, 315, 336, 338, 340, 305, 367, 339, 340, 366, 397, 405, 413, 448, 506,
    490, 467, 494, 573, 620, 616, 609, 647, 642, 638, 733, 854, 1042, 1130, 1136, 1130,
    1122, 1174, 1149, 1099, 1214, 1307, 1492, 1445, 1315, 1204, 698, 3155, 992, 1539, 2129, 2228,
    1737, 1188, 1071, 1076, 1222, 1263, 1382, 1285, 1090, 1046, 916, 846, 756, 658, 630, 591,
    545, 573, 505, 457, 486, 445, 439, 407, 421, 408, 427, 401, 424, 387, 390, 391,
    367, 396, 326, 379, 335, 345, 332, 340, 316, 329, 311, 265, 223, 245, 192, 205,
    204, 203, 226, 192, 173, 165, 181, 157, 153, 158, 149, 129, 141, 134, 134, 137,
    107, 108, 121, 99, 124, 106, 111, 102, 121, 75, 90, 97, 96, 90, 97, 83,
    90, 82, 96, 86, 86, 88, 68, 66, 72, 69, 61, 60, 66, 57, 71, 75,
    62, 78, 66, 52, 77, 66, 69, 1615, 126, 32, 9, 1011, 40, 16, 7, 28,
};
/* clang-format on */

/* A code: its bits as they go into the stream, first one lowest. */
struct code {
    uint16_t bits;
    uint8_t length;
};

/* ---- the code ---- */

/* A symbol of the tree with its weight. */
struct leaf {
    uint64_t weight;
    int symbol;
};

/* Lighter first; equal ones by symbol, so that the code depends on the weights only. */
static int lighter(const struct leaf *a, const struct leaf *b)
{
    return a->weight != b->weight ? a->weight < b->weight : a->symbol < b->symbol;
}

static int sort_leaves(const uint32_t *weight, int symbols, struct leaf *leaf)
{
    int count = 0;
    for (int s = 0; s < symbols; s++) {
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
 * order by themselves. At least two symbols have a weight. Returns the longest.
 */
static int find_lengths(const uint32_t *weight, int symbols, uint8_t *length)
{
    struct leaf leaf[SYMBOLS];
    uint64_t node[SYMBOLS];
    int parent[2 * SYMBOLS], depth[2 * SYMBOLS], longest = 0;
    int count = sort_leaves(weight, symbols, leaf), next_leaf = 0, next_node = 0, nodes = 0;
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
    memset(length, 0, (size_t)symbols);
    for (int i = 0; i < count; i++) {
        length[leaf[i].symbol] = (uint8_t)depth[i];
        longest = depth[i] > longest ? depth[i] : longest;
    }
    return longest;
}

/* Canonical codes of the lengths (RFC 1951, 3.2.2), turned round since deflate sends their first bit first.
 */
static void make_codes(const uint8_t *length, int symbols, struct code *code)
{
    uint32_t next[LONGEST + 2] = {0}, number[LONGEST + 1] = {0};
    for (int s = 0; s < symbols; s++)
        number[length[s]]++;
    number[0] = 0;
    for (int bits = 1; bits <= LONGEST; bits++)
        next[bits + 1] = (next[bits] + number[bits]) << 1;
    for (int s = 0; s < symbols; s++) {
        uint32_t forward = length[s] ? next[length[s]]++ : 0, back = 0;
        for (int i = 0; i < length[s]; i++)
            back |= (forward >> i & 1) << (length[s] - 1 - i);
        code[s] = (struct code){(uint16_t)back, length[s]};
    }
}

/* Codes of at most so many bits for the weights, which get flatter where need be. */
static void build(uint32_t *weight, int symbols, int most, struct code *code)
{
    uint8_t length[SYMBOLS];
    while (find_lengths(weight, symbols, length) > most)
        for (int s = 0; s < symbols; s++)
            weight[s] = weight[s] / 2 + (weight[s] & 1); /* none vanishes */
    make_codes(length, symbols, code);
}

/* ---- bits ---- */

static inline void put(struct literals *l, uint64_t value, int count)
{
    l->held |= value << l->count;
    l->count += count;
}

/* Eight bytes as a number, the first one lowest, and back. */
static inline uint64_t word_at(const char *from)
{
    uint8_t b[8];
    memcpy(b, from, sizeof b);
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
           (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static inline void put_word(char *to, uint64_t w)
{
    const uint8_t bytes[8] = {(uint8_t)w,         (uint8_t)(w >> 8),  (uint8_t)(w >> 16), (uint8_t)(w >> 24),
                              (uint8_t)(w >> 32), (uint8_t)(w >> 40), (uint8_t)(w >> 48), (uint8_t)(w >> 56)};
    memcpy(to, bytes, sizeof bytes);
}

/* Writes the whole bytes of what is held to where there is room for eight, and returns what follows them. */
static inline char *drain(struct literals *l, char *to)
{
    put_word(to, l->held);
    to += l->count / 8;
    l->held >>= l->count & ~7; /* never all 64 bits are held */
    l->count &= 7;
    return to;
}

/* Writes bits that lie together, SPARE bytes behind them; less than a byte's is held. */
static char *put_bits(struct literals *l, const char *bits, size_t count, char *to)
{
    uint64_t held = l->held;
    for (; count >= 64; count -= 64, bits += 8, to += 8) {
        uint64_t word = word_at(bits);
        put_word(to, held | word << l->count);
        held = word >> 1 >> (63 - l->count);
    }
    uint64_t rest = word_at(bits) & (((uint64_t)1 << count) - 1);
    int low = count < 32 ? (int)count : 32;
    l->held = held;
    put(l, (uint32_t)rest, low);
    to = drain(l, to);
    put(l, rest >> 32, (int)count - low);
    return drain(l, to);
}

/* ---- the one code ---- */

/* The code, and the block's header that tells it. */
struct table {
    struct code code[SYMBOLS];
    char header[HEADER];
    size_t header_bits;
};

/* The header: the lengths of the code lengths' own codes, then the code lengths. */
static void make_header(struct table *table)
{
    enum { LAST_BLOCK = 1, DYNAMIC = 2, NO_DISTANCES = 0 };
    static const uint8_t order[LENGTHS] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    struct code spelling[LENGTHS];
    uint32_t weight[LENGTHS] = {1}; /* the one distance code has no length: there are no matches */
    struct literals l = {0};
    char *to = table->header;
    for (int s = 0; s < SYMBOLS; s++)
        weight[table->code[s].length]++;
    build(weight, LENGTHS, LONGEST_SHORT, spelling);
    put(&l, LAST_BLOCK, 1);
    put(&l, DYNAMIC, 2);
    put(&l, SYMBOLS - 257, 5);
    put(&l, NO_DISTANCES, 5);
    put(&l, LENGTHS - 4, 4);
    for (int i = 0; i < LENGTHS; i++) {
        to = drain(&l, to);
        put(&l, spelling[order[i]].length, 3);
    }
    for (int s = 0; s <= SYMBOLS; s++) {
        const struct code *c = &spelling[s < SYMBOLS ? table->code[s].length : 0];
        to = drain(&l, to);
        put(&l, c->bits, c->length);
    }
    table->header_bits = (size_t)(to - table->header) * 8 + (size_t)l.count;
    drain(&l, to);
}

/* Made when it is first asked for. */
static const struct table *the_table(void)
{
    static struct table table;
    uint32_t weight[SYMBOLS];
    if (table.header_bits)
        return &table;
    for (int s = 0; s < END; s++)
        weight[s] = weights[s];
    weight[END] = 1;
    build(weight, SYMBOLS, LONGEST, table.code);
    make_header(&table);
    return &table;
}

static char *put_bytes(struct literals *l, const uint8_t *in, size_t size, char *to)
{
    const struct code *code = the_table()->code;
    for (size_t i = 0; i < size;) {
        for (size_t end = size - i < 3 ? size : i + 3; i < end; i++) /* with what is held, 52 bits at most */
            put(l, code[in[i]].bits, code[in[i]].length);
        to = drain(l, to);
    }
    return to;
}

/* Room in out for the codes of so many bytes and what drain stores beyond. */
static char *room(struct buffer *out, size_t size)
{
    return buffer_room(out, size * 2 + 2 * SPARE);
}

static uint32_t sum_of(uint32_t before, const void *bytes, size_t size)
{
    return size ? (uint32_t)adler32_z(before, bytes, size) : before; /* with NULL zlib would begin anew */
}

/* ---- parts ---- */

void huffman_encode(const void *bytes, size_t size, struct buffer *store, struct encoded *encoded)
{
    struct literals l = {0};
    char *from = room(store, size), *to = put_bytes(&l, bytes, size, from);
    *encoded = (struct encoded){.at = store->size,
                                .bits = (size_t)(to - from) * 8 + (size_t)l.count,
                                .size = size,
                                .sum = sum_of(1, bytes, size)};
    drain(&l, to);
    memset(to + 1, 0, SPARE);
    buffer_take(store, (size_t)(to - from) + 1 + SPARE);
}

/* ---- the stream ---- */

void literals_begin(struct literals *literals, struct buffer *out)
{
    const struct table *table = the_table();
    *literals = (struct literals){.out = out, .sum = 1};
    buffer_add(out, "\x78\x9C", 2); /* zlib: deflate, 32 KiB window */
    char *from = room(out, HEADER), *to = put_bits(literals, table->header, table->header_bits, from);
    buffer_take(out, (size_t)(to - from));
}

void literals_add(struct literals *literals, const void *bytes, size_t size)
{
    char *from = room(literals->out, size), *to = put_bytes(literals, bytes, size, from);
    buffer_take(literals->out, (size_t)(to - from));
    literals->sum = sum_of(literals->sum, bytes, size);
}

void literals_append(struct literals *literals, const struct encoded *encoded, const struct buffer *store)
{
    char *from = room(literals->out, encoded->size);
    char *to = put_bits(literals, store->data + encoded->at, encoded->bits, from);
    buffer_take(literals->out, (size_t)(to - from));
    literals->sum = (uint32_t)adler32_combine(literals->sum, encoded->sum, (z_off_t)encoded->size);
}

void literals_end(struct literals *literals)
{
    const struct code *end = &the_table()->code[END];
    char *from = room(literals->out, 1), *to = from;
    put(literals, end->bits, end->length);
    put(literals, 0, -literals->count & 7);
    to = drain(literals, to);
    buffer_take(literals->out, (size_t)(to - from));
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_putc(literals->out, (char)(literals->sum >> shift));
}
