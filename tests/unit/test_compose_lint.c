/* Slips in a template that XSLT passes over in silence, and where in a template a fault of the document comes
 * from. */
#include "sheet_fixture.h"

/* Each slip stands on line 3 of the letter's template, in a document, and is told there. */
static const struct {
    const char *slip, *said;
} slips[] = {
    {"<xsl:value-of select='1' separator='x'/>", "<xsl:value-of> knows no separator=\"…\""},
    {"<xsl:text value='x'/>", "<xsl:text> knows no value=\"…\""},
    {"<xsl:value-of select='1'>x</xsl:value-of>", "what <xsl:value-of> holds is lost"},
    {"<xsl:copy-of select='/'><p/></xsl:copy-of>", "what <xsl:copy-of> holds is lost"},
    {"<p>for {$unit}</p>",
     "\"{$unit}\" is printed as it stands; in a text it must be <xsl:value-of select=\"$unit\"/>"},
    {"<xsl:choose><xsl:when test='1'/>x<xsl:otherwise/></xsl:choose>",
     "<xsl:choose> holds <xsl:when>s and, last, one <xsl:otherwise>; what else it holds is lost"},
    {"<xsl:choose><xsl:when test='1'/><xsl:otherwise/><xsl:otherwise/></xsl:choose>",
     "<xsl:choose> holds <xsl:when>s and, last, one <xsl:otherwise>; what else it holds is lost"},
    {"<xsl:choose><xsl:otherwise/><xsl:when test='1'/></xsl:choose>",
     "<xsl:choose> holds <xsl:when>s and, last, one <xsl:otherwise>; what else it holds is lost"},
    {"<xsl:call-template name='t'><xsl:with-param name='b'/></xsl:call-template>",
     "the template \"t\" has no parameter \"b\""},
    {"<xsl:apply-templates mode='n'/>", "no template has mode=\"n\""},
    {"<xsl:value-of select=\"key('l', 1)\"/>", "there is no <xsl:key> of the name \"l\""},
    {"<p id=\"{key('l', 1)}\"/>", "there is no <xsl:key> of the name \"l\""},
};

#define REST                                                                                                 \
    "<xsl:key name='k' match='p' use='1'/><xsl:template name='t'><xsl:param name='a'/></xsl:template>"       \
    "<xsl:template match='p' mode='m'/>"

static void slips_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
        put("rest.xsl", SHEET(REST));
        const char *sheet = arena_printf(arena,
                                         SHEET("<xsl:include href='rest.xsl'/><xsl:template match='/'>\n"
                                               "<document>%s</document></xsl:template>"),
                                         slips[i].slip);
        assert_says(sheet, arena_printf(arena, "letter.xsl:3: error: faulty template: %s\n", slips[i].said));
        diag_free(diag);
        diag = diag_new();
    }
}

/* What is right isn't told. */
static void the_same_without_slips(void **state)
{
    (void)state;
    put("rest.xsl", SHEET(REST));
    assert_non_null(
        compose(SHEET("<xsl:include href='rest.xsl'/><xsl:template match='/'><document><p>{unit} "
                      "<xsl:choose><!-- x --> <xsl:when test='1'>a</xsl:when><xsl:otherwise/></xsl:choose>"
                      "<xsl:call-template name='t'><xsl:with-param name='a'/></xsl:call-template>"
                      "<xsl:apply-templates mode='m'/><xsl:value-of select=\"key('k', 1)\"> </xsl:value-of>"
                      "<xsl:text disable-output-escaping='no'>.</xsl:text></p></document></xsl:template>"),
                "a"));
    assert_string_equal(messages(), "");
}

static void outside_templates(void **state)
{
    (void)state;
    assert_says(
        SHEET("<xsl:template match='/'><p/></xsl:template>\n<p>x</p>"),
        "letter.xsl:3: error: faulty template: what stands between the templates, and not in one, is lost\n");
    diag_free(diag);
    diag = diag_new();
    assert_says(
        "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'\n"
        " xmlns:r='urn:tongbao:reports'><xsl:template match='/'/></xsl:stylesheet>",
        "letter.xsl:2: error: faulty template: there is no namespace \"urn:tongbao:reports\"; a report has "
        "\"urn:tongbao:report\", a document \"urn:tongbao:document\"\n");
}

/* A number worked out of what is none never comes into a document. */
static void no_number_is_printed(void **state)
{
    (void)state;
    assert_says(
        ROOT("<document>\n<p id='x'><xsl:value-of select=\"number('x')\"/></p></document>"),
        "letter.xsl:4: error: the template made a faulty document: NaN: a number was to be worked out of "
        "what is none, or isn't there\n");
}

/* The place of an element is told where one only can be meant: of its name, with the attributes that are
 * written out. */
static void faults_have_the_place_of_their_element(void **state)
{
    (void)state;
    put("rest.xsl", SHEET("\n\n<xsl:template name='t'><p><blank/></p></xsl:template>"));
    assert_says(
        SHEET("<xsl:include href='rest.xsl'/><xsl:template match='/'><document>\n"
              "<p><blank width='2'/></p>\n<xsl:call-template name='t'/></document></xsl:template>"),
        "rest.xsl:4: error: the template made a faulty document: attribute missing: width in <blank>\n");
    diag_free(diag);
    diag = diag_new();
    assert_says(
        ROOT("<document><p indent='{&quot;wide&quot;}'/>\n<p indent='none'/></document>"),
        "letter.xsl:3: error: the template made a faulty document: value not allowed: indent=\"wide\" in "
        "<p>; allowed: first, none\n");
    diag_free(diag);
    diag = diag_new();
    assert_says(
        ROOT("<document><p><i/></p>\n<p><i/></p></document>"),
        "letter.xsl: error: the template made a faulty document: element not allowed here: <i> in <p>; "
        "allowed: h, b, light, blank, ref\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(slips_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_without_slips, set_up, tear_down),
        cmocka_unit_test_setup_teardown(outside_templates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_number_is_printed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_have_the_place_of_their_element, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
