#include "compose/read.h"

#include "base/file.h"
#include "compose/choices.h"
#include "compose/compose.h"
#include "compose/inline.h"
#include "compose/read_table.h"
#include "schema/schema.h"

#include <string.h>

static const char *child_text(const struct reading *r, const xmlNode *parent, const char *name)
{
    const xmlNode *node = parent ? child(parent, name) : NULL;
    return node ? read_plain(r, node) : NULL;
}

/* The texts of all child elements called name. */
static const char **child_texts(const struct reading *r, const xmlNode *parent, const char *name, int *count)
{
    const char **texts = arena_array(r->arena, (size_t)count_children(parent, name), sizeof *texts);
    *count = 0;
    for (const xmlNode *n = next_element(parent->children); n; n = next_element(n->next))
        if (is_element(n, name))
            texts[(*count)++] = read_plain(r, n);
    return texts;
}

/* ---- body ------------------------------------------------------------------------------------------------
 */

static void read_block_heading(const struct reading *r, const xmlNode *node, struct block *block)
{
    block->kind = BLOCK_HEADING;
    block->level = (int)number_attribute(r, node, "level", 1);
    block->label = attribute(r, node, "number");
    block->para = read_para(r, node, block->label);
}

static void read_block_paragraph(const struct reading *r, const xmlNode *node, struct block *block)
{
    const char *indent = attribute_lent(r, node, "indent");
    const xmlNode *heading = child(node, "h");
    block->kind = BLOCK_PARAGRAPH;
    block->no_indent = indent && strcmp(indent, "none") == 0;
    block->para = read_para(r, node, NULL);
    const char *id = heading ? attribute(r, heading, "id") : NULL;
    if (block->para.run_count && block->para.run[0].kind == RUN_HEADING)
        block->run_in_id = id;
    else if (!block->id) /* there is nothing in the heading */
        block->id = id;
}

static void read_block_labelled(const struct reading *r, const xmlNode *node, struct block *block)
{
    block->kind = BLOCK_LABELLED;
    block->label = attribute(r, node, "label");
    block->para = read_para(r, node, NULL);
}

static void read_block_table(const struct reading *r, const xmlNode *node, struct block *block)
{
    block->kind = BLOCK_TABLE;
    block->table = read_table(r, node);
}

static void read_block_chart(const struct reading *r, const xmlNode *node, struct block *block)
{
    block->kind = BLOCK_CHART;
    block->chart = read_chart(r, node);
}

static const struct {
    const char *name;
    void (*read)(const struct reading *r, const xmlNode *node, struct block *block);
} blocks[] = {
    {"h", read_block_heading},   {"p", read_block_paragraph}, {"labelled", read_block_labelled},
    {"table", read_block_table}, {"chart", read_block_chart},
};

/* All blocks among the children of the document or an attachment. */
static struct flow read_flow(const struct reading *r, const xmlNode *parent)
{
    struct flow flow = {0};
    int capacity = 0;
    for (const xmlNode *n = next_element(parent->children); n; n = next_element(n->next))
        for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
            if (is_element(n, blocks[i].name)) {
                struct block *block =
                    arena_push(r->arena, &flow.block, &flow.count, &capacity, sizeof *block);
                block->id = attribute(r, n, "id");
                blocks[i].read(r, n, block);
            }
    return flow;
}

/* ---- what stands around the body -------------------------------------------------------------------------
 */

static void read_meta(const struct reading *r, const xmlNode *node, struct document *d)
{
    d->meta_title = attribute(r, node, "title");
    d->meta_author = attribute(r, node, "author");
    d->meta_subject = attribute(r, node, "subject");
    d->meta_keywords = attribute(r, node, "keywords");
    const char *date = attribute_lent(r, node, "date");
    if (date)
        date_parse(date, &d->meta_date);
}

