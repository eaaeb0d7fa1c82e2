/*
 * naming.h - what the letters are called: their numbers (发文字号) and their files.
 *
 * A number once given to a unit stays with it, also while the unit isn't in the plan. A new unit gets the
 * next number, from the first that the issue file names, that no document of this or another quarter has or
 * had (register.h).
 */
#ifndef TONGBAO_ISSUE_NAMING_H
#define TONGBAO_ISSUE_NAMING_H

#include "base/arena.h"
#include "base/diag.h"
#include "intake/issuance.h"
#include "intake/plan.h"
#include "issue/manifest.h"
#include "progress/report.h"

/* The bytes that a file's name may have, ".pdf" and all. */
enum { NAME_MOST = 200 };

/* The numbers of the letters, for the manifest. */
struct numbers {
    struct given *given; /* every unit that ever had one in this quarter */
    int count, capacity;
};

/*
 * Gives every unit of the plan its number. old: this quarter's manifest, NULL when it wasn't issued yet;
 * others: those of the other quarters in the output folder. False with messages when the issue file states a
 * number, be it the bulletin's, that contradicts one given before, or makes one by a new pattern.
 */
bool naming_numbers(const struct plan *plan, const struct issuance *issuance, const struct manifest *old,
                    const struct manifest *const *others, int other_count, struct arena *arena,
                    struct numbers *out, struct diag *diag);
/* The numbers as they are printed and the files' names, by unit, for the report. The issuer has no number. */
struct numbering naming_print(const struct plan *plan, const struct issuance *issuance,
                              const struct numbers *numbers, struct arena *arena);
/*
 * The name of a letter's file: its place from 1, a hyphen, the unit's name and ".pdf", at most NAME_MOST
 * bytes. Control and invisible characters and those that file systems reserve become "_", dots and blanks at
 * the beginning are left out.
 */
char *naming_file(struct arena *arena, int place, const char *name);
/* The path that revision of the file at path is kept under, once replaced, and others for n from 1 on where
 * that is taken: "revisions/bulletin-1.pdf", "revisions/bulletin-1-2.pdf". */
char *naming_revision(struct arena *arena, const char *path, int revision, int n);
/* The path, and names beside it for what can't have that: "scan.pdf", "scan.pdf.kept", "scan.pdf.kept-2". */
const char *naming_kept(struct arena *arena, const char *path, int n);

#endif
