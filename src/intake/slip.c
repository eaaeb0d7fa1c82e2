/*
 * Asked once for a file, so that looking through all of the text costs no more than reading it did.
 */
#include "intake/slip.h"

#include "base/diag.h"
#include "base/text.h"
#include "intake/decode.h"
#include "intake/near.h"
#include "intake/odd.h"
#include "intake/tag.h"
#include "intake/tree.h"

#include <libxml/xmlerror.h>
#include <string.h>
#include <strings.h>

static int line_at(const char *text, size_t at)
{
    return 1 + decode_lines(text, at);
}

/* The comment, CDATA or processing instruction that p is in, or NULL. */
static const char *section_around(const char *text, const char *p)
{
    for (const char *open = text; (open = strchr(open, '<')) && open < p;) {
        const char *behind = tree_behind_section(open);
        if (behind && behind >= p)
            return open;
        open = behind ? behind : open + 1;
    }
    return NULL;
}

static struct slip on_section(const struct stop *stop, struct arena *arena)
{
    const char *p = stop->text + stop->at, *open = section_around(stop->text, p);
    open = open ? open : p;
    if (stop->code == XML_ERR_CDATA_NOT_FINISHED)
        return tag_slip(stop->text, open, _("the <![CDATA[ that begins here is never closed by ]]>"));
    if (stop->code == XML_ERR_PI_NOT_FINISHED)
        return tag_slip(stop->text, open, _("the <? that begins here is never closed by ?>"));
    const char *hyphens = text_starts(open, "<!--") ? strstr(open + 4, "--") : NULL;
    if (!hyphens)
        return tag_slip(stop->text, open, _("the comment that begins here is never closed by -->"));
    if (hyphens >= open + 6 && hyphens[-1] == '!' && hyphens[-2] == '<')
        return tag_slip(
            stop->text, open,
            arena_printf(arena,
                         _("the comment that begins here is not closed by --> before the next one "
                           "begins in line %d; no comment can stand in another"),
                         line_at(stop->text, (size_t)(hyphens - stop->text))));
    return tag_slip(stop->text, hyphens,
                    _("two hyphens in a row inside a comment; only --> at its end may have them"));
}

/* An end tag that doesn't fit the element that is open. */
static struct slip on_mismatch(const struct stop *stop, struct arena *arena)
{
    const char *text = stop->text, *open = text + stop->open;
    const char *end = memrchr(text, '<', stop->at);
    const char *behind_end = end ? tag_behind_name(end + 2) : NULL;
    struct slip slip = tag_read(arena, text, open); /* a name such as that of <／to> */
    if (!slip.words && end)
        slip = tag_read_before(arena, text, end + 1);
    if (slip.words || !end)
        return slip;
    const char *half = memmem(open, (size_t)(end - open), "\xEF\xBC\x9C/", 4); /* a full-width "<" */
    if (half && half < end)
        return tag_odd(arena, text, half, "<");
    const char *name = tag_quote(arena, open + 1, tag_behind_name(open + 1)),
               *other = tag_quote(arena, end + 2, behind_end);
    int line = line_at(text, stop->encloses ? (size_t)(end - text) : stop->open);
    struct near near = {.word = other};
    near_offer(&near, name);
    const char *words =
        stop->encloses && stop->repeated ? _("<%1$s> stands in a <%1$s> and is not closed before line %2$d "
                                             "closes <%3$s>; is </%1$s> meant?")
        : stop->encloses ? _("<%1$s> is not closed before line %2$d closes <%3$s>; it lacks </%1$s>, or "
                             "\"/\" before its \">\"")
        : near.best      ? _("<%1$s> of line %2$d is closed by </%3$s>; both names must be the same")
                         : _("</%3$s> closes nothing, since open here is <%1$s> of line %2$d; was a <%3$s> "
                                  "closed by \"/>\" before?");
    return tag_slip(text, stop->encloses ? open : end, arena_printf(arena, words, name, line, other));
}

static struct slip on_unclosed(const struct stop *stop, struct arena *arena)
{
    const char *name = stop->text + stop->open + 1;
    name = tag_quote(arena, name, tag_behind_name(name));
    return tag_slip(
        stop->text, stop->text + stop->at,
        arena_printf(arena,
                     _("the file ends before <%s> of line %d is closed; it lacks </%s>, or was not "
                       "saved or copied whole"),
                     name, line_at(stop->text, stop->open), name));
}

/* A "&" that is none of XML's, before p. */
static struct slip on_ampersand(const struct stop *stop, struct arena *arena)
{
    static const char *const names[] = {"lt", "gt", "amp", "quot", "apos"};
    const char *p = memrchr(stop->text, '&', stop->at);
    p = p ? p : stop->text;
    const char *behind = tag_behind_name(p + 1);
    const char *name = arena_strndup(arena, p + 1, (size_t)(behind - p - 1));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return odd_is_semicolon(behind)
                       ? tag_odd(arena, stop->text, behind, ";")
                       : tag_slip(stop->text, p, arena_printf(arena, _("&%s lacks its \";\""), name));
    return tag_slip(stop->text, p,
                    arena_printf(arena, _("a lone \"&\" before \"%s\"; it must be written &amp;"),
                                 tag_quote_line(arena, p + 1)));
}

/* What stands before the first "<". */
static struct slip on_beginning(const struct stop *stop, struct arena *arena)
{
    const char *p = tag_behind_space(stop->text + stop->at);
    const char *quote = tag_quote(arena, p, p + strcspn(p, "<\n"));
    return tag_slip(stop->text, p,
                    arena_printf(arena,
                                 strchr(p, '<')
                                     ? _("\"%s\" stands before the first tag")
                                     : _("it begins with \"%s\" and has no tag; it is no XML file"),
                                 quote));
}

