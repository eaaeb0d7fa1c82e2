/*
 * signature.h - the lines of a signature, measured: working state between signature.c, which sets unsealed
 * names, date and 附注, and seals.c, which sets seals and 签名章.
 */
#ifndef TONGBAO_TYPESET_SIGNATURE_H
#define TONGBAO_TYPESET_SIGNATURE_H

#include "typeset/setter.h"

struct signature_lines {
    const struct lines **name; /* one a unit, of one line or more */
    int name_count;
    length name_width;       /* of the widest line */
    const struct line *date; /* NULL: none */
    length date_width;
};

/* A box on the grid at the end of the strip, kept with the next one. */
struct box *signature_row(struct setter *s, struct strip *strip);
/* Adds a line of the signature to it, its left edge at x. */
void signature_line(struct setter *s, struct box *box, int node, const struct line *line, length x);

/* seals.c: names and date with one seal over all, or one for each name; the seals must be readable. */
void sealed_set(struct setter *s, struct strip *strip, int parent, const struct signature_lines *m);
/* seals.c: 附注, which begins at box `note`, keeps clear of the seals of the signature, which begins at box
 * `first`: where one would meet a line of it, it stands lower. Beside them it takes the row after the date.
 */
void seals_clear(struct strip *strip, int first, int note);
/* seals.c: the signers' offices and their 签名章, and the date. */
void stamped_set(struct setter *s, struct strip *strip, int parent, const struct signature_lines *m);

#endif
