/*
 * near.h - what was probably meant: the nearest of the words that would have been right.
 */
#ifndef TONGBAO_INTAKE_NEAR_H
#define TONGBAO_INTAKE_NEAR_H

/* A search under way: begin with {.word = what was found}, offer every candidate, read best. */
struct near {
    const char *word;
    const char *best; /* the nearest candidate so far; NULL while none is near enough; lent */
    int distance;
    int offered;
};

/* Offers a candidate, which must live as long as the search. Candidates with other digits than the word's are
 * never near: "2.1.9" is no slip of the pen for "2.1.8". */
void near_offer(struct near *near, const char *candidate);

#endif
