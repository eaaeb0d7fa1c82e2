/* Slips of those who write XML by hand: what is told of each, and of which line. */
#include "intake_helper.h"

#include "intake/tree.h"

static void expect_told(const char *text, const char *told)
{
    struct diag *diag = diag_new();
    struct tree tree;
    helper_write(text, strlen(text));
    tree_open(&tree, helper_path, diag);
    char *said = helper_messages(diag), *end = strchr(said, '\n');
    if (end && !end[1]) /* one cause, one message */
        *end = '\0';
    static const char kind[] = " error: not well-formed XML: ";
    char expected[400];
    int line = (int)strcspn(told, " ");
    snprintf(expected, sizeof expected, ":%.*s:%s%s", line, told, kind, told + line + 1);
    if (strcmp(said, expected) != 0)
        fail_msg("of: %s\nsaid: %s\nexpected: %s", text, said, expected);
    assert_null(tree.doc);
    free(said);
    tree_close(&tree);
    helper_remove();
    diag_free(diag);
}

/* told: the line, a blank, the words. */
struct slip_case {
    const char *text, *told;
};

static void expect_all(const struct slip_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_told(cases[i].text, cases[i].told);
}

#define EXPECT(...)                                                                                          \
    const struct slip_case cases[] = {__VA_ARGS__};                                                          \
    expect_all(cases, sizeof cases / sizeof cases[0])

static void tags_without_an_end(void **state)
{
    (void)state;
    EXPECT({"<q>\n<a b=\"6\"\n<a/></q>", "2 the tag <a is not closed by \">\""},
           {"<q>\n<a\nb=\"6\"\n\n<a/></q>", "2 the tag <a is not closed by \">\""},
           {"<q><t>甲</t\n</q>", "1 the tag </t is not closed by \">\""},
           {"<q><t甲</t>\n</q>", "1 the tag <t甲 is not closed by \">\""},
           {"<q><t c=\"level\"9%左右</t></q>", "1 the tag <t is not closed by \">\""},
           {"<q>\n<a b='6'/\n<a/></q>", "2 \"/\" must be followed by \">\" at once"},
           {"<q>\n<a b='6'/ ></q>", "2 \"/\" must be followed by \">\" at once"},
           {"<q></a b='6'></q>", "1 an end tag holds nothing but its name, </a>; where an element is empty, "
                                 "\"/\" stands before \">\""}, );
}

static void values(void **state)
{
    (void)state;
    EXPECT({"<q>\n<a b=\"6/>\n<a/></q>", "2 the value of b lacks its closing quotation mark"},
           {"<q>\n<a b=\"6>\n甲</a></q>", "2 the value of b lacks its closing quotation mark"},
           {"<q>\n<a b=\"6 c=\"7\"/></q>", "2 the value of b lacks its closing quotation mark"},
           {"<q>\n<a b=\"实施“强省”c/>\n<a/></q>", "2 the value of b lacks its closing quotation mark"},
           {"<q><a b=\"<none>\"/></q>", "1 the value of b lacks its closing quotation mark, or holds \"<\", "
                                        "which must be written &lt;"},
           {"<q><a b=6/></q>", "1 the value of b must stand in straight quotation marks, b=\"...\""},
           {"<q><a b=6\"/></q>", "1 the value of b must stand in straight quotation marks, b=\"...\""},
           {"<q><a b \"6\"/></q>", "1 \"=\" is missing between b and its value, b=\"...\""},
           {"<q><a by b='6'/></q>",
            "1 by has no value; an attribute is written by=\"...\", its name without a blank"},
           {"<q><a b=\"\"6\" c='7'/></q>", "1 a quotation mark too many at the value of b"},
           {"<q><a b=\"6\"\"/></q>", "1 a quotation mark too many at the value of b"},
           {"<q><a b=\"6\"c=\"7\"/></q>", "1 a blank is missing behind the value of b"},
           {"<q><a b='6'x/></q>", "1 \"x/\" stands at once behind the value of b"},
           {"<q><a ='6'/></q>", "1 a quotation mark, \"=\" or \"&\" stands where an attribute's name must"},
           {"<q><a b=\"加大\"宣传\"力度\"/></q>",
            "1 the value of b is closed by the straight quotation mark before \"宣传\"; inside a value write "
            "curly ones or &quot;"},
           {"<q><a b=\"加大\"，宣传\"力度\"/></q>",
            "1 the value of b is closed by the straight quotation mark before \"，宣传\"; inside a value "
            "write curly ones or &quot;"}, );
}

