/*
 * picture.h - pictures in a PDF: PNG and JPEG files as image XObjects (ISO 32000-1, 8.9.5).
 *
 * A drawer reads and compresses each file once and keeps the result, for a seal stands on every letter.
 */
#ifndef TONGBAO_DRAW_PICTURE_H
#define TONGBAO_DRAW_PICTURE_H

#include "draw/object.h"

/* The pictures that a drawer has met. */
struct picture_store;
/* A new, empty store; release with picture_store_free (takes NULL). */
struct picture_store *picture_store_new(void);
void picture_store_free(struct picture_store *store);

/* The pictures of one document. */
struct pictures;
/* None yet; lives in the document's arena. */
struct pictures *pictures_new(struct pdf *pdf, struct picture_store *store);
/* The XObject of the file at path; where it can't be used, NULL with a message, and the document is faulty.
 */
HPDF_Dict pictures_use(struct pictures *pictures, const char *path);

#endif
