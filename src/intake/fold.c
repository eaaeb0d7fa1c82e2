#include "intake/fold.h"

#include "base/buffer.h"
#include "base/text.h"

/* White space that was met and not yet judged. */
struct gap {
    int spaces;       /* spaces and tabs */
    int breaks;       /* line breaks */
    int ideographic;  /* U+3000 */
    const char *from; /* NULL: no white space since the last character */
    struct piece owner;
};

struct folding {
    struct arena *arena;
    bool attribute;
    struct buffer text; /* of the piece being made */
    struct piece *piece;
    int count, capacity;
    uint32_t last;           /* the character before the gap; 0 at the beginning */
    struct piece last_owner; /* and the piece it stood in */
    struct gap gap;
};

static bool same_owner(struct piece a, struct piece b)
{
    return a.outer == b.outer && a.inner == b.inner;
}

static void close_piece(struct folding *folding)
{
    if (folding->count && folding->text.size)
        folding->piece[folding->count - 1].text = arena_strdup(folding->arena, buffer_text(&folding->text));
    buffer_clear(&folding->text);
}

static void put(struct folding *folding, uint32_t c, struct piece owner)
{
    char one[5];
    if (!folding->count || !same_owner(folding->piece[folding->count - 1], owner)) {
        close_piece(folding);
        struct piece *piece =
            arena_push(folding->arena, &folding->piece, &folding->count, &folding->capacity, sizeof *piece);
        *piece = (struct piece){"", owner.outer, owner.inner};
    }
    text_put(c, one);
    buffer_puts(&folding->text, one);
}

/* Judges the gap between folding->last and next, which stands in owner. */
static void settle_gap(struct folding *folding, uint32_t next, struct piece owner)
{
    static const struct piece outside = {NULL, -1, -1};
    struct gap gap = folding->gap;
    folding->gap = (struct gap){0};
    if (!gap.from || !folding->last)
        return;
    struct piece to =
        same_owner(gap.owner, owner) && same_owner(owner, folding->last_owner) ? owner : outside;
    bool broken = gap.breaks || (folding->attribute && gap.spaces > 1);
    if (broken) {
        if (text_is_spaced(folding->last) && text_is_spaced(next))
            put(folding, ' ', to);
    } else if (gap.ideographic) {
        for (int i = 0; i < gap.ideographic; i++)
            put(folding, 0x3000, to);
    } else {
        put(folding, ' ', to);
    }
}

static void fold(struct folding *folding, struct piece owner)
{
    for (const char *p = owner.text; *p;) {
        const char *from = p;
        uint32_t c = text_next(&p);
        bool space = c == ' ' || c == '\t', line_break = c == '\n' || c == '\r', wide = c == 0x3000;
        if (space || line_break || wide) {
            folding->gap.spaces += space;
            folding->gap.breaks += line_break;
            folding->gap.ideographic += wide;
            if (!folding->gap.from) {
                folding->gap.from = from;
                folding->gap.owner = owner;
            }
            continue;
        }
        settle_gap(folding, c, owner);
        put(folding, c, owner);
        folding->last = c;
        folding->last_owner = owner;
    }
}

struct piece *fold_pieces(struct arena *arena, const struct piece *piece, int count, int *made)
{
    struct folding folding = {.arena = arena};
    for (int i = 0; i < count; i++)
        fold(&folding, piece[i]);
    close_piece(&folding);
    buffer_free(&folding.text);
    *made = folding.count;
    return folding.piece;
}

static const char *fold_one(struct arena *arena, const char *text, bool attribute)
{
    struct folding folding = {.arena = arena, .attribute = attribute};
    fold(&folding, (struct piece){text, -1, -1});
    close_piece(&folding);
    buffer_free(&folding.text);
    return folding.count ? folding.piece[0].text : "";
}

const char *fold_text(struct arena *arena, const char *text)
{
    return fold_one(arena, text, false);
}

const char *fold_attribute(struct arena *arena, const char *value)
{
    return fold_one(arena, value, true);
}

const char *fold_plain(struct arena *arena, const char *text)
{
    char *out = arena_alloc(arena, strlen(text) + 1), *to = out;
    while (*text) {
        char one[5];
        uint32_t c = text_narrow(text_next(&text));
        if (text_is_gap(c) || text_is_unseen(c) || c == ',')
            continue;
        size_t size = (size_t)text_put(c, one);
        memcpy(to, one, size);
        to += size;
    }
    return out;
}
