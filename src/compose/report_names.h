/*
 * report_names.h - the names of the report XML: which elements and attributes it has, and where. They are
 * taken from src/schema/report.rng, which the program carries. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_REPORT_NAMES_H
#define TONGBAO_COMPOSE_REPORT_NAMES_H

struct report_names;

/* Values are those of attributes that have a few only; their parent is the attribute. */
enum name_kind { NAME_ELEMENT, NAME_ATTRIBUTE, NAME_VALUE };

/* The names; release with report_names_free (takes NULL). */
struct report_names *report_names_new(void);
void report_names_free(struct report_names *names);

/*
 * The name as the names keep it, where an element called parent may hold such an element or attribute; NULL:
 * it can't. The parent "" is the document, whose one element is the root; NULL is any. An element's name
 * stands for all elements called so, and an attribute's for all attributes; the value NULL is found where
 * all of these have a few values only.
 */
const char *report_names_find(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name);
/* What was probably meant: the nearest to name of those that would be found; NULL when none is near. */
const char *report_names_near(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name);

#endif
