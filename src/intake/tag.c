/*
 * What is told is the first thing that doesn't fit, not what libxml2 made of it later on. An odd character is
 * named wherever it stands outside a value; a value that ends too early or too late shows by what follows it.
 */
#include "intake/tag.h"

#include "base/diag.h"
#include "base/text.h"
#include "intake/odd.h"
#include "intake/tree.h"

#include <ctype.h>
#include <string.h>

/* A tag that is read: all pointers go into text. */
struct reading {
    struct arena *arena;
    const char *text;
    const char *tag;       /* its "<" */
    const char *p;         /* read so far */
    const char *name;      /* the tag's name, with the "/" of an end tag, fit for a message */
    const char *attribute; /* the attribute read last, likewise; NULL while there is none */
    const char *value;     /* the quotation mark that opens its value */
};

static const struct slip none;

const char *tag_quote(struct arena *arena, const char *from, const char *to)
{
    return tree_quote(arena, arena_strndup(arena, from, (size_t)(to - from)));
}

const char *tag_quote_line(struct arena *arena, const char *from)
{
    return tag_quote(arena, from, from + strcspn(from, "\r\n"));
}

struct slip tag_slip(const char *text, const char *at, const char *words)
{
    return (struct slip){words, (size_t)(at - text)};
}

struct slip tag_odd(struct arena *arena, const char *text, const char *at, const char *meant)
{
    return tag_slip(text, at, odd_words(arena, text, at, meant));
}

static struct slip found(const struct reading *r, const char *at, const char *words)
{
    return tag_slip(r->text, at, words);
}

static struct slip odd(const struct reading *r, const char *at, const char *meant)
{
    return tag_odd(r->arena, r->text, at, meant);
}

/* The file ends within what is read. */
static struct slip cut(const struct reading *r)
{
    return found(r, r->text + strlen(r->text),
                 _("the file ends in the middle of a tag; it may not have been saved or copied whole"));
}

static struct slip lone(const struct reading *r)
{
    return found(
        r, r->tag,
        arena_printf(r->arena,
                     _("a lone \"<\" before \"%s\"; in a text it must be written &lt;, and in a tag the "
                       "name must follow it at once"),
                     tag_quote_line(r->arena, r->tag + 1)));
}

static struct slip not_closed(const struct reading *r)
{
    return found(r, r->tag, arena_printf(r->arena, _("the tag <%s is not closed by \">\""), r->name));
}

const char *tag_behind_space(const char *p)
{
    return p + strspn(p, TEXT_SPACE);
}

