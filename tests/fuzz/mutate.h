/*
 * mutate.h - how an input is changed from one run to the next. Bytes changed at random are nearly always
 * refused at the door; so most changes are made to the tree, by the readers' own table of what may stand
 * where (vocabulary.h): elements come, go and move, attributes get other values of their type. Now and then a
 * good input is begun with again. The rest is libFuzzer's. Include it in a target for that target to change
 * inputs so.
 */
#ifndef TONGBAO_TESTS_MUTATE_H
#define TONGBAO_TESTS_MUTATE_H

#include "trial.h"

#include "intake/vocabulary.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

enum { NODES_MOST = 4096, VALUE_MOST = 1024 };

struct mutation {
    xmlDocPtr doc;
    const struct vocabulary *vocabulary;
    xmlNode *node[NODES_MOST]; /* the elements, the root first */
    int count;
    unsigned seed;
};

/* A number from 0 to below, exclusive. */
static inline int draw(struct mutation *m, int below)
{
    return below > 0 ? rand_r(&m->seed) % below : 0;
}

static inline void gather(struct mutation *m, xmlNode *node)
{
    for (; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && m->count < NODES_MOST) {
            m->node[m->count++] = node;
            gather(m, node->children);
        }
}

/* What the table says of the elements of a name; NULL for nothing. */
static inline const struct element *rule_of(const struct element *from, const char *name)
{
    if (strcmp(from->name, name) == 0)
        return from;
    for (const struct child *c = from->child; c && c->element; c++) {
        const struct element *found = rule_of(c->element, name);
        if (found)
            return found;
    }
    return NULL;
}

/* ---- values ---- */

static inline void draw_decimal(struct mutation *m, char out[VALUE_MOST])
{
    static const char *const edges[] = {"0",
                                        "1",
                                        "0.000001",
                                        "0.999999",
                                        "99.95",
                                        "33.333333",
                                        "000001.0",
                                        "-0.05",
                                        "\xE2\x88\x92\x31",
                                        "100000000000",
                                        "999999999999.999999",
                                        "-999999999999.999999"};
    int whole = draw(m, 1000), form = draw(m, 5);
    if (form == 0)
        snprintf(out, VALUE_MOST, "%s", edges[draw(m, sizeof edges / sizeof edges[0])]);
    else
        snprintf(out, VALUE_MOST, form == 1 ? "-%d.%d" : form == 2 ? "%d.%03d" : "%d", whole, draw(m, 1000));
}

/* An id that stands in the good notice, mostly of the kind that is meant. */
static inline const char *draw_id(struct mutation *m, const char *name)
{
    const struct plan *plan = good_inputs()->plan;
    if (draw(m, 8) == 0)
        return "new";
    if (strcmp(name, "target") == 0)
        return plan->target[draw(m, plan->target_count)].id;
    if (strcmp(name, "task") == 0)
        return plan->task[draw(m, plan->task_count)].id;
    return strcmp(name, "unit") == 0 ? plan->unit[draw(m, plan->unit_count)].id : plan->id;
}

/* Text with what is hard to fold, to print or to name a file after. */
static inline void draw_text(struct mutation *m, char out[VALUE_MOST])
{
    static const char *const bits[] = {"a",
                                       "7",
                                       ".",
                                       "/",
                                       "  ",
                                       "\n    ",
                                       "\t",
                                       "<&>\"'",
                                       "{n}",
                                       "\xE7\x94\xB2",
                                       "\xEF\xBC\x97",
                                       "\xE3\x80\x80",
                                       "\xF0\xA0\xAE\xB7",
                                       "\xE2\x80\xAE",
                                       "\xE2\x80\x8B",
                                       "\xE3\x80\x94\x32\x30\x32\x35\xE3\x80\x95"};
    out[0] = '\0';
    for (int i = draw(m, 16) ? draw(m, 8) : 48; i >= 0; i--)
        strcat(out, bits[draw(m, sizeof bits / sizeof bits[0])]);
}