static void read_head(const struct reading *r, const xmlNode *node, struct document *d)
{
    struct head *head = &d->head;
    const xmlNode *secrecy = child(node, "secrecy"), *mark = child(node, "mark");
    head->copy_number = child_text(r, node, "copy-number");
    head->urgency = child_text(r, node, "urgency");
    head->number = child_text(r, node, "number");
    if (secrecy) {
        head->secrecy_level = attribute(r, secrecy, "level");
        head->secrecy_term = attribute(r, secrecy, "term");
    }
    if (mark) {
        head->mark_suffix = attribute(r, mark, "suffix");
        head->mark = child_texts(r, mark, "name", &head->mark_count);
    }
    head->signer = arena_array(r->arena, (size_t)count_children(node, "signer"), sizeof *head->signer);
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next))
        if (is_element(n, "signer"))
            head->signer[head->signer_count++] = (struct signer){attribute(r, n, "label"), read_plain(r, n)};
}

static void read_attachment_note(const struct reading *r, const xmlNode *node, struct document *d)
{
    d->attachment_label = attribute(r, node, "label");
    d->item = arena_array(r->arena, (size_t)count_children(node, "item"), sizeof *d->item);
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next))
        d->item[d->item_count++] =
            (struct attachment_item){attribute(r, n, "number"), attribute(r, n, "to"), read_para(r, n, NULL)};
}

/*
 * The folder that the seal's image stands in: the document's own; of a composed document that of the issue
 * file, so that the document itself says nothing of where it was made.
 */
static const char *seal_folder(const struct reading *r)
{
    if (!r->composed)
        return file_folder(r->arena, r->path);
    const xmlNode *root = xmlDocGetRootElement(r->report);
    const xmlNode *issuance = root ? child(root, "issuance") : NULL;
    const char *at = issuance ? attribute(r, issuance, "at") : NULL;
    return file_folder(r->arena, at ? at : "");
}

static bool is_true(const char *value)
{
    return value && (strcmp(value, "true") == 0 || strcmp(value, "1") == 0);
}

/* The picture of a seal or a stamp. */
static struct picture read_picture(const struct reading *r, const xmlNode *node)
{
    return (struct picture){file_join(r->arena, seal_folder(r), attribute(r, node, "image")),
                            scaled_attribute(r, node, "width", 100)};
}

static void read_pictures(const struct reading *r, const xmlNode *node, struct signature *s)
{
    s->seal = arena_array(r->arena, (size_t)count_children(node, "seal") + 1, sizeof *s->seal);
    s->stamp = arena_array(r->arena, (size_t)count_children(node, "stamp") + 1, sizeof *s->stamp);
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next)) {
        if (is_element(n, "seal"))
            s->seal[s->seal_count++] = read_picture(r, n);
        else if (is_element(n, "stamp"))
            s->stamp[s->stamp_count++] = (struct signer_stamp){attribute(r, n, "office"), read_picture(r, n)};
    }
}

static void read_signature(const struct reading *r, const xmlNode *node, struct document *d)
{
    struct signature *s = &d->signature;
    s->by = child_texts(r, node, "by", &s->by_count);
    s->date = child_text(r, node, "date");
    read_pictures(r, node, s);
    if (s->seal_count > 0 && (s->by_count == 0 || (s->seal_count > 1 && s->seal_count != s->by_count)))
        reading_fault(r, MESSAGE_BAD_VALUE, child(node, "seal"), _("%d of <seal> for %d of <by> in <%s>"),
                      s->seal_count, s->by_count, "signature");
    if (s->stamp_count > 0 && (s->by_count > 0 || s->seal_count > 0))
        reading_fault(r, MESSAGE_BAD_VALUE, child(node, "stamp"), _("<%s> stands in place of <%s>"), "stamp",
                      s->by_count > 0 ? "by" : "seal");
}

static void read_attachments(const struct reading *r, const xmlNode *root, struct document *d)
{
    d->attachment = arena_array(r->arena, (size_t)count_children(root, "attachment"), sizeof *d->attachment);
    for (const xmlNode *n = next_element(root->children); n; n = next_element(n->next))
        if (is_element(n, "attachment"))
            d->attachment[d->attachment_count++] = (struct attachment){
                .id = attribute(r, n, "id"),
                .label = attribute(r, n, "label"),
                .title = read_child_para(r, n, "title"),
                .body = read_flow(r, n),
                .sideways = is_true(attribute_lent(r, n, "sideways")),
            };
}