static bool is_space(char c)
{
    return c && strchr(TEXT_SPACE, c);
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

const char *tag_behind_name(const char *p)
{
    for (;;) {
        const char *next = p;
        uint32_t c = text_next(&next);
        if (!c || (c < 0x80 && strchr(TEXT_SPACE "=/><\"'&", (int)c)) || odd_meant(p))
            return p;
        p = next;
    }
}

/* Whether p goes on as an attribute does, up to the mark that opens its value. */
static bool is_attribute(const char *p)
{
    p = tag_behind_space(p);
    const char *behind = tag_behind_name(p);
    const char *equals = tag_behind_space(behind);
    return behind > p && *equals == '=' && is_quote(*tag_behind_space(equals + 1));
}

/* The character within the name from name to behind that no name has, or NULL. What parts the name from p on
 * does so where nothing of a name follows it, or, behind a tag's own name, an attribute. */
static const char *stray(const char *name, const char *behind, bool tag)
{
    if (!isalpha((unsigned char)*name))
        return NULL;
    for (const char *p = name; p < behind; p++)
        if ((unsigned char)*p < 0x80 && !isalnum((unsigned char)*p) && !strchr("_-.:", *p))
            return p;
    if (!odd_is_mark(behind))
        return NULL;
    const char *next = behind;
    text_next(&next);
    bool goes_on = isalpha((unsigned char)*next);
    if (tag ? goes_on && !is_attribute(next) : goes_on || *tag_behind_space(next) == '=')
        return behind;
    return NULL;
}

static struct slip in_name(const struct reading *r, const char *at)
{
    return found(r, at, odd_words_in_name(r->arena, r->text, at));
}

/* ---- values ---- */

/* A mark within from and to that somebody took for the one that closes the value opened by quote; or NULL. */
static const char *wrong_quote(const char *from, const char *to, char quote)
{
    const char *opening = NULL; /* a pair of marks inside the value is none */
    for (const char *p = from, *next = p; p < to; p = next) {
        text_next(&next);
        if (*p == quote || !(is_quote(*p) || odd_is_quote(p)))
            continue;
        if (next == to || *next == '/' || *next == '>' || is_space(*next)) {
            if (!opening)
                return p;
            opening = NULL;
        } else {
            opening = p;
        }
    }
    return NULL;
}

/* The value lacks its closing mark, which should stand before to. */
static struct slip open_value(const struct reading *r, const char *to)
{
    const char quote[] = {*r->value, '\0'};
    const char *wrong = wrong_quote(r->value + 1, to, *quote);
    if (wrong)
        return odd(r, wrong, quote);
    return found(r, r->value,
                 arena_printf(r->arena, _("the value of %s lacks its closing quotation mark"), r->attribute));
}

/* A value with a "<" in it. */
static struct slip value_with_tag(const struct reading *r, const char *tag)
{
    const char *end = memchr(r->value, '>', (size_t)(tag - r->value));
    if (end)
        return open_value(r, end);
    return found(
        r, r->value,
        arena_printf(
            r->arena,
            _("the value of %s lacks its closing quotation mark, or holds \"<\", which must be written &lt;"),
            r->attribute));
}

/* The place within the value closed at end where the next attribute begins, when it ends as in
 * a="1 b="2": with the name of an attribute and "=". Or NULL. */
static const char *swallowed(const char *value, const char *end)
{
    while (end > value && is_space(end[-1]))
        end--;
    if (end == value || end[-1] != '=')
        return NULL;
    for (end--; end > value && is_space(end[-1]);)
        end--;
    const char *name = end;
    while (name > value && !is_space(name[-1]))
        name--;
    return name > value && name < end && tag_behind_name(name) == end ? name : NULL;
}

/* What stands at once behind a value, where a blank or the tag's end must. */
static struct slip behind_value(const struct reading *r)
{
    const char *next = swallowed(r->value + 1, r->p - 1), *meant = odd_meant(r->p);
    if (next)
        return open_value(r, next);
    if (meant) {
        const char *behind = r->p;
        text_next(&behind);
        behind = tag_behind_space(behind);
        if (*meant != ' ' || *behind == '>' || *behind == '/' || is_attribute(behind))
            return odd(r, r->p, meant);
    }
    if (is_attribute(r->p))
        return found(r, r->p,
                     arena_printf(r->arena, _("a blank is missing behind the value of %s"), r->attribute));
    if (is_quote(*r->p) || r->p == r->value + 2)
        return found(r, r->p,
                     arena_printf(r->arena, _("a quotation mark too many at the value of %s"), r->attribute));
    const char *mark = strpbrk(r->p, "\"'<>");
    if (mark && *mark == '<')
        return not_closed(r);
    if (mark && *mark == '>')
        return found(r, r->p,
                     arena_printf(r->arena, _("\"%s\" stands at once behind the value of %s"),
                                  tag_quote(r->arena, r->p, mark), r->attribute));
    return found(r, r->value,
                 arena_printf(r->arena,
                              _("the value of %s is closed by the straight quotation mark before \"%s\"; "
                                "inside a value write curly ones or &quot;"),
                              r->attribute, tag_quote(r->arena, r->p, mark ? mark : r->p + strlen(r->p))));
}

/* ---- tags ---- */

static bool read_value(struct reading *r, struct slip *slip)
{
    const char ends[] = {*r->p, '<', '\0'};
    r->value = r->p;
    r->p += 1 + strcspn(r->p + 1, ends);
    if (*r->p == ends[0]) {
        r->p++;
        return true;
    }
    *slip = *r->p ? value_with_tag(r, r->p) : cut(r);
    return false;
}

/* What stands where "=" and a value must. */
static struct slip no_value(const struct reading *r)
{
    if (!*r->p)
        return cut(r);
    if (*r->p == '<')
        return not_closed(r);
    return found(
        r, r->p,
        arena_printf(r->arena,
                     is_quote(*r->p)
                         ? _("\"=\" is missing between %s and its value, %s=\"...\"")
                         : _("%s has no value; an attribute is written %s=\"...\", its name without a blank"),
                     r->attribute, r->attribute));
}

static bool read_attribute(struct reading *r, struct slip *slip)
{
    const char *name = r->p, *behind = tag_behind_name(name);
    bool colon = behind > name && behind[-1] == ':';
    r->p = tag_behind_space(behind);
    r->attribute = tag_quote(r->arena, name, behind - colon);
    const char *meant = odd_meant(r->p), *strange = stray(name, behind, false);
    if (strange)
        *slip = in_name(r, strange);
    else if (meant)
        *slip = odd(r, r->p, strcmp(meant, ":") == 0 ? "=" : meant);
    else if (colon)
        *slip = odd(r, behind - 1, *r->p == '=' ? "" : "=");
    else if (*r->p != '=')
        *slip = no_value(r);
    if (slip->words)
        return false;
    r->p = tag_behind_space(r->p + 1);
    meant = odd_meant(r->p);
    if (meant)
        *slip = odd(r, r->p, odd_is_mark(r->p) ? "\"" : meant);
    else if (!*r->p)
        *slip = cut(r);
    else if (!is_quote(*r->p))
        *slip = found(r, r->p,
                      arena_printf(r->arena,
                                   _("the value of %s must stand in straight quotation marks, %s=\"...\""),
                                   r->attribute, r->attribute));
    return !slip->words && read_value(r, slip);
}

/* At the "/" of a tag that has no ">" behind it. */
static struct slip slash(const struct reading *r)
{
    const char *meant = odd_meant(r->p + 1);
    if (meant)
        return odd(r, r->p + 1, meant);
    if (!r->p[1])
        return cut(r);
    return found(r, r->p, _("\"/\" must be followed by \">\" at once"));
}

static struct slip read_attributes(struct reading *r)
{
    for (struct slip slip = none;;) {
        bool apart = is_space(*r->p);
        r->p = tag_behind_space(r->p);
        const char *meant = odd_meant(r->p);
        if (!*r->p)
            return cut(r);
        if (*r->p == '<')
            return not_closed(r);
        if (*r->p == '/' && r->p[1] != '>')
            return slash(r);
        if (*r->p == '>' || *r->p == '/')
            return none;
        if (r->attribute && !apart)
            return behind_value(r);
        if (meant)
            return odd(r, r->p, meant);
        if (tag_behind_name(r->p) == r->p)
            return found(r, r->p,
                         _("a quotation mark, \"=\" or \"&\" stands where an attribute's name must"));
        if (!read_attribute(r, &slip))
            return slip;
    }
}

static struct slip read_end(struct reading *r)
{
    r->p = tag_behind_space(r->p);
    if (!*r->p)
        return cut(r);
    if (*r->p == '<')
        return not_closed(r);
    const char *meant = odd_meant(r->p);
    if (meant)
        return odd(r, r->p, meant);
    return *r->p == '>' ? none
                        : found(r, r->p,
                                arena_printf(r->arena,
                                             _("an end tag holds nothing but its name, <%s>; where an "
                                               "element is empty, \"/\" stands before \">\""),
                                             r->name));
}

/* The declaration in the first line, or what is taken for one. */
static struct slip read_declaration(struct reading *r)
{
    for (r->p = r->tag; *r->p && *r->p != '>'; text_next(&r->p)) {
        const char *meant = odd_meant(r->p);
        if (meant && *meant != '-') /* in a name of an encoding */
            return odd(r, r->p, meant);
    }
    if (!*r->p)
        return cut(r);
    return found(r, r->tag,
                 _("the first line must be written <?xml version=\"1.0\" encoding=\"UTF-8\"?>, or with the "
                   "file's encoding in place of UTF-8"));
}

static struct slip read_tag(struct reading *r)
{
    r->p = r->tag + 1;
    if (*r->p == '?')
        return read_declaration(r);
    if (*r->p == '!')
        return found(r, r->tag, _("a comment is written <!-- ... -->"));
    bool end = *r->p == '/';
    const char *name = r->p + end;
    r->p = tag_behind_name(name);
    r->name = tag_quote(r->arena, r->tag + 1, r->p);
    const char *meant = odd_meant(r->p), *strange = stray(name, r->p, true);
    if (!*name)
        return cut(r);
    if (strchr("0123456789", *name)) /* 完成率<90% */
        return lone(r);
    if (strange)
        return in_name(r, strange);
    if (r->p == name ? meant && (!*meant || strchr("/!?", *meant)) : meant && (unsigned char)*name < 0x80)
        return odd(r, r->p, meant);
    if (r->p == name || strchr("-.", *name))
        return lone(r);
    struct slip slip = end ? read_end(r) : read_attributes(r);
    /* Behind a "<" that is none of a tag's stands text. */
    bool text = (unsigned char)*name >= 0x80 && slip.words && *r->p;
    return text ? lone(r) : slip;
}

struct slip tag_read(struct arena *arena, const char *text, const char *tag)
{
    struct reading r = {.arena = arena, .text = text, .tag = tag};
    return read_tag(&r);
}

struct slip tag_read_before(struct arena *arena, const char *text, const char *p)
{
    const char *tag = memrchr(text, '<', (size_t)(p - text));
    return tag ? tag_read(arena, text, tag) : none;
}
