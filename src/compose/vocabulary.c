/*
 * The vocabulary as two tables, one of elements and one of types of values, walked over the tree. The schema
 * says the same; but libxml2's words for what a schema refuses name neither the attribute nor what would be
 * right. So the tables speak first and the schema has the last word: what only it refuses is refused too.
 */
#include "compose/vocabulary.h"

#include "base/date.h"
#include "base/fatal.h"
#include "base/text.h"
#include "schema/schema.h"

#include <libxml/hash.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>

#define NAMESPACE "urn:tongbao:document"

enum { MAX_DEPTH = 256 };

/* ---- the tables ------------------------------------------------------------------------------------------
 */

enum text { NO_TEXT, TEXT, WORDS /* and not only white space */ };

#define BLOCKS "h|p|labelled|table|chart*"
#define INLINE "b|light|blank|ref*"
#define BREAKS "b|light|blank|ref|br*"

/*
 * content: the child elements in order, alternatives divided by |, and ? * + as usual. attributes: NAME=TYPE,
 * with ! where it must be there. context: the parent's name, or of a chart its kind; NULL: any.
 */
static const struct element {
    const char *name, *context;
    enum text text;
    const char *content, *attributes;
} elements[] = {
    {"document", NULL, NO_TEXT,
     "meta? head? title? to? " BLOCKS " attachment-note? signature? note? attachment* imprint?",
     "format=format lang=lang watermark=words"},
    {"meta", NULL, NO_TEXT, "", "title=text author=text subject=text keywords=text date=date"},
    {"head", NULL, NO_TEXT, "copy-number? secrecy? urgency? mark? number? signer*", ""},
    {"copy-number", NULL, WORDS, "", ""},
    {"secrecy", NULL, NO_TEXT, "", "level!=words term=words"},
    {"urgency", NULL, WORDS, "", ""},
    {"mark", NULL, NO_TEXT, "name+", "suffix=words"},
    {"name", NULL, WORDS, "", ""},
    {"number", NULL, WORDS, "", ""},
    {"signer", NULL, WORDS, "", "label=words"},
    {"title", NULL, TEXT, BREAKS, ""},
    {"to", NULL, TEXT, INLINE, "imprint-label=words"},
    {"h", "p", TEXT, "", "level!=level number=words id=name"},
    {"h", NULL, TEXT, INLINE, "level!=level number=words id=name"},
    {"p", NULL, TEXT, "h? " INLINE, "id=name indent=indent"},
    {"labelled", NULL, TEXT, INLINE, "id=name label!=words"},
    {"b", NULL, TEXT, "", ""},
    {"light", NULL, TEXT, "", "value!=light"},
    {"blank", NULL, NO_TEXT, "", "width!=length"},
    {"ref", NULL, TEXT, "b|light|blank*", "to!=name"},
    {"br", NULL, NO_TEXT, "", ""},
    {"table", NULL, NO_TEXT, "caption? col* thead? tbody note?", "id=name font=font width=length alt=text"},
    {"caption", NULL, TEXT, INLINE, ""},
    {"col", NULL, NO_TEXT, "", "width=length align=align"},
    {"thead", NULL, NO_TEXT, "tr+", ""},
    {"tbody", NULL, NO_TEXT, "tr+", ""},
    {"tr", NULL, NO_TEXT, "th|td+", "height=length"},
    {"th", NULL, TEXT, BREAKS, "scope=scope colspan=span rowspan=span align=align"},
    {"td", NULL, TEXT, BREAKS, "colspan=span rowspan=span align=align"},
    {"note", NULL, TEXT, INLINE, ""},
    {"chart", NULL, NO_TEXT, "key* due-key? bar+", "id=name kind!=kind alt!=text"},
    {"key", NULL, WORDS, "", "light!=light"},
    {"due-key", "progress", WORDS, "", ""},
    {"bar", "progress", NO_TEXT, "", "label!=words text!=text value=figure due=figure light!=light"},
    {"bar", "lights", NO_TEXT, "part*", "label!=words text!=text"},
    {"part", NULL, NO_TEXT, "", "light!=light value!=figure"},
    {"attachment-note", NULL, NO_TEXT, "item+", "label!=words"},
    {"item", NULL, TEXT, INLINE, "number=words to=name"},
    {"signature", NULL, NO_TEXT, "by* date? seal* stamp*", ""},
    {"by", NULL, WORDS, "", ""},
    {"date", NULL, WORDS, "", ""},
    {"seal", NULL, NO_TEXT, "", "image!=words width!=seal-width"},
    {"stamp", NULL, NO_TEXT, "", "office!=words image!=words width!=seal-width"},
    {"attachment", NULL, NO_TEXT, "title? " BLOCKS, "id=name label=words sideways=boolean"},
    {"imprint", NULL, NO_TEXT, "line* issued?", "even=boolean"},
    {"line", NULL, TEXT, INLINE, "label!=words"},
    {"issued", NULL, NO_TEXT, "", "by=words date=words"},
};