/* A value of the type, for the attribute or element of that name; now and then one of another type. */
static inline void draw_value(struct mutation *m, enum value type, const char *const *words, const char *name,
                              char out[VALUE_MOST])
{
    int count = 0;
    switch (draw(m, 16) ? type : VALUE_TEXT) {
    case VALUE_ID:
        if (strcmp(name, "id") == 0)
            snprintf(out, VALUE_MOST, "%d.%d-%d", draw(m, 4), draw(m, 4), draw(m, 9));
        else
            snprintf(out, VALUE_MOST, "%s", draw_id(m, name));
        break;
    case VALUE_WORD:
        for (; words && words[count]; count++)
            ;
        snprintf(out, VALUE_MOST, "%s", count ? words[draw(m, count)] : "");
        break;
    case VALUE_DECIMAL:
    case VALUE_POSITIVE:
    case VALUE_SHARE:
        draw_decimal(m, out);
        break;
    case VALUE_DATE:
        snprintf(out, VALUE_MOST, "%d-%02d-%02d", 2024 + draw(m, 3), 1 + draw(m, 12), 1 + draw(m, 31));
        break;
    case VALUE_YEAR:
        snprintf(out, VALUE_MOST, "%d", draw(m, 4) ? 2025 : 1900 + draw(m, 1100));
        break;
    case VALUE_QUARTER:
        snprintf(out, VALUE_MOST, "%d", 1 + draw(m, 4));
        break;
    case VALUE_NUMBER:
    case VALUE_DIGITS:
        snprintf(out, VALUE_MOST, "%d", draw(m, 4) ? 1 + draw(m, 9) : 999990 + draw(m, 10));
        break;
    case VALUE_SCHEDULE:
        snprintf(out, VALUE_MOST, "%d %d.5 %d 100", draw(m, 30), draw(m, 60), draw(m, 100));
        break;
    case VALUE_PATTERN:
        snprintf(out, VALUE_MOST, "%s%s", draw(m, 2) ? "{n}" : "", "a{n}");
        break;
    default:
        draw_text(m, out);
    }
}

/* Lets libFuzzer change what is written, and takes out what no XML may hold. */
static inline void blur(const char *old, char out[VALUE_MOST])
{
    snprintf(out, VALUE_MOST, "%s", old);
    size_t size = LLVMFuzzerMutate((uint8_t *)out, strlen(out), VALUE_MOST - 1);
    bool valid = text_valid(out, size);
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)out[i] < ' ' || (!valid && (unsigned char)out[i] > '~'))
            out[i] = ' ';
    out[size] = '\0';
}

/* What the attribute says of another element, from one chosen at random on: an id that is known, mostly. */
static inline void borrow(struct mutation *m, const char *name, char out[VALUE_MOST])
{
    xmlChar *found = NULL;
    for (int i = 0, from = draw(m, m->count); i < m->count && !found; i++)
        found = xmlGetNoNsProp(m->node[(from + i) % m->count], BAD_CAST name);
    bool fits = found && strlen((const char *)found) < VALUE_MOST;
    snprintf(out, VALUE_MOST, "%s", fits ? (const char *)found : "");
    xmlFree(found);
}

/* ---- changes ---- */

static inline void change_attribute(struct mutation *m, xmlNode *node)
{
    const struct element *rule = rule_of(m->vocabulary->root, (const char *)node->name);
    int count = 0;
    for (; rule && rule->attribute && rule->attribute[count].name; count++)
        ;
    if (count == 0)
        return;
    const struct attribute *a = &rule->attribute[draw(m, count)];
    char value[VALUE_MOST];
    xmlChar *old = xmlGetNoNsProp(node, BAD_CAST a->name);
    int how = draw(m, 8);
    if (how == 0)
        xmlUnsetProp(node, BAD_CAST a->name);
    if (how == 1 && old)
        blur((const char *)old, value);
    else if (how < 4)
        borrow(m, a->name, value);
    else
        draw_value(m, a->type, a->words, a->name, value);
    if (how)
        xmlSetProp(node, BAD_CAST a->name, BAD_CAST value);
    xmlFree(old);
}

static inline void change_text(struct mutation *m, xmlNode *node)
{
    const struct element *rule = rule_of(m->vocabulary->root, (const char *)node->name);
    char value[VALUE_MOST];
    if (!rule || rule->content == CONTENT_NONE || rule->content == CONTENT_ELEMENTS)
        return;
    draw_value(m, rule->content == CONTENT_VALUE ? rule->type : VALUE_TEXT, NULL, rule->name, value);
    if (rule->content == CONTENT_VALUE)
        while (node->children) {
            xmlNode *child = node->children;
            xmlUnlinkNode(child);
            xmlFreeNode(child);
        }
    xmlAddChild(node, xmlNewText(BAD_CAST value));
}

/* Puts a child of those that the table allows behind its like, or else behind all. */
static inline void grow(struct mutation *m, xmlNode *node)
{
    const struct element *rule = rule_of(m->vocabulary->root, (const char *)node->name);
    int count = 0;
    for (; rule && rule->child && rule->child[count].element; count++)
        ;
    if (count == 0)
        return;
    const struct element *child = rule->child[draw(m, count)].element;
    xmlNode *made = xmlNewNode(m->node[0]->ns, BAD_CAST child->name), *like = node->last;
    while (like && !xmlStrEqual(like->name, made->name))
        like = like->prev;
    if (like)
        xmlAddNextSibling(like, made);
    else
        xmlAddChild(node, made);
    for (const struct attribute *a = child->attribute; a && a->name; a++)
        if (a->need == REQUIRED || a->need == EITHER || draw(m, 8) == 0) {
            char value[VALUE_MOST];
            draw_value(m, a->type, a->words, a->name, value);
            xmlSetProp(made, BAD_CAST a->name, BAD_CAST value);
        }
    change_text(m, made);
}

