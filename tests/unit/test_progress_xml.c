/* The report as XML for the templates, and as a dump. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "small_plan.h"

/* The value of an XPath over the report XML, as text. */
static const char *find(xmlDocPtr doc, const char *path)
{
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(context, BAD_CAST "r", BAD_CAST "urn:tongbao:report");
    xmlXPathObjectPtr result = xmlXPathEvalExpression(BAD_CAST path, context);
    assert_non_null(result);
    xmlChar *value = xmlXPathCastToString(result);
    const char *kept = arena_strdup(arena, (const char *)value);
    xmlFree(value);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    return kept;
}

struct fact {
    const char *path, *value;
};

static const struct fact xml_facts[] = {
    {"/r:report/@notice", "n"},
    {"/r:report/@quarter", "3"},
    {"/r:report/@asof", "2024-09-30"},
    {"/r:report/@sample", "true"},
    {"/r:report/r:rules/@red", "30"},
    {"count(/r:report/r:promulgation/r:to)", "2"},
    {"/r:report/r:issuance/r:bulletin/@number", "No. 9"},
    {"count(/r:report/r:issuance/r:letters/@number)", "0"},
    {"/r:report/r:issuance/r:letters/@urgency", "urgent"},
    {"/r:report/r:issuance/r:letters/r:cc", "Archive"},
    {"/r:report/r:issuance/r:imprint/@office", "Issuing Office"},
    {"/r:report/r:issuance/r:imprint/@date", "2024-10-18"},
    {"/r:report/r:issuance/@reply-by", "2024-10-31"},
    {"count(//r:seal | //r:contact)", "0"},
    {"//r:unit[@id='a']/@full", "The Office A"},
    {"//r:unit[@id='a']/@number", "L 1"},
    {"//r:unit[@id='a']/@file", "letters/01.pdf"},
    {"//r:unit[@id='a']/@mean-lead", "-8.1"},
    {"//r:unit[@id='a']/@green-share", "66.7"},
    {"count(//r:unit[@id='b']/@number)", "0"},
    {"//r:unit[@id='s']/@self", "true"},
    {"//r:unit[@id='s']/@place", "6"},
    {"count(//r:unit[@id='s']/@rank)", "0"},
    {"//r:unit[@id='b']/r:lead/r:tally/@total", "5"},
    {"//r:plan/r:part[1]/r:area[1]/r:task/r:text", "Build some 7 homes & a share 75%."},
    {"count(//r:task[@id='1.1']/r:text/r:target)", "2"},
    {"//r:text/r:target[@ref='1.1-1']", "some 7 homes"},
    {"//r:text/r:target[@ref='1.1-1']/r:target[@ref='1.1-2']", "7"},
    {"count(//r:part[2]/r:task)", "2"},
    {"//r:part[2]/r:p", "Words <of> progress."},
    {"//r:task[@id='2.1']/r:words/r:p", "Words <of> progress."},
    {"//r:task[@id='2.1']/r:tally/@total", "0"},
    {"count(//r:task[@id='2.1']/r:tally/@light)", "0"},
    {"//r:task[@id='1.1']/@others", "true"},
    {"count(//r:task[@id='1.2']/@others)", "0"},
    {"count(//r:task[@id='1.1']/r:lead)", "2"},
    {"//r:figure[@target='1.1-1']/@share", "85.7"},
    {"//r:figure[@target='1.1-1']/@due", "75.0"},
    {"//r:figure[@target='1.1-1']/@lead", "10.7"},
    {"count(//r:figure[@target='1.1-1']/@behind)", "0"},
    {"count(//r:figure[@target='1.1-1']/@short)", "0"},
    {"//r:figure[@target='1.1-1']/@change", "1.9"},
    {"//r:figure[@target='1.1-1']/@about", "true"},
    {"//r:figure[@target='1.1-1']/@note", "late"},
    {"//r:figure[@target='1.1-1']/@line", "3"},
    {"count(//r:figure[@target='1.1-1']/r:earlier)", "2"},
    {"//r:figure[@target='1.1-1']/r:earlier[2]/@value", "4.1"},
    {"//r:figure[@target='1.1-1']/r:earlier[2]/@share", "58.6"},
    {"//r:figure[@target='1.1-2']/@target-max", "3"},
    {"//r:figure[@target='1.1-2']/@behind", "35.0"},
    {"//r:figure[@target='1.1-2']/@short", "true"},
    {"count(//r:figure[@target='1.1-2']/@target-value)", "0"},
    {"//r:figure[@target='1.1-2']/r:earlier[1]/@state", "missing"},
    {"//r:figure[@target='1.1-3']/@reached", "true"},
    {"//r:figure[@target='1.2-1']/@ceiling", "true"},
    {"count(//r:figure[@target='1.2-1']/@lead)", "0"},
    {"//r:figure[@target='1.2-1']/@over", "true"},
    {"//r:figure[@target='1.2-1']/@excess", "5.9"},
    {"//r:figure[@target='1.2-1']/@bar", "105.9"},
    {"//r:figure[@target='1.2-2']/@state", "na"},
    {"//r:figure[@target='1.2-2']/@base", "average"},
    {"count(//r:figure[@target='1.2-2']/@value)", "0"},
    {"//r:figure[@target='2.2-2']/@state", "missing"},
    {"//r:figure[@target='2.2-2']/@target-value", "1.20"},
    {"count(//r:figure[@target='2.2-2']/@share | //r:figure[@target='2.2-2']/@bar)", "0"},
    {"//r:total/r:tally/@mean", "75.2"},
    {"//r:total/r:tally/@missing", "1"},
    {"//r:total/r:tally/@reported", "5"},
    {"count(//r:trend/r:quarter)", "3"},
    {"//r:trend/r:quarter[3]/r:tally/@green", "3"},
    {"//r:ranking/r:rank[1]/@unit", "d"},
    {"count(//r:ranking/r:rank[4]/@rank)", "0"},
    {"//r:figure[@target='1.1-1']/@at", "plan.xml:20"},
    {"//r:unit[@id='a']/@at", "plan.xml:3"},
    {"//r:words/@at", "q3.xml:9"},
    {"count(//*[namespace-uri() != 'urn:tongbao:report'])", "0"},
    {NULL, NULL},
};

