/*
 * Parsing what may be hostile. libxml2 gets decoded UTF-8 in memory and never opens anything itself. What
 * could cost more time or memory than a file of 16 MiB should is stopped from its SAX callbacks, or before it
 * begins: a DOCTYPE at its name, before its entities are read; nesting by depth; a tag's attributes by a look
 * over the text, since libxml2 compares each with all others of the tag; namespaces likewise, which it
 * searches one by one for every element.
 */
#include "intake/tree.h"

#include "base/fatal.h"
#include "base/text.h"
#include "intake/decode.h"
#include "intake/slip.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <string.h>

enum { DEPTH_LIMIT = 256, ATTRIBUTE_LIMIT = 64, NAMESPACE_LIMIT = 256, ELEMENT_LIMIT = 1000000 };
enum { NAME_LIMIT = 100000 }; /* libxml2's table of names is slow beyond */

/* The state of one parse; the parser's context lends it to the callbacks. */
struct parse {
    struct tree *tree;
    int depth, elements;
    int namespaces; /* declared so far */
    bool stopped;   /* by us, with a message */
    bool failed;    /* an error of libxml2's was reported; what follows it are its consequences */
};

/* Counts from the place marked last, which is near, so that all marks together cost one walk over the text.
 */
static int line_of(const struct tree *tree, size_t offset)
{
    const struct mark last = tree->mark_count ? tree->mark[tree->mark_count - 1] : (struct mark){0, 1};
    const char *text = tree->text.data;
    return last.offset <= offset ? last.line + decode_lines(text + last.offset, offset - last.offset)
                                 : last.line - decode_lines(text + offset, last.offset - offset);
}

/* Remembers where node begins. */
static void mark(struct tree *tree, xmlNode *node, size_t offset)
{
    if (offset > tree->text.size)
        offset = tree->text.size;
    int line = line_of(tree, offset);
    struct mark *m = arena_push(tree->arena, &tree->mark, &tree->mark_count, &tree->mark_capacity, sizeof *m);
    *m = (struct mark){offset, line};
    node->_private = (void *)(intptr_t)tree->mark_count;
}

static void stop(xmlParserCtxtPtr context, enum message code, const char *detail)
{
    struct parse *parse = context->_private;
    if (!parse->stopped)
        tree_fault(parse->tree, code, (struct where){parse->tree->path, xmlSAX2GetLineNumber(context)},
                   detail ? "%s" : NULL, detail);
    parse->stopped = true;
    xmlStopParser(context);
}

/* ---- libxml2's callbacks ---- */

static void on_doctype(void *data, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
    (void)name, (void)public, (void)system;
    stop(data, MESSAGE_DOCTYPE_REFUSED, _("leave it out; the program brings its own schemas"));
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
                     const xmlChar **attributes)
{
    xmlParserCtxtPtr context = data;
    struct parse *parse = context->_private;
    parse->namespaces += namespace_count;
    if (++parse->depth > DEPTH_LIMIT)
        stop(context, MESSAGE_TOO_DEEP, _("at most 256 levels are read"));
    else if (++parse->elements > ELEMENT_LIMIT)
        stop(context, MESSAGE_TOO_LARGE, _("at most a million elements are read"));
    else if (xmlDictSize(context->dict) > NAME_LIMIT)
        stop(context, MESSAGE_TOO_LARGE, _("at most a hundred thousand different names are read"));
    else if (parse->namespaces > NAMESPACE_LIMIT)
        stop(context, MESSAGE_TOO_LARGE, _("at most 256 declarations of namespaces are read"));
    if (parse->stopped)
        return;
    xmlSAX2StartElementNs(context, name, prefix, uri, namespace_count, namespaces, attribute_count, defaulted,
                          attributes);
    struct tree *tree = parse->tree;
    long behind = xmlByteConsumed(context);
    if (!context->node || behind < 0 || (size_t)behind > tree->text.size)
        return;
    /* The parser stands at the end of the tag, and no "<" can stand inside one. */
    const char *open = memrchr(tree->text.data, '<', (size_t)behind);
    mark(tree, context->node, open ? (size_t)(open - tree->text.data) : 0);
    int line = tree->mark[tree->mark_count - 1].line;
    if (line < UINT16_MAX)
        context->node->line = (unsigned short)line; /* for those who ask libxml2 */
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    xmlParserCtxtPtr context = data;
    struct parse *parse = context->_private;
    parse->depth--;
    if (!parse->stopped)
        xmlSAX2EndElementNs(context, name, prefix, uri);
}

static void on_characters(void *data, const xmlChar *text, int size)
{
    xmlParserCtxtPtr context = data;
    struct parse *parse = context->_private;
    if (parse->stopped)
        return;
    xmlSAX2Characters(context, text, size);
    xmlNode *last = context->node ? context->node->last : NULL;
    const xmlParserInput *input = context->input;
    if (!last || last->type != XML_TEXT_NODE || last->_private)
        return;
    bool inside = text >= input->base && text < input->end; /* not so for a character number */
    mark(parse->tree, last, input->consumed + (size_t)((inside ? text : input->cur) - input->base));
}

/* Whether the parser is in an element of that name, from the innermost but one outwards. */
static bool is_around(xmlParserCtxtPtr context, const char *name)
{
    for (int i = context->nameNr - 2; i >= 0; i--)
        if (xmlStrEqual(context->nameTab[i], BAD_CAST name))
            return true;
    return false;
}

