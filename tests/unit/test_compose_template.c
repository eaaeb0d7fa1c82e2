/*
 * Templates on their leash: what they may and may not do, and what is said of their faults. Every case writes
 * its templates into a folder of its own.
 */
#include "sheet_fixture.h"

#define D(content) "<document xmlns=\"urn:tongbao:document\">" content "</document>"

static void a_template_makes_a_document(void **state)
{
    (void)state;
    assert_string_equal(compose(SHEET("<xsl:param name='unit'/><xsl:template match='/'><document><p>"
                                      "<xsl:value-of select='$unit'/></p></document></xsl:template>"),
                                "it's \"quoted\""),
                        D("<p>it's \"quoted\"</p>"));
    assert_string_equal(messages(), "");
}

static void templates_include_others_of_their_folder(void **state)
{
    (void)state;
    char sub[128];
    snprintf(sub, sizeof sub, "%s/sub", folder);
    mkdir(sub, 0700);
    put("sub/one.xsl", SHEET("<xsl:import href='two.xsl'/><xsl:variable name='a' select='1'/>"));
    put("sub/two.xsl", SHEET("<xsl:variable name='b' select='2'/>"));
    put("words.xml", "<w>words</w>");
    assert_string_equal(compose(SHEET("<xsl:include href='sub/one.xsl'/><xsl:template match='/'>" P(
                                    "<xsl:value-of select=\"concat($a, $b, "
                                    "document('sub/.././words.xml')/w)\"/>") "</xsl:template>"),
                                "a"),
                        D("<p>12words</p>"));
    assert_string_equal(messages(), "");
}

static void the_overview_is_html(void **state)
{
    (void)state;
    assert_non_null(compose(GOOD, "a"));
    struct composer *composer = composer_open(folder, diag);
    xmlDocPtr report = new_report();
    struct buffer html = {0};
    assert_true(compose_overview(composer, report, &html, diag));
    assert_non_null(strstr(buffer_text(&html), ">4</html>"));
    buffer_free(&html);
    xmlFreeDoc(report);
    composer_free(composer);
}

/* ---- faults ----------------------------------------------------------------------------------------------
 */

static void a_missing_template_is_no_input(void **state)
{
    (void)state;
    put("bulletin.xsl", GOOD);
    put("letter.xsl", GOOD);
    assert_null(composer_open(folder, diag));
    assert_int_equal(diag_status(diag), 66);
    assert_string_equal(messages(), "overview.xsl: error: no such file\n");
}

static void faults_of_the_text_have_their_line(void **state)
{
    (void)state;
    assert_says(
        ROOT("<p>\n</b>"),
        "letter.xsl:4: error: not well-formed XML: </b> closes nothing, since open here is <p> of line 3; "
        "was a <b> closed by \"/>\" before?\n");
}

static void faults_of_compilation_have_their_line(void **state)
{
    (void)state;
    assert_says(ROOT("\n<xsl:value-of select='1 +'/>"),
                "letter.xsl:4: error: faulty template: the expression \"1 +\" can't be read: something is "
                "left out, or "
                "too much\n");
}

static void unknown_instructions_are_faults_one_a_line(void **state)
{
    (void)state;
    assert_says(ROOT("<xsl:valu-of/><xsl:value-f/>\n<xsl:iff/>"),
                "letter.xsl:3: error: faulty template: there is no <xsl:valu-of>\n"
                "letter.xsl:4: error: faulty template: there is no <xsl:iff>\n");
}

static void faults_of_an_included_template_have_its_name(void **state)
{
    (void)state;
    put("common.xsl", SHEET("\n\n<xsl:template name='x'><xsl:if/></xsl:template>"));
    assert_says(SHEET("<xsl:include href='common.xsl'/><xsl:template match='/'><p/></xsl:template>"),
                "common.xsl:4: error: faulty template: <xsl:if> lacks test=\"…\"\n");
}

static void faults_of_the_run_have_their_line(void **state)
{
    (void)state;
    assert_says(ROOT("\n\n<p><xsl:value-of select='$none'/></p>"),
                "letter.xsl:5: error: faulty template: there is no variable \"none\" here\n");
}

