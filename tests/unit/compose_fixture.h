/*
 * compose_fixture.h - what the tests of document XML share: an arena, somebody to report to, a document with
 * every element there is.
 */
#ifndef TONGBAO_TESTS_COMPOSE_FIXTURE_H
#define TONGBAO_TESTS_COMPOSE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "compose/compose.h"
#include "diag_text.h"
#include "fixture.h"

#define DOC(content) "<document xmlns='urn:tongbao:document'>" content "</document>"

static xmlDocPtr parse(const char *xml)
{
    xmlDocPtr doc =
        xmlReadMemory(xml, (int)strlen(xml), "doc.xml", NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    if (!doc)
        fail_msg("not well-formed: %s", xml);
    return doc;
}

/* What was reported, as printed. */
static inline const char *messages(void)
{
    return arena_strdup(arena, diag_text(diag));
}

static const char everything[] =
    "<document xmlns='urn:tongbao:document' format='file' lang='zh-CN' watermark='W'>\n"
    "<meta title='T' author='A' subject='S' keywords='K' date='2024-10-18'/>\n"
    "<head><copy-number>000001</copy-number><secrecy level='L' term='1'/><urgency>U</urgency>\n"
    "  <mark suffix='F'><name>One</name><name>Two</name></mark><number>N 9</number>\n"
    "  <signer label='by: '>X</signer><signer>Y</signer></head>\n"
    "<title>On<br/>this</title><to imprint-label='To: '>Towns:</to>\n"
    "<h level='1' id='a' number='1.'>Head</h>\n"
    "<p id='b' indent='none'>Some <b>strong</b> and <light value='red'>x</light>, "
    "<ref to='a'>see <b>1</b></ref><blank width='8.5'/></p>\n"
    "<p><h level='3' number='(1)' id='run'>Led.</h>Text</p>\n"
    "<labelled label='Present: '>All</labelled>\n"
    "<table id='t' font='body' width='20' alt='alt'><caption>C</caption><col width='4.5' align='left'/><col/>"
    "<thead><tr><th scope='col' colspan='2'>H</th></tr></thead>"
    "<tbody><tr height='2'><th scope='row' rowspan='2'>R</th><td align='decimal'>1.5</td></tr>"
    "<tr><td>2<br/>3</td></tr></tbody><note>N</note></table>\n"
    "<chart kind='progress' alt='words'><key light='green'>ok</key><due-key>due</due-key>"
    "<bar label='L' text='85.7%' value='85.7' due='75.0' light='green'/><bar label='M' text='-' "
    "light='grey'/></chart>\n"
    "<chart id='c' kind='lights' alt=''><bar label='U' text='3'><part light='yellow' "
    "value='3'/></bar></chart>\n"
    "<attachment-note label='Att: '><item number='1.' to='att'>List</item></attachment-note>\n"
    "<signature><by>One</by><by>Two</by><date>D</date><seal image='seal.png' width='42'/>"
    "</signature>\n"
    "<note>(open<blank width='3'/>, <ref to='a'>see <b>1</b></ref>)</note>\n"
    "<attachment id='att' label='Att 1' sideways='true'><title>List</title><p>In it</p></attachment>\n"
    "<imprint even='true'><line label='Copies: '>A, B.</line><issued by='One' date='today'/></imprint>\n"
    "</document>";

#endif