static void read_imprint(const struct reading *r, const xmlNode *node, struct document *d)
{
    struct imprint *imprint = &d->imprint;
    const xmlNode *issued = child(node, "issued");
    imprint->even = is_true(attribute_lent(r, node, "even"));
    imprint->line = arena_array(r->arena, (size_t)count_children(node, "line"), sizeof *imprint->line);
    for (const xmlNode *n = next_element(node->children); n; n = next_element(n->next))
        if (is_element(n, "line"))
            imprint->line[imprint->line_count++] =
                (struct imprint_line){attribute(r, n, "label"), read_para(r, n, NULL)};
    if (issued) {
        imprint->issued_by = attribute(r, issued, "by");
        imprint->issued_date = attribute(r, issued, "date");
    }
}

/* ---- the whole -------------------------------------------------------------------------------------------
 */

static enum format read_format(const struct reading *r, const xmlNode *root)
{
    int format = choice_of(FORMATS, attribute_lent(r, root, "format"));
    return format < 0 ? FORMAT_PLAIN : (enum format)format;
}

static const struct {
    const char *name;
    void (*read)(const struct reading *r, const xmlNode *node, struct document *d);
} sections[] = {
    {"meta", read_meta},           {"head", read_head},       {"attachment-note", read_attachment_note},
    {"signature", read_signature}, {"imprint", read_imprint},
};

static const struct document *read_root(const struct reading *r, const xmlNode *root)
{
    struct document *d = arena_alloc(r->arena, sizeof *d);
    const char *lang = attribute(r, root, "lang");
    const xmlNode *to = child(root, "to");
    d->format = read_format(r, root);
    d->lang = lang ? lang : "zh-CN";
    d->watermark = attribute(r, root, "watermark");
    d->title = read_child_para(r, root, "title");
    d->to = read_child_para(r, root, "to");
    d->to_imprint_label = to ? attribute(r, to, "imprint-label") : NULL;
    d->body = read_flow(r, root);
    d->note = read_child_para(r, root, "note");
    read_attachments(r, root, d);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        const xmlNode *node = child(root, sections[i].name);
        if (node)
            sections[i].read(r, node, d);
    }
    return d;
}

const struct document *read_document(const struct reading *reading, const xmlDoc *doc)
{
    int before = diag_errors(reading->diag);
    if (!vocabulary_check(reading, doc))
        return NULL;
    const struct document *document = read_root(reading, xmlDocGetRootElement(doc));
    return diag_errors(reading->diag) == before ? document : NULL;
}

static void refuse(void *context, xmlErrorPtr error)
{
    const struct reading *r = context;
    const char *message = error->message ? error->message : "";
    reading_fault(r, MESSAGE_BAD_VALUE, error->node, "%.*s", (int)strcspn(message, "\n"), message);
}

/* The schema has the last word: what only it refuses is refused too. For what our own templates make, many
 * times over, the tables are enough; a test holds the two to agree. */
static bool pass_schema(const struct reading *r, const xmlDoc *doc)
{
    int before = diag_errors(r->diag);
    bool good = schema_validate("document", doc, refuse, (void *)r);
    if (!good && diag_errors(r->diag) == before)
        reading_fault(r, MESSAGE_BAD_VALUE, xmlDocGetRootElement(doc), "%s", _("the schema refuses it"));
    return good;
}

const struct document *document_read(const xmlDoc *xml, const char *path, struct arena *arena,
                                     struct diag *diag)
{
    const struct reading reading = {.path = path, .arena = arena, .diag = diag};
    const struct document *document = read_document(&reading, xml);
    return document && pass_schema(&reading, xml) ? document : NULL;
}

void document_save(xmlDoc *xml, struct buffer *out)
{
    xmlChar *text;
    int size;
    xmlDocDumpMemoryEnc(xml, &text, &size, "UTF-8");
    buffer_add(out, text, (size_t)size);
    xmlFree(text);
}