/* Holds the facts, closed by one without a path; frees the document. */
static void hold(xmlDocPtr doc, const struct fact *fact)
{
    int faults = 0;
    for (; fact->path; fact++) {
        const char *found = find(doc, fact->path);
        if (strcmp(found, fact->value) != 0) {
            print_error("%s is \"%s\", not \"%s\"\n", fact->path, found, fact->value);
            faults++;
        }
    }
    report_free(doc);
    assert_int_equal(faults, 0);
}

static void the_xml_says_what_the_templates_need(void **state)
{
    (void)state;
    const char *number[UNITS] = {"L 1"}, *file[UNITS] = {"letters/01.pdf"};
    hold(report_xml(report, &(struct numbering){.number = number, .file = file}), xml_facts);
}

/* Values that miss by less than is printed of them: 499.99 of 500 cars, 3200.01 t under a ceiling of 3200. */
static void what_rounding_hides_is_said_besides(void **state)
{
    (void)state;
    static const struct fact facts[] = {
        {"//r:figure[@target='2.2-1']/@share", "100.0"},     {"//r:figure[@target='2.2-1']/@lead", "0.0"},
        {"count(//r:figure[@target='2.2-1']/@behind)", "0"}, {"//r:figure[@target='2.2-1']/@short", "true"},
        {"//r:figure[@target='1.2-1']/@share", "100.0"},     {"//r:figure[@target='1.2-1']/@over", "true"},
        {"count(//r:figure[@target='1.2-1']/@excess)", "0"}, {"//r:figure[@target='1.1-3']/@lead", "0.0"},
        {"count(//r:figure[@target='1.1-3']/@short)", "0"},  {NULL, NULL},
    };
    static const struct fact facts_at_the_ceiling[] = {
        {"count(//r:figure[@target='1.2-1']/@over)", "0"},
        {"count(//r:figure[@target='1.2-1']/@excess)", "0"},
        {NULL, NULL},
    };
    static const struct fact facts_below_the_ceiling[] = {
        {"count(//r:figure[@target='1.2-1']/@excess)", "0"},
        {NULL, NULL},
    };
    struct actual actual[] = {{.target = "2.2-1", .value = {49999, 2}},
                              {.target = "1.2-1", .value = {320001, 2}},
                              {.target = "1.1-3", .value = {75, 0}}};
    const struct quarter quarter = {.year = 2024, .number = 3, .actual = actual, .actual_count = 3};
    hold(report_xml(progress_report(&plan, &quarter, NULL, 0, &issuance, arena), NULL), facts);
    actual[1].value = (struct decimal){3200, 0};
    hold(report_xml(progress_report(&plan, &quarter, NULL, 0, &issuance, arena), NULL), facts_at_the_ceiling);
    actual[1].value = (struct decimal){2400, 0};
    hold(report_xml(progress_report(&plan, &quarter, NULL, 0, &issuance, arena), NULL),
         facts_below_the_ceiling);
}

