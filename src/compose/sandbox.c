/*
 * libxslt says its errors in pieces of plain text: a line that names file, line and element ("runtime error:
 * file letter.xsl line 12 element value-of"), then a line that says what; XPath's own errors arrive before
 * them, by another way and without a place. The pieces are gathered and told as one message each once the
 * compilation or the run is over. Recovering from an error isn't wanted: a document half right isn't issued.
 */
#include "compose/sandbox.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/text.h"
#include "compose/includes.h"
#include "compose/lint.h"
#include "compose/said.h"
#include "compose/slips.h"
#include "compose/source.h"
#include "intake/tree.h"

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxslt/documents.h>
#include <libxslt/extensions.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_DEPTH = 8000,      /* nested calls: a list joined by recursion may have that many members */
    MAX_VARIABLES = 15000, /* on the stack at once */
};
/*
 * Steps. A letter takes some 5,000 of XSLT and some 100,000 of XPath, the bulletin of a plan with 2,300 units
 * 800,000 and 21,000,000; a step may make a node, so their limit bounds memory too.
 */
static const unsigned long max_steps = 5 * 1000 * 1000, max_xpath_steps = 200 * 1000 * 1000;

struct sandbox {
    struct arena *arena; /* file names for messages */
    const char *folder;
    xsltSecurityPrefsPtr security;
    struct diag *diag;           /* of what is being compiled or run; else NULL */
    const char *name;            /* the template that was asked for */
    xsltTransformContextPtr run; /* NULL while compiling */
    struct buffer said;          /* what libxslt said, line by line */
    struct buffer xpath;         /* what XPath said since libxslt last spoke */
    struct where xpath_at;       /* of which instruction it spoke last */
    bool reading;                /* a file is being parsed, whose slips are told otherwise */
    struct includes includes;    /* of what is being compiled */
    bool full;                   /* it may read no more of them */
    int errors;                  /* told to diag by the loader */
};

/* libxslt's loader knows no user data. */
static struct sandbox *entered;

struct where sandbox_where(struct sandbox *sandbox, const char *name, int line)
{
    return (struct where){file_join(sandbox->arena, sandbox->folder, name), line};
}

/* ---- reading templates -----------------------------------------------------------------------------------
 */

static void complain(struct sandbox *s, struct where at, const char *what, const char *about)
{
    diag_at(s->diag, MESSAGE_BAD_TEMPLATE, at, "%s%s%s", what, about ? ": " : "", about ? about : "");
    s->errors++;
}

/* Where the instruction being run stands; while compiling only the template is known. */
static struct where here(struct sandbox *s)
{
    const xmlNode *inst = s->run ? s->run->inst : NULL;
    if (!inst || !inst->doc || !inst->doc->URL)
        return sandbox_where(s, s->name, 0);
    return sandbox_where(s, (const char *)inst->doc->URL, (int)xmlGetLineNo(inst));
}

/* Whether name, which may be a URI, and the file that it leads to, links followed, are in the folder. A file
 * that doesn't exist is. */
static bool leads_inside(const struct sandbox *s, const char *name)
{
    if (!file_is_below(name) || strchr(name, ':'))
        return false;
    char *path = file_join(s->arena, s->folder, name);
    char *folder = realpath(s->folder, NULL), *file = realpath(path, NULL);
    bool inside = !folder || !file || (text_starts(file, folder) && file[strlen(folder)] == '/');
    free(folder);
    free(file);
    return inside;
}

/* The slip by which what was read isn't XML, as the reader of the inputs finds it. */
static void report_slip(struct sandbox *s, const char *name)
{
    int before = diag_errors(s->diag);
    struct tree tree;
    tree_open(&tree, file_join(s->arena, s->folder, name), s->diag);
    tree_close(&tree);
    if (diag_errors(s->diag) == before)
        complain(s, sandbox_where(s, name, 0), _("not well-formed XML"), NULL);
    else
        s->errors++;
}

static void no_message(void *context, xmlErrorPtr error)
{
    (void)context, (void)error;
}

