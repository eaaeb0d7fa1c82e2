/* What is said of slips in a template: libxslt's words and XPath's are told in ours. */
#include "sheet_fixture.h"

#include "compose/said.h"

/* In the template's body, on line 4; nothing is left of what the libraries say. */
static const struct {
    const char *slip, *said;
} slips[] = {
    {"<xsl:value-of select='1 +'/>",
     "the expression \"1 +\" can't be read: something is left out, or too much"},
    {"<xsl:if test='count(*'/>",
     "the expression \"count(*\" can't be read: something is left out, or too much"},
    {"<xsl:for-each select='a['/>",
     "the expression \"a[\" can't be read: something is left out, or too much"},
    {"<xsl:variable name='v' select='1 1'/>",
     "the expression \"1 1\" can't be read: something is left out, or too much"},
    {"<xsl:apply-templates select=\"*[. = 'x]\"/>",
     "the expression \"*[. = 'x]\" can't be read: a quotation mark has no partner"},
    {"<xsl:copy-of select='$ x'/>", "the expression \"$ x\" can't be read: no name follows a $"},
    {"<xsl:value-of select='concat(1，2)'/>", "the expression \"concat(1，2)\" can't be read: \"，\" may "
                                              "stand between quotation marks only; an ASCII mark is meant"},
    {"<xsl:value-of select='“甲”'/>", "the expression \"“甲”\" can't be read: \"“\" may stand between "
                                      "quotation marks only; an ASCII mark is meant"},
    {"<xsl:if test=\"'，' = (\"/>",
     "the expression \"'，' = (\" can't be read: something is left out, or too much"},
    {"<p id='{/'/>", "in id=\"…\" a { or a } is left out"},
    {"<p id='{1 +}'/>", "the expression \"1 +\" can't be read: something is left out, or too much"},
    {"<xsl:value-of select='conct(1)'/>", "there is no function conct()"},
    {"<xsl:value-of xmlns:e='http://exslt.org/common' select='e:conct(1)'/>",
     "the expression can't be worked out: there is no function conct()"},
    {"<xsl:value-of select='concat(1)'/>",
     "the expression can't be worked out: a function is given too little or too much"},
    {"<xsl:value-of select='q:x'/>", "the prefix \"q\" is not declared"},
    {"<xsl:for-each select='1'/>", "select=\"…\" finds no elements or attributes, but a text or a number"},
    {"<xsl:value-of/>", "<xsl:value-of> lacks select=\"…\""},
    {"<xsl:if/>", "<xsl:if> lacks test=\"…\""},
    {"<xsl:attribute>x</xsl:attribute>", "<xsl:attribute> lacks name=\"…\""},
    {"<xsl:call-template/>", "name=\"…\" is left out"},
    {"<xsl:choose><xsl:otherwise/></xsl:choose>", "<xsl:choose> lacks an <xsl:when> at its beginning"},
    {"<xsl:text><p/></xsl:text>", "<xsl:text> may hold text only"},
    {"<xsl:variable name='v' select='1'>x</xsl:variable>",
     "<xsl:variable> with select=\"…\" may hold nothing"},
    {"<xsl:valueof/>", "there is no <xsl:valueof>"},
    {"<xsl:otherwise/>", "<xsl:otherwise> is not allowed here"},
    {"<xsl:sort select='1'/>", "<xsl:sort> is not allowed here"},
    {"<xsl:value-of select='$none'/>", "there is no variable \"none\" here"},
    {"<xsl:call-template name='none'/>", "there is no template of the name \"none\""},
    {"<xsl:element name='a b'/>", "\"a b\" can't be a name"},
    {"<xsl:element name='q:p'/>", "the prefix of \"q:p\" is not declared"},
    {"<p>x<xsl:attribute name='id'>y</xsl:attribute></p>",
     "<xsl:attribute> comes too late: the element holds something already"},
    {"<xsl:variable name='v'/><xsl:variable name='v'/>", "a second variable \"v\""},
};

static void slips_are_told_in_our_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
        assert_says(
            arena_printf(arena, "%s<document>\n%s</document>%s",
                         "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'"
                         " xmlns='urn:tongbao:document'>\n<xsl:template match='/'>\n",
                         slips[i].slip, "</xsl:template></xsl:stylesheet>"),
            arena_printf(arena, "letter.xsl:4: error: faulty template: %s\n", slips[i].said));
        diag_free(diag);
        diag = diag_new();
    }
}