enum form { ANYTHING, NOT_EMPTY, ONE_WORD, CHOICE, NUMBER, WHOLE_NUMBER, DATE, LANGUAGE };

/* Types of values: the form, for numbers the range, for choices the list; in words what is allowed. */
static const struct type {
    const char *name;
    enum form form;
    double least, most;
    const char *choices, *allowed;
} types[] = {
    {"text", ANYTHING, 0, 0, NULL, N_("any text")},
    {"words", NOT_EMPTY, 0, 0, NULL, N_("text that is not empty")},
    {"name", ONE_WORD, 0, 0, NULL, N_("a word without blanks")},
    {"date", DATE, 0, 0, NULL, N_("a date like 2024-05-31")},
    {"lang", LANGUAGE, 0, 0, NULL, N_("a language like zh-CN")},
    {"length", NUMBER, 0, 100, NULL, N_("a number from 0 to 100")},
    {"seal-width", NUMBER, 1, 150, NULL, N_("millimetres from 1 to 150")},
    {"figure", NUMBER, -1000000, 1000000, NULL, N_("a number from -1000000 to 1000000")},
    {"level", WHOLE_NUMBER, 1, 4, NULL, "1, 2, 3, 4"},
    {"span", WHOLE_NUMBER, 1, 1000, NULL, N_("a whole number from 1 to 1000")},
    {"format", CHOICE, 0, 0, "file|letter|minutes|order|plain", "file, letter, minutes, order, plain"},
    {"light", CHOICE, 0, 0, "green|yellow|red|grey", "green, yellow, red, grey"},
    {"align", CHOICE, 0, 0, "left|center|right|decimal|spread", "left, center, right, decimal, spread"},
    {"scope", CHOICE, 0, 0, "col|row", "col, row"},
    {"indent", CHOICE, 0, 0, "first|none", "first, none"},
    {"font", CHOICE, 0, 0, "small|body", "small, body"},
    {"kind", CHOICE, 0, 0, "progress|lights", "progress, lights"},
    {"boolean", CHOICE, 0, 0, "true|false|1|0", "true, false"},
};

/* ---- reading the tables ----------------------------------------------------------------------------------
 */

/* Whether the list of the given length, divided by |, holds word. */
static bool list_has(const char *list, size_t size, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = list, *end = list + size; p < end; p++) {
        size_t n = strcspn(p, "|?*+ ");
        if (n == length && strncmp(p, word, n) == 0)
            return true;
        p += n;
    }
    return false;
}

/* One step of a content or one attribute: the text up to the next blank, without the mark at its end. */
struct step {
    const char *names;
    size_t size;
    bool needed, repeats;
};

/* Takes the next step off *rest; false at the end. */
static bool next_step(const char **rest, struct step *step)
{
    const char *from = *rest + strspn(*rest, " ");
    size_t size = strcspn(from, " ");
    if (!size)
        return false;
    *rest = from + size;
    char mark = from[size - 1];
    *step =
        (struct step){from, size, mark == '+' || (mark != '*' && mark != '?'), mark == '*' || mark == '+'};
    step->size -= step->repeats || mark == '?';
    return true;
}

static const struct element *element_rule(const xmlNode *node, const char *context)
{
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (is_element(node, elements[i].name) &&
            (!elements[i].context || (context && strcmp(elements[i].context, context) == 0)))
            return &elements[i];
    return NULL;
}