static void an_unknown_function_is_a_fault(void **state)
{
    (void)state;
    assert_null(compose(ROOT("<p><xsl:value-of select='made-up(1)'/></p>"), "a"));
    const char *said = messages();
    assert_non_null(strstr(said, "letter.xsl:3: error: faulty template: "));
    assert_non_null(strstr(said, "made-up"));
}

static void doctype_is_refused(void **state)
{
    (void)state;
    assert_says("<!DOCTYPE x [<!ENTITY e SYSTEM '/etc/passwd'>]>" ROOT(P("&e;")),
                "letter.xsl: error: faulty template: DOCTYPE is not allowed\n");
}

static void a_message_that_ends_the_run_is_an_error(void **state)
{
    (void)state;
    assert_says(ROOT("<xsl:message>by the way</xsl:message>\n<xsl:message terminate='yes'>no <xsl:value-of "
                     "select=\"'unit'\"/></xsl:message>"),
                "letter.xsl:3: note: the template says: by the way\n"
                "letter.xsl:4: error: faulty template: no unit\n");
}

static void a_message_that_does_not_end_it_is_a_note(void **state)
{
    (void)state;
    assert_non_null(compose(ROOT("<xsl:message>by the way</xsl:message>" P("x")), "a"));
    assert_string_equal(messages(), "letter.xsl:3: note: the template says: by the way\n");
    assert_int_equal(diag_status(diag), 0);
}

static void what_the_document_lacks_is_the_templates_fault(void **state)
{
    (void)state;
    assert_says(
        ROOT("<document><p size='3'>x</p></document>"),
        "letter.xsl:3: error: the template made a faulty document: attribute not allowed here: size in "
        "<p>; allowed: id, indent\n");
    assert_says(ROOT("<document format='letter'><title>T</title></document>"),
                "letter.xsl:3: error: the template made a faulty document: it is empty\n");
    assert_says(
        ROOT(P("x") P("y")),
        "letter.xsl: error: the template made a faulty document: a second element beside <document>\n");
}

static void an_empty_result_is_a_fault(void **state)
{
    (void)state;
    assert_null(compose(SHEET("<xsl:template match='/'/>"), "a"));
    assert_int_equal(diag_status(diag), 65);
}

/* ---- the leash -------------------------------------------------------------------------------------------
 */

static const struct {
    const char *what, *letter, *said;
} forbidden[] = {
    {"a file by its path", ROOT(P("<xsl:copy-of select=\"document('/etc/hostname')\"/>")), "/etc/hostname"},
    {"a file by URL", ROOT(P("<xsl:copy-of select=\"document('file:///etc/hostname')\"/>")),
     "file:///etc/hostname"},
    {"the folder above", ROOT(P("<xsl:copy-of select=\"document('../outside.xml')\"/>")), "../outside.xml"},
    {"the folder above, hidden", ROOT(P("<xsl:copy-of select=\"document('x/%2e%2e/%2E%2E/outside.xml')\"/>")),
     "../outside.xml"},
    {"through a link", ROOT(P("<xsl:copy-of select=\"document('link.xml')\"/>")), "link.xml"},
    {"the network", ROOT(P("<xsl:copy-of select=\"document('http://localhost:9/x')\"/>")),
     "http://localhost:9/x"},
    {"another scheme", ROOT(P("<xsl:copy-of select=\"document('urn:words.xml')\"/>")), "urn:words.xml"},
    {"an include from above", SHEET("<xsl:include href='../outside.xsl'/>"), "../outside.xsl"},
    {"an import from the network", SHEET("<xsl:import href='http://localhost:9/x.xsl'/>"),
     "http://localhost:9/x.xsl"},
    {"a file to be written", ROOT("<exsl:document href='x'/>"), "templates may write nothing: exsl:document"},
};

static void what_is_forbidden_is_refused_and_named(void **state)
{
    (void)state;
    assert_int_equal(symlink("/etc/hostname", arena_printf(arena, "%s/link.xml", folder)), 0);
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
        const char *made = compose(forbidden[i].letter, "a");
        const char *said = messages();
        if (made || !strstr(said, forbidden[i].said) || !strstr(said, ": error: faulty template: "))
            fail_msg("%s: %s\n%s", forbidden[i].what, made ? made : "", said);
        diag_free(diag);
        diag = diag_new();
    }
}

