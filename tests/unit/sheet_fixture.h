/*
 * sheet_fixture.h - templates of a test's own in a folder of its own, and what is said of them.
 */
#ifndef TONGBAO_TESTS_SHEET_FIXTURE_H
#define TONGBAO_TESTS_SHEET_FIXTURE_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "compose/compose.h"
#include "diag_text.h"

#define SHEET(content)                                                                                       \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'"                         \
    " xmlns='urn:tongbao:document' xmlns:r='urn:tongbao:report' exclude-result-prefixes='r'"                 \
    " xmlns:exsl='http://exslt.org/common' extension-element-prefixes='exsl'>\n" content                     \
    "</xsl:stylesheet>\n"
#define ROOT(content) SHEET("<xsl:template match='/'>\n" content "</xsl:template>\n")
#define P(content) "<document><p>" content "</p></document>"
#define LOOP(content) "<xsl:for-each select='//node()'>" content "</xsl:for-each>"
#define GOOD ROOT(P("x"))

static char folder[64];
static struct arena *arena;
static struct diag *diag;

static inline int set_up(void **state)
{
    (void)state;
    /* a folder with blanks and other characters that an URI would have to escape */
    strcpy(folder, "/tmp/tongbao %41 \xE6\xA8\xA1 XXXXXX");
    assert_non_null(mkdtemp(folder));
    arena = arena_new();
    diag = diag_new();
    return 0;
}

static inline int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st, (void)kind, (void)ftw;
    return remove(path);
}

static inline int tear_down(void **state)
{
    (void)state;
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(arena);
    diag_free(diag);
    return 0;
}

static inline void put(const char *name, const char *content)
{
    FILE *file = fopen(arena_printf(arena, "%s/%s", folder, name), "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

/* What was reported, as printed, with the folder's name cut out. */
static inline const char *messages(void)
{
    const char *text = diag_text(diag);
    struct buffer cut = {0};
    for (const char *p = text, *at; *p; p = at + strlen(folder) + 1) {
        at = strstr(p, folder);
        if (!at) {
            buffer_puts(&cut, p);
            break;
        }
        buffer_add(&cut, p, (size_t)(at - p));
    }
    const char *kept = arena_strdup(arena, buffer_text(&cut));
    buffer_free(&cut);
    return kept;
}

static const char report_xml[] =
    "<report xmlns='urn:tongbao:report' notice='n' quarter='3'><rules about='5'/><promulgation/>"
    "<issuance dated='2024-10-18'/>"
    "<units at='n.xml:2'><unit id='a' name='A' rank='1' at='n.xml:3'><lead><tally total='2'/></lead></unit>"
    "<unit id='b' name='B \xF0\xA0\xAE\xB7' rank='2' at='n.xml:4'/><unit id='c' name='C' at='n.xml:5'/>"
    "<unit id='s' name='S' self='true' at='n.xml:6'/></units>"
    "<plan title='P' at='n.xml:1'><p>secret</p><part id='1'><p>secret</p><tally total='9'/><area id='1.1'>"
    "<tally total='8'/>"
    "<task id='1.1.1' title='one' at='n.xml:10'><text>One \xE3\x90\x80</text><lead unit='a'/><support "
    "unit='b'/></task>"
    "<task id='1.1.2' title='two' at='n.xml:11'><text>Two</text><lead unit='c'/></task></area>"
    "<area id='1.2'><task id='1.2.1' title='three' at='n.xml:12'><lead unit='b'/><lead "
    "unit='a'/></task></area></part>"
    "<part id='2'><task id='2.1' title='four' at='n.xml:13'><lead unit='c'/>"
    "<figure note='\xE3\x90\x81' at='n.xml:14' file='q.xml' line='7'/></task></part></plan>"
    "<total><tally total='9'/></total><trend><quarter number='3'><tally total='9'/></quarter></trend>"
    "<ranking><rank unit='c'/></ranking></report>";

static inline xmlDocPtr new_report(void)
{
    return xmlReadMemory(report_xml, sizeof report_xml - 1, "report.xml", NULL, 0);
}

/* Composes with letter as the template of letters; the canonical document, or NULL. */
static inline const char *compose(const char *letter, const char *unit)
{
    put("bulletin.xsl", GOOD);
    put("letter.xsl", letter);
    put("overview.xsl", SHEET("<xsl:output method='html'/><xsl:template match='/'><html xmlns=''>"
                              "<xsl:value-of select='count(//r:unit)'/></html></xsl:template>"));
    struct composer *composer = composer_open(folder, diag);
    if (!composer)
        return NULL;
    xmlDocPtr report = new_report();
    struct buffer xml = {0};
    const struct document *d = compose_document(composer, TEMPLATE_LETTER, report, unit, arena, &xml, diag);
    const char *kept = d ? arena_strdup(arena, buffer_text(&xml)) : NULL;
    assert_true(d || xml.size == 0);
    buffer_free(&xml);
    xmlFreeDoc(report);
    composer_free(composer);
    return kept;
}

/* Nothing is made of the template of letters, and that is what is said. */
static inline void assert_says(const char *letter, const char *said)
{
    assert_null(compose(letter, "a"));
    const char *found = messages();
    if (strcmp(found, said) != 0)
        fail_msg("of %s is said\n%s, not\n%s", letter, found, said);
    assert_int_equal(diag_status(diag), 65);
}

#endif