static const struct type *type_called(const char *name, size_t size)
{
    size_t i = 0;
    while (strlen(types[i].name) != size || strncmp(types[i].name, name, size) != 0)
        i++; /* the table of elements names no other types */
    return &types[i];
}

/* The names of a content or of an attribute list as words: "b, light, blank". */
static const char *listed(const struct reading *r, const char *list)
{
    char *out = arena_alloc(r->arena, strlen(list) * 2 + 1), *to = out;
    for (const char *p = list; *(p += strspn(p, "|?*+! "));) {
        size_t n = strcspn(p, "|?*+!= ");
        to += sprintf(to, "%s%.*s", to == out ? "" : ", ", (int)n, p);
        p += n;
        if (*p == '!' || *p == '=')
            p += strcspn(p, " ");
    }
    return out;
}

/* ---- values ----------------------------------------------------------------------------------------------
 */

static bool is_language(const char *text)
{
    size_t run = 0;
    for (const char *p = text; *p; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
        bool digit = *p >= '0' && *p <= '9' && strchr(text, '-') && strchr(text, '-') < p;
        run = *p == '-' ? 0 : run + 1;
        if ((*p == '-' && (p == text || p[-1] == '-' || !p[1])) || (*p != '-' && !letter && !digit) ||
            run > 8)
            return false;
    }
    return *text;
}

static bool value_fits(const struct type *type, const char *value)
{
    double number;
    struct date date;
    switch (type->form) {
    case ANYTHING:
        return true;
    case NOT_EMPTY:
        return *value;
    case ONE_WORD:
        return *value && !value[strcspn(value, " \t\r\n")];
    case CHOICE:
        return *value && list_has(type->choices, strlen(type->choices), value);
    case DATE:
        return date_parse(value, &date);
    case LANGUAGE:
        return is_language(value);
    case NUMBER:
    case WHOLE_NUMBER:
        break;
    }
    return number_parse(value, type->form == WHOLE_NUMBER, &number) && number >= type->least &&
           number <= type->most;
}

/* The beginning of a text for a message: one line, not long. */
static const char *excerpt(const struct reading *r, const char *text)
{
    enum { MOST = 40 }; /* characters */
    const char *from = text + strspn(text, " \t\r\n"), *to = from;
    int count = 0;
    while (*to && *to != '\n' && *to != '\r' && count++ < MOST)
        text_next(&to);
    return arena_printf(r->arena, "%.*s%s", (int)(to - from), from, *to && count > MOST ? "..." : "");
}

static void check_value(const struct reading *r, const xmlNode *node, const char *name,
                        const struct type *type)
{
    const char *value = attribute(r, node, name);
    if (value && !value_fits(type, value))
        reading_fault(r, MESSAGE_BAD_VALUE, node, _("%s=\"%s\" in <%s>; allowed: %s"), name,
                      excerpt(r, value), (const char *)node->name, _(type->allowed));
}

/* The attribute as the element's rule has it; false when it isn't there. */
static bool find_attribute(const struct element *rule, const char *name, const struct type **type)
{
    struct step step;
    for (const char *rest = rule->attributes; next_step(&rest, &step);) {
        size_t size = strcspn(step.names, "!=");
        if (size == strlen(name) && strncmp(step.names, name, size) == 0) {
            const char *of = strchr(step.names, '=') + 1;
            *type = type_called(of, strcspn(of, " "));
            return true;
        }
    }
    return false;
}

static void check_attributes(const struct reading *r, const xmlNode *node, const struct element *rule)
{
    const struct type *type;
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        if (!a->ns && find_attribute(rule, name, &type))
            check_value(r, node, name, type);
        else if (*rule->attributes)
            reading_fault(r, MESSAGE_UNKNOWN_ATTRIBUTE, node, _("%s in <%s>; allowed: %s"), name, rule->name,
                          listed(r, rule->attributes));
        else
            reading_fault(r, MESSAGE_UNKNOWN_ATTRIBUTE, node, _("%s in <%s>; none is allowed"), name,
                          rule->name);
    }
    struct step step;
    for (const char *rest = rule->attributes; next_step(&rest, &step);) {
        const char *mark = memchr(step.names, '!', step.size);
        if (!mark)
            continue;
        const char *name = arena_strndup(r->arena, step.names, (size_t)(mark - step.names));
        if (!xmlHasProp((xmlNodePtr)node, BAD_CAST name))
            reading_fault(r, MESSAGE_MISSING_ATTRIBUTE, node, _("%s in <%s>"), name, rule->name);
    }
}