/* A bar is drawn up to 150, whatever the share. */
static void bars_have_an_end(void **state)
{
    (void)state;
    static const struct fact facts[] = {
        {"//r:figure[@target='2.2-1']/@share", "200.0"},
        {"//r:figure[@target='2.2-1']/@bar", "150.0"},
        {"//r:figure[@target='1.1-3']/@share", "150.0"},
        {"//r:figure[@target='1.1-3']/@bar", "150.0"},
        {"//r:figure[@target='1.1-1']/@share", "142.9"},
        {"//r:figure[@target='1.1-1']/@bar", "142.9"},
        {NULL, NULL},
    };
    struct actual actual[] = {{.target = "2.2-1", .value = {1000, 0}},
                              {.target = "1.1-3", .value = {1125, 1}},
                              {.target = "1.1-1", .value = {10, 0}}};
    const struct quarter quarter = {.year = 2024, .number = 3, .actual = actual, .actual_count = 3};
    hold(report_xml(progress_report(&plan, &quarter, NULL, 0, &issuance, arena), NULL), facts);
}

/* Areas and the tasks beside them are counted in one row, in a letter too, which holds only some of them. */
static void areas_and_tasks_beside_them_are_counted_together(void **state)
{
    (void)state;
    static const struct fact facts[] = {
        {"//r:task[@id='1']/@ordinal", "1"},
        {"//r:area[@id='2']/@ordinal", "2"},
        {"//r:task[@id='2.1']/@ordinal", "1"},
        {"//r:task[@id='3']/@ordinal", "3"},
        {NULL, NULL},
    };
    static const struct fact letter_facts_of_b[] = {
        {"count(//r:task)", "1"},
        {"//r:task/@ordinal", "3"},
        {NULL, NULL},
    };
    static struct task row[] = {
        {"1", "one", 0, -1, 1, plain_text, 1, lead_c, NULL, 1, 0, false, 0, 0, {"plan.xml", 2}},
        {"2.1", "two", 0, 0, 1, plain_text, 1, lead_c, NULL, 1, 0, false, 0, 0, {"plan.xml", 4}},
        {"3", "three", 0, -1, 2, plain_text, 1, lead_b, NULL, 1, 0, false, 0, 0, {"plan.xml", 5}},
    };
    struct area area = {"2", "area", 0, 1, 1, 1, {"plan.xml", 3}};
    struct part part = {.id = "p", .title = "part", .ordinal = 1, .area_count = 1, .task_count = 3};
    struct plan mixed = plan;
    mixed.task = row, mixed.task_count = 3, mixed.target_count = 0;
    mixed.area = &area, mixed.area_count = 1, mixed.part = &part, mixed.part_count = 1;
    const struct quarter quarter = {.year = 2024, .number = 3};
    const struct report *r = progress_report(&mixed, &quarter, NULL, 0, &issuance, arena);
    hold(report_xml(r, NULL), facts);
    hold(report_xml_letter(r, NULL, B), letter_facts_of_b);
}

/* B leads 1.1 with A, supported by C, and 1.2 alone. */
static const struct fact letter_facts[] = {
    {"/r:report/@asof", "2024-09-30"},
    {"/r:report/r:rules/@yellow", "10"},
    {"/r:report/r:promulgation/r:number", "No. 1"},
    {"/r:report/r:issuance/@dated", "2024-10-18"},
    {"/r:report/r:plan/@title", "Plan"},
    {"count(//r:part) * 100 + count(//r:area) * 10 + count(//r:task)", "122"},
    {"//r:part/@title", "Work"},
    {"count(//r:task/r:figure)", "5"},
    {"//r:task[1]/r:text", "Build some 7 homes & a share 75%."},
    {"count(//r:unit)", "4"},
    {"count(//r:unit[@name])", "4"},
    {"//r:unit[@self]/@id", "s"},
    {"count(//r:unit[@rank or @mean-lead or @lead-tasks or r:*])", "1"},
    {"//r:unit[@rank]/@id", "b"},
    {"//r:unit[@id='b']/r:lead/r:tally/@total", "5"},
    {"//r:unit[@id='b']/@number", "L 2"},
    {"count(//r:unit[@id='a']/@number)", "0"},
    {"count(//r:tally[not(parent::r:task) and not(ancestor::r:unit)])", "0"},
    {"count(/r:report/r:total | /r:report/r:ranking)", "0"},
    {"count(//r:trend/r:quarter)", "3"},
    {NULL, NULL},
};

