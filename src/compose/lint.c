#include "compose/lint.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "compose/source.h"
#include "intake/intake.h"
#include "intake/near.h"
#include "progress/report.h"

#include <libxml/hash.h>
#include <libxslt/xsltutils.h>
#include <string.h>

struct lint {
    xmlHashTable *templates, *modes; /* by name, of the whole stylesheet; NULL for one file */
    struct arena *arena;             /* for words and names */
    lint_tell *tell;
    void *context;
};

static void say(struct lint *lint, const xmlNode *node, const char *words)
{
    lint->tell(lint->context, node, words);
}

/* ---- one file ---- */

/* The attributes that instructions know (XSLT 1.0, appendix B); others of their names are told by libxslt. */
static const struct {
    const char *name, *attributes; /* each with a blank before and behind it */
} instructions[] = {
    {"apply-templates", " select mode "},
    {"attribute", " name namespace "},
    {"call-template", " name "},
    {"choose", ""},
    {"copy-of", " select "},
    {"element", " name namespace use-attribute-sets "},
    {"for-each", " select "},
    {"if", " test "},
    {"include", " href "},
    {"key", " name match use "},
    {"number", " level count from value format lang letter-value grouping-separator grouping-size "},
    {"otherwise", ""},
    {"param", " name select "},
    {"sort", " select lang data-type order case-order "},
    {"template", " match name priority mode "},
    {"text", " disable-output-escaping "},
    {"value-of", " select disable-output-escaping "},
    {"variable", " name select "},
    {"when", " test "},
    {"with-param", " name select "},
};

static bool lists(const char *names, const char *name)
{
    size_t size = strlen(name);
    for (const char *p = names; (p = strstr(p, name)); p += size)
        if (p[-1] == ' ' && p[size] == ' ')
            return true;
    return false;
}

static void look_at_attributes(struct lint *lint, const xmlNode *node)
{
    const char *known = NULL;
    for (size_t i = 0; i < sizeof instructions / sizeof instructions[0] && !known; i++)
        if (strcmp((const char *)node->name, instructions[i].name) == 0)
            known = instructions[i].attributes;
    for (const xmlAttr *a = node->properties; known && a; a = a->next)
        if (!a->ns && !lists(known, (const char *)a->name))
            say(lint, node,
                arena_printf(lint->arena, _("<xsl:%s> knows no %s=\"…\""), (const char *)node->name,
                             (const char *)a->name));
}

static bool is_blank(const xmlNode *node)
{
    return node->type != XML_ELEMENT_NODE &&
           (node->type != XML_TEXT_NODE || !node->content || text_is_blank((const char *)node->content));
}

/* A choice holds whens, then at most one otherwise; all else is lost. */
static void look_at_choice(struct lint *lint, const xmlNode *node)
{
    bool ended = false;
    for (const xmlNode *n = node->children; n; n = n->next) {
        if (is_blank(n))
            continue;
        bool fits = source_is(n, "otherwise") || source_is(n, "when");
        if (!fits || ended) {
            say(lint, node,
                _("<xsl:choose> holds <xsl:when>s and, last, one <xsl:otherwise>; what else it holds is "
                  "lost"));
            return;
        }
        ended = source_is(n, "otherwise");
    }
}

static void look_at_content(struct lint *lint, const xmlNode *node)
{
    for (const xmlNode *n = node->children; n; n = n->next)
        if (!is_blank(n)) {
            say(lint, node,
                arena_printf(lint->arena, _("what <xsl:%s> holds is lost"), (const char *)node->name));
            return;
        }
}

static void look_at_text(struct lint *lint, const xmlNode *text)
{
    const char *brace = strchr((const char *)text->content, '{');
    while (brace && brace[1] != '$' && brace[1] != '@')
        brace = strchr(brace + 1, '{');
    const char *end = brace ? strchr(brace, '}') : NULL;
    if (end)
        say(lint, text->parent,
            arena_printf(
                lint->arena,
                _("\"%.*s\" is printed as it stands; in a text it must be <xsl:value-of select=\"%.*s\"/>"),
                (int)(end + 1 - brace), brace, (int)(end - brace - 1), brace + 1));
}

static void look_at(struct lint *lint, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type == XML_TEXT_NODE && node->content)
            look_at_text(lint, node);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (IS_XSLT_ELEM(node))
            look_at_attributes(lint, node);
        if (source_is(node, "choose"))
            look_at_choice(lint, node);
        if (source_is(node, "value-of") || source_is(node, "copy-of"))
            look_at_content(lint, node);
        look_at(lint, node->children);
    }
}

