/*
 * A quarter's particulars: read, checked against a good notice and figures, and the letters numbered and
 * named after them.
 */
#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct good *good = good_inputs();
    struct trial trial;
    trial_open(&trial, data, size);
    trial_check_crowd(&trial);
    struct input input[ISSUE + 1]; /* the fuzzed file in the place of the good one */
    memcpy(input, good->input, sizeof input);
    input[ISSUE] = trial.input;
    const struct issuance *issuance = trial.input.issuance;
    if (issuance && inputs_agree(input, ISSUE + 1))
        make_set(&(struct order_of_set){good->plan, good->quarter[issuance->quarter - 1], good->quarter, 4,
                                        issuance});
    trial_close(&trial);
    return 0;
}
