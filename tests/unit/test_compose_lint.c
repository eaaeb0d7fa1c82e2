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

/* What is asked of the report in vain, in the same place: the template begins at the report's document. */
#define UNITS "<xsl:for-each select='r:report/r:units/r:unit'>"
#define END "</xsl:for-each>"
static const struct {
    const char *slip, *said;
} vain[] = {
    {"<xsl:value-of select='r:reports/@year'/>", "a report has no <reports> there; did you mean \"report\"?"},
    {"<xsl:value-of select='r:plan'/>", "a report has no <plan> there"},
    {"<xsl:value-of select='/r:report/r:plan/@titel'/>",
     "<plan> of a report has no titel=\"…\"; did you mean \"title\"?"},
    {"<xsl:value-of select='//r:plan/r:area'/>", "<plan> of a report holds no <area>"},
    {"<xsl:value-of select='//r:plan//r:aera'/>", "a report has no <aera> there; did you mean \"area\"?"},
    {"<xsl:value-of select='//@titel'/>", "nothing in a report has titel=\"…\"; did you mean \"title\"?"},
    {"<xsl:value-of select='//r:task/attribute::titel'/>",
     "<task> of a report has no titel=\"…\"; did you mean \"title\"?"},
    {"<xsl:value-of select='//r:task/child::r:figures'/>",
     "<task> of a report holds no <figures>; did you mean \"figure\"?"},
    {"<xsl:value-of select='//r:task/following-sibling::r:tusk'/>",
     "a report has no <tusk> there; did you mean \"task\"?"},
    {"<xsl:value-of select='//r:task[@name]/@id'/>", "<task> of a report has no name=\"…\""},
    {"<xsl:value-of select='//r:task[r:text[r:figure]]/@id'/>", "<text> of a report holds no <figure>"},
    {"<xsl:value-of select='count((//r:unit | //r:unit[2])/@titel)'/>",
     "<unit> of a report has no titel=\"…\""},
    {"<xsl:value-of select='- 2 * count(//r:unit) + //r:unit/@titel'/>",
     "<unit> of a report has no titel=\"…\""},
    {"<xsl:value-of select=\"concat('@titel', //r:unit/@titel, 'x')\"/>",
     "<unit> of a report has no titel=\"…\""},
    {UNITS "<xsl:value-of select='@titel'/>" END, "<unit> of a report has no titel=\"…\""},
    {UNITS "<xsl:value-of select='r:lead/./@total'/>" END, "<lead> of a report has no total=\"…\""},
    {UNITS "<p id='{{@titel}} {@name}{@titel}'/>" END, "<unit> of a report has no titel=\"…\""},
    {UNITS "<xsl:if test='//r:unit[@id = current()/@titel]'>x</xsl:if>" END,
     "<unit> of a report has no titel=\"…\""},
    {UNITS "<xsl:sort select='@titel'/>" END, "<unit> of a report has no titel=\"…\""},
    {"<xsl:apply-templates select='//r:unit'><xsl:sort select='@titel'/></xsl:apply-templates>",
     "<unit> of a report has no titel=\"…\""},
    {"<xsl:variable name='plan' select='//r:plan'/><xsl:if test='1'><xsl:value-of "
     "select='$plan/@titel'/></xsl:if>",
     "<plan> of a report has no titel=\"…\"; did you mean \"title\"?"},
    {"<xsl:value-of select='$whole/@titel'/>", "<report> of a report has no titel=\"…\""},
    {"<xsl:value-of select=\"key('u', 'a')/@titel\"/>", "<unit> of a report has no titel=\"…\""},
    {"<xsl:value-of select='r:report/units'/>", "\"units\" finds nothing: elements of a report need their "
                                                "prefix, as in r:units; an attribute is @units"},
    {UNITS "<xsl:value-of select='name'/>" END,
     "\"name\" finds nothing: an attribute is @name, a variable $name"},
    {"<xsl:value-of select='$built/task'/>",
     "\"task\" finds nothing: elements of a report need their prefix, as in r:task; an attribute is @task"},
    {"<xsl:if test=\"//r:figure[@light != 'yelow']\">x</xsl:if>",
     "light of <figure> of a report is never \"yelow\"; did you mean \"yellow\"?"},
    {UNITS "<xsl:value-of select='../@titel'/>" END, "<units> of a report has no titel=\"…\""},
    {UNITS "<xsl:value-of select='../../@titel'/>" END, "<report> of a report has no titel=\"…\""},
    {"<xsl:value-of select='(//r:part/r:task | //r:area/r:task)/@name'/>",
     "<task> of a report has no name=\"…\""},
    {"<xsl:value-of select='@year'/>", "@year finds nothing here, before the root <report>"},
    {"<xsl:value-of select='//r:unit/@ titel'/>", "<unit> of a report has no titel=\"…\""},
    {"<xsl:value-of select='/./r:units'/>", "a report has no <units> there"},
    {"<xsl:if test='level = 2'>x</xsl:if>",
     "\"level\" finds nothing: an attribute is @level, a variable $level"},
    {"<p id='{issuer}'/>", "\"issuer\" finds nothing: an attribute is @issuer, a variable $issuer"},
    {"<xsl:value-of xmlns:q='urn:tongboa:report' select='q:report'/>",
     "q:report finds nothing: the prefix is \"urn:tongboa:report\", the report's namespace is "
     "\"urn:tongbao:report\""},
    {"<xsl:value-of select='$whoel/@year'/>", "there is no variable \"whoel\" here"},
    {"<xsl:value-of select='string-lenght(.)'/>", "there is no function string-lenght()"},
    {"<xsl:call-template name='tt'/>", "there is no template of the name \"tt\""},
    {"<p>{@due}</p>",
     "\"{@due}\" is printed as it stands; in a text it must be <xsl:value-of select=\"@due\"/>"},
    {"<xsl:if test=\"'avarage' = //r:figure/@base\">x</xsl:if>",
     "base of <figure> of a report is never \"avarage\"; did you mean \"average\"?"},
    {"<xsl:if test=\"//@light = 'yelow'\">x</xsl:if>",
     "in a report light is never \"yelow\"; did you mean \"yellow\"?"},
    {"<xsl:if test=\"//r:figure/@reached = 'yes'\">x</xsl:if>",
     "reached of <figure> of a report is never \"yes\""},
    {UNITS "<xsl:if test=\"not(@self = 'yes')\">x</xsl:if>" END,
     "self of <unit> of a report is never \"yes\""},
};

