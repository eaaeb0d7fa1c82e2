/*
 * A table of what libxslt 1.1 and libxml2's XPath say, as patterns. What isn't in it is told as it was said,
 * in brackets.
 */
#include "compose/said.h"

#include "base/diag.h"
#include "base/text.h"

#include <string.h>

/* In a pattern * stands for anything, and % for what the words are about. */
struct saying {
    const char *pattern;
    const char *words; /* "": the reason says it all, or else what follows */
    bool whole;        /* the reason tells nothing more */
};

#define NO_EXPRESSION N_("the expression \"%s\" can't be read")
#define NO_TEMPLATE                                                                                          \
    N_("it is no template; its first tag must be <xsl:stylesheet> with version=\"1.0\" and xmlns:xsl=\"…\"")

static const struct saying by_libxslt[] = {
    /* expressions and patterns */
    {"*ould not compile * expression '%'*", NO_EXPRESSION, false},
    {"*ailed to compile *expression '%'*", NO_EXPRESSION, false},
    {"xsl:key : 'use' expression compilation failed '%'", NO_EXPRESSION, false},
    {"xsltCompilePattern : failed to compile '%'", N_("match=\"%s\" can't be read"), false},
    {"xsl:key : 'match' pattern compilation failed '%'", N_("match=\"%s\" can't be read"), false},
    {"xsltCompile*Pattern : * expected", "", false},
    {"Failed to compile predicate", "", false},
    {"Attribute '%': The AVT has an unmatched*", N_("in %s=\"…\" a { or a } is left out"), true},
    {"XPath evaluation returned no result.", N_("the expression can't be worked out"), false},
    {"Failed to evaluate the 'select' expression.", N_("the expression can't be worked out"), false},
    {"The 'select' expression d* not evaluate to a node set.",
     N_("select=\"…\" finds no elements or attributes, but a text or a number"), true},
    {"Failed to evaluate the 'use' expression.", N_("the expression can't be worked out"), false},
    {"Internal error: Failed to evaluate the AVT of attribute '%'.",
     N_("an expression in %s=\"…\" can't be worked out"), false},
    {"xsltCompilePattern : NULL pattern", N_("match=\"…\" is empty"), true},
    {"xsl:key : 'match' pattern is malformed: %", N_("match=\"%s\" can't be read"), false},
    {"xsltFormatNumberConversion : error in format string '%'*", N_("\"%s\" is no format for numbers"), true},
    {"key() : expects two arguments", N_("a function is given too little or too much"), true},
    /* what is left out, or too much */
    {"xsl:%: The attribute '%' is missing.", N_("<xsl:%s> lacks %s=\"…\""), true},
    {"XSLT-%: The attribute '%' is missing.", N_("<xsl:%s> lacks %s=\"…\""), true},
    {"The attribute '%' is missing.", N_("%s=\"…\" is left out"), true},
    {"xsl:% : % is not defined", N_("<xsl:%s> lacks %s=\"…\""), true},
    {"xsl:% : % is missing", N_("<xsl:%s> lacks %s=\"…\""), true},
    {"xsl:% : missing % attribute", N_("<xsl:%s> lacks %s=\"…\""), true},
    {"xsl:% : error missing %", N_("<xsl:%s> lacks %s=\"…\""), true},
    {"xsl:template: need to specify match or name attribute",
     N_("<xsl:template> lacks name=\"…\" or match=\"…\""), true},
    {"xsl:choose: xsl:when expected first", N_("<xsl:choose> lacks an <xsl:when> at its beginning"), true},
    {"xsl:choose: The instruction has no content.", N_("<xsl:choose> lacks an <xsl:when> at its beginning"),
     true},
    {"xsltParseTemplateContent: xslt:text content problem", N_("<xsl:text> may hold text only"), true},
    {"XSLT-%: The content should be empty since the attribute *",
     N_("<xsl:%s> with select=\"…\" may hold nothing"), true},
    {"XSLT-%: There must be no child nodes*", N_("<xsl:%s> with select=\"…\" may hold nothing"), true},
    {"xsl:call-template: misplaced *", N_("<xsl:call-template> may hold <xsl:with-param>s only"), true},
    {"xsl:sort : improper use*", N_("<xsl:sort> must come before all else in what it sorts"), true},
    {"*ignoring misplaced import element", N_("<xsl:import> must come before all else in the template"),
     true},
    {"* allows only yes or no", N_("only \"yes\" and \"no\" are allowed"), true},
    /* what isn't known, or isn't there */
    {"xsltStylePreCompute: unknown xsl:%", N_("there is no <xsl:%s>"), true},
    {"xsltParseStylesheetTop: unknown % element", N_("there is no <xsl:%s>, or not here"), true},
    {"Unknown XSLT element '%'.", N_("there is no <xsl:%s>"), true},
    {"Unexpected XSLT element '%'.", N_("<xsl:%s> is not allowed here"), true},
    {"element % *only allowed *", N_("<xsl:%s> is not allowed here"), true},
    {"element % is not allowed within that context", N_("<xsl:%s> is not allowed here"), true},
    {"Variable '%' has not been declared.", N_("there is no variable \"%s\" here"), true},
    {"The called template '%' was not found.", N_("there is no template of the name \"%s\""), true},
    {"xsl:include : unable to load %", N_("%s can't be included"), true},
    {"xsl:import : unable to load %", N_("%s can't be imported"), true},
    {"* no namespace bound to prefix %", N_("the prefix \"%s\" is not declared"), true},
    {"No namespace bound to prefix '%'.", N_("the prefix \"%s\" is not declared"), true},
    {"* undefined namespace %", N_("the prefix \"%s\" is not declared"), true},
    {"*: The prefixed QName '%' has no namespace binding*", N_("the prefix of \"%s\" is not declared"), true},
    /* what can't be so */
    {"xsl:template: error duplicate name '%'", N_("a second template of the name \"%s\""), true},
    {"redefinition of global variable %", N_("a second variable \"%s\""), true},
    {"XSLT-*: Redefinition of * '%'.", N_("a second variable \"%s\""), true},
    {"Recursive definition of %", N_("the variable \"%s\" needs itself"), true},
    {"Evaluating global variable * var/param being computed failed", N_("a variable can't be worked out"),
     false},
    {"Evaluating global variable % failed", N_("the variable \"%s\" can't be worked out"), false},
    {"Failed to evaluate the expression of variable '%'.", N_("the variable \"%s\" can't be worked out"),
     false},
    {"*A potential infinite template recursion was detected.*", N_("templates call each other without end"),
     true},
    {"*peration limit exceeded", N_("it comes to no end"), true},
    {"xsl:*: The value '%' of the attribute 'name' is not a valid QName.", N_("\"%s\" can't be a name"),
     true},
    {"xsl:*: The effective name '%' is not a valid QName.", N_("\"%s\" can't be a name"), true},
    {"xsl:template : error invalid name '%'", N_("\"%s\" can't be a name"), true},
    {"* invalid value % for *", N_("\"%s\" is not allowed"), true},
    {"invalid value for *: %", N_("\"%s\" is not allowed"), true},
    {"The value '%' of the attribute '*' is not a valid QName.", N_("\"%s\" can't be a name"), true},
    {"xsl:attribute: Cannot add attributes to an element if children*",
     N_("<xsl:attribute> comes too late: the element holds something already"), true},
    {"Attribute nodes must be added before any child nodes to an element.",
     N_("<xsl:attribute> comes too late: the element holds something already"), true},
    {"xsltParseStylesheetProcess : *", NO_TEMPLATE, true},
    {"xsl:version is missing*", NO_TEMPLATE, true},
    {"xsl:version: only 1.1 features are supported", N_("only version=\"1.0\" of XSLT is understood"), true},
};

