#include "draw/structure.h"

#include "draw/heads.h"

#include <limits.h>
#include <string.h>

/* A piece of an element: marked content of a page, or an annotation. */
struct piece {
    int page;
    int mcid;             /* -1: an annotation */
    HPDF_Dict annotation; /* then this */
    int time;             /* when it was drawn, among all pieces */
};

/* The element of a node. */
struct element {
    int parent;       /* node whose element it hangs under; -1: the root */
    const char *type; /* its name */
    int first;        /* time of the first content in it or below; INT_MAX: none */
    int child, next;  /* first child, next sibling, in the order of the nodes; -1: none */
    struct piece *piece;
    int count, capacity;
    int page; /* that the box is on; -1: no box */
    int64_t left, bottom, right, top;
    HPDF_Dict object;
    HPDF_Dict attributes; /* of a data cell and those below it that have the same */
};

/* The nodes that a page's marked contents belong to, by id. */
struct page_marks {
    int *node;
    int count, capacity;
};

struct structure {
    struct pdf *pdf;
    const struct pages *pages;
    const struct leaves *leaves;
    struct element *element; /* by node */
    const struct head_list *heads;
    struct page_marks *marks; /* by page */
    struct page_marks annotations;
    int time;
    struct buffer text; /* room for an element's */
};

/*
 * Standard structure types (ISO 32000-1, 14.8.4); headings carry their level. Title isn't one before PDF 2.0:
 * it is mapped to P, as the PDF Association's Best Practice Guide has it (Tagged PDF, Syntax, 4.2.2.2). As H1
 * it would be a heading beside the first of the document, or push all of them down a level, and PDF/UA-2
 * allows it no more.
 */
static const char *const types[] = {
    [ROLE_DOCUMENT] = "Document",
    [ROLE_PART] = "Part",
    [ROLE_TITLE] = "Title",
    [ROLE_HEADING] = "H1",
    [ROLE_PARAGRAPH] = "P",
    [ROLE_NOTE] = "Note",
    [ROLE_TABLE] = "Table",
    [ROLE_ROW] = "TR",
    [ROLE_HEADER_CELL] = "TH",
    [ROLE_CELL] = "TD",
    [ROLE_FIGURE] = "Figure",
    [ROLE_LINK] = "Link",
    [ROLE_LIST] = "L",
    [ROLE_CAPTION] = "Caption",
    [ROLE_LIST_ITEM] = "LI",
    [ROLE_LABEL] = "Lbl",
    [ROLE_LIST_BODY] = "LBody",
};
_Static_assert(sizeof types / sizeof types[0] == ROLE_COUNT, "every role has a type");
static const char *const headings[] = {"H1", "H2", "H3", "H4", "H5", "H6"};

static const char role_map[] = "/RoleMap<</Title/P>>";

enum { LEVELS = 6 };

/* The headings that are open at a place: a level that skips one in the document skips none in the tags. */
struct levels {
    int level[LEVELS];
    int count;
};

static const char *heading_type(struct levels *open, int level)
{
    while (open->count && open->level[open->count - 1] >= level)
        open->count--;
    if (open->count < LEVELS)
        open->level[open->count++] = level;
    return headings[open->count - 1];
}

/* A table holds rows and, before them, one caption; what else stands in it follows it (14.8.4.3.4). */
static void place_in_table(struct structure *s, int i, int *table, bool *begun)
{
    struct element *e = &s->element[i];
    int parent = s->pages->node[i].parent;
    if (parent < 0 || s->pages->node[parent].role != ROLE_TABLE)
        return;
    if (parent != *table)
        *begun = false;
    *table = parent;
    if (s->pages->node[i].role != ROLE_ROW) {
        if (*begun)
            e->parent = s->element[parent].parent;
        else
            e->type = "Caption";
    }
    *begun = true;
}

struct structure *structure_new(struct pdf *pdf, const struct pages *pages, const struct leaves *leaves)
{
    struct structure *s = arena_alloc(pdf->arena, sizeof *s);
    struct levels open = {.count = 0};
    int table = -1;
    bool begun = false;
    *s = (struct structure){.pdf = pdf, .pages = pages, .leaves = leaves};
    s->element = arena_array(pdf->arena, (size_t)pages->node_count, sizeof *s->element);
    s->marks = arena_array(pdf->arena, (size_t)pages->count, sizeof *s->marks);
    for (int i = 0; i < pages->node_count; i++) {
        const struct node *node = &pages->node[i];
        s->element[i] = (struct element){.parent = node->parent,
                                         .type = node->role == ROLE_HEADING ? heading_type(&open, node->level)
                                                                            : types[node->role],
                                         .first = INT_MAX,
                                         .child = -1,
                                         .next = -1,
                                         .page = -1};
        place_in_table(s, i, &table, &begun);
    }
    return s;
}

