#include "compose/grammar.h"

#include "base/date.h"
#include "base/fatal.h"
#include "base/file.h"
#include "compose/choices.h"
#include "compose/reading.h"
#include "intake/issuance.h"

#include <string.h>

/* ---- the tables ------------------------------------------------------------------------------------------
 */

#define BLOCKS "h|p|labelled|table|chart*"
#define INLINE "b|light|blank|ref*"
#define BREAKS "b|light|blank|ref|br*"

static const struct element elements[] = {
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
    {"tr", NULL, NO_TEXT, "th|td+", "height=length most=length"},
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
    {"seal", NULL, NO_TEXT, "", "image!=file width!=seal-width"},
    {"stamp", NULL, NO_TEXT, "", "office!=words image!=file width!=seal-width"},
    {"attachment", NULL, NO_TEXT, "title? " BLOCKS, "id=name label=words sideways=boolean"},
    {"imprint", NULL, NO_TEXT, "line* issued?", "even=boolean"},
    {"line", NULL, TEXT, INLINE, "label!=words"},
    {"issued", NULL, NO_TEXT, "", "by=words date=words"},
};

static const struct type types[] = {
    {"text", ANYTHING, 0, 0, NULL, N_("any text")},
    {"words", NOT_EMPTY, 0, 0, NULL, N_("text that is not empty")},
    {"name", ONE_WORD, 0, 0, NULL, N_("a word without blanks")},
    {"file", FILE_BELOW, 0, 0, NULL, N_("the name of a file beside the document or in a folder below")},
    {"date", DATE, 0, 0, NULL, N_("a date like 2024-05-31")},
    {"lang", LANGUAGE, 0, 0, NULL, N_("a language like zh-CN")},
    {"length", NUMBER, 0, 100, NULL, N_("a number from 0 to 100")},
    {"seal-width", NUMBER, SEAL_LEAST, SEAL_MOST, NULL, N_("millimetres from 1 to 150")},
    {"figure", NUMBER, -1000000, 1000000, NULL, N_("a number from -1000000 to 1000000")},
    {"level", WHOLE_NUMBER, 1, 4, NULL, "1, 2, 3, 4"},
    {"span", WHOLE_NUMBER, 1, 1000, NULL, N_("a whole number from 1 to 1000")},
    {"format", CHOICE, 0, 0, FORMATS, NULL},
    {"light", CHOICE, 0, 0, LIGHTS, NULL},
    {"align", CHOICE, 0, 0, ALIGNS, NULL},
    {"scope", CHOICE, 0, 0, "col|row", NULL},
    {"indent", CHOICE, 0, 0, "first|none", NULL},
    {"font", CHOICE, 0, 0, "small|body", NULL},
    {"kind", CHOICE, 0, 0, KINDS, NULL},
    {"boolean", CHOICE, 0, 0, "true|false|1|0", "true, false"},
};

/* ---- reading the tables ----------------------------------------------------------------------------------
 */

enum { COUNT = sizeof elements / sizeof elements[0], BUCKETS = 128 };

static struct {
    bool ready;
    struct rule rule[COUNT];
    struct rule *bucket[BUCKETS];
} grammar;

static unsigned hash(const char *name)
{
    unsigned h = 0;
    while (*name)
        h = h * 31 + (unsigned char)*name++;
    return h % BUCKETS;
}

bool grammar_lists(const char *list, size_t size, const char *word)
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

static const struct type *type_called(const char *name, size_t size)
{
    size_t i = 0;
    while (strlen(types[i].name) != size || strncmp(types[i].name, name, size) != 0)
        i++; /* the table of elements names no other types */
    return &types[i];
}

/* The bits of the names in a list; a name has the bit of the first element that is called so. */
static uint64_t set_of(const char *list, size_t size)
{
    uint64_t set = 0;
    for (int i = 0; i < COUNT; i++)
        if (grammar_lists(list, size, elements[i].name))
            set |= grammar.rule[i].bit;
    return set;
}

static void read_content(struct rule *rule)
{
    for (const char *at = rule->element->content; *(at += strspn(at, " "));) {
        size_t size = strcspn(at, " ");
        char mark = at[size - 1];
        struct step step = {.names = at, .size = size};
        step.needed = mark == '+' || (mark != '*' && mark != '?');
        step.repeats = mark == '*' || mark == '+';
        step.size -= step.repeats || mark == '?';
        step.set = set_of(at, step.size);
        if (rule->step_count == MAX_STEPS)
            fatal("the grammar of documents has too long a content");
        rule->step[rule->step_count++] = step;
        at += size;
    }
}

static void read_attributes(struct rule *rule)
{
    for (const char *at = rule->element->attributes; *(at += strspn(at, " "));) {
        size_t size = strcspn(at, "!="), whole = strcspn(at, " ");
        const char *type = strchr(at, '=') + 1;
        if (rule->attribute_count == MAX_ATTRIBUTES)
            fatal("the grammar of documents has too many attributes for an element");
        rule->attribute[rule->attribute_count++] = (struct attribute_rule){
            at, size, type_called(type, (size_t)(at + whole - type)), at[size] == '!'};
        at += whole;
    }
}

/* Numbers the names, and puts each rule into its bucket, those of one name in the order of the table. */
static void number_names(void)
{
    int names = 0;
    for (int i = 0; i < COUNT; i++) {
        struct rule *rule = &grammar.rule[i], **last = &grammar.bucket[hash(elements[i].name)];
        for (; *last; last = &(*last)->next)
            if (strcmp((*last)->element->name, elements[i].name) == 0)
                rule->bit = (*last)->bit;
        *last = rule;
        rule->element = &elements[i];
        if (!rule->bit && names == 64)
            fatal("the grammar of documents has too many names");
        if (!rule->bit)
            rule->bit = (uint64_t)1 << names++;
    }
}

static void make_ready(void)
{
    number_names();
    for (int i = 0; i < COUNT; i++) {
        read_content(&grammar.rule[i]);
        read_attributes(&grammar.rule[i]);
    }
    grammar.ready = true;
}

/* ---- asking ----------------------------------------------------------------------------------------------
 */

const struct rule *grammar_rule(const char *name, const char *context)
{
    if (!grammar.ready)
        make_ready();
    for (const struct rule *rule = grammar.bucket[hash(name)]; rule; rule = rule->next) {
        const struct element *e = rule->element;
        if (strcmp(e->name, name) == 0 && (!e->context || (context && strcmp(e->context, context) == 0)))
            return rule;
    }
    return NULL;
}

int grammar_attribute(const struct rule *rule, const char *name)
{
    size_t size = strlen(name);
    for (int i = 0; i < rule->attribute_count; i++)
        if (rule->attribute[i].size == size && memcmp(rule->attribute[i].name, name, size) == 0)
            return i;
    return -1;
}

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

bool grammar_allows(const struct type *type, const char *value)
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
    case FILE_BELOW:
        return file_is_below(value);
    case CHOICE:
        return choice_of(type->choices, value) >= 0;
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