#define REST                                                                                                 \
    "<xsl:key name='k' match='r:p' use='1'/><xsl:template name='t'><xsl:param name='a'/></xsl:template>"     \
    "<xsl:template match='r:p' mode='m'/><xsl:key name='u' match='r:unit' use='@id'/>"                       \
    "<xsl:variable name='whole' select='/r:report'/><xsl:variable name='built'><x y='1'/></xsl:variable>"

static void is_told(const char *slip, const char *said)
{
    put("rest.xsl", SHEET(REST));
    const char *sheet = arena_printf(arena,
                                     SHEET("<xsl:include href='rest.xsl'/><xsl:template match='/'>\n"
                                           "<document>%s</document></xsl:template>"),
                                     slip);
    assert_says(sheet, arena_printf(arena, "letter.xsl:3: error: faulty template: %s\n", said));
    diag_free(diag);
    diag = diag_new();
}

static void slips_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++)
        is_told(slips[i].slip, slips[i].said);
}

static void what_is_asked_in_vain_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vain / sizeof vain[0]; i++)
        is_told(vain[i].slip, vain[i].said);
}

/* Patterns and keys too. */
static void patterns_in_vain(void **state)
{
    (void)state;
    assert_says(SHEET("<xsl:template match='/'><document><p>x</p></document></xsl:template>\n"
                      "<xsl:template match='r:unit/r:task'/>\n"
                      "<xsl:key name='k' match='r:unit' use='@titel'/>\n"
                      "<xsl:template match='r:unit'><xsl:value-of select='@titel'/></xsl:template>"),
                "letter.xsl:3: error: faulty template: <unit> of a report holds no <task>\n"
                "letter.xsl:4: error: faulty template: <unit> of a report has no titel=\"…\"\n"
                "letter.xsl:5: error: faulty template: <unit> of a report has no titel=\"…\"\n");
}

