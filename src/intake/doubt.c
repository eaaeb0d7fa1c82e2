#include "intake/doubt.h"

#include "base/text.h"
#include "intake/tree.h"

#include <string.h>

static void doubt_texts(const struct doubts *doubts, const struct oddities *oddities)
{
    struct arena *arena = doubts->arena;
    for (int i = 0; i < oddities->count; i++) {
        const struct oddity *odd = &oddities->item[i];
        const char *place = *odd->before ? arena_printf(arena, _("behind \"%s\" in %s"),
                                                        tree_quote(arena, odd->before), odd->in)
                                         : arena_printf(arena, _("at the beginning of %s"), odd->in);
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
