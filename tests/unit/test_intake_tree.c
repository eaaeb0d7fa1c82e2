/* From bytes to a tree: encodings, limits, places, and what is refused before it can do harm. */
#include "intake_helper.h"

#include <time.h>

#include "base/buffer.h"
#include "intake/decode.h"
#include "intake/tree.h"

#include <libxml/tree.h>

/* ---- encodings ---- */

static char *decoded(const char *path, struct diag *diag)
{
    struct buffer text = {0};
    if (!decode_file(path, &text, diag)) {
        buffer_free(&text);
        return NULL;
    }
    return text.data;
}

/* The text behind the XML declaration, in which alone the files differ. */
static const char *body(const char *text)
{
    const char *end = strstr(text, "?>\n");
    return end ? end + 3 : text;
}

static void reads_all_encodings_alike(void **state)
{
    (void)state;
    static const struct {
        const char *file, *like;
    } files[] = {
        {"utf-8-bom", "utf-8"}, {"utf-16le-bom", "utf-8"}, {"utf-16be-bom", "utf-8"},
        {"gb18030", "utf-8"},   {"gb18030-bom", "utf-8"},  {"gbk", "utf-8"},
        {"gb2312", "utf-8"},    {"big5", "big5-utf-8"},
    };
    struct diag *diag = diag_new();
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[2][100];
        snprintf(path[0], sizeof path[0], "tests/data/encodings/%s.xml", files[i].file);
        snprintf(path[1], sizeof path[1], "tests/data/encodings/%s.xml", files[i].like);
        char *text = decoded(path[0], diag), *like = decoded(path[1], diag);
        assert_non_null(text);
        assert_non_null(like);
        assert_string_equal(body(text), body(like));
        free(text);
        free(like);
    }
    assert_int_equal(diag_errors(diag), 0);
    diag_free(diag);
}

static void expect_decoded(const char *bytes, size_t size, const char *text, const char *message)
{
    struct diag *diag = diag_new();
    helper_write(bytes, size);
    char *got = decoded(helper_path, diag), *said = helper_messages(diag);
    if (text)
        assert_string_equal(got, text);
    else
        assert_null(got);
    assert_true(strstr(said, message) == said);
    assert_true(*message || !*said);
    free(got);
    free(said);
    helper_remove();
    diag_free(diag);
}

#define DECODED(bytes, text) expect_decoded(bytes, sizeof(bytes) - 1, text, "")
#define REFUSED(bytes, message) expect_decoded(bytes, sizeof(bytes) - 1, NULL, message)

static void knows_beginnings_and_labels(void **state)
{
    (void)state;
    DECODED("<a>\xE7\x94\xB2</a>", "<a>甲</a>");
    DECODED("\xEF\xBB\xBF<?xml version='1.0' encoding='GBK'?><a>\xE7\x94\xB2</a>",
            "<?xml version='1.0' encoding='GBK'?><a>甲</a>");
    DECODED("<?xml version='1.0' encoding = \"gb2312\" ?><a>\xBC\xD7</a>",
            "<?xml version='1.0' encoding = \"gb2312\" ?><a>甲</a>");
    DECODED("<\0?\0x\0", "<?x");
    DECODED("\0<\0?\0x", "<?x");
    DECODED("<?xml version='1.0'?><a encoding='KOI-13'/>", "<?xml version='1.0'?><a encoding='KOI-13'/>");
    REFUSED("\xFF\xFE\0\0<\0\0\0", ":1: error: the file's characters can't be read: UTF-32;");
    REFUSED("<?xml version='1.0' encoding='UTF-16'?><a/>",
            ":1: error: the file's characters can't be read: declared as UTF-16");
    REFUSED("<?xml version='1.0' encoding='KOI-13'?><a/>",
            ":1: error: the file's characters can't be read: encoding=\"KOI-13\"; allowed: UTF-8");
    /* A label is repeated without what would steer a terminal or break the message into two. */
    REFUSED("<?xml version='1.0' encoding='KOI\n\x1B[1m'?><a/>",
            ":1: error: the file's characters can't be read: encoding=\"KOI  [1m\"; allowed: UTF-8");
    REFUSED("<?xml version='1.0' encoding='UTF-16\n\x1B\xFFx'?><a/>",
            ":1: error: the file's characters can't be read: declared as UTF-16  \xEF\xBF\xBDx, yet");
    REFUSED("<?xml version='1.0' encoding='\xFF'?><a/>",
            ":1: error: the file's characters can't be read: encoding=\"\xEF\xBF\xBD\"; allowed: UTF-8");
}

