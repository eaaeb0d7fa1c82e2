/* Slips of the pen in files that are otherwise right: each is told once, in the file it was made in, and
 * nothing else is. */
#include "slip_fixture.h"

#include "base/text.h"
#include "intake/docnumber.h"

static void tells_document_numbers(void **state)
{
    static const struct slip slips[] = {
        {ISSUE2, "发〔2025〕9号", "发〔2025〕9号", NULL, false},
        {ISSUE2, "发〔2025〕9号", "发〔2025〕6号",
         "number=\"岚水网办发〔2025〕6号\" in <bulletin> is that of the bulletin (", true},
        {ISSUE2, "发〔2025〕9号", "发〔2025〕2号",
         "number=\"岚水网办发〔2025〕2号\" in <bulletin> is that of the notice (", true},
        {ISSUE2, "发〔2025〕9号", "函〔2025〕60号", "number 60 for the unit \"a\" is that of the bulletin (",
         true},
        {ISSUE2, "发〔2025〕9号", "发〔2025〕{n}号", ":2: error: value not allowed: number=", true},
        {ISSUE2, "发〔2025〕9号", "发〔2025〕号", ":2: error: value not allowed: number=", true},
        {ISSUE2, "发〔2025〕9号", "发〔2025〕9",
         ":2: warning: is this meant: the number "
         "\"岚水网办发〔2025〕9\" is not of the form \"…〔2024〕6号\"",
         false},
        {ISSUE2, "发〔2025〕9号", "发〔2025〕9号号", "is not of the form", false},
        {ISSUE2, "发〔2025〕9号", "发〔2025年〕09号", "\"岚水网办发〔2025〕9号\" as the standard writes it",
         false},
        {ISSUE2, "发〔2025〕9号", "发〔2025〕第9号", "\"岚水网办发〔2025〕9号\" as the standard writes it",
         false},
        {ISSUE2, "发〔2025〕9号", "发[2025]9号", "\"岚水网办发〔2025〕9号\" as the standard writes it",
         false},
        {ISSUE2, "发〔2025〕9号", "发〔25〕9号", "is not of the form", false},
        {ISSUE2, "发〔2025〕9号", "发〔2024〕9号", "is not of 2025, the year of its date", false},
        {ISSUE2, "函〔2025〕{n}号", "函〔2025〕第{n}号",
         "\"岚水网办函〔2025〕{n}号\" as the standard writes it", false},
        {ISSUE2, "first='30'", "first='21'", ":3: warning: is this meant: 1 letters from number 21 on share",
         false},
        {ISSUE2, "first='30'", "first='22'", NULL, false},
        {ISSUE2, "number='60'", "number='21'",
         ":4: warning: is this meant: the number \"岚水网办函〔2025〕21号\" is one of", false},
        {ISSUE1, "函〔2025〕{n}号' first='20'", "发〔2025〕{n}号' first='2'",
         ":2: warning: is this meant: first=\"2\" in <letters>: the number \"岚水网办发〔2025〕2号\" is that "
         "of "
         "the notice (",
         false},
        {ISSUE1, "函〔2025〕{n}号' first='20'", "发〔2025〕{n}号' first='6'", "is that of the bulletin (",
         false},
        {ISSUE1, "函〔2025〕{n}号' first='20'", "发〔2025〕{n}号' first='1'", NULL,
         false}, /* 2 is left out */
        {ISSUE2, "函〔2025〕{n}号' first='30'", "发〔2025〕{n}号' first='6'", "is that of the bulletin (",
         false},
        {NOTICE, "发〔2025〕2号", "发2025-2", "has no year in 〔〕 brackets", false},
        {NOTICE, "发〔2025〕2号", "发〔2024〕2号",
         "\"岚水网办发〔2024〕2号\" is not of 2025, the year of its date", false},
        {NOTICE, "<dated>2025", "<dated>2024",
         "\"岚水网办发〔2025〕2号\" is not of 2024, the year of its date", false},
        {NOTICE, "<dated>2025", "<dated>2022", "year=\"2025\", but the notice is dated 2022", false},
    };
    EXPECT_TOLD(state, slips);
}

