/*
 * inline.h - reads inline content (text with <b>, <light>, <blank>, <ref>, <br/>) into runs, with white space
 * folded as Chinese text wants it. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_INLINE_H
#define TONGBAO_COMPOSE_INLINE_H

#include "compose/reading.h"

/*
 * The inline content of a checked element. prefix, unless NULL, is set in front of it, in one run with its
 * first text. Runs without text are left out.
 */
struct para read_para(const struct reading *reading, const xmlNode *node, const char *prefix);
/* That of the first child element called name; empty where there is none. */
struct para read_child_para(const struct reading *reading, const xmlNode *parent, const char *name);
/* The text of a checked element, its inline markup dropped and its white space folded; NULL when empty. */
const char *read_plain(const struct reading *reading, const xmlNode *node);
/* The tint of a light's name; TINT_BLACK for NULL. */
enum tint tint_of(const char *light);

#endif
