/*
 * sandbox.h - libxslt on a leash: where templates are read from, what they may do, and what is said of their
 * faults. Inside compose only.
 *
 * A template is read by our own reader and known to libxslt by its name within the templates folder
 * ("letter.xsl"), so that no include or document() can name a file outside it, whatever the folder is called.
 * It writes no file, opens no network, declares no DOCTYPE, and of EXSLT knows only exsl:node-set and
 * exsl:object-type, neither of which can tell the time, draw lots or evaluate text. libxslt has one loader
 * and one place for errors in the process, so only one sandbox is entered at a time.
 */
#ifndef TONGBAO_COMPOSE_SANDBOX_H
#define TONGBAO_COMPOSE_SANDBOX_H

#include "base/diag.h"

#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>

struct sandbox;

/* For the templates of folder, which need not exist. Release with sandbox_free (takes NULL). */
struct sandbox *sandbox_new(const char *folder);
void sandbox_free(struct sandbox *sandbox);

/*
 * Reads and compiles the template called name in the folder; release with xsltFreeStylesheet. NULL with
 * messages NO_INPUT or BAD_TEMPLATE, the latter with the template's file and line where libxslt knows them.
 */
xsltStylesheetPtr sandbox_compile(struct sandbox *sandbox, const char *name, struct diag *diag);
/* Whether what these stylesheets, which make up the folder's templates, call and ask for is there; else with
 * messages BAD_TEMPLATE. */
bool sandbox_check(struct sandbox *sandbox, const xsltStylesheetPtr *style, int count, struct diag *diag);
/*
 * Runs style over source, with the parameter `unit` unless it is NULL. Returns the result tree, to be freed
 * with xmlFreeDoc; NULL with messages BAD_TEMPLATE when the template failed, ended itself by xsl:message, ran
 * away or reached for what it may not read. A message that doesn't end it becomes a note. The source is the
 * same afterwards.
 */
xmlDocPtr sandbox_run(struct sandbox *sandbox, xsltStylesheetPtr style, const xmlDoc *source,
                      const char *unit, struct diag *diag);
/* The place in messages of the template whose file is called name; the string lives with the sandbox. */
struct where sandbox_where(struct sandbox *sandbox, const char *name, int line);

#endif
