/*
 * Document XML as a vocabulary: the reader's tables and the schema refuse the same, and the canonical form is
 * the recommended one.
 */
#include "compose_fixture.h"

#include <libxml/c14n.h>
#include <libxml/relaxng.h>

#include "compose/canonical.h"
#include "compose/vocabulary.h"
#include "schema/schema.h"

/* Whether the tables allow the document; ids and links, of which the schema knows nothing, left aside. */
static bool tables_allow(const xmlDoc *doc)
{
    struct diag *outer = diag;
    diag = diag_new();
    const struct reading reading = {.path = "doc.xml", .arena = arena, .diag = diag};
    vocabulary_check(&reading, doc);
    int others = 0;
    char *rest = arena_strdup(arena, messages());
    for (char *line; (line = strsep(&rest, "\n")) && *line;)
        others += !strstr(line, "the same id twice") && !strstr(line, "points nowhere");
    diag_free(diag);
    diag = outer;
    return others == 0;
}

static void hush(void *context, const char *format, ...)
{
    (void)context, (void)format;
}

static xmlRelaxNGPtr load_schema(void)
{
    const struct schema *source = schema_lookup("document");
    xmlRelaxNGParserCtxtPtr parser =
        xmlRelaxNGNewMemParserCtxt((const char *)source->data, (int)source->size);
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    return schema;
}

static bool schema_allows(xmlDocPtr doc, xmlRelaxNGPtr schema)
{
    xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidErrors(valid, hush, hush, NULL);
    bool good = xmlRelaxNGValidateDoc(valid, doc) == 0;
    xmlRelaxNGFreeValidCtxt(valid);
    return good;
}

static unsigned random_state;

static int pick(int n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (unsigned)n);
}

/* All elements of the document in order. */
static int gather(xmlNodePtr node, xmlNodePtr *out, int count)
{
    for (; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE) {
            out[count++] = node;
            count = gather(node->children, out, count);
        }
    return count;
}

static const char *const names[] = {"p",       "h",    "b",    "br",   "title", "note",
                                    "tr",      "td",   "bar",  "part", "item",  "ref",
                                    "due-key", "seal", "head", "col",  "chart", "unknown"};
static const char *const attributes[] = {"level",   "number",   "width",  "value",  "light", "kind",
                                         "font",    "date",     "label",  "text",   "align", "scope",
                                         "colspan", "sideways", "indent", "format", "alt"};
static const char *const values[] = {
    "",    "1",    "4",   "5",       "0",      "100",      "100.5", "-1",         "+2",
    ".5",  "3.",   "x y", "green",   "lights", "progress", "small", "2024-10-18", "2024-13-01",
    "row", "true", "1x",  "decimal", "none",   "letter",   "  3  "};

#define PICK(list) list[pick((int)(sizeof(list) / sizeof(list)[0]))]

/* Changes the tree in one place. */
static void mutate(xmlDocPtr doc)
{
    xmlNodePtr all[200];
    int count = gather(xmlDocGetRootElement(doc), all, 0);
    xmlNodePtr node = all[1 + pick(count - 1)], other = all[1 + pick(count - 1)];
    switch (pick(8)) {
    case 0:
        xmlUnlinkNode(node);
        xmlFreeNode(node);
        break;
    case 1:
        xmlNodeSetName(node, BAD_CAST PICK(names));
        break;
    case 2:
        xmlSetProp(node, BAD_CAST PICK(attributes), BAD_CAST PICK(values));
        break;
    case 3:
        if (node->properties)
            xmlRemoveProp(node->properties);
        break;
    case 4:
        if (node->properties)
            xmlSetProp(node, node->properties->name, BAD_CAST PICK(values));
        break;
    case 5:
        xmlAddNextSibling(other, xmlCopyNode(node, 1));
        break;
    case 6:
        xmlAddPrevSibling(node, xmlNewText(BAD_CAST PICK(values)));
        break;
    default:
        xmlNodeAddContent(node, BAD_CAST PICK(values));
        break;
    }
}

/*
 * Changes a document at random, thousands of times; what the tables let pass the schema must let pass, and
 * what they refuse it must refuse. Ids and links, which only the tables know, are left as they are.
 */
static void tables_and_schema_agree(void **state)
{
    (void)state;
    enum { ROUNDS = 6000 };
    xmlRelaxNGPtr schema = load_schema();
    xmlDocPtr original = parse(everything);
    int good = 0, differ = 0;
    random_state = 1;
    for (int i = 0; i < ROUNDS && differ < 5; i++) {
        xmlDocPtr doc = xmlCopyDoc(original, 1);
        mutate(doc);
        if (pick(2))
            mutate(doc);
        bool by_tables = tables_allow(doc), by_schema = schema_allows(doc, schema);
        good += by_tables;
        if (by_tables != by_schema) {
            xmlChar *text;
            int size;
            xmlDocDumpMemory(doc, &text, &size);
            print_error("the tables %s, the schema %s\n%s\n", by_tables ? "allow" : "refuse",
                        by_schema ? "allows" : "refuses", (char *)text);
            xmlFree(text);
            differ++;
        }
        xmlFreeDoc(doc);
    }
    xmlFreeDoc(original);
    xmlRelaxNGFree(schema);
    assert_int_equal(differ, 0);
    assert_true(good > ROUNDS / 50 && good < ROUNDS);
}

/* ---- the canonical form ----------------------------------------------------------------------------------
 */

static const char *const forms[] = {
    everything,
    DOC("<p indent='none' id='&lt;&quot;&amp;&gt;&#9;&#10;&#13;'>a &lt; b &amp; c &gt; d&#13;\n\"</p>"),
    DOC("<p/><!-- not seen --><p></p>"),
    DOC("<p><![CDATA[<&>]]></p>"),
    DOC("<p><?a b?></p>"),
    "<!-- a --><document xmlns='urn:tongbao:document'/><!-- b -->",
    "<?a b?><document xmlns='urn:tongbao:document'/>",
    "<d:document xmlns:d='urn:tongbao:document' xmlns:e='urn:e' e:x='1' a='2'><d:p/></d:document>",
    DOC("<x:p xmlns:x='urn:other' x:b='1' a='2'/><q xmlns='urn:q&amp;'><p "
        "xmlns='urn:tongbao:document'/></q>"),
    DOC("<p xmlns:e='urn:e' e:x='1'/><p xml:lang='zh'/><p xmlns=''/>"),
    DOC("<p s='' r='' q='' p='' o='' n='' m='' l='' k='' j='' i='' h='' g='' f='' e='' d='' c='' b='' "
        "a=''/>"),
    "<other/>",
};

static void the_canonical_form_is_the_recommended_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        xmlDocPtr doc = parse(forms[i]);
        struct buffer ours = {0};
        xmlChar *theirs = NULL;
        buffer_puts(&ours, "before");
        canonical_add(doc, &ours);
        assert_true(xmlC14NDocDumpMemory(doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &theirs) > 0);
        assert_string_equal(ours.data + 6, (const char *)theirs);
        xmlFree(theirs);
        buffer_free(&ours);
        xmlFreeDoc(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tables_and_schema_agree, set_up, tear_down),
        cmocka_unit_test(the_canonical_form_is_the_recommended_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
