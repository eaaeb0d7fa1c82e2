/*
 * set.h - one quarter's set on its way: what the parts of the issue stage hand to each other.
 *
 * Order of work: survey (what is there), due (what there should be), make (in workers), ledger (the new
 * manifest, and files taken over from the old set), stage (publishing). set_make leads through it.
 */
#ifndef TONGBAO_ISSUE_SET_H
#define TONGBAO_ISSUE_SET_H

#include "issue/issue.h"
#include "issue/manifest.h"
#include "issue/naming.h"
#include "issue/stage.h"
#include "issue/verdict.h"
#include "progress/report.h"

/* The inputs of a quarter, checked against each other. */
struct material {
    const struct plan *plan;
    const struct quarter *quarter;
    const struct issuance *issuance;
    const struct quarter *const *earlier;
    int earlier_count;
};

/* What makes documents, opened when the first is needed and used for all sets of a run. */
struct shop {
    const struct settings *settings;
    struct arena *arena;
    struct workshop workshop;
    struct tools tools;
    bool tried, good;
    bool watchful; /* notes are told, and so is worth finding out whether only the tools are new */
};

/* A document that there should be. */
struct due {
    enum template kind;
    int unit; /* index, of a letter; else -1 */
    const char *unit_id, *path, *number;
    struct subject subject;  /* what it is about */
    const struct entry *old; /* as issued; NULL: never */
    enum finding found;      /* in the place of the issued file; nothing where it isn't wanted */
    bool wanted;             /* --only asks for it */
};

/* What became of a due document; written by a worker into shared memory. */
struct result {
    bool done;
    bool ended; /* its worker came to the end of it; the crew names what one broke off at */
    enum verdict verdict;
    int pages;
    int64_t bytes;
    struct sum sum, document;
};

struct set {
    const struct material *in;
    const struct settings *settings;
    struct arena *arena; /* for all that lives as long as the set is worked on */
    struct diag *diag;
    struct stage stage;
    int published;                  /* the folder of the set as it is published; -1: none */
    const struct manifest *old;     /* its manifest; NULL: none */
    bool sums_stand;                /* its list of sums is as it was written */
    const struct manifest **others; /* of the other quarters */
    int other_count, other_capacity;
    struct numbers numbers;
    struct numbering numbering;
    const struct report *report;
    struct sum seal;   /* of the seal's image; of nothing without one */
    struct record now; /* inputs and figures as they are now */
    struct sum data;   /* of all inputs */
    struct due *due;
    struct result *result; /* by due document, shared with the workers */
    int due_count, due_capacity;
};

/* How many documents a run made and kept, for the summary line; how often program, fonts or templates would
 * make others of what was kept. */
struct summary {
    int made, corrected, kept, stale;
    bool published;
};

/* Whether the folders of templates and fonts are there, be they needed or not. False with messages. */
bool shop_has_folders(const struct settings *settings, struct diag *diag);
/* Closes the shop; takes one that was never opened. */
void shop_close(struct shop *shop);

/*
 * Makes what is out of date in the set of a quarter in the open, locked folder out, and publishes it. only:
 * as in struct order. False with messages.
 */
bool set_make(const struct material *in, int out, const char *out_name, const char *const *only,
              int only_count, struct shop *shop, struct summary *summary, struct diag *diag);
/* Shows a stage's product of the wanted documents on stdout; out is -1 where there is no output folder. */
bool set_dump(const struct material *in, int out, const char *out_name, const char *const *only,
              int only_count, struct shop *shop, struct diag *diag);

/* ---- the parts ---- */

/* Opens the published set and reads its manifest and those of the other quarters. False with messages:
 * FOREIGN_OUTPUT, NOT_A_SET, MISMATCH. */
bool survey(struct set *set);
/* Works out numbers, names, report and the list of documents. False with messages. */
bool due_list(struct set *set, const char *const *only, int only_count);
/* The report XML that a document is composed of; release with report_free. */
struct _xmlDoc *due_xml(const struct set *set, const struct due *due, const struct numbering *numbering);
/* Looks what is in the place of each issued file that is wanted. False with a message when it can't be read:
 * then it can't be told what would be replaced, nor kept with a sum. */
bool due_look(struct set *set);
/* Whether the published set holds all of it, and nothing that is no longer due. */
bool due_is_met(const struct set *set);
/*
 * Makes the wanted documents into the stage, by worker processes. False with messages when one failed; where
 * part of a set may be published, only when none could be made.
 */
bool make_all(struct set *set, struct shop *shop);
/*
 * Completes the stage: the new manifest, and all files that are taken over. *changed tells whether anything
 * differs from what is published. False with messages.
 */
bool ledger_close(struct set *set, const struct shop *shop, struct summary *summary, bool *changed);
/* Adds to replaced why old was replaced: what changed since in the data that the due document is about, or in
 * the tools. due: NULL when it is withdrawn. */
void history_explain(const struct set *set, const struct entry *old, const struct due *due,
                     const struct tools *tools, struct replaced *replaced);
/* Puts the inputs and figures as they are now into set->now. */
void history_record(struct set *set);

#endif