/* What can't be told beforehand, or is right, isn't told. A stylesheet that reads something else than the
 * report may ask it for anything. */
static const char *const honest[] = {
    "<xsl:if test=\"string(//r:figure/@base) = '' or normalize-space(//r:unit/@self) = ''\">x</xsl:if>",
    "<xsl:if test=\"concat(//r:figure/@measure, '-', //r:figure/@light) = 'count-red'\">x</xsl:if>",
    "<xsl:if test=\"//r:figure/@unit[../@light] = 'x' or (//@unit | //@light) = 'x'\">x</xsl:if>",
    "<xsl:if test=\"//r:figure/@base != '' or not(//r:unit/@self = '')\">x</xsl:if>",
    "<xsl:if test=\"//r:figure/@light = $unit or //r:rules/@about = '5' or //r:unit/@name = 'x'\">x</xsl:if>",
    "<xsl:if test=\"//r:tally/@reached = '5'\">x</xsl:if>",
    "<xsl:value-of select=\"key('any', 'a')/@title\"/><xsl:value-of select=\"key(' u ', 'a')/@name\"/>",
    "<xsl:value-of xmlns:q='urn:tongbao:report' select='q:report/r:units/q:unit/@name'/>",
    "<xsl:for-each select='/*/*'><xsl:value-of select='@dated | namespace::p | ../@year'/></xsl:for-each>",
    "<xsl:for-each select='//r:unit[position() mod 2 = 1 and @name]/@*'><xsl:value-of select='../@rank'/>"
    "</xsl:for-each>",
    "<xsl:for-each select='//*[self::r:unit or self::r:task]'><xsl:value-of select='@title | "
    "@name'/></xsl:for-each>",
    "<xsl:for-each select='//r:task'><xsl:call-template name='lab'/><xsl:apply-templates "
    "select='..'/></xsl:for-each>",
    "<xsl:value-of select='- 2 * count(//r:unit)-1.5 div .5 * count(*)'/>",
    "<xsl:for-each select='//r:unit'><xsl:variable name='whole' select='.'/><xsl:value-of "
    "select='$whole/@name'/>"
    "</xsl:for-each>",
    "<xsl:apply-templates mode='q:m' xmlns:q='urn:q' select='//r:text/text() | //r:p/node() | //comment()'/>",
};
/* The same with documents and fragments of one's own. */
static const char *const own[] = {
    "<xsl:for-each select=\"document ('own.xml')/list\"><xsl:value-of select=\"item[@light='a']/@own\"/>"
    "<xsl:value-of select='/list/@z'/></xsl:for-each>",
    "<xsl:apply-templates select=\"document('own.xml')\" mode='list'/>",
    "<xsl:value-of select='exsl:node-set($built)/x/@y'/>",
    "<xsl:variable name='t'><xsl:for-each select='//r:unit'><xsl:copy><xsl:attribute "
    "name='nick'>x</xsl:attribute>"
    "<xsl:copy-of select='//r:figure'/></xsl:copy></xsl:for-each></xsl:variable>"
    "<xsl:value-of select='exsl:node-set($t)/r:unit/@nick'/><xsl:value-of "
    "select='count(exsl:node-set($t)/r:unit/r:figure)'/>",
    "<xsl:value-of select=\"document('')//o:row/@n\" xmlns:o='urn:own'/>",
};

