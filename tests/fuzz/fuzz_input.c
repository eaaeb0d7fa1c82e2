/*
 * Any file that the readers may come upon, whatever its namespace: what `tongbao check` does with it. The
 * targets of the three readers go further with their own kind.
 */
#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct trial trial;
    trial_open(&trial, data, size);
    trial_check_crowd(&trial);
    trial_close(&trial);
    return 0;
}