static void nothing_is_written(void **state)
{
    (void)state;
    static const char *const writers[] = {
        "<exsl:document href='%s/written' xmlns:exsl='http://exslt.org/common' "
        "xsl:extension-element-prefixes='exsl'/>",
        "<xsl:document href='%s/written'/>",
        "<saxon:output xmlns:saxon='http://icl.com/saxon' file='%s/written' "
        "xsl:extension-element-prefixes='saxon'/>",
        "<redirect:write xmlns:redirect='org.apache.xalan.xslt.extensions.Redirect' file='%s/written'"
        " xsl:extension-element-prefixes='redirect'/>",
    };
    const char *target = arena_printf(arena, "%s/written", folder);
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        char *writer = strstr(arena_strdup(arena, writers[i]), "%s");
        struct buffer letter = {0};
        buffer_puts(&letter, "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                             "<xsl:template match='/'><xsl:variable name='x'>");
        buffer_add(&letter, writers[i], strlen(writers[i]) - strlen(writer));
        buffer_puts(&letter, "file://");
        buffer_puts(&letter, folder);
        buffer_puts(&letter, writer + 2);
        buffer_puts(
            &letter,
            "</xsl:variable><document xmlns='urn:tongbao:document'/></xsl:template></xsl:stylesheet>");
        const char *made = compose(buffer_text(&letter), "a");
        assert_int_equal(access(target, F_OK), -1);
        /* refused, or not known and so without effect */
        assert_string_equal(made ? made : "", diag_errors(diag) ? "" : D(""));
        buffer_free(&letter);
        diag_free(diag);
        diag = diag_new();
    }
}

static void runaway_templates_are_stopped(void **state)
{
    (void)state;
    static const char *const runaways[] = {
        SHEET("<xsl:template match='/' name='x'><xsl:call-template name='x'/></xsl:template>"),
        SHEET("<xsl:template match='/' name='x'><p><xsl:call-template name='x'/></p></xsl:template>"),
        SHEET(
            "<xsl:template match='/'><xsl:for-each select='.'><xsl:variable name='v'><xsl:apply-templates "
            "select='/'><xsl:sort select='1'/><xsl:with-param name='p'><xsl:if test='1'><xsl:apply-templates "
            "select='/'/></xsl:if></xsl:with-param></xsl:apply-templates></xsl:variable><xsl:copy-of "
            "select='$v'/>"
            "</xsl:for-each></xsl:template>"),
        SHEET("<xsl:template match='/'><xsl:element name='p'><xsl:attribute name='a'><xsl:choose><xsl:when "
              "test='1'>"
              "<xsl:apply-templates "
              "select='.'/></xsl:when></xsl:choose></xsl:attribute></xsl:element></xsl:template>"),
        SHEET("<xsl:variable name='a' select='$b'/><xsl:variable name='b' select='$a'/>"
              "<xsl:template match='/'><xsl:value-of select='$a'/></xsl:template>"),
        ROOT(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP(LOOP("<xsl:if test='0'/>")))))))))),
    };
    for (size_t i = 0; i < sizeof runaways / sizeof runaways[0]; i++) {
        assert_null(compose(runaways[i], "a"));
        assert_int_equal(diag_status(diag), 65);
        diag_free(diag);
        diag = diag_new();
    }
}

/* A list joined by recursion over two thousand members is no runaway. */
static void honest_recursion_goes_through(void **state)
{
    (void)state;
    assert_non_null(
        compose(SHEET("<xsl:template match='/' name='x'><xsl:param name='n' select='2500'/><xsl:choose>"
                      "<xsl:when test='$n = 0'>" P(
                          "x") "</xsl:when><xsl:otherwise><xsl:call-template "
                               "name='x'><xsl:with-param name='n' select='$n - 1'/></xsl:call-template>"
                               "</xsl:otherwise></xsl:choose></xsl:template>"),
                "a"));
    assert_string_equal(messages(), "");
}

