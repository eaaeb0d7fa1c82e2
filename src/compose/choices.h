/*
 * choices.h - what attributes may say that choose one of a few: each list stands here once, for the grammar,
 * the reader and the dump. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_CHOICES_H
#define TONGBAO_COMPOSE_CHOICES_H

#include "base/buffer.h"

/* Divided by |, in the order of the enum: of format, of chart_kind, of align behind ALIGN_DEFAULT, of tint
 * behind TINT_BLACK. */
#define FORMATS "plain|file|letter|minutes|order"
#define KINDS "progress|lights"
#define ALIGNS "left|center|right|decimal|spread"
#define LIGHTS "green|yellow|red|grey"

/* The place, from 0, of a word in a list; -1 where it isn't one of it, or NULL. */
int choice_of(const char *choices, const char *word);
/* Adds the word at a place of a list. */
void choice_put(struct buffer *out, const char *choices, int place);

#endif