static void tells_the_line_of_a_bad_byte(void **state)
{
    (void)state;
    REFUSED("<a>\n\n\xBC\xD7</a>", ":3: error: the file's characters can't be read: a byte here is no UTF-8");
    REFUSED("<a>\n\0</a>", ":2: error: the file's characters can't be read: a byte here is no UTF-8");
    REFUSED("<?xml version='1.0' encoding='GBK'?>\n<a>\n\xBC\xD7\xFF\xFF\n</a>",
            ":3: error: the file's characters can't be read: a byte here is no GB18030");
    REFUSED("<?xml version='1.0' encoding='GBK'?>\n<a/>\n\xBC", /* ends within a character */
            ":3: error: the file's characters can't be read: the file ends in the middle of a character");
    REFUSED("<a>\n\xE7\x94", ":2: error: the file's characters can't be read: the file ends in the middle");
    REFUSED("<a>\n\xF0\xA0\x80",
            ":2: error: the file's characters can't be read: the file ends in the middle");
    REFUSED("<a>\n\xE7\x94</a>", ":2: error: the file's characters can't be read: a byte here is no UTF-8");
    REFUSED("<a>\n\xBC\xD7</a>\xE7",
            ":2: error: the file's characters can't be read: a byte here is no UTF-8");
    REFUSED("\xFF\xFE<\0a\0\n",
            ":1: error: the file's characters can't be read: the file ends in the middle");
    REFUSED("\xFF\xFE<\0a\0\n\0\x00\xD8/\0", ":2: error: the file's characters can't be read");
    /* Bytes that are UTF-8 under another label. */
    REFUSED("<?xml version='1.0' encoding='Big5'?><a>\xE7\x94\xB2\xE7\x94\xB2 \xE4\xB8\x80</a>",
            ":1: error: the file's characters can't be read: a byte here is no BIG5; its bytes are UTF-8");
}

/* Files of other kinds, and such as a program saved that hadn't the characters. */
static void knows_strangers_and_losses(void **state)
{
    (void)state;
    REFUSED("PK\x03\x04\x14\0\x06",
            ": error: not well-formed XML: this is a Word, WPS or Excel document, or");
    REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0",
            ": error: not well-formed XML: this is a Word, WPS or Excel");
    REFUSED("{\\rtf1 x}", ": error: not well-formed XML: this is a Word or WPS document (RTF)");
    REFUSED("%PDF-1.7\n\xFF", ": error: not well-formed XML: this is a PDF");
    REFUSED("\x89PNG\r\n\x1A\n\0", ": error: not well-formed XML: this is a picture");
    REFUSED("\xFF\xD8\xFF\xE0", ": error: not well-formed XML: this is a picture");
    REFUSED("<a>\n全国\xEF\xBF\xBD省</a>", ":2: error: the file's characters can't be read: U+FFFD stands");
    REFUSED("<a>甲?\n\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?</a>",
            ":2: error: the file's characters can't be read: question marks stand in the place");
    DECODED("<a>\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?</a>", "<a>\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?\?</a>");
    DECODED("<a>? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ?</a>",
            "<a>? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ?</a>");
}

/* ---- refused ---- */

/* Parses text; said begins with message, or, when message is empty, there is none. */
static void expect_parsed(const char *text, const char *message)
{
    struct diag *diag = diag_new();
    struct tree tree;
    helper_write(text, strlen(text));
    tree_open(&tree, helper_path, diag);
    char *said = helper_messages(diag);
    if (strncmp(said, message, strlen(message)) != 0 || (!*message && *said))
        fail_msg("said: %s\nexpected: %s", said, message);
    assert_int_equal(tree.doc != NULL, !*message);
    /* One cause, one message. */
    assert_true(!*said || strchr(said, '\n') == said + strlen(said) - 1);
    free(said);
    tree_close(&tree);
    helper_remove();
    diag_free(diag);
}