/* In another namespace than there is a template finds nothing of the report. */
static void look_at_namespaces(struct lint *lint, const xmlNode *root)
{
    for (const xmlNs *ns = root->nsDef; ns; ns = ns->next) {
        const char *uri = ns->href ? (const char *)ns->href : "";
        struct near near = {.word = uri};
        near_offer(&near, REPORT_NAMESPACE);
        near_offer(&near, DOCUMENT_NAMESPACE);
        if (near.best && near.distance > 0)
            say(lint, root,
                arena_printf(lint->arena,
                             _("there is no namespace \"%s\"; a report has \"%s\", a document \"%s\""), uri,
                             REPORT_NAMESPACE, DOCUMENT_NAMESPACE));
    }
}

/* Elements of a namespace of one's own may stand between templates (XSLT 1.0, 2.2); they are read by
 * document(''). */
static bool is_own(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->ns &&
           !text_equal((const char *)node->ns->href, REPORT_NAMESPACE) &&
           !text_equal((const char *)node->ns->href, DOCUMENT_NAMESPACE);
}

/* What stands between templates. */
static void look_between(struct lint *lint, const xmlNode *root)
{
    for (const xmlNode *n = root->children; n; n = n->next)
        if (!is_blank(n) && !IS_XSLT_ELEM(n) && !is_own(n))
            say(lint, n->type == XML_ELEMENT_NODE ? n : root,
                _("what stands between the templates, and not in one, is lost"));
}

void lint_sheet(const xmlDoc *doc, lint_tell *tell, void *context)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    struct lint lint = {.arena = arena_new(), .tell = tell, .context = context};
    if (root && IS_XSLT_ELEM(root)) {
        look_at_namespaces(&lint, root);
        look_between(&lint, root);
        look_at(&lint, root);
    }
    arena_free(lint.arena);
}

/* ---- all of them ---- */

/* Notes a thing by its name; the first of several counts, as it does for libxslt. */
static void note(xmlHashTable *table, const xmlNode *node, const char *attribute)
{
    const char *name = source_attribute(node, attribute);
    if (name)
        xmlHashAddEntry(table, BAD_CAST name, (void *)node);
}

static void collect(void *context, const xmlNode *node)
{
    struct lint *lint = context;
    if (!source_is(node, "template"))
        return;
    note(lint->templates, node, "name");
    note(lint->modes, node, "mode");
}

static bool takes(const xmlNode *template, const char *name)
{
    for (const xmlNode *n = template->children; n; n = n->next)
        if (source_is(n, "param") && text_equal(source_attribute(n, "name"), name))
            return true;
    return false;
}

static void check_parameters(struct lint *lint, const xmlNode *call)
{
    const char *name = source_attribute(call, "name");
    const xmlNode *template = name ? xmlHashLookup(lint->templates, BAD_CAST name) : NULL;
    if (name && !template && source_is_plain(name))
        say(lint, call, arena_printf(lint->arena, _("there is no template of the name \"%s\""), name));
    for (const xmlNode *n = call->children; template && n; n = n->next) {
        const char *parameter = source_is(n, "with-param") ? source_attribute(n, "name") : NULL;
        if (parameter && !takes(template, parameter))
            say(lint, n,
                arena_printf(lint->arena, _("the template \"%s\" has no parameter \"%s\""), name, parameter));
    }
}

static void check(void *context, const xmlNode *node)
{
    struct lint *lint = context;
    if (source_is(node, "call-template"))
        check_parameters(lint, node);
    const char *mode = source_is(node, "apply-templates") ? source_attribute(node, "mode") : NULL;
    if (mode && !xmlHashLookup(lint->modes, BAD_CAST mode) && source_is_plain(mode))
        say(lint, node, arena_printf(lint->arena, _("no template has mode=\"%s\""), mode));
}

void lint_calls(const xsltStylesheet *style, lint_tell *tell, void *context)
{
    struct lint lint = {.templates = source_table(),
                        .modes = source_table(),
                        .arena = arena_new(),
                        .tell = tell,
                        .context = context};
    source_visit(style, collect, &lint);
    source_visit(style, check, &lint);
    xmlHashFree(lint.templates, NULL);
    xmlHashFree(lint.modes, NULL);
    arena_free(lint.arena);
}