static void the_same_comes_out_every_time(void **state)
{
    (void)state;
    static const char letter[] = ROOT("<xsl:variable name='v'><x/></xsl:variable>" P(
        "<xsl:for-each select='//r:unit'><xsl:value-of select='generate-id()'/></xsl:for-each>"
        "<xsl:value-of select='generate-id(exsl:node-set($v))'/>"));
    const char *first = compose(letter, "a");
    assert_non_null(first);
    void *displaced = malloc(100000); /* so that addresses differ */
    assert_string_equal(compose(letter, "a"), first);
    free(displaced);
}

/* xsl:strip-space cuts the tree it is given; the report must stay whole for the next template. */
static void the_report_is_the_same_afterwards(void **state)
{
    (void)state;
    put("bulletin.xsl", SHEET("<xsl:strip-space elements='*'/><xsl:template match='/'>" P(
                            "<xsl:value-of select='//r:p'/>") "</xsl:template>"));
    put("letter.xsl", GOOD);
    put("overview.xsl", GOOD);
    static const char spaced[] = "<report xmlns='urn:tongbao:report'><p>a</p> <p> </p></report>";
    xmlDocPtr report = xmlReadMemory(spaced, sizeof spaced - 1, "report.xml", NULL, 0);
    struct composer *composer = composer_open(folder, diag);
    struct buffer xml = {0};
    assert_non_null(compose_document(composer, TEMPLATE_BULLETIN, report, NULL, arena, &xml, diag));
    xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(report));
    assert_string_equal((const char *)text, "a  ");
    xmlFree(text);
    buffer_free(&xml);
    composer_free(composer);
    xmlFreeDoc(report);
}

/* ---- places ----------------------------------------------------------------------------------------------
 */

/* A message about a rare character points at the input that it came from. */
static void rare_characters_have_their_place_in_the_input(void **state)
{
    (void)state;
    put("bulletin.xsl",
        ROOT("<document><p>plain</p><p><xsl:value-of select=\"//r:unit[@id='b']/@name\"/></p>"
             "<p><xsl:value-of select=\"//r:task[@id='1.1.1']/r:text\"/></p>"
             "<p>\n<b><xsl:value-of select='//r:figure/@note'/></b></p><p>\xE3\x90\x82</p></document>"));
    put("letter.xsl", GOOD);
    put("overview.xsl", GOOD);
    struct composer *composer = composer_open(folder, diag);
    xmlDocPtr report = new_report();
    struct buffer xml = {0};
    const struct document *d = compose_document(composer, TEMPLATE_BULLETIN, report, NULL, arena, &xml, diag);
    static const struct where expected[] = {
        {"bulletin.xsl", 0}, {"n.xml", 4}, {"n.xml", 10}, {"q.xml", 7}, {"bulletin.xsl", 0}};
    composer_free(composer);
    xmlFreeDoc(report);
    assert_non_null(d);
    assert_int_equal(d->body.count, 5);
    for (int i = 0; i < 5; i++) {
        const struct where at = d->body.block[i].para.at;
        const char *slash = strrchr(at.file, '/');
        assert_string_equal(slash ? slash + 1 : at.file, expected[i].file);
        assert_int_equal(at.line, expected[i].line);
    }
    buffer_free(&xml);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_template_makes_a_document),
        TEST(templates_include_others_of_their_folder),
        TEST(the_overview_is_html),
        TEST(a_missing_template_is_no_input),
        TEST(faults_of_the_text_have_their_line),
        TEST(faults_of_compilation_have_their_line),
        TEST(unknown_instructions_are_faults_one_a_line),
        TEST(faults_of_an_included_template_have_its_name),
        TEST(faults_of_the_run_have_their_line),
        TEST(an_unknown_function_is_a_fault),
        TEST(doctype_is_refused),
        TEST(a_message_that_ends_the_run_is_an_error),
        TEST(a_message_that_does_not_end_it_is_a_note),
        TEST(what_the_document_lacks_is_the_templates_fault),
        TEST(an_empty_result_is_a_fault),
        TEST(what_is_forbidden_is_refused_and_named),
        TEST(nothing_is_written),
        TEST(runaway_templates_are_stopped),
        TEST(honest_recursion_goes_through),
        TEST(the_same_comes_out_every_time),
        TEST(the_report_is_the_same_afterwards),
        TEST(rare_characters_have_their_place_in_the_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