void structure_unlink(struct structure *structure, int node)
{
    structure->element[node].type = "Span";
}

bool structure_is_artifact(const struct structure *structure, int node)
{
    return node < 0 || node >= structure->pages->node_count;
}

const char *structure_tag(const struct structure *structure, int node)
{
    return structure->element[node].type;
}

static void add_piece(struct structure *s, int node, struct piece piece)
{
    struct element *e = &s->element[node];
    piece.time = s->time++;
    if (e->first == INT_MAX)
        e->first = piece.time;
    *(struct piece *)arena_push(s->pdf->arena, &e->piece, &e->count, &e->capacity, sizeof piece) = piece;
}

static int add_owner(struct structure *s, struct page_marks *marks, int node)
{
    *(int *)arena_push(s->pdf->arena, &marks->node, &marks->count, &marks->capacity, sizeof node) = node;
    return marks->count - 1;
}

int structure_mark(struct structure *structure, int page, int node)
{
    int mcid = add_owner(structure, &structure->marks[page], node);
    add_piece(structure, node, (struct piece){.page = page, .mcid = mcid});
    return mcid;
}

int structure_annotate(struct structure *structure, int page, int node, HPDF_Dict annotation)
{
    add_piece(structure, node, (struct piece){.page = page, .mcid = -1, .annotation = annotation});
    return structure->pages->count + add_owner(structure, &structure->annotations, node);
}

/* Only figures show their box. */
int structure_figure(const struct structure *structure, int node)
{
    const struct node *nodes = structure->pages->node;
    while (node >= 0 && nodes[node].role != ROLE_FIGURE)
        node = nodes[node].parent;
    return node;
}

/* Whatever of a figure is drawn first fixes the page. */
void structure_extend(struct structure *structure, int page, int figure, int64_t left, int64_t bottom,
                      int64_t right, int64_t top)
{
    struct element *e = &structure->element[figure];
    if (e->page < 0) {
        e->page = page;
        e->left = left, e->bottom = bottom, e->right = right, e->top = top;
    } else if (e->page == page) {
        e->left = left < e->left ? left : e->left;
        e->bottom = bottom < e->bottom ? bottom : e->bottom;
        e->right = right > e->right ? right : e->right;
        e->top = top > e->top ? top : e->top;
    }
}

/* ---- writing ---- */

/* Whether an element is written even where it is empty: a table isn't the same without its rows and cells. */
static bool keeps_place(const struct structure *s, int node)
{
    enum role role = s->pages->node[node].role;
    return role == ROLE_CELL || role == ROLE_HEADER_CELL || role == ROLE_ROW;
}

/* Links children to parents and finds which elements are to be written; children stand behind their parents,
 * so backwards. */
static void link_elements(struct structure *s)
{
    for (int i = s->pages->node_count - 1; i >= 0; i--) {
        struct element *e = &s->element[i];
        int parent = e->parent;
        if (e->first == INT_MAX && e->child < 0 && !keeps_place(s, i) && i)
            continue;
        e->object = object_reserve(s->pdf);
        if (parent < 0)
            continue;
        struct element *p = &s->element[parent];
        e->next = p->child;
        p->child = i;
        if (e->first < p->first)
            p->first = e->first;
    }
}

/* A number, set off from what is there. */
static void put_spaced(struct buffer *out, int number)
{
    if (out->data[out->size - 1] != '[' && out->data[out->size - 1] != ' ')
        buffer_putc(out, ' ');
    buffer_int(out, number);
}

static void put_piece(struct structure *s, const struct element *e, const struct piece *piece,
                      struct buffer *out)
{
    HPDF_Dict page = leaves_page(s->leaves, piece->page);
    if (piece->mcid < 0) {
        put_reference(out, "<</Type/OBJR/Pg ", page);
        put_reference(out, "/Obj ", piece->annotation);
        buffer_puts(out, ">>");
    } else if (piece->page == e->piece[0].page) {
        put_spaced(out, piece->mcid);
    } else {
        put_reference(out, "<</Type/MCR/Pg ", page);
        buffer_puts(out, "/MCID ");
        buffer_int(out, piece->mcid);
        buffer_puts(out, ">>");
    }
}