/* The same of a template as a whole. */
static void slips_outside_templates(void **state)
{
    (void)state;
    static const struct {
        const char *sheet, *said;
    } sheets[] = {
        {SHEET("<xsl:template><p/></xsl:template>"),
         ":2: error: faulty template: <xsl:template> lacks name=\"…\" or match=\"…\""},
        {SHEET("<xsl:template name='a'/>\n<xsl:template name='a'/>"),
         ":3: error: faulty template: a second template of the name \"a\""},
        {SHEET("<xsl:template match='a['/>"), ":2: error: faulty template: match=\"a[\" can't be read"},
        {SHEET("<xsl:variable name='a'/>\n<xsl:variable name='a'/>"),
         ":3: error: faulty template: a second variable \"a\""},
        {SHEET("<xsl:key name='k' match='p'/>"), ":2: error: faulty template: <xsl:key> lacks use=\"…\""},
        {SHEET("<xsl:include/>"), ":2: error: faulty template: <xsl:include> lacks href=\"…\""},
        {"<sheet/>", ":1: error: faulty template: it is no template; its first tag must be <xsl:stylesheet> "
                     "with version=\"1.0\" and "
                     "xmlns:xsl=\"…\""},
        {SHEET("<xsl:template match='/'><xsl:call-template name='a'/></xsl:template>"
               "<xsl:template name='a'><xsl:call-template name='a'/></xsl:template>"),
         ":2: error: faulty template: templates call each other without end"},
        {SHEET("<xsl:variable name='a' select='$a'/><xsl:template match='/'><xsl:value-of "
               "select='$a'/></xsl:template>"),
         ":2: error: faulty template: the variable \"a\" needs itself"},
    };
    for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++) {
        assert_says(sheets[i].sheet, arena_printf(arena, "letter.xsl%s\n", sheets[i].said));
        diag_free(diag);
        diag = diag_new();
    }
}

/* Each of several with its own reason, and the one that has none with none. */
static void slips_keep_their_reasons(void **state)
{
    (void)state;
    assert_says(SHEET("<xsl:template match='/'>\n<xsl:iff/>\n<xsl:value-of select='1 +'/>\n"
                      "<xsl:value-of select='“甲”'/>\n<xsl:value-of select=\"'x\"/>\n</xsl:template>"),
                "letter.xsl:3: error: faulty template: there is no <xsl:iff>\n"
                "letter.xsl:4: error: faulty template: the expression \"1 +\" can't be read: something is "
                "left out, or too much\n"
                "letter.xsl:5: error: faulty template: the expression \"“甲”\" can't be read: \"“\" may "
                "stand between quotation marks only; an ASCII mark is meant\n"
                "letter.xsl:6: error: faulty template: the expression \"'x\" can't be read: a quotation "
                "mark has no partner\n");
}

/* A file that isn't in the encoding that it names is told once, as such. */
static void another_encoding_is_told_once(void **state)
{
    (void)state;
    assert_null(compose("<?xml version='1.0' encoding='GB2312'?>\n" ROOT(P("函")), "a"));
    const char *said = messages(), *end = strchr(said, '\n');
    assert_non_null(end);
    assert_string_equal(end, "\n");
    assert_true(strncmp(said, "letter.xsl:", 11) == 0);
}

/* What libxml2 refuses without our limits, and the reader of the inputs takes, is no template either. */
static void too_much_for_libxml2(void **state)
{
    (void)state;
    enum { HALF = 5000001 }; /* of the bytes that libxml2 takes for one text, and one */
    char *text = arena_alloc(arena, HALF + 1);
    memset(text, 'x', HALF);
    assert_says(arena_printf(arena, SHEET("<xsl:template match='/'>%s&lt;%s</xsl:template>"), text, text),
                "letter.xsl: error: faulty template: not well-formed XML\n");
}

/* What isn't known is told as it was said, in brackets, and what is far too long isn't looked up. */
static void the_rest_stays_as_it_is(void **state)
{
    (void)state;
    assert_null(said_words(arena, "", ""));
    assert_string_equal(said_words(arena, "news", ""), "something isn't as XSLT wants it (news)");
    assert_string_equal(
        said_words(arena, "news", "Invalid type"),
        "something isn't as XSLT wants it (news): a function or operator is given what it can't work with");
    assert_string_equal(said_words(arena, "", "news"), "something isn't as XSLT wants it (news)");
    char *long_name = arena_alloc(arena, 200001);
    memset(long_name, 'x', 200000);
    const char *told = arena_printf(arena, "Variable '%s' has not been declared.", long_name);
    assert_non_null(strstr(said_words(arena, told, ""), told));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(slips_are_told_in_our_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(slips_outside_templates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(slips_keep_their_reasons, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_encoding_is_told_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_much_for_libxml2, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_rest_stays_as_it_is, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
