/*
 * lanes.h - four numbers at a time, as the vectors of GCC and Clang, for loops over an outline's samples.
 * Each of the four gets what it would get alone, to the bit.
 */
#ifndef TONGBAO_DRAW_LANES_H
#define TONGBAO_DRAW_LANES_H

#include <stdint.h>
#include <string.h>

enum { LANES = 4 };
/* The numbers, */
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
/* and what comparing them gives: all bits set where it holds. */
typedef int32_t lane_masks __attribute__((vector_size(LANES * sizeof(int32_t))));

static const lane_masks lane_index = {0, 1, 2, 3};

/* Four numbers that lie together, from anywhere, */
static inline lanes lanes_from(const float *number)
{
    lanes v;
    memcpy(&v, number, sizeof v);
    return v;
}

/* and to anywhere. */
static inline void lanes_to(float *number, lanes v)
{
    memcpy(number, &v, sizeof v);
}

/* Each lane of one or the other. */
static inline lanes lanes_choose(lane_masks which, lanes yes, lanes no)
{
    return (lanes)(((lane_masks)yes & which) | ((lane_masks)no & ~which));
}

/* The lesser of each two; where one is no number, b's. */
static inline lanes lanes_least(lanes a, lanes b)
{
    for (int i = 0; i < LANES; i++)
        a[i] = a[i] < b[i] ? a[i] : b[i];
    return a;
}

/* The greater, likewise. */
static inline lanes lanes_most(lanes a, lanes b)
{
    for (int i = 0; i < LANES; i++)
        a[i] = a[i] > b[i] ? a[i] : b[i];
    return a;
}

/* Four vectors turned: the first lanes of all, the second ones, and so on. */
static inline void lanes_turn(lanes v[LANES])
{
    lanes ab = __builtin_shufflevector(v[0], v[1], 0, 4, 1, 5),
          cd = __builtin_shufflevector(v[2], v[3], 0, 4, 1, 5),
          AB = __builtin_shufflevector(v[0], v[1], 2, 6, 3, 7),
          CD = __builtin_shufflevector(v[2], v[3], 2, 6, 3, 7);
    v[0] = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
    v[1] = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
    v[2] = __builtin_shufflevector(AB, CD, 0, 1, 4, 5);
    v[3] = __builtin_shufflevector(AB, CD, 2, 3, 6, 7);
}

/* The sum of each of four vectors' lanes, */
static inline lanes lanes_sums(lanes a, lanes b, lanes c, lanes d)
{
    lanes v[LANES] = {a, b, c, d};
    lanes_turn(v);
    return (v[0] + v[1]) + (v[2] + v[3]);
}

/* and the greatest of each one's. */
static inline lanes lanes_mosts(lanes a, lanes b, lanes c, lanes d)
{
    lanes v[LANES] = {a, b, c, d};
    lanes_turn(v);
    return lanes_most(lanes_most(v[0], v[1]), lanes_most(v[2], v[3]));
}

#endif