/* An element's content and children. Where it has content of its own, the two are merged by time of drawing.
 */
static void put_kids(struct structure *s, const struct element *e, struct buffer *out)
{
    int p = 0;
    for (int child = e->child; child >= 0; child = s->element[child].next) {
        const struct element *c = &s->element[child];
        while (p < e->count && e->piece[p].time < c->first)
            put_piece(s, e, &e->piece[p++], out);
        put_spaced(out, object_number(c->object));
        buffer_puts(out, " 0 R");
    }
    while (p < e->count)
        put_piece(s, e, &e->piece[p++], out);
}

static void put_box(const struct element *e, struct buffer *out)
{
    buffer_puts(out, "/A<</O/Layout/Placement/Block/BBox[");
    put_thousandths(out, e->left);
    buffer_putc(out, ' ');
    put_thousandths(out, e->bottom);
    buffer_putc(out, ' ');
    put_thousandths(out, e->right);
    buffer_putc(out, ' ');
    put_thousandths(out, e->top);
    buffer_puts(out, "]>>");
}

/* Whether others refer to the element of a node: to a head cell its data cells, and a note must have an id
 * (ISO 14289-1, 7.9). */
static bool has_id(const struct node *node)
{
    return node->role == ROLE_NOTE || node->role == ROLE_HEADER_CELL;
}

/* The id of a node's element: its number in as many digits as all have, so that they sort as the nodes do. */
static void put_id(const struct structure *s, int node, struct buffer *out)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    enum { BASE = sizeof digits - 1 };
    int unit = 1;
    while (s->pages->node_count / unit >= BASE)
        unit *= BASE;
    buffer_putc(out, '(');
    for (; unit; unit /= BASE)
        buffer_putc(out, digits[node / unit % BASE]);
    buffer_putc(out, ')');
}

static void put_spans(const struct node *node, struct buffer *out)
{
    if (node->colspan > 1)
        buffer_printf(out, "/ColSpan %d", node->colspan);
    if (node->rowspan > 1)
        buffer_printf(out, "/RowSpan %d", node->rowspan);
}

static void put_heads(const struct structure *s, const struct head_list *heads, struct buffer *out)
{
    if (!heads->count)
        return;
    buffer_puts(out, "/Headers[");
    for (int i = 0; i < heads->count; i++)
        put_id(s, heads->node[i], out);
    buffer_putc(out, ']');
}

static void put_head_cell(const struct node *node, struct buffer *out)
{
    buffer_puts(out, node->row_scope ? "/A<</O/Table/Scope/Row" : "/A<</O/Table/Scope/Column");
    put_spans(node, out);
    buffer_puts(out, ">>");
}

/* Cells below one another that have the same heads share one dictionary. */
static void put_cell(struct structure *s, int i, struct buffer *out)
{
    const struct node *node = &s->pages->node[i];
    const struct head_list *heads = &s->heads[i], *first = &s->heads[heads->first];
    bool plain = node->colspan <= 1 && node->rowspan <= 1;
    if (plain && !heads->count)
        return;
    if (plain && first->shared > 2) {
        struct element *e = &s->element[heads->first];
        if (!e->attributes) {
            struct buffer list = {0};
            buffer_puts(&list, "/O/Table");
            put_heads(s, heads, &list);
            e->attributes = object_reserve(s->pdf);
            object_set_text(s->pdf, e->attributes, &list);
            buffer_free(&list);
        }
        put_reference(out, "/A ", e->attributes);
        return;
    }
    buffer_puts(out, "/A<</O/Table");
    put_spans(node, out);
    put_heads(s, heads, out);
    buffer_puts(out, ">>");
}

/* How a list's items are numbered, where they are: 附件说明 does so in Arabic figures (GB/T 9704-2012, 7.3.4;
 * table 347). */
static void put_list(const struct structure *s, int i, struct buffer *out)
{
    const struct node *node = s->pages->node;
    int item = i + 1 + (i + 1 < s->pages->node_count && node[i + 1].role == ROLE_CAPTION);
    if (item + 1 < s->pages->node_count && node[item + 1].role == ROLE_LABEL)
        buffer_puts(out, "/A<</O/List/ListNumbering/Decimal>>");
}

