#include "intake/intake.h"

#include "intake/conform.h"
#include "intake/near.h"
#include "intake/reader.h"
#include "intake/tree.h"
#include "intake/value.h"

#include <string.h>

static const char *start_tag(const struct tree *tree, const char *name, const char *uri)
{
    return arena_printf(tree->arena, "<%s xmlns=\"%s\">", name, uri);
}

static const char *roots(const struct tree *tree)
{
    const char *list = "";
    for (const struct vocabulary *v = vocabularies; v->uri; v++)
        list = arena_printf(tree->arena, "%s%s, ", list, start_tag(tree, v->root->name, v->uri));
    return arena_printf(tree->arena, "%s%s", list, start_tag(tree, "document", DOCUMENT_NAMESPACE));
}

/* Who gives the right element a wrong namespace, or none, is told the right one. */
static const char *meant_root(const struct tree *tree, const xmlNode *root)
{
    const char *name = (const char *)root->name;
    const char *uri = strcmp(name, "document") == 0 ? DOCUMENT_NAMESPACE : NULL;
    for (const struct vocabulary *v = vocabularies; v->uri; v++)
        if (strcmp(name, v->root->name) == 0)
            uri = v->uri;
    return uri ? arena_printf(tree->arena, _("; did you mean %s?"), start_tag(tree, name, uri)) : "";
}

/* A root of a namespace that isn't ours. */
static void foreign_root(struct tree *tree, const xmlNode *root)
{
    const char *uri = root->ns ? (const char *)root->ns->href : "";
    tree_fault(tree, MESSAGE_UNKNOWN_ELEMENT, tree_where(tree, root),
               _("<%s xmlns=\"%s\"> as the root; allowed: %s%s"),
               tree_quote(tree->arena, (const char *)root->name), tree_quote(tree->arena, uri), roots(tree),
               meant_root(tree, root));
}

/* Whether a root of no namespace of ours is most likely meant to be of one. */
static bool is_near(const xmlNode *root)
{
    const char *uri = root->ns ? (const char *)root->ns->href : "";
    for (const struct vocabulary *v = vocabularies; v->uri; v++) {
        struct near near = {.word = uri};
        near_offer(&near, v->uri);
        if (near.best || (!*uri && xmlStrEqual(root->name, BAD_CAST v->root->name)))
            return true;
    }
    return false;
}

/* Reads a tree of one of the three vocabularies. If it has a fault, the typed data are but a draft. */
static void read_typed(struct tree *tree, const struct vocabulary *vocabulary, struct arena *arena,
                       struct input *input)
{
    struct reader reader = {tree, arena};
    struct input typed = *input;
    if (conform_table(tree, vocabulary) && !conform_schema(tree, vocabulary->schema))
        return;
    switch (vocabulary->kind) {
    case INPUT_NOTICE:
        typed.plan = read_notice(&reader);
        break;
    case INPUT_QUARTER:
        typed.quarter = read_quarter(&reader);
        break;
    default:
        typed.issuance = read_issue(&reader);
    }
    if (tree->faults == 0) {
        *input = typed;
    } else {
        input->quarter_draft = typed.quarter;
        input->issuance_draft = typed.issuance;
    }
}

/* Which notice, year and quarter the file is about, as far as its root tells. */
static void read_root(struct reader *reader, const xmlNode *root, struct input *input)
{
    const char *name = input->kind == INPUT_NOTICE ? "id" : "notice";
    const char *id = tree_attribute(reader->tree, root, name);
    input->notice = id && value_accepts(VALUE_ID, NULL, id) ? read_id(reader, root, name) : NULL;
    input->year = read_year(reader, root);
    input->number = read_quarter_number(reader, root);
}

struct input intake_read(const char *path, struct arena *arena, struct diag *diag)
{
    struct input input = {.path = arena_strdup(arena, path), .kind = INPUT_OTHER};
    struct tree tree;
    tree_open(&tree, input.path, diag);
    if (tree.doc) {
        const xmlNode *root = xmlDocGetRootElement(tree.doc);
        const char *uri = root->ns ? (const char *)root->ns->href : "";
        const struct vocabulary *vocabulary = vocabulary_lookup(uri);
        input.xml = true;
        if (vocabulary) {
            input.kind = vocabulary->kind;
            read_root(&(struct reader){&tree, arena}, root, &input);
            read_typed(&tree, vocabulary, arena, &input);
            input.oddities = oddities_of(&tree, arena);
        } else if (strcmp(uri, DOCUMENT_NAMESPACE) == 0) {
            input.kind = INPUT_DOCUMENT;
        } else {
            input.near = is_near(root);
            foreign_root(&tree, root);
        }
    }
    tree_close(&tree);
    return input;
}

const struct plan *input_plan(const struct input *inputs, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (inputs[i].plan && strcmp(inputs[i].plan->id, id) == 0)
            return inputs[i].plan;
    return NULL;
}

xmlDoc *intake_open_xml(const char *path, struct diag *diag)
{
    struct tree tree;
    tree_open(&tree, path, diag);
    xmlDocPtr doc = tree_take(&tree);
    tree_close(&tree);
    return doc;
}
