/*
 * grammar.h - what a document may consist of: elements, in which order, with which attributes and values.
 * Inside compose only.
 *
 * The grammar is written as two tables of texts, as one reads it. At the first question they are made into
 * numbers, once in a process, because it is asked of every element of every document.
 */
#ifndef TONGBAO_COMPOSE_GRAMMAR_H
#define TONGBAO_COMPOSE_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum text { NO_TEXT, TEXT, WORDS /* and not only white space */ };

/*
 * content: the child elements in order, alternatives divided by |, and ? * + as usual; among text what
 * doesn't repeat comes first. attributes: NAME=TYPE, with ! where it must be there. context: the parent's
 * name, or of a chart its kind; NULL: any.
 */
struct element {
    const char *name, *context;
    enum text text;
    const char *content, *attributes;
};

enum form { ANYTHING, NOT_EMPTY, ONE_WORD, FILE_BELOW, CHOICE, NUMBER, WHOLE_NUMBER, DATE, LANGUAGE };

/* Types of values: the form, for numbers the range, for choices the list; in words what is allowed (NULL: the
 * list as it is). */
struct type {
    const char *name;
    enum form form;
    double least, most;
    const char *choices, *allowed;
};

/* A step of a content. */
struct step {
    const char *names; /* size bytes of the content's text, divided by | */
    size_t size;
    uint64_t set; /* of the names, each with its bit */
    bool needed, repeats;
};

struct attribute_rule {
    const char *name; /* size bytes */
    size_t size;
    const struct type *type;
    bool needed;
};

enum { MAX_STEPS = 12, MAX_ATTRIBUTES = 6 };

/* An element with its content and attributes taken apart. */
struct rule {
    const struct element *element;
    uint64_t bit; /* of the element's name */
    struct step step[MAX_STEPS];
    struct attribute_rule attribute[MAX_ATTRIBUTES];
    int step_count, attribute_count;
    struct rule *next; /* with the same hash */
};

/* The rule of an element in a context (NULL: none); NULL when there is no such element. */
const struct rule *grammar_rule(const char *name, const char *context);
/* Which of the rule's attributes is called so; -1: none. */
int grammar_attribute(const struct rule *rule, const char *name);
/* Whether a value, trimmed, is one of the type. */
bool grammar_allows(const struct type *type, const char *value);
/* Whether the list of size bytes, divided by | and with marks behind its names, holds word. */
bool grammar_lists(const char *list, size_t size, const char *word);

#endif
