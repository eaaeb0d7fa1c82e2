#include "base/file.h"
#include "intake/docnumber.h"
#include "intake/reader.h"

#include <stdlib.h>
#include <string.h>

static void read_head(struct reader *reader, const xmlNode *node, struct head_matter *head)
{
    if (!node)
        return;
    const xmlNode *secrecy = tree_first(reader->tree, node, "secrecy");
    head->at = tree_where_attribute(reader->tree, node, "number");
    head->number = read_text(reader, node, "number");
    head->note = read_text(reader, node, "note");
    head->copy_number = read_child(reader, node, "copy-number");
    head->secrecy_level = read_text(reader, secrecy, "level");
    head->secrecy_term = read_text(reader, secrecy, "term");
    head->urgency = read_child(reader, node, "urgency");
    head->signer = read_child(reader, node, "signer");
    head->mark = read_child(reader, node, "mark");
    head->to = read_names(reader, node, "to");
    head->cc = read_names(reader, node, "cc");
}

/* A bulletin has its number as it is printed, and only one. */
static void check_bulletin(struct reader *reader, const xmlNode *node, const char *number)
{
    struct tree *tree = reader->tree;
    if (!number)
        return; /* it has its message */
    const char *plain = docnumber_plain(tree->arena, number);
    if (strpbrk(plain, "{}"))
        tree_fault(tree, MESSAGE_BAD_VALUE, tree_where_attribute(tree, node, "number"),
                   _("number=\"%s\" in <bulletin>; allowed: %s"), tree_quote(tree->arena, number),
                   _("the number itself; only letters have {n} in theirs"));
    else if (docnumber_is_blank(plain))
        tree_fault(tree, MESSAGE_BAD_VALUE, tree_where_attribute(tree, node, "number"),
                   _("number=\"%s\" in <bulletin>; allowed: %s"), tree_quote(tree->arena, number),
                   _("a number with digits before its last character"));
}

static int by_number(const void *a, const void *b)
{
    const struct stated_number *x = *(const struct stated_number *const *)a;
    const struct stated_number *y = *(const struct stated_number *const *)b;
    int order = (x->number > y->number) - (x->number < y->number);
    return order ? order : (x > y) - (x < y);
}

/* No unit and no number may be stated twice. */
static void check_stated(struct reader *reader, const struct issuance *issuance)
{
    struct tree *tree = reader->tree;
    int count = issuance->stated_count;
    struct entry *units = arena_array(tree->arena, (size_t)count + 1, sizeof *units);
    const struct stated_number **numbers = arena_array(tree->arena, (size_t)count + 1, sizeof *numbers);
    for (int i = 0; i < count; i++) {
        units[i] = (struct entry){issuance->stated[i].unit, i, issuance->stated[i].at};
        numbers[i] = &issuance->stated[i];
    }
    qsort(numbers, (size_t)count, sizeof(struct stated_number *), by_number);
    for (int i = 1; i < count; i++)
        if (numbers[i]->number && numbers[i]->number == numbers[i - 1]->number)
            tree_fault(tree, MESSAGE_CONTRADICTION, numbers[i]->at,
                       _("number %d is stated for a second letter; the first is on line %d"),
                       numbers[i]->number, numbers[i - 1]->at.line);
    index_ids(reader, units, &count, _("letter for unit"));
}

static void read_stated(struct reader *reader, const xmlNode *root, struct issuance *issuance)
{
    struct tree *tree = reader->tree;
    int room = 0;
    for (const xmlNode *c = tree_first(tree, root, "letter"); c; c = tree_next(tree, c, "letter")) {
        struct stated_number *stated =
            arena_push(reader->arena, &issuance->stated, &issuance->stated_count, &room, sizeof *stated);
        stated->at = tree_where(tree, c);
        stated->unit = read_id(reader, c, "unit");
        stated->number = read_number(reader, c, "number");
    }
    check_stated(reader, issuance);
}

static void read_seal(struct reader *reader, const xmlNode *node, struct issuance *issuance)
{
    const char *image = tree_attribute(reader->tree, node, "image"); /* a name, which isn't folded */
    if (!image)
        return;
    const char *folder = file_folder(reader->arena, reader->tree->path);
    issuance->seal_at = tree_where_attribute(reader->tree, node, "image");
    issuance->seal_name = arena_strdup(reader->arena, image);
    issuance->seal_image = file_join(reader->arena, folder, image);
    struct decimal width;
    if (!read_decimal(reader, node, "width", &width) || width.units <= 0)
        return; /* it has its message */
    issuance->seal_width = width;
    if (rational_cmp(rational_from(width), rational_of(SEAL_LEAST, 1)) < 0 ||
        rational_cmp(rational_from(width), rational_of(SEAL_MOST, 1)) > 0)
        tree_fault(reader->tree, MESSAGE_BAD_VALUE, tree_where_attribute(reader->tree, node, "width"),
                   _("width=\"%s\" in <seal>; allowed: %s"), decimal_print(reader->tree->arena, width),
                   _("millimetres from 1 to 150"));
}

/* Reports a date that comes before another one. */
static void check_follows(struct tree *tree, const xmlNode *node, const char *name, struct date later,
                          struct date earlier, const char *what)
{
    char text[2][11];
    if (!node || !later.year || !earlier.year || date_cmp(later, earlier) >= 0)
        return;
    date_print(later, text[0]);
    date_print(earlier, text[1]);
    tree_fault(tree, MESSAGE_CONTRADICTION, tree_where_attribute(tree, node, name),
               _("%s=\"%s\" in <%s> is before %s %s"), name, text[0], (const char *)node->name, what,
               text[1]);
}

const struct issuance *read_issue(struct reader *reader)
{
    struct tree *tree = reader->tree;
    const xmlNode *root = xmlDocGetRootElement(tree->doc);
    struct issuance *issuance = arena_alloc(reader->arena, sizeof *issuance);
    issuance->at = tree_where(tree, root);
    issuance->notice = read_id(reader, root, "notice");
    issuance->year = read_year(reader, root);
    issuance->quarter = read_quarter_number(reader, root);
    issuance->dated = read_date(reader, root, "dated");
    const xmlNode *letters = tree_first(tree, root, "letters");
    const xmlNode *bulletin = tree_first(tree, root, "bulletin");
    read_head(reader, bulletin, &issuance->bulletin);
    check_bulletin(reader, bulletin, issuance->bulletin.number);
    read_head(reader, letters, &issuance->letters);
    if (letters) {
        issuance->first_letter = read_number(reader, letters, "first");
        issuance->reply_by = read_date(reader, letters, "reply-by");
    }
    read_stated(reader, root, issuance);
    const xmlNode *contact = tree_first(tree, root, "contact");
    issuance->contact_office = read_text(reader, contact, "office");
    issuance->contact_phone = read_text(reader, contact, "phone");
    const xmlNode *imprint = tree_first(tree, root, "imprint");
    issuance->imprint_office = read_text(reader, imprint, "office");
    issuance->imprint_date = imprint ? read_date(reader, imprint, "date") : (struct date){0, 0, 0};
    const xmlNode *seal = tree_first(tree, root, "seal");
    if (seal)
        read_seal(reader, seal, issuance);
    if (issuance->quarter)
        check_follows(tree, root, "dated", issuance->dated,
                      quarter_day(issuance->year, issuance->quarter, false), _("the quarter's first day,"));
    check_follows(tree, letters, "reply-by", issuance->reply_by, issuance->dated, _("the date of issue,"));
    check_follows(tree, imprint, "date", issuance->imprint_date, issuance->dated, _("the date of issue,"));
    return issuance;
}
