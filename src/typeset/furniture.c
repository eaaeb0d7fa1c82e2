#include "typeset/ink.h"
#include "typeset/setter.h"

#include "base/text.h"

/* ---- watermark ---- */

#define WATERMARK_SIZE_MOST MM(62)
#define WATERMARK_LENGTH MM(160)

/*
 * The word's characters go down the page from left to right, so large and so light that text over them reads
 * as on white paper. No transparency: archive formats and old printers don't like it; the mark lies beneath
 * the text instead.
 */
static void watermark_set(struct setter *s)
{
    const char *text = s->document->watermark;
    int count = text ? (int)text_count(text) : 0;
    if (count == 0)
        return;
    struct style style = text_style(TEXT_MARK)->type;
    style.face = FACE_HEITI;
    style.colour = ink_colour(INK_WATERMARK);
    style.kind = "watermark";
    style.size =
        WATERMARK_LENGTH / count < WATERMARK_SIZE_MOST ? WATERMARK_LENGTH / count : WATERMARK_SIZE_MOST;
    length x = (PAPER_WIDTH - count * style.size) / 2, y = (PAPER_HEIGHT - count * style.size) / 2;
    for (int i = 0; i < count; i++) {
        char one[5];
        one[text_put(text_next(&text), one)] = '\0';
        const struct line *line = set_text(s, arena_strdup(s->arena, one), &style);
        if (!line)
            continue;
        struct box *box = box_new(s, 0);
        box_add_line(s, box, -1, line, &style, 0, 0, false);
        box->note_count = 0;
        place_box(s, box, x + i * style.size - line->left, y + i * style.size);
    }
}

/* ---- page number ---- */

/* Between dashes whose upper edge is 7 mm below the type area, one character in from the outer edge, 7.5. */
static void page_number_set(struct setter *s, const struct page *page)
{
    const struct style *style = &text_style(TEXT_PAGE_NUMBER)->type;
    const struct line *line =
        set_text(s, arena_printf(s->arena, "\u2014\u00A0%d\u00A0\u2014", page->number), style);
    if (!line || line->run_count == 0)
        return;
    length base = AREA_BOTTOM + NUMBER_LINE_GAP + run_ink(&line->run[0], 0, 1).above;
    length x = page->number % 2 ? AREA_RIGHT - NUMBER_INDENT - line->width : AREA_LEFT + NUMBER_INDENT;
    struct box *box = box_new(s, style->size);
    box_add_line(s, box, -1, line, style, 0, 0, false);
    box->note[0].furniture = true;
    place_box(s, box, x - line->left, base - line_ascent(style->size));
}

/* ---- the letter's double lines ---- */

length double_line(struct setter *s, struct box *box, length x, length y, bool thick_above)
{
    length first = thick_above ? DOUBLE_THICK : DOUBLE_THIN,
           second = thick_above ? DOUBLE_THIN : DOUBLE_THICK;
    struct colour red = ink_colour(INK_RED);
    box_add_item(s, box, rule_item(x, y, LETTER_LINE_WIDTH, first, red));
    box_add_item(s, box, rule_item(x, y + first + DOUBLE_GAP, LETTER_LINE_WIDTH, second, red));
    return first + DOUBLE_GAP + second;
}

/* On page 1 alone; type area and text stay above it by more than the 7/8 of a character that 10.1 asks for.
 */
static void second_line_set(struct setter *s)
{
    struct box *box = box_new(s, 0);
    length height = double_line(s, box, 0, 0, false);
    place_box(s, box, (PAPER_WIDTH - LETTER_LINE_WIDTH) / 2, PAPER_HEIGHT - LETTER_LINE_FOOT - height);
}

void furniture_set(struct setter *s)
{
    const struct page *page = &s->page[s->page_count - 1];
    watermark_set(s);
    if (page->printed)
        page_number_set(s, page);
    if (page->number == 1 && s->format->double_lines)
        second_line_set(s);
}
