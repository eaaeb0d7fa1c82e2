/*
 * tools.h - what a document is made with, put into words short enough for the manifest: which build of the
 * program, which fonts, which templates.
 */
#ifndef TONGBAO_ISSUE_TOOLS_H
#define TONGBAO_ISSUE_TOOLS_H

#include "base/arena.h"
#include "issue/manifest.h"
#include "typeset/font.h"

/*
 * Describes the running program by its build id, the fonts by role, size and the beginning of each file,
 * where the checksums of all its tables stand, and the templates by the content of all files below their
 * folder. What can't be read is left out; whoever opens it reports it.
 */
struct tools tools_describe(const struct fontset *fonts, const char *templates, struct arena *arena);

#endif