static void refuses_what_is_no_xml(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", ":1: error: not well-formed XML: the file is empty"},
        {"\n\nplain", ":3: error: not well-formed XML: it begins with \"plain\" and has no tag"},
        {"<a>\n<b>\n</a>", ":2: error: not well-formed XML: <b> is not closed before line 3 closes <a>"},
        {"<a>\n<b>", ":2: error: not well-formed XML: the file ends before <b> of line 2 is closed"},
        {"<a/>\n<b/>", ":2: error: not well-formed XML: behind the end of the root element"},
        {"<a>\n&nbsp;</a>", ":2: error: not well-formed XML: &nbsp; is unknown"},
        {"<a>R&D</a>", ":1: error: not well-formed XML: a lone \"&\""},
        {"<a>1 < 2</a>", ":1: error: not well-formed XML: a lone \"<\""},
        {"<a\nb='<'/>",
         ":2: error: not well-formed XML: the value of b lacks its closing quotation mark, or"},
        {"<a b=“1”/>", ":1: error: not well-formed XML: after \"<a b=\" stands \"“\" (U+201C); write"},
        {"<a b='1' b='2'/>", ":1: error: not well-formed XML: the attribute \"b\" stands twice"},
        {"<x:a/>", ":1: error: not well-formed XML: the namespace prefix \"x\" is not"},
        {"<a>\n&#1;</a>", ":2: error: not well-formed XML: &#1; is a character that XML doesn't allow"},
        {"<a>\n\x01</a>", ":2: error: not well-formed XML: a control character, U+0001"},
        {"<!DOCTYPE a><a/>", ":1: error: DOCTYPE is not allowed"},
        {"\n<!DOCTYPE a SYSTEM 'file:///x'><a/>", ":2: error: DOCTYPE is not allowed"},
        {"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", ":1: error: DOCTYPE is not allowed"},
        {"<!-- <!DOCTYPE a> --><a/>", ""},
        {"<a><![CDATA[<!DOCTYPE a>]]></a>", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_parsed(cases[i].text, cases[i].message);
}

/* ---- limits ---- */

/* head, count times each, tail: a big text. */
static void expect_big(const char *head, const char *each, int count, const char *tail, const char *message)
{
    struct buffer text = {0};
    buffer_puts(&text, head);
    for (int i = 0; i < count; i++)
        buffer_puts(&text, each);
    buffer_puts(&text, tail);
    clock_t from = clock();
    expect_parsed(buffer_text(&text), message);
    /* Some tenths of a second; what goes by the square of the size would take minutes. */
    assert_true((double)(clock() - from) / CLOCKS_PER_SEC < 20);
    buffer_free(&text);
}

static void nest(int depth, const char *message)
{
    struct buffer text = {0};
    for (int i = 0; i < depth; i++)
        buffer_puts(&text, "<a>\n");
    for (int i = 0; i < depth; i++)
        buffer_puts(&text, "</a>");
    expect_parsed(buffer_text(&text), message);
    buffer_free(&text);
}

static void holds_its_limits(void **state)
{
    (void)state;
    nest(256, "");
    nest(257, ":257: error: elements are nested too deeply: at most 256 levels are read");
    nest(1000000, ":257: error: elements are nested too deeply");
    expect_big("<a", " b=''", 1000000, "/>", ":1: error: the file is too large: at most 64 attributes");
    expect_big("<a>", "&x;", 100000, "</a>", ":1: error: not well-formed XML: &x; is unknown");
    expect_big("<a>", "<b/>", 1100000, "</a>",
               ":1: error: the file is too large: at most a million elements");
}

static void counts_attributes_one_by_one(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int count = 64; count <= 65; count++) {
        buffer_clear(&text);
        buffer_puts(&text, "<a>\n<!-- <b a='' --><?b a=''?><![CDATA[<b a='']]>\n<b");
        for (int i = 0; i < count; i++)
            buffer_printf(&text, " a%d='>'", i);
        buffer_puts(&text, "/></a>");
        expect_parsed(buffer_text(&text), count == 64 ? "" : ":3: error: the file is too large: at most 64");
    }
    buffer_free(&text);
}

/* With a quotation mark missing, what stands between values looks like values, in all tags that follow. */
static void a_missing_quotation_mark_makes_no_crowd(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_puts(&text, "<a>\n<b c=1\" d=\"2\"/>\n");
    for (int i = 0; i < 100; i++)
        buffer_puts(&text, "<b c=\"1\" d=\"2\"/>\n");
    buffer_puts(&text, "</a>");
    expect_parsed(buffer_text(&text),
                  ":2: error: not well-formed XML: the value of c must stand in straight");
    buffer_free(&text);
    expect_big("<a b=' <a", " b=\"\"", 1000000, "/>",
               ":1: error: the file is too large: at most 64 attributes");
}

static void counts_namespaces(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_puts(&text, "<a>");
    for (int i = 0; i < 257; i++)
        buffer_printf(&text, "<b xmlns='urn:%d'/>\n", i);
    buffer_puts(&text, "</a>");
    expect_parsed(buffer_text(&text), ":257: error: the file is too large: at most 256 declarations");
    buffer_free(&text);
}

