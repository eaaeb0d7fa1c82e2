/*
 * Document XML read into blocks: what comes out of good documents, and what is said of bad ones.
 */
#include "compose_fixture.h"

/* The dump of a document, or what is said of it. */
static const char *read_and_dump(const char *xml)
{
    xmlDocPtr doc = parse(xml);
    const struct document *document = document_read(doc, "doc.xml", arena, diag);
    xmlFreeDoc(doc);
    if (!document)
        return messages();
    struct buffer out = {0};
    document_dump(document, &out);
    const char *kept = arena_strdup(arena, buffer_text(&out));
    buffer_free(&out);
    return kept;
}

/* ---- good documents --------------------------------------------------------------------------------------
 */

static const char everything_dumped[] =
    "document file zh-CN watermark=\"W\"\n"
    "meta title=\"T\" author=\"A\" subject=\"S\" keywords=\"K\" date=\"2024-10-18\"\n"
    "head copy-number=\"000001\" secrecy=\"L\" term=\"1\" urgency=\"U\" mark=\"One\" mark=\"Two\" "
    "suffix=\"F\" "
    "number=\"N 9\" signer-label=\"by:\" signer=\"X\" signer=\"Y\"\n"
    "title: On{br}this\n"
    "to: Towns:\n"
    "to-imprint-label: To:\n"
    "h1 id=\"a\" label=\"1.\": 1.Head\n"
    "p no-indent id=\"b\": Some {b strong} and {red x}, {see ->a}{b 1->a}{blank 8.50}\n"
    "p run-in-id=\"run\": {h3 (1)Led.}Text\n"
    "labelled label=\"Present:\": All\n"
    "table id=\"t\" body width 20.00 alt=\"alt\"\n"
    "  columns 4.50left 0.00\n"
    "  caption: C\n"
    "  head |# [2x1] H\n"
    "  row 2.00 |! [1x2] R | [decimal] 1.5\n"
    "  row | 2{br}3\n"
    "  note: N\n"
    "chart progress alt=\"words\" due-key=\"due\"\n"
    "  key green \"ok\"\n"
    "  bar \"L\" \"85.7%\" value 85.70 due 75.00 green\n"
    "  bar \"M\" \"-\" grey\n"
    "chart id=\"c\" lights alt=\"\"\n"
    "  bar \"U\" \"3\" yellow 3.00\n"
    "attachment-item label=\"Att:\" number=\"1.\" to=\"att\": List\n"
    "signature by=\"One\" by=\"Two\" date=\"D\" seal=\"./seal.png\" width 42.00\n"
    "note: (open{blank 3.00}, {see ->a}{b 1->a})\n"
    "attachment sideways id=\"att\" label=\"Att 1\"\n"
    "title: List\n"
    "p: In it\n"
    "imprint even\n"
    "imprint label=\"Copies:\": A, B.\n"
    "imprint issued-by=\"One\" date=\"today\"\n";

static void every_element_is_read(void **state)
{
    (void)state;
    assert_string_equal(read_and_dump(everything), everything_dumped);
    assert_int_equal(diag_errors(diag), 0);
}

static void one_paragraph_is_a_document(void **state)
{
    (void)state;
    assert_string_equal(read_and_dump(DOC("<p>x</p>")), "document plain zh-CN\nmeta\nhead\np: x\n");
}

/* A run-in heading can be led to, and so can its paragraph; of an empty one the paragraph has the id. */
static void run_in_headings_have_ids(void **state)
{
    (void)state;
    assert_non_null(strstr(read_and_dump(DOC("<p id='a'><h level='2' id='b'>x</h>y</p>"
                                             "<p><h level='2' id='c'/>z</p>")),
                           "p id=\"a\" run-in-id=\"b\": {h2 x}y\np id=\"c\": z\n"));
}

/* ---- white space -----------------------------------------------------------------------------------------
 */

static void stamps_are_read(void **state)
{
    (void)state;
    const char *dump =
        read_and_dump(DOC("<signature><date>D</date><stamp office='O' image='s.png' width='30'/>"
                          "<stamp office='P' image='t.png' width='2.5'/></signature>"));
    assert_non_null(strstr(dump,
                           "signature date=\"D\" office=\"O\" stamp=\"./s.png\" width 30.00 office=\"P\" "
                           "stamp=\"./t.png\" width 2.50\n"));
}

