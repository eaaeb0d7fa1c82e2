/*
 * date.h - calendar dates of the Gregorian calendar, without clock or time zone.
 */
#ifndef TONGBAO_BASE_DATE_H
#define TONGBAO_BASE_DATE_H

#include <stdbool.h>

struct date {
    int year, month, day; /* all 0: no date */
};

/* Reads "2024-05-31"; false when it isn't a date that exists, years 1900 to 2999. */
bool date_parse(const char *text, struct date *out);
/* -1, 0 or 1. */
int date_cmp(struct date a, struct date b);
/* Writes "2024-05-31". */
void date_print(struct date d, char out[11]);

#endif