#define ASCII(before, what, ascii)                                                                           \
    "after \"" before "\" stands " what "; write the ASCII character " ascii " in its place"
#define BLANK(before, what) "after \"" before "\" stands " what "; write an ordinary blank in its place"
#define HIDDEN(before, what) "after \"" before "\" stands the invisible character " what "; delete it"
#define NAME(before, what)                                                                                   \
    "after \"" before "\" stands " what                                                                      \
    ", which belongs into no name; delete it, or write the letter that is meant"

static void odd_characters(void **state)
{
    (void)state;
    EXPECT({"<q><a b＝\"6\"/></q>", "1 " ASCII("<a b", "\"＝\" (U+FF1D)", "=")},
           {"<q><a b:\"6\"/></q>", "1 " ASCII("<a b", "\":\" (U+003A)", "=")},
           {"<q><a b：\"6\"/></q>", "1 " ASCII("<a b", "\"：\" (U+FF1A)", "=")},
           {"<q><a b=\"6\"／></q>", "1 " ASCII("<a b=\"6\"", "\"／\" (U+FF0F)", "/")},
           {"<q><a b=\"6\"/＞</q>", "1 " ASCII("<a b=\"6\"/", "\"＞\" (U+FF1E)", ">")},
           {"<q><a b=\"6\"\\></q>", "1 " ASCII("<a b=\"6\"", "\"\\\" (U+005C)", "/")},
           {"<q><a\nb=“6”/></q>", "2 " ASCII("b=", "\"“\" (U+201C)", "\"")},
           {"<q><a\nb=\"6”/>\n<a/></q>", "2 " ASCII("b=\"6", "\"”\" (U+201D)", "\"")},
           {"<q><a b=\"6” c=\"7\"/></q>", "1 " ASCII("<a b=\"6", "\"”\" (U+201D)", "\"")},
           {"<q><a b=\"6' c='7'/>\n<a/></q>", "1 " ASCII("<a b=\"6", "\"'\" (U+0027)", "\"")},
           {"<q><a b=＂6＂/></q>", "1 " ASCII("<a b=", "\"＂\" (U+FF02)", "\"")},
           {"<q>\n<t>甲<／t>\n</q>", "2 " ASCII("<", "\"／\" (U+FF0F)", "/")},
           {"<q>\n<t>甲＜/t＞\n</q>", "2 " ASCII("<t>甲", "\"＜\" (U+FF1C)", "<")},
           {"<q><！-- 甲 --></q>", "1 " ASCII("<", "\"！\" (U+FF01)", "!")},
           {"<？xml version='1.0'?><q/>", "1 " ASCII("<", "\"？\" (U+FF1F)", "?")},
           {"<?xml version=“1.0”?>\n<q/>", "1 " ASCII("<?xml version=", "\"“\" (U+201C)", "\"")},
           {"<q><a　b='6'/></q>", "1 " BLANK("<a", "U+3000")},
           {"<q><a b='6'\u00A0c='7'/></q>", "1 " BLANK("<a b='6'", "U+00A0")},
           {"<q><a b='6'，c='7'/></q>", "1 " BLANK("<a b='6'", "\"，\" (U+FF0C)")},
           {"<q><a b='6', c='7'/></q>", "1 " BLANK("<a b='6'", "\",\" (U+002C)")},
           {"<q><a，b='6'/></q>", "1 " BLANK("<a", "\"，\" (U+FF0C)")},
           {"<q><is,sue b='6'/></q>", "1 " NAME("<is", "\",\" (U+002C)")},
           {"<q>\n<t>甲</t，>\n</q>", "2 " BLANK("</t", "\"，\" (U+FF0C)")},
           {"<q>\n<to>甲</t，o>\n</q>", "2 " NAME("</t", "\"，\" (U+FF0C)")},
           {"<q><a va,ue='6'/></q>", "1 " NAME("<a va", "\",\" (U+002C)")},
           {"<q><a b,='6'/></q>", "1 " NAME("<a b", "\",\" (U+002C)")},
           {"<q><a b=，6\"/></q>", "1 " ASCII("<a b=", "\"，\" (U+FF0C)", "\"")},
           {"<q><a n?ame='6'/></q>", "1 " NAME("<a n", "\"?\" (U+003F)")},
           {"<q><tar!get b='6'/></q>", "1 " NAME("<tar", "\"!\" (U+0021)")},
           {"<q><ac\u200Btual/></q>", "1 " HIDDEN("<ac", "U+200B")},
           {"<q a='1'\n\u3000b='2'/>",
            "2 at the beginning of the line stands U+3000; write an ordinary blank in its place"},
           {"<?xml\u3000version='1.0'?><q/>", "1 " BLANK("<?xml", "U+3000")},
           {"<q><a ph\u00ADone='6'/></q>", "1 " HIDDEN("<a ph", "U+00AD")},
           {"<q><a b='6'\u200B c='7'/></q>", "1 " HIDDEN("<a b='6'", "U+200B")},
           {"<q xmlns:='urn:x'/>", "1 after \"<q xmlns\" stands \":\" (U+003A); delete it"},
           {"<q>&amp；</q>", "1 " ASCII("<q>&amp", "\"；\" (U+FF1B)", ";")}, );
}