static const struct {
    const char *xml, *folded;
} folds[] = {
    {"  \n plain \t text\n", "plain text"},
    {"two\n  words", "two words"},
    {"\xE5\x85\xAC\n   \xE6\x96\x87", "\xE5\x85\xAC\xE6\x96\x87"}, /* a line break between ideographs */
    {"\xE5\x85\xAC \xE6\x96\x87", "\xE5\x85\xAC \xE6\x96\x87"},    /* the author's own space */
    {"2024\n\xE5\xB9\xB4", "2024\xE5\xB9\xB4"},
    {"2024 \xE6\x94\xBB", "2024 \xE6\x94\xBB"},
    {"\xE2\x80\x9C\nA\n\xE2\x80\x9D", "\xE2\x80\x9C"
                                      "A\xE2\x80\x9D"},                         /* inside quotation marks */
    {"\xF0\xA0\xAE\xB7\n\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7\xF0\xA0\xAE\xB7"}, /* beyond U+FFFF */
    {"a <b> b</b>", "a {b b}"},
    {"a<b> b </b> c", "a{b  b }c"},
    {"\xE5\x85\xAC\n<b>\n\xE6\x96\x87</b>\n", "\xE5\x85\xAC{b \xE6\x96\x87}"},
    {"<b>\n</b>x<light value='red'/>", "x"},
    {"a <blank width='2'/> b\n<blank width='3'/>\nc", "a {blank 2.00} b{blank 3.00}c"},
    {"a<!-- between -->b<![CDATA[ <c> ]]>d", "ab <c> d"},
    {"a\xC2\xA0 b", "a\xC2\xA0 b"}, /* a no-break space is a character */
    {"x&#13;y", "x y"},
    {"\xE2\x91\xA0\nA", "\xE2\x91\xA0"
                        "A"}, /* a circled figure parts no words */
    {"2024\xC2\xB7\nB", "2024\xC2\xB7"
                        "B"},            /* nor does the interpunct */
    {"caf\xC3\xA9\nA", "caf\xC3\xA9 A"}, /* an accented letter does */
};

static void white_space_folds_as_chinese_text_wants_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++) {
        const char *dump = read_and_dump(arena_printf(arena, DOC("<p>%s</p>"), folds[i].xml));
        const char *expected =
            arena_printf(arena, "document plain zh-CN\nmeta\nhead\np: %s\n", folds[i].folded);
        assert_string_equal(dump, expected);
    }
    assert_string_equal(read_and_dump(DOC("<title> a \n <br/>\n b <br/> </title>")),
                        "document plain zh-CN\nmeta\nhead\ntitle: a{br}b{br}\n");
}

/* ---- faults ----------------------------------------------------------------------------------------------
 */

