#include "typeset/setter.h"

#include <string.h>

int node_add(struct setter *s, enum role role, int parent)
{
    struct node *n = arena_push(s->arena, &s->node, &s->node_count, &s->node_capacity, sizeof *n);
    *n = (struct node){.role = role, .parent = parent, .colspan = 1, .rowspan = 1, .page = -1};
    return s->node_count - 1;
}

int node_add_heading(struct setter *s, int parent, int level, const char *title, const char *id)
{
    int node = node_add(s, ROLE_HEADING, parent);
    s->node[node].level = level;
    s->node[node].title = title;
    s->node[node].id = id;
    return node;
}

static const char *run_text(const struct run *run)
{
    if (run->kind == RUN_BREAK)
        return " ";
    return run->text ? run->text : "";
}

const char *para_text(struct setter *s, const struct para *para)
{
    size_t size = 0;
    for (int i = 0; i < para->run_count; i++)
        size += strlen(run_text(&para->run[i]));
    char *text = arena_alloc(s->arena, size + 1), *end = text;
    for (int i = 0; i < para->run_count; i++)
        end = stpcpy(end, run_text(&para->run[i]));
    return text;
}

void nodes_finish(struct setter *s)
{
    /* Children follow their parents, so one walk from the end carries the first place all the way up. */
    for (int i = s->node_count - 1; i > 0; i--) {
        struct node *n = &s->node[i], *parent = &s->node[n->parent];
        if (n->page >= 0 &&
            (parent->page < 0 || n->page < parent->page || (n->page == parent->page && n->y < parent->y))) {
            parent->page = n->page;
            parent->y = n->y;
        }
    }
}
