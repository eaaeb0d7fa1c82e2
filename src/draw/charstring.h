/*
 * charstring.h - Type 2 charstrings (Adobe Technical Note 5177): taking out the subroutines, and drawing new
 * ones.
 */
#ifndef TONGBAO_DRAW_CHARSTRING_H
#define TONGBAO_DRAW_CHARSTRING_H

#include "draw/cff.h"

/*
 * Adds to out the charstring `code` with every subroutine call replaced by what it calls, and without the
 * width. False (out as before) where that can't be done: broken, too large, arithmetic operators or an
 * accented character put together by endchar, all of which today's fonts don't have.
 */
bool charstring_flatten(struct span code, const struct cff_index *global, const struct cff_index *local,
                        struct buffer *out);

#endif