static void put_attributes(struct structure *s, int i, struct buffer *out)
{
    const struct node *node = &s->pages->node[i];
    const struct element *e = &s->element[i];
    if (has_id(node)) {
        buffer_puts(out, "/ID");
        put_id(s, i, out);
    }
    switch (node->role) {
    case ROLE_FIGURE:
        buffer_puts(out, "/Alt");
        put_text(out, node->alt ? node->alt : "");
        if (e->page >= 0)
            put_box(e, out);
        break;
    case ROLE_TABLE:
        if (node->alt && *node->alt) { /* table 349 */
            buffer_puts(out, "/A<</O/Table/Summary");
            put_text(out, node->alt);
            buffer_puts(out, ">>");
        }
        break;
    case ROLE_HEADER_CELL:
        put_head_cell(node, out);
        break;
    case ROLE_LIST:
        put_list(s, i, out);
        break;
    case ROLE_CELL:
        put_cell(s, i, out);
        break;
    default:
        break;
    }
}

static void write_element(struct structure *s, int i, HPDF_Dict root)
{
    const struct element *e = &s->element[i];
    struct buffer *out = &s->text;
    bool single = e->count + (e->child >= 0) == 1 && (e->child < 0 || s->element[e->child].next < 0);
    buffer_clear(out);
    buffer_puts(out, "/S/");
    buffer_puts(out, structure_tag(s, i));
    put_reference(out, "/P ", e->parent < 0 ? root : s->element[e->parent].object);
    put_attributes(s, i, out);
    if (e->count)
        put_reference(out, "/Pg ", leaves_page(s->leaves, e->piece[0].page));
    buffer_puts(out, single ? "/K " : "/K[");
    put_kids(s, e, out);
    buffer_puts(out, single ? "" : "]");
    object_set_text(s->pdf, e->object, out);
}

/* From marked content and annotations to their elements (14.7.4.4). */
static HPDF_Dict write_parent_tree(struct structure *s)
{
    struct buffer out = {0};
    buffer_puts(&out, "/Nums[");
    for (int page = 0; page < s->pages->count; page++) {
        buffer_int(&out, page);
        buffer_putc(&out, '[');
        for (int i = 0; i < s->marks[page].count; i++)
            put_reference(&out, " ", s->element[s->marks[page].node[i]].object);
        buffer_puts(&out, "]\n");
    }
    for (int i = 0; i < s->annotations.count; i++) {
        buffer_int(&out, s->pages->count + i);
        put_reference(&out, " ", s->element[s->annotations.node[i]].object);
        buffer_putc(&out, '\n');
    }
    buffer_putc(&out, ']');
    HPDF_Dict tree = object_reserve(s->pdf);
    object_set_text(s->pdf, tree, &out);
    buffer_free(&out);
    return tree;
}

/* The ids given in put_attributes; their order is that of the strings. */
static void put_id_tree(const struct structure *s, struct buffer *out)
{
    const char *begin = "/IDTree<</Names[", *end = "";
    for (int i = 0; i < s->pages->node_count; i++)
        if (s->element[i].object && has_id(&s->pages->node[i])) {
            buffer_puts(out, begin);
            put_id(s, i, out);
            put_reference(out, " ", s->element[i].object);
            begin = "", end = "]>>";
        }
    buffer_puts(out, end);
}

static void write_root(struct structure *s, HPDF_Dict root)
{
    struct buffer *out = &s->text;
    HPDF_Dict parents = write_parent_tree(s);
    buffer_clear(out);
    put_reference(out, "/Type/StructTreeRoot/K ", s->element[0].object);
    put_reference(out, "/ParentTree ", parents);
    buffer_puts(out, "/ParentTreeNextKey ");
    buffer_int(out, s->pages->count + s->annotations.count);
    buffer_puts(out, role_map);
    put_id_tree(s, out);
    object_set_text(s->pdf, root, out);
}

void structure_write(struct structure *structure)
{
    struct pdf *pdf = structure->pdf;
    if (!structure->pages->node_count)
        return;
    HPDF_Dict root = object_reserve(pdf);
    link_elements(structure);
    structure->heads = heads_find(pdf->arena, structure->pages);
    for (int i = 0; i < structure->pages->node_count; i++)
        if (structure->element[i].object)
            write_element(structure, i, root);
    write_root(structure, root);
    buffer_free(&structure->text);
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "StructTreeRoot", root));
    pdf_check(pdf, HPDF_Dict_Add(pdf->doc->catalog, "MarkInfo", object_inline(pdf, "/Marked true")));
}
