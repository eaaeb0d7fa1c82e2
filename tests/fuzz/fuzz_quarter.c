/*
 * A quarter's figures: read, checked against a good notice, and judged, both as the quarter reported on and
 * as one before it.
 */
#include "mutate.h"

/* The quarter with what the good issue file says of the fourth. */
static void report_on(const struct quarter *quarter, const struct quarter *const *earlier, int count)
{
    const struct good *good = good_inputs();
    struct issuance issuance = *good->issuance;
    issuance.quarter = quarter->number;
    make_set(&(struct order_of_set){good->plan, quarter, earlier, count, &issuance});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct good *good = good_inputs();
    struct trial trial;
    trial_open(&trial, data, size);
    trial_check_crowd(&trial);
    const struct quarter *quarter = trial.input.quarter;
    if (quarter && inputs_agree((struct input[]){good->input[NOTICE], trial.input}, 2)) {
        report_on(quarter, good->quarter, 4); /* those that aren't earlier are left out */
        report_on(good->quarter[3], &quarter, 1);
    }
    trial_close(&trial);
    return 0;
}