static struct slip on_rest(const struct stop *stop, struct arena *arena)
{
    const char *p = tag_behind_space(stop->text + stop->at), *next = p;
    uint32_t c = text_next(&next);
    return tag_slip(stop->text, p,
                    text_steers(c) ? arena_printf(arena,
                                                  _("behind the end of the root element stands a control "
                                                    "character, U+%04X; delete it"),
                                                  (unsigned)c)
                                   : arena_printf(arena,
                                                  _("behind the end of the root element, where the file must "
                                                    "end, stands \"%s\""),
                                                  tag_quote_line(arena, p)));
}

static struct slip on_character(const struct stop *stop, struct arena *arena)
{
    const char *p = stop->text + stop->at, *next = p;
    uint32_t c = text_next(&next);
    if (text_steers(c) || c >= 0xFFFE)
        return tag_slip(stop->text, p,
                        arena_printf(arena,
                                     _("a control character, U+%04X, which XML doesn't allow; delete it"),
                                     (unsigned)c));
    const char *number = memrchr(stop->text, '&', stop->at);
    return tag_slip(stop->text, p,
                    arena_printf(arena, _("%s is a character that XML doesn't allow"),
                                 tag_quote(arena, number ? number : p, p)));
}

/* A second declaration, or a first that is not the first thing. */
static struct slip on_declaration(const struct stop *stop, struct arena *arena)
{
    const char *text = stop->text, *tag = memrchr(text, '<', stop->at);
    if (!tag || !text_starts(tag, "<?xml"))
        return tag_read_before(arena, text, text + stop->at);
    if (tag == text)
        return tag_read(arena, text, tag);
    return tag_slip(text, tag,
                    tag_behind_space(text) == tag
                        ? _("blanks or empty lines stand before \"<?xml\", which must be the first in the "
                            "file; delete them")
                        : _("\"<?xml\" stands inside the file, where it can only be the first; another file "
                            "may have been pasted here"));
}

/* ---- which is which ---- */

/* Which of libxml2's errors are looked at how; of all others the tag is read again in which they are. */
static const struct {
    int code;
    struct slip (*look)(const struct stop *stop, struct arena *arena);
} looks[] = {
    {XML_ERR_DOCUMENT_EMPTY, on_beginning},      {XML_ERR_DOCUMENT_END, on_rest},
    {XML_ERR_RESERVED_XML_NAME, on_declaration}, {XML_ERR_COMMENT_NOT_FINISHED, on_section},
    {XML_ERR_HYPHEN_IN_COMMENT, on_section},     {XML_ERR_CDATA_NOT_FINISHED, on_section},
    {XML_ERR_PI_NOT_FINISHED, on_section},       {XML_ERR_TAG_NAME_MISMATCH, on_mismatch},
    {XML_ERR_TAG_NOT_FINISHED, on_unclosed},     {XML_ERR_ENTITYREF_SEMICOL_MISSING, on_ampersand},
    {XML_ERR_INVALID_CHAR, on_character},
};

/* Where the error's own words are enough; %s is what libxml2 names. */
static const struct {
    int code;
    const char *words;
} plain[] = {
    {XML_ERR_UNDECLARED_ENTITY,
     N_("&%s; is unknown; only &lt; &gt; &amp; &quot; &apos; and character numbers are read")},
    {XML_WAR_UNDECLARED_ENTITY,
     N_("&%s; is unknown; only &lt; &gt; &amp; &quot; &apos; and character numbers are read")},
    {XML_ERR_ATTRIBUTE_REDEFINED, N_("the attribute \"%s\" stands twice in one tag")},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, N_("the attribute \"%s\" stands twice in one tag")},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, N_("the namespace prefix \"%s\" is not declared")},
    {XML_WAR_NS_URI, N_("xmlns=\"%s\" is no namespace; neither blanks nor full-width marks belong into it")},
    {XML_NS_ERR_XML_NAMESPACE, N_("a namespace is declared that can't be")},
    {XML_NS_ERR_EMPTY, N_("a namespace is declared that can't be")},
    {XML_ERR_MISPLACED_CDATA_END, N_("\"]]>\" in a text must be written ]]&gt;")},
    {XML_ERR_INVALID_HEX_CHARREF, N_("a character number must be written as in &#8212; or &#x2014;")},
    {XML_ERR_INVALID_DEC_CHARREF, N_("a character number must be written as in &#8212; or &#x2014;")},
    {XML_ERR_INVALID_CHARREF, N_("a character number must be written as in &#8212; or &#x2014;")},
};

struct slip slip_find(const struct stop *stop, struct arena *arena)
{
    struct slip slip = {0};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (looks[i].code == stop->code)
            slip = looks[i].look(stop, arena);
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (plain[i].code == stop->code)
            slip = (struct slip){arena_printf(arena, _(plain[i].words), tree_quote(arena, stop->name)),
                                 stop->at};
    if (!slip.words && stop->at && stop->text[stop->at - 1] == '&')
        slip = on_ampersand(stop, arena);
    if (!slip.words)
        slip = tag_read_before(arena, stop->text, stop->text + stop->at);
    return slip.words ? slip : (struct slip){_("what stands here doesn't follow the rules of XML"), stop->at};
}

const char *slip_no_xml(const char *text)
{
    if (!*text)
        return _("the file is empty");
    if (text_is_blank(text))
        return _("there is nothing but blanks in the file");
    text = tag_behind_space(text);
    for (const char *behind; (behind = tree_behind_section(text)); text = tag_behind_space(behind))
        ;
    if (strncasecmp(text, "<!doctype html", 14) == 0 || strncasecmp(text, "<html", 5) == 0)
        return _("this is a web page (HTML)");
    return NULL;
}