/* A number is the same however it is spelled. */
static void tells_numbers_apart(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *number, *plain;
        bool whole;
    } rows[] = {
        {"岚办〔2024〕6号", "岚办〔2024〕6号", true},
        {"岚办 〔2024〕6号", "岚办〔2024〕6号", true},
        {"岚办〔２０２４〕６号", "岚办〔2024〕6号", true},
        {"岚办〔2024〕006号", "岚办〔2024〕6号", true},
        {"岚办〔2024〕第6号", "岚办〔2024〕6号", true},
        {"岚办(2024年)6 号", "岚办〔2024〕6号", true},
        {"岚办［2024］6号", "岚办〔2024〕6号", true},
        {"岚办【2024】6号", "岚办〔2024〕6号", true},
        {"岚办\u200B〔2024〕6号", "岚办〔2024〕6号", true},
        {"岚办〔2024〕60号", "岚办〔2024〕60号", true},
        {"岚办〔2024〕0号", "岚办〔2024〕0号", true},
        {"岚（市）办〔2024〕6号", "岚（市）办〔2024〕6号", true},
        {"岚办〔2024〕0{n}号", "岚办〔2024〕{n}号", true},
        {"嵐辦〔2024〕6號", "嵐辦〔2024〕6號", true},
        {"〔2024〕6号", "〔2024〕6号", false},
        {"岚办〔24〕6号", "岚办〔24〕6号", false},
        {"岚办〔2024〕6", "岚办〔2024〕6", false},
        {"岚办〔2024〕号", "岚办〔2024〕号", false},
        {"岚办〔2024〕6号之一", "岚办〔2024〕6号之一", false},
        {"", "", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *plain = docnumber_plain(fixture->arena, rows[i].number);
        assert_string_equal(plain, rows[i].plain);
        assert_int_equal(docnumber_is_whole(plain), rows[i].whole);
    }
    assert_int_equal(docnumber_in("办函〔2024〕{n}号", "办函〔2024〕51号"), 51);
    assert_int_equal(docnumber_in("办函〔2024〕{n}号", "办〔2024〕51号"), 0);
    assert_int_equal(docnumber_in("办函〔2024〕{n}号", "办函〔2024〕51号之一"), 0);
    assert_int_equal(docnumber_in("办函〔2024〕{n}号", "办函〔2024〕号"), 0);
}