/* Copies or moves an element behind another that isn't inside it. */
static inline void transplant(struct mutation *m, xmlNode *node, xmlNode *place)
{
    for (xmlNode *above = place; above; above = above->parent)
        if (above == node)
            return;
    if (draw(m, 2)) {
        node = xmlCopyNode(node, 1);
        if (xmlHasProp(node, BAD_CAST "id")) {
            char id[VALUE_MOST];
            draw_value(m, VALUE_ID, NULL, "id", id);
            xmlSetProp(node, BAD_CAST "id", BAD_CAST id);
        }
    } else {
        xmlUnlinkNode(node);
    }
    xmlAddNextSibling(place, node);
    xmlReconciliateNs(m->doc, node); /* it must outlive where its namespaces were declared */
}

/* More than any limit lets in: attributes of a tag, levels, faults of a file. */
static inline void swell(struct mutation *m, xmlNode *node)
{
    int how = draw(m, 3);
    for (int i = 0; i < (how == 0 ? 70 : how == 1 ? 300 : 1100); i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        if (how == 0)
            xmlSetProp(node, BAD_CAST name, BAD_CAST "");
        else if (how == 1)
            node = xmlNewChild(node, node->ns, node->name, NULL);
        else
            xmlNewChild(node, node->ns, BAD_CAST name, NULL);
    }
}

static inline void change(struct mutation *m)
{
    m->count = 0;
    gather(m, xmlDocGetRootElement(m->doc));
    xmlNode *any = m->node[draw(m, m->count)];
    xmlNode *below = m->count > 1 ? m->node[1 + draw(m, m->count - 1)] : any;
    int how = draw(m, 64) ? draw(m, 8) : 8 + draw(m, 2);
    if (how == 8) {
        swell(m, any);
    } else if (how == 9) {
        xmlNodeSetName(any, below->name);
    } else if (how < 4 || m->count < 2) {
        change_attribute(m, any);
    } else if (how == 4) {
        change_text(m, any);
    } else if (how == 5) {
        grow(m, any);
    } else if (how == 6) {
        transplant(m, below, m->node[1 + draw(m, m->count - 1)]);
    } else {
        xmlUnlinkNode(below);
        xmlFreeNode(below);
    }
}

enum { QUIETLY = XML_PARSE_NONET | XML_PARSE_NSCLEAN | XML_PARSE_NOERROR | XML_PARSE_NOWARNING };

/* Takes a good input of the same kind in the place of one that went astray. */
static inline void restart(struct mutation *m)
{
    const struct input *input = good_inputs()->input;
    int i = draw(m, GOOD_COUNT);
    while (input[i].kind != m->vocabulary->kind)
        i = (i + 1) % GOOD_COUNT;
    xmlFreeDoc(m->doc);
    m->doc = xmlReadFile(input[i].path, NULL, QUIETLY);
    must(m->doc != NULL);
}

/* The input as a tree of one of the three vocabularies; false when it is none. */
static inline bool begin(struct mutation *m, const uint8_t *data, size_t size)
{
    m->doc = xmlReadMemory((const char *)data, (int)size, NULL, NULL, QUIETLY);
    const xmlNode *root = m->doc ? xmlDocGetRootElement(m->doc) : NULL;
    m->vocabulary = root && root->ns ? vocabulary_lookup((const char *)root->ns->href) : NULL;
    if (m->vocabulary && draw(m, 4) == 0)
        restart(m);
    return m->vocabulary != NULL;
}

/* Takes what libxml2 says of trees that can't be written in their encoding. */
static inline void ignore(void *context, const char *format, ...)
{
    (void)context, (void)format;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    static struct mutation m;
    size_t made = 0;
    m.doc = NULL;
    m.seed = seed;
    xmlSetGenericErrorFunc(NULL, ignore);
    if (draw(&m, 4) && begin(&m, data, size)) {
        xmlChar *text = NULL;
        int written = 0;
        for (int i = draw(&m, 2) * draw(&m, 4); i >= 0; i--)
            change(&m);
        xmlDocDumpMemory(m.doc, &text, &written);
        if (text && (size_t)written <= most) {
            made = (size_t)written;
            memcpy(data, text, made);
        }
        xmlFree(text);
    }
    xmlFreeDoc(m.doc);
    xmlSetGenericErrorFunc(NULL, NULL);
    return made ? made : LLVMFuzzerMutate(data, size, most);
}

#endif
