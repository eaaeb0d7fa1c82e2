/*
 * language.h - the language of the messages.
 */
#ifndef TONGBAO_BASE_LANGUAGE_H
#define TONGBAO_BASE_LANGUAGE_H

/* Messages in the user's language, and always in UTF-8, the C library's too; all else (numbers, sorting,
 * upper and lower case) stays as in "C" on every machine. */
void language_set(void);

#endif
