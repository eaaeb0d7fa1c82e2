/*
 * check_numbers.h - document numbers that the inputs give twice.
 */
#ifndef TONGBAO_INTAKE_CHECK_NUMBERS_H
#define TONGBAO_INTAKE_CHECK_NUMBERS_H

#include "intake/intake.h"

/*
 * Reports the number of a bulletin, and each that is stated for a letter, that the notice has, another
 * document of the same issue, or one of an earlier quarter's. Which numbers letters without a stated one get
 * is known only when they are given. plan: the notice that the issue belongs to; NULL where it isn't at hand.
 */
void check_numbers(const struct input *inputs, int count, const struct issuance *issuance,
                   const struct plan *plan, struct arena *arena, struct diag *diag);

#endif
