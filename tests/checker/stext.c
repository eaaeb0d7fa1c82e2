#include "stext.h"

#include <libxml/xmlreader.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_CHARACTERS = 20000 };

bool among(uint32_t c, const char *set)
{
    const unsigned char *s = (const unsigned char *)set;
    while (*s) {
        int n = 4;
        int value = xmlGetUTF8Char(s, &n);
        if (value < 0)
            return false;
        if ((uint32_t)value == c)
            return true;
        s += n;
    }
    return false;
}

bool opening(uint32_t c)
{
    return among(c, "“‘（〔［｛《〈【〖「『");
}

bool closing(uint32_t c)
{
    return among(c, "”’）〕］｝》〉】〗」』，、；：。．？！");
}

bool never_first(uint32_t c)
{
    return closing(c) || among(c, "·—～－–-/／%％‰℃,.:;!?)]");
}

bool never_last(uint32_t c)
{
    return opening(c) || among(c, "/／￥¥$([");
}

bool is_han(uint32_t c)
{
    return (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x32000) ||
           c == 0x3007;
}

bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

bool is_alnum(uint32_t c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool body_size(const struct character *c)
{
    return c->upright && !c->grey && fabs(c->size - ZI) < 0.03;
}

double ink_right(const struct character *c, double edge)
{
    double trimmed = c->right - c->size / 2;
    return closing(c->code) && fabs(trimmed - edge) < fabs(c->right - edge) ? trimmed : c->right;
}

static double attribute(xmlTextReaderPtr reader, const char *name)
{
    xmlChar *text = xmlTextReaderGetAttribute(reader, (const xmlChar *)name);
    double value = text ? strtod((const char *)text, NULL) : 0;
    xmlFree(text);
    return value;
}

/* A watermark's grey: #RRGGBB with no channel darker than C0. */
static bool is_pale(const char *colour)
{
    unsigned r, g, b;
    return colour && sscanf(colour, "#%2x%2x%2x", &r, &g, &b) == 3 && r >= 0xC0 && g >= 0xC0 && b >= 0xC0;
}

static void read_character(xmlTextReaderPtr reader, struct stext_page *page, struct character model)
{
    xmlChar *c = xmlTextReaderGetAttribute(reader, (const xmlChar *)"c");
    xmlChar *quad = xmlTextReaderGetAttribute(reader, (const xmlChar *)"quad");
    xmlChar *colour = xmlTextReaderGetAttribute(reader, (const xmlChar *)"color");
    int n = 4;
    int code = c ? xmlGetUTF8Char(c, &n) : -1;
    double q[8] = {0};
    char *p = (char *)quad;
    for (int i = 0; i < 8 && p; i++)
        q[i] = strtod(p, &p);
    page->space = page->space || code == ' ';
    if (code > 32 && page->count < MOST_CHARACTERS) {
        model.code = (uint32_t)code;
        model.x = MM_PT * attribute(reader, "x");
        model.y = MM_PT * attribute(reader, "y");
        model.right = MM_PT * q[2];
        model.grey = is_pale((const char *)colour);
        model.after_space = page->space;
        page->space = false;
        page->character[page->count++] = model;
    }
    xmlFree(c);
    xmlFree(quad);
    xmlFree(colour);
}

static bool attribute_is(xmlTextReaderPtr reader, const char *name, const char *value)
{
    xmlChar *text = xmlTextReaderGetAttribute(reader, (const xmlChar *)name);
    bool is = text && strcmp((char *)text, value) == 0;
    xmlFree(text);
    return is;
}

static void read_image(xmlTextReaderPtr reader, struct stext_page *page)
{
    xmlChar *box = xmlTextReaderGetAttribute(reader, (const xmlChar *)"bbox");
    double b[4] = {0};
    char *p = (char *)box;
    for (int i = 0; i < 4 && p; i++)
        b[i] = MM_PT * strtod(p, &p);
    if (page->images < MOST_IMAGES)
        page->image[page->images++] = (struct image){b[0], b[1], b[2], b[3]};
    xmlFree(box);
}

static void read_font_name(xmlTextReaderPtr reader, struct character *model)
{
    xmlChar *name = xmlTextReaderGetAttribute(reader, (const xmlChar *)"name");
    model->font = 0;
    for (const xmlChar *p = name; p && *p; p++)
        model->font = model->font * 31 + *p;
    model->heading_face = name && (strstr((char *)name, "Hei") || strstr((char *)name, "Kai"));
    xmlFree(name);
}

struct stext_page *stext_read(const char *path, int *count)
{
    char command[4200], text[] = P_tmpdir "/pagecheck-XXXXXX";
    struct stext_page *pages = NULL;
    *count = 0;
    int made = mkstemp(text);
    if (strchr(path, '\'') || made < 0 ||
        snprintf(command, sizeof command,
                 "mutool convert -F stext -O preserve-images,inhibit-spaces -o %s '%s' 2>/dev/null", text,
                 path) >= (int)sizeof command)
        return NULL;
    close(made);
    xmlTextReaderPtr reader =
        system(command) == 0
            ? xmlReaderForFile(text, NULL, XML_PARSE_HUGE | XML_PARSE_RECOVER | XML_PARSE_NOERROR)
            : NULL;
    struct character model = {0};
    while (reader && xmlTextReaderRead(reader) == 1) {
        if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT)
            continue;
        const char *name = (const char *)xmlTextReaderConstLocalName(reader);
        if (strcmp(name, "page") == 0) {
            pages = realloc(pages, (size_t)(*count + 1) * sizeof *pages);
            pages[(*count)++] =
                (struct stext_page){.character = calloc(MOST_CHARACTERS, sizeof(struct character))};
        } else if (strcmp(name, "image") == 0 && *count) {
            read_image(reader, &pages[*count - 1]);
        } else if (strcmp(name, "line") == 0) {
            model.upright = attribute_is(reader, "dir", "1 0");
        } else if (strcmp(name, "font") == 0) {
            model.size = MM_PT * attribute(reader, "size");
            read_font_name(reader, &model);
        } else if (strcmp(name, "char") == 0 && *count) {
            read_character(reader, &pages[*count - 1], model);
        }
    }
    xmlFreeTextReader(reader);
    unlink(text);
    return pages;
}

void stext_free(struct stext_page *pages, int count)
{
    for (int i = 0; i < count; i++)
        free(pages[i].character);
    free(pages);
}