static void tells_words_beside_a_number(void **state)
{
#define BOUND "value='7' unit='座' bound='about' measure='count'>7座左右"
    static const struct slip slips[] = {
        {NOTICE, BOUND, "value='7' unit='座' bound='exact' measure='count'>7座左右",
         "has bound=\"exact\", but its words are \"7座左右\"; with \"左右\" it should be bound=\"about\", or "
         "about=",
         false},
        {NOTICE, BOUND, "value='7' unit='座' bound='at-least' about='true' measure='count'>7座左右", NULL,
         false},
        {NOTICE, BOUND, "value='7' unit='座' bound='about' measure='count'>7座",
         "target \"t1\" has bound=\"about\", but its words \"7座\" don't say that it is about so much",
         false},
        {NOTICE, BOUND, "value='7' unit='座' bound='about' measure='count'>约7座", NULL, false},
        {NOTICE, BOUND "</target>", "value='7' unit='座' bound='about' measure='count'>7座</target>左右",
         NULL, false},
        {NOTICE, "泵站<target id='t1' name='新建泵站' " BOUND,
         "泵站约<target id='t1' name='新建泵站' value='7' unit='座' bound='about' measure='count'>7座", NULL,
         false},
        {NOTICE, "新建泵站<target id='t1' name='新建泵站' " BOUND,
         "节约，泵站<target id='t1' name='新建泵站' value='7' unit='座' bound='about' measure='count'>7座",
         "don't say that it is about so much", false},
        {NOTICE, BOUND "</target>", "value='7' unit='座' bound='exact' measure='count'>7座</target>以上",
         "its words are \"7座以上\"; with \"以上\" it should be bound=\"at-least\"", false},
        {NOTICE, BOUND, "value='7' unit='座' bound='exact' measure='count'>不少于7座",
         "with \"不少于\" it should be", false},
        {NOTICE, BOUND, "value='7' unit='座' bound='exact' measure='count'>约7座", "with \"约\" it should be",
         false},
        {NOTICE, BOUND, "value='7' unit='座' bound='exact' measure='count'>签约7座", NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='exact' measure='count'>规模以上7座", NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='exact' measure='count'>7座规模以上泵站", NULL, false},
        {NOTICE, "bound='at-most' measure='count'>38.6亿立方米以内",
         "bound='at-least' measure='count'>38.6亿立方米以内",
         "has bound=\"at-least\", but its words are \"控制在38.6亿立方米以内\"; with \"控制在\" it should be "
         "bound=\"at-most\"",
         false},
        {NOTICE, "，用水量控制在", "，用水量", NULL, false},
        {NOTICE, "bound='at-least' measure='growth'>8%以上", "bound='at-most' measure='growth'>8％ 以上",
         "has bound=\"at-most\", but its words are \"8％ 以上\"; with \"以上\" it should be "
         "bound=\"at-least\"",
         false},
        {NOTICE, "38.6亿立方米以内", "38.6亿立方米控制目标", NULL, false},
        {NOTICE, ">7座左右", ">左右", "target \"t1\" is 7, but its words \"左右\" hold no number in digits",
         false},
        {NOTICE, ">7座左右", ">六座左右", "hold no number in digits", false},
        {NOTICE, ">7座左右", ">七座左右", NULL, false},
        {NOTICE, "75%</target>", "百分之七十五</target>", NULL, false},
        {NOTICE, "value='75' unit='%' bound='at-least' measure='level'>75%",
         "value='100' unit='%' bound='at-least' measure='level'>全覆盖", NULL, false},
        {NOTICE, "value='7' unit", "value='0' unit", "a goal of zero is written as a task without <target>",
         true},
        {NOTICE, "unit='座'", "unit='7座'", "unit=\"7座\" in <target>; allowed: the unit alone; the number",
         true},
        {NOTICE, "unit='座'", "unit='座左右'",
         "unit=\"座左右\" in <target>; allowed: the unit alone, without \"左右\"", true},
        {NOTICE, "unit='%'", "unit='%以上'",
         "unit=\"%以上\" in <target>; allowed: the unit alone, without \"以上\"", true},
        {NOTICE, ">1.2万人次<", ">1.2万余人次<", NULL, false},
        {NOTICE, "38.6' unit='亿立方米'", "38.6' unit='亿m3'", "has the unit \"亿m3\", but its words", false},
    };
    EXPECT_TOLD(state, slips);
}