static const struct saying by_xpath[] = {
    {"*bound to undefined prefix %", N_("the prefix \"%s\" is not declared"), true},
    {"Forbidden variable*", N_("no variable may stand in match=\"…\""), true},
    {"*function % not found*", N_("there is no function %s()"), true},
    {"Undefined variable*", N_("there is no such variable"), true},
    {"Undefined namespace prefix*", N_("a prefix is not declared"), true},
    {"Unregistered function*", N_("there is no such function"), true},
    {"Invalid number of arguments*", N_("a function is given too little or too much"), true},
    {"Invalid type*", N_("a function or operator is given what it can't work with"), true},
    {"Invalid operand*", N_("a function or operator is given what it can't work with"), true},
    {"Unfinished literal*", N_("a quotation mark has no partner"), true},
    {"Expected $ for variable reference*", N_("no name follows a $"), true},
    {"Invalid predicate*", N_("what stands in [ ] is wrong"), true},
    {"Invalid expression*", N_("something is left out, or too much"), true},
    {"*peration limit exceeded*", N_("it comes to no end"), true},
    {"*ecursion limit exceeded*", N_("it is nested too deeply"), true},
};

enum { CAPTURES = 2, LONGEST = 1000 /* bytes of what is looked up */ };

struct captured {
    const char *from[CAPTURES];
    size_t size[CAPTURES];
};