static const struct {
    const char *xml, *said;
} faults[] = {
    {"<p xmlns='urn:tongbao:document'/>",
     "doc.xml:1: error: element not allowed here: <p>; allowed: <document xmlns=\"urn:tongbao:document\">\n"},
    {"<document/>", "doc.xml:1: error: element not allowed here: <document>; allowed: <document "
                    "xmlns=\"urn:tongbao:document\">\n"},
    {DOC("\n<q/>\n<p><i>x</i></p>"),
     "doc.xml:2: error: element not allowed here: <q> in <document>; allowed: meta, head, title, to, h, p, "
     "labelled, "
     "table, chart, attachment-note, signature, note, attachment, imprint\n"
     "doc.xml:3: error: element not allowed here: <i> in <p>; allowed: h, b, light, blank, ref\n"},
    {DOC("<p>x</p><title>t</title>"), "doc.xml:1: error: element not allowed here: <title> in <document>: "
                                      "one too many, or too late; the order is "
                                      "meta, head, title, to, h, p, labelled, table, chart, attachment-note, "
                                      "signature, note, attachment, imprint\n"},
    {DOC("<note>1</note><note>2</note>"), "doc.xml:1: error: element not allowed here: <note> in <document>: "
                                          "one too many, or too late; the order is "
                                          "meta, head, title, to, h, p, labelled, table, chart, "
                                          "attachment-note, signature, note, attachment, imprint\n"},
    {DOC("<p>x<h level='1'>late</h><b/><h level='2'>twice</h></p>"),
     "doc.xml:1: error: element not allowed here: <h> in <p>: one too many, or too late; the order is h, b, "
     "light, "
     "blank, ref\n"},
    {DOC("<p>\n<h level='1'>first</h></p><p>x<h level='1'>late</h></p>"),
     "doc.xml:2: error: element not allowed here: <h> in <p>: one too many, or too late; the order is h, b, "
     "light, "
     "blank, ref\n"},
    {DOC("<x:p xmlns:x='urn:other'>x</x:p>"),
     "doc.xml:1: error: element not allowed here: <p> of the namespace \"urn:other\" in <document>; allowed: "
     "meta, head, title, to, h, p, labelled, table, chart, attachment-note, signature, note, attachment, "
     "imprint\n"},
    {DOC("<signature><by>A</by><seal image='/a.png' width='9'/></signature>"),
     "doc.xml:1: error: value not allowed: image=\"/a.png\" in <seal>; allowed: the name of a file beside "
     "the "
     "document or in a folder below\n"},
    {DOC("<signature><stamp office='O' image='b/../../a.png' width='9'/></signature>"),
     "doc.xml:1: error: value not allowed: image=\"b/../../a.png\" in <stamp>; allowed: the name of a file "
     "beside the document or in a folder below\n"},
    {DOC("<h>x</h>"), "doc.xml:1: error: attribute missing: level in <h>\n"},
    {DOC("<h level='5'>x</h>"),
     "doc.xml:1: error: value not allowed: level=\"5\" in <h>; allowed: 1, 2, 3, 4\n"},
    {DOC("<p colour='red' b:x='' xmlns:b='urn:b'>x</p>"),
     "doc.xml:1: error: attribute not allowed here: colour in <p>; allowed: id, indent\n"
     "doc.xml:1: error: attribute not allowed here: x in <p>; allowed: id, indent\n"},
    {DOC("<p><b id='x'>x</b></p>"),
     "doc.xml:1: error: attribute not allowed here: id in <b>; none is allowed\n"},
    {DOC("<p><light value='blue'>x</light></p>"),
     "doc.xml:1: error: value not allowed: value=\"blue\" in <light>; allowed: green, yellow, red, grey\n"},
    {DOC("<p><blank width='1e9'/></p>"),
     "doc.xml:1: error: value not allowed: width=\"1e9\" in <blank>; allowed: a number from 0 to 100\n"},
    {DOC("stray\n<p>x</p>"), "doc.xml:1: error: text not allowed here: \"stray\" in <document>\n"},
    {DOC("<head><number>\n</number></head>"), "doc.xml:1: error: value not allowed: <number> is empty\n"},
    {DOC("<table><thead><tr><th/></tr></thead></table>"),
     "doc.xml:1: error: element missing: tbody in <table>\n"},
    {DOC("<table><note>n</note></table>"), "doc.xml:1: error: element missing: tbody in <table>\n"},
    {DOC("<meta date='2024-02-30'/>"),
     "doc.xml:1: error: value not allowed: date=\"2024-02-30\" in <meta>; allowed: a date like 2024-05-31\n"},
    {DOC("<p id='a'>x</p>\n<p id='a'>y</p>"), "doc.xml:2: error: the same id twice: a, first in line 1\n"},
    {DOC("<p><ref to='b'>x</ref></p><i/>"),
     "doc.xml:1: error: element not allowed here: <i> in <document>; allowed: meta, head, title, to, h, p, "
     "labelled, "
     "table, chart, attachment-note, signature, note, attachment, imprint\n"
     "doc.xml:1: error: id that points nowhere: to=\"b\" in <ref>\n"},
    {DOC("<p><ref to='b'>x</ref></p>"), "doc.xml:1: error: id that points nowhere: to=\"b\" in <ref>\n"},
    {DOC("<signature><by>A</by><by>B</by><by>C</by><seal image='a' width='9'/><seal image='b' "
         "width='9'/></signature>"),
     "doc.xml:1: error: value not allowed: 2 of <seal> for 3 of <by> in <signature>\n"},
    {DOC("<signature><by>A</by><stamp office='O' image='a' width='9'/></signature>"),
     "doc.xml:1: error: value not allowed: <stamp> stands in place of <by>\n"},
    {DOC("<signature><seal image='a' width='9'/><stamp office='O' image='a' width='9'/></signature>"),
     "doc.xml:1: error: value not allowed: 1 of <seal> for 0 of <by> in <signature>\n"
     "doc.xml:1: error: value not allowed: <stamp> stands in place of <seal>\n"},
    {DOC("<chart kind='lights' alt=''><due-key>d</due-key><bar label='l' text='' light='red'/></chart>"),
     "doc.xml:1: error: element not allowed here: <due-key> in <chart>: one too many, or too late; the order "
     "is key, "
     "due-key, bar\n"
     "doc.xml:1: error: attribute not allowed here: light in <bar>; allowed: label, text\n"},
    {DOC("<chart alt=''><due-key>d</due-key><bar label='l' text='' light='red'/></chart>"),
     "doc.xml:1: error: attribute missing: kind in <chart>\n"},
    {DOC("<chart kind='light' alt=''><bar label='l' text=''/></chart>"),
     "doc.xml:1: error: value not allowed: kind=\"light\" in <chart>; allowed: progress, lights\n"},
    {DOC("<table><tbody><tr><td/><td/></tr>\n<tr><td/></tr></tbody></table>"),
     "doc.xml:2: error: value not allowed: row 2 of a table of 2 columns: fewer cells than columns\n"},
    {DOC("<table><col/><tbody><tr><td/><td/></tr></tbody></table>"),
     "doc.xml:1: error: value not allowed: row 1 of a table of 1 columns: more cells than columns\n"},
    {DOC("<table><tbody><tr><td rowspan='2'/></tr></tbody></table>"),
     "doc.xml:1: error: value not allowed: row 1 of a table of 1 columns: a cell spans more rows than follow "
     "in the "
     "head or body\n"},
    {DOC("<table><thead><tr><th rowspan='2'/></tr></thead><tbody><tr><td/></tr></tbody></table>"),
     "doc.xml:1: error: value not allowed: row 1 of a table of 1 columns: a cell spans more rows than follow "
     "in the "
     "head or body\n"},
    {DOC("<table><tbody><tr><td/><td rowspan='2'/><td/></tr><tr><td colspan='2'/><td/></tr></tbody></table>"),
     "doc.xml:1: error: value not allowed: row 2 of a table of 3 columns: cells overlap\n"},
    {DOC("<table><tbody><tr><td colspan='1000'/></tr></tbody></table>"),
     "doc.xml:1: error: value not allowed: a table of 1000 columns; at most 64 are allowed\n"},
};

static void faults_are_told_in_the_readers_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const char *said = read_and_dump(faults[i].xml);
        if (strcmp(said, faults[i].said) != 0)
            fail_msg("of %s is said\n%s, not\n%s", faults[i].xml, said, faults[i].said);
        diag_free(diag);
        diag = diag_new();
    }
}

/* ---- the tables and the schema ---------------------------------------------------------------------------
 */

/* Deep nesting is refused by the tables before the schema's recursion could hurt. */
static void deep_nesting_is_refused(void **state)
{
    (void)state;
    xmlDocPtr doc = parse(DOC("<p/>"));
    xmlNodePtr node = xmlDocGetRootElement(doc)->children;
    for (int i = 0; i < 5000; i++)
        node = xmlNewChild(node, NULL, BAD_CAST(i ? "ref" : "b"), NULL);
    assert_null(document_read(doc, "doc.xml", arena, diag));
    assert_true(diag_errors(diag) > 0);
    xmlFreeDoc(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_element_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(run_in_headings_have_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_paragraph_is_a_document, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stamps_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(white_space_folds_as_chinese_text_wants_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_are_told_in_the_readers_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(deep_nesting_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