static void refuses_17_mib_unread(void **state)
{
    (void)state;
    size_t size = 17u << 20;
    char *text = malloc(size + 1);
    assert_non_null(text);
    memset(text, ' ', size);
    memcpy(text, "<a>", 3);
    text[size] = '\0';
    expect_parsed(text, ": error: the file is too large: at most 16 MiB are read");
    free(text);
}

/* ---- places ---- */

static void knows_where_things_stand(void **state)
{
    (void)state;
    static const char text[] = "<?xml version='1.0'?>\n"
                               "<a\n"                               /* 2 */
                               "  b='-->'\n"                        /* 3 */
                               "  c\n"                              /* 4 */
                               "  = '>\n'>\r\n"                     /* 5, 6 */
                               "  <!-- <d/>\n --> <?pi\n ?>\n word" /* 7 to 10 */
                               "\n  <d e='1'\n f='2'/>"             /* 11, 12 */
                               "<d><![CDATA[\n\n]]>&#65;</d>\n"     /* 12 to 14 */
                               "  <d/></a>";                        /* 15 */
    struct diag *diag = diag_new();
    struct tree tree;
    helper_write(text, sizeof text - 1);
    tree_open(&tree, helper_path, diag);
    assert_non_null(tree.doc);
    const xmlNode *a = xmlDocGetRootElement(tree.doc);
    assert_int_equal(tree_where(&tree, a).line, 2);
    assert_string_equal(tree_where(&tree, a).file, helper_path);
    assert_int_equal(tree_where_attribute(&tree, a, "b").line, 3);
    assert_int_equal(tree_where_attribute(&tree, a, "c").line, 4);
    assert_int_equal(tree_where_attribute(&tree, a, "none").line, 2);
    assert_int_equal(a->children->type, XML_TEXT_NODE);
    assert_int_equal(tree_where(&tree, a->children).line, 10);
    const xmlNode *d = tree_first(&tree, a, "d");
    assert_int_equal(tree_where(&tree, d).line, 11);
    assert_int_equal(xmlGetLineNo(d), 11);
    assert_int_equal(tree_where_attribute(&tree, d, "f").line, 12);
    d = tree_next(&tree, d, "d");
    assert_int_equal(tree_where(&tree, d).line, 12);
    assert_string_equal(tree_text(&tree, d), "\n\nA");
    d = tree_next(&tree, d, "d");
    assert_int_equal(tree_where(&tree, d).line, 15);
    assert_null(tree_next(&tree, d, "d"));
    tree_close(&tree);
    helper_remove();
    diag_free(diag);
}

static void knows_lines_beyond_65535(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_puts(&text, "<a>");
    for (int i = 0; i < 70000; i++)
        buffer_puts(&text, "\n");
    buffer_puts(&text, "<b/></a>");
    struct diag *diag = diag_new();
    struct tree tree;
    helper_write(text.data, text.size);
    tree_open(&tree, helper_path, diag);
    assert_int_equal(tree_where(&tree, tree_first(&tree, xmlDocGetRootElement(tree.doc), "b")).line, 70001);
    tree_close(&tree);
    buffer_free(&text);
    helper_remove();
    diag_free(diag);
}

static void opens_any_xml(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    static const char text[] =
        "<?xml version='1.0' encoding='GBK'?>\n<document>\n<p\n>\xBC\xD7</p></document>";
    helper_write(text, sizeof text - 1);
    xmlDocPtr doc = intake_open_xml(helper_path, diag);
    assert_non_null(doc);
    const xmlNode *p = xmlFirstElementChild(xmlDocGetRootElement(doc));
    assert_int_equal(xmlGetLineNo(p), 3);
    assert_null(p->_private);
    assert_string_equal((const char *)p->children->content, "甲");
    xmlFreeDoc(doc);
    helper_remove();
    assert_null(intake_open_xml(helper_path, diag));
    assert_int_equal(diag_status(diag), 66);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_all_encodings_alike),
        cmocka_unit_test(knows_beginnings_and_labels),
        cmocka_unit_test(tells_the_line_of_a_bad_byte),
        cmocka_unit_test(knows_strangers_and_losses),
        cmocka_unit_test(refuses_what_is_no_xml),
        cmocka_unit_test(holds_its_limits),
        cmocka_unit_test(counts_attributes_one_by_one),
        cmocka_unit_test(a_missing_quotation_mark_makes_no_crowd),
        cmocka_unit_test(counts_namespaces),
        cmocka_unit_test(refuses_17_mib_unread),
        cmocka_unit_test(knows_where_things_stand),
        cmocka_unit_test(knows_lines_beyond_65535),
        cmocka_unit_test(opens_any_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
