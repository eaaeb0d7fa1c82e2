/*
 * Where in the input the text of a composed document stands; that templates are told of it is tested with
 * them.
 */
#include "compose_fixture.h"

#include <unistd.h>

#include "base/text.h"
#include "compose/origin.h"

static struct where origin_of(const struct reading *reading, const xmlDoc *doc, const char *words)
{
    struct run run = {.kind = RUN_TEXT, .text = words};
    return origin_of_runs(reading, xmlDocGetRootElement(doc), &run, 1);
}

static struct reading reading_of(const xmlDoc *report, struct origins *origins)
{
    return (struct reading){.path = "t.xsl",
                            .composed = true,
                            .report = report,
                            .origins = origins,
                            .arena = arena,
                            .diag = diag};
}

/* The first element that holds a character and has a place counts, or the one around it. */
static void the_first_place_counts(void **state)
{
    (void)state;
    xmlDocPtr report = parse("<r><a name='\u3400'/><b at='x.xml:2'><c>\u3400\u3401</c><c name='\u3402' "
                             "at='x.xml:3'>\u3401</c></b><d at='x.xml:4'>\u3400</d></r>");
    xmlDocPtr doc = parse("<p/>");
    struct origins origins = {NULL};
    const struct reading reading = reading_of(report, &origins);
    static const struct {
        const char *words, *file;
        int line;
    } cases[] = {
        {"甲\u3400乙", "x.xml", 2}, {"\u3401\u3402", "x.xml", 2}, {"\u3402", "x.xml", 3},
        {"甲乙", "t.xsl", 0},       {"\u3403", "t.xsl", 0},       {"\U00020BB7", "t.xsl", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct where at = origin_of(&reading, doc, cases[i].words);
        assert_string_equal(at.file, cases[i].file);
        assert_int_equal(at.line, cases[i].line);
    }
    xmlFreeDoc(doc);
    xmlFreeDoc(report);
}

/* Paragraphs with rare characters don't cost a walk over the report each. */
static void many_rare_characters_are_found_soon(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    struct buffer xml = {0};
    buffer_puts(&xml, "<r>");
    for (int i = 0; i < MANY; i++) {
        char character[5];
        text_put(0x20000 + (uint32_t)i, character);
        buffer_printf(&xml, "<a at='x.xml:%d'>%s</a>", i + 1, character);
    }
    buffer_puts(&xml, "</r>");
    xmlDocPtr report = parse(buffer_text(&xml)), doc = parse("<p/>");
    struct origins origins = {NULL};
    const struct reading reading = reading_of(report, &origins);
    alarm(5);
    for (int i = MANY; i > 0; i--) {
        char character[5];
        text_put(0x20000 + (uint32_t)i - 1, character);
        assert_int_equal(origin_of(&reading, doc, character).line, i);
    }
    alarm(0);
    xmlFreeDoc(doc);
    xmlFreeDoc(report);
    buffer_free(&xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_place_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_rare_characters_are_found_soon, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
