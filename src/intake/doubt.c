#include "intake/doubt.h"

#include "base/text.h"
#include "intake/tree.h"

#include <string.h>

static const char *place_of(const struct doubts *doubts, const struct oddity *odd)
{
    struct arena *arena = doubts->arena;
    return *odd->before
               ? arena_printf(arena, _("behind \"%s\" in %s"), tree_quote(arena, odd->before), odd->in)
               : arena_printf(arena, _("at the beginning of %s"), odd->in);
}

/* Marks and digits of the wrong width; whoever types them so does it everywhere. */
static void doubt_widths(const struct doubts *doubts, const struct oddities *oddities)
{
    for (int i = 0; i < oddities->widths && i < WIDTHS_MOST; i++) {
        const struct oddity *odd = &oddities->width[i];
        const uint32_t c = odd->character, other = c < 0x80 ? c + 0xFEE0 : text_narrow(c);
        char is[5], meant[5];
        text_put(c, is);
        text_put(other, meant);
        diag_at(
            doubts->diag, MESSAGE_DOUBTFUL, odd->at,
            c < 0x80
                ? _("the mark \"%s\" of ASCII between Chinese characters, %s; \"%s\" is that of full width")
                : _("the digit \"%s\" of full width, %s; \"%s\" is the usual one"),
            is, place_of(doubts, odd), meant);
    }
    if (oddities->widths > WIDTHS_MOST)
        diag_at(doubts->diag, MESSAGE_DOUBTFUL, oddities->width[WIDTHS_MOST - 1].at,
                _("marks of ASCII between Chinese characters, or digits of full width, in %d more texts"),
                oddities->widths - WIDTHS_MOST);
}

static void doubt_texts(const struct doubts *doubts, const struct oddities *oddities)
{
    for (int i = 0; i < oddities->count; i++) {
        const struct oddity *odd = &oddities->item[i];
        const char *place = place_of(doubts, odd);
        if (odd->leftover)
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, odd->at, _("\"%s\" %s would be printed so"),
                    odd->leftover, place);
        else
            diag_at(doubts->diag, MESSAGE_DOUBTFUL, odd->at, _("U+%04X, which can't be seen, %s"),
                    odd->character, place);
    }
}

void intake_doubt(const struct input *inputs, int count, struct diag *diag)
{
    struct doubts doubts = {inputs, count, arena_new(), diag};
    for (int i = 0; i < count; i++) {
        doubt_texts(&doubts, &inputs[i].oddities);
        doubt_widths(&doubts, &inputs[i].oddities);
        if (inputs[i].plan)
            doubt_plan(&doubts, inputs[i].plan);
        if (inputs[i].quarter)
            doubt_quarter(&doubts, inputs[i].quarter);
        if (!inputs[i].issuance)
            continue;
        doubt_issuance(&doubts, inputs[i].issuance);
        for (int j = 0; j < i; j++)
            if (inputs[j].issuance)
                doubt_series(&doubts, inputs[j].issuance, inputs[i].issuance);
    }
    arena_free(doubts.arena);
}
