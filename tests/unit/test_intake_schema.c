/*
 * The reader's table and the RELAX NG schemas must accept the same. Good inputs are changed and each result
 * is shown to both: every attribute and every text is given each of a list of values, and then elements are
 * renamed, doubled, moved or taken out and attributes added and dropped at random, always in the same way.
 * Whatever one accepts and the other refuses is a failure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "intake/conform.h"

#include <libxml/parser.h>

enum { ROUNDS = 2000 };

static const char notice[] =
    "<notice xmlns='urn:tongbao:notice' id='n' year='2025'><issuance><issuer>a</issuer><number>b</number>"
    "<title>c</title><to>d</to><p>e</p><dated>2025-01-20</dated><note>f</note></issuance>"
    "<units><unit id='x' name='X' full='XX'/><unit id='y' name='Y' self='true'/></units>"
    "<rules about='5' yellow='10' red='30'/><plan title='t'><p>u</p><part id='1' title='v'><p>w</p>"
    "<area id='1.1' title='A'><task id='1.1.1' title='T' others='true'><text>one <target id='1' name='N' "
    "value='7' unit='U' bound='about' about='true' measure='count' period='year' schedule='10 20 30 100' "
    "strive='true'>7 U</target> two <target id='2' name='N' min='1' max='2' unit='U' bound='range' "
    "measure='gain' base='average'><target id='3' name='N' min='1' max='2' unit='U' bound='range' "
    "measure='gain'>1-2</target></target>.</text><lead unit='x'/><support unit='y'/></task></area>"
    "<task id='1.2' title='S'><text>three</text><lead unit='y'/></task></part></plan></notice>";
static const char quarter[] =
    "<quarter xmlns='urn:tongbao:quarter' notice='n' year='2025' quarter='2' asof='2025-06-30' sample='true'>"
    "<actual target='1' value='-3.5' unit='U' note='N'/><actual target='2' na='true'/>"
    "<progress task='1.1.1'><p>a</p><p>b</p></progress></quarter>";
static const char issue[] =
    "<issue xmlns='urn:tongbao:issue' notice='n' year='2025' quarter='2' dated='2025-07-18'>"
    "<bulletin number='5' note='N'><copy-number>000001</copy-number><secrecy level='L' term='T'/>"
    "<urgency>u</urgency><signer>s</signer><mark>m</mark><to>t</to><cc>c</cc></bulletin>"
    "<letters number='a{n}b' first='1' reply-by='2025-07-31'><urgency>u</urgency><cc>c</cc></letters>"
    "<letter unit='x' number='3'/><contact office='o' phone='p'/><imprint office='o' date='2025-07-19'/>"
    "<seal image='seal.png' width='42'/></issue>";

static const char *const values[] = {
    "",
    " ",
    "a",
    "a b",
    " a ",
    "a\nb",
    "true",
    "false",
    "TRUE",
    "1",
    "0",
    "0.0",
    "-1",
    "\u22121",
    "+1",
    "1.",
    ".5",
    "007",
    "000000000000",
    "0.000001",
    "1e3",
    "123456789012",
    "1234567890123",
    "1.123456",
    "1.1234567",
    "12345678901.5",
    " 12 ",
    "1 2",
    "2024",
    "1899",
    "1900",
    "2999",
    "3000",
    "24",
    "2024-02-29",
    "2023-02-29",
    "2024-13-01",
    "2024-1-1",
    "2024-05-31",
    " 2024-05-31",
    "2024-05-31Z",
    "1899-01-01",
    "3000-01-01",
    "-2024-01-01",
    "2024-04-31",
    "25 50 75 100",
    "25 50 75",
    "25  50 75 100",
    "25\n50 75 100",
    "25 50 75 100 100",
    " 0 0 0 0.5 ",
    "-1 0 0 0",
    "{n}",
    "a{n}b",
    "{n}{n}",
    "{m}",
    "a}",
    "{n} x",
    "seal.png",
    "a/b.png",
    "/a",
    "../a",
    "a/../b",
    "..",
    "a\\b",
    "a//b",
    "a/",
    ".a",
    "5",
    "4",
    "1000000",
    "999999",
    "1234567890",
    "12345678901",
    "at-least",
    "about",
    "at-most",
    "exact",
    "range",
    "count",
    "level",
    "growth",
    "gain",
    "last-year",
    "average",
    "year",
    "quarter",
    "\xE7\x94\xB2",
    "\xE3\x80\x80",
    "\xEF\xBC\x91",
    "1234567890123456789012345678901234567890123456789012345678901234",
    "12345678901234567890123456789012345678901234567890123456789012345",
};
static const char *const names[] = {
    "id",      "name",     "value",   "min",         "max",     "unit",   "bound",  "about",    "base",
    "period",  "schedule", "strive",  "note",        "na",      "number", "first",  "date",     "office",
    "title",   "self",     "full",    "others",      "p",       "task",   "area",   "target",   "text",
    "lead",    "support",  "to",      "cc",          "part",    "dated",  "actual", "progress", "letter",
    "letters", "seal",     "secrecy", "copy-number", "unknown",
};

#define PICK(list) (list[draw() % (sizeof(list) / sizeof(list)[0])])

static uint32_t state;

static uint32_t draw(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

/* ---- changes ---- */