static void end_tags_that_do_not_fit(void **state)
{
    (void)state;
    EXPECT({"<q>\n<a b='6'>\n<c/>\n</q>", "2 <a> is not closed before line 4 closes <q>; it lacks </a>, or "
                                          "\"/\" before its \">\""},
           {"<q>\n<u>\n</u>\n<u>\n<v>\n<v>\n</u></q>",
            "6 <v> stands in a <v> and is not closed before line 7 closes <u>; is </v> meant?"},
           {"<q>\n<units>\n</untis>\n</q>",
            "3 <units> of line 2 is closed by </untis>; both names must be the same"},
           {"<q>\n<taks>\n</task>\n</q>",
            "3 <taks> of line 2 is closed by </task>; both names must be the same"},
           {"<q>\n<bulletin/>\n</bulletin>\n</q>", "3 </bulletin> closes nothing, since open here is <q> of "
                                                   "line 1; was a <bulletin> closed by \"/>\" before?"}, );
}

static void comments_and_sections(void **state)
{
    (void)state;
    EXPECT({"<q>\n<!-- 甲\n</q>\n", "2 the comment that begins here is never closed by -->"},
           {"<q>\n<!-- 甲 ->\n</q>\n", "2 the comment that begins here is never closed by -->"},
           {"<q>\n<!-- 甲\n<a/>\n<!-- 乙 -->\n</q>",
            "2 the comment that begins here is not closed by --> before the next one begins in line 4; no "
            "comment can stand in another"},
           {"<q><!-- 甲\n-- 乙 -->\n</q>",
            "2 two hyphens in a row inside a comment; only --> at its end may have them"},
           {"<q><!-- 甲 --->\n</q>",
            "1 two hyphens in a row inside a comment; only --> at its end may have them"},
           {"<q><!- 甲 -->\n</q>", "1 a comment is written <!-- ... -->"},
           {"<q>\n<![CDATA[ 甲\n</q>", "2 the <![CDATA[ that begins here is never closed by ]]>"},
           {"<q>\n<?p 甲\n</q>", "2 the <? that begins here is never closed by ?>"}, );
}

