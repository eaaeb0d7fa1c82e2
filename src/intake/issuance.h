/*
 * issuance.h - the particulars (发文要素) under which a quarter's documents are issued. Filled by
 * read_issue, then const; lives in the reader's arena. Optional texts are NULL when not given.
 */
#ifndef TONGBAO_INTAKE_ISSUANCE_H
#define TONGBAO_INTAKE_ISSUANCE_H

#include "intake/plan.h"

/* Head elements that the bulletin and the letters may carry. */
struct head_matter {
    const char *number; /* 发文字号; for letters a pattern with {n} */
    const char *copy_number, *secrecy_level, *secrecy_term, *urgency, *signer, *mark;
    struct strings to, cc;
    const char *note; /* 附注, without brackets */
    struct where at;  /* of its number */
};

/* A number stated for one unit's letter. */
struct stated_number {
    const char *unit;
    int number;
    struct where at;
};

/* How wide a seal may be, mm; the type area is 156 mm wide (GB/T 9704, 5.2.1). */
enum { SEAL_LEAST = 1, SEAL_MOST = 150 };

struct issuance {
    const char *notice;
    int year, quarter;
    struct date dated;
    struct head_matter bulletin, letters;
    int first_letter;     /* number of the first letter */
    struct date reply_by; /* all 0: none */
    struct stated_number *stated;
    int stated_count;
    const char *contact_office, *contact_phone;
    const char *imprint_office; /* default: the issuer */
    struct date imprint_date;   /* default: dated */
    const char *seal_image;     /* path, joined with the folder of the file; NULL: unsealed layout */
    const char *seal_name;      /* the same as the file names it, from its folder on */
    struct decimal seal_width;  /* mm, SEAL_LEAST to SEAL_MOST */
    struct where seal_at;
    struct where at;
};

#endif