/* ---- content ---------------------------------------------------------------------------------------------
 */

static bool is_blank(const xmlNode *text)
{
    const char *content = text->content ? (const char *)text->content : "";
    return !content[strspn(content, " \t\r\n")];
}

static void check_text(const struct reading *r, const xmlNode *node, const struct element *rule)
{
    bool any = false;
    for (const xmlNode *n = node->children; n; n = n->next) {
        if ((n->type != XML_TEXT_NODE && n->type != XML_CDATA_SECTION_NODE) || is_blank(n))
            continue;
        any = true;
        if (rule->text == NO_TEXT)
            reading_fault(r, MESSAGE_STRAY_TEXT, n->prev ? n->prev : node, _("\"%s\" in <%s>"),
                          excerpt(r, (const char *)n->content), rule->name);
    }
    if (rule->text == WORDS && !any)
        reading_fault(r, MESSAGE_BAD_VALUE, node, _("<%s> is empty"), rule->name);
}

/* Where in a content the check of an element's children stands. */
struct cursor {
    const char *rest;
    struct step step;
    int count; /* of what the step names */
    bool at_end;
};

static void advance(struct cursor *c)
{
    c->count = 0;
    c->at_end = !next_step(&c->rest, &c->step);
}

static bool takes(const struct cursor *c, const char *name)
{
    return !c->at_end && (c->step.repeats || c->count == 0) && list_has(c->step.names, c->step.size, name);
}

/* What the content wants and the children so far lack, at the step where the cursor stands. */
static void check_lack(const struct reading *r, const xmlNode *node, const struct cursor *c)
{
    if (!c->at_end && c->step.needed && c->count == 0)
        reading_fault(r, MESSAGE_MISSING_ELEMENT, node, _("%s in <%s>"),
                      listed(r, arena_strndup(r->arena, c->step.names, c->step.size)),
                      (const char *)node->name);
}

static void refuse_child(const struct reading *r, const xmlNode *node, const struct element *rule)
{
    const char *name = (const char *)node->name;
    if (list_has(rule->content, strlen(rule->content), name))
        reading_fault(r, MESSAGE_UNKNOWN_ELEMENT, node,
                      _("<%s> in <%s>: one too many, or too late; the order is %s"), name, rule->name,
                      listed(r, rule->content));
    else if (*rule->content)
        reading_fault(r, MESSAGE_UNKNOWN_ELEMENT, node, _("<%s> in <%s>; allowed: %s"), name, rule->name,
                      listed(r, rule->content));
    else
        reading_fault(r, MESSAGE_UNKNOWN_ELEMENT, node, _("<%s> in <%s>; none is allowed"), name, rule->name);
}

/* Moves the cursor to the step that takes the child; false, with the cursor where it was, when none does. */
static bool place_child(const struct reading *r, const xmlNode *node, const xmlNode *kid,
                        struct cursor *cursor)
{
    struct cursor c = *cursor;
    while (!c.at_end && !takes(&c, (const char *)kid->name))
        advance(&c);
    if (c.at_end)
        return false;
    while (cursor->rest != c.rest) {
        check_lack(r, node, cursor);
        advance(cursor);
    }
    cursor->count++;
    return true;
}

static bool is_ours(const xmlNode *node)
{
    return node->ns && xmlStrEqual(node->ns->href, BAD_CAST NAMESPACE);
}

static void check_element(const struct reading *r, const xmlNode *node, const struct element *rule, int depth)
{
    check_attributes(r, node, rule);
    check_text(r, node, rule);
    if (depth > MAX_DEPTH) {
        reading_fault(r, MESSAGE_TOO_DEEP, node, _("at most %d are allowed"), MAX_DEPTH);
        return;
    }
    const char *context = is_element(node, "chart") ? attribute(r, node, "kind") : rule->name;
    struct cursor cursor = {.rest = rule->content};
    advance(&cursor);
    for (const xmlNode *kid = next_element(node->children); kid; kid = next_element(kid->next)) {
        const struct element *kid_rule = is_ours(kid) ? element_rule(kid, context) : NULL;
        if (!kid_rule || !place_child(r, node, kid, &cursor))
            refuse_child(r, kid, rule);
        else
            check_element(r, kid, kid_rule, depth + 1);
    }
    for (; !cursor.at_end; advance(&cursor))
        check_lack(r, node, &cursor);
}