static uint32_t all_elements(xmlDoc *doc, xmlNode *list[200])
{
    xmlNode *node = xmlDocGetRootElement(doc);
    uint32_t count = 0;
    while (node && count < 200) {
        list[count++] = node;
        xmlNode *next = xmlFirstElementChild(node);
        while (node && !next) {
            next = xmlNextElementSibling(node);
            node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
        }
        node = next;
    }
    return count;
}

/* One of the elements, each as likely as any other. */
static xmlNode *any_element(xmlDoc *doc)
{
    xmlNode *list[200];
    uint32_t count = all_elements(doc, list);
    return list[draw() % count];
}

static xmlAttr *any_attribute(xmlDoc *doc)
{
    for (int tries = 0; tries < 50; tries++) {
        xmlNode *node = any_element(doc);
        int count = 0;
        for (xmlAttr *a = node->properties; a; a = a->next)
            count++;
        if (!count)
            continue;
        xmlAttr *a = node->properties;
        for (uint32_t skip = draw() % (uint32_t)count; skip; skip--)
            a = a->next;
        return a;
    }
    return xmlDocGetRootElement(doc)->properties;
}

static void set_value(xmlDoc *doc)
{
    xmlAttr *a = any_attribute(doc);
    if (a)
        xmlSetProp(a->parent, a->name, BAD_CAST PICK(values));
}

static void add_attribute(xmlDoc *doc)
{
    xmlSetProp(any_element(doc), BAD_CAST PICK(names), BAD_CAST PICK(values));
}

static void drop_attribute(xmlDoc *doc)
{
    xmlAttr *a = any_attribute(doc);
    if (a)
        xmlRemoveProp(a);
}

static void set_text(xmlDoc *doc)
{
    xmlNode *node = any_element(doc);
    if (!xmlFirstElementChild(node))
        xmlNodeSetContent(node, BAD_CAST PICK(values));
}

static void add_text(xmlDoc *doc)
{
    xmlNodeAddContent(any_element(doc), BAD_CAST PICK(values));
}

static void rename_element(xmlDoc *doc)
{
    xmlNodeSetName(any_element(doc), BAD_CAST PICK(names));
}

