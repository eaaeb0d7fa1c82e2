/*
 * report_names.h - the names of the report XML: which elements and attributes it has, and where. They are
 * taken from src/schema/report.rng, which the program carries. Inside compose only.
 *
 * A name stands for all elements called so, as that of a unit's <lead> and of a task's.
 */
#ifndef TONGBAO_COMPOSE_REPORT_NAMES_H
#define TONGBAO_COMPOSE_REPORT_NAMES_H

#include <stdbool.h>

struct report_names;

enum name_kind { NAME_ELEMENT, NAME_ATTRIBUTE };

/* The names; release with report_names_free (takes NULL). */
struct report_names *report_names_new(void);
void report_names_free(struct report_names *names);

/*
 * The name, at the one address that it has here, where an element called parent may hold such an element or
 * attribute; NULL: it can't. The parent "" is the document, whose one element is the root; NULL is any.
 */
const char *report_names_find(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name);
/* What was probably meant: the nearest to name of those that would be found; NULL when none is near. */
const char *report_names_near(const struct report_names *names, enum name_kind kind, const char *parent,
                              const char *name);
/* What holds all elements called so, at its one address; NULL: more than one thing does, or name is NULL. */
const char *report_names_parent(const struct report_names *names, const char *name);

/* Whether the attribute of an element, NULL for any that has it, has values that are listed; whether a value
 * is one of them; and which was probably meant. */
bool report_names_lists(const struct report_names *names, const char *element, const char *attribute);
bool report_names_value(const struct report_names *names, const char *element, const char *attribute,
                        const char *value);
const char *report_names_near_value(const struct report_names *names, const char *element,
                                    const char *attribute, const char *value);

#endif
