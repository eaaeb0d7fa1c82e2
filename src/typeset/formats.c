#include "typeset/formats.h"

#include "typeset/geometry.h"

static const struct format_rules formats[] = {
    [FORMAT_PLAIN] = {.number_first_page = true, .imprint_lines = true},
    [FORMAT_FILE] =
        {/* 7.2 */
         .mark_top = MARK_TOP,
         .number_gap = NUMBER_GAP,
         .red_line_gap = RED_LINE_GAP,
         .title_gap = TITLE_GAP,
         .number_first_page = true,
         .imprint_lines = true},
    [FORMAT_LETTER] =
        {/* 10.1 */
         .mark_top = LETTER_MARK_TOP,
         .number_gap = LETTER_ELEMENT_GAP,
         .title_gap = LETTER_TITLE_GAP,
         .double_lines = true},
    [FORMAT_MINUTES] =
        {/* 10.3 */
         .mark_top = MARK_TOP,
         .number_gap = NUMBER_GAP,
         .red_line_gap = RED_LINE_GAP,
         .title_gap = TITLE_GAP,
         .number_first_page = true,
         .imprint_lines = true},
    [FORMAT_ORDER] =
        {/* 10.2: two blank lines to the title, or straight to the text */
         .mark_top = MARK_TOP_ORDER,
         .number_gap = NUMBER_GAP,
         .title_gap = TITLE_GAP,
         .number_on_grid = true,
         .number_first_page = true,
         .imprint_lines = true},
};

const struct format_rules *format_rules(enum format format)
{
    return &formats[format];
}