/* D leads one task, straight in the part. */
static const struct fact other_letter_facts[] = {
    {"count(//r:part) * 100 + count(//r:area) * 10 + count(//r:task)", "101"},
    {"//r:part/r:task/@id", "2.2"},
    {"count(//r:part/r:p)", "0"},
    {"count(//r:unit)", "2"},
    {NULL, NULL},
};

/* The issuer and E have no task at all. */
static const struct fact empty_letter_facts[] = {
    {"count(//r:part)", "0"},
    {"count(//r:unit)", "2"},
    {"//r:unit[@id='e']/r:lead/r:tally/@total", "0"},
    {NULL, NULL},
};

static void a_letter_sees_its_own_unit_and_tasks_only(void **state)
{
    (void)state;
    const char *number[UNITS] = {"L 1", "L 2"}, *file[UNITS] = {"letters/01.pdf"};
    const struct numbering numbering = {.number = number, .file = file};
    hold(report_xml_letter(report, &numbering, B), letter_facts);
    hold(report_xml_letter(report, &numbering, D), other_letter_facts);
    hold(report_xml_letter(report, &numbering, E), empty_letter_facts);
}

/* What is embedded is what libxml2 would write, but for the folders. */
static void the_report_is_saved_as_text(void **state)
{
    (void)state;
    xmlDocPtr original = report_xml(report, NULL), doc = xmlCopyDoc(original, 1);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    report_free(original);
    xmlSetProp(root, BAD_CAST "notice", BAD_CAST "<n> & \"\t\r\n' \xE5\x87\xBD");
    xmlNodeAddContent(root->children, BAD_CAST "a < b & c > \"d\"\r\t\n");
    xmlSetProp(root->children, BAD_CAST "note", BAD_CAST "");
    struct buffer saved = {0};
    report_save(doc, &saved);
    xmlChar *text = NULL;
    int size = 0;
    xmlDocDumpMemoryEnc(doc, &text, &size, "UTF-8");
    assert_string_equal(saved.data, (const char *)text);
    assert_int_equal(saved.size, size);
    xmlFree(text);
    xmlSetProp(root->children, BAD_CAST "at", BAD_CAST "/home/x/plan.xml:7");
    xmlSetProp(root->children, BAD_CAST "file", BAD_CAST "letters/01.pdf");
    buffer_clear(&saved);
    report_save(doc, &saved);
    assert_non_null(strstr(saved.data, "at=\"plan.xml:7\" file=\"letters/01.pdf\""));
    buffer_free(&saved);
    xmlFreeDoc(doc);
}

static void the_dump_tells_how_a_figure_came_about(void **state)
{
    (void)state;
    struct buffer dump = {0};
    report_dump(report, &dump);
    static const char homes[] = "figure 1.1-1 homes\n"
                                "  target   some 7 homes: about 7 home, count, striven for (plan.xml:20)\n"
                                "  value    6 home (q3.xml:3)\n"
                                "  share    6 / 7 = 85.7 %\n"
                                "  due      75.0 % by the schedule of quarter 3\n"
                                "  lead     85.7 - 75.0 = 10.7 points\n"
                                "  change   6 - 4.1 = 1.9 home since quarter 2 (q2.xml:2)\n"
                                "  reached  no: at least 7 - 5 % = 6.65 home\n"
                                "  light    green: not behind\n";
    static const char coal[] = "  value    3390 t (q3.xml:6)\n"
                               "  share    3390 / 3200 = 105.9 % of the ceiling used\n"
                               "  due      75.0 % by the schedule of quarter 3: 3200 x 75 % = 2400 t\n"
                               "  change   none: no value in the earlier quarter\n"
                               "  reached  no: at most 3200 + 5 % = 3360 t, at the end of the period\n"
                               "  light    red: above the ceiling\n";
    assert_non_null(strstr(buffer_text(&dump), homes));
    assert_non_null(strstr(buffer_text(&dump), coal));
    assert_non_null(strstr(buffer_text(&dump), "  value    none due for this quarter (na) (q3.xml:7)\n"));
    assert_non_null(strstr(buffer_text(&dump), "task 2.1: no targets\n"));
    buffer_free(&dump);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_xml_says_what_the_templates_need),
        cmocka_unit_test(what_rounding_hides_is_said_besides),
        cmocka_unit_test(bars_have_an_end),
        cmocka_unit_test(areas_and_tasks_beside_them_are_counted_together),
        cmocka_unit_test(a_letter_sees_its_own_unit_and_tasks_only),
        cmocka_unit_test(the_report_is_saved_as_text),
        cmocka_unit_test(the_dump_tells_how_a_figure_came_about),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