/* ---- ids and links ---------------------------------------------------------------------------------------
 */

/* The next element of the tree below top in document order, NULL at the end. */
static const xmlNode *walk(const xmlNode *node, const xmlNode *top)
{
    const xmlNode *next = next_element(node->children);
    while (!next && node != top) {
        next = next_element(node->next);
        node = node->parent;
    }
    return next;
}

static void gather_ids(const struct reading *r, const xmlNode *root, xmlHashTablePtr ids)
{
    for (const xmlNode *node = root; node; node = walk(node, root)) {
        const char *id = attribute(r, node, "id");
        if (!id)
            continue;
        const xmlNode *first = xmlHashLookup(ids, BAD_CAST id);
        if (!first)
            xmlHashAddEntry(ids, BAD_CAST id, (void *)node);
        else if (r->composed)
            reading_fault(r, MESSAGE_DUPLICATE_ID, node, _("id=\"%s\" twice"), id);
        else
            reading_fault(r, MESSAGE_DUPLICATE_ID, node, _("%s, first in line %ld"), id, xmlGetLineNo(first));
    }
}

static void check_links(const struct reading *r, const xmlNode *root)
{
    xmlHashTablePtr ids = xmlHashCreate(64);
    gather_ids(r, root, ids);
    for (const xmlNode *node = root; node; node = walk(node, root)) {
        const char *to = attribute(r, node, "to");
        if (to && !xmlHashLookup(ids, BAD_CAST to))
            reading_fault(r, MESSAGE_UNKNOWN_ID, node, _("to=\"%s\" in <%s>"), to, (const char *)node->name);
    }
    xmlHashFree(ids, NULL);
}

/* ---- the gate --------------------------------------------------------------------------------------------
 */

struct gate {
    xmlRelaxNGPtr schema;
};

struct gate *gate_new(void)
{
    const struct schema *source = schema_lookup("document");
    struct gate *gate = must_malloc(sizeof *gate);
    xmlRelaxNGParserCtxtPtr parser =
        xmlRelaxNGNewMemParserCtxt((const char *)source->data, (int)source->size);
    gate->schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (!gate->schema)
        fatal("the schema of documents is faulty");
    return gate;
}

void gate_free(struct gate *gate)
{
    if (!gate)
        return;
    xmlRelaxNGFree(gate->schema);
    free(gate);
}

static void refuse(void *context, xmlErrorPtr error)
{
    const struct reading *r = context;
    const char *message = error->message ? error->message : "";
    reading_fault(r, MESSAGE_BAD_VALUE, error->node, "%.*s", (int)strcspn(message, "\n"), message);
}

static void pass_gate(const struct reading *r, const xmlDoc *doc, const struct gate *gate)
{
    int before = diag_errors(r->diag);
    xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(gate->schema);
    xmlRelaxNGSetValidStructuredErrors(valid, refuse, (void *)r);
    if (xmlRelaxNGValidateDoc(valid, (xmlDocPtr)doc) != 0 && diag_errors(r->diag) == before)
        reading_fault(r, MESSAGE_BAD_VALUE, xmlDocGetRootElement(doc), "%s", _("the schema refuses it"));
    xmlRelaxNGFreeValidCtxt(valid);
}

bool vocabulary_check(const struct reading *reading, const xmlDoc *doc, const struct gate *gate)
{
    int before = diag_errors(reading->diag);
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (!root || !is_ours(root) || !is_element(root, "document")) {
        reading_fault(reading, MESSAGE_UNKNOWN_ELEMENT, root, _("<%s>; allowed: %s"),
                      root ? (const char *)root->name : "", "<document xmlns=\"" NAMESPACE "\">");
        return false;
    }
    check_element(reading, root, &elements[0], 1);
    check_links(reading, root);
    if (gate && diag_errors(reading->diag) == before)
        pass_gate(reading, doc, gate);
    return diag_errors(reading->diag) == before;
}