static void text_and_names(void **state)
{
    (void)state;
    EXPECT(
        {"<q>积极<开展，惠企</q>", "1 a lone \"<\" before \"开展，惠企</q>\"; in a text it must be written "
                                   "&lt;, and in a tag the name must follow it at once"},
        {"<q>1 < 2</q>", "1 a lone \"<\" before \"2</q>\"; in a text it must be written &lt;, and in a tag "
                         "the name must follow it at once"},
        {"<q>5 <6家</q>", "1 a lone \"<\" before \"6家</q>\"; in a text it must be written &lt;, and in a "
                          "tag the name must follow it at once"},
        {"<q>率<90%的，请</q>",
         "1 a lone \"<\" before \"90%的，请</q>\"; in a text it must be written &lt;, and in a "
         "tag the name must follow it at once"},
        {"<q>R&D</q>", "1 a lone \"&\" before \"D</q>\"; it must be written &amp;"},
        {"<q>R & D</q>", "1 a lone \"&\" before \"D</q>\"; it must be written &amp;"},
        {"<q a='R&D'/>", "1 a lone \"&\" before \"D'/>\"; it must be written &amp;"},
        {"<q>&amp D</q>", "1 &amp lacks its \";\""},
        {"<q>]]></q>", "1 \"]]>\" in a text must be written ]]&gt;"},
        {"<q>&#x2G;</q>", "1 a character number must be written as in &#8212; or &#x2014;"},
        {"<q>&#1;</q>", "1 &#1; is a character that XML doesn't allow"},
        {"<q>\n\x0B</q>", "2 a control character, U+000B, which XML doesn't allow; delete it"},
        {"<q xmlns='urn：x'/>", "1 xmlns=\"urn：x\" is no namespace; neither blanks nor full-width marks "
                                "belong into it"}, );
}

static void beginnings_and_ends(void **state)
{
    (void)state;
    static const char first[] =
        "1 the first line must be written <?xml version=\"1.0\" encoding=\"UTF-8\"?>, or "
        "with the file's encoding in place of UTF-8";
    static const char cut[] =
        "3 the file ends in the middle of a tag; it may not have been saved or copied whole";
    EXPECT(
        {"", "1 the file is empty"}, {" \n\n", "1 there is nothing but blanks in the file"},
        {"指标,数值\n", "1 it begins with \"指标,数值\" and has no tag; it is no XML file"},
        {"```xml\n<q/>", "1 \"```xml\" stands before the first tag"},
        {"<!DOCTYPE html>\n<html/>", "1 this is a web page (HTML)"},
        {"<?xml version='1.0'?>\n<HTML><br></HTML>", "1 this is a web page (HTML)"},
        {"<?xml version='2.0'?>\n<q/>", first}, {"<?xml version='1.0'>\n<q/>", first},
        {"<?xml encoding='UTF-8'?>\n<q/>", first},
        {"\n<?xml version='1.0'?><q/>", "2 blanks or empty lines stand before \"<?xml\", which must be the "
                                        "first in the file; delete them"},
        {"<q/>\n<?xml version='1.0'?>\n<q/>",
         "2 \"<?xml\" stands inside the file, where it can only be the first; another file may have been "
         "pasted here"},
        {"<q/>\n以上", "2 behind the end of the root element, where the file must end, stands \"以上\""},
        {"<q/>\n\x1A", "2 behind the end of the root element stands a control character, U+001A; delete it"},
        {"<q>\n<a>\n", "3 the file ends before <a> of line 2 is closed; it lacks </a>, or was not saved or "
                       "copied whole"},
        {"<q>\n\n<a", cut}, {"<q>\n\n<a ", cut}, {"<q>\n\n<a b", cut}, {"<q>\n\n<a b=", cut},
        {"<q>\n\n<a b='6", cut}, {"<q>\n\n<a b='6'", cut}, {"<q>\n\n<a b='6'/", cut}, {"<q>\n\n</", cut},
        {"<q>\n\n</q", cut}, );
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_without_an_end),   cmocka_unit_test(values),
        cmocka_unit_test(odd_characters),        cmocka_unit_test(end_tags_that_do_not_fit),
        cmocka_unit_test(comments_and_sections), cmocka_unit_test(text_and_names),
        cmocka_unit_test(beginnings_and_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