static void is_honest(const char *body, const char *more)
{
    put("rest.xsl", SHEET(REST));
    put("own.xml", "<list><unit name='x' own='y'/></list>");
    const char *made = compose(
        arena_printf(
            arena,
            SHEET(
                "<xsl:include href='rest.xsl'/><xsl:param name='unit'/>%s<xsl:key name='any' match='r:unit' "
                "use='@id'/><xsl:key name='any' match='r:task' use='@id'/><xsl:template match='/'><document>"
                "<p>x%s</p></document></xsl:template><xsl:template match='r:task' name='lab'>"
                "<xsl:value-of select='@title | @name'/></xsl:template><xsl:template match='r:area | "
                "r:part'/>"
                "<xsl:template match='node()' mode='p:m' xmlns:p='urn:q'/><o:table xmlns:o='urn:own'><o:row "
                "n='1'/>"
                "</o:table>"),
            more, body),
        "a");
    assert_string_equal(messages(), "");
    assert_non_null(made);
}

static void what_may_be_there_is_not_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof honest / sizeof honest[0]; i++)
        is_honest(honest[i], "");
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        is_honest(own[i],
                  "<xsl:template match='/' mode='list'><xsl:for-each select='list/unit'><xsl:value-of "
                  "select='@own'/></xsl:for-each></xsl:template>");
}

/* A file that several stylesheets include may hold what one of them alone has keys, modes, variables for;
 * what none has is told, once, whatever each says of it. */
static void shared_files(void **state)
{
    (void)state;
    static const char overview[] = SHEET("<xsl:template match='/'><html xmlns=''/></xsl:template>");
    put("shared.xsl", SHEET("<xsl:template name='s'><xsl:value-of select=\"key('k', 1)/@name\"/>\n"
                            "<xsl:value-of select='$of/@note'/><xsl:apply-templates mode='m'/>\n"
                            "<xsl:call-template name='t'/></xsl:template>"));
    put("letter.xsl",
        SHEET("<xsl:include href='shared.xsl'/><xsl:key name='k' match='r:unit' use='1'/><xsl:variable "
              "name='of' "
              "select='r:report/r:issuance/r:letters'/><xsl:template name='t'/><xsl:template match='node()' "
              "mode='m'/><xsl:template match='/'><document><p>x</p></document></xsl:template>"));
    put("bulletin.xsl", SHEET("<xsl:include href='shared.xsl'/><xsl:variable name='of' "
                              "select='r:report/r:issuance/r:bulletin'/>"
                              "<xsl:template match='/'><document><p>x</p></document></xsl:template>"));
    put("overview.xsl", overview);
    struct composer *composer = composer_open(folder, diag);
    assert_string_equal(messages(), "");
    assert_non_null(composer);
    composer_free(composer);

    put("shared.xsl", SHEET("<xsl:template name='s'>\n<xsl:value-of select='$of/@noet'/></xsl:template>"));
    assert_null(composer_open(folder, diag));
    assert_string_equal(messages(), "shared.xsl:3: error: faulty template: <bulletin> of a report has no "
                                    "noet=\"…\"; did you mean \"note\"?\n"
                                    "shared.xsl:3: error: faulty template: <letters> of a report has no "
                                    "noet=\"…\"; did you mean \"note\"?\n");
}

/* Variables that need many others, many times: it comes to an end. */
static void many_variables(void **state)
{
    (void)state;
    enum { MANY = 400 };
    struct buffer sheet = {0};
    for (int i = 0; i < MANY; i++) {
        buffer_printf(&sheet, "<xsl:variable name='v%d' select='//r:unit", i);
        for (int k = 0; k < i; k++)
            buffer_printf(&sheet, "|$v%d", k);
        buffer_puts(&sheet, "'/>");
    }
    put("rest.xsl", arena_printf(arena, SHEET("%s"), buffer_text(&sheet)));
    assert_non_null(
        compose(SHEET("<xsl:include href='rest.xsl'/><xsl:template match='/'><document><p>x</p></document>"
                      "</xsl:template>"),
                "a"));
    buffer_free(&sheet);
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
        cmocka_unit_test_setup_teardown(what_is_asked_in_vain_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(patterns_in_vain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_may_be_there_is_not_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shared_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_variables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_without_slips, set_up, tear_down),
        cmocka_unit_test_setup_teardown(outside_templates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_number_is_printed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_have_the_place_of_their_element, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