static void tell_slip(struct tree *tree, xmlParserCtxtPtr context, const xmlError *error)
{
    long at = xmlByteConsumed(context);
    intptr_t open = context->node ? (intptr_t)context->node->_private : 0;
    int depth = context->nameNr;
    struct stop stop = {
        .text = buffer_text(&tree->text),
        .at = at < 0 || (size_t)at > tree->text.size ? 0 : (size_t)at,
        .code = error->code,
        .name = error->str1 ? error->str1 : "",
        .open = open ? tree->mark[open - 1].offset : 0,
        .encloses = error->str2 && is_around(context, error->str2),
        .repeated = depth > 1 && xmlStrEqual(context->nameTab[depth - 1], context->nameTab[depth - 2]),
    };
    struct slip slip = slip_find(&stop, tree->arena);
    tree_fault(tree, MESSAGE_NOT_XML, (struct where){tree->path, line_of(tree, slip.at)}, "%s", slip.words);
}

static void on_error(void *data, xmlErrorPtr error)
{
    xmlParserCtxtPtr context = data;
    struct parse *parse = context->_private;
    if (error->level < XML_ERR_ERROR || parse->failed || parse->stopped)
        return;
    parse->failed = true;
    tell_slip(parse->tree, context, error);
    xmlStopParser(context); /* what follows could only cost time */
}

/* ---- parsing ---- */

const char *tree_behind_section(const char *p)
{
    static const struct {
        const char *open, *close;
    } sections[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        if (text_starts(p, sections[i].open)) {
            const char *end = strstr(p + strlen(sections[i].open), sections[i].close);
            return end ? end + strlen(sections[i].close) : p + strlen(p);
        }
    return NULL;
}

/* The first tag with more attributes than the limit, or NULL. No value holds a "<": where one does, a
 * quotation mark is missing, and the parser goes on from the "<" as this does. */
static const char *crowded_tag(const char *text)
{
    for (const char *p = text; (p = strchr(p, '<'));) {
        const char *behind = tree_behind_section(p);
        if (behind) {
            p = behind;
            continue;
        }
        const char *tag = p++;
        int values = 0;
        while ((p += strcspn(p, "\"'><")), *p == '"' || *p == '\'') {
            const char ends[] = {*p, '<', '\0'};
            p += 1 + strcspn(p + 1, ends);
            if (*p != ends[0])
                break;
            p++;
            if (++values > ATTRIBUTE_LIMIT)
                return tag;
        }
    }
    return NULL;
}

static void parse_text(struct tree *tree)
{
    struct parse parse = {.tree = tree};
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (!context)
        fatal_memory();
    context->_private = &parse;
    xmlSAXHandler *sax = context->sax;
    sax->internalSubset = on_doctype;
    sax->startElementNs = on_start;
    sax->endElementNs = on_end;
    sax->characters = sax->ignorableWhitespace = on_characters;
    sax->comment = NULL;
    sax->processingInstruction = NULL;
    sax->serror = on_error;
    /* The limits that HUGE lifts are held here, by size and depth. */
    tree->doc = xmlCtxtReadMemory(context, buffer_text(&tree->text), (int)tree->text.size, NULL, NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_HUGE |
                                      XML_PARSE_IGNORE_ENC);
    bool good = tree->doc && context->wellFormed && context->nsWellFormed &&
                xmlDocGetRootElement(tree->doc) && !parse.stopped && !parse.failed;
    if (!good && !parse.stopped && !parse.failed)
        tree_fault(tree, MESSAGE_NOT_XML, (struct where){tree->path, 0}, NULL);
    xmlFreeParserCtxt(context);
    if (!good) {
        xmlFreeDoc(tree->doc);
        tree->doc = NULL;
    }
}

void tree_open(struct tree *tree, const char *path, struct diag *diag)
{
    *tree = (struct tree){.path = path, .arena = arena_new(), .diag = diag};
    if (!decode_file(path, &tree->text, diag))
        return;
    const char *no_xml = slip_no_xml(buffer_text(&tree->text));
    const char *crowded = no_xml ? NULL : crowded_tag(buffer_text(&tree->text));
    if (no_xml)
        tree_fault(tree, MESSAGE_NOT_XML, (struct where){path, 1}, "%s", no_xml);
    else if (crowded)
        tree_fault(tree, MESSAGE_TOO_LARGE,
                   (struct where){path, line_of(tree, (size_t)(crowded - tree->text.data))}, "%s",
                   _("at most 64 attributes in one tag are read"));
    else
        parse_text(tree);
}

/* The places die with the tree; nobody may find their numbers in the nodes. */
static void forget_marks(xmlNode *node)
{
    for (; node; node = node->next) {
        node->_private = NULL;
        if (node->type == XML_ELEMENT_NODE)
            forget_marks(node->children);
    }
}

void tree_close(struct tree *tree)
{
    xmlFreeDoc(tree->doc);
    buffer_free(&tree->text);
    arena_free(tree->arena);
    *tree = (struct tree){0};
}

xmlDocPtr tree_take(struct tree *tree)
{
    xmlDocPtr doc = tree->doc;
    tree->doc = NULL;
    if (doc)
        forget_marks(xmlDocGetRootElement(doc));
    return doc;
}
