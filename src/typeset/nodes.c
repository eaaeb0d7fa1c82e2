#include "typeset/setter.h"

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
