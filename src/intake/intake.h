/*
 * intake.h - reads and checks the three inputs. Files are known by their namespace, never by their name.
 *
 * Nothing outside the named file is ever read: no DTD, no external entity, no XInclude, no network. Files
 * over 16 MiB, elements nested deeper than 256 and crowds of one element where they can't be checked in
 * reasonable time (CROWD in vocabulary.h) are errors. All faults of a file are reported in one run.
 */
#ifndef TONGBAO_INTAKE_INTAKE_H
#define TONGBAO_INTAKE_INTAKE_H

#include "base/arena.h"
#include "base/diag.h"
#include "intake/issuance.h"
#include "intake/oddity.h"
#include "intake/plan.h"
#include "intake/quarter.h"

/* The namespace of documents, which compose reads (document_read). */
#define DOCUMENT_NAMESPACE "urn:tongbao:document"

enum input_kind { INPUT_NOTICE, INPUT_QUARTER, INPUT_ISSUE, INPUT_DOCUMENT, INPUT_OTHER };

/* One input file, read. Exactly one of plan, quarter and issuance is set, after kind; none when it had
 * faults. */
struct input {
    const char *path;
    enum input_kind kind; /* by the root element's namespace; INPUT_OTHER for a namespace that isn't ours */
    const struct plan *plan;
    const struct quarter *quarter;
    const struct issuance *issuance;
    /* What could be read of a file that had faults, for intake_check only: what was faulty is empty or 0. */
    const struct quarter *quarter_draft;
    const struct issuance *issuance_draft;
    /* What the root says of itself, known also when the file has faults further on; NULL and 0 where unknown.
     */
    const char *notice;       /* id of the notice that it is, or belongs to */
    int year, number;         /* number: of the quarter */
    bool xml;                 /* it is well-formed XML, of whatever namespace */
    bool near;                /* INPUT_OTHER: most likely meant to be of one of the three */
    struct oddities oddities; /* of one of the three */
};

/*
 * Reads, validates and types the file at path, whatever of the three it is. All faults are reported into
 * diag (a thousand of one file at most); the result then has no typed data. Of a document only that it is one
 * is told; a root of any other namespace is a fault. Strings and structs live in arena.
 */
struct input intake_read(const char *path, struct arena *arena, struct diag *diag);
/* The notice with that id among count inputs; NULL: none. */
const struct plan *input_plan(const struct input *inputs, int count, const char *id);
/*
 * Reads any XML file under the same protections (encodings, size, depth, DOCTYPE): the root for `typeset`.
 * Returns the parsed tree, an xmlDoc so named that the seam doesn't need libxml2, to be freed with
 * xmlFreeDoc; NULL with messages.
 */
struct _xmlDoc *intake_open_xml(const char *path, struct diag *diag);
/*
 * Checks what only several files together can tell: ids of tasks and targets that the plan lacks, units of
 * figures that differ from the target's, notice ids and years that don't agree, quarter and dates that don't
 * fit (dated not before asof and the notice), two files for one notice or quarter, particulars of a quarter
 * of which there are no figures though there are of others, a number for a unit that the plan lacks or for
 * the issuer itself, two bulletins with one number. A file with faults of its own is held against the notice
 * all the same, as far as it could be read, so that one run tells both; a notice with faults can't be the
 * measure of others.
 */
void intake_check(const struct input *inputs, int count, struct diag *diag);
/*
 * Warns of what is allowed but mostly a slip: words of a target that don't go with its value, unit, bound,
 * measure or period, figures far from the target or from those of the quarter before, copied from them, or
 * such as can't be, units that are called alike, addressees named twice, numbers not written as the standard
 * has it, of another year or given twice, dates far off, characters that can't be seen or are of the wrong
 * width (doubt.h). For `check` and a build at the desk; reissue is silent.
 */
void intake_doubt(const struct input *inputs, int count, struct diag *diag);

#endif