/* Whether the text is what the pattern says; n: how many % were met. What % holds is as long as it can be. */
static bool matches(const char *pattern, const char *text, int n, struct captured *captured)
{
    for (; *pattern && *pattern != '*' && *pattern != '%'; pattern++, text++)
        if (*pattern != *text)
            return false;
    if (!*pattern)
        return !*text;
    for (size_t size = strlen(text) + 1; size-- > 0;)
        if (matches(pattern + 1, text + size, n + (*pattern == '%'), captured)) {
            if (*pattern == '%' && n < CAPTURES) {
                captured->from[n] = text;
                captured->size[n] = size;
            }
            return true;
        }
    return false;
}

static const struct saying *find(const struct saying *sayings, size_t count, const char *text,
                                 struct captured *captured)
{
    for (size_t i = 0; i < count && strlen(text) <= LONGEST; i++)
        if (matches(sayings[i].pattern, text, 0, captured))
            return &sayings[i];
    return NULL;
}

static const char *filled(struct arena *arena, const struct saying *saying, const struct captured *captured)
{
    const char *about[CAPTURES] = {"", ""};
    for (int i = 0; i < CAPTURES; i++)
        if (captured->from[i])
            about[i] = arena_strndup(arena, captured->from[i], captured->size[i]);
    return *saying->words ? arena_printf(arena, _(saying->words), about[0], about[1]) : "";
}

/* What no words are known for. */
static const char *unknown(struct arena *arena, const char *text)
{
    return *text ? arena_printf(arena, _("something isn't as XSLT wants it (%s)"), text) : "";
}

/* The first character of an expression that only a text in quotation marks may hold, with its end; NULL:
 * none. Letters and figures may stand in names. */
static const char *stray_mark(const char *expression, const char **end)
{
    for (const char *p = expression; *p;) {
        const char *from = p;
        if (*p == '"' || *p == '\'')
            p += 1 + strcspn(p + 1, (char[]){*p, '\0'});
        if (!*p)
            break;
        uint32_t c = text_next(&p);
        if (c != text_narrow(c) || (c >= 0x2018 && c <= 0x201F) || (c >= 0x3000 && c <= 0x3011)) {
            *end = p;
            return from;
        }
    }
    return NULL;
}

/* Why, where XPath said `reason` of an expression. */
static const char *reason_words(struct arena *arena, const char *reason, const struct captured *expression)
{
    struct captured captured = {0};
    const char *end, *mark = NULL;
    if (expression->from[0])
        mark = stray_mark(arena_strndup(arena, expression->from[0], expression->size[0]), &end);
    if (mark)
        return arena_printf(arena, _("\"%s\" may stand between quotation marks only; an ASCII mark is meant"),
                            arena_strndup(arena, mark, (size_t)(end - mark)));
    const struct saying *saying = find(by_xpath, sizeof by_xpath / sizeof by_xpath[0], reason, &captured);
    return saying ? filled(arena, saying, &captured) : unknown(arena, reason);
}

const char *said_words(struct arena *arena, const char *text, const char *reason)
{
    struct captured captured = {0};
    const struct saying *saying = find(by_libxslt, sizeof by_libxslt / sizeof by_libxslt[0], text, &captured);
    const char *words = saying ? filled(arena, saying, &captured) : unknown(arena, text);
    const char *why = *reason && !(saying && saying->whole) ? reason_words(arena, reason, &captured) : "";
    if (*words && *why)
        return arena_printf(arena, "%s: %s", words, why);
    return *words ? words : *why ? why : NULL;
}
