/*
 * diag.h - messages to the user: gathered, then told all at once, sorted by file and line, each cause once;
 * last, which documents weren't made.
 *
 * Form: "file:line: error: what: detail". The words error, warning and note are never translated, so that
 * scripts and editors can rely on them. A message is a code (messages.h); the code fixes severity and text;
 * the worst code reported becomes the exit status of the process.
 */
#ifndef TONGBAO_BASE_DIAG_H
#define TONGBAO_BASE_DIAG_H

#include "base/messages.h"
#include "base/where.h"

#include <libintl.h>
#include <stdbool.h>
#include <stdio.h>

#define _(text) gettext(text)
#define N_(text) text

enum severity { NOTE, WARNING, ERROR };

enum message {
#define X(code, severity, status, text) MESSAGE_##code,
    MESSAGES(X)
#undef X
        MESSAGE_COUNT
};

/* What a message says, translated. */
const char *message_text(enum message code);

struct diag;

/* A new, empty collection; release with diag_free, which takes NULL. */
struct diag *diag_new(void);
void diag_free(struct diag *diag);

/*
 * Reports a message at a place. detail is a printf format, already translated by the caller where it holds
 * words; NULL for none. The same code, place and detail are kept once. Never fails.
 */
void diag_at(struct diag *diag, enum message code, struct where at, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));
/* The same without a place: "tongbao: error: what: detail". */
void diag_say(struct diag *diag, enum message code, const char *detail, ...)
    __attribute__((format(printf, 3, 4)));

/* How many errors have been reported so far, one told before counted again: a stage compares before and after
 * to know whether it may go on. */
int diag_errors(const struct diag *diag);
/* Whether nothing at all has been reported. */
bool diag_is_empty(const struct diag *diag);
/* The exit status: 0 without an error, else that of the gravest (70 > 74 > 73 > 66 > 65 > 75 > 64). */
int diag_status(const struct diag *diag);
/* From now on notes are gathered but not printed; warnings and errors always are. */
void diag_hush(struct diag *diag);
/* Prints what was gathered and not yet printed, sorted by file and line, to stream; notes and warnings too.
 */
void diag_print(struct diag *diag, FILE *stream);
/* Adds all messages of from, and what of them was only counted, as if they had been reported to diag. */
void diag_add(struct diag *diag, const struct diag *from);
/* Hands messages from one process to another: writes all of them to fd, or reads them from fd and adds them.
 * False on a broken pipe. */
bool diag_send(const struct diag *diag, int fd);
bool diag_receive(struct diag *diag, int fd);

#endif