/* Parses what was read of a template. Entities and DTDs are neither loaded nor replaced. */
static xmlDocPtr parse(struct sandbox *s, const char *name, const struct buffer *bytes, xmlDictPtr dict)
{
    const int options =
        XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (dict) { /* names are compared by address within one stylesheet */
        xmlDictFree(parser->dict);
        parser->dict = dict;
        xmlDictReference(dict);
    }
    parser->sax->serror = no_message;
    s->reading = true;
    xmlDocPtr doc = xmlCtxtReadMemory(parser, buffer_text(bytes), (int)bytes->size, name, NULL, options);
    s->reading = false;
    if (doc && parser->disableSAX) { /* the rest was let go, for a text is too long */
        xmlFreeDoc(doc);
        doc = NULL;
    }
    if (!doc) {
        report_slip(s, name);
    } else if (doc->intSubset) {
        complain(s, sandbox_where(s, name, 0), _("DOCTYPE is not allowed"), NULL);
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(parser);
    return doc;
}

/* While compiling: a stylesheet counts as what it makes libxslt do. */
static bool has_room(struct sandbox *s, const char *name, xmlDocPtr doc, size_t size)
{
    s->full = !includes_add(&s->includes, name, doc, size, s->arena);
    if (s->full)
        complain(s, sandbox_where(s, name, 0), _("it includes itself, or more than can be compiled"), NULL);
    return !s->full;
}

static void tell_slip(void *context, const xmlNode *node, const char *words)
{
    struct sandbox *s = context;
    complain(s, sandbox_where(s, (const char *)node->doc->URL, (int)xmlGetLineNo(node)), words, NULL);
}

/* Reads the file called name in the folder; NULL with messages. */
static xmlDocPtr read_template(struct sandbox *s, const char *name, xmlDictPtr dict)
{
    struct buffer bytes = {0};
    xmlDocPtr doc = NULL;
    if (!leads_inside(s, name))
        complain(s, here(s), _("only files of the templates folder may be read"), name);
    else if (!file_read(file_join(s->arena, s->folder, name), FILE_MOST, &bytes, s->diag))
        s->errors++;
    else
        doc = parse(s, name, &bytes, dict);
    if (doc && !s->run) {
        lint_sheet(doc, tell_slip, s); /* what it tells refuses the stylesheet in the end */
        if (!has_room(s, name, doc, bytes.size)) {
            xmlFreeDoc(doc);
            doc = NULL;
        }
    }
    buffer_free(&bytes);
    return doc;
}

/* What libxslt calls for xsl:include, xsl:import and document(). */
static xmlDocPtr load(const xmlChar *uri, xmlDictPtr dict, int options, void *context, xsltLoadType type)
{
    (void)options, (void)context;
    if (!entered || entered->full)
        return NULL;
    char *name = xmlURIUnescapeString((const char *)uri, 0, NULL);
    xmlDocPtr doc = read_template(entered, name, type == XSLT_LOAD_STYLESHEET ? dict : NULL);
    xmlFree(name);
    return doc;
}

/* ---- what libxslt says -----------------------------------------------------------------------------------
 */

static bool is_message(const xmlNode *inst)
{
    return inst && source_is(inst, "message");
}

/* An xsl:message. One that ends the run says why it ends. */
static void tell_message(struct sandbox *s, char *text)
{
    const xmlNode *inst = s->run->inst;
    xmlChar *terminate = xmlGetNoNsProp((xmlNodePtr)inst, BAD_CAST "terminate");
    text = text_trimmed(text);
    if (*text && terminate && xmlStrEqual(terminate, BAD_CAST "yes"))
        complain(s, here(s), text, NULL);
    else if (*text)
        diag_at(s->diag, MESSAGE_TEMPLATE_SAYS, here(s), "%s", text);
    xmlFree(terminate);
}

/* Begins a line of what libxslt said: what follows is XPath's, and the reason of the next one. */
enum { REASON = '\1' };

/* Puts what XPath said before the line that libxslt begins now. */
static void keep_reason(struct sandbox *s)
{
    bool begins = s->said.size == 0 || s->said.data[s->said.size - 1] == '\n';
    if (!begins || s->xpath.size == 0)
        return;
    for (char *p = s->xpath.data; (p = strchr(p, '\n'));)
        *p = ' ';
    buffer_printf(&s->said, "%c%s\n", REASON, s->xpath.data);
    buffer_clear(&s->xpath);
}

static void hear(void *context, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void hear(void *context, const char *format, ...)
{
    struct sandbox *s = context;
    if (!s->diag)
        return;
    va_list args;
    va_start(args, format);
    char *piece = arena_vprintf(s->arena, format, args);
    va_end(args);
    if (s->run && is_message(s->run->inst)) {
        tell_message(s, piece);
        return;
    }
    keep_reason(s);
    buffer_puts(&s->said, piece);
}

static void note_xpath(struct sandbox *s, const char *words)
{
    if (s->reading)
        return;
    const char *text = text_trimmed(arena_strdup(s->arena, words));
    if (!s->xpath.size)
        s->xpath_at = here(s);
    if (!strstr(buffer_text(&s->xpath), text))
        buffer_printf(&s->xpath, "%s%s", s->xpath.size ? "; " : "", text);
}

/* XPath says most by this way… */
static void hear_xpath(void *context, xmlErrorPtr error)
{
    struct sandbox *s = context;
    if (!error || !error->message || error->level < XML_ERR_ERROR)
        return;
    note_xpath(s, error->message);
    if (s->xpath.size && error->str1 && !strstr(buffer_text(&s->xpath), error->str1))
        buffer_printf(&s->xpath, " (%s)", error->str1);
}

/* … and which function it doesn't know by this one. */
static void hear_libxml(void *context, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void hear_libxml(void *context, const char *format, ...)
{
    struct sandbox *s = context;
    va_list args;
    va_start(args, format);
    note_xpath(s, arena_vprintf(s->arena, format, args));
    va_end(args);
}

/*
 * Reads "runtime error: file letter.xsl line 12 element value-of" (also without a line). True when it is such
 * a line.
 */
static bool read_place(struct sandbox *s, const char *line, struct where *at)
{
    static const char *const heads[] = {"compilation error", "runtime error", "error"};
    const char *rest = NULL;
    for (size_t i = 0; i < sizeof heads / sizeof heads[0] && !rest; i++)
        if (text_starts(line, heads[i]))
            rest = line + strlen(heads[i]);
    if (!rest || (*rest && *rest != ':'))
        return false;
    const char *file = strstr(rest, "file "), *number = strstr(rest, " line ");
    const char *end = number ? number : strstr(rest, " element ");
    *at = sandbox_where(s, s->name, 0);
    if (file && end && end > file + 5)
        *at = sandbox_where(s, arena_strndup(s->arena, file + 5, (size_t)(end - file - 5)),
                            number ? atoi(number + 6) : 0);
    return true;
}

static void tell_one(struct sandbox *s, struct where at, const char *text, const char *reason)
{
    const char *words = said_words(s->arena, text, reason);
    if (words)
        complain(s, *reason && !at.line ? s->xpath_at : at, words, NULL);
}

static bool same_place(struct where a, struct where b)
{
    return a.line == b.line && text_equal(a.file, b.file);
}

/* Tells what was gathered: a message for each place; what follows at the same place follows from it. */
static void tell(struct sandbox *s)
{
    struct buffer text = {0};
    struct where at = sandbox_where(s, s->name, 0), next;
    char *rest = s->said.data;
    const char *reason = "", *coming = ""; /* of the text, and of what the next line begins */
    bool told = false;                     /* of this place the first message is there */
    for (char *line; rest && (line = strsep(&rest, "\n"));) {
        line = text_trimmed(line);
        if (*line == REASON) {
            coming = line + 1;
            continue;
        }
        bool begins = read_place(s, line, &next);
        told = begins ? text.size && same_place(at, next) : told;
        if (begins && !told) {
            if (text.size)
                tell_one(s, at, buffer_text(&text), reason);
            buffer_clear(&text);
            at = next;
            reason = "";
        }
        if (!*line)
            continue;
        reason = *reason ? reason : coming;
        coming = "";
        if (!begins && !told)
            buffer_printf(&text, "%s%s", text.size ? " " : "", line);
    }
    tell_one(s, at, buffer_text(&text), *reason ? reason : buffer_text(&s->xpath));
    buffer_free(&text);
}

/* ---- entering and leaving --------------------------------------------------------------------------------
 */

static void enter(struct sandbox *s, const char *name, xsltTransformContextPtr run, struct diag *diag)
{
    s->name = name;
    s->run = run;
    s->diag = diag;
    s->errors = 0;
    s->includes = (struct includes){0};
    s->full = false;
    buffer_clear(&s->said);
    buffer_clear(&s->xpath);
    entered = s;
    xsltSetLoaderFunc(load);
    xsltSetDefaultSecurityPrefs(s->security);
    xsltSetGenericErrorFunc(s, hear);
    xmlSetStructuredErrorFunc(s, hear_xpath);
    xmlSetGenericErrorFunc(s, hear_libxml);
}

/* Tells what was heard. Returns the number of errors. */
static int leave(struct sandbox *s)
{
    tell(s);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlSetGenericErrorFunc(NULL, NULL);
    xsltSetGenericErrorFunc(NULL, NULL);
    xsltSetDefaultSecurityPrefs(NULL);
    xsltSetLoaderFunc(NULL);
    entered = NULL;
    s->diag = NULL;
    s->run = NULL;
    return s->errors;
}

/* In the place of exsl:document, which writes files. */
static void refuse_document(xsltTransformContextPtr run, xmlNodePtr node, xmlNodePtr inst,
                            xsltElemPreCompPtr compiled)
{
    (void)node, (void)inst, (void)compiled;
    complain(entered, here(entered), _("templates may write nothing"), "exsl:document");
    run->state = XSLT_STATE_STOPPED;
}

struct sandbox *sandbox_new(const char *folder)
{
    static const xsltSecurityOption forbidden[] = {XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
                                                   XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
    struct sandbox *s = must_malloc(sizeof *s);
    *s = (struct sandbox){.arena = arena_new(), .security = xsltNewSecurityPrefs()};
    s->folder = arena_strdup(s->arena, folder);
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        xsltSetSecurityPrefs(s->security, forbidden[i], xsltSecurityForbid);
    xsltInit();
    exsltCommonRegister();
    xsltRegisterExtModuleElement(BAD_CAST "document", EXSLT_COMMON_NAMESPACE, NULL, refuse_document);
    return s;
}

void sandbox_free(struct sandbox *sandbox)
{
    if (!sandbox)
        return;
    xsltFreeSecurityPrefs(sandbox->security);
    buffer_free(&sandbox->said);
    buffer_free(&sandbox->xpath);
    arena_free(sandbox->arena);
    free(sandbox);
}

xsltStylesheetPtr sandbox_compile(struct sandbox *sandbox, const char *name, struct diag *diag)
{
    int before = diag_errors(diag);
    enter(sandbox, name, NULL, diag);
    xmlDocPtr doc = read_template(sandbox, name, NULL);
    xsltStylesheetPtr style = doc ? xsltParseStylesheetDoc(doc) : NULL;
    if (doc && !style)
        xmlFreeDoc(doc);
    bool faulty = doc && (!style || style->errors);
    if (leave(sandbox) || faulty) {
        if (diag_errors(diag) == before)
            diag_at(diag, MESSAGE_BAD_TEMPLATE, sandbox_where(sandbox, name, 0), NULL);
        xsltFreeStylesheet(style);
        return NULL;
    }
    return style;
}

bool sandbox_check(struct sandbox *sandbox, const xsltStylesheetPtr *style, int count, struct diag *diag)
{
    sandbox->diag = diag;
    sandbox->errors = 0;
    slips_tell(style, count, tell_slip, sandbox);
    sandbox->diag = NULL;
    return sandbox->errors == 0;
}

static xsltTransformContextPtr new_run(struct sandbox *s, xsltStylesheetPtr style, xmlDocPtr source,
                                       const char *unit)
{
    xsltTransformContextPtr run = xsltNewTransformContext(style, source);
    if (!run)
        fatal_memory();
    run->opLimit = max_steps;
    run->xpathCtxt->opLimit = max_xpath_steps;
    run->maxTemplateDepth = MAX_DEPTH;
    run->maxTemplateVars = MAX_VARIABLES;
    xsltSetCtxtSecurityPrefs(s->security, run);
    xsltSetTransformErrorFunc(run, s, hear);
    if (unit)
        xsltQuoteOneUserParam(run, BAD_CAST "unit", BAD_CAST unit);
    return run;
}

xmlDocPtr sandbox_run(struct sandbox *sandbox, xsltStylesheetPtr style, const xmlDoc *source,
                      const char *unit, struct diag *diag)
{
    xmlDocPtr tree = (xmlDocPtr)source, own = NULL;
    xsltTransformContextPtr run = new_run(sandbox, style, tree, unit);
    if (xsltNeedElemSpaceHandling(run)) { /* xsl:strip-space cuts the source itself: give it a copy */
        xsltFreeTransformContext(run);
        own = tree = xmlCopyDoc(tree, 1);
        run = new_run(sandbox, style, tree, unit);
    }
    enter(sandbox, (const char *)style->doc->URL, run, diag);
    xmlDocPtr result = xsltApplyStylesheetUser(style, tree, NULL, NULL, NULL, run);
    bool stopped = run->state != XSLT_STATE_OK || !result;
    struct where at = here(sandbox);
    int errors = leave(sandbox);
    if (stopped && !errors)
        diag_at(diag, MESSAGE_BAD_TEMPLATE, at, "%s", _("it came to no end"));
    xsltFreeTransformContext(run);
    xmlFreeDoc(own);
    if (stopped || errors) {
        xmlFreeDoc(result);
        return NULL;
    }
    return result;
}