static void drop_element(xmlDoc *doc)
{
    xmlNode *node = any_element(doc);
    if (node == xmlDocGetRootElement(doc))
        return;
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

static void double_element(xmlDoc *doc)
{
    xmlNode *node = any_element(doc);
    if (node != xmlDocGetRootElement(doc))
        xmlAddNextSibling(node, xmlCopyNode(node, 1));
}

static void move_element(xmlDoc *doc)
{
    xmlNode *node = any_element(doc), *to = any_element(doc);
    for (xmlNode *up = to; up; up = up->parent)
        if (up == node)
            return;
    if (node == xmlDocGetRootElement(doc))
        return;
    xmlUnlinkNode(node);
    if (draw() % 2 && to != xmlDocGetRootElement(doc))
        xmlAddPrevSibling(to, node);
    else
        xmlAddChild(to, node);
}

static void swap_elements(xmlDoc *doc)
{
    xmlNode *node = any_element(doc), *next = xmlNextElementSibling(node);
    if (!next)
        return;
    xmlUnlinkNode(next);
    xmlAddPrevSibling(node, next);
}

/* ---- both judges ---- */

static void (*const changes[])(xmlDoc *) = {
    set_value, set_value, set_value,      set_value,    add_attribute,  drop_attribute, set_text,
    set_text,  add_text,  rename_element, drop_element, double_element, move_element,   swap_elements,
};

/* Parsed anew from its text, as a file would be. */
static xmlDoc *parsed_again(xmlDoc *doc, char **text)
{
    xmlChar *out = NULL;
    int size = 0;
    xmlDocDumpMemory(doc, &out, &size);
    *text = (char *)out;
    return xmlReadMemory(*text, size, NULL, NULL, XML_PARSE_NONET);
}

static bool accepts(xmlDoc *doc, const struct vocabulary *vocabulary, bool by_table)
{
    struct tree tree = {.path = "changed.xml", .doc = doc, .arena = arena_new(), .diag = diag_new()};
    bool good = by_table ? conform_table(&tree, vocabulary) : conform_schema(&tree, vocabulary->schema);
    assert_int_equal(good, diag_errors(tree.diag) == 0);
    arena_free(tree.arena);
    diag_free(tree.diag);
    return good;
}

/* Shows doc to both and frees it. Returns whether it was accepted. */
static bool judge(xmlDoc *doc, const struct vocabulary *vocabulary)
{
    char *text;
    xmlDoc *again = parsed_again(doc, &text);
    assert_non_null(again);
    bool table = accepts(again, vocabulary, true), schema = accepts(again, vocabulary, false);
    if (table != schema)
        fail_msg("%s accepts, %s refuses:\n%s", table ? "table" : "schema", table ? "schema" : "table", text);
    xmlFree(text);
    xmlFreeDoc(again);
    xmlFreeDoc(doc);
    return table;
}

static xmlDoc *fresh(const char *source)
{
    return xmlReadMemory(source, (int)strlen(source), NULL, NULL, XML_PARSE_NONET);
}

/* Puts value where the document has its place-th attribute or text; false when it has no more. */
static bool put_value(xmlDoc *doc, int place, const char *value)
{
    xmlNode *list[200];
    uint32_t count = all_elements(doc, list);
    for (uint32_t i = 0; i < count; i++) {
        for (xmlAttr *a = list[i]->properties; a; a = a->next)
            if (place-- == 0)
                return xmlSetProp(list[i], a->name, BAD_CAST value) != NULL;
        if (!xmlFirstElementChild(list[i]) && place-- == 0) {
            xmlNodeSetContent(list[i], BAD_CAST value);
            return true;
        }
    }
    return false;
}

static void every_value_everywhere(const char *source, const struct vocabulary *vocabulary)
{
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        for (int place = 0;; place++) {
            xmlDoc *doc = fresh(source);
            if (!put_value(doc, place, values[i])) {
                xmlFreeDoc(doc);
                assert_in_range(place, 8, 200);
                break;
            }
            judge(doc, vocabulary);
        }
}

static void agree_on(const char *source, const char *uri, uint32_t seed)
{
    const struct vocabulary *vocabulary = vocabulary_lookup(uri);
    int accepted = 0;
    assert_true(judge(fresh(source), vocabulary));
    every_value_everywhere(source, vocabulary);
    state = seed;
    for (int i = 0; i < ROUNDS; i++) {
        xmlDoc *doc = fresh(source);
        for (uint32_t left = 1 + draw() % 2; left; left--)
            PICK(changes)(doc);
        accepted += judge(doc, vocabulary);
    }
    /* Both answers must come often, or the test shows nothing. */
    assert_in_range(accepted, ROUNDS / 20, ROUNDS * 19 / 20);
}

static void agree_on_notices(void **unused)
{
    (void)unused;
    agree_on(notice, "urn:tongbao:notice", 1);
}

static void agree_on_quarters(void **unused)
{
    (void)unused;
    agree_on(quarter, "urn:tongbao:quarter", 2);
}

static void agree_on_issues(void **unused)
{
    (void)unused;
    agree_on(issue, "urn:tongbao:issue", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agree_on_notices),
        cmocka_unit_test(agree_on_quarters),
        cmocka_unit_test(agree_on_issues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