/* What makes the contrary of a word, and what only looks like one. */
static void tells_words_denied_or_cut_out(void **state)
{
#define EXACT "value='7' unit='座' bound='exact' measure='count'>"
    static const struct slip slips[] = {
        {NOTICE, BOUND, EXACT "不得超过7座",
         "its words are \"不得超过7座\"; with \"不得超过\" it should be bound=\"at-most\"", false},
        {NOTICE, "用水量控制在", "用水量不得超过", NULL, false},
        {NOTICE, BOUND, EXACT "严禁超过7座", "with \"严禁超过\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, EXACT "未超过7座", "with \"未超过\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, EXACT "不能高于7座", "with \"不能高于\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, EXACT "不得低于7座", "with \"不得低于\" it should be bound=\"at-least\"", false},
        {NOTICE, BOUND, EXACT "不应少于7座", "with \"不应少于\" it should be bound=\"at-least\"", false},
        {NOTICE, BOUND, EXACT "低于7座", "with \"低于\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, EXACT "超过7座", "with \"超过\" it should be bound=\"at-least\"", false},
        {NOTICE, BOUND, EXACT "不得擅自超过7座", NULL, false}, /* who knows */
        {NOTICE, "unit='座'", "unit='不得超过座'", "the unit alone, without \"超过\"", true},
        {NOTICE, BOUND "</target>", EXACT "7座</target>上下游", NULL, false},
        {NOTICE, BOUND "</target>", EXACT "7座</target>左右岸", NULL, false},
        {NOTICE, BOUND "</target>", EXACT "7座</target>以上市为主", NULL, false},
        {NOTICE, BOUND "</target>", EXACT "7座</target>以下重点", NULL, false},
        {NOTICE, BOUND "</target>", EXACT "7座</target> 以内（", "with \"以内\" it should be", false},
        {NOTICE, BOUND "</target>", "value='7' unit='座' bound='about' measure='count'>7座</target>左右的",
         NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='about' measure='count'>近7座", NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='about' measure='count'>7余座", NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='about' measure='count'>7座上下", NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='at-least' measure='count'>控制在7座以上", NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='about' measure='count'>控制在7座左右", NULL, false},
        {NOTICE, BOUND, "value='7' unit='座' bound='at-most' measure='count'>突破7座",
         "with \"突破\" it should be bound=\"at-least\"", false},
        {NOTICE, BOUND, "value='7' unit='座' bound='at-least' measure='count'>不突破7座",
         "with \"不突破\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, "value='7' unit='座' bound='at-least' measure='count'>最高7座",
         "with \"最高\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, "value='7' unit='座' bound='at-most' measure='count'>最低7座",
         "with \"最低\" it should be bound=\"at-least\"", false},
        {NOTICE, BOUND, EXACT "最多7座", "with \"最多\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, EXACT "突破7座", NULL, false}, /* so many techniques */
        {NOTICE, BOUND, EXACT "最高7座", NULL, false},
        {NOTICE, BOUND, EXACT "控制在7座", "with \"控制在\" it should be bound=\"at-most\"", false},
        {NOTICE, BOUND, "value='7' unit='人/10万人' bound='exact' measure='count'>7人/10万人", NULL, false},
        {NOTICE, BOUND, "value='7' unit='人/10万人' bound='exact' measure='count'>7人/10万人以上",
         "with \"以上\" it should be bound=\"at-least\"", false},
        {Q1, "'t3' value='7.9'", "'t3' value='7.9' unit='％'", NULL, false},
        {Q1, "'t3' value='7.9'", "'t3' value='7.9' unit='‰'", "whose unit is \"%\" in the notice", true},
    };
    EXPECT_TOLD(state, slips);
}

/* Many alike are told in one line. */
static void tells_a_notice_in_words_once(void **state)
{
    static const struct slip words[] = {
        {NOTICE, "7座左右", "若干", NULL, false},
        {NOTICE, "控制在", "", NULL, false},
        {NOTICE, "38.6亿立方米以内", "若干", NULL, false},
        {NOTICE, "8%以上", "若干", NULL, false},
        {NOTICE, "75%</target>", "若干</target>", NULL, false},
    };
    char *said = said_of_changed(*state, words, 5, "");
    const char *told = strstr(said, "the words of 4 targets hold no number in digits, the first \"t1\" with");
    assert_non_null(told);
    assert_null(strchr(told, '\n')[1] ? told : NULL);
    free(said);
}

static void tells_units_and_rules(void **state)
{
    static const struct slip slips[] = {
        {NOTICE, " self='true'", "", "unit \"z\" has the issuer's name, but no self=\"true\"", false},
        {NOTICE, "name='省水务厅' full='岚州省水务厅'/><unit id='b' name='省住房厅'",
         "name='省AB厅' full='岚州省水务厅'/><unit id='b' name='省A B厅'",
         "unit \"b\" has the name of unit \"a\" on line 2", false},
        {NOTICE, "name='省住房厅'", "name='省水务厅'", "unit \"b\" has the name of unit \"a\" on line 2",
         false},
        {NOTICE, "full='岚州省住房厅'", "full='岚州省水务厅'",
         "unit \"b\" has the full name of unit \"a\" on line 2", false},
        {NOTICE, "name='省住房厅'", "name='省住\u00A0房厅'", "with a blank (U+00A0) inside", false},
        {NOTICE, "name='省住房厅'", "name='省R D厅'", NULL, false},
        {NOTICE, "</units>",
         "<unit id='c' name='丙'/><unit id='d' name='丁'/><unit id='e' name='戊'/><unit id='f' name='己'/>"
         "</units>",
         "4 units neither lead nor support any task, the first \"c\", \"d\" and \"e\"", false},
        {NOTICE, "</units>", "<unit id='c' name='丙'/></units>",
         "unit \"c\" neither leads nor supports any task", false},
        {NOTICE, "name='用水量'", "name='新建泵站'",
         "target \"t2\" has the name of target \"t1\" of the same task", false},
        {NOTICE, "yellow='10' red='30'", "yellow='0.1' red='0.3'",
         ":4: warning: is this meant: yellow=\"0.1\" and", false},
        {NOTICE, "yellow='10' red='30'", "yellow='0' red='0'", NULL, false},
    };
    EXPECT_TOLD(state, slips);
}

static void tells_particulars(void **state)
{
    static const struct slip slips[] = {
        {ISSUE2, "reply-by='2025-07-31'", "reply-by='2035-07-31'",
         "reply-by=\"2035-07-31\" in <letters> is more than a year after the date of issue, 2025-07-18",
         false},
        {ISSUE2, "reply-by='2025-07-31'", "reply-by='2026-07-18'", NULL, false},
        {ISSUE1, "dated='2025-04-18'", "dated='2035-04-18'",
         "dated=\"2035-04-18\" is more than a year after the quarter's last day, 2025-03-31", false},
        {ISSUE2, "date='2025-07-21'", "date='2026-07-21'",
         "date=\"2026-07-21\" in <imprint> is more than a year after", false},
        {ISSUE2, "<cc>省委办公厅</cc>", "<cc>省委办公厅</cc><cc>省政协办公厅</cc><cc>省委 办公厅</cc>",
         "\"省委办公厅\" stands twice as <cc> in <bulletin>", false},
        {ISSUE2, "<to>各市人民政府</to>", "<to>各市人民政府</to><to>各市人民政府</to><to>各市人民政府</to>",
         "\"各市人民政府\" stands twice as <to> in <bulletin>", false},
        {NOTICE, "<to>各市人民政府</to>", "<to>各市人民政府</to><to>各市人民政府</to>",
         "\"各市人民政府\" stands twice as <to> in <issuance>", false},
        {ISSUE2, "<to>各市人民政府</to>", "", "no <to> in <bulletin>", false},
        {ISSUE2, "<to>各市人民政府", "<to>各市人民政府，",
         "\"各市人民政府，\" in <to>; allowed: the name without \"，\", since", true},
        {ISSUE2, "<cc>省委办公厅", "<cc>省委办公厅.", "in <cc>; allowed: the name without \".\"", true},
        {NOTICE, "<to>各市人民政府", "<to>各市人民政府：", "in <to>; allowed: the name without \"：\"", true},
        {ISSUE2, "特急", "急", "\"急\" as the urgency; the standard has: 特急, 加急", false},
        {ISSUE2, "<urgency>", "<secrecy level='内部'/><urgency>",
         "\"内部\" as the level of secrecy; the standard has: 绝密, 机密, 秘密", false},
        {ISSUE2, "<urgency>", "<secrecy level='机密'/><urgency>", NULL, false},
    };
    EXPECT_TOLD(state, slips);
}

static void tells_what_cant_be_seen(void **state)
{
    static const struct slip slips[] = {
        {NOTICE, "name='省住房厅'", "name='省住\u200B房厅'",
         ":2: warning: is this meant: U+200B, which can't be seen, behind \"省住\" in name of <unit>", false},
        {NOTICE, "<p>文。", "<p>\u202E文。", "U+202E, which can't be seen, at the beginning of <p>", false},
        {NOTICE, "<p>文。", "<p>一二三四五六七八九十\n十一\uFEFF文。",
         ":1: warning: is this meant: U+FEFF, which can't be seen, behind \"六七八九十 十一\" in <p>", false},
        {Q2, "note='注'", "note='注\u00AD一\u200E'",
         "U+00AD, which can't be seen, behind \"注\" in note of <actual>", false},
        {Q2, "开工3座", "开工&amp;nbsp;3座", "\"&nbsp;\" behind \"开工\" in <p> would be printed so", false},
        {Q2, "开工3座", "R&amp;amp;D开工3座", "\"&amp;\" behind \"R\" in <p> would be printed so", false},
        {Q2, "开工3座", "R&amp;D开工3座", NULL, false},
        {Q2, "开工3座", "开工\u00A03座", NULL, false},
    };
    EXPECT_TOLD(state, slips);
}

static void tells_the_wrong_width(void **state)
{
    static const struct slip slips[] = {
        {Q2, "note='注'", "note='资金到位,部分延期;待查'",
         "the mark \",\" of ASCII between Chinese characters, behind \"资金到位\" in note of <actual>; "
         "\"，\" is that",
         false},
        {Q2, "开工3座。", "开工(含续建)3座。",
         "the mark \"(\" of ASCII between Chinese characters, behind \"开工\" in <p>", false},
        {NOTICE, "name='省住房厅'", "name='省住房(建设)厅'", "\"（\" is that of full width", false},
        {Q2, "开工3座", "开工３座",
         "the digit \"３\" of full width, behind \"开工\" in <p>; \"3\" is the usual one", false},
        {ISSUE2, "phone='1'", "phone='０７３１-1'",
         "the digit \"０\" of full width, at the beginning of phone of <contact>", false},
        {Q2, "开工3座", "开工(R&amp;D)3座", NULL, false},
        {Q2, "开工3座", "开工1,000座，R,D", NULL, false},
        {Q2, "开工3座", "开工（含续建），3座", NULL, false},
        {ISSUE2, "发〔2025〕9号", "发〔２０２５〕9号", "as the standard writes it", false},
        {Q2, "value='18.3'", "value='18.３'", "value not allowed", true},
    };
    EXPECT_TOLD(state, slips);
}

/* Who types marks so does it everywhere. */
static void tells_many_widths_in_one_line(void **state)
{
    static const struct slip slip = {
        Q2, "<p>开工3座。</p>", "<p>一,二</p><p>二,三</p><p>三,四</p><p>四,五</p><p>五,六</p>", NULL, false};
    char *said = said_of(*state, &slip);
    int lines = 0;
    for (const char *p = said; *p; p++)
        lines += *p == '\n';
    assert_int_equal(lines, 4);
    assert_non_null(strstr(said, "or digits of full width, in 2 more texts"));
    free(said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tells_document_numbers),
        TEST(tells_numbers_apart),
        TEST(tells_words_beside_a_number),
        TEST(tells_words_denied_or_cut_out),
        TEST(tells_a_notice_in_words_once),
        TEST(tells_units_and_rules),
        TEST(tells_particulars),
        TEST(tells_what_cant_be_seen),
        TEST(tells_the_wrong_width),
        TEST(tells_many_widths_in_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
